//! What can go wrong between the program and its database, and what to do about it.

use std::path::PathBuf;

use crate::domain::acts::refusal::Refusal;
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::words::when::full_date;

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The rules refuse it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It cannot be undone or redone.
    #[error(transparent)]
    UndoRefused(#[from] UndoRefusal),
    /// A hire has one journey at a time, those in the archive aside.
    #[error("{hire} already has a journey here, as {title} from {}", full_date(*.start))]
    AlreadyStarted {
        /// The hire.
        hire: String,
        /// The role.
        title: String,
        /// Day 1.
        start: chrono::NaiveDate,
    },
    /// What was to be imported is not as onramp writes it.
    #[error("{0}; nothing was imported")]
    NotImported(String),
    /// What is imported was written under this machine's own name.
    #[error(
        "this machine wrote a part of that journey, which was erased here since; `onramp exchange renew` gives the machine a new name, then import it again"
    )]
    WrittenHere,
    /// Other machines have the journey, and would keep what is erased from it here.
    #[error("this journey is shared with other machines, which would keep the texts")]
    Shared,
    /// The people of the journey have machines of their own, and nobody admitted this one.
    #[error("this machine is not admitted to the journey yet")]
    NotAdmitted,
    /// Somebody took this machine out of the journey.
    #[error("{by} retired this machine on {on}; what it wrote until then counts")]
    Retired {
        /// Who did.
        by: String,
        /// The day, in words.
        on: String,
    },
    /// The machine goes on under a name that nobody admitted.
    #[error(
        "this machine lost the name under which it was admitted: the database was copied or put back, or the key is gone"
    )]
    Nameless,
    /// The key of a machine that was admitted is not where it was.
    #[error("the key with which this machine seals what it writes is gone: there is no {}", .0.display())]
    KeyGone(PathBuf),
    /// The key of this machine is there and cannot be used.
    #[error("{0}")]
    KeyUnusable(String),
    /// There is no place for the key of this machine, or it cannot be read.
    #[error("the key with which this machine seals what it writes cannot be kept or read")]
    NoKey,
    /// The machine speaks for another person.
    #[error("this machine speaks for {owner}; {author} has one of their own")]
    OtherMachine {
        /// Who wanted to act.
        author: String,
        /// For whom it speaks.
        owner: String,
    },
    /// The journey is gone, for instance because its start was undone elsewhere.
    #[error("that journey is no longer in the database")]
    NoJourney,
    /// A folder stands where the database should be.
    #[error("{0} is a folder; name a file inside it")]
    IsFolder(PathBuf),
    /// The folder cannot be made.
    #[error("the folder {0} cannot be made: {1}")]
    NoFolder(PathBuf, String),
    /// The file cannot be opened.
    #[error("the database {0} cannot be opened: {1}")]
    CannotOpen(PathBuf, String),
    /// The file is something else.
    #[error("{0} is not an onramp database")]
    NotOurs(PathBuf),
    /// The file is broken.
    #[error("the database {0} is damaged: {1}")]
    Damaged(PathBuf, String),
    /// The file was written by a later version.
    #[error("the database has schema {found}; this version of onramp reads up to {supported}")]
    TooNew {
        /// The schema of the file.
        found: u32,
        /// The newest schema known here.
        supported: u32,
    },
    /// The computer's clock, or the log's last stamp, is out of any sensible time.
    #[error("the clock says {}, which cannot be right", clock_words(*.0))]
    Clock(i64),
    /// Another process holds the file.
    #[error("another program has kept the database {0} locked for five seconds")]
    Locked(PathBuf),
    /// Another file, or none, stands where the database was opened.
    #[error("the database {0} was moved, replaced or deleted while it was open")]
    Gone(PathBuf),
    /// The file cannot be written.
    #[error("the database {0} cannot be written: it is read-only")]
    ReadOnly(PathBuf),
    /// The file cannot be written, and the newest changes lie beside it.
    #[error(
        "the newest changes of the database {0} are in a file beside it that cannot be read without writing"
    )]
    ReadOnlyWithLog(PathBuf),
    /// The file cannot be written, and has to be brought up to date first.
    #[error("the database {0} is of an earlier version of onramp, and cannot be written")]
    ReadOnlyOld(PathBuf),
    /// The file beside the database that holds its newest changes was deleted while it was open.
    #[error("{log}, a part of the database, was deleted or replaced while onramp had it open")]
    LogGone {
        /// The file.
        log: PathBuf,
        /// Whether what stood in it is in the database.
        is_saved: bool,
    },
    /// The file is of an earlier version, and its rows do not let themselves be brought over.
    #[error(
        "the database {file}, written by an earlier version of onramp, could not be brought up to date: {why}"
    )]
    NotUpdated {
        /// The file, which is as it was.
        file: PathBuf,
        /// What SQLite says.
        why: String,
        /// The copy of it that was kept.
        copy: Option<PathBuf>,
    },
    /// No room is left.
    #[error("the disk that holds {0} is full")]
    Full(PathBuf),
    /// Something was removed, and its bytes are still in the file.
    #[error(
        "it was removed, but {0} is open in another program, which keeps its bytes in the file"
    )]
    StillThere(PathBuf),
    /// There is no folder for copies.
    #[error("there is no home directory to keep copies of the database in")]
    NoBackups,
    /// Anything else that SQLite says.
    #[error("the database {0} failed: {1}")]
    Other(PathBuf, String),
}

