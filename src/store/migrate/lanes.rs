//! Moves a log of schema 6 into lanes: each change gets its bytes, what its author had seen and the
//! hash over its lane. Ids, stamps, authors, days and the order of arrival stay.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, Transaction};

use super::values;
use crate::domain::acts::decide::Working;
use crate::domain::plan::people::{Author, PersonId};
use crate::domain::record::change::Change;
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::store::convert::{date, parsed, parsed_or_none, party, uuid, word};
use crate::store::lanes::Lanes;

/// Moves every journey's log over. A log older than schema 6 is first made into one of today.
pub(super) fn convert(transaction: &Transaction<'_>, working: &Working) -> rusqlite::Result<()> {
    values::convert(transaction, working)?;
    let mut all = BTreeMap::new();
    let mut statement = transaction.prepare("SELECT * FROM change_6 ORDER BY arrival")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let change = change(row)?;
        append(transaction, &mut all, &change)?;
    }
    drop(rows);
    drop(statement);
    transaction.execute_batch("DROP TABLE change_6")
}

/// Adds a change to its lane. `lanes` are those of the journeys met so far.
pub(super) fn append(
    db: &Connection,
    lanes: &mut BTreeMap<JourneyId, Lanes>,
    change: &Change,
) -> rusqlite::Result<()> {
    let lanes = match lanes.entry(change.journey) {
        std::collections::btree_map::Entry::Occupied(lanes) => lanes.into_mut(),
        std::collections::btree_map::Entry::Vacant(place) => {
            place.insert(Lanes::read(db, change.journey)?)
        }
    };
    lanes.append(db, change, None).map(|_| ())
}

fn change(row: &Row<'_>) -> rusqlite::Result<Change> {
    Ok(Change {
        id: ChangeId(parsed(row, "id", uuid)?),
        journey: JourneyId(parsed(row, "journey", uuid)?),
        stamp: row.get("stamp")?,
        device: DeviceId(parsed(row, "device", uuid)?),
        audience: parsed(row, "audience", word)?,
        sequence: row.get("sequence")?,
        beside: parsed_or_none(row, "beside", uuid)?.map(ChangeId),
        day: parsed(row, "day", date)?,
        entered: parsed_or_none(row, "entered", date)?,
        author: Author {
            person: PersonId(parsed(row, "person", uuid)?),
            name: row.get("author")?,
            party: party(row, "party")?,
        },
        verb: parsed(row, "verb", word)?,
        undoes: parsed_or_none(row, "undoes", uuid)?.map(ChangeId),
        edits: parsed(row, "edits", |text| serde_json::from_str(text).ok())?,
    })
}
