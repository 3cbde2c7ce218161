//! Joining a journey by an invitation, and what is known of that until the machine is admitted.

use std::collections::BTreeSet;
use std::path::Path;

use super::error::ExchangeError;
use super::file;
use super::invitation::{Answer, Invitation};
use super::link::{answer, new_meeting, put, words};
use super::place::{Carriers, Place};
use crate::carrier::{Carrier, Marks};
use crate::domain::plan::people::PersonId;
use crate::domain::record::ids::JourneyId;
use crate::domain::record::journey::Journey;
use crate::domain::words::text::folded;
use crate::lane::text::{self, Lane};
use crate::store::{JourneyName, Store, StoreError, Trust};

/// An invitation that was found, with what lies beside it.
#[derive(Debug)]
pub struct Joining {
    /// The invitation.
    pub invitation: Invitation,
    place: Place,
    lanes: Vec<Lane>,
}

impl Joining {
    /// Returns where it was found.
    pub fn place(&self) -> &Place {
        &self.place
    }
}

/// Finds the invitation at a place. `wanted` is the hire's name, where there are several.
///
/// # Errors
/// [`ExchangeError`] where there is none, several, or one to a journey that is here already.
pub fn joining(
    store: &Store,
    place: &Place,
    wanted: Option<&str>,
    carriers: &Carriers,
) -> Result<Joining, ExchangeError> {
    let mut found = found(store, place, wanted, carriers)?;
    let hires = found.iter().map(|joining| joining.invitation.hire());
    let hires: BTreeSet<&str> = hires.collect();
    if hires.len() > 1 {
        let hires = hires.into_iter().collect::<Vec<_>>().join(", ");
        return Err(ExchangeError::SeveralInvitations(place.name(), hires));
    }
    let newest = found.pop();
    newest.ok_or_else(|| ExchangeError::NoInvitation(place.name()))
}

/// Finds every invitation at a place to a journey that was not joined yet; at least one.
///
/// # Errors
/// [`ExchangeError`] where there is none, or only to journeys that are here already.
pub fn invitations(
    store: &Store,
    place: &Place,
    carriers: &Carriers,
) -> Result<Vec<Joining>, ExchangeError> {
    found(store, place, None, carriers)
}

fn found(
    store: &Store,
    place: &Place,
    wanted: Option<&str>,
    carriers: &Carriers,
) -> Result<Vec<Joining>, ExchangeError> {
    let mut found = match place {
        Place::File(path) => in_file(path)?.into_iter().collect(),
        Place::Folder(_) | Place::Git(_) => at_carrier(carriers.open(place)?.as_mut())?,
    };
    if let Some(wanted) = wanted {
        found.retain(|(invitation, _)| is_called(invitation.hire(), wanted));
    }
    let known = store.journeys()?;
    let is_here = |id| known.iter().any(|name| name.id == id);
    let (mut new, mut again, mut here) = (Vec::new(), Vec::new(), None);
    for (invitation, lanes) in found {
        let id = invitation.journey;
        let joining = Joining {
            invitation,
            place: place.clone(),
            lanes,
        };
        match (is_here(id), store.own_answer(id)?) {
            (false, _) => new.push(joining),
            // This machine was not admitted, or was refused; it may ask again.
            (true, Some(_)) => again.push(joining),
            (true, None) => here = here.or(Some(joining.invitation.hire().to_owned())),
        }
    }
    match (new.is_empty(), again.is_empty(), here) {
        (false, _, _) => Ok(new),
        (true, false, _) => Ok(again),
        (true, true, Some(hire)) => Err(ExchangeError::Joined(hire)),
        (true, true, None) => Err(nothing(&known, place, wanted, carriers)?),
    }
}

/// Returns whether a hire has the name that was typed.
fn is_called(hire: &str, wanted: &str) -> bool {
    folded(hire) == folded(wanted.trim())
}

/// Returns why there is nothing to join: all that is there was joined, and its invitation used, or nobody
/// was invited.
fn nothing(
    known: &[JourneyName],
    place: &Place,
    wanted: Option<&str>,
    carriers: &Carriers,
) -> Result<ExchangeError, ExchangeError> {
    let there = match place {
        Place::File(_) => Vec::new(),
        Place::Folder(_) | Place::Git(_) => carriers.open(place)?.journeys()?,
    };
    let is_wanted = |name: &&JourneyName| wanted.is_none_or(|wanted| is_called(&name.hire, wanted));
    let here: Vec<_> = there
        .iter()
        .map(|id| known.iter().find(|name| name.id.0.to_string() == *id))
        .collect();
    // Of a journey that is not here nobody knows the hire without an invitation.
    let is_all_here = wanted.is_some() || here.iter().all(Option::is_some);
    let joined = here.into_iter().flatten().find(is_wanted);
    Ok(match joined.filter(|_| is_all_here) {
        Some(name) => ExchangeError::Joined(name.hire.clone()),
        None => ExchangeError::NoInvitation(place.name()),
    })
}

