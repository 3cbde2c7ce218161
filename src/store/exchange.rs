//! What exchange needs of the database: the lanes to hand over, where they are exchanged and who was
//! invited. Knows no carrier.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _, params};
use uuid::Uuid;

use super::cells::{json, unjson};
use super::convert::{parsed, uuid, word, word_of};
use super::device::KeyTrouble;
use super::lanes::{self, End, Lanes};
use super::{OpenJourney, Store, StoreError, error, plans};
use crate::domain::plan::copy::PlanHash;
use crate::domain::plan::people::PersonId;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::device::Vouched;
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::domain::record::kinds::Edit;
use crate::lane::chain::{LaneId, message};
use crate::lane::key::{PublicKey, Signature};
use crate::lane::text::{Header, Lane, Link, PlanLine};

/// How far each lane is, by device and audience.
pub type Ends = BTreeMap<DeviceId, BTreeMap<Audience, i64>>;

/// Where the lanes of a journey are exchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// A folder, or what git takes for a remote.
    pub place: String,
    /// Who reads there.
    pub audience: Audience,
    /// What each file there was when it was last read.
    pub seen: BTreeMap<String, String>,
    /// How far each lane was put there.
    pub sent: Ends,
    /// The invitation or answer that was put there.
    pub beside: String,
    /// When it last went through, in milliseconds since 1970, UTC.
    pub synced: Option<i64>,
}

