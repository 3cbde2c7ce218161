//! What the History screen shows: the log newest first, filtered as one types.

use ratatui_textarea::Key::{Char, Down, Enter, Esc, Up};
use ratatui_textarea::TextArea;

use super::key::{ALL, Binding, key, on, shown};
use super::pick::has_words;
use super::shared::Overlay;
use super::view::{Command as C, Effect, Next, Place, Shared, View};
use crate::domain::acts::edition::words;
use crate::domain::record::goal::Goal;
use crate::domain::record::ids::ChangeId;
use crate::domain::telling::history::Line;

#[rustfmt::skip] // a table: one row a line
pub(super) const KEYS: &[Binding] = &[
    shown(&[Place::History], ALL, &[key(Char('/'))], C::Find, "filter"),
    shown(&[Place::History], ALL, &[key(Char('U'))], C::UndoThis, "undo the selected change"),
    shown(&[Place::Change], ALL, &[key(Esc), key(Char('q'))], C::Back, "back"),
    on(&[Place::Change], ALL, &[key(Enter)], C::Open, "open its goal"),
    shown(&[Place::Filter], ALL, &[key(Enter)], C::Open, "keep the filter"),
    on(&[Place::Filter], ALL, &[key(Up)], C::Up, "up"),
    on(&[Place::Filter], ALL, &[key(Down)], C::Down, "down"),
    shown(&[Place::Filter], ALL, &[key(Esc)], C::Back, "drop the filter"),
];

/// What the History screen shows.
#[derive(Clone, Debug, Default)]
pub struct HistoryView {
    /// The filter line.
    pub filter: TextArea<'static>,
    /// Whether keys go to the filter line.
    pub typing: bool,
    /// The selected line among those that pass the filter.
    pub cursor: usize,
    /// The change that stays selected when its undo is written above it, and the length of the log
    /// before.
    undoing: Option<(ChangeId, usize)>,
}

impl HistoryView {
    /// Returns the text of the filter line.
    pub fn filter_text(&self) -> &str {
        self.filter.lines().first().map_or("", String::as_str)
    }

    /// Returns the lines that hold every word of the filter, newest first.
    pub fn shown<'a>(&self, lines: &'a [Line]) -> Vec<&'a Line> {
        let typed = self.filter_text();
        let passes = |line: &&Line| {
            let text = || format!("{} {} {}", line.day, line.author.name, line.text);
            typed.is_empty() || has_words(&text(), typed)
        };
        lines.iter().rev().filter(passes).collect()
    }

    /// Returns the selected line.
    pub fn entry<'a>(&self, lines: &'a [Line]) -> Option<&'a Line> {
        self.shown(lines).get(self.cursor).copied()
    }

    /// Opens the selected change in full.
    fn open(&self, shared: &mut Shared) -> Option<()> {
        let line = self.entry(&shared.lines)?;
        let log = shared.log.as_ref()?;
        let change = log.iter().find(|change| change.id == line.id)?;
        shared.overlay = Some(Overlay::Change {
            lines: words::change(line, change),
            goal: self.selected(shared).map(|goal| goal.slug().clone()),
            scroll: 0,
        });
        Some(())
    }

    /// Drops the filter.
    fn clear(&mut self) {
        self.filter = TextArea::default();
        self.typing = false;
        self.cursor = 0;
    }
}

impl View for HistoryView {
    fn place(&self) -> Place {
        match self.typing {
            true => Place::Filter,
            false => Place::History,
        }
    }

    fn selected<'a>(&self, shared: &'a Shared) -> Option<&'a Goal> {
        let goal = self.entry(&shared.lines)?.goal.as_ref()?;
        shared.goal(goal)
    }

    fn reads(&self, shared: &Shared) -> Vec<Effect> {
        shared.read_log().into_iter().collect()
    }

    fn clamp(&mut self, shared: &Shared) {
        let shown = self.shown(&shared.lines);
        let (last, grown) = (shown.len().saturating_sub(1), shared.lines.len());
        let undone = self.undoing.filter(|(_, length)| *length < grown);
        let place = undone.and_then(|(id, _)| shown.iter().position(|line| line.id == id));
        self.cursor = place.unwrap_or(self.cursor).min(last);
        self.undoing = self.undoing.filter(|_| undone.is_none());
    }

    fn run(&mut self, shared: &mut Shared, command: C) -> Option<Next> {
        match command {
            C::Find => self.typing = true,
            C::Open if self.typing => self.typing = false,
            C::Open => self.open(shared)?,
            C::Back => self.clear(),
            C::UndoThis => {
                let line = self.entry(&shared.lines)?;
                self.undoing = Some((line.id, shared.lines.len()));
                return Some(Effect::Undo(Some(line.id)).into());
            }
            _ => return None,
        }
        Some(Next::NOTHING)
    }

    fn cursor(&mut self) -> Option<&mut usize> {
        self.undoing = None;
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
