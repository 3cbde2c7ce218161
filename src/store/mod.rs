//! The database: opens, migrates, commits, reads. Rows meet the domain here and nowhere else.

mod convert;
mod doctor;
mod error;
mod log;
mod open;
mod read;
mod write;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::{Connection, TransactionBehavior};

pub use doctor::{Examination, Replay};
pub use error::StoreError;

use crate::domain::act::Act;
use crate::domain::change::{Change, ChangeId, Edit, JourneyId, Moment, Seed, Verb};
use crate::domain::decide::{Deed, Entry, decide};
use crate::domain::journey::Journey;
use crate::domain::people::{Author, Party};
use crate::domain::undo::{UndoRefusal, next_redo, next_undo, take_back};

/// The database file.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    db: Connection,
    /// `PRAGMA data_version` when this program last looked; it moves when another one commits.
    version: i64,
}

/// A journey in memory, and how much of its log it holds.
#[derive(Clone, Debug)]
pub struct OpenJourney {
    /// The journey.
    pub journey: Journey,
    seen: i64,
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
}

impl Store {
    /// Opens the database at a path, made and migrated where needed.
    ///
    /// # Errors
    /// [`StoreError`] where the path cannot hold a database or holds something else.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let db = open::open(path)?;
        let mut store = Self {
            path: path.to_owned(),
            db,
            version: 0,
        };
        store.has_moved()?;
        Ok(store)
    }

    /// Returns where the database is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns every journey, the earliest start first.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn journeys(&self) -> Result<Vec<JourneyName>, StoreError> {
        self.told(journeys)
    }

    /// Returns a journey as it stands.
    ///
    /// # Errors
    /// [`StoreError`] where it is not there or the database cannot be read.
    pub fn load(&self, id: JourneyId) -> Result<OpenJourney, StoreError> {
        self.told(|db| {
            // One read transaction, so that both queries see the same state.
            let transaction = db.unchecked_transaction()?;
            let seen = log::last_arrival(&transaction, id)?;
            let journey = read::journey(&transaction, id)?;
            Ok(journey.map(|journey| OpenJourney { journey, seen }))
        })?
        .ok_or(StoreError::NoJourney)
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
        let version = self
            .told(|db| db.pragma_query_value(None, "data_version", |row| row.get::<_, i64>(0)))?;
        let moved = version != self.version;
        self.version = version;
        Ok(moved)
    }

    /// Reads a journey anew where its log has grown; returns whether it had.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn refresh(&self, open: &mut OpenJourney) -> Result<bool, StoreError> {
        let id = open.journey.id;
        if self.told(|db| log::last_arrival(db, id))? == open.seen {
            return Ok(false);
        }
        *open = self.load(id)?;
        Ok(true)
    }

    /// Starts a journey.
    ///
    /// # Errors
    /// [`StoreError::AlreadyStarted`] where the hire has one, and what a commit may meet.
    pub fn start(&mut self, seed: Seed, moment: Moment) -> Result<OpenJourney, StoreError> {
        let author = Author {
            name: seed.people.hire.clone(),
            party: Party::Hire,
        };
        let path = self.path.clone();
        let told = |error: rusqlite::Error| error::from_sqlite(&path, &error);
        let transaction = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(told)?;
        let journey = Journey::from_seed(JourneyId(moment.id), &seed);
        refuse_second_journey(&transaction, &journey).map_err(told)??;
        let change = number(
            &transaction,
            &journey,
            author,
            moment,
            None,
            Deed {
                verb: Verb::Start,
                edits: vec![Edit::Seed {
                    seed: Box::new(seed),
                }],
            },
        )
        .map_err(told)?;
        write::journey(&transaction, &journey).map_err(told)?;
        let seen = log::insert(&transaction, &change).map_err(told)?;
        transaction.commit().map_err(told)?;
        Ok(OpenJourney { journey, seen })
    }

    /// Does what somebody asks of a journey: checks it against the state that stands now, writes
    /// it down, and only then shows it in `open`.
    ///
    /// # Errors
    /// [`StoreError::Refused`] where the rules refuse it; others where it cannot be written. The
    /// database is then as it was, and `open` holds what others have changed meanwhile.
    pub fn commit(
        &mut self,
        open: &mut OpenJourney,
        author: &Author,
        act: &Act,
        moment: Moment,
    ) -> Result<Change, StoreError> {
        self.append(open, author, moment, |_, journey, entry| {
            Ok((decide(journey, author, act, entry)?, None))
        })
    }

    /// Takes a change back: the one named, or else the newest of the author's that stands.
    ///
    /// # Errors
    /// [`StoreError::UndoRefused`] where there is none or others stand on it, and what a commit
    /// may meet.
    pub fn undo(
        &mut self,
        open: &mut OpenJourney,
        author: &Author,
        target: Option<ChangeId>,
        moment: Moment,
    ) -> Result<Change, StoreError> {
        self.append(open, author, moment, |db, journey, _| {
            let traces = db.told(|db| log::traces(db, journey.id))?;
            let target = next_undo(author.party, &traces, target)?;
            let change = db
                .told(|db| log::one(db, journey.id, target))?
                .ok_or(UndoRefusal::NothingToUndo)?;
            Ok((take_back(journey, &traces, &change)?, Some(target)))
        })
    }

    /// Takes the author's newest undo back.
    ///
    /// # Errors
    /// [`StoreError::UndoRefused`] where there is none or others stand on it, and what a commit
    /// may meet.
    pub fn redo(
        &mut self,
        open: &mut OpenJourney,
        author: &Author,
        moment: Moment,
    ) -> Result<Change, StoreError> {
        self.append(open, author, moment, |db, journey, _| {
            let traces = db.told(|db| log::traces(db, journey.id))?;
            let target = next_redo(author.party, &traces)?;
            let change = db
                .told(|db| log::one(db, journey.id, target))?
                .ok_or(UndoRefusal::NothingToRedo)?;
            Ok((take_back(journey, &traces, &change)?, Some(target)))
        })
    }

    /// The one way in which a change gets into a journey.
    fn append(
        &mut self,
        open: &mut OpenJourney,
        author: &Author,
        moment: Moment,
        deed: impl FnOnce(Reader<'_>, &Journey, Entry) -> Result<(Deed, Option<ChangeId>), StoreError>,
    ) -> Result<Change, StoreError> {
        let path = self.path.clone();
        let told = |error: rusqlite::Error| error::from_sqlite(&path, &error);
        let transaction = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(told)?;
        let id = open.journey.id;
        let seen = log::last_arrival(&transaction, id).map_err(told)?;
        if seen != open.seen {
            let journey = read::journey(&transaction, id).map_err(told)?;
            let journey = journey.ok_or(StoreError::NoJourney)?;
            *open = OpenJourney { journey, seen };
        }
        let entry = Entry {
            id: ChangeId(moment.id),
            day: moment.today,
        };
        let reader = Reader {
            path: &path,
            db: &transaction,
        };
        let (deed, undoes) = deed(reader, &open.journey, entry)?;
        let change = number(
            &transaction,
            &open.journey,
            author.clone(),
            moment,
            undoes,
            deed,
        )
        .map_err(told)?;
        let mut after = open.journey.clone();
        for edit in &change.edits {
            after.apply(edit);
            write::edit(&transaction, &after, edit).map_err(told)?;
        }
        if open.journey.withdrawn && after.withdrawn {
            return Err(StoreError::NoJourney);
        }
        if open.journey.withdrawn || open.journey.people.hire != after.people.hire {
            refuse_second_journey(&transaction, &after).map_err(told)??;
        }
        let seen = log::insert(&transaction, &change).map_err(told)?;
        transaction.commit().map_err(told)?;
        *open = OpenJourney {
            journey: after,
            seen,
        };
        Ok(change)
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
        "SELECT id, hire, title, start, withdrawn FROM journey ORDER BY start, id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(JourneyName {
            id: JourneyId(convert::parsed(row, "id", convert::uuid)?),
            hire: row.get("hire")?,
            title: row.get("title")?,
            start: convert::parsed(row, "start", convert::date)?,
            withdrawn: row.get("withdrawn")?,
        })
    })?;
    rows.collect()
}

