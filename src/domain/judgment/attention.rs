//! What wants attention in a journey on a day: computed once, selected from and told everywhere.

mod watch;
mod words;

pub use self::watch::{horizon, of, owed};
pub use self::words::{FIRST_STEPS_SOURCE, nudge};

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::judgment::health::Health;
use crate::domain::judgment::rules;
use crate::domain::plan::mentoring::FirstStep;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::people::{Author, Party};
use crate::domain::record::action::Action;
use crate::domain::record::goal::{GoalNumber, Returned};
use crate::domain::words::text::folded;

/// Something that wants attention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attention<'a> {
    /// What it is.
    pub what: Matter<'a>,
    /// Since when, or by when.
    pub on: Option<NaiveDate>,
    /// The working days since then; negative if it lies ahead.
    pub days: i64,
    /// The verdict that it leads to.
    pub health: Health,
}

/// What wants attention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Matter<'a> {
    /// The first day lies ahead.
    Start,
    /// A first step is to be taken.
    FirstStep(&'a FirstStep),
    /// A 1:1 is open.
    OpenMeeting,
    /// A 1:1 is near, or was agreed and not held.
    Meeting,
    /// No mentor is named; `days` are those since the start.
    NoMentor,
    /// The two have not met for a while.
    NoMeeting {
        /// Whether they ever did.
        ever: bool,
        /// Whether a day is agreed, or a 1:1 is open.
        agreed: bool,
    },
    /// The first week went by without a 1:1.
    NoFirstMeeting {
        /// Whether the two have met since.
        ever: bool,
    },
    /// The two meet less often than the first days ask for.
    FewMeetings {
        /// 1:1s held by that day.
        held: i64,
        /// How many keep the pace.
        pace: i64,
        /// Which day of the journey it is, days of leave left out.
        day: i64,
        /// Whether there were any.
        leave: bool,
    },
    /// The two once went long without a 1:1; `days` says how long.
    LongestGap,
    /// A gate review is due.
    Gate(Milestone),
    /// A goal's date has passed.
    Late(GoalNumber),
    /// A goal waits on somebody.
    Blocked(GoalNumber, &'a str),
    /// A claim waits to be confirmed.
    Claim(GoalNumber),
    /// A goal falls due soon.
    Due(GoalNumber),
    /// A claim was sent back.
    Returned(GoalNumber, &'a Returned),
    /// An action is due.
    Action(&'a Action),
    /// Fewer goals are done than expected.
    Behind {
        /// Goals done.
        done: usize,
        /// Goals done of later milestones.
        ahead: usize,
        /// Goals expected, as it is shown.
        expected: f64,
    },
    /// At the present pace the goals will be done this many working days after the milestone.
    Pace(i64),
}

impl Matter<'_> {
    /// Returns the goal that it is about.
    pub fn goal(&self) -> Option<GoalNumber> {
        match self {
            Self::Late(goal)
            | Self::Blocked(goal, _)
            | Self::Claim(goal)
            | Self::Due(goal)
            | Self::Returned(goal, _) => Some(*goal),
            _ => None,
        }
    }

    /// Returns whether it is a party's turn to act. Anybody may clear a blocker.
    pub fn is_for(&self, party: Party) -> bool {
        match self {
            Self::Start | Self::Gate(_) | Self::Claim(_) => party == Party::Mentor,
            Self::FirstStep(step) => party == step.owner,
            Self::Late(_)
            | Self::Due(_)
            | Self::Returned(..)
            | Self::Behind { .. }
            | Self::Pace(_) => party == Party::Hire,
            Self::NoMentor => party == Party::Manager,
            Self::Action(action) => action.is_for(party),
            Self::Blocked(..) => true,
            _ => self.is_meeting() && party != Party::Manager,
        }
    }

    /// Returns whether it is about the 1:1s.
    pub fn is_meeting(&self) -> bool {
        matches!(
            self,
            Self::OpenMeeting
                | Self::Meeting
                | Self::NoMeeting { .. }
                | Self::NoFirstMeeting { .. }
                | Self::FewMeetings { .. }
                | Self::LongestGap
        )
    }

    /// Returns whether it waits on somebody, by name or by part in the journey.
    pub fn waits_on(&self, author: &Author) -> bool {
        let Self::Blocked(_, on) = self else {
            return false;
        };
        let mut names = [author.name.as_str(), author.party.word()].into_iter();
        names.any(|name| folded(name) == folded(on))
    }

    /// Returns the verdict that it leads to after so many working days.
    fn health(&self, days: i64) -> Health {
        match (self, days) {
            (Self::Late(_), days) if days > rules::LATE_OFF_TRACK => Health::OffTrack,
            (Self::Late(_), _) => Health::AtRisk,
            (Self::Blocked(..), rules::BLOCKED_OFF_TRACK..) => Health::OffTrack,
            (Self::Blocked(..), rules::BLOCKED_AT_RISK..)
            | (Self::Claim(_), rules::UNCONFIRMED_AT_RISK..)
            | (Self::NoMentor, rules::NO_MENTOR_AT_RISK..)
            | (Self::NoMeeting { .. }, rules::NO_MEETING_AT_RISK..) => Health::AtRisk,
            _ => Health::OnTrack,
        }
    }
}

impl Attention<'_> {
    /// Returns whether its day has passed or is at most so many working days away.
    pub fn is_near(&self, days: i64) -> bool {
        -self.days <= days
    }
}

/// Returns what speaks against a journey, the worst first; nothing if it is on track.
pub fn reasons<'a>(attention: &[Attention<'a>]) -> Vec<Attention<'a>> {
    let attention = attention.iter().copied();
    let mut reasons: Vec<_> = attention
        .filter(|attention| attention.health > Health::OnTrack)
        .collect();
    reasons.sort_by_key(|reason| {
        let goal = reason.what.goal();
        (Reverse((reason.health, reason.days)), goal.is_none(), goal)
    });
    reasons
}
