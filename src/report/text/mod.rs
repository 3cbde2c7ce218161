//! What commands print for people: plain lines of a given width, each with a tone. Knows no
//! terminal and no colour; every meaning is in the words and marks.

mod days;
mod edition;
mod goals;
mod meet;
mod page;
mod ratings;
mod remind;
mod review;
mod status;
mod trend;

pub use days::{holidays, leaves};
pub use edition::{change, difference};
pub use goals::{goals, left, next, show};
pub use meet::{actions, agenda, meetings, record};
pub use page::{Line, Page, Tone};
pub use remind::{reminders, reminders_in_short};
pub use review::{left_to_answer, reviews};
pub use status::{journeys, log, status};
pub use trend::trend;
