//! A list that narrows as one types: all acts, or all goals.

use ratatui_textarea::TextArea;

use super::bindings::{BINDINGS, Command, Place};
use super::state::Screen;
use crate::domain::journey::Journey;
use crate::domain::people::Party;
use crate::domain::plan::Slug;

/// What is chosen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PickKind {
    /// The acts and screens.
    Acts,
    /// The goals of the journey.
    Goals,
}

/// What a line of the list stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A command.
    Command(Command),
    /// A goal.
    Goal(Slug),
}

/// A list to type into.
#[derive(Clone, Debug)]
pub struct Pick {
    /// What is chosen from.
    pub kind: PickKind,
    /// What was typed.
    pub input: TextArea<'static>,
    /// The selected line among those that fit.
    pub cursor: usize,
    entries: Vec<(String, String, Choice)>,
}

impl Pick {
    /// Returns the list of the acts at hand on a screen.
    pub fn acts(screen: Screen, party: Party) -> Self {
        let place = match screen {
            Screen::Today => Place::Today,
            Screen::Plan => Place::Plan,
            Screen::History => Place::History,
        };
        let moves = [
            Command::Up,
            Command::Down,
            Command::Left,
            Command::Right,
            Command::PageUp,
            Command::PageDown,
            Command::Top,
            Command::Bottom,
            Command::Back,
            Command::Palette,
        ];
        let mut listed = Vec::new();
        let entries = BINDINGS
            .iter()
            .filter(|b| b.places.contains(&place) && b.parties.contains(&party))
            .filter(|b| !moves.contains(&b.command))
            .filter(|b| {
                let is_new = !listed.contains(&b.command);
                listed.push(b.command);
                is_new
            })
            .map(|b| {
                let keys: Vec<String> = b.chords.iter().map(ToString::to_string).collect();
                (
                    b.words.to_owned(),
                    keys.join(" "),
                    Choice::Command(b.command),
                )
            })
            .collect();
        Self::new(PickKind::Acts, entries)
    }

    /// Returns the list of the goals of a journey.
    pub fn goals(journey: &Journey) -> Self {
        let entries = journey
            .goals
            .iter()
            .map(|goal| {
                (
                    format!("{} {}", goal.number, goal.plan.title),
                    goal.state().word().to_owned(),
                    Choice::Goal(goal.slug().clone()),
                )
            })
            .collect();
        Self::new(PickKind::Goals, entries)
    }

    fn new(kind: PickKind, entries: Vec<(String, String, Choice)>) -> Self {
        Self {
            kind,
            input: TextArea::default(),
            cursor: 0,
            entries,
        }
    }

    /// Returns the heading of the list.
    pub fn title(&self) -> &'static str {
        match self.kind {
            PickKind::Acts => "All acts",
            PickKind::Goals => "Find a goal",
        }
    }

    /// Returns the lines that hold every typed word: the words, what stands beside them, and what
    /// they stand for.
    pub fn shown(&self) -> Vec<&(String, String, Choice)> {
        let typed = self.input.lines().join(" ").to_lowercase();
        self.entries
            .iter()
            .filter(|(words, beside, _)| {
                let text = format!("{words} {beside}").to_lowercase();
                typed.split_whitespace().all(|word| text.contains(word))
            })
            .collect()
    }

    /// Returns what the selected line stands for.
    pub fn chosen(&self) -> Option<Choice> {
        self.shown()
            .get(self.cursor)
            .map(|(_, _, choice)| choice.clone())
    }
}
