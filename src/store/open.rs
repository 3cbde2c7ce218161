//! Opens the database file: makes it where there is none, checks that it is ours, migrates it. One that
//! cannot be written is opened to be read.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::beside;
use super::error::{StoreError, from_sqlite};
use super::migrate;
use super::older::{self, Older};
use super::private::{create, not_made, private, private_folder};
use super::reading::{PATIENCE, to_read};
use crate::domain::acts::decide::Working;

/// Marks a file as an onramp database (`PRAGMA application_id`): the letters `onrp`.
const APPLICATION: i32 = 0x6f6e_7270;

/// How many statements are kept prepared: a journey is read with more than 30, and one after another
/// where there are several.
const STATEMENTS: usize = 64;

/// An open database.
pub(super) struct Opened {
    /// The connection.
    pub(super) db: Connection,
    /// Whether it can only be read.
    pub(super) is_read_only: bool,
}

/// Opens the database at a path and brings its schema up to date; `older` keeps a copy of it before.
///
/// The file is made readable by its owner only, as is its folder where that has to be made. `working`
/// says which days are worked in journeys that did not know it for themselves.
pub(super) fn open(
    path: &Path,
    working: &Working,
    older: &Older<'_>,
) -> Result<Opened, StoreError> {
    if path.is_dir() {
        return Err(StoreError::IsFolder(path.to_owned()));
    }
    make_file(path)?;
    refuse_other_files(path)?;
    if !can_write(path) {
        let db = open_to_read(path)?;
        return Ok(Opened {
            db,
            is_read_only: true,
        });
    }
    free_side_files(path);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let told = |error: rusqlite::Error| from_sqlite(path, &error);
    let mut db = Connection::open_with_flags(path, flags).map_err(told)?;
    db.busy_timeout(PATIENCE).map_err(told)?;
    let version = check_owner(path, &db)?;
    configure(path, &db)?;
    if version < migrate::NEWEST {
        update(path, &mut db, working, older)?;
    }
    Ok(Opened {
        db,
        is_read_only: false,
    })
}

/// Brings the schema of a database up to date.
pub(super) fn update(
    path: &Path,
    db: &mut Connection,
    working: &Working,
    older: &Older<'_>,
) -> Result<(), StoreError> {
    let mut kept = None;
    let migrated = migrate::migrate(db, APPLICATION, working, |version| {
        kept = older.keep(path, version)?;
        Ok(())
    });
    migrated.map_err(|error| match error {
        migrate::NotMigrated::Copy(error) => error,
        migrate::NotMigrated::Sql(error) => not_updated(from_sqlite(path, &error), kept),
    })
}

/// Returns the error of a database that was not brought up to date, which is as it was. Its copy stays
/// only if the same would happen at the next try; one for each try would fill the disk.
fn not_updated(error: StoreError, kept: Option<older::Kept>) -> StoreError {
    match error {
        StoreError::Other(file, why) => StoreError::NotUpdated {
            file,
            why,
            copy: kept.map(older::Kept::once),
        },
        StoreError::Damaged(file, why) if why.starts_with("no such ") => StoreError::NotUpdated {
            file,
            why,
            copy: kept.map(older::Kept::once),
        },
        error => {
            if let Some(kept) = kept {
                let _ = std::fs::remove_file(kept.path);
            }
            error
        }
    }
}

/// Begins a write, once no other program writes.
///
/// # Errors
/// [`StoreError::TooNew`] where a newer program has brought the schema up to date meanwhile.
pub(super) fn begin<'d>(
    path: &Path,
    db: &'d mut Connection,
) -> Result<Transaction<'d>, StoreError> {
    let told = |error: rusqlite::Error| from_sqlite(path, &error);
    let transaction = db
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(told)?;
    let found = transaction
        .pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0))
        .map_err(told)?;
    let supported = newest();
    match found == supported {
        true => Ok(transaction),
        false => Err(StoreError::TooNew { found, supported }),
    }
}

fn newest() -> u32 {
    u32::try_from(migrate::NEWEST).unwrap_or(u32::MAX)
}

/// Returns whether a database can be written: SQLite makes files beside it.
fn can_write(path: &Path) -> bool {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let is_open = std::fs::OpenOptions::new().write(true).open(path);
    is_open.is_ok() && can_write_in(folder)
}

