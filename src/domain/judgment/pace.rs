//! When the goals up to the present milestone will be done at the pace so far. Knows no text.

use chrono::NaiveDate;

use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::facts::{Facts, GoalFacts};
use crate::domain::judgment::rules;
use crate::domain::plan::milestone::Milestone;

/// When the goals up to the present milestone will be done at the present pace. Goals that were
/// agreed for a later day are left out, and goals of later milestones that were agreed for an earlier
/// one are among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// No goal counts up to here.
    NothingCounts,
    /// Goals count, and all of them were agreed for a later day.
    NothingDue {
        /// How many there are.
        deferred: usize,
    },
    /// All of them are done.
    Done,
    /// Too few goals are done for a pace.
    TooEarly {
        /// How many are left.
        left: usize,
        /// In how many working days; nothing if no date lies ahead.
        days: Option<i64>,
    },
    /// On a date.
    On {
        /// The date.
        date: NaiveDate,
        /// Working days behind the milestone's date; negative where it is earlier, nothing where
        /// there is no date left to compare with.
        late: Option<i64>,
    },
}

impl Pace {
    /// Returns the pace of a journey; nothing before its first day and in a leave.
    pub fn of(facts: &Facts<'_>, dates: &Dates, current: Milestone) -> Option<Self> {
        if dates.today < dates.start || dates.leave_until().is_some() {
            return None;
        }
        let due = dates.milestone_due(current);
        let here = facts.up_to(current).filter(|goal| goal.is_counted());
        let (done_here, open_here): (Vec<_>, Vec<_>) = here.partition(|goal| goal.is_done());
        // Where no date lies ahead, all goals that have one count.
        let is_in_time = |goal: &GoalFacts<'_>| match (due, dates.goal_due(*goal)) {
            (None, _) => goal.number.milestone.is_dated(),
            (due, own) => own.is_some() && own <= due,
        };
        let open = facts.goals.iter();
        let open = open.filter(|goal| goal.is_counted() && !goal.is_done());
        let left = open.filter(|goal| is_in_time(goal)).count();
        let done = facts.goals.iter().filter(|goal| goal.is_done()).count();
        Some(match (left, done) {
            (0, _) if done_here.is_empty() && open_here.is_empty() => Self::NothingCounts,
            (0, _) if done_here.is_empty() => Self::NothingDue {
                deferred: open_here.len(),
            },
            (0, _) => Self::Done,
            (_, ..rules::PACE_FROM) => Self::TooEarly {
                left,
                days: due.map(|due| dates.days_until(due)),
            },
            _ => Self::on(left, done, due, dates),
        })
    }

    fn on(left: usize, done: usize, due: Option<NaiveDate>, dates: &Dates) -> Self {
        let gone = usize::try_from(dates.days_since(dates.start))
            .unwrap_or(0)
            .max(1);
        let days = i64::try_from((left * gone).div_ceil(done)).unwrap_or(i64::MAX);
        let date = dates.calendar().add_working_days(dates.today, days);
        Self::On {
            date,
            late: due.map(|due| dates.calendar().working_days(due, date)),
        }
    }

    /// Returns by how many working days it misses the milestone, if that is more than a pace may.
    pub fn misses_by(self) -> Option<i64> {
        match self {
            Self::On { late, .. } => late.filter(|late| *late > rules::PACE_AT_RISK),
            _ => None,
        }
    }
}
