//! Exchanging lanes: what lies at a place is taken in, what is new here is put there.

use std::collections::BTreeMap;
use std::path::Path;

use super::error::ExchangeError;
use super::invitation::{Answer, Invitation};
use super::link::take_answer;
use super::place::{Carriers, Place, shown};
use crate::carrier::{Carrier, Fetched, Marks, Parcel};
use crate::domain::acts::act::{Act, MeetingAct};
use crate::domain::plan::people::{Party, PersonId};
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Moment;
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::lane::text::{self, Lane};
use crate::store::{Ends, Meeting, OpenJourney, Problem, Store, StoreError, Taken, Trust};

/// What the name of a file with an answer holds.
const ANSWER: &str = ".answer";

/// Stands for what was put to a place where that is not as it was.
const UNKNOWN: &str = "?";

/// What the name of a file with lanes holds.
const LANE: &str = ".lane";

/// What the name of a file with lanes of other machines holds.
const RELAY: &str = ".relay.";

/// What came of exchanging at all places of a journey.
#[derive(Debug, Default)]
pub struct Synced {
    /// What came in.
    pub came: Came,
    /// How many changes of this machine went out.
    pub sent: i64,
    /// The places that could not be reached or used, with why.
    pub failed: Vec<(String, ExchangeError)>,
}

/// What came in.
#[derive(Debug, Default)]
pub struct Came {
    /// The changes that are new here, in the order of the log.
    pub changes: Vec<ChangeId>,
    /// The changes that do not count any more, or never did, since.
    pub aside: Vec<ChangeId>,
    /// How many changes of each person wait for others.
    pub waiting: BTreeMap<String, usize>,
    /// How many changes of each person only a newer version can read.
    pub newer: BTreeMap<String, usize>,
    /// What was not taken.
    pub problems: Vec<Problem>,
    /// Files that were not read, with why.
    pub skipped: Vec<String>,
    /// How many private changes another machine handed back.
    pub handed_back: usize,
}

impl Came {
    /// Returns whether a change is new here or does not count any more.
    pub fn names(&self, change: ChangeId) -> bool {
        self.changes.contains(&change) || self.aside.contains(&change)
    }

    fn add(&mut self, taken: Taken) {
        self.changes.extend(taken.changes);
        self.aside.extend(taken.aside);
        self.handed_back += taken.handed_back;
        self.waiting = taken.waiting;
        self.newer = taken.newer;
        for problem in taken.problems {
            if !self.problems.contains(&problem) {
                self.problems.push(problem);
            }
        }
    }
}

/// Exchanges the lanes of a journey at every place. One that fails does not keep the others from it.
///
/// # Errors
/// [`ExchangeError`] where the database cannot be read or written.
pub fn sync(
    store: &mut Store,
    open: &mut OpenJourney,
    carriers: &Carriers,
    any_clock: bool,
    moment: Moment,
) -> Result<Synced, ExchangeError> {
    let id = open.journey.id;
    let meetings = store.meetings(id)?;
    if meetings.is_empty() {
        return Err(ExchangeError::NotLinked);
    }
    seal_up(store, id)?;
    let carriers = &carriers.in_one_go();
    let mut synced = Synced::default();
    let mut reached = Vec::new();
    for meeting in meetings {
        let place = meeting.place.clone();
        match take_at(
            store,
            open,
            meeting,
            carriers,
            any_clock,
            moment,
            &mut synced,
        ) {
            Err(ExchangeError::Store(error)) => return Err(error.into()),
            Err(error) => {
                carriers.note(&place, &error);
                synced.failed.push((shown(&place), error));
            }
            Ok(at) => reached.push(at),
        }
    }
    reveal(store, open, moment)?;
    // What came from one place goes on to the others at once.
    for at in reached {
        let place = at.meeting.place.clone();
        match hand_over(store, open, at, moment.clock) {
            Err(ExchangeError::Store(error)) => return Err(error.into()),
            Err(error) => {
                carriers.note(&place, &error);
                synced.failed.push((shown(&place), error));
            }
            // The same changes go to each place.
            Ok(sent) => synced.sent = synced.sent.max(sent),
        }
    }
    Ok(synced)
}

/// Seals what was written while the key could not be used.
fn seal_up(store: &mut Store, id: JourneyId) -> Result<(), ExchangeError> {
    unless_gone(store.seal_up(id))
}

