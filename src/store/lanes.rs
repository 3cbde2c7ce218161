//! The ends of a journey's lanes in their table, and the one way in which a change gets to the end of
//! one. Knows no merge rule.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, params};

use super::cells::{json, unjson};
use super::convert::{parsed, party, unfit, uuid, word, word_of};
use super::log;
use crate::domain::plan::people::{Party, PersonId};
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::fold::RULE;
use crate::domain::record::ids::{DeviceId, JourneyId};
use crate::domain::record::log::Head;
use crate::lane::chain::{Entry, Hash, LaneId, Seen, beginning, link, message};
use crate::lane::key::{DeviceKey, PublicKey, Signature};

/// Where the lanes of a journey end.
#[derive(Clone, Debug)]
pub(super) struct Lanes {
    journey: JourneyId,
    ends: BTreeMap<(DeviceId, Audience), End>,
}

/// The end of a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct End {
    /// The index of its last change.
    pub(super) last: i64,
    /// The stamp of that change.
    pub(super) stamp: i64,
    /// The hash over all of them.
    pub(super) hash: Hash,
    /// All that they say they had seen.
    pub(super) told: Seen,
    /// Who wrote in it last.
    pub(super) person: PersonId,
    /// By what name.
    pub(super) name: String,
    /// As what.
    pub(super) party: Party,
    /// The key of its seals; none where nothing in it was sealed.
    pub(super) key: Option<PublicKey>,
}

/// A change as it lies in its lane.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// The entry.
    pub(super) entry: Entry,
    /// The hash over the lane up to it.
    pub(super) hash: Hash,
    /// The seal over that, where there is one.
    pub(super) seal: Option<Signature>,
}

impl Lanes {
    /// Returns where the lanes of a journey end.
    pub(super) fn read(db: &Connection, journey: JourneyId) -> rusqlite::Result<Self> {
        let mut statement = db.prepare_cached("SELECT * FROM lane WHERE journey = ?1")?;
        let rows = statement.query_map([journey.0.to_string()], |row| {
            let device = DeviceId(parsed(row, "device", uuid)?);
            Ok(((device, parsed(row, "audience", word)?), end(row)?))
        })?;
        Ok(Self {
            journey,
            ends: rows.collect::<rusqlite::Result<_>>()?,
        })
    }

    /// Returns the end of the log, as a device knows it.
    pub(super) fn head(&self, device: DeviceId) -> Head {
        let own = |((of, audience), end): (&(DeviceId, Audience), &End)| {
            (*of == device).then_some((*audience, end.last))
        };
        Head {
            journey: self.journey,
            device,
            stamp: self.ends.values().map(|end| end.stamp).max(),
            sequence: self.ends.iter().filter_map(own).collect(),
        }
    }

    /// Returns the end of a lane; none where nothing lies in it.
    pub(super) fn end(&self, device: DeviceId, audience: Audience) -> Option<&End> {
        self.ends.get(&(device, audience))
    }

    /// Returns every lane with its end.
    pub(super) fn all(&self) -> impl Iterator<Item = (LaneId, &End)> {
        self.ends.iter().map(|((device, audience), end)| {
            let lane = LaneId {
                journey: self.journey,
                device: *device,
                audience: *audience,
            };
            (lane, end)
        })
    }

    /// Adds a change of this machine to the log, at the end of its lane; returns the number under which
    /// it arrived.
    pub(super) fn append(
        &mut self,
        db: &Connection,
        change: &Change,
        key: Option<&DeviceKey>,
    ) -> rusqlite::Result<i64> {
        let body = serde_json::to_string(change)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        let entry = Entry {
            index: change.sequence,
            needs: RULE,
            seen: self.news(change),
            body,
        };
        let lane = lane_of(change);
        let hash = link(self.hash(lane), &entry);
        let message = message(lane, entry.index, hash);
        let seal = key.and_then(|key| key.sign(message.as_bytes()).ok());
        let key = key.map(DeviceKey::public).filter(|_| seal.is_some());
        self.place(db, change, &Placed { entry, hash, seal }, key)
    }

    /// Adds a change to the log as it lies in its lane; returns the number under which it arrived.
    pub(super) fn place(
        &mut self,
        db: &Connection,
        change: &Change,
        placed: &Placed,
        key: Option<PublicKey>,
    ) -> rusqlite::Result<i64> {
        let arrival = insert(db, change, placed)?;
        let before = self.end(change.device, change.audience);
        let end = after(before, change, &placed.entry.seen, placed.hash, key);
        let lane = lane_of(change);
        write(db, lane, &end)?;
        self.ends.insert((lane.device, lane.audience), end);
        Ok(arrival)
    }

    /// Returns the hash over a lane.
    pub(super) fn hash(&self, lane: LaneId) -> Hash {
        let end = self.end(lane.device, lane.audience);
        end.map_or_else(|| beginning(lane), |end| end.hash)
    }

