//! What happened in the gate reviews, in words.

use super::Teller;
use crate::domain::record::change::{Change, Edit};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::review::{Answer, ReviewEdit, Verdict};

/// Returns the words for a change of the gate reviews.
pub(super) fn deed(teller: &Teller<'_>, change: &Change) -> String {
    let edit = change.edits.iter().find_map(|edit| match edit {
        Edit::Review(edit) => Some(edit),
        _ => None,
    });
    match edit {
        Some(edit) => words(teller, edit),
        None => "changed the gate review".to_owned(),
    }
}

fn words(teller: &Teller<'_>, edit: &ReviewEdit) -> String {
    let at = |review: &ChangeId| match teller.journey.reviews.all.get(review) {
        Some(review) => format!(" at {}", review.opening.milestone.label()),
        None => String::new(),
    };
    match edit {
        ReviewEdit::Opening { set, .. } => match &set.to {
            Some(opening) => format!("began the gate review at {}", opening.milestone.label()),
            None => "took a gate review back".to_owned(),
        },
        ReviewEdit::Answer { goal, set, .. } => {
            let goal = teller.goal(goal);
            match &set.to {
                Some(Answer::Done) => format!("answered for {goal}: done"),
                Some(Answer::Waived) => format!("answered for {goal}: waived"),
                Some(Answer::NotDone { why: Some(why) }) => {
                    format!("answered for {goal}: not done, {why}")
                }
                Some(Answer::NotDone { why: None }) => format!("answered for {goal}: not done"),
                None => format!("took back the answer for {goal}"),
            }
        }
        ReviewEdit::Grade { dimension, set, .. } => match set.to {
            Some(grade) => format!("graded {dimension}: {}", grade.word()),
            None => format!("took back the grade of {dimension}"),
        },
        ReviewEdit::Verdict { review, set } => match &set.to {
            Some(ruling) => {
                let verdict = match &ruling.verdict {
                    Verdict::Extend { to, reason } => format!("extend to {to}, {reason}"),
                    verdict => verdict.word().to_owned(),
                };
                format!(
                    "gave the verdict of the gate review{}: {verdict}",
                    at(review)
                )
            }
            None => format!("took back the verdict of the gate review{}", at(review)),
        },
    }
}
