//! The people of a journey and the marks they leave. Knows nothing of goals.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::words::text::folded;

/// The part somebody plays in a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// Follows the plan and claims what is done.
    Hire,
    /// Confirms what is done and runs the 1:1.
    Mentor,
    /// Reads the summary.
    Manager,
}

impl Party {
    /// Every party, in the order in which the program switches between them.
    pub const ALL: [Self; 3] = [Self::Hire, Self::Mentor, Self::Manager];

    /// Returns the word that users and files see.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hire => "hire",
            Self::Mentor => "mentor",
            Self::Manager => "manager",
        }
    }

    /// Returns whom a hire or a mentor meets in the 1:1.
    pub fn other_side(self) -> Self {
        match self {
            Self::Hire => Self::Mentor,
            Self::Mentor | Self::Manager => Self::Hire,
        }
    }

    /// Returns the party of a word, in any case.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|party| party.word().eq_ignore_ascii_case(word.trim()))
    }
}

/// Identifies a person of a journey; it stays when the name is corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PersonId(pub Uuid);

/// Somebody who takes part in a journey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Identifies the person.
    pub id: PersonId,
    /// The name.
    pub name: String,
}

/// Who made a change: the person, with the name and the part of that moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The person.
    pub person: PersonId,
    /// The name as it stood at the time of the change.
    pub name: String,
    /// The part played.
    pub party: Party,
}

impl std::fmt::Display for Author {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, the {}", self.name, self.party.word())
    }
}

/// Who did something, and on which day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The name of the one who did it.
    pub by: String,
    /// The day it counts for.
    pub on: NaiveDate,
}

/// The people of a journey: who plays each part now, and everybody who has taken part so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// Everybody who takes part or did, by their names of today.
    pub(in crate::domain) persons: BTreeMap<PersonId, String>,
    /// Who plays each part.
    pub(in crate::domain) seats: BTreeMap<Party, PersonId>,
}

impl People {
    /// Returns the people of a journey that begins.
    pub fn new(hire: Person, mentor: Option<Person>, manager: Option<Person>) -> Self {
        let mut people = Self {
            persons: BTreeMap::new(),
            seats: BTreeMap::new(),
        };
        let parts = [Some(hire), mentor, manager];
        for (party, person) in Party::ALL.into_iter().zip(parts) {
            if let Some(person) = person {
                people.seats.insert(party, person.id);
                people.persons.insert(person.id, person.name);
            }
        }
        people
    }

    /// Returns the hire's name.
    pub fn hire(&self) -> &str {
        self.name(Party::Hire).unwrap_or_default()
    }

    /// Returns the mentor's name, where one is named.
    pub fn mentor(&self) -> Option<&str> {
        self.name(Party::Mentor)
    }

    /// Returns the manager's name, where one is named.
    pub fn manager(&self) -> Option<&str> {
        self.name(Party::Manager)
    }

    /// Returns the name of a party, if somebody plays it.
    pub fn name(&self, party: Party) -> Option<&str> {
        self.name_of(self.person(party)?)
    }

    /// Returns the person who plays a party, if somebody does.
    pub fn person(&self, party: Party) -> Option<PersonId> {
        self.seats.get(&party).copied()
    }

    /// Returns the name of a person who takes part or did.
    pub fn name_of(&self, person: PersonId) -> Option<&str> {
        self.persons.get(&person).map(String::as_str)
    }

    /// Returns everybody who takes part or did, with their names.
    pub fn known(&self) -> impl Iterator<Item = (PersonId, &str)> {
        let persons = self.persons.iter();
        persons.map(|(person, name)| (*person, name.as_str()))
    }

    /// Returns two persons who go by one name, if there are any.
    pub fn namesakes(&self) -> Option<(PersonId, PersonId)> {
        self.known().find_map(|(person, name)| {
            let is_same = |other: &str| folded(other) == folded(name);
            let mut others = self.known().filter(|(other, _)| *other > person);
            let (other, _) = others.find(|(_, other)| is_same(other))?;
            Some((person, other))
        })
    }

    /// Returns whether a person plays a party now.
    pub fn takes_part(&self, person: PersonId) -> bool {
        self.seats.values().any(|seated| *seated == person)
    }

    /// Returns the author that acts as a party, if somebody plays it.
    pub fn author(&self, party: Party) -> Option<Author> {
        let person = self.person(party)?;
        let name = self.name_of(person)?.to_owned();
        Some(Author {
            person,
            name,
            party,
        })
    }

    /// Returns the authors of the journey, the hire first.
    pub fn authors(&self) -> impl Iterator<Item = Author> + '_ {
        Party::ALL
            .into_iter()
            .filter_map(|party| self.author(party))
    }
}
