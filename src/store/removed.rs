//! What was taken out of a database for good: remembered beside the keys, so that it goes out again of a
//! database that is put back; and the pages and copies that would hold it still.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};

use super::device::{Devices, keep_file};
use super::open::check_owner;
use super::reading::to_read;
use super::{Store, StoreError, beside, error, migrate};
use crate::domain::plan::people::PersonId;
use crate::domain::record::ids::{ChangeId, JourneyId};

/// The file that remembers it.
const FILE: &str = "removed.json";

/// What was taken out: a journey, what a person kept private in it, or the texts that a person wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Removed {
    /// The journey.
    pub(super) journey: JourneyId,
    /// Whose private changes or texts; none where the whole journey went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) person: Option<PersonId>,
    /// Which texts; none where it is not about texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) texts: Option<Written>,
}

/// The texts of a person in a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Written {
    /// The first change that held one.
    pub(super) first: ChangeId,
    /// The stamp up to which they were erased; what is written later stays.
    pub(super) until: i64,
}

impl Removed {
    /// Returns a whole journey.
    pub(super) fn journey(journey: JourneyId) -> Self {
        Self {
            journey,
            person: None,
            texts: None,
        }
    }

    /// Returns what a person kept private in a journey.
    pub(super) fn private(journey: JourneyId, person: PersonId) -> Self {
        Self {
            journey,
            person: Some(person),
            texts: None,
        }
    }

    /// Returns texts that a person wrote in a journey.
    pub(super) fn texts(journey: JourneyId, person: PersonId, written: Written) -> Self {
        Self {
            journey,
            person: Some(person),
            texts: Some(written),
        }
    }

    /// Returns whether it is about texts of a person in a journey.
    pub(super) fn is_of_texts(&self, journey: JourneyId, person: PersonId) -> bool {
        (self.journey, self.person) == (journey, Some(person)) && self.texts.is_some()
    }
}

/// Returns what was taken out on this machine.
pub(super) fn kept(devices: &Devices) -> Vec<Removed> {
    let text = devices
        .folder
        .as_deref()
        .and_then(|folder| std::fs::read(folder.join(FILE)).ok());
    text.and_then(|text| serde_json::from_slice(&text).ok())
        .unwrap_or_default()
}

/// Remembers that something was taken out.
pub(super) fn keep(devices: &Devices, what: Removed) -> std::io::Result<()> {
    let mut all = kept(devices);
    if all.contains(&what) {
        return Ok(());
    }
    all.push(what);
    write(devices, &all)
}

/// Forgets that a journey was taken out: it is joined anew.
pub(super) fn forget(devices: &Devices, journey: JourneyId) -> std::io::Result<()> {
    let mut all = kept(devices);
    let before = all.len();
    all.retain(|what| *what != Removed::journey(journey));
    match all.len() == before {
        true => Ok(()),
        false => write(devices, &all),
    }
}

fn write(devices: &Devices, all: &[Removed]) -> std::io::Result<()> {
    let Some(folder) = devices.folder.as_deref() else {
        return Ok(());
    };
    keep_file(folder, &folder.join(FILE), &serde_json::to_string(all)?)
}

/// Leaves nothing of what was deleted in the file or in the log beside it.
pub(super) fn wipe(db: &Connection, path: &Path) -> Result<(), StoreError> {
    let told = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
            StoreError::StillThere(path.to_owned())
        }
        _ => error::from_sqlite(path, &error),
    };
    db.execute_batch("VACUUM").map_err(told)?;
    match beside::settle(db).map_err(told)? {
        true => Ok(()),
        false => Err(StoreError::StillThere(path.to_owned())),
    }
}

impl Store {
    /// Changes the copies of the database that hold something of a journey. Those from before updates
    /// cannot be changed, so they go if they hold the journey; returns them.
    pub(super) fn change_copies(
        &self,
        journey: JourneyId,
        is_there: impl Fn(&Connection) -> rusqlite::Result<bool>,
        change: impl Fn(&Path, &mut Connection) -> Result<(), StoreError>,
    ) -> Result<Vec<PathBuf>, StoreError> {
        let mut gone = Vec::new();
        for copy in self.backups() {
            let told = |error: rusqlite::Error| error::from_sqlite(&copy.file, &error);
            // One that is no database holds nothing.
            let Ok(db) = to_read(&copy.file, true) else {
                continue;
            };
            let version = check_owner(&copy.file, &db).unwrap_or(migrate::NEWEST);
            if version < migrate::NEWEST && holds(&copy.file, journey).unwrap_or(false) {
                remove(&copy.file)?;
                gone.push(copy.file);
            } else if is_there(&db).unwrap_or(false) {
                drop(db);
                let mut db = Connection::open(&copy.file).map_err(told)?;
                change(&copy.file, &mut db)?;
                db.execute_batch("VACUUM").map_err(told)?;
            }
        }
        gone.extend(remove_older(&self.path, self.backups.as_deref(), journey)?);
        Ok(gone)
    }
}

fn remove(copy: &Path) -> Result<(), StoreError> {
    std::fs::remove_file(copy)
        .map_err(|error| StoreError::CannotOpen(copy.to_owned(), error.to_string()))
}

/// Removes the copies from before updates that hold a journey, beside a database and among its other copies;
/// returns them.
fn remove_older(
    database: &Path,
    backups: Option<&Path>,
    journey: JourneyId,
) -> Result<Vec<PathBuf>, StoreError> {
    let mut copies = older_copies(database, journey);
    if let Some(folder) = backups {
        let name = database.file_name().unwrap_or_default();
        copies.extend(older_copies(&folder.join(name), journey));
    }
    copies.iter().try_for_each(|copy| remove(copy))?;
    Ok(copies)
}

/// Returns the copies beside a place of a database, made before updates, that hold a journey.
fn older_copies(path: &Path, journey: JourneyId) -> Vec<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let start = format!("{name}.schema-");
    let folder = path.parent().map(std::fs::read_dir);
    let files = folder.into_iter().flatten().flatten().flatten();
    let mut copies: Vec<PathBuf> = files
        .filter(|file| file.file_name().to_string_lossy().starts_with(&start))
        .map(|file| file.path())
        .filter(|copy| holds(copy, journey).unwrap_or(false))
        .collect();
    copies.sort();
    copies
}

fn holds(copy: &Path, journey: JourneyId) -> rusqlite::Result<bool> {
    // Every schema so far names the journey of a change so.
    Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?
        .prepare("SELECT 1 FROM change WHERE journey = ?1")?
        .exists([journey.0.to_string()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_an_earlier_version_remembered_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let devices = Devices {
            folder: Some(folder.path().to_owned()),
            database: folder.path().join("onramp.db"),
        };
        let (journey, person) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let text =
            format!(r#"[{{"journey":"{journey}"}},{{"journey":"{journey}","person":"{person}"}}]"#);
        std::fs::write(folder.path().join(FILE), text).unwrap();
        let (journey, person) = (JourneyId(journey), PersonId(person));
        let before = [Removed::journey(journey), Removed::private(journey, person)];
        assert_eq!(kept(&devices), before);
        let written = Written {
            first: ChangeId(Uuid::from_u128(3)),
            until: 7,
        };
        let texts = Removed::texts(journey, person, written);
        keep(&devices, texts).unwrap();
        keep(&devices, texts).unwrap();
        assert_eq!(kept(&devices), [before[0], before[1], texts]);
        forget(&devices, journey).unwrap();
        assert_eq!(kept(&devices), [before[1], texts]);
    }
}
