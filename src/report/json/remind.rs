//! What is due for whoever acts, as a document.

use chrono::NaiveDate;
use serde::Serialize;

use super::parts::Author;
use super::standing::{JourneyHead, head};
use crate::domain::telling::reminders::Reminder;
use crate::report::remind::Due;

/// What is due: `onramp.reminders/1`.
#[derive(Clone, Debug, Serialize)]
pub struct RemindersDocument<'a> {
    format: &'static str,
    today: NaiveDate,
    /// All of it in a few words, as `--short` prints it; empty where nothing is due.
    short: String,
    journeys: Vec<OfJourney<'a>>,
}

#[derive(Clone, Debug, Serialize)]
struct OfJourney<'a> {
    journey: JourneyHead<'a>,
    #[serde(rename = "as")]
    acting: Author,
    reminders: Vec<Row<'a>>,
}

#[derive(Clone, Debug, Serialize)]
struct Row<'a> {
    kind: &'static str,
    text: &'a str,
    on: Option<NaiveDate>,
    goal: Option<String>,
}

/// Returns the document of what is due, journey by journey.
pub fn reminders<'a>(today: NaiveDate, short: String, due: &'a [Due<'a>]) -> RemindersDocument<'a> {
    RemindersDocument {
        format: "onramp.reminders/1",
        today,
        short,
        journeys: due
            .iter()
            .map(|due| OfJourney {
                journey: head(due.journey),
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
