//! The form of names and of the start date.

use chrono::NaiveDate;

use super::Form;
use super::field::{Field, FieldKind};
use crate::domain::acts::act::Act;
use crate::domain::plan::people::Party;
use crate::domain::record::journey::Journey;
use crate::domain::words::when::Lean;

/// The places of two fields in the form of names.
const PERSON: usize = 3;
pub(super) const START: usize = 4;

/// What another name means.
const ANOTHER: &str = "another person";
const SAME: &str = "same person";

pub(super) fn fields(journey: &Journey) -> Vec<Field> {
    use FieldKind::{Date, Line, Optional};
    let name = |party| journey.people.name(party).unwrap_or_default();
    let meanings = [
        (
            ANOTHER,
            "another person, who reads nothing private of the one before",
        ),
        (SAME, "the same person, spelled right"),
    ];
    vec![
        Field::filled("Hire", Line, name(Party::Hire)),
        Field::filled("Mentor", Optional, name(Party::Mentor)),
        Field::filled("Manager", Optional, name(Party::Manager)),
        Field::choice("Another name means", meanings, ANOTHER),
        Field::filled(
            "Start date",
            Date(Lean::Nearest),
            &journey.start.to_string(),
        ),
    ]
}

/// Returns an act for each name and date that was changed in the form. What another program
/// changed meanwhile stays.
pub(super) fn acts(
    form: &Form,
    journey: &Journey,
    start: NaiveDate,
) -> Result<Vec<Act>, (usize, String)> {
    let is_changed = |place: usize| Some(&form.text(place)) != form.begun.get(place);
    let mut acts: Vec<Act> = Party::ALL
        .into_iter()
        .zip(&form.fields)
        .enumerate()
        .filter(|(place, (party, field))| {
            is_changed(*place)
                && journey.people.name(*party).unwrap_or_default() != field.text().trim()
        })
        .map(|(_, (party, field))| match form.text(PERSON) == SAME {
            true => Act::Rename {
                party,
                name: field.text(),
            },
            false => Act::Name {
                party,
                name: field.text(),
            },
        })
        .collect();
    if is_changed(START) && start != journey.start {
        acts.push(Act::MoveStart { to: start });
    }
    if acts.is_empty() {
        return Err((form.focus, "nothing is changed; Esc closes".to_owned()));
    }
    Ok(acts)
}
