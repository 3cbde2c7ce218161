//! `holidays`: the days that nobody works.

mod ics;
mod yearly;

use std::collections::BTreeMap;
use std::io::Read as _;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use chrono::{Datelike as _, NaiveDate};
use clap::{Args, Subcommand};

use super::act::{answer, commit, message, perform};
use super::context::Context;
use super::failure::Failure;
use super::free::Free;
use super::out::Out;
use super::session::Session;
use crate::config::plain;
use crate::domain::acts::act::Act;
use crate::domain::words::text::count;
use crate::domain::words::when::Lean;
use crate::report::text::{Page, Tone};
use crate::report::{json, text};

/// The largest calendar file, in bytes.
const FILE_MAX: usize = 1024 * 1024;

/// How many events that were left out are listed.
const SKIPPED_MAX: usize = 20;

/// What can be done with the holidays.
#[derive(Debug, Subcommand)]
pub enum Holidays {
    /// Print the holidays
    List,
    /// Add a day
    Add(Add),
    /// Remove days
    Drop(Drop),
    /// Add the whole-day events of a calendar file (.ics)
    Import(Import),
}

/// Does what a command says.
pub(super) fn run(holidays: Holidays, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    match holidays {
        Holidays::List => list(context, out),
        Holidays::Add(args) => args.run(context, out),
        Holidays::Drop(args) => args.run(context, out),
        Holidays::Import(args) => args.run(context, out),
    }
}

fn list(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let session = context.session()?;
    if context.json {
        return out.json(&json::holidays(session.journey(), session.today()));
    }
    out.lines(&text::holidays(session.journey(), out.width()))
}

/// A day to add.
#[derive(Debug, Args)]
pub struct Add {
    /// The day
    #[arg(allow_hyphen_values = true, value_parser = Free)]
    date: String,
    /// What it is called
    name: Option<String>,
}

impl Add {
    fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let day = session.date("DATE", &self.date, Lean::Nearest)?;
        let days = BTreeMap::from([(day, self.name)]);
        let act = Act::AddHolidays { days };
        perform(&mut session, &act, "holidays add", context, out)
    }
}

/// Days to remove.
#[derive(Debug, Args)]
pub struct Drop {
    /// The days
    #[arg(required = true, value_name = "DATE")]
    dates: Vec<String>,
}

impl Drop {
    fn run(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let dates = self.dates.iter();
        let days = dates.map(|date| session.date("DATE", date, Lean::Nearest));
        let mut days = days.collect::<Result<Vec<_>, _>>()?;
        days.sort_unstable();
        days.dedup();
        let act = Act::DropHolidays { days };
        perform(&mut session, &act, "holidays drop", context, out)
    }
}

/// A calendar file.
#[derive(Debug, Args)]
pub struct Import {
    /// The file; `-` reads it from standard input
    #[arg(value_name = "FILE.ics")]
    file: PathBuf,
}

impl Import {
    fn run(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let years = years(&session);
        let read = ics::read(&self.bytes()?, years.clone());
        let mut found = read.map_err(|wrong| Failure::CalendarFile {
            place: format!("{}:{}", self.name(), wrong.line),
            message: wrong.message,
        })?;
        let holidays = &session.journey().holidays;
        let there = found.days.keys().filter(|day| holidays.contains_key(day));
        let there = there.count();
        let added = found.days.len() - there;
        // A day that has a name keeps it.
        found.days.retain(|day, name| match holidays.get(day) {
            Some(known) => known.name.is_none() && name.is_some(),
            None => true,
        });
        let days = std::mem::take(&mut found.days);
        let save = match days.is_empty() {
            true => Vec::new(),
            false => commit(
                &mut session,
                &[Act::AddHolidays { days }],
                "holidays import",
            )?,
        };
        if context.json {
            let skipped = found.skipped.iter();
            let skipped = skipped.map(|event| (event.line, event.name.as_deref(), &*event.why));
            let told = message(&session, &save)?;
            let outside = found.outside;
            let document = json::holiday_import(added, there, outside, skipped, told);
            return out.json(&document);
        }
        if !save.is_empty() {
            answer(&session, &save, context, out)?;
        }
        out.lines(&told(added, there, &found, &years, out.width()))
    }

    fn name(&self) -> String {
        match self.is_stdin() {
            true => "standard input".to_owned(),
            false => self.file.display().to_string(),
        }
    }

    fn is_stdin(&self) -> bool {
        self.file.as_os_str() == "-"
    }

    fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let wrong = |message: String| Failure::CalendarFile {
            place: self.name(),
            message,
        };
        let limit = u64::try_from(FILE_MAX + 1).unwrap_or(u64::MAX);
        let from_stdin = || {
            let mut bytes = Vec::new();
            let read = std::io::stdin().take(limit).read_to_end(&mut bytes);
            read.map(|_| bytes)
        };
        let read = match self.is_stdin() {
            true => from_stdin(),
            false => plain::read(&self.file, limit),
        };
        let bytes = read.map_err(|error| wrong(error.to_string()))?;
        match bytes.len() > FILE_MAX {
            true => Err(wrong("the file is larger than 1 MB".to_owned())),
            false => Ok(bytes),
        }
    }
}

/// Returns the years for which holidays matter: those of the journey, and one more since leaves move
/// its end.
fn years(session: &Session) -> RangeInclusive<i32> {
    let start = session.journey().start.year();
    let standing = session.standing();
    let ends = standing.milestones.iter().filter_map(|row| row.due);
    let end = ends.max().map_or(start, |end: NaiveDate| end.year());
    start..=end + 1
}

/// Returns how many days were added, and what was left out.
fn told(
    added: usize,
    there: usize,
    found: &ics::Found,
    years: &RangeInclusive<i32>,
    width: usize,
) -> Vec<text::Line> {
    let mut page = Page::new(width);
    let mut counts = vec![match added {
        0 => "No day added".to_owned(),
        added => format!("{} added", count(added, "day")),
    }];
    let mut tell = |number: usize, words: &str| {
        if number > 0 {
            counts.push(format!("{number} {words}"));
        }
    };
    tell(there, "there already");
    let outside = format!("outside {} to {}", years.start(), years.end());
    tell(found.outside, &outside);
    tell(found.skipped.len(), "skipped");
    page.add(Tone::Plain, "", &format!("{}.", counts.join(", ")));
    for event in found.skipped.iter().take(SKIPPED_MAX) {
        let name = event.name.as_deref().unwrap_or("an event");
        let lead = format!("  line {}: ", event.line);
        page.add(Tone::Quiet, &lead, &format!("{name} {}", event.why));
    }
    let more = found.skipped.len().saturating_sub(SKIPPED_MAX);
    if more > 0 {
        page.add(Tone::Quiet, "  ", &format!("and {more} more"));
    }
    page.lines()
}
