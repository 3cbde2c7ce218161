//! What the 1:1 screen shows: of the open 1:1, of the next one, or of one that is closed.

use super::{Entry, MeetingView, Side};
use crate::app::shared::Shared;
use crate::app::topic::{goal_of, note_of};
use crate::domain::judgment::dates::Dates;
use crate::domain::plan::people::Party;
use crate::domain::record::goal::Goal;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::{Meeting, Topic};
use crate::domain::telling::agenda::{Line, agenda};
use crate::domain::telling::kept;

/// Milliseconds of a minute.
const MINUTE: i64 = 60_000;

impl Shared {
    /// Returns for how many minutes the open 1:1 has gone on at a time of the clock.
    pub fn minutes_at(&self, clock: i64) -> Option<i64> {
        let (_, open) = self.journey.as_ref()?.meetings.open()?;
        // The screen hears of the time later than the store, and clocks go backwards.
        Some((clock.saturating_sub(open.opening.clock) / MINUTE).max(0))
    }
}

impl MeetingView {
    /// Returns the 1:1 that is shown: the closed one that is read, or else the open one.
    pub fn shown_meeting<'a>(&self, shared: &'a Shared) -> Option<(ChangeId, &'a Meeting)> {
        let meetings = &shared.journey.as_ref()?.meetings;
        let past = self.past;
        match past.and_then(|past| Some((past, meetings.get(past)?))) {
            Some(past) => Some(past),
            None => meetings.open(),
        }
    }

    /// Returns the agenda that is shown, as the acting person may read it.
    pub fn agenda(&self, shared: &Shared) -> Vec<Line> {
        let Some(journey) = &shared.journey else {
            return Vec::new();
        };
        match self
            .shown_meeting(shared)
            .filter(|(_, held)| held.closing.is_some())
        {
            Some((_, held)) => {
                let kept = kept::lines(journey, held, shared.acting);
                kept.into_iter().map(kept_line).collect()
            }
            None => {
                let dates = Dates::of(journey, shared.today);
                agenda(journey, &dates, shared.acting)
            }
        }
    }

    /// Returns what the selected line of the agenda is about, or `None` if the record has the keys.
    pub fn selected_topic(&self, shared: &Shared) -> Option<Topic> {
        match self.side {
            Side::Agenda => Some(self.agenda(shared).get(self.line)?.topic.clone()),
            Side::Record => None,
        }
    }

    /// Returns the selected entry of the record, or `None` if the agenda has the keys.
    pub fn selected_entry(&self, shared: &Shared) -> Option<Entry> {
        match self.side {
            Side::Agenda => None,
            Side::Record => self.record(shared).get(self.entry).cloned(),
        }
    }

    /// Returns the entries of the record that is shown, as the acting person may read it.
    pub fn record(&self, shared: &Shared) -> Vec<Entry> {
        let Some(journey) = &shared.journey else {
            return Vec::new();
        };
        let closed = journey.meetings.closed();
        let past = closed.iter().rev().map(|(id, _)| Entry::Past(*id));
        match self.shown_meeting(shared) {
            None => {
                let ratings = closed.last().map(|(id, _)| Entry::Ratings(*id));
                let ratings = ratings.filter(|_| reads_ratings(shared));
                ratings.into_iter().chain(past).collect()
            }
            Some((id, held)) => {
                let mut entries = written_in(shared, journey, id, held);
                entries.extend(reads_ratings(shared).then_some(Entry::Ratings(id)));
                if held.closing.is_none() {
                    entries.extend(past);
                }
                entries
            }
        }
    }

    /// Returns the goal that the selected line or entry of the 1:1 screen is about.
    pub(super) fn goal<'a>(&self, shared: &'a Shared) -> Option<&'a Goal> {
        let journey = shared.journey.as_ref()?;
        if let Some(topic) = self.selected_topic(shared) {
            return goal_of(&topic, journey);
        }
        match self.selected_entry(shared)? {
            Entry::Note(note) | Entry::Remark(note) => note_of(journey, note)?.0,
            Entry::Action(action) => goal_of(&Topic::Action { action }, journey),
            Entry::Ratings(_) | Entry::Past(_) => None,
        }
    }

    /// Selects a line of the agenda where it is there, wherever a change has put it.
    pub(in crate::app) fn keep(&mut self, shared: &Shared, topic: &Topic) {
        let place = self
            .agenda(shared)
            .iter()
            .position(|line| line.topic == *topic);
        self.line = place.unwrap_or(self.line);
    }
}

/// Returns whether the acting person may read the ratings: they are between the hire and the mentor.
fn reads_ratings(shared: &Shared) -> bool {
    shared.acting != Party::Manager
}

/// Returns the notes, actions and remarks of a 1:1.
fn written_in(shared: &Shared, journey: &Journey, id: ChangeId, held: &Meeting) -> Vec<Entry> {
    let notes = journey
        .all_notes()
        .filter(|(_, _, note)| journey.meetings.is_in(note.meeting, id))
        .filter(|(_, _, note)| journey.may_read_note(shared.acting, note));
    let (kept, later): (Vec<_>, Vec<_>) =
        notes.partition(|(_, id, note)| kept::was_written_in(held, *id, note));
    let actions = journey.meetings.actions.iter();
    let actions = actions
        .filter(|(_, action)| journey.meetings.is_in(action.entry.meeting, id))
        .map(|(action, _)| Entry::Action(*action));
    let notes = kept.into_iter().map(|(_, id, _)| Entry::Note(id));
    let remarks = later.into_iter().map(|(_, id, _)| Entry::Remark(id));
    notes.chain(actions).chain(remarks).collect()
}

/// Returns a line as it was kept when a 1:1 was closed.
fn kept_line(kept: kept::Line) -> Line {
    let (text, beside) = kept.text.rsplit_once(" · ").unwrap_or((&kept.text, ""));
    Line {
        section: kept.section,
        text: text.to_owned(),
        beside: beside.to_owned(),
        topic: kept.topic,
        carried: 0,
        treatment: kept.treatment,
        private: kept.private,
    }
}
