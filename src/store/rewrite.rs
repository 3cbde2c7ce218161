//! Writes changes anew in their places of the log: their lanes are chained from there, and sealed at the
//! end. Knows nothing of why.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::convert::{parsed, uuid, word_of};
use super::lanes::{self, Lanes};
use crate::domain::record::change::Change;
use crate::domain::record::ids::{ChangeId, JourneyId};
use crate::lane::chain::{Entry, LaneId, beginning, link, message};
use crate::lane::key::DeviceKey;

/// Writes changes of a journey in place of those with the same ids. Numbers, stamps and what their authors
/// had seen stay.
pub(super) fn in_place(
    db: &Connection,
    journey: JourneyId,
    changes: &BTreeMap<ChangeId, &Change>,
    key: Option<&DeviceKey>,
) -> rusqlite::Result<()> {
    let touched = changes.values().map(|change| lanes::lane_of(change));
    let touched: BTreeSet<LaneId> = touched.collect();
    for lane in &touched {
        chain(db, *lane, changes)?;
    }
    lanes::anew(db)?;
    let Some(key) = key else {
        return Ok(());
    };
    for (lane, end) in Lanes::read(db, journey)?.all() {
        let message = message(lane, end.last, end.hash);
        if touched.contains(&lane)
            && let Ok(seal) = key.sign(message.as_bytes())
        {
            lanes::seal_end(db, lane, end.last, &seal, &key.public())?;
        }
    }
    Ok(())
}

/// Chains a lane anew. The old seals go: they are over what stood there before, or by another key.
fn chain(
    db: &Connection,
    lane: LaneId,
    changes: &BTreeMap<ChangeId, &Change>,
) -> rusqlite::Result<()> {
    let mut update =
        db.prepare_cached("UPDATE change SET body = ?2, hash = ?3, seal = NULL WHERE id = ?1")?;
    let mut hash = beginning(lane);
    for (id, mut entry) in entries(db, lane)? {
        if let Some(change) = changes.get(&id) {
            entry.body = serde_json::to_string(change)
                .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        }
        hash = link(hash, &entry);
        update.execute(params![id.0.to_string(), entry.body, hash.as_bytes()])?;
    }
    Ok(())
}

fn entries(db: &Connection, lane: LaneId) -> rusqlite::Result<Vec<(ChangeId, Entry)>> {
    let mut statement = db.prepare_cached(
        "SELECT * FROM change WHERE journey = ?1 AND device = ?2 AND audience = ?3 ORDER BY sequence",
    )?;
    let key = [
        lane.journey.0.to_string(),
        lane.device.0.to_string(),
        word_of(&lane.audience),
    ];
    let rows = statement.query_map(key, |row| {
        let id = ChangeId(parsed(row, "id", uuid)?);
        Ok((id, lanes::placed(row)?.entry))
    })?;
    rows.collect()
}
