//! Why something that was done cannot be taken back.

use chrono::NaiveDate;

use crate::domain::plan::people::{Author, Party, PersonId};
use crate::domain::record::goal::GoalNumber;
use crate::domain::record::ids::ChangeId;
use crate::domain::words::when::full_date;

/// A later change that stands on another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The first change of its save.
    pub change: ChangeId,
    /// Who made it.
    pub author: Author,
    /// The day it counts for.
    pub day: NaiveDate,
}

/// Why a change cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UndoRefusal {
    /// There is none.
    #[error("nothing of yours is left to undo")]
    NothingToUndo,
    /// There is none, or something was done since the last undo.
    #[error("nothing of yours is left to redo")]
    NothingToRedo,
    /// It is taken back already.
    #[error("that change is undone already")]
    AlreadyUndone,
    /// Another person made it, as a party.
    #[error("somebody else made that change as the {}", .0.word())]
    NotYours(Party, PersonId),
    /// Later changes stand on it.
    #[error("{} has changed since; undo the later change first", .0.as_deref().unwrap_or("that"))]
    Overtaken(Option<String>),
    /// A later change set the same record and stands.
    #[error("a later change of {}, of {}, stands on it", .0.author, full_date(.0.day))]
    StoodOn(Standing),
    /// Two persons would go by one name.
    #[error("two people would be called {0} then; correct one of the names first")]
    NameTaken(String),
    /// The start goes last.
    #[error(
        "the start can be undone only while nothing else stands; undo what came after it first"
    )]
    StartIsBuiltOn,
    /// A goal that would leave with an edition of the plan was worked on.
    #[error("{0} would leave with that edition of the plan and was worked on; undo that first")]
    WorkedOn(GoalNumber),
    /// It is part of a 1:1 or gate review that is closed.
    #[error("that belongs to a {0} that is closed; undo the closing first")]
    Closed(&'static str),
    /// It is part of a 1:1 that was taken back.
    #[error("that belongs to a {0} that was taken back; redo its start first")]
    Gone(&'static str),
    /// Others have it on their machines.
    #[error("the others have {0} on their machines, so it stays")]
    Elsewhere(&'static str),
    /// It was done in a place that is another's now.
    #[error("that was done in a place that you no longer have; whoever has it can do it over")]
    NotInThatPlace,
    /// It says who speaks for whom.
    #[error(
        "who speaks for whom is not undone; `onramp exchange devices` lists the machines, and --retire takes one out"
    )]
    Admission,
    /// A 1:1 or gate review holds something.
    #[error("that {0} holds something already; undo that first")]
    NotEmpty(&'static str),
    /// It is part of a gate review that has its verdict.
    #[error("that belongs to a gate review that has its verdict; undo the verdict first")]
    Ruled,
    /// Another 1:1 or gate review is open, and only one can be.
    #[error("another {0} is open; end that one first")]
    AnotherOpen(&'static str),
    /// Somebody has rated ahead of the next 1:1 since.
    #[error("somebody has checked in for the next 1:1 since; that is undone first")]
    CheckedIn,
    /// A goal that is claimed needs it.
    #[error("{0} is claimed and needs that part; take the claim back first")]
    Needed(GoalNumber),
}
