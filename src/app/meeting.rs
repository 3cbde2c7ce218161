//! The 1:1 screen: the agenda on one side, the record on the other, and what a key asks of them.

mod acts;
mod shown;

use ratatui_textarea::Key::Char;

use self::acts::{act, fill_in};
use super::actions;
use super::form::MeetingForm;
use super::goals;
use super::key::{ALL, Binding, HIRE_AND_MENTOR, MENTOR, key, on, shown};
use super::view::{Command as C, Effect, Next, Place, Shared, Target, View};
use crate::domain::acts::act::MeetingAct;
use crate::domain::plan::mentoring::Occasion;
use crate::domain::plan::people::Party;
use crate::domain::record::goal::Goal;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::meeting::Treatment;

const HERE: &[Place] = &[Place::Meeting];

#[rustfmt::skip] // a table: one row a line
pub(super) const KEYS: &[Binding] = &[
    shown(HERE, HIRE_AND_MENTOR, &[key(Char('s'))], C::StartMeeting, "start the 1:1"),
    on(HERE, HIRE_AND_MENTOR, &[], C::StartCareer, "start a 1:1 about the career"),
    shown(HERE, ALL, &[key(Char(' '))], C::Discuss, "discussed"),
    shown(HERE, MENTOR, &[key(Char('c'))], C::Confirm, "confirm"),
    shown(HERE, MENTOR, &[key(Char('r'))], C::Return, "return"),
    shown(HERE, ALL, &[key(Char('t')), key(Char('A'))], C::Action, "action"),
    shown(HERE, ALL, &[key(Char('n'))], C::Note, "note"),
    shown(HERE, HIRE_AND_MENTOR, &[key(Char('C'))], C::CloseMeeting, "close"),
    shown(HERE, HIRE_AND_MENTOR, &[key(Char('p'))], C::PutOff, "put off"),
    shown(HERE, HIRE_AND_MENTOR, &[key(Char('R'))], C::Rate, "rate"),
    shown(HERE, ALL, &[key(Char('+')), key(Char('o'))], C::Point, "add a point"),
    shown(HERE, ALL, &[key(Char('d'))], C::NextMeeting, "agree on the next 1:1"),
    shown(HERE, HIRE_AND_MENTOR, &[key(Char('m'))], C::Minutes, "minutes"),
];

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

impl View for MeetingView {
    fn place(&self) -> Place {
        Place::Meeting
    }

    fn selected<'a>(&self, shared: &'a Shared) -> Option<&'a Goal> {
        self.goal(shared)
    }

    fn fits(&self, shared: &Shared, command: C) -> bool {
        let closed = self.past.is_some();
        let open = !closed && self.shown_meeting(shared).is_some();
        match command {
            C::StartMeeting | C::StartCareer | C::NextMeeting => !open && !closed,
            C::Point => !closed,
            C::Discuss | C::PutOff => {
                open && self.selected_topic(shared).is_some() && shared.acting != Party::Manager
            }
            C::Finish | C::ChangeAction | C::DropAction => self.action(shared).is_some(),
            C::Minutes => closed,
            C::Action | C::CloseMeeting => open,
            C::Rate => self.past.is_none(),
            C::Confirm | C::Return if closed => false,
            _ => goals::fits(self.goal(shared), command),
        }
    }

    fn clamp(&mut self, shared: &Shared) {
        let meetings = shared.journey.as_ref().map(|journey| &journey.meetings);
        let is_closed = |past: &ChangeId| {
            let held = meetings.and_then(|meetings| meetings.get(*past));
            held.is_some_and(|held| held.closing.is_some())
        };
        if !self.past.as_ref().is_none_or(is_closed) {
            self.read(None);
        }
        let (lines, entries) = (self.agenda(shared).len(), self.record(shared).len());
        self.line = self.line.min(lines.saturating_sub(1));
        self.entry = self.entry.min(entries.saturating_sub(1));
    }

    fn step(&mut self, shared: &Shared, lines: isize) -> Vec<Effect> {
        let room = match lines.is_negative() {
            true => self.scroll,
            false => shared.limit.saturating_sub(self.scroll),
        };
        // What is longer than the screen is scrolled first.
        if room > 0 && lines.unsigned_abs() <= shared.page {
            let target = self.scroll.saturating_add_signed(lines);
            self.scroll = target.min(shared.limit);
        } else {
            let cursor = match self.side {
                Side::Agenda => &mut self.line,
                Side::Record => &mut self.entry,
            };
            *cursor = cursor.saturating_add_signed(lines);
            self.scroll = 0;
        }
        self.clamp(shared);
        Vec::new()
    }

    fn run(&mut self, shared: &mut Shared, command: C) -> Option<Next> {
        let is_past = self.past.is_some();
        Some(match command {
            C::Left => self.turn(Side::Agenda),
            C::Right => self.turn(Side::Record),
            C::Open => self.open(shared),
            C::Back => self.back(shared),
            C::NextMeeting => fill_in(MeetingForm::Next),
            C::Point => fill_in(MeetingForm::Point),
            C::StartMeeting => act(MeetingAct::Start { occasion: None }),
            C::StartCareer => act(MeetingAct::Start {
                occasion: Some(Occasion::Career),
            }),
            C::Finish | C::ChangeAction | C::DropAction => {
                return actions::run(shared, self.action(shared), command);
            }
            C::Note => self.note(shared),
            C::Minutes => self.offer_minutes(shared),
            C::Confirm if self.agreement(shared).is_some() => return self.acknowledge(shared),
            C::Confirm | C::Return | C::Acknowledge if !is_past => return None,
            _ if is_past => {
                shared.object("This 1:1 is closed. n adds a remark to it, Esc goes back.")
            }
            C::Discuss if matches!(self.selected_entry(shared), Some(Entry::Action(_))) => {
                return actions::run(shared, self.action(shared), C::Finish);
            }
            C::Discuss => self.treat(shared, Treatment::Discussed),
            C::PutOff => self.treat(shared, Treatment::PutOff),
            C::Action => fill_in(MeetingForm::Action {
                topic: self.selected_topic(shared),
            }),
            C::Rate => shared.rate(),
            C::CloseMeeting => self.close(shared),
            _ => return None,
        })
    }

    fn click(&mut self, target: &Target) -> Next {
        let (side, place) = match *target {
            Target::Row(place) => (Side::Agenda, place),
            Target::Beside(place) => (Side::Record, place),
            _ => return Next::NOTHING,
        };
        let cursor = match side {
            Side::Agenda => &mut self.line,
            Side::Record => &mut self.entry,
        };
        if self.side == side && *cursor == place {
            return Next::Run(C::Open);
        }
        *cursor = place;
        self.turn(side);
        self.scroll = 0;
        Next::NOTHING
    }
}

impl MeetingView {
    /// Goes to a closed 1:1, or back to the present one.
    fn read(&mut self, past: Option<ChangeId>) {
        *self = Self {
            past,
            ..Self::default()
        };
    }

    /// Goes to a side of the screen.
    fn turn(&mut self, side: Side) -> Next {
        if self.side != side {
            self.side = side;
            self.scroll = 0;
        }
        Next::NOTHING
    }
}
