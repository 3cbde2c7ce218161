//! An invitation and the answer to it, as they lie in a folder or a file. Each is one line of JSON.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::plan::people::{Party, PersonId};
use crate::domain::record::audience::Audience;
use crate::domain::record::device::Vouched;
use crate::domain::record::ids::{DeviceId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::domain::words::text::is_clean;
use crate::lane::key::{PublicKey, Signature};
use crate::lane::text::LINE_MAX;

use super::error::{Difference, ExchangeError};

/// The format of an invitation.
const INVITATION: &str = "invitation/1";

/// The format of an answer.
const ANSWER: &str = "answer/1";

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The part.
    pub party: Party,
}

/// An invitation to a journey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    onramp: String,
    /// Names it.
    pub id: Uuid,
    /// The journey.
    pub journey: JourneyId,
    /// The role.
    pub title: String,
    /// Who takes part.
    pub people: Vec<Member>,
    /// Who invites.
    pub from: PersonId,
    /// On which machine.
    pub device: DeviceId,
    /// With which key.
    pub key: PublicKey,
    /// What those who are invited get to read.
    pub audience: Audience,
    /// The lanes of earlier devices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vouched: Vec<Vouched>,
}

/// The answer of somebody who joins, or of a machine that is new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    onramp: String,
    /// The journey.
    pub journey: JourneyId,
    /// The invitation; none where a machine of somebody who takes part already is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<Uuid>,
    /// The machine.
    pub device: DeviceId,
    /// Whose it is, as it says.
    pub person: PersonId,
    /// Its key.
    pub key: PublicKey,
    /// When it asked, in milliseconds since 1970: one that was refused may ask anew.
    pub asked: i64,
    /// The seal of that key over all the rest, so that nobody answers with a key of another.
    pub seal: String,
}

/// What an invitation says, without its format.
pub struct Invites<'i> {
    /// The journey.
    pub journey: JourneyId,
    /// The role.
    pub title: &'i str,
    /// Who takes part.
    pub people: Vec<Member>,
    /// Who invites.
    pub from: PersonId,
    /// On which machine, with which key.
    pub device: (DeviceId, PublicKey),
    /// What those who are invited get to read.
    pub audience: Audience,
    /// The lanes of earlier devices.
    pub vouched: Vec<Vouched>,
}

/// Returns whether an invitation to a place where an audience reads is for somebody in a part.
pub fn invites(inviter: Option<Party>, audience: Audience, party: Party) -> bool {
    match audience {
        // Where a manager invites, everybody else is a guest.
        Audience::Journey => party == Party::Manager || inviter == Some(Party::Manager),
        Audience::Pair | Audience::Author => party != Party::Manager,
    }
}

impl Invitation {
    /// Returns an invitation.
    pub fn new(id: Uuid, invites: Invites<'_>) -> Self {
        let (device, key) = invites.device;
        Self {
            onramp: INVITATION.to_owned(),
            id,
            journey: invites.journey,
            title: invites.title.to_owned(),
            people: invites.people,
            from: invites.from,
            device,
            key,
            audience: invites.audience,
            vouched: invites.vouched,
        }
    }

