//! What the Hires screen shows: the journeys of a database, filtered as one types.

use ratatui_textarea::Key::{Char, Down, Enter, Esc, Up};
use ratatui_textarea::TextArea;

use super::key::{ALL, Binding, key, on, shown};
use super::pick::has_words;
use super::view::{Command as C, Effect, Next, Place, Shared, View};
use crate::domain::plan::people::Party;
use crate::domain::telling::hires::Row;

const HERE: &[Place] = &[Place::Hires];

#[rustfmt::skip] // a table: one row a line
pub(super) const KEYS: &[Binding] = &[
    shown(HERE, ALL, &[key(Enter)], C::Open, "go in"),
    shown(HERE, ALL, &[key(Char('/'))], C::Find, "filter"),
    shown(HERE, ALL, &[key(Char('n'))], C::NewJourney, "new journey"),
    shown(HERE, ALL, &[key(Char('i'))], C::Join, "join by invitation"),
    shown(HERE, ALL, &[key(Char('A'))], C::ShowArchive, "show / hide the archive"),
    shown(&[Place::HiresFilter], ALL, &[key(Enter)], C::Open, "go in"),
    on(&[Place::HiresFilter], ALL, &[key(Up)], C::Up, "up"),
    on(&[Place::HiresFilter], ALL, &[key(Down)], C::Down, "down"),
    shown(&[Place::HiresFilter], ALL, &[key(Esc)], C::Back, "drop the filter"),
];

/// What the Hires screen shows.
#[derive(Clone, Debug, Default)]
pub struct HiresView {
    /// Every journey, who needs the mentor most first, those in the archive last.
    pub rows: Vec<Row>,
    /// The filter line.
    pub filter: TextArea<'static>,
    /// Whether keys go to the filter line.
    pub typing: bool,
    /// The selected line among those that are shown.
    pub cursor: usize,
    /// Whether journeys in the archive are shown.
    pub archive: bool,
    /// Whether the journey that is being opened is to show its summary.
    pub(super) wants_summary: bool,
}

impl HiresView {
    /// Takes the journeys as they stand now; the selected one stays selected.
    pub(super) fn offer(&mut self, rows: Vec<Row>) {
        let selected = self.selected().map(|row| row.id);
        self.rows = rows;
        // A list with nothing but an archive is no list where that is hidden.
        self.archive |= self.live() == 0;
        let place = self.shown().iter().position(|row| Some(row.id) == selected);
        self.cursor = place.unwrap_or(self.cursor);
        self.keep_in_range();
    }

    /// Returns how many journeys go on.
    pub fn live(&self) -> usize {
        self.rows.iter().filter(|row| row.ended.is_none()).count()
    }

    /// Returns how many journeys are in the archive.
    pub fn archived(&self) -> usize {
        self.rows.len() - self.live()
    }

    /// Returns the text of the filter line.
    pub fn filter_text(&self) -> &str {
        self.filter.lines().first().map_or("", String::as_str)
    }

    /// Returns the lines that hold every word of the filter, in order.
    pub fn shown(&self) -> Vec<&Row> {
        let typed = self.filter_text();
        let passes = |row: &&Row| {
            let mentor = row.people.mentor().unwrap_or_default();
            let (health, needs) = (row.health.word(), row.needs(Party::Mentor));
            let text = [row.people.hire(), &row.title, mentor, health, &needs];
            has_words(&text.join(" "), typed)
        };
        let rows = self.rows.iter();
        rows.filter(|row| self.archive || row.ended.is_none())
            .filter(|row| typed.is_empty() || passes(row))
            .collect()
    }

    /// Returns the selected line.
    pub fn selected(&self) -> Option<&Row> {
        self.shown().get(self.cursor).copied()
    }

    /// Drops the filter; the selected journey stays selected.
    fn clear(&mut self) {
        let selected = self.selected().map(|row| row.id);
        self.filter = TextArea::default();
        self.typing = false;
        let place = self.shown().iter().position(|row| Some(row.id) == selected);
        self.cursor = place.unwrap_or(0);
    }

    /// Shows the archive, or hides it.
    fn toggle_archive(&mut self) {
        self.archive = !self.archive;
        self.keep_in_range();
    }

    fn keep_in_range(&mut self) {
        self.cursor = self.cursor.min(self.shown().len().saturating_sub(1));
    }

    /// Returns the name of a party where it is the same in every journey that goes on.
    pub fn common_name(&self, party: Party) -> Option<&str> {
        let mut live = self.rows.iter().filter(|row| row.ended.is_none());
        let name = live.next()?.people.name(party)?;
        live.all(|row| row.people.name(party) == Some(name))
            .then_some(name)
    }
}

/// Switches the party that journeys are opened as.
fn switch_party(shared: &mut Shared) {
    let place = Party::ALL.iter().position(|party| *party == shared.acting);
    let next = (place.unwrap_or(0) + 1) % Party::ALL.len();
    if let Some(&party) = Party::ALL.get(next) {
        shared.acting = party;
        shared.wants = Some(party.word().to_owned());
        let word = party.word();
        shared.say(format!("You go into a journey as the {word} now."));
    }
}

impl View for HiresView {
    fn place(&self) -> Place {
        match self.typing {
            true => Place::HiresFilter,
            false => Place::Hires,
        }
    }

    fn fits(&self, _shared: &Shared, command: C) -> bool {
        match command {
            C::ShowArchive => self.archived() > 0 && self.live() > 0,
            C::Open | C::Summary => self.selected().is_some(),
            _ => true,
        }
    }

    fn reads(&self, _shared: &Shared) -> Vec<Effect> {
        vec![Effect::ShowHires]
    }

    fn clamp(&mut self, _shared: &Shared) {
        self.keep_in_range();
    }

    fn run(&mut self, shared: &mut Shared, command: C) -> Option<Next> {
        match command {
            C::Open | C::Summary => {
                self.typing = false;
                self.wants_summary = command == C::Summary;
                let row = self.selected()?;
                return Some(Effect::OpenJourney(row.id).into());
            }
            C::Back => self.clear(),
            C::Find => self.typing = true,
            C::ShowArchive => self.toggle_archive(),
            C::SwitchParty => switch_party(shared),
            _ => return None,
        }
        Some(Next::NOTHING)
    }

    fn cursor(&mut self) -> Option<&mut usize> {
        Some(&mut self.cursor)
    }

    fn line(&mut self) -> Option<&mut TextArea<'static>> {
        if !self.typing {
            return None;
        }
        self.cursor = 0;
        Some(&mut self.filter)
    }
}
