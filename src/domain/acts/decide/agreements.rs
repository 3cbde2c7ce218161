//! What is agreed about a goal: that it waits, is taken out or moved, and that this is over.

use chrono::NaiveDate;

use super::{Case, Edits, Refusal};
use crate::domain::acts::find;
use crate::domain::plan::people::Party;
use crate::domain::record::goal::{Acknowledgment, Blocker, Deferral, Goal, GoalState, Waiver};
use crate::domain::words::text;
use crate::domain::words::when::full_date;

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
        let since = since.unwrap_or(self.day());
        if since > self.day() {
            return Err(Refusal::BadDate(format!(
                "{} cannot wait since {}, which is still to come",
                goal.number,
                full_date(since)
            )));
        }
        let blocker = Blocker {
            mark: self.mark(),
            on: text::line("name of whom it waits on", on)?,
            waits_for: text::line("text of what it waits for", waits_for)?,
            since,
        };
        Ok(vec![
            self.set::<Blocker>(goal.slug().clone(), Some(blocker)),
        ])
    }

    pub(super) fn clear(&self, goal: &Goal) -> Edits {
        if goal.blocker.is_none() {
            return Err(Refusal::NothingToDo(format!(
                "{} waits on nobody",
                goal.number
            )));
        }
        Ok(vec![self.set::<Blocker>(goal.slug().clone(), None)])
    }

    pub(super) fn waive(&self, goal: &Goal, reason: &str, agreed: &str) -> Edits {
        if matches!(goal.state(), GoalState::Confirmed | GoalState::Waived) {
            return Err(self.is_already(goal));
        }
        let reason = text::line("reason", reason)?;
        let (agreed, acknowledged) = self.agreed(agreed)?;
        let waiver = Waiver {
            mark: self.mark(),
            reason,
            agreed,
            acknowledged,
        };
        Ok(vec![self.set::<Waiver>(goal.slug().clone(), Some(waiver))])
    }

    pub(super) fn defer(&self, goal: &Goal, to: NaiveDate, reason: &str, agreed: &str) -> Edits {
        if !goal.is_to_do() {
            return Err(self.is_already(goal));
        }
        if !goal.number.milestone.is_dated() {
            return Err(Refusal::WrongState(
                goal.number,
                "has no date that could be moved".to_owned(),
            ));
        }
        if to < self.day() || to < self.journey.start {
            return Err(Refusal::BadDate(format!(
                "{} cannot be moved to {}, which has passed or lies before the start",
                goal.number,
                full_date(to)
            )));
        }
        let comes_out = self.journey.calendar().agreed(to, self.journey.start);
        if comes_out < self.day() {
            return Err(Refusal::BadDate(format!(
                "{} is a day off, and the last working day before it has passed; name a later day",
                full_date(to)
            )));
        }
        let reason = text::line("reason", reason)?;
        let (agreed, acknowledged) = self.agreed(agreed)?;
        let deferral = Deferral {
            mark: self.mark(),
            to,
            reason,
            agreed,
            acknowledged,
            follows: None,
        };
        Ok(vec![
            self.set::<Deferral>(goal.slug().clone(), Some(deferral)),
        ])
    }

    /// Returns who agreed, by the whole name if they take part, and whether the mentor has still to see
    /// it: the hire alone, or somebody who takes no part, agrees for nobody else.
    fn agreed(&self, raw: &str) -> Result<(String, Acknowledgment), Refusal> {
        let agreed = text::line("name of who agreed", raw)?;
        let known = find::person(&self.journey.people, &agreed).ok();
        let hire = self.journey.people.person(Party::Hire);
        let by_another = known
            .as_ref()
            .is_some_and(|known| Some(known.person) != hire);
        let is_known = by_another || self.author.party == Party::Mentor;
        let acknowledged = match is_known {
            true => Acknowledgment::NotNeeded,
            false => Acknowledgment::Wanted,
        };
        Ok((known.map_or(agreed, |known| known.name), acknowledged))
    }

    /// Notes that the mentor knows of what was agreed.
    pub(super) fn acknowledge(&self, goal: &Goal) -> Edits {
        let slug = || goal.slug().clone();
        let acknowledged = Acknowledgment::Given(self.mark());
        let mut edits = Vec::new();
        if let Some(mut waiver) = goal.waiver.clone()
            && waiver.acknowledged.is_wanted()
        {
            waiver.acknowledged = acknowledged.clone();
            edits.push(self.set::<Waiver>(slug(), Some(waiver)));
        }
        if let Some(mut deferral) = goal.deferral.clone()
            && deferral.acknowledged.is_wanted()
        {
            deferral.acknowledged = acknowledged;
            edits.push(self.set::<Deferral>(slug(), Some(deferral)));
        }
        match edits.is_empty() {
            true => Err(Refusal::NothingToDo(format!(
                "nothing agreed on {} has to be acknowledged",
                goal.number
            ))),
            false => Ok(edits),
        }
    }

    /// Takes a waiver back, or else a deferral: a goal that comes back keeps its agreed date.
    pub(super) fn restore(&self, goal: &Goal) -> Edits {
        let slug = goal.slug().clone();
        let edit = match (&goal.waiver, &goal.deferral) {
            (Some(_), _) => self.set::<Waiver>(slug, None),
            (None, Some(_)) => self.set::<Deferral>(slug, None),
            (None, None) => {
                return Err(Refusal::NothingToDo(format!(
                    "{} is neither waived nor deferred",
                    goal.number
                )));
            }
        };
        Ok(vec![edit])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::*;
    use crate::domain::plan::people::Party;
    use rstest::rstest;

    #[test]
    fn a_wait_is_entered_since_today_or_a_day_before() {
        let mut run = Run::new().on("2026-03-05");
        run.hire(&block("team", None));
        run.hire(&block("access", Some("2026-03-03")));
        let since = |name| run.goal(name).blocker.as_ref().unwrap().since;
        assert_eq!(since("team"), day("2026-03-05"));
        assert_eq!(since("access"), day("2026-03-03"));
    }

    #[test]
    fn one_wait_at_a_time_and_none_from_tomorrow() {
        let mut run = Run::new();
        let refusal = run.decide(Party::Hire, &block("team", Some("2026-03-03")));
        insta::assert_snapshot!(refusal.unwrap_err(), @r"30.1 cannot wait since Tue 3 Mar 2026, which is still to come");
        run.hire(&block("team", None));
        let refusal = run.decide(Party::Mentor, &block("team", None));
        insta::assert_snapshot!(refusal.unwrap_err(), @"30.1 already waits on IT; clear that first");
        run.mentor(&clear("team"));
        assert_eq!(run.goal("team").blocker, None);
    }

    #[test]
    fn a_waived_goal_comes_back_as_it_was() {
        let mut run = Run::new();
        run.hire(&tick("talk", "first"));
        run.hire(&claim("talk"));
        let before = run.journey.clone();
        run.mentor(&waive("talk"));
        assert_eq!(run.goal("talk").state(), GoalState::Waived);
        run.hire(&restore("talk"));
        assert_eq!(run.journey, before);
    }

    #[test]
    fn restoring_a_waived_goal_keeps_its_agreed_date() {
        let mut run = Run::new();
        let before = run.journey.clone();
        run.hire(&defer("team", "2026-04-20"));
        let deferred = run.journey.clone();
        run.hire(&waive("team"));
        run.hire(&restore("team"));
        assert_eq!(run.journey, deferred);
        run.hire(&restore("team"));
        assert_eq!(run.journey, before);
    }

    #[test]
    fn a_deferral_is_moved_again() {
        let mut run = Run::new();
        run.hire(&defer("team", "2026-04-20"));
        run.hire(&defer("team", "2026-04-27"));
        let deferral = run.goal("team").deferral.as_ref().unwrap();
        assert_eq!(deferral.to, day("2026-04-27"));
        assert_eq!(deferral.agreed, "Bo");
    }

    #[rstest]
    #[case("team", "2026-03-05", true)]
    #[case("team", "2026-03-04", false)]
    #[case("share", "2026-12-01", false)]
    fn a_date_is_moved_to_today_or_later(#[case] goal: &str, #[case] to: &str, #[case] fine: bool) {
        let run = Run::new().on("2026-03-05");
        assert_eq!(run.decide(Party::Hire, &defer(goal, to)).is_ok(), fine);
    }

    #[test]
    fn before_the_start_no_date_is_moved_before_it() {
        let run = Run::new().on("2026-02-02");
        let early = run.decide(Party::Hire, &defer("team", "2026-02-27"));
        assert!(matches!(early, Err(Refusal::BadDate(_))));
        assert!(run.decide(Party::Hire, &defer("team", START)).is_ok());
    }

    #[test]
    fn an_agreement_needs_a_reason_and_a_name() {
        let run = Run::new();
        for (reason, agreed) in [("", "Bo"), ("late data", " ")] {
            let waive = crate::domain::acts::act::Act::Waive {
                goal: slug("team"),
                reason: reason.to_owned(),
                agreed: agreed.to_owned(),
            };
            let refusal = run.decide(Party::Hire, &waive);
            assert!(matches!(refusal, Err(Refusal::Text(_))));
        }
    }
}
