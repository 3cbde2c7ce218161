//! The one way in which a change gets into a journey: checked, written down, and only then shown.

use rusqlite::{Connection, TransactionBehavior};

use super::{OpenJourney, Reader, Store, StoreError, convert, error, log, read, write};
use crate::domain::acts::act::Act;
use crate::domain::acts::decide::{Deed, Entry, decide};
use crate::domain::acts::edition;
use crate::domain::acts::undo::{UndoRefusal, next_redo, next_undo, take_back};
use crate::domain::plan::people::{Author, Party};
use crate::domain::plan::role::Plan;
use crate::domain::record::change::{Change, Edit, Moment, Seed, Verb};
use crate::domain::record::ids::{ChangeId, JourneyId};
use crate::domain::record::journey::Journey;

impl Store {
    /// Starts a journey.
    ///
    /// # Errors
    /// [`StoreError::AlreadyStarted`] where the hire has one, and what a commit may meet.
    pub fn start(&mut self, seed: Seed, moment: Moment) -> Result<OpenJourney, StoreError> {
        let author = Author {
            name: seed.people.hire.clone(),
            party: Party::Hire,
        };
        self.ensure_in_place()?;
        let path = self.path.clone();
        let told = |error: rusqlite::Error| error::from_sqlite(&path, &error);
        let transaction = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(told)?;
        let journey = Journey::from_seed(JourneyId(moment.id), &seed);
        refuse_second_journey(&transaction, &journey).map_err(told)??;
        write::journey(&transaction, &journey, &seed.plan.guide).map_err(told)?;
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

    /// Takes a plan in place of the journey's own. The plan is fitted to the journey's contexts.
    ///
    /// # Errors
    /// [`StoreError::Refused`] where it changes nothing or is older, and what a commit may meet.
    pub fn update_plan(
        &mut self,
        open: &mut OpenJourney,
        author: &Author,
        plan: &Plan,
        moment: Moment,
    ) -> Result<Change, StoreError> {
        self.append(open, author, moment, |db, journey, _| {
            let guide = db.told(|db| read::guide(db, journey.id))?;
            Ok((
                edition::take(journey, &guide.unwrap_or_default(), plan)?,
                None,
            ))
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

    /// Returns whether a party's next undo would take the start of the journey back.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn undo_is_of_start(&self, id: JourneyId, party: Party) -> Result<bool, StoreError> {
        let traces = self.told(|db| log::traces(db, id))?;
        let Ok(target) = next_undo(party, &traces, None) else {
            return Ok(false);
        };
        let change = self.told(|db| log::one(db, id, target))?;
        Ok(change.is_some_and(|change| {
            let is_seed = |edit: &Edit| matches!(edit, Edit::Seed { .. } | Edit::Withdrawn { .. });
            change.edits.iter().any(is_seed)
        }))
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
        self.ensure_in_place()?;
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
            clock: moment.clock,
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
        if !is_live(&open.journey) || open.journey.people.hire != after.people.hire {
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

fn is_live(journey: &Journey) -> bool {
    !journey.withdrawn && journey.archive.is_none()
}

/// Refuses a journey of a hire who has one that goes on; one in the archive is in nobody's way.
fn refuse_second_journey(
    db: &Connection,
    journey: &Journey,
) -> rusqlite::Result<Result<(), StoreError>> {
    if !is_live(journey) {
        return Ok(Ok(()));
    }
    let mut statement = db.prepare_cached(
        "SELECT hire, title, start FROM journey
         WHERE withdrawn = 0 AND archived_on IS NULL AND id <> ?1",
    )?;
    let mut rows = statement.query([journey.id.0.to_string()])?;
    while let Some(row) = rows.next()? {
        let hire: String = row.get("hire")?;
        if hire.to_lowercase() == journey.people.hire.to_lowercase() {
            return Ok(Err(StoreError::AlreadyStarted {
                hire,
                title: row.get("title")?,
                start: convert::parsed(row, "start", convert::date)?,
            }));
        }
    }
    Ok(Ok(()))
}
