//! A milestone as an argument: what help and completions offer, and which one a journey has.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::failure::Failure;
use super::session::Session;
use crate::domain::plan::milestone::Milestone;

/// Takes the key of a milestone. Only the journey knows which keys there are, so it offers those
/// of a plan that lists none, and refuses what can be no key.
#[derive(Clone, Debug)]
pub(super) struct KeyParser {
    offered: Vec<&'static str>,
}

impl KeyParser {
    /// Returns what takes any milestone.
    pub fn any() -> Self {
        Self::offering(|_| true)
    }

    /// Returns what takes the milestones that can be reviewed.
    pub fn dated() -> Self {
        Self::offering(Milestone::is_dated)
    }

    fn offering(is_offered: impl Fn(Milestone) -> bool) -> Self {
        const SIX: &[Milestone] = &Milestone::SIX;
        let offered = SIX.iter().filter(|one| is_offered(**one));
        Self {
            offered: offered.map(Milestone::key).collect(),
        }
    }
}

impl TypedValueParser for KeyParser {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        let key = value
            .to_str()
            .filter(|key| Milestone::new(key, None).is_some());
        match key {
            Some(key) => Ok(key.to_owned()),
            None => PossibleValuesParser::new(&self.offered).parse_ref(command, arg, value),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(
            self.offered.iter().map(|key| PossibleValue::new(*key)),
        ))
    }
}

/// Returns the milestone of a key.
///
/// # Errors
/// [`Failure::Missing`] with the keys that the journey has.
pub(super) fn milestone(session: &Session, key: &str) -> Result<Milestone, Failure> {
    let milestones = session.journey().milestones();
    milestones.keyed(key).ok_or_else(|| Failure::Missing {
        message: format!("this journey has no milestone ‘{key}’"),
        hint: format!("use {}", any_of(milestones.iter())),
    })
}

/// Returns the keys of milestones to choose from: `30, 60 or beyond`.
pub(super) fn any_of(milestones: impl Iterator<Item = Milestone>) -> String {
    let keys: Vec<String> = milestones.map(|one| one.key().to_owned()).collect();
    match keys.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        _ => keys.concat(),
    }
}
