//! Takes the lanes of other machines in: checked, waited for, folded anew, all in one transaction. Knows
//! no carrier.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::cells::json;
use super::convert::{parsed, uuid, word, word_of};
use super::incoming::{self, Unfit};
use super::lanes::{self, End, Lanes, Placed};
use super::{Store, StoreError, error, log, plans, read, write};
use crate::domain::plan::copy::PlanCopy;
use crate::domain::plan::people::PersonId;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::device::{Admission, Vouched};
use crate::domain::record::fold::RULE;
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::domain::record::kinds::Edit;
use crate::domain::record::verb::Verb;
use crate::domain::words::text::count;
use crate::lane::chain::{Hash, LaneId, beginning};
use crate::lane::error::Trouble;
use crate::lane::key::PublicKey;
use crate::lane::text::{Lane, sealed};

/// How far the stamp of a change may lie ahead of this machine's clock, in milliseconds.
const AHEAD_MAX: i64 = 24 * 60 * 60 * 1000;

/// Whose lanes are believed, besides those of admitted devices.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// The device that invited, with its key.
    pub inviter: Option<(DeviceId, PublicKey)>,
    /// What it vouches for.
    pub vouched: Vec<Vouched>,
    /// Whether changes from a clock far ahead are taken all the same.
    pub any_clock: bool,
    /// Whether the journey comes here out of a document that was exported and that the user trusts: all of it
    /// or nothing.
    pub imported: bool,
    /// Whose private changes are taken in, where they kept them on another machine before and that handed
    /// them back; nobody's otherwise.
    pub handed_back_to: Option<PersonId>,
}

impl Trust {
    /// Returns whether the journey comes here with what is taken in.
    fn is_of_a_new_journey(&self) -> bool {
        self.inviter.is_some() || self.imported
    }
}

/// What came of taking lanes in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The changes that are new here, in the order of the log.
    pub changes: Vec<ChangeId>,
    /// The changes that count no longer, or never did, since.
    pub aside: Vec<ChangeId>,
    /// How many changes of each person wait for changes of others that are not here yet.
    pub waiting: BTreeMap<String, usize>,
    /// How many changes of each person only a newer version can read.
    pub newer: BTreeMap<String, usize>,
    /// What was not taken, and why.
    pub problems: Vec<Problem>,
    /// How many private changes another machine handed back.
    pub handed_back: usize,
}

/// Why a lane was not taken, or not to its end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// It belongs elsewhere.
    #[error("what {0} wrote belongs to another journey; nothing of it was taken")]
    OtherJourney(String),
    /// It is not for exchange.
    #[error("what {0} sent is private to its author and was not taken")]
    Private(String),
    /// It is for hire and mentor, and the machine that takes it in is the manager's.
    #[error("what {0} wrote for hire and mentor is not for the manager and was not taken")]
    ForTwo(String),
    /// Nobody admitted the device.
    #[error(
        "{0} writes from a machine that is not admitted; `onramp exchange admit` shows who asks"
    )]
    Unknown(String),
    /// The seals are not those of the device.
    #[error(
        "what came under the name of {0} is not sealed with their key; nothing of it was taken"
    )]
    Forged(String),
    /// Two files go on under one name.
    #[error(
        "two copies of {0}'s database go on; nothing of the other one was taken. `onramp exchange renew` on one of the two machines gives it a name of its own"
    )]
    TwoCopies(String),
    /// This machine's own lane went on elsewhere.
    #[error(
        "another copy of this database goes on under its name; `onramp exchange renew` gives this one a name of its own"
    )]
    OwnCopy,
    /// The text ends early or is damaged.
    #[error("{}", short(name, *taken, *of, why.as_deref()))]
    Short {
        /// Whose they are.
        name: String,
        /// How many are good.
        taken: i64,
        /// How many there are at least.
        of: i64,
        /// What is wrong with the text, where it does not only end early.
        why: Option<String>,
    },
    /// An entry is none that onramp would write.
    #[error(
        "change {index} of {name} is not one that onramp writes; from there on nothing was taken"
    )]
    Bad {
        /// Whose it is.
        name: String,
        /// Its place.
        index: i64,
    },
    /// A stamp lies far in the future.
    #[error("{name}'s clock says {} UTC, this one {} UTC; nothing was taken from there on. If theirs is right, --any-clock takes it; everything that is written later then counts as later than that", when(*theirs), when(*ours))]
    Ahead {
        /// Whose clock.
        name: String,
        /// Its time, in milliseconds since 1970, UTC.
        theirs: i64,
        /// The time here.
        ours: i64,
    },
    /// A plan is not the one that it is named for.
    #[error("a plan that {0} sent was altered; what names it waits")]
    BadPlan(String),
}

