//! What an answer to a key leads to: something outside, or another place in the program.

use super::command::Command;
use super::form::FormKind;
use super::message::Effect;
use crate::domain::act::Act;
use crate::domain::guide::Link;
use crate::domain::milestone::Milestone;
use crate::domain::plan::Slug;

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Something outside; or nothing at all.
    Do(Vec<Effect>),
    /// Another command.
    Run(Command),
    /// A form.
    FillIn(FormKind),
    /// A goal, on the Plan screen.
    Goal(Slug),
    /// An entry of the guide.
    Entry(Link),
    /// The gate review of a milestone.
    Gate(Milestone),
}

impl Next {
    /// Nothing more.
    pub const NOTHING: Self = Self::Do(Vec::new());
}

impl From<Effect> for Next {
    fn from(effect: Effect) -> Self {
        Self::Do(vec![effect])
    }
}

impl From<Act> for Next {
    fn from(act: Act) -> Self {
        Effect::Commit(vec![act]).into()
    }
}
