//! Which device writes: the name of this copy of the database, kept in a file outside of it, so that a
//! copy of the database does not share it.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::StoreError;
use super::convert::{parsed, uuid};
use super::file_id::FileId;
use super::private::private_folder;
use crate::domain::record::ids::DeviceId;
use crate::lane::key::DeviceKey;

/// What is known outside a database of the device that writes into it.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Record {
    /// The database file.
    file: FileId,
    /// Where it was.
    path: PathBuf,
    /// The number of the last change that was written.
    last: i64,
}

impl Record {
    fn read(path: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(path).ok()?;
        serde_json::from_str(&text).ok()
    }

    fn keep(&self, folder: &Path, path: &Path) -> std::io::Result<()> {
        keep_file(folder, path, &serde_json::json!(self).to_string())
    }
}

/// Replaces a file of the folder in one step: another process may read it at any time.
pub(super) fn keep_file(folder: &Path, path: &Path, text: &str) -> std::io::Result<()> {
    private_folder(folder)?;
    // Readable by its owner only, from the start.
    let mut beside = tempfile::Builder::new()
        .prefix(".onramp-")
        .tempfile_in(folder)?;
    beside.write_all(text.as_bytes())?;
    beside.persist(path)?;
    Ok(())
}

/// The folder in which devices are recorded.
#[derive(Clone, Debug)]
pub(super) struct Devices {
    /// The folder; none if nothing is recorded.
    pub(super) folder: Option<PathBuf>,
    /// Where the database is.
    pub(super) database: PathBuf,
}

/// The device that writes, with the key of its seals.
#[derive(Debug)]
pub(super) struct Writer {
    /// Its name.
    pub(super) device: DeviceId,
    /// Its key, or why there is none to seal with.
    pub(super) key: Result<DeviceKey, KeyTrouble>,
}

/// Why a device has no key to seal with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum KeyTrouble {
    /// There is no home for it.
    NoPlace,
    /// The device was admitted with a key that is not in its file any more.
    Gone(PathBuf),
    /// It cannot be kept or used, in words.
    Unusable(String),
}

impl KeyTrouble {
    /// Returns what is said of it.
    pub(super) fn told(&self) -> StoreError {
        match self {
            Self::NoPlace => StoreError::NoKey,
            Self::Gone(path) => StoreError::KeyGone(path.clone()),
            Self::Unusable(why) => StoreError::KeyUnusable(why.clone()),
        }
    }
}

impl Devices {
    /// Returns the device that writes. Its key is made where it has none yet.
    pub(super) fn writer(&self, db: &Connection) -> rusqlite::Result<Writer> {
        let device = self.ensure(db)?;
        let key = match self.folder.as_deref() {
            Some(folder) => key(folder, device, was_admitted(db, device)?),
            None => Err(KeyTrouble::NoPlace),
        };
        let device = DeviceId(device);
        Ok(Writer { device, key })
    }

    /// Returns the file in which the key of a device should be, where it is not.
    pub(super) fn missing_key(&self, device: DeviceId) -> Option<PathBuf> {
        let path = key_file(self.folder.as_deref()?, device.0);
        matches!(DeviceKey::read(&path), Ok(None)).then_some(path)
    }

    /// Returns the device that writes. A copy of the database, and one that was put back from an
    /// older copy, takes a new name: two that write under one name could not be told apart.
    pub(super) fn ensure(&self, db: &Connection) -> rusqlite::Result<Uuid> {
        let known = db
            .prepare_cached("SELECT id FROM device LIMIT 1")?
            .query_row([], |row| parsed(row, "id", uuid))?;
        let Some(folder) = self.folder.as_deref() else {
            return Ok(known);
        };
        let has_written = db
            .prepare_cached(
                "SELECT 1 FROM change WHERE device = ?1
                 UNION ALL SELECT 1 FROM admission WHERE device = ?1 LIMIT 1",
            )?
            .exists([known.to_string()])?;
        let is_own = || -> rusqlite::Result<bool> {
            // The record first: another process may commit and record between the two.
            let record = Record::read(&record_file(folder, known));
            let last = last(db)?;
            // A machine that was admitted keeps its name until it is renewed: whoever puts the folder
            // back goes on, and nothing is sealed with another key meanwhile.
            let is_locked = || -> rusqlite::Result<bool> {
                Ok(self.missing_key(DeviceId(known)).is_some() && was_admitted(db, known)?)
            };
            match record {
                None => is_locked(),
                Some(record) if !self.is_own(&record, last) => Ok(false),
                Some(_) => Ok(has_its_key(folder, known, db)? || is_locked()?),
            }
        };
        // A new name that cannot be recorded would be another one with each write.
        if !has_written || is_own()? || private_folder(folder).is_err() {
            return Ok(known);
        }
        let device = Uuid::now_v7();
        db.execute("UPDATE device SET id = ?1", [device.to_string()])?;
        Ok(device)
    }

