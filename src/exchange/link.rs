//! Linking machines: one invites, and admits or refuses another that has joined.

use uuid::Uuid;

use super::error::ExchangeError;
use super::invitation::{Answer, Invitation, Invites, Member, invites, members};
use super::place::{Carriers, Place};
use super::sync::{handed, publish};
use crate::carrier::Marks;
use crate::domain::acts::act::{Act, Machine};
use crate::domain::plan::people::{Author, PersonId};
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Moment;
use crate::domain::record::ids::{DeviceId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::lane::key::PublicKey;
use crate::lane::words::six_words;
use crate::store::{Ends, Meeting, OpenJourney, Request, Store, StoreError};

/// Returns the names of those whom a host invites to a place where an audience reads.
pub fn guests(journey: &Journey, host: &Author, audience: Audience) -> Vec<String> {
    let others = journey.people.authors();
    let guests = others
        .filter(|one| one.person != host.person && invites(Some(host.party), audience, one.party));
    guests.map(|guest| guest.name).collect()
}

/// Invites to a journey at a place. Returns the text of the file to hand over, where the place is one;
/// otherwise it lies in the folder or remote then.
///
/// # Errors
/// [`ExchangeError`] where nobody is there to invite, the place is for others or cannot be written.
pub fn invite(
    store: &mut Store,
    open: &OpenJourney,
    author: &Author,
    place: &Place,
    audience: Audience,
    carriers: &Carriers,
    id: Uuid,
) -> Result<Option<String>, ExchangeError> {
    let journey = &open.journey;
    if guests(journey, author, audience).is_empty() {
        return Err(ExchangeError::NobodyToInvite);
    }
    let device = store.identity()?;
    store.seal_up(journey.id)?;
    let known = store.meetings(journey.id)?;
    let known = known
        .into_iter()
        .find(|known| place.is_kept_as(&known.place));
    if let Some(known) = known.as_ref().filter(|known| known.audience != audience) {
        return Err(ExchangeError::OtherReaders {
            place: place.name(),
            audience: known.audience,
        });
    }
    let invitation = Invitation::new(
        id,
        Invites {
            journey: journey.id,
            title: &journey.role.title,
            people: members(journey),
            from: author.person,
            device,
            audience,
            vouched: store.vouched(open)?,
        },
    );
    let mut meeting = known.unwrap_or_else(|| new_meeting(place, audience));
    let carriers = carriers.in_one_go();
    // A place that cannot be reached keeps no invitation.
    let reached = match place {
        Place::File(_) => None,
        Place::Folder(_) | Place::Git(_) => {
            let mut carrier = carriers.open(place)?;
            let fetched = carrier.fetch(&journey.id.0.to_string(), &Marks::new())?;
            Some((carrier, fetched.marks))
        }
    };
    store.keep_invitation(journey.id, id, &meeting.place, &invitation.text())?;
    let put = match reached {
        None => handed(store, open, audience).map(|lanes| Some(invitation.text() + &lanes)),
        Some((mut carrier, there)) => {
            publish(store, open, carrier.as_mut(), &mut meeting, &there).map(|_| None)
        }
    };
    match put {
        Ok(None) => store.keep_meeting(journey.id, &meeting)?,
        Ok(Some(_)) => {}
        Err(_) => forget(store, id)?,
    }
    put
}

/// Takes an invitation back that could not be written.
///
/// # Errors
/// [`ExchangeError`] where the database cannot be written.
pub fn forget(store: &Store, invitation: Uuid) -> Result<(), ExchangeError> {
    Ok(store.forget_invitation(invitation)?)
}

pub(super) fn new_meeting(place: &Place, audience: Audience) -> Meeting {
    Meeting {
        place: place.name(),
        audience,
        seen: Marks::new(),
        sent: Ends::new(),
        beside: String::new(),
        synced: None,
    }
}

/// Puts what is new here to a place, without taking anything in.
pub(super) fn put(
    store: &Store,
    open: &OpenJourney,
    carriers: &Carriers,
    meeting: &mut Meeting,
) -> Result<(), ExchangeError> {
    let id = open.journey.id;
    let mut carrier = carriers.open(&Place::kept(&meeting.place))?;
    let fetched = carrier.fetch(&id.0.to_string(), &Marks::new())?;
    publish(store, open, carrier.as_mut(), meeting, &fetched.marks)?;
    Ok(store.keep_meeting(id, meeting)?)
}

/// Signs and keeps what this machine says to be admitted; returns it.
pub(super) fn answer(
    store: &mut Store,
    journey: JourneyId,
    invited: Option<&Invitation>,
    person: PersonId,
    identity: (DeviceId, PublicKey),
    now: i64,
) -> Result<String, ExchangeError> {
    let invitation = invited.map(|invitation| invitation.id);
    let answer = Answer::new(journey, invitation, person, identity, now);
    let seal = store.sign(&answer.message())?;
    let text = answer.sealed(&seal).text();
    let invited = invited.map(Invitation::text);
    store.keep_own_answer(journey, &text, invited.as_deref())?;
    Ok(text)
}

/// Returns the words that both sides of an admission read to each other.
pub(super) fn words(journey: JourneyId, invitation: Option<Uuid>, keys: &[PublicKey]) -> String {
    let mut parts = vec![
        journey.0.to_string(),
        invitation.map(|id| id.to_string()).unwrap_or_default(),
    ];
    let mut keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
    keys.sort();
    parts.extend(keys);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    six_words(&parts)
}

/// Somebody who asks to be admitted, as whoever admits sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// The request.
    pub request: Request,
    /// The name of the person that the machine says it speaks for.
    pub name: String,
    /// The six words to compare.
    pub words: String,
}

