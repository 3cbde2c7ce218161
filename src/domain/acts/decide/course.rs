//! What concerns a journey as a whole: who takes part, when it starts, which days are worked.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Case, Edits, LEAVE_MAX, Refusal, optional, start_date};
use crate::domain::plan::people::{Party, PersonId};
use crate::domain::plan::week::Week;
use crate::domain::record::course::{Archive, End, Holiday, Leave, LeaveReason};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::kinds::course::{Name, Seat, Start};
use crate::domain::record::writing::Visibility;
use crate::domain::words::text::{self, TextError};
use crate::domain::words::when::full_date;

impl Case<'_> {
    /// Corrects a name: the person stays the same.
    pub(super) fn rename(&self, party: Party, raw: &str) -> Edits {
        let name = text::line("name", raw)?;
        let people = &self.journey.people;
        let Some(person) = people.person(party) else {
            let words = format!("no {} is named; name one first", party.word());
            return Err(Refusal::NothingToDo(words));
        };
        if people.name_of(person) == Some(&name) {
            let words = format!("the {} is {name} already", party.word());
            return Err(Refusal::NothingToDo(words));
        }
        Ok(vec![self.set::<Name>(person, Some(name))])
    }

    /// Names another person; one who took part before under that name is the same person again.
    pub(super) fn name(&self, party: Party, raw: &str) -> Edits {
        let people = &self.journey.people;
        let seated = people.person(party);
        let Some(name) = optional("name", raw)? else {
            return match (party, seated) {
                (Party::Hire, _) => Err(TextError::Empty { what: "name" }.into()),
                (_, None) => {
                    let words = format!("no {} is named", party.word());
                    Err(Refusal::NothingToDo(words))
                }
                (_, Some(_)) => Ok(vec![self.set::<Seat>(party, None)]),
            };
        };
        if party == Party::Hire {
            return self.rename(party, &name);
        }
        let is_same = |known: &str| known.to_lowercase() == name.to_lowercase();
        let known = people.known().find(|(_, known)| is_same(known));
        match known {
            Some((person, _)) if Some(person) == seated => {
                let words = format!("the {} is {name} already", party.word());
                Err(Refusal::NothingToDo(words))
            }
            Some((person, _)) => Ok(vec![self.set::<Seat>(party, Some(person))]),
            None => {
                let person = PersonId(self.id.0);
                Ok(vec![
                    self.set::<Seat>(party, Some(person)),
                    self.set::<Name>(person, Some(name)),
                ])
            }
        }
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

    pub(super) fn leave(
        &self,
        from: NaiveDate,
        until: NaiveDate,
        reason: &str,
        visibility: Visibility,
    ) -> Edits {
        self.check_leave(from, until, None)?;
        let leave = Leave {
            from,
            until,
            mark: self.mark(),
        };
        let mut edits = vec![self.set::<Leave>(self.id, Some(leave))];
        if let Some(text) = optional("reason", reason)? {
            let author = self.author.clone();
            let reason = LeaveReason {
                author,
                text,
                visibility,
            };
            edits.push(self.set::<LeaveReason>(self.id, Some(reason)));
        }
        Ok(edits)
    }

    pub(super) fn move_leave(&self, id: ChangeId, from: NaiveDate, until: NaiveDate) -> Edits {
        let leave = self.entered_leave(id)?;
        if (leave.from, leave.until) == (from, until) {
            let words = format!(
                "the leave lasts from {} to {} already",
                full_date(from),
                full_date(until)
            );
            return Err(Refusal::NothingToDo(words));
        }
        self.check_leave(from, until, Some(id))?;
        let leave = Leave {
            from,
            until,
            ..leave.clone()
        };
        Ok(vec![self.set::<Leave>(id, Some(leave))])
    }

    /// Takes a leave back. What others wrote about it for themselves stays theirs.
    pub(super) fn drop_leave(&self, id: ChangeId) -> Edits {
        self.entered_leave(id)?;
        let mut edits = vec![self.set::<Leave>(id, None)];
        let reason = self.journey.leave_reasons.get(&id);
        let is_seen = reason.is_some_and(|reason| {
            let (party, author) = (self.author.party, reason.author.person);
            self.journey.may_read(party, reason.audience(), author)
        });
        if is_seen {
            edits.push(self.set::<LeaveReason>(id, None));
        }
        Ok(edits)
    }

    fn entered_leave(&self, id: ChangeId) -> Result<&Leave, Refusal> {
        let leave = self.journey.leaves.get(&id);
        leave.ok_or(Refusal::NoSuch("leave"))
    }

    /// Refuses days away that make no sense, or that another leave holds.
    fn check_leave(
        &self,
        from: NaiveDate,
        until: NaiveDate,
        own: Option<ChangeId>,
    ) -> Result<(), Refusal> {
        let bad = |words: String| Err(Refusal::BadDate(words));
        if until < from {
            return bad(format!(
                "a leave cannot end on {}, before it begins on {}",
                full_date(until),
                full_date(from)
            ));
        }
        if (until - from).num_days() >= LEAVE_MAX {
            return bad(format!(
                "a leave lasts at most {LEAVE_MAX} days; archive the journey and start a new one afterwards"
            ));
        }
        if until < self.journey.start {
            return bad(format!(
                "the journey starts on {}; a leave before that changes nothing",
                full_date(self.journey.start)
            ));
        }
        let mut others = self
            .journey
            .leaves
            .iter()
            .filter(|(id, _)| Some(**id) != own);
        match others.find(|(_, other)| other.from <= until && from <= other.until) {
            Some((_, other)) => bad(format!(
                "it overlaps the leave from {} to {}; change that one instead",
                full_date(other.from),
                full_date(other.until)
            )),
            None => Ok(()),
        }
    }

    pub(super) fn set_week(&self, week: Week) -> Edits {
        if week == self.journey.week {
            return Err(Refusal::NothingToDo(format!(
                "the working week is {week} already"
            )));
        }
        Ok(vec![self.set::<Week>((), Some(week))])
    }

    pub(super) fn add_holidays(&self, days: &BTreeMap<NaiveDate, Option<String>>) -> Edits {
        let mut edits = Vec::new();
        for (day, name) in days {
            let name = optional("name of a holiday", name.as_deref().unwrap_or_default())?;
            let holiday = Holiday { name };
            if self.journey.holidays.get(day) != Some(&holiday) {
                edits.push(self.set::<Holiday>(*day, Some(holiday)));
            }
        }
        match edits.is_empty() {
            true => Err(Refusal::NothingToDo(
                "those days are off already".to_owned(),
            )),
            false => Ok(edits),
        }
    }

    pub(super) fn drop_holidays(&self, days: &[NaiveDate]) -> Edits {
        let working = days
            .iter()
            .find(|day| !self.journey.holidays.contains_key(day));
        if let Some(day) = working {
            return Err(Refusal::NothingToDo(format!(
                "{} is no holiday here",
                full_date(*day)
            )));
        }
        Ok(days
            .iter()
            .map(|day| self.set::<Holiday>(*day, None))
            .collect())
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
        assert_eq!(run.journey.people.mentor(), Some("Di"));
        assert_eq!(run.journey.people.manager(), None);
        assert_eq!(run.journey.people.hire(), "Ada Lovelace");
        assert_eq!(run.log.last().unwrap().author.name, "Di");
    }

    #[rstest]
    #[case(name(Party::Hire, ""), "the name is empty; write something")]
    #[case(name(Party::Mentor, " Bo "), "the mentor is Bo already")]
    #[case(Act::MoveStart { to: day(START) }, "the journey starts on 2026-03-02 already")]
    #[case(Act::MoveStart { to: day("2101-01-01") }, "a journey starts between 1970 and 2100, not on 2101-01-01")]
    #[case(
        leave("2026-04-10", "2026-04-09"),
        "a leave cannot end on Thu 9 Apr 2026, before it begins on Fri 10 Apr 2026"
    )]
    #[case(
        leave("2026-01-01", "2027-01-02"),
        "a leave lasts at most 366 days; archive the journey and start a new one afterwards"
    )]
    fn what_makes_no_sense_is_refused(#[case] act: Act, #[case] told: &str) {
        assert_eq!(refusal(&act), told);
    }

    #[test]
    fn leaves_are_kept_in_the_order_in_which_they_were_entered() {
        let mut run = Run::new();
        run.hire(&leave("2026-05-04", "2026-05-08"));
        run.hire(&leave("2026-04-06", "2026-04-06"));
        let from: Vec<NaiveDate> = run
            .journey
            .leaves
            .values()
            .map(|leave| leave.from)
            .collect();
        assert_eq!(from, [day("2026-05-04"), day("2026-04-06")]);
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
    #[case(leave("2026-05-04", "2026-05-08"))]
    #[case(meet())]
    fn a_journey_in_the_archive_stays_as_it_is(#[case] act: Act) {
        let mut run = Run::new().on("2026-04-17");
        run.hire(&archive(End::Finished));
        for party in [Party::Hire, Party::Mentor, Party::Manager] {
            assert_eq!(
                run.decide(party, &act).unwrap_err().to_string(),
                "the journey is in the archive since Fri 17 Apr 2026 and stays as it is; `unarchive` takes it out"
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
