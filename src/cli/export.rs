//! `export`: what others take from a journey, printed or written to a file: a summary, tables, a calendar.

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::as_of::AsOf;
use super::context::Context;
use super::failure::Failure;
use super::free::Free;
use super::out::Out;
use super::page::{self, Destination};
use super::session::Session;
use crate::domain::plan::people::Party;
use crate::domain::words::text::clean;
use crate::domain::words::when::full_date;
use crate::report::blocks::Page;
use crate::report::csv::{self, Table};
use crate::report::ics;
use crate::report::json;
use crate::report::pages::summary::{self, since_by_default};
use crate::report::readership::For;
use crate::report::write::markdown;

/// What goes into an export, and where it goes.
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    as_of: AsOf,
    /// The first day of what moved, or of a table of notes, changes or meetings [default of a summary: 7 days ago]
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true, value_parser = Free)]
    since: Option<String>,
    /// Five lines at most, for a chat or a mail
    #[arg(long, conflicts_with_all = ["format", "since", "table"])]
    short: bool,
    /// What it is [default: by the file's ending, or else md]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Which table, as CSV [default: goals]
    #[arg(long, value_enum)]
    table: Option<Name>,
    /// For whom: a table holds what that reader may know [default: manager]
    #[arg(long = "for", value_enum, value_name = "READER")]
    reader: Option<Reader>,
    /// With your private entries, as JSON only
    #[arg(long)]
    with_private: bool,
    #[command(flatten)]
    to: Destination,
}

/// What an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The summary in Markdown
    Md,
    /// The summary as one self-contained HTML file
    Html,
    /// A table for a spreadsheet
    Csv,
    /// A calendar, with actions as to-dos
    Ics,
    /// The journey with its whole log, for `onramp import`
    Json,
}

/// The name of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Name {
    /// A row for each goal
    Goals,
    /// A row for each shared note
    Notes,
    /// A row for each change
    Changes,
    /// A row for each rating, for the hire and the mentor only
    Ratings,
    /// A row for each action
    Actions,
    /// A row for each 1:1
    Meetings,
    /// A row for each gate review
    Verdicts,
}

/// For whom an export is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Reader {
    /// Anybody outside the 1:1s
    Manager,
    /// The hire
    Hire,
    /// The mentor
    Mentor,
}

impl From<Reader> for For {
    fn from(reader: Reader) -> Self {
        Self::from(match reader {
            Reader::Manager => Party::Manager,
            Reader::Hire => Party::Hire,
            Reader::Mentor => Party::Mentor,
        })
    }
}

/// Prints or writes the export.
pub(super) fn run(args: &Export, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    if context.json {
        return Err(usage(
            "an export has a format of its own",
            "`onramp export --format json` is the whole journey as JSON",
        ));
    }
    let format = args.format();
    if args.format.is_none() {
        args.to
            .check_ending(&["md", "markdown", "txt", "html", "htm", "csv", "ics", "json"])?;
    }
    if args.with_private && format != Format::Json {
        return Err(usage(
            "only JSON holds private entries",
            "say `--format json`, or leave --with-private out",
        ));
    }
    match format {
        _ if args.short => args.short(context, out),
        Format::Md => args.summary(page::Format::Md, context, out),
        Format::Html => args.summary(page::Format::Html, context, out),
        Format::Csv => args.table(context, out),
        Format::Ics => args.calendar(context, out),
        Format::Json => args.journey(context, out),
    }
}

impl Export {
    fn format(&self) -> Format {
        let ending = self.to.ending();
        match (self.format, self.table, ending.as_deref()) {
            (Some(format), ..) => format,
            (None, Some(_), _) | (None, None, Some("csv")) => Format::Csv,
            (None, None, Some("ics")) => Format::Ics,
            (None, None, Some("json")) => Format::Json,
            (None, None, Some("html" | "htm")) => Format::Html,
            (None, None, _) => Format::Md,
        }
    }

    fn short(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        if matches!(self.format(), Format::Csv | Format::Ics) {
            return Err(usage(
                "`--short` is a text of five lines",
                "name a file that ends in .txt or .md",
            ));
        }
        if !matches!(self.reader, None | Some(Reader::Manager)) {
            return Err(usage(
                "the five lines are for the manager",
                "leave --for out, or leave --short out for a whole page",
            ));
        }
        let session = self.as_of.session(context)?;
        let changes = session.changes()?;
        let lines = summary::short(session.journey(), &changes, session.today());
        self.to.put(&(lines.join("\n") + "\n"), context, out)
    }

    fn summary(
        &self,
        format: page::Format,
        context: &Context,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        if self.table.is_some() {
            return Err(usage(
                "only CSV holds a table",
                "say `--format csv`, or leave --table out",
            ));
        }
        let mut session = self.as_of.session(context)?;
        let reader = self.reader(&session)?;
        let since = match self.since(&session)? {
            Some(since) => since,
            None => since_by_default(session.today()),
        };
        let page = page(&mut session, since, reader)?;
        self.to.put(&format.text(&page), context, out)
    }

    fn table(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = self.as_of.session(context)?;
        let table = self.chosen(&session)?;
        if matches!(table, Table::Notes(..)) {
            session.read_all_notes()?;
        }
        let changes = session.changes()?;
        let text = csv::table(session.journey(), &changes, session.today(), table)?;
        self.to.put_data(&text, context, out)
    }

