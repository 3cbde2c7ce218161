//! What was agreed to be done. Knows no rule about who may do what.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Mark, Party};
use crate::domain::record::ids::ChangeId;

/// Something agreed to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// How it was entered.
    pub entry: Entry,
    /// What is to be done.
    pub text: String,
    /// Who does it, by the name of when that was agreed; nothing before anything is said.
    pub owner: Option<Doer>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Who said that it is done, and when.
    pub done: Option<Mark>,
    /// Who said that it is not going to be done, when, and why.
    pub dropped: Option<Dropped>,
}

/// Who does an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Doer {
    /// A person of the journey.
    Inside(Author),
    /// A person or a team that takes no part in the journey.
    Outside {
        /// The name.
        outside: String,
    },
}

/// An action that is not going to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// Who said so, and when.
    pub mark: Mark,
    /// Why.
    pub reason: String,
}

/// How an action was entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Who entered it.
    pub by: Author,
    /// The day it counts for.
    pub on: NaiveDate,
    /// The goal that it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Slug>,
    /// The 1:1 in which it was agreed; nothing where it was agreed between two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<ChangeId>,
}

/// Where an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is still to be done.
    Open,
    /// It is done.
    Done,
    /// It is not going to be done.
    Dropped,
}

impl State {
    /// Returns the word that programs read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

impl Action {
    /// Returns an action of which nothing more is said yet.
    pub fn entered(entry: Entry) -> Self {
        Self {
            entry,
            text: String::new(),
            owner: None,
            due: None,
            done: None,
            dropped: None,
        }
    }

    /// Returns where it stands. What was done is done, even if somebody else dropped it meanwhile.
    pub fn state(&self) -> State {
        match (&self.done, &self.dropped) {
            (Some(_), _) => State::Done,
            (None, Some(_)) => State::Dropped,
            (None, None) => State::Open,
        }
    }

    /// Returns whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.state() == State::Open
    }

    /// Returns the name of who does it, as of when that was agreed.
    pub fn owner(&self) -> &str {
        match &self.owner {
            Some(Doer::Inside(author)) => &author.name,
            Some(Doer::Outside { outside }) => outside,
            None => &self.entry.by.name,
        }
    }

    /// Returns whether a party does it, or asks after it: hire and mentor both ask after what somebody
    /// outside promised.
    pub fn is_for(&self, party: Party) -> bool {
        match self.party() {
            Some(owner) => owner == party,
            None => party != Party::Manager,
        }
    }

    /// Returns the part that its owner plays; nothing if that is somebody outside.
    pub fn party(&self) -> Option<Party> {
        match &self.owner {
            Some(Doer::Inside(author)) => Some(author.party),
            Some(Doer::Outside { .. }) => None,
            None => Some(self.entry.by.party),
        }
    }
}
