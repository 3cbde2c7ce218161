//! Acts of the 1:1 screen: what a key asks of the agenda, of the record, of the whole 1:1.

use super::super::bindings::Command;
use super::super::form::MeetingForm;
use super::super::meeting::{Entry, Side};
use super::super::message::{Effect, MinutesTo};
use super::super::pick::Pick;
use super::super::state::{Overlay, State};
use super::acting::{fill_in, on_goal, refusal};
use super::gate::open_gate;
use super::moving::open_goal;
use crate::domain::acts::act::{Act, MeetingAct};
use crate::domain::record::change::Change;
use crate::domain::record::edit::Edit;
use crate::domain::record::goal::Goal;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::meeting::{Meeting, Topic, Treatment};
use crate::domain::record::verb::Verb;

/// Does what a command asks on the 1:1 screen.
pub(super) fn on_meeting(state: &mut State, command: Command) -> Vec<Effect> {
    let is_past = state.meeting.past.is_some();
    match command {
        Command::NextMeeting => fill_in(state, &MeetingForm::Next.into()),
        Command::Point => fill_in(state, &MeetingForm::Point.into()),
        Command::StartMeeting => act(MeetingAct::Start),
        Command::Finish => finish(state),
        Command::Note => note(state),
        Command::Minutes => offer_minutes(state),
        Command::Confirm | Command::Return if !is_past => on_goal(state, command),
        _ if is_past => {
            state.complain("This 1:1 is closed. n adds a remark to it, Esc goes back.");
            Vec::new()
        }
        Command::Discuss if matches!(state.selected_entry(), Some(Entry::Action(_))) => {
            finish(state)
        }
        Command::Discuss => treat(state, Treatment::Discussed),
        Command::PutOff => treat(state, Treatment::PutOff),
        Command::Action => {
            let topic = state.selected_topic();
            fill_in(state, &MeetingForm::Action { topic }.into())
        }
        Command::Rate => rate(state),
        Command::CloseMeeting => close(state),
        _ => Vec::new(),
    }
}

fn act(act: MeetingAct) -> Vec<Effect> {
    vec![Effect::Commit(vec![Act::Meeting(act)])]
}

/// Says what was done with the selected line, or takes it back where that was said before.
fn treat(state: &mut State, treatment: Treatment) -> Vec<Effect> {
    if state.shown_meeting().is_none() {
        state.complain("No 1:1 is open; s starts one.");
        return Vec::new();
    }
    let line = match state.meeting.side {
        Side::Agenda => state.agenda().into_iter().nth(state.meeting.line),
        Side::Record => None,
    };
    let Some(line) = line else {
        state.complain("Choose a line of the agenda first: ← goes there.");
        return Vec::new();
    };
    act(MeetingAct::Treat {
        topic: line.topic,
        treatment: Some(treatment).filter(|new| line.treatment != Some(*new)),
    })
}

/// Says that the selected action is done, or that it is not after all.
fn finish(state: &mut State) -> Vec<Effect> {
    let action = match (state.selected_topic(), state.selected_entry()) {
        (Some(Topic::Action { action }), _) | (_, Some(Entry::Action(action))) => action,
        _ => {
            state.complain("Choose an action first.");
            return Vec::new();
        }
    };
    let actions = state
        .journey
        .as_ref()
        .map(|journey| &journey.meetings.actions);
    let is_done = actions
        .and_then(|actions| actions.get(&action))
        .is_some_and(|action| action.done.is_some());
    act(MeetingAct::Finish {
        action,
        done: !is_done,
    })
}

/// Opens a note: of the 1:1 that is shown, on the goal of the selected line where there is one.
fn note(state: &mut State) -> Vec<Effect> {
    let goal = match state.meeting.side {
        Side::Agenda => state.selected().map(Goal::slug).cloned(),
        Side::Record => None,
    };
    let private = match state.meeting.side {
        Side::Agenda => state
            .agenda()
            .get(state.meeting.line)
            .is_some_and(|line| line.private_to.is_some()),
        Side::Record => false,
    };
    let kind = match state.shown_meeting() {
        Some((meeting, _)) => MeetingForm::Note {
            meeting,
            goal,
            private,
        }
        .into(),
        None => super::FormKind::Note(goal),
    };
    fill_in(state, &kind)
}