    /// Returns what the author of a change has come to know since the change before it, in lanes that
    /// every reader of the change gets.
    fn news(&self, change: &Change) -> Seen {
        let own = (change.device, change.audience);
        let told = self.ends.get(&own).map(|end| &end.told);
        let is_told = |device: &DeviceId, audience: &Audience, last: i64| {
            let seen = told.and_then(|told| told.get(device)?.get(audience));
            seen.is_some_and(|seen| *seen >= last)
        };
        let mut news = Seen::new();
        for ((device, audience), end) in &self.ends {
            let is_for_readers = *audience <= change.audience && *audience != Audience::Author;
            if is_for_readers && (*device, *audience) != own && !is_told(device, audience, end.last)
            {
                news.entry(*device).or_default().insert(*audience, end.last);
            }
        }
        news
    }
}

/// Returns what is wrong with the log: a change that is not as it was sealed, or does not hang on the
/// one before it.
pub(super) fn wrong(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut wrong = Vec::new();
    for journey in log::journeys(db)? {
        for (lane, end) in Lanes::read(db, journey)?.all() {
            wrong.extend(wrong_in(db, lane, end)?);
        }
    }
    Ok(wrong)
}

fn wrong_in(db: &Connection, lane: LaneId, end: &End) -> rusqlite::Result<Option<String>> {
    let mut statement = db.prepare_cached(
        "SELECT * FROM change WHERE journey = ?1 AND device = ?2 AND audience = ?3 ORDER BY sequence",
    )?;
    let mut rows = statement.query([
        lane.journey.0.to_string(),
        lane.device.0.to_string(),
        word_of(&lane.audience),
    ])?;
    let altered = |id: &str| Some(format!("the change {id} was altered after it was written"));
    let (mut before, mut last, mut sealed) = (beginning(lane), 0, None);
    while let Some(row) = rows.next()? {
        let id: String = row.get("id")?;
        let placed = placed(row)?;
        let change: Option<Change> = unjson(&placed.entry.body);
        let is_whole = change.is_some_and(|change| is_in_columns(&change, row).unwrap_or(false))
            && placed.entry.index == last + 1
            && placed.hash == link(before, &placed.entry);
        if !is_whole {
            return Ok(altered(&id));
        }
        (before, last) = (placed.hash, placed.entry.index);
        if let Some(seal) = placed.seal {
            sealed = Some((id, message(lane, last, before), seal));
        }
    }
    if let Some(((id, message, seal), key)) = sealed.zip(end.key)
        && !key.verifies(message.as_bytes(), &seal)
    {
        return Ok(altered(&id));
    }
    let is_end = (last, before) == (end.last, end.hash);
    Ok((!is_end).then(|| format!("changes are missing at the end of the lane of {}", end.name)))
}

/// Returns whether the columns beside a change say what it says.
fn is_in_columns(change: &Change, row: &Row<'_>) -> rusqlite::Result<bool> {
    let text = |column: &str| row.get::<_, Option<String>>(column);
    let uuid = |id: uuid::Uuid| Some(id.to_string());
    Ok(text("id")? == uuid(change.id.0)
        && text("journey")? == uuid(change.journey.0)
        && text("device")? == uuid(change.device.0)
        && text("audience")? == Some(word_of(&change.audience))
        && text("beside")? == change.beside.map(|id| id.0.to_string())
        && text("undoes")? == change.undoes.map(|id| id.0.to_string())
        && text("verb")?.as_deref() == Some(change.verb.word())
        && text("party")?.as_deref() == Some(change.author.party.word())
        && text("person")? == uuid(change.author.person.0)
        && row.get::<_, i64>("stamp")? == change.stamp
        && row.get::<_, i64>("sequence")? == change.sequence)
}

/// Returns a change as it lies in its lane.
pub(super) fn placed(row: &Row<'_>) -> rusqlite::Result<Placed> {
    Ok(Placed {
        entry: Entry {
            index: row.get("sequence")?,
            needs: row.get("needs")?,
            seen: parsed(row, "seen", unjson)?,
            body: row.get("body")?,
        },
        hash: hash(row, "hash")?,
        seal: seal(row, "seal")?,
    })
}

