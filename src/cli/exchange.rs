//! `exchange`: a journey on several machines. Invites, joins, admits, syncs, and says how it stands.

mod admit;
mod every;
mod hand_back;
mod link;
mod renew;
mod told;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::context::Context;
use super::failure::Failure;
use super::file::{Over, write_file};
use super::out::Out;
use super::session::Session;
use crate::domain::acts::act::Act;
use crate::domain::plan::people::Party;
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::DeviceId;
use crate::domain::words::when::full_date;
use crate::exchange::{self, Carriers};
use crate::report::json;
use told::came;

/// What is done with other machines.
#[derive(Debug, Subcommand)]
pub enum Exchange {
    /// Invite somebody: into a shared folder, a git remote, or with a file that you hand over
    Invite(link::Invite),
    /// Join a journey that you were invited to, from a folder, a git remote or a file
    Join(link::Join),
    /// Admit whoever asks, once you have compared the six words
    Admit(admit::Admit),
    /// Take in what the others wrote and hand over what you wrote, in every journey if none is named
    Sync(Sync),
    /// Write all that others may read into a file to hand over
    Write(Write),
    /// Take in a file that was handed over
    Take(Take),
    /// Print where the journey is exchanged, what went out and what waits
    Status,
    /// Print the machines that speak for somebody, or retire one
    Devices(Devices),
    /// Hand back what somebody kept private here before they had a machine of their own, and wipe it here
    HandBack(hand_back::HandBack),
    /// Give this machine a name and key of its own, after a copy or a restore, and ask to be admitted
    Renew,
}

/// How to sync.
#[derive(Debug, Args)]
pub struct Sync {
    /// Take in changes from a clock that is more than a day ahead, too
    #[arg(long)]
    any_clock: bool,
}

/// Who reads what is handed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum For {
    /// The hire and the mentor
    #[default]
    Pair,
    /// The manager, who does not read what is for two
    Manager,
}

impl For {
    fn audience(self) -> Audience {
        match self {
            Self::Pair => Audience::Pair,
            Self::Manager => Audience::Journey,
        }
    }
}

/// What to write.
#[derive(Debug, Args)]
pub struct Write {
    /// The file, or - for standard output
    file: PathBuf,
    /// Who reads it [default: pair; where the manager acts, manager]
    #[arg(long = "for", value_enum)]
    whom: Option<For>,
}

/// What to take in.
#[derive(Debug, Args)]
pub struct Take {
    /// The file, or - for standard input
    file: PathBuf,
    /// Take in changes from a clock that is more than a day ahead, too
    #[arg(long)]
    any_clock: bool,
}

/// Which machine.
#[derive(Debug, Args)]
pub struct Devices {
    /// Retire the machine of this number: what it writes from now on does not count
    #[arg(long, value_name = "N")]
    retire: Option<usize>,
}

/// Does what is asked for.
pub(super) fn run(what: Exchange, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    match what {
        Exchange::Invite(args) => args.run(context, out),
        Exchange::Join(args) => args.run(context, out),
        Exchange::Admit(args) => args.run(context, out),
        Exchange::Sync(args) => args.run(context, out),
        Exchange::Write(args) => args.run(context, out),
        Exchange::Take(args) => args.run(context, out),
        Exchange::Status => every::status(context, out),
        Exchange::Devices(args) => args.run(context, out),
        Exchange::HandBack(args) => args.run(context, out),
        Exchange::Renew => renew::renew(context, out),
    }
}

/// Returns how places are opened from a command.
fn carriers(context: &Context) -> Result<Carriers, Failure> {
    stop_on_signal();
    context.carriers(super::ask::can_ask())
}

/// Has git, ssh and filters end with this program: they may be in a group of their own, which a signal does
/// not reach.
#[cfg(unix)]
fn stop_on_signal() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) else {
        // The program then ends as any other does.
        return;
    };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            exchange::stop_all();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

#[cfg(not(unix))]
fn stop_on_signal() {}

impl Sync {
    fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        every::sync(self.any_clock, context, out)
    }
}

