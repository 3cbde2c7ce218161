//! The one key table. Dispatch, footer, help, palette and the key page of the docs read it.

mod command;
mod fit;
mod place;

use ratatui_textarea::{Input, Key};

use super::state::State;
use crate::domain::plan::people::Party;
use crate::domain::record::review::Grade;

pub use self::command::Command;
use self::fit::fits;
pub use self::place::Place;

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

use Command as C;
use Key::{Backspace, Char, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};

const SCREENS: &[Place] = &[
    Place::Today,
    Place::Plan,
    Place::Meeting,
    Place::Guide,
    Place::History,
];
const GATED: &[Place] = &[
    Place::Today,
    Place::Plan,
    Place::Meeting,
    Place::Guide,
    Place::History,
    Place::Gate,
];
const GATE: &[Place] = &[Place::Gate];
const HIRES: &[Place] = &[Place::Hires];
/// The screens of a journey, and the list of journeys.
const TOP: &[Place] = &[
    Place::Today,
    Place::Plan,
    Place::Meeting,
    Place::Guide,
    Place::History,
    Place::Hires,
];
/// All that a key of the program as a whole is for.
const WHOLE: &[Place] = &[
    Place::Today,
    Place::Plan,
    Place::Meeting,
    Place::Guide,
    Place::History,
    Place::Gate,
    Place::Hires,
];
const GOALS: &[Place] = &[Place::Today, Place::Plan];
const COLUMNS: &[Place] = &[Place::Today, Place::Plan, Place::Meeting, Place::Guide];
const MEETING: &[Place] = &[Place::Meeting];
const LISTS: &[Place] = &[
    Place::Today,
    Place::Plan,
    Place::Meeting,
    Place::Guide,
    Place::History,
    Place::Hires,
    Place::Parts,
    Place::Edition,
    Place::Gate,
    Place::Help,
    Place::Start,
];
const ALL: &[Party] = &Party::ALL;
const HIRE: &[Party] = &[Party::Hire];
const MENTOR: &[Party] = &[Party::Mentor];
const HIRE_AND_MENTOR: &[Party] = &[Party::Hire, Party::Mentor];

const fn key(key: Key) -> Chord {
    Chord {
        key,
        ctrl: false,
        shift: false,
    }
}

const fn ctrl(letter: char) -> Chord {
    Chord {
        key: Char(letter),
        ctrl: true,
        shift: false,
    }
}

