//! The 1:1s as tables: when they were held, and for the hire and mentor how each side rated.

use chrono::NaiveDate;

use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::Meeting;
use crate::domain::record::rating::Pair;

use super::sheet::{Cell, mark, sheet};

/// Returns the 1:1s since a day, the oldest first. Everybody may know of each.
pub(super) fn meetings(journey: &Journey, since: Option<NaiveDate>) -> std::io::Result<String> {
    let columns = [
        "id",
        "number",
        "on",
        "hire",
        "mentor",
        "state",
        "started_by",
        "closed_on",
        "closed_by",
        "next_on",
        "actions",
        "actions_done",
    ];
    let rows = by_day(journey).filter_map(|(number, id, held)| {
        let opening = &held.opening;
        if since.is_some_and(|since| opening.on < since) {
            return None;
        }
        let closing = held.closing.as_ref();
        let [closed_on, closed_by] = mark(closing.map(|closing| &closing.mark));
        let actions = journey.meetings.actions.values();
        let actions = actions.filter(|action| journey.meetings.is_in(action.entry.meeting, id));
        let (done, open): (Vec<_>, Vec<_>) = actions.partition(|action| action.done.is_some());
        Some([
            id.0.to_string().into(),
            number.into(),
            opening.on.into(),
            opening.hire.as_str().into(),
            opening.mentor.as_deref().into(),
            Cell::from(if closing.is_some() { "closed" } else { "open" }),
            opening.by.name.as_str().into(),
            closed_on,
            closed_by,
            closing.and_then(|closing| closing.next).into(),
            (done.len() + open.len()).into(),
            done.len().into(),
        ])
    });
    sheet(columns, rows)
}

/// Returns how the sides rated in each 1:1, the oldest first.
pub(super) fn ratings(journey: &Journey, pair: Pair) -> std::io::Result<String> {
    let columns = [
        "meeting_id",
        "meeting",
        "meeting_on",
        "role",
        "rated_on",
        "rated_by",
        "role_clarity",
        "confidence",
        "belonging",
        "words",
    ];
    let rows = by_day(journey).flat_map(|(number, id, held)| {
        pair.ratings(journey.meetings.said(id))
            .map(move |(party, rating)| {
                let [rated_on, rated_by] = mark(Some(&rating.mark));
                [
                    Cell::from(id.0.to_string()),
                    number.into(),
                    held.opening.on.into(),
                    party.word().into(),
                    rated_on,
                    rated_by,
                    i64::from(rating.role_clarity).into(),
                    i64::from(rating.confidence).into(),
                    i64::from(rating.belonging).into(),
                    rating.said().into(),
                ]
            })
    });
    sheet(columns, rows)
}

/// Returns the 1:1s with their numbers, in the order of their days.
fn by_day(journey: &Journey) -> impl Iterator<Item = (usize, ChangeId, &Meeting)> {
    let held = journey.meetings.held.iter();
    let numbered = held.filter_map(|(id, held)| Some((journey.meetings.number(*id)?, *id, held)));
    let mut all: Vec<_> = numbered.collect();
    all.sort_by_key(|(number, ..)| *number);
    all.into_iter()
}
