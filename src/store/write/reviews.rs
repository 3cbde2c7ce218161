//! Gate reviews → rows.

use rusqlite::{Connection, params};

use super::{json, run};
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::review::{Answer, ReviewEdit};
use crate::store::convert::word_of;

/// Writes what an edit of the gate reviews touched. `journey` already holds the edit.
pub(super) fn edit(
    db: &Connection,
    key: &str,
    journey: &Journey,
    edit: &ReviewEdit,
) -> rusqlite::Result<()> {
    match edit {
        ReviewEdit::Opening { review, .. } | ReviewEdit::Verdict { review, .. } => {
            head(db, key, journey, *review)
        }
        ReviewEdit::Answer { review, goal, .. } => answer(db, journey, *review, goal),
        ReviewEdit::Grade {
            review,
            party,
            dimension,
            ..
        } => grade(db, journey, *review, *party, dimension),
    }
}

/// Writes every row of the gate reviews.
pub(super) fn all(db: &Connection, key: &str, journey: &Journey) -> rusqlite::Result<()> {
    for (id, review) in &journey.reviews.all {
        head(db, key, journey, *id)?;
        for goal in review.answers.keys() {
            answer(db, journey, *id, goal)?;
        }
        for (party, dimension) in review.grades.keys() {
            grade(db, journey, *id, *party, dimension)?;
        }
    }
    Ok(())
}

fn head(db: &Connection, key: &str, journey: &Journey, review: ChangeId) -> rusqlite::Result<()> {
    let id = review.0.to_string();
    let Some(review) = journey.reviews.all.get(&review) else {
        return run(db, "DELETE FROM review WHERE id = ?1", [id]);
    };
    run(
        db,
        "INSERT INTO review (id, journey, milestone, begun_by, begun_on, ruling)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET ruling = ?6",
        params![
            id,
            key,
            review.opening.milestone.to_text(),
            review.opening.mark.by,
            review.opening.mark.on.to_string(),
            review.verdict.as_ref().map(json),
        ],
    )
}

fn answer(
    db: &Connection,
    journey: &Journey,
    review: ChangeId,
    goal: &Slug,
) -> rusqlite::Result<()> {
    let id = review.0.to_string();
    let review = journey.reviews.all.get(&review);
    let (word, why) = match review.and_then(|review| review.answers.get(goal)) {
        None => {
            return run(
                db,
                "DELETE FROM answer WHERE review = ?1 AND goal = ?2",
                [id.as_str(), goal.as_str()],
            );
        }
        Some(Answer::Done) => ("done", None),
        Some(Answer::NotDone { why }) => ("not_done", why.as_deref()),
        Some(Answer::Waived) => ("waived", None),
    };
    run(
        db,
        "INSERT OR REPLACE INTO answer (review, goal, answer, why) VALUES (?1, ?2, ?3, ?4)",
        params![id, goal.as_str(), word, why],
    )
}

fn grade(
    db: &Connection,
    journey: &Journey,
    review: ChangeId,
    party: Party,
    dimension: &Slug,
) -> rusqlite::Result<()> {
    let id = review.0.to_string();
    let review = journey.reviews.all.get(&review);
    match review.and_then(|review| review.grades.get(&(party, dimension.clone()))) {
        Some(grade) => run(
            db,
            "INSERT OR REPLACE INTO grade (review, party, dimension, grade)
             VALUES (?1, ?2, ?3, ?4)",
            params![id, party.word(), dimension.as_str(), word_of(grade)],
        ),
        None => run(
            db,
            "DELETE FROM grade WHERE review = ?1 AND party = ?2 AND dimension = ?3",
            [id.as_str(), party.word(), dimension.as_str()],
        ),
    }
}
