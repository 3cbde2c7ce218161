//! Whom the history is told to, and in which journey.

use crate::domain::plan::names::Slug;
use crate::domain::record::audience::Reader;
use crate::domain::record::journey::Journey;
use crate::domain::record::verb::Verb;

/// Whom a change is told to.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    /// The journey as it stood.
    pub journey: &'a Journey,
    /// Who reads it.
    pub reader: Reader,
    /// What the author of the change did.
    pub verb: Verb,
}

impl Teller<'_> {
    /// Returns a goal by number and title; by its short name where the journey no longer has it.
    pub fn goal(&self, slug: &Slug) -> String {
        match self.journey.goal(slug) {
            Some(goal) => format!("{} {}", goal.number, goal.plan.title),
            None => slug.to_string(),
        }
    }

    /// Returns a goal by its number; by its short name if the journey no longer has it.
    pub fn number(&self, slug: &Slug) -> String {
        let goal = self.journey.goal(slug);
        goal.map_or(slug.to_string(), |goal| goal.number.to_string())
    }
}

/// Returns a text behind a separator, or nothing.
pub(super) fn behind(separator: &str, text: Option<&str>) -> String {
    text.map(|text| format!("{separator}{text}"))
        .unwrap_or_default()
}
