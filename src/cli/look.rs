//! `next`, `goals`, `show`, `log`: the commands that only look.

use std::collections::HashSet;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::as_of::AsOf;
use super::context::Context;
use super::failure::Failure;
use super::free::Free;
use super::milestone::{KeyParser, milestone};
use super::out::Out;
use super::session::Session;
use super::typed::number;
use crate::domain::acts::edition::accepted;
use crate::domain::acts::find;
use crate::domain::plan::names::Slug;
use crate::domain::record::change::Change;
use crate::domain::record::goal::GoalState;
use crate::domain::record::writing::Note;
use crate::domain::telling::history::History;
use crate::domain::wording::journeys;
use crate::report::{json, text};

/// How much there is to do.
#[derive(Debug, Args)]
pub struct Next {
    #[command(flatten)]
    as_of: AsOf,
    /// How many goals
    #[arg(short, value_name = "N", default_value_t = 5, value_parser = number::<usize>, allow_negative_numbers = true)]
    number: usize,
}

/// Prints what there is to do.
pub(super) fn next(args: &Next, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let session = args.as_of.session(context)?;
    let standing = session.standing();
    let reader = session.acting.party;
    let mut goals = journeys::to_do(&standing);
    goals.truncate(args.number);
    if context.json {
        return out.json(&json::next(&standing, &goals, reader));
    }
    if goals.is_empty() && args.number > 0 {
        return out.say("There is nothing to do that waits on nobody.");
    }
    out.lines(&text::next(&standing, &goals, reader, out.width()))
}

/// Which goals.
#[derive(Debug, Args)]
pub struct Goals {
    #[command(flatten)]
    as_of: AsOf,
    /// Only those of a milestone
    #[arg(long, value_name = "M", value_parser = KeyParser::any())]
    milestone: Option<String>,
    /// Only those in a state
    #[arg(long, value_name = "S", value_parser = PossibleValuesParser::new(GoalState::ALL.map(GoalState::word)))]
    state: Option<String>,
}

/// Prints the goals by milestone.
pub(super) fn goals(args: &Goals, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let session = args.as_of.session(context)?;
    let standing = session.standing();
    let reader = session.acting.party;
    let key = args.milestone.as_deref();
    let milestone = key.map(|key| milestone(&session, key)).transpose()?;
    let goals: Vec<_> = session
        .journey()
        .goals
        .iter()
        .filter(|goal| milestone.is_none_or(|wanted| goal.number.milestone.is(wanted)))
        .filter(|goal| {
            let state = args.state.as_deref();
            state.is_none_or(|wanted| goal.state().word() == wanted)
        })
        .collect();
    if context.json {
        return out.json(&json::goals(&standing, &goals, reader));
    }
    if goals.is_empty() {
        return out.say("No goal is like that.");
    }
    out.lines(&text::goals(&standing, &goals, reader, out.width()))?;
    let is_whole = args.milestone.is_none() && args.state.is_none();
    let left = session.journey().left.iter();
    let left: Vec<&str> = left
        .filter(|(_, goal)| session.journey().visible_notes(reader, &goal.notes) > 0)
        .map(|(slug, _)| slug.as_str())
        .collect();
    match left.first() {
        Some(first) if is_whole => out.say(&format!(
            "You have notes on what left the plan: {}. `onramp show {first}` prints them.",
            left.join(", ")
        )),
        _ => Ok(()),
    }
}

/// Which goal.
#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    as_of: AsOf,
    /// The goal: 30.2, its short name, or the beginning of one
    goal: String,
}