impl Store {
    /// Returns this machine's device, without looking whether the file is a copy.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn device(&self) -> Result<DeviceId, StoreError> {
        self.told(own)
    }

    /// Returns this machine's device and its key, which is made where there is none yet.
    ///
    /// # Errors
    /// [`StoreError::NoKey`] where no key can be kept, others where the database cannot be read.
    pub fn identity(&mut self) -> Result<(DeviceId, PublicKey), StoreError> {
        let writer = match &self.writer {
            Some(writer) => std::sync::Arc::clone(writer),
            None => {
                let writer = std::sync::Arc::new(self.told(|db| self.devices.writer(db))?);
                self.writer = Some(std::sync::Arc::clone(&writer));
                writer
            }
        };
        let key = writer.key.as_ref().map_err(KeyTrouble::told)?;
        let newest = self.told(super::log::newest)?;
        self.devices.record(writer.device.0, newest);
        Ok((writer.device, key.public()))
    }

    /// Gives this database a new device with a key of its own; returns it.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub fn renew(&mut self) -> Result<(DeviceId, PublicKey), StoreError> {
        let device = Uuid::now_v7().to_string();
        self.told(|db| db.execute("UPDATE device SET id = ?1", [&device]))?;
        self.writer = None;
        self.identity()
    }

    /// Returns the seal of this machine's key over a text.
    ///
    /// # Errors
    /// [`StoreError::NoKey`] where there is none.
    pub fn sign(&mut self, text: &str) -> Result<Signature, StoreError> {
        self.identity()?;
        let Some(writer) = &self.writer else {
            return Err(StoreError::NoKey);
        };
        let key = writer.key.as_ref().map_err(KeyTrouble::told)?;
        key.sign(text.as_bytes()).map_err(|_| StoreError::NoKey)
    }

    /// Seals what this machine wrote into a journey before it had a key.
    ///
    /// # Errors
    /// [`StoreError`] where there is no key or the database cannot be written.
    pub fn seal_up(&mut self, id: JourneyId) -> Result<(), StoreError> {
        let (device, public) = self.identity()?;
        let Some(writer) = self.writer.clone() else {
            return Err(StoreError::NoKey);
        };
        let key = writer.key.as_ref().map_err(KeyTrouble::told)?;
        let path = self.path.clone();
        let told = |error: rusqlite::Error| error::from_sqlite(&path, &error);
        let transaction = self.begin()?;
        let all = Lanes::read(&transaction, id).map_err(told)?;
        for (lane, end) in all.all().filter(|(lane, _)| lane.device == device) {
            let message = message(lane, end.last, end.hash);
            let seal = key
                .sign(message.as_bytes())
                .map_err(|_| StoreError::NoKey)?;
            lanes::seal_end(&transaction, lane, end.last, &seal, &public).map_err(told)?;
        }
        transaction.commit().map_err(told)
    }

    /// Returns the lanes of a journey that are wanted, each whole. What is private to its author is not
    /// among them, whatever is wanted.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn lanes(
        &self,
        id: JourneyId,
        wanted: impl Fn(DeviceId, Audience) -> bool,
    ) -> Result<Vec<Lane>, StoreError> {
        self.told(|db| {
            // One read transaction, so that no commit falls between two lanes.
            let db = db.unchecked_transaction()?;
            let all = Lanes::read(&db, id)?;
            let shared = all
                .all()
                .filter(|(lane, _)| lane.audience != Audience::Author);
            shared
                .filter(|(name, _)| wanted(name.device, name.audience))
                .map(|(name, end)| lane(&db, name, end))
                .collect()
        })
    }

    /// Returns how far each lane of a journey is here.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn ends(&self, id: JourneyId) -> Result<Ends, StoreError> {
        self.told(|db| {
            let mut ends = Ends::new();
            for (lane, end) in Lanes::read(db, id)?.all() {
                if lane.audience != Audience::Author {
                    let of_device = ends.entry(lane.device).or_default();
                    of_device.insert(lane.audience, end.last);
                }
            }
            Ok(ends)
        })
    }

    /// Returns what each machine of a journey wrote last, as the stamp of it, in milliseconds.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn last_written(&self, id: JourneyId) -> Result<BTreeMap<DeviceId, i64>, StoreError> {
        let all = self.told(|db| Lanes::read(db, id))?;
        let mut last: BTreeMap<DeviceId, i64> = BTreeMap::new();
        for (lane, end) in all.all() {
            let newest = last.entry(lane.device).or_default();
            *newest = end.stamp.max(*newest);
        }
        Ok(last)
    }

    /// Returns what each person of a journey but one wrote last, as the stamp of it, in milliseconds.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn heard(
        &self,
        open: &OpenJourney,
        besides: PersonId,
    ) -> Result<BTreeMap<PersonId, i64>, StoreError> {
        let mut heard = BTreeMap::new();
        for (device, stamp) in self.last_written(open.journey.id)? {
            let admission = open.journey.devices.get(&device);
            let person = admission.map(|admission| admission.person);
            if let Some(person) = person.filter(|person| *person != besides) {
                let last: &mut i64 = heard.entry(person).or_default();
                *last = stamp.max(*last);
            }
        }
        Ok(heard)
    }

    /// Returns how far every lane is, for the change that links a journey: who wrote that is not asked.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn all_so_far(&self, id: JourneyId) -> Result<Vec<Vouched>, StoreError> {
        let all = self.told(|db| Lanes::read(db, id))?;
        let lanes = all
            .all()
            .filter(|(lane, _)| lane.audience != Audience::Author);
        Ok(lanes.map(|(lane, end)| vouched(lane, end)).collect())
    }

    /// Returns what this machine vouches for: the lanes of devices that nobody admitted.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn vouched(&self, open: &OpenJourney) -> Result<Vec<Vouched>, StoreError> {
        let own = self.device()?;
        let all = self.told(|db| Lanes::read(db, open.journey.id))?;
        let is_unknown = |lane: &LaneId| {
            lane.device != own
                && lane.audience != Audience::Author
                && !open.journey.devices.contains_key(&lane.device)
        };
        Ok(all
            .all()
            .filter(|(lane, _)| is_unknown(lane))
            .map(|(lane, end)| vouched(lane, end))
            .collect())
    }

    /// Returns for whom this machine speaks in a journey, where that was settled.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn member(&self, id: JourneyId) -> Result<Option<PersonId>, StoreError> {
        self.told(|db| {
            db.prepare_cached("SELECT person FROM member WHERE journey = ?1")?
                .query_row([id.0.to_string()], |row| parsed(row, "person", uuid))
                .optional()
        })
        .map(|person| person.map(PersonId))
    }

    /// Settles for whom this machine speaks in a journey.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub fn set_member(&self, id: JourneyId, person: PersonId) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO member (journey, person) VALUES (?1, ?2)
             ON CONFLICT (journey) DO UPDATE SET person = ?2",
            params![id.0.to_string(), person.0.to_string()],
        )
    }

    /// Returns where the lanes of a journey are exchanged.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn meetings(&self, id: JourneyId) -> Result<Vec<Meeting>, StoreError> {
        self.told(|db| {
            let mut statement =
                db.prepare_cached("SELECT * FROM carrier WHERE journey = ?1 ORDER BY place")?;
            let rows = statement.query_map([id.0.to_string()], |row| {
                Ok(Meeting {
                    place: row.get("place")?,
                    audience: parsed(row, "audience", word)?,
                    seen: parsed(row, "seen", unjson)?,
                    sent: parsed(row, "sent", unjson)?,
                    beside: row.get("beside")?,
                    synced: row.get("synced")?,
                })
            })?;
            rows.collect()
        })
    }

    /// Keeps a place where the lanes of a journey are exchanged, as it stands now.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub fn keep_meeting(&self, id: JourneyId, meeting: &Meeting) -> Result<(), StoreError> {
        self.run(
            "INSERT OR REPLACE INTO carrier (journey, place, audience, seen, sent, beside, synced)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                id.0.to_string(),
                meeting.place,
                word_of(&meeting.audience),
                json(&meeting.seen),
                json(&meeting.sent),
                meeting.beside,
                meeting.synced,
            ],
        )
    }

    /// Notes that an invitation is out.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub fn keep_invitation(
        &self,
        id: JourneyId,
        invitation: Uuid,
        place: &str,
        text: &str,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT OR IGNORE INTO invitation (id, journey, place, text) VALUES (?1, ?2, ?3, ?4)",
            params![invitation.to_string(), id.0.to_string(), place, text],
        )
    }

    /// Takes an invitation back of which nobody has heard.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub fn forget_invitation(&self, invitation: Uuid) -> Result<(), StoreError> {
        self.run(
            "DELETE FROM invitation WHERE id = ?1",
            [invitation.to_string()],
        )
    }

    /// Returns the newest invitation to a journey that is open at a place.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn invitation_at(&self, id: JourneyId, place: &str) -> Result<Option<String>, StoreError> {
        self.told(|db| {
            db.prepare_cached(
                "SELECT text FROM invitation
                 WHERE journey = ?1 AND place = ?2 AND spent = 0 ORDER BY id DESC LIMIT 1",
            )?
            .query_row([&id.0.to_string(), place], |row| row.get(0))
            .optional()
        })
    }

    /// Returns what this machine says to be admitted to a journey, until it is.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn own_answer(&self, id: JourneyId) -> Result<Option<String>, StoreError> {
        self.told(|db| own_answer(db, id))
    }

    /// Keeps what this machine says to be admitted to a journey, and the invitation that it answers.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub fn keep_own_answer(
        &self,
        id: JourneyId,
        answer: &str,
        invited: Option<&str>,
    ) -> Result<(), StoreError> {
        self.run(
            "UPDATE member SET answer = ?2, invited = ?3 WHERE journey = ?1",
            params![id.0.to_string(), answer, invited],
        )
    }

    /// Returns the invitation that this machine answered last; none where it did not join by one.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn own_invitation(&self, id: JourneyId) -> Result<Option<String>, StoreError> {
        self.told(|db| {
            db.prepare_cached("SELECT invited FROM member WHERE journey = ?1")?
                .query_row([id.0.to_string()], |row| row.get(0))
                .optional()
                .map(Option::flatten)
        })
    }

    /// Returns whether an invitation of this machine is still open; nothing where it is another's.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn invitation_is_open(&self, invitation: Uuid) -> Result<Option<bool>, StoreError> {
        self.told(|db| {
            db.prepare_cached("SELECT spent FROM invitation WHERE id = ?1")?
                .query_row([invitation.to_string()], |row| row.get(0))
                .optional()
        })
        .map(|spent: Option<bool>| spent.map(|spent| !spent))
    }

    /// Returns the text of an invitation that this machine made.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn invitation(&self, invitation: Uuid) -> Result<Option<String>, StoreError> {
        self.told(|db| {
            db.prepare_cached("SELECT text FROM invitation WHERE id = ?1")?
                .query_row([invitation.to_string()], |row| row.get(0))
                .optional()
        })
    }

    /// Returns the changes of a journey that came in and were not looked at.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn news(&self, id: JourneyId) -> Result<BTreeSet<ChangeId>, StoreError> {
        self.marked(id, "SELECT change FROM news WHERE journey = ?1")
    }

    /// Notes that changes of a journey were looked at.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub fn looked_at(&self, id: JourneyId, changes: &[ChangeId]) -> Result<(), StoreError> {
        let key = id.0.to_string();
        changes.iter().try_for_each(|change| {
            self.run(
                "DELETE FROM news WHERE journey = ?1 AND change = ?2",
                params![key, change.0.to_string()],
            )
        })
    }

    /// Returns the changes of a journey that are set aside and dismissed.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn dismissed(&self, id: JourneyId) -> Result<BTreeSet<ChangeId>, StoreError> {
        self.marked(id, "SELECT change FROM dismissed WHERE journey = ?1")
    }

    /// Returns how many changes of a journey are set aside and not dismissed.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn aside(&self, id: JourneyId) -> Result<usize, StoreError> {
        self.told(|db| {
            db.prepare_cached(
                "SELECT count(*) FROM change WHERE journey = ?1 AND counts = 0 AND beside IS NULL
                     AND id NOT IN (SELECT change FROM dismissed WHERE journey = ?1)",
            )?
            .query_row([id.0.to_string()], |row| row.get::<_, i64>(0))
        })
        .map(|aside| usize::try_from(aside).unwrap_or_default())
    }

    /// Dismisses a change that is set aside.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub fn dismiss(&self, id: JourneyId, change: ChangeId) -> Result<(), StoreError> {
        self.run(
            "INSERT OR IGNORE INTO dismissed (journey, change) VALUES (?1, ?2)",
            params![id.0.to_string(), change.0.to_string()],
        )
    }

    fn marked(&self, id: JourneyId, sql: &str) -> Result<BTreeSet<ChangeId>, StoreError> {
        self.told(|db| {
            let mut statement = db.prepare_cached(sql)?;
            let rows = statement.query_map([id.0.to_string()], |row| {
                Ok(ChangeId(parsed(row, "change", uuid)?))
            })?;
            rows.collect()
        })
    }

    pub(super) fn run(&self, sql: &str, params: impl rusqlite::Params) -> Result<(), StoreError> {
        self.ensure_in_place()?;
        self.told(|db| db.prepare_cached(sql)?.execute(params).map(|_| ()))
    }
}

