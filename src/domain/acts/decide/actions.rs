//! Actions: agreed, changed, done, dropped.

use chrono::NaiveDate;

use super::{Case, Edits, Refusal};
use crate::domain::acts::act::Whom;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::action::{Action, Doer, Dropped, Entry, State};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::kinds::Edit;
use crate::domain::record::kinds::action::{Done, Drop, Due, Owner, Text};
use crate::domain::record::meeting::{Topic, Treatment};
use crate::domain::words::text;
use crate::domain::words::when::full_date;

impl Case<'_> {
    pub(super) fn action(
        &self,
        raw: &str,
        owner: &Whom,
        due: Option<NaiveDate>,
        goal: Option<&Slug>,
        topic: Option<&Topic>,
    ) -> Edits {
        let owner = self.doer(owner)?;
        if let Some(slug) = goal {
            self.goal(slug)?;
        }
        self.check_due(due)?;
        let entry = Entry {
            by: self.author.clone(),
            on: self.day(),
            goal: goal.cloned(),
            meeting: self.journey.meetings.open().map(|(id, _)| id),
        };
        let mut edits = vec![
            self.set::<Entry>(self.id, Some(entry)),
            self.set::<Text>(self.id, Some(text::line("action", raw)?)),
            self.set::<Owner>(self.id, Some(owner)),
        ];
        if due.is_some() {
            edits.push(self.set::<Due>(self.id, due));
        }
        edits.extend(topic.and_then(|topic| self.dealt_with(topic)));
        Ok(edits)
    }

    pub(super) fn change_action(
        &self,
        action: ChangeId,
        raw: Option<&str>,
        owner: Option<&Whom>,
        due: Option<Option<NaiveDate>>,
    ) -> Edits {
        let from = self.entered_action(action)?;
        match from.state() {
            State::Open => {}
            State::Done => return nothing("that action is done; open it again to change it"),
            State::Dropped => {
                return nothing("that action was dropped; open it again to change it");
            }
        }
        let text = raw.map(|raw| text::line("action", raw)).transpose()?;
        let text = text.filter(|text| *text != from.text);
        let owner = owner.map(|owner| self.doer(owner)).transpose()?;
        let owner = owner.filter(|owner| from.owner.as_ref() != Some(owner));
        let due = due.filter(|due| *due != from.due);
        self.check_due(due.flatten())?;
        let edits = [
            text.map(|text| self.set::<Text>(action, Some(text))),
            owner.map(|owner| self.set::<Owner>(action, Some(owner))),
            due.map(|due| self.set::<Due>(action, due)),
        ];
        let edits: Vec<Edit> = edits.into_iter().flatten().collect();
        match edits.is_empty() {
            true => nothing("that action says so already"),
            false => Ok(edits),
        }
    }

    pub(super) fn drop_action(&self, action: ChangeId, reason: &str) -> Edits {
        match self.entered_action(action)?.state() {
            State::Open => {}
            State::Done => return nothing("that action is done, so it cannot be dropped"),
            State::Dropped => return nothing("that action was dropped already"),
        }
        let dropped = Dropped {
            mark: self.mark(),
            reason: text::line("reason", reason)?,
        };
        Ok(vec![self.set::<Drop>(action, Some(dropped))])
    }

    pub(super) fn finish(&self, action: ChangeId, done: bool) -> Edits {
        match (self.entered_action(action)?.state(), done) {
            (State::Open, true) => Ok(vec![self.set::<Done>(action, Some(self.mark()))]),
            (State::Done, false) => Ok(vec![self.set::<Done>(action, None)]),
            (State::Dropped, false) => Ok(vec![self.set::<Drop>(action, None)]),
            (State::Done, true) => nothing("that action is done already"),
            (State::Dropped, true) => nothing("that action was dropped; open it again first"),
            (State::Open, false) => nothing("that action is open"),
        }
    }

    fn entered_action(&self, action: ChangeId) -> Result<&Action, Refusal> {
        let actions = &self.journey.meetings.actions;
        actions.get(&action).ok_or(Refusal::NoSuch("action"))
    }

    /// Returns who does it, by the name of now. A name of the journey means that person.
    fn doer(&self, whom: &Whom) -> Result<Doer, Refusal> {
        let people = &self.journey.people;
        match whom {
            Whom::Party(party) => {
                let author = people.author(*party).map(Doer::Inside);
                author.ok_or_else(|| {
                    let words = format!("no {} is named; name one first", party.word());
                    Refusal::NothingToDo(words)
                })
            }
            Whom::Outside(raw) => {
                let outside = text::line("owner", raw)?;
                let mut authors = people.authors();
                Ok(match authors.find(|author| author.name == outside) {
                    Some(author) => Doer::Inside(author),
                    None => Doer::Outside { outside },
                })
            }
        }
    }

    fn check_due(&self, due: Option<NaiveDate>) -> Result<(), Refusal> {
        match due {
            Some(due) if due < self.day() => Err(Refusal::BadDate(format!(
                "{} has passed; an action is due today or later",
                full_date(due)
            ))),
            _ => Ok(()),
        }
    }

    /// Returns the edit that ticks a line of the open 1:1 of which an action was made. What the manager
    /// does between the two ticks nothing.
    fn dealt_with(&self, topic: &Topic) -> Option<Edit> {
        if self.author.party == Party::Manager {
            return None;
        }
        let (meeting, open) = self.journey.meetings.open()?;
        let to = Some(Treatment::Discussed);
        let is_discussed = open.treated.get(topic).copied() == to;
        (!is_discussed).then(|| self.set::<Treatment>((meeting, topic.clone()), to))
    }
}

