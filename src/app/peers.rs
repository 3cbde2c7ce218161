//! What the screens know of the other machines of a journey: who was heard of when, what came in, who asks
//! to be admitted, what does not count.

use std::collections::BTreeSet;

use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::ids::{ChangeId, DeviceId};
use crate::domain::wording::exchange::{came_in, since};
use crate::domain::wording::journeys::short_name;

/// What the screens know of the other machines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Peers {
    /// For whom this machine speaks, once it is linked.
    pub speaks_for: Option<Party>,
    /// Whether there is a place to sync with.
    pub has_places: bool,
    /// When everybody else was last heard of, in milliseconds since 1970, by name; the newest first.
    pub heard: Vec<(String, i64)>,
    /// Why this machine cannot write to the journey, and what to do about it, in sentences.
    pub cannot_write: Option<String>,
    /// What this machine waits for, until it is admitted.
    pub waits: Option<Waits>,
    /// Whether to look at the places every few seconds: a machine is to be admitted, and a look costs
    /// no more than reading a folder.
    pub watches: bool,
    /// Who asks to be admitted.
    pub asking: Vec<Asks>,
    /// What came in and was not looked at.
    pub news: Vec<NewChange>,
    /// What is set aside and was dismissed.
    pub dismissed: BTreeSet<ChangeId>,
    /// How many changes are set aside and not dismissed.
    pub aside: usize,
}

/// What a machine waits for that is not admitted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// Who admits it.
    pub host: String,
    /// The six words to read to them.
    pub words: String,
}

/// Somebody who asks to be admitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asks {
    /// The machine.
    pub device: DeviceId,
    /// Whose it is, as it says.
    pub name: String,
    /// The six words to compare.
    pub words: String,
}

/// A change that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewChange {
    /// The change.
    pub id: ChangeId,
    /// The goal that it is about.
    pub goal: Option<Slug>,
    /// Who made it.
    pub author: String,
}

impl Peers {
    /// Returns whether this machine can write to the journey, as far as is known.
    pub fn may_write(&self) -> bool {
        self.waits.is_none() && self.cannot_write.is_none()
    }

    /// Returns why this machine cannot write to the journey, and what to do about it.
    pub fn refusal(&self) -> Option<String> {
        let waits = self.waits.as_ref().map(|waits| {
            format!(
                "You can't write until {} admits this machine. Read {} the six words on Today.",
                waits.host, waits.host
            )
        });
        waits.or_else(|| self.cannot_write.clone())
    }

    /// Returns who was heard of last, and how long ago, or that this machine is not admitted yet, for the
    /// head of the screen.
    pub fn head(&self, now: i64) -> Option<String> {
        if self.waits.is_some() {
            return Some("⇄ not admitted yet".to_owned());
        }
        if !self.may_write() {
            return Some("⇄ read-only".to_owned());
        }
        let (name, then) = self.heard.first()?;
        Some(format!("⇄ {} {}", short_name(name), since(now, *then)))
    }

    /// Returns whether something new came in about a goal.
    pub fn is_new(&self, goal: &Slug) -> bool {
        self.news.iter().any(|new| new.goal.as_ref() == Some(goal))
    }

    /// Returns what came in, in words, where something did.
    pub fn came_in(&self) -> Option<String> {
        let authors: Vec<&str> = self.news.iter().map(|new| new.author.as_str()).collect();
        (!authors.is_empty()).then(|| came_in(&authors).trim_end_matches('.').to_owned())
    }
}