#[cfg(unix)]
fn can_write_in(folder: &Path) -> bool {
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn can_write_in(_folder: &Path) -> bool {
    true
}

/// Opens a database that cannot be written, and leaves nothing beside it.
fn open_to_read(path: &Path) -> Result<Connection, StoreError> {
    // Where a log lies beside the file, the newest changes are in there, and SQLite has to see it.
    let log = beside::log(path);
    let has_log = std::fs::metadata(log).is_ok_and(|log| log.len() > 0);
    let db = to_read(path, !has_log).map_err(|error| match has_log {
        true => StoreError::ReadOnlyWithLog(path.to_owned()),
        false => from_sqlite(path, &error),
    })?;
    match check_owner(path, &db)? {
        0 => Err(StoreError::NotOurs(path.to_owned())),
        version if version < migrate::NEWEST => Err(StoreError::ReadOnlyOld(path.to_owned())),
        _ => Ok(db),
    }
}

/// Gives the owner the files beside a database back, which SQLite made when the database could not be
/// written, and which would keep it from being written for ever.
fn free_side_files(path: &Path) {
    for file in [beside::log(path), beside::index(path)] {
        let is_read_only = std::fs::metadata(&file).is_ok_and(|file| file.permissions().readonly());
        if is_read_only {
            let _ = private(&file, 0o600);
        }
    }
}

/// Refuses a file that is no SQLite database before SQLite sees it: one of a few bytes it would
/// take for an empty database and write over (sqlite.org/fileformat.html, 1.3).
fn refuse_other_files(path: &Path) -> Result<(), StoreError> {
    use std::io::Read as _;
    let cannot = |error: std::io::Error| StoreError::CannotOpen(path.to_owned(), error.to_string());
    if !path.is_file() {
        return Err(StoreError::NotOurs(path.to_owned()));
    }
    let mut head = Vec::new();
    let file = std::fs::File::open(path).map_err(cannot)?;
    file.take(16).read_to_end(&mut head).map_err(cannot)?;
    if head.is_empty() || head == *b"SQLite format 3\0" {
        Ok(())
    } else {
        Err(StoreError::NotOurs(path.to_owned()))
    }
}

fn make_file(path: &Path) -> Result<(), StoreError> {
    if path.exists() {
        return Ok(());
    }
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        private_folder(folder)
            .map_err(|error| StoreError::NoFolder(folder.to_owned(), error.to_string()))?;
    }
    match create(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map_err(|error| not_made(path, &error)),
    }
}

/// Returns the schema version of a file that is ours or empty; refuses every other.
pub(super) fn check_owner(path: &Path, connection: &Connection) -> Result<usize, StoreError> {
    let told = |error: rusqlite::Error| from_sqlite(path, &error);
    let (application, version, tables) = marks(connection).map_err(told)?;
    let empty = application == 0 && version == 0 && tables == 0;
    if application != APPLICATION && !empty {
        return Err(StoreError::NotOurs(path.to_owned()));
    }
    let found = usize::try_from(version).unwrap_or(usize::MAX);
    if found > migrate::NEWEST {
        return Err(StoreError::TooNew {
            found: u32::try_from(found).unwrap_or(u32::MAX),
            supported: newest(),
        });
    }
    Ok(found)
}

/// Returns the application, the schema version and the number of tables of a file.
fn marks(connection: &Connection) -> rusqlite::Result<(i32, i32, i64)> {
    // One read transaction: another first start may migrate the file at this moment, and half of
    // its work would look like another program's file.
    let transaction = connection.unchecked_transaction()?;
    let pragma = |name| transaction.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let (application, version) = (pragma("application_id")?, pragma("user_version")?);
    let tables =
        transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok((application, version, tables))
}

fn configure(path: &Path, connection: &Connection) -> Result<(), StoreError> {
    let told = |error: rusqlite::Error| from_sqlite(path, &error);
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // A commit that was answered with "saved" outlives a power cut (sqlite.org/pragma.html,
    // synchronous = FULL under WAL).
    connection
        .execute_batch(
            "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL;",
        )
        .map_err(told)?;
    let patience = Instant::now();
    loop {
        // The busy timeout does not cover a switch of the journal mode, which two first starts
        // at the same moment may both try.
        let mode = connection
            .pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0))
            .and_then(|mode| match mode.as_str() {
                "wal" => Ok(()),
                _ => connection.pragma_update(None, "journal_mode", "wal"),
            });
        match mode {
            Ok(()) => return Ok(()),
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
                    && patience.elapsed() < PATIENCE =>
            {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(error) => return Err(told(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use crate::store::Surroundings;

    #[test]
    fn a_file_that_stays_locked_is_told_as_such() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("onramp.db");
        drop(Store::open(&path, &Surroundings::default()).unwrap());
        let holder = Connection::open(&path).unwrap();
        holder
            .execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
            .unwrap();
        let error = Store::open(&path, &Surroundings::default()).unwrap_err();
        assert!(matches!(error, StoreError::Locked(_)), "{error:?}");
        drop(holder);
        assert!(Store::open(&path, &Surroundings::default()).is_ok());
    }
}