impl Problem {
    /// Returns whether the same text can be taken another time, or a better one comes by itself.
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Unknown(_) | Self::Short { .. } | Self::Ahead { .. } | Self::OwnCopy
        )
    }
}

fn count_changes(number: i64) -> String {
    count(usize::try_from(number).unwrap_or_default(), "change")
}

fn short(name: &str, taken: i64, of: i64, why: Option<&str>) -> String {
    match why {
        None if of == 0 => format!("the text of {name} ends before the first change of it"),
        None => format!("{taken} of {of} changes of {name} were taken: the text ends early"),
        Some(why) if taken == 0 => format!("nothing of {name}'s was taken: {why}"),
        Some(why) => format!("only {} of {name} were taken: {why}", count_changes(taken)),
    }
}

/// Returns a time in words, in UTC.
fn when(stamp: i64) -> String {
    let time = chrono::DateTime::from_timestamp_millis(stamp);
    time.map_or_else(
        || "a time beyond all calendars".to_owned(),
        |time| time.format("%a %-d %b %Y %H:%M").to_string(),
    )
}

impl Store {
    /// Takes lanes of a journey in. `now` is the clock, in milliseconds since 1970.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read or written; nothing is changed then.
    pub fn take(
        &mut self,
        id: JourneyId,
        lanes: &[Lane],
        trust: &Trust,
        now: i64,
    ) -> Result<Taken, StoreError> {
        self.take_if(id, lanes, trust, now, |_| Ok(()))
    }

    /// Takes lanes of a journey in, if the journey that comes of it may be kept.
    ///
    /// # Errors
    /// [`StoreError`] as for [`Self::take`], and what speaks against the journey; nothing is changed then.
    pub fn take_if<E: From<StoreError>>(
        &mut self,
        id: JourneyId,
        lanes: &[Lane],
        trust: &Trust,
        now: i64,
        fits: impl FnOnce(&Journey) -> Result<(), E>,
    ) -> Result<Taken, E> {
        let path = self.path.clone();
        let told = |error: rusqlite::Error| error::from_sqlite(&path, &error);
        let last = self.writer.as_ref().map(|writer| writer.device);
        if trust.is_of_a_new_journey() {
            self.may_come_back(id)?;
        }
        let transaction = self.begin()?;
        let taken = Take::new(&transaction, id, trust, now)
            .and_then(|mut take| {
                take.all(lanes)?;
                take.finish()
            })
            .map_err(told)?;
        if let Some(problem) = taken.0.problems.first().filter(|_| trust.imported) {
            return Err(match problem {
                Problem::OwnCopy => StoreError::WrittenHere,
                problem => StoreError::NotImported(problem.to_string()),
            }
            .into());
        }
        if trust.is_of_a_new_journey() && taken.1.is_none() {
            return Err(StoreError::NoJourney.into());
        }
        if let Some(journey) = &taken.1 {
            fits(journey)?;
            super::commit::refuse_second_journey(&transaction, journey).map_err(told)??;
        }
        let arrival = log::newest(&transaction).map_err(told)?;
        transaction.commit().map_err(told)?;
        self.saved.note();
        if let Some(device) = last {
            self.devices.record(device.0, arrival);
        }
        Ok(taken.0)
    }
}

