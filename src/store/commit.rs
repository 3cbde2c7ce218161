//! The one way in which a change gets into a journey: checked, written down, and only then shown.

use std::sync::Arc;

use rusqlite::{Connection, Transaction};

use super::device::{Devices, Writer};
use super::lanes::Lanes;
use super::{
    OpenJourney, Reader, Store, StoreError, Texts, convert, error, exchange, log, notes, own, read,
    write,
};
use crate::domain::acts::act::Act;
use crate::domain::acts::decide::decide;
use crate::domain::acts::undo::{next_redo, next_undo, take_back};
use crate::domain::acts::world::World;
use crate::domain::plan::people::{Author, Party, PersonId};
use crate::domain::record::change::{Change, Moment};
use crate::domain::record::course::Seed;
use crate::domain::record::fold::is_for_author;
use crate::domain::record::ids::{ChangeId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::Set;
use crate::domain::record::kinds::Edit;
use crate::domain::record::log::{Head, STAMPS, Save};
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::record::trace::Trace;
use crate::domain::record::verb::Verb;
use crate::domain::words::text::folded;

impl Store {
    /// Starts a journey.
    ///
    /// # Errors
    /// [`StoreError::AlreadyStarted`] where the hire has one, and what a commit may meet.
    pub fn start(&mut self, seed: Seed, moment: Moment) -> Result<OpenJourney, StoreError> {
        let author = seed.people.author(Party::Hire);
        let author = author.ok_or(StoreError::NoJourney)?;
        let id = JourneyId(moment.id);
        let mut journey = Journey::from_seed(id, &seed).ok_or(StoreError::NoJourney)?;
        let edit = Edit::Seed(Set {
            key: (),
            from: None,
            to: Some(seed),
        });
        let save = Save::of(&journey, Verb::Start, vec![edit]);
        let path = self.path.clone();
        let told = |error: rusqlite::Error| error::from_sqlite(&path, &error);
        let (devices, known) = (self.devices.clone(), self.writer.clone());
        let transaction = self.begin()?;
        refuse_second_journey(&transaction, &journey).map_err(told)??;
        let writer = writer(&devices, known.as_ref(), &transaction).map_err(told)?;
        let mut lanes = Lanes::read(&transaction, id).map_err(told)?;
        let changes = append(lanes.head(writer.device), &author, moment, save)?;
        write::anew(&transaction, id, &changes).map_err(told)?;
        let seen = insert(&transaction, &mut lanes, &changes, &writer).map_err(told)?;
        transaction.commit().map_err(told)?;
        changes
            .iter()
            .for_each(|change| change.is_seen_by(&mut journey));
        self.saved.note();
        devices.record(writer.device.0, seen);
        self.writer = Some(writer);
        Ok(OpenJourney {
            journey,
            seen,
            texts: Texts::Needed,
        })
    }

    /// Does what somebody asks of a journey, all of it or nothing: checks it against the state that
    /// stands now, writes it down, and only then shows it in `open`. Returns the changes, the one that
    /// most may read first.
    ///
    /// # Errors
    /// [`StoreError::Refused`] where the rules refuse it; others where it cannot be written. The
    /// database is then as it was, and `open` holds what others have changed meanwhile.
    pub fn commit(
        &mut self,
        open: &mut OpenJourney,
        author: &Author,
        acts: &[Act],
        moment: Moment,
    ) -> Result<Vec<Change>, StoreError> {
        self.append(open, author, moment, |db, journey| {
            let guide = match acts.iter().any(Act::reads_guide) {
                true => db.told(|db| read::guide(db, journey.id))?,
                false => None,
            };
            let world = World {
                moment,
                guide: &guide.unwrap_or_default(),
            };
            Ok(decide(journey, world, author, acts)?)
        })
    }

    /// Takes a save back: the one of the change named, or else the newest of the author's that stands.
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
    ) -> Result<Vec<Change>, StoreError> {
        self.append(open, author, moment, |db, journey| {
            if let Some(target) = target {
                let save = db.told(|db| log::save(db, journey.id, target))?;
                if save.iter().any(|change| !change.verb.is_undone()) {
                    return Err(UndoRefusal::Admission.into());
                }
            }
            let traces = db.told(|db| log::traces(db, journey.id))?;
            let target = next_undo(author.person, &traces, target)?;
            taken_back(db, journey, &traces, target)
        })
    }

    /// Returns whether a person's next undo would take the start of the journey back.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn undo_is_of_start(&self, id: JourneyId, person: PersonId) -> Result<bool, StoreError> {
        let traces = self.told(|db| log::traces(db, id))?;
        let Ok(target) = next_undo(person, &traces, None) else {
            return Ok(false);
        };
        let save = self.told(|db| log::save(db, id, target))?;
        let is_start = |edit: &Edit| matches!(edit, Edit::Seed(_) | Edit::Withdrawn(_));
        Ok(save.iter().any(|change| change.edits.iter().any(is_start)))
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
    ) -> Result<Vec<Change>, StoreError> {
        self.append(open, author, moment, |db, journey| {
            let traces = db.told(|db| log::traces(db, journey.id))?;
            let target = next_redo(author.person, &traces)?;
            taken_back(db, journey, &traces, target)
        })
    }

    /// The one way in which a save gets into a journey that has started.
    fn append(
        &mut self,
        open: &mut OpenJourney,
        author: &Author,
        moment: Moment,
        save: impl FnOnce(Reader<'_>, &mut Journey) -> Result<Save, StoreError>,
    ) -> Result<Vec<Change>, StoreError> {
        let path = self.path.clone();
        let told = |error: rusqlite::Error| error::from_sqlite(&path, &error);
        let (devices, known) = (self.devices.clone(), self.writer.clone());
        let transaction = self.begin()?;
        let id = open.journey.id;
        let seen = log::last_arrival(&transaction, id).map_err(told)?;
        if seen != open.seen {
            let journey = read::journey_with(&transaction, id, open.texts).map_err(told)?;
            open.journey = journey.ok_or(StoreError::NoJourney)?;
            open.seen = seen;
        }
        let reader = Reader {
            path: &path,
            db: &transaction,
        };
        let save = save(reader, &mut open.journey)?;
        let writer = writer(&devices, known.as_ref(), &transaction).map_err(told)?;
        let own = own::own(&transaction, &devices, &open.journey, writer.device).map_err(told)?;
        own.refusal().map_or(Ok(()), Err)?;
        refuse_stranger(&open.journey, &writer, author)?;
        let mut lanes = Lanes::read(&transaction, id).map_err(told)?;
        let changes = append(lanes.head(writer.device), author, moment, save)?;
        let is_refused =
            |change: &Change| change.undoes.is_some() && !is_for_author(&open.journey, change);
        if open.journey.is_linked() && changes.iter().any(is_refused) {
            return Err(UndoRefusal::NotInThatPlace.into());
        }
        let written = Written {
            changes: &changes,
            lanes: &mut lanes,
            writer: &writer,
        };
        let seen = match write_down(transaction, &mut open.journey, written, told) {
            Ok(seen) => seen,
            Err(error) => {
                // What is done next starts from what is written, even if that cannot be read now.
                open.seen = UNSEEN;
                match read::journey_with(&self.db, id, open.texts) {
                    Ok(Some(journey)) => open.journey = journey,
                    _ => take_out(&mut open.journey, &changes),
                }
                return Err(error);
            }
        };
        self.saved.note();
        devices.record(writer.device.0, seen);
        self.writer = Some(writer);
        open.seen = seen;
        Ok(changes)
    }
}

