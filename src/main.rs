//! `onramp`: arguments → the screens or a command; an error → message, hint, exit code.

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use onramp::cli::{self, Cli, Context, Failure, Out};
use onramp::domain::plan::people::Party;
use onramp::domain::words::text::clean;
use onramp::report::json::{self, ErrorKind};
use onramp::store::Saved;
use onramp::tui;

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => {
            let for_programs = cli.globals.json;
            let saved = Saved::default();
            match run(cli, &saved) {
                Ok(()) => ExitCode::SUCCESS,
                Err(failure) => report(&failure, for_programs, &saved),
            }
        }
        Err(error) => refuse(&error),
    }
}

fn run(cli: Cli, saved: &Saved) -> Result<(), Failure> {
    let mut context = Context::new(&cli.globals)?;
    context.saved = saved.clone();
    let mut out = Out::stdout(cli.globals.color);
    let result = match cli.command {
        Some(command) => cli::run(command, &context, &mut out),
        None => open_screens(&context, out.is_colored()),
    };
    // What was printed before a failure is part of the answer.
    let flushed = out.flush();
    result.and(flushed)
}

/// Opens the screens on the journey that was named or the only one; where there are several, on the
/// list of them; without any, on the guided start.
fn open_screens(context: &Context, color: bool) -> Result<(), Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::NotATerminal("stdin"));
    }
    if !std::io::stdout().is_terminal() {
        return Err(Failure::NotATerminal("stdout"));
    }
    let store = context.store()?;
    let plans = context.places.plans.clone();
    let journeys = store.journeys()?;
    let live = journeys.iter().filter(|name| name.is_live()).count();
    let wants = context.wants()?;
    let working = context.settings()?.working();
    let every = context.settings()?.exchange.every;
    let exchange = tui::Exchange {
        carriers: context.carriers(false)?,
        around: context.surroundings()?,
        home: context.places.home.clone(),
        every: every.map(|every| std::time::Duration::from_secs(60 * u64::from(every.get()))),
    };
    let session = match context.choose(journeys) {
        Ok(name) => {
            let session = context.open(store, &name)?;
            tui::Session {
                store: session.store,
                open: Some(session.open),
                hires: None,
                journeys: live,
                wants,
                acting: session.acting.party,
                working,
                plans,
                exchange,
            }
        }
        Err(failure @ (Failure::NoJourney | Failure::SeveralJourneys(_))) => {
            let hires = match failure {
                Failure::NoJourney => None,
                _ => Some(store.overview(context.clock.today())?),
            };
            context.check_acting(hires.as_deref().unwrap_or_default())?;
            tui::Session {
                store,
                open: None,
                hires,
                journeys: live,
                wants,
                acting: Party::Hire,
                working,
                plans,
                exchange,
            }
        }
        Err(other) => return Err(other),
    };
    tui::run(session, context.clock, color).map_err(|error| match error {
        tui::TuiError::Terminal(error) => Failure::Terminal(error),
        tui::TuiError::Store(error) => error.into(),
    })
}

/// Prints help and version, or says what is wrong with the arguments.
fn refuse(error: &clap::Error) -> ExitCode {
    // The arguments could not be read, so they are looked through for the one that matters here.
    let for_programs = std::env::args_os().any(|argument| argument == "--json");
    if !error.use_stderr() {
        // A reader that went away is no failure.
        let _ = error.print();
    } else if for_programs {
        let (message, hint) = cli::told(error);
        tell_program(ErrorKind::Usage, &message, hint.as_deref());
    } else {
        // Plain and cleaned, since it repeats what was typed.
        let text = clean(&error.render().to_string());
        let _ = write!(std::io::stderr(), "{text}");
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Says what went wrong and what to do about it, and never that nothing was saved where it was.
fn report(failure: &Failure, for_programs: bool, saved: &Saved) -> ExitCode {
    if failure.is_closed_pipe() {
        return ExitCode::SUCCESS;
    }
    let line = |text: &str| clean(text).replace(['\n', '\t'], " ");
    let mut message = line(&failure.to_string());
    let mut hint = failure.hint().map(|hint| line(&hint));
    if saved.is_so() && failure.is_of_the_machine() {
        message = format!("saved, but {message}");
        hint = None;
    }
    let kind = failure.kind();
    if for_programs {
        tell_program(kind, &message, hint.as_deref());
    } else {
        tell_person(&message, hint.as_deref());
    }
    ExitCode::from(kind.exit_code())
}

fn tell_person(message: &str, hint: Option<&str>) {
    // Nobody is left to tell if standard error is closed, too.
    let mut err = std::io::stderr().lock();
    let _ = writeln!(err, "onramp: {message}");
    if let Some(hint) = hint {
        let _ = writeln!(err, "hint: {hint}");
    }
}

fn tell_program(kind: ErrorKind, message: &str, hint: Option<&str>) {
    let _ = Out::stderr().json(&json::error(kind, message, hint));
}