impl Write {
    fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let whom = self.whom.unwrap_or(match session.acting.party {
            Party::Manager => For::Manager,
            Party::Hire | Party::Mentor => For::Pair,
        });
        let Session { store, open, .. } = &mut session;
        store.identity()?;
        let text = exchange::handed(store, open, whom.audience())?;
        if self.file == Path::new("-") {
            return out.text(&text);
        }
        let done = write_file(&self.file, &text, Over::Exchanged, context)?;
        if context.json {
            return standing_in_json(&mut session, out);
        }
        out.say(&format!(
            "{done} Hand it over; the other side takes it in with `onramp exchange take {}`.",
            self.file.file_name().unwrap_or_default().to_string_lossy()
        ))?;
        match whom {
            For::Pair => out.say(
                "It holds what is for hire and mentor; `--for manager` writes one for the manager.",
            ),
            For::Manager => Ok(()),
        }
    }
}

impl Take {
    fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let bytes = read(&self.file)?;
        let mut session = context.session().map_err(|failure| match failure {
            Failure::NoJourney => Failure::Missing {
                message: "there is no journey here that this could be taken into".to_owned(),
                hint: "whoever gave you the file invites you with `onramp exchange invite FILE`; join with that"
                    .to_owned(),
            },
            failure => failure,
        })?;
        let moment = session.clock.moment();
        let Session { store, open, .. } = &mut session;
        let done = exchange::take_file(store, open, &self.file, &bytes, self.any_clock, moment)?;
        if context.json {
            let came = told::exchanged(session.journey(), &done, None);
            return out.json(&json::came(&[came]));
        }
        came(&mut session, &done, out)?;
        admit::tell_asking(&mut session, out)
    }
}

/// Reads a file that was handed over; standard input where it is `-`.
fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    const MOST: u64 = exchange::HANDED_MAX as u64 + 1;
    if file != Path::new("-") {
        return Ok(exchange::read(file)?);
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MOST).read_to_end(&mut bytes);
    read.map_err(|error| Failure::Input(error.to_string()))?;
    Ok(bytes)
}

/// Prints how the exchange stands after something was done, for programs.
fn standing_in_json(session: &mut Session, out: &mut Out<'_>) -> Result<(), Failure> {
    out.json(&json::exchange(&[told::standing(session)?]))
}

/// Retires a machine, and says what comes of that.
fn retire(
    session: &mut Session,
    device: DeviceId,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let act = Act::Retire { device };
    if context.json {
        return super::act::perform(session, &act, "exchange devices", context, out);
    }
    let admission = session.journey().devices.get(&device);
    let name = admission.and_then(|one| session.journey().people.name_of(one.person));
    let name = name.unwrap_or("nobody").to_owned();
    super::act::commit(session, &[act], "exchange devices")?;
    out.say(&format!(
        "{} retired {name}'s machine. What it wrote until now counts, and what it writes later does not. `onramp exchange sync` tells the others, and `undo` does not take it back. It can still read at the places that it reaches; where it was lost, take it out there, too.",
        session.acting.name
    ))
}

impl Devices {
    fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        // A machine keeps its number when another is retired.
        let mut all: Vec<DeviceId> = session.journey().devices.keys().copied().collect();
        let retired = session.store.retired(session.journey())?;
        all.extend(retired.iter().map(|one| one.device));
        all.sort_unstable();
        if let Some(number) = self.retire {
            let device = number.checked_sub(1).and_then(|place| all.get(place));
            let device = *device.ok_or_else(|| Failure::Missing {
                message: format!("there is no machine {number}"),
                hint: "`onramp exchange devices` lists them".to_owned(),
            })?;
            if let Some(one) = retired.iter().find(|one| one.device == device) {
                return Err(Failure::Missing {
                    message: format!(
                        "machine {number} was retired by {} on {} already",
                        one.by,
                        full_date(one.on)
                    ),
                    hint: "`onramp exchange devices` lists those that are not".to_owned(),
                });
            }
            if device == session.store.device()? {
                return Err(Failure::Usage {
                    message: "that is this machine; it cannot retire itself".to_owned(),
                    hint: "retire it from another one, or take a new name and key with `onramp exchange renew`"
                        .to_owned(),
                });
            }
            return retire(&mut session, device, context, out);
        }
        let standing = told::standing(&mut session)?;
        let now = session.clock.moment().clock;
        match context.json {
            true => out.json(&json::exchange(&[standing])),
            false => out.lines(&told::device_lines(&standing, now)),
        }
    }
}