/// One taking in.
struct Take<'t> {
    db: &'t Transaction<'t>,
    id: JourneyId,
    trust: &'t Trust,
    /// The clock here.
    clock: i64,
    /// The same, or the newest stamp that was ever taken, if that is later.
    now: i64,
    /// This machine.
    own: DeviceId,
    lanes: Lanes,
    /// Every machine that was ever admitted; whether what it writes counts is for the fold.
    admitted: BTreeMap<DeviceId, Admission>,
    /// The stamps at which others admitted them.
    since: BTreeMap<DeviceId, i64>,
    /// What is verified and not in the log yet, by lane.
    held: BTreeMap<LaneId, VecDeque<Placed>>,
    /// The keys of lanes that came in.
    keys: BTreeMap<LaneId, PublicKey>,
    /// Who writes the lanes that came in, by name.
    names: BTreeMap<LaneId, String>,
    /// The lanes that wait for the clock.
    ahead: BTreeSet<LaneId>,
    new: Vec<Change>,
    /// The number of the last change that arrived here before.
    last: i64,
    /// The journey as it was, with the private changes that came in.
    journey: Option<Journey>,
    taken: Taken,
}

type Done = (Taken, Option<Journey>);

impl<'t> Take<'t> {
    fn new(
        db: &'t Transaction<'t>,
        id: JourneyId,
        trust: &'t Trust,
        now: i64,
    ) -> rusqlite::Result<Self> {
        let own = db
            .prepare_cached("SELECT id FROM device LIMIT 1")?
            .query_row([], |row| parsed(row, "id", uuid))?;
        let lanes = Lanes::read(db, id)?;
        let newest = lanes.all().map(|(_, end)| end.stamp).max();
        let mut take = Self {
            db,
            id,
            trust,
            clock: now,
            now: newest.map_or(now, |newest| newest.max(now)),
            own: DeviceId(own),
            lanes,
            admitted: BTreeMap::new(),
            since: BTreeMap::new(),
            held: held(db, id)?,
            keys: BTreeMap::new(),
            names: BTreeMap::new(),
            ahead: BTreeSet::new(),
            new: Vec::new(),
            last: log::last_arrival(db, id)?,
            journey: None,
            taken: Taken::default(),
        };
        for change in log::admissions(db, id)? {
            take.admit(&change);
        }
        Ok(take)
    }

    /// Opens the lanes of the machines that a change admits.
    fn admit(&mut self, change: &Change) {
        for edit in &change.edits {
            if let Edit::Device(set) = edit
                && let Some(admission) = &set.to
                && change.verb == Verb::Admit
            {
                let admission = admission.clone();
                self.admitted.entry(set.key).or_insert(admission);
                if set.key != change.device {
                    let since = self.since.entry(set.key).or_insert(change.stamp);
                    *since = change.stamp.min(*since);
                }
            }
        }
    }

    /// Returns whether a change claims to be older than the admission of its machine, which whoever wrote
    /// it had seen: it could begin or link the journey anew.
    fn is_backdated(&self, change: &Change) -> bool {
        let admissions = self.admitted.values();
        let vouched = admissions.flat_map(|admission| &admission.vouched);
        let mut vouched = vouched.chain(&self.trust.vouched);
        let since = self.since.get(&change.device);
        since.is_some_and(|since| change.stamp <= *since)
            && !vouched.any(|vouched| vouched.device == change.device)
    }

    /// Takes what can be taken; what is private rests on what everybody reads.
    fn all(&mut self, lanes: &[Lane]) -> rusqlite::Result<()> {
        let is_private = |lane: &&Lane| lane.header.lane.audience == Audience::Author;
        let (private, shared): (Vec<_>, Vec<_>) = lanes.iter().partition(is_private);
        self.those(shared)?;
        self.those(private)
    }

    /// Takes of some lanes what can be taken; an admission that comes in opens the lanes of its device.
    fn those(&mut self, mut rest: Vec<&Lane>) -> rusqlite::Result<()> {
        loop {
            let known = self.admitted.len();
            let mut unknown = Vec::new();
            for lane in rest {
                if !self.lane(lane)? {
                    unknown.push(lane);
                }
            }
            self.absorb()?;
            if unknown.is_empty() || self.admitted.len() == known {
                let names: BTreeSet<&String> =
                    unknown.iter().map(|lane| &lane.header.name).collect();
                let unknown = names.into_iter().cloned().map(Problem::Unknown);
                self.taken.problems.extend(unknown);
                return Ok(());
            }
            rest = unknown;
        }
    }

