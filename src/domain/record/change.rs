//! A change: one thing that happened, with enough of the past to undo it. Knows no rules about
//! who may do what.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::plan::calendar::Pause;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Mark, Party, People};
use crate::domain::plan::role::Plan;
use crate::domain::record::goal::{Blocker, Deferral, Evidence, Note, Stage, Waiver};
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::domain::record::meeting::MeetingEdit;
use crate::domain::record::review::ReviewEdit;
pub use crate::domain::record::verb::Verb;

/// What a change needs to know of the outer world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day that the change counts for.
    pub today: NaiveDate,
    /// Milliseconds since 1970, UTC.
    pub clock: i64,
    /// A new id.
    pub id: Uuid,
}

/// One thing that happened: who, when, what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Names it.
    pub id: ChangeId,
    /// The journey it belongs to.
    pub journey: JourneyId,
    /// Milliseconds since 1970 in UTC, later than every stamp seen before it.
    pub stamp: i64,
    /// Where it was made.
    pub device: DeviceId,
    /// Its place among the changes of its device.
    pub sequence: i64,
    /// The day it counts for.
    pub day: NaiveDate,
    /// Who made it.
    pub author: Author,
    /// What its author did.
    pub verb: Verb,
    /// The change that it takes back, where it is an undo or a redo.
    pub undoes: Option<ChangeId>,
    /// What it altered.
    pub edits: Vec<Edit>,
}

impl Change {
    /// Returns the key that orders a log: stamp, device, sequence.
    pub fn order(&self) -> (i64, DeviceId, i64) {
        (self.stamp, self.device, self.sequence)
    }

    /// Returns the goal that it is about, where it is about one.
    pub fn goal(&self) -> Option<&Slug> {
        self.edits.iter().find_map(Edit::goal)
    }
}

/// A value before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Set<T> {
    /// The value before.
    pub from: T,
    /// The value after.
    pub to: T,
}

impl<T> Set<T> {
    /// Swaps the values before and after.
    pub(super) fn turn(&mut self) {
        std::mem::swap(&mut self.from, &mut self.to);
    }
}

impl<T: Clone> Set<T> {
    fn inverse(&self) -> Self {
        Self {
            from: self.to.clone(),
            to: self.from.clone(),
        }
    }
}

/// Why a journey ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The plan is through.
    Finished,
    /// The hire left.
    Left,
    /// The hire has another role.
    ChangedRole,
}

impl End {
    /// Every end with the word that users and files see.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Finished, "finished"),
        (Self::Left, "left"),
        (Self::ChangedRole, "changed-role"),
    ];

    /// Returns the word that users and files see.
    pub fn word(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Left => "left",
            Self::ChangedRole => "changed-role",
        }
    }

    /// Returns the words that people read.
    pub fn words(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Left => "left",
            Self::ChangedRole => "changed role",
        }
    }
}

/// How a journey ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    /// Who archived it, and when.
    pub mark: Mark,
    /// Why it ended.
    pub end: End,
    /// What is to be said of it, where something is.
    pub reason: Option<String>,
}

/// How a journey begins: the people, the date and the copy of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed {
    /// Who takes part.
    pub people: People,
    /// Day 1.
    pub start: NaiveDate,
    /// The plan as it stood.
    pub plan: Plan,
}

