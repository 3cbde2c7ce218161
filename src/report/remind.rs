//! What is due in one journey for whoever acts there: the row of the reminders.

use crate::domain::plan::people::Author;
use crate::domain::record::journey::Journey;
use crate::domain::telling::reminders::Reminder;

/// What is due in a journey.
#[derive(Clone, Debug)]
pub struct Due<'a> {
    /// The journey.
    pub journey: &'a Journey,
    /// Who acts in it.
    pub acting: Author,
    /// What is due.
    pub reminders: Vec<Reminder>,
}
