//! The record of a 1:1, the list of them, the actions and the minutes as documents. A private point or
//! note is in them for its author only.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::parts::{Author, Mark, section, treatment};
use super::standing::{JourneyHead, head};
use crate::domain::plan::people::Party;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting;
use crate::domain::record::rating::Aspect;
use crate::report::meeting::StepRow;
use crate::report::meeting::{ActionRow, Record};

/// A 1:1 by what it was.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct MeetingHead<'a> {
    id: String,
    number: usize,
    on: NaiveDate,
    /// When it was started, in milliseconds since 1970, UTC.
    clock: i64,
    /// The hire and the mentor of then.
    hire: &'a str,
    mentor: Option<&'a str>,
    started_by: Author,
    closed: Option<Mark<'a>>,
    next: Option<NaiveDate>,
}

/// Returns a 1:1 by what it was.
pub(super) fn meeting_head<'a>(
    number: usize,
    id: ChangeId,
    meeting: &'a meeting::Meeting,
) -> MeetingHead<'a> {
    let closing = meeting.closing.as_ref();
    MeetingHead {
        id: id.0.to_string(),
        number,
        on: meeting.opening.on,
        clock: meeting.opening.clock,
        hire: &meeting.opening.hire,
        mentor: meeting.opening.mentor.as_deref(),
        started_by: Author::from(&meeting.opening.by),
        closed: closing.map(|closing| Mark::from(&closing.mark)),
        next: closing.and_then(|closing| closing.next),
    }
}

/// The record of one 1:1.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MeetingDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    meeting: MeetingDetail<'a>,
}

/// The records of every 1:1, the newest first.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MeetingsDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    meetings: Vec<MeetingDetail<'a>>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct MeetingDetail<'a> {
    #[serde(flatten)]
    head: MeetingHead<'a>,
    lines: Vec<KeptLine>,
    notes: Vec<MeetingNote<'a>>,
    actions: Vec<Action<'a>>,
    ratings: Vec<Rating>,
    words: Vec<Words>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct KeptLine {
    section: &'static str,
    text: String,
    treatment: Option<&'static str>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct MeetingNote<'a> {
    goal: Option<String>,
    author: Author,
    on: NaiveDate,
    visibility: &'static str,
    text: &'a str,
    /// Whether it was written after the 1:1 was closed.
    remark: bool,
}

/// An action.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Action<'a> {
    number: usize,
    text: &'a str,
    owner: &'a str,
    /// Null if the owner takes no part in the journey.
    party: Option<&'static str>,
    due: Option<NaiveDate>,
    /// Working days since the due date; null if it is not late.
    working_days_late: Option<i64>,
    goal: Option<&'a str>,
    entered: Mark<'a>,
    /// `open`, `done` or `dropped`.
    state: &'static str,
    done: Option<Mark<'a>>,
    dropped: Option<Dropped<'a>>,
}

/// Why an action is not going to be done.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Dropped<'a> {
    #[serde(flatten)]
    mark: Mark<'a>,
    reason: &'a str,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Rating {
    aspect: &'static str,
    hire: Option<u8>,
    mentor: Option<u8>,
    gap: Option<u8>,
    /// What the hire and the mentor said so far, the oldest first.
    course: Vec<[Option<u8>; 2]>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Words {
    party: &'static str,
    words: String,
}

pub(super) fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::RoleClarity => "role_clarity",
        Aspect::Confidence => "confidence",
        Aspect::Belonging => "belonging",
    }
}

/// Returns an action.
pub(super) fn action<'a>(row: &ActionRow<'a>) -> Action<'a> {
    Action {
        number: row.number,
        text: &row.action.text,
        owner: row.owner,
        party: row.action.party().map(Party::word),
        due: row.action.due,
        working_days_late: row.days_late,
        goal: row.action.entry.goal.as_ref().map(|slug| slug.as_str()),
        entered: Mark::by(&row.action.entry.by, row.action.entry.on),
        state: row.action.state().word(),
        done: row.action.done.as_ref().map(Mark::from),
        dropped: row.action.dropped.as_ref().map(|dropped| Dropped {
            mark: Mark::from(&dropped.mark),
            reason: &dropped.reason,
        }),
    }
}

