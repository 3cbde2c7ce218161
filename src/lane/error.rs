//! What can go wrong with a key, a text or a lane in it, and what to do about it.

use std::path::PathBuf;

/// Why a key cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The system gives no random bytes.
    #[error("the system has no random bytes for a new key: {0}; try again")]
    NoRandomness(String),
    /// The file cannot be read.
    #[error("the key {0} cannot be read: {1}")]
    CannotRead(PathBuf, String),
    /// The file is something else.
    #[error(
        "{0} is not an Ed25519 key in OpenSSH's format; restore the file, or move it away to get a new key"
    )]
    NotAKey(PathBuf),
    /// The key is encrypted.
    #[error(
        "the key {path} has a passphrase; to remove it: ssh-keygen -p -N '' -f {}",
        quoted(path)
    )]
    HasPassphrase {
        /// The file.
        path: PathBuf,
    },
    /// The file's mode lets others in.
    #[error(
        "others can use the key {path} (mode {mode:04o}); to change that: chmod 600 {}",
        quoted(path)
    )]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// A file is there already.
    #[error("{0} exists and was not replaced; move it away first")]
    AlreadyThere(PathBuf),
    /// The file cannot be written.
    #[error("the key {0} cannot be written: {1}")]
    CannotWrite(PathBuf, String),
    /// The text names no key, or one of another kind.
    #[error("this is not an Ed25519 public key; copy the whole line that begins with ssh-ed25519")]
    NotPublic,
    /// The key does not sign.
    #[error("the key cannot sign: {0}")]
    CannotSign(String),
}

/// Why a text holds no lane, or why a lane cannot be written.
///
/// What is said of a text goes on from its name: "grace.jsonl is empty; …".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LaneError {
    /// There is no text.
    #[error("is empty; ask for it again")]
    Empty,
    /// It is not text.
    #[error("is not text; nothing was taken")]
    Binary,
    /// Another program wrote it.
    #[error("was not written by onramp; nothing was taken")]
    Foreign,
    /// A later version wrote it.
    #[error("was written by a newer version; update onramp")]
    Newer,
    /// The text ends before the end of its header.
    #[error("ends within its header; take it again when it is complete")]
    EndsInHeader,
    /// The header names no lane.
    #[error("has a damaged header, around column {column}; ask for it again")]
    BadHeader {
        /// Where it stops making sense, from 1.
        column: usize,
    },
    /// The text is too large.
    #[error("is over 64 MiB; nothing was taken")]
    TooLarge,
    /// More is to be written than fits into a text.
    #[error("the lanes are over 64 MiB together, which nobody could take; write fewer at a time")]
    TooMuch,
    /// Something to be written does not fit into a line.
    #[error("{0} is over 1 MiB and cannot be shared; shorten it")]
    DoesNotFit(String),
}

/// Why a lane was not taken to its end. Everything before that is good.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The last line has no end.
    #[error(
        "{taken} of {of} entries were taken: the text ends early; take it again when it is complete"
    )]
    EndsEarly {
        /// The last entry with a seal; in a lane without a key, the last entry.
        taken: i64,
        /// The last entry that was at least begun.
        of: i64,
    },
    /// A line makes no sense.
    #[error("line {line} {what}; ask for this text again")]
    Broken {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// An entry is missing, or stands in the wrong place.
    #[error(
        "line {line} holds entry {found} where entry {expected} belongs; ask for this text again"
    )]
    Gap {
        /// The line, from 1.
        line: usize,
        /// The entry that should be there.
        expected: i64,
        /// The entry that is there.
        found: i64,
    },
    /// A line is too long.
    #[error("line {line} is over 1 MiB; ask for this text again")]
    LineTooLong {
        /// The line, from 1.
        line: usize,
    },
    /// A seal does not belong to the entry before it.
    #[error(
        "line {line} holds a seal of entry {seal} after entry {entry}; ask for this text again"
    )]
    StraySeal {
        /// The line, from 1.
        line: usize,
        /// The entry that the seal names.
        seal: i64,
        /// The entry before it; 0 if there is none.
        entry: i64,
    },
    /// The entries are not those that were sealed.
    #[error(
        "line {line}: the entries up to {index} were altered after they were sealed; ask for this text again"
    )]
    BadHash {
        /// The line, from 1.
        line: usize,
        /// The entry that the seal names.
        index: i64,
    },
    /// The seal is no signature of the lane's key.
    #[error(
        "line {line}: the seal of entry {index} was not made with the key of this lane; ask for this text again"
    )]
    BadSeal {
        /// The line, from 1.
        line: usize,
        /// The entry that the seal names.
        index: i64,
    },
    /// Another lane begins after this one, but its header does not say which.
    #[error("line {line} begins another lane, which was not taken: it {why}")]
    BadNext {
        /// The line, from 1.
        line: usize,
        /// Why it names no lane.
        why: LaneError,
    },
}

/// Returns a path as a POSIX shell reads it.
fn quoted(path: &std::path::Path) -> String {
    let path = path.display().to_string();
    format!("'{}'", path.replace('\'', r"'\''"))
}

impl Trouble {
    /// Returns how many entries there were at least, where that can be told.
    pub fn of(&self) -> Option<i64> {
        match self {
            Self::EndsEarly { of, .. } => Some(*of),
            _ => None,
        }
    }

    /// Returns what is wrong within the text; nothing where it only ends early.
    pub fn in_the_text(&self) -> Option<String> {
        match self {
            Self::EndsEarly { .. } => None,
            trouble => Some(trouble.to_string()),
        }
    }
}
