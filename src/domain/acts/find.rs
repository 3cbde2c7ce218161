//! Finds what somebody means: a goal, a criterion, a person. Knows no screen.

use crate::domain::plan::people::{Author, Party, People, PersonId};
use crate::domain::plan::role::Criterion;
use crate::domain::record::goal::Goal;
use crate::domain::record::journey::Journey;
use crate::domain::words::text;

/// A text that names nothing, or more than one thing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotFound {
    /// Nothing goes by it.
    #[error("there is no {what} ‘{text}’{}", suggestion(.nearest.as_deref()))]
    Nothing {
        /// What was looked for.
        what: &'static str,
        /// The text.
        text: String,
        /// The nearest name.
        nearest: Option<String>,
    },
    /// Several go by it.
    #[error("‘{text}’ begins the name of more than one {what}: {}", .candidates.join(", "))]
    Several {
        /// What was looked for.
        what: &'static str,
        /// The text.
        text: String,
        /// The names.
        candidates: Vec<String>,
    },
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean ‘{name}’?"))
}

/// Returns the one thing that a text names exactly, or whose name alone begins with it.
///
/// Each candidate comes with the names it goes by; case does not matter.
///
/// # Errors
/// [`NotFound`] with the nearest name, or with the names that the text could begin.
pub fn one<'a, T>(
    what: &'static str,
    text: &str,
    candidates: impl IntoIterator<Item = (T, Vec<&'a str>)>,
) -> Result<T, NotFound> {
    let shown: String = text::clean(text).trim().chars().take(60).collect();
    let wanted = text::folded(&shown);
    let mut beginnings = Vec::new();
    let mut nearest: Option<(f64, String)> = None;
    for (candidate, names) in candidates {
        if names.iter().any(|name| text::folded(name) == wanted) {
            return Ok(candidate);
        }
        let first = names.first().copied().unwrap_or_default().to_owned();
        for name in &names {
            let score = strsim::jaro_winkler(&wanted, &text::folded(name));
            if score > nearest.as_ref().map_or(0.75, |(best, _)| *best) {
                nearest = Some((score, (*name).to_owned()));
            }
        }
        let begins = |name: &&str| text::folded(name).starts_with(&wanted);
        if !wanted.is_empty() && names.iter().any(begins) {
            beginnings.push((candidate, first));
        }
    }
    if beginnings.len() > 1 {
        return Err(NotFound::Several {
            what,
            text: shown,
            candidates: beginnings.into_iter().map(|(_, name)| name).collect(),
        });
    }
    beginnings
        .pop()
        .map(|(candidate, _)| candidate)
        .ok_or(NotFound::Nothing {
            what,
            text: shown,
            nearest: nearest.map(|(_, name)| name),
        })
}

/// Returns the goal of a number (`30.2`), a slug, or the beginning of one slug.
///
/// # Errors
/// [`NotFound`] where no goal or several go by the text.
pub fn goal<'a>(journey: &'a Journey, text: &str) -> Result<&'a Goal, NotFound> {
    let wanted = text.trim().to_lowercase();
    if let Some(goal) = journey
        .goals
        .iter()
        .find(|goal| goal.number.to_string() == wanted)
    {
        return Ok(goal);
    }
    let numbers: Vec<String> = journey
        .goals
        .iter()
        .map(|goal| goal.number.to_string())
        .collect();
    let looks_like_number =
        wanted.starts_with(|c: char| c.is_ascii_digit()) || wanted.contains('.');
    let found = one(
        "goal",
        text,
        journey.goals.iter().zip(&numbers).map(|(goal, number)| {
            let slug = goal.slug().as_str();
            let names = if looks_like_number {
                vec![number.as_str(), slug]
            } else {
                vec![slug]
            };
            (goal, names)
        }),
    );
    match found {
        Err(NotFound::Nothing {
            what,
            text,
            nearest: None,
        }) if looks_like_number => Err(NotFound::Nothing {
            nearest: nearest_number(&text, &numbers),
            what,
            text,
        }),
        found => found,
    }
}

/// Returns the number nearest to a text; numbers are short, so any likeness will do.
fn nearest_number(text: &str, numbers: &[String]) -> Option<String> {
    numbers
        .iter()
        .map(|number| (strsim::jaro_winkler(text, number), number))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(score, _)| *score > 0.0)
        .map(|(_, number)| number.clone())
}

/// Returns the criterion of a place (`1` is the first), a slug, or the beginning of one slug.
///
/// # Errors
/// [`NotFound`] where no criterion or several go by the text.
pub fn criterion<'a>(goal: &'a Goal, text: &str) -> Result<&'a Criterion, NotFound> {
    let place = text.trim().parse::<usize>().ok();
    if let Some(found) = place
        .and_then(|place| place.checked_sub(1))
        .and_then(|index| goal.criteria().nth(index))
    {
        return Ok(found);
    }
    one(
        "part of that goal",
        text,
        goal.criteria()
            .map(|criterion| (criterion, vec![criterion.slug.as_str()])),
    )
}

/// Returns the author of a name, the beginning of one, or a party's word (`mentor`).
///
/// # Errors
/// [`NotFound`] where nobody or several in the journey go by the text.
pub fn author(journey: &Journey, text: &str) -> Result<Author, NotFound> {
    person(&journey.people, text)
}

