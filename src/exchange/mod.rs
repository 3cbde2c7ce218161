//! How a journey lives on several machines: invited, joined, admitted, synced. Brings the store and the
//! carriers together; knows no terminal.

/// The largest file that is taken in, in bytes.
pub const HANDED_MAX: usize = crate::lane::text::TEXT_MAX;

mod error;
mod invitation;
mod link;
mod place;
mod sync;

pub use error::ExchangeError;
pub use invitation::{Invitation, Member, invites};
pub use link::{Asking, Joined, Joining, admit, asking, invite, join, joining, renew};
pub use place::{Carriers, Place, shown};
pub use sync::{Came, Synced, handed, handed_back, sync, take_file};
