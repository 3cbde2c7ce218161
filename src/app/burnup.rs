//! The burn-up: of the present milestone, or of the whole plan. Knows no cell.

use ratatui_textarea::Key::{Char, Enter, Esc};

use super::key::{ALL, Binding, key, on, shown};
use super::view::{Command, Effect, Next, Place, Shared, View};
use crate::domain::judgment::burnup::BurnUp;
use Command as C;

const HERE: &[Place] = &[Place::BurnUp];

/// The keys of the burn-up, and the one that shows it.
#[rustfmt::skip] // a table: one row a line
pub(super) const KEYS: &[Binding] = &[
    on(Place::GATED, ALL, &[key(Char('B'))], C::BurnUp, "burn-up: progress over time"),
    shown(HERE, ALL, &[key(Char('w')), key(Enter)], C::WholePlan, "whole plan / milestone"),
    shown(HERE, ALL, &[key(Esc), key(Char('B'))], C::Back, "back"),
];

/// What is shown of the burn-up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BurnUpView {
    /// That of the present milestone; nothing before it is read and before day 1.
    pub milestone: Option<Box<BurnUp>>,
    /// That of the whole plan.
    pub plan: Option<Box<BurnUp>>,
    /// Whether it is that of the whole plan.
    pub whole: bool,
    /// Whether it was asked for since the journey last moved.
    asked: bool,
}

impl BurnUpView {
    /// Returns what is shown.
    pub fn shown(&self) -> Option<&BurnUp> {
        match self.whole {
            true => self.plan.as_deref(),
            false => self.milestone.as_deref(),
        }
    }

    /// Has it made anew.
    pub(super) fn forget(&mut self) {
        self.asked = false;
    }

    /// Returns the effect that makes it, unless it was made.
    pub(super) fn read_if_needed(&mut self) -> Option<Effect> {
        let was_asked = std::mem::replace(&mut self.asked, true);
        (!was_asked).then_some(Effect::ReadBurnUp)
    }

    /// Takes what was made.
    pub(super) fn take(&mut self, milestone: Option<Box<BurnUp>>, plan: Option<Box<BurnUp>>) {
        self.milestone = milestone;
        self.plan = plan;
    }
}

impl View for BurnUpView {
    fn place(&self) -> Place {
        Place::BurnUp
    }

    fn fits(&self, _: &Shared, command: Command) -> bool {
        command != C::WholePlan || self.plan.is_some()
    }

    fn run(&mut self, _: &mut Shared, command: Command) -> Option<Next> {
        if command != C::WholePlan {
            return None;
        }
        self.whole = !self.whole;
        Some(Next::NOTHING)
    }
}
