//! What somebody kept private on this machine before they had one of their own: read out for them, then
//! taken away here for good. Knows no file that it is handed over in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::convert::word_of;
use super::lanes::{self, Lanes, Placed};
use super::open::begin;
use super::removed::{self, Removed};
use super::{Store, StoreError, error, log, write};
use crate::domain::plan::people::PersonId;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::fold::RULE;
use crate::domain::record::ids::{DeviceId, JourneyId};
use crate::lane::chain::{Entry, LaneId, Seen, link, message};
use crate::lane::key::{DeviceKey, PublicKey};
use crate::lane::text::{Header, Lane};
use rusqlite::{Connection, Transaction};

/// What a person kept private in a journey.
#[derive(Clone, Copy, Debug)]
struct Private {
    journey: JourneyId,
    person: PersonId,
}

impl Store {
    /// Returns what a person kept private on this machine, in lanes that the person's own machine takes
    /// in. They hold nothing of what others kept private, and no gap that tells of it.
    ///
    /// # Errors
    /// [`StoreError::NoKey`] where nothing can be sealed, others where the database cannot be read.
    pub fn private_of(&mut self, id: JourneyId, person: PersonId) -> Result<Vec<Lane>, StoreError> {
        let (_, public) = self.identity()?;
        let all = self.told(|db| log::changes(db, id))?;
        let mut by_device: BTreeMap<DeviceId, Vec<&Change>> = BTreeMap::new();
        for change in all.iter().filter(|change| is_private_to(change, person)) {
            by_device.entry(change.device).or_default().push(change);
        }
        let mut lanes = Vec::new();
        for changes in by_device.into_values() {
            if let Some(last) = changes.last() {
                lanes.push(self.lane_of(last, &changes, public)?);
            }
        }
        Ok(lanes)
    }

    fn lane_of(
        &mut self,
        last: &Change,
        changes: &[&Change],
        key: PublicKey,
    ) -> Result<Lane, StoreError> {
        let mut lane = Lane::new(Header {
            lane: lanes::lane_of(last),
            person: last.author.person,
            name: last.author.name.clone(),
            party: last.author.party,
            key: Some(key),
        });
        for (index, change) in (1..).zip(changes) {
            let entry = entry(&numbered(change, index));
            lane.push(
                entry.map_err(|error| error::from_sqlite(&self.path, &error))?,
                None,
            );
        }
        let seal = self.sign(&message(lane.header.lane, lane.last(), lane.hash()))?;
        if let Some(last) = lane.links.last_mut() {
            last.seal = Some(seal);
        }
        Ok(lane)
    }

    /// Takes away what a person kept private on this machine: from the log, the rows, the pages of the
    /// file that were freed, and the copies that were made before updates, which it returns. A database
    /// that is put back later loses it again as it is opened.
    ///
    /// # Errors
    /// [`StoreError::StillThere`] where another program keeps what was removed from being wiped, others
    /// where the database cannot be written.
    pub fn purge(&mut self, id: JourneyId, person: PersonId) -> Result<Vec<PathBuf>, StoreError> {
        self.identity()?;
        let what = Private {
            journey: id,
            person,
        };
        removed::keep(&self.devices, Removed::private(id, person))
            .map_err(|error| StoreError::CannotOpen(self.path.clone(), error.to_string()))?;
        let writer = self.writer.clone();
        let key = writer.as_ref().and_then(|writer| writer.key.as_ref().ok());
        let path = self.path.clone();
        let told = |error: rusqlite::Error| error::from_sqlite(&path, &error);
        self.db
            .pragma_update(None, "secure_delete", "on")
            .map_err(told)?;
        take_away(self.begin()?, what, key).map_err(told)?;
        if let Some(writer) = &writer {
            let newest = self.told(log::newest)?;
            self.devices.record(writer.device.0, newest);
        }
        removed::wipe(&self.db, &self.path)?;
        let is_there = |db: &Connection| has_private(db, what);
        self.change_copies(id, is_there, |copy, db| {
            take_out_of_copy(copy, db, what, key)
        })
    }

