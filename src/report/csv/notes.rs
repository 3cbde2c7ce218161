//! What was written and what was done, as tables: the notes and the log, as far as a reader may have them.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::plan::names::Slug;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::notes::Notes;
use crate::domain::record::writing::{Note, SharedNote};
use crate::report::readership::For;

use super::sheet::{Cell, sheet};
use super::{about, number_of};

/// Returns the notes of a journey since a day, the oldest first; all texts are to be at hand.
pub(super) fn notes(
    journey: &Journey,
    reader: For,
    since: Option<NaiveDate>,
) -> std::io::Result<String> {
    let columns = [
        "id", "on", "by", "role", "goal", "slug", "meeting", "readers", "question", "text",
    ];
    let goals = journey.goals.iter().chain(journey.left.values());
    let on_goals = goals.map(|goal| (Some(goal.slug()), &goal.notes));
    let all = on_goals.chain([(None, &journey.notes)]);
    let mut rows: Vec<Row<'_>> = all
        .flat_map(|(goal, notes)| rows(reader, goal, notes))
        .filter(|row| since.is_none_or(|since| row.shared.on() >= since))
        .collect();
    rows.sort_by_key(|row| (row.shared.on(), row.id));
    let rows = rows.into_iter().map(|row| {
        let [number, slug] = about(journey, row.goal);
        [
            row.id.0.to_string().into(),
            row.shared.on().into(),
            row.shared.author().name.as_str().into(),
            row.shared.author().party.word().into(),
            number,
            slug,
            number_of(journey, row.note.meeting),
            readers(row.note).into(),
            row.note.question.into(),
            row.shared.text().into(),
        ]
    });
    sheet(columns, rows)
}

/// A note that a reader may have.
struct Row<'a> {
    id: ChangeId,
    goal: Option<&'a Slug>,
    note: &'a Note,
    shared: SharedNote<'a>,
}

fn rows<'a>(
    reader: For,
    goal: Option<&'a Slug>,
    notes: &'a Notes,
) -> impl Iterator<Item = Row<'a>> {
    notes.iter().filter_map(move |(id, note)| {
        let shared = reader.note(note)?;
        Some(Row {
            id,
            goal,
            note,
            shared,
        })
    })
}

fn readers(note: &Note) -> &'static str {
    match note.audience() {
        Audience::Journey => "everybody",
        Audience::Pair => "hire and mentor",
        Audience::Author => "author",
    }
}

/// Returns the log since a day, the oldest first, a row for each save.
pub(super) fn changes(
    journey: &Journey,
    changes: &[Change],
    reader: For,
    since: Option<NaiveDate>,
) -> std::io::Result<String> {
    let columns = [
        "id", "on", "entered", "by", "role", "verb", "goal", "slug", "what", "undone", "counts",
    ];
    let by_id: HashMap<ChangeId, &Change> =
        changes.iter().map(|change| (change.id, change)).collect();
    let lines = reader.history(journey, changes).into_iter();
    let rows = lines.filter_map(|line| {
        let change = by_id.get(&line.id)?;
        if since.is_some_and(|since| !change.is_since(since)) {
            return None;
        }
        let [number, slug] = about(journey, line.goal.as_ref());
        Some([
            Cell::from(line.id.0.to_string()),
            line.day.into(),
            change.entered_on().into(),
            line.author.name.into(),
            line.author.party.word().into(),
            change.verb.word().into(),
            number,
            slug,
            line.text.into(),
            line.undone.into(),
            line.aside.is_none().into(),
        ])
    });
    sheet(columns, rows)
}
