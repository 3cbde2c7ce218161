//! The people of a journey and the marks they leave. Knows nothing of goals.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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

    /// Returns the party of a word, in any case.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|party| party.word().eq_ignore_ascii_case(word.trim()))
    }
}

/// Who made a change, by name and by the part played at that moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
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

/// The names in a journey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// The new hire.
    pub hire: String,
    /// The mentor, where one is named.
    pub mentor: Option<String>,
    /// The manager, where one is named.
    pub manager: Option<String>,
}

impl People {
    /// Returns the name of a party, if somebody plays it.
    pub fn name(&self, party: Party) -> Option<&str> {
        match party {
            Party::Hire => Some(&self.hire),
            Party::Mentor => self.mentor.as_deref(),
            Party::Manager => self.manager.as_deref(),
        }
    }

    /// Returns the author that acts as a party, if somebody plays it.
    pub fn author(&self, party: Party) -> Option<Author> {
        self.name(party).map(|name| Author {
            name: name.to_owned(),
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