fn nothing(words: &str) -> Edits {
    Err(Refusal::NothingToDo(words.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::{Act, MeetingAct};
    use crate::domain::fixture::*;
    use crate::domain::record::refusal::UndoRefusal;

    fn refused(run: &Run, act: &Act) -> String {
        run.decide(Party::Hire, act).unwrap_err().to_string()
    }

    fn change(action: ChangeId) -> MeetingAct {
        MeetingAct::ChangeAction {
            action,
            text: None,
            owner: None,
            due: None,
        }
    }

    fn drop_it(action: ChangeId, reason: &str) -> Act {
        Act::Meeting(MeetingAct::DropAction {
            action,
            reason: reason.to_owned(),
        })
    }

    fn outside(name: &str) -> Act {
        Act::Meeting(MeetingAct::Action {
            text: "Open the firewall".to_owned(),
            owner: Whom::Outside(name.to_owned()),
            due: None,
            goal: None,
            topic: None,
        })
    }

    #[test]
    fn words_owner_and_date_change_together_and_one_undo_takes_them_back() {
        let mut run = Run::new();
        let id = run.hire(&action("Ask IT", Party::Hire, Some("2026-03-06")));
        let before = run.journey.clone();
        run.mentor(&Act::Meeting(MeetingAct::ChangeAction {
            action: id,
            text: Some("Ask IT for a larger disk".to_owned()),
            owner: Some(Whom::Party(Party::Mentor)),
            due: Some(None),
        }));
        let changed = &run.journey.meetings.actions[&id];
        assert_eq!(changed.text, "Ask IT for a larger disk");
        assert_eq!((changed.owner(), changed.due), ("Bo", None));
        run.undo(Party::Mentor, None).unwrap();
        assert_eq!(run.journey, before);
    }

    #[test]
    fn what_stands_already_or_has_passed_is_no_change() {
        let mut run = Run::new();
        let id = run.hire(&action("Ask IT", Party::Hire, Some("2026-03-06")));
        let same = MeetingAct::ChangeAction {
            action: id,
            text: Some(" Ask  IT ".to_owned()),
            owner: Some(Whom::Outside("Ada".to_owned())),
            due: Some(Some(day("2026-03-06"))),
        };
        insta::assert_snapshot!(refused(&run, &Act::Meeting(same)), @"that action says so already");
        insta::assert_snapshot!(refused(&run, &Act::Meeting(change(id))), @"that action says so already");
        let run = run.on("2026-03-05");
        let passed = MeetingAct::ChangeAction {
            action: id,
            text: None,
            owner: None,
            due: Some(Some(day("2026-03-04"))),
        };
        insta::assert_snapshot!(refused(&run, &Act::Meeting(passed)), @"Wed 4 Mar 2026 has passed; an action is due today or later");
    }

    #[test]
    fn one_that_is_dropped_says_why_and_can_be_opened_again() {
        let mut run = Run::new();
        let id = run.hire(&action("Ask IT", Party::Hire, None));
        insta::assert_snapshot!(refused(&run, &drop_it(id, " ")), @"the reason is empty; write something");
        run.mentor(&drop_it(id, "the new laptop has room"));
        assert_eq!(run.journey.meetings.actions[&id].state(), State::Dropped);
        insta::assert_snapshot!(refused(&run, &drop_it(id, "again")), @"that action was dropped already");
        insta::assert_snapshot!(refused(&run, &finish(id)), @"that action was dropped; open it again first");
        insta::assert_snapshot!(refused(&run, &Act::Meeting(change(id))), @"that action was dropped; open it again to change it");
        run.hire(&Act::Meeting(MeetingAct::Finish {
            action: id,
            done: false,
        }));
        assert!(run.journey.meetings.actions[&id].is_open());
        run.hire(&finish(id));
        insta::assert_snapshot!(refused(&run, &drop_it(id, "no")), @"that action is done, so it cannot be dropped");
        insta::assert_snapshot!(refused(&run, &Act::Meeting(change(id))), @"that action is done; open it again to change it");
    }

    #[test]
    fn somebody_outside_may_own_one_by_a_clean_name() {
        let mut run = Run::new();
        let id = run.mentor(&outside("Security\u{1b}[31m team"));
        let theirs = &run.journey.meetings.actions[&id];
        assert_eq!((theirs.owner(), theirs.party()), ("Security team", None));
        assert!(theirs.is_for(Party::Hire) && theirs.is_for(Party::Mentor));
        assert!(!theirs.is_for(Party::Manager));
        insta::assert_snapshot!(refused(&run, &outside(&"x".repeat(10_000))), @"the owner is longer than 300 characters; shorten it");
        insta::assert_snapshot!(refused(&run, &outside("\u{200b}")), @"the owner is empty; write something");
    }

    #[test]
    fn an_entry_is_not_taken_back_while_its_change_stands() {
        let mut run = Run::new();
        let id = run.hire(&action("Ask IT", Party::Hire, None));
        run.mentor(&drop_it(id, "done by somebody else"));
        assert!(matches!(
            run.undo(Party::Hire, Some(id)),
            Err(UndoRefusal::StoodOn(_) | UndoRefusal::Overtaken(_))
        ));
    }
}
