//! `remind`: what is due for whoever acts, in every journey of the database; fit for a prompt, a
//! login script and cron.

use clap::Args;

use super::context::Context;
use super::failure::Failure;
use super::out::Out;
use crate::domain::acts::find;
use crate::domain::judgment::standing::Standing;
use crate::domain::record::journey::Journey;
use crate::domain::telling::reminders::reminders;
use crate::domain::words::text::folded;
use crate::report::remind::Due;
use crate::report::{json, text};

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
    let (mut due, mut unknown) = (Vec::new(), None);
    each_live(context, |journey| {
        if named.is_some_and(|name| find::author(journey, name).is_err()) {
            unknown = context.acting(journey, &settings).err();
            return Ok(());
        }
        let acting = context.acting(journey, &settings)?;
        let told = reminders(&Standing::of(journey, today), &acting);
        due.push(Due::of(journey, acting, told));
        Ok(())
    })?;
    // A name that takes part in none of the journeys is a slip.
    if let (true, Some(failure)) = (due.is_empty(), unknown) {
        return Err(failure);
    }
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

/// Looks at the journeys that go on, one after the other: all of them, or the one that was named.
fn each_live(
    context: &Context,
    mut look: impl FnMut(&Journey) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let Some(store) = context.existing_store()? else {
        return Ok(());
    };
    let mut names = store.journeys()?;
    names.retain(|name| !name.withdrawn);
    if context.names_journey() && !names.is_empty() {
        names = vec![context.choose(names)?];
    }
    names.retain(|name| !name.archived);
    let ids = names.iter().map(|name| name.id);
    store.each(ids, |journey| look(&journey))?
}
