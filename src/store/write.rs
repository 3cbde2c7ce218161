//! A journey → rows. Writes the record that an edit set, from the journey as it stands after it.

use std::collections::HashSet;

use rusqlite::{Connection, params};

use super::cells::json;
use super::convert::word_of;
use super::{lanes, log, plans, tables};
use crate::domain::plan::people::Party;
use crate::domain::record::change::Change;
use crate::domain::record::fold::Fold;
use crate::domain::record::goal::Goal;
use crate::domain::record::ids::JourneyId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Kind, Set};
use crate::domain::record::kinds::Edit;
use crate::domain::record::meeting::{Agenda, Closing, Opening, Treatment};
use crate::domain::record::rating::Rating;

/// Rebuilds the rows of every journey from its log, and the list of every plan's goals. Rows of a
/// journey whose log holds no start stay.
pub(super) fn all(db: &Connection) -> rusqlite::Result<()> {
    plans::list_anew(db)?;
    lanes::anew(db)?;
    for id in log::journeys(db)? {
        let changes = log::changes(db, id)?;
        anew(db, id, &changes)?;
    }
    Ok(())
}

/// Takes the rows of a journey away, even if its own row is already gone.
fn clear(db: &Connection, id: JourneyId) -> rusqlite::Result<()> {
    let key = id.0.to_string();
    // First, or each note that goes would be counted.
    run(db, "DELETE FROM note_count WHERE journey = ?1", [&key])?;
    tables::clear(db, &key)?;
    run(db, "DELETE FROM journey WHERE id = ?1", [&key])
}

/// Rebuilds the rows of a journey from its log in order, and says which changes count. Returns the
/// journey, or `None` if the log holds no start; its rows stay then.
pub(super) fn anew(
    db: &Connection,
    id: JourneyId,
    log: &[Change],
) -> rusqlite::Result<Option<Journey>> {
    let mut fold = Fold::of(log);
    let (mut aside, mut idle) = (Vec::new(), Vec::new());
    let mut touched = Touched::default();
    for change in log {
        let outcome = fold.step(change);
        if outcome.is_idle() {
            idle.push(change.id);
        }
        if outcome.counts() {
            change.edits.iter().for_each(|edit| touched.add(edit));
        } else {
            aside.push(change.id);
        }
    }
    let Some(journey) = fold.into_journey() else {
        return Ok(None);
    };
    clear(db, id)?;
    log::set_aside(db, id, &aside, &idle)?;
    let edits = log.iter().flat_map(|change| &change.edits);
    edits
        .into_iter()
        .try_for_each(|edit| plans::keep_named(db, edit))?;
    head(db, &journey)?;
    tables::people(db, &journey)?;
    // What hangs on a 1:1 may have been entered in another one, which it was joined into for a while.
    let meetings = meetings(&journey);
    for edit in meetings.iter().chain(touched.edits) {
        tables::write(db, &journey, edit)?;
    }
    others(db, &journey)?;
    Ok(Some(journey))
}

/// The records that a log sets, each by the first edit of it, in their order.
#[derive(Default)]
struct Touched<'e> {
    known: HashSet<String>,
    edits: Vec<&'e Edit>,
}

impl<'e> Touched<'e> {
    fn add(&mut self, edit: &'e Edit) {
        if self.known.insert(edit.record()) {
            self.edits.push(edit);
        }
    }
}

/// Returns the records of the 1:1s, each as an edit of it, a 1:1 before what hangs on it.
fn meetings(journey: &Journey) -> Vec<Edit> {
    fn record<K: Kind>(key: K::Key) -> Edit
    where
        Set<K>: Into<Edit>,
    {
        let (from, to) = (None, None);
        Set::<K> { key, from, to }.into()
    }
    let meetings = &journey.meetings;
    let all = meetings.held.keys().chain(meetings.joined.keys());
    let mut records: Vec<Edit> = all.map(|id| record::<Opening>(*id)).collect();
    for (id, held) in &meetings.held {
        let treated = held.treated.keys();
        records.extend(treated.map(|topic| record::<Treatment>((*id, topic.clone()))));
        records.extend((held.round.ratings.keys()).map(|party| record::<Rating>((*id, *party))));
        let agendas = held.agendas.keys();
        records.extend(agendas.map(|edge| record::<Agenda>((*id, *edge))));
        records.push(record::<Closing>(*id));
    }
    records
}