fn vouched(lane: LaneId, end: &End) -> Vouched {
    Vouched {
        device: lane.device,
        audience: lane.audience,
        index: end.last,
        hash: end.hash.to_string(),
    }
}

/// Returns what this machine says to be admitted to a journey, under the name that it has now, until it is
/// admitted. A machine that was retired asks anew, or not at all.
fn own_answer(db: &Connection, id: JourneyId) -> rusqlite::Result<Option<String>> {
    let answer = db
        .prepare_cached(
            "SELECT answer FROM member, device WHERE journey = ?1 AND instr(answer, device.id) > 0
                 AND NOT EXISTS (SELECT 1 FROM admission
                                 WHERE admission.journey = ?1 AND admission.device = device.id)",
        )?
        .query_row([id.0.to_string()], |row| row.get(0))
        .optional()?;
    let device = own(db)?;
    let retired = super::log::retirements(db, id)?;
    let mut edits = retired.iter().flat_map(|change| &change.edits);
    let is_retired = edits.any(|edit| matches!(edit, Edit::Device(set) if set.key == device));
    Ok(answer.filter(|_| !is_retired))
}

/// Returns whether this machine asks to be admitted to a journey.
pub(super) fn asks(db: &Connection, journey: JourneyId) -> rusqlite::Result<bool> {
    Ok(own_answer(db, journey)?.is_some())
}

