//! The actions as a table. Everybody may know of each.

use crate::domain::judgment::standing::Standing;
use crate::domain::plan::people::Party;
use crate::report::meeting::actions;

use super::sheet::{mark, sheet};
use super::{about, number_of};

/// Returns the actions, in the order in which they were entered.
pub(super) fn table(standing: &Standing<'_>) -> std::io::Result<String> {
    let columns = [
        "id",
        "number",
        "text",
        "owner",
        "owner_role",
        "due",
        "working_days_late",
        "state",
        "goal",
        "slug",
        "meeting",
        "entered_on",
        "entered_by",
        "done_on",
        "done_by",
        "dropped_on",
        "dropped_by",
        "dropped_because",
    ];
    let journey = standing.journey;
    let rows = actions(journey, &standing.dates).into_iter().map(|row| {
        let action = row.action;
        let [number, slug] = about(journey, action.entry.goal.as_ref());
        let [done_on, done_by] = mark(action.done.as_ref());
        let dropped = action.dropped.as_ref();
        let [dropped_on, dropped_by] = mark(dropped.map(|dropped| &dropped.mark));
        [
            row.id.0.to_string().into(),
            row.number.into(),
            action.text.as_str().into(),
            row.owner.into(),
            action.party().map(Party::word).into(),
            action.due.into(),
            row.days_late.into(),
            action.state().word().into(),
            number,
            slug,
            number_of(journey, action.entry.meeting),
            action.entry.on.into(),
            action.entry.by.name.as_str().into(),
            done_on,
            done_by,
            dropped_on,
            dropped_by,
            dropped.map(|dropped| dropped.reason.as_str()).into(),
        ]
    });
    sheet(columns, rows)
}
