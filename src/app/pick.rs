//! A list that narrows as one types: all acts, or all goals.

use ratatui_textarea::TextArea;

use super::bindings::{BINDINGS, Command, Place};
use super::guide::entry_name;
use super::state::Screen;
use crate::domain::guide::{Guide, Link};
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
    /// The entries of the guide.
    Guide,
}

/// What a line of the list stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A command.
    Command(Command),
    /// A goal.
    Goal(Slug),
    /// An entry of the guide.
    Entry(Link),
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
            Screen::Guide => Place::Guide,
            Screen::History => Place::History,
            Screen::Hires => Place::Hires,
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

    /// Returns the list of the entries of a guide: all, or those that belong to a goal.
    pub fn guide(guide: &Guide, goal: Option<&Slug>) -> Self {
        let links = goal.map(|slug| guide.links.get(slug).map_or(&[][..], Vec::as_slice));
        let entries = guide
            .pages
            .iter()
            .flat_map(|page| page.entries.iter().map(move |entry| (page, entry)))
            .map(|(page, entry)| {
                let link = Link {
                    kind: page.kind,
                    slug: entry.slug.clone(),
                };
                (entry_name(entry).to_owned(), page.kind.title, link)
            })
            .filter(|(_, _, link)| links.is_none_or(|links| links.contains(link)))
            .map(|(name, page, link)| (name, page.to_owned(), Choice::Entry(link)))
            .collect();
        Self::new(PickKind::Guide, entries)
    }

    /// Returns the list of the goals of a journey; only some where they are named.
    pub fn goals(journey: &Journey, only: Option<&[&Slug]>) -> Self {
        let entries = journey
            .goals
            .iter()
            .filter(|goal| only.is_none_or(|only| only.contains(&goal.slug())))
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
            PickKind::Guide => "Find in the guide",
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
