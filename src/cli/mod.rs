//! The commands: what they take, which one it is, and what it prints. Knows everything but the
//! full-screen program.

mod act;
mod actions;
mod as_of;
mod ask;
mod backup;
mod chosen;
mod clipboard;
mod cohort;
mod conflicts;
mod context;
mod database;
mod deferred;
mod edition;
mod erase;
mod exchange;
mod export;
mod failure;
mod file;
mod free;
mod gate;
mod goal;
mod hold;
mod holidays;
mod import;
mod journey;
mod journeys;
mod leave;
mod look;
mod meet;
mod milestone;
mod named;
mod out;
mod page;
mod plan;
mod program;
mod remind;
mod said;
mod schema;
mod session;
mod start;
mod status;
mod summary;
mod typed;
mod undo;
mod usage;
mod week;
mod write;

use clap::{CommandFactory as _, Parser, Subcommand};

pub use context::{Context, Globals};
pub use deferred::Deferred;
pub use failure::Failure;
pub use out::{Color, Out};
pub use session::Session;
pub use usage::told;

const AFTER_HELP: &str = "\
Goals go by number (30.2), short name, or the beginning of one. Dates are written as people say
them: today, mon, next fri, +3d, 3 days ago, 14 march, day 30, 2026-12-01. Without a command the
program opens on the whole screen.";

/// An onboarding-milestone tracker for the terminal
#[derive(Debug, Parser)]
#[command(name = "onramp", version, after_help = AFTER_HELP, max_term_width = 100)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub globals: Globals,
    /// What to do; the full-screen program where nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a journey
    Start(Deferred<start::Start>),
    /// Print where the journey stands
    Status(Deferred<status::Status>),
    /// Print what there is to do, the first thing first
    Next(Deferred<look::Next>),
    /// Print the goals by milestone
    Goals(Deferred<look::Goals>),
    /// Print all that is known of a goal
    Show(Deferred<look::Show>),
    /// Print what happened, the newest first
    Log(Deferred<look::Log>),
    /// Begin a goal
    Begin(Deferred<goal::One>),
    /// Take back that a goal was begun
    Unbegin(Deferred<goal::One>),
    /// Claim a goal as done
    Claim(Deferred<goal::One>),
    /// Take a claim back
    Unclaim(Deferred<goal::One>),
    /// Confirm a claim, as the mentor
    Confirm(Deferred<goal::One>),
    /// Send a claim back with a reason, as the mentor
    Return(Deferred<goal::Return>),
    /// Tick a part of a goal
    Tick(Deferred<goal::Part>),
    /// Take a tick back
    Untick(Deferred<goal::Part>),
    /// Write a note on a goal or on the journey
    Note(Deferred<write::Note>),
    /// Give a link or a path that proves a goal
    Evidence(Deferred<write::Evidence>),
    /// Say on whom a goal waits, and for what
    Block(Deferred<hold::Block>),
    /// Say that a goal waits no longer
    Clear(Deferred<goal::One>),
    /// Take a goal out, as agreed
    Waive(Deferred<hold::Waive>),
    /// Move a goal's date, as agreed
    Defer(Deferred<hold::Defer>),
    /// Take a waiver or a deferral back
    Restore(Deferred<goal::One>),
    /// Acknowledge a waiver or deferral that was agreed without you, as the mentor
    Acknowledge(Deferred<goal::One>),
    /// Take back your last change, or the one of a number in the log
    Undo(Deferred<undo::Undo>),
    /// Take back your last undo
    Redo,
    /// Review a milestone: answer for its goals, grade, give the verdict
    #[command(subcommand)]
    Gate(Deferred<gate::Gate>),
    /// Change who takes part, or the start date
    Edit(Deferred<journey::Edit>),
    /// Enter a leave, which moves every later milestone; list, change and end leaves
    Leave(Deferred<leave::Leave>),
    /// List, add and remove the days that nobody works
    #[command(subcommand)]
    Holidays(Deferred<holidays::Holidays>),
    /// Print or set the days of a week that are worked
    Week(Deferred<week::Week>),
    /// Hold the 1:1: its agenda, notes, actions, ratings and minutes
    #[command(subcommand)]
    Meet(Deferred<meet::Meet>),
    /// Rate how it goes ahead of the next 1:1, and add points to it
    CheckIn(Deferred<meet::CheckIn>),
    /// Print what was promised, by whom and by when
    Actions(Deferred<actions::Actions>),
    /// Print what is due for whoever acts; nothing where nothing is
    Remind(Deferred<remind::Remind>),
    /// Put a journey that has ended into the archive
    Archive(Deferred<journey::Archive>),
    /// Take a journey out of the archive
    Unarchive,
    /// Print a summary for a reader outside; tables for a spreadsheet; a calendar
    Export(Deferred<export::Export>),
    /// Take in a journey that `export --format json` wrote
    Import(Deferred<import::Import>),
    /// Write the mentor's paragraph in the summary
    #[command(subcommand)]
    Summary(Deferred<summary::Summary>),
    /// Look at the plans that journeys are started from
    #[command(subcommand)]
    Plan(Deferred<plan::Plan>),
    /// Share the journey with other machines: invite, join, admit, sync
    #[command(subcommand)]
    Exchange(Deferred<exchange::Exchange>),
    /// Print the changes that do not count since another machine was first; do one again
    Conflicts(Deferred<conflicts::Conflicts>),
    /// Print the journeys, who needs the mentor most first; or a page or a table of them
    Journeys(Deferred<journeys::Journeys>),
    /// Copy the database, list its copies, put one back
    #[command(subcommand)]
    Backup(Deferred<backup::Backups>),
    /// Erase a journey for good, here and in the copies of the database
    Erase(Deferred<erase::Erase>),
    /// Examine the database
    Doctor(Deferred<database::Doctor>),
    /// Print where the database and the settings are
    Paths,
    /// Print the completions for a shell
    Completions(Deferred<program::Completions>),
    /// Print the manual page
    Man,
    /// Print the rules by which progress is counted
    Rules,
    /// Print the documents that --json gives, or the JSON Schema of one
    Schema(Deferred<schema::Schema>),
}

