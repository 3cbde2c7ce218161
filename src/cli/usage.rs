//! What clap says of wrong arguments, taken apart into a message and a hint.

use clap::error::ErrorKind;

use crate::domain::words::text::clean;

/// Returns what is wrong with the arguments, and what to type instead.
pub fn told(error: &clap::Error) -> (String, Option<String>) {
    let text = clean(&error.render().to_string());
    let mut paragraphs = text.split("\n\n").map(on_one_line);
    let message = match error.kind() {
        // What is printed then is the help.
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "the command is left out".to_owned(),
        _ => paragraphs.next().unwrap_or_default(),
    };
    let message = message.strip_prefix("error: ").unwrap_or(&message);
    let mut paragraphs: Vec<String> = paragraphs.collect();
    // What is nearest to what was meant, or else how the command is used.
    paragraphs.sort_by_key(|paragraph| !paragraph.starts_with("tip: "));
    let hint = paragraphs.into_iter().find_map(|paragraph| {
        let tip = paragraph.strip_prefix("tip: ").map(str::to_owned);
        tip.or_else(|| paragraph.starts_with("Usage: ").then_some(paragraph))
    });
    (message.to_owned(), hint)
}

fn on_one_line(paragraph: &str) -> String {
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    words.join(" ")
}
