//! Gate reviews as documents.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::parts::{Mark, Waiver};
use super::standing::{JourneyHead, head};
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::review::{self, Grade, Review};
use crate::domain::record::review::{DimensionAsItStood, GoalAsItStood, Snapshot};
use crate::report::review::ReviewPage;

/// A gate review: the milestone as it stands, or as it stood at the verdict.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReviewDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    review: Row<'a>,
    /// The goals that still have to be answered for, by number.
    unanswered: Vec<&'a str>,
    /// The dimensions that the mentor has not graded, or left ungraded at the verdict, by short name.
    ungraded: Vec<&'a str>,
    /// The milestone as it stands, or as it stood where the review has its verdict.
    sheet: Sheet<'a>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Sheet<'a> {
    hire: &'a str,
    mentor: Option<&'a str>,
    role: &'a str,
    due: Option<NaiveDate>,
    goals: Vec<Goal<'a>>,
    health: &'a str,
    reasons: &'a [String],
    rubric: Vec<Dimension<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Goal<'a> {
    number: &'a str,
    slug: &'a str,
    title: &'a str,
    state: &'static str,
    parts: Parts,
    due: Option<NaiveDate>,
    claimed: Option<Mark<'a>>,
    confirmed: Option<Mark<'a>>,
    waiver: Option<Waiver<'a>>,
    /// What an edition of the plan changed in it since somebody vouched for it.
    changed_in_words: Option<&'a str>,
    evidence: &'a [String],
    /// The links of the evidence, in its order; empty in a review that an earlier version kept.
    links: &'a [String],
    /// How it is answered for: `answer` with the word, and `why` where it is not done.
    answer: Option<Answer<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Parts {
    ticked: usize,
    all: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Dimension<'a> {
    slug: &'a str,
    name: &'a str,
    mentor: Option<&'static str>,
    hire: Option<&'static str>,
    /// What the mentor said of the grade.
    mentor_why: Option<&'a str>,
    /// What the hire said of their own grade.
    hire_why: Option<&'a str>,
    /// The grades in the last review with a verdict of an earlier milestone; null if it has none.
    before: Option<Before<'a>>,
    /// What the plan asks for, by grade.
    levels: BTreeMap<&'a str, &'a str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Before<'a> {
    milestone: &'a str,
    mentor: Option<&'static str>,
    hire: Option<&'static str>,
}

/// How a goal is answered for.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "answer", rename_all = "snake_case")]
enum Answer<'a> {
    Done,
    NotDone { why: Option<&'a str> },
    Waived,
}

fn answer(answer: &review::Answer) -> Answer<'_> {
    match answer {
        review::Answer::Done => Answer::Done,
        review::Answer::NotDone { why } => Answer::NotDone {
            why: why.as_deref(),
        },
        review::Answer::Waived => Answer::Waived,
    }
}

/// What follows from a review.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "verdict", rename_all = "snake_case")]
enum Verdict<'a> {
    Advance,
    Extend {
        to: NaiveDate,
        reason: &'a str,
    },
    Replan {
        carried: Vec<&'a str>,
        waived: Vec<&'a str>,
        reason: &'a str,
    },
}

fn verdict(verdict: &review::Verdict) -> Verdict<'_> {
    match verdict {
        review::Verdict::Advance => Verdict::Advance,
        review::Verdict::Extend { to, reason } => Verdict::Extend { to: *to, reason },
        review::Verdict::Replan {
            carried,
            waived,
            reason,
        } => Verdict::Replan {
            carried: carried.iter().map(Slug::as_str).collect(),
            waived: waived.iter().map(Slug::as_str).collect(),
            reason,
        },
    }
}

/// The gate reviews of a journey.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReviewsDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    reviews: Vec<Row<'a>>,
    due: Vec<Due>,
}

/// A gate review in a list.
#[derive(Debug, Serialize, JsonSchema)]
struct Row<'a> {
    id: String,
    milestone: &'a str,
    begun: Mark<'a>,
    ruled: Option<Mark<'a>>,
    summary: Option<&'a str>,
    verdict: Option<Verdict<'a>>,
}

/// A gate that is to come, or has come due.
#[derive(Debug, Serialize, JsonSchema)]
struct Due {
    milestone: String,
    due: NaiveDate,
}

fn row(id: ChangeId, review: &Review) -> Row<'_> {
    let ruling = review.verdict.as_ref();
    Row {
        id: id.0.to_string(),
        milestone: review.opening.milestone.key(),
        begun: Mark::from(&review.opening.mark),
        ruled: ruling.map(|ruling| Mark::from(&ruling.mark)),
        summary: ruling.map(|ruling| ruling.summary.as_str()),
        verdict: ruling.map(|ruling| verdict(&ruling.verdict)),
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
        journey: head(journey),
        today,
        review: row(id, page.review),
        unanswered: open.map(|goal| goal.number.as_str()).collect(),
        ungraded: page.ungraded.iter().map(Slug::as_str).collect(),
        sheet: sheet(&page.sheet),
    }
}

fn sheet(sheet: &Snapshot) -> Sheet<'_> {
    Sheet {
        hire: &sheet.hire,
        mentor: sheet.mentor.as_deref(),
        role: &sheet.role,
        due: sheet.due,
        goals: sheet.goals.iter().map(goal_row).collect(),
        health: &sheet.health,
        reasons: &sheet.reasons,
        rubric: sheet
            .grades
            .iter()
            .map(|row| dimension(row, sheet.before.as_ref()))
            .collect(),
    }
}

fn dimension<'a>(row: &'a DimensionAsItStood, before: Option<&'a Milestone>) -> Dimension<'a> {
    let grades = (row.mentor_before, row.hire_before);
    let before = before.filter(|_| grades != (None, None));
    let levels = row.levels.iter();
    Dimension {
        slug: row.dimension.as_str(),
        name: &row.name,
        mentor: row.mentor.map(Grade::word),
        hire: row.hire.map(Grade::word),
        mentor_why: row.mentor_why.as_deref(),
        hire_why: row.hire_why.as_deref(),
        before: before.map(|at| Before {
            milestone: at.key(),
            mentor: row.mentor_before.map(Grade::word),
            hire: row.hire_before.map(Grade::word),
        }),
        levels: levels
            .map(|(label, text)| (label.as_str(), text.as_str()))
            .collect(),
    }
}

fn goal_row(row: &GoalAsItStood) -> Goal<'_> {
    let (ticked, all) = row.parts;
    Goal {
        number: &row.number,
        slug: row.goal.as_str(),
        title: &row.title,
        state: row.state.word(),
        parts: Parts { ticked, all },
        due: row.due,
        claimed: row.claim.as_ref().map(Mark::from),
        confirmed: row.confirmation.as_ref().map(Mark::from),
        waiver: row.waiver.as_ref().map(Waiver::from),
        changed_in_words: row.changed.as_deref(),
        evidence: &row.evidence,
        links: &row.links,
        answer: row.answer.as_ref().map(answer),
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
        journey: head(journey),
        today,
        reviews: all.map(|(id, review)| row(*id, review)).collect(),
        due: journey.milestones().iter().filter_map(due_of).collect(),
    }
}
