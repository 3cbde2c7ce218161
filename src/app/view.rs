//! What a screen is made of, and what it answers. Knows no screen.

use ratatui_textarea::TextArea;

pub(super) use super::command::Command;
use super::goals;
pub(super) use super::message::{Effect, Next, Target};
pub(super) use super::place::{Place, Screen};
pub(super) use super::shared::Shared;
use crate::domain::record::goal::Goal;

/// What a screen keeps for itself, and how it answers with that and what all of them share.
pub trait View {
    /// Returns where a key is pressed now.
    fn place(&self) -> Place;

    /// Returns the goal that is selected.
    fn selected<'a>(&self, _shared: &'a Shared) -> Option<&'a Goal> {
        None
    }

    /// Returns whether a command of its own, or of the selected goal, means something now.
    fn fits(&self, shared: &Shared, command: Command) -> bool {
        goals::fits(self.selected(shared), command)
    }

    /// Begins with a journey that was just opened.
    fn begin(&mut self, _shared: &Shared) {}

    /// Returns the effects that read what it shows.
    fn reads(&self, _shared: &Shared) -> Vec<Effect> {
        Vec::new()
    }

    /// Keeps the selection on something that is there.
    fn clamp(&mut self, _shared: &Shared) {}

    /// Moves the selection, or scrolls, by lines.
    fn step(&mut self, shared: &Shared, lines: isize) -> Vec<Effect> {
        if let Some(cursor) = self.cursor() {
            *cursor = cursor.saturating_add_signed(lines);
        }
        self.clamp(shared);
        Vec::new()
    }

    /// Does what a command asks; returns nothing where it is none of its own.
    fn run(&mut self, shared: &mut Shared, command: Command) -> Option<Next>;

    /// Returns where the selected line is kept, if it is one list.
    fn cursor(&mut self) -> Option<&mut usize> {
        None
    }

    /// Selects what was clicked; what is clicked again is opened.
    fn click(&mut self, target: &Target) -> Next {
        match (target, self.cursor()) {
            (Target::Row(row), Some(cursor)) => choose(cursor, *row),
            _ => Next::NOTHING,
        }
    }

    /// Returns the line that takes what is typed now, before it does.
    fn line(&mut self) -> Option<&mut TextArea<'static>> {
        None
    }
}

/// Selects a line; one that is selected already is opened.
pub(super) fn choose(cursor: &mut usize, row: usize) -> Next {
    if *cursor == row {
        return Next::Run(Command::Open);
    }
    *cursor = row;
    Next::NOTHING
}
