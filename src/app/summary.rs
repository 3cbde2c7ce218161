//! The summary as its reader gets it, to look at before it is handed out. Knows no format.

use ratatui_textarea::Key::{Char, Enter, Esc};

use super::form::FormKind;
use super::hand_out::ask_for_summary;
use super::key::{ALL, Binding, HIRE_AND_MENTOR, MENTOR, key, on, shown};
use super::view::{Command, Effect, Next, Place, Shared, View};
use crate::domain::plan::people::Party;
use crate::domain::wording::tone::Tone;
use Command as C;

const HERE: &[Place] = &[Place::Summary];

/// The keys of the summary, and the one that shows it.
#[rustfmt::skip] // a table: one row a line
pub(super) const KEYS: &[Binding] = &[
    on(Place::GATED, ALL, &[key(Char('M'))], C::Summary, "summary for the manager and others"),
    on(&[Place::Hires], ALL, &[key(Char('M'))], C::Summary, "summary"),
    shown(HERE, ALL, &[key(Char('m')), key(Enter)], C::HandOut, "hand out"),
    shown(HERE, HIRE_AND_MENTOR, &[key(Char('f'))], C::ForWhom, "for whom"),
    shown(HERE, MENTOR, &[key(Char('w'))], C::Paragraph, "write your paragraph"),
    shown(HERE, ALL, &[key(Esc)], C::Back, "back"),
];

/// What is shown of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryView {
    /// Whom it is for.
    pub reader: Party,
    /// Its lines.
    pub lines: Vec<(Tone, String)>,
    /// The first line shown.
    pub scroll: usize,
    /// Whether it was opened from the list of journeys, to which one goes back.
    pub(super) from_list: bool,
    /// For whom and in how many columns it was asked for last.
    asked: Option<(Party, usize)>,
}

impl SummaryView {
    /// Returns the summary for the manager, not made yet.
    pub(super) fn new() -> Self {
        Self {
            reader: Party::Manager,
            lines: Vec::new(),
            scroll: 0,
            from_list: false,
            asked: None,
        }
    }

    /// Returns the same, opened from the list of journeys.
    pub(super) fn of_list() -> Self {
        Self {
            from_list: true,
            ..Self::new()
        }
    }

    /// Has it made anew.
    pub(super) fn forget(&mut self) {
        self.asked = None;
    }

    /// Returns the effect that makes it, unless it was made for this reader and this many columns.
    pub(super) fn read_if_needed(&mut self, shared: &Shared) -> Option<Effect> {
        let wanted = (self.reader, shared.columns);
        if self.asked == Some(wanted) {
            return None;
        }
        self.asked = Some(wanted);
        Some(Effect::ReadSummary(self.reader, shared.columns))
    }

    /// Makes it for the next reader.
    fn turn(&mut self) {
        self.reader = match self.reader {
            Party::Manager => Party::Mentor,
            Party::Mentor => Party::Hire,
            Party::Hire => Party::Manager,
        };
        self.scroll = 0;
    }
}

impl View for SummaryView {
    fn place(&self) -> Place {
        Place::Summary
    }

    fn fits(&self, _: &Shared, _: Command) -> bool {
        true
    }

    fn clamp(&mut self, shared: &Shared) {
        self.scroll = self.scroll.min(shared.limit);
        if shared.acting == Party::Manager {
            self.reader = Party::Manager;
        }
    }

    fn run(&mut self, shared: &mut Shared, command: Command) -> Option<Next> {
        match command {
            C::ForWhom => self.turn(),
            C::HandOut => ask_for_summary(shared, self.reader),
            C::Paragraph => return Some(Next::FillIn(FormKind::Paragraph)),
            _ => return None,
        }
        Some(Next::NOTHING)
    }

    fn cursor(&mut self) -> Option<&mut usize> {
        Some(&mut self.scroll)
    }
}
