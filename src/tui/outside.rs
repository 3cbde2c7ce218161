//! What the screens need of the outer world besides the store: the time, the editor, the clipboard,
//! a new file and the shell.

use std::io;
use std::path::{Path, PathBuf};

use super::terminal::{Screen, suspend};
use super::written::write_new;
use crate::config::Clock;
use crate::domain::record::change::Moment;
use crate::editor::{self, EditorError};

/// The outer world. Tests put a recorded one in place of the real one.
pub trait Outside {
    /// Returns today, the time and a new id.
    fn moment(&self) -> Moment;

    /// Returns what the user made of a text in the editor, or nothing if it is blank.
    ///
    /// # Errors
    /// [`io::Error`] if the terminal does not come back; [`EditorError`] if there is no text.
    fn edit(&mut self, text: &str) -> io::Result<Result<Option<String>, EditorError>>;

    /// Puts a text into the clipboard.
    ///
    /// # Errors
    /// [`io::Error`] if the terminal cannot be written to.
    fn copy(&mut self, text: &str) -> io::Result<()>;

    /// Writes a text to a new file of that name, numbered if the name is taken; returns its path.
    ///
    /// # Errors
    /// [`io::Error`] if no file can be written.
    fn write(&mut self, name: &Path, text: &str) -> io::Result<PathBuf>;

    /// Suspends the program until the shell continues it.
    ///
    /// # Errors
    /// [`io::Error`] if the terminal does not come back.
    fn suspend(&mut self) -> io::Result<()>;
}

/// The machine that the user sits at.
#[derive(Debug)]
pub(super) struct Machine {
    /// The terminal; it steps aside for the editor and the shell.
    pub(super) screen: Screen,
    /// The clock.
    pub(super) clock: Clock,
}

impl Outside for Machine {
    fn moment(&self) -> Moment {
        self.clock.moment()
    }

    fn edit(&mut self, text: &str) -> io::Result<Result<Option<String>, EditorError>> {
        self.screen.step_aside(|| editor::edit(text))
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.screen.copy(text)
    }

    fn write(&mut self, name: &Path, text: &str) -> io::Result<PathBuf> {
        write_new(Path::new(""), name, text)
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.screen.step_aside(suspend)
    }
}
