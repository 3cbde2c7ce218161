//! The verdict on a journey and the reasons that led to it.

use super::dates::Dates;
use super::goal::{Goal, GoalNumber};
use super::journey::Journey;
use super::rules;
use super::standing::Tally;

/// How a journey is doing, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// No rule speaks against it.
    OnTrack,
    /// Something wants attention.
    AtRisk,
    /// Something wants attention now.
    OffTrack,
}

impl Health {
    /// Returns the words that people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::OnTrack => "on track",
            Self::AtRisk => "at risk",
            Self::OffTrack => "off track",
        }
    }
}

/// One rule that speaks against a journey.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// How bad it is.
    pub health: Health,
    /// What it is.
    pub what: Fact,
}

/// What speaks against a journey. Days are working days.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A goal's date has passed.
    Late {
        /// The goal.
        number: GoalNumber,
        /// Since when.
        days: i64,
    },
    /// Fewer goals are done than expected.
    Behind {
        /// Goals done.
        done: usize,
        /// Goals expected.
        expected: f64,
    },
    /// A goal waits on somebody.
    Blocked {
        /// The goal.
        number: GoalNumber,
        /// Whom it waits on.
        on: String,
        /// Since when.
        days: i64,
    },
    /// A claim waits to be confirmed.
    Unconfirmed {
        /// The goal.
        number: GoalNumber,
        /// Whom it waits on, where a mentor is named.
        mentor: Option<String>,
        /// Since when.
        days: i64,
    },
}

impl Fact {
    /// Returns the goal it is about, where it is about one.
    pub fn goal(&self) -> Option<GoalNumber> {
        match self {
            Self::Behind { .. } => None,
            Self::Late { number, .. }
            | Self::Blocked { number, .. }
            | Self::Unconfirmed { number, .. } => Some(*number),
        }
    }

    fn days(&self) -> i64 {
        match self {
            Self::Late { days, .. }
            | Self::Blocked { days, .. }
            | Self::Unconfirmed { days, .. } => *days,
            Self::Behind { .. } => 0,
        }
    }
}

impl std::fmt::Display for Fact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Late { number, days: 0 } => write!(f, "{number} was due on the last working day"),
            Self::Late { number, days } => write!(f, "{number} is {} late", working_days(*days)),
            Self::Behind { done, expected } => {
                write!(f, "{done} done where {expected:.1} are expected")
            }
            Self::Blocked { number, on, days } => {
                write!(f, "{number} has waited on {on} for {}", working_days(*days))
            }
            Self::Unconfirmed {
                number,
                mentor: Some(mentor),
                days,
            } => write!(
                f,
                "{number} has waited for {mentor} to confirm for {}",
                working_days(*days)
            ),
            Self::Unconfirmed {
                number,
                mentor: None,
                days,
            } => write!(
                f,
                "{number} has been claimed for {} with no mentor named to confirm it",
                working_days(*days)
            ),
        }
    }
}

/// Returns a count of working days in words: `1 working day`, `3 working days`.
pub fn working_days(days: i64) -> String {
    match days {
        1 => "1 working day".to_owned(),
        _ => format!("{days} working days"),
    }
}

/// Returns the reasons against a journey, the worst first; none where it is on track.
pub fn reasons(journey: &Journey, dates: &Dates, tally: &Tally) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = journey
        .goals
        .iter()
        .flat_map(|goal| {
            [
                late(dates, goal),
                blocked(dates, goal),
                unconfirmed(journey, dates, goal),
            ]
        })
        .chain([behind(tally)])
        .flatten()
        .collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse((reason.health, reason.what.days())));
    reasons
}

fn late(dates: &Dates, goal: &Goal) -> Option<Reason> {
    let days = dates.days_late(goal)?;
    Some(Reason {
        health: if days > rules::LATE_OFF_TRACK {
            Health::OffTrack
        } else {
            Health::AtRisk
        },
        what: Fact::Late {
            number: goal.number,
            days,
        },
    })
}

fn blocked(dates: &Dates, goal: &Goal) -> Option<Reason> {
    let blocker = goal.waiting()?;
    let days = dates.days_waiting(goal)?;
    let health = match days {
        rules::BLOCKED_OFF_TRACK.. => Health::OffTrack,
        rules::BLOCKED_AT_RISK.. => Health::AtRisk,
        _ => return None,
    };
    Some(Reason {
        health,
        what: Fact::Blocked {
            number: goal.number,
            on: blocker.on.clone(),
            days,
        },
    })
}

fn unconfirmed(journey: &Journey, dates: &Dates, goal: &Goal) -> Option<Reason> {
    let days = dates.days_unconfirmed(goal)?;
    (days >= rules::UNCONFIRMED_AT_RISK).then(|| Reason {
        health: Health::AtRisk,
        what: Fact::Unconfirmed {
            number: goal.number,
            mentor: journey.people.mentor.clone(),
            days,
        },
    })
}

fn behind(tally: &Tally) -> Option<Reason> {
    #[expect(clippy::cast_precision_loss, reason = "a plan holds few goals")]
    let percent = 100.0 * tally.done as f64 / tally.expected;
    let health = if tally.expected < rules::BEHIND_FROM {
        return None;
    } else if percent < rules::BEHIND_OFF_TRACK - f64::EPSILON * 1e3 {
        Health::OffTrack
    } else if percent < rules::BEHIND_AT_RISK - f64::EPSILON * 1e3 {
        Health::AtRisk
    } else {
        return None;
    };
    Some(Reason {
        health,
        what: Fact::Behind {
            done: tally.done,
            expected: tally.expected,
        },
    })
}