/// Writes what no single record says: goals that are not as the plan has them, and 1:1s that are one.
fn others(db: &Connection, journey: &Journey) -> rusqlite::Result<()> {
    let id = journey.id.0.to_string();
    run(db, "DELETE FROM other_goal WHERE journey = ?1", [&id])?;
    let plan = plans::outline(db, journey.plan)?.goals;
    let is_other = |goal: &&Goal| !plan.contains(&goal.plan);
    let goals = journey.goals.iter().chain(journey.left.values());
    for goal in goals.filter(is_other) {
        run(
            db,
            "INSERT INTO other_goal (journey, goal, text) VALUES (?1, ?2, ?3)",
            params![id, goal.slug().as_str(), json(&goal.plan)],
        )?;
    }
    run(db, "DELETE FROM joined WHERE journey = ?1", [&id])?;
    for (meeting, joined) in &journey.meetings.joined {
        let (meeting, into) = (meeting.0.to_string(), joined.into.0.to_string());
        run(
            db,
            "INSERT INTO joined (journey, meeting, into_id) VALUES (?1, ?2, ?3)",
            [&id, &meeting, &into],
        )?;
    }
    Ok(())
}

/// Writes what an edit touched. `journey` already holds the edit.
pub(super) fn edit(db: &Connection, journey: &Journey, edit: &Edit) -> rusqlite::Result<()> {
    plans::keep_named(db, edit)?;
    let has_table = tables::write(db, journey, edit)?;
    match edit {
        Edit::Seed(_) => {
            head(db, journey)?;
            tables::people(db, journey)
        }
        // The lists show names without looking for them.
        Edit::Name(_) => head(db, journey),
        Edit::Plan(_) => {
            head(db, journey)?;
            others(db, journey)
        }
        _ if has_table => Ok(()),
        _ => head(db, journey),
    }
}

/// Writes what concerns the journey as a whole.
fn head(db: &Connection, journey: &Journey) -> rusqlite::Result<()> {
    let archive = journey.archive.as_ref();
    let person = |party| {
        let person = journey.people.person(party);
        person.map(|person| person.0.to_string())
    };
    run(
        db,
        "INSERT INTO journey (id, hire, mentor, manager, start, plan, title, copy, next_meeting,
             archived_by, archived_on, archived_end, archived_reason, withdrawn, hire_person,
             mentor_person, manager_person, week, holidays, hire_moved)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
             ?20)
         ON CONFLICT (id) DO UPDATE SET hire = ?2, mentor = ?3, manager = ?4, start = ?5, plan = ?6,
             title = ?7, copy = ?8, next_meeting = ?9, archived_by = ?10, archived_on = ?11,
             archived_end = ?12, archived_reason = ?13, withdrawn = ?14, hire_person = ?15,
             mentor_person = ?16, manager_person = ?17, week = ?18, holidays = ?19,
             hire_moved = ?20",
        params![
            journey.id.0.to_string(),
            journey.people.hire(),
            journey.people.mentor(),
            journey.people.manager(),
            journey.start.to_string(),
            journey.role.slug.as_str(),
            journey.role.title,
            journey.plan.to_string(),
            journey.meetings.next.map(|day| day.to_string()),
            archive.map(|archive| &archive.mark.by),
            archive.map(|archive| archive.mark.on.to_string()),
            archive.map(|archive| word_of(&archive.end)),
            archive.and_then(|archive| archive.reason.as_ref()),
            journey.withdrawn,
            person(Party::Hire),
            person(Party::Mentor),
            person(Party::Manager),
            word_of(&journey.week),
            json(&journey.holidays),
            journey.hire_moved.map(|day| day.to_string()),
        ],
    )
}

/// Writes when the hire last changed something.
pub(super) fn moved(db: &Connection, journey: &Journey) -> rusqlite::Result<()> {
    let moved = journey.hire_moved.map(|day| day.to_string());
    run(
        db,
        "UPDATE journey SET hire_moved = ?2 WHERE id = ?1",
        params![journey.id.0.to_string(), moved],
    )
}

fn run(db: &Connection, sql: &str, params: impl rusqlite::Params) -> rusqlite::Result<()> {
    db.prepare_cached(sql)?.execute(params).map(|_| ())
}
