//! Undo and redo over the log: which change is next, and what takes it back. A log only grows;
//! taking back appends.

use super::change::{Change, ChangeId, Edit};
use super::goal::GoalNumber;
use super::journey::Journey;
use super::people::Party;

/// As much of a change as undo needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The change.
    pub id: ChangeId,
    /// Whose it is.
    pub party: Party,
    /// The change that it takes back.
    pub undoes: Option<ChangeId>,
}

impl From<&Change> for Trace {
    fn from(change: &Change) -> Self {
        Self {
            id: change.id,
            party: change.author.party,
            undoes: change.undoes,
        }
    }
}

/// Why a change cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UndoRefusal {
    /// There is none.
    #[error("nothing of yours is left to undo")]
    NothingToUndo,
    /// There is none, or something was done since the last undo.
    #[error("nothing of yours is left to redo")]
    NothingToRedo,
    /// Another party made it.
    #[error("that change is the {}'s; only the {} can undo it", .0.word(), .0.word())]
    NotYours(Party),
    /// Later changes stand on it.
    #[error("{} has changed since; undo the later change first", .0.as_deref().unwrap_or("that"))]
    Overtaken(Option<String>),
    /// The start goes last.
    #[error(
        "the start can be undone only while nothing else stands; undo what came after it first"
    )]
    StartIsBuiltOn,
    /// A goal that is claimed needs it.
    #[error("{0} is claimed and needs that part; take the claim back first")]
    Needed(GoalNumber),
}

/// What a party has done and undone, newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stacks {
    /// The changes that stand, newest last.
    pub done: Vec<ChangeId>,
    /// The undoing changes that can be taken back, newest last.
    pub undone: Vec<ChangeId>,
}

impl Stacks {
    /// Returns the stacks of a party after a log in order.
    pub fn of(party: Party, log: impl IntoIterator<Item = Trace>) -> Self {
        let mut stacks = Self::default();
        for trace in log.into_iter().filter(|trace| trace.party == party) {
            match trace.undoes {
                None => {
                    stacks.done.push(trace.id);
                    stacks.undone.clear();
                }
                Some(target) if take(&mut stacks.done, target) => stacks.undone.push(trace.id),
                Some(target) => {
                    take(&mut stacks.undone, target);
                    stacks.done.push(trace.id);
                }
            }
        }
        stacks
    }
}

fn take(stack: &mut Vec<ChangeId>, id: ChangeId) -> bool {
    let place = stack.iter().rposition(|&other| other == id);
    if let Some(place) = place {
        stack.remove(place);
    }
    place.is_some()
}

/// Returns the edits that take a change back.
///
/// # Errors
/// [`UndoRefusal`] where a value that the change set has been set anew since, or where a claim
/// rests on it.
pub fn invert(journey: &Journey, change: &Change) -> Result<Vec<Edit>, UndoRefusal> {
    if let Some(edit) = change.edits.iter().find(|edit| !journey.stands(edit)) {
        let number = edit
            .goal()
            .and_then(|slug| journey.goal(slug))
            .map(|goal| goal.number.to_string());
        return Err(UndoRefusal::Overtaken(number));
    }
    let edits: Vec<Edit> = change.edits.iter().rev().map(Edit::inverse).collect();
    let mut after = journey.clone();
    for edit in &edits {
        after.apply(edit);
    }
    let broken = edits
        .iter()
        .filter_map(|edit| after.goal(edit.goal()?))
        .find(|goal| goal.is_done() && !goal.parts_suffice());
    match broken {
        Some(goal) => Err(UndoRefusal::Needed(goal.number)),
        None => Ok(edits),
    }
}
