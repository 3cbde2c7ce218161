//! `exchange renew`: gives this machine a name and a key of its own, with which it asks to be admitted.

use std::path::PathBuf;

use super::carriers;
use super::link::file_name;
use super::told::failed;
use crate::cli::ask;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::file::{Over, write_file};
use crate::cli::out::Out;
use crate::exchange;
use crate::store::{Own, Store};

/// Asks before a machine that can write gives its place away: only the others can give it back.
fn wants_to(store: &Store) -> Result<bool, Failure> {
    let mut hires = Vec::new();
    for name in store.journeys()? {
        if store.own(&store.load(name.id)?.journey)? == Own::Admitted {
            hires.push(name.hire);
        }
    }
    if hires.is_empty() {
        return Ok(true);
    }
    let whose = hires.join(", ");
    ask::agrees(&format!(
        "This machine is admitted to the journey of {whose}. With a new name it can write there only once it is admitted again. Give it a new name?"
    ))
}

/// Renews this machine, in every journey in which it speaks for a person.
pub(super) fn renew(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let mut store = context.existing_store()?.ok_or(Failure::NoJourney)?;
    let carriers = carriers(context)?;
    if ask::can_ask() && !context.json && !wants_to(&store)? {
        return out.say("Nothing was changed.");
    }
    let all = exchange::renew(&mut store, &carriers, context.clock.moment().clock)?;
    if context.json {
        return super::every::standings(context, out, &all.iter().map(|one| one.journey).collect());
    }
    if all.is_empty() {
        return out.say("This machine has a name and a key of its own now.");
    }
    out.say("This machine has a name and a key of its own now, and asks to be admitted with it.")?;
    let is_one = all.len() == 1;
    for one in all {
        let of = match is_one {
            true => String::new(),
            false => format!(" of {}'s journey", one.hire),
        };
        out.say(&format!(
            "Read these six words to the other side{of}: {}",
            one.words
        ))?;
        for (place, error) in &one.failed {
            out.say(&format!(
                "{}; `onramp exchange sync` tries again",
                failed(place, error)
            ))?;
        }
        let Some(answer) = one.answer else {
            out.say("They let you in with `onramp exchange admit`.")?;
            continue;
        };
        let file = PathBuf::from(file_name(&one.hire, "answer"));
        let done = write_file(&file, &answer, Over::Exchanged, context)?;
        out.say(&format!(
            "{done} Hand it over; they let you in with `onramp exchange admit {}`.",
            file.display()
        ))?;
    }
    Ok(())
}
