//! Who may read something. Knows no record.

use serde::{Deserialize, Serialize};

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
