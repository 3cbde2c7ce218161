//! A key, and a row of the key table.

use ratatui_textarea::{Input, Key};

use super::command::Command;
use super::place::Place;
use crate::domain::plan::people::Party;

use Key::{Char, Down, Left, PageDown, PageUp, Right, Tab, Up};

/// A key with or without Ctrl or Shift. The case of a letter is its own Shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Whether Ctrl is held.
    pub ctrl: bool,
    /// Whether Shift is held together with Tab.
    pub shift: bool,
}

impl Chord {
    /// Returns whether a press is this chord.
    pub fn is(self, input: &Input) -> bool {
        let shift = input.shift && input.key == Tab;
        self.key == input.key && self.ctrl == input.ctrl && self.shift == shift && !input.alt
    }
}

impl std::fmt::Display for Chord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.ctrl {
            write!(f, "Ctrl-")?;
        }
        if self.shift {
            write!(f, "Shift-")?;
        }
        match self.key {
            Char(' ') => write!(f, "Space"),
            Char(c) => write!(f, "{c}"),
            Up => write!(f, "↑"),
            Down => write!(f, "↓"),
            Left => write!(f, "←"),
            Right => write!(f, "→"),
            PageUp => write!(f, "PgUp"),
            PageDown => write!(f, "PgDn"),
            key => write!(f, "{key:?}"),
        }
    }
}

/// One row of the key table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where it holds.
    pub places: &'static [Place],
    /// For whom it holds.
    pub parties: &'static [Party],
    /// The keys; none where only the palette has it.
    pub chords: &'static [Chord],
    /// What it asks for.
    pub command: Command,
    /// What it does, in a few words.
    pub words: &'static str,
    /// Whether the footer has it.
    pub footer: bool,
}

impl Binding {
    /// Returns whether it holds at a place for a party.
    pub(super) fn holds(&self, place: Place, party: Party) -> bool {
        self.places.contains(&place) && self.parties.contains(&party)
    }
}

pub(super) const ALL: &[Party] = &Party::ALL;
pub(super) const HIRE: &[Party] = &[Party::Hire];
pub(super) const MENTOR: &[Party] = &[Party::Mentor];
pub(super) const HIRE_AND_MENTOR: &[Party] = &[Party::Hire, Party::Mentor];

pub(super) const SHIFT_TAB: Chord = chord(Tab, false, true);

const fn chord(key: Key, ctrl: bool, shift: bool) -> Chord {
    Chord { key, ctrl, shift }
}

pub(super) const fn key(key: Key) -> Chord {
    chord(key, false, false)
}

pub(super) const fn ctrl(letter: char) -> Chord {
    chord(Char(letter), true, false)
}

pub(super) const fn on(
    places: &'static [Place],
    parties: &'static [Party],
    chords: &'static [Chord],
    command: Command,
    words: &'static str,
) -> Binding {
    Binding {
        places,
        parties,
        chords,
        command,
        words,
        footer: false,
    }
}

pub(super) const fn shown(
    places: &'static [Place],
    parties: &'static [Party],
    chords: &'static [Chord],
    command: Command,
    words: &'static str,
) -> Binding {
    Binding {
        footer: true,
        ..on(places, parties, chords, command, words)
    }
}
