//! Erasing a journey: from the log, the rows, the freed pages and the copies of the database.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::open::begin;
use super::removed::{self, Removed};
use super::{Store, StoreError, error};
use crate::domain::record::ids::JourneyId;

impl Store {
    /// Erases a journey for good: from the log, the rows, the pages of the file that were freed, and the
    /// copies of the database. Returns the copies from before updates, which had to go as a whole. A
    /// database that is put back later loses it again as it is opened.
    ///
    /// # Errors
    /// [`StoreError::StillThere`] where another program keeps what was removed from being wiped, others
    /// where the database cannot be written.
    pub fn erase(&mut self, id: JourneyId) -> Result<Vec<PathBuf>, StoreError> {
        removed::keep(&self.devices, Removed::journey(id))
            .map_err(|error| StoreError::CannotOpen(self.path.clone(), error.to_string()))?;
        self.ensure_in_place()?;
        erase_in(&self.path, &mut self.db, id)?;
        removed::wipe(&self.db, &self.path)?;
        let is_there = |db: &Connection| holds(db, id);
        self.change_copies(id, is_there, |copy, db| erase_in(copy, db, id))
    }

    /// Takes out again what was taken out before, where a database was put back that still has it.
    pub(super) fn remove_again(&mut self) -> Result<(), StoreError> {
        for what in removed::kept(&self.devices) {
            let id = what.journey;
            let removed = match (what.person, what.texts) {
                (Some(person), Some(written)) => self.erase_again(id, person, written),
                // Whoever this machine speaks for took it in here.
                (Some(person), None) if self.member(id)? != Some(person) => {
                    match self.has_private_of(id, person)? {
                        true => self.purge(id, person).map(|_| ()),
                        false => continue,
                    }
                }
                (None, _) if self.told(|db| holds(db, id))? => self.erase(id).map(|_| ()),
                _ => continue,
            };
            match removed {
                // Its bytes may stay for a while where another program is at the database.
                Err(StoreError::StillThere(_)) | Ok(()) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Lets a journey that was erased here be joined anew.
    pub(super) fn may_come_back(&self, id: JourneyId) -> Result<(), StoreError> {
        removed::forget(&self.devices, id)
            .map_err(|error| StoreError::CannotOpen(self.path.clone(), error.to_string()))
    }
}

fn holds(db: &Connection, id: JourneyId) -> rusqlite::Result<bool> {
    db.prepare(
        "SELECT 1 FROM change WHERE journey = ?1 UNION ALL SELECT 1 FROM journey WHERE id = ?1",
    )?
    .exists([id.0.to_string()])
}

/// Deletes a journey from every table that names it.
fn erase_in(path: &Path, db: &mut Connection, id: JourneyId) -> Result<(), StoreError> {
    let told = |error: rusqlite::Error| error::from_sqlite(path, &error);
    db.pragma_update(None, "secure_delete", "on")
        .map_err(told)?;
    let transaction = begin(path, db)?;
    let erase = || -> rusqlite::Result<()> {
        transaction.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let mut tables = transaction.prepare(
            "SELECT schema.name FROM sqlite_schema AS schema
             JOIN pragma_table_info(schema.name) AS column
             WHERE schema.type = 'table' AND column.name = 'journey'",
        )?;
        let tables = tables.query_map([], |row| row.get::<_, String>(0))?;
        let key = id.0.to_string();
        for table in tables.collect::<rusqlite::Result<Vec<_>>>()? {
            transaction.execute(
                &format!("DELETE FROM \"{table}\" WHERE journey = ?1"),
                [&key],
            )?;
        }
        transaction.execute("DELETE FROM journey WHERE id = ?1", [&key])?;
        Ok(())
    };
    erase().map_err(told)?;
    transaction.commit().map_err(told)
}