fn detail<'a>(record: &Record<'a>) -> MeetingDetail<'a> {
    let ratings = record.ratings.iter();
    MeetingDetail {
        head: meeting_head(record.number, record.id, record.meeting),
        lines: record
            .lines
            .iter()
            .map(|line| KeptLine {
                section: section(line.section),
                text: line.text.clone(),
                treatment: line.treatment.map(treatment),
            })
            .collect(),
        notes: record
            .notes
            .iter()
            .map(|row| MeetingNote {
                goal: row.goal.map(|goal| goal.slug().to_string()),
                author: Author::from(&row.note.author),
                on: row.note.on,
                visibility: row.note.visibility.word(),
                text: &row.note.text,
                remark: row.remark,
            })
            .collect(),
        actions: record.actions.iter().map(action).collect(),
        ratings: ratings
            .map(|row| Rating {
                aspect: aspect(row.aspect),
                hire: row.now.hire,
                mentor: row.now.mentor,
                gap: row.gap,
                course: row.course.iter().map(|s| [s.hire, s.mentor]).collect(),
            })
            .collect(),
        words: [Party::Hire, Party::Mentor]
            .into_iter()
            .filter(|_| !record.ratings.is_empty())
            .filter_map(|party| {
                let rating = record.said.rating(party, record.reader)?;
                Some(Words {
                    party: party.word(),
                    words: rating.said()?,
                })
            })
            .collect(),
    }
}

/// Returns the document of one 1:1.
pub fn meeting<'a>(
    journey: &'a Journey,
    today: NaiveDate,
    record: &Record<'a>,
) -> MeetingDocument<'a> {
    MeetingDocument {
        journey: head(journey),
        today,
        meeting: detail(record),
    }
}

/// Returns the document of several 1:1s, in the order given.
pub fn meetings<'a>(
    journey: &'a Journey,
    today: NaiveDate,
    records: &[Record<'a>],
) -> MeetingsDocument<'a> {
    MeetingsDocument {
        journey: head(journey),
        today,
        meetings: records.iter().map(detail).collect(),
    }
}

/// The actions that were agreed on.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ActionsDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    actions: Vec<Action<'a>>,
    /// The first steps around day 1 that are to be taken now.
    first_steps: Vec<FirstStep<'a>>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct FirstStep<'a> {
    step: &'a str,
    text: &'a str,
    owner: &'a str,
    party: &'static str,
    due: NaiveDate,
    /// Working days since then; null if it is not late.
    working_days_late: Option<i64>,
}

/// Returns the document of actions, in the order given.
pub fn actions<'a>(
    journey: &'a Journey,
    today: NaiveDate,
    rows: &[ActionRow<'a>],
    steps: &[StepRow<'a>],
) -> ActionsDocument<'a> {
    ActionsDocument {
        journey: head(journey),
        today,
        actions: rows.iter().map(action).collect(),
        first_steps: (steps.iter())
            .map(|row| FirstStep {
                step: row.step.slug.as_str(),
                text: &row.step.text,
                owner: row.owner,
                party: row.step.owner.word(),
                due: row.due,
                working_days_late: row.days_late,
            })
            .collect(),
    }
}

/// The minutes of a 1:1, and where they went.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MinutesDocument {
    number: usize,
    on: NaiveDate,
    markdown: String,
    /// The file that they were written to.
    file: Option<String>,
    copied: bool,
}

/// Returns the document of the minutes of a 1:1.
pub fn minutes(
    number: usize,
    on: NaiveDate,
    markdown: String,
    file: Option<String>,
    copied: bool,
) -> MinutesDocument {
    MinutesDocument {
        number,
        on,
        markdown,
        file,
        copied,
    }
}
