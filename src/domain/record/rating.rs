//! How both sides say it goes: a rating belongs to a round, that of a 1:1 or the one ahead of the
//! next. Decides who may read a number.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::plan::people::{Mark, Party};
use crate::domain::record::ids::ChangeId;

/// What stands for the round of ratings ahead of the first 1:1.
pub const FIRST_ROUND: ChangeId = ChangeId(Uuid::nil());

/// What both sides said of how it goes: in a 1:1, or ahead of the next one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// How each side felt, as far as both may know it.
    pub ratings: BTreeMap<Party, Rating>,
    /// Who has rated, where the numbers stay with them until both have.
    pub given: BTreeMap<Party, Mark>,
    /// What was rated here and is shown to the other side once both have rated.
    pub held_back: BTreeMap<Party, Rating>,
}

impl Round {
    pub(super) fn is_empty(&self) -> bool {
        self.ratings.is_empty() && self.given.is_empty() && self.held_back.is_empty()
    }

    fn has_rated(&self, party: Party) -> bool {
        self.ratings.contains_key(&party) || self.given.contains_key(&party)
    }
}

/// What was said for a 1:1: in it, and ahead of it. What was said in it goes first.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    rounds: [Option<&'a Round>; 2],
    is_closed: bool,
}

impl<'a> Said<'a> {
    /// Returns what was said in a 1:1 and ahead of it.
    pub(super) fn of(rounds: [Option<&'a Round>; 2], is_closed: bool) -> Self {
        Self { rounds, is_closed }
    }

    /// Returns whether a side has rated.
    pub fn has_rated(self, party: Party) -> bool {
        self.rounds().any(|round| round.has_rated(party))
    }

    /// Returns the rating of a side, as far as a reader may see it: one's own always, the other's once
    /// one has rated oneself or the 1:1 is closed.
    pub fn rating(self, party: Party, reader: Party) -> Option<&'a Rating> {
        let may_see = party == reader || self.has_rated(reader) || self.is_closed;
        self.rounds().find_map(|round| {
            let own = round.held_back.get(&party).filter(|_| party == reader);
            own.or_else(|| round.ratings.get(&party).filter(|_| may_see))
        })
    }

    /// Returns whether the 1:1 is closed, after which nothing of it changes.
    pub fn is_closed(self) -> bool {
        self.is_closed
    }

    /// Returns whether what a side held back may be shown to the other side.
    pub fn may_show(self, party: Party) -> bool {
        self.is_closed || self.has_rated(party.other_side())
    }

    fn rounds(self) -> impl Iterator<Item = &'a Round> {
        self.rounds.into_iter().flatten()
    }
}

/// Somebody who takes part in the 1:1s. What asks for this type cannot be made for the manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pair {
    /// The hire.
    Hire,
    /// The mentor.
    Mentor,
}

impl Pair {
    /// Both of them.
    pub const BOTH: [Self; 2] = [Self::Hire, Self::Mentor];

    /// Returns a party as one of the two; nothing for the manager.
    pub fn of(party: Party) -> Option<Self> {
        Self::BOTH.into_iter().find(|one| one.party() == party)
    }

    /// Returns the party.
    pub fn party(self) -> Party {
        match self {
            Self::Hire => Party::Hire,
            Self::Mentor => Party::Mentor,
        }
    }
}

/// What each side rated something, if it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The hire's.
    pub hire: Option<u8>,
    /// The mentor's.
    pub mentor: Option<u8>,
}

impl Sides {
    /// Returns what each side said of an aspect, as far as a reader may see it.
    pub fn of(said: Said<'_>, aspect: Aspect, reader: Pair) -> Self {
        let by = |party| {
            let rating = said.rating(party, reader.party());
            rating.map(|rating| rating.of(aspect))
        };
        Self {
            hire: by(Party::Hire),
            mentor: by(Party::Mentor),
        }
    }
}

/// How one side feels, each from 1 to 5.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// How clear it is what is expected.
    pub role_clarity: u8,
    /// How sure the hire is to manage it.
    pub confidence: u8,
    /// How much the hire belongs.
    pub belonging: u8,
    /// A line beside it, where there is one.
    pub words: Option<String>,
    /// Who gave it, and when.
    pub mark: Mark,
    /// A sentence on what was rated, where there is one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub why: BTreeMap<Aspect, String>,
}

/// What is rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// How clear it is what is expected.
    RoleClarity,
    /// How sure the hire is to manage it.
    Confidence,
    /// How much the hire belongs.
    Belonging,
}

impl Aspect {
    /// Every aspect, in the order in which it is asked for.
    pub const ALL: [Self; 3] = [Self::RoleClarity, Self::Confidence, Self::Belonging];

    /// Returns the words that people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::RoleClarity => "role clarity",
            Self::Confidence => "confidence",
            Self::Belonging => "belonging",
        }
    }
}

impl Rating {
    /// Returns all that was said beside the numbers, or nothing if that is nothing.
    pub fn said(&self) -> Option<String> {
        let why = self.why.iter();
        let why = why.map(|(aspect, words)| format!("{}: {words}", aspect.word()));
        let all: Vec<String> = why.chain(self.words.clone()).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }

    /// Returns the rating of an aspect, from 1 to 5.
    pub fn of(&self, aspect: Aspect) -> u8 {
        match aspect {
            Aspect::RoleClarity => self.role_clarity,
            Aspect::Confidence => self.confidence,
            Aspect::Belonging => self.belonging,
        }
    }
}
