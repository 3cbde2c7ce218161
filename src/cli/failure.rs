//! What can go wrong with a command: the message, what to do about it, and the exit code.

use std::path::PathBuf;

use crate::config::{ClockError, ConfigError};
use crate::domain::acts::find::NotFound;
use crate::domain::acts::refusal::Refusal;
use crate::domain::words::text::TextError;
use crate::domain::words::when::DateError;
use crate::editor::EditorError;
use crate::exchange::ExchangeError;
use crate::plans::{Problems, Unusable};
use crate::report::json::{ErrorKind, ReadError};
use crate::store::StoreError;

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The store did not do it.
    #[error("{error}")]
    Store {
        /// Why.
        error: StoreError,
        /// What to type instead, where the command knows more than the store.
        hint: Option<String>,
    },
    /// A file holds no journey that can be imported.
    #[error("{} {error}; nothing was imported", file.display())]
    NotImported {
        /// The file.
        file: PathBuf,
        /// Why.
        error: ReadError,
    },
    /// The settings or the places are wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A text names nothing, or several things.
    #[error("{error}")]
    NotFound {
        /// What it does not name.
        error: NotFound,
        /// How to list what there is.
        hint: String,
    },
    /// An argument is no date.
    #[error("{what}: {error}")]
    Date {
        /// The argument.
        what: &'static str,
        /// Why.
        error: DateError,
    },
    /// There is no telling the time.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// The arguments do not make sense together.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// What to type instead.
        hint: String,
    },
    /// What is asked for is not for that reader.
    #[error("{message}")]
    Withheld {
        /// What is not for whom.
        message: String,
        /// Who may have it.
        hint: String,
    },
    /// What is asked for is not there yet.
    #[error("{message}")]
    Missing {
        /// What is not there.
        message: String,
        /// How it comes about.
        hint: String,
    },
    /// A plan file has mistakes.
    #[error(transparent)]
    Plan(#[from] Box<Problems>),
    /// Some of the checked plan files cannot be used.
    #[error("{wrong} of {all} plan files cannot be used")]
    PlansWrong {
        /// Those with errors.
        wrong: usize,
        /// All that were checked.
        all: usize,
    },
    /// The editor gave no text.
    #[error(transparent)]
    Editor(#[from] EditorError),
    /// The editor was left without a text.
    #[error("nothing was written")]
    NothingWritten,
    /// There is no journey.
    #[error("there is no journey yet")]
    NoJourney,
    /// There are several and none was named.
    #[error("there are several journeys here: {}", listed(.0))]
    SeveralJourneys(Vec<String>),
    /// The log holds no such change.
    #[error("{0}")]
    NoSuchChange(String),
    /// The agenda holds no such line.
    #[error("{0}")]
    NoSuchLine(String),
    /// No action has that number.
    #[error("{0}")]
    NoSuchAction(String),
    /// There is no such 1:1.
    #[error("{0}")]
    NoSuchMeeting(String),
    /// Somebody would rather answer the claims before the 1:1 is closed.
    #[error("the 1:1 stays open")]
    StaysOpen(Option<String>),
    /// The next 1:1 would be on the day of the open one, and nobody said that this is meant.
    #[error("{message}")]
    SameDay {
        /// What is doubtful.
        message: &'static str,
        /// What to type instead.
        hint: String,
    },
    /// There is no terminal through which a text could be copied.
    #[error("the minutes can be copied through a terminal only, and there is none")]
    NoClipboard,
    /// Standard input cannot be read.
    #[error("standard input cannot be read: {0}")]
    Input(String),
    /// The screens need a terminal.
    #[error("{0} is not a terminal")]
    NotATerminal(&'static str),
    /// The terminal failed while the screens were open.
    #[error("the terminal failed: {0}")]
    Terminal(std::io::Error),
    /// Nothing was exchanged.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// No place could be reached, of the only journey or of the journeys of some hires.
    #[error("nothing was exchanged{}", of_hires(.0))]
    NothingExchanged(Vec<String>),
    /// A file cannot be read.
    #[error("{} cannot be read: {message}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        message: String,
    },
    /// A calendar file cannot be read.
    #[error("{place}: {message}")]
    CalendarFile {
        /// The file, and the line where one is at fault.
        place: String,
        /// Why.
        message: String,
    },
    /// A file cannot be written.
    #[error("{} cannot be written: {message}", .file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        message: String,
    },
    /// A file is there that is not to be replaced.
    #[error("{} is there already", .file.display())]
    Taken {
        /// The file.
        file: PathBuf,
        /// Whether the command takes `--force`.
        can_force: bool,
    },
    /// The database is not sound.
    #[error("the database is not sound")]
    Unsound {
        /// Whether writing the rows anew would help.
        rebuild: bool,
    },
    /// Standard output cannot be written.
    #[error("standard output cannot be written: {0}")]
    Output(#[from] std::io::Error),
}

/// Returns what kind of failure the store's is.
fn of_store(error: &StoreError) -> ErrorKind {
    match error {
        StoreError::Refused(Refusal::Text(_) | Refusal::BadLink(_) | Refusal::BadRating(_)) => {
            ErrorKind::Usage
        }
        StoreError::Refused(Refusal::NoGoal(_) | Refusal::NoSuch(_)) | StoreError::NoJourney => {
            ErrorKind::NotFound
        }
        StoreError::Refused(_)
        | StoreError::UndoRefused(_)
        | StoreError::AlreadyStarted { .. }
        | StoreError::NotImported(_)
        | StoreError::WrittenHere
        | StoreError::Shared
        | StoreError::NotAdmitted
        | StoreError::Retired { .. }
        | StoreError::Nameless
        | StoreError::OtherMachine { .. } => ErrorKind::Refused,
        StoreError::Locked(_) => ErrorKind::Busy,
        _ => ErrorKind::Failed,
    }
}

fn of_hires(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => format!(" for {one}"),
        names => format!(" for {}", listed(names)),
    }
}

