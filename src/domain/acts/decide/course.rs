//! What concerns a journey as a whole: who takes part, when it starts, when it rests.

use chrono::NaiveDate;

use super::{Case, Edits, PAUSE_MAX, Refusal, optional, start_date};
use crate::domain::plan::calendar::Pause;
use crate::domain::plan::people::Party;
use crate::domain::record::course::{Archive, End};
use crate::domain::record::kinds::course::{Name, Pauses, Start};
use crate::domain::words::text;

impl Case<'_> {
    pub(super) fn name(&self, party: Party, raw: &str) -> Edits {
        let from = self.journey.people.name(party).map(str::to_owned);
        let to = match party {
            Party::Hire => Some(text::line("name", raw)?),
            Party::Mentor | Party::Manager => optional("name", raw)?,
        };
        if from == to {
            return Err(Refusal::NothingToDo(match to {
                Some(name) => format!("the {} is {name} already", party.word()),
                None => format!("no {} is named", party.word()),
            }));
        }
        Ok(vec![self.set::<Name>(party, to)])
    }

    pub(super) fn move_start(&self, to: NaiveDate) -> Edits {
        let to = start_date(to)?;
        if to == self.journey.start {
            return Err(Refusal::NothingToDo(format!(
                "the journey starts on {to} already"
            )));
        }
        Ok(vec![self.set::<Start>((), Some(to))])
    }

    pub(super) fn pause(&self, from: NaiveDate, until: NaiveDate, reason: &str) -> Edits {
        if until < from {
            return Err(Refusal::BadDate(format!(
                "a leave cannot end on {until}, before it begins on {from}"
            )));
        }
        if (until - from).num_days() >= PAUSE_MAX {
            return Err(Refusal::BadDate(format!(
                "a leave of more than {PAUSE_MAX} days is more than a pause; start a new journey afterwards"
            )));
        }
        let mut to = self.journey.pauses.clone();
        to.push(Pause {
            from,
            until,
            reason: optional("reason", reason)?,
        });
        Ok(vec![self.set::<Pauses>((), Some(to))])
    }

    pub(super) fn archive(&self, end: End, reason: &str) -> Edits {
        if let Some(archive) = &self.journey.archive {
            return Err(Refusal::NothingToDo(format!(
                "the journey is in the archive since {}",
                archive.mark.on
            )));
        }
        let archive = Archive {
            mark: self.mark(),
            end,
            reason: optional("reason", reason)?,
        };
        Ok(vec![self.set::<Archive>((), Some(archive))])
    }

    pub(super) fn unarchive(&self) -> Edits {
        if self.journey.archive.is_none() {
            let words = "the journey is not in the archive".to_owned();
            return Err(Refusal::NothingToDo(words));
        }
        Ok(vec![self.set::<Archive>((), None)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::Act;
    use crate::domain::fixture::*;
    use crate::domain::record::writing::Visibility;
    use rstest::rstest;

    fn refusal(act: &Act) -> String {
        Run::new().decide(Party::Hire, act).unwrap_err().to_string()
    }

    #[test]
    fn people_come_go_and_change_their_names() {
        let mut run = Run::new();
        run.hire(&name(Party::Mentor, "Di"));
        run.hire(&name(Party::Manager, ""));
        run.mentor(&name(Party::Hire, "Ada Lovelace"));
        assert_eq!(run.journey.people.mentor.as_deref(), Some("Di"));
        assert_eq!(run.journey.people.manager, None);
        assert_eq!(run.journey.people.hire, "Ada Lovelace");
        assert_eq!(run.log.last().unwrap().author.name, "Di");
    }

    #[rstest]
    #[case(name(Party::Hire, ""), "the name is empty; write something")]
    #[case(name(Party::Mentor, " Bo "), "the mentor is Bo already")]
    #[case(Act::MoveStart { to: day(START) }, "the journey starts on 2026-03-02 already")]
    #[case(Act::MoveStart { to: day("2101-01-01") }, "a journey starts between 1970 and 2100, not on 2101-01-01")]
    #[case(
        pause("2026-04-10", "2026-04-09"),
        "a leave cannot end on 2026-04-09, before it begins on 2026-04-10"
    )]
    #[case(
        pause("2026-01-01", "2027-01-02"),
        "a leave of more than 366 days is more than a pause; start a new journey afterwards"
    )]
    fn what_makes_no_sense_is_refused(#[case] act: Act, #[case] told: &str) {
        assert_eq!(refusal(&act), told);
    }

    #[test]
    fn leaves_are_kept_in_the_order_in_which_they_were_entered() {
        let mut run = Run::new();
        run.hire(&pause("2026-05-04", "2026-05-08"));
        run.hire(&pause("2026-04-06", "2026-04-06"));
        run.hire(&pause("2026-01-01", "2027-01-01"));
        let from: Vec<NaiveDate> = run.journey.pauses.iter().map(|pause| pause.from).collect();
        assert_eq!(
            from,
            [day("2026-05-04"), day("2026-04-06"), day("2026-01-01")]
        );
    }

    fn archive(end: End) -> Act {
        Act::Archive {
            end,
            reason: "moved to Berlin".to_owned(),
        }
    }

    #[test]
    fn a_journey_ends_with_a_reason_and_comes_back() {
        let mut run = Run::new().on("2026-04-17");
        run.mentor(&archive(End::Left));
        let kept = run.journey.archive.clone().unwrap();
        assert_eq!((kept.end, kept.mark.by.as_str()), (End::Left, "Bo"));
        assert_eq!(kept.reason.as_deref(), Some("moved to Berlin"));
        let again = run.decide(Party::Hire, &archive(End::Finished));
        assert_eq!(
            again.unwrap_err().to_string(),
            "the journey is in the archive since 2026-04-17"
        );
        run.hire(&Act::Unarchive);
        assert_eq!(run.journey.archive, None);
        let again = run.decide(Party::Hire, &Act::Unarchive).unwrap_err();
        assert_eq!(again.to_string(), "the journey is not in the archive");
    }

    #[rstest]
    #[case(claim("team"))]
    #[case(confirm("nowhere"))]
    #[case(waive("team"))]
    #[case(evidence("team", "a.md", ""))]
    #[case(name(Party::Hire, "Di"))]
    #[case(pause("2026-05-04", "2026-05-08"))]
    #[case(meet())]
    fn a_journey_in_the_archive_stays_as_it_is(#[case] act: Act) {
        let mut run = Run::new().on("2026-04-17");
        run.hire(&archive(End::Finished));
        for party in [Party::Hire, Party::Mentor, Party::Manager] {
            assert_eq!(
                run.decide(party, &act).unwrap_err().to_string(),
                "the journey is in the archive since 2026-04-17 and stays as it is; `unarchive` takes it out"
            );
        }
    }

    #[test]
    fn a_word_can_be_said_about_a_journey_in_the_archive_and_undo_goes_on() {
        let mut run = Run::new();
        run.hire(&archive(End::ChangedRole));
        run.hire(&note(None, "What I would do otherwise", Visibility::Shared));
        run.hire(&note(Some("team"), "Well done", Visibility::Private));
        assert_eq!(run.journey.notes.len(), 1);
        run.undo(Party::Hire, None).unwrap();
        run.undo(Party::Hire, None).unwrap();
        run.undo(Party::Hire, None).unwrap();
        assert_eq!(run.journey.archive, None);
        run.redo(Party::Hire).unwrap();
        assert!(run.journey.archive.is_some());
    }
}
