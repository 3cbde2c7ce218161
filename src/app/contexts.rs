//! A list of the settings that a plan can be fitted to, some of them chosen.

use std::collections::BTreeSet;

use ratatui_textarea::Key::{Char, Enter, Esc};

use super::command::Command as C;
use super::key::{ALL, Binding, key, shown};
use super::place::Place;
use crate::domain::plan::context::{Context, check_together};
use crate::domain::plan::names::ContextName;

#[rustfmt::skip] // a table: one row a line
pub(super) const KEYS: &[Binding] = &[
    shown(&[Place::Contexts], ALL, &[key(Char(' '))], C::Tick, "choose"),
    shown(&[Place::Contexts], ALL, &[key(Enter)], C::Open, "compare"),
    shown(&[Place::Contexts], ALL, &[key(Esc), key(Char('q'))], C::Back, "close"),
];

/// A list of settings to choose from.
#[derive(Clone, Debug, Default)]
pub struct ContextList {
    /// The settings.
    pub all: Vec<Context>,
    /// Those that are chosen, by their place.
    pub chosen: BTreeSet<usize>,
    /// The selected one.
    pub cursor: usize,
    /// Why the selected one was not chosen.
    pub problem: Option<String>,
}

impl ContextList {
    /// Returns a list in which the settings of these names are chosen.
    pub(super) fn new(all: Vec<Context>, names: &[ContextName]) -> Self {
        let is_named = |context: &Context| names.iter().any(|name| name.slug == context.slug);
        let places = all.iter().enumerate();
        let named = places.filter(|(_, context)| is_named(context));
        Self {
            chosen: named.map(|(place, _)| place).collect(),
            all,
            ..Self::default()
        }
    }

    /// Returns the settings that are chosen.
    pub fn chosen(&self) -> Vec<&Context> {
        let places = self.chosen.iter();
        places.filter_map(|&place| self.all.get(place)).collect()
    }

    /// Returns the short names of the settings that are chosen.
    pub(super) fn names(&self) -> Vec<String> {
        let chosen = self.chosen();
        chosen.iter().map(|one| one.slug.to_string()).collect()
    }

    /// Chooses the selected setting, or drops it; one that a chosen setting excludes stays out.
    pub(super) fn toggle(&mut self) {
        self.problem = None;
        if self.chosen.remove(&self.cursor) || self.cursor >= self.all.len() {
            return;
        }
        self.chosen.insert(self.cursor);
        let together = check_together(&self.chosen());
        if let Err(error) = together {
            self.chosen.remove(&self.cursor);
            self.problem = Some(error.to_string());
        }
    }

    /// Moves the selection by lines.
    pub(super) fn step(&mut self, lines: isize) {
        let last = self.all.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(lines).min(last);
        self.problem = None;
    }
}
