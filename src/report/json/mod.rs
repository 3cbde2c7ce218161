//! Documents for programs: one versioned shape each, dates in ISO 8601, the numbers of the
//! screens. Private notes are in them for their author only.

mod agenda;
mod backup;
mod changed;
mod check;
mod days;
mod document;
mod edition;
mod error;
mod exchange;
mod goal;
mod guide;
mod journey;
mod log;
mod meeting;
mod parts;
mod plan;
mod remind;
mod review;
mod standing;
mod trend;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

pub use agenda::{agenda, next_meeting};
pub use backup::{BackupsDocument, backups};
pub use check::{FileCheck, FileProblem, checks, written};
pub use days::{holiday_import, holidays, leaves, week};
pub use document::{DAYS, Document, Named, PUBLISHED, Published};
pub use edition::difference;
pub use error::{ErrorDocument, ErrorKind, error};
pub use exchange::{
    ExchangeStanding, Exchanged, MachineStanding, OwnPlace, PlaceStanding, Retired, Whose, came,
    conflicts, exchange,
};
pub use goal::{
    Goal, GoalDetail, GoalsDocument, LeftDocument, Note, ShowDocument, goals, left, show,
};
pub use guide::{contexts, guide_page};
pub use journey::{Brought, Head, ReadError, imported, journey, left_out, read};
pub use log::{ChangeDocument, Line, LogChangeDocument, LogDocument, change, log, log_change};
pub use meeting::{actions, meeting, meetings, minutes};
pub use parts::Author;
pub use plan::{PlanHead, plan, plans};
pub use remind::reminders;
pub use review::{review, reviews};
pub use standing::{
    JourneyHead, JourneyRow, JourneysDocument, NextDocument, Standing, StatusDocument, journeys,
    next, status,
};
pub use trend::trend;

/// Where the database, the settings and the plans are.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PathsDocument {
    database: String,
    settings: Option<String>,
    plans: Option<String>,
}

/// Returns the document of the places.
pub fn paths(database: String, settings: Option<String>, plans: Option<String>) -> PathsDocument {
    PathsDocument {
        database,
        settings,
        plans,
    }
}

/// The rules by which progress is counted, in words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RulesDocument {
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Rule {
    name: &'static str,
    text: String,
}

/// Returns the document of the rules, a name and a sentence each.
pub fn rules(rules: Vec<(&'static str, String)>) -> RulesDocument {
    let rules = rules.into_iter();
    RulesDocument {
        rules: rules.map(|(name, text)| Rule { name, text }).collect(),
    }
}

/// The documents that the program prints; `onramp schema NAME` prints the JSON Schema of one.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SchemasDocument {
    schemas: Vec<SchemaRow>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct SchemaRow {
    name: &'static str,
    format: &'static str,
    /// The commands that print it.
    commands: &'static str,
    /// What it is.
    about: String,
}

/// Returns the document of the documents.
pub fn schemas() -> SchemasDocument {
    let row = |document: &Published| SchemaRow {
        name: document.name(),
        format: document.format,
        commands: document.commands,
        about: document.about(),
    };
    SchemasDocument {
        schemas: PUBLISHED.iter().map(row).collect(),
    }
}

/// What an examination of the database found.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DoctorDocument {
    sound: bool,
    integrity: Vec<String>,
    references: Vec<String>,
    journeys: Vec<ReplayRow>,
    /// Whether other users of the machine can open the database.
    open_to_others: bool,
    /// The copies of the database, the newest first.
    #[serde(flatten)]
    backups: BackupsDocument,
}

/// How the replay of one journey's log compares with its rows.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReplayRow {
    /// The hire.
    pub hire: String,
    /// Day 1.
    pub start: NaiveDate,
    /// Whether the start was undone.
    pub withdrawn: bool,
    /// Whether the replay gives exactly the rows.
    pub same: bool,
}

/// Returns the document of an examination.
pub fn doctor(
    sound: bool,
    integrity: Vec<String>,
    references: Vec<String>,
    journeys: Vec<ReplayRow>,
    open_to_others: bool,
    backups: BackupsDocument,
) -> DoctorDocument {
    DoctorDocument {
        sound,
        integrity,
        references,
        journeys,
        open_to_others,
        backups,
    }
}
