//! What a log says of undo: which changes are taken back, and what each person may take back next.

use std::collections::HashSet;

use crate::domain::plan::people::{Party, PersonId};
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::fold::Fold;
use crate::domain::record::ids::ChangeId;

/// As much of a change as undo needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The change.
    pub id: ChangeId,
    /// Whose it is.
    pub person: PersonId,
    /// The part that the person played.
    pub party: Party,
    /// Who may read it.
    pub audience: Audience,
    /// The change that it takes back.
    pub undoes: Option<ChangeId>,
}

impl Trace {
    /// Returns the traces of a log in order: one for each save that counts, that of its first change.
    /// What others had reached before leaves none: there is nothing of it to take back.
    pub fn of(log: &[Change]) -> Vec<Self> {
        let mut fold = Fold::of(log);
        let leaves_a_trace = |change: &&Change| {
            let outcome = fold.step(change);
            outcome.counts() && !outcome.is_idle()
        };
        log.iter()
            .filter(leaves_a_trace)
            .filter(|change| change.beside.is_none() && change.verb.is_undone())
            .map(Self::from)
            .collect()
    }
}

impl From<&Change> for Trace {
    fn from(change: &Change) -> Self {
        Self {
            id: change.id,
            person: change.author.person,
            party: change.author.party,
            audience: change.audience,
            undoes: change.undoes,
        }
    }
}

/// What a person has done and undone, newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stacks {
    /// The changes that stand, newest last.
    pub done: Vec<ChangeId>,
    /// The undoing changes that can be taken back, newest last.
    pub undone: Vec<ChangeId>,
}

impl Stacks {
    /// Returns the stacks of a person after a log in order.
    pub fn of(person: PersonId, log: impl IntoIterator<Item = Trace>) -> Self {
        let mut stacks = Self::default();
        for trace in log.into_iter().filter(|trace| trace.person == person) {
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

/// Returns the changes of a log in order that are taken back; an undo that is itself taken back
/// does not count.
pub fn taken_back(log: &[Trace]) -> HashSet<ChangeId> {
    let mut taken_back = HashSet::new();
    for trace in log.iter().rev() {
        if let Some(target) = trace.undoes
            && !taken_back.contains(&trace.id)
        {
            taken_back.insert(target);
        }
    }
    taken_back
}
