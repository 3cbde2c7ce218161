//! How a journey is exchanged with other machines, as documents.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::log::{Line, line};
use super::standing::{JourneyHead, head};
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::telling::conflicts::Conflict;

/// How the exchange of a journey stands.
#[derive(Clone, Debug, Default)]
pub struct ExchangeStanding {
    /// Whether machines speak for somebody.
    pub linked: bool,
    /// The name of whoever this machine speaks for.
    pub speaks_for: Option<String>,
    /// The machines that were admitted.
    pub machines: Vec<MachineStanding>,
    /// Where lanes are exchanged.
    pub places: Vec<PlaceStanding>,
    /// Who asks to be admitted, by name, with the six words.
    pub asking: Vec<(String, String)>,
    /// Who is to admit this machine, where that is known, and the six words; none where nothing waits.
    pub waits: Option<(Option<String>, String)>,
    /// How many changes are set aside and not dismissed.
    pub aside: usize,
}

/// A machine that was admitted.
#[derive(Clone, Debug)]
pub struct MachineStanding {
    /// Its name.
    pub device: Uuid,
    /// For whom it speaks.
    pub name: String,
    /// Whether it is this one.
    pub is_this: bool,
    /// Who admitted it.
    pub admitted_by: String,
    /// When.
    pub admitted_on: NaiveDate,
    /// Its public key.
    pub key: String,
    /// When its person was last heard of, in milliseconds since 1970.
    pub heard: Option<i64>,
}

/// A place where lanes are exchanged.
#[derive(Clone, Debug)]
pub struct PlaceStanding {
    /// The folder or the remote.
    pub place: String,
    /// Who reads there.
    pub audience: Audience,
    /// How many changes of this machine lie there.
    pub sent: i64,
    /// How many have still to go there.
    pub waiting: i64,
    /// When it last went through, in milliseconds since 1970.
    pub synced: Option<i64>,
}

/// How a journey is exchanged with other machines.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExchangeDocument<'a> {
    /// Whether machines speak for somebody, so that everybody acts on their own.
    linked: bool,
    /// The name of whoever this machine speaks for; null where that was not settled.
    speaks_for: Option<&'a str>,
    machines: Vec<Machine<'a>>,
    places: Vec<Place<'a>>,
    /// Who asks to be admitted.
    asking: Vec<Asks<'a>>,
    /// What this machine waits for to be admitted; null if it does not wait.
    waits: Option<Waits<'a>>,
    /// How many changes are set aside and not dismissed.
    set_aside: usize,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Machine<'a> {
    /// Its place in the list, from 1, by which the commands take it.
    number: usize,
    device: String,
    speaks_for: &'a str,
    /// Whether it is the machine that prints this.
    this: bool,
    admitted_by: &'a str,
    admitted_on: NaiveDate,
    /// Its public key, in the format of OpenSSH.
    key: &'a str,
    /// When its person was last heard of, in milliseconds since 1970; null if never.
    heard: Option<i64>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Place<'a> {
    place: &'a str,
    /// Who reads there: the pair, or everybody in the journey.
    readers: &'static str,
    /// How many changes of this machine lie there.
    sent: i64,
    /// How many have still to go there.
    waiting: i64,
    /// When it last went through, in milliseconds since 1970; null if never.
    synced: Option<i64>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Waits<'a> {
    /// The name of who invited it; null if it was not invited but takes the place of an earlier one.
    host: Option<&'a str>,
    /// The six words that both sides compare.
    words: &'a str,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Asks<'a> {
    name: &'a str,
    /// The six words that both sides compare.
    words: &'a str,
}