/// One value of a journey set anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    /// The journey comes into being.
    Seed {
        /// What it begins with.
        seed: Box<Seed>,
    },
    /// The journey is out of the program's lists, or back in them.
    Withdrawn {
        /// Whether it is out.
        set: Set<bool>,
    },
    /// Who plays a party.
    Name {
        /// The party.
        party: Party,
        /// The name.
        set: Set<Option<String>>,
    },
    /// Day 1.
    Start {
        /// The date.
        set: Set<NaiveDate>,
    },
    /// The leaves inside the journey.
    Pauses {
        /// All of them, in the order in which they were entered.
        set: Set<Vec<Pause>>,
    },
    /// The journey's copy of the plan. What was done on its goals stays.
    Plan {
        /// The copy.
        set: Box<Set<Plan>>,
    },
    /// How far a goal has come.
    Stage {
        /// The goal.
        goal: Slug,
        /// The stage.
        set: Set<Stage>,
    },
    /// A criterion's tick.
    Tick {
        /// The goal.
        goal: Slug,
        /// The criterion.
        criterion: Slug,
        /// Who ticked it and when.
        set: Set<Option<Mark>>,
    },
    /// The agreement that takes a goal out.
    Waiver {
        /// The goal.
        goal: Slug,
        /// The agreement.
        set: Set<Option<Waiver>>,
    },
    /// The agreement that moves a goal's date.
    Deferral {
        /// The goal.
        goal: Slug,
        /// The agreement.
        set: Set<Option<Deferral>>,
    },
    /// What a goal waits for.
    Blocker {
        /// The goal.
        goal: Slug,
        /// What it waits for.
        set: Set<Option<Blocker>>,
    },
    /// A note on a goal, or on the journey where no goal is named.
    Note {
        /// The goal.
        goal: Option<Slug>,
        /// The change that wrote it.
        note: ChangeId,
        /// The note.
        set: Set<Option<Note>>,
    },
    /// Something of the 1:1s.
    Meeting(MeetingEdit),
    /// Something of the gate reviews.
    Review(ReviewEdit),
    /// How the journey ended, where it did.
    Archive {
        /// The end.
        set: Set<Option<Archive>>,
    },
    /// A piece of evidence.
    Evidence {
        /// The goal.
        goal: Slug,
        /// The change that gave it.
        evidence: ChangeId,
        /// The evidence.
        set: Set<Option<Evidence>>,
    },
}

impl Edit {
    /// Returns the edit that takes this one back.
    pub fn inverse(&self) -> Self {
        match self {
            Self::Seed { .. } => Self::Withdrawn {
                set: Set {
                    from: false,
                    to: true,
                },
            },
            Self::Withdrawn { set } => Self::Withdrawn { set: set.inverse() },
            Self::Name { party, set } => Self::Name {
                party: *party,
                set: set.inverse(),
            },
            Self::Start { set } => Self::Start { set: set.inverse() },
            Self::Pauses { set } => Self::Pauses { set: set.inverse() },
            Self::Plan { set } => Self::Plan {
                set: Box::new(set.inverse()),
            },
            Self::Meeting(edit) => Self::Meeting(edit.inverse()),
            Self::Review(edit) => Self::Review(edit.inverse()),
            Self::Archive { set } => Self::Archive { set: set.inverse() },
            Self::Stage { goal, set } => Self::Stage {
                goal: goal.clone(),
                set: set.inverse(),
            },
            Self::Tick {
                goal,
                criterion,
                set,
            } => Self::Tick {
                goal: goal.clone(),
                criterion: criterion.clone(),
                set: set.inverse(),
            },
            Self::Waiver { goal, set } => Self::Waiver {
                goal: goal.clone(),
                set: set.inverse(),
            },
            Self::Deferral { goal, set } => Self::Deferral {
                goal: goal.clone(),
                set: set.inverse(),
            },
            Self::Blocker { goal, set } => Self::Blocker {
                goal: goal.clone(),
                set: set.inverse(),
            },
            Self::Note { goal, note, set } => Self::Note {
                goal: goal.clone(),
                note: *note,
                set: set.inverse(),
            },
            Self::Evidence {
                goal,
                evidence,
                set,
            } => Self::Evidence {
                goal: goal.clone(),
                evidence: *evidence,
                set: set.inverse(),
            },
        }
    }

    /// Returns the goal whose value is set, where it is a goal's.
    pub fn goal(&self) -> Option<&Slug> {
        match self {
            Self::Seed { .. }
            | Self::Withdrawn { .. }
            | Self::Name { .. }
            | Self::Start { .. }
            | Self::Pauses { .. }
            | Self::Plan { .. }
            | Self::Meeting(_)
            | Self::Review(_)
            | Self::Archive { .. } => None,
            Self::Note { goal, .. } => goal.as_ref(),
            Self::Stage { goal, .. }
            | Self::Tick { goal, .. }
            | Self::Waiver { goal, .. }
            | Self::Deferral { goal, .. }
            | Self::Blocker { goal, .. }
            | Self::Evidence { goal, .. } => Some(goal),
        }
    }
}
