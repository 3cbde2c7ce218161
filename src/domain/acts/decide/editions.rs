//! What follows from taking another edition of the plan, and who has to agree to it.

use super::{Case, Edits, Refusal, optional};
use crate::domain::acts::edition::{difference, take};
use crate::domain::acts::find;
use crate::domain::plan::people::{Author, Party};
use crate::domain::plan::role::Plan;
use crate::domain::record::course::Consent;

impl Case<'_> {
    pub(super) fn update(&self, plan: &Plan, agreed: &str) -> Edits {
        let mut edits = take(self.journey, self.world.guide, plan)?;
        let consent = self.consent(plan, agreed)?.map(|agreed| Consent {
            mark: self.mark(),
            agreed,
        });
        edits.extend(consent.map(|consent| self.set::<Consent>(self.id, Some(consent))));
        Ok(edits)
    }

    /// Returns who agreed to an edition: whoever is named, or the mentor who takes it. A goal that
    /// is dropped or moved was agreed on with the mentor, so it is the mentor who has to agree.
    fn consent(&self, plan: &Plan, agreed: &str) -> Result<Option<String>, Refusal> {
        let difference = difference(self.journey, self.world.guide, plan);
        let goals = difference.needs_consent();
        let named = optional("name of who agreed", agreed)?
            .map(|name| self.takes_part(&name))
            .transpose()?;
        let mentor = self.journey.people.author(Party::Mentor);
        match (named, mentor) {
            (named, Some(mentor)) if !goals.is_empty() => match named {
                _ if self.author.party == Party::Mentor => Ok(Some(mentor.name)),
                Some(named) if named.party == Party::Mentor => Ok(Some(named.name)),
                Some(named) => Err(Refusal::NotTheirs(format!(
                    "{named}, cannot agree to this; {}, the mentor, has to",
                    mentor.name
                ))),
                None => Err(Refusal::NeedsConsent {
                    mentor: mentor.name,
                    goals: goals.join(", "),
                }),
            },
            (named, _) => Ok(named.map(|named| named.name)),
        }
    }

    fn takes_part(&self, name: &str) -> Result<Author, Refusal> {
        find::author(self.journey, name).map_err(|_| {
            let authors = self.journey.people.authors();
            let people: Vec<String> = authors.map(|author| author.to_string()).collect();
            Refusal::NotTheirs(format!(
                "‘{name}’ takes no part in this journey and cannot agree; there are {}",
                people.join("; ")
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::Act;
    use crate::domain::fixture::*;
    use crate::domain::plan::milestone::Milestone;
    use crate::domain::telling::history::lines;
    use rstest::rstest;

    /// An edition without `team`.
    fn without_team() -> Plan {
        let mut plan = plan();
        plan.role.edition = 2;
        plan.goals.retain(|goal| goal.slug.as_str() != "team");
        plan
    }

    /// An edition with `fix` a milestone later.
    fn with_a_move() -> Plan {
        let mut plan = plan();
        plan.role.edition = 2;
        for goal in plan
            .goals
            .iter_mut()
            .filter(|goal| goal.slug.as_str() == "fix")
        {
            goal.milestone = Milestone::DAY_90;
        }
        plan.goals.sort_by_key(|goal| goal.milestone);
        plan
    }

    /// An edition with other words.
    fn reworded() -> Plan {
        let mut plan = plan();
        plan.role.edition = 2;
        plan.goals[0].title = "Meet them all".to_owned();
        plan
    }

    fn update(plan: Plan, agreed: &str) -> Act {
        Act::Update {
            plan: Box::new(plan),
            agreed: agreed.to_owned(),
        }
    }

    #[rstest]
    #[case(
        without_team(),
        "",
        "Bo, the mentor, has to agree, since it drops or moves 30.1"
    )]
    #[case(
        with_a_move(),
        "",
        "Bo, the mentor, has to agree, since it drops or moves 60.1"
    )]
    #[case(
        without_team(),
        "Cy",
        "Cy, the manager, cannot agree to this; Bo, the mentor, has to"
    )]
    #[case(
        without_team(),
        "Ada",
        "Ada, the hire, cannot agree to this; Bo, the mentor, has to"
    )]
    #[case(
        reworded(),
        "Zoe",
        "‘Zoe’ takes no part in this journey and cannot agree; there are Ada, the hire; Bo, the mentor; Cy, the manager"
    )]
    fn an_edition_without_the_consent_that_it_needs_is_refused(
        #[case] plan: Plan,
        #[case] agreed: &str,
        #[case] told: &str,
    ) {
        let run = Run::new();
        let refusal = run.decide(Party::Hire, &update(plan, agreed));
        assert_eq!(refusal.unwrap_err().to_string(), told);
    }

    #[rstest]
    #[case(Party::Hire, without_team(), "Bo", Some("Bo"))]
    #[case(Party::Manager, with_a_move(), "mentor", Some("Bo"))]
    #[case(Party::Mentor, without_team(), "", Some("Bo"))]
    #[case(Party::Hire, reworded(), "", None)]
    #[case(Party::Hire, reworded(), "Cy", Some("Cy"))]
    fn it_is_kept_who_agreed(
        #[case] party: Party,
        #[case] plan: Plan,
        #[case] agreed: &str,
        #[case] kept: Option<&str>,
    ) {
        let mut run = Run::new();
        let save = run.decide(party, &update(plan, agreed)).unwrap();
        let change = run.note_down(party, save);
        let consent = run.journey.consents.get(&change);
        assert_eq!(consent.map(|consent| consent.agreed.as_str()), kept);
        run.undo(party, None).unwrap();
        assert_eq!(run.journey, Run::new().journey);
    }

    #[test]
    fn nobody_has_to_agree_without_a_mentor() {
        let mut run = Run::new();
        run.hire(&name(Party::Mentor, ""));
        run.hire(&update(without_team(), ""));
        assert!(run.journey.consents.is_empty());
    }

    #[test]
    fn the_history_says_who_agreed() {
        let mut run = Run::new();
        run.hire(&update(without_team(), "Bo"));
        run.undo(Party::Hire, None).unwrap();
        run.mentor(&update(without_team(), ""));
        let told = lines(&run.journey, &run.log, Party::Hire);
        let told: Vec<&str> = told.iter().map(|line| line.text.as_str()).collect();
        insta::assert_snapshot!(told.join("\n"), @r"
        started the journey as Tester
        updated the plan: from edition 1 to edition 2; Bo agreed
        undid: updated the plan: from edition 1 to edition 2
        updated the plan: from edition 1 to edition 2
        ");
    }
}