/// Returns the name under which this database writes.
pub(super) fn own(db: &Connection) -> rusqlite::Result<DeviceId> {
    db.prepare_cached("SELECT id FROM device LIMIT 1")?
        .query_row([], |row| Ok(DeviceId(parsed(row, "id", uuid)?)))
}

/// Returns whether this machine speaks for somebody in a journey, or asked to.
pub(super) fn has_joined(db: &Connection, journey: JourneyId) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM member WHERE journey = ?1")?
        .exists([journey.0.to_string()])
}

/// Returns whether a change is on other machines: it was put to a place, or somebody has seen it.
pub(super) fn is_elsewhere(db: &Connection, change: &Change) -> rusqlite::Result<bool> {
    let reaches = |ends: &Ends| {
        let last = ends
            .get(&change.device)
            .and_then(|lanes| lanes.get(&change.audience));
        last.is_some_and(|last| *last >= change.sequence)
    };
    if change.device != own(db)? {
        return Ok(true);
    }
    let mut sent = db.prepare_cached("SELECT sent FROM carrier WHERE journey = ?1")?;
    let mut rows = sent.query([change.journey.0.to_string()])?;
    while let Some(row) = rows.next()? {
        if reaches(&parsed(row, "sent", unjson)?) {
            return Ok(true);
        }
    }
    let lanes = Lanes::read(db, change.journey)?;
    Ok(lanes
        .all()
        .any(|(lane, end)| lane.device != change.device && reaches(&end.told)))
}

