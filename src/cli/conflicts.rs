//! `conflicts`: what was set aside when the lanes of two machines met, and what to do about it.

use clap::{Args, ValueEnum};

use super::act::{answer, commit};
use super::context::Context;
use super::failure::Failure;
use super::out::Out;
use super::session::Session;
use super::typed::number;
use crate::domain::acts::again::again;
use crate::domain::record::change::Change;
use crate::domain::telling::conflicts::conflicts;
use crate::domain::telling::history::{self, Line};
use crate::report::json;

/// Which one, and what to do.
#[derive(Debug, Args)]
pub struct Conflicts {
    /// The change's number in the list
    #[arg(value_parser = number::<usize>, allow_negative_numbers = true)]
    number: Option<usize>,
    /// What to do about it
    #[arg(value_enum)]
    what: Option<What>,
}

/// What is done about a change that does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// Do it again, as things stand now
    Again,
    /// Take it off the list; the log keeps it
    Dismiss,
}

impl Conflicts {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let changes = session.store.changes(session.journey().id)?;
        let lines = history::lines(session.journey(), &changes, session.acting.party);
        let dismissed = session.store.dismissed(session.journey().id)?;
        let all = conflicts(&lines, |id| dismissed.contains(&id));
        let all: Vec<_> = match (self.number, self.what) {
            (Some(wanted), None) => {
                let one = all
                    .into_iter()
                    .filter(|conflict| conflict.line.number == wanted);
                one.collect()
            }
            _ => all,
        };
        let Some((wanted, what)) = self.number.zip(self.what) else {
            if context.json {
                return out.json(&json::conflicts(session.journey(), &all));
            }
            if let (Some(wanted), true) = (self.number, all.is_empty()) {
                return Err(not_listed(wanted));
            }
            if all.is_empty() {
                return out.say("There is nothing to decide.");
            }
            for conflict in &all {
                out.say(&format!("{}  {}", conflict.line.number, conflict.words))?;
            }
            return out.say(
                "`onramp conflicts N again` does one again, as things stand now; `onramp conflicts N dismiss` takes it off this list.",
            );
        };
        let found = all.iter().find(|conflict| conflict.line.number == wanted);
        let found = found.ok_or_else(|| not_listed(wanted))?;
        match what {
            What::Again => do_again(&mut session, found.line, &changes, context, out),
            What::Dismiss => {
                session.store.dismiss(session.journey().id, found.line.id)?;
                out.say(&format!(
                    "Change {wanted} is off the list; the log keeps it."
                ))
            }
        }
    }
}

fn not_listed(wanted: usize) -> Failure {
    Failure::Missing {
        message: format!("change {wanted} is not in the list"),
        hint: "`onramp conflicts` prints the list".to_owned(),
    }
}

fn do_again(
    session: &mut Session,
    line: &Line,
    changes: &[Change],
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    if line.author.person != session.acting.person {
        return Err(Failure::Usage {
            message: format!(
                "that change is {}'s; whoever made it does it again",
                line.author.name
            ),
            hint: format!(
                "`onramp conflicts {} dismiss` takes it off your list",
                line.number
            ),
        });
    }
    let save = changes
        .iter()
        .filter(|change| change.id == line.id || change.beside == Some(line.id));
    let acts: Vec<_> = save.flat_map(again).collect();
    if acts.is_empty() {
        return Err(Failure::Usage {
            message: "that cannot be done again as it was".to_owned(),
            hint: format!(
                "do what is right now, then `onramp conflicts {} dismiss`",
                line.number
            ),
        });
    }
    let done = commit(session, &acts, "conflicts")?;
    answer(session, &done, context, out)?;
    Ok(session.store.dismiss(session.journey().id, line.id)?)
}