/// Returns the invitation of a file with the lanes behind it, where it begins with one.
fn in_file(path: &Path) -> Result<Option<(Invitation, Vec<Lane>)>, ExchangeError> {
    if !path.exists() {
        return Err(ExchangeError::NoPlace(path.to_string_lossy().into_owned()));
    }
    let bytes = file::read(path)?;
    let Some(invitation) = Invitation::read(&bytes) else {
        return Ok(None);
    };
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let rest = end.and_then(|end| bytes.get(end + 1..));
    let lanes = rest.and_then(|rest| text::read(rest).ok());
    Ok(Some((invitation, lanes.unwrap_or_default())))
}

/// Returns every invitation of a carrier with the lanes beside it, the newest of each journey.
fn at_carrier(carrier: &mut dyn Carrier) -> Result<Vec<(Invitation, Vec<Lane>)>, ExchangeError> {
    let mut found = Vec::new();
    for journey in carrier.journeys()? {
        let fetched = carrier.fetch(&journey, &Marks::new())?;
        let mut lanes = Vec::new();
        let mut invitations = Vec::new();
        for parcel in fetched.parcels {
            match Invitation::read(&parcel.bytes) {
                Some(invitation) => invitations.push(invitation),
                None => lanes.extend(text::read(&parcel.bytes).unwrap_or_default()),
            }
        }
        invitations.sort_by_key(|invitation| invitation.id);
        found.extend(invitations.pop().map(|invitation| (invitation, lanes)));
    }
    Ok(found)
}

/// What came of joining.
#[derive(Debug)]
pub struct Joined {
    /// The journey.
    pub journey: JourneyId,
    /// The six words that both sides compare.
    pub words: String,
    /// The answer to hand back, where the invitation came in a file.
    pub answer: Option<String>,
    /// Why the answer did not go out, where it did not. The next sync puts it there.
    pub unsent: Option<ExchangeError>,
}

/// Takes the journey of an invitation in and answers it for a person.
///
/// # Errors
/// [`ExchangeError`] where what came with it does not hold together, and what the store may meet. The
/// journey is not here then.
pub fn join(
    store: &mut Store,
    joining: &Joining,
    person: PersonId,
    carriers: &Carriers,
    now: i64,
) -> Result<Joined, ExchangeError> {
    let invitation = &joining.invitation;
    let id = invitation.journey;
    let mut people = invitation.people.iter();
    if let Some(member) = people.find(|member| member.person == person)
        && !invitation.is_for(member)
    {
        return Err(ExchangeError::NotForThem {
            name: member.name.clone(),
            party: member.party.word(),
            host: invitation.host().to_owned(),
        });
    }
    let identity = store.identity()?;
    let trust = Trust {
        inviter: Some((invitation.device, invitation.key)),
        vouched: invitation.vouched.clone(),
        any_clock: true,
        ..Trust::default()
    };
    let is_here = store.journeys()?.iter().any(|name| name.id == id);
    let fits = |journey: &Journey| invitation.check(journey);
    match store.take_if(id, &joining.lanes, &trust, now, fits) {
        // Where it was joined before, there may be nothing to take in.
        Err(ExchangeError::Store(StoreError::NoJourney)) if !is_here => {
            return Err(ExchangeError::BadInvitation(joining.place.name()));
        }
        Ok(_) | Err(ExchangeError::Store(StoreError::NoJourney)) => {}
        Err(error) => return Err(error),
    }
    store.set_member(id, person)?;
    let answer = answer(store, id, Some(invitation), person, identity, now)?;
    let (answer, unsent) = match &joining.place {
        Place::File(_) => (Some(answer), None),
        place => {
            let mut meeting = new_meeting(place, invitation.audience);
            // What cannot be reached now is tried again by the next sync.
            store.keep_meeting(id, &meeting)?;
            let open = store.load(id)?;
            let put = put(store, &open, &carriers.in_one_go(), &mut meeting);
            (None, put.err())
        }
    };
    let unsent = match unsent {
        Some(ExchangeError::Store(error)) => return Err(error.into()),
        unsent => unsent,
    };
    Ok(Joined {
        journey: id,
        words: words(id, Some(invitation.id), &[invitation.key, identity.1]),
        answer,
        unsent,
    })
}

/// What a machine waits for that asked to be admitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// The name of who invited it; none if it was not invited, but takes the place of an earlier one.
    pub host: Option<String>,
    /// The six words that both sides compare.
    pub words: String,
}

/// Returns what this machine waits for, until it is admitted.
///
/// # Errors
/// [`ExchangeError`] where the database cannot be read.
pub fn waits(store: &Store, id: JourneyId) -> Result<Option<Waits>, ExchangeError> {
    let Some(answer) = store.own_answer(id)? else {
        return Ok(None);
    };
    let Some(answer) = Answer::read(answer.as_bytes()) else {
        return Ok(None);
    };
    let invited = store.own_invitation(id)?;
    let invitation = invited.and_then(|text| Invitation::read(text.as_bytes()));
    let keys = invitation.iter().map(|invitation| invitation.key);
    let keys: Vec<_> = keys.chain([answer.key]).collect();
    Ok(Some(Waits {
        words: words(id, answer.invitation, &keys),
        host: invitation.map(|invitation| invitation.host().to_owned()),
    }))
}
