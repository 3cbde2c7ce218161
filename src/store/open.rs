//! Opens the database file: makes it where there is none, checks that it is ours, migrates it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use super::error::{StoreError, from_sqlite};
use super::migrate;
use crate::domain::acts::decide::Working;

/// How long a lock of another process is waited for.
const PATIENCE: Duration = if cfg!(test) {
    Duration::from_millis(30)
} else {
    Duration::from_secs(5)
};

/// Marks a file as an onramp database (`PRAGMA application_id`): the letters `onrp`.
const APPLICATION: i32 = 0x6f6e_7270;

/// Opens the database at a path and brings its schema up to date.
///
/// The file is made readable by its owner only, as is its folder where that has to be made. `working`
/// says which days are worked in journeys that did not know it for themselves.
pub(super) fn open(path: &Path, working: &Working) -> Result<Connection, StoreError> {
    if path.is_dir() {
        return Err(StoreError::IsFolder(path.to_owned()));
    }
    make_file(path)?;
    refuse_other_files(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let told = |error: rusqlite::Error| from_sqlite(path, &error);
    let mut connection = Connection::open_with_flags(path, flags).map_err(told)?;
    connection.busy_timeout(PATIENCE).map_err(told)?;
    let version = check_owner(path, &connection)?;
    configure(path, &connection)?;
    if version < migrate::NEWEST {
        let copy = match version {
            0 => None,
            _ => keep_copy(path, &connection, version)?,
        };
        if let Err(error) = migrate::migrate(&mut connection, APPLICATION, working) {
            // The database is as it was; a copy for each try would fill the disk.
            if let Some(copy) = copy {
                let _ = std::fs::remove_file(copy);
            }
            return Err(told(error));
        }
    }
    Ok(connection)
}

/// Copies the database as it stands to a file beside it, `onramp.db.schema-1`, under the first
/// such name that is free. Returns nothing where another program has brought it up to date meanwhile,
/// which kept its own copy.
fn keep_copy(
    path: &Path,
    connection: &Connection,
    version: usize,
) -> Result<Option<PathBuf>, StoreError> {
    let Some(copy) = make_copy_file(path, version)? else {
        return Ok(None);
    };
    let copied = copy_into(path, connection, &copy);
    let (_, now, _) = marks(connection).map_err(|error| from_sqlite(path, &error))?;
    if copied.is_err() || usize::try_from(now) != Ok(version) {
        let _ = std::fs::remove_file(&copy);
        return copied.map(|()| None);
    }
    Ok(Some(copy))
}

/// Makes the file for a copy. Another program may do so at the same moment, and gets another name.
fn make_copy_file(path: &Path, version: usize) -> Result<Option<PathBuf>, StoreError> {
    for place in 1_u32.. {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".schema-{version}"));
        if place > 1 {
            name.push(format!("-{place}"));
        }
        let copy = PathBuf::from(name);
        match create(&copy) {
            Ok(()) => return Ok(Some(copy)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(not_made(&copy, &error)),
        }
    }
    Ok(None)
}

fn copy_into(path: &Path, connection: &Connection, copy: &Path) -> Result<(), StoreError> {
    let name = copy.to_str().ok_or_else(|| {
        let why = "its name is not UTF-8, so no copy can be made before the update".to_owned();
        StoreError::CannotOpen(path.to_owned(), why)
    })?;
    let copied = connection.execute("VACUUM INTO ?1", [name]);
    copied
        .map(|_| ())
        .map_err(|error| from_sqlite(copy, &error))
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

/// Makes an empty file that only its owner may read.
fn create(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    private(path, 0o600)
}

fn not_made(path: &Path, error: &std::io::Error) -> StoreError {
    match error.kind() {
        std::io::ErrorKind::StorageFull => StoreError::Full(path.to_owned()),
        _ => StoreError::CannotOpen(path.to_owned(), error.to_string()),
    }
}

pub(super) fn private_folder(folder: &Path) -> std::io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    private(folder, 0o700)
}

/// Sets the mode whatever the umask is.
#[cfg(unix)]
pub(super) fn private(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "modes exist elsewhere")]
pub(super) fn private(_path: &Path, _mode: u32) -> std::io::Result<()> {
    Ok(())
}

/// Returns the schema version of a file that is ours or empty; refuses every other.
fn check_owner(path: &Path, connection: &Connection) -> Result<usize, StoreError> {
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
            supported: u32::try_from(migrate::NEWEST).unwrap_or(u32::MAX),
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
