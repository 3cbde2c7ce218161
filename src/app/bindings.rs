//! The one key table. Dispatch, footer, help, palette and the key page of the docs read it.

use std::sync::LazyLock;

use ratatui_textarea::Input;
use ratatui_textarea::Key::{
    Backspace, Char, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up,
};

use super::command::Command as C;
use super::key::{ALL, Binding, HIRE_AND_MENTOR, SHIFT_TAB, ctrl, key, on, shown};
use super::message::Next;
use super::pick::Pick;
use super::place::{Place, Screen};
use super::screens::screens;
use super::state::State;
use super::{actions, burnup, contexts, exchange, gate, hires, join, start, summary, trend};
use crate::domain::plan::people::Party;

const COLUMNS: &[Place] = &[Place::Today, Place::Plan, Place::Meeting, Place::Guide];

/// The screens on which a 1:1 is prepared.
const AHEAD: &[Place] = &[Place::Today, Place::Plan, Place::Guide, Place::History];

macro_rules! tables {
    ($($(#[$_:meta])* $screen:ident: $digit:literal $name:literal $words:literal, $file:ident $($__:ident)*;)*) => {
        /// The keys that show the screens of a journey.
        const DIGITS: &[Binding] = &[
            $(on(Place::TABBED, ALL, &[key(Char($digit))], C::Show(Screen::$screen), $words),)*
        ];

        /// The tables in order: those of the screens, then what several have in common.
        const TABLES: &[&[Binding]] = &[
            $(super::$file::KEYS,)*
            actions::KEYS,
            hires::KEYS,
            gate::KEYS,
            summary::KEYS,
            burnup::KEYS,
            trend::KEYS,
            JOURNEY,
            exchange::KEYS,
            join::KEYS,
            DIGITS,
            MOVES,
            contexts::KEYS,
            start::KEYS,
            PROGRAM,
        ];
    };
}

screens!(tables);

/// The key table. The order is that of the footer and the palette.
pub static BINDINGS: LazyLock<Vec<Binding>> = LazyLock::new(|| TABLES.concat());

/// What holds on the screens of a journey.
#[rustfmt::skip] // a table: one row a line
const JOURNEY: &[Binding] = &[
    shown(Place::WHOLE, ALL, &[key(Char('a'))], C::SwitchParty, "act as"),
    shown(Place::SCREENS, ALL, &[key(Enter)], C::Open, "open"),
    on(Place::PAGES, ALL, &[key(Char('u'))], C::Undo, "undo"),
    on(Place::PAGES, ALL, &[ctrl('r')], C::Redo, "redo"),
    on(&[Place::Start, Place::Hires], ALL, &[ctrl('r')], C::Redo, "bring back an undone start"),
    on(&[Place::Pick], ALL, &[key(PageUp)], C::PageUp, "page up"),
    on(&[Place::Pick], ALL, &[key(PageDown)], C::PageDown, "page down"),
    on(Place::SCREENS, ALL, &[key(Char('N'))], C::JourneyNote, "note on the journey"),
    on(AHEAD, HIRE_AND_MENTOR, &[key(Char('R'))], C::Rate, "check in for the 1:1"),
    on(AHEAD, ALL, &[key(Char('+'))], C::Point, "a point for the 1:1"),
    on(Place::SCREENS, ALL, &[key(Char('E'))], C::People, "names and start date"),
    on(Place::SCREENS, ALL, &[key(Char('P'))], C::Leave, "enter a leave"),
    on(Place::SCREENS, ALL, &[], C::EndLeave, "end a leave early"),
    on(Place::SCREENS, ALL, &[], C::ChangeLeave, "change a leave"),
    on(Place::SCREENS, ALL, &[], C::DropLeave, "take a leave back"),
    on(Place::SCREENS, ALL, &[], C::WorkingDays, "holidays and working week"),
    on(&[Place::Plan], ALL, &[key(Char('v'))], C::Gate, "gate review of the milestone"),
    on(&[Place::Today, Place::Guide, Place::History], ALL, &[], C::Gate, "gate review"),
    on(Place::SCREENS, ALL, &[], C::Archive, "archive the journey"),
    on(Place::SCREENS, ALL, &[], C::Unarchive, "unarchive the journey"),
    on(Place::SCREENS, ALL, &[], C::Edition, "what another edition of the plan would change"),
    on(Place::SCREENS, ALL, &[], C::Fit, "fit the plan to other settings"),
    shown(&[Place::Edition], ALL, &[key(Enter)], C::Open, "accept"),
    shown(&[Place::Edition], ALL, &[key(Esc), key(Char('q'))], C::Back, "close"),
    on(Place::TABBED, ALL, &[key(Char('H')), key(Char('0'))], C::Show(Screen::Hires), "hires: all journeys"),
];

/// Moving about, and what lies over the screens.
#[rustfmt::skip] // a table: one row a line
const MOVES: &[Binding] = &[
    on(Place::SCREENS, ALL, &[key(Tab)], C::NextScreen, "next screen"),
    on(Place::SCREENS, ALL, &[SHIFT_TAB], C::PreviousScreen, "screen before"),
    on(Place::LISTS, ALL, &[key(Up), key(Char('k'))], C::Up, "up"),
    on(Place::LISTS, ALL, &[key(Down), key(Char('j'))], C::Down, "down"),
    on(COLUMNS, ALL, &[key(Left), key(Char('h'))], C::Left, "left"),
    on(COLUMNS, ALL, &[key(Right), key(Char('l'))], C::Right, "right"),
    on(Place::LISTS, ALL, &[key(PageUp), ctrl('b')], C::PageUp, "page up"),
    on(Place::LISTS, ALL, &[key(PageDown), ctrl('f')], C::PageDown, "page down"),
    on(Place::LISTS, ALL, &[key(Home), key(Char('g'))], C::Top, "first"),
    on(Place::LISTS, ALL, &[key(End), key(Char('G'))], C::Bottom, "last"),
    on(Place::TOP, ALL, &[key(Esc), key(Backspace)], C::Back, "back"),
    on(Place::WHOLE, ALL, &[key(Char(':'))], C::Palette, "all acts"),
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
    shown(&[Place::Help], ALL, &[key(Esc), key(Char('?')), key(Char('q')), key(Enter)], C::Back, "close"),
];

/// The program as a whole.
#[rustfmt::skip] // a table: one row a line
const PROGRAM: &[Binding] = &[
    on(Place::WHOLE, ALL, &[key(Char('q'))], C::Quit, "quit"),
    on(Place::EVERYWHERE, ALL, &[ctrl('c')], C::Quit, "quit"),
    on(Place::EVERYWHERE, ALL, &[ctrl('z')], C::Suspend, "to the shell; fg comes back"),
    shown(Place::WHOLE, ALL, &[key(Char('?'))], C::Help, "keys"),
    on(&[Place::Start], ALL, &[key(Char('?'))], C::Help, "keys"),
];

/// Returns the row for a press at a place by a party.
pub(super) fn binding(place: Place, party: Party, input: &Input) -> Option<&'static Binding> {
    let mut rows = BINDINGS.iter().filter(|row| row.holds(place, party));
    rows.find(|row| row.chords.iter().any(|chord| chord.is(input)))
}

/// Returns the rows of the footer that can be done now, in order.
pub fn footer(state: &State) -> Vec<&'static Binding> {
    let place = state.place();
    let rows = BINDINGS.iter().filter(|row| row.footer);
    rows.filter(|row| row.holds(place, state.acting) && fits(row.command, state))
        .collect()
}

