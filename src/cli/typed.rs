//! Texts and dates that are typed as arguments, piped in, or written in an editor.

use std::io::{IsTerminal as _, Read as _};

use chrono::NaiveDate;

use super::failure::Failure;
use crate::domain::words::text::NOTE_MAX;
use crate::domain::words::when::{self, Context};
use crate::editor;

/// Returns a text: the argument, standard input for `-`, or what is written in the editor where
/// the argument is left out on a terminal.
///
/// # Errors
/// [`Failure`] where it cannot be read, or is left out with no terminal to ask on.
///
/// `option` is how the text is given: an option's name, or the place of an argument.
pub fn text(argument: Option<&str>, what: &str, option: &str) -> Result<String, Failure> {
    rewritten("", argument, what, option)
}

/// Returns a text in place of a present one, which is what the editor begins with.
///
/// # Errors
/// [`Failure`] as for [`text`].
pub fn rewritten(
    present: &str,
    argument: Option<&str>,
    what: &str,
    option: &str,
) -> Result<String, Failure> {
    match argument {
        Some("-") => piped(),
        Some(text) => Ok(text.to_owned()),
        None if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() => {
            editor::edit(present)?.ok_or(Failure::NothingWritten)
        }
        None => Err(Failure::Usage {
            message: format!("the {what} is left out"),
            hint: format!("give it as `{option}`; `-` reads it from standard input"),
        }),
    }
}

fn piped() -> Result<String, Failure> {
    let limit = u64::try_from(NOTE_MAX)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let mut bytes = Vec::new();
    std::io::stdin()
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::Input(error.to_string()))?;
    if bytes.len() > NOTE_MAX {
        // The end is cut off, perhaps inside a character; the domain refuses it by its length.
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    String::from_utf8(bytes).map_err(|_| Failure::Input("it is not UTF-8 text".to_owned()))
}

/// Returns the whole number that an argument is.
///
/// # Errors
/// What to type instead, for the message of the argument.
pub fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    let wanted = || "write a whole number, such as 3".to_owned();
    text.trim().parse().map_err(|_| wanted())
}

/// Returns the date of an argument.
///
/// # Errors
/// [`Failure::Date`] where the text is no date.
pub fn date(what: &'static str, text: &str, context: &Context<'_>) -> Result<NaiveDate, Failure> {
    when::parse(text, context).map_err(|error| Failure::Date { what, error })
}
