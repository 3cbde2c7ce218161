//! The log of changes in its table.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::cells::unjson;
use super::convert::{parsed, parsed_at, parsed_or_none, party, uuid, word, word_of};
use super::plans::Fetched;
use crate::domain::plan::people::PersonId;
use crate::domain::record::change::Change;
use crate::domain::record::ids::{ChangeId, JourneyId};
use crate::domain::record::trace::Trace;
use crate::lane::chain::LaneId;

/// Returns the journeys that the log holds changes of.
pub(super) fn journeys(db: &Connection) -> rusqlite::Result<Vec<JourneyId>> {
    let mut statement = db.prepare("SELECT DISTINCT journey FROM change")?;
    let ids = statement.query_map([], |row| Ok(JourneyId(parsed(row, "journey", uuid)?)))?;
    ids.collect()
}

/// Returns the log of a journey, in order.
pub(super) fn changes(db: &Connection, journey: JourneyId) -> rusqlite::Result<Vec<Change>> {
    let mut statement = db.prepare_cached("SELECT body FROM change WHERE journey = ?1")?;
    let rows = statement.query_map([journey.0.to_string()], change)?;
    let mut changes: Vec<Change> = rows.collect::<rusqlite::Result<_>>()?;
    changes.sort_by_key(Change::order);
    fetch_plans(db, &mut changes)?;
    Ok(changes)
}

/// Returns the log of a journey in order, from what it held up to an arrival and what came in since.
pub(super) fn with_new(
    db: &Connection,
    journey: JourneyId,
    arrival: i64,
    new: Vec<Change>,
) -> rusqlite::Result<Vec<Change>> {
    let mut statement =
        db.prepare_cached("SELECT body FROM change WHERE journey = ?1 AND arrival <= ?2")?;
    let rows = statement.query_map(params![journey.0.to_string(), arrival], change)?;
    let mut changes: Vec<Change> = rows.collect::<rusqlite::Result<_>>()?;
    changes.extend(new);
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
        "SELECT body FROM change WHERE journey = ?1 AND id = ?2
         UNION ALL SELECT body FROM change WHERE journey = ?1 AND beside = ?2",
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
        "SELECT later.body FROM change later, change one
         WHERE one.id = ?2 AND later.journey = ?1 AND later.stamp >= one.stamp
             AND later.id <> ?2 AND later.beside IS NOT ?2 AND later.counts = 1",
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
        "SELECT id, person, party, audience, undoes FROM change
         WHERE journey = ?1 AND beside IS NULL AND counts = 1 AND idle = 0
             AND verb NOT IN ('admit', 'retire', 'reveal')
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

/// Returns the number of the last change that arrived here, of any journey.
pub(super) fn newest(db: &Connection) -> rusqlite::Result<i64> {
    db.prepare_cached("SELECT coalesce(max(arrival), 0) FROM change")?
        .query_row([], |row| row.get(0))
}

/// Returns whether a change is in the log.
pub(super) fn has(db: &Connection, change: ChangeId) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM change WHERE id = ?1")?
        .exists([change.0.to_string()])
}

/// Returns the stamp of a change by its place in a lane.
pub(super) fn stamp(db: &Connection, lane: LaneId, index: i64) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached(
        "SELECT stamp FROM change
         WHERE journey = ?1 AND device = ?2 AND audience = ?3 AND sequence = ?4",
    )?
    .query_row(
        params![
            lane.journey.0.to_string(),
            lane.device.0.to_string(),
            word_of(&lane.audience),
            index
        ],
        |row| row.get(0),
    )
    .optional()
}

/// Returns the changes of a journey that admit machines, in order.
pub(super) fn admissions(db: &Connection, journey: JourneyId) -> rusqlite::Result<Vec<Change>> {
    let mut statement =
        db.prepare_cached("SELECT body FROM change WHERE journey = ?1 AND verb = 'admit'")?;
    let rows = statement.query_map([journey.0.to_string()], change)?;
    let mut changes: Vec<Change> = rows.collect::<rusqlite::Result<_>>()?;
    changes.sort_by_key(Change::order);
    Ok(changes)
}

/// Returns the changes of a journey that retire machines and count, in order.
pub(super) fn retirements(db: &Connection, journey: JourneyId) -> rusqlite::Result<Vec<Change>> {
    let mut statement = db.prepare_cached(
        "SELECT body FROM change WHERE journey = ?1 AND verb = 'retire' AND counts = 1",
    )?;
    let rows = statement.query_map([journey.0.to_string()], change)?;
    let mut changes: Vec<Change> = rows.collect::<rusqlite::Result<_>>()?;
    changes.sort_by_key(Change::order);
    Ok(changes)
}

/// Returns the changes of a journey that are set aside.
pub(super) fn aside(db: &Connection, journey: JourneyId) -> rusqlite::Result<BTreeSet<ChangeId>> {
    let mut statement =
        db.prepare_cached("SELECT id FROM change WHERE journey = ?1 AND counts = 0")?;
    let ids = statement.query_map([journey.0.to_string()], |row| {
        Ok(ChangeId(parsed(row, "id", uuid)?))
    })?;
    ids.collect()
}

/// Takes changes out of the log.
pub(super) fn remove(db: &Connection, changes: &[Change]) -> rusqlite::Result<()> {
    let mut delete = db.prepare_cached("DELETE FROM change WHERE id = ?1")?;
    for change in changes {
        delete.execute([change.id.0.to_string()])?;
    }
    Ok(())
}

/// Lets the newest change of a journey arrive once more, behind a number and everything that is here, so
/// that every program that has the journey open reads it anew.
pub(super) fn arrive_after(
    db: &Connection,
    journey: JourneyId,
    number: i64,
) -> rusqlite::Result<()> {
    let next = newest(db)?.max(number) + 1;
    db.prepare_cached("UPDATE change SET arrival = ?1 WHERE arrival = ?2")?
        .execute([next, last_arrival(db, journey)?])
        .map(|_| ())
}

/// Says which changes of a journey do not count, and which set only what others had reached.
pub(super) fn set_aside(
    db: &Connection,
    journey: JourneyId,
    aside: &[ChangeId],
    idle: &[ChangeId],
) -> rusqlite::Result<()> {
    let key = journey.0.to_string();
    db.prepare_cached("UPDATE change SET counts = 1 WHERE journey = ?1 AND counts = 0")?
        .execute([&key])?;
    db.prepare_cached("UPDATE change SET idle = 0 WHERE journey = ?1 AND idle = 1")?
        .execute([&key])?;
    let mut update = db.prepare_cached("UPDATE change SET counts = 0 WHERE id = ?1")?;
    for id in aside {
        update.execute([id.0.to_string()])?;
    }
    let mut update = db.prepare_cached("UPDATE change SET idle = 1 WHERE id = ?1")?;
    for id in idle {
        update.execute([id.0.to_string()])?;
    }
    Ok(())
}

fn change(row: &Row<'_>) -> rusqlite::Result<Change> {
    parsed_at(row, 0, unjson)
}
