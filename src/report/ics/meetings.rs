//! The days agreed for the 1:1s, one after the other. A day that is moved stays the same entry; the one
//! after a closed 1:1 is another.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::record::change::Change;
use crate::domain::record::fold::Fold;
use crate::domain::record::journey::Journey;

/// The day agreed for a 1:1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Agreed {
    /// How many 1:1s were closed before it.
    pub(super) place: usize,
    /// The day, or the last one that was agreed.
    pub(super) on: NaiveDate,
    /// Whether no day stands any more.
    pub(super) is_gone: bool,
}

/// Returns the days that were agreed for 1:1s that were not held since: the next one, and those that were
/// taken back.
pub(super) fn agreed(journey: &Journey, changes: &[&Change]) -> Vec<Agreed> {
    let mut last: BTreeMap<usize, NaiveDate> = BTreeMap::new();
    let mut fold = Fold::of(changes.iter().copied());
    for change in changes {
        fold.step(change);
        if let Some(then) = fold.journey()
            && let Some(on) = then.meetings.next
        {
            last.insert(held(then), on);
        }
    }
    let held = held(journey);
    let ahead = last.range(held..);
    ahead
        .map(|(place, on)| Agreed {
            place: *place,
            on: *on,
            is_gone: *place > held || journey.meetings.next.is_none(),
        })
        .collect()
}

fn held(journey: &Journey) -> usize {
    let held = journey.meetings.held.values();
    held.filter(|meeting| meeting.closing.is_some()).count()
}