impl StoreError {
    /// Returns what to do about it, where there is something to say.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Refused(_)
            | Self::UndoRefused(_)
            | Self::IsFolder(_)
            | Self::WrittenHere
            | Self::NotImported(_) => return None,
            Self::Shared => {
                "nothing was changed; erase the whole journey on each machine instead".to_owned()
            }
            Self::AlreadyStarted { .. } => {
                "`onramp edit` changes names and the start date; `onramp archive` puts a journey away that has ended"
                    .to_owned()
            }
            Self::NotAdmitted => {
                "nothing was changed; the other side lets it in with `onramp exchange admit`"
                    .to_owned()
            }
            Self::Retired { .. } => {
                "nothing was changed; `onramp exchange renew` asks to be admitted anew".to_owned()
            }
            Self::Nameless => {
                "nothing was changed; `onramp exchange renew` gives it a name and a key of its own and asks to be admitted"
                    .to_owned()
            }
            Self::KeyGone(_) => {
                "nothing was changed; put the file back. If it is lost, or the database was copied here, `onramp exchange renew` makes a new key and asks to be admitted with it"
                    .to_owned()
            }
            Self::KeyUnusable(_) => {
                "until then nothing is handed over; what is written here is kept".to_owned()
            }
            Self::NoKey => {
                "`onramp paths` says where the keys are; make that folder readable and writable by you alone"
                    .to_owned()
            }
            Self::OtherMachine { .. } => {
                "nothing was changed; leave --as out, and let them do it on their machine".to_owned()
            }
            Self::NoJourney => "start onramp anew to see what is there".to_owned(),
            Self::NoFolder(..) | Self::CannotOpen(..) => {
                "check the path and its permissions, or name another file with --db".to_owned()
            }
            Self::NotOurs(_) => "name another file with --db; this one is left alone".to_owned(),
            Self::Damaged(..) => {
                "keep a copy of the file; `onramp doctor --rebuild` then writes the rows anew from the log"
                    .to_owned()
            }
            Self::TooNew { found, supported } if found > supported => {
                "install the newer onramp, or start it anew if you have; the file is left alone".to_owned()
            }
            Self::TooNew { .. } => {
                "an older database was put in its place; nothing was changed; start onramp anew".to_owned()
            }
            Self::Clock(_) => "nothing was changed; set this computer's clock and try again".to_owned(),
            Self::NotUpdated { copy, .. } => {
                let kept = copy.as_ref().map(|copy| {
                    format!(" and a copy is kept as {}", copy.display())
                });
                format!(
                    "nothing was changed{}; use the earlier onramp for it, or put back a copy that `onramp backup list` names",
                    kept.unwrap_or_default()
                )
            }
            Self::Locked(_) => {
                "nothing was changed; close the other program or try again".to_owned()
            }
            Self::ReadOnlyWithLog(_) | Self::ReadOnlyOld(_) => {
                "make the file and its folder writable, or copy the file and all that lies beside it somewhere else"
                    .to_owned()
            }
            Self::LogGone { is_saved: true, .. } => {
                "what was saved before is in the database; close every onramp that has it open and start again"
                    .to_owned()
            }
            Self::LogGone { is_saved: false, .. } => {
                "the newest changes may be missing: close every onramp that has it open, then run `onramp doctor`"
                    .to_owned()
            }
            Self::ReadOnly(_) => {
                "nothing was changed; make the file and its folder writable".to_owned()
            }
            Self::Full(_) => "nothing was changed; make room and try again".to_owned(),
            Self::Gone(_) => "nothing was changed; open onramp again on the file you mean".to_owned(),
            Self::NoBackups => "`onramp backup make FILE` makes one where you say".to_owned(),
            Self::StillThere(_) => {
                "close every other onramp and run the same command again to wipe them".to_owned()
            }
            Self::Other(..) => {
                "nothing was changed; check that the disk has room and that the file can be written"
                    .to_owned()
            }
        })
    }
}

/// Returns a time of the clock, given in milliseconds since 1970, in words.
fn clock_words(stamp: i64) -> String {
    let time = chrono::DateTime::from_timestamp_millis(stamp);
    let time = time.map(|time| time.format("%-d %b %Y").to_string());
    time.unwrap_or_else(|| "a time beyond all calendars".to_owned())
}

/// Returns the error of a file for what SQLite says.
pub(super) fn from_sqlite(path: &std::path::Path, error: &rusqlite::Error) -> StoreError {
    use rusqlite::ErrorCode;
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::FileLockingProtocolFailed,
        ) => StoreError::Locked(path),
        Some(ErrorCode::ReadOnly) => StoreError::ReadOnly(path),
        Some(ErrorCode::DiskFull) => StoreError::Full(path),
        Some(ErrorCode::NotADatabase) => StoreError::NotOurs(path),
        Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged(path, plain(error)),
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            StoreError::CannotOpen(path, plain(error))
        }
        _ => match error {
            rusqlite::Error::FromSqlConversionFailure(_, _, cause) => {
                StoreError::Damaged(path, cause.to_string())
            }
            rusqlite::Error::Utf8Error(..) => {
                StoreError::Damaged(path, "a text in it is not UTF-8".to_owned())
            }
            rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..) => {
                StoreError::Damaged(path, plain(error))
            }
            // No query of the store asks for a row that may be missing without saying so.
            rusqlite::Error::QueryReturnedNoRows => {
                StoreError::Damaged(path, "a row that it always has is missing".to_owned())
            }
            _ if plain(error).starts_with("no such ") => StoreError::Damaged(path, plain(error)),
            _ => StoreError::Other(path, plain(error)),
        },
    }
}

fn plain(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        // Without the statement, which is nothing that a person wrote.
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    }
}
