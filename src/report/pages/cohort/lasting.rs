//! How long milestones really take, by role: the day of the journey on which a gate review let the hire go on.

use std::collections::{BTreeMap, BTreeSet};

use super::Cohort;
use crate::domain::judgment::outcomes::Ruled;
use crate::domain::plan::milestone::Milestone;
use crate::domain::telling::cohort::{Hire, median};
use crate::report::blocks::{Block, Cell, Column, Row, Table};

/// The days on which milestones were passed, by role.
pub(super) type Passed<'a> = BTreeMap<&'a str, BTreeMap<Milestone, Vec<i64>>>;

/// Returns on which days of their journeys hires passed each milestone. Journeys that ended count: they tell
/// most.
pub(super) fn passed(of: &Cohort) -> Passed<'_> {
    let mut passed = Passed::new();
    for hire in &of.hires {
        let own = passed.entry(hire.row.title.as_str()).or_default();
        for (milestone, day) in days(hire) {
            own.entry(milestone).or_default().push(day);
        }
    }
    passed.retain(|_, own| !own.is_empty());
    passed
}

/// Returns the day on which a hire passed each milestone, that of the last verdict.
fn days(hire: &Hire) -> BTreeMap<Milestone, i64> {
    let advanced = hire
        .gates
        .iter()
        .filter(|gate| gate.ruled == Ruled::Advance);
    let start = hire.row.start;
    advanced
        .map(|gate| (gate.milestone, (gate.on - start).num_days() + 1))
        .collect()
}

/// Returns how long each milestone took, by role.
pub(super) fn milestones(of: &Cohort) -> Vec<Block> {
    let passed = passed(of);
    let cell = |days: &[i64]| match median(days.iter().copied()) {
        Some(day) => format!("{day} ({})", days.len()),
        None => "–".to_owned(),
    };
    table(
        &passed,
        "Day of the verdict “advance”, median (hires). Journeys that ended are among them.",
        cell,
    )
}

/// Returns a table of roles and milestones, each cell in the words of `cell`, and what it shows.
pub(super) fn table(
    passed: &Passed<'_>,
    about: &str,
    cell: impl Fn(&[i64]) -> String,
) -> Vec<Block> {
    let milestones: BTreeSet<Milestone> =
        passed.values().flat_map(BTreeMap::keys).copied().collect();
    if milestones.is_empty() {
        return vec![Block::text("No gate review has said “advance” yet.")];
    }
    let columns = milestones
        .iter()
        .map(|one| Column::of_numbers(&one.label()));
    let rows = passed.iter().map(|(role, own)| {
        let days = milestones.iter().map(|milestone| own.get(milestone));
        let cells = days.map(|days| Cell::from(cell(days.map_or(&[], Vec::as_slice))));
        Row {
            cells: [Cell::from(*role)].into_iter().chain(cells).collect(),
            ..Row::default()
        }
    });
    let table = Table {
        columns: [Column::new("Role")].into_iter().chain(columns).collect(),
        named: true,
        rows: rows.collect(),
    };
    vec![super::quiet(about), Block::Table(table)]
}
