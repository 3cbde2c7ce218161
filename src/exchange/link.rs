//! Linking machines: one invites, and admits or refuses another that has joined.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::error::ExchangeError;
use super::invitation::{Answer, Invitation, Invites, Member, invites};
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
use crate::lane::text::{self, Lane};
use crate::lane::words::six_words;
use crate::store::{Ends, Meeting, OpenJourney, Request, Store};

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
    let mut others = journey.people.authors();
    let is_asked = |one: &Author| {
        one.person != author.person && invites(Some(author.party), audience, one.party)
    };
    if !others.any(|one| is_asked(&one)) {
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
    store.keep_invitation(journey.id, id, &meeting.place, &invitation.text())?;
    let file = match place {
        Place::File(_) => {
            let lanes = handed(store, open, audience)?;
            Some(format!("{}{lanes}", invitation.text()))
        }
        Place::Folder(_) | Place::Git(_) => {
            let mut carrier = carriers.open(place)?;
            let fetched = carrier.fetch(&journey.id.0.to_string(), &Marks::new())?;
            publish(store, open, carrier.as_mut(), &mut meeting, &fetched.marks)?;
            store.keep_meeting(journey.id, &meeting)?;
            None
        }
    };
    Ok(file)
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

fn members(journey: &Journey) -> Vec<Member> {
    let authors = journey.people.authors();
    authors
        .map(|author| Member {
            person: author.person,
            name: author.name,
            party: author.party,
        })
        .collect()
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

/// Gives this database a device of its own, and asks to be admitted with it where the journey is linked.
/// Returns the six words, and the answer to hand over where nothing is exchanged at a place.
///
/// # Errors
/// [`ExchangeError`] for what the store and the carriers may meet.
pub fn renew(
    store: &mut Store,
    open: &OpenJourney,
    person: PersonId,
    carriers: &Carriers,
    now: i64,
) -> Result<(String, String), ExchangeError> {
    let id = open.journey.id;
    let old = store.device()?;
    let mut shared = BTreeMap::new();
    for meeting in store.meetings(id)? {
        let mut carrier = carriers.open(&Place::kept(&meeting.place))?;
        let fetched = carrier.fetch(&id.0.to_string(), &Marks::new())?;
        let lanes = fetched
            .parcels
            .iter()
            .flat_map(|parcel| text::read(&parcel.bytes));
        let lanes: Vec<Lane> = lanes.flatten().collect();
        for lane in lanes.iter().filter(|lane| lane.header.lane.device == old) {
            let common = store.common(lane)?;
            let audience = lane.header.lane.audience;
            let least: &mut i64 = shared.entry(audience).or_insert(common);
            *least = common.min(*least);
        }
    }
    let identity = store.renew()?;
    store.set_member(id, person)?;
    // What lies here behind that, nobody else has.
    let ends = store.ends(id)?.remove(&old).unwrap_or_default();
    shared.retain(|audience, common| ends.get(audience).is_some_and(|last| last > common));
    store.keep_fork(id, old, &shared)?;
    let answer = answer(store, id, None, person, identity, now)?;
    let open = store.load(id)?;
    for mut meeting in store.meetings(id)? {
        let mut carrier = carriers.open(&Place::kept(&meeting.place))?;
        let fetched = carrier.fetch(&id.0.to_string(), &Marks::new())?;
        publish(store, &open, carrier.as_mut(), &mut meeting, &fetched.marks)?;
        store.keep_meeting(id, &meeting)?;
    }
    Ok((words(id, None, &[identity.1]), answer))
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
        let words = match request.invitation {
            None => words(journey.id, None, &[request.key]),
            invitation => {
                let (_, own) = store.identity()?;
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

/// Takes the answer in a text; returns whether it is one. One that was refused counts again only where
/// it is handed over `anew`.
pub(super) fn take_answer(
    store: &Store,
    journey: &Journey,
    bytes: &[u8],
    anew: bool,
) -> Result<bool, ExchangeError> {
    let Some(answer) = Answer::read(bytes) else {
        return Ok(false);
    };
    let is_new = answer.journey == journey.id
        && !journey.devices.contains_key(&answer.device)
        && journey.people.takes_part(answer.person)
        && answer.device != store.device()?;
    let is_asked_for = match answer.invitation {
        Some(invitation) => store.invitation_is_open(invitation)? == Some(true),
        None => journey.is_linked(),
    };
    let is_spent = match answer.invitation {
        Some(invitation) => store.invitation_is_open(invitation)? == Some(false),
        None => false,
    };
    if is_new && is_spent {
        return Err(ExchangeError::Spent);
    }
    if is_new && is_asked_for {
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
