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

/// A journey by its names, as it is told among several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Whose {
    /// The journey.
    pub id: String,
    /// The hire.
    pub hire: String,
    /// The role.
    pub title: String,
}

impl Whose {
    /// Returns a journey by its names.
    pub fn of(journey: &Journey) -> Self {
        Self {
            id: journey.id.0.to_string(),
            hire: journey.people.hire().to_owned(),
            title: journey.role.title.clone(),
        }
    }
}

/// How the exchange of a journey stands.
#[derive(Clone, Debug)]
pub struct ExchangeStanding {
    /// The journey.
    pub journey: Whose,
    /// Whether machines speak for somebody.
    pub linked: bool,
    /// The name of whoever this machine speaks for.
    pub speaks_for: Option<String>,
    /// What this machine may do in the journey.
    pub own: OwnPlace,
    /// Why it cannot write, and what to do, in words.
    pub own_line: Option<String>,
    /// The machines that were admitted.
    pub machines: Vec<MachineStanding>,
    /// The machines that were retired.
    pub retired: Vec<Retired>,
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

/// A machine that was retired.
#[derive(Clone, Debug)]
pub struct Retired {
    /// Its name.
    pub device: Uuid,
    /// For whom it spoke.
    pub name: String,
    /// Whether it is this one.
    pub is_this: bool,
    /// Who retired it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}

/// What a machine may do in a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OwnPlace {
    /// It writes, for everybody: nobody has a machine of their own.
    Alone,
    /// It writes, for one person.
    Admitted,
    /// It reads: the key with which it seals what it writes is gone.
    NoKey,
    /// It reads, and asks to be admitted.
    Asks,
    /// It reads: it was retired.
    Retired,
    /// It reads: it goes on under a name that nobody admitted, after a copy, a restore or a lost key.
    Unknown,
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

/// How journeys are exchanged with other machines: the one that is meant, or every one that goes on.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExchangeDocument<'a> {
    journeys: Vec<OneExchange<'a>>,
}

/// How a journey is exchanged with other machines.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct OneExchange<'a> {
    journey: &'a Whose,
    /// Whether machines speak for somebody, so that everybody acts on their own.
    linked: bool,
    /// The name of whoever this machine speaks for; null where that was not settled.
    speaks_for: Option<&'a str>,
    /// What this machine may do in the journey.
    this_machine: OwnPlace,
    machines: Vec<Machine<'a>>,
    /// The machines that were retired: what they wrote until then counts.
    retired: Vec<RetiredMachine<'a>>,
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
struct RetiredMachine<'a> {
    device: String,
    speaks_for: &'a str,
    /// Whether it is the machine that prints this.
    this: bool,
    retired_by: &'a str,
    retired_on: NaiveDate,
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

/// Returns the document of how journeys are exchanged.
pub fn exchange(standings: &[ExchangeStanding]) -> ExchangeDocument<'_> {
    ExchangeDocument {
        journeys: standings.iter().map(one_exchange).collect(),
    }
}

fn one_exchange(standing: &ExchangeStanding) -> OneExchange<'_> {
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
    let retired = standing.retired.iter().map(|retired| RetiredMachine {
        device: retired.device.to_string(),
        speaks_for: &retired.name,
        this: retired.is_this,
        retired_by: &retired.by,
        retired_on: retired.on,
    });
    OneExchange {
        journey: &standing.journey,
        linked: standing.linked,
        speaks_for: standing.speaks_for.as_deref(),
        this_machine: standing.own,
        machines: machines.collect(),
        retired: retired.collect(),
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

/// What came in from other machines: for the journey that is meant, or for each that is exchanged.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CameDocument<'a> {
    journeys: Vec<CameIn<'a>>,
}

/// What came in of a journey.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct CameIn<'a> {
    journey: &'a Whose,
    /// The ids of the changes that are new here, in the order of the log.
    changes: Vec<String>,
    /// The ids of the changes that do not count any more, or never did, since.
    set_aside: Vec<String>,
    /// What was not taken, and why, in words.
    problems: &'a [String],
    /// How many changes of each person wait for changes of others that are not here yet.
    waiting: &'a BTreeMap<String, usize>,
    /// How many changes of each person only a newer version can read.
    newer: &'a BTreeMap<String, usize>,
    /// Files that were not read, and why, in words.
    skipped: &'a [String],
    /// How many private changes another machine handed back.
    handed_back: usize,
    /// How many changes of this machine went out.
    sent: i64,
    /// The places that could not be reached or used.
    failed: Vec<Failed<'a>>,
    /// Why nothing of this journey was exchanged; null where something was.
    error: Option<&'a str>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Failed<'a> {
    place: &'a str,
    message: &'a str,
}

/// What there is to say of an exchange.
#[derive(Clone, Debug)]
pub struct Exchanged {
    /// The journey.
    pub journey: Whose,
    /// The changes that are new here, in the order of the log.
    pub changes: Vec<ChangeId>,
    /// Those that do not count any more, or never did.
    pub aside: Vec<ChangeId>,
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
    /// Why nothing was exchanged at all.
    pub error: Option<String>,
}

impl Exchanged {
    /// Returns what there is to say of a journey of which nothing was exchanged, and why.
    pub fn nothing(journey: Whose, error: Option<String>) -> Self {
        Self {
            journey,
            changes: Vec::new(),
            aside: Vec::new(),
            problems: Vec::new(),
            waiting: BTreeMap::new(),
            newer: BTreeMap::new(),
            skipped: Vec::new(),
            handed_back: 0,
            sent: 0,
            failed: Vec::new(),
            error,
        }
    }
}

/// Returns the document of what came in.
pub fn came(all: &[Exchanged]) -> CameDocument<'_> {
    CameDocument {
        journeys: all.iter().map(came_in).collect(),
    }
}

fn came_in(exchanged: &Exchanged) -> CameIn<'_> {
    let ids = |changes: &[ChangeId]| changes.iter().map(|id| id.0.to_string()).collect();
    let failed = exchanged.failed.iter();
    CameIn {
        journey: &exchanged.journey,
        changes: ids(&exchanged.changes),
        set_aside: ids(&exchanged.aside),
        problems: &exchanged.problems,
        waiting: &exchanged.waiting,
        newer: &exchanged.newer,
        skipped: &exchanged.skipped,
        handed_back: exchanged.handed_back,
        sent: exchanged.sent,
        failed: failed
            .map(|(place, message)| Failed { place, message })
            .collect(),
        error: exchanged.error.as_deref(),
    }
}