/// Lets a machine go on whose key is gone: it wrote nothing since, and can still take in and pass on.
fn unless_gone(done: Result<(), StoreError>) -> Result<(), ExchangeError> {
    match done {
        Err(StoreError::KeyGone(_)) => Ok(()),
        done => Ok(done?),
    }
}

/// A place that was looked at.
struct Reached {
    meeting: Meeting,
    carrier: Box<dyn Carrier>,
    /// What is there.
    there: Marks,
    /// Whether another copy of this database has put something there under its name.
    is_contested: bool,
}

/// Puts what is new here to a place; returns how many changes of this machine went out.
fn hand_over(
    store: &Store,
    open: &OpenJourney,
    mut at: Reached,
    now: i64,
) -> Result<i64, ExchangeError> {
    // What another copy of this database has put there is not written over.
    let sent = match at.is_contested {
        true => 0,
        false => publish(store, open, at.carrier.as_mut(), &mut at.meeting, &at.there)?,
    };
    at.meeting.synced = Some(now);
    store.keep_meeting(open.journey.id, &at.meeting)?;
    Ok(sent)
}

/// Takes in what lies at a place.
fn take_at(
    store: &mut Store,
    open: &mut OpenJourney,
    mut meeting: Meeting,
    carriers: &Carriers,
    any_clock: bool,
    moment: Moment,
    synced: &mut Synced,
) -> Result<Reached, ExchangeError> {
    let (id, now) = (open.journey.id, moment.clock);
    let trust = Trust {
        any_clock,
        ..Trust::default()
    };
    let mut carrier = carriers.open(&Place::kept(&meeting.place))?;
    let fetched = carrier.fetch(&id.0.to_string(), &meeting.seen)?;
    let mut lanes = Vec::new();
    let mut answers = Vec::new();
    if lacks_own(store.device()?, &meeting.sent, &fetched) {
        // Somebody put an older copy in its place, or a part of it: it is written again.
        UNKNOWN.clone_into(&mut meeting.beside);
    }
    for parcel in &fetched.parcels {
        if Answer::read(&parcel.bytes).is_some() {
            answers.push(&parcel.bytes);
            continue;
        }
        match text::read(&parcel.bytes) {
            Ok(read) => lanes.extend(read),
            Err(_) if Invitation::read(&parcel.bytes).is_some() => {}
            Err(error) => synced.came.skipped.push(format!("{} {error}", parcel.name)),
        }
    }
    let skipped = fetched.skipped.iter();
    synced
        .came
        .skipped
        .extend(skipped.map(|file| format!("{}: {}", file.name, file.reason)));
    take(store, open, &lanes, &trust, now, &mut synced.came)?;
    // Who may ask is known once the lanes are in.
    for answer in answers {
        match take_answer(store, &open.journey, answer, false) {
            Err(error @ ExchangeError::Uninvited { .. }) => {
                synced.came.skipped.push(format!("{error}."));
            }
            Err(ExchangeError::Spent) => {
                let person = Answer::read(answer).map(|answer| answer.person);
                let name = person.and_then(|person| open.journey.people.name_of(person));
                synced.came.skipped.push(format!(
                    "A machine of {} answers an invitation that was used already. `onramp exchange invite PLACE` makes another one, with which it joins again.",
                    name.unwrap_or("another person")
                ));
            }
            Ok(_) => {}
            Err(error) => return Err(error),
        }
    }
    if open.journey.devices.contains_key(&store.device()?) && store.go_on(id)? {
        // What the other copy wrote comes in, now that nothing stands in its place.
        let fetched = carrier.fetch(&id.0.to_string(), &Marks::new())?;
        let lanes = fetched
            .parcels
            .iter()
            .map(|parcel| text::read(&parcel.bytes));
        let lanes: Vec<Lane> = lanes.flatten().flatten().collect();
        synced.came.problems.clear();
        take(store, open, &lanes, &trust, now, &mut synced.came)?;
    }
    meeting.seen.clone_from(&fetched.marks);
    // What waits for an answer, or for the clock, is read again.
    if synced.came.problems.iter().any(Problem::may_pass) {
        // Answers are not: what was said of one is said once.
        meeting.seen.retain(|file, _| file.contains(ANSWER));
    }
    Ok(Reached {
        is_contested: synced.came.problems.contains(&Problem::OwnCopy),
        meeting,
        carrier,
        there: fetched.marks,
    })
}