    /// Verifies a lane and holds what is new in it. Returns whether its device is known.
    fn lane(&mut self, lane: &Lane) -> rusqlite::Result<bool> {
        let header = &lane.header;
        let id = header.lane;
        let name = || header.name.clone();
        if id.journey != self.id {
            self.problem(Problem::OtherJourney(name()));
            return Ok(true);
        }
        let is_handed_back = self.trust.handed_back_to == Some(header.person);
        if id.audience == Audience::Author && !is_handed_back {
            self.problem(Problem::Private(name()));
            return Ok(true);
        }
        if id.audience == Audience::Pair && self.is_kept_from_here(id.device)? {
            self.problem(Problem::ForTwo(name()));
            return Ok(true);
        }
        let Some(good) = self.good(lane) else {
            return Ok(false);
        };
        let Ok(good) = good else {
            self.problem(Problem::Forged(name()));
            return Ok(true);
        };
        let here = self.here(id);
        let meeting = here.min(good);
        if hash_at(lane, meeting) != self.hash_at(id, meeting)? {
            self.problem(match id.device == self.own {
                true => Problem::OwnCopy,
                false => Problem::TwoCopies(name()),
            });
            return Ok(true);
        }
        if id.device == self.own {
            if good > here {
                self.problem(Problem::OwnCopy);
            }
            return Ok(true);
        }
        for line in &lane.plans {
            match incoming::plan(line) {
                Some(plan) => plans::keep(self.db, &PlanCopy::of(plan))?,
                None => self.problem(Problem::BadPlan(name())),
            }
        }
        let of = match &lane.trouble {
            Some(trouble) => trouble.of().unwrap_or(0).max(lane.last()),
            None => lane.last(),
        };
        if good < of || lane.trouble.is_some() {
            self.problem(Problem::Short {
                name: name(),
                taken: good,
                of,
                why: lane.trouble.as_ref().and_then(Trouble::in_the_text),
            });
        }
        let key = header.key.or_else(|| self.key_of(id.device));
        self.keys.extend(key.map(|key| (id, key)));
        self.names.insert(id, name());
        let new = lane.links.iter().filter(|link| {
            let index = link.entry.index;
            index > here && index <= good
        });
        let new = new.map(|link| Placed {
            entry: link.entry.clone(),
            hash: link.hash,
            // The one that was verified covers those before it.
            seal: link.seal.filter(|_| link.entry.index == good),
        });
        self.held.entry(id).or_default().extend(new);
        Ok(true)
    }

    /// Returns whether this machine is the manager's, who reads nothing that others wrote for two.
    fn is_kept_from_here(&self, device: DeviceId) -> rusqlite::Result<bool> {
        let manager = self
            .db
            .prepare_cached(
                "SELECT member.person FROM member JOIN journey ON journey.id = member.journey
                 WHERE member.journey = ?1 AND journey.manager_person = member.person
                     AND journey.hire_person IS NOT member.person
                     AND journey.mentor_person IS NOT member.person",
            )?
            .query_row([self.id.0.to_string()], |row| parsed(row, "person", uuid))
            .optional()?;
        let own = self.admitted.get(&device).map(|own| own.person.0);
        Ok(device != self.own && manager.is_some() && own != manager)
    }

    fn problem(&mut self, problem: Problem) {
        if !self.taken.problems.contains(&problem) {
            self.taken.problems.push(problem);
        }
    }

    fn key_of(&self, device: DeviceId) -> Option<PublicKey> {
        let admitted = self.admitted.get(&device);
        let invited = self.trust.inviter.filter(|(inviter, _)| *inviter == device);
        // A lane that was believed once goes on under the same key.
        let known = |audience| self.lanes.end(device, audience)?.key;
        (admitted.and_then(|admission| admission.key.parse().ok()))
            .or(invited.map(|(_, key)| key))
            .or_else(|| known(Audience::Journey))
            .or_else(|| known(Audience::Pair))
    }

