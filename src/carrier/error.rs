//! Why files could not be carried, in words for the user.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{FILE_MAX, size};

/// A failure to carry files.
#[derive(Debug, thiserror::Error)]
pub enum CarrierError {
    /// The shared folder does not exist.
    #[error("there is no folder at {}; check that the drive is mounted, then sync again", .0.display())]
    NoFolder(PathBuf),
    /// A file or folder cannot be read.
    #[error("{} cannot be read: {error}; check your access to it", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The reason.
        error: io::Error,
    },
    /// A file or folder cannot be written.
    #[error("{} cannot be written: {error}; check your access and the free space", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The reason.
        error: io::Error,
    },
    /// A text is not a valid file name on every machine.
    #[error(
        "‘{0}’ cannot name a shared file; use up to 128 letters, digits, dots, hyphens and underscores"
    )]
    Name(String),
    /// Two files have the same name.
    #[error("two files are called {0}; give each its own name")]
    Twice(String),
    /// A file is larger than what other machines read.
    #[error("{0} is larger than {size}, the most that is carried; start a new file with `onramp exchange renew`", size = size(FILE_MAX))]
    TooLarge(String),
    /// A text is not an address for git.
    #[error("‘{address}’ is not an address for git: {reason}")]
    Address {
        /// The text, without credentials.
        address: String,
        /// What is wrong with it and how to write it.
        reason: &'static str,
    },
    /// A program is not installed.
    #[error("the program {0} was not found; install it or add it to PATH, then sync again")]
    NoProgram(String),
    /// A program cannot be started, or its output cannot be read.
    #[error("the program {program} cannot be run: {error}; check that you may run it")]
    Program {
        /// The program.
        program: String,
        /// The reason.
        error: io::Error,
    },
    /// A program took too long and was stopped.
    #[error("{task} took longer than {} and was stopped; check that it does not wait for the network or for input, then sync again", spell(*.after))]
    TimedOut {
        /// The program's task.
        task: String,
        /// The deadline.
        after: Duration,
    },
    /// A program printed more than the limit.
    #[error("{0} printed more than can be read; run it by hand to see what it prints")]
    TooMuch(String),
    /// There is no repository at the address.
    #[error(
        "there is no git repository at {address}, or you have no access to it: {line}; create an empty one there or correct the address"
    )]
    NoRepository {
        /// The address, without credentials.
        address: String,
        /// Git's message.
        line: String,
    },
    /// The machine at the address cannot be reached.
    #[error("{address} cannot be reached: {line}; check the network, then sync again")]
    Unreachable {
        /// The address, without credentials.
        address: String,
        /// Git's message.
        line: String,
    },
    /// The remote rejected a request.
    #[error(
        "{address} rejected the request: {line}; check your access with `git ls-remote {address}`"
    )]
    Refused {
        /// The address, without credentials.
        address: String,
        /// Git's message.
        line: String,
    },
    /// The repository in the cache is damaged, and a new one does not work either.
    #[error("the git cache {} is damaged: {line}; delete it, then sync again", path.display())]
    Cache {
        /// The repository.
        path: PathBuf,
        /// Git's message.
        line: String,
    },
    /// A filter failed.
    #[error("the command {program} failed: {line}; check `encrypt` and `decrypt` in the settings")]
    Filter {
        /// The program.
        program: String,
        /// The command's message.
        line: String,
    },
}

impl CarrierError {
    /// Returns a conversion for errors while reading a path.
    pub(super) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Read {
            path: path.to_owned(),
            error,
        }
    }

    /// Returns a conversion for errors while writing a path.
    pub(super) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Write {
            path: path.to_owned(),
            error,
        }
    }
}

/// Returns a duration in seconds, in words.
fn spell(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    // What is left of a longer time is no round number.
    let seconds = if seconds < 1.0 {
        seconds
    } else {
        seconds.round()
    };
    match seconds {
        1.0 => "1 second".to_owned(),
        seconds => format!("{seconds} seconds"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_shown_in_seconds() {
        assert_eq!(spell(Duration::from_millis(300)), "0.3 seconds");
        assert_eq!(spell(Duration::from_secs(1)), "1 second");
        let error = CarrierError::TimedOut {
            task: "git fetch from https://host/team.git".to_owned(),
            after: Duration::from_secs(30),
        };
        assert_eq!(
            error.to_string(),
            "git fetch from https://host/team.git took longer than 30 seconds and was stopped; \
             check that it does not wait for the network or for input, then sync again"
        );
    }
}
