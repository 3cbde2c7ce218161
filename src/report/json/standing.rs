//! Where a journey stands, as documents.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::agenda::{Rhythm, rhythm};
use super::goal::{Goal, row};
use super::parts::Author;
use super::plan::{ContextName, context_name};
use crate::domain::judgment::health::Health;
use crate::domain::judgment::pace::Pace;
use crate::domain::judgment::standing;
use crate::domain::judgment::tally::Tally;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::plan::people::{self, People};
use crate::domain::record::goal;
use crate::domain::record::ids::JourneyId;
use crate::domain::record::journey::Journey;
use crate::domain::telling::hires::{NOTHING, Queue, Row};
use crate::domain::wording::replan::after_replan;
use crate::domain::words::when::full_date;

/// A journey by its names.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JourneyHead<'a> {
    id: String,
    hire: &'a str,
    mentor: Option<&'a str>,
    manager: Option<&'a str>,
    role: &'a str,
    title: &'a str,
    start: NaiveDate,
    withdrawn: bool,
    /// How and when it ended, where it is in the archive.
    archived: Option<Ended>,
}

/// How and when a journey ended.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Ended {
    end: &'static str,
    on: NaiveDate,
}

/// Returns a journey by its names.
pub(super) fn head(journey: &Journey) -> JourneyHead<'_> {
    let role = &journey.role;
    JourneyHead {
        withdrawn: journey.withdrawn,
        archived: journey.archive.as_ref().map(|archive| Ended {
            end: archive.end.word(),
            on: archive.mark.on,
        }),
        ..head_of(
            journey.id,
            &journey.people,
            &role.slug,
            &role.title,
            journey.start,
        )
    }
}

/// Returns a journey that goes on by its names.
pub(super) fn head_of<'a>(
    id: JourneyId,
    people: &'a People,
    plan: &'a Slug,
    title: &'a str,
    start: NaiveDate,
) -> JourneyHead<'a> {
    JourneyHead {
        id: id.0.to_string(),
        hire: people.hire(),
        mentor: people.mentor(),
        manager: people.manager(),
        role: plan.as_str(),
        title,
        start,
        withdrawn: false,
        archived: None,
    }
}

/// Where a journey stands.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Standing<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    /// Day of the journey in calendar days; 1 is the start, 0 and less lie before it.
    day: i64,
    milestone: String,
    due: Option<NaiveDate>,
    so_far: SoFar,
    /// Nothing before the first day and in a leave.
    pace: Option<PaceRow>,
    #[schemars(extend("enum" = HEALTH))]
    health: &'static str,
    /// What the last gate review re-planned, if it did, with the reason.
    replanned_in_words: Option<String>,
    /// The last day of the leave that the hire is on.
    leave_until: Option<NaiveDate>,
    reasons: Vec<Reason>,
    milestones: Vec<MilestoneRow<'a>>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Count {
    counted: usize,
    done: usize,
    confirmed: usize,
    waived: usize,
    deferred: usize,
    expected: f64,
}

/// The goals up to the present milestone.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct SoFar {
    #[serde(flatten)]
    count: Count,
    /// Goals done of later milestones.
    ahead: usize,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum PaceRow {
    NothingCounts,
    NothingDue {
        /// Goals that were agreed for a later day.
        deferred: usize,
    },
    Done,
    TooEarly {
        /// Goals to do by the milestone's date.
        left: usize,
        /// Working days until then.
        working_days: Option<i64>,
    },
    On {
        date: NaiveDate,
        /// Working days behind the milestone's date; negative if it is earlier.
        working_days_late: Option<i64>,
    },
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Reason {
    #[schemars(extend("enum" = HEALTH))]
    health: &'static str,
    goal: Option<String>,
    text: String,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct MilestoneRow<'a> {
    milestone: String,
    theme: &'a str,
    due: Option<NaiveDate>,
    #[serde(flatten)]
    count: Count,
}

fn count(tally: &Tally) -> Count {
    Count {
        counted: tally.counted,
        done: tally.done,
        confirmed: tally.confirmed,
        waived: tally.waived,
        deferred: tally.deferred,
        expected: tally.expected_shown(),
    }
}

fn so_far(tally: &Tally) -> SoFar {
    SoFar {
        count: count(tally),
        ahead: tally.ahead,
    }
}

fn pace(pace: Pace) -> PaceRow {
    match pace {
        Pace::NothingCounts => PaceRow::NothingCounts,
        Pace::NothingDue { deferred } => PaceRow::NothingDue { deferred },
        Pace::Done => PaceRow::Done,
        Pace::TooEarly { left, days } => PaceRow::TooEarly {
            left,
            working_days: days,
        },
        Pace::On { date, late } => PaceRow::On {
            date,
            working_days_late: late,
        },
    }
}

/// The words for a verdict, the best first.
const HEALTH: [&str; 4] = ["on_leave", "on_track", "at_risk", "off_track"];

fn health(health: Health) -> &'static str {
    match health {
        Health::OnLeave => "on_leave",
        Health::OnTrack => "on_track",
        Health::AtRisk => "at_risk",
        Health::OffTrack => "off_track",
    }
}

/// Returns where a journey stands.
pub(super) fn standing<'a>(standing: &standing::Standing<'a>) -> Standing<'a> {
    let journey = standing.journey;
    Standing {
        journey: head(journey),
        today: standing.dates.today,
        day: standing.day,
        milestone: key(standing.current),
        due: standing.due(),
        so_far: so_far(&standing.so_far),
        pace: standing.pace.map(pace),
        health: health(standing.health),
        replanned_in_words: after_replan(standing, full_date),
        leave_until: standing.leave,
        reasons: standing
            .reasons
            .iter()
            .map(|reason| Reason {
                health: health(reason.health),
                goal: reason.goal.map(|number| number.to_string()),
                text: reason.what.clone(),
            })
            .collect(),
        milestones: standing
            .milestones
            .iter()
            .map(|row| MilestoneRow {
                milestone: key(row.milestone),
                theme: theme(journey, row.milestone),
                due: row.due,
                count: count(&row.tally),
            })
            .collect(),
    }
}

