//! Copies of the database: one a day, others on demand; and putting one back.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use rusqlite::backup::StepResult;
use sha2::{Digest as _, Sha256};

use super::error::from_sqlite;
use super::older::Older;
use super::open::{check_owner, update};
use super::private::{not_made, private_folder};
use super::reading::to_read;
use super::{Store, StoreError, Surroundings, beside, doctor, lanes, migrate};

/// Of how many days the newest daily copy is kept.
const DAYS: usize = 7;

/// Of how many weeks the newest daily copy is kept.
const WEEKS: usize = 4;

/// How a copy's name tells when it was made, in UTC.
const STAMP: &str = "%Y-%m-%d-%H%M%S";

/// What a copy that was begun is called, until it is whole.
const BEGUN: &str = ".onramp-backup-";

/// How long another program that writes is waited for, a tenth of a second at a time.
const TRIES: u32 = 50;

/// Why a copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The day's copy.
    Daily,
    /// Somebody asked for it.
    Asked,
    /// Another copy was put in the place of the database.
    Restore,
}

impl Reason {
    fn end(self) -> &'static str {
        match self {
            Self::Daily => "",
            Self::Asked => "-made",
            Self::Restore => "-before-restore",
        }
    }
}

/// A copy of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub file: PathBuf,
    /// When it was made, in milliseconds since 1970, UTC.
    pub made: i64,
    /// Why.
    pub reason: Reason,
    /// Its size in bytes.
    pub size: u64,
}

impl Backup {
    /// Returns the copy that a file is by its name, if it is one.
    fn of(file: PathBuf) -> Option<Self> {
        let name = file.file_name()?.to_str()?.strip_suffix(".db")?;
        let (stamp, end) = name.split_at_checked(17)?;
        let made = chrono::NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
        // A number stands behind the name of the second copy in a second.
        let end = end.trim_end_matches(|c: char| c.is_ascii_digit());
        let end = end.strip_suffix('-').unwrap_or(end);
        let reasons = [Reason::Daily, Reason::Asked, Reason::Restore];
        Some(Self {
            made: made.and_utc().timestamp_millis(),
            reason: reasons.into_iter().find(|reason| reason.end() == end)?,
            size: std::fs::metadata(&file).ok()?.len(),
            file,
        })
    }

    fn day(&self) -> i64 {
        day(self.made)
    }

    /// Returns the number of its week; weeks begin on Monday.
    fn week(&self) -> i64 {
        // 1 January 1970 was a Thursday.
        (self.day() + 3).div_euclid(7)
    }
}

/// Returns the number of a day since 1970, in UTC.
fn day(stamp: i64) -> i64 {
    stamp.div_euclid(24 * 60 * 60 * 1000)
}

/// Returns the folder for the copies of a database, in the folder for those of all.
pub(super) fn folder_of(all: &Path, database: &Path) -> PathBuf {
    let real = database.canonicalize();
    let real = real.unwrap_or_else(|_| database.to_owned());
    let hash = Sha256::digest(real.as_os_str().as_encoded_bytes());
    let start: String = hash
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let name = database.file_stem().unwrap_or_default().to_string_lossy();
    all.join(format!("{name}-{start}"))
}

/// Returns the copies in a folder, the newest first.
pub(super) fn all_in(folder: &Path) -> Vec<Backup> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut all: Vec<Backup> = files.filter_map(|file| Backup::of(file.path())).collect();
    // Of those of one second, the one that was written last.
    let written = |copy: &Backup| {
        std::fs::metadata(&copy.file)
            .and_then(|file| file.modified())
            .ok()
    };
    all.sort_by_cached_key(|copy| std::cmp::Reverse((copy.made, written(copy))));
    all
}

/// Returns the copies of a database, the newest first. Opens nothing.
pub fn backups(around: &Surroundings, database: &Path) -> Vec<Backup> {
    let folder = around.backups.as_deref();
    let folder = folder.map(|folder| folder_of(folder, database));
    folder.as_deref().map(all_in).unwrap_or_default()
}

/// Returns whether the day of a clock has no daily copy of a database yet. Opens nothing.
pub fn is_due(around: &Surroundings, database: &Path, now: i64) -> bool {
    let Some(folder) = &around.backups else {
        return false;
    };
    let all = all_in(&folder_of(folder, database));
    let mut daily = all.iter().filter(|copy| copy.reason == Reason::Daily);
    daily.all(|copy| copy.day() < day(now))
}

