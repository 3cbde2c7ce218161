//! A journey with its whole log as one document, written and read again to the byte. Checks that nothing
//! was altered, and knows nothing of what a change says.

mod lines;
mod ordered;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use self::ordered::Ordered;
use super::document::{Document, Named};
use crate::domain::plan::people::{Party, PersonId};
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::{DeviceId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::lane::chain::{Entry, Hash, LaneId};
use crate::lane::key::{PublicKey, Signature};
use crate::lane::text::{Header, Lane, PlanLine, TEXT_MAX, sealed};

/// A journey as `onramp import` takes it in: its plans, and all its changes in the lanes of the devices
/// that wrote them.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct JourneyDocument {
    /// The journey's id.
    journey: Uuid,
    /// The hire's name.
    hire: String,
    /// The role's name.
    role: String,
    /// Day 1.
    start: NaiveDate,
    exported: Exported,
    /// What is not in the document, whether there is any or not.
    left_out: Vec<String>,
    plans: Vec<PlanEntry>,
    lanes: Vec<LaneEntry>,
}

/// When it was exported, by whom and for whom.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
struct Exported {
    on: NaiveDate,
    /// Who acted.
    by: String,
    /// The id of who acted. Private entries are theirs.
    person: Uuid,
    /// `hire`, `mentor` or `manager`: who may read it.
    #[serde(rename = "for")]
    reader: String,
}

/// A plan that changes name by its hash.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
struct PlanEntry {
    /// SHA-256 of the plan.
    hash: String,
    /// Its milestones and goals.
    outline: Ordered,
    /// The guide to the role.
    guide: Ordered,
}

/// What one device wrote for one audience.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
struct LaneEntry {
    device: Uuid,
    /// `journey` (everybody), `pair` (hire and mentor) or `author` (private to whoever exported it).
    audience: String,
    /// The id of who writes there.
    person: Uuid,
    /// The name of who writes there.
    name: String,
    /// `hire`, `mentor` or `manager`.
    party: String,
    /// The device's public key, in OpenSSH's format. A lane with one is sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    changes: Vec<ChangeEntry>,
    /// The SHA-256 of the chain of changes.
    hash: String,
    /// The signature of that hash with the key, in OpenSSH's format (SSHSIG).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seal: Option<String>,
}

/// A change in its place.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
struct ChangeEntry {
    /// The version of the rules that a reader has to know.
    needs: u32,
    /// What its author had seen: the number of changes of each lane, by device and audience.
    seen: BTreeMap<Uuid, BTreeMap<String, i64>>,
    /// The change. As a string if it would not be the same to the byte otherwise.
    change: Ordered,
}

/// What goes into the document besides the lanes.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The journey.
    pub journey: &'a Journey,
    /// The day.
    pub on: NaiveDate,
    /// Who exports it.
    pub by: &'a str,
    /// The same, by id.
    pub person: PersonId,
    /// Who may read it.
    pub reader: Party,
    /// Whether the private entries of who exports it are in it.
    pub with_private: bool,
}

/// What is left out of an export for a reader, whether there is any or not.
pub fn left_out(reader: Party, with_private: bool) -> Vec<&'static str> {
    let pair = (reader == Party::Manager).then_some("what the hire and the mentor share");
    let private = match with_private {
        true => "what others keep private",
        false => "private entries",
    };
    pair.into_iter().chain([private]).collect()
}

/// Returns the text of a journey's document.
///
/// # Errors
/// [`serde_json::Error`] if it cannot be written as JSON.
pub fn journey(head: &Head<'_>, lanes: &[Lane]) -> serde_json::Result<String> {
    let mut plans: BTreeMap<&str, &PlanLine> = BTreeMap::new();
    for plan in lanes.iter().flat_map(|lane| &lane.plans) {
        plans.insert(&plan.hash, plan);
    }
    let document = JourneyDocument {
        journey: head.journey.id.0,
        hire: head.journey.people.hire().to_owned(),
        role: head.journey.role.title.clone(),
        start: head.journey.start,
        exported: Exported {
            on: head.on,
            by: head.by.to_owned(),
            person: head.person.0,
            reader: head.reader.word().to_owned(),
        },
        left_out: left_out(head.reader, head.with_private)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        plans: plans
            .into_values()
            .map(|plan| PlanEntry {
                hash: plan.hash.clone(),
                outline: Ordered::of(&plan.outline),
                guide: Ordered::of(&plan.guide),
            })
            .collect(),
        lanes: lanes.iter().map(LaneEntry::of).collect(),
    };
    Ok(lines::written(&Named::from(&document))? + "\n")
}

