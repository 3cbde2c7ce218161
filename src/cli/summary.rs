//! `summary`: what the mentor says in it. `export` prints it.

use clap::{Args, Subcommand};

use super::act::{perform, refuse_early};
use super::context::Context;
use super::failure::Failure;
use super::free::Free;
use super::out::Out;
use super::typed;
use crate::domain::acts::act::Act;

/// The word of the command, for hints.
const WORD: &str = "summary write";

/// What can be done with the summary.
#[derive(Debug, Subcommand)]
pub enum Summary {
    /// Write the mentor's paragraph, which stands in the summary until you write another
    Write(Write),
}

/// The mentor's paragraph.
#[derive(Debug, Args)]
pub struct Write {
    /// Markdown; `-` reads it from standard input, left out it opens $VISUAL or $EDITOR
    #[arg(allow_hyphen_values = true, value_parser = Free)]
    text: Option<String>,
}

impl Summary {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self::Write(write) = self;
        let mut session = context.session()?;
        let placeholder = Act::Summarize {
            text: "-".to_owned(),
        };
        refuse_early(&session, &placeholder, WORD)?;
        let own = session.journey().paragraphs.get(&session.acting.person);
        let present = own.map_or("", |paragraph| &paragraph.text);
        let text = typed::rewritten(present, write.text.as_deref(), "paragraph", "TEXT")?;
        perform(&mut session, &Act::Summarize { text }, WORD, context, out)
    }
}
