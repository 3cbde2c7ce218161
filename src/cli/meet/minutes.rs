//! `meet minutes`: the minutes of a 1:1, printed, written to a file or copied.

use std::path::PathBuf;

use clap::Args;

use super::record::{NUMBER_HELP, held};
use crate::cli::clipboard::{copy, terminal};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::file::{Over, write_file};
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::cli::typed::number;
use crate::domain::plan::people::Party;
use crate::domain::record::ids::ChangeId;
use crate::domain::words::text::clean;
use crate::report::json;
use crate::report::pages::minutes;
use crate::report::write::markdown as to_markdown;

/// Which minutes, and where they go.
#[derive(Debug, Args)]
pub struct Minutes {
    #[arg(value_name = "N", help = NUMBER_HELP, value_parser = number::<usize>, allow_negative_numbers = true)]
    number: Option<usize>,
    /// Write to a file instead of standard output
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if there is one
    #[arg(long)]
    force: bool,
    /// Copy them to the clipboard through the terminal (OSC 52)
    #[arg(long)]
    copy: bool,
}

impl Minutes {
    pub(super) fn run(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let session = context.session()?;
        if session.acting.party == Party::Manager {
            return Err(Failure::Withheld {
                message: "the notes of a 1:1 are between the hire and the mentor".to_owned(),
                hint:
                    "either of them can hand you the minutes; `onramp meet show` says when they met"
                        .to_owned(),
            });
        }
        let id = held(&session, self.number)?;
        let (rows, text) = markdown(&session, id)?;
        if self.copy && terminal().is_none() {
            return Err(Failure::NoClipboard);
        }
        let mut said = Vec::new();
        if let Some(file) = &self.output {
            said.push(write_file(file, &text, Over::forced(self.force), context)?);
        }
        if self.copy {
            copy(&text)?;
            said.push("Copied the minutes, where the terminal allows it.".to_owned());
        }
        if context.json {
            let file = self.output.as_ref();
            let file = file.map(|file| clean(&file.display().to_string()));
            return out.json(&json::minutes(rows.0, rows.1, text, file, self.copy));
        }
        match said.as_slice() {
            [] => out.text(&text),
            said => out.say(&said.join(" ")),
        }
    }
}

/// Returns the minutes of a 1:1 in Markdown, with its number and its day.
pub(super) fn markdown(
    session: &Session,
    id: ChangeId,
) -> Result<((usize, chrono::NaiveDate), String), Failure> {
    let journey = session.journey();
    let changes = session.store.changes(journey.id)?;
    let dates = session.standing().dates.clone();
    let minutes = minutes::minutes(journey, &changes, &dates, id)
        .ok_or_else(|| Failure::NoSuchMeeting("that 1:1 is no longer there".to_owned()))?;
    let text = clean(&to_markdown::page(&minutes.page));
    Ok(((minutes.number, minutes.on), text))
}
