//! What is due in one journey for whoever acts there: the row of the reminders.

use chrono::NaiveDate;

use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, People};
use crate::domain::record::ids::JourneyId;
use crate::domain::record::journey::Journey;
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
    pub fn of(journey: &Journey, acting: Author, reminders: Vec<Reminder>) -> Self {
        Self {
            journey: journey.id,
            people: journey.people.clone(),
            plan: journey.role.slug.clone(),
            title: journey.role.title.clone(),
            start: journey.start,
            acting,
            reminders,
        }
    }
}
