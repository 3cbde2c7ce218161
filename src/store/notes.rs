//! What is known of the notes of a journey that are not at hand: a start, a key and a save cost the same
//! however many there are.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row, params};

use super::convert::{date, parsed_at, parsed_at_or_none, slug, uuid, word};
use super::tables;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::PersonId;
use crate::domain::record::change::Change;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::Kind;
use crate::domain::record::kinds::Edit;
use crate::domain::record::notes::Others;
use crate::domain::record::writing::Note;

/// Reads what is known of the notes that are not at hand.
pub(super) fn others(db: &Connection, journey: &mut Journey) -> rusqlite::Result<()> {
    let mut statement = db.prepare_cached(
        "SELECT goal, person, visibility, count, last FROM note_count WHERE journey = ?1",
    )?;
    let mut rows = statement.query([journey.id.0.to_string()])?;
    while let Some(row) = rows.next()? {
        // A note on the journey as a whole is counted under no goal's name.
        let goal = match row.get_ref(0)?.as_str()? {
            "" => None,
            _ => Some(parsed_at(row, 0, slug)?),
        };
        let person = PersonId(parsed_at(row, 1, uuid)?);
        let others = Others {
            count: counted(row, 3)?,
            last: parsed_at(row, 4, date)?,
        };
        if let Some(notes) = journey.notes_on_mut(goal.as_ref()) {
            notes.set_others(person, parsed_at(row, 2, word)?, Some(others));
        }
    }
    Ok(())
}

fn counted(row: &Row<'_>, place: usize) -> rusqlite::Result<usize> {
    let count: i64 = row.get(place)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Brings in the notes that a save wrote and that are not at hand, so that it can be taken back.
pub(super) fn bring_in(
    db: &Connection,
    journey: &mut Journey,
    save: &[Change],
) -> rusqlite::Result<()> {
    for edit in save.iter().flat_map(|change| &change.edits) {
        let Edit::Note(set) = edit else {
            continue;
        };
        let (goal, id) = &set.key;
        let is_whole = journey.notes_on(goal.as_ref());
        if is_whole.is_none_or(|notes| notes.are_whole() || notes.get(*id).is_some()) {
            continue;
        }
        if let Some(note) = tables::note(db, journey.id, *id)? {
            let others = besides(db, journey, &set.key, &note)?;
            if let Some(notes) = journey.notes_on_mut(goal.as_ref()) {
                notes.bring_one(*id, note, others);
            }
        }
    }
    Ok(())
}

/// Returns what is known of the notes like one, besides it and those at hand.
fn besides(
    db: &Connection,
    journey: &Journey,
    (goal, id): &<Note as Kind>::Key,
    note: &Note,
) -> rusqlite::Result<Option<Others>> {
    let at_hand = journey.notes_on(goal.as_ref()).into_iter();
    let at_hand = at_hand.flat_map(|notes| notes.iter().map(|(id, _)| id));
    let at_hand: BTreeSet<String> = at_hand.chain([*id]).map(|id| id.0.to_string()).collect();
    db.prepare_cached(
        "SELECT count(*), max(day) FROM note
         WHERE journey = ?1 AND goal IS ?2 AND person = ?3 AND visibility = ?4
             AND id NOT IN (SELECT value FROM json_each(?5))",
    )?
    .query_row(
        params![
            journey.id.0.to_string(),
            goal.as_ref().map(Slug::as_str),
            note.author.person.0.to_string(),
            note.visibility.word(),
            super::cells::json(&at_hand),
        ],
        |row| {
            let count = counted(row, 0)?;
            let last = parsed_at_or_none(row, 1, date)?;
            Ok(last.map(|last| Others { count, last }))
        },
    )
}
