//! The commands: what they take, which one it is, and what it prints. Knows everything but the
//! full-screen program.

mod act;
mod as_of;
mod ask;
mod backup;
mod chosen;
mod clipboard;
mod cohort;
mod conflicts;
mod context;
mod database;
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
    Start(start::Start),
    /// Print where the journey stands
    Status(status::Status),
    /// Print what there is to do, the first thing first
    Next(look::Next),
    /// Print the goals by milestone
    Goals(look::Goals),
    /// Print all that is known of a goal
    Show(look::Show),
    /// Print what happened, the newest first
    Log(look::Log),
    /// Begin a goal
    Begin(goal::One),
    /// Take back that a goal was begun
    Unbegin(goal::One),
    /// Claim a goal as done
    Claim(goal::One),
    /// Take a claim back
    Unclaim(goal::One),
    /// Confirm a claim, as the mentor
    Confirm(goal::One),
    /// Send a claim back with a reason, as the mentor
    Return(goal::Return),
    /// Tick a part of a goal
    Tick(goal::Part),
    /// Take a tick back
    Untick(goal::Part),
    /// Write a note on a goal or on the journey
    Note(write::Note),
    /// Give a link or a path that proves a goal
    Evidence(write::Evidence),
    /// Say on whom a goal waits, and for what
    Block(hold::Block),
    /// Say that a goal waits no longer
    Clear(goal::One),
    /// Take a goal out, as agreed
    Waive(hold::Waive),
    /// Move a goal's date, as agreed
    Defer(hold::Defer),
    /// Take a waiver or a deferral back
    Restore(goal::One),
    /// Acknowledge a waiver or deferral that was agreed without you, as the mentor
    Acknowledge(goal::One),
    /// Take back your last change, or the one of a number in the log
    Undo(undo::Undo),
    /// Take back your last undo
    Redo,
    /// Review a milestone: answer for its goals, grade, give the verdict
    #[command(subcommand)]
    Gate(gate::Gate),
    /// Change who takes part, or the start date
    Edit(journey::Edit),
    /// Enter a leave, which moves every later milestone; list, change and end leaves
    Leave(leave::Leave),
    /// List, add and remove the days that nobody works
    #[command(subcommand)]
    Holidays(holidays::Holidays),
    /// Print or set the days of a week that are worked
    Week(week::Week),
    /// Hold the 1:1: its agenda, notes, actions, ratings and minutes
    #[command(subcommand)]
    Meet(meet::Meet),
    /// Print what is due for whoever acts; nothing where nothing is
    Remind(remind::Remind),
    /// Put a journey that has ended into the archive
    Archive(journey::Archive),
    /// Take a journey out of the archive
    Unarchive,
    /// Print a summary for a reader outside; tables for a spreadsheet; a calendar
    Export(export::Export),
    /// Take in a journey that `export --format json` wrote
    Import(import::Import),
    /// Write the mentor's paragraph in the summary
    #[command(subcommand)]
    Summary(summary::Summary),
    /// Look at the plans that journeys are started from
    #[command(subcommand)]
    Plan(plan::Plan),
    /// Share the journey with other machines: invite, join, admit, sync
    #[command(subcommand)]
    Exchange(exchange::Exchange),
    /// Print the changes that do not count since another machine was first; do one again
    Conflicts(conflicts::Conflicts),
    /// Print the journeys, who needs the mentor most first; or a page or a table of them
    Journeys(journeys::Journeys),
    /// Copy the database, list its copies, put one back
    #[command(subcommand)]
    Backup(backup::Backups),
    /// Erase a journey for good, here and in the copies of the database
    Erase(erase::Erase),
    /// Examine the database
    Doctor(database::Doctor),
    /// Print where the database and the settings are
    Paths,
    /// Print the completions for a shell
    Completions(program::Completions),
    /// Print the manual page
    Man,
    /// Print the rules by which progress is counted
    Rules,
    /// Print the documents that --json gives, or the JSON Schema of one
    Schema(schema::Schema),
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
        Command::Start(args) => start::run(&args, context, out),
        Command::Status(args) => status::run(&args, context, out),
        Command::Next(args) => look::next(&args, context, out),
        Command::Goals(args) => look::goals(&args, context, out),
        Command::Show(args) => look::show(&args, context, out),
        Command::Log(args) => look::log(&args, context, out),
        Command::Begin(args) => args.run(goal::begin, context, out),
        Command::Unbegin(args) => args.run(goal::unbegin, context, out),
        Command::Claim(args) => args.run(goal::claim, context, out),
        Command::Unclaim(args) => args.run(goal::unclaim, context, out),
        Command::Confirm(args) => args.run(goal::confirm, context, out),
        Command::Return(args) => args.run(context, out),
        Command::Tick(args) => args.run(true, context, out),
        Command::Untick(args) => args.run(false, context, out),
        Command::Note(args) => args.run(context, out),
        Command::Evidence(args) => args.run(context, out),
        Command::Block(args) => args.run(context, out),
        Command::Clear(args) => args.run(goal::clear, context, out),
        Command::Waive(args) => args.run(context, out),
        Command::Defer(args) => args.run(context, out),
        Command::Restore(args) => args.run(goal::restore, context, out),
        Command::Acknowledge(args) => args.run(goal::acknowledge, context, out),
        Command::Undo(args) => undo::undo(&args, context, out),
        Command::Redo => undo::redo(context, out),
        Command::Gate(gate) => gate::run(gate, context, out),
        Command::Edit(args) => args.run(context, out),
        Command::Leave(args) => args.run(context, out),
        Command::Holidays(holidays) => holidays::run(holidays, context, out),
        Command::Week(args) => args.run(context, out),
        Command::Meet(meet) => meet::run(meet, context, out),
        Command::Remind(args) => remind::run(&args, context, out),
        Command::Archive(args) => args.run(context, out),
        Command::Unarchive => journey::unarchive(context, out),
        Command::Export(args) => export::run(&args, context, out),
        Command::Import(args) => args.run(context, out),
        Command::Summary(args) => args.run(context, out),
        Command::Plan(plan) => plan::run(&plan, context, out),
        Command::Conflicts(args) => args.run(context, out),
        Command::Exchange(what) => exchange::run(what, context, out),
        Command::Journeys(args) => journeys::run(&args, context, out),
        Command::Backup(what) => backup::run(what, context, out),
        Command::Erase(args) => args.run(context, out),
        Command::Doctor(args) => database::doctor(&args, context, out),
        Command::Paths => database::paths(context, out),
        Command::Completions(args) => program::completions(&args, Cli::command(), context, out),
        Command::Man => program::man(Cli::command(), context, out),
        Command::Rules => program::rules(context, out),
        Command::Schema(args) => schema::run(&args, context, out),
    }
}
