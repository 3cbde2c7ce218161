//! Where things are, what the user has settled, and what day it is. Knows the domain only.

mod clock;
mod error;
mod places;
pub mod plain;
mod settings;
mod zone;

pub use clock::{Clock, ClockError, Reading};
pub use error::ConfigError;
pub use places::{Places, synced_folder};
pub use settings::Settings;