/// Returns whether a command can be done with what is selected and open.
fn fits(command: C, state: &State) -> bool {
    let journey = state.journey.as_ref();
    let is_archived = journey.is_some_and(|journey| journey.archive.is_some());
    match command {
        _ if is_refused(command, state) => false,
        C::Archive => !is_archived,
        C::Unarchive => is_archived,
        C::SwitchParty => state.peers.speaks_for.is_none(),
        _ => state.overlay.is_some() || state.shown().fits(&state.shared, command),
    }
}

/// Returns whether a command writes to the journey while this machine cannot.
fn is_refused(command: C, state: &State) -> bool {
    command.writes() && !state.peers.may_write()
}

/// Returns the list of the acts available now.
pub(super) fn acts(state: &State) -> Pick {
    let (place, party) = (state.place(), state.acting);
    let moves = [
        C::Up,
        C::Down,
        C::Left,
        C::Right,
        C::PageUp,
        C::PageDown,
        C::Top,
        C::Bottom,
        C::Back,
        C::Palette,
    ];
    let mut listed = Vec::new();
    let rows = BINDINGS
        .iter()
        .filter(|b| b.holds(place, party))
        .filter(|b| !moves.contains(&b.command) && !is_refused(b.command, state))
        .filter(|b| {
            let is_new = !listed.contains(&b.command);
            listed.push(b.command);
            is_new
        });
    let choices = rows.map(|b| {
        let keys: Vec<String> = b.chords.iter().map(ToString::to_string).collect();
        (b.words.to_owned(), keys.join(" "), Next::Run(b.command))
    });
    Pick::new("All acts", choices.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_has_two_meanings_at_one_place() {
        for &(place, _) in Place::ALL {
            for party in Party::ALL {
                let mut seen = std::collections::HashMap::new();
                for binding in BINDINGS.iter() {
                    if !binding.holds(place, party) {
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
        for &place in Place::EVERYWHERE {
            assert!(Place::ALL.iter().any(|(known, _)| *known == place));
            let leaves =
                |b: &Binding| b.places.contains(&place) && matches!(b.command, C::Back | C::Quit);
            assert!(BINDINGS.iter().any(leaves), "{place:?}");
        }
    }
}