    /// Returns the key with which a lane has to be sealed. A machine hands back what was kept private on it
    /// under earlier names, too.
    fn key_for(&self, lane: &Lane) -> Option<PublicKey> {
        let LaneId {
            device, audience, ..
        } = lane.header.lane;
        if audience != Audience::Author {
            return self.key_of(device);
        }
        let admitted = self.admitted.values();
        let mut admitted = admitted.filter_map(|admission| admission.key.parse().ok());
        admitted.find(|key| lane.header.key == Some(*key))
    }

    /// Returns how many entries of a lane are beyond doubt, or that they are forged; nothing where its
    /// device is not known.
    fn good(&self, lane: &Lane) -> Option<Result<i64, ()>> {
        let id = lane.header.lane;
        if let Some(key) = self.key_for(lane) {
            let sealed = sealed(lane, &key);
            let is_sealed = lane.links.iter().any(|link| link.seal.is_some());
            let is_theirs = lane.header.key == Some(key) && (sealed > 0 || !is_sealed);
            return Some(if is_theirs { Ok(sealed) } else { Err(()) });
        }
        let admissions = self.admitted.values();
        let vouched = admissions.flat_map(|admission| &admission.vouched);
        let mut vouched = vouched.chain(&self.trust.vouched);
        let vouched = vouched
            .find(|vouched| (vouched.device, vouched.audience) == (id.device, id.audience))?;
        let hash = hash_at(lane, vouched.index).map(|hash| hash.to_string());
        Some(match hash == Some(vouched.hash.clone()) {
            true => Ok(vouched.index),
            false => Err(()),
        })
    }

    /// Returns up to where a lane is here, in the log or held.
    fn here(&self, lane: LaneId) -> i64 {
        let held = self.held.get(&lane).and_then(VecDeque::back);
        let end = self.lanes.end(lane.device, lane.audience);
        held.map(|placed| placed.entry.index)
            .or(end.map(|end| end.last))
            .unwrap_or(0)
    }

    fn hash_at(&self, lane: LaneId, index: i64) -> rusqlite::Result<Option<Hash>> {
        if index == 0 {
            return Ok(Some(beginning(lane)));
        }
        let mut held = self.held.get(&lane).into_iter().flatten();
        if let Some(placed) = held.find(|placed| placed.entry.index == index) {
            return Ok(Some(placed.hash));
        }
        self.db
            .prepare_cached(
                "SELECT hash FROM change
                 WHERE journey = ?1 AND device = ?2 AND audience = ?3 AND sequence = ?4",
            )?
            .query_row(
                params![
                    lane.journey.0.to_string(),
                    lane.device.0.to_string(),
                    word_of(&lane.audience),
                    index
                ],
                |row| lanes::hash(row, "hash"),
            )
            .optional()
    }

    /// Puts into the log what waits for nothing any more.
    fn absorb(&mut self) -> rusqlite::Result<()> {
        loop {
            let lanes: Vec<LaneId> = self.held.keys().copied().collect();
            let mut moved = false;
            for lane in lanes {
                while self.next(lane)? {
                    moved = true;
                }
            }
            if !moved {
                return Ok(());
            }
        }
    }

    /// Puts the next entry of a lane into the log, if it waits for nothing.
    fn next(&mut self, lane: LaneId) -> rusqlite::Result<bool> {
        let Some(placed) = self.held.get(&lane).and_then(VecDeque::front) else {
            return Ok(false);
        };
        if placed.entry.needs > RULE || !self.has_seen(placed) {
            return Ok(false);
        }
        let placed = placed.clone();
        let index = placed.entry.index;
        let change = match incoming::change(&placed.entry.body, lane, index) {
            Ok(change) => change,
            Err(Unfit::Unreadable) => return Ok(false),
            Err(Unfit::Bad) => return self.drop_from(lane, index).map(|()| false),
        };
        let is_out_of_order = self.is_backdated(&change) || !self.is_in_order(&placed, &change)?;
        if is_out_of_order || log::has(self.db, change.id)? || !self.is_in_its_lane(&change)? {
            return self.drop_from(lane, index).map(|()| false);
        }
        if change.stamp > self.now.saturating_add(AHEAD_MAX) && !self.trust.any_clock {
            self.ahead.insert(lane);
            self.problem(Problem::Ahead {
                name: change.author.name.clone(),
                theirs: change.stamp,
                ours: self.clock,
            });
            return Ok(false);
        }
        if !plans::are_kept(self.db, &change.edits)? {
            return Ok(false);
        }
        // What was held since an earlier time came with a lane that is not at hand now.
        let key = self.keys.get(&lane).copied();
        let key = key.or_else(|| self.key_of(lane.device));
        self.lanes.place(self.db, &change, &placed, key)?;
        self.admit(&change);
        self.new.push(change);
        if let Some(held) = self.held.get_mut(&lane) {
            held.pop_front();
        }
        Ok(true)
    }

