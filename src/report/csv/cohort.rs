//! A row a hire for a spreadsheet, or one without names: the facts of the page, dates as dates.

use super::sheet::{Cell, sheet};
use crate::domain::judgment::outcomes::GateVerdict;
use crate::domain::telling::cohort::{Hire, median};
use crate::domain::wording::journeys;
use crate::report::pages::cohort::{Cohort, anonymous_rows, anonymous_titles, by_whom, trend};

/// The columns of a row with names.
const COLUMNS: [&str; 28] = [
    "hire",
    "role",
    "mentor",
    "manager",
    "start",
    "day",
    "milestone",
    "verdict",
    "verdict_since",
    "trend",
    "claimed",
    "confirmed",
    "goals",
    "expected",
    "waived",
    "gate_verdicts",
    "gates_due",
    "blocked",
    "oldest_blocker_working_days",
    "waits_on",
    "waits_for",
    "meetings_held",
    "meetings_counted",
    "meetings_wanted",
    "claim_to_confirm_working_days",
    "owed",
    "ended",
    "ended_on",
];

/// Returns the hires as a table.
///
/// # Errors
/// Those of a writer; there is none that writes into memory.
pub fn table(of: &Cohort) -> std::io::Result<String> {
    sheet(COLUMNS, of.shown().map(row))
}

/// Returns the hires without their names as a table.
///
/// # Errors
/// As for [`table`].
pub fn anonymous(of: &Cohort) -> std::io::Result<String> {
    let rows = anonymous_rows(of).into_iter();
    sheet(anonymous_titles(), rows.map(|row| row.map(Cell::from)))
}

fn row(hire: &Hire) -> [Cell; 28] {
    let row = &hire.row;
    let people = &row.people;
    let so_far = &row.so_far;
    let waits = hire.waits.first();
    let is_live = row.ended.is_none();
    let owing = by_whom(&hire.owing);
    let middle = median(hire.confirmed_after.iter().copied());
    [
        people.hire().into(),
        row.title.as_str().into(),
        people.mentor().into(),
        people.manager().into(),
        row.start.into(),
        row.day.into(),
        row.current.label().into(),
        Cell::from(Some(row.health.word()).filter(|_| is_live)),
        hire.course.since.filter(|_| is_live).into(),
        Some(trend(hire.trend())).filter(|_| is_live).into(),
        so_far.done.into(),
        so_far.confirmed.into(),
        so_far.counted.into(),
        journeys::expected(so_far).into(),
        so_far.waived.into(),
        several(hire.gates.iter().map(gate)),
        several(hire.gates_due.iter().map(|due| due.label())),
        hire.waits.len().into(),
        waits.map(|waits| waits.days).into(),
        waits.map(|waits| waits.on.as_str()).into(),
        waits.map(|waits| waits.what.as_str()).into(),
        hire.meetings.held.into(),
        hire.meetings.early.into(),
        hire.meetings.wanted.into(),
        middle.map(|days| days.to_string()).into(),
        several(
            owing
                .into_iter()
                .map(|(whom, debts)| format!("{whom}: {}", debts.join(", "))),
        ),
        row.ended.map(|(end, _)| end.words()).into(),
        row.ended.map(|(_, on)| on).into(),
    ]
}

fn gate(gate: &GateVerdict) -> String {
    format!(
        "{} {} {}",
        gate.milestone.label(),
        gate.ruled.word(),
        gate.on
    )
}

/// Returns several things as one cell.
fn several(things: impl Iterator<Item = String>) -> Cell {
    let things: Vec<String> = things.collect();
    things.join("; ").into()
}