impl LaneEntry {
    fn of(lane: &Lane) -> Self {
        let header = &lane.header;
        let last = lane.links.last();
        // A seal covers all that is before it, and a key says nothing of a lane that it does not seal.
        let seal = last.and_then(|link| link.seal).zip(header.key);
        Self {
            device: header.lane.device.0,
            audience: word(&header.lane.audience),
            person: header.person.0,
            name: header.name.clone(),
            party: header.party.word().to_owned(),
            key: seal.map(|(_, key)| key.to_string()),
            changes: lane
                .links
                .iter()
                .map(|link| ChangeEntry::of(&link.entry))
                .collect(),
            hash: lane.hash().to_string(),
            seal: seal.map(|(seal, key)| seal.armored(&key)),
        }
    }
}

impl ChangeEntry {
    fn of(entry: &Entry) -> Self {
        let seen = entry.seen.iter().map(|(device, lanes)| {
            let lanes = lanes.iter();
            let lanes = lanes.map(|(audience, index)| (word(audience), *index));
            (device.0, lanes.collect())
        });
        Self {
            needs: entry.needs,
            seen: seen.collect(),
            change: Ordered::of(&entry.body),
        }
    }

    fn entry(self, index: i64) -> Option<Entry> {
        let mut seen = BTreeMap::new();
        for (device, lanes) in self.seen {
            let lanes = lanes.into_iter();
            let lanes = lanes.map(|(audience, index)| Some((audience_of(&audience)?, index)));
            let lanes: Option<BTreeMap<Audience, i64>> = lanes.collect();
            seen.insert(DeviceId(device), lanes?);
        }
        Some(Entry {
            index,
            needs: self.needs,
            seen,
            body: self.change.into_json().ok()?,
        })
    }
}

/// Returns the word of an audience, as it stands in the log.
fn word(audience: &Audience) -> String {
    match audience {
        Audience::Journey => "journey",
        Audience::Pair => "pair",
        Audience::Author => "author",
    }
    .to_owned()
}

fn audience_of(text: &str) -> Option<Audience> {
    Audience::ALL
        .into_iter()
        .find(|audience| word(audience) == text)
}

/// A journey that was read out of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// The journey.
    pub journey: JourneyId,
    /// Who exported it: private entries are theirs.
    pub person: PersonId,
    /// What each device wrote for each audience, unaltered and sealed if it has a key.
    pub lanes: Vec<Lane>,
}

/// What came of an import.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ImportedDocument {
    /// The journey's id.
    journey: Uuid,
    /// The hire's name.
    hire: String,
    /// How many changes came in; 0 if the journey was here already.
    changes: usize,
}

/// Returns the document of an import.
pub fn imported(journey: JourneyId, hire: String, changes: usize) -> ImportedDocument {
    ImportedDocument {
        journey: journey.0,
        hire,
        changes,
    }
}

/// Why a document is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is no JSON, or none of a journey.
    #[error("is not a journey that `onramp export --format json` wrote")]
    Foreign,
    /// It is another document of the program's.
    #[error("is the document {0}, not a journey; `onramp export --format json` writes one")]
    Other(String),
    /// A newer version wrote it.
    #[error("was written by a newer version of onramp; update onramp to import it")]
    Newer,
    /// It ends early.
    #[error("ends early, in line {0}; it was not copied whole")]
    EndsEarly(usize),
    /// A part is missing or is something else.
    #[error("is damaged around line {line}, column {column}")]
    Damaged {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// It is too large.
    #[error("is larger than {} MiB", TEXT_MAX / 1024 / 1024)]
    TooLarge,
    /// A change is not what its author wrote.
    #[error("was altered: what {0} wrote is not as it was exported")]
    Altered(String),
    /// A seal is missing or does not fit.
    #[error("was altered: what {0} wrote is not sealed with the key that it names")]
    NotSealed(String),
}

