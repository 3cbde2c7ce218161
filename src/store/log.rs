//! The log of changes in its table.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, params};

use super::convert::{date, parsed, parsed_or_none, party, uuid, word, word_of};
use super::plans::Fetched;
use crate::domain::plan::people::{Author, PersonId};
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::domain::record::log::Head;
use crate::domain::record::trace::Trace;

/// Returns the journeys that the log holds changes of.
pub(super) fn journeys(db: &Connection) -> rusqlite::Result<Vec<JourneyId>> {
    let mut statement = db.prepare("SELECT DISTINCT journey FROM change")?;
    let ids = statement.query_map([], |row| Ok(JourneyId(parsed(row, "journey", uuid)?)))?;
    ids.collect()
}

/// Returns the log of a journey, in order.
pub(super) fn changes(db: &Connection, journey: JourneyId) -> rusqlite::Result<Vec<Change>> {
    let mut statement = db.prepare_cached("SELECT * FROM change WHERE journey = ?1")?;
    let rows = statement.query_map([journey.0.to_string()], change)?;
    let mut changes: Vec<Change> = rows.collect::<rusqlite::Result<_>>()?;
    changes.sort_by_key(Change::order);
    fetch_plans(db, &mut changes)?;
    Ok(changes)
}

/// Returns the changes of one save of a journey, that for the widest audience first; none where
/// there is no such save.
pub(super) fn save(
    db: &Connection,
    journey: JourneyId,
    first: ChangeId,
) -> rusqlite::Result<Vec<Change>> {
    let mut statement = db.prepare_cached(
        "SELECT * FROM change WHERE journey = ?1 AND id = ?2
         UNION ALL SELECT * FROM change WHERE journey = ?1 AND beside = ?2",
    )?;
    let rows = statement.query_map([journey.0.to_string(), first.0.to_string()], change)?;
    let mut changes: Vec<Change> = rows.collect::<rusqlite::Result<_>>()?;
    changes.sort_by_key(Change::order);
    fetch_plans(db, &mut changes)?;
    Ok(changes)
}

/// Returns the changes of a journey that came after one, in order.
pub(super) fn after(
    db: &Connection,
    journey: JourneyId,
    change: ChangeId,
) -> rusqlite::Result<Vec<Change>> {
    let mut statement = db.prepare_cached(
        "SELECT later.* FROM change later, change one
         WHERE one.id = ?2 AND later.journey = ?1 AND later.stamp >= one.stamp
             AND later.id <> ?2 AND later.beside IS NOT ?2",
    )?;
    let rows = statement.query_map([journey.0.to_string(), change.0.to_string()], self::change)?;
    let mut changes: Vec<Change> = rows.collect::<rusqlite::Result<_>>()?;
    changes.sort_by_key(Change::order);
    Ok(changes)
}

fn fetch_plans(db: &Connection, changes: &mut [Change]) -> rusqlite::Result<()> {
    let mut fetched = Fetched::default();
    let mut edits = changes.iter_mut().flat_map(|change| &mut change.edits);
    edits.try_for_each(|edit| fetched.fetch(db, edit))
}

/// Returns as much of the log as undo needs, in order: a trace for each save.
pub(super) fn traces(db: &Connection, journey: JourneyId) -> rusqlite::Result<Vec<Trace>> {
    let mut statement = db.prepare_cached(
        "SELECT id, person, party, audience, undoes FROM change WHERE journey = ?1 AND beside IS NULL
         ORDER BY stamp, device, audience, sequence",
    )?;
    let rows = statement.query_map([journey.0.to_string()], |row| {
        Ok(Trace {
            id: ChangeId(parsed(row, "id", uuid)?),
            person: PersonId(parsed(row, "person", uuid)?),
            party: party(row, "party")?,
            audience: parsed(row, "audience", word)?,
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

/// Returns the end of a journey's log, as a device knows it.
pub(super) fn head(
    db: &Connection,
    journey: JourneyId,
    device: DeviceId,
) -> rusqlite::Result<Head> {
    let key = journey.0.to_string();
    let stamp = db
        .prepare_cached("SELECT max(stamp) FROM change WHERE journey = ?1")?
        .query_row([&key], |row| row.get(0))?;
    let mut sequence = BTreeMap::new();
    let mut last = db.prepare_cached(
        "SELECT max(sequence) FROM change WHERE journey = ?1 AND device = ?2 AND audience = ?3",
    )?;
    for audience in Audience::ALL {
        let found: Option<i64> = last.query_row(
            params![key, device.0.to_string(), word_of(&audience)],
            |row| row.get(0),
        )?;
        sequence.extend(found.map(|last| (audience, last)));
    }
    Ok(Head {
        journey,
        device,
        stamp,
        sequence,
    })
}

/// Adds a change to the log; returns the number under which it arrived.
pub(super) fn insert(db: &Connection, change: &Change) -> rusqlite::Result<i64> {
    let edits = serde_json::to_string(&change.edits)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    db.prepare_cached(
        "INSERT INTO change (id, journey, stamp, device, audience, sequence, beside, day, entered,
             author, party, person, verb, undoes, edits)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?
    .insert(params![
        change.id.0.to_string(),
        change.journey.0.to_string(),
        change.stamp,
        change.device.0.to_string(),
        word_of(&change.audience),
        change.sequence,
        change.beside.map(|id| id.0.to_string()),
        change.day.to_string(),
        change.entered.map(|day| day.to_string()),
        change.author.name,
        change.author.party.word(),
        change.author.person.0.to_string(),
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
        audience: parsed(row, "audience", word)?,
        sequence: row.get("sequence")?,
        beside: parsed_or_none(row, "beside", uuid)?.map(ChangeId),
        day: parsed(row, "day", date)?,
        entered: parsed_or_none(row, "entered", date)?,
        author: Author {
            person: PersonId(parsed(row, "person", uuid)?),
            name: row.get("author")?,
            party: party(row, "party")?,
        },
        verb: parsed(row, "verb", word)?,
        undoes: parsed_or_none(row, "undoes", uuid)?.map(ChangeId),
        edits: parsed(row, "edits", |text| serde_json::from_str(text).ok())?,
    })
}
