//! What moved in a journey since a day, net of what was undone. Notes are never among it.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::plan::people::Party;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::trace::{Trace, taken_back};
use crate::domain::telling::history::{self, Line};

/// One thing that moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The day it counts for.
    pub day: NaiveDate,
    /// Who moved it.
    pub author: String,
    /// What was done, in words.
    pub text: String,
}

/// Returns what moved since a day, in the order of the days. `changes` is the log in order.
///
/// What was done and undone inside that time is left out; what was done before it and undone in
/// it is told as undone.
pub fn since(journey: &Journey, changes: &[Change], since: NaiveDate) -> Vec<Moved> {
    let is_for_all = |change: &&Change| change.audience == Audience::Journey;
    let known: Vec<Change> = changes.iter().filter(is_for_all).cloned().collect();
    let lines = history::lines(journey, &known, Party::Manager);
    // A line is told of each save, whose first change stands for all of it.
    let saves = known.iter().filter(|change| change.beside.is_none());
    let counting = saves.zip(lines).filter(|(_, line)| line.aside.is_none());
    let (saves, now): (Vec<&Change>, Vec<Line>) = counting.unzip();
    let earlier = saves.iter().filter(|change| !change.is_since(since));
    let earlier: Vec<Trace> = earlier.map(|change| Trace::from(*change)).collect();
    let undone = taken_back(&earlier);
    let stood: HashMap<ChangeId, bool> = earlier
        .iter()
        .map(|trace| (trace.id, !undone.contains(&trace.id)))
        .collect();
    let last = last_of_chains(&saves);
    let mut moved: Vec<(&Line, usize)> = Vec::new();
    for (change, line) in saves.iter().zip(&now) {
        if change.undoes.is_some() || !change.verb.moves() {
            continue;
        }
        let before = stood.get(&change.id).copied().unwrap_or(false);
        if before != line.undone {
            continue;
        }
        let told = if change.day >= since {
            line
        } else {
            let last = last.get(&change.id).and_then(|&place| now.get(place));
            last.unwrap_or(line)
        };
        moved.push((told, told.number));
    }
    moved.sort_by_key(|(line, number)| (line.day, *number));
    moved
        .into_iter()
        .map(|(line, _)| Moved {
            day: line.day,
            author: line.author.name.clone(),
            text: match line.late_entry() {
                Some(late) => format!("{} ({late})", line.text),
                None => line.text.clone(),
            },
        })
        .collect()
}

/// Returns for each save that was taken back, once or several times, the place among the saves of
/// the last undo or redo of it.
fn last_of_chains(saves: &[&Change]) -> HashMap<ChangeId, usize> {
    let mut root: HashMap<ChangeId, ChangeId> = HashMap::new();
    let mut last = HashMap::new();
    for (place, change) in saves.iter().enumerate() {
        let Some(target) = change.undoes else {
            continue;
        };
        let origin = root.get(&target).copied().unwrap_or(target);
        root.insert(change.id, origin);
        last.insert(origin, place);
    }
    last
}
