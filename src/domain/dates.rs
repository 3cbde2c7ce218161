//! The dates of one journey as of one day: what is due when, what is late, who waits how long.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::goal::{Goal, GoalState};
use super::journey::Journey;
use super::milestone::Milestone;

/// The dates of a journey as of a day.
#[derive(Clone, Debug)]
pub struct Dates {
    /// The day.
    pub today: NaiveDate,
    /// Day 1.
    pub start: NaiveDate,
    calendar: Calendar,
    due: BTreeMap<Milestone, NaiveDate>,
}

impl Dates {
    /// Returns the dates of a journey; `calendar` knows the holidays, the journey its leaves.
    pub fn of(journey: &Journey, calendar: &Calendar, today: NaiveDate) -> Self {
        let calendar = journey.calendar(calendar);
        let due = Milestone::ALL
            .into_iter()
            .filter_map(|milestone| Some((milestone, calendar.due(milestone, journey.start)?)))
            .collect();
        Self {
            today,
            start: journey.start,
            calendar,
            due,
        }
    }

    /// Returns the working days of the journey.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Returns when a milestone falls due; `beyond` never does.
    pub fn milestone_due(&self, milestone: Milestone) -> Option<NaiveDate> {
        self.due.get(&milestone).copied()
    }

    /// Returns the milestone that is worked towards: the first that has not passed.
    pub fn current(&self) -> Milestone {
        self.due
            .iter()
            .find(|&(_, &due)| self.today <= due)
            .map_or(Milestone::Beyond, |(&milestone, _)| milestone)
    }

    /// Returns when a goal falls due: its milestone's date, or the one agreed in a deferral.
    pub fn goal_due(&self, goal: &Goal) -> Option<NaiveDate> {
        let milestone = self.milestone_due(goal.number.milestone)?;
        Some(match &goal.deferral {
            Some(deferral) => self.calendar.on_or_before(deferral.to, self.start),
            None => milestone,
        })
    }

    /// Returns whether the due date has passed with the goal still to do.
    pub fn is_late(&self, goal: &Goal) -> bool {
        goal.is_to_do() && self.goal_due(goal).is_some_and(|due| due < self.today)
    }

    /// Returns by how many working days a goal is late; nothing where it is not.
    pub fn days_late(&self, goal: &Goal) -> Option<i64> {
        let due = self.goal_due(goal).filter(|_| self.is_late(goal))?;
        Some(self.days_since(due))
    }

    /// Returns for how many working days a goal has waited on somebody; nothing where it does not.
    pub fn days_waiting(&self, goal: &Goal) -> Option<i64> {
        Some(self.days_since(goal.waiting()?.since))
    }

    /// Returns for how many working days a claim has waited to be confirmed.
    pub fn days_unconfirmed(&self, goal: &Goal) -> Option<i64> {
        let claim = goal
            .claim()
            .filter(|_| goal.state() == GoalState::Claimed)?;
        Some(self.days_since(claim.on))
    }

    /// Returns the working days after a day up to and with today.
    pub fn days_since(&self, day: NaiveDate) -> i64 {
        self.calendar.working_days(day, self.today)
    }

    /// Returns the working days after today up to and with a day.
    pub fn days_until(&self, day: NaiveDate) -> i64 {
        self.calendar.working_days(self.today, day)
    }

    /// Returns the share of a goal, from 0 to 1, that is expected to be done today: the working
    /// days gone of the window from the milestone before it to its own due date.
    pub fn expected(&self, goal: &Goal) -> f64 {
        let Some(due) = self.goal_due(goal).filter(|_| goal.is_counted()) else {
            return 0.0;
        };
        if self.today >= due {
            return 1.0;
        }
        let opens = goal
            .number
            .milestone
            .previous()
            .and_then(|milestone| self.milestone_due(milestone))
            .unwrap_or(self.start);
        let gone = self.days_since(opens).max(0);
        let whole = self.calendar.working_days(opens, due);
        if whole <= 0 {
            return 0.0;
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "a window holds a few hundred days"
        )]
        let share = gone as f64 / whole as f64;
        share.min(1.0)
    }
}
