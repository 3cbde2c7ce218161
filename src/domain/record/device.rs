//! Which devices speak for whom, once the people of a journey have one each. Knows no key and no carrier.

use serde::{Deserialize, Serialize};

use crate::domain::plan::people::{Mark, PersonId};
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::DeviceId;

/// That a device speaks for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admission {
    /// The person.
    pub person: PersonId,
    /// Who admitted it, and when.
    pub mark: Mark,
    /// The public key with which it seals what it writes, in OpenSSH's format.
    pub key: String,
    /// What lay in the lanes of earlier devices, which have no key here, when the journey was linked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vouched: Vec<Vouched>,
}

/// A lane as far as the device that links a journey vouches for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vouched {
    /// Who wrote it.
    pub device: DeviceId,
    /// Whom it is for.
    pub audience: Audience,
    /// How many changes there are in it.
    pub index: i64,
    /// The hash over all of them, as 64 hexadecimal digits.
    pub hash: String,
}
