//! What came of claims and gate reviews: read only where it is told, since no verdict on a journey asks for
//! it. Made of a journey, or by the store of its rows. Knows no text.

use chrono::NaiveDate;

use crate::domain::plan::milestone::Milestone;
use crate::domain::record::goal::Goal;
use crate::domain::record::journey::Journey;
use crate::domain::record::review::{Review, Verdict};

/// What came of the claims and gate reviews of a journey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// The verdicts of gate reviews, the oldest review first.
    pub gates: Vec<GateVerdict>,
    /// For each confirmed goal the day of its claim and that of the confirmation.
    pub confirmed: Vec<(NaiveDate, NaiveDate)>,
}

/// The verdict of a gate review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GateVerdict {
    /// The milestone.
    pub milestone: Milestone,
    /// What follows.
    pub ruled: Ruled,
    /// The day it counts for.
    pub on: NaiveDate,
}

/// What follows from a gate review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ruled {
    /// The hire goes on.
    Advance,
    /// Open goals are carried on or taken out.
    Replan,
    /// The open goals get another date.
    Extend,
}

impl Ruled {
    /// Every outcome, the smoothest first.
    pub const ALL: [Self; 3] = [Self::Advance, Self::Replan, Self::Extend];

    /// Returns the word that people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Advance => "advance",
            Self::Replan => "re-plan",
            Self::Extend => "extend",
        }
    }

    /// Returns the outcome that the log names so.
    pub fn from_log(word: &str) -> Option<Self> {
        match word {
            "advance" => Some(Self::Advance),
            "replan" => Some(Self::Replan),
            "extend" => Some(Self::Extend),
            _ => None,
        }
    }
}

impl From<&Verdict> for Ruled {
    fn from(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::Advance => Self::Advance,
            Verdict::Replan { .. } => Self::Replan,
            Verdict::Extend { .. } => Self::Extend,
        }
    }
}

impl From<&Journey> for Outcomes {
    fn from(journey: &Journey) -> Self {
        let goals = journey.goals.iter().filter(|goal| !goal.plan.dropped);
        Self {
            gates: journey.reviews.all.values().filter_map(gate).collect(),
            confirmed: goals.filter_map(confirmed).collect(),
        }
    }
}

fn gate(review: &Review) -> Option<GateVerdict> {
    let ruling = review.verdict.as_ref()?;
    Some(GateVerdict {
        milestone: review.opening.milestone,
        ruled: Ruled::from(&ruling.verdict),
        on: ruling.mark.on,
    })
}

fn confirmed(goal: &Goal) -> Option<(NaiveDate, NaiveDate)> {
    Some((goal.claim()?.on, goal.confirmation()?.on))
}