fn key(milestone: Milestone) -> String {
    milestone.key().to_owned()
}

fn theme(journey: &Journey, milestone: Milestone) -> &str {
    let theme = journey.role.themes.get(&milestone);
    theme.map_or("", String::as_str)
}

/// Where a journey stands, for whoever acts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StatusDocument<'a> {
    #[serde(rename = "as")]
    acting: Author,
    plan: PlanOf<'a>,
    #[serde(flatten)]
    standing: Standing<'a>,
    late: Vec<Goal<'a>>,
    blocked: Vec<Goal<'a>>,
    claimed: Vec<Goal<'a>>,
    next: Vec<Goal<'a>>,
    meetings: Rhythm<'a>,
}

/// The plan that a journey follows.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct PlanOf<'a> {
    edition: u32,
    /// What it is fitted to.
    contexts: Vec<ContextName<'a>>,
    /// What is new in the plan at hand, as a sentence.
    news: Option<&'a str>,
}

/// Returns the document of a journey's standing, as somebody may read it.
pub fn status<'a>(
    stands: &standing::Standing<'a>,
    acting: &people::Author,
    news: Option<&'a str>,
) -> StatusDocument<'a> {
    let rows = |goals: &[&'a goal::Goal]| {
        let goals = goals.iter();
        goals.map(|goal| row(stands, goal, acting.party)).collect()
    };
    StatusDocument {
        acting: Author::from(acting),
        plan: PlanOf {
            edition: stands.journey.role.edition,
            contexts: stands.journey.contexts.iter().map(context_name).collect(),
            news,
        },
        standing: standing(stands),
        late: rows(&stands.late),
        blocked: rows(&stands.blocked),
        claimed: rows(&stands.claimed),
        next: rows(&stands.next),
        meetings: rhythm(stands, acting.party),
    }
}

/// What there is to do, first things first.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NextDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    goals: Vec<Goal<'a>>,
}

/// Returns the document of what there is to do, in the order of the goals.
pub fn next<'a>(
    standing: &standing::Standing<'a>,
    goals: &[&'a goal::Goal],
    reader: Party,
) -> NextDocument<'a> {
    NextDocument {
        journey: head(standing.journey),
        today: standing.dates.today,
        goals: goals
            .iter()
            .map(|goal| row(standing, goal, reader))
            .collect(),
    }
}

/// The journeys, most urgent for the mentor first.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JourneysDocument<'a> {
    today: NaiveDate,
    journeys: Vec<JourneyRow<'a>>,
}

/// A journey among several.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JourneyRow<'a> {
    journey: JourneyHead<'a>,
    /// Day of the journey in calendar days; 1 is the start, 0 and less lie before it.
    day: i64,
    milestone: String,
    so_far: SoFar,
    #[schemars(extend("enum" = HEALTH))]
    health: &'static str,
    /// The last day of the leave that the hire is on.
    leave_until: Option<NaiveDate>,
    /// The worst of what speaks against it.
    worst: Option<&'a str>,
    claims: QueueRow,
    blocked: QueueRow,
    meetings: MeetingsRow,
    gate: Option<GateRow>,
    /// What the mentor is needed for, in words; null if not needed.
    needs: Option<String>,
    /// What worries, for the mentor alone; empty for others.
    signals: &'a [String],
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct QueueRow {
    count: usize,
    /// Working days that the longest of them has waited.
    longest_working_days: Option<i64>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct MeetingsRow {
    held: usize,
    open: bool,
    last: Option<NaiveDate>,
    /// Working days since the last one.
    working_days_since_last: Option<i64>,
    next: Option<NaiveDate>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct GateRow {
    milestone: String,
    due: NaiveDate,
}

/// Returns the document of journeys, in the order given.
pub fn journeys<'a>(
    today: NaiveDate,
    rows: &'a [Row],
    reader: impl Fn(&Row) -> Party,
) -> JourneysDocument<'a> {
    JourneysDocument {
        today,
        journeys: rows
            .iter()
            .map(|row| journey_row(row, reader(row)))
            .collect(),
    }
}

fn journey_row(row: &Row, reader: Party) -> JourneyRow<'_> {
    let queue = |queue: Queue| QueueRow {
        count: queue.count,
        longest_working_days: queue.longest,
    };
    JourneyRow {
        journey: JourneyHead {
            id: row.id.0.to_string(),
            hire: row.people.hire(),
            mentor: row.people.mentor(),
            manager: row.people.manager(),
            role: row.plan.as_str(),
            title: &row.title,
            start: row.start,
            withdrawn: false,
            archived: row.ended.map(|(end, on)| Ended {
                end: end.word(),
                on,
            }),
        },
        day: row.day,
        milestone: key(row.current),
        so_far: so_far(&row.so_far),
        health: health(row.health),
        leave_until: row.leave,
        worst: row.worst.as_deref(),
        claims: queue(row.claims),
        blocked: queue(row.blocked),
        meetings: MeetingsRow {
            held: row.rhythm.held,
            open: row.in_meeting,
            last: row.rhythm.last,
            working_days_since_last: row.rhythm.since_last,
            next: row.next,
        },
        gate: row.gate.map(|(milestone, due)| GateRow {
            milestone: key(milestone),
            due,
        }),
        needs: Some(row.needs(reader)).filter(|needs| *needs != NOTHING),
        signals: row.signals(reader),
    }
}
