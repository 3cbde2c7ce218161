//! One goal as its rows tell it, and the facts that come of them.

use chrono::NaiveDate;
use rusqlite::Row;

use super::plans::PlannedGoal;
use crate::domain::judgment::facts::{GoalFacts, Wait};
use crate::domain::plan::milestone::Milestone;
use crate::domain::record::goal::GoalState;
use crate::store::convert::{date, parsed_at, parsed_at_or_none};

/// A goal as its rows hold it.
pub(super) struct ToldGoal<'p> {
    pub(super) plan: &'p PlannedGoal,
    pub(super) state: GoalState,
    pub(super) claimed: Option<NaiveDate>,
    pub(super) waited: Vec<(NaiveDate, NaiveDate)>,
    pub(super) deferred: Option<NaiveDate>,
    pub(super) follows: Option<Milestone>,
    pub(super) blocker: Option<ToldBlocker>,
}

/// What a goal waits for, as its row holds it.
pub(super) struct ToldBlocker {
    pub(super) on: String,
    pub(super) what: String,
    pub(super) since: NaiveDate,
}

impl<'p> ToldGoal<'p> {
    /// Returns a goal of a plan to which nothing has happened.
    pub(super) fn open(plan: &'p PlannedGoal) -> Self {
        Self {
            plan,
            state: GoalState::Open,
            claimed: None,
            waited: Vec::new(),
            deferred: None,
            follows: None,
            blocker: None,
        }
    }

    pub(super) fn facts(&self) -> GoalFacts<'_> {
        let is_to_do = matches!(self.state, GoalState::Open | GoalState::Active);
        let blocker = self.blocker.as_ref().filter(|_| is_to_do);
        GoalFacts {
            number: self.plan.number,
            slug: &self.plan.slug,
            title: &self.plan.title,
            state: self.state,
            dropped: self.plan.dropped,
            claimed: self.claimed,
            waited: &self.waited,
            deferred: self.deferred,
            follows: self.follows,
            waits: blocker.map(|blocker| Wait {
                on: &blocker.on,
                what: &blocker.what,
                since: blocker.since,
            }),
        }
    }
}

/// Returns how far a goal has come, and the day of its claim.
pub(super) fn stage(row: &Row<'_>) -> rusqlite::Result<(GoalState, Option<NaiveDate>)> {
    let claimed = parsed_at_or_none(row, 3, date)?;
    let state = parsed_at(row, 2, |word| match (word, claimed) {
        ("active", _) => Some(GoalState::Active),
        ("claimed", Some(_)) => Some(GoalState::Claimed),
        ("confirmed", Some(_)) => Some(GoalState::Confirmed),
        _ => None,
    })?;
    Ok((state, claimed))
}
