//! Rows → a journey. Reads the folded state; never the log.

use rusqlite::{Connection, OptionalExtension as _, Row};

use super::cells::unjson;
use super::convert::{date, parsed, parsed_or_none, uuid, word};
use super::{Texts, notes, plans, tables};
use crate::domain::plan::copy::{Outline, PlanHash};
use crate::domain::plan::guide::Guide;
use crate::domain::plan::people::{Mark, People, Person, PersonId};
use crate::domain::record::course::Archive;
use crate::domain::record::ids::{ChangeId, JourneyId};
use crate::domain::record::journey::Journey;

/// Returns a journey as the tables hold it, with all its notes, or nothing where they do not.
pub(super) fn journey(db: &Connection, id: JourneyId) -> rusqlite::Result<Option<Journey>> {
    journey_with(db, id, Texts::All)
}

/// Returns a journey as the tables hold it, with the notes that are wanted.
pub(super) fn journey_with(
    db: &Connection,
    id: JourneyId,
    texts: Texts,
) -> rusqlite::Result<Option<Journey>> {
    let key = id.0.to_string();
    let Some(hash) = copy(db, id)? else {
        return Ok(None);
    };
    let outline = plans::outline(db, hash)?;
    let mut journey = db
        .prepare_cached("SELECT * FROM journey WHERE id = ?1")?
        .query_row([&key], |row| head(row, hash, outline))?;
    other_goals(db, &key, &mut journey)?;
    // Whether a goal that the plan does not have is worked on is known once all is read.
    let back = std::mem::take(&mut journey.back);
    tables::read(db, &mut journey, texts)?;
    journey.back.extend(back);
    if texts == Texts::Needed {
        notes::others(db, &mut journey)?;
    }
    journey.settle_all();
    join(db, &key, &mut journey)?;
    Ok(Some(journey))
}

/// Reads the goals that are not as the plan has them.
fn other_goals(db: &Connection, key: &str, journey: &mut Journey) -> rusqlite::Result<()> {
    let mut statement = db.prepare_cached("SELECT text FROM other_goal WHERE journey = ?1")?;
    let mut rows = statement.query([key])?;
    while let Some(row) = rows.next()? {
        journey.keep_other(parsed(row, "text", unjson)?);
    }
    Ok(())
}

/// Reads which 1:1s are one.
fn join(db: &Connection, key: &str, journey: &mut Journey) -> rusqlite::Result<()> {
    let mut statement =
        db.prepare_cached("SELECT meeting, into_id FROM joined WHERE journey = ?1")?;
    let mut rows = statement.query([key])?;
    while let Some(row) = rows.next()? {
        let meeting = ChangeId(parsed(row, "meeting", uuid)?);
        let into = ChangeId(parsed(row, "into_id", uuid)?);
        journey.meetings.join(meeting, into);
    }
    Ok(())
}

/// Returns the role's guide as a journey holds it.
pub(super) fn guide(db: &Connection, id: JourneyId) -> rusqlite::Result<Option<Guide>> {
    copy(db, id)?.map(|hash| plans::guide(db, hash)).transpose()
}

/// Returns the plan that a journey holds a copy of.
fn copy(db: &Connection, id: JourneyId) -> rusqlite::Result<Option<PlanHash>> {
    db.prepare_cached("SELECT copy FROM journey WHERE id = ?1")?
        .query_row([id.0.to_string()], |row| {
            parsed(row, "copy", |text| text.parse().ok())
        })
        .optional()
}

fn head(row: &Row<'_>, plan: PlanHash, outline: Outline) -> rusqlite::Result<Journey> {
    let id = JourneyId(parsed(row, "id", uuid)?);
    let people = people(row)?;
    let start = parsed(row, "start", date)?;
    let mut journey = Journey::begun(id, people, start, plan, outline);
    journey.week = parsed(row, "week", |text| text.parse().ok())?;
    journey.holidays = parsed(row, "holidays", unjson)?;
    journey.meetings.next = parsed_or_none(row, "next_meeting", date)?;
    journey.archive = archive(row)?;
    journey.withdrawn = row.get("withdrawn")?;
    journey.hire_moved = parsed_or_none(row, "hire_moved", date)?;
    Ok(journey)
}

/// Returns who plays each party; the table of persons knows those who did before.
pub(super) fn people(row: &Row<'_>) -> rusqlite::Result<People> {
    let person = |name: &str, id: &str| -> rusqlite::Result<Option<Person>> {
        let id = parsed_or_none(row, id, uuid)?.map(PersonId);
        let name: Option<String> = row.get(name)?;
        Ok(id.zip(name).map(|(id, name)| Person { id, name }))
    };
    let hire = Person {
        id: PersonId(parsed(row, "hire_person", uuid)?),
        name: row.get("hire")?,
    };
    let mentor = person("mentor", "mentor_person")?;
    Ok(People::new(
        hire,
        mentor,
        person("manager", "manager_person")?,
    ))
}

fn archive(row: &Row<'_>) -> rusqlite::Result<Option<Archive>> {
    let by: Option<String> = row.get("archived_by")?;
    let on = parsed_or_none(row, "archived_on", date)?;
    let Some((by, on)) = by.zip(on) else {
        return Ok(None);
    };
    Ok(Some(Archive {
        mark: Mark { by, on },
        end: parsed(row, "archived_end", word)?,
        reason: row.get("archived_reason")?,
    }))
}
