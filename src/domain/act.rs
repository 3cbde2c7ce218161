//! What somebody can ask of a journey. Knows neither who may nor what follows from it.

use chrono::NaiveDate;

use super::goal::Visibility;
use super::people::Party;
use super::plan::Slug;

/// Something that somebody wants to do. Texts are as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Begin a goal.
    Begin {
        /// The goal.
        goal: Slug,
    },
    /// Claim a goal as done.
    Claim {
        /// The goal.
        goal: Slug,
    },
    /// Take a claim back.
    Unclaim {
        /// The goal.
        goal: Slug,
    },
    /// Confirm a claim.
    Confirm {
        /// The goal.
        goal: Slug,
    },
    /// Send a claim back.
    Return {
        /// The goal.
        goal: Slug,
        /// What is missing.
        reason: String,
    },
    /// Tick a criterion.
    Tick {
        /// The goal.
        goal: Slug,
        /// The criterion.
        criterion: Slug,
    },
    /// Take a tick back.
    Untick {
        /// The goal.
        goal: Slug,
        /// The criterion.
        criterion: Slug,
    },
    /// Write a note on a goal, or on the journey where no goal is named.
    Note {
        /// The goal.
        goal: Option<Slug>,
        /// Markdown, several lines.
        text: String,
        /// Who may read it.
        visibility: Visibility,
    },
    /// Give evidence.
    Evidence {
        /// The goal.
        goal: Slug,
        /// An `http`, `https`, `mailto` or `file` link, or a path.
        link: String,
        /// What it is; may be empty.
        label: String,
    },
    /// Say what a goal waits for.
    Block {
        /// The goal.
        goal: Slug,
        /// Whom it waits on.
        on: String,
        /// What it waits for.
        waits_for: String,
        /// The first day of waiting; the day of the change where it is left out.
        since: Option<NaiveDate>,
    },
    /// Say that a goal no longer waits.
    Clear {
        /// The goal.
        goal: Slug,
    },
    /// Take a goal out.
    Waive {
        /// The goal.
        goal: Slug,
        /// Why.
        reason: String,
        /// Who agreed.
        agreed: String,
    },
    /// Move a goal's date.
    Defer {
        /// The goal.
        goal: Slug,
        /// The new date.
        to: NaiveDate,
        /// Why.
        reason: String,
        /// Who agreed.
        agreed: String,
    },
    /// Take a waiver and a deferral back.
    Restore {
        /// The goal.
        goal: Slug,
    },
    /// Say who plays a party; an empty name leaves the place free.
    Name {
        /// The party.
        party: Party,
        /// The name.
        name: String,
    },
    /// Move day 1.
    MoveStart {
        /// The new day 1.
        to: NaiveDate,
    },
    /// Enter a leave.
    Pause {
        /// The first day away.
        from: NaiveDate,
        /// The last day away.
        until: NaiveDate,
        /// Why; may be empty.
        reason: String,
    },
}

impl Act {
    /// Returns the goal that it is about, where it is about one.
    pub fn goal(&self) -> Option<&Slug> {
        match self {
            Self::Begin { goal }
            | Self::Claim { goal }
            | Self::Unclaim { goal }
            | Self::Confirm { goal }
            | Self::Return { goal, .. }
            | Self::Tick { goal, .. }
            | Self::Untick { goal, .. }
            | Self::Evidence { goal, .. }
            | Self::Block { goal, .. }
            | Self::Clear { goal }
            | Self::Waive { goal, .. }
            | Self::Defer { goal, .. }
            | Self::Restore { goal } => Some(goal),
            Self::Note { goal, .. } => goal.as_ref(),
            Self::Name { .. } | Self::MoveStart { .. } | Self::Pause { .. } => None,
        }
    }
}