fn rate(state: &mut State) -> Vec<Effect> {
    let any = Act::Meeting(MeetingAct::Rate {
        role_clarity: 1,
        confidence: 1,
        belonging: 1,
        words: String::new(),
    });
    if let Some(refusal) = refusal(state, &any) {
        state.complain(refusal.to_string());
        return Vec::new();
    }
    let Some((meeting, _)) = state.shown_meeting() else {
        return Vec::new();
    };
    let party = state.acting;
    fill_in(state, &MeetingForm::Rate { meeting, party }.into())
}

fn close(state: &mut State) -> Vec<Effect> {
    let any = Act::Meeting(MeetingAct::Close {
        next: None,
        leave_claims: true,
    });
    if let Some(refusal) = refusal(state, &any) {
        state.complain(refusal.to_string());
        return Vec::new();
    }
    let Some((meeting, _)) = state.shown_meeting() else {
        return Vec::new();
    };
    fill_in(state, &MeetingForm::Close { meeting }.into())
}

/// Opens what is selected: a goal, or a closed 1:1.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    if let Some(Entry::Past(meeting)) = state.selected_entry() {
        state.meeting.read(Some(meeting));
        return Vec::new();
    }
    if let Some(Topic::Gate { milestone }) = state.selected_topic() {
        return open_gate(state, milestone);
    }
    match state.selected().map(Goal::slug).cloned() {
        Some(slug) => open_goal(state, &slug),
        None => {
            state.complain("There is nothing more to open here.");
            Vec::new()
        }
    }
}

/// Goes back by one: to the agenda, then out of a closed 1:1.
pub(super) fn back(state: &mut State) {
    match (state.meeting.side, state.meeting.past) {
        (Side::Record, _) => sideways(state, false),
        (Side::Agenda, Some(past)) => {
            state.meeting.read(None);
            // The line from which it was opened.
            let place = state.record().iter().position(|e| *e == Entry::Past(past));
            if let Some(place) = place {
                state.meeting.side = Side::Record;
                state.meeting.entry = place;
            }
        }
        (Side::Agenda, None) => {}
    }
}

pub(super) fn sideways(state: &mut State, right: bool) {
    let side = if right { Side::Record } else { Side::Agenda };
    if state.meeting.side != side {
        state.meeting.side = side;
        state.meeting.scroll = 0;
    }
}

/// Offers the minutes of the closed 1:1 that is shown or selected.
fn offer_minutes(state: &mut State) -> Vec<Effect> {
    let closed = |held: &Meeting| held.closing.is_some();
    let shown = state.shown_meeting().filter(|(_, held)| closed(held));
    let meeting = match (shown, state.selected_entry()) {
        (Some((meeting, _)), _) | (None, Some(Entry::Past(meeting))) => meeting,
        _ => {
            state.complain("Minutes are made of a closed 1:1: open or select one first.");
            return Vec::new();
        }
    };
    ask_for_minutes(state, meeting);
    Vec::new()
}

fn ask_for_minutes(state: &mut State, meeting: ChangeId) {
    if let Some(journey) = &state.journey {
        let pick = Pick::minutes(journey, meeting);
        state.overlay = Some(Overlay::Pick(Box::new(pick)));
    }
}

pub(super) fn minutes(meeting: ChangeId, to: MinutesTo) -> Vec<Effect> {
    vec![Effect::Minutes { meeting, to }]
}

/// Shows what a change that was just made here leads to.
pub(super) fn after(state: &mut State, change: &Change) {
    match change.verb {
        Verb::Meet => state.meeting.read(None),
        Verb::Close => {
            let closed = change.edits.iter().find_map(|edit| match edit {
                Edit::Closing(set) => Some(set.key),
                _ => None,
            });
            if let Some(meeting) = closed {
                state.meeting.read(Some(meeting));
                ask_for_minutes(state, meeting);
            }
        }
        _ => {}
    }
}
