//! Gate reviews as documents.

use chrono::NaiveDate;
use serde::Serialize;

use super::standing::{JourneyHead, head};
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::people::Mark;
use crate::domain::record::goal::{GoalState, Waiver};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::review::{Answer, Grade, Review, Verdict};
use crate::domain::record::review::{GoalAsItStood, Snapshot};
use crate::report::review::ReviewPage;

/// A gate review: `onramp.review/1`.
#[derive(Debug, Serialize)]
pub struct ReviewDocument<'a> {
    format: &'static str,
    journey: JourneyHead<'a>,
    today: NaiveDate,
    review: Row<'a>,
    /// The goals that still have to be answered for, by number.
    unanswered: Vec<&'a str>,
    /// The milestone as it stands, or as it stood where the review has its verdict.
    sheet: Sheet<'a>,
}

#[derive(Debug, Serialize)]
struct Sheet<'a> {
    hire: &'a str,
    role: &'a str,
    due: Option<NaiveDate>,
    goals: Vec<Goal<'a>>,
    health: &'a str,
    reasons: &'a [String],
    rubric: Vec<Dimension<'a>>,
}

#[derive(Debug, Serialize)]
struct Goal<'a> {
    number: &'a str,
    slug: &'a str,
    title: &'a str,
    state: GoalState,
    parts: Parts,
    due: Option<NaiveDate>,
    claimed: Option<&'a Mark>,
    confirmed: Option<&'a Mark>,
    waiver: Option<&'a Waiver>,
    evidence: &'a [String],
    /// How it is answered for: `answer` with the word, and `why` where it is not done.
    answer: Option<&'a Answer>,
}

#[derive(Debug, Serialize)]
struct Parts {
    ticked: usize,
    all: usize,
}

#[derive(Debug, Serialize)]
struct Dimension<'a> {
    slug: &'a str,
    name: &'a str,
    mentor: Option<Grade>,
    hire: Option<Grade>,
}

/// The gate reviews of a journey: `onramp.reviews/1`.
#[derive(Debug, Serialize)]
pub struct ReviewsDocument<'a> {
    format: &'static str,
    journey: JourneyHead<'a>,
    today: NaiveDate,
    reviews: Vec<Row<'a>>,
    due: Vec<Due>,
}

/// A gate review in a list.
#[derive(Debug, Serialize)]
struct Row<'a> {
    id: String,
    milestone: &'a str,
    begun: &'a Mark,
    ruled: Option<&'a Mark>,
    summary: Option<&'a str>,
    verdict: Option<&'a Verdict>,
}

/// A gate that is to come, or has come due.
#[derive(Debug, Serialize)]
struct Due {
    milestone: String,
    due: NaiveDate,
}

fn row(id: ChangeId, review: &Review) -> Row<'_> {
    let ruling = review.verdict.as_ref();
    Row {
        id: id.0.to_string(),
        milestone: review.opening.milestone.key(),
        begun: &review.opening.mark,
        ruled: ruling.map(|ruling| &ruling.mark),
        summary: ruling.map(|ruling| ruling.summary.as_str()),
        verdict: ruling.map(|ruling| &ruling.verdict),
    }
}

/// Returns the document of a gate review.
pub fn review<'a>(
    journey: &'a Journey,
    today: NaiveDate,
    id: ChangeId,
    page: &'a ReviewPage<'_>,
) -> ReviewDocument<'a> {
    let open = page.sheet.unanswered();
    ReviewDocument {
        format: "onramp.review/1",
        journey: head(journey),
        today,
        review: row(id, page.review),
        unanswered: open.map(|goal| goal.number.as_str()).collect(),
        sheet: sheet(&page.sheet),
    }
}

fn sheet(sheet: &Snapshot) -> Sheet<'_> {
    Sheet {
        hire: &sheet.hire,
        role: &sheet.role,
        due: sheet.due,
        goals: sheet.goals.iter().map(goal_row).collect(),
        health: &sheet.health,
        reasons: &sheet.reasons,
        rubric: sheet
            .grades
            .iter()
            .map(|row| Dimension {
                slug: row.dimension.as_str(),
                name: &row.name,
                mentor: row.mentor,
                hire: row.hire,
            })
            .collect(),
    }
}

fn goal_row(row: &GoalAsItStood) -> Goal<'_> {
    let (ticked, all) = row.parts;
    Goal {
        number: &row.number,
        slug: row.goal.as_str(),
        title: &row.title,
        state: row.state,
        parts: Parts { ticked, all },
        due: row.due,
        claimed: row.claim.as_ref(),
        confirmed: row.confirmation.as_ref(),
        waiver: row.waiver.as_ref(),
        evidence: &row.evidence,
        answer: row.answer.as_ref(),
    }
}

/// Returns the document of the gate reviews of a journey.
pub fn reviews(
    journey: &Journey,
    today: NaiveDate,
    due: impl Fn(Milestone) -> Option<NaiveDate>,
) -> ReviewsDocument<'_> {
    let all = journey.reviews.all.iter();
    let due_of = |milestone: Milestone| {
        Some(Due {
            due: due(milestone)?,
            milestone: milestone.key().to_owned(),
        })
    };
    ReviewsDocument {
        format: "onramp.reviews/1",
        journey: head(journey),
        today,
        reviews: all.map(|(id, review)| row(*id, review)).collect(),
        due: journey.milestones().iter().filter_map(due_of).collect(),
    }
}
