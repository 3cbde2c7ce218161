//! Lets the user write a text in the editor of their choice. Knows no command and no screen; the
//! caller makes the terminal free for it.

use std::ffi::OsString;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::domain::words::text::NOTE_MAX;

/// Why the editor gave no text.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    /// No editor is named.
    #[error("no editor is named")]
    None,
    /// The file for the text cannot be made or read.
    #[error("the text cannot be handed to the editor: {0}")]
    File(#[from] std::io::Error),
    /// The editor cannot be started.
    #[error("the editor ‘{0}’ cannot be started: {1}")]
    CannotStart(String, std::io::Error),
    /// The editor ended with a failure.
    #[error("the editor ended with a failure, so nothing was saved{}", kept(.0.as_deref()))]
    Failed(Option<PathBuf>),
    /// The text is longer than any note.
    #[error("the text is longer than {} KiB{}", NOTE_MAX / 1024, kept(.0.as_deref()))]
    TooLong(Option<PathBuf>),
    /// The text is not UTF-8.
    #[error("the text is not UTF-8{}", kept(.0.as_deref()))]
    NotText(Option<PathBuf>),
}

impl EditorError {
    /// Returns what to do about it, where there is something to say.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::None | Self::CannotStart(..) => {
                Some("set VISUAL or EDITOR, or give the text as an argument")
            }
            _ => None,
        }
    }
}

fn kept(file: Option<&Path>) -> String {
    file.map_or_else(String::new, |file| {
        format!("; what was written is kept in {}", file.display())
    })
}

/// Returns what the user made of a text in `$VISUAL` or `$EDITOR`, or nothing where it is blank.
///
/// # Errors
/// [`EditorError`] where there is no editor, it fails, or the text cannot be taken; a text that
/// cannot be taken stays in its file, which the error names.
pub fn edit(initial: &str) -> Result<Option<String>, EditorError> {
    let editor = named_editor().ok_or(EditorError::None)?;
    let mut file = tempfile::Builder::new()
        .prefix("onramp-")
        .suffix(".md")
        .tempfile()?;
    file.write_all(initial.as_bytes())?;
    file.flush()?;
    // Closed while the editor has it, which some systems insist on.
    let path = file.into_temp_path();
    let shown = || crate::domain::words::text::clean(&editor.to_string_lossy());
    let status = command(&editor, &path)
        .status()
        .map_err(|error| EditorError::CannotStart(shown(), error))?;
    let bytes = read(&path)?;
    if !status.success() {
        let changed = bytes != initial.as_bytes() && !bytes.is_empty();
        let kept = if changed { path.keep().ok() } else { None };
        return Err(EditorError::Failed(kept));
    }
    if bytes.len() > NOTE_MAX {
        return Err(EditorError::TooLong(path.keep().ok()));
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.trim().is_empty() => Ok(None),
        Ok(text) => Ok(Some(text)),
        Err(_) => Err(EditorError::NotText(path.keep().ok())),
    }
}

fn named_editor() -> Option<OsString> {
    ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|editor| !editor.is_empty())
}

/// Returns the command for an editor with arguments of its own (`code --wait`), as git starts it.
#[cfg(unix)]
fn command(editor: &OsString, file: &Path) -> Command {
    let mut script = editor.clone();
    script.push(" \"$@\"");
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).arg(editor).arg(file);
    command
}

/// Returns the command for an editor with arguments of its own (`code --wait`).
#[cfg(not(unix))]
fn command(editor: &OsString, file: &Path) -> Command {
    let words = editor.to_string_lossy().into_owned();
    let mut words = words.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).arg(file);
    command
}

/// Returns the bytes of a file, no more than are needed to see that there are too many.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(NOTE_MAX)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    std::fs::File::open(path)?
        .take(limit)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}
