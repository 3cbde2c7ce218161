//! The log and one change as documents.

use std::collections::HashMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::changed::{Changed, changed};
use super::edition::{DifferenceDocument, difference};
use super::parts::Author;
use super::standing::{JourneyHead, Standing, head, standing as standing_of};
use crate::domain::acts::edition::Difference;
use crate::domain::judgment::standing;
use crate::domain::record::change::Change;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::telling::history;

/// The log, the newest change first.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LogDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    changes: Vec<Row>,
}

/// One change in words, and what it set.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Row {
    #[serde(flatten)]
    line: Line,
    verb: &'static str,
    /// The goals, dates and verdicts that it set.
    changed: Vec<Changed>,
}

/// One change in words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
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
    /// Whether it counts; a change that another machine overtook does not.
    counts: bool,
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
        counts: line.aside.is_none(),
    }
}

/// Returns the document of a log, in the order of the lines. `changes` is the log that they tell of.
pub fn log<'a>(
    journey: &'a Journey,
    today: NaiveDate,
    lines: &[history::Line],
    changes: &[Change],
) -> LogDocument<'a> {
    let changes: HashMap<ChangeId, &Change> =
        changes.iter().map(|change| (change.id, change)).collect();
    let rows = lines.iter().filter_map(|told| {
        let change = changes.get(&told.id)?;
        Some(Row {
            line: line(told),
            verb: change.verb.word(),
            changed: changed(change),
        })
    });
    LogDocument {
        journey: head(journey),
        today,
        changes: rows.collect(),
    }
}

/// One change in full.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LogChangeDocument<'a> {
    journey: JourneyHead<'a>,
    change: Line,
    verb: &'static str,
    /// The goals, dates and verdicts that it set.
    changed: Vec<Changed>,
    /// What it changed in the plan, if it took an edition or took one back.
    plan: Option<DifferenceDocument<'a>>,
}

/// Returns the document of one change; `plan` is what it changed in the plan.
pub fn log_change<'a>(
    journey: &'a Journey,
    told: &history::Line,
    change: &Change,
    plan: Option<&'a Difference>,
) -> LogChangeDocument<'a> {
    LogChangeDocument {
        journey: head(journey),
        change: line(told),
        verb: change.verb.word(),
        changed: changed(change),
        plan: plan.map(difference),
    }
}

/// The outcome of a change: what was done, and where the journey stands then.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangeDocument<'a> {
    changes: Vec<Done>,
    message: String,
    standing: Standing<'a>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
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
