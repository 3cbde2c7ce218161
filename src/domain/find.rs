//! Finds what somebody means: a goal, a criterion, a person. Knows no screen.

use super::goal::Goal;
use super::journey::Journey;
use super::people::{Author, Party};
use super::plan::Criterion;
use super::text;

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
    let wanted = shown.to_lowercase();
    let mut beginnings = Vec::new();
    let mut nearest: Option<(f64, String)> = None;
    for (candidate, names) in candidates {
        if names.iter().any(|name| name.to_lowercase() == wanted) {
            return Ok(candidate);
        }
        let first = names.first().copied().unwrap_or_default().to_owned();
        for name in &names {
            let score = strsim::jaro_winkler(&wanted, &name.to_lowercase());
            if score > nearest.as_ref().map_or(0.75, |(best, _)| *best) {
                nearest = Some((score, (*name).to_owned()));
            }
        }
        let begins = |name: &&str| name.to_lowercase().starts_with(&wanted);
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
    let looks_like_number = wanted.starts_with(|c: char| c.is_ascii_digit());
    one(
        "goal",
        text,
        journey.goals.iter().zip(&numbers).map(|(goal, number)| {
            let name = if looks_like_number {
                number.as_str()
            } else {
                goal.slug().as_str()
            };
            (goal, vec![name])
        }),
    )
}

/// Returns the criterion of a place (`1` is the first), a slug, or the beginning of one slug.
///
/// # Errors
/// [`NotFound`] where no criterion or several go by the text.
pub fn criterion<'a>(goal: &'a Goal, text: &str) -> Result<&'a Criterion, NotFound> {
    let place = text.trim().parse::<usize>().ok();
    if let Some(found) = place
        .and_then(|place| place.checked_sub(1))
        .and_then(|index| goal.plan.criteria.get(index))
    {
        return Ok(found);
    }
    one(
        "part of that goal",
        text,
        goal.plan
            .criteria
            .iter()
            .map(|criterion| (criterion, vec![criterion.slug.as_str()])),
    )
}

/// Returns the author of a name, the beginning of one, or a party's word (`mentor`).
///
/// # Errors
/// [`NotFound`] where nobody or several in the journey go by the text.
pub fn author(journey: &Journey, text: &str) -> Result<Author, NotFound> {
    if let Some(author) = Party::from_word(text).and_then(|party| journey.people.author(party)) {
        return Ok(author);
    }
    let authors: Vec<Author> = journey.people.authors().collect();
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