/// What every document begins with.
#[derive(Deserialize)]
struct Format {
    format: Option<String>,
}

/// Returns the journey of a document.
///
/// # Errors
/// [`ReadError`] if it is none, is not whole or was altered.
pub fn read(bytes: &[u8]) -> Result<Brought, ReadError> {
    if bytes.len() > TEXT_MAX {
        return Err(ReadError::TooLarge);
    }
    let format: Format = serde_json::from_slice(bytes).map_err(|error| match error.is_eof() {
        true if bytes.trim_ascii_start().starts_with(b"{") => ReadError::EndsEarly(error.line()),
        _ => ReadError::Foreign,
    })?;
    check_format(&format.format.ok_or(ReadError::Foreign)?)?;
    let document: JourneyDocument =
        serde_json::from_slice(bytes).map_err(|error| ReadError::Damaged {
            line: error.line(),
            column: error.column(),
        })?;
    let mut plans = Vec::new();
    for plan in document.plans {
        let text = |json: Ordered| json.into_json().map_err(|_| ReadError::Foreign);
        plans.push(PlanLine {
            hash: plan.hash,
            outline: text(plan.outline)?,
            guide: text(plan.guide)?,
        });
    }
    let journey = JourneyId(document.journey);
    let lanes = document.lanes.into_iter();
    let lanes: Result<Vec<Lane>, ReadError> = lanes.map(|lane| lane.read(journey)).collect();
    let mut lanes = lanes?;
    // Plans are kept before any change that names them.
    if let Some(first) = lanes.first_mut() {
        first.plans = plans;
    }
    Ok(Brought {
        journey,
        person: PersonId(document.exported.person),
        lanes,
    })
}

fn check_format(format: &str) -> Result<(), ReadError> {
    let own = JourneyDocument::FORMAT;
    if format == own {
        return Ok(());
    }
    let (kind, _) = own.split_once('/').unwrap_or((own, ""));
    match format.split_once('/') {
        Some((found, _)) if found == kind => Err(ReadError::Newer),
        Some((found, _)) if found.starts_with("onramp.") => {
            Err(ReadError::Other(format.to_owned()))
        }
        _ => Err(ReadError::Foreign),
    }
}

impl LaneEntry {
    /// Returns the lane, chained anew and compared with what was exported.
    fn read(self, journey: JourneyId) -> Result<Lane, ReadError> {
        let altered = || ReadError::Altered(self.name.clone());
        let not_sealed = || ReadError::NotSealed(self.name.clone());
        let key: Option<PublicKey> = match &self.key {
            Some(key) => Some(key.parse().map_err(|_| not_sealed())?),
            None => None,
        };
        let mut lane = Lane::new(Header {
            lane: LaneId {
                journey,
                device: DeviceId(self.device),
                audience: audience_of(&self.audience).ok_or_else(altered)?,
            },
            person: PersonId(self.person),
            name: self.name.clone(),
            party: Party::from_word(&self.party).ok_or_else(altered)?,
            key,
        });
        for (index, change) in (1..).zip(self.changes.iter().cloned()) {
            lane.push(change.entry(index).ok_or_else(altered)?, None);
        }
        let hash: Option<Hash> = self.hash.parse().ok();
        if hash != Some(lane.hash()) {
            return Err(altered());
        }
        if let (Some(key), Some(last)) = (key, lane.links.last_mut()) {
            let seal = self.seal.as_ref().ok_or_else(not_sealed)?;
            last.seal = Signature::from_armored(seal, &key);
            if sealed(&lane, &key) != lane.last() {
                return Err(not_sealed());
            }
        }
        Ok(lane)
    }
}
