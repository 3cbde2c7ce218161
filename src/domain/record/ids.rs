//! The names of what is recorded. Knows nothing of what bears them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Names a change; later ones sort behind earlier ones of the same device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ChangeId(pub Uuid);

/// Names a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct JourneyId(pub Uuid);

/// Names the database in which a change was made first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DeviceId(pub Uuid);
