//! Moves a log of schema 4 or 5 over: people are known by more than their names, leaves and the parts of
//! an action become values of their own, what a 1:1 keeps is cut by audience, a claim knows what it was
//! made for. Ids, stamps, devices, authors and days stay.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, Row, Transaction};
use serde_json::Value;

use super::edits::Converter;
use super::{lanes, records};
use crate::domain::acts::decide::Working;
use crate::domain::plan::copy::PlanCopy;
use crate::domain::plan::people::{Author, Party};
use crate::domain::record::audience::Audience;
use crate::domain::record::change::{Change, Moment};
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::domain::record::kinds::Edit;
use crate::domain::record::log::{Head, Part, Save};
use crate::domain::record::verb::Verb;
use crate::store::convert::{date, parsed, parsed_or_none, party, uuid, word};
use crate::store::plans;
use crate::store::plans::Fetched;

/// Moves every journey's log over. `working` says which days are worked in each.
pub(super) fn convert(transaction: &Transaction<'_>, working: &Working) -> rusqlite::Result<()> {
    let mut fetched = Fetched::default();
    let mut lanes = BTreeMap::new();
    for (table, is_first) in [("change_4", false), ("change_5", true)] {
        if !exists(transaction, table)? {
            continue;
        }
        // The log is read journey by journey; this goes with its table.
        transaction.execute_batch(&format!(
            "CREATE INDEX {table}_order ON {table} (journey, stamp, device, sequence)"
        ))?;
        let journeys: Vec<JourneyId> = transaction
            .prepare(&format!("SELECT DISTINCT journey FROM {table}"))?
            .query_map([], |row| Ok(JourneyId(parsed(row, "journey", uuid)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for id in journeys {
            let old = saves(transaction, id, is_first)?;
            let mut mover = Mover::new(id, working);
            for save in old {
                mover.take(transaction, &mut fetched, &save)?;
            }
            for change in &mover.log {
                lanes::append(transaction, &mut lanes, change)?;
            }
            transaction
                .prepare_cached("INSERT INTO counted_anew (journey) VALUES (?1)")?
                .execute([id.0.to_string()])?;
        }
        transaction.execute_batch(&format!("DROP TABLE {table}"))?;
    }
    Ok(())
}

fn exists(db: &Connection, table: &str) -> rusqlite::Result<bool> {
    db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1")?
        .exists([table])
}

/// What was done in one go, as an older schema holds it.
struct Old {
    id: ChangeId,
    device: DeviceId,
    stamp: i64,
    day: chrono::NaiveDate,
    name: String,
    party: Party,
    verb: Verb,
    /// The first change of the save that it takes back.
    undoes: Option<ChangeId>,
    /// Edits of schema 5.
    edits: Vec<Value>,
    /// The plans that its edits name, if they were written out.
    plans: Vec<PlanCopy>,
}

/// Returns the saves of a journey in order.
fn saves(db: &Connection, id: JourneyId, is_cut: bool) -> rusqlite::Result<Vec<Old>> {
    let mut saves: Vec<Old> = Vec::new();
    if !is_cut {
        let mut statement = db.prepare(
            "SELECT * FROM change_4 WHERE journey = ?1 ORDER BY stamp, device, sequence",
        )?;
        let rows = statement.query_map([id.0.to_string()], old_4)?;
        return rows.collect();
    }
    let mut statement = db.prepare(
        "SELECT * FROM change_5 WHERE journey = ?1
         ORDER BY stamp, device, beside IS NOT NULL, audience DESC, sequence",
    )?;
    let rows = statement.query_map([id.0.to_string()], |row| {
        Ok((
            old_5(row)?,
            parsed_or_none(row, "beside", uuid)?.map(ChangeId),
        ))
    })?;
    for row in rows {
        let (old, beside) = row?;
        let first = beside.and_then(|first| saves.iter_mut().rfind(|save| save.id == first));
        match first {
            Some(first) => first.edits.extend(old.edits),
            None => saves.push(old),
        }
    }
    Ok(saves)
}

fn old_4(row: &Row<'_>) -> rusqlite::Result<Old> {
    let mut old = old_5(row)?;
    // What cannot be read is told with its column.
    let edits: Option<Vec<Value>> = std::mem::take(&mut old.edits)
        .into_iter()
        .map(|edit| records::edit(edit, &mut old.plans))
        .collect();
    old.edits = match edits {
        Some(edits) => edits,
        None => parsed(row, "edits", |_| None)?,
    };
    Ok(old)
}

fn old_5(row: &Row<'_>) -> rusqlite::Result<Old> {
    Ok(Old {
        id: ChangeId(parsed(row, "id", uuid)?),
        device: DeviceId(parsed(row, "device", uuid)?),
        stamp: row.get("stamp")?,
        day: parsed(row, "day", date)?,
        name: row.get("author")?,
        party: party(row, "party")?,
        verb: parsed(row, "verb", |text| match text {
            "pause" => Some(Verb::Leave),
            text => word(text),
        })?,
        undoes: parsed_or_none(row, "undoes", uuid)?.map(ChangeId),
        edits: parsed(row, "edits", |text| serde_json::from_str(text).ok())?,
        plans: Vec::new(),
    })
}

/// A log on its way.
struct Mover<'w> {
    id: JourneyId,
    working: &'w Working,
    journey: Option<Journey>,
    log: Vec<Change>,
    heads: HashMap<DeviceId, Head>,
    /// The changes of each save, by the id of its first.
    saves: HashMap<ChangeId, Vec<Change>>,
}

impl<'w> Mover<'w> {
    fn new(id: JourneyId, working: &'w Working) -> Self {
        Self {
            id,
            working,
            journey: None,
            log: Vec::new(),
            heads: HashMap::new(),
            saves: HashMap::new(),
        }
    }

    fn take(&mut self, db: &Connection, fetched: &mut Fetched, old: &Old) -> rusqlite::Result<()> {
        for copy in &old.plans {
            plans::keep(db, copy)?;
        }
        let author = self.author(old);
        let save = match old.undoes.and_then(|target| self.saves.get(&target)) {
            Some(target) => taken_back(target, old.verb),
            None => {
                let mut edits = Vec::new();
                for value in &old.edits {
                    let converter = Converter {
                        id: self.id,
                        journey: self.journey.as_ref(),
                        author: &author,
                        change: old.id,
                        day: old.day,
                        verb: old.verb,
                        working: self.working,
                        beside: &old.edits,
                    };
                    let converted = converter.edits(value);
                    let Some(converted) = converted else {
                        let what = value.to_string();
                        return Err(crate::store::convert::unfit("edits", &what));
                    };
                    for mut edit in converted {
                        fetched.fetch(db, &mut edit)?;
                        self.begin(&edit);
                        edits.push(edit);
                    }
                }
                self.parted(old, edits)
            }
        };
        if let Some(journey) = &mut self.journey {
            save.edits().for_each(|edit| journey.apply(edit));
        }
        let head = self
            .heads
            .entry(old.device)
            .or_insert_with(|| Head::of(self.id, old.device, &[]));
        // Stamps stay as they are.
        head.stamp = None;
        let moment = Moment {
            today: old.day,
            entered: entered(old),
            clock: old.stamp,
            id: old.id.0,
        };
        let changes = head.append(&author, moment, save);
        self.log.extend(changes.iter().cloned());
        self.saves.insert(old.id, changes);
        Ok(())
    }

    /// Begins the journey with its seed.
    fn begin(&mut self, edit: &Edit) {
        if let (None, Edit::Seed(set)) = (&self.journey, edit) {
            let seed = set.to.as_ref();
            self.journey = seed.and_then(|seed| Journey::from_seed(self.id, seed));
        }
    }

    /// Returns who made a change: the person who played the party then, by the name of then.
    fn author(&self, old: &Old) -> Author {
        let people = self.journey.as_ref().map(|journey| &journey.people);
        let seated = people.and_then(|people| people.person(old.party));
        Author {
            person: seated.unwrap_or_else(|| super::edits::first_person(self.id, old.party)),
            name: old.name.clone(),
            party: old.party,
        }
    }

    fn parted(&self, old: &Old, edits: Vec<Edit>) -> Save {
        let verb = old.verb;
        let mut save = match &self.journey {
            Some(journey) => Save::of(journey, verb, edits),
            // A log that does not tell how it began is kept for its author alone.
            None => Save::parted(verb, edits, |_| Audience::Author),
        };
        if save.parts.is_empty() {
            save.parts.push(Part {
                audience: Audience::Journey,
                verb,
                undoes: None,
                edits: Vec::new(),
            });
        }
        for part in &mut save.parts {
            part.undoes = old.undoes;
        }
        save
    }
}

/// Returns what takes a save back, as a program of today would write it down.
fn taken_back(target: &[Change], verb: Verb) -> Save {
    let parts = target.iter().map(|change| Part {
        audience: change.audience,
        verb,
        undoes: Some(change.id),
        edits: change.edits.iter().rev().map(Edit::inverse).collect(),
    });
    Save {
        parts: parts.collect(),
    }
}

/// Returns the day a change was entered on. Older logs know only the time in UTC, so a day more or less
/// is the zone's.
fn entered(old: &Old) -> chrono::NaiveDate {
    let stamp = chrono::DateTime::from_timestamp_millis(old.stamp);
    let day = stamp.map_or(old.day, |stamp| stamp.date_naive());
    match (day - old.day).num_days().abs() {
        ..=1 => old.day,
        _ => day,
    }
}
