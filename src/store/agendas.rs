//! Agendas that are fetched when somebody looks at them. A year of 1:1s keeps a megabyte of them, and a start
//! looks at none.

use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _};

use super::cells::unjson;
use super::convert::{parsed_at, uuid, word, word_of};
use super::reading::to_read;
use crate::domain::record::ids::{ChangeId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::Kind;
use crate::domain::record::meeting::{Agenda, Edge, Kept, Section, Stood, Topic};

/// Puts the agendas of a journey into it, each to be fetched when it is looked at.
pub(super) fn put_unread(db: &Connection, journey: &mut Journey) -> rusqlite::Result<()> {
    let Some(file) = db.path().map(|file| Arc::from(Path::new(file))) else {
        return Ok(());
    };
    let id = journey.id;
    let key = id.0.to_string();
    // Up to where is seen here: SQLite compares a row with an upper bound by reading all of it.
    let mut statement = db.prepare_cached(
        "SELECT meeting, edge, journey FROM agenda WHERE journey >= ?1
         ORDER BY journey, meeting, edge",
    )?;
    let mut rows = statement.query([&key])?;
    while let Some(row) = rows.next()? {
        if row.get_ref(2)?.as_str()? != key {
            break;
        }
        let meeting = ChangeId(parsed_at(row, 0, uuid)?);
        let edge: Edge = parsed_at(row, 1, word)?;
        let file: Arc<Path> = Arc::clone(&file);
        let fetched = move || fetch(&file, id, meeting, edge).unwrap_or_else(unreadable);
        <Agenda as Kind>::put(journey, &(meeting, edge), Some(Agenda::by(fetched)));
    }
    Ok(())
}

/// Fetches an agenda through a connection of its own, which is closed again: one that stays would keep the
/// store from tidying up behind itself as it closes. Nothing where it is not there or cannot be read.
fn fetch(file: &Path, id: JourneyId, meeting: ChangeId, edge: Edge) -> Option<Stood> {
    // What cannot be opened beside other programs lies in a folder that cannot be written, and is at rest.
    let db = to_read(file, false).or_else(|_| to_read(file, true)).ok()?;
    let key = (id.0.to_string(), meeting.0.to_string(), word_of(&edge));
    let query = "SELECT agenda FROM agenda WHERE journey = ?1 AND meeting = ?2 AND edge = ?3";
    let text = db.query_row(query, key, |row| row.get::<_, String>(0));
    unjson(&text.optional().ok()??)
}

/// Returns what stands in for an agenda that cannot be read: a line that says so.
fn unreadable() -> Stood {
    Stood {
        lines: vec![Kept {
            section: Section::Added,
            topic: Topic::Rhythm,
            text: "The agenda kept here cannot be read; `onramp doctor` says what can be done"
                .to_owned(),
            treatment: None,
        }],
        notes: Vec::new(),
    }
}