/// Does what a command says.
///
/// # Errors
/// [`Failure`] with a message, a hint and an exit code.
pub fn run(command: Command, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    perform(command, context, out)?;
    if context.saved.is_so() {
        // What is answered is answered first.
        out.flush()?;
        backup::daily(context);
    }
    Ok(())
}

fn perform(command: Command, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    match command {
        Command::Start(Deferred(args)) => start::run(&args, context, out),
        Command::Status(Deferred(args)) => status::run(&args, context, out),
        Command::Next(Deferred(args)) => look::next(&args, context, out),
        Command::Goals(Deferred(args)) => look::goals(&args, context, out),
        Command::Show(Deferred(args)) => look::show(&args, context, out),
        Command::Log(Deferred(args)) => look::log(&args, context, out),
        Command::Begin(Deferred(args)) => args.run(goal::begin, context, out),
        Command::Unbegin(Deferred(args)) => args.run(goal::unbegin, context, out),
        Command::Claim(Deferred(args)) => args.run(goal::claim, context, out),
        Command::Unclaim(Deferred(args)) => args.run(goal::unclaim, context, out),
        Command::Confirm(Deferred(args)) => args.run(goal::confirm, context, out),
        Command::Return(Deferred(args)) => args.run(context, out),
        Command::Tick(Deferred(args)) => args.run(true, context, out),
        Command::Untick(Deferred(args)) => args.run(false, context, out),
        Command::Note(Deferred(args)) => args.run(context, out),
        Command::Evidence(Deferred(args)) => args.run(context, out),
        Command::Block(Deferred(args)) => args.run(context, out),
        Command::Clear(Deferred(args)) => args.run(goal::clear, context, out),
        Command::Waive(Deferred(args)) => args.run(context, out),
        Command::Defer(Deferred(args)) => args.run(context, out),
        Command::Restore(Deferred(args)) => args.run(goal::restore, context, out),
        Command::Acknowledge(Deferred(args)) => args.run(goal::acknowledge, context, out),
        Command::Undo(Deferred(args)) => undo::undo(&args, context, out),
        Command::Redo => undo::redo(context, out),
        Command::Gate(Deferred(gate)) => gate::run(gate, context, out),
        Command::Edit(Deferred(args)) => args.run(context, out),
        Command::Leave(Deferred(args)) => args.run(context, out),
        Command::Holidays(Deferred(holidays)) => holidays::run(holidays, context, out),
        Command::Week(Deferred(args)) => args.run(context, out),
        Command::Meet(Deferred(meet)) => meet::run(meet, context, out),
        Command::CheckIn(Deferred(args)) => args.run(context, out),
        Command::Actions(Deferred(args)) => args.run(context, out),
        Command::Remind(Deferred(args)) => remind::run(&args, context, out),
        Command::Archive(Deferred(args)) => args.run(context, out),
        Command::Unarchive => journey::unarchive(context, out),
        Command::Export(Deferred(args)) => export::run(&args, context, out),
        Command::Import(Deferred(args)) => args.run(context, out),
        Command::Summary(Deferred(args)) => args.run(context, out),
        Command::Plan(Deferred(plan)) => plan::run(&plan, context, out),
        Command::Conflicts(Deferred(args)) => args.run(context, out),
        Command::Exchange(Deferred(what)) => exchange::run(what, context, out),
        Command::Journeys(Deferred(args)) => journeys::run(&args, context, out),
        Command::Backup(Deferred(what)) => backup::run(what, context, out),
        Command::Erase(Deferred(args)) => args.run(context, out),
        Command::Doctor(Deferred(args)) => database::doctor(&args, context, out),
        Command::Paths => database::paths(context, out),
        Command::Completions(Deferred(args)) => {
            program::completions(&args, Cli::command(), context, out)
        }
        Command::Man => program::man(Cli::command(), context, out),
        Command::Rules => program::rules(context, out),
        Command::Schema(Deferred(args)) => schema::run(&args, context, out),
    }
}