/// Returns whether a lane of this machine lies at a place with less in it than was sent there. A file of
/// its own is among those that were fetched where it is another one than before.
fn lacks_own(own: DeviceId, sent: &Ends, fetched: &Fetched) -> bool {
    let name = own.0.to_string();
    let is_own = |file: &str| file.contains(&name) && file.contains(LANE) && !file.contains(RELAY);
    let sent = sent.get(&own);
    let mut unread = fetched.skipped.iter();
    let mut read = fetched.parcels.iter().filter(|parcel| is_own(&parcel.name));
    let is_whole = |lane: &Lane| {
        let last = sent.and_then(|sent| sent.get(&lane.header.lane.audience));
        let is_own = lane.header.lane.device == own;
        is_own && lane.trouble.is_none() && last.is_none_or(|last| lane.last() >= *last)
    };
    unread.any(|file| is_own(&file.name))
        || read.any(|parcel| {
            let lanes = text::read(&parcel.bytes).unwrap_or_default();
            !lanes.first().is_some_and(is_whole)
        })
}

fn take(
    store: &mut Store,
    open: &mut OpenJourney,
    lanes: &[Lane],
    trust: &Trust,
    now: i64,
    came: &mut Came,
) -> Result<(), ExchangeError> {
    if lanes.is_empty() {
        return Ok(());
    }
    came.add(store.take(open.journey.id, lanes, trust, now)?);
    store.refresh(open)?;
    Ok(())
}

/// Shows the other side what was rated here and held back, once they have rated, too.
fn reveal(store: &mut Store, open: &mut OpenJourney, moment: Moment) -> Result<(), ExchangeError> {
    let member = store.member(open.journey.id)?;
    let journey = &open.journey;
    let author = journey
        .people
        .authors()
        .find(|author| Some(author.person) == member);
    let shows = author.filter(|author| journey.meetings.to_show(author.party).next().is_some());
    match shows {
        Some(author) => {
            let reveal = Act::Meeting(MeetingAct::Reveal);
            store.commit(open, &author, &[reveal], moment)?;
            Ok(())
        }
        None => Ok(()),
    }
}

/// Puts what is new here to a place, and with it what devices wrote that do not come there themselves.
/// Returns how many changes of this machine went out.
pub(super) fn publish(
    store: &Store,
    open: &OpenJourney,
    carrier: &mut dyn Carrier,
    meeting: &mut Meeting,
    there: &Marks,
) -> Result<i64, ExchangeError> {
    let id = open.journey.id;
    let own = store.device()?;
    let comes_there = |device: DeviceId| {
        let device = device.0.to_string();
        there.keys().any(|file| file.starts_with(&device))
    };
    let is_ours = |device: DeviceId| device == own || !comes_there(device);
    let mut ends = store.ends(id)?;
    let is_for = is_for(store, open, meeting.audience)?;
    ends.retain(|device, lanes| {
        lanes.retain(|audience, _| is_ours(*device) && is_for(*device, *audience));
        !lanes.is_empty()
    });
    let beside: Vec<(&str, String)> = [
        ("invitation", invitation(store, open, &meeting.place)?),
        ("answer", store.own_answer(id)?),
    ]
    .into_iter()
    .filter_map(|(what, text)| Some((what, text?)))
    .collect();
    let texts: String = beside.iter().map(|(_, text)| text.as_str()).collect();
    let file = |device: DeviceId, audience: Audience| {
        let what = match device == own {
            true => audience_word(audience),
            false => "relay",
        };
        format!("{}.{what}.lane", own.0)
    };
    let is_there = |device: DeviceId, audience: Audience| {
        let file = file(device, audience);
        there.keys().any(|key| key.contains(&file))
    };
    let mut all = ends
        .iter()
        .flat_map(|(device, lanes)| lanes.keys().map(|lane| (*device, *lane)));
    let is_whole = all.all(|(device, audience)| is_there(device, audience));
    if is_whole && ends == meeting.sent && texts == meeting.beside {
        return Ok(0);
    }
    let lanes = store.lanes(id, |device, audience| {
        is_ours(device) && is_for(device, audience)
    })?;
    let mut files = BTreeMap::new();
    for lane in &lanes {
        let of = lane.header.lane;
        let file: &mut String = files.entry(file(of.device, of.audience)).or_default();
        text::write(file, lane)
            .map_err(|error| ExchangeError::Text(meeting.place.clone(), error))?;
    }
    let beside = beside.into_iter();
    files.extend(beside.map(|(what, text)| (format!("{}.{what}", own.0), text)));
    let parcels: Vec<Parcel> = files
        .into_iter()
        .map(|(name, text)| Parcel {
            name,
            bytes: text.into_bytes(),
        })
        .collect();
    carrier.publish(&id.0.to_string(), &own.0.to_string(), &parcels)?;
    let out = count(&ends, own) - count(&meeting.sent, own);
    meeting.sent = ends;
    meeting.beside = texts;
    Ok(out.max(0))
}

