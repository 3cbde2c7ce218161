//! What becomes of the lanes of a database of which there are two: what only this one wrote goes on under
//! a device of its own.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::convert::{parsed, uuid, word, word_of};
use super::lanes::{self, Lanes};
use super::{Store, StoreError, error, log, write};
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::ids::{DeviceId, JourneyId};
use crate::lane::text::Lane;

impl Store {
    /// Returns up to where a lane says the same here.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn common(&self, lane: &Lane) -> Result<i64, StoreError> {
        let name = lane.header.lane;
        let hashes = self.told(|db| {
            let mut statement = db.prepare_cached(
                "SELECT sequence, hash FROM change
                 WHERE journey = ?1 AND device = ?2 AND audience = ?3",
            )?;
            let key = [
                name.journey.0.to_string(),
                name.device.0.to_string(),
                word_of(&name.audience),
            ];
            let rows = statement.query_map(key, |row| {
                Ok((row.get::<_, i64>("sequence")?, lanes::hash(row, "hash")?))
            })?;
            rows.collect::<rusqlite::Result<BTreeMap<_, _>>>()
        })?;
        let is_same =
            |link: &&crate::lane::text::Link| hashes.get(&link.entry.index) == Some(&link.hash);
        let same = lane.links.iter().rev().find(is_same);
        Ok(same.map_or(0, |link| link.entry.index))
    }

    /// Notes up to where others have the lanes of this database under its earlier name.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub fn keep_fork(
        &self,
        id: JourneyId,
        old: DeviceId,
        shared: &BTreeMap<Audience, i64>,
    ) -> Result<(), StoreError> {
        self.told(|db| {
            let mut insert =
                db.prepare_cached("INSERT OR REPLACE INTO fork VALUES (?1, ?2, ?3, ?4)")?;
            for (audience, last) in shared {
                let (journey, device) = (id.0.to_string(), old.0.to_string());
                insert.execute(params![journey, device, word_of(audience), last])?;
            }
            Ok(())
        })
    }

    /// Writes anew under this machine's name, once that is admitted, what only this copy of the database
    /// wrote under an earlier one. Returns whether it did.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read or written; nothing is changed then.
    pub fn go_on(&mut self, id: JourneyId) -> Result<bool, StoreError> {
        let forks = self.told(|db| forks(db, id))?;
        if forks.is_empty() {
            return Ok(false);
        }
        self.identity()?;
        let Some(writer) = self.writer.clone() else {
            return Err(StoreError::NoKey);
        };
        let path = self.path.clone();
        let told = |error: rusqlite::Error| error::from_sqlite(&path, &error);
        let transaction = self.begin()?;
        let all = log::changes(&transaction, id).map_err(told)?;
        let mut moved = Vec::new();
        for (old, shared) in &forks {
            moved.extend(behind(&all, *old, shared));
        }
        log::remove(&transaction, &moved).map_err(told)?;
        lanes::anew(&transaction).map_err(told)?;
        let mut lanes = Lanes::read(&transaction, id).map_err(told)?;
        for change in restamped(&moved, &lanes, writer.device) {
            lanes
                .append(&transaction, &change, writer.key.as_ref().ok())
                .map_err(told)?;
        }
        let all = log::changes(&transaction, id).map_err(told)?;
        write::anew(&transaction, id, &all).map_err(told)?;
        transaction
            .execute("DELETE FROM fork WHERE journey = ?1", [id.0.to_string()])
            .map_err(told)?;
        transaction.commit().map_err(told)?;
        Ok(true)
    }
}

/// Reads up to where others have the lanes of this database under its earlier names.
fn forks(
    db: &Connection,
    id: JourneyId,
) -> rusqlite::Result<BTreeMap<DeviceId, BTreeMap<Audience, i64>>> {
    let mut forks: BTreeMap<DeviceId, BTreeMap<Audience, i64>> = BTreeMap::new();
    let mut statement = db.prepare_cached("SELECT * FROM fork WHERE journey = ?1")?;
    let mut rows = statement.query([id.0.to_string()])?;
    while let Some(row) = rows.next()? {
        let device = DeviceId(parsed(row, "device", uuid)?);
        let lanes = forks.entry(device).or_default();
        lanes.insert(parsed(row, "audience", word)?, row.get("last")?);
    }
    Ok(forks)
}

/// Returns the changes of a device that others do not have, with the private parts beside them.
fn behind(all: &[Change], device: DeviceId, shared: &BTreeMap<Audience, i64>) -> Vec<Change> {
    let is_behind = |change: &&Change| {
        let last = shared.get(&change.audience);
        change.device == device && last.is_some_and(|last| change.sequence > *last)
    };
    let Some(first) = all
        .iter()
        .filter(is_behind)
        .map(|change| change.stamp)
        .min()
    else {
        return Vec::new();
    };
    let is_private = |change: &Change| {
        change.device == device && change.audience == Audience::Author && change.stamp >= first
    };
    let moved = all.iter();
    let moved = moved.filter(|change| is_behind(change) || is_private(change));
    moved.cloned().collect()
}

/// Returns changes as a device writes them behind everything else, save by save.
fn restamped(changes: &[Change], lanes: &Lanes, device: DeviceId) -> Vec<Change> {
    let mut head = lanes.head(device);
    let mut stamps = BTreeMap::new();
    let mut next = head.stamp.map_or(0, |stamp| stamp + 1);
    for change in changes {
        stamps.entry(change.stamp).or_insert_with(|| {
            next += 1;
            next - 1
        });
    }
    let numbered = changes.iter().map(|change| {
        let last = head.sequence.entry(change.audience).or_default();
        *last += 1;
        Change {
            device,
            sequence: *last,
            stamp: stamps.get(&change.stamp).copied().unwrap_or(change.stamp),
            ..change.clone()
        }
    });
    numbered.collect()
}
