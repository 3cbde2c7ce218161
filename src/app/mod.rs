//! The terminal program without a terminal: what is on the screen, what a key does, what is to be
//! done outside. Knows the domain only; files, clock, database and drawing are somebody else's.

mod bindings;
mod form;
mod gate;
mod guide;
mod hires;
mod history;
mod meeting;
mod message;
mod pick;
mod plan;
mod start;
mod state;
mod today;
mod update;

pub use bindings::{BINDINGS, Binding, Chord, Command, Place, binding, footer};
pub use form::{Field, FieldKind, Form, FormKind, MeetingForm, Offer};
pub use gate::{GateRow, GateStage, GateView};
pub use guide::{GuideView, goals_of};
pub use hires::{HiresView, Shelved};
pub use history::HistoryView;
pub use meeting::{Entry, MeetingView, Side, note_of};
pub use message::{Effect, MinutesTo, Msg, StartRequest, Target};
pub use pick::{Choice, Pick, PickKind};
pub use plan::{Column, PlanView};
pub use ratatui_textarea::{Input, Key, TextArea};
pub use start::{RoleChoice, StartView, Step};
pub use state::{Note, NoteKind, Overlay, Proposal, Screen, State};
pub use today::{Section, sections};
pub use update::update;
