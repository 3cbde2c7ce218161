//! Takes in a journey that was exported as a document: all of it, or nothing.

use super::error::ExchangeError;
use crate::domain::plan::people::PersonId;
use crate::domain::record::device::Vouched;
use crate::domain::record::ids::JourneyId;
use crate::domain::record::journey::Journey;
use crate::lane::text::Lane;
use crate::store::{Store, StoreError, Trust};

/// Takes in the lanes of a journey that is not here yet; returns how many changes came in. `owner` is who
/// exported it and may have their private entries in it; `now` is the clock, in milliseconds since 1970, UTC.
///
/// # Errors
/// [`ExchangeError`] if the journey is here, something in it is not as onramp writes it, or a device that
/// was admitted did not seal what it wrote. Nothing is changed then.
pub fn import(
    store: &mut Store,
    id: JourneyId,
    lanes: &[Lane],
    owner: PersonId,
    now: i64,
) -> Result<usize, ExchangeError> {
    let known = store.journeys()?;
    if let Some(name) = known.into_iter().find(|name| name.id == id) {
        return Err(ExchangeError::Joined(name.hire));
    }
    let trust = Trust {
        imported: true,
        any_clock: true,
        vouched: lanes.iter().map(vouched).collect(),
        handed_back_to: Some(owner),
        inviter: None,
    };
    let fits = |journey: &Journey| match unsealed(journey, lanes) {
        Some(name) => Err(ExchangeError::NotSealed(name.to_owned())),
        None => Ok(()),
    };
    match store.take_if(id, lanes, &trust, now, fits) {
        Ok(taken) => Ok(taken.changes.len() + taken.handed_back),
        Err(ExchangeError::Store(StoreError::NoJourney)) => Err(ExchangeError::NothingToImport),
        Err(error) => Err(error),
    }
}

/// Returns what says that a lane is as it is.
fn vouched(lane: &Lane) -> Vouched {
    Vouched {
        device: lane.header.lane.device,
        audience: lane.header.lane.audience,
        index: lane.last(),
        hash: lane.hash().to_string(),
    }
}

/// Returns who wrote on a device that was admitted and did not seal it with its key.
fn unsealed<'l>(journey: &Journey, lanes: &'l [Lane]) -> Option<&'l str> {
    let mut lanes = lanes.iter().filter(|lane| {
        let device = journey.devices.get(&lane.header.lane.device);
        device.is_some_and(|admitted| {
            let key = lane.header.key.map(|key| key.to_string());
            key.as_ref() != Some(&admitted.key)
        })
    });
    lanes.next().map(|lane| lane.header.name.as_str())
}