    /// Returns whether something that a person kept private in a journey is here.
    pub(super) fn has_private_of(
        &self,
        id: JourneyId,
        person: PersonId,
    ) -> Result<bool, StoreError> {
        let what = Private {
            journey: id,
            person,
        };
        self.told(|db| has_private(db, what))
    }
}

fn is_private_to(change: &Change, person: PersonId) -> bool {
    change.audience == Audience::Author && change.author.person == person
}

fn numbered(change: &Change, sequence: i64) -> Change {
    Change {
        sequence,
        ..change.clone()
    }
}

fn entry(change: &Change) -> rusqlite::Result<Entry> {
    let body = serde_json::to_string(change)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    Ok(Entry {
        index: change.sequence,
        needs: RULE,
        // What others wrote is nothing to wait for: whoever gets this has been there.
        seen: Seen::new(),
        body,
    })
}

/// Removes a person's private changes, and chains what others kept private on this machine anew.
fn take_away(
    transaction: Transaction<'_>,
    what: Private,
    key: Option<&DeviceKey>,
) -> rusqlite::Result<()> {
    let newest = log::newest(&transaction)?;
    let all = log::changes(&transaction, what.journey)?;
    let private = all
        .into_iter()
        .filter(|change| change.audience == Audience::Author);
    let (theirs, others): (Vec<_>, Vec<_>) =
        private.partition(|change| change.author.person == what.person);
    if theirs.is_empty() {
        return Ok(());
    }
    let devices: BTreeSet<DeviceId> = theirs.iter().map(|change| change.device).collect();
    let others: Vec<Change> = others
        .into_iter()
        .filter(|change| devices.contains(&change.device))
        .collect();
    log::remove(&transaction, &theirs)?;
    log::remove(&transaction, &others)?;
    for table in ["news", "dismissed"] {
        let mut delete = transaction.prepare(&format!("DELETE FROM {table} WHERE change = ?1"))?;
        for change in &theirs {
            delete.execute([change.id.0.to_string()])?;
        }
    }
    lanes::anew(&transaction)?;
    chain(&transaction, what.journey, &others, key)?;
    log::arrive_after(&transaction, what.journey, newest)?;
    let all = log::changes(&transaction, what.journey)?;
    write::anew(&transaction, what.journey, &all)?;
    transaction.commit()
}

/// Puts private changes into the lanes of their devices, from 1 and without gaps; the last is sealed.
fn chain(
    db: &Connection,
    journey: JourneyId,
    changes: &[Change],
    key: Option<&DeviceKey>,
) -> rusqlite::Result<()> {
    let mut lanes = Lanes::read(db, journey)?;
    let mut counts: BTreeMap<LaneId, i64> = BTreeMap::new();
    for change in changes {
        let lane = lanes::lane_of(change);
        let sequence = counts.entry(lane).or_default();
        *sequence += 1;
        let change = numbered(change, *sequence);
        let entry = entry(&change)?;
        let hash = link(lanes.hash(lane), &entry);
        let placed = Placed {
            entry,
            hash,
            seal: None,
        };
        lanes.place(db, &change, &placed, None)?;
    }
    let Some(key) = key else {
        return Ok(());
    };
    for (lane, last) in counts {
        let message = message(lane, last, lanes.hash(lane));
        if let Ok(seal) = key.sign(message.as_bytes()) {
            lanes::seal_end(db, lane, last, &seal, &key.public())?;
        }
    }
    Ok(())
}

/// Takes a person's private changes out of a copy of the database.
fn take_out_of_copy(
    copy: &Path,
    db: &mut Connection,
    what: Private,
    key: Option<&DeviceKey>,
) -> Result<(), StoreError> {
    let told = |error: rusqlite::Error| error::from_sqlite(copy, &error);
    db.pragma_update(None, "secure_delete", "on")
        .map_err(told)?;
    take_away(begin(copy, db)?, what, key).map_err(told)
}

fn has_private(db: &Connection, what: Private) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM change WHERE journey = ?1 AND audience = ?2 AND person = ?3")?
        .exists([
            what.journey.0.to_string(),
            word_of(&Audience::Author),
            what.person.0.to_string(),
        ])
}
