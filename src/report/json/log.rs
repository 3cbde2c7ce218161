//! The log and one change as documents.

use chrono::NaiveDate;
use serde::Serialize;

use super::parts::Author;
use super::standing::{JourneyHead, Standing, head, standing as standing_of};
use crate::domain::judgment::standing;
use crate::domain::record::change::Change;
use crate::domain::record::journey::Journey;
use crate::domain::telling::history;

/// The log: `onramp.log/1`.
#[derive(Clone, Debug, Serialize)]
pub struct LogDocument<'a> {
    format: &'static str,
    journey: JourneyHead<'a>,
    today: NaiveDate,
    changes: Vec<Line>,
}

/// One change in words.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    id: String,
    number: usize,
    day: NaiveDate,
    /// The day it was entered on, if that is another one.
    entered: Option<NaiveDate>,
    author: Author,
    goal: Option<String>,
    text: String,
    undone: bool,
}

/// Returns a line of the history.
pub(super) fn line(line: &history::Line) -> Line {
    Line {
        id: line.id.0.to_string(),
        number: line.number,
        day: line.day,
        entered: line.entered,
        author: Author::from(&line.author),
        goal: line.goal.as_ref().map(ToString::to_string),
        text: line.text.clone(),
        undone: line.undone,
    }
}

/// Returns the document of a log, in the order of the lines.
pub fn log<'a>(journey: &'a Journey, today: NaiveDate, lines: &[history::Line]) -> LogDocument<'a> {
    LogDocument {
        format: "onramp.log/1",
        journey: head(journey),
        today,
        changes: lines.iter().map(line).collect(),
    }
}

/// What an act came to: `onramp.change/1`.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeDocument<'a> {
    format: &'static str,
    changes: Vec<Done>,
    message: String,
    standing: Standing<'a>,
}

#[derive(Clone, Debug, Serialize)]
struct Done {
    id: String,
    day: NaiveDate,
    entered: Option<NaiveDate>,
    author: Author,
    verb: &'static str,
    goal: Option<String>,
    undoes: Option<String>,
}

/// Returns the document of what was changed, with the message that people read and what stands now.
pub fn change<'a>(
    changes: &[Change],
    message: String,
    standing: &standing::Standing<'a>,
) -> ChangeDocument<'a> {
    ChangeDocument {
        format: "onramp.change/1",
        changes: changes
            .iter()
            .map(|change| Done {
                id: change.id.0.to_string(),
                day: change.day,
                entered: change.entered,
                author: Author::from(&change.author),
                verb: change.verb.word(),
                goal: change.goal().map(ToString::to_string),
                undoes: change.undoes.map(|id| id.0.to_string()),
            })
            .collect(),
        message,
        standing: standing_of(standing),
    }
}
