//! `start`: begins a journey without questions.

use clap::Args;

use super::act::answer;
use super::context::Context;
use super::failure::Failure;
use super::free::Free;
use super::out::Out;
use super::session::Session;
use super::typed;
use crate::config::synced_folder;
use crate::domain::acts::decide::seed;
use crate::domain::plan::context::fitted;
use crate::domain::plan::people::Party;
use crate::domain::words::text::{capitalized, count};
use crate::domain::words::when::{self, Lean, full_date};
use crate::plans::{Library, PlanFile, Unfit};
use crate::report::text::{Page, Tone};

/// A journey to begin.
#[derive(Debug, Args)]
pub struct Start {
    /// The role: its short name, its title, or the beginning of one (`onramp plan list`)
    role: String,
    /// The hire's name
    #[arg(long, value_name = "NAME")]
    name: String,
    /// The date of day 1
    #[arg(long, value_name = "DATE", default_value = "today", allow_hyphen_values = true, value_parser = Free)]
    from: String,
    /// The mentor's name
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    mentor: String,
    /// The manager's name
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    manager: String,
    /// A setting that the plan is fitted to (`onramp plan show ROLE contexts`); more than one may
    /// be named
    #[arg(long = "context", value_name = "CONTEXT")]
    contexts: Vec<String>,
}

/// Returns the failure of contexts that a plan cannot be fitted to; `how` is the option that names
/// them.
pub(super) fn unfit(error: Unfit, file: &PlanFile, how: &str) -> Failure {
    match error {
        Unfit::NotFound(error) => Failure::not_found(known_contexts(file))(error),
        Unfit::Exclusive(error) => Failure::Usage {
            message: error.to_string(),
            hint: format!("leave one `{how}` out; `onramp plan show ROLE contexts` describes them"),
        },
    }
}

/// Returns which contexts a plan can be fitted to, for whoever named another.
fn known_contexts(file: &PlanFile) -> String {
    let contexts = file.contexts.iter();
    let slugs: Vec<&str> = contexts.map(|context| context.slug.as_str()).collect();
    match slugs.as_slice() {
        [] => "this plan knows no contexts; leave --context out".to_owned(),
        slugs => format!("there are {}", slugs.join(", ")),
    }
}

/// Begins a journey and prints its milestones with their dates.
pub(super) fn run(args: &Start, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let today = context.clock.today();
    let working = context.settings()?.working();
    let calendar = working.calendar();
    let said = when::Context {
        works: &|day| calendar.is_working_day(day),
        ..when::Context::new(today, None, Lean::Nearest)
    };
    let from = typed::date("--from", &args.from, &said)?;
    let file = Library::open(context.places.plans.as_deref())
        .read(&args.role)
        .map_err(Failure::unusable("`onramp plan list` lists the roles"))?;
    let plan = file
        .in_contexts(&args.contexts)
        .map_err(|error| unfit(error, &file, "--context"))?;
    let moment = context.clock.moment();
    let (mentor, manager) = (&args.mentor, &args.manager);
    let seed = seed(plan, &args.name, mentor, manager, from, working, moment.id)?;
    let mut store = context.store()?;
    let open = store.start(seed, moment)?;
    let acting = open.journey.people.author(Party::Hire);
    let acting = acting.ok_or(Failure::NoJourney)?;
    let changes = store.changes(open.journey.id)?;
    let session = Session {
        store,
        open,
        acting,
        clock: context.clock,
        past: None,
    };
    if context.json {
        return answer(&session, &changes, context, out);
    }
    milestones(&session, out)?;
    match synced_folder(&context.places.database) {
        Some(folder) => out.say(&format!(
            "The database is in {}, which looks like a synced folder and can tear it apart: keep it elsewhere with --db, and use `onramp exchange` between machines.",
            folder.display()
        )),
        None => Ok(()),
    }
}

fn milestones(session: &Session, out: &mut Out<'_>) -> Result<(), Failure> {
    let standing = session.standing();
    let journey = session.journey();
    let mut page = Page::new(out.width());
    let head = format!(
        "{} starts as {} on {}.",
        journey.people.hire(),
        journey.role.title,
        full_date(journey.start)
    );
    page.add(Tone::Plain, "", &head);
    for row in &standing.milestones {
        let due = row.due.map_or_else(|| "no date".to_owned(), full_date);
        let lead = format!(
            "  {:<9}  {due:<15}  {:<7}  ",
            row.milestone,
            count(row.tally.counted, "goal")
        );
        page.add(Tone::Plain, &lead, &row.theme);
    }
    if let Some(fitted) = fitted(&journey.contexts) {
        page.add(Tone::Plain, "", &format!("{}.", capitalized(&fitted)));
    }
    page.add(
        Tone::Quiet,
        "",
        "`onramp next` says what to do first; `onramp undo` takes the start back.",
    );
    out.lines(&page.lines())
}
