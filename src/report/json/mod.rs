//! Documents for programs: one versioned shape each, dates in ISO 8601, the numbers of the
//! screens. Private notes are in them for their author only.

mod agenda;
mod check;
mod edition;
mod goal;
mod guide;
mod log;
mod meeting;
mod parts;
mod plan;
mod remind;
mod review;
mod standing;

use chrono::NaiveDate;
use serde::Serialize;

pub use agenda::{agenda, next_meeting};
pub use check::{FileCheck, FileProblem, checks, written};
pub use edition::difference;
pub use goal::{
    Goal, GoalDetail, GoalsDocument, LeftDocument, Note, ShowDocument, goals, left, show,
};
pub use guide::{contexts, guide_page};
pub use log::{ChangeDocument, Line, LogDocument, change, log};
pub use meeting::{actions, meeting, meetings, minutes};
pub use parts::Author;
pub use plan::{PlanHead, plan, plans};
pub use remind::reminders;
pub use review::{review, reviews};
pub use standing::{
    JourneyHead, JourneyRow, JourneysDocument, NextDocument, Standing, StatusDocument, journeys,
    next, status,
};

/// Where things are: `onramp.paths/1`.
#[derive(Clone, Debug, Serialize)]
pub struct PathsDocument {
    format: &'static str,
    database: String,
    settings: Option<String>,
    plans: Option<String>,
}

/// Returns the document of the places.
pub fn paths(database: String, settings: Option<String>, plans: Option<String>) -> PathsDocument {
    PathsDocument {
        format: "onramp.paths/1",
        database,
        settings,
        plans,
    }
}

/// The rules of progress: `onramp.rules/1`.
#[derive(Clone, Debug, Serialize)]
pub struct RulesDocument {
    format: &'static str,
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, Serialize)]
struct Rule {
    name: &'static str,
    text: String,
}

/// Returns the document of the rules, a name and a sentence each.
pub fn rules(rules: Vec<(&'static str, String)>) -> RulesDocument {
    let rules = rules.into_iter();
    RulesDocument {
        format: "onramp.rules/1",
        rules: rules.map(|(name, text)| Rule { name, text }).collect(),
    }
}

/// What an examination of the database found: `onramp.doctor/1`.
#[derive(Clone, Debug, Serialize)]
pub struct DoctorDocument {
    format: &'static str,
    sound: bool,
    integrity: Vec<String>,
    references: Vec<String>,
    journeys: Vec<ReplayRow>,
}

/// How the replay of one journey's log compares with its rows.
#[derive(Clone, Debug, Serialize)]
pub struct ReplayRow {
    /// The hire.
    pub hire: String,
    /// Day 1.
    pub start: NaiveDate,
    /// Whether the start was undone.
    pub withdrawn: bool,
    /// Whether the replay gives exactly the rows.
    pub same: bool,
    /// The changes in the log, where it tells how the journey began.
    pub changes: Option<usize>,
}

/// Returns the document of an examination.
pub fn doctor(
    sound: bool,
    integrity: Vec<String>,
    references: Vec<String>,
    journeys: Vec<ReplayRow>,
) -> DoctorDocument {
    DoctorDocument {
        format: "onramp.doctor/1",
        sound,
        integrity,
        references,
        journeys,
    }
}
