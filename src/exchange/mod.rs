//! How a journey lives on several machines: invited, joined, admitted, synced. Brings the store and the
//! carriers together; knows no terminal.

/// The largest file that is taken in, in bytes.
pub const HANDED_MAX: usize = crate::lane::text::TEXT_MAX;

mod error;
mod invitation;
mod join;
mod link;
mod place;
mod sync;

pub use error::ExchangeError;
pub use invitation::{Invitation, Member, invites};
pub use join::{Joined, Joining, Waits, invitations, join, joining, waits};
pub use link::{Asking, admit, asking, invite, refuse, renew};
pub use place::{Carriers, Place, shown};
pub use sync::{Came, Synced, handed, handed_back, sync, take_file};