/// How many names are listed.
const NAMES_MAX: usize = 12;

fn listed(names: &[String]) -> String {
    let mut listed: Vec<&str> = names.iter().map(String::as_str).take(NAMES_MAX).collect();
    let more = format!("and {} more", names.len().saturating_sub(NAMES_MAX));
    if names.len() > NAMES_MAX {
        listed.push(&more);
    }
    listed.join(", ")
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let hint = error.hint();
        Self::Store { error, hint }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        StoreError::from(refusal).into()
    }
}

impl From<TextError> for Failure {
    fn from(error: TextError) -> Self {
        Refusal::from(error).into()
    }
}

impl Failure {
    /// Returns a failure to find something, with how to list what there is.
    pub fn not_found(hint: impl Into<String>) -> impl FnOnce(NotFound) -> Self {
        let hint = hint.into();
        move |error| Self::NotFound { error, hint }
    }

    /// Returns a failure to use a plan, with how to list what there is.
    pub fn unusable(hint: impl Into<String>) -> impl FnOnce(Unusable) -> Self {
        let hint = hint.into();
        move |error| match error {
            Unusable::NotFound(error) => Self::NotFound { error, hint },
            Unusable::Broken(problems) => Self::Plan(problems),
        }
    }

    /// Returns what to do about it, where there is something to say.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Store { hint, .. } => hint.clone(),
            Self::Config(error) => error.hint().map(str::to_owned),
            Self::NotFound { hint, .. }
            | Self::Usage { hint, .. }
            | Self::SameDay { hint, .. }
            | Self::Withheld { hint, .. }
            | Self::Missing { hint, .. } => Some(hint.clone()),
            Self::Clock(ClockError::Off(_)) => {
                Some("set the clock of this machine, or ONRAMP_NOW".to_owned())
            }
            Self::Editor(error) => error.hint().map(str::to_owned),
            Self::NoJourney => Some(
                "`onramp` leads through a start; `onramp start ROLE --name NAME` does it without \
                 questions"
                    .to_owned(),
            ),
            Self::SeveralJourneys(names) => {
                let name = names.first().map_or("NAME", String::as_str);
                Some(format!("name one: `--journey {}`", quoted(name)))
            }
            Self::NoSuchChange(_) => Some("`onramp log` lists the changes".to_owned()),
            Self::NoSuchLine(_) => Some("`onramp meet agenda` lists the lines".to_owned()),
            Self::NoSuchAction(_) => Some("`onramp actions --all` lists them".to_owned()),
            Self::NoSuchMeeting(_) => {
                Some("`onramp meet list` lists them; `onramp meet start` starts one".to_owned())
            }
            Self::StaysOpen(hint) => hint.clone(),
            Self::NoClipboard => {
                Some("leave --copy out to print them, or `-o FILE` writes a file".to_owned())
            }
            Self::NotATerminal(_) => Some(
                "`onramp status` prints where the journey stands; `onramp help` lists the commands"
                    .to_owned(),
            ),
            Self::Taken { can_force, .. } => Some(match can_force {
                true => "name another file, or replace it with --force".to_owned(),
                false => "name another file; this one is left as it is".to_owned(),
            }),
            Self::Unsound { rebuild: true } => Some(
                "keep a copy of the file, then `onramp doctor --rebuild` writes the rows anew from \
                 the log"
                    .to_owned(),
            ),
            Self::Unsound { rebuild: false } => {
                Some(
                    "the log cannot say what it held before: keep a copy of the file, and put a copy from before back; `onramp backup list` lists them"
                        .to_owned(),
                )
            }
            Self::Plan(_) => {
                Some("`onramp plan check FILE` tells everything that is wrong with it".to_owned())
            }
            Self::Exchange(error) => error.hint(),
            Self::NothingExchanged(_) => Some(
                "nothing is lost; what waits goes out with the next `onramp exchange sync`".to_owned(),
            ),
            Self::Date { .. }
            | Self::Unreadable { .. }
            | Self::Clock(_)
            | Self::PlansWrong { .. }
            | Self::NotImported { .. }
            | Self::NothingWritten
            | Self::Input(_)
            | Self::Terminal(_)
            | Self::CalendarFile { .. }
            | Self::File { .. }
            | Self::Output(_) => None,
        }
    }

    /// Returns whether it is the machine's doing: a disk, a terminal, a pipe.
    pub fn is_of_the_machine(&self) -> bool {
        match self {
            Self::Store { error, .. } => {
                matches!(of_store(error), ErrorKind::Failed | ErrorKind::Busy)
            }
            Self::Output(_) | Self::File { .. } | Self::Terminal(_) | Self::NoClipboard => true,
            _ => false,
        }
    }

    /// Returns what kind of failure it is, which also says the exit code.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Store { error, .. } | Self::Exchange(ExchangeError::Store(error)) => {
                of_store(error)
            }
            Self::Exchange(error) => match error {
                ExchangeError::NoInvitation(_)
                | ExchangeError::NoPlace(_)
                | ExchangeError::NotLinked => ErrorKind::NotFound,
                ExchangeError::SeveralInvitations(..) => ErrorKind::Usage,
                ExchangeError::NobodyToInvite
                | ExchangeError::Differs(_)
                | ExchangeError::Uninvited { .. }
                | ExchangeError::Joined(_)
                | ExchangeError::NotForThem { .. }
                | ExchangeError::OtherReaders { .. }
                | ExchangeError::Spent => ErrorKind::Refused,
                _ => ErrorKind::Failed,
            },
            Self::Clock(ClockError::Today(_) | ClockError::Unreadable(_) | ClockError::Zone(_))
            | Self::Date { .. }
            | Self::Usage { .. }
            | Self::SeveralJourneys(_) => ErrorKind::Usage,
            Self::NotFound { .. }
            | Self::Missing { .. }
            | Self::NoJourney
            | Self::NoSuchChange(_)
            | Self::NoSuchLine(_)
            | Self::NoSuchAction(_)
            | Self::NoSuchMeeting(_) => ErrorKind::NotFound,
            Self::StaysOpen(_)
            | Self::SameDay { .. }
            | Self::Withheld { .. }
            | Self::Taken { .. } => ErrorKind::Refused,
            Self::Clock(ClockError::Off(_))
            | Self::Config(_)
            | Self::Plan(_)
            | Self::PlansWrong { .. }
            | Self::NotImported { .. }
            | Self::Editor(_)
            | Self::NothingWritten
            | Self::NoClipboard
            | Self::Input(_)
            | Self::NotATerminal(_)
            | Self::Terminal(_)
            | Self::CalendarFile { .. }
            | Self::NothingExchanged(_)
            | Self::Unreadable { .. }
            | Self::File { .. }
            | Self::Unsound { .. }
            | Self::Output(_) => ErrorKind::Failed,
        }
    }

    /// Returns whether the reader of the output went away, which is no failure.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }
}

