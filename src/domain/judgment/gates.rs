//! Which gate reviews fall due.

use chrono::NaiveDate;

use crate::domain::judgment::dates::Dates;
use crate::domain::plan::milestone::Milestone;
use crate::domain::record::journey::Journey;

/// Returns the gate reviews that fall due up to and with a day and have no verdict yet, the earliest
/// first; a milestone without goals has none.
pub fn due(journey: &Journey, dates: &Dates, until: NaiveDate) -> Vec<(Milestone, NaiveDate)> {
    dates
        .milestones()
        .filter_map(|milestone| {
            let due = dates.gate_due(journey, milestone)?;
            (due <= until).then_some((milestone, due))
        })
        .collect()
}