/// Writes anew where every lane ends, from the changes in it.
pub(super) fn anew(db: &Connection) -> rusqlite::Result<()> {
    let keys: BTreeMap<LaneId, PublicKey> = log::journeys(db)?
        .into_iter()
        .map(|journey| Lanes::read(db, journey))
        .collect::<rusqlite::Result<Vec<_>>>()?
        .iter()
        .flat_map(Lanes::all)
        .filter_map(|(lane, end)| Some((lane, end.key?)))
        .collect();
    db.execute_batch("DELETE FROM lane")?;
    let mut statement = db.prepare(
        "SELECT body, seen, hash FROM change ORDER BY journey, device, audience, sequence",
    )?;
    let mut rows = statement.query([])?;
    let mut last: Option<(LaneId, End)> = None;
    while let Some(row) = rows.next()? {
        let change: Change = parsed(row, "body", unjson)?;
        let seen: Seen = parsed(row, "seen", unjson)?;
        let lane = lane_of(&change);
        let before = last.take_if(|(before, _)| *before == lane);
        if let Some((lane, end)) = last.take() {
            write(db, lane, &end)?;
        }
        let before = before.map(|(_, end)| end);
        let key = keys.get(&lane).copied();
        last = Some((
            lane,
            after(before.as_ref(), &change, &seen, hash(row, "hash")?, key),
        ));
    }
    match last {
        Some((lane, end)) => write(db, lane, &end),
        None => Ok(()),
    }
}

/// Returns the end of a lane behind one more change.
fn after(
    before: Option<&End>,
    change: &Change,
    seen: &Seen,
    hash: Hash,
    key: Option<PublicKey>,
) -> End {
    let mut told = before.map(|end| end.told.clone()).unwrap_or_default();
    for (device, seen) in seen {
        told.entry(*device).or_default().extend(seen);
    }
    End {
        last: change.sequence,
        stamp: change.stamp,
        hash,
        told,
        person: change.author.person,
        name: change.author.name.clone(),
        party: change.author.party,
        key: key.or_else(|| before.and_then(|end| end.key)),
    }
}

/// Returns the lane of a change.
pub(super) fn lane_of(change: &Change) -> LaneId {
    LaneId {
        journey: change.journey,
        device: change.device,
        audience: change.audience,
    }
}

fn end(row: &Row<'_>) -> rusqlite::Result<End> {
    let key: Option<String> = row.get("key")?;
    let key = key.map(|key| key.parse().map_err(|_| unfit("key", &key)));
    Ok(End {
        last: row.get("last")?,
        stamp: row.get("stamp")?,
        hash: hash(row, "hash")?,
        told: parsed(row, "told", unjson)?,
        person: PersonId(parsed(row, "person", uuid)?),
        name: row.get("name")?,
        party: party(row, "party")?,
        key: key.transpose()?,
    })
}

/// Returns the hash in a column.
pub(super) fn hash(row: &Row<'_>, column: &str) -> rusqlite::Result<Hash> {
    row.get(column).map(Hash::from_bytes)
}

/// Returns the seal in a column that may be empty.
pub(super) fn seal(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Signature>> {
    let seal: Option<[u8; 64]> = row.get(column)?;
    Ok(seal.map(Signature::from_bytes))
}

fn write(db: &Connection, lane: LaneId, end: &End) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO lane (journey, device, audience, last, stamp, hash, told, person, name,
             party, key)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        lane.journey.0.to_string(),
        lane.device.0.to_string(),
        word_of(&lane.audience),
        end.last,
        end.stamp,
        end.hash.as_bytes(),
        json(&end.told),
        end.person.0.to_string(),
        end.name,
        end.party.word(),
        end.key.as_ref().map(ToString::to_string),
    ])
    .map(|_| ())
}

/// Adds a change to the log as it lies in its lane; returns the number under which it arrived.
fn insert(db: &Connection, change: &Change, placed: &Placed) -> rusqlite::Result<i64> {
    db.prepare_cached(
        "INSERT INTO change (id, journey, stamp, device, audience, sequence, beside, verb, party,
             person, undoes, needs, seen, body, hash, seal)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .insert(params![
        change.id.0.to_string(),
        change.journey.0.to_string(),
        change.stamp,
        change.device.0.to_string(),
        word_of(&change.audience),
        change.sequence,
        change.beside.map(|id| id.0.to_string()),
        change.verb.word(),
        change.author.party.word(),
        change.author.person.0.to_string(),
        change.undoes.map(|id| id.0.to_string()),
        placed.entry.needs,
        json(&placed.entry.seen),
        placed.entry.body,
        placed.hash.as_bytes(),
        placed.seal.as_ref().map(Signature::as_bytes),
    ])
}

/// Seals a lane at its end.
pub(super) fn seal_end(
    db: &Connection,
    lane: LaneId,
    last: i64,
    seal: &Signature,
    key: &PublicKey,
) -> rusqlite::Result<()> {
    let name = [
        lane.journey.0.to_string(),
        lane.device.0.to_string(),
        word_of(&lane.audience),
    ];
    let [journey, device, audience] = &name;
    db.prepare_cached(
        "UPDATE change SET seal = ?5
         WHERE journey = ?1 AND device = ?2 AND audience = ?3 AND sequence = ?4 AND seal IS NULL",
    )?
    .execute(params![journey, device, audience, last, seal.as_bytes()])?;
    db.prepare_cached(
        "UPDATE lane SET key = ?4 WHERE journey = ?1 AND device = ?2 AND audience = ?3",
    )?
    .execute(params![journey, device, audience, key.to_string()])
    .map(|_| ())
}
