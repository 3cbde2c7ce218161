//! Goals counted on a day, and the one way in which a share of them is rounded.

use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::facts::GoalFacts;
use crate::domain::record::goal::GoalState;

/// Goals counted. Waived ones are on neither side, and those that the plan no longer has nowhere.
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
    /// Goals that count, by a date that was agreed.
    pub deferred: usize,
    /// Goals done of later milestones, for a count up to the present one.
    pub ahead: usize,
    /// How many are expected to be done today, not rounded: verdicts go by it.
    pub expected: f64,
}

/// Returns a share of goals as it is shown everywhere, on screens, in documents and on bars: to one
/// place after the point, a half up.
///
/// Shares are sums of fractions, which floats only come near to: 0.25 may be stored as a little
/// less, and is 0.3 all the same.
pub fn shown(share: f64) -> f64 {
    (share * 10.0 + 1e-6).round() / 10.0
}

impl Tally {
    /// Returns the count of goals on the day of the dates.
    pub fn of<'a>(dates: &Dates, goals: impl IntoIterator<Item = GoalFacts<'a>>) -> Self {
        let mut tally = Self::default();
        for goal in goals {
            tally.waived += usize::from(goal.is_waived());
            tally.deferred += usize::from(goal.is_deferred());
            tally.counted += usize::from(goal.is_counted());
            tally.done += usize::from(goal.is_done());
            tally.confirmed += usize::from(goal.is_done() && goal.state == GoalState::Confirmed);
            tally.expected += dates.expected(goal);
        }
        tally
    }

    /// Returns how many goals are expected to be done today, as it is shown everywhere.
    pub fn expected_shown(&self) -> f64 {
        shown(self.expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0.0, "0.0")]
    #[case::a_half_goes_up(0.25, "0.3")]
    #[case::of_an_even_place_too(0.45, "0.5")]
    #[case::a_sum_that_falls_short_of_a_half(0.05 + 0.1 + 0.1 + 1.0 / 3.0 * 3.0, "1.3")]
    #[case(2.249, "2.2")]
    #[case(2.96, "3.0")]
    fn a_share_is_rounded_in_one_way(#[case] share: f64, #[case] told: &str) {
        assert_eq!(format!("{:.1}", shown(share)), told);
        assert_eq!(format!("{:?}", shown(share)), told);
    }
}
