//! Asks on the terminal before something is done.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use super::failure::Failure;
use crate::domain::words::text::clean;

/// Returns whether there is somebody to ask a question.
pub(super) fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Says something between two questions.
pub(super) fn tell(text: &str) -> Result<(), Failure> {
    let told = |error: std::io::Error| Failure::Input(error.to_string());
    writeln!(std::io::stderr(), "{}", clean(text)).map_err(told)
}

/// Asks for a text on the terminal; returns whether it is the one that is wanted.
pub(super) fn types(question: &str, wanted: &str) -> Result<bool, Failure> {
    Ok(ask(question)? == wanted.trim().to_lowercase())
}

/// Asks a question on the terminal; anything but a yes is a no.
pub(super) fn agrees(question: &str) -> Result<bool, Failure> {
    let word = ask(&format!("{question} (y/N)"))?;
    Ok(word == "y" || word == "yes")
}

/// Asks a question on the terminal; returns nothing where it is answered neither way.
pub(super) fn decides(question: &str) -> Result<Option<bool>, Failure> {
    Ok(match ask(&format!("{question} (y/n)"))?.as_str() {
        "y" | "yes" => Some(true),
        "n" | "no" => Some(false),
        _ => None,
    })
}

fn ask(question: &str) -> Result<String, Failure> {
    let mut err = std::io::stderr();
    let told = |error: std::io::Error| Failure::Input(error.to_string());
    write!(err, "{} ", clean(question)).map_err(told)?;
    err.flush().map_err(told)?;
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(told)?;
    Ok(line.trim().to_lowercase())
}
