//! The gate reviews as a table: the verdict of each, and the milestone as it stood then.

use crate::domain::judgment::standing::Standing;
use crate::domain::plan::names::Slug;
use crate::domain::record::goal::GoalState;
use crate::domain::record::review::{Ruling, Verdict};

use super::sheet::{Cell, mark, sheet};

/// Returns the gate reviews, the oldest first. One that is open has no verdict yet.
pub(super) fn table(standing: &Standing<'_>) -> std::io::Result<String> {
    let columns = [
        "id",
        "milestone",
        "milestone_due",
        "begun_on",
        "begun_by",
        "given_on",
        "given_by",
        "verdict",
        "extended_to",
        "carried",
        "waived",
        "reason",
        "summary",
        "health",
        "goals",
        "goals_confirmed",
        "goals_claimed",
    ];
    let reviews = standing.journey.reviews.all.iter();
    let rows = reviews.map(|(id, review)| {
        let ruling = review.verdict.as_deref();
        let [begun_on, begun_by] = mark(Some(&review.opening.mark));
        let [given_on, given_by] = mark(ruling.map(|ruling| &ruling.mark));
        let follows = Follows::of(ruling);
        let snapshot = ruling.map(|ruling| &ruling.snapshot);
        let counted = |state: GoalState| {
            let goals = snapshot.map(|snapshot| snapshot.goals.iter());
            goals.map(|goals| goals.filter(|goal| goal.state == state).count())
        };
        let milestone = review.opening.milestone;
        let due = standing.dates.milestone_due(milestone);
        [
            id.0.to_string().into(),
            milestone.key().into(),
            snapshot.map_or(due, |snapshot| snapshot.due).into(),
            begun_on,
            begun_by,
            given_on,
            given_by,
            ruling.map(|ruling| ruling.verdict.word()).into(),
            follows.extended_to,
            goals(follows.carried),
            goals(follows.waived),
            follows.reason,
            ruling.map(|ruling| ruling.summary.as_str()).into(),
            snapshot.map(|snapshot| snapshot.health.as_str()).into(),
            snapshot.map(|snapshot| snapshot.goals.len()).into(),
            counted(GoalState::Confirmed).into(),
            counted(GoalState::Claimed).into(),
        ]
    });
    sheet(columns, rows)
}

/// What follows from a verdict.
struct Follows<'a> {
    extended_to: Cell,
    carried: &'a [Slug],
    waived: &'a [Slug],
    reason: Cell,
}

impl<'a> Follows<'a> {
    fn of(ruling: Option<&'a Ruling>) -> Self {
        let (extended_to, carried, waived, reason): (_, &[Slug], &[Slug], _) =
            match ruling.map(|ruling| &ruling.verdict) {
                Some(Verdict::Extend { to, reason }) => (Some(*to), &[], &[], Some(reason)),
                Some(Verdict::Replan {
                    carried,
                    waived,
                    reason,
                }) => (None, carried, waived, Some(reason)),
                Some(Verdict::Advance) | None => (None, &[], &[], None),
            };
        Self {
            extended_to: extended_to.into(),
            carried,
            waived,
            reason: reason.map(String::as_str).into(),
        }
    }
}

/// Returns the short names of goals, a line each.
fn goals(slugs: &[Slug]) -> Cell {
    Cell::lines(slugs.iter().map(Slug::as_str))
}
