//! Linking machines: one invites, another joins, the first admits it.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::error::ExchangeError;
use super::invitation::{Answer, Invitation, Invites, Member, invites};
use super::place::{Carriers, Place};
use super::sync::{handed, publish};
use crate::carrier::{Carrier, Marks};
use crate::domain::acts::act::{Act, Machine};
use crate::domain::plan::people::{Author, PersonId};
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Moment;
use crate::domain::record::ids::JourneyId;
use crate::domain::record::journey::Journey;
use crate::lane::key::PublicKey;
use crate::lane::text::{self, Lane};
use crate::lane::words::six_words;
use crate::store::{Ends, Meeting, OpenJourney, Request, Store, StoreError, Trust};

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

fn new_meeting(place: &Place, audience: Audience) -> Meeting {
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

/// An invitation that was found, with what lies beside it.
#[derive(Debug)]
pub struct Joining {
    /// The invitation.
    pub invitation: Invitation,
    place: Place,
    lanes: Vec<Lane>,
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
    let mut found = match place {
        Place::File(path) => {
            let bytes = std::fs::read(path)
                .map_err(|error| ExchangeError::File(path.clone(), error.to_string()))?;
            vec![(Invitation::read(&bytes), bytes)]
                .into_iter()
                .filter_map(|(invitation, bytes)| {
                    let rest = bytes.iter().position(|byte| *byte == b'\n')? + 1;
                    let lanes = text::read(bytes.get(rest..)?).unwrap_or_default();
                    Some((invitation?, lanes))
                })
                .collect()
        }
        Place::Folder(_) | Place::Git(_) => at_carrier(carriers.open(place)?.as_mut())?,
    };
    if let Some(wanted) = wanted {
        found.retain(|(invitation, _)| {
            invitation.hire().to_lowercase() == wanted.trim().to_lowercase()
        });
    }
    let known = store.journeys()?;
    let (here, mut found): (Vec<_>, Vec<_>) = found
        .into_iter()
        .partition(|(invitation, _)| known.iter().any(|name| name.id == invitation.journey));
    let hires: std::collections::BTreeSet<&str> = found
        .iter()
        .map(|(invitation, _)| invitation.hire())
        .collect();
    if hires.len() > 1 {
        let hires = hires.into_iter().collect::<Vec<_>>().join(", ");
        return Err(ExchangeError::SeveralInvitations(place.name(), hires));
    }
    let (invitation, lanes) = match (found.pop(), here.first()) {
        (Some(found), _) => found,
        (None, Some((invitation, _))) => {
            return Err(ExchangeError::Joined(invitation.hire().to_owned()));
        }
        (None, None) => return Err(ExchangeError::NoInvitation(place.name())),
    };
    Ok(Joining {
        invitation,
        place: place.clone(),
        lanes,
    })
}

/// Returns every invitation of a carrier with the lanes beside it, the newest last.
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
}

/// Takes the journey of an invitation in and answers it for a person.
///
/// # Errors
/// [`ExchangeError`] where what came with it does not hold together, and what the store and the
/// carrier may meet. The database is as it was then.
pub fn join(
    store: &mut Store,
    joining: &Joining,
    person: PersonId,
    carriers: &Carriers,
    now: i64,
) -> Result<Joined, ExchangeError> {
    let invitation = &joining.invitation;
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
        handed_back_to: None,
    };
    store
        .take(invitation.journey, &joining.lanes, &trust, now)
        .map_err(|error| match error {
            StoreError::NoJourney => ExchangeError::BadInvitation(joining.place.name()),
            error => error.into(),
        })?;
    store.set_member(invitation.journey, person)?;
    let answer = answer(
        store,
        invitation.journey,
        Some(invitation.id),
        person,
        identity,
    )?;
    let answer = match &joining.place {
        Place::File(_) => Some(answer),
        place => {
            let open = store.load(invitation.journey)?;
            let mut meeting = new_meeting(place, invitation.audience);
            let mut carrier = carriers.open(place)?;
            let fetched = carrier.fetch(&invitation.journey.0.to_string(), &Marks::new())?;
            publish(store, &open, carrier.as_mut(), &mut meeting, &fetched.marks)?;
            store.keep_meeting(invitation.journey, &meeting)?;
            None
        }
    };
    Ok(Joined {
        journey: invitation.journey,
        words: words(
            invitation.journey,
            Some(invitation.id),
            &[invitation.key, identity.1],
        ),
        answer,
    })
}

fn answer(
    store: &mut Store,
    journey: JourneyId,
    invitation: Option<Uuid>,
    person: PersonId,
    identity: (crate::domain::record::ids::DeviceId, PublicKey),
) -> Result<String, ExchangeError> {
    let answer = Answer::new(journey, invitation, person, identity);
    let seal = store.sign(&answer.message())?;
    let text = answer.sealed(&seal).text();
    store.keep_own_answer(journey, &text)?;
    Ok(text)
}

/// Returns the words that both sides of an admission read to each other.
fn words(journey: JourneyId, invitation: Option<Uuid>, keys: &[PublicKey]) -> String {
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
    let answer = answer(store, id, None, person, identity)?;
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

/// Takes an answer that was handed over in a file; returns whether the text is one of this journey.
pub(super) fn take_answer(
    store: &Store,
    journey: &Journey,
    bytes: &[u8],
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
        };
        store.keep_request(journey.id, &request)?;
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
