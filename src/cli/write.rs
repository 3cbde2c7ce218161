//! `note` and `evidence`: what is written down on a goal.

use clap::Args;

use super::act::perform;
use super::context::Context;
use super::failure::Failure;
use super::free::Free;
use super::out::Out;
use super::typed;
use crate::domain::acts::act::Act;
use crate::domain::record::writing::Visibility;

/// The word that stands for the journey itself in place of a goal.
const JOURNEY: &str = "journey";

/// A note.
#[derive(Debug, Args)]
pub struct Note {
    /// The goal: 30.2, its short name, the beginning of one; or `journey` for the journey itself
    goal: String,
    /// Markdown; `-` reads it from standard input, left out it opens $VISUAL or $EDITOR
    #[arg(allow_hyphen_values = true, value_parser = Free)]
    text: Option<String>,
    /// Let nobody else read it
    #[arg(long)]
    private: bool,
    /// Put it on the agenda of the next 1:1 as a question
    #[arg(long)]
    question: bool,
}

impl Note {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let goal = if self.goal.eq_ignore_ascii_case(JOURNEY) {
            None
        } else {
            Some(session.goal(&self.goal)?.slug().clone())
        };
        let act = Act::Note {
            goal,
            text: typed::text(self.text.as_deref(), "note", "TEXT")?,
            visibility: if self.private {
                Visibility::Private
            } else {
                Visibility::Shared
            },
            question: self.question,
            meeting: None,
        };
        perform(&mut session, &act, "note", context, out)
    }
}

/// A piece of evidence.
#[derive(Debug, Args)]
pub struct Evidence {
    /// The goal: 30.2, its short name, or the beginning of one
    goal: String,
    /// An http, https, mailto or file link, or a path
    link: String,
    /// What it is
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true,
        value_parser = Free,
    )]
    label: String,
}

impl Evidence {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let act = Act::Evidence {
            goal: session.goal(&self.goal)?.slug().clone(),
            link: self.link,
            label: self.label,
        };
        perform(&mut session, &act, "evidence", context, out)
    }
}
