//! The terminal program without a terminal: what is on the screen, what a key does, what is to be
//! done outside. Knows the domain only; files, clock, database and drawing are somebody else's.

mod bindings;
mod command;
mod form;
mod gate;
mod goals;
mod guide;
mod hires;
mod history;
mod key;
mod meeting;
mod message;
mod next;
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

pub use bindings::{BINDINGS, binding, footer};
pub use command::Command;
pub use form::{Field, FieldKind, Form, FormKind, MeetingForm, Offer};
pub use gate::{GateRow, GateStage, GateView};
pub use guide::{GuideView, goals_of};
pub use hires::HiresView;
pub use history::HistoryView;
pub use key::{Binding, Chord};
pub use meeting::{Entry, MeetingView, Side};
pub use message::{Effect, MinutesTo, Msg, Proposal, RoleChoice, StartRequest, Target};
pub use next::Next;
pub use pick::Pick;
pub use place::{Place, Screen};
pub use plan::{Column, PlanView};
pub use ratatui_textarea::{Input, Key, TextArea};
pub(crate) use screens::screens;
pub use shared::{Note, NoteKind, Overlay, Shared, Shelved};
pub use start::{StartView, Step};
pub use state::State;
pub use today::{Section, TodayView, sections};
pub use topic::note_of;
pub use update::update;
