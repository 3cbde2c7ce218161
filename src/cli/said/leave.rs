//! What is to be said of a leave besides its dates.

use crate::cli::session::Session;
use crate::domain::judgment::standing::Standing;
use crate::domain::record::change::Change;
use crate::domain::record::kinds::Edit;
use crate::domain::words::when::spoken;

/// Returns the sentences for the milestones that a leave covers from the first working day to the
/// last.
pub(in crate::cli) fn covered(session: &Session, change: &Change) -> Vec<String> {
    let leave = change.edits.iter().find_map(|edit| match edit {
        Edit::Leave(set) => set.to.is_some().then_some(set.key),
        _ => None,
    });
    let Some(leave) = leave else {
        return Vec::new();
    };
    let (journey, today) = (session.journey(), session.today());
    let mut without = journey.clone();
    without.leaves.remove(&leave);
    let (before, now) = (without.calendar(), journey.calendar());
    let mut last = journey.start.pred_opt().unwrap_or(journey.start);
    let mut told = Vec::new();
    let standing = session.standing();
    let earlier = Standing::of(&without, today);
    for (row, moved) in earlier.milestones.iter().zip(&standing.milestones) {
        let (Some(due), Some(moved)) = (row.due, moved.due) else {
            continue;
        };
        if before.working_days(last, due) > 0 && now.working_days(last, due) == 0 {
            told.push(format!(
                "It covers the whole milestone of {}, which moves from {} to {}.",
                row.milestone,
                spoken(due, today),
                spoken(moved, today)
            ));
        }
        last = due;
    }
    told
}
