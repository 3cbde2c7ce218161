//! The conversation over time, as the acting party may see it. Knows no cell.

use ratatui_textarea::Key::{Char, Esc};

use super::key::{ALL, Binding, key, on, shown};
use super::view::{Command, Effect, Next, Place, Shared, View};
use crate::domain::judgment::trend::Trend;
use crate::domain::plan::people::Party;
use Command as C;

const HERE: &[Place] = &[Place::Trend];

/// The keys of the conversation over time, and the one that shows it.
#[rustfmt::skip] // a table: one row a line
pub(super) const KEYS: &[Binding] = &[
    on(Place::SCREENS, ALL, &[key(Char('T'))], C::Trend, "1:1s over time: ratings, claims, blockers"),
    shown(HERE, ALL, &[key(Esc), key(Char('T'))], C::Back, "back"),
];

/// What is shown of the conversation over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrendView {
    /// What was made last.
    trend: Option<Box<Trend>>,
    /// The first line shown of what goes by the weeks.
    pub scroll: usize,
    /// For whom it was asked for since the journey last moved.
    asked: Option<Party>,
}

impl TrendView {
    /// Returns what is shown to a party: never what was made for another one.
    pub fn shown(&self, reader: Party) -> Option<&Trend> {
        self.trend.as_deref().filter(|trend| trend.reader == reader)
    }

    /// Has it made anew.
    pub(super) fn forget(&mut self) {
        self.asked = None;
    }

    /// Returns the effect that makes it, unless it was made for this reader.
    pub(super) fn read_if_needed(&mut self, reader: Party) -> Option<Effect> {
        let asked = self.asked.replace(reader);
        (asked != Some(reader)).then_some(Effect::ReadTrend(reader))
    }

    /// Takes what was made.
    pub(super) fn take(&mut self, trend: Box<Trend>) {
        self.trend = Some(trend);
    }
}

impl View for TrendView {
    fn place(&self) -> Place {
        Place::Trend
    }

    fn fits(&self, _: &Shared, _: Command) -> bool {
        true
    }

    fn clamp(&mut self, shared: &Shared) {
        self.scroll = self.scroll.min(shared.limit);
    }

    fn run(&mut self, _: &mut Shared, _: Command) -> Option<Next> {
        None
    }

    fn cursor(&mut self) -> Option<&mut usize> {
        Some(&mut self.scroll)
    }
}
