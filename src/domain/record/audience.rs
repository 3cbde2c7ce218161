//! Who may read something. Knows no record.

use serde::{Deserialize, Serialize};

use crate::domain::plan::people::{Party, PersonId};

/// Who may read a change: a log is cut into one lane for each audience.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody who takes part.
    #[default]
    Journey,
    /// The hire and the mentor.
    Pair,
    /// Its author alone.
    Author,
}

impl Audience {
    /// Every audience, the widest first.
    pub const ALL: [Self; 3] = [Self::Journey, Self::Pair, Self::Author];
}

/// Who reads: somebody in a place, today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The place.
    pub party: Party,
    /// Who is in it; nobody where it is free.
    pub person: Option<PersonId>,
}

impl Reader {
    /// Returns whether the reader may read what somebody wrote for an audience.
    pub fn may_read(self, audience: Audience, author: PersonId) -> bool {
        let is_author = self.person == Some(author);
        match audience {
            Audience::Journey => true,
            Audience::Pair => self.party != Party::Manager || is_author,
            Audience::Author => is_author,
        }
    }
}
