//! `remind`: what is due for whoever acts, in every journey of the database; fit for a prompt, a
//! login script and cron.

use chrono::NaiveDate;
use clap::Args;

use super::context::Context;
use super::failure::Failure;
use super::out::Out;
use crate::config::Settings;
use crate::domain::acts::find;
use crate::domain::judgment::glance::Concerns;
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::people::{Author, Party, People};
use crate::domain::telling::reminders::reminders;
use crate::domain::words::text::folded;
use crate::report::remind::Due;
use crate::report::{json, text};
use crate::store::{JourneyName, Store};

/// How it is told.
#[derive(Debug, Args)]
pub struct Remind {
    /// One line, for a shell prompt; says nothing where anything is wrong
    #[arg(long)]
    short: bool,
}

/// Prints what is due; nothing where nothing is.
pub(super) fn run(args: &Remind, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    match remind(args, context, out) {
        // A prompt is no place for messages; without --short the same failure is told.
        Err(failure) if args.short && !matches!(failure, Failure::Output(_)) => Ok(()),
        done => done,
    }
}

fn remind(args: &Remind, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let settings = context.settings()?;
    let today = context.clock.today();
    let named = context.named_to_act(&settings);
    let mut due = match context.existing_store()? {
        Some(store) => all_due(&store, context, &settings, today)?,
        None => Vec::new(),
    };
    // A whole name means nobody whose name only begins with it.
    let is_named = |due: &Due| named.is_some_and(|name| is_same(name, &due.acting.name));
    if due.iter().any(is_named) {
        due.retain(is_named);
    }
    let several = due.len() > 1;
    due.retain(|due| !due.reminders.is_empty());
    let short = text::reminders_in_short(&due);
    if context.json {
        return out.json(&json::reminders(today, short.unwrap_or_default(), &due));
    }
    match (args.short, short) {
        (_, None) => Ok(()),
        (true, Some(short)) => out.say(&short),
        (false, Some(_)) => out.lines(&text::reminders(&due, several, out.width())),
    }
}

fn is_same(one: &str, other: &str) -> bool {
    folded(one.trim()) == folded(other)
}

/// Returns what is due for the acting person in the journeys that go on and in which they take part, in
/// the order of the first days. A name that takes part in none of them is a slip.
fn all_due(
    store: &Store,
    context: &Context,
    settings: &Settings,
    today: NaiveDate,
) -> Result<Vec<Due>, Failure> {
    let named = context.named_to_act(settings);
    let acting = |people: &People| match named {
        Some(name) => find::person(people, name).ok(),
        None => people.author(Party::Hire),
    };
    let mut due = Vec::new();
    let mut look = |concerns: &Concerns<'_>, acting: Author| {
        let told = reminders(concerns, &acting);
        due.push(Due::of(&concerns.facts, acting, told));
    };
    let last = match one(store, context)? {
        Some(name) if name.archived => None,
        Some(name) => {
            let journey = store.load_counted(name.id)?.journey;
            if let Some(acting) = acting(&journey.people) {
                look(&Standing::of(&journey, today), acting);
            }
            Some(name)
        }
        None => {
            store.concerns(today, acting, look)?;
            let is_unknown = due.is_empty() && named.is_some();
            let names = if is_unknown {
                store.journeys()?
            } else {
                Vec::new()
            };
            names.into_iter().rfind(JourneyName::is_live)
        }
    };
    if let (true, Some(last)) = (due.is_empty(), last) {
        let people = store.load_counted(last.id)?.journey.people;
        context.acting(&people, settings)?;
    }
    due.sort_by_key(|due| (due.start, due.journey));
    Ok(due)
}

/// Returns the journey that was named, if one was.
fn one(store: &Store, context: &Context) -> Result<Option<JourneyName>, Failure> {
    if !context.names_journey() {
        return Ok(None);
    }
    let mut names = store.journeys()?;
    names.retain(|name| !name.withdrawn);
    match names.is_empty() {
        true => Ok(None),
        false => context.choose(names).map(Some),
    }
}