/// Prints all that is known of a goal.
pub(super) fn show(args: &Show, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let mut session = args.as_of.session(context)?;
    let named = find::goal(session.journey(), &args.goal);
    let named = named.ok().map(|goal| goal.slug().clone());
    let out_of_sight = session.journey().left.keys();
    let out_of_sight = out_of_sight.filter(|slug| slug.as_str() == args.goal.trim());
    let read: Vec<Slug> = named.into_iter().chain(out_of_sight.cloned()).collect();
    read.iter().try_for_each(|goal| session.read_notes(goal))?;
    let standing = session.standing();
    let reader = session.acting.party;
    if let Some((slug, notes)) = left(&session, &args.goal) {
        let today = session.today();
        let notes = notes.into_iter();
        return match context.json {
            true => out.json(&json::left(session.journey(), today, slug, notes)),
            false => out.lines(&text::left(slug, notes, today, out.width())),
        };
    }
    let goal = session.goal(&args.goal)?;
    let changes = session.changes()?;
    let history = History::of(session.journey(), &changes, reader);
    let mut lines = history.tell(|entry| entry.change.goal() == Some(goal.slug()));
    lines.reverse();
    if context.json {
        out.json(&json::show(&standing, goal, &lines, reader))
    } else {
        out.lines(&text::show(&standing, goal, &lines, reader, out.width()))
    }
}

/// Returns the notes that whoever acts may read on a goal that left the plan, by its short name.
fn left<'s>(session: &'s Session, wanted: &str) -> Option<(&'s Slug, Vec<&'s Note>)> {
    let journey = session.journey();
    let mut left = journey.left.iter();
    let (slug, goal) = left.find(|(slug, _)| slug.as_str() == wanted.trim())?;
    let may_read = |note: &&Note| journey.may_read_note(session.acting.party, note);
    let notes = goal.notes.values();
    let notes: Vec<&Note> = notes.filter(may_read).collect();
    (!notes.is_empty()).then_some((slug, notes))
}

/// How much of the log.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Log {
    #[command(flatten)]
    as_of: AsOf,
    /// Only since a day, or since the `last-1:1`
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true, value_parser = Free)]
    since: Option<String>,
    /// Only so many of the newest
    #[arg(short, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true)]
    number: Option<usize>,
    /// One change in place of the list
    #[command(subcommand)]
    one: Option<One>,
}

/// One change of the log.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum One {
    /// Print a change in full: who did it, when, what, and all that an edition changed in the plan
    Show {
        /// The change's number in `onramp log`
        #[arg(value_parser = number::<usize>, allow_negative_numbers = true)]
        number: usize,
    },
}

/// Prints what happened, the newest first.
pub(super) fn log(args: &Log, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let session = args.as_of.session(context)?;
    let since = args.since.as_deref();
    let since = since.map(|text| session.since(text)).transpose()?;
    let changes = session.changes()?;
    if let Some(One::Show { number }) = args.one {
        return one(number, &changes, &session, context, out);
    }
    let history = History::of(session.journey(), &changes, session.acting.party);
    let newest = history.entries().iter().rev();
    let wanted: HashSet<usize> = newest
        .filter(|entry| since.is_none_or(|since| entry.change.is_since(since)))
        .take(args.number.unwrap_or(usize::MAX))
        .map(|entry| entry.number)
        .collect();
    let mut lines = history.tell(|entry| wanted.contains(&entry.number));
    lines.reverse();
    if context.json {
        let (journey, today) = (session.journey(), session.today());
        return out.json(&json::log(journey, today, &lines, &changes));
    }
    if lines.is_empty() {
        return out.say("Nothing happened in that time.");
    }
    out.lines(&text::log(&lines, session.today(), out.width()))
}

/// Prints a change in full.
fn one(
    number: usize,
    changes: &[Change],
    session: &Session,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let history = History::of(session.journey(), changes, session.acting.party);
    let mut entries = history.entries().iter();
    let entry = entries.find(|entry| entry.number == number);
    let lines = history.tell(|entry| entry.number == number);
    let (Some(line), Some(entry)) = (lines.first(), entry) else {
        return Err(Failure::NoSuchChange(format!(
            "there is no change {number}; the log goes up to {}",
            history.entries().len()
        )));
    };
    let change = entry.change;
    if context.json {
        let plan = accepted(change);
        return out.json(&json::log_change(
            session.journey(),
            line,
            change,
            plan.as_ref(),
        ));
    }
    out.lines(&text::change(line, change, out.width()))
}
