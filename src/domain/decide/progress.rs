//! How a goal moves on: begun, ticked, claimed, confirmed, sent back. Knows no agreement and no
//! writing.

use super::{Case, Edits, Refusal, blocker};
use crate::domain::change::{Edit, Set};
use crate::domain::goal::{Goal, GoalState, Returned, Stage};
use crate::domain::people::Mark;
use crate::domain::plan::{Asks, Slug};
use crate::domain::text;

impl Case<'_> {
    pub(super) fn begin(&self, goal: &Goal) -> Edits {
        match goal.state() {
            GoalState::Open => Ok(vec![stage(
                goal,
                Stage::Active {
                    begun: self.mark(),
                    returned: None,
                },
            )]),
            _ => Err(self.is_already(goal)),
        }
    }

    pub(super) fn claim(&self, goal: &Goal) -> Edits {
        if !goal.is_to_do() {
            return Err(self.is_already(goal));
        }
        if !goal.parts_suffice() {
            return Err(parts_open(goal));
        }
        let mut edits = vec![stage(
            goal,
            Stage::Claimed {
                begun: goal.begun().cloned(),
                claim: self.mark(),
            },
        )];
        if goal.blocker.is_some() {
            edits.push(blocker(goal, None));
        }
        Ok(edits)
    }

    pub(super) fn unclaim(&self, goal: &Goal) -> Edits {
        match (goal.state(), &goal.stage) {
            (GoalState::Claimed, Stage::Claimed { begun, .. }) => {
                let back = begun.clone().map_or(Stage::Open, |begun| Stage::Active {
                    begun,
                    returned: None,
                });
                Ok(vec![stage(goal, back)])
            }
            (GoalState::Confirmed, _) => Err(Refusal::WrongState(
                goal.number,
                "is confirmed; the mentor can return it".to_owned(),
            )),
            (GoalState::Waived, _) => Err(Refusal::Waived(goal.number)),
            _ => Err(Refusal::WrongState(
                goal.number,
                "is not claimed, so there is nothing to take back".to_owned(),
            )),
        }
    }

    pub(super) fn confirm(&self, goal: &Goal) -> Edits {
        match (goal.state(), &goal.stage) {
            (GoalState::Claimed, Stage::Claimed { begun, claim }) => Ok(vec![stage(
                goal,
                Stage::Confirmed {
                    begun: begun.clone(),
                    claim: claim.clone(),
                    confirm: self.mark(),
                },
            )]),
            (GoalState::Open | GoalState::Active, _) => Err(Refusal::WrongState(
                goal.number,
                format!("is not claimed yet; {} claims it first", self.hire()),
            )),
            _ => Err(self.is_already(goal)),
        }
    }

    pub(super) fn send_back(&self, goal: &Goal, reason: &str) -> Edits {
        let (begun, claim) = match (goal.state(), &goal.stage) {
            (GoalState::Waived, _) => return Err(Refusal::Waived(goal.number)),
            (_, Stage::Claimed { begun, claim } | Stage::Confirmed { begun, claim, .. }) => {
                (begun, claim)
            }
            _ => {
                return Err(Refusal::WrongState(
                    goal.number,
                    "is not claimed, so there is nothing to return".to_owned(),
                ));
            }
        };
        Ok(vec![stage(
            goal,
            Stage::Active {
                begun: begun.clone().unwrap_or_else(|| claim.clone()),
                returned: Some(Returned {
                    mark: self.mark(),
                    reason: text::line("reason", reason)?,
                }),
            },
        )])
    }

    pub(super) fn tick(&self, goal: &Goal, criterion: &Slug) -> Edits {
        self.may_tick(goal, criterion)?;
        if goal.ticks.contains_key(criterion) {
            return Err(Refusal::NothingToDo(format!(
                "that part of {} is ticked already",
                goal.number
            )));
        }
        let mut edits = vec![tick(goal, criterion, Some(self.mark()))];
        if goal.stage == Stage::Open {
            edits.extend(self.begin(goal)?);
        }
        Ok(edits)
    }

    pub(super) fn untick(&self, goal: &Goal, criterion: &Slug) -> Edits {
        self.may_tick(goal, criterion)?;
        if !goal.ticks.contains_key(criterion) {
            return Err(Refusal::NothingToDo(format!(
                "that part of {} is not ticked",
                goal.number
            )));
        }
        if goal.is_done() {
            return Err(Refusal::WrongState(
                goal.number,
                "is claimed; take the claim back before the tick".to_owned(),
            ));
        }
        Ok(vec![tick(goal, criterion, None)])
    }

    fn may_tick(&self, goal: &Goal, criterion: &Slug) -> Result<(), Refusal> {
        if goal.state() == GoalState::Waived {
            return Err(Refusal::Waived(goal.number));
        }
        if goal.plan.criteria.iter().any(|c| c.slug == *criterion) {
            Ok(())
        } else {
            Err(Refusal::WrongState(
                goal.number,
                format!("has no part ‘{criterion}’"),
            ))
        }
    }
}

fn parts_open(goal: &Goal) -> Refusal {
    let missing: Vec<&str> = goal
        .plan
        .criteria
        .iter()
        .filter(|criterion| !goal.ticks.contains_key(&criterion.slug))
        .map(|criterion| criterion.text.as_str())
        .collect();
    Refusal::PartsOpen {
        number: goal.number,
        asks: match goal.plan.asks {
            Asks::All => "all",
            Asks::Any => "one",
        },
        missing: missing.join("; "),
    }
}

fn stage(goal: &Goal, to: Stage) -> Edit {
    Edit::Stage {
        goal: goal.slug().clone(),
        set: Set {
            from: goal.stage.clone(),
            to,
        },
    }
}

fn tick(goal: &Goal, criterion: &Slug, to: Option<Mark>) -> Edit {
    Edit::Tick {
        goal: goal.slug().clone(),
        criterion: criterion.clone(),
        set: Set {
            from: goal.ticks.get(criterion).cloned(),
            to,
        },
    }
}