/// Reads a lane to its end, with what is held behind it.
fn lane(db: &Connection, name: LaneId, end: &End) -> rusqlite::Result<Lane> {
    let mut lane = Lane {
        header: Header {
            lane: name,
            person: end.person,
            name: end.name.clone(),
            party: end.party,
            key: end.key,
        },
        plans: Vec::new(),
        links: Vec::new(),
        trouble: None,
    };
    let mut hashes = BTreeSet::new();
    for table in ["change", "held"] {
        let mut statement = db.prepare_cached(&format!(
            "SELECT sequence, needs, seen, body, hash, seal FROM {table}
             WHERE journey = ?1 AND device = ?2 AND audience = ?3 ORDER BY sequence"
        ))?;
        let key = [
            name.journey.0.to_string(),
            name.device.0.to_string(),
            word_of(&name.audience),
        ];
        let mut rows = statement.query(key)?;
        while let Some(row) = rows.next()? {
            let placed = lanes::placed(row)?;
            hashes.extend(plans_in(&placed.entry.body));
            lane.links.push(Link {
                entry: placed.entry,
                hash: placed.hash,
                seal: placed.seal,
            });
        }
    }
    for hash in hashes {
        if let Some(text) = plans::text(db, hash)? {
            lane.plans.push(PlanLine {
                hash: hash.to_string(),
                outline: text.outline,
                guide: text.guide,
            });
        }
    }
    Ok(lane)
}

/// Returns the plans that a change names; none where this version cannot read it.
fn plans_in(body: &str) -> Vec<PlanHash> {
    if !(body.contains("\"seed\"") || body.contains("\"plan\"")) {
        return Vec::new();
    }
    let change: Result<Change, _> = serde_json::from_str(body);
    let edits = change.map(|change| change.edits).unwrap_or_default();
    let mut hashes = Vec::new();
    for edit in &edits {
        match edit {
            Edit::Seed(set) => hashes.extend(set.to.iter().map(|seed| seed.plan.hash())),
            Edit::Plan(set) => {
                hashes.extend(set.from.iter().chain(&set.to).map(|copy| copy.hash()));
            }
            _ => {}
        }
    }
    hashes
}
