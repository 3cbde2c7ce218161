//! A list that narrows as one types: all acts, all goals, where minutes go.

use ratatui_textarea::TextArea;

use super::bindings::{BINDINGS, Command, Place};
use super::form::FormKind;
use super::guide::entry_name;
use super::message::MinutesTo;
use crate::domain::plan::guide::{Guide, Link};
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::wording::goals;
use crate::domain::words::text::count;

/// What is chosen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PickKind {
    /// The acts and screens.
    Acts,
    /// The goals of the journey.
    Goals,
    /// The entries of the guide.
    Guide,
    /// Where the minutes of a 1:1 go.
    Minutes,
    /// The verdicts of a gate review.
    Verdict,
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
    /// The minutes of a 1:1, and where they go.
    Minutes(ChangeId, MinutesTo),
    /// Nothing at all.
    Nothing,
    /// A form to fill in.
    Form(FormKind),
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
    /// Returns the list of the acts at hand at a place.
    pub fn acts(place: Place, party: Party) -> Self {
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
                    goals::named(goal),
                    goal.state().word().to_owned(),
                    Choice::Goal(goal.slug().clone()),
                )
            })
            .collect();
        Self::new(PickKind::Goals, entries)
    }

    /// Returns the list of where the minutes of a 1:1 can go.
    pub fn minutes(journey: &Journey, meeting: ChangeId) -> Self {
        let name = minutes_file(journey, meeting);
        let to = |to| Choice::Minutes(meeting, to);
        let entries = [
            ("nothing now".to_owned(), "m asks again", Choice::Nothing),
            (
                "to the clipboard".to_owned(),
                "Markdown",
                to(MinutesTo::Clipboard),
            ),
            (
                format!("to the file {name}"),
                "Markdown",
                to(MinutesTo::File(name.into())),
            ),
        ];
        let entries = entries.map(|(words, beside, choice)| (words, beside.to_owned(), choice));
        Self::new(PickKind::Minutes, entries.into())
    }

    /// Returns the list of the verdicts that can be given with some goals still open.
    pub fn verdicts(left: &[Slug]) -> Self {
        let goals = count(left.len(), "goal");
        let entry = |words: &str, beside: &str, kind| {
            let beside = format!("{goals} {beside}");
            (words.to_owned(), beside, Choice::Form(kind))
        };
        let entries = vec![
            entry("advance", "left open", FormKind::Advance),
            entry("extend to a date", "moved", FormKind::Extend),
            entry(
                "re-plan",
                "carried or waived",
                FormKind::Replan(left.to_vec()),
            ),
        ];
        Self::new(PickKind::Verdict, entries)
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
            PickKind::Minutes => "The minutes, without anything private",
            PickKind::Verdict => "The verdict",
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

/// Returns the name of a file for the minutes of a 1:1: `minutes-ada-lovelace-2026-04-21.md`.
fn minutes_file(journey: &Journey, meeting: ChangeId) -> String {
    let plain: String = journey
        .people
        .hire
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let mut parts = vec!["minutes".to_owned()];
    parts.extend(plain.to_lowercase().split_whitespace().map(str::to_owned));
    let held = journey.meetings.held.get(&meeting);
    parts.extend(held.map(|held| held.opening.on.to_string()));
    format!("{}.md", parts.join("-"))
}
