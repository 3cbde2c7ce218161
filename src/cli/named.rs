//! Which journey a name means: by the hire, by the hire with the role and the first day, or by its id.

use std::collections::HashMap;

use super::failure::Failure;
use crate::domain::acts::find::{self, NotFound};
use crate::domain::words::text::folded;
use crate::store::JourneyName;

/// How many characters of a journey's id name it at least; fewer are easily a slip.
const ID_MIN: usize = 8;

/// How the journeys are listed.
const LIST: &str = "`onramp journeys --all` lists them";

/// Returns the journey of a name: one that goes on, or else one in the archive.
pub(super) fn among(
    wanted: &str,
    live: Vec<JourneyName>,
    archived: Vec<JourneyName>,
) -> Result<JourneyName, Failure> {
    match named(wanted, live.clone()) {
        Err(Failure::NotFound {
            error: NotFound::Nothing { .. },
            ..
        }) => match named(wanted, archived.clone()) {
            // What is said names the nearest of all of them.
            Err(_) => meant(wanted, [live, archived].concat()),
            found => found,
        },
        found => found,
    }
}

/// Returns the only journey there is.
pub(super) fn only(journeys: Vec<JourneyName>) -> Result<JourneyName, Failure> {
    let names = journeys.iter().map(|name| name.hire.clone()).collect();
    let mut journeys = journeys.into_iter();
    match (journeys.next(), journeys.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(Failure::SeveralJourneys(names)),
    }
}

/// Returns the journey of a hire's name, or else of an id or the beginning of one.
pub(super) fn meant(wanted: &str, journeys: Vec<JourneyName>) -> Result<JourneyName, Failure> {
    let found = named(wanted, journeys.clone());
    let nothing =
        |failure: &Failure| matches!(failure, Failure::NotFound { error, .. } if is_nothing(error));
    if !found.as_ref().is_err_and(nothing) || wanted.trim().len() < ID_MIN {
        return found;
    }
    let ids: Vec<String> = journeys.iter().map(|name| name.id.0.to_string()).collect();
    let candidates = journeys.into_iter().zip(&ids);
    let candidates = candidates.map(|(journey, id)| (journey, vec![id.as_str()]));
    match find::one("journey", wanted, candidates) {
        // What is said then names the nearest hire.
        Err(error) if is_nothing(&error) => found,
        by_id => by_id.map_err(Failure::not_found(LIST)),
    }
}

fn is_nothing(error: &NotFound) -> bool {
    matches!(error, NotFound::Nothing { .. })
}

/// Returns the journey of a hire's name. Where a hire has several, the role goes behind it, and
/// then the first day: `Ada, Applied Scientist, 2026-03-02`.
fn named(wanted: &str, journeys: Vec<JourneyName>) -> Result<JourneyName, Failure> {
    let whole = |name: &JourneyName| format!("{}, {}, {}", name.hire, name.title, name.start);
    let mut namesakes: HashMap<String, usize> = HashMap::new();
    for name in &journeys {
        *namesakes.entry(folded(&name.hire)).or_default() += 1;
    }
    let names: Vec<Vec<String>> = journeys
        .iter()
        .map(|name| match namesakes.get(&folded(&name.hire)) {
            Some(1) => vec![name.hire.clone(), whole(name)],
            _ => vec![whole(name)],
        })
        .collect();
    let candidates = journeys.into_iter().zip(&names);
    find::one(
        "journey",
        wanted,
        candidates.map(|(journey, names)| (journey, names.iter().map(String::as_str).collect())),
    )
    .map_err(Failure::not_found(LIST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::ids::JourneyId;

    fn journey(id: &str, hire: &str) -> JourneyName {
        JourneyName {
            id: JourneyId(id.parse().unwrap()),
            hire: hire.to_owned(),
            title: "Tester".to_owned(),
            start: "2026-03-02".parse().unwrap(),
            withdrawn: false,
            archived: false,
        }
    }

    #[test]
    fn an_id_names_a_journey_by_its_beginning_unless_a_hire_has_that_name() {
        let all = || {
            vec![
                journey("019caf3e-0000-7000-8000-000000000001", "Ada"),
                journey("019caf3e-0000-7000-8000-000000000002", "Bob"),
                journey("019cbbbb-0000-7000-8000-000000000003", "019caf3e-0000"),
            ]
        };
        let hire = |wanted: &str| meant(wanted, all()).map(|name| name.hire);
        assert_eq!(hire("019cbbbb").unwrap(), "019caf3e-0000");
        assert_eq!(hire("019CAF3E-0000-7000-8000-000000000002").unwrap(), "Bob");
        assert_eq!(hire("019caf3e").unwrap(), "019caf3e-0000");
        let several = hire("019caf3e-0000-7").unwrap_err().to_string();
        assert!(several.contains("more than one journey"), "{several}");
        let short = hire("019cbbb").unwrap_err().to_string();
        assert!(short.contains("there is no journey"), "{short}");
    }
}
