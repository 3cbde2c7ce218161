//! How a journey begins and ends, beside its goals. Knows no rule about who may do what.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::plan::copy::PlanCopy;
use crate::domain::plan::people::{Author, Mark, People};
use crate::domain::plan::week::Week;
use crate::domain::record::writing::Visibility;
use crate::domain::words::when::full_date;

/// How a journey begins: the people, the date and the copy of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed {
    /// Who takes part.
    pub people: People,
    /// Day 1.
    pub start: NaiveDate,
    /// The plan as it stood.
    pub plan: PlanCopy,
    /// The days of a week that are worked.
    #[serde(default, skip_serializing_if = "Week::is_usual")]
    pub week: Week,
    /// The days off.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub holidays: BTreeMap<NaiveDate, Holiday>,
}

/// A day off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// Its name, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Days away inside a journey; they move every later milestone by their working days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// The first day away.
    pub from: NaiveDate,
    /// The last day away.
    pub until: NaiveDate,
    /// Who entered it, and when.
    pub mark: Mark,
}

impl Leave {
    /// Returns its days in words: `Mon 13 Apr 2026 to Fri 17 Apr 2026`.
    pub fn span(&self) -> String {
        let (from, until) = (full_date(self.from), full_date(self.until));
        match self.from == self.until {
            true => from,
            false => format!("{from} to {until}"),
        }
    }

    /// Returns whether a day is one of its days.
    pub fn covers(&self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }
}

/// Why somebody is away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveReason {
    /// Who wrote it.
    pub author: Author,
    /// The reason.
    pub text: String,
    /// Who may read it.
    pub visibility: Visibility,
}

/// That somebody agreed to an edition of the plan that drops or moves goals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Who entered it, and when.
    pub mark: Mark,
    /// Who agreed.
    pub agreed: String,
}

/// Why a journey ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The plan is through.
    Finished,
    /// The hire left.
    Left,
    /// The hire has another role.
    ChangedRole,
}

impl End {
    /// Every end with the word that users and files see.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Finished, "finished"),
        (Self::Left, "left"),
        (Self::ChangedRole, "changed-role"),
    ];

    /// Returns the word that users and files see.
    pub fn word(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Left => "left",
            Self::ChangedRole => "changed-role",
        }
    }

    /// Returns the words that people read.
    pub fn words(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Left => "left",
            Self::ChangedRole => "changed role",
        }
    }
}

/// How a journey ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    /// Who archived it, and when.
    pub mark: Mark,
    /// Why it ended.
    pub end: End,
    /// What is to be said of it, where something is.
    pub reason: Option<String>,
}
