//! Erasing what one person wrote in free words in a journey: from the log, the rows, the freed pages and
//! the copies of the database. The journey stays.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use super::cells::unjson;
use super::convert::parsed_at;
use super::open::begin;
use super::reading::to_read;
use super::removed::{self, Removed, Written};
use super::{Store, StoreError, error, log, rewrite, write};
use crate::domain::plan::people::PersonId;
use crate::domain::record::change::Change;
use crate::domain::record::erasure::Erasure;
use crate::domain::record::ids::{ChangeId, JourneyId};
use crate::lane::key::DeviceKey;

/// Whose texts in which journey, up to which stamp.
#[derive(Clone, Copy, Debug)]
struct Theirs {
    journey: JourneyId,
    person: PersonId,
    until: i64,
}

/// The texts that a log holds of a person.
#[derive(Clone, Copy, Debug)]
struct Found {
    count: usize,
    written: Written,
}

impl Store {
    /// Returns how many texts a person wrote in a journey, as far as they are here or in a copy.
    ///
    /// # Errors
    /// [`StoreError`] if the database cannot be read.
    pub fn texts_of(&self, id: JourneyId, person: PersonId) -> Result<usize, StoreError> {
        let what = Theirs::all(id, person);
        let found = self.all_found(what)?;
        Ok(found.iter().map(|found| found.count).max().unwrap_or(0))
    }

    /// Returns whether other machines have a journey, or had it once.
    ///
    /// # Errors
    /// [`StoreError`] if the database cannot be read.
    pub fn is_shared(&self, id: JourneyId) -> Result<bool, StoreError> {
        self.told(|db| {
            db.prepare_cached(
                "SELECT 1 FROM change WHERE journey = ?1 AND verb = 'admit'
                 UNION ALL SELECT 1 FROM carrier WHERE journey = ?1
                 UNION ALL SELECT 1 FROM member WHERE journey = ?1",
            )?
            .exists([id.0.to_string()])
        })
    }

    /// Erases the texts of a person for good: from the log, the rows, the pages of the file that were
    /// freed, and the copies of the database. Returns the copies from before updates, which it removed
    /// as a whole. A database that is put back later loses the texts again as it is opened.
    ///
    /// # Errors
    /// [`StoreError::Shared`] if other machines have the journey, [`StoreError::StillThere`] if another
    /// program keeps the texts from being wiped, others if the database cannot be written.
    pub fn erase_texts(
        &mut self,
        id: JourneyId,
        person: PersonId,
    ) -> Result<Vec<PathBuf>, StoreError> {
        if self.is_shared(id)? {
            return Err(StoreError::Shared);
        }
        let what = Theirs::all(id, person);
        let is_new = !removed::kept(&self.devices)
            .iter()
            .any(|removed| removed.is_of_texts(id, person));
        // Of an earlier try something may be left that is found nowhere.
        if is_new && self.all_found(what)?.is_empty() {
            return Ok(Vec::new());
        }
        self.erase_theirs(what)
    }

    /// Erases texts again that were erased before, if a database that was put back still has them.
    pub(super) fn erase_again(
        &mut self,
        id: JourneyId,
        person: PersonId,
        written: Written,
    ) -> Result<(), StoreError> {
        let what = Theirs {
            until: written.until,
            ..Theirs::all(id, person)
        };
        let is_there = self.told(|db| still_has(db, what, written.first))?;
        if !is_there || self.is_shared(id)? {
            return Ok(());
        }
        self.erase_theirs(what).map(|_| ())
    }

