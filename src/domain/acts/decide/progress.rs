//! How a goal moves on: begun, ticked, claimed, confirmed, sent back. Knows no agreement and no
//! writing.

use super::{Case, Edits, Refusal};
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Mark;
use crate::domain::plan::role::Asks;
use crate::domain::record::goal::{Blocker, Goal, GoalState, Returned, Stage};
use crate::domain::record::kinds::Edit;
use crate::domain::record::kinds::goal::Tick;
use crate::domain::words::text;

const CONFIRMED: &str = "is confirmed; the mentor can return it";

impl Case<'_> {
    pub(super) fn begin(&self, goal: &Goal) -> Edits {
        match goal.state() {
            GoalState::Open => Ok(vec![self.stage(
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
        let mut edits = vec![self.stage(
            goal,
            Stage::Claimed {
                begun: goal.begun().cloned(),
                claim: self.mark(),
            },
        )];
        if goal.blocker.is_some() {
            edits.push(self.set::<Blocker>(goal.slug().clone(), None));
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
                Ok(vec![self.stage(goal, back)])
            }
            (GoalState::Confirmed, _) => {
                Err(Refusal::WrongState(goal.number, CONFIRMED.to_owned()))
            }
            (GoalState::Waived, _) => Err(Refusal::Waived(goal.number)),
            _ => Err(Refusal::WrongState(
                goal.number,
                "is not claimed, so there is nothing to take back".to_owned(),
            )),
        }
    }

    pub(super) fn confirm(&self, goal: &Goal) -> Edits {
        match (goal.state(), &goal.stage) {
            (GoalState::Claimed, Stage::Claimed { begun, claim }) => Ok(vec![self.stage(
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
        Ok(vec![self.stage(
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
        let mut edits = vec![self.ticked(goal, criterion, Some(self.mark()))];
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
        let first = match goal.state() {
            GoalState::Claimed => "is claimed; take the claim back before the tick",
            GoalState::Confirmed => CONFIRMED,
            _ => return Ok(vec![self.ticked(goal, criterion, None)]),
        };
        Err(Refusal::WrongState(goal.number, first.to_owned()))
    }

    fn stage(&self, goal: &Goal, to: Stage) -> Edit {
        let to = Some(to).filter(|stage| *stage != Stage::Open);
        self.set::<Stage>(goal.slug().clone(), to)
    }

    fn ticked(&self, goal: &Goal, criterion: &Slug, to: Option<Mark>) -> Edit {
        self.set::<Tick>((goal.slug().clone(), criterion.clone()), to)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::{tick, *};
    use crate::domain::plan::people::Party;

    fn refusal(run: &Run, act: &crate::domain::acts::act::Act) -> String {
        run.decide(Party::Hire, act).unwrap_err().to_string()
    }

    #[test]
    fn a_tick_begins_the_goal_and_a_later_one_does_not() {
        let mut run = Run::new();
        run.hire(&tick("baseline", "first"));
        let begun = run.goal("baseline").begun().cloned();
        assert_eq!(begun.as_ref().map(|mark| mark.by.as_str()), Some("Ada"));
        let mut run = run.on("2026-03-03");
        run.hire(&tick("baseline", "second"));
        assert_eq!(run.goal("baseline").begun(), begun.as_ref());
        run.hire(&untick("baseline", "second"));
        assert_eq!(run.goal("baseline").state(), GoalState::Active);
    }

    #[test]
    fn all_parts_are_asked_for() {
        let mut run = Run::new();
        run.hire(&tick("baseline", "second"));
        insta::assert_snapshot!(refusal(&run, &claim("baseline")), @"30.2 asks for all of its parts first: The first part");
        run.hire(&tick("baseline", "first"));
        run.hire(&claim("baseline"));
        assert!(run.goal("baseline").is_done());
    }

    #[test]
    fn any_part_is_enough() {
        let mut run = Run::new();
        insta::assert_snapshot!(refusal(&run, &claim("talk")), @"60.2 asks for one of its parts first: The first part; The second part");
        run.hire(&tick("talk", "second"));
        run.hire(&claim("talk"));
        assert!(run.goal("talk").is_done());
    }

    #[test]
    fn a_part_that_is_not_there_is_named() {
        let run = Run::new();
        insta::assert_snapshot!(refusal(&run, &tick("baseline", "third")), @"30.2 has no part ‘third’");
        insta::assert_snapshot!(refusal(&run, &untick("team", "first")), @"30.1 has no part ‘first’");
    }

    #[test]
    fn a_claim_clears_the_blocker() {
        let mut run = Run::new();
        run.hire(&block("team", None));
        run.hire(&claim("team"));
        assert_eq!(run.goal("team").blocker, None);
    }

    #[test]
    fn a_claim_taken_back_returns_to_where_it_came_from() {
        let mut run = Run::new();
        for goal in ["team", "access"] {
            if goal == "access" {
                run.hire(&begin(goal));
            }
            let before = run.goal(goal).stage.clone();
            run.hire(&claim(goal));
            run.hire(&unclaim(goal));
            assert_eq!(run.goal(goal).stage, before);
        }
    }

    #[test]
    fn a_returned_goal_is_active_with_the_reason_until_claimed_again() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.mentor(&confirm("team"));
        run.mentor(&send_back("team"));
        let goal = run.goal("team");
        assert_eq!(goal.state(), GoalState::Active);
        let returned = goal.returned().unwrap();
        assert_eq!(
            (returned.mark.by.as_str(), returned.reason.as_str()),
            ("Bo", "no numbers yet")
        );
        run.hire(&claim("team"));
        assert_eq!(run.goal("team").returned(), None);
    }

    #[test]
    fn a_return_needs_a_reason() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        let act = crate::domain::acts::act::Act::Return {
            goal: slug("team"),
            reason: " \n".to_owned(),
        };
        let refusal = run.act(Party::Mentor, &act).unwrap_err();
        insta::assert_snapshot!(refusal, @"the reason is empty; write something");
    }

    #[test]
    fn a_mark_holds_who_and_the_day_it_counts_for() {
        let mut run = Run::new().on("2026-03-05");
        run.hire(&claim("team"));
        let mut run = run.on("2026-03-06");
        run.mentor(&confirm("team"));
        let mark = |by: &str, on| Mark {
            by: by.to_owned(),
            on: day(on),
        };
        let goal = run.goal("team");
        assert_eq!(goal.claim(), Some(&mark("Ada", "2026-03-05")));
        assert_eq!(goal.confirmation(), Some(&mark("Bo", "2026-03-06")));
    }
}
