//! What of the 1:1s and gate reviews cannot be undone as it is: what is closed stays as it was
//! closed, and what holds something does not go before that.

use super::UndoRefusal;
use crate::domain::record::change::Edit;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::{Meeting, MeetingEdit, Meetings};
use crate::domain::record::review::{Review, ReviewEdit};

const MEETING: &str = "1:1";
const REVIEW: &str = "gate review";

/// Returns why an edit cannot be taken back in a journey, where it is one of a record.
pub(super) fn refuse(journey: &Journey, edit: &Edit) -> Option<UndoRefusal> {
    match edit {
        Edit::Meeting(edit) => meeting(journey, edit),
        Edit::Review(edit) => review(journey, edit),
        Edit::Note { note, set, .. } => {
            let written = set.to.as_ref().or(set.from.as_ref())?;
            let Some(held) = held(journey, written.meeting?) else {
                return Some(UndoRefusal::Gone(MEETING));
            };
            let is_kept = held.closing.as_ref()?.notes.contains(note);
            is_kept.then_some(UndoRefusal::Closed(MEETING))
        }
        _ => None,
    }
}

fn held(journey: &Journey, meeting: ChangeId) -> Option<&Meeting> {
    journey.meetings.held.get(&meeting)
}

fn meeting(journey: &Journey, edit: &MeetingEdit) -> Option<UndoRefusal> {
    let is_closed = |meeting: &ChangeId| {
        let held = held(journey, *meeting);
        held.is_some_and(|held| held.closing.is_some())
    };
    let refused = match edit {
        MeetingEdit::Opening { meeting, set } => {
            if set.to.is_some() && !is_empty(journey, *meeting) {
                return Some(UndoRefusal::NotEmpty(MEETING));
            }
            // A 1:1 comes back only where no other is open.
            if set.to.is_none() && journey.meetings.open().is_some() {
                return Some(UndoRefusal::AnotherOpen(MEETING));
            }
            false
        }
        MeetingEdit::Closing { meeting, set } => {
            if set.to.is_some() && another_open(&journey.meetings, *meeting) {
                return Some(UndoRefusal::AnotherOpen(MEETING));
            }
            false
        }
        MeetingEdit::Treatment { meeting, .. } | MeetingEdit::Rating { meeting, .. } => {
            is_closed(meeting)
        }
        MeetingEdit::Action { set, .. } => {
            let entered = set.from.is_none() || set.to.is_none();
            let action = set.to.as_ref().or(set.from.as_ref());
            let meeting = action.and_then(|action| action.meeting);
            if entered && meeting.is_some_and(|meeting| held(journey, meeting).is_none()) {
                return Some(UndoRefusal::Gone(MEETING));
            }
            entered && meeting.is_some_and(|meeting| is_closed(&meeting))
        }
        MeetingEdit::Point { point, .. } => journey.meetings.held.values().any(|held| {
            let closing = held.closing.as_ref();
            closing.is_some_and(|closing| {
                let topic = crate::domain::record::meeting::Topic::Point { point: *point };
                closing.agenda.iter().any(|kept| kept.topic == topic)
            })
        }),
        MeetingEdit::Next { .. } => false,
    };
    refused.then_some(UndoRefusal::Closed(MEETING))
}

fn another_open(meetings: &Meetings, meeting: ChangeId) -> bool {
    meetings.open().is_some_and(|(open, _)| open != meeting)
}

fn is_empty(journey: &Journey, meeting: ChangeId) -> bool {
    let is_bare = held(journey, meeting).is_none_or(|held| {
        held.treated.is_empty() && held.ratings.is_empty() && held.closing.is_none()
    });
    let mut actions = journey.meetings.actions.values();
    is_bare
        && actions.all(|action| action.meeting != Some(meeting))
        && journey
            .all_notes()
            .all(|(_, _, note)| note.meeting != Some(meeting))
}

fn review(journey: &Journey, edit: &ReviewEdit) -> Option<UndoRefusal> {
    let of = |review: &ChangeId| journey.reviews.all.get(review);
    let is_ruled = |review: &ChangeId| of(review).is_some_and(|review| review.verdict.is_some());
    let is_bare = |review: &Review| {
        review.answers.is_empty() && review.grades.is_empty() && review.verdict.is_none()
    };
    let open = journey.reviews.open();
    match edit {
        ReviewEdit::Opening { review, set } if set.to.is_some() => {
            let holds = !of(review).is_none_or(is_bare);
            holds.then_some(UndoRefusal::NotEmpty(REVIEW))
        }
        // A review comes back, or is opened again, only where no other is open.
        ReviewEdit::Opening { .. } => open.map(|_| UndoRefusal::AnotherOpen(REVIEW)),
        ReviewEdit::Verdict { review, set } if set.to.is_some() => {
            let other = open.is_some_and(|(other, _)| other != *review);
            other.then_some(UndoRefusal::AnotherOpen(REVIEW))
        }
        ReviewEdit::Verdict { .. } => None,
        ReviewEdit::Answer { review, .. } | ReviewEdit::Grade { review, .. } => {
            is_ruled(review).then_some(UndoRefusal::Ruled)
        }
    }
}
