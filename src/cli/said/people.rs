//! What is said after somebody was named or a name was corrected.

use crate::cli::failure::quoted;
use crate::cli::session::Session;
use crate::domain::plan::people::{Author, Party, PersonId};
use crate::domain::record::change::Change;
use crate::domain::record::kinds::Edit;

/// Returns who takes part now, and what a new name means for what was kept private.
pub(in crate::cli) fn named(session: &Session, change: &Change) -> Vec<String> {
    let people = &session.journey().people;
    let authors: Vec<String> = people.authors().map(|author| author.to_string()).collect();
    let mut said = vec![format!("Taking part: {}.", authors.join("; "))];
    let seats = change.edits.iter().filter_map(|edit| match edit {
        Edit::Seat(set) => Some((set.key, set.from, set.to?)),
        _ => None,
    });
    let mut spelled = Vec::new();
    for (party, before, person) in seats {
        let Some(name) = people.name_of(person) else {
            continue;
        };
        if !is_new(change, person) {
            said.extend(returned(session, party, person, name));
            continue;
        }
        let before = before.and_then(|before| people.name_of(before));
        let Some(before) = before else {
            continue;
        };
        let party = party.word();
        said.push(format!(
            "{name} is the {party} now and cannot read what {before} kept private."
        ));
        spelled.push(format!("--{party} {}", quoted(name)));
    }
    // Whoever gave the place away acts in it no longer, and so cannot take that back.
    let still_acts = people.takes_part(change.author.person);
    if !spelled.is_empty() && still_acts {
        said.push(format!(
            "If that is the same person, spelled right: `onramp undo`, then `onramp edit {} \
             --same-person`.",
            spelled.join(" ")
        ));
    }
    said
}

/// Returns whether a change brought a person in.
fn is_new(change: &Change, person: PersonId) -> bool {
    change.edits.iter().any(|edit| match edit {
        Edit::Name(set) => set.key == person && set.from.is_none(),
        _ => false,
    })
}

/// Returns that somebody who took part before is the same person again; nothing if the person takes
/// part otherwise.
fn returned(session: &Session, party: Party, person: PersonId, name: &str) -> Option<String> {
    let is_other = |author: &Author| author.person == person && author.party != party;
    let mut authors = session.journey().people.authors();
    (!authors.any(|author| is_other(&author))).then(|| {
        format!(
            "{name} took part before and is the same person: the private notes of then can be read \
             again."
        )
    })
}