/// Returns where another person does what this machine does not do for them.
pub(in crate::cli) fn elsewhere(name: &str) -> String {
    format!("{name} does that on their own machine; `onramp exchange sync` brings it here")
}

/// Returns a name as a shell takes it: quoted where it holds more than letters and digits.
pub(super) fn quoted(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    if !name.is_empty() && name.chars().all(plain) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::refusal::UndoRefusal;

    #[test]
    fn the_kind_says_the_exit_code() {
        let file = || PathBuf::from("onramp.db");
        for (failure, kind, code) in [
            (StoreError::Locked(file()).into(), ErrorKind::Busy, 1),
            (StoreError::Full(file()).into(), ErrorKind::Failed, 1),
            (Failure::NoClipboard, ErrorKind::Failed, 1),
            (Refusal::BadRating(6).into(), ErrorKind::Usage, 2),
            (Failure::SeveralJourneys(Vec::new()), ErrorKind::Usage, 2),
            (Failure::NoJourney, ErrorKind::NotFound, 3),
            (Refusal::NoSuch("note").into(), ErrorKind::NotFound, 3),
            (Refusal::NoMeeting.into(), ErrorKind::Refused, 4),
            (
                StoreError::from(UndoRefusal::NothingToUndo).into(),
                ErrorKind::Refused,
                4,
            ),
        ] {
            assert_eq!((failure.kind(), failure.kind().exit_code()), (kind, code));
        }
    }
}
