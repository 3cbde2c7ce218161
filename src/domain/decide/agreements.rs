//! What is agreed about a goal: that it waits, is taken out or moved, and that this is over.

use chrono::NaiveDate;

use super::{Case, Edits, Refusal, blocker};
use crate::domain::change::{Edit, Set};
use crate::domain::goal::{Blocker, Deferral, Goal, GoalState, Waiver};
use crate::domain::milestone::Milestone;
use crate::domain::text;

impl Case<'_> {
    pub(super) fn block(
        &self,
        goal: &Goal,
        on: &str,
        waits_for: &str,
        since: Option<NaiveDate>,
    ) -> Edits {
        if !goal.is_to_do() {
            return Err(self.is_already(goal));
        }
        if let Some(blocker) = &goal.blocker {
            return Err(Refusal::WrongState(
                goal.number,
                format!("already waits on {}; clear that first", blocker.on),
            ));
        }
        let since = since.unwrap_or(self.entry.day);
        if since > self.entry.day {
            return Err(Refusal::BadDate(format!(
                "{} cannot wait since {since}, which is still to come",
                goal.number
            )));
        }
        Ok(vec![blocker(
            goal,
            Some(Blocker {
                mark: self.mark(),
                on: text::line("name of whom it waits on", on)?,
                waits_for: text::line("text of what it waits for", waits_for)?,
                since,
            }),
        )])
    }

    pub(super) fn clear(&self, goal: &Goal) -> Edits {
        if goal.blocker.is_none() {
            return Err(Refusal::NothingToDo(format!(
                "{} waits on nobody",
                goal.number
            )));
        }
        Ok(vec![blocker(goal, None)])
    }

    pub(super) fn waive(&self, goal: &Goal, reason: &str, agreed: &str) -> Edits {
        if matches!(goal.state(), GoalState::Confirmed | GoalState::Waived) {
            return Err(self.is_already(goal));
        }
        Ok(vec![Edit::Waiver {
            goal: goal.slug().clone(),
            set: Set {
                from: goal.waiver.clone(),
                to: Some(Waiver {
                    mark: self.mark(),
                    reason: text::line("reason", reason)?,
                    agreed: text::line("name of who agreed", agreed)?,
                }),
            },
        }])
    }

    pub(super) fn defer(&self, goal: &Goal, to: NaiveDate, reason: &str, agreed: &str) -> Edits {
        if !goal.is_to_do() {
            return Err(self.is_already(goal));
        }
        if goal.number.milestone == Milestone::Beyond {
            return Err(Refusal::WrongState(
                goal.number,
                "has no date that could be moved".to_owned(),
            ));
        }
        if to < self.entry.day || to < self.journey.start {
            return Err(Refusal::BadDate(format!(
                "{} cannot be moved to {to}, which has passed or lies before the start",
                goal.number
            )));
        }
        Ok(vec![Edit::Deferral {
            goal: goal.slug().clone(),
            set: Set {
                from: goal.deferral.clone(),
                to: Some(Deferral {
                    mark: self.mark(),
                    to,
                    reason: text::line("reason", reason)?,
                    agreed: text::line("name of who agreed", agreed)?,
                }),
            },
        }])
    }

    pub(super) fn restore(&self, goal: &Goal) -> Edits {
        let mut edits = Vec::new();
        if goal.waiver.is_some() {
            edits.push(Edit::Waiver {
                goal: goal.slug().clone(),
                set: removed(goal.waiver.clone()),
            });
        }
        if goal.deferral.is_some() {
            edits.push(Edit::Deferral {
                goal: goal.slug().clone(),
                set: removed(goal.deferral.clone()),
            });
        }
        if edits.is_empty() {
            return Err(Refusal::NothingToDo(format!(
                "{} is neither waived nor deferred",
                goal.number
            )));
        }
        Ok(edits)
    }
}

fn removed<T>(value: Option<T>) -> Set<Option<T>> {
    Set {
        from: value,
        to: None,
    }
}