/// Returns the document of an exchange.
pub fn exchange(standing: &ExchangeStanding) -> ExchangeDocument<'_> {
    let machines = standing
        .machines
        .iter()
        .zip(1..)
        .map(|(machine, number)| Machine {
            number,
            device: machine.device.to_string(),
            speaks_for: &machine.name,
            this: machine.is_this,
            admitted_by: &machine.admitted_by,
            admitted_on: machine.admitted_on,
            key: &machine.key,
            heard: machine.heard,
        });
    let places = standing.places.iter().map(|place| Place {
        place: &place.place,
        readers: match place.audience {
            Audience::Journey => "journey",
            Audience::Pair | Audience::Author => "pair",
        },
        sent: place.sent,
        waiting: place.waiting,
        synced: place.synced,
    });
    let asking = standing.asking.iter();
    ExchangeDocument {
        linked: standing.linked,
        speaks_for: standing.speaks_for.as_deref(),
        machines: machines.collect(),
        places: places.collect(),
        asking: asking.map(|(name, words)| Asks { name, words }).collect(),
        waits: standing.waits.as_ref().map(|(host, words)| Waits {
            host: host.as_deref(),
            words,
        }),
        set_aside: standing.aside,
    }
}

/// The changes that do not count, or not whole.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ConflictsDocument<'a> {
    journey: JourneyHead<'a>,
    conflicts: Vec<ConflictRow<'a>>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct ConflictRow<'a> {
    change: Line,
    /// What happened, in words.
    words: &'a str,
}

/// Returns the document of the changes that do not count.
pub fn conflicts<'a>(journey: &'a Journey, all: &'a [Conflict<'a>]) -> ConflictsDocument<'a> {
    let rows = all.iter().map(|conflict| ConflictRow {
        change: line(conflict.line),
        words: &conflict.words,
    });
    ConflictsDocument {
        journey: head(journey),
        conflicts: rows.collect(),
    }
}

/// What came in from other machines.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CameDocument {
    /// The ids of the changes that are new here, in the order of the log.
    changes: Vec<String>,
    /// The ids of the changes that do not count any more, or never did, since.
    set_aside: Vec<String>,
    /// What was not taken, and why, in words.
    problems: Vec<String>,
    /// How many changes of each person wait for changes of others that are not here yet.
    waiting: BTreeMap<String, usize>,
    /// How many changes of each person only a newer version can read.
    newer: BTreeMap<String, usize>,
    /// Files that were not read, and why, in words.
    skipped: Vec<String>,
    /// How many private changes another machine handed back.
    handed_back: usize,
    /// How many changes of this machine went out.
    sent: i64,
    /// The places that could not be reached or used.
    failed: Vec<Failed>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Failed {
    place: String,
    message: String,
}

/// What there is to say of an exchange.
#[derive(Clone, Debug, Default)]
pub struct Exchanged<'a> {
    /// The changes that are new here, in the order of the log.
    pub changes: &'a [ChangeId],
    /// Those that do not count any more, or never did.
    pub aside: &'a [ChangeId],
    /// What was not taken, in words.
    pub problems: Vec<String>,
    /// How many changes of each person wait for others.
    pub waiting: BTreeMap<String, usize>,
    /// How many changes of each person only a newer version can read.
    pub newer: BTreeMap<String, usize>,
    /// Files that were not read, in words.
    pub skipped: Vec<String>,
    /// How many private changes another machine handed back.
    pub handed_back: usize,
    /// How many changes of this machine went out.
    pub sent: i64,
    /// The places that could not be used, each with why.
    pub failed: Vec<(String, String)>,
}

/// Returns the document of what came in.
pub fn came(exchanged: Exchanged<'_>) -> CameDocument {
    let ids = |changes: &[ChangeId]| changes.iter().map(|id| id.0.to_string()).collect();
    let failed = exchanged.failed.into_iter();
    CameDocument {
        changes: ids(exchanged.changes),
        set_aside: ids(exchanged.aside),
        problems: exchanged.problems,
        waiting: exchanged.waiting,
        newer: exchanged.newer,
        skipped: exchanged.skipped,
        handed_back: exchanged.handed_back,
        sent: exchanged.sent,
        failed: failed
            .map(|(place, message)| Failed { place, message })
            .collect(),
    }
}