    /// Returns whether all that the author of an entry had seen is here.
    fn has_seen(&self, placed: &Placed) -> bool {
        let mut seen = placed.entry.seen.iter();
        seen.all(|(device, lanes)| {
            lanes.iter().all(|(audience, index)| {
                let end = self.lanes.end(*device, *audience);
                end.is_some_and(|end| end.last >= *index)
            })
        })
    }

    /// Returns whether the stamp of a change comes after every one that its author had seen.
    fn is_in_order(&self, placed: &Placed, change: &Change) -> rusqlite::Result<bool> {
        let own = self.lanes.end(change.device, change.audience);
        if own.is_some_and(|end| end.stamp >= change.stamp) {
            return Ok(false);
        }
        for (device, lanes) in &placed.entry.seen {
            for (audience, index) in lanes {
                let lane = LaneId {
                    device: *device,
                    audience: *audience,
                    ..lanes::lane_of(change)
                };
                let seen = log::stamp(self.db, lane, *index)?;
                // Parts of one save have one stamp.
                let least = seen.map(|seen| seen + i64::from(*device != change.device));
                if least.is_none_or(|least| change.stamp < least) {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// Returns whether a change says nothing to fewer people than it goes to, nor to more: what comes as
    /// private alters nothing that others see.
    fn is_in_its_lane(&mut self, change: &Change) -> rusqlite::Result<bool> {
        if change.audience != Audience::Author {
            return Ok(true);
        }
        if self.journey.is_none() {
            self.journey = match read::journey(self.db, self.id)? {
                Some(journey) => Some(journey),
                None => self.begun()?,
            };
        }
        let is_own = self.trust.handed_back_to == Some(change.author.person);
        Ok(self.journey.as_mut().is_some_and(|journey| {
            is_own
                && change.edits.iter().all(|edit| {
                    let is_private = edit.audience(journey) == Audience::Author;
                    journey.apply(edit);
                    is_private
                })
        }))
    }

    /// Returns the journey that begins here with what came in so far.
    fn begun(&self) -> rusqlite::Result<Option<Journey>> {
        let new = log::with_new(self.db, self.id, self.last, self.new.clone())?;
        Ok(Journey::fold(&new))
    }

    /// Refuses a lane from an entry on.
    fn drop_from(&mut self, lane: LaneId, index: i64) -> rusqlite::Result<()> {
        self.held.remove(&lane);
        let name = self.name(lane);
        self.problem(Problem::Bad { name, index });
        Ok(())
    }

    /// Returns the name of whoever writes a lane.
    fn name(&self, lane: LaneId) -> String {
        let end = |audience| self.lanes.end(lane.device, audience);
        let named = end(lane.audience).or_else(|| end(Audience::Journey));
        let mut new = self.new.iter().rev();
        let admitted = self
            .admitted
            .get(&lane.device)
            .map(|admission| admission.person);
        let by_person = |person: PersonId| {
            let found = new.find(|change| change.author.person == person);
            found.map(|change| change.author.name.clone())
        };
        named
            .map(|end: &End| end.name.clone())
            .or_else(|| admitted.and_then(by_person))
            .unwrap_or_else(|| "somebody".to_owned())
    }

    /// Folds the journey anew where something is new, and writes down what is held.
    fn finish(mut self) -> rusqlite::Result<Done> {
        keep_held(self.db, self.id, &self.held)?;
        let held = std::mem::take(&mut self.held);
        let waits = |lane: &LaneId, entries: &VecDeque<Placed>| {
            !entries.is_empty() && !self.ahead.contains(lane)
        };
        for (lane, entries) in held.iter().filter(|(lane, entries)| waits(lane, entries)) {
            let is_newer = |placed: &Placed| {
                let (index, needs) = (placed.entry.index, placed.entry.needs);
                let read = incoming::change(&placed.entry.body, *lane, index);
                needs > RULE || read == Err(Unfit::Unreadable)
            };
            let counts = match entries.iter().any(is_newer) {
                true => &mut self.taken.newer,
                false => &mut self.taken.waiting,
            };
            let name = match self.lanes.end(lane.device, lane.audience) {
                Some(end) => end.name.clone(),
                None => match self.names.get(lane) {
                    Some(name) => name.clone(),
                    None => "somebody".to_owned(),
                },
            };
            *counts.entry(name).or_default() += entries.len();
        }
        if self.new.is_empty() {
            return Ok((self.taken, None));
        }
        self.new.sort_by_key(Change::order);
        let (own, new): (Vec<&Change>, Vec<_>) =
            (self.new.iter()).partition(|change| change.audience == Audience::Author);
        self.taken.handed_back = own.len();
        self.taken.changes = new.iter().map(|change| change.id).collect();
        let before = log::aside(self.db, self.id)?;
        let all = log::with_new(self.db, self.id, self.last, self.new)?;
        let journey = write::anew(self.db, self.id, &all)?;
        let after = log::aside(self.db, self.id)?;
        self.taken.aside = after.difference(&before).copied().collect();
        // To whoever joins, nothing is new or everything.
        if !self.trust.is_of_a_new_journey() {
            keep_news(self.db, self.id, &self.taken.changes)?;
        }
        Ok((self.taken, journey))
    }
}

/// Returns the hash of a lane at an index; nothing where it is shorter.
fn hash_at(lane: &Lane, index: i64) -> Option<Hash> {
    if index == 0 {
        return Some(beginning(lane.header.lane));
    }
    let place = usize::try_from(index.checked_sub(1)?).ok()?;
    lane.links.get(place).map(|link| link.hash)
}

/// Reads what waits, by lane.
fn held(
    db: &Connection,
    journey: JourneyId,
) -> rusqlite::Result<BTreeMap<LaneId, VecDeque<Placed>>> {
    let mut held: BTreeMap<LaneId, VecDeque<Placed>> = BTreeMap::new();
    let mut statement = db.prepare_cached(
        "SELECT * FROM held WHERE journey = ?1 ORDER BY device, audience, sequence",
    )?;
    let mut rows = statement.query([journey.0.to_string()])?;
    while let Some(row) = rows.next()? {
        let lane = LaneId {
            journey,
            device: DeviceId(parsed(row, "device", uuid)?),
            audience: parsed(row, "audience", word)?,
        };
        held.entry(lane).or_default().push_back(lanes::placed(row)?);
    }
    Ok(held)
}

fn keep_held(
    db: &Connection,
    journey: JourneyId,
    held: &BTreeMap<LaneId, VecDeque<Placed>>,
) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM held WHERE journey = ?1")?
        .execute([journey.0.to_string()])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO held (journey, device, audience, sequence, needs, seen, body, hash, seal)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (lane, entries) in held {
        for placed in entries {
            insert.execute(params![
                journey.0.to_string(),
                lane.device.0.to_string(),
                word_of(&lane.audience),
                placed.entry.index,
                placed.entry.needs,
                json(&placed.entry.seen),
                placed.entry.body,
                placed.hash.as_bytes(),
                placed.seal.as_ref().map(|seal| seal.as_bytes()),
            ])?;
        }
    }
    Ok(())
}

fn keep_news(db: &Connection, journey: JourneyId, changes: &[ChangeId]) -> rusqlite::Result<()> {
    let mut insert =
        db.prepare_cached("INSERT OR IGNORE INTO news (journey, change) VALUES (?1, ?2)")?;
    for change in changes {
        insert.execute([journey.0.to_string(), change.0.to_string()])?;
    }
    Ok(())
}