/// Puts a copy in the place of a database. What stood there is kept as a copy, which is returned.
///
/// The copy is examined before; one of an earlier schema is brought up to date, and what was handed back to
/// its author is taken out again.
///
/// # Errors
/// [`StoreError`] where the copy is none or is damaged, or nothing can be written; the database is as it
/// was then.
pub fn restore(
    database: &Path,
    around: &Surroundings,
    copy: &Path,
    now: i64,
) -> Result<Option<PathBuf>, StoreError> {
    // SQLite would wait for a pipe.
    if copy
        .metadata()
        .is_ok_and(|file| !file.is_file() && !file.is_dir())
    {
        return Err(StoreError::NotOurs(copy.to_owned()));
    }
    let has_log = std::fs::metadata(beside::log(copy)).is_ok_and(|log| log.len() > 0);
    let source = to_read(copy, !has_log).map_err(|error| from_sqlite(copy, &error))?;
    examine(copy, &source)?;
    let kept = match Store::open(database, around) {
        Ok(mut store) => {
            let kept = store.back_up(Reason::Restore, now)?;
            store.ensure_in_place()?;
            // A shorter wait than another program may need is told, and nothing has changed then.
            copy_pages(&source, &mut store.db).map_err(|error| match error {
                Unfinished::Busy => StoreError::Locked(database.to_owned()),
                Unfinished::Sql(error) => from_sqlite(database, &error),
                Unfinished::Io(error) => not_made(database, &error),
            })?;
            let older = Older {
                folder: store.backups.as_deref(),
            };
            update(database, &mut store.db, &around.working, &older)?;
            Some(kept)
        }
        Err(StoreError::Damaged(..) | StoreError::NotOurs(_)) => {
            put_in_place(database, around, &source, now)?
        }
        Err(error) => return Err(error),
    };
    // It is another copy that goes on from here, so it takes a name of its own; and what was handed back
    // goes out of it.
    let mut store = Store::open(database, around)?;
    store.identity()?;
    Ok(kept)
}

/// Puts a copy in the place of a file that cannot be opened, which is moved away.
fn put_in_place(
    database: &Path,
    around: &Surroundings,
    source: &Connection,
    now: i64,
) -> Result<Option<PathBuf>, StoreError> {
    let failed = |error: &std::io::Error| not_made(database, error);
    let folder = match &around.backups {
        Some(folder) => folder_of(folder, database),
        None => database.parent().map(Path::to_owned).unwrap_or_default(),
    };
    private_folder(&folder).map_err(|error| failed(&error))?;
    let kept = name_in(&folder, Reason::Restore, now, "-damaged");
    std::fs::copy(database, &kept).map_err(|error| failed(&error))?;
    for file in [beside::log(database), beside::index(database)] {
        if file.exists() {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let end = name.rsplit('-').next().unwrap_or_default();
            let beside = kept.with_file_name(format!(
                "{}-{end}",
                kept.file_name().unwrap_or_default().to_string_lossy()
            ));
            std::fs::copy(&file, beside).map_err(|error| failed(&error))?;
            std::fs::remove_file(&file).map_err(|error| failed(&error))?;
        }
    }
    let home = match database.parent() {
        Some(home) if !home.as_os_str().is_empty() => home,
        _ => Path::new("."),
    };
    let begun = copy_beside(source, home).map_err(|error| error.told(database))?;
    begun
        .persist(database)
        .map_err(|error| failed(&error.error))?;
    Ok(Some(kept))
}

/// Makes sure that a copy can go in the place of a database.
fn examine(copy: &Path, source: &Connection) -> Result<(), StoreError> {
    let told = |error: rusqlite::Error| from_sqlite(copy, &error);
    let version = check_owner(copy, source)?;
    if version == 0 {
        return Err(StoreError::NotOurs(copy.to_owned()));
    }
    let mut wrong = doctor::integrity(source).map_err(told)?;
    if version == migrate::NEWEST {
        wrong.extend(lanes::wrong(source).map_err(told)?);
    }
    match wrong.into_iter().next() {
        Some(wrong) => Err(StoreError::Damaged(copy.to_owned(), wrong)),
        None => Ok(()),
    }
}

impl Store {
    /// Returns the copies of this database, the newest first.
    pub fn backups(&self) -> Vec<Backup> {
        self.backups.as_deref().map(all_in).unwrap_or_default()
    }

