//! What a key asks of the agenda, of the record, of the whole 1:1.

use std::collections::BTreeMap;

use super::{Entry, MeetingView, Side};
use crate::app::command::Command as C;
use crate::app::form::{FormKind, MeetingForm};
use crate::app::goals::is_agreed;
use crate::app::hand_out::ask_for_minutes;
use crate::app::message::Next;
use crate::app::shared::Shared;
use crate::domain::acts::act::{Act, MeetingAct};
use crate::domain::record::change::Change;
use crate::domain::record::goal::Goal;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::kinds::Edit;
use crate::domain::record::meeting::{Meeting, Topic, Treatment};
use crate::domain::record::verb::Verb;

pub(super) fn act(act: MeetingAct) -> Next {
    Act::Meeting(act).into()
}

pub(super) fn fill_in(form: MeetingForm) -> Next {
    Next::FillIn(form.into())
}

impl Shared {
    /// Opens the form that rates: in the open 1:1, or ahead of the next one.
    pub(in crate::app) fn rate(&mut self) -> Next {
        let any = Act::Meeting(MeetingAct::Rate {
            role_clarity: 1,
            confidence: 1,
            belonging: 1,
            words: String::new(),
            why: BTreeMap::new(),
        });
        if self.refuses(&any) {
            return Next::NOTHING;
        }
        let party = self.acting;
        let round = self
            .journey
            .as_ref()
            .map(|journey| journey.meetings.round_now());
        round.map_or(Next::NOTHING, |round| {
            fill_in(MeetingForm::Rate { round, party })
        })
    }
}

impl MeetingView {
    /// Says what was done with the selected line, or takes it back where that was said before.
    pub(super) fn treat(&self, shared: &mut Shared, treatment: Treatment) -> Next {
        if self.shown_meeting(shared).is_none() {
            return shared.object("No 1:1 is open; s starts one.");
        }
        let line = match self.side {
            Side::Agenda => self.agenda(shared).into_iter().nth(self.line),
            Side::Record => None,
        };
        let Some(line) = line else {
            return shared.object("Choose a line of the agenda first: ← goes there.");
        };
        act(MeetingAct::Treat {
            topic: line.topic,
            treatment: Some(treatment).filter(|new| line.treatment != Some(*new)),
        })
    }

    /// Returns the goal on which the selected line says that something was agreed, while the mentor has
    /// still to acknowledge it.
    pub(super) fn agreement<'a>(&self, shared: &'a Shared) -> Option<&'a Goal> {
        let Topic::Agreement { goal } = self.selected_topic(shared)? else {
            return None;
        };
        let goal = shared.goal(&goal)?;
        is_agreed(goal).then_some(goal)
    }

    pub(super) fn acknowledge(&self, shared: &Shared) -> Option<Next> {
        let goal = self.agreement(shared)?.slug().clone();
        Some(Act::Acknowledge { goal }.into())
    }

    /// Returns the selected action.
    pub(super) fn action(&self, shared: &Shared) -> Option<ChangeId> {
        match (self.selected_topic(shared), self.selected_entry(shared)) {
            (Some(Topic::Action { action }), _) | (_, Some(Entry::Action(action))) => Some(action),
            _ => None,
        }
    }

    /// Opens a note: of the 1:1 that is shown, on the goal of the selected line where there is one.
    pub(super) fn note(&self, shared: &Shared) -> Next {
        let (goal, private) = match self.side {
            Side::Agenda => {
                let agenda = self.agenda(shared);
                let line = agenda.get(self.line);
                let private = line.is_some_and(|line| line.private);
                (self.goal(shared).map(Goal::slug).cloned(), private)
            }
            Side::Record => (None, false),
        };
        match self.shown_meeting(shared) {
            Some((meeting, _)) => fill_in(MeetingForm::Note {
                meeting,
                goal,
                private,
            }),
            None => Next::FillIn(FormKind::Note(goal)),
        }
    }

    pub(super) fn close(&self, shared: &mut Shared) -> Next {
        let any = Act::Meeting(MeetingAct::Close {
            next: None,
            leave_claims: true,
        });
        self.unless_refused(shared, &any, |meeting| MeetingForm::Close { meeting })
    }

    /// Opens a form of the 1:1 that is shown, unless the rules would refuse it with any input.
    fn unless_refused(
        &self,
        shared: &mut Shared,
        any: &Act,
        form: impl FnOnce(ChangeId) -> MeetingForm,
    ) -> Next {
        if shared.refuses(any) {
            return Next::NOTHING;
        }
        let meeting = self.shown_meeting(shared);
        meeting.map_or(Next::NOTHING, |(meeting, _)| fill_in(form(meeting)))
    }

    /// Opens what is selected: a goal, or a closed 1:1.
    pub(super) fn open(&mut self, shared: &mut Shared) -> Next {
        if let Some(Entry::Past(meeting)) = self.selected_entry(shared) {
            self.read(Some(meeting));
            return Next::NOTHING;
        }
        if let Some(Topic::Gate { milestone }) = self.selected_topic(shared) {
            return Next::Gate(milestone);
        }
        let goal = self.goal(shared).map(Goal::slug).cloned();
        match (goal, self.action(shared)) {
            (Some(goal), _) => Next::Goal(goal),
            (None, Some(_)) => Next::Run(C::ChangeAction),
            (None, None) => shared.object("There is nothing more to open here."),
        }
    }

    /// Goes back by one: to the agenda, then out of a closed 1:1.
    pub(super) fn back(&mut self, shared: &Shared) -> Next {
        match (self.side, self.past) {
            (Side::Record, _) => return self.turn(Side::Agenda),
            (Side::Agenda, Some(past)) => {
                self.read(None);
                // The line from which it was opened.
                let mut record = self.record(shared).into_iter();
                if let Some(place) = record.position(|entry| entry == Entry::Past(past)) {
                    self.side = Side::Record;
                    self.entry = place;
                }
            }
            (Side::Agenda, None) => {}
        }
        Next::NOTHING
    }

    /// Offers the minutes of the closed 1:1 that is shown or selected.
    pub(super) fn offer_minutes(&self, shared: &mut Shared) -> Next {
        let closed = |held: &Meeting| held.closing.is_some();
        let shown = self.shown_meeting(shared).filter(|(_, held)| closed(held));
        match (shown, self.selected_entry(shared)) {
            (Some((meeting, _)), _) | (None, Some(Entry::Past(meeting))) => {
                ask_for_minutes(shared, meeting);
            }
            _ => shared.complain("Minutes are made of a closed 1:1: open or select one first."),
        }
        Next::NOTHING
    }

    /// Shows what a change that was just made here leads to.
    pub(in crate::app) fn after(&mut self, shared: &mut Shared, change: &Change) {
        match change.verb {
            Verb::Meet => self.read(None),
            Verb::Close => {
                let closed = change.edits.iter().find_map(|edit| match edit {
                    Edit::Closing(set) => Some(set.key),
                    _ => None,
                });
                if let Some(meeting) = closed {
                    self.read(Some(meeting));
                    ask_for_minutes(shared, meeting);
                }
            }
            _ => {}
        }
    }
}
