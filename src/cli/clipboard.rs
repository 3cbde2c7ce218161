//! The clipboard, reached through the terminal (OSC 52, xterm's control sequences).

use std::io::{IsTerminal as _, Write};

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

use super::failure::Failure;

/// Returns the terminal that a command writes to, where it writes to one.
pub(super) fn terminal() -> Option<Box<dyn Write>> {
    if std::io::stdout().is_terminal() {
        Some(Box::new(std::io::stdout()))
    } else if std::io::stderr().is_terminal() {
        Some(Box::new(std::io::stderr()))
    } else {
        None
    }
}

/// Copies a text. Whether the terminal takes it cannot be told.
///
/// # Errors
/// [`Failure::NoClipboard`] where there is no terminal.
pub(super) fn copy(text: &str) -> Result<(), Failure> {
    let mut terminal = terminal().ok_or(Failure::NoClipboard)?;
    let mut sequence = String::new();
    CopyToClipboard::to_clipboard_from(text)
        .write_ansi(&mut sequence)
        .map_err(|error| Failure::Output(std::io::Error::other(error)))?;
    terminal.write_all(sequence.as_bytes())?;
    Ok(terminal.flush()?)
}
