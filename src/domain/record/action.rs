//! What was agreed to be done. Knows no rule about who may do what.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Mark};
use crate::domain::record::ids::ChangeId;

/// Something agreed to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// How it was entered.
    pub entry: Entry,
    /// What is to be done.
    pub text: String,
    /// Who does it, by the name of when that was agreed; its author before anything is said.
    pub owner: Option<Author>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Who said that it is done, and when.
    pub done: Option<Mark>,
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

impl Action {
    /// Returns an action of which nothing more is said yet.
    pub fn entered(entry: Entry) -> Self {
        Self {
            entry,
            text: String::new(),
            owner: None,
            due: None,
            done: None,
        }
    }

    /// Returns who does it, by the name of when that was agreed.
    pub fn owner(&self) -> &Author {
        self.owner.as_ref().unwrap_or(&self.entry.by)
    }
}