    /// Copies the database into the folder for its copies; returns where the copy is.
    ///
    /// # Errors
    /// [`StoreError::NoBackups`] where there is no such folder, others where nothing can be written.
    pub fn back_up(&self, reason: Reason, now: i64) -> Result<PathBuf, StoreError> {
        let folder = self.backups.as_deref().ok_or(StoreError::NoBackups)?;
        private_folder(folder)
            .map_err(|error| StoreError::NoFolder(folder.to_owned(), error.to_string()))?;
        remove_begun(folder);
        let mut begun = copy_beside(&self.db, folder).map_err(|error| error.told(folder))?;
        for place in 1_u32.. {
            let end = match place {
                1 => String::new(),
                place => format!("-{place}"),
            };
            let name = name_in(folder, reason, now, &end);
            match begun.persist_noclobber(&name) {
                Ok(_) => return Ok(name),
                Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
                    begun = error.file;
                }
                Err(error) => return Err(not_made(&name, &error.error)),
            }
        }
        Err(StoreError::NoBackups)
    }

    /// Copies the database to a file that is not there yet.
    ///
    /// # Errors
    /// [`StoreError`] where a file is there or nothing can be written.
    pub fn back_up_to(&self, file: &Path) -> Result<(), StoreError> {
        let folder = match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let begun = copy_beside(&self.db, folder).map_err(|error| error.told(folder))?;
        begun
            .persist_noclobber(file)
            .map(|_| ())
            .map_err(|error| not_made(file, &error.error))
    }

    /// Makes the day's copy and lets go of those that are not kept any longer.
    ///
    /// # Errors
    /// As for [`Self::back_up`].
    pub fn back_up_daily(&self, now: i64) -> Result<PathBuf, StoreError> {
        let made = self.back_up(Reason::Daily, now)?;
        for copy in outdated(&self.backups()) {
            // One too many harms nobody; the next day tries again.
            let _ = std::fs::remove_file(&copy.file);
        }
        Ok(made)
    }
}

/// Returns the daily copies that are kept no longer: all but the newest of each of the last days and weeks
/// that have one.
fn outdated(all: &[Backup]) -> Vec<&Backup> {
    let daily: Vec<&Backup> = all
        .iter()
        .filter(|copy| copy.reason == Reason::Daily)
        .collect();
    let newest_of = |period: fn(&Backup) -> i64, most: usize| {
        let mut kept: Vec<&Backup> = daily.clone();
        kept.dedup_by_key(|copy| period(copy));
        kept.truncate(most);
        kept
    };
    let (days, weeks) = (newest_of(Backup::day, DAYS), newest_of(Backup::week, WEEKS));
    let is_kept = |copy: &&Backup| days.contains(copy) || weeks.contains(copy);
    daily
        .iter()
        .filter(|copy| !is_kept(copy))
        .copied()
        .collect()
}

fn name_in(folder: &Path, reason: Reason, now: i64, end: &str) -> PathBuf {
    let now = DateTime::<Utc>::from_timestamp_millis(now).unwrap_or_default();
    folder.join(format!("{}{}{end}.db", now.format(STAMP), reason.end()))
}

/// Removes what a program that was killed had begun.
fn remove_begun(folder: &Path) {
    for file in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_begun = file.file_name().to_string_lossy().starts_with(BEGUN);
        let is_old = file
            .metadata()
            .and_then(|file| file.modified())
            .is_ok_and(|at| {
                at.elapsed()
                    .is_ok_and(|age| age > Duration::from_secs(60 * 60))
            });
        if is_begun && is_old {
            let _ = std::fs::remove_file(file.path());
        }
    }
}

/// Why a copy did not come to its end.
enum Unfinished {
    Busy,
    Sql(rusqlite::Error),
    Io(std::io::Error),
}

impl From<rusqlite::Error> for Unfinished {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<std::io::Error> for Unfinished {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl Unfinished {
    fn told(self, path: &Path) -> StoreError {
        match self {
            Self::Busy => StoreError::Locked(path.to_owned()),
            Self::Sql(error) => from_sqlite(path, &error),
            Self::Io(error) => not_made(path, &error),
        }
    }
}

/// Copies a database into a new file of a folder, which goes away again unless it gets a name.
fn copy_beside(db: &Connection, folder: &Path) -> Result<tempfile::NamedTempFile, Unfinished> {
    let begun = tempfile::Builder::new().prefix(BEGUN).tempfile_in(folder)?;
    let mut copy = Connection::open(begun.path())?;
    copy_pages(db, &mut copy)?;
    // Nothing is to appear beside it when it is looked at.
    copy.pragma_update(None, "journal_mode", "delete")?;
    copy.close().map_err(|(_, error)| error)?;
    begun.as_file().sync_all()?;
    Ok(begun)
}

/// Copies a database page by page (sqlite.org/backup.html); all of it or nothing.
fn copy_pages(from: &Connection, to: &mut Connection) -> Result<(), Unfinished> {
    let backup = rusqlite::backup::Backup::new(from, to)?;
    for _ in 0..TRIES {
        match backup.step(-1)? {
            StepResult::Done => return Ok(()),
            _ => std::thread::sleep(Duration::from_millis(100)),
        }
    }
    Err(Unfinished::Busy)
}