    /// Returns the table that was asked for, if its reader may have it.
    fn chosen(&self, session: &Session) -> Result<Table, Failure> {
        let name = self.table.unwrap_or(Name::Goals);
        let reader = self.reader(session)?;
        let since = self.since(session)?;
        if since.is_some() && !matches!(name, Name::Notes | Name::Changes | Name::Meetings) {
            return Err(usage(
                "`--since` is for the tables of notes, changes and meetings",
                "leave --since out; `--as-of DATE` looks back with any table",
            ));
        }
        Ok(match (name, reader) {
            (Name::Goals, _) => Table::Goals(reader),
            (Name::Notes, _) => Table::Notes(reader, since),
            (Name::Changes, _) => Table::Changes(reader, since),
            (Name::Actions, _) => Table::Actions,
            (Name::Meetings, _) => Table::Meetings(since),
            (Name::Verdicts, _) => Table::Verdicts,
            (Name::Ratings, For::Pair(pair)) => Table::Ratings(pair),
            (Name::Ratings, For::Manager) => {
                return Err(Failure::Withheld {
                    message: "ratings are between the hire and the mentor".to_owned(),
                    hint: "they may export them: add `--for hire` or `--for mentor`".to_owned(),
                });
            }
        })
    }

    /// Returns for whom it is, if the acting party may export that.
    fn reader(&self, session: &Session) -> Result<For, Failure> {
        let reader = self.reader.map_or(For::Manager, For::from);
        if session.acting.party == Party::Manager && reader != For::Manager {
            return Err(Failure::Withheld {
                message: "what the hire and the mentor share is not for the manager".to_owned(),
                hint: "leave --for out, or let one of them export it".to_owned(),
            });
        }
        Ok(reader)
    }

    fn calendar(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let idle = [
            (self.since.is_some(), "--since"),
            (self.table.is_some(), "--table"),
            (self.reader.is_some(), "--for"),
        ];
        if let Some((_, option)) = idle.into_iter().find(|(is_given, _)| *is_given) {
            return Err(usage(
                &format!("`{option}` does nothing for a calendar"),
                "leave it out: a calendar holds all dates, and is the same for every reader",
            ));
        }
        let session = self.as_of.session(context)?;
        let changes = session.changes()?;
        let text = ics::calendar(session.journey(), &changes, session.today());
        let text = text.map_err(std::io::Error::other)?;
        self.to.put_data(&text, context, out)
    }

    fn journey(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let idle = [
            (self.since.is_some(), "--since"),
            (self.table.is_some(), "--table"),
            (self.as_of.is_given(), "--as-of"),
        ];
        if let Some((_, option)) = idle.into_iter().find(|(is_given, _)| *is_given) {
            return Err(usage(
                &format!("`{option}` does nothing for JSON"),
                "leave it out: JSON holds the whole log",
            ));
        }
        let mut session = self.as_of.session(context)?;
        let reader = self.reader(&session)?;
        refuse_early(&session, reader)?;
        let id = session.journey().id;
        let mut lanes = session
            .store
            .lanes(id, |_, audience| reader.reads(audience))?;
        let person = session.acting.person;
        if self.with_private {
            lanes.extend(session.store.private_of(id, person)?);
        }
        let head = json::Head {
            journey: session.journey(),
            on: session.today(),
            by: &session.acting.name,
            person,
            reader: reader.party(),
            with_private: self.with_private,
        };
        let text = json::journey(&head, &lanes).map_err(std::io::Error::from)?;
        self.to.put_data(&text, context, out)?;
        let left_out = json::left_out(reader.party(), self.with_private);
        Out::stderr().say(&format!("Left out: {}.", left_out.join(", ")))
    }

    fn since(&self, session: &Session) -> Result<Option<NaiveDate>, Failure> {
        let Some(text) = &self.since else {
            return Ok(None);
        };
        let day = session.since(text)?;
        if day > session.today() {
            return Err(usage(
                &format!("--since: {} lies ahead", full_date(day)),
                "name a day that has come, as in `--since \"last fri\"`",
            ));
        }
        Ok(Some(day))
    }
}

/// Refuses the whole log where it would show what the other side rated before the reader did.
fn refuse_early(session: &Session, reader: For) -> Result<(), Failure> {
    let (For::Pair(_), acting) = (reader, session.acting.party) else {
        return Ok(());
    };
    let meetings = &session.journey().meetings;
    let said = meetings.said_in(meetings.round_now());
    let other = acting.other_side();
    match said.has_rated(other) && said.rating(other, acting).is_none() {
        true => Err(usage(
            "the log holds what the other side has rated for the next 1:1, and you have not rated yet",
            "`onramp check-in` rates; without --for the export is for the manager and holds no ratings",
        )),
        false => Ok(()),
    }
}

fn usage(message: &str, hint: &str) -> Failure {
    Failure::Usage {
        message: message.to_owned(),
        hint: hint.to_owned(),
    }
}

/// Returns the summary of a journey since a day, in Markdown.
pub(super) fn summary(session: &mut Session, since: NaiveDate) -> Result<String, Failure> {
    Ok(clean(&markdown::page(&page(session, since, For::Manager)?)))
}

fn page(session: &mut Session, since: NaiveDate, reader: For) -> Result<Page, Failure> {
    session.read_all_notes()?;
    let changes = session.changes()?;
    let (journey, today) = (session.journey(), session.today());
    Ok(summary::summary(journey, &changes, today, since, reader))
}
