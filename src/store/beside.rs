//! The files that SQLite keeps beside a database, and whether they still stand in their places.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::StoreError;
use super::file_id::FileId;

/// Returns where the log of a database's newest writes is: its write-ahead log.
pub(super) fn log(database: &Path) -> PathBuf {
    beside(database, "-wal")
}

/// Returns where the index of that log is.
pub(super) fn index(database: &Path) -> PathBuf {
    beside(database, "-shm")
}

fn beside(database: &Path, end: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Watches over the files of an open database.
#[derive(Debug)]
pub(super) struct Watch {
    database: PathBuf,
    file: Option<FileId>,
    log: PathBuf,
    log_file: Cell<Option<FileId>>,
    /// Whether what stood in the log is in the database, once the log is gone.
    lost: Cell<Option<bool>>,
}

impl Watch {
    /// Returns a watch over a database that was opened.
    pub(super) fn over(database: &Path) -> Self {
        let log = log(database);
        Self {
            database: database.to_owned(),
            file: FileId::of(database),
            log_file: Cell::new(FileId::of(&log)),
            log,
            lost: Cell::new(None),
        }
    }

    /// Makes sure that the files that were opened stand in their places. A change that went into a file
    /// that nobody finds again would be said to be saved and be lost.
    pub(super) fn check(&self, db: &Connection) -> Result<(), StoreError> {
        if let Some(is_saved) = self.lost.get() {
            return Err(self.without_log(is_saved));
        }
        if self.file != FileId::of(&self.database) {
            keep_off(db);
            return Err(StoreError::Gone(self.database.clone()));
        }
        let log_file = FileId::of(&self.log);
        if self.log_file.get().is_none() {
            self.log_file.set(log_file);
        }
        if self.log_file.get() == log_file {
            return Ok(());
        }
        // This connection has the log open still. Where nothing stands in its place yet, what is in it
        // goes into the database; where another program has begun another one, that would mix the two.
        let is_free = std::fs::metadata(&self.log).map_or(true, |log| log.len() == 0);
        let is_saved = is_free && settle(db).unwrap_or(false);
        self.lost.set(Some(is_saved));
        keep_off(db);
        Err(self.without_log(is_saved))
    }

    fn without_log(&self, is_saved: bool) -> StoreError {
        StoreError::LogGone {
            log: self.log.clone(),
            is_saved,
        }
    }

    /// Returns whether something stands in the log that is not in the database file yet, perhaps.
    pub(super) fn has_log(&self) -> bool {
        std::fs::metadata(&self.log).is_ok_and(|log| log.len() > 0)
    }
}

/// Moves everything from the log into the database file; returns whether that came to its end.
pub(super) fn settle(db: &Connection) -> rusqlite::Result<bool> {
    let is_busy: bool = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(!is_busy)
}

/// Leaves alone, when the connection closes, what stands in the places of its files now.
fn keep_off(db: &Connection) {
    let keep_off = rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    let _ = db.set_db_config(keep_off, true);
}