/// Returns the invitation that is open at a place, with the people as they stand now: whoever joins
/// compares them with the journey that lies beside it.
fn invitation(
    store: &Store,
    open: &OpenJourney,
    place: &str,
) -> Result<Option<String>, ExchangeError> {
    let text = store.invitation_at(open.journey.id, place)?;
    let invitation = text.and_then(|text| Invitation::read(text.as_bytes()));
    Ok(invitation.map(|invitation| invitation.as_it_stands(&open.journey).text()))
}

/// Returns which lanes go where an audience reads.
fn is_for(
    store: &Store,
    open: &OpenJourney,
    reads: Audience,
) -> Result<impl Fn(DeviceId, Audience) -> bool + use<>, ExchangeError> {
    let own = store.device()?;
    let manager = open.journey.people.person(Party::Manager);
    let speaks_for = store.member(open.journey.id)?;
    // What a manager writes for hire and mentor reaches them where the manager is.
    let is_managers = manager.is_some() && manager == speaks_for;
    Ok(move |device, audience| audience <= reads || (is_managers && device == own))
}

fn count(ends: &Ends, device: DeviceId) -> i64 {
    ends.get(&device)
        .into_iter()
        .flatten()
        .map(|(_, last)| last)
        .sum()
}

fn audience_word(audience: Audience) -> &'static str {
    match audience {
        Audience::Journey => "journey",
        Audience::Pair => "pair",
        Audience::Author => "author",
    }
}

/// Returns the text of all lanes of a journey that are for an audience, to hand over.
///
/// # Errors
/// [`ExchangeError`] where the database cannot be read or the text would be too large.
pub fn handed(
    store: &mut Store,
    open: &OpenJourney,
    audience: Audience,
) -> Result<String, ExchangeError> {
    let id = open.journey.id;
    seal_up(store, id)?;
    let mut text = String::new();
    for lane in store.lanes(id, is_for(store, open, audience)?)? {
        text::write(&mut text, &lane)
            .map_err(|error| ExchangeError::Text("the journey:".to_owned(), error))?;
    }
    Ok(text)
}

/// Returns the text of what a person kept private on this machine, to hand back to them; nothing where they
/// kept nothing.
///
/// # Errors
/// [`ExchangeError`] where the database cannot be read or the text would be too large.
pub fn handed_back(
    store: &mut Store,
    open: &OpenJourney,
    person: PersonId,
) -> Result<Option<String>, ExchangeError> {
    let mut text = String::new();
    for lane in store.private_of(open.journey.id, person)? {
        text::write(&mut text, &lane)
            .map_err(|error| ExchangeError::Text("what was private:".to_owned(), error))?;
    }
    Ok((!text.is_empty()).then_some(text))
}

/// Returns what a file is called that was handed over.
fn called(name: &Path) -> String {
    match name == Path::new("-") {
        true => "standard input".to_owned(),
        false => name.to_string_lossy().into_owned(),
    }
}

/// Takes the text of a file in that was handed over: lanes, or an answer to an invitation.
///
/// # Errors
/// [`ExchangeError`] where it is neither, and what the store may meet.
pub fn take_file(
    store: &mut Store,
    open: &mut OpenJourney,
    name: &Path,
    bytes: &[u8],
    any_clock: bool,
    moment: Moment,
) -> Result<Came, ExchangeError> {
    let mut came = Came::default();
    unless_gone(store.identity().map(|_| ()))?;
    if take_answer(store, &open.journey, bytes, true)? {
        return Ok(came);
    }
    let rest = match Invitation::read(bytes) {
        Some(_) => bytes
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(0, |end| end + 1),
        None => 0,
    };
    let lanes = text::read(bytes.get(rest..).unwrap_or_default())
        .map_err(|error| ExchangeError::Text(called(name), error))?;
    let trust = Trust {
        any_clock,
        // Only a file that somebody names holds what was private; at a place nobody is asked.
        handed_back_to: store.member(open.journey.id)?,
        ..Trust::default()
    };
    take(store, open, &lanes, &trust, moment.clock, &mut came)?;
    reveal(store, open, moment)?;
    Ok(came)
}