/// Returns who among the people of a journey goes by a name, the beginning of one, or a party's
/// word.
///
/// # Errors
/// [`NotFound`] where nobody or several of them go by the text.
pub fn person(people: &People, text: &str) -> Result<Author, NotFound> {
    if let Some(author) = Party::from_word(text).and_then(|party| people.author(party)) {
        return Ok(author);
    }
    let authors: Vec<Author> = people.authors().collect();
    one(
        "person in this journey",
        text,
        authors.iter().map(|author| {
            (
                author.clone(),
                vec![author.name.as_str(), author.party.word()],
            )
        }),
    )
}

/// Returns who takes part in a journey or did, by a name, the beginning of one, or a party's word.
///
/// # Errors
/// [`NotFound`] if no one or several of them go by the text.
pub fn participant<'p>(people: &'p People, text: &str) -> Result<(PersonId, &'p str), NotFound> {
    let seated = Party::from_word(text).and_then(|party| people.person(party));
    if let Some(seated) = seated.and_then(|person| Some((person, people.name_of(person)?))) {
        return Ok(seated);
    }
    let known = people.known().map(|known| (known, vec![known.1]));
    one("person in this journey", text, known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::*;
    use rstest::rstest;

    #[rstest]
    #[case("30.2", "baseline")]
    #[case(" 60.1 ", "fix")]
    #[case("6m.1", "own")]
    #[case("12M.1", "lead")]
    #[case("beyond.1", "share")]
    #[case("baseline", "baseline")]
    #[case("BASE", "baseline")]
    #[case("sha", "share")]
    #[case("12m", "lead")]
    fn a_goal_goes_by_number_slug_and_beginning(#[case] text: &str, #[case] name: &str) {
        let run = Run::new();
        assert_eq!(goal(&run.journey, text).unwrap().slug().as_str(), name);
    }

    #[rstest]
    #[case("Jos\u{e9}", "Jose\u{301}")]
    #[case("jose\u{301}", "JOS\u{c9}")]
    #[case("jos\u{e9} g", "Jose\u{301} Garc\u{ed}a")]
    fn a_name_is_found_however_its_letters_are_composed(#[case] text: &str, #[case] name: &str) {
        assert_eq!(one("person", text, [(1, vec![name])]), Ok(1));
    }

    #[rstest]
    #[case("30", "‘30’ begins the name of more than one goal: 30.1, 30.2, 30.3")]
    #[case("t", "‘t’ begins the name of more than one goal: team, talk")]
    #[case("basline", "there is no goal ‘basline’; did you mean ‘baseline’?")]
    #[case("30.9", "there is no goal ‘30.9’; did you mean ‘30.1’?")]
    #[case("xyzzy", "there is no goal ‘xyzzy’")]
    #[case("", "there is no goal ‘’")]
    #[case("\x1b[31mred\n", "there is no goal ‘red’")]
    fn a_text_that_names_no_goal_is_told_so(#[case] text: &str, #[case] told: &str) {
        let run = Run::new();
        assert_eq!(goal(&run.journey, text).unwrap_err().to_string(), told);
    }

    #[rstest]
    #[case("360-review")]
    #[case("360-r")]
    #[case("360")]
    fn a_slug_may_begin_with_a_digit(#[case] text: &str) {
        let mut run = Run::new();
        run.goal_mut("share").plan.slug = slug("360-review");
        let found = goal(&run.journey, text).unwrap();
        assert_eq!(found.slug().as_str(), "360-review");
    }

    #[rstest]
    #[case("1", "first")]
    #[case("2", "second")]
    #[case("sec", "second")]
    fn a_part_goes_by_place_and_slug(#[case] text: &str, #[case] name: &str) {
        let run = Run::new();
        let found = criterion(run.goal("baseline"), text).unwrap();
        assert_eq!(found.slug.as_str(), name);
    }

    #[rstest]
    #[case("0")]
    #[case("3")]
    #[case("third")]
    #[case("99999999999999999999")]
    fn a_part_that_is_not_there_is_not_found(#[case] text: &str) {
        let run = Run::new();
        assert!(criterion(run.goal("baseline"), text).is_err());
    }

    #[rstest]
    #[case("mentor", "Bo", Party::Mentor)]
    #[case("HIRE", "Ada", Party::Hire)]
    #[case("ada", "Ada", Party::Hire)]
    #[case("c", "Cy", Party::Manager)]
    #[case("men", "Bo", Party::Mentor)]
    fn a_person_goes_by_name_and_part(
        #[case] text: &str,
        #[case] name: &str,
        #[case] party: Party,
    ) {
        let found = author(&Run::new().journey, text).unwrap();
        assert_eq!((found.name.as_str(), found.party), (name, party));
    }

    #[test]
    fn a_part_that_nobody_plays_is_not_found() {
        let mut run = Run::new();
        run.hire(&name(Party::Mentor, ""));
        let error = author(&run.journey, "mentor").unwrap_err();
        insta::assert_snapshot!(error, @"there is no person in this journey ‘mentor’");
    }
}