const fn on(
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

const fn shown(
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

/// The key table. The order is that of the footer and the palette.
#[rustfmt::skip] // a table: one row a line
pub const BINDINGS: &[Binding] = &[
    shown(GOALS, HIRE, &[key(Char(' '))], C::Claim, "claim / take back"),
    shown(GOALS, MENTOR, &[key(Char(' '))], C::Confirm, "confirm"),
    shown(GOALS, MENTOR, &[key(Char('r'))], C::Return, "return"),
    shown(GOALS, HIRE, &[key(Char('t'))], C::Tick, "tick a part"),
    shown(GOALS, ALL, &[key(Char('n'))], C::Note, "note"),
    shown(GOALS, ALL, &[key(Char('b'))], C::Block, "block / clear"),
    on(GOALS, HIRE, &[key(Char('s'))], C::Begin, "begin"),
    on(GOALS, HIRE_AND_MENTOR, &[key(Char('e'))], C::Evidence, "evidence"),
    on(GOALS, ALL, &[key(Char('w'))], C::Waive, "waive"),
    on(GOALS, ALL, &[key(Char('d'))], C::Defer, "defer"),
    on(GOALS, ALL, &[key(Char('x'))], C::Restore, "restore a waived or deferred goal"),
    shown(MEETING, HIRE_AND_MENTOR, &[key(Char('s'))], C::StartMeeting, "start the 1:1"),
    shown(MEETING, ALL, &[key(Char(' '))], C::Discuss, "discussed"),
    shown(MEETING, MENTOR, &[key(Char('c'))], C::Confirm, "confirm"),
    shown(MEETING, MENTOR, &[key(Char('r'))], C::Return, "return"),
    shown(MEETING, ALL, &[key(Char('x'))], C::Finish, "action done"),
    shown(MEETING, ALL, &[key(Char('t')), key(Char('A'))], C::Action, "action"),
    shown(MEETING, ALL, &[key(Char('n'))], C::Note, "note"),
    shown(MEETING, HIRE_AND_MENTOR, &[key(Char('C'))], C::CloseMeeting, "close"),
    shown(MEETING, HIRE_AND_MENTOR, &[key(Char('p'))], C::PutOff, "put off"),
    shown(MEETING, HIRE_AND_MENTOR, &[key(Char('R'))], C::Rate, "rate"),
    shown(MEETING, ALL, &[key(Char('+')), key(Char('o'))], C::Point, "add a point"),
    shown(MEETING, ALL, &[key(Char('d'))], C::NextMeeting, "agree on the next 1:1"),
    shown(MEETING, ALL, &[key(Char('m'))], C::Minutes, "minutes"),
    shown(&[Place::History], ALL, &[key(Char('/'))], C::Find, "filter"),
    on(GOALS, ALL, &[key(Char('i'))], C::GoalGuide, "the guide on this goal"),
    shown(&[Place::Guide], ALL, &[key(Char('/'))], C::Find, "find"),
    on(GOALS, ALL, &[key(Char('/'))], C::Find, "find a goal"),
    shown(&[Place::History], ALL, &[key(Char('U'))], C::UndoThis, "undo the selected change"),
    shown(HIRES, ALL, &[key(Enter)], C::Open, "go in"),
    shown(HIRES, ALL, &[key(Char('/'))], C::Find, "filter"),
    shown(HIRES, ALL, &[key(Char('n'))], C::NewJourney, "new journey"),
    shown(HIRES, ALL, &[key(Char('A'))], C::ShowArchive, "show / hide the archive"),
    shown(GATE, MENTOR, &[key(Char(' '))], C::Answer, "not done / grade"),
    shown(GATE, HIRE, &[key(Char(' '))], C::Answer, "grade"),
    shown(GATE, MENTOR, &[key(Char('c'))], C::Confirm, "confirm"),
    shown(GATE, MENTOR, &[key(Char('r'))], C::Return, "return"),
    shown(GATE, MENTOR, &[key(Char('n'))], C::NotDone, "why not"),
    on(GATE, MENTOR, &[key(Char('w'))], C::Waive, "waive"),
    shown(GATE, MENTOR, &[key(Char('v'))], C::Verdict, "verdict"),
    on(GATE, HIRE_AND_MENTOR, &[key(Char('1'))], C::Grade(Grade::Below), "below"),
    on(GATE, HIRE_AND_MENTOR, &[key(Char('2'))], C::Grade(Grade::Meets), "meets"),
    on(GATE, HIRE_AND_MENTOR, &[key(Char('3'))], C::Grade(Grade::Exceeds), "exceeds"),
    on(GATE, ALL, &[key(Left), key(Char('h'))], C::Left, "a lower grade; the review before"),
    on(GATE, ALL, &[key(Right), key(Char('l'))], C::Right, "a higher grade; the review after"),
    shown(GATE, ALL, &[key(Esc), key(Backspace)], C::Back, "back"),
    shown(WHOLE, ALL, &[key(Char('a'))], C::SwitchParty, "act as"),
    shown(SCREENS, ALL, &[key(Enter)], C::Open, "open"),
    on(GATE, ALL, &[key(Enter)], C::Open, "begin, answer, grade, verdict"),
    on(GATED, ALL, &[key(Char('u'))], C::Undo, "undo"),
    on(GATED, ALL, &[ctrl('r')], C::Redo, "redo"),
    on(&[Place::Start, Place::Hires], ALL, &[ctrl('r')], C::Redo, "bring back an undone start"),
    on(&[Place::Pick], ALL, &[key(PageUp)], C::PageUp, "page up"),
    on(&[Place::Pick], ALL, &[key(PageDown)], C::PageDown, "page down"),
    on(SCREENS, ALL, &[key(Char('N'))], C::JourneyNote, "note on the journey"),
    on(SCREENS, ALL, &[key(Char('E'))], C::People, "names and start date"),
    on(SCREENS, ALL, &[key(Char('P'))], C::Pause, "enter a leave"),
    on(&[Place::Plan], ALL, &[key(Char('v'))], C::Gate, "gate review of the milestone"),
    on(&[Place::Today, Place::Guide, Place::History], ALL, &[], C::Gate, "gate review"),
    on(SCREENS, ALL, &[], C::Archive, "archive the journey"),
    on(SCREENS, ALL, &[], C::Unarchive, "unarchive the journey"),
    on(SCREENS, ALL, &[], C::Edition, "what another edition of the plan would change"),
    shown(&[Place::Edition], ALL, &[key(Enter)], C::Open, "take it"),
    shown(&[Place::Edition], ALL, &[key(Esc), key(Char('q'))], C::Back, "leave it"),
    on(SCREENS, ALL, &[key(Char('H')), key(Char('0'))], C::Hires, "hires: all journeys"),
    on(SCREENS, ALL, &[key(Char('1'))], C::Today, "today"),
    on(SCREENS, ALL, &[key(Char('2'))], C::Plan, "plan"),
    on(SCREENS, ALL, &[key(Char('3'))], C::Meeting, "1:1"),
    on(SCREENS, ALL, &[key(Char('4'))], C::Guide, "guide"),
    on(SCREENS, ALL, &[key(Char('5'))], C::History, "history"),
    on(SCREENS, ALL, &[key(Tab)], C::NextScreen, "next screen"),
    on(SCREENS, ALL, &[SHIFT_TAB], C::PreviousScreen, "screen before"),
    on(LISTS, ALL, &[key(Up), key(Char('k'))], C::Up, "up"),
    on(LISTS, ALL, &[key(Down), key(Char('j'))], C::Down, "down"),
    on(COLUMNS, ALL, &[key(Left), key(Char('h'))], C::Left, "left"),
    on(COLUMNS, ALL, &[key(Right), key(Char('l'))], C::Right, "right"),
    on(LISTS, ALL, &[key(PageUp), ctrl('b')], C::PageUp, "page up"),
    on(LISTS, ALL, &[key(PageDown), ctrl('f')], C::PageDown, "page down"),
    on(LISTS, ALL, &[key(Home), key(Char('g'))], C::Top, "first"),
    on(LISTS, ALL, &[key(End), key(Char('G'))], C::Bottom, "last"),
    on(TOP, ALL, &[key(Esc), key(Backspace)], C::Back, "back"),
    on(WHOLE, ALL, &[key(Char(':'))], C::Palette, "all acts"),
    shown(&[Place::Parts], ALL, &[key(Char(' ')), key(Enter)], C::Tick, "tick / untick"),
    shown(&[Place::Parts], ALL, &[key(Esc), key(Char('t')), key(Char('q'))], C::Back, "close"),
    shown(&[Place::Form], ALL, &[key(Enter)], C::Open, "next line, then save"),
    shown(&[Place::FormText], ALL, &[ctrl('s')], C::Save, "save"),
    on(&[Place::Form], ALL, &[ctrl('s')], C::Save, "save"),
    shown(&[Place::FormText], ALL, &[ctrl('e')], C::Editor, "$EDITOR"),
    shown(&[Place::FormText], ALL, &[key(Tab)], C::NextField, "next field"),
    on(&[Place::Form], ALL, &[key(Tab), key(Down)], C::NextField, "next line"),
    on(&[Place::Form, Place::FormText], ALL, &[SHIFT_TAB], C::PreviousField, "line before"),
    on(&[Place::Form], ALL, &[key(Up)], C::PreviousField, "line before"),
    shown(&[Place::Form, Place::FormText], ALL, &[key(Esc)], C::Back, "close, keep what is typed"),
    shown(&[Place::Pick], ALL, &[key(Enter)], C::Open, "choose"),
    on(&[Place::Pick], ALL, &[key(Up), ctrl('p')], C::Up, "up"),
    on(&[Place::Pick], ALL, &[key(Down), ctrl('n')], C::Down, "down"),
    shown(&[Place::Pick], ALL, &[key(Esc)], C::Back, "close"),
    shown(&[Place::Filter], ALL, &[key(Enter)], C::Open, "keep the filter"),
    on(&[Place::Filter], ALL, &[key(Up)], C::Up, "up"),
    on(&[Place::Filter], ALL, &[key(Down)], C::Down, "down"),
    shown(&[Place::Filter], ALL, &[key(Esc)], C::Back, "drop the filter"),
    shown(&[Place::HiresFilter], ALL, &[key(Enter)], C::Open, "go in"),
    on(&[Place::HiresFilter], ALL, &[key(Up)], C::Up, "up"),
    on(&[Place::HiresFilter], ALL, &[key(Down)], C::Down, "down"),
    shown(&[Place::HiresFilter], ALL, &[key(Esc)], C::Back, "drop the filter"),
    shown(&[Place::Help], ALL, &[key(Esc), key(Char('?')), key(Char('q')), key(Enter)], C::Back, "close"),
    shown(&[Place::Start], ALL, &[key(Char(' '))], C::Tick, "choose / drop"),
    shown(&[Place::Start], ALL, &[key(Enter)], C::Open, "go on"),
    shown(&[Place::StartLine], ALL, &[key(Enter)], C::Open, "go on"),
    shown(&[Place::Start, Place::StartLine], ALL, &[key(Esc)], C::Back, "back"),
    shown(&[Place::Start], ALL, &[key(Char('q'))], C::Quit, "quit"),
    on(WHOLE, ALL, &[key(Char('q'))], C::Quit, "quit"),
    on(EVERYWHERE, ALL, &[ctrl('c')], C::Quit, "quit"),
    on(EVERYWHERE, ALL, &[ctrl('z')], C::Suspend, "to the shell; fg comes back"),
    shown(WHOLE, ALL, &[key(Char('?'))], C::Help, "keys"),
    on(&[Place::Start], ALL, &[key(Char('?'))], C::Help, "keys"),
];

const SHIFT_TAB: Chord = Chord {
    key: Tab,
    ctrl: false,
    shift: true,
};

const EVERYWHERE: &[Place] = &[
    Place::Start,
    Place::StartLine,
    Place::Today,
    Place::Plan,
    Place::Meeting,
    Place::Guide,
    Place::History,
    Place::Filter,
    Place::Hires,
    Place::HiresFilter,
    Place::Form,
    Place::FormText,
    Place::Pick,
    Place::Parts,
    Place::Gate,
    Place::Help,
];

/// Returns the row for a press at a place by a party.
pub fn binding(place: Place, party: Party, input: &Input) -> Option<&'static Binding> {
    BINDINGS.iter().find(|binding| {
        binding.places.contains(&place)
            && binding.parties.contains(&party)
            && binding.chords.iter().any(|chord| chord.is(input))
    })
}

/// Returns the rows of the footer, in order.
pub fn footer(state: &State) -> Vec<&'static Binding> {
    fitting(state).filter(|binding| binding.footer).collect()
}

/// Returns the rows that can be done now, in the order of the table.
fn fitting(state: &State) -> impl Iterator<Item = &'static Binding> + '_ {
    let place = state.place();
    BINDINGS.iter().filter(move |binding| {
        binding.places.contains(&place)
            && binding.parties.contains(&state.acting)
            && fits(binding, state)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_has_two_meanings_at_one_place() {
        for (place, _) in Place::ALL {
            for party in Party::ALL {
                let mut seen = std::collections::HashMap::new();
                for binding in BINDINGS {
                    if !binding.places.contains(&place) || !binding.parties.contains(&party) {
                        continue;
                    }
                    for chord in binding.chords {
                        let other = seen.insert(*chord, binding.words);
                        assert_eq!(other, None, "{chord} at {place:?} for {party:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_place_has_a_heading_and_a_way_out() {
        for &place in EVERYWHERE {
            assert!(Place::ALL.iter().any(|(known, _)| *known == place));
            let leaves =
                |b: &Binding| b.places.contains(&place) && matches!(b.command, C::Back | C::Quit);
            assert!(BINDINGS.iter().any(leaves), "{place:?}");
        }
    }
}
