//! Hires side by side, for those who look after many of them: how each stands, what came of it so far, who
//! owes what. Reads a glance and a course; decides nothing, words nothing.

mod debts;
mod middle;

use std::cmp::Reverse;

use chrono::NaiveDate;

pub use debts::{Debt, Owing};
pub use middle::{Halves, median};

use crate::domain::judgment::attention::Matter;
use crate::domain::judgment::course::{Course, Day};
use crate::domain::judgment::facts::Owed;
use crate::domain::judgment::glance::{Concerns, Glance};
use crate::domain::judgment::outcomes::{GateVerdict, Outcomes};
use crate::domain::judgment::rhythm::Rhythm;
use crate::domain::judgment::rules;
use crate::domain::plan::milestone::Milestone;
use crate::domain::telling::hires::Row;

/// How many days of the course a row keeps.
const DAYS_KEPT: usize = 60;

/// The days over which a trend takes the mean: a week, so that weekdays do not matter.
const WEEK: usize = 7;

/// How many days lie between the two weeks that a trend compares.
const APART: usize = 14;

/// The change of the mean, in tenths of a goal, up to which things are as before.
const AS_BEFORE: i64 = 4;

/// One hire among several.
#[derive(Clone, Debug, PartialEq)]
pub struct Hire {
    /// What the list of hires tells.
    pub row: Row,
    /// The verdicts of gate reviews, the oldest review first.
    pub gates: Vec<GateVerdict>,
    /// The milestones whose gate review is due and has no verdict.
    pub gates_due: Vec<Milestone>,
    /// What goals wait for, the longest wait first.
    pub waits: Vec<Waiting>,
    /// The working days from each claim to its confirmation, the shortest first.
    pub confirmed_after: Vec<i64>,
    /// 1:1s held, and those wanted, by the rule for the first days.
    pub meetings: Meetings,
    /// What is owed, the people of the journey first.
    pub owing: Vec<Owing>,
    /// What the log tells; nothing until [`Self::follow`] was called.
    pub course: Followed,
}

/// What a goal waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// On whom.
    pub on: String,
    /// For what.
    pub what: String,
    /// For how many working days.
    pub days: i64,
}

/// 1:1s against what is wanted of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meetings {
    /// All that were held.
    pub held: usize,
    /// Those held in the days that the rule is about.
    pub early: usize,
    /// How many of those are wanted by now.
    pub wanted: usize,
}

/// What the log of a journey tells beyond its last day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// The first day of the verdict that stands.
    pub since: Option<NaiveDate>,
    /// Goals claimed less those expected, in tenths, at the end of each of the last days.
    pub leads: Vec<i64>,
}

/// Where a journey is heading against what is expected of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// It catches up.
    CatchingUp,
    /// It is as it was.
    AsBefore,
    /// It falls back.
    FallingBack,
}

impl Hire {
    /// Returns a hire as a journey stands.
    pub fn of(glance: &Concerns<'_>, owed: &Owed<'_>, outcomes: &Outcomes) -> Self {
        let row = Row::of(glance);
        let calendar = glance.dates.calendar();
        let days = |&(claimed, confirmed): &(NaiveDate, NaiveDate)| {
            calendar.working_days(claimed, confirmed).max(0)
        };
        let is_live = row.ended.is_none();
        let due = glance.attention.iter().filter_map(|it| match it.what {
            Matter::Gate(milestone) if it.days >= 0 => Some(milestone),
            _ => None,
        });
        let mut confirmed_after: Vec<i64> = outcomes.confirmed.iter().map(days).collect();
        confirmed_after.sort_unstable();
        Self {
            gates: outcomes.gates.clone(),
            gates_due: due.filter(|_| is_live).collect(),
            waits: if is_live { waits(glance) } else { Vec::new() },
            confirmed_after,
            meetings: Meetings::of(&row.rhythm),
            owing: match is_live {
                true => debts::of(glance, owed),
                false => Vec::new(),
            },
            course: Followed::default(),
            row,
        }
    }

    /// Takes in what the log tells.
    pub fn follow(&mut self, course: &Course) {
        let kept = course.days.len().saturating_sub(DAYS_KEPT);
        self.course = Followed {
            since: course.since(),
            leads: course.days.iter().skip(kept).map(lead).collect(),
        };
    }

    /// Returns where the journey is heading; nothing in its first weeks.
    pub fn trend(&self) -> Option<Trend> {
        let leads = &self.course.leads;
        let week = |ago: usize| {
            let last = leads.len().checked_sub(ago)?;
            let first = last.checked_sub(WEEK)?;
            Some(leads.get(first..last)?.iter().sum::<i64>())
        };
        let moved = week(0)? - week(APART)?;
        let most = AS_BEFORE * i64::try_from(WEEK).unwrap_or(i64::MAX);
        Some(match moved {
            moved if moved > most => Trend::CatchingUp,
            moved if moved < -most => Trend::FallingBack,
            _ => Trend::AsBefore,
        })
    }

    /// Returns what is claimed as a share of what is expected, in percent; nothing while too little is
    /// expected to tell.
    pub fn share(&self) -> Option<u32> {
        let so_far = &self.row.so_far;
        if so_far.expected < rules::BEHIND_FROM || self.row.ended.is_some() {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "a plan holds few goals")]
        let percent = 100.0 * so_far.done as f64 / so_far.expected;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is between 0 and a few thousand"
        )]
        Some(percent.floor() as u32)
    }
}

impl Meetings {
    fn of(rhythm: &Rhythm) -> Self {
        let days = rhythm.day.clamp(0, rules::EARLY_DAYS);
        let wanted = rules::EARLY_MEETINGS * days / rules::EARLY_DAYS;
        Self {
            held: rhythm.held,
            early: rhythm.held_early,
            wanted: usize::try_from(wanted).unwrap_or_default(),
        }
    }

    /// Returns whether fewer were held than wanted.
    pub fn are_few(self) -> bool {
        self.early < self.wanted
    }
}

/// Returns goals claimed less those expected, in tenths.
fn lead(day: &Day) -> i64 {
    let all = day.all();
    #[expect(clippy::cast_precision_loss, reason = "a plan holds few goals")]
    let lead = all.claimed as f64 - all.expected;
    #[expect(clippy::cast_possible_truncation, reason = "a plan holds few goals")]
    let tenths = (lead * 10.0).round() as i64;
    tenths
}

fn waits(glance: &Glance<'_>) -> Vec<Waiting> {
    let mut waits: Vec<Waiting> = glance
        .attention
        .iter()
        .filter_map(|it| {
            let Matter::Blocked(goal, on) = it.what else {
                return None;
            };
            let mut goals = glance.facts.goals.iter();
            let waits = goals.find(|other| other.number == goal)?.waits?;
            Some(Waiting {
                on: on.to_owned(),
                what: waits.what.to_owned(),
                days: it.days.max(0),
            })
        })
        .collect();
    waits.sort_by_key(|waiting| Reverse(waiting.days));
    waits
}

/// Puts the worse verdict first, and of those alike the one that has stood longer. Hires on leave come
/// after all others, and journeys that ended last.
pub fn sort(hires: &mut [Hire]) {
    hires.sort_by_cached_key(|hire| {
        let row = &hire.row;
        (
            row.ended.map(|(_, on)| Reverse(on)),
            Reverse(row.health),
            hire.course.since.unwrap_or(NaiveDate::MAX),
            row.people.hire().to_lowercase(),
            row.id,
        )
    });
}
