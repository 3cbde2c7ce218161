//! How a goal moves on: begun, ticked, claimed, confirmed, sent back. Knows no agreement and no
//! writing.

use super::{Case, Edits, Refusal};
use crate::domain::plan::names::Slug;
use crate::domain::plan::role::{Asks, Criterion};
use crate::domain::record::goal::{
    Asked, Begun, Blocker, Claim, Confirmation, Goal, GoalState, Returned, Stage, Ticked,
};
use crate::domain::record::kinds::Edit;
use crate::domain::record::kinds::goal::Tick;
use crate::domain::words::text;

const CONFIRMED: &str = "is confirmed; the mentor can return it";

impl Case<'_> {
    pub(super) fn begin(&self, goal: &Goal) -> Edits {
        match goal.state() {
            GoalState::Open => Ok(vec![self.begun(goal, false)]),
            _ => Err(self.is_already(goal)),
        }
    }

    fn begun(&self, goal: &Goal, by_tick: bool) -> Edit {
        let begun = Begun {
            mark: self.mark(),
            by_tick,
        };
        let returned = None;
        self.stage(goal, Stage::Active { begun, returned })
    }

    /// Takes back that a goal was begun, if nothing came of it.
    pub(super) fn unbegin(&self, goal: &Goal) -> Edits {
        let wrong = |words: &str| Err(Refusal::WrongState(goal.number, words.to_owned()));
        match (goal.state(), &goal.stage) {
            (
                GoalState::Active,
                Stage::Active {
                    returned: Some(_), ..
                },
            ) => wrong("was claimed and sent back, so it was begun"),
            (GoalState::Active, _) if !goal.ticks.is_empty() => {
                wrong("has criteria ticked; take the ticks back first")
            }
            (GoalState::Active, _) => Ok(vec![self.stage(goal, Stage::Open)]),
            (GoalState::Open, _) => wrong("is not begun"),
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
        let (begun, returned) = match &goal.stage {
            Stage::Active { begun, returned } => (Some(begun.clone()), returned.clone()),
            _ => (None, None),
        };
        let claim = Claim {
            mark: self.mark(),
            asked: Asked::by(&goal.plan),
            ended: goal.blocker.clone().map(Box::new),
            returned: returned.map(Box::new),
        };
        let mut edits = vec![self.stage(goal, Stage::Claimed { begun, claim })];
        if goal.blocker.is_some() {
            edits.push(self.set::<Blocker>(goal.slug().clone(), None));
        }
        Ok(edits)
    }

    pub(super) fn unclaim(&self, goal: &Goal) -> Edits {
        match (goal.state(), &goal.stage) {
            (GoalState::Claimed, Stage::Claimed { begun, claim }) => {
                let returned = claim.returned.as_deref().cloned();
                let back = begun
                    .clone()
                    .map_or(Stage::Open, |begun| Stage::Active { begun, returned });
                let mut edits = vec![self.stage(goal, back)];
                if let Some(ended) = &claim.ended {
                    let blocker = Some(ended.as_ref().clone());
                    edits.push(self.set::<Blocker>(goal.slug().clone(), blocker));
                }
                Ok(edits)
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
                    confirm: Confirmation {
                        mark: self.mark(),
                        asked: Asked::by(&goal.plan),
                    },
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
        let begun = begun.clone().unwrap_or_else(|| Begun {
            mark: claim.mark.clone(),
            by_tick: false,
        });
        let mut waited = goal.waited().to_vec();
        waited.push((claim.mark.on, self.day()));
        let returned = Some(Returned {
            mark: self.mark(),
            reason: text::line("reason", reason)?,
            waited,
        });
        Ok(vec![self.stage(goal, Stage::Active { begun, returned })])
    }

    pub(super) fn tick(&self, goal: &Goal, criterion: &Slug) -> Edits {
        let found = self.may_tick(goal, criterion)?;
        let said_before = goal.ticks.get(criterion);
        if said_before.is_some_and(|tick| tick.text == found.text) {
            return Err(Refusal::NothingToDo(format!(
                "that part of {} is ticked already",
                goal.number
            )));
        }
        if found.dropped {
            let words = format!("no longer asks for ‘{criterion}’, which left the plan");
            return Err(Refusal::WrongState(goal.number, words));
        }
        let ticked = Ticked {
            mark: self.mark(),
            text: found.text.clone(),
        };
        let mut edits = vec![self.ticked(goal, criterion, Some(ticked))];
        if goal.stage == Stage::Open {
            edits.push(self.begun(goal, true));
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
            _ => {
                let mut edits = vec![self.ticked(goal, criterion, None)];
                edits.extend(self.ended_with_tick(goal));
                return Ok(edits);
            }
        };
        Err(Refusal::WrongState(goal.number, first.to_owned()))
    }

    /// Returns the edit that takes back the beginning of a goal whose only tick is taken back, if a
    /// tick began it.
    fn ended_with_tick(&self, goal: &Goal) -> Option<Edit> {
        let by_tick = matches!(
            &goal.stage,
            Stage::Active {
                begun: Begun { by_tick: true, .. },
                returned: None,
            }
        );
        (by_tick && goal.ticks.len() == 1).then(|| self.stage(goal, Stage::Open))
    }

    fn stage(&self, goal: &Goal, to: Stage) -> Edit {
        let to = Some(to).filter(|stage| *stage != Stage::Open);
        self.set::<Stage>(goal.slug().clone(), to)
    }

    fn ticked(&self, goal: &Goal, criterion: &Slug, to: Option<Ticked>) -> Edit {
        self.set::<Tick>((goal.slug().clone(), criterion.clone()), to)
    }

    /// Returns a criterion of a goal that takes ticks.
    fn may_tick<'g>(&self, goal: &'g Goal, criterion: &Slug) -> Result<&'g Criterion, Refusal> {
        if goal.state() == GoalState::Waived {
            return Err(Refusal::Waived(goal.number));
        }
        let mut criteria = goal.plan.criteria.iter();
        let found = criteria.find(|other| other.slug == *criterion);
        found.ok_or_else(|| Refusal::WrongState(goal.number, format!("has no part ‘{criterion}’")))
    }
}

fn parts_open(goal: &Goal) -> Refusal {
    let missing = goal.missing().map(|criterion| criterion.text.as_str());
    let missing: Vec<&str> = missing.collect();
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
        let mark = |by: &str, on| crate::domain::plan::people::Mark {
            by: by.to_owned(),
            on: day(on),
        };
        let goal = run.goal("team");
        assert_eq!(goal.claim(), Some(&mark("Ada", "2026-03-05")));
        assert_eq!(goal.confirmation(), Some(&mark("Bo", "2026-03-06")));
    }
}
