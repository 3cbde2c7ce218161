//! What concerns a journey as a whole: who takes part, when it starts, which days are worked.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{Case, Edits, LEAVE_MAX, Refusal, optional, start_date};
use crate::domain::acts::act::Act;
use crate::domain::plan::calendar::Calendar;
use crate::domain::plan::people::{Party, PersonId};
use crate::domain::plan::week::Week;
use crate::domain::record::course::{Archive, End, Holiday, Leave, LeaveReason};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kinds::course::{Name, Seat, Start};
use crate::domain::record::writing::Visibility;
use crate::domain::words::text::{self, TextError};
use crate::domain::words::when::full_date;

/// Days of a year, in which there has to be a day to work on.
const YEAR: u64 = 365;

/// Returns the act that ends a leave early for somebody who is back on a day. A leave of which no
/// working day is over by then is taken back.
///
/// # Errors
/// A [`Refusal`] where there is no such leave, or it is over by then.
pub fn end_leave(journey: &Journey, leave: ChangeId, back: NaiveDate) -> Result<Act, Refusal> {
    let entered = entered_leave(journey, leave)?;
    if back > entered.until {
        return Err(Refusal::NothingToDo(format!(
            "the leave ends on {} anyway",
            full_date(entered.until)
        )));
    }
    let from = entered.from;
    let last = back.pred_opt();
    Ok(
        match last.filter(|last| journey.working_days_in(from, *last) > 0) {
            Some(until) => Act::MoveLeave { leave, from, until },
            None => Act::DropLeave { leave },
        },
    )
}

