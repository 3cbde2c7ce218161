//! What a checklist holds, put where a plan has it: milestones, goals, parts, owners. What a plan has no place
//! for is kept beside, with its line. Knows neither Markdown nor CSV nor TOML.

mod dates;
mod owners;
mod slugs;

use super::super::file::{TEXT_MAX, TITLE_MAX};
use super::super::goal::GOALS_MAX;
use super::super::milestone::MILESTONES_MAX;
use super::when::{When, when};
use super::{NoPlan, Remark};
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;

use owners::without_owners;
use slugs::Slugs;

/// A text of a checklist on one line, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub line: usize,
    pub text: String,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Task {
    /// How many items hold it.
    pub depth: usize,
    pub said: Said,
}

/// A part of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A heading of a level.
    Heading(usize, Said),
    /// An item.
    Task(Task),
    /// What else is said of the item before it.
    More(Said),
    /// Anything else.
    Text(Said),
}

/// A plan in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub title: Option<String>,
    /// The milestones, the earliest first.
    pub milestones: Vec<Stretch>,
    pub people: Vec<(Slug, String)>,
    /// What has no place in a plan.
    pub comments: Vec<Said>,
    pub remarks: Vec<Remark>,
}

/// A milestone with its goals.
#[derive(Debug)]
pub(super) struct Stretch {
    pub milestone: Milestone,
    pub theme: String,
    pub goals: Vec<Goal>,
}

/// A goal.
#[derive(Debug)]
pub(super) struct Goal {
    pub slug: Slug,
    pub title: String,
    pub why: String,
    pub parts: Vec<(Slug, String)>,
    pub people: Vec<Slug>,
}

/// A goal as it is read: its words, and when it is due.
#[derive(Debug)]
struct Read {
    when: Option<When>,
    heading: Option<Said>,
    topic: Option<String>,
    said: Said,
    more: Vec<Said>,
    parts: Vec<Said>,
}

impl Draft {
    /// Returns a plan of what a checklist holds.
    pub fn of(entries: Vec<Entry>) -> Result<Self, NoPlan> {
        let mut draft = Self::default();
        let read = draft.read(entries);
        if read.is_empty() {
            return Err(NoPlan::NoTask);
        }
        if read.len() > GOALS_MAX {
            return Err(NoPlan::TooMany(read.len(), GOALS_MAX));
        }
        let dates = draft.dates(&read);
        if dates.len() > MILESTONES_MAX {
            return Err(NoPlan::TooManyDates(dates.len(), MILESTONES_MAX));
        }
        draft.place(read, dates);
        Ok(draft)
    }

    /// Returns how many goals there are.
    pub fn goals(&self) -> usize {
        self.milestones.iter().map(|one| one.goals.len()).sum()
    }

    fn remark(&mut self, line: usize, what: impl Into<String>) {
        let what = what.into();
        self.remarks.push(Remark { line, what });
    }

    /// Keeps a text that has no place in a plan.
    fn keep(&mut self, said: Said, what: &str) {
        self.remark(said.line, format!("{what}; it is kept in a comment"));
        self.comments.push(said);
    }

    /// Keeps a line of which there is nothing to tell.
    pub fn keep_quietly(&mut self, line: usize, text: &str) {
        let text = text.to_owned();
        self.comments.insert(0, Said { line, text });
    }

    /// Reads goals, each with what is said of it.
    fn read(&mut self, entries: Vec<Entry>) -> Vec<Read> {
        let is_title = title(&entries);
        let mut goals: Vec<Read> = Vec::new();
        let (mut now, mut heading, mut topic) = (None, None, None);
        for (entry, place) in entries.into_iter().zip(0..) {
            match entry {
                Entry::Heading(_, said) if is_title && place == 0 => {
                    let text = self.cut(&said, TITLE_MAX);
                    self.title = Some(text);
                }
                Entry::Heading(_, said) => match when(&said.text) {
                    Some(when) => (now, heading, topic) = (Some(when), Some(said), None),
                    None => {
                        let what =
                            "this heading says no date; it stands in the reason of its goals";
                        self.remark(said.line, what);
                        topic = Some(said.text.clone());
                        // Also where no goal follows.
                        self.comments.push(said);
                    }
                },
                Entry::Task(task) if task.depth == 0 || goals.is_empty() => goals.push(Read {
                    when: now,
                    heading: heading.clone(),
                    topic: topic.clone(),
                    said: task.said,
                    more: Vec::new(),
                    parts: Vec::new(),
                }),
                Entry::Task(task) => {
                    if let Some(goal) = goals.last_mut() {
                        goal.parts.push(task.said);
                    }
                }
                Entry::More(said) => match goals.last_mut() {
                    Some(goal) => goal.more.push(said),
                    None => self.keep(said, "this belongs to no task"),
                },
                Entry::Text(said) => self.keep(said, "this is no part of a task"),
            }
        }
        goals
    }

