//! `erase`: a journey, or what one person wrote in it, goes for good, here and in the copies of the
//! database.

mod texts;

use std::path::PathBuf;

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

/// Which journey, and what of it.
#[derive(Debug, Args)]
pub struct Erase {
    /// The journey, by the hire's name or its id
    #[arg(value_name = "JOURNEY", value_parser = Free)]
    whose: String,
    /// Erase only what this person wrote in free words; the journey, its dates and names stay
    #[arg(long, value_name = "PERSON", value_parser = Free)]
    texts_of: Option<String>,
    /// Erase without asking for the name
    #[arg(long)]
    yes: bool,
}

impl Erase {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let context = &context.naming(&self.whose);
        let store = context.existing_store()?.ok_or(Failure::NoJourney)?;
        let name = context.choose(store.journeys()?)?;
        if let Some(whose) = &self.texts_of {
            return texts::run(store, &name, whose, self.yes, context, out);
        }
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
        let asked = Asked {
            what: "The journey goes for good, with its copies.",
            name: &name.hire,
        };
        if !self.yes && !agrees(&asked, context)? {
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
        tell_removed(&copies, out)?;
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

/// Names the copies that were removed as a whole.
fn tell_removed(copies: &[PathBuf], out: &mut Out<'_>) -> Result<(), Failure> {
    copies.iter().try_for_each(|copy| {
        out.say(&format!(
            "{} held it too and was removed: a copy from before an update.",
            copy.display()
        ))
    })
}

/// A question that is answered by typing a name.
struct Asked<'a> {
    /// What goes, in a sentence.
    what: &'a str,
    /// The name.
    name: &'a str,
}

/// Asks for a name, after offering to write a summary.
fn agrees(asked: &Asked<'_>, context: &Context) -> Result<bool, Failure> {
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
        &format!("{} Type {} to erase it:", asked.what, quoted(asked.name)),
        asked.name,
    )
}