/// The number of the last change seen by a journey that is to be read anew.
const UNSEEN: i64 = -1;

/// Takes changes out of a journey that has them.
fn take_out(journey: &mut Journey, changes: &[Change]) {
    let edits = changes.iter().flat_map(|change| &change.edits);
    edits.rev().for_each(|edit| journey.apply(&edit.inverse()));
}

/// Applies changes to a journey, which is not copied for it, and writes them and its rows; returns
/// the number under which the last one arrived. Where that fails, the journey has all of them and
/// the database none.
fn write_down(
    transaction: Transaction<'_>,
    journey: &mut Journey,
    written: Written<'_>,
    told: impl Fn(rusqlite::Error) -> StoreError,
) -> Result<i64, StoreError> {
    let (was_withdrawn, was_live) = (journey.withdrawn, is_live(journey));
    let hire = journey.people.hire().to_owned();
    let mut rows = Ok(());
    for edit in written.changes.iter().flat_map(|change| &change.edits) {
        journey.apply(edit);
        rows = rows.and_then(|()| write::edit(&transaction, journey, edit));
    }
    let moved = journey.hire_moved;
    (written.changes.iter()).for_each(|change| change.is_seen_by(journey));
    if moved != journey.hire_moved {
        rows = rows.and_then(|()| write::moved(&transaction, journey));
    }
    rows.map_err(&told)?;
    if was_withdrawn && journey.withdrawn {
        return Err(StoreError::NoJourney);
    }
    if !was_live || hire != journey.people.hire() {
        refuse_second_journey(&transaction, journey).map_err(&told)??;
    }
    let Written {
        changes,
        lanes,
        writer,
    } = written;
    let seen = insert(&transaction, lanes, changes, writer).map_err(&told)?;
    transaction.commit().map_err(&told)?;
    Ok(seen)
}

