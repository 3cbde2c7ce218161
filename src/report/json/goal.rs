//! Goals as documents: in a list, and one in full.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::log::{Line, line};
use super::parts::{Author, Blocker, Changed, Deferral, Mark, Returned, Waiver};
use super::standing::{JourneyHead, head};
use crate::domain::judgment::standing;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::goal;
use crate::domain::record::journey::Journey;
use crate::domain::record::writing;
use crate::domain::telling::history;

/// The goals by milestone.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GoalsDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    goals: Vec<Goal<'a>>,
}

/// A goal in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Goal<'a> {
    number: String,
    slug: &'a str,
    milestone: &'a str,
    title: &'a str,
    /// The setting that added it.
    context: Option<&'a str>,
    /// Whether the plan no longer has it.
    dropped: bool,
    #[schemars(extend("enum" = goal::GoalState::ALL.map(goal::GoalState::word)))]
    state: &'static str,
    due: Option<NaiveDate>,
    /// Working days since the due date; null if it is not late.
    working_days_late: Option<i64>,
    parts: Parts,
    begun: Option<Mark<'a>>,
    claimed: Option<Mark<'a>>,
    confirmed: Option<Mark<'a>>,
    /// What it asked for then, if it asks for something else now.
    changed: Option<Changed<'a>>,
    returned: Option<Returned<'a>>,
    blocker: Option<Blocker<'a>>,
    waiver: Option<Waiver<'a>>,
    deferral: Option<Deferral<'a>>,
    /// How many notes whoever acts may read.
    notes: usize,
    /// How many pieces of evidence it has.
    evidence: usize,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Parts {
    ticked: usize,
    all: usize,
    asks: &'static str,
}

/// Returns the document of a list of goals, as a party may read it.
pub fn goals<'a>(
    standing: &standing::Standing<'a>,
    goals: &[&'a goal::Goal],
    reader: Party,
) -> GoalsDocument<'a> {
    GoalsDocument {
        journey: head(standing.journey),
        today: standing.dates.today,
        goals: goals
            .iter()
            .map(|goal| row(standing, goal, reader))
            .collect(),
    }
}

/// Returns a goal as it stands in a list.
pub(super) fn row<'a>(
    standing: &standing::Standing<'a>,
    goal: &'a goal::Goal,
    reader: Party,
) -> Goal<'a> {
    let (ticked, all) = goal.parts();
    Goal {
        number: goal.number.to_string(),
        slug: goal.slug().as_str(),
        milestone: goal.number.milestone.key(),
        title: &goal.plan.title,
        context: goal.plan.context.as_ref().map(Slug::as_str),
        dropped: goal.plan.dropped,
        state: goal.state().word(),
        due: standing.dates.goal_due(goal),
        working_days_late: standing.dates.days_late(goal),
        parts: Parts {
            ticked,
            all,
            asks: goal.plan.asks.word(),
        },
        begun: goal.begun().map(Mark::from),
        claimed: goal.claim().map(Mark::from),
        confirmed: goal.confirmation().map(Mark::from),
        changed: Changed::of(goal),
        returned: goal.returned().map(Returned::from),
        blocker: goal
            .blocker
            .as_ref()
            .map(|blocker| Blocker::of(blocker, standing.dates.days_waiting(goal))),
        waiver: goal.waiver.as_ref().map(Waiver::from),
        deferral: goal.deferral.as_ref().map(Deferral::from),
        notes: standing.journey.visible_notes(reader, &goal.notes),
        evidence: goal.evidence.len(),
    }
}

fn visible<'a>(
    journey: &'a Journey,
    goal: &'a goal::Goal,
    reader: Party,
) -> impl Iterator<Item = &'a writing::Note> {
    let notes = goal.notes.values();
    notes.filter(move |note| journey.may_read_note(reader, note))
}

/// One goal in full, with its criteria, notes, evidence and history.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ShowDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    goal: GoalDetail<'a>,
}

/// All that is known of a goal.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GoalDetail<'a> {
    #[serde(flatten)]
    row: Goal<'a>,
    why: &'a str,
    evidence_asked: &'a str,
    pitfall: Option<&'a str>,
    criteria: Vec<Criterion<'a>>,
    evidence_given: Vec<Evidence<'a>>,
    notes_written: Vec<Note<'a>>,
    history: Vec<Line>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Criterion<'a> {
    slug: &'a str,
    text: &'a str,
    /// Whether the plan no longer has it; it stays because it is ticked, and counts nowhere.
    dropped: bool,
    ticked: Option<Mark<'a>>,
    /// What it said when it was ticked, if it says something else now.
    was: Option<&'a str>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Evidence<'a> {
    by: &'a str,
    on: NaiveDate,
    link: &'a str,
    label: Option<&'a str>,
}

/// A note that its reader may read.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Note<'a> {
    author: Author,
    on: NaiveDate,
    visibility: &'static str,
    text: &'a str,
}

/// Returns the document of one goal, as a party may read it. `lines` are the goal's own.
pub fn show<'a>(
    standing: &standing::Standing<'a>,
    goal: &'a goal::Goal,
    lines: &[history::Line],
    reader: Party,
) -> ShowDocument<'a> {
    let plan = &goal.plan;
    let detail = GoalDetail {
        row: row(standing, goal, reader),
        why: &plan.why,
        evidence_asked: &plan.evidence,
        pitfall: plan.pitfall.as_deref(),
        criteria: goal
            .criteria()
            .map(|criterion| Criterion {
                slug: criterion.slug.as_str(),
                dropped: criterion.dropped,
                text: &criterion.text,
                ticked: goal
                    .ticks
                    .get(&criterion.slug)
                    .map(|tick| Mark::from(&tick.mark)),
                was: goal.said_before(criterion),
            })
            .collect(),
        evidence_given: goal
            .evidence
            .values()
            .map(|evidence| Evidence {
                by: &evidence.mark.by,
                on: evidence.mark.on,
                link: &evidence.link,
                label: evidence.label.as_deref(),
            })
            .collect(),
        notes_written: visible(standing.journey, goal, reader).map(note).collect(),
        history: lines.iter().map(line).collect(),
    };
    ShowDocument {
        journey: head(standing.journey),
        today: standing.dates.today,
        goal: detail,
    }
}

fn note(note: &writing::Note) -> Note<'_> {
    Note {
        author: Author::from(&note.author),
        on: note.on,
        visibility: note.visibility.word(),
        text: &note.text,
    }
}

/// The notes that were kept on a goal that left the plan.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LeftDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    slug: &'a str,
    notes_written: Vec<Note<'a>>,
}

/// Returns the document of a goal that left the plan, with notes that its reader may read.
pub fn left<'a>(
    journey: &'a Journey,
    today: NaiveDate,
    slug: &'a Slug,
    notes: impl Iterator<Item = &'a writing::Note>,
) -> LeftDocument<'a> {
    LeftDocument {
        journey: head(journey),
        today,
        slug: slug.as_str(),
        notes_written: notes.map(note).collect(),
    }
}
