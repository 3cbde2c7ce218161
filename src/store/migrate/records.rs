//! Moves a log of schema 4 over: each edit becomes one of a kind, plans are kept by their hash, and
//! changes are numbered anew in their journey for their audience. Ids, stamps, verbs, authors and
//! days stay.

use std::collections::HashMap;

use rusqlite::{Connection, Row, Transaction};
use serde_json::{Map, Value, json};

use crate::domain::plan::copy::PlanCopy;
use crate::domain::plan::people::Author;
use crate::domain::plan::role::Plan;
use crate::domain::record::change::{Change, Moment};
use crate::domain::record::course::Seed;
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Audience, Set};
use crate::domain::record::kinds::Edit;
use crate::domain::record::log::{Head, Part, Save};
use crate::domain::record::verb::Verb;
use crate::store::convert::{date, parsed, parsed_or_none, party, uuid, word};
use crate::store::{log, plans};

/// Moves every journey's log over.
pub(super) fn convert(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    // The log is read journey by journey; this goes with its table.
    transaction.execute_batch(
        "CREATE INDEX change_4_order ON change_4 (journey, stamp, device, sequence)",
    )?;
    let journeys: Vec<JourneyId> = transaction
        .prepare("SELECT DISTINCT journey FROM change_4")?
        .query_map([], |row| Ok(JourneyId(parsed(row, "journey", uuid)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for id in journeys {
        let changes = moved(transaction, id)?;
        for edit in changes.iter().flat_map(|change| &change.edits) {
            plans::keep_named(transaction, edit)?;
        }
        for change in &changes {
            log::insert(transaction, change)?;
        }
    }
    transaction.execute_batch("DROP TABLE change_4")
}

/// A change as schema 4 holds it, its edits already of the new kinds.
struct Old {
    id: ChangeId,
    device: DeviceId,
    stamp: i64,
    day: chrono::NaiveDate,
    author: Author,
    verb: Verb,
    undoes: Option<ChangeId>,
    edits: Vec<Edit>,
}

fn old(row: &Row<'_>) -> rusqlite::Result<Old> {
    let edits: Vec<Value> = parsed(row, "edits", |text| serde_json::from_str(text).ok())?;
    // What cannot be read is told with its column.
    let edits: Option<Vec<Edit>> = edits.into_iter().map(edit).collect();
    Ok(Old {
        id: ChangeId(parsed(row, "id", uuid)?),
        device: DeviceId(parsed(row, "device", uuid)?),
        stamp: row.get("stamp")?,
        day: parsed(row, "day", date)?,
        author: Author {
            name: row.get("author")?,
            party: party(row, "party")?,
        },
        verb: parsed(row, "verb", word)?,
        undoes: parsed_or_none(row, "undoes", uuid)?.map(ChangeId),
        edits: match edits {
            Some(edits) => edits,
            None => parsed(row, "edits", |_| None)?,
        },
    })
}

/// Returns the log of a journey as it is kept from now on.
fn moved(db: &Connection, id: JourneyId) -> rusqlite::Result<Vec<Change>> {
    let mut statement =
        db.prepare("SELECT * FROM change_4 WHERE journey = ?1 ORDER BY stamp, device, sequence")?;
    let rows = statement.query_map([id.0.to_string()], old)?;
    let mut mover = Mover::new(id);
    for old in rows {
        mover.take(old?);
    }
    Ok(mover.log)
}

/// A log on its way.
struct Mover {
    id: JourneyId,
    journey: Option<Journey>,
    log: Vec<Change>,
    heads: HashMap<DeviceId, Head>,
    /// The part of each change for each audience, by its place in the log.
    parts: HashMap<(ChangeId, Audience), usize>,
}

impl Mover {
    fn new(id: JourneyId) -> Self {
        Self {
            id,
            journey: None,
            log: Vec::new(),
            heads: HashMap::new(),
            parts: HashMap::new(),
        }
    }

    fn take(&mut self, old: Old) {
        if self.journey.is_none() {
            self.journey = old.edits.iter().find_map(|edit| match edit {
                Edit::Seed(set) => Journey::from_seed(self.id, set.to.as_ref()?),
                _ => None,
            });
        }
        let mut save = match &self.journey {
            Some(journey) => Save::parted(old.verb, old.edits, |edit| {
                let target = old.undoes.and_then(|target| self.audience_of(target, edit));
                target.unwrap_or_else(|| edit.audience(journey))
            }),
            // A log that does not tell how it began is kept for its author alone.
            None => Save {
                parts: vec![Part {
                    audience: Audience::Author,
                    verb: old.verb,
                    undoes: None,
                    edits: old.edits,
                }],
            },
        };
        if save.parts.is_empty() {
            save.parts.push(Part {
                audience: Audience::Journey,
                verb: old.verb,
                undoes: None,
                edits: Vec::new(),
            });
        }
        for part in &mut save.parts {
            let undone = |target| Some(self.part(target, part.audience)?.id);
            part.undoes = old.undoes.map(|target| undone(target).unwrap_or(target));
        }
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
            clock: old.stamp,
            id: old.id.0,
        };
        for change in head.append(&old.author, moment, save) {
            self.parts.insert((old.id, change.audience), self.log.len());
            self.log.push(change);
        }
    }

    fn part(&self, old: ChangeId, audience: Audience) -> Option<&Change> {
        let place = self.parts.get(&(old, audience))?;
        self.log.get(*place)
    }

    /// Returns who may read what an edit takes back: the record that tells may be gone by then.
    fn audience_of(&self, target: ChangeId, edit: &Edit) -> Option<Audience> {
        let taken_back = edit.inverse();
        Audience::ALL.into_iter().find(|audience| {
            let part = self.part(target, *audience);
            part.is_some_and(|part| part.edits.contains(&taken_back))
        })
    }
}

/// Returns an edit of schema 4 as one of the kinds.
fn edit(old: Value) -> Option<Edit> {
    let Value::Object(mut old) = old else {
        return None;
    };
    let name = text(&mut old, "edit")?;
    match name.as_str() {
        "seed" => return seed(old.remove("seed")?),
        "plan" => return plan(&mut old),
        _ => {}
    }
    let part = text(&mut old, "part");
    let (from, to) = set(&mut old)?;
    let mut at = |key: &str| old.remove(key).unwrap_or(Value::Null);
    let (kind, key) = match (name.as_str(), part.as_deref()) {
        ("withdrawn" | "start" | "pauses" | "archive", None) => (name.as_str(), Value::Null),
        ("name", None) => ("name", at("party")),
        ("stage" | "waiver" | "deferral" | "blocker", None) => (name.as_str(), at("goal")),
        ("tick", None) => ("tick", json!([at("goal"), at("criterion")])),
        ("note", None) => ("note", json!([at("goal"), at("note")])),
        ("evidence", None) => ("evidence", json!([at("goal"), at("evidence")])),
        ("meeting", Some("opening")) => ("meeting", at("meeting")),
        ("meeting", Some("treatment")) => ("treatment", json!([at("meeting"), at("topic")])),
        ("meeting", Some("rating")) => ("rating", json!([at("meeting"), at("party")])),
        ("meeting", Some("closing")) => ("closing", at("meeting")),
        ("meeting", Some("point")) => ("point", at("point")),
        ("meeting", Some("action")) => ("action", at("action")),
        ("meeting", Some("next")) => ("next", Value::Null),
        ("review", Some("opening")) => ("review", at("review")),
        ("review", Some("answer")) => ("answer", json!([at("review"), at("goal")])),
        ("review", Some("grade")) => {
            let side = json!([at("party"), at("dimension")]);
            ("grade", json!([at("review"), side]))
        }
        ("review", Some("verdict")) => ("ruling", at("review")),
        _ => return None,
    };
    let edit = json!({
        "kind": kind,
        "key": key,
        "from": unless_default(kind, from),
        "to": unless_default(kind, to),
    });
    serde_json::from_value(edit).ok()
}

/// Returns a value, or null where it is the one that a record without a value stands for.
fn unless_default(kind: &str, value: Value) -> Value {
    let is_default = match kind {
        "withdrawn" => value == Value::Bool(false),
        "stage" => value == json!({"stage": "open"}),
        "pauses" => value == json!([]),
        _ => false,
    };
    if is_default { Value::Null } else { value }
}

fn text(old: &mut Map<String, Value>, key: &str) -> Option<String> {
    match old.remove(key)? {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn set(old: &mut Map<String, Value>) -> Option<(Value, Value)> {
    let Value::Object(mut set) = old.remove("set")? else {
        return None;
    };
    let mut side = |key: &str| set.remove(key).unwrap_or(Value::Null);
    Some((side("from"), side("to")))
}

fn seed(old: Value) -> Option<Edit> {
    let Value::Object(mut old) = old else {
        return None;
    };
    Some(Edit::Seed(Set {
        key: (),
        from: None,
        to: Some(Seed {
            people: serde_json::from_value(old.remove("people")?).ok()?,
            start: serde_json::from_value(old.remove("start")?).ok()?,
            plan: copy(old.remove("plan")?)?,
        }),
    }))
}

fn plan(old: &mut Map<String, Value>) -> Option<Edit> {
    let (from, to) = set(old)?;
    Some(Edit::Plan(Set {
        key: (),
        from: Some(copy(from)?),
        to: Some(copy(to)?),
    }))
}

fn copy(plan: Value) -> Option<PlanCopy> {
    let plan: Plan = serde_json::from_value(plan).ok()?;
    Some(PlanCopy::of(plan))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const POINT: &str = "00000000-0000-0000-0000-000000000003";

    fn edits(part: &str, key: &Value, from: &Value, to: &Value) -> Vec<Edit> {
        let mut old = json!({"edit": "meeting", "part": part, "set": {"from": from, "to": to}});
        let (Value::Object(old), Value::Object(key)) = (&mut old, key) else {
            panic!("{key}");
        };
        old.extend(key.clone());
        vec![edit(Value::Object(old.clone())).unwrap()]
    }

    /// Moves changes that are written in a few words over: what they do and which one they undo.
    fn moved(changes: Vec<(Option<usize>, Vec<Edit>)>) -> Vec<Change> {
        let id = |place: usize| ChangeId(Uuid::from_u128(place as u128));
        let mut mover = Mover::new(JourneyId(Uuid::from_u128(100)));
        for ((undoes, edits), place) in changes.into_iter().zip(1..) {
            mover.take(Old {
                id: id(place),
                device: DeviceId(Uuid::from_u128(200)),
                stamp: 1,
                day: "2026-03-02".parse().unwrap(),
                author: Author {
                    name: "Ada".to_owned(),
                    party: crate::domain::plan::people::Party::Hire,
                },
                verb: match undoes {
                    Some(_) => Verb::Undo,
                    None => Verb::Start,
                },
                undoes: undoes.map(id),
                edits,
            });
        }
        mover.log
    }

    #[test]
    fn what_took_something_private_back_stays_private_though_that_is_gone() {
        let role = json!({"slug": "tester", "title": "Tester", "edition": 1, "source": "",
            "summary": "", "mission": "", "success": "", "high_performance": [], "themes": {}});
        let plan = json!({"role": role, "goals": []});
        let people = json!({"hire": "Ada", "mentor": "Bo", "manager": null});
        let seed = json!({"people": people, "start": "2026-03-02", "plan": plan});
        let by = json!({"name": "Ada", "party": "hire"});
        let opening = json!({"by": by, "on": "2026-03-02", "clock": 1, "agenda": []});
        let point =
            json!({"author": by, "on": "2026-03-02", "text": "Pay", "visibility": "private"});
        let nothing = Value::Null;
        let at_point = json!({"point": POINT});
        let meeting = "00000000-0000-0000-0000-000000000002";
        let line = json!({"meeting": meeting, "topic": {"topic": "point", "point": POINT}});
        let discussed = json!("discussed");
        let log = moved(vec![
            (
                None,
                vec![edit(json!({"edit": "seed", "seed": seed})).unwrap()],
            ),
            (
                None,
                edits("opening", &json!({"meeting": meeting}), &nothing, &opening),
            ),
            (None, edits("point", &at_point, &nothing, &point)),
            (None, edits("treatment", &line, &nothing, &discussed)),
            (Some(3), edits("point", &at_point, &point, &nothing)),
            (Some(4), edits("treatment", &line, &discussed, &nothing)),
        ]);
        let told: Vec<_> = log
            .iter()
            .map(|change| (change.audience, change.sequence))
            .collect();
        use Audience::{Author, Journey};
        let own = [(Author, 1), (Author, 2), (Author, 3), (Author, 4)];
        assert_eq!(
            told,
            [[(Journey, 1), (Journey, 2)].as_slice(), &own].concat()
        );
        assert_eq!(log[5].undoes, Some(log[3].id));
    }
}
