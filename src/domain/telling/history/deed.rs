//! What was done in one save, in words: those of its verb or of its edits, and what followed.

use crate::domain::record::audience::Reader;
use crate::domain::record::change::Change;
use crate::domain::record::journey::Journey;
use crate::domain::record::kinds::Edit;
use crate::domain::record::teller::Teller;
use crate::domain::record::verb::{Told, Verb};

/// How many holidays of one change are told.
const HOLIDAYS_MAX: usize = 3;

/// What was done in a save, as far as its readable changes tell.
#[derive(Default)]
pub(super) struct Deed {
    /// What, in words.
    pub(super) what: String,
    /// What followed for other records.
    consequences: Vec<String>,
}

impl Deed {
    pub(super) fn of(journey: &Journey, readable: &[&Change], reader: Reader) -> Self {
        let Some((first, beside)) = readable.split_first() else {
            return Self::default();
        };
        let beside = beside.iter().filter(|change| tells(first, change));
        let (mut what, mut consequences) = (Vec::new(), Vec::new());
        for change in std::iter::once(first).chain(beside) {
            let teller = Teller {
                journey,
                reader,
                verb: change.verb,
            };
            what.extend(match change.verb.told() {
                Told::ByEdits => in_one_go(&teller, change),
                Told::Plain(words) => vec![plain(&teller, change, words)],
            });
            let edits = change.edits.iter();
            consequences.extend(edits.filter_map(|edit| edit.consequence(&teller)));
        }
        Self {
            what: what.join("; "),
            consequences,
        }
    }

    /// Returns the consequences behind what is said to have been done.
    pub(super) fn after(&self, what: &str) -> String {
        let consequences = self.consequences.iter().map(String::as_str);
        let all: Vec<&str> = std::iter::once(what).chain(consequences).collect();
        all.join("; ")
    }
}

/// Returns whether a part of a save is told beside its first: it is no consequence of what that
/// tells.
fn tells(first: &Change, part: &Change) -> bool {
    let kind = |change: &Change| change.edits.first().map(std::mem::discriminant);
    part.verb != first.verb || kind(part) == kind(first)
}

fn plain(teller: &Teller<'_>, change: &Change, words: &str) -> String {
    let goal = change.goal().map(|slug| teller.goal(slug));
    let words = match (change.verb, &goal) {
        (Verb::Note, None) if is_of_meeting(change) => "noted in the 1:1".to_owned(),
        (Verb::Note, None) => "noted on the journey".to_owned(),
        _ => {
            let subject = goal.as_deref().unwrap_or(&teller.journey.role.title);
            words.replacen("{}", subject, 1)
        }
    };
    let mut details: Vec<String> = change
        .edits
        .iter()
        .filter_map(|edit| edit.words(teller))
        .collect();
    let most = match change.verb {
        Verb::Holidays => HOLIDAYS_MAX,
        _ => 1,
    };
    let left_out = details.len().saturating_sub(most);
    details.truncate(most);
    if change.verb == Verb::Holidays && left_out > 0 {
        details.push(format!("and {left_out} more"));
    }
    match details.is_empty() {
        true => words,
        false => format!("{words}: {}", details.join("; ")),
    }
}

fn is_of_meeting(change: &Change) -> bool {
    change.edits.iter().any(|edit| match edit {
        Edit::Note(set) => set.to.as_ref().is_some_and(|note| note.meeting.is_some()),
        _ => false,
    })
}

/// Returns what was done in one go, each in its own words: the first edit and all of its kind, and
/// what else is done in the form of names.
fn in_one_go(teller: &Teller<'_>, change: &Change) -> Vec<String> {
    let first = change.edits.first().map(std::mem::discriminant);
    let told = change.edits.iter().filter_map(|edit| match edit {
        Edit::Start(_) => Some(format!("moved the start: {}", edit.words(teller)?)),
        Edit::Name(_) | Edit::Seat(_) => edit.words(teller),
        edit if change.verb == Verb::ChangeAction => edit.words(teller),
        edit if Some(std::mem::discriminant(edit)) == first => edit.words(teller),
        _ => None,
    });
    told.collect()
}
