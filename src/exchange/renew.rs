//! Giving this database a new name and key, and asking to be admitted with it wherever it was before.

use std::collections::BTreeMap;

use super::error::ExchangeError;
use super::link::{answer, put, words};
use super::place::{Carriers, Place, shown};
use crate::carrier::Marks;
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::{DeviceId, JourneyId};
use crate::lane::text::{self, Lane};
use crate::store::Store;

/// What came of renewing in a journey.
#[derive(Debug)]
pub struct Renewed {
    /// The journey.
    pub journey: JourneyId,
    /// The hire.
    pub hire: String,
    /// The six words that both sides compare.
    pub words: String,
    /// The answer to hand over, where the journey is exchanged by files.
    pub answer: Option<String>,
    /// The places where it could not be put yet, with why; the next sync tries again.
    pub failed: Vec<(String, ExchangeError)>,
}

/// Gives this database a device of its own, and asks to be admitted with it in every journey in which it
/// speaks for a person: the name is that of the whole database.
///
/// # Errors
/// [`ExchangeError`] where a place cannot be read, which has to be known before, and what the store may
/// meet.
pub fn renew(
    store: &mut Store,
    carriers: &Carriers,
    now: i64,
) -> Result<Vec<Renewed>, ExchangeError> {
    let carriers = carriers.in_one_go();
    let old = store.device()?;
    let mut all = Vec::new();
    for name in store.journeys()? {
        let member = store.member(name.id)?;
        if let Some(person) = member.filter(|_| !name.withdrawn)
            && store.load(name.id)?.journey.is_linked()
        {
            let shared = shared(store, name.id, old, &carriers)?;
            all.push((name, person, shared));
        }
    }
    let identity = store.renew()?;
    let mut renewed = Vec::new();
    for (name, person, mut shared) in all {
        // What lies here behind that, nobody else has.
        let ends = store.ends(name.id)?.remove(&old).unwrap_or_default();
        shared.retain(|audience, common| ends.get(audience).is_some_and(|last| last > common));
        store.keep_fork(name.id, old, &shared)?;
        let answer = answer(store, name.id, None, person, identity, now)?;
        let open = store.load(name.id)?;
        let meetings = store.meetings(name.id)?;
        let mut one = Renewed {
            journey: name.id,
            hire: name.hire,
            words: words(name.id, None, &[identity.1]),
            answer: Some(answer).filter(|_| meetings.is_empty()),
            failed: Vec::new(),
        };
        for mut meeting in meetings {
            if let Err(error) = put(store, &open, &carriers, &mut meeting) {
                one.failed.push((shown(&meeting.place), error));
            }
        }
        renewed.push(one);
    }
    Ok(renewed)
}

/// Returns up to where all places have the lanes of this database as they are here.
fn shared(
    store: &Store,
    id: JourneyId,
    old: DeviceId,
    carriers: &Carriers,
) -> Result<BTreeMap<Audience, i64>, ExchangeError> {
    let mut shared = BTreeMap::new();
    for meeting in store.meetings(id)? {
        let mut carrier = carriers.open(&Place::kept(&meeting.place))?;
        let fetched = carrier.fetch(&id.0.to_string(), &Marks::new())?;
        let parcels = fetched.parcels.iter();
        let lanes = parcels.flat_map(|parcel| text::read(&parcel.bytes));
        let lanes: Vec<Lane> = lanes.flatten().collect();
        for lane in lanes.iter().filter(|lane| lane.header.lane.device == old) {
            let common = store.common(lane)?;
            let audience = lane.header.lane.audience;
            let least: &mut i64 = shared.entry(audience).or_insert(common);
            *least = common.min(*least);
        }
    }
    Ok(shared)
}
