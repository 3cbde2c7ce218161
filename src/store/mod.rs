//! The database: opens, migrates, commits, reads. Rows meet the domain here and nowhere else.

mod agendas;
mod backup;
mod beside;
mod cells;
mod commit;
mod convert;
mod device;
mod doctor;
mod erase;
mod erase_texts;
mod error;
mod exchange;
mod file_id;
mod hand_back;
mod incoming;
mod lanes;
mod load;
mod log;
mod migrate;
mod notes;
mod older;
mod open;
mod overview;
mod own;
mod plans;
mod private;
mod read;
mod reading;
mod removed;
mod renew;
mod requests;
mod rewrite;
mod tables;
mod take;
mod write;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;
use rusqlite::{Connection, Transaction};

pub use backup::{Backup, Reason, backups, is_due, restore};
pub use doctor::{Examination, Replay};
pub use error::StoreError;
pub use exchange::{Ends, Meeting};
pub use own::{Own, Retirement};
pub use requests::Request;
pub use take::{Problem, Taken, Trust};

use beside::Watch;
use device::{Devices, Writer};
use older::Older;
use tables::Texts;

use crate::domain::acts::decide::Working;
use crate::domain::plan::guide::Guide;
use crate::domain::record::change::Change;
use crate::domain::record::ids::JourneyId;
use crate::domain::record::journey::Journey;

/// What the store knows of the world around the database.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The folder, outside the database, that records which device writes; none if nothing is recorded.
    pub devices: Option<PathBuf>,
    /// The folder for copies of databases; none if none are made.
    pub backups: Option<PathBuf>,
    /// Learns whether anything was saved.
    pub saved: Saved,
    /// Which days are worked in journeys of older schemas, which did not know it for themselves.
    pub working: Working,
}

/// Whether a program has saved anything, so that it never says otherwise.
#[derive(Clone, Debug, Default)]
pub struct Saved(Arc<AtomicBool>);

impl Saved {
    /// Returns whether anything was saved.
    pub fn is_so(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn note(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The database file.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    devices: Devices,
    /// The folder for copies of this database.
    backups: Option<PathBuf>,
    /// The device that writes, once that is known.
    writer: Option<Arc<Writer>>,
    db: Connection,
    /// `PRAGMA data_version` when this program last looked; it moves when another one commits.
    version: i64,
    /// Whether it can only be read.
    is_read_only: bool,
    watch: Watch,
    saved: Saved,
}

/// A journey in memory, and how much of its log it holds.
#[derive(Clone, Debug)]
pub struct OpenJourney {
    /// The journey.
    pub journey: Journey,
    seen: i64,
    /// Which notes are read where it is read anew.
    texts: Texts,
}

/// A journey by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JourneyName {
    /// The journey.
    pub id: JourneyId,
    /// The hire.
    pub hire: String,
    /// The role.
    pub title: String,
    /// Day 1.
    pub start: NaiveDate,
    /// Whether its start was taken back.
    pub withdrawn: bool,
    /// Whether it ended and is in the archive.
    pub archived: bool,
}

impl JourneyName {
    /// Returns whether the journey goes on.
    pub fn is_live(&self) -> bool {
        !self.withdrawn && !self.archived
    }
}

impl Store {
    /// Opens the database at a path, made and migrated where needed.
    ///
    /// # Errors
    /// [`StoreError`] where the path cannot hold a database or holds something else.
    pub fn open(path: &Path, around: &Surroundings) -> Result<Self, StoreError> {
        // SQLite keeps `:memory:` off the disk; as a whole path it is a file like any other.
        let path = &std::path::absolute(path)
            .map_err(|error| StoreError::CannotOpen(path.to_owned(), error.to_string()))?;
        let backups = around.backups.as_deref();
        let backups = backups.map(|folder| backup::folder_of(folder, path));
        let older = Older {
            folder: backups.as_deref(),
        };
        let opened = open::open(path, &around.working, &older)?;
        let mut store = Self {
            path: path.to_owned(),
            devices: Devices {
                folder: around.devices.clone(),
                database: path.to_owned(),
            },
            backups,
            writer: None,
            db: opened.db,
            version: 0,
            is_read_only: opened.is_read_only,
            watch: Watch::over(path),
            saved: around.saved.clone(),
        };
        if !store.is_read_only {
            store.remove_again()?;
        }
        store.has_moved()?;
        Ok(store)
    }