    fn goal(&mut self, read: Read, slugs: &mut Slugs) -> Option<Goal> {
        let (text, mut owners) = match without_owners(&read.said.text) {
            // A task of which nothing else is said.
            (text, _) if text.is_empty() => (read.said.text.clone(), Vec::new()),
            told => told,
        };
        let line = read.said.line;
        let title = self.cut(&Said { line, text }, TITLE_MAX);
        let mut why: Vec<String> = Vec::new();
        why.extend(read.topic.as_deref().map(sentence));
        for more in read.more {
            let (text, named) = without_owners(&more.text);
            owners.extend(named);
            why.extend((!text.is_empty()).then(|| sentence(&text)));
        }
        let whom = owners.join(", ");
        why.extend((!whom.is_empty()).then(|| format!("Owner: {whom}.")));
        if why.is_empty() {
            why.push("It is on the checklist that this plan was made from.".to_owned());
        }
        let why = self.cut(
            &Said {
                line,
                text: why.join(" "),
            },
            TEXT_MAX,
        );
        let mut own = Slugs::default();
        let parts = read.parts.into_iter().map(|part| {
            let text = self.cut(&part, TEXT_MAX);
            Some((own.of(&text, "part")?, text))
        });
        let parts = parts.collect::<Option<_>>()?;
        let people = owners
            .iter()
            .filter_map(|owner| self.person(owner))
            .collect();
        Some(Goal {
            slug: slugs.of(&title, "goal")?,
            title,
            why,
            parts,
            people,
        })
    }

    /// Returns the short name of somebody who owns a goal; nothing where the name cannot be one.
    fn person(&mut self, name: &str) -> Option<Slug> {
        if let Some((slug, _)) = self.people.iter().find(|(_, other)| other == name) {
            return Some(slug.clone());
        }
        let mut slugs = Slugs::taken(self.people.iter().map(|(slug, _)| slug.clone()));
        let fits = name.chars().count() <= TITLE_MAX && self.people.len() < GOALS_MAX;
        let slug = fits.then(|| slugs.of(name, "owner")).flatten()?;
        self.people.push((slug.clone(), name.to_owned()));
        Some(slug)
    }

    /// Returns a text of at most so many characters, cut between words; all of it is kept where more is said.
    fn cut(&mut self, said: &Said, most: usize) -> String {
        if said.text.chars().count() <= most {
            return said.text.clone();
        }
        let what = format!("this is longer than {most} characters; all of it is kept in a comment");
        self.remark(said.line, what);
        self.comments.push(said.clone());
        let short: String = said.text.chars().take(most - 1).collect();
        let words = short
            .rsplit_once(' ')
            .map_or(short.as_str(), |(words, _)| words);
        format!("{}…", words.trim_end())
    }
}

/// Returns a text with a sign at its end, so that another can follow.
fn sentence(text: &str) -> String {
    match text.ends_with(['.', '!', '?', ':', ';', '…']) {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}

/// Returns whether a checklist begins with its title: a heading of the first level that says no date, or one
/// above headings that do.
fn title(entries: &[Entry]) -> bool {
    let Some(Entry::Heading(1, first)) = entries.first() else {
        return false;
    };
    let mut below = entries.iter().skip(1);
    let is_above = below.any(|entry| {
        matches!(entry, Entry::Heading(level, said) if *level > 1 && when(&said.text).is_some())
    });
    is_above || when(&first.text).is_none()
}
