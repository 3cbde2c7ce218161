//! Rows → a journey. Reads the folded state; never the log.

use rusqlite::{Connection, OptionalExtension as _, Row};

use super::convert::{date, parsed, parsed_or_none, uuid, word};
use super::{plans, tables};
use crate::domain::plan::calendar::Pause;
use crate::domain::plan::copy::{Outline, PlanHash};
use crate::domain::plan::guide::Guide;
use crate::domain::plan::people::{Mark, People};
use crate::domain::record::course::Archive;
use crate::domain::record::ids::JourneyId;
use crate::domain::record::journey::Journey;

/// Returns a journey as the tables hold it, or nothing where they do not.
pub(super) fn journey(db: &Connection, id: JourneyId) -> rusqlite::Result<Option<Journey>> {
    let key = id.0.to_string();
    let Some(hash) = copy(db, id)? else {
        return Ok(None);
    };
    let outline = plans::outline(db, hash)?;
    let mut journey = db
        .prepare_cached("SELECT * FROM journey WHERE id = ?1")?
        .query_row([&key], |row| head(row, hash, outline))?;
    let mut pauses = db.prepare_cached(
        "SELECT first_day, last_day, reason FROM pause WHERE journey = ?1 ORDER BY position",
    )?;
    let mut rows = pauses.query([&key])?;
    while let Some(row) = rows.next()? {
        journey.pauses.push(Pause {
            from: parsed(row, "first_day", date)?,
            until: parsed(row, "last_day", date)?,
            reason: row.get("reason")?,
        });
    }
    tables::read(db, &mut journey)?;
    Ok(Some(journey))
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
    let people = People {
        hire: row.get("hire")?,
        mentor: row.get("mentor")?,
        manager: row.get("manager")?,
    };
    let start = parsed(row, "start", date)?;
    let mut journey = Journey::begun(id, people, start, plan, outline);
    journey.meetings.next = parsed_or_none(row, "next_meeting", date)?;
    journey.archive = archive(row)?;
    journey.withdrawn = row.get("withdrawn")?;
    Ok(journey)
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
