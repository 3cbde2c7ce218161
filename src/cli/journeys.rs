//! `journeys`: several of them as a list, or as a page or a table to hand on.

use chrono::{Months, NaiveDate};
use clap::Args;

use super::chosen::Wanted;
use super::cohort::Handed;
use super::context::Context;
use super::failure::{Failure, quoted};
use super::out::Out;
use crate::domain::plan::people::Party;
use crate::domain::telling::hires::{self, Row};
use crate::domain::words::text::folded;
use crate::domain::words::when::full_date;
use crate::report::{json, text};

/// Which journeys, and how they are told.
#[derive(Debug, Default, Args)]
pub struct Journeys {
    /// Those in the archive, too
    #[arg(long)]
    pub(super) all: bool,
    #[command(flatten)]
    wanted: Wanted,
    #[command(flatten)]
    handed: Handed,
}

impl Journeys {
    /// Returns what asks for the list of every journey.
    pub(super) fn all() -> Self {
        Self {
            all: true,
            ..Self::default()
        }
    }
}

/// Prints the journeys in the order of the Hires screen, or hands them on.
pub(super) fn run(args: &Journeys, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let today = context.clock.today();
    let Some(store) = context.existing_store()? else {
        return match args.handed.is_asked_for() {
            true => Err(Failure::NoJourney),
            false => list(Vec::new(), args, context, out),
        };
    };
    if !args.handed.is_asked_for() {
        let mut rows = store.overview(today)?;
        let chosen = args.wanted.among(&rows.iter(), today)?;
        rows.retain(|row| chosen.holds(row));
        return list(rows, args, context, out);
    }
    let hires = store.cohort(today)?;
    let rows = hires.iter().map(|hire| &hire.row);
    let chosen = args.wanted.among(&rows, today)?;
    args.handed
        .hand_on(&store, hires, &chosen, args.all, context, out)
}

fn list(
    mut rows: Vec<Row>,
    args: &Journeys,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let today = context.clock.today();
    let all = rows.len();
    let outdated = match context.json {
        true => Vec::new(),
        false => outdated(&rows, today, context)?,
    };
    rows.retain(|row| args.all || row.ended.is_none());
    let settings = context.settings()?;
    let named = context.named_to_act(&settings).map(folded);
    let reader = |row: &Row| match (&named, row.people.mentor()) {
        (Some(named), Some(mentor)) if *named == folded(mentor) || named == "mentor" => {
            Party::Mentor
        }
        _ => Party::Manager,
    };
    if rows.iter().any(|row| reader(row) == Party::Mentor) {
        hires::sort(&mut rows, Party::Mentor);
    }
    if context.json {
        return out.json(&json::journeys(today, &rows, reader));
    }
    match (rows.len(), all) {
        (0, 0) if args.wanted.is_any() => out.say("No journey is like that."),
        (0, 0) => out.say("There is no journey yet."),
        (0, _) => out.say("Every journey is in the archive; `onramp journeys --all` lists them."),
        _ => out.lines(&text::journeys(&rows, reader, out.width())),
    }?;
    outdated.iter().try_for_each(|line| out.say(line))
}

/// Returns what is asked of each journey that has been in the archive for longer than the settings keep one.
fn outdated(rows: &[Row], today: NaiveDate, context: &Context) -> Result<Vec<String>, Failure> {
    let Some(months) = context.settings()?.archive.keep_months else {
        return Ok(Vec::new());
    };
    let is_over = |on: NaiveDate| {
        on.checked_add_months(Months::new(months.get()))
            .is_some_and(|end| end <= today)
    };
    let ended = rows
        .iter()
        .filter_map(|row| Some((row, row.ended.filter(|(_, on)| is_over(*on))?.1)));
    Ok(ended
        .map(|(row, on)| {
            format!(
                "{} ended on {}, longer ago than you keep journeys; `onramp erase {}` erases it.",
                row.people.hire(),
                full_date(on),
                quoted(row.people.hire())
            )
        })
        .collect())
}
