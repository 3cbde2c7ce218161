//! The log in words, for a given reader. Knows no screen and no order but the log's own.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::change::{Change, ChangeId, Edit, Verb};
use super::goal::{Note, Stage};
use super::journey::Journey;
use super::people::{Author, Party};
use super::plan::Slug;
use super::undo::{Trace, taken_back};

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The change that it tells of.
    pub id: ChangeId,
    /// Its place in the log, from 1.
    pub number: usize,
    /// The day it counts for.
    pub day: NaiveDate,
    /// Who did it.
    pub author: Author,
    /// The goal it is about.
    pub goal: Option<Slug>,
    /// What was done, in words, without who and when.
    pub text: String,
    /// Whether it was taken back later.
    pub undone: bool,
}

/// Returns a log in words, oldest first, as a party may read it.
///
/// `changes` is the log in order.
pub fn lines(journey: &Journey, changes: &[Change], reader: Party) -> Vec<Line> {
    let by_id: HashMap<ChangeId, &Change> =
        changes.iter().map(|change| (change.id, change)).collect();
    let traces: Vec<Trace> = changes.iter().map(Trace::from).collect();
    let undone = taken_back(&traces);
    let teller = Teller {
        journey,
        by_id,
        reader,
    };
    changes
        .iter()
        .zip(1..)
        .map(|(change, number)| Line {
            id: change.id,
            number,
            day: change.day,
            author: change.author.clone(),
            goal: change.goal().cloned(),
            text: teller.text(change),
            undone: undone.contains(&change.id),
        })
        .collect()
}

/// Returns the words for one change; `changes` holds it and what it takes back.
pub fn words(journey: &Journey, changes: &[Change], change: &Change, reader: Party) -> String {
    let by_id = changes.iter().map(|change| (change.id, change)).collect();
    Teller {
        journey,
        by_id,
        reader,
    }
    .text(change)
}

struct Teller<'a> {
    journey: &'a Journey,
    by_id: HashMap<ChangeId, &'a Change>,
    reader: Party,
}

impl Teller<'_> {
    fn text(&self, change: &Change) -> String {
        match (change.verb, self.root(change)) {
            (Verb::Undo, Some(root)) => format!("undid: {}", self.deed(root)),
            (Verb::Redo, Some(root)) => format!("redid: {}", self.deed(root)),
            (Verb::Undo, None) => "undid a change".to_owned(),
            (Verb::Redo, None) => "redid a change".to_owned(),
            _ => self.deed(change),
        }
    }

    /// Returns the change at the bottom of a chain of undos and redos.
    fn root<'b>(&'b self, change: &'b Change) -> Option<&'b Change> {
        let mut root = change;
        for _ in 0..=self.by_id.len() {
            match root.undoes {
                None => return Some(root),
                Some(target) => root = self.by_id.get(&target)?,
            }
        }
        None
    }

    fn deed(&self, change: &Change) -> String {
        let goal = change
            .goal()
            .map(|slug| self.goal(slug))
            .unwrap_or_default();
        let words = match change.verb {
            Verb::Start => format!("started the journey as {}", self.journey.role.title),
            Verb::Begin => format!("began {goal}"),
            Verb::Claim => format!("claimed {goal}"),
            Verb::Unclaim => format!("took back the claim of {goal}"),
            Verb::Confirm => format!("confirmed {goal}"),
            Verb::Return => format!("returned {goal}"),
            Verb::Tick => format!("ticked a part of {goal}"),
            Verb::Untick => format!("took back a tick of {goal}"),
            Verb::Note => match goal.as_str() {
                "" => "noted on the journey".to_owned(),
                _ => format!("noted on {goal}"),
            },
            Verb::Evidence => format!("gave evidence for {goal}"),
            Verb::Block => format!("blocked {goal}"),
            Verb::Clear => format!("cleared the blocker of {goal}"),
            Verb::Waive => format!("waived {goal}"),
            Verb::Defer => format!("deferred {goal}"),
            Verb::Restore => format!("restored {goal}"),
            Verb::Name => String::new(),
            Verb::MoveStart => "moved the start".to_owned(),
            Verb::Pause => "entered a leave".to_owned(),
            Verb::Undo | Verb::Redo => "took a change back".to_owned(),
        };
        match self.detail(change) {
            Some(detail) if words.is_empty() => detail,
            Some(detail) => format!("{words}: {detail}"),
            None => words,
        }
    }

    fn goal(&self, slug: &Slug) -> String {
        match self.journey.goal(slug) {
            Some(goal) => format!("{} {}", goal.number, goal.plan.title),
            None => slug.to_string(),
        }
    }

    fn detail(&self, change: &Change) -> Option<String> {
        change.edits.iter().find_map(|edit| match edit {
            Edit::Stage { set, .. } => match &set.to {
                Stage::Active {
                    returned: Some(returned),
                    ..
                } if change.verb == Verb::Return => Some(returned.reason.clone()),
                _ => None,
            },
            Edit::Tick {
                goal, criterion, ..
            } => self
                .journey
                .goal(goal)?
                .plan
                .criteria
                .iter()
                .find(|c| c.slug == *criterion)
                .map(|c| c.text.clone()),
            Edit::Note { set, .. } => set.to.as_ref().map(|note| self.note(note)),
            Edit::Evidence { set, .. } => {
                let evidence = set.to.as_ref()?;
                Some(match &evidence.label {
                    Some(label) => format!("{label} <{}>", evidence.link),
                    None => evidence.link.clone(),
                })
            }
            Edit::Blocker { set, .. } if change.verb == Verb::Block => {
                let blocker = set.to.as_ref()?;
                Some(format!("waits on {} for {}", blocker.on, blocker.waits_for))
            }
            Edit::Waiver { set, .. } => {
                let waiver = set.to.as_ref()?;
                Some(format!("{} ({} agreed)", waiver.reason, waiver.agreed))
            }
            Edit::Deferral { set, .. } => {
                let deferral = set.to.as_ref()?;
                Some(format!(
                    "to {}, {} ({} agreed)",
                    deferral.to, deferral.reason, deferral.agreed
                ))
            }
            Edit::Name { party, set } => Some(match (&set.from, &set.to) {
                (Some(from), Some(to)) => {
                    format!("changed the {}'s name from {from} to {to}", party.word())
                }
                (None, Some(to)) => format!("named {to} as the {}", party.word()),
                (_, None) => format!("left the place of the {} free", party.word()),
            }),
            Edit::Start { set } => Some(format!("from {} to {}", set.from, set.to)),
            Edit::Pauses { set } => {
                let pause = set.to.last()?;
                let reason = pause.reason.as_deref().map(|text| format!(", {text}"));
                Some(format!(
                    "{} to {}{}",
                    pause.from,
                    pause.until,
                    reason.unwrap_or_default()
                ))
            }
            _ => None,
        })
    }

    fn note(&self, note: &Note) -> String {
        if note.is_visible_to(self.reader) {
            note.text.clone()
        } else {
            "a private note".to_owned()
        }
    }
}
