//! What can be wrong with the settings or the places.

use std::path::{Path, PathBuf};

use crate::domain::words::text;

/// Why the settings cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// No home directory is known.
    #[error("there is no home directory to keep the database and the settings in")]
    NoHome,
    /// The file cannot be read.
    #[error("the settings {} cannot be read: {message}", shown(.file))]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system says.
        message: String,
    },
    /// The file is larger than any settings.
    #[error("the settings {} are larger than 1 MB", shown(.0))]
    TooLarge(PathBuf),
    /// A line of the file is wrong.
    #[error("{}:{line}:{column}: {message}", shown(.file))]
    Wrong {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What is wrong and what to do.
        message: String,
    },
}

impl ConfigError {
    /// Returns what to do about it, where there is something to say.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NoHome => Some("set HOME, or name a database with --db"),
            Self::Unreadable { .. } | Self::TooLarge(_) => {
                Some("ONRAMP_CONFIG names another settings file")
            }
            Self::Wrong { .. } => None,
        }
    }
}

fn shown(path: &Path) -> String {
    text::clean(&path.display().to_string())
}
