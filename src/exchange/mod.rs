//! How a journey lives on several machines: invited, joined, admitted, synced. Brings the store and the
//! carriers together; knows no terminal.

mod error;
mod file;
mod import;
mod invitation;
mod join;
mod link;
mod place;
mod renew;
mod sync;

pub use crate::carrier::stop_all;
pub use error::ExchangeError;
pub use file::{HANDED_MAX, read};
pub use import::import;
pub use invitation::{Answer, Invitation, Member, invites};
pub use join::{Joined, Joining, Waits, invitations, join, joining, waits};
pub use link::{Asking, admit, asking, forget, guests, invite, refuse};
pub use place::{Carriers, Place, shown};
pub use renew::{Renewed, renew};
pub use sync::{Came, Synced, handed, handed_back, sync, take_file};
