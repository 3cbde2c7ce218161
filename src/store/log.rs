//! The log of changes in its table.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::convert::{date, parsed, parsed_or_none, party, uuid, word, word_of};
use crate::domain::plan::people::Author;
use crate::domain::record::change::Change;
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::domain::record::trace::Trace;

/// Returns the log of a journey, in order.
pub(super) fn changes(db: &Connection, journey: JourneyId) -> rusqlite::Result<Vec<Change>> {
    let mut statement = db.prepare_cached(
        "SELECT * FROM change WHERE journey = ?1 ORDER BY stamp, device, sequence",
    )?;
    let rows = statement.query_map([journey.0.to_string()], change)?;
    rows.collect()
}

/// Returns one change of a journey.
pub(super) fn one(
    db: &Connection,
    journey: JourneyId,
    id: ChangeId,
) -> rusqlite::Result<Option<Change>> {
    db.prepare_cached("SELECT * FROM change WHERE journey = ?1 AND id = ?2")?
        .query_row([journey.0.to_string(), id.0.to_string()], change)
        .optional()
}

/// Returns as much of the log as undo needs, in order.
pub(super) fn traces(db: &Connection, journey: JourneyId) -> rusqlite::Result<Vec<Trace>> {
    let mut statement = db.prepare_cached(
        "SELECT id, party, undoes FROM change WHERE journey = ?1
         ORDER BY stamp, device, sequence",
    )?;
    let rows = statement.query_map([journey.0.to_string()], |row| {
        Ok(Trace {
            id: ChangeId(parsed(row, "id", uuid)?),
            party: party(row, "party")?,
            undoes: parsed_or_none(row, "undoes", uuid)?.map(ChangeId),
        })
    })?;
    rows.collect()
}

/// Returns the number of the last change of a journey that arrived here; 0 where there is none.
pub(super) fn last_arrival(db: &Connection, journey: JourneyId) -> rusqlite::Result<i64> {
    db.prepare_cached("SELECT coalesce(max(arrival), 0) FROM change WHERE journey = ?1")?
        .query_row([journey.0.to_string()], |row| row.get(0))
}

/// Returns the stamp for a new change: the clock's time, or just after the latest one seen.
pub(super) fn next_stamp(db: &Connection, journey: JourneyId, clock: i64) -> rusqlite::Result<i64> {
    let latest: Option<i64> = db
        .prepare_cached("SELECT max(stamp) FROM change WHERE journey = ?1")?
        .query_row([journey.0.to_string()], |row| row.get(0))?;
    Ok(latest.map_or(clock, |latest| clock.max(latest.saturating_add(1))))
}

/// Returns this database's name and the next sequence number of its changes.
pub(super) fn device(db: &Connection) -> rusqlite::Result<(DeviceId, i64)> {
    let device = db
        .prepare_cached("SELECT id FROM device LIMIT 1")?
        .query_row([], |row| parsed(row, "id", uuid))?;
    let last: i64 = db
        .prepare_cached("SELECT coalesce(max(sequence), 0) FROM change WHERE device = ?1")?
        .query_row([device.to_string()], |row| row.get(0))?;
    Ok((DeviceId(device), last + 1))
}

/// Adds a change to the log; returns the number under which it arrived.
pub(super) fn insert(db: &Connection, change: &Change) -> rusqlite::Result<i64> {
    let edits = serde_json::to_string(&change.edits)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    db.prepare_cached(
        "INSERT INTO change (id, journey, stamp, device, sequence, day, author, party, verb,
             undoes, edits)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .insert(params![
        change.id.0.to_string(),
        change.journey.0.to_string(),
        change.stamp,
        change.device.0.to_string(),
        change.sequence,
        change.day.to_string(),
        change.author.name,
        change.author.party.word(),
        word_of(&change.verb),
        change.undoes.map(|id| id.0.to_string()),
        edits,
    ])
}

fn change(row: &Row<'_>) -> rusqlite::Result<Change> {
    Ok(Change {
        id: ChangeId(parsed(row, "id", uuid)?),
        journey: JourneyId(parsed(row, "journey", uuid)?),
        stamp: row.get("stamp")?,
        device: DeviceId(parsed(row, "device", uuid)?),
        sequence: row.get("sequence")?,
        day: parsed(row, "day", date)?,
        author: Author {
            name: row.get("author")?,
            party: party(row, "party")?,
        },
        verb: parsed(row, "verb", word)?,
        undoes: parsed_or_none(row, "undoes", uuid)?.map(ChangeId),
        edits: parsed(row, "edits", |text| serde_json::from_str(text).ok())?,
    })
}
