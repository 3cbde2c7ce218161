//! What is due for whoever acts, as a document.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::parts::Author;
use super::standing::{JourneyHead, head_of};
use crate::domain::telling::reminders::Reminder;
use crate::report::remind::Due;

/// What is due for whoever acts, in every journey.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RemindersDocument<'a> {
    today: NaiveDate,
    /// All of it in a few words, as `--short` prints it; empty where nothing is due.
    short: String,
    journeys: Vec<OfJourney<'a>>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct OfJourney<'a> {
    journey: JourneyHead<'a>,
    #[serde(rename = "as")]
    acting: Author,
    reminders: Vec<Row<'a>>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Row<'a> {
    kind: &'static str,
    text: &'a str,
    on: Option<NaiveDate>,
    goal: Option<String>,
}

/// Returns the document of what is due, journey by journey.
pub fn reminders<'a>(today: NaiveDate, short: String, due: &'a [Due]) -> RemindersDocument<'a> {
    RemindersDocument {
        today,
        short,
        journeys: due
            .iter()
            .map(|due| OfJourney {
                journey: head_of(due.journey, &due.people, &due.plan, &due.title, due.start),
                acting: Author::from(&due.acting),
                reminders: due.reminders.iter().map(row).collect(),
            })
            .collect(),
    }
}

fn row(reminder: &Reminder) -> Row<'_> {
    Row {
        kind: reminder.kind.word(),
        text: &reminder.text,
        on: reminder.on,
        goal: reminder.goal.map(|goal| goal.to_string()),
    }
}