    /// Returns whether a record is of this very file, with no more changes than it holds.
    fn is_own(&self, record: &Record, last: i64) -> bool {
        self.is_here(record) && record.last <= last
    }

    fn is_here(&self, record: &Record) -> bool {
        let file = FileId::of(&self.database);
        file.is_some_and(|file| file.is_same(record.file, record.path == self.database))
    }

    /// Returns whether changes that this machine wrote last into this very file are not in it any more.
    pub(super) fn misses_changes(&self, db: &Connection) -> rusqlite::Result<bool> {
        let known = db
            .prepare_cached("SELECT id FROM device LIMIT 1")?
            .query_row([], |row| parsed(row, "id", uuid))?;
        let record = self
            .folder
            .as_deref()
            .and_then(|folder| Record::read(&record_file(folder, known)));
        let last = last(db)?;
        Ok(record.is_some_and(|record| self.is_here(&record) && record.last > last))
    }

    /// Records the device after a write. What cannot be recorded only makes the next writer take
    /// another name.
    pub(super) fn record(&self, device: Uuid, last: i64) {
        let Some((folder, file)) = self.folder.as_deref().zip(FileId::of(&self.database)) else {
            return;
        };
        let record = Record {
            file,
            path: self.database.clone(),
            last,
        };
        // Nothing that was said to be saved depends on it.
        let _ = record.keep(folder, &record_file(folder, device));
    }
}

/// Returns the key of a device, made where it has none yet. One that was admitted is known by its key and
/// gets no other.
fn key(folder: &Path, device: Uuid, is_admitted: bool) -> Result<DeviceKey, KeyTrouble> {
    let told = |error: &dyn std::fmt::Display| KeyTrouble::Unusable(error.to_string());
    let path = key_file(folder, device);
    match DeviceKey::read(&path) {
        Ok(Some(key)) => Ok(key),
        Ok(None) if is_admitted => Err(KeyTrouble::Gone(path)),
        Ok(None) => {
            private_folder(folder).map_err(|error| told(&error))?;
            let key = DeviceKey::new().map_err(|error| told(&error))?;
            key.keep(&path).map_err(|error| told(&error))?;
            Ok(key)
        }
        Err(error) => Err(told(&error)),
    }
}

/// Returns whether a device was admitted to a journey.
fn was_admitted(db: &Connection, device: Uuid) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM admission WHERE device = ?1 LIMIT 1")?
        .exists([device.to_string()])
}

/// Returns whether the key with which a device sealed so far is at hand.
fn has_its_key(folder: &Path, device: Uuid, db: &Connection) -> rusqlite::Result<bool> {
    let sealed = db
        .prepare_cached("SELECT key FROM lane WHERE device = ?1 AND key IS NOT NULL LIMIT 1")?
        .query_row([device.to_string()], |row| row.get::<_, String>(0))
        .optional()?;
    let admitted = || {
        db.prepare_cached("SELECT key FROM admission WHERE device = ?1 LIMIT 1")?
            .query_row([device.to_string()], |row| row.get::<_, String>(0))
            .optional()
    };
    let sealed = match sealed {
        None => admitted()?,
        sealed => sealed,
    };
    let Some(sealed) = sealed else {
        return Ok(true);
    };
    Ok(match DeviceKey::read(&key_file(folder, device)) {
        Ok(key) => key.is_some_and(|key| key.public().to_string() == sealed),
        // Whoever puts it right goes on under the same name.
        Err(_) => true,
    })
}

fn key_file(folder: &Path, device: Uuid) -> PathBuf {
    folder.join(format!("{device}.key"))
}

fn record_file(folder: &Path, device: Uuid) -> PathBuf {
    folder.join(format!("{device}.json"))
}

fn last(db: &Connection) -> rusqlite::Result<i64> {
    db.prepare_cached("SELECT coalesce(max(arrival), 0) FROM change")?
        .query_row([], |row| row.get(0))
}
