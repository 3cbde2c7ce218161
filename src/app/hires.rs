//! What the Hires screen shows: the journeys of a database, filtered as one types; and how one of
//! them is gone into and left.

use std::collections::HashMap;

use ratatui_textarea::TextArea;

use super::form::FormKind;
use super::guide::GuideView;
use super::history::HistoryView;
use super::plan::PlanView;
use super::state::{Overlay, Screen, State};
use crate::domain::acts::find;
use crate::domain::plan::people::Party;
use crate::domain::record::journey::Journey;
use crate::domain::telling::hires::Row;

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
}

impl HiresView {
    /// Takes the journeys as they stand now; the selected one stays selected.
    pub fn offer(&mut self, rows: Vec<Row>) {
        let selected = self.selected().map(|row| row.id);
        self.rows = rows;
        // A list with nothing but an archive is no list where that is hidden.
        self.archive |= self.live() == 0;
        let place = self.shown().iter().position(|row| Some(row.id) == selected);
        self.cursor = place.unwrap_or(self.cursor);
        self.clamp();
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
        let filter = self.filter_text().to_lowercase();
        let words: Vec<&str> = filter.split_whitespace().collect();
        self.rows
            .iter()
            .filter(|row| self.archive || row.ended.is_none())
            .filter(|row| {
                words.is_empty() || {
                    let mentor = row.people.mentor.as_deref().unwrap_or_default();
                    let (health, needs) = (row.health.word(), row.needs());
                    let text = [&row.people.hire, &row.title, mentor, health, needs];
                    let text = text.join(" ").to_lowercase();
                    words.iter().all(|word| text.contains(word))
                }
            })
            .collect()
    }

    /// Returns the selected line.
    pub fn selected(&self) -> Option<&Row> {
        self.shown().get(self.cursor).copied()
    }

    /// Drops the filter; the selected journey stays selected.
    pub fn clear(&mut self) {
        let selected = self.selected().map(|row| row.id);
        self.filter = TextArea::default();
        self.typing = false;
        let place = self.shown().iter().position(|row| Some(row.id) == selected);
        self.cursor = place.unwrap_or(0);
    }

    /// Shows the archive, or hides it.
    pub fn toggle_archive(&mut self) {
        self.archive = !self.archive;
        self.clamp();
    }

    /// Moves the selection by lines.
    pub fn step(&mut self, lines: isize) {
        self.cursor = self.cursor.saturating_add_signed(lines);
        self.clamp();
    }

    fn clamp(&mut self) {
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

/// What was typed and not saved in a journey that was left.
#[derive(Clone, Debug)]
pub struct Shelved {
    hire: String,
    titles: Vec<String>,
    drafts: HashMap<FormKind, Vec<String>>,
}

impl Shelved {
    /// Returns the headings of the forms, each with the hire's name.
    pub fn titles(&self) -> impl Iterator<Item = String> {
        self.titles
            .iter()
            .map(|title| format!("{title} ({})", self.hire))
    }
}

impl State {
    /// Shows the list of journeys, before any is opened.
    pub fn list(&mut self, rows: Vec<Row>, wants: Option<String>) {
        self.screen = Screen::Hires;
        let named = wants.as_deref().and_then(|wanted| {
            let mut people = rows.iter().map(|row| &row.people);
            people.find_map(|people| find::person(people, wanted).ok())
        });
        self.acting = named.map_or(self.acting, |author| author.party);
        self.wants = wants;
        self.take_rows(rows);
    }

    /// Takes the journeys as they stand now.
    pub fn take_rows(&mut self, rows: Vec<Row>) {
        self.hires.offer(rows);
        self.journeys = self.hires.live();
    }

    /// Leaves the journey. What was typed and not saved is kept for when it is opened again.
    pub fn leave_journey(&mut self) {
        let titles = std::mem::take(&mut self.shelved);
        let unsaved = self.unsaved();
        self.shelved = titles;
        let Some(journey) = self.journey.take() else {
            return;
        };
        if let Some(Overlay::Form(form)) = &self.overlay
            && form.is_touched(&journey, self.today)
        {
            self.drafts.insert(form.kind.clone(), form.texts());
        }
        let drafts = std::mem::take(&mut self.drafts);
        if !drafts.is_empty() {
            let shelved = Shelved {
                hire: journey.people.hire,
                titles: unsaved,
                drafts,
            };
            self.shelved.insert(journey.id, shelved);
        }
        self.overlay = None;
        self.log = None;
        self.lines = Vec::new();
        self.guide = None;
    }

    /// Shows a journey from its beginning: Today, as whoever somebody wants to act.
    pub fn enter_journey(&mut self, journey: Journey) {
        self.leave_journey();
        self.acting = self.party_in(&journey);
        let shelved = self.shelved.remove(&journey.id);
        self.drafts = shelved.map(|shelved| shelved.drafts).unwrap_or_default();
        self.journey = Some(journey);
        self.screen = Screen::Today;
        self.today_cursor = 0;
        self.plan = PlanView::default();
        self.guide_view = GuideView::default();
        self.history = HistoryView::default();
        self.go_to_current_milestone();
    }

    /// Returns who acts in a journey: who is wanted, or else who acted before, or else the hire.
    fn party_in(&self, journey: &Journey) -> Party {
        let wanted = self.wants.as_deref();
        let wanted = wanted.and_then(|name| find::author(journey, name).ok());
        let before = || journey.people.author(self.acting);
        let author = wanted.or_else(before);
        author.map_or(Party::Hire, |author| author.party)
    }
}
