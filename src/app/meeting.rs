//! What the 1:1 screen shows: the agenda on one side, the record on the other; of the open 1:1, of
//! the next one, or of one that is closed.

use super::bindings::Command;
use super::state::State;
use crate::domain::judgment::dates::Dates;
use crate::domain::plan::people::Party;
use crate::domain::record::goal::{Goal, Note};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::{Kept, Meeting, Topic};
use crate::domain::telling::agenda::{Line, agenda};

/// Milliseconds of a minute.
const MINUTE: i64 = 60_000;

/// A side of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// What is talked about.
    #[default]
    Agenda,
    /// What comes of it, and what was before.
    Record,
}

/// What the 1:1 screen shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeetingView {
    /// The side that the arrow keys move in.
    pub side: Side,
    /// The selected line of the agenda.
    pub line: usize,
    /// The selected entry of the record.
    pub entry: usize,
    /// The first line shown of what is selected, where it is longer than the screen.
    pub scroll: usize,
    /// The closed 1:1 that is read.
    pub past: Option<ChangeId>,
}

/// An entry of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A note written in the 1:1.
    Note(ChangeId),
    /// A note on it that was written after it was closed.
    Remark(ChangeId),
    /// An action that was agreed in it.
    Action(ChangeId),
    /// The ratings, and their course up to a 1:1.
    Ratings(ChangeId),
    /// A closed 1:1.
    Past(ChangeId),
}

impl MeetingView {
    /// Moves the selection by lines; what is longer than the screen is scrolled first.
    pub(super) fn step(&mut self, lines: isize, page: usize, limit: usize) {
        let room = match lines.is_negative() {
            true => self.scroll,
            false => limit.saturating_sub(self.scroll),
        };
        if room > 0 && lines.unsigned_abs() <= page {
            let target = self.scroll.saturating_add_signed(lines);
            self.scroll = target.min(limit);
            return;
        }
        let cursor = match self.side {
            Side::Agenda => &mut self.line,
            Side::Record => &mut self.entry,
        };
        *cursor = cursor.saturating_add_signed(lines);
        self.scroll = 0;
    }

    /// Goes to a closed 1:1, or back to the present one.
    pub(super) fn read(&mut self, past: Option<ChangeId>) {
        *self = Self {
            past,
            ..Self::default()
        };
    }
}

impl State {
    /// Returns the 1:1 that is shown: the closed one that is read, or else the open one.
    pub fn shown_meeting(&self) -> Option<(ChangeId, &Meeting)> {
        let meetings = &self.journey.as_ref()?.meetings;
        let past = self.meeting.past;
        match past.and_then(|past| Some((past, meetings.held.get(&past)?))) {
            Some(past) => Some(past),
            None => meetings.open(),
        }
    }

    /// Returns the agenda that is shown, as whoever acts may read it.
    pub fn agenda(&self) -> Vec<Line> {
        let Some(journey) = &self.journey else {
            return Vec::new();
        };
        match self
            .shown_meeting()
            .and_then(|(_, held)| held.closing.as_ref())
        {
            Some(closing) => {
                let kept = closing.agenda.iter();
                kept.filter_map(|kept| kept_line(journey, kept, self.acting))
                    .collect()
            }
            None => {
                let dates = Dates::of(journey, &self.calendar, self.today);
                agenda(journey, &dates, Some(self.acting))
            }
        }
    }

    /// Returns what the selected line of the agenda is about; nothing where the record has the keys.
    pub fn selected_topic(&self) -> Option<Topic> {
        match self.meeting.side {
            Side::Agenda => Some(self.agenda().get(self.meeting.line)?.topic.clone()),
            Side::Record => None,
        }
    }

    /// Returns the selected entry of the record; nothing where the agenda has the keys.
    pub fn selected_entry(&self) -> Option<Entry> {
        match self.meeting.side {
            Side::Agenda => None,
            Side::Record => self.record().get(self.meeting.entry).cloned(),
        }
    }

    /// Returns whether whoever acts may read the ratings: they are between the hire and the mentor.
    fn reads_ratings(&self) -> bool {
        self.acting != Party::Manager
    }

    /// Returns the entries of the record that is shown, as whoever acts may read it.
    pub fn record(&self) -> Vec<Entry> {
        let Some(journey) = &self.journey else {
            return Vec::new();
        };
        let closed = journey.meetings.closed();
        let past = closed.iter().rev().map(|(id, _)| Entry::Past(*id));
        match self.shown_meeting() {
            None => {
                let ratings = closed.last().map(|(id, _)| Entry::Ratings(*id));
                let ratings = ratings.filter(|_| self.reads_ratings());
                ratings.into_iter().chain(past).collect()
            }
            Some((id, held)) => {
                let mut entries = self.written_in(journey, id, held);
                entries.extend(self.reads_ratings().then_some(Entry::Ratings(id)));
                if held.closing.is_none() {
                    entries.extend(past);
                }
                entries
            }
        }
    }

