//! Which gate reviews fall due.

use chrono::NaiveDate;

use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::facts::Facts;
use crate::domain::plan::milestone::Milestone;

/// Returns the gate reviews that fall due up to and with a day and have no verdict yet, the earliest
/// first; a milestone without goals has none.
pub fn due(facts: &Facts<'_>, dates: &Dates, until: NaiveDate) -> Vec<(Milestone, NaiveDate)> {
    Milestone::ALL
        .into_iter()
        .filter_map(|milestone| {
            let due = dates.gate_due(facts, milestone)?;
            (due <= until).then_some((milestone, due))
        })
        .collect()
}