    /// Returns where the database is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn ensure_in_place(&self) -> Result<(), StoreError> {
        self.watch.check(&self.db)
    }

    /// Begins a write, once no other program writes.
    fn begin(&mut self) -> Result<Transaction<'_>, StoreError> {
        if self.is_read_only {
            return Err(StoreError::ReadOnly(self.path.clone()));
        }
        self.ensure_in_place()?;
        open::begin(&self.path, &mut self.db)
    }

    /// Moves what was saved from the file beside the database into the database itself, so that a plain
    /// copy of it is whole. Where another program reads just then, a later call does it.
    pub fn settle(&self) {
        if !self.is_read_only && self.watch.has_log() && self.ensure_in_place().is_ok() {
            let _ = beside::settle(&self.db);
        }
    }

    /// Returns whether other users of the machine can read or write the database.
    pub fn is_open_to_others(&self) -> bool {
        private::is_open_to_others(&self.path)
    }

    /// Closes the database to the other users of the machine.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`] where it is another's.
    pub fn close_to_others(&self) -> Result<(), StoreError> {
        let files = [
            self.path.clone(),
            beside::log(&self.path),
            beside::index(&self.path),
        ];
        let mut files = files.iter().filter(|file| file.exists());
        files
            .try_for_each(|file| private::private(file, 0o600))
            .map_err(|_| StoreError::ReadOnly(self.path.clone()))
    }

    /// Returns every journey, the earliest start first.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn journeys(&self) -> Result<Vec<JourneyName>, StoreError> {
        self.told(journeys)
    }

    /// Returns whether the people of a journey have still to be told that an older version counted its
    /// milestones otherwise. They are told once.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read or written.
    pub fn take_counted_anew(&self, id: JourneyId) -> Result<bool, StoreError> {
        let key = id.0.to_string();
        self.told(|db| {
            let is_pending = db
                .prepare_cached("SELECT 1 FROM counted_anew WHERE journey = ?1")?
                .exists([&key])?;
            if is_pending && !self.is_read_only {
                db.execute("DELETE FROM counted_anew WHERE journey = ?1", [&key])?;
            }
            Ok(is_pending)
        })
    }

    /// Returns the role's guide as a journey holds it; empty where it has none.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn guide(&self, id: JourneyId) -> Result<Guide, StoreError> {
        Ok(self.told(|db| read::guide(db, id))?.unwrap_or_default())
    }

    /// Returns the log of a journey, in order.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn changes(&self, id: JourneyId) -> Result<Vec<Change>, StoreError> {
        self.told(|db| log::changes(db, id))
    }

    /// Returns whether another program has committed since the last call.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn has_moved(&mut self) -> Result<bool, StoreError> {
        self.ensure_in_place()?;
        let version = self
            .told(|db| db.pragma_query_value(None, "data_version", |row| row.get::<_, i64>(0)))?;
        let moved = version != self.version;
        self.version = version;
        Ok(moved)
    }

    fn told<T>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        Reader {
            path: &self.path,
            db: &self.db,
        }
        .told(query)
    }
}

/// The database as a transaction sees it, with errors that name the file.
#[derive(Clone, Copy)]
struct Reader<'a> {
    path: &'a Path,
    db: &'a Connection,
}

impl Reader<'_> {
    fn told<T>(
        self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        query(self.db).map_err(|error| error::from_sqlite(self.path, &error))
    }
}

fn journeys(db: &Connection) -> rusqlite::Result<Vec<JourneyName>> {
    let mut statement = db.prepare_cached(
        "SELECT id, hire, title, start, withdrawn, archived_on IS NOT NULL AS archived
         FROM journey ORDER BY start, id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(JourneyName {
            id: JourneyId(convert::parsed(row, "id", convert::uuid)?),
            hire: row.get("hire")?,
            title: row.get("title")?,
            start: convert::parsed(row, "start", convert::date)?,
            withdrawn: row.get("withdrawn")?,
            archived: row.get("archived")?,
        })
    })?;
    rows.collect()
}
