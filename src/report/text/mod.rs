//! What commands print for people: plain lines of a given width, each with a tone. Knows no
//! terminal and no colour; every meaning is in the words and marks.

mod days;
mod documents;
mod edition;
mod goals;
mod guide;
mod meet;
mod page;
mod plan;
mod ratings;
mod remind;
mod review;
mod status;

pub use days::{holidays, leaves};
pub use documents::documents;
pub use edition::{change, difference};
pub use goals::{goals, left, next, show};
pub use guide::{CONTEXTS, contexts, page as guide_page, table_of_contents};
pub use meet::{actions, agenda, meetings, record};
pub use page::{Line, Page, Tone};
pub use plan::plan;
pub use remind::{reminders, reminders_in_short};
pub use review::{review, reviews};
pub use status::{journeys, log, status};
