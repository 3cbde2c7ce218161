//! What is due in one journey for whoever acts there: the row of the reminders.

use chrono::NaiveDate;

use crate::domain::judgment::facts::Facts;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, People};
use crate::domain::record::ids::JourneyId;
use crate::domain::telling::reminders::Reminder;

/// What is due in a journey that goes on. It holds no more of it than is told, since there may be many.
#[derive(Clone, Debug)]
pub struct Due {
    /// The journey.
    pub journey: JourneyId,
    /// Who takes part in it.
    pub people: People,
    /// The plan's short name.
    pub plan: Slug,
    /// The role's name.
    pub title: String,
    /// Day 1.
    pub start: NaiveDate,
    /// Who acts in it.
    pub acting: Author,
    /// What is due.
    pub reminders: Vec<Reminder>,
}

impl Due {
    /// Returns what is due in a journey.
    pub fn of(facts: &Facts<'_>, acting: Author, reminders: Vec<Reminder>) -> Self {
        Self {
            journey: facts.id,
            people: facts.people.clone(),
            plan: facts.plan.clone(),
            title: facts.title.to_owned(),
            start: facts.start,
            acting,
            reminders,
        }
    }
}