    /// Returns the invitation in a text, where it is one.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let line = line(bytes).filter(|line| line.len() <= LINE_MAX)?;
        let invitation: Self = serde_json::from_slice(line).ok()?;
        let mut names = invitation.people.iter().map(|member| &member.name);
        let is_clean = is_clean(&invitation.title) && names.all(|name| is_clean(name));
        (invitation.onramp == INVITATION && is_clean).then_some(invitation)
    }

    /// Returns its line.
    pub fn text(&self) -> String {
        line_of(self)
    }

    /// Returns the same with the role and the people as they stand in the journey now.
    #[must_use]
    pub fn as_it_stands(self, journey: &Journey) -> Self {
        Self {
            title: journey.role.title.clone(),
            people: members(journey),
            ..self
        }
    }

    /// Refuses a journey in which the role or the people are not those that it says.
    ///
    /// # Errors
    /// [`ExchangeError::Differs`] with the first difference.
    pub fn check(&self, journey: &Journey) -> Result<(), ExchangeError> {
        let differs = |part, said: Option<&str>, is: Option<&str>| {
            Err(ExchangeError::Differs(Difference {
                part,
                said: said.map(str::to_owned),
                is: is.map(str::to_owned),
                host: self.host().to_owned(),
            }))
        };
        let people = members(journey);
        let of = |people: &[Member], party| {
            let member = people.iter().find(|member| member.party == party);
            member.map(|member| member.name.clone())
        };
        if let Some(said) = self.people.iter().find(|member| !people.contains(member)) {
            let is = of(&people, said.party);
            return differs(said.party.word(), Some(&said.name), is.as_deref());
        }
        if let Some(is) = people.iter().find(|member| !self.people.contains(member)) {
            return differs(is.party.word(), None, Some(&is.name));
        }
        match self.title == journey.role.title {
            true => Ok(()),
            false => differs("the role", Some(&self.title), Some(&journey.role.title)),
        }
    }

    /// Returns whether it is for somebody who takes part.
    pub fn is_for(&self, member: &Member) -> bool {
        let inviter = self.people.iter().find(|member| member.person == self.from);
        let inviter = inviter.map(|member| member.party);
        invites(inviter, self.audience, member.party)
    }

    /// Returns the name of whoever invites.
    pub fn host(&self) -> &str {
        self.name_of(self.from)
    }

    /// Returns the name of the hire.
    pub fn hire(&self) -> &str {
        let hire = self
            .people
            .iter()
            .find(|member| member.party == Party::Hire);
        hire.map_or("somebody", |hire| &hire.name)
    }

    fn name_of(&self, person: PersonId) -> &str {
        let member = self.people.iter().find(|member| member.person == person);
        member.map_or("somebody", |member| &member.name)
    }
}

/// Returns who takes part in a journey.
pub(super) fn members(journey: &Journey) -> Vec<Member> {
    let authors = journey.people.authors();
    authors
        .map(|author| Member {
            person: author.person,
            name: author.name,
            party: author.party,
        })
        .collect()
}

impl Answer {
    /// Returns an answer, without its seal.
    pub fn new(
        journey: JourneyId,
        invitation: Option<Uuid>,
        person: PersonId,
        (device, key): (DeviceId, PublicKey),
        asked: i64,
    ) -> Self {
        Self {
            onramp: ANSWER.to_owned(),
            journey,
            invitation,
            device,
            person,
            key,
            asked,
            seal: String::new(),
        }
    }

    /// Returns what its seal is over.
    pub fn message(&self) -> String {
        let invitation = self.invitation.map(|id| id.to_string());
        format!(
            "onramp answer 1 {} {} {} {} {} {}\n",
            self.journey.0,
            invitation.as_deref().unwrap_or("-"),
            self.device.0,
            self.person.0,
            self.key,
            self.asked,
        )
    }

    /// Returns the answer with its seal.
    #[must_use]
    pub fn sealed(mut self, seal: &Signature) -> Self {
        self.seal = seal.armored(&self.key);
        self
    }

    /// Returns the answer in a text, where it is one and its seal is good.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let answer: Self = serde_json::from_slice(line(bytes)?).ok()?;
        let seal = Signature::from_armored(&answer.seal, &answer.key)?;
        let is_good = answer.key.verifies(answer.message().as_bytes(), &seal);
        (answer.onramp == ANSWER && is_good).then_some(answer)
    }

    /// Returns its line.
    pub fn text(&self) -> String {
        line_of(self)
    }
}

/// Returns the first line of a text.
fn line(bytes: &[u8]) -> Option<&[u8]> {
    bytes.split(|byte| *byte == b'\n').next()
}

/// Returns a value as a line of JSON, its format first.
fn line_of(value: &impl Serialize) -> String {
    // Nothing in it can fail to be written.
    let line = serde_json::to_string(value).unwrap_or_default();
    format!("{line}\n")
}