    /// Returns the notes, actions and remarks of a 1:1.
    fn written_in(&self, journey: &Journey, id: ChangeId, held: &Meeting) -> Vec<Entry> {
        let notes = journey
            .all_notes()
            .filter(|(_, _, note)| note.meeting == Some(id) && note.is_visible_to(self.acting));
        let (kept, later): (Vec<ChangeId>, Vec<ChangeId>) =
            notes.map(|(_, note, _)| note).partition(|note| {
                let closing = held.closing.as_ref();
                closing.is_none_or(|closing| closing.notes.contains(note))
            });
        let actions = journey.meetings.actions.iter();
        let actions = actions
            .filter(|(_, action)| action.meeting == Some(id))
            .map(|(action, _)| Entry::Action(*action));
        let notes = kept.into_iter().map(Entry::Note);
        let remarks = later.into_iter().map(Entry::Remark);
        notes.chain(actions).chain(remarks).collect()
    }

    /// Returns the goal that the selected line or entry of the 1:1 screen is about.
    pub(super) fn goal_of_meeting(&self) -> Option<&Goal> {
        let journey = self.journey.as_ref()?;
        if let Some(topic) = self.selected_topic() {
            return goal_of(&topic, journey);
        }
        match self.selected_entry()? {
            Entry::Note(note) | Entry::Remark(note) => note_of(journey, note)?.0,
            Entry::Action(action) => goal_of(&Topic::Action { action }, journey),
            Entry::Ratings(_) | Entry::Past(_) => None,
        }
    }

    /// Returns whether a command means something for what is selected on the 1:1 screen.
    pub(super) fn fits_meeting(&self, command: Command) -> bool {
        let closed = self.meeting.past.is_some();
        let open = !closed && self.shown_meeting().is_some();
        match command {
            Command::StartMeeting | Command::NextMeeting => !open && !closed,
            Command::Point => !closed,
            Command::Discuss | Command::PutOff => {
                open && self.selected_topic().is_some() && self.acting != Party::Manager
            }
            Command::Finish => matches!(
                (self.selected_topic(), self.selected_entry()),
                (Some(Topic::Action { .. }), _) | (_, Some(Entry::Action(_)))
            ),
            Command::Minutes => closed,
            _ => open,
        }
    }

    /// Returns for how many minutes the open 1:1 has gone on at a time of the clock.
    pub fn minutes_at(&self, clock: i64) -> Option<i64> {
        let (_, open) = self.journey.as_ref()?.meetings.open()?;
        // The screen hears of the time later than the store, and clocks go backwards.
        Some((clock.saturating_sub(open.opening.clock) / MINUTE).max(0))
    }

    /// Selects a line of the agenda where it is there, wherever a change has put it.
    pub(super) fn keep_selected_topic(&mut self, topic: &Topic) {
        let place = self.agenda().iter().position(|line| line.topic == *topic);
        self.meeting.line = place.unwrap_or(self.meeting.line);
    }

    /// Keeps the selections of the 1:1 screen on something that is there.
    pub(super) fn clamp_meeting(&mut self) {
        let meetings = self.journey.as_ref().map(|journey| &journey.meetings);
        let is_closed = |past: &ChangeId| {
            let held = meetings.and_then(|meetings| meetings.held.get(past));
            held.is_some_and(|held| held.closing.is_some())
        };
        if !self.meeting.past.as_ref().is_none_or(is_closed) {
            self.meeting.read(None);
        }
        let (lines, entries) = (self.agenda().len(), self.record().len());
        self.meeting.line = self.meeting.line.min(lines.saturating_sub(1));
        self.meeting.entry = self.meeting.entry.min(entries.saturating_sub(1));
    }
}

/// Returns a line as it was kept when a 1:1 was closed, or nothing where it is private to another.
fn kept_line(journey: &Journey, kept: &Kept, reader: Party) -> Option<Line> {
    let whole = match &kept.text {
        Some(text) => text.clone(),
        None => format!("{} · private", own_words(journey, &kept.topic, reader)?),
    };
    let (text, beside) = whole.rsplit_once(" · ").unwrap_or((&whole, ""));
    Some(Line {
        section: kept.section,
        topic: kept.topic.clone(),
        text: text.to_owned(),
        beside: beside.to_owned(),
        carried: 0,
        treatment: kept.treatment,
        private_to: kept.text.is_none().then_some(reader),
    })
}

/// Returns a private point or question for the one who wrote it.
fn own_words(journey: &Journey, topic: &Topic, reader: Party) -> Option<String> {
    match topic {
        Topic::Point { point } => {
            let point = journey.meetings.points.get(point)?;
            point.is_visible_to(reader).then(|| point.text.clone())
        }
        Topic::Question { note } => {
            let (_, note) = note_of(journey, *note)?;
            let first = note.text.lines().next().unwrap_or_default();
            note.is_visible_to(reader).then(|| first.to_owned())
        }
        _ => None,
    }
}

/// Returns a note, and the goal that it is on.
pub fn note_of(journey: &Journey, note: ChangeId) -> Option<(Option<&Goal>, &Note)> {
    let mut notes = journey.all_notes();
    let (goal, _, note) = notes.find(|(_, id, _)| *id == note)?;
    Some((goal, note))
}

/// Returns the goal that a line of the agenda is about.
pub(super) fn goal_of<'a>(topic: &Topic, journey: &'a Journey) -> Option<&'a Goal> {
    match topic {
        Topic::Goal { goal } => journey.goal(goal),
        Topic::Action { action } => {
            let action = journey.meetings.actions.get(action)?;
            journey.goal(action.goal.as_ref()?)
        }
        Topic::Question { note } => note_of(journey, *note)?.0,
        Topic::Point { .. } | Topic::Gate { .. } | Topic::Rhythm => None,
    }
}