/// Returns the device that writes; it is looked up once while the database is open.
fn writer(
    devices: &Devices,
    known: Option<&Arc<Writer>>,
    db: &Connection,
) -> rusqlite::Result<Arc<Writer>> {
    match known {
        Some(writer) => Ok(Arc::clone(writer)),
        None => devices.writer(db).map(Arc::new),
    }
}

/// Refuses whoever sits at a machine that does not speak for them, once the people of a journey have
/// one each. The others would not count it.
fn refuse_stranger(journey: &Journey, writer: &Writer, author: &Author) -> Result<(), StoreError> {
    let Some(admission) = journey.devices.get(&writer.device) else {
        return Ok(());
    };
    if admission.person == author.person {
        return Ok(());
    }
    let owner = journey.people.name_of(admission.person);
    Err(StoreError::OtherMachine {
        author: author.name.clone(),
        owner: owner.unwrap_or("somebody else").to_owned(),
    })
}

/// What is written down in one go, and by whom.
struct Written<'w> {
    changes: &'w [Change],
    lanes: &'w mut Lanes,
    writer: &'w Writer,
}

/// Returns the changes of a save, unless their stamp would be no time.
fn append(
    mut head: Head,
    author: &Author,
    moment: Moment,
    save: Save,
) -> Result<Vec<Change>, StoreError> {
    let changes = head.append(author, moment, save);
    let mut stamps = changes.iter().map(|change| change.stamp);
    match stamps.find(|stamp| !STAMPS.contains(stamp)) {
        Some(stamp) => Err(StoreError::Clock(stamp)),
        None => Ok(changes),
    }
}

/// Returns what takes a save back, unless later changes stand on it.
fn taken_back(
    db: Reader<'_>,
    journey: &mut Journey,
    traces: &[Trace],
    target: ChangeId,
) -> Result<Save, StoreError> {
    let save = db.told(|db| log::save(db, journey.id, target))?;
    refuse_elsewhere(db, &save)?;
    let later = db.told(|db| log::after(db, journey.id, target))?;
    db.told(|db| notes::bring_in(db, journey, &save))?;
    Ok(take_back(journey, traces, &save, &later)?)
}

/// Refuses to take back what others build on: the start, a 1:1 or a gate review that they have.
fn refuse_elsewhere(db: Reader<'_>, save: &[Change]) -> Result<(), StoreError> {
    let opened = |edit: &Edit| match edit {
        Edit::Seed(_) => Some("the journey"),
        Edit::Meeting(set) if set.to.is_some() => Some("this 1:1"),
        Edit::Review(set) if set.to.is_some() => Some("this gate review"),
        _ => None,
    };
    for change in save {
        if let Some(what) = change.edits.iter().find_map(opened)
            && db.told(|db| exchange::is_elsewhere(db, change))?
        {
            return Err(UndoRefusal::Elsewhere(what).into());
        }
    }
    Ok(())
}

/// Adds the changes of a save to the log; returns the number under which the last one arrived.
fn insert(
    db: &Connection,
    lanes: &mut Lanes,
    changes: &[Change],
    writer: &Writer,
) -> rusqlite::Result<i64> {
    let mut seen = 0;
    for change in changes {
        seen = lanes.append(db, change, writer.key.as_ref().ok())?;
    }
    Ok(seen)
}

fn is_live(journey: &Journey) -> bool {
    !journey.withdrawn && journey.archive.is_none()
}

/// Refuses a journey of a hire who has one that goes on; one in the archive is in nobody's way.
pub(super) fn refuse_second_journey(
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
        if folded(&hire) == folded(journey.people.hire()) {
            return Ok(Err(StoreError::AlreadyStarted {
                hire,
                title: row.get("title")?,
                start: convert::parsed(row, "start", convert::date)?,
            }));
        }
    }
    Ok(Ok(()))
}
