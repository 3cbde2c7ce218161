//! What the screens need of the outer world besides the store: the time, the editor, the clipboard,
//! a new file and the shell.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use super::terminal::{Screen, suspend};
use super::written::write_new;
use crate::config::Clock;
use crate::domain::record::change::Moment;
use crate::editor::{self, EditorError};
use crate::exchange::{Joined, Joining, Place};

/// Something to do beside the screens.
pub type Job = Box<dyn FnOnce() -> Done + Send>;

/// What came of something that was done beside the screens.
#[derive(Debug)]
pub enum Done {
    /// A sync is over.
    Synced {
        /// What came of it, in words.
        words: String,
        /// Whether nothing could be exchanged.
        failed: bool,
        /// Whether there is no need to speak of it.
        is_quiet: bool,
    },
    /// An invitation was put to a place; a text is to be written where that is a file.
    Invited {
        /// Where.
        place: Place,
        /// The names of those who are invited.
        guests: String,
        /// The text for a file, if the place is one; or why it failed.
        outcome: Result<Option<String>, String>,
    },
    /// A place, as it was typed, was looked at for invitations.
    Found(String, Result<Vec<Joining>, String>),
    /// A journey was joined.
    Joined(Box<Result<Joined, String>>),
}

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

    /// Has something done beside the screens.
    fn background(&mut self, job: Job);

    /// Returns what came of something that was done beside the screens, once it is over.
    fn finished(&mut self) -> Option<Done>;

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
    /// What is done beside the screens.
    pub(super) jobs: Vec<Receiver<Done>>,
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

    fn background(&mut self, job: Job) {
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            // Nobody waits for it any more where the screens were left.
            let _ = sender.send(job());
        });
        self.jobs.push(receiver);
    }

    fn finished(&mut self) -> Option<Done> {
        let mut jobs = self.jobs.iter().enumerate();
        let (place, done) = jobs.find_map(|(place, job)| Some((place, job.try_recv().ok()?)))?;
        self.jobs.swap_remove(place);
        Some(done)
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.screen.step_aside(suspend)
    }
}
