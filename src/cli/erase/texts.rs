//! `erase --texts-of`: what one person wrote in free words goes for good; the journey stays.

use super::{Asked, agrees, tell_removed};
use crate::cli::context::Context;
use crate::cli::failure::{Failure, quoted};
use crate::cli::journeys::{self, Journeys};
use crate::cli::out::Out;
use crate::domain::acts::find;
use crate::domain::words::text::count;
use crate::store::{JourneyName, Store, StoreError};

/// Erases what a person wrote in a journey, after asking unless `yes` is set.
pub(super) fn run(
    mut store: Store,
    name: &JourneyName,
    whose: &str,
    yes: bool,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let people = store.load_counted(name.id)?.journey.people;
    let all: Vec<&str> = people.known().map(|(_, name)| name).collect();
    let hint = format!("there are {}", all.join(", "));
    let (person, author) = find::participant(&people, whose).map_err(Failure::not_found(hint))?;
    if store.is_shared(name.id)? {
        return Err(shared(&name.hire));
    }
    let texts = store.texts_of(name.id, person)?;
    let asked = Asked {
        what: &format!(
            "What {author} wrote in {}'s journey goes for good, with its copies.",
            name.hire
        ),
        name: author,
    };
    if texts > 0 && !yes && !agrees(&asked, context)? {
        return out.say("Nothing was erased.");
    }
    // Even without a text, an earlier try may have left something to wipe.
    let copies = store.erase_texts(name.id, person)?;
    if context.json {
        return journeys::run(&Journeys::all(), context, out);
    }
    let (hire, is) = (&name.hire, if texts == 1 { "is" } else { "are" });
    let texts = match texts {
        0 => format!("{hire}'s journey holds no text by {author}."),
        texts => format!(
            "{} that {author} wrote in {hire}'s journey {is} erased: from the database, its freed pages and its copies.",
            count(texts, "text")
        ),
    };
    out.say(&texts)?;
    tell_removed(&copies, out)
}

/// Returns that others have the journey, and what to do instead.
fn shared(hire: &str) -> Failure {
    let hint = format!(
        "nothing was changed; `onramp erase {}` on each machine removes the whole journey; delete what lies at the shared place, too",
        quoted(hire)
    );
    Failure::Store {
        error: StoreError::Shared,
        hint: Some(hint),
    }
}
