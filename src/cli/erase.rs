//! `erase`: a journey goes for good, here and in the copies of the database.

use clap::Args;

use super::ask;
use super::context::Context;
use super::export;
use super::failure::{Failure, quoted};
use super::file::{Over, write_file};
use super::free::Free;
use super::journeys::{self, Journeys};
use super::out::Out;
use crate::exchange;

/// Which journey.
#[derive(Debug, Args)]
pub struct Erase {
    /// The journey, by the hire's name or its id
    #[arg(value_name = "JOURNEY", value_parser = Free)]
    whose: String,
    /// Erase it without asking for the name
    #[arg(long)]
    yes: bool,
}

impl Erase {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let context = &context.naming(&self.whose);
        let store = context.existing_store()?.ok_or(Failure::NoJourney)?;
        let name = context.choose(store.journeys()?)?;
        let open = store.load(name.id)?;
        let places = store.meetings(name.id)?;
        let own = store.device()?;
        let devices = &open.journey.devices;
        let others = devices.iter().filter(|(device, _)| **device != own);
        let mut others: Vec<&str> = others
            .filter_map(|(_, machine)| open.journey.people.name_of(machine.person))
            .collect();
        others.sort_unstable();
        others.dedup();
        if !self.yes && !agrees(&name.hire, context)? {
            return out.say("Nothing was erased.");
        }
        let mut store = store;
        let copies = store.erase(name.id)?;
        context.forget_cache();
        if context.json {
            return journeys::run(&Journeys::all(), context, out);
        }
        out.say(&format!(
            "{}'s journey as {} is erased: from the database, its freed pages and its copies.",
            name.hire, name.title
        ))?;
        for copy in copies {
            out.say(&format!(
                "{} held it too and was removed: a copy from before an update.",
                copy.display()
            ))?;
        }
        for place in places {
            let place = exchange::shown(&place.place);
            out.say(&format!("What was put to {place} is there still."))?;
        }
        if !others.is_empty() {
            out.say(&format!(
                "On other machines it is still, with {}.",
                others.join(" and ")
            ))?;
        }
        Ok(())
    }
}

/// Asks for the hire's name, after offering to write a summary.
fn agrees(hire: &str, context: &Context) -> Result<bool, Failure> {
    if !ask::can_ask() {
        return Err(Failure::Usage {
            message: "erasing cannot be undone, and there is no terminal to ask on".to_owned(),
            hint: "`onramp export -o FILE` and `onramp backup make FILE` keep what you need; `--yes` erases without asking"
                .to_owned(),
        });
    }
    let file = "summary-before-erasing.md";
    if ask::agrees(&format!("Write a summary to {file} first?"))? {
        let mut session = context.session()?;
        let since = session.journey().start;
        let text = export::summary(&mut session, since)?;
        let done = write_file(file.as_ref(), &text, Over::Nothing, context)?;
        ask::tell(&done)?;
    }
    ask::types(
        &format!(
            "The journey goes for good, with its copies. Type {} to erase it:",
            quoted(hire)
        ),
        hire,
    )
}
