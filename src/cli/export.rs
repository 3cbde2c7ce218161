//! `export`: the summary for a reader outside, printed or written to a file.

use chrono::NaiveDate;
use clap::Args;

use super::as_of::AsOf;
use super::context::Context;
use super::failure::Failure;
use super::free::Free;
use super::out::Out;
use super::page::Form;
use super::session::Session;
use crate::domain::plan::people::Party;
use crate::domain::words::text::clean;
use crate::domain::words::when::Lean;
use crate::report::blocks::Page;
use crate::report::pages::summary::{self, since_by_default};
use crate::report::write::markdown;

/// What goes into a summary, and where it goes.
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    as_of: AsOf,
    /// The first day of what moved [default: 7 days ago]
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true, value_parser = Free)]
    since: Option<String>,
    /// Five lines at most, for a chat or a mail
    #[arg(long, conflicts_with_all = ["format", "since"])]
    short: bool,
    #[command(flatten)]
    form: Form,
}

/// Prints or writes the summary.
pub(super) fn run(args: &Export, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    if context.json {
        return Err(Failure::Usage {
            message: "the summary is for people, not JSON".to_owned(),
            hint: "`onramp status --json` is for programs".to_owned(),
        });
    }
    let mut session = args.as_of.session(context)?;
    if args.short {
        let changes = session.changes()?;
        let lines = summary::short(session.journey(), &changes, session.today());
        return args.form.put(&(lines.join("\n") + "\n"), context, out);
    }
    let since = match &args.since {
        Some(text) => session.date("--since", text, Lean::Past)?,
        None => since_by_default(session.today()),
    };
    args.form.hand_on(&page(&mut session, since)?, context, out)
}

/// Returns the summary of a journey since a day, in Markdown.
pub(super) fn summary(session: &mut Session, since: NaiveDate) -> Result<String, Failure> {
    Ok(clean(&markdown::page(&page(session, since)?)))
}

fn page(session: &mut Session, since: NaiveDate) -> Result<Page, Failure> {
    session.read_all_notes()?;
    let changes = session.changes()?;
    let (journey, today) = (session.journey(), session.today());
    Ok(summary::summary(
        journey,
        &changes,
        today,
        since,
        Party::Manager,
    ))
}
