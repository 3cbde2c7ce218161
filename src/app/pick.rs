//! A list that narrows as one types: all acts, all goals, where minutes go.

use ratatui_textarea::TextArea;

use super::message::Next;
use crate::domain::plan::guide::{Entry, Guide, Link};
use crate::domain::plan::names::Slug;
use crate::domain::record::journey::Journey;
use crate::domain::wording::goals;
use crate::domain::words::text::folded;

/// A line of a list: the words, what stands beside them, and what choosing it leads to.
pub type Choice = (String, String, Next);

/// A list to type into.
#[derive(Clone, Debug)]
pub struct Pick {
    /// The heading of the list.
    pub title: &'static str,
    /// What was typed.
    pub input: TextArea<'static>,
    /// The selected line among those that fit.
    pub cursor: usize,
    choices: Vec<Choice>,
}

impl Pick {
    /// Returns a list of choices.
    pub(super) fn new(title: &'static str, choices: Vec<Choice>) -> Self {
        Self {
            title,
            input: TextArea::default(),
            cursor: 0,
            choices,
        }
    }

    /// Returns the list of the goals of a journey; only some where they are named.
    pub(super) fn goals(journey: &Journey, only: Option<&[&Slug]>) -> Self {
        let goals = journey.goals.iter();
        let goals = goals.filter(|goal| only.is_none_or(|only| only.contains(&goal.slug())));
        let choices = goals.map(|goal| {
            (
                goals::named(goal),
                goal.state().word().to_owned(),
                Next::Goal(goal.slug().clone()),
            )
        });
        Self::new("Find a goal", choices.collect())
    }

    /// Returns the list of the entries of a guide: all, or those that belong to a goal.
    pub(super) fn guide(guide: &Guide, goal: Option<&Slug>) -> Self {
        let links = goal.map(|slug| guide.links.get(slug).map_or(&[][..], Vec::as_slice));
        let mut choices = Vec::new();
        for page in &guide.pages {
            for entry in &page.entries {
                let (kind, slug) = (page.kind, entry.slug.clone());
                let link = Link { kind, slug };
                if links.is_none_or(|links| links.contains(&link)) {
                    let (name, page) = (entry_name(entry), page.kind.title);
                    choices.push((name.to_owned(), page.to_owned(), Next::Entry(link)));
                }
            }
        }
        Self::new("Find in the guide", choices)
    }

    /// Returns the lines that hold every typed word.
    pub fn shown(&self) -> Vec<&Choice> {
        let typed = self.input.lines().join(" ");
        let choices = self.choices.iter();
        choices
            .filter(|(words, beside, _)| has_words(&format!("{words} {beside}"), &typed))
            .collect()
    }

    /// Returns what the selected line leads to.
    pub fn chosen(&self) -> Option<Next> {
        self.shown()
            .get(self.cursor)
            .map(|(_, _, next)| next.clone())
    }
}

/// Returns whether a text holds every word that was typed.
pub(super) fn has_words(text: &str, typed: &str) -> bool {
    let (text, typed) = (folded(text), folded(typed));
    typed.split_whitespace().all(|word| text.contains(word))
}

/// Returns what to call an entry in a list: its name, or else its first text.
fn entry_name(entry: &Entry) -> &str {
    entry
        .name
        .as_deref()
        .or(entry.texts.first().map(String::as_str))
        .unwrap_or_default()
}