    fn erase_theirs(&mut self, what: Theirs) -> Result<Vec<PathBuf>, StoreError> {
        for found in self.all_found(what)? {
            let removed = Removed::texts(what.journey, what.person, found.written);
            removed::keep(&self.devices, removed)
                .map_err(|error| StoreError::CannotOpen(self.path.clone(), error.to_string()))?;
        }
        // A log without a seal is sound, too.
        let _ = self.identity();
        let writer = self.writer.clone();
        let key = writer.as_ref().and_then(|writer| writer.key.as_ref().ok());
        let path = self.path.clone();
        let told = |error: rusqlite::Error| error::from_sqlite(&path, &error);
        self.db
            .pragma_update(None, "secure_delete", "on")
            .map_err(told)?;
        take_out(self.begin()?, what, key).map_err(told)?;
        if let Some(writer) = &writer {
            let newest = self.told(log::newest)?;
            self.devices.record(writer.device.0, newest);
        }
        removed::wipe(&self.db, &self.path)?;
        let is_there = |db: &Connection| Ok(found(db, what)?.is_some());
        self.change_copies(what.journey, is_there, |copy, db| {
            take_out_of_copy(copy, db, what, key)
        })
    }

    /// Returns what is found in the database and in each copy of its schema.
    fn all_found(&self, what: Theirs) -> Result<Vec<Found>, StoreError> {
        let here = self.told(|db| found(db, what))?;
        let copies = self.backups().into_iter().filter_map(|copy| {
            let db = to_read(&copy.file, true).ok()?;
            found(&db, what).ok().flatten()
        });
        let mut all: Vec<Found> = here.into_iter().collect();
        for found in copies {
            if all
                .iter()
                .all(|known| known.written.first != found.written.first)
            {
                all.push(found);
            }
        }
        Ok(all)
    }
}

impl Theirs {
    fn all(journey: JourneyId, person: PersonId) -> Self {
        Self {
            journey,
            person,
            until: i64::MAX,
        }
    }

    fn erasure(self) -> Erasure {
        Erasure::of(self.person, self.until)
    }
}

/// Returns what a database holds; nothing if that is no text.
fn found(db: &Connection, what: Theirs) -> rusqlite::Result<Option<Found>> {
    let mut all = log::changes(db, what.journey)?;
    let mut erasure = what.erasure();
    erasure.take_out(&mut all);
    let last = all.last().map_or(0, |change| change.stamp);
    Ok(erasure.first().map(|first| Found {
        count: erasure.count(),
        written: Written {
            first,
            until: last.min(what.until),
        },
    }))
}

/// Returns whether the first change that held a text still does.
fn still_has(db: &Connection, what: Theirs, first: ChangeId) -> rusqlite::Result<bool> {
    let change: Option<Change> = db
        .prepare_cached("SELECT body FROM change WHERE id = ?1 AND journey = ?2")?
        .query_row([first.0.to_string(), what.journey.0.to_string()], |row| {
            parsed_at(row, 0, unjson)
        })
        .optional()?;
    Ok(change.is_some_and(|mut change| what.erasure().step(&mut change)))
}

/// Erases texts from the log, which is chained and sealed anew, and writes the rows from it.
fn take_out(
    transaction: Transaction<'_>,
    what: Theirs,
    key: Option<&DeviceKey>,
) -> rusqlite::Result<()> {
    let newest = log::newest(&transaction)?;
    let mut all = log::changes(&transaction, what.journey)?;
    let held = what.erasure().take_out(&mut all);
    if held.is_empty() {
        return Ok(());
    }
    let changes = all.iter().filter(|change| held.contains(&change.id));
    let changes: BTreeMap<ChangeId, &Change> = changes.map(|change| (change.id, change)).collect();
    rewrite::in_place(&transaction, what.journey, &changes, key)?;
    log::arrive_after(&transaction, what.journey, newest)?;
    write::anew(&transaction, what.journey, &all)?;
    transaction.commit()
}

fn take_out_of_copy(
    copy: &Path,
    db: &mut Connection,
    what: Theirs,
    key: Option<&DeviceKey>,
) -> Result<(), StoreError> {
    let told = |error: rusqlite::Error| error::from_sqlite(copy, &error);
    db.pragma_update(None, "secure_delete", "on")
        .map_err(told)?;
    take_out(begin(copy, db)?, what, key).map_err(told)
}
