//! Examines a database: the file, the references between its rows, and whether replaying each
//! log gives exactly the rows in the tables.

use rusqlite::Connection;

use super::{JourneyName, Store, StoreError, Texts, error, lanes, log, plans, read, write};
use crate::domain::record::change::Change;
use crate::domain::record::ids::JourneyId;
use crate::domain::record::journey::Journey;

/// What an examination found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examination {
    /// What is wrong with the file or with the plans in it; empty where it is sound.
    pub integrity: Vec<String>,
    /// Rows that name a row that is not there; empty where there are none.
    pub references: Vec<String>,
    /// Each journey and how its replay went.
    pub journeys: Vec<(JourneyName, Replay)>,
}

/// How the replay of a journey's log compares with its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replay {
    /// Replaying the log gives exactly the rows.
    Same,
    /// It gives other rows, or there are no rows.
    Different,
    /// The log does not tell how the journey began.
    NoStart,
}

impl Examination {
    /// Returns whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.integrity.is_empty()
            && self.references.is_empty()
            && self
                .journeys
                .iter()
                .all(|(_, replay)| matches!(replay, Replay::Same))
    }
}

impl Store {
    /// Examines the database; changes nothing.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be read at all.
    pub fn examine(&self) -> Result<Examination, StoreError> {
        self.told(|db| {
            // One read transaction, so that no commit falls between a log and its rows.
            let db = db.unchecked_transaction()?;
            let mut journeys = Vec::new();
            let mut unread = Vec::new();
            for name in super::journeys(&db)? {
                let changes = log::changes(&db, name.id)?;
                let replay = match replay(&changes, &db, name.id) {
                    // A row that cannot be read is not what the log gives.
                    Err(rusqlite::Error::FromSqlConversionFailure(_, _, cause)) => {
                        unread.push(format!("the rows of {}: {cause}", name.hire));
                        Replay::Different
                    }
                    replay => replay?,
                };
                journeys.push((name, replay));
            }
            for id in log::journeys(&db)? {
                if journeys.iter().all(|(name, _)| name.id != id) {
                    journeys.push(without_rows(&log::changes(&db, id)?, id));
                }
            }
            let mut integrity = integrity(&db)?;
            integrity.extend(plans::wrong(&db)?);
            integrity.extend(lanes::wrong(&db)?);
            integrity.extend(unread);
            if self.devices.misses_changes(&db)? {
                integrity.push(
                    "changes that were saved last are not in it: an older copy was put in its place, or the file beside it that held them was deleted"
                        .to_owned(),
                );
            }
            Ok(Examination {
                integrity,
                references: references(&db)?,
                journeys,
            })
        })
    }

    /// Writes the rows of every journey anew from its log.
    ///
    /// # Errors
    /// [`StoreError`] where the log cannot be read or the rows cannot be written; nothing is
    /// changed then.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        let path = self.path.clone();
        let told = |error: rusqlite::Error| error::from_sqlite(&path, &error);
        let transaction = self.begin()?;
        write::all(&transaction).map_err(told)?;
        transaction.commit().map_err(told)
    }
}

pub(super) fn integrity(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = db.prepare("PRAGMA integrity_check(20)")?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    let lines: Vec<String> = lines.collect::<rusqlite::Result<_>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

fn references(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = db.prepare("PRAGMA foreign_key_check")?;
    let lines = statement.query_map([], |row| {
        let (child, parent): (String, String) = (row.get(0)?, row.get(2)?);
        Ok(format!("a row of {child} names a missing row of {parent}"))
    })?;
    lines.collect()
}

fn replay(changes: &[Change], db: &Connection, id: JourneyId) -> rusqlite::Result<Replay> {
    let Some(folded) = Journey::fold(changes) else {
        return Ok(Replay::NoStart);
    };
    let mut counted = folded.clone();
    counted.put_notes_away();
    let same = read::journey(db, id)?.as_ref() == Some(&folded)
        && read::journey_with(db, id, Texts::Needed)?.as_ref() == Some(&counted)
        && read::guide(db, id)?.is_some();
    Ok(if same {
        Replay::Same
    } else {
        Replay::Different
    })
}

/// Returns what is to say of a journey that stands in the log alone.
fn without_rows(changes: &[Change], id: JourneyId) -> (JourneyName, Replay) {
    match Journey::fold(changes) {
        Some(journey) => {
            let name = JourneyName {
                id,
                hire: journey.people.hire().to_owned(),
                title: journey.role.title,
                start: journey.start,
                withdrawn: journey.withdrawn,
                archived: journey.archive.is_some(),
            };
            (name, Replay::Different)
        }
        None => {
            let name = JourneyName {
                id,
                hire: "?".to_owned(),
                title: "?".to_owned(),
                start: changes.first().map(|change| change.day).unwrap_or_default(),
                withdrawn: false,
                archived: false,
            };
            (name, Replay::NoStart)
        }
    }
}