/// Returns a change with its stamp and its place among the changes of this database.
fn number(
    db: &Connection,
    journey: &Journey,
    author: Author,
    moment: Moment,
    undoes: Option<ChangeId>,
    deed: Deed,
) -> rusqlite::Result<Change> {
    let (device, sequence) = log::device(db)?;
    Ok(Change {
        id: ChangeId(moment.id),
        journey: journey.id,
        stamp: log::next_stamp(db, journey.id, moment.clock)?,
        device,
        sequence,
        day: moment.today,
        author,
        verb: deed.verb,
        undoes,
        edits: deed.edits,
    })
}

fn refuse_second_journey(
    db: &Connection,
    journey: &Journey,
) -> rusqlite::Result<Result<(), StoreError>> {
    let mut statement = db.prepare_cached(
        "SELECT hire, title, start FROM journey WHERE withdrawn = 0 AND id <> ?1",
    )?;
    let mut rows = statement.query([journey.id.0.to_string()])?;
    while let Some(row) = rows.next()? {
        let hire: String = row.get("hire")?;
        if !journey.withdrawn && hire.to_lowercase() == journey.people.hire.to_lowercase() {
            return Ok(Err(StoreError::AlreadyStarted {
                hire,
                title: row.get("title")?,
                start: convert::parsed(row, "start", convert::date)?,
            }));
        }
    }
    Ok(Ok(()))
}
