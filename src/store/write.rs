//! A journey → rows. Writes the record that an edit set, from the journey as it stands after it.

use rusqlite::{Connection, params};

use super::cells::json;
use super::convert::word_of;
use super::{log, plans, tables};
use crate::domain::plan::people::Party;
use crate::domain::record::change::Change;
use crate::domain::record::ids::JourneyId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kinds::Edit;

/// Rebuilds the rows of every journey from its log, and the list of every plan's goals. Rows of a
/// journey whose log holds no start stay.
pub(super) fn all(db: &Connection) -> rusqlite::Result<()> {
    plans::list_anew(db)?;
    for id in log::journeys(db)? {
        let changes = log::changes(db, id)?;
        if Journey::fold(&changes).is_some() {
            clear(db, id)?;
            replay(db, &changes)?;
        }
    }
    Ok(())
}

/// Takes the rows of a journey away, even if its own row is already gone.
fn clear(db: &Connection, id: JourneyId) -> rusqlite::Result<()> {
    let key = id.0.to_string();
    tables::clear(db, &key)?;
    run(db, "DELETE FROM journey WHERE id = ?1", [&key])
}

/// Rebuilds the rows of a journey from its log in order, and returns it, or `None` if the log holds no
/// start.
pub(super) fn replay(db: &Connection, log: &[Change]) -> rusqlite::Result<Option<Journey>> {
    let mut journey: Option<Journey> = None;
    for change in log {
        for edit in &change.edits {
            match (&mut journey, edit) {
                (None, Edit::Seed(set)) => {
                    let seed = set.to.as_ref();
                    journey = seed.and_then(|seed| Journey::from_seed(change.journey, seed));
                    if let Some(journey) = &journey {
                        self::edit(db, journey, edit)?;
                    }
                }
                (None, _) => {}
                (Some(journey), edit) => {
                    journey.apply(edit);
                    self::edit(db, journey, edit)?;
                }
            }
        }
    }
    Ok(journey)
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
             mentor_person, manager_person, week, holidays)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
         ON CONFLICT (id) DO UPDATE SET hire = ?2, mentor = ?3, manager = ?4, start = ?5, plan = ?6,
             title = ?7, copy = ?8, next_meeting = ?9, archived_by = ?10, archived_on = ?11,
             archived_end = ?12, archived_reason = ?13, withdrawn = ?14, hire_person = ?15,
             mentor_person = ?16, manager_person = ?17, week = ?18, holidays = ?19",
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
        ],
    )
}

fn run(db: &Connection, sql: &str, params: impl rusqlite::Params) -> rusqlite::Result<()> {
    db.prepare_cached(sql)?.execute(params).map(|_| ())
}
