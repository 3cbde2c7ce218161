//! The agenda of a 1:1, the day of the next one and how often the two meet, as documents. A private
//! line is in them for its author only.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::meeting::{Action, MeetingHead, action, meeting_head};
use super::parts::{section, treatment};
use super::standing::{JourneyHead, head};
use crate::domain::judgment::rules;
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::people::Party;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::Topic;
use crate::domain::telling::agenda::Numbered;
use crate::domain::telling::since::Since;
use crate::domain::wording::signals;
use crate::domain::words::when::full_date;
use crate::report::meeting::open_actions;

/// The agenda of the open 1:1, or of the next one.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AgendaDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    /// The open 1:1.
    open: Option<MeetingHead<'a>>,
    next: Option<NaiveDate>,
    since: SinceRow,
    lines: Vec<AgendaLine<'a>>,
}

/// What became of the journey since the last 1:1, what to praise first.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct SinceRow {
    /// The day of the last 1:1; the first day where there was none.
    on: NaiveDate,
    lines: Vec<SinceLine>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct SinceLine {
    kind: &'static str,
    text: String,
}

fn since_row(since: Since) -> SinceRow {
    let lines = since.lines.into_iter().map(|line| SinceLine {
        kind: line.kind.word(),
        text: line.text,
    });
    SinceRow {
        on: since.on,
        lines: lines.collect(),
    }
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct AgendaLine<'a> {
    number: usize,
    section: &'static str,
    #[serde(flatten)]
    topic: Matter<'a>,
    text: &'a str,
    beside: &'a str,
    /// In how many 1:1s in a row it was left over.
    left_over: usize,
    treatment: Option<&'static str>,
    private: bool,
}

/// What a line is about.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "topic", rename_all = "snake_case")]
enum Matter<'a> {
    Goal { goal: &'a str },
    Agreement { goal: &'a str },
    Action { action: String },
    Point { point: String },
    Question { note: String },
    Ask { question: &'a str },
    FirstStep { step: &'a str },
    Gate { milestone: &'a str },
    Rhythm,
    Signal { signal: &'static str },
}

fn matter(topic: &Topic) -> Matter<'_> {
    match topic {
        Topic::Goal { goal } => Matter::Goal {
            goal: goal.as_str(),
        },
        Topic::Agreement { goal } => Matter::Agreement {
            goal: goal.as_str(),
        },
        Topic::Action { action } => Matter::Action {
            action: action.0.to_string(),
        },
        Topic::Point { point } => Matter::Point {
            point: point.0.to_string(),
        },
        Topic::Question { note } => Matter::Question {
            note: note.0.to_string(),
        },
        Topic::Gate { milestone } => Matter::Gate {
            milestone: milestone.key(),
        },
        Topic::Ask { question } => Matter::Ask {
            question: question.as_str(),
        },
        Topic::FirstStep { step } => Matter::FirstStep {
            step: step.as_str(),
        },
        Topic::Rhythm => Matter::Rhythm,
        Topic::Signal { signal } => Matter::Signal {
            signal: signals::word(signal),
        },
    }
}

/// Returns the document of an agenda.
pub fn agenda<'a>(
    standing: &Standing<'a>,
    since: Since,
    lines: &'a [Numbered],
) -> AgendaDocument<'a> {
    let meetings = &standing.journey.meetings;
    AgendaDocument {
        journey: head(standing.journey),
        today: standing.dates.today,
        open: meetings
            .open()
            .and_then(|(id, open)| Some(meeting_head(meetings.number(id)?, id, open))),
        next: meetings.next,
        since: since_row(since),
        lines: lines
            .iter()
            .map(|Numbered { number, line }| AgendaLine {
                number: *number,
                section: section(line.section),
                topic: matter(&line.topic),
                text: &line.text,
                beside: &line.beside,
                left_over: line.carried,
                treatment: line.treatment.map(treatment),
                private: line.private,
            })
            .collect(),
    }
}

/// How often the two meet, for whoever acts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Rhythm<'a> {
    next: Option<NaiveDate>,
    open: bool,
    held: usize,
    /// Those of the first 90 calendar days, days of leave left out.
    held_early: usize,
    /// How many are wanted in the first 90 calendar days.
    wanted_early: i64,
    last: Option<NaiveDate>,
    /// Working days since the last one or since the start, whichever is later.
    working_days_without: Option<i64>,
    /// Open actions of whoever acts.
    actions: Vec<Action<'a>>,
}

/// Returns how often the two meet, with the open actions of a party.
pub(super) fn rhythm<'a>(standing: &Standing<'a>, party: Party) -> Rhythm<'a> {
    let journey = standing.journey;
    let rhythm = &standing.rhythm;
    Rhythm {
        next: journey.meetings.next,
        open: journey.meetings.open().is_some(),
        held: rhythm.held,
        held_early: rhythm.held_early,
        wanted_early: rules::EARLY_MEETINGS,
        last: rhythm.last,
        working_days_without: rhythm.gap,
        actions: open_actions(journey, &standing.dates, Some(party))
            .iter()
            .map(action)
            .collect(),
    }
}

/// The day of the next 1:1.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NextMeetingDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    next: Option<NaiveDate>,
    in_words: String,
}

/// Returns the document of the day of the next 1:1.
pub fn next_meeting(journey: &Journey, today: NaiveDate) -> NextMeetingDocument<'_> {
    let next = journey.meetings.next;
    NextMeetingDocument {
        journey: head(journey),
        today,
        next,
        in_words: next.map_or("none agreed".to_owned(), full_date),
    }
}
