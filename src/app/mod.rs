//! The terminal program without a terminal: what is on the screen, what a key does, what is to be
//! done outside. Knows the domain only; files, clock, database and drawing are somebody else's.

mod bindings;
mod command;
mod contexts;
mod form;
mod gate;
mod goals;
mod guide;
mod hires;
mod history;
mod key;
mod meeting;
mod message;
mod pick;
mod place;
mod plan;
mod screens;
mod shared;
mod start;
mod state;
mod today;
mod topic;
mod update;
mod view;

pub use bindings::{BINDINGS, footer};
pub use command::Command;
pub use contexts::ContextList;
pub use form::{Field, FieldKind, Form};
pub use gate::{GateStage, GateView};
pub use guide::goals_of;
pub use key::Binding;
pub use meeting::{Entry, Side};
pub use message::{Effect, MinutesTo, Msg, Proposal, RoleChoice, StartRequest, Target};
pub use pick::Pick;
pub use place::{Place, Screen};
pub use plan::Column;
pub use ratatui_textarea::{Input, Key};
pub(crate) use screens::screens;
pub use shared::{NoteKind, Overlay};
pub use start::Step;
pub use state::State;
pub use today::sections;
pub use topic::note_of;
pub use update::update;