fn entered_leave(journey: &Journey, id: ChangeId) -> Result<&Leave, Refusal> {
    let leave = journey.leaves.get(&id);
    leave.ok_or(Refusal::NoSuch("leave"))
}

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
        let is_same = |known: &str| text::folded(known) == text::folded(&name);
        let known = people.known().find(|(_, known)| is_same(known));
        let is_held = party == Party::Mentor && seated.is_some();
        match known {
            Some((person, _)) if Some(person) == seated => {
                let words = format!("the {} is {name} already", party.word());
                Err(Refusal::NothingToDo(words))
            }
            // It keeps who took part, with what each of them said.
            _ if is_held && self.journey.meetings.open().is_some() => Err(Refusal::MeetingHeld),
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
                "the journey starts on {} already",
                full_date(to)
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
            let words = format!("the leave is {} already", leave.span());
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
        // What somebody else wrote is theirs; it is shown nowhere without its leave.
        let reason = self.journey.leave_reasons.get(&id);
        if reason.is_some_and(|reason| reason.author.person == self.author.person) {
            edits.push(self.set::<LeaveReason>(id, None));
        }
        Ok(edits)
    }

    fn entered_leave(&self, id: ChangeId) -> Result<&Leave, Refusal> {
        entered_leave(self.journey, id)
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
        if let Some((_, other)) =
            others.find(|(_, other)| other.from <= until && from <= other.until)
        {
            return bad(format!(
                "it overlaps the leave {}; change that one instead",
                other.span()
            ));
        }
        if self.journey.working_days_in(from, until) > 0 {
            return Ok(());
        }
        let from = full_date(from);
        bad(match full_date(until) {
            until if until == from => format!("{from} is not a working day; no leave is needed"),
            until => format!("{from} to {until} has no working day; no leave is needed"),
        })
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
            let is_new = match self.journey.holidays.get(day) {
                Some(known) => name.is_some() && known.name != name,
                None => true,
            };
            if is_new {
                edits.push(self.set::<Holiday>(*day, Some(Holiday { name })));
            }
        }
        self.refuse_no_working_day(days.keys().copied())?;
        match edits.is_empty() {
            true => Err(Refusal::NothingToDo(match days.keys().next() {
                Some(day) if days.len() == 1 => {
                    format!("{} is a holiday already", full_date(*day))
                }
                _ => "those days are holidays already".to_owned(),
            })),
            false => Ok(edits),
        }
    }

    /// Refuses days off after which a journey would have no day to work on.
    fn refuse_no_working_day(&self, days: impl Iterator<Item = NaiveDate>) -> Result<(), Refusal> {
        let journey = self.journey;
        let known = journey.holidays.keys().copied();
        let calendar = Calendar::new(known.chain(days)).with_week(journey.week);
        let end = journey.start.checked_add_days(Days::new(YEAR));
        let last = end.unwrap_or(journey.start);
        match calendar.working_days(journey.start, last) {
            0 => Err(Refusal::NoWorkingDay(full_date(journey.start))),
            _ => Ok(()),
        }
    }

    pub(super) fn drop_holidays(&self, days: &[NaiveDate]) -> Edits {
        let working = days
            .iter()
            .find(|day| !self.journey.holidays.contains_key(day));
        if let Some(day) = working {
            return Err(Refusal::NothingToDo(format!(
                "{} is not a holiday in this journey",
                full_date(*day)
            )));
        }
        Ok(days
            .iter()
            .map(|day| self.set::<Holiday>(*day, None))
            .collect())
    }

    pub(super) fn archive(&self, end: End, reason: &str) -> Edits {
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
    #[case(Act::MoveStart { to: day(START) }, "the journey starts on Mon 2 Mar 2026 already")]
    #[case(Act::MoveStart { to: day("2101-01-01") }, "a journey starts between 1970 and 2100, not on 2101-01-01")]
    #[case(
        leave("2026-04-10", "2026-04-09"),
        "a leave cannot end on Thu 9 Apr 2026, before it begins on Fri 10 Apr 2026"
    )]
    #[case(
        leave("2026-01-01", "2027-01-02"),
        "a leave lasts at most 366 days; archive the journey and start a new one afterwards"
    )]
    #[case(
        leave("2026-02-23", "2026-03-01"),
        "the journey starts on Mon 2 Mar 2026; a leave before that changes nothing"
    )]
    #[case(
        leave("2026-04-11", "2026-04-12"),
        "Sat 11 Apr 2026 to Sun 12 Apr 2026 has no working day; no leave is needed"
    )]
    #[case(
        leave("2026-04-11", "2026-04-11"),
        "Sat 11 Apr 2026 is not a working day; no leave is needed"
    )]
    #[case(
        Act::DropHolidays { days: vec![day("2026-12-24")] },
        "Thu 24 Dec 2026 is not a holiday in this journey"
    )]
    #[case(Act::Week { week: Week::default() }, "the working week is Mon to Fri already")]
    #[case(
        Act::DropLeave { leave: ChangeId(uuid::Uuid::nil()) },
        "there is no such leave in this journey"
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

    fn holidays(days: &[(&str, Option<&str>)]) -> Act {
        let days = days.iter();
        let days = days.map(|(iso, name)| (day(iso), name.map(str::to_owned)));
        Act::AddHolidays {
            days: days.collect(),
        }
    }

    /// Returns the first and the last day of each leave, by date.
    fn leaves(run: &Run) -> Vec<(NaiveDate, NaiveDate)> {
        let leaves = run.journey.leaves_by_date().into_iter();
        leaves.map(|(_, leave)| (leave.from, leave.until)).collect()
    }

    fn moved(id: ChangeId, from: &str, until: &str) -> Act {
        let (from, until) = (day(from), day(until));
        Act::MoveLeave {
            leave: id,
            from,
            until,
        }
    }

    #[test]
    fn a_leave_needs_a_working_day_of_this_journey() {
        let mut run = Run::new();
        run.hire(&holidays(&[("2026-04-06", None)]));
        let week = "tue-fri".parse().unwrap();
        run.hire(&Act::Week { week });
        let over_easter = leave("2026-04-04", "2026-04-06");
        let refusal = run.decide(Party::Hire, &over_easter).unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "Sat 4 Apr 2026 to Mon 6 Apr 2026 has no working day; no leave is needed"
        );
        run.hire(&leave("2026-04-04", "2026-04-07"));
    }

    #[test]
    fn a_leave_is_changed_and_taken_back_as_it_stands() {
        let mut run = Run::new();
        let first = run.hire(&leave("2026-04-06", "2026-04-10"));
        let second = run.hire(&leave("2026-05-04", "2026-05-08"));
        let refusal = |run: &Run, act: &Act| run.decide(Party::Hire, act).unwrap_err().to_string();
        assert_eq!(
            refusal(&run, &moved(first, "2026-04-06", "2026-04-10")),
            "the leave is Mon 6 Apr 2026 to Fri 10 Apr 2026 already"
        );
        assert_eq!(
            refusal(&run, &moved(second, "2026-04-09", "2026-05-08")),
            "it overlaps the leave Mon 6 Apr 2026 to Fri 10 Apr 2026; change that one instead"
        );
        // It overlaps what it was, and the other one begins where it ends.
        run.mentor(&moved(first, "2026-04-07", "2026-05-03"));
        let second_days = (day("2026-05-04"), day("2026-05-08"));
        assert_eq!(
            leaves(&run),
            [(day("2026-04-07"), day("2026-05-03")), second_days]
        );
        run.mentor(&Act::DropLeave { leave: first });
        assert_eq!(leaves(&run), [second_days]);
        run.undo(Party::Mentor, None).unwrap();
        run.undo(Party::Mentor, None).unwrap();
        assert_eq!(
            leaves(&run),
            [(day("2026-04-06"), day("2026-04-10")), second_days]
        );
    }

    #[rstest]
    #[case::early("2026-04-15", Some("2026-04-14"))]
    #[case::on_a_monday_after_a_day("2026-04-14", Some("2026-04-13"))]
    #[case::on_its_last_day("2026-04-17", Some("2026-04-16"))]
    #[case::on_its_first_working_day("2026-04-13", None)]
    #[case::before_it("2026-04-01", None)]
    fn a_leave_ends_the_day_before_somebody_is_back(
        #[case] back: &str,
        #[case] until: Option<&str>,
    ) {
        let mut run = Run::new();
        // It begins on a Saturday.
        let id = run.hire(&leave("2026-04-11", "2026-04-17"));
        let act = end_leave(&run.journey, id, day(back)).unwrap();
        run.hire(&act);
        let expected = until.map(|until| (day("2026-04-11"), day(until)));
        assert_eq!(leaves(&run), Vec::from_iter(expected));
        run.undo(Party::Hire, None).unwrap();
        assert_eq!(leaves(&run), [(day("2026-04-11"), day("2026-04-17"))]);
    }

    #[test]
    fn a_leave_that_is_over_ends_no_more() {
        let mut run = Run::new();
        let id = run.hire(&leave("2026-04-13", "2026-04-17"));
        let refusal = end_leave(&run.journey, id, day("2026-04-18")).unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "the leave ends on Fri 17 Apr 2026 anyway"
        );
        run.hire(&Act::DropLeave { leave: id });
        let refusal = end_leave(&run.journey, id, day("2026-04-14")).unwrap_err();
        assert_eq!(refusal, Refusal::NoSuch("leave"));
    }

    #[test]
    fn holidays_come_and_go_and_keep_their_names() {
        let mut run = Run::new();
        run.hire(&holidays(&[
            ("2026-12-25", Some("Christmas")),
            ("2026-12-26", None),
        ]));
        let one = holidays(&[("2026-12-25", None)]);
        let refusal = run.decide(Party::Hire, &one).unwrap_err();
        assert_eq!(refusal.to_string(), "Fri 25 Dec 2026 is a holiday already");
        let both = holidays(&[("2026-12-25", None), ("2026-12-26", Some(" "))]);
        let refusal = run.decide(Party::Hire, &both).unwrap_err();
        assert_eq!(refusal.to_string(), "those days are holidays already");
        run.hire(&holidays(&[
            ("2026-12-25", None),
            ("2026-12-26", Some("Boxing Day")),
        ]));
        let names: Vec<_> = run
            .journey
            .holidays
            .values()
            .map(|h| h.name.clone())
            .collect();
        let name = |text: &str| Some(text.to_owned());
        assert_eq!(names, [name("Christmas"), name("Boxing Day")]);
        let before = run.journey.clone();
        let some = vec![day("2026-12-25"), day("2026-12-27")];
        let some = Act::DropHolidays { days: some };
        run.decide(Party::Hire, &some).unwrap_err();
        let all = vec![day("2026-12-25"), day("2026-12-26")];
        run.hire(&Act::DropHolidays { days: all });
        assert!(run.journey.holidays.is_empty());
        run.undo(Party::Hire, None).unwrap();
        assert_eq!(run.journey, before);
    }

    #[test]
    fn a_private_reason_is_its_authors() {
        let mut run = Run::new();
        let mut act = leave("2026-04-13", "2026-04-17");
        if let Act::Leave { visibility, .. } = &mut act {
            *visibility = Visibility::Private;
        }
        let id = run.hire(&act);
        let reads = |run: &Run, party| run.journey.leave_reason(id, party).is_some();
        assert!(reads(&run, Party::Hire));
        assert!(!reads(&run, Party::Mentor) && !reads(&run, Party::Manager));
        run.mentor(&Act::DropLeave { leave: id });
        run.undo(Party::Mentor, None).unwrap();
        assert!(
            reads(&run, Party::Hire),
            "the mentor took back the days alone"
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
            "the journey has been in the archive since Fri 17 Apr 2026 and stays as it is; `unarchive` takes it out"
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
                "the journey has been in the archive since Fri 17 Apr 2026 and stays as it is; `unarchive` takes it out"
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