/// Returns who asks to be admitted to a journey.
///
/// # Errors
/// [`ExchangeError`] where the database cannot be read.
pub fn asking(store: &mut Store, open: &OpenJourney) -> Result<Vec<Asking>, ExchangeError> {
    let journey = &open.journey;
    let requests = store.requests(journey.id)?;
    let mut all = Vec::new();
    for request in requests {
        let Some(name) = journey.people.name_of(request.person) else {
            continue;
        };
        // Another machine admitted it meanwhile.
        if store.was_admitted(journey.id, request.device)? {
            continue;
        }
        let words = match request.invitation {
            None => words(journey.id, None, &[request.key]),
            invitation => {
                let Some(own) = own_key(store, journey)? else {
                    continue;
                };
                words(journey.id, invitation, &[own, request.key])
            }
        };
        all.push(Asking {
            name: name.to_owned(),
            request,
            words,
        });
    }
    Ok(all)
}

/// Returns the key of this machine, or else the one with which it was admitted.
fn own_key(store: &mut Store, journey: &Journey) -> Result<Option<PublicKey>, ExchangeError> {
    match store.identity() {
        Ok((_, key)) => Ok(Some(key)),
        Err(StoreError::KeyGone(_)) => {
            let admission = journey.devices.get(&store.device()?);
            Ok(admission.and_then(|admission| admission.key.parse().ok()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Keeps the request of an answer until it is dealt with; returns whether the text is an answer. One that
/// was refused counts again only where it is handed over `anew`.
///
/// # Errors
/// [`ExchangeError::Spent`] and [`ExchangeError::Uninvited`] where its invitation lets nobody in, or not
/// whoever answers it.
pub(super) fn take_answer(
    store: &Store,
    journey: &Journey,
    bytes: &[u8],
    anew: bool,
) -> Result<bool, ExchangeError> {
    let Some(answer) = Answer::read(bytes) else {
        return Ok(false);
    };
    let mut people = journey.people.authors();
    let author = people.find(|author| author.person == answer.person);
    let Some(author) = author.filter(|_| answer.journey == journey.id) else {
        return Ok(true);
    };
    // A machine that was retired comes back under a new name.
    if answer.device == store.device()? || store.was_admitted(journey.id, answer.device)? {
        return Ok(true);
    }
    let is_asked_for = match answer.invitation {
        Some(invitation) => match store.invitation_is_open(invitation)? {
            Some(false) => return Err(ExchangeError::Spent),
            Some(true) => {
                refuse_uninvited(store, journey, invitation, &author)?;
                true
            }
            None => false,
        },
        None => journey.is_linked(),
    };
    if is_asked_for {
        let request = Request {
            device: answer.device,
            invitation: answer.invitation,
            person: answer.person,
            key: answer.key,
            seal: answer.seal,
        };
        store.keep_request(journey.id, &request, anew)?;
    }
    Ok(true)
}

/// Refuses a person whom an invitation of this machine is not for.
fn refuse_uninvited(
    store: &Store,
    journey: &Journey,
    invitation: Uuid,
    author: &Author,
) -> Result<(), ExchangeError> {
    let made = store.invitation(invitation)?;
    let made = made.and_then(|text| Invitation::read(text.as_bytes()));
    let member = Member {
        person: author.person,
        name: author.name.clone(),
        party: author.party,
    };
    match made.is_some_and(|made| made.as_it_stands(journey).is_for(&member)) {
        true => Ok(()),
        false => Err(ExchangeError::Uninvited {
            name: member.name,
            party: member.party.word(),
        }),
    }
}

/// Admits a machine, once both sides have read the same words. Returns for whom this one speaks since.
///
/// # Errors
/// [`ExchangeError::Spent`] where its invitation let somebody in already, and what a commit may meet.
pub fn admit(
    store: &mut Store,
    open: &mut OpenJourney,
    author: &Author,
    asking: &Asking,
    moment: Moment,
) -> Result<Author, ExchangeError> {
    let request = &asking.request;
    if let Some(invitation) = request.invitation
        && store.invitation_is_open(invitation)? != Some(true)
    {
        return Err(ExchangeError::Spent);
    }
    // Whoever invited speaks here, whoever acts.
    let author = &match request.invitation {
        Some(invitation) => host(store, open, invitation)?.unwrap_or_else(|| author.clone()),
        None => author.clone(),
    };
    let (device, key) = store.identity()?;
    let own = Machine {
        device,
        person: author.person,
        key: key.to_string(),
    };
    let act = Act::Admit {
        machine: Machine {
            device: request.device,
            person: request.person,
            key: request.key.to_string(),
        },
        own,
        vouched: store.all_so_far(open.journey.id)?,
    };
    store.commit(open, author, &[act], moment)?;
    store.answer(open.journey.id, request)?;
    store.set_member(open.journey.id, author.person)?;
    Ok(author.clone())
}

/// Refuses a machine whose words differ. It may ask anew, and its invitation stays open.
///
/// # Errors
/// [`ExchangeError`] where the database cannot be written.
pub fn refuse(store: &Store, journey: JourneyId, asking: &Asking) -> Result<(), ExchangeError> {
    Ok(store.refuse(journey, asking.request.device)?)
}

/// Returns who made an invitation, as they take part now.
fn host(
    store: &Store,
    open: &OpenJourney,
    invitation: Uuid,
) -> Result<Option<Author>, ExchangeError> {
    let text = store.invitation(invitation)?;
    let made = text.and_then(|text| Invitation::read(text.as_bytes()));
    let mut authors = open.journey.people.authors();
    Ok(made.and_then(|made| authors.find(|author| author.person == made.from)))
}
