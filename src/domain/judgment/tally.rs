//! Goals counted on a day.

use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::facts::GoalFacts;
use crate::domain::record::goal::GoalState;

/// Goals counted. Waived ones are on neither side.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Goals that count.
    pub counted: usize,
    /// Those claimed or confirmed.
    pub done: usize,
    /// Those confirmed.
    pub confirmed: usize,
    /// Goals taken out.
    pub waived: usize,
    /// How many are expected to be done today.
    pub expected: f64,
}

impl Tally {
    /// Returns the count of goals on the day of the dates.
    pub fn of<'a>(dates: &Dates, goals: impl IntoIterator<Item = GoalFacts<'a>>) -> Self {
        let mut tally = Self::default();
        for goal in goals {
            tally.waived += usize::from(!goal.is_counted());
            tally.counted += usize::from(goal.is_counted());
            tally.done += usize::from(goal.is_done());
            tally.confirmed += usize::from(goal.state == GoalState::Confirmed);
            tally.expected += dates.expected(goal);
        }
        tally
    }

    /// Returns how many counted goals are not done.
    pub fn left(&self) -> usize {
        self.counted.saturating_sub(self.done)
    }
}
