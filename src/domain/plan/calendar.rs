//! Working days: those of the week, less holidays and leaves. Knows no goals.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::week::Week;

/// Says which days are worked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    week: Week,
    holidays: BTreeSet<NaiveDate>,
    /// First and last day of each stretch away, merged and in order.
    away: Vec<(NaiveDate, NaiveDate)>,
}

impl Calendar {
    /// Returns a calendar without pauses.
    pub fn new(holidays: impl IntoIterator<Item = NaiveDate>) -> Self {
        Self {
            week: Week::default(),
            holidays: holidays.into_iter().collect(),
            away: Vec::new(),
        }
    }

    /// Returns this calendar with another working week.
    pub fn with_week(self, week: Week) -> Self {
        Self { week, ..self }
    }

    /// Returns this calendar less the leaves of a journey, each by its first and last day.
    pub fn with_leaves(&self, leaves: impl IntoIterator<Item = (NaiveDate, NaiveDate)>) -> Self {
        let mut stretches: Vec<_> = leaves.into_iter().collect();
        stretches.sort_unstable();
        let mut away: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        for (from, until) in stretches {
            match away.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(until),
                _ => away.push((from, until)),
            }
        }
        Self {
            week: self.week,
            holidays: self.holidays.clone(),
            away,
        }
    }

    /// Returns whether a day is worked.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        self.week.works(day.weekday())
            && !self.holidays.contains(&day)
            && !self
                .away
                .iter()
                .any(|&(from, until)| from <= day && day <= until)
    }

    /// Returns how many working days lie after `from` up to and with `to`; negative where `to` is earlier.
    pub fn working_days(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.working_days(to, from);
        }
        let away: i64 = self
            .away
            .iter()
            .map(|&(first, last)| {
                let before = first.checked_sub_days(Days::new(1)).unwrap_or(first);
                let (first, last) = (before.max(from), last.min(to));
                if first < last {
                    self.contractual_days(first, last)
                } else {
                    0
                }
            })
            .sum();
        self.contractual_days(from, to) - away
    }

    /// Returns the last working day on or before a day, as far back as `floor`.
    pub fn on_or_before(&self, day: NaiveDate, floor: NaiveDate) -> NaiveDate {
        let mut candidate = day;
        while candidate > floor && !self.is_working_day(candidate) {
            candidate = match candidate.checked_sub_days(Days::new(1)) {
                Some(earlier) => earlier,
                None => return day,
            };
        }
        candidate.max(floor)
    }

    /// Returns the day that lies `count` working days after a day; the day itself for none.
    pub fn add_working_days(&self, day: NaiveDate, count: i64) -> NaiveDate {
        let mut reached = day;
        loop {
            let missing = count - self.working_days(day, reached);
            let next = u64::try_from(missing)
                .ok()
                .filter(|&step| step > 0)
                .and_then(|step| reached.checked_add_days(Days::new(step)));
            match next {
                Some(next) => reached = next,
                None => return reached,
            }
        }
    }

    /// Returns when a milestone falls due in a journey, or nothing for `beyond`.
    ///
    /// The due date is as many working days after the start as it would be without pauses, so a
    /// pause moves it by the working days it took, and a day off moves it to the working day before.
    pub fn due(&self, milestone: Milestone, start: NaiveDate) -> Option<NaiveDate> {
        let nominal = milestone.nominal_due(start)?;
        let wanted = self.contractual_days(start, nominal);
        let unpaused = Self {
            week: self.week,
            holidays: self.holidays.clone(),
            away: Vec::new(),
        };
        let unmoved = unpaused.on_or_before(nominal, start);
        let taken = wanted - self.working_days(start, unmoved);
        Some(self.add_working_days(unmoved, taken))
    }

    /// Returns the days after `from` up to and with `to` that are worked where nobody is on leave.
    fn contractual_days(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let span = (to - from).num_days();
        let (weeks, rest) = (span / 7, span % 7);
        let mut day = from.weekday();
        let extra = (0..rest)
            .filter(|_| {
                day = day.succ();
                self.week.works(day)
            })
            .count();
        let Some(next) = from.succ_opt().filter(|next| *next <= to) else {
            return 0;
        };
        let holidays = self
            .holidays
            .range(next..=to)
            .filter(|day| self.week.works(day.weekday()))
            .count();
        weeks * self.week.count() + whole(extra) - whole(holidays)
    }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn pause(from: &str, until: &str) -> (NaiveDate, NaiveDate) {
        (day(from), day(until))
    }

    #[rstest]
    #[case("2026-04-14", "2026-04-17", 3)]
    #[case("2026-04-17", "2026-04-18", 0)]
    #[case("2026-04-17", "2026-04-20", 1)]
    #[case("2026-04-17", "2026-05-01", 10)]
    #[case("2026-04-18", "2026-04-19", 0)]
    #[case("2026-04-17", "2026-04-17", 0)]
    #[case("2026-04-20", "2026-04-17", -1)]
    fn counts_after_the_first_day(#[case] from: &str, #[case] to: &str, #[case] days: i64) {
        assert_eq!(Calendar::default().working_days(day(from), day(to)), days);
    }

    #[rstest]
    #[case::plain(Milestone::DAY_30, "2026-03-02", "2026-04-01")]
    #[case::sunday_goes_back(Milestone::DAY_90, "2026-03-02", "2026-05-29")]
    #[case::holiday_goes_back(Milestone::DAY_60, "2026-03-02", "2026-04-30")]
    #[case::leap_day(Milestone::MONTH_12, "2028-02-29", "2029-02-28")]
    fn due_dates(#[case] milestone: Milestone, #[case] start: &str, #[case] due: &str) {
        let calendar = Calendar::new([day("2026-05-01")]);
        assert_eq!(calendar.due(milestone, day(start)), Some(day(due)));
    }

    #[test]
    fn a_pause_moves_what_comes_after_it() {
        let start = day("2026-03-02");
        let calendar = Calendar::default().with_leaves([pause("2026-04-06", "2026-04-10")]);
        assert_eq!(
            calendar.due(Milestone::DAY_30, start),
            Some(day("2026-04-01"))
        );
        assert_eq!(
            calendar.due(Milestone::DAY_60, start),
            Some(day("2026-05-08"))
        );
    }

    #[test]
    fn a_pause_over_the_due_date_moves_it_behind_the_pause() {
        let start = day("2026-03-02");
        let calendar = Calendar::default().with_leaves([pause("2026-03-30", "2026-04-03")]);
        assert_eq!(
            calendar.due(Milestone::DAY_30, start),
            Some(day("2026-04-08"))
        );
    }

    #[test]
    fn overlapping_pauses_and_holidays_count_once() {
        let calendar = Calendar::new([day("2026-04-07")]).with_leaves([
            pause("2026-04-06", "2026-04-08"),
            pause("2026-04-07", "2026-04-10"),
        ]);
        assert_eq!(
            calendar.working_days(day("2026-04-03"), day("2026-04-13")),
            1
        );
    }

    proptest! {
        #[test]
        fn counting_agrees_with_walking(
            offset in 0i64..4000, span in 0i64..500,
            holidays in prop::collection::vec(0i64..4500, 0..20),
            pauses in prop::collection::vec((0i64..4500, 0i64..30), 0..5),
        ) {
            let origin = day("2020-01-01");
            let at = |n: i64| origin + chrono::TimeDelta::days(n);
            let pauses = pauses.iter().map(|&(from, length)| (at(from), at(from + length)));
            let calendar = Calendar::new(holidays.iter().map(|&n| at(n))).with_leaves(pauses);
            let walked = (offset + 1..=offset + span).filter(|&n| calendar.is_working_day(at(n))).count();
            prop_assert_eq!(calendar.working_days(at(offset), at(offset + span)), walked as i64);
        }

        #[test]
        fn a_milestone_falls_due_on_a_working_day(
            offset in 0i64..4000, pauses in prop::collection::vec((0i64..400, 0i64..30), 0..5),
        ) {
            let start = day("2020-01-01") + chrono::TimeDelta::days(offset);
            let at = |n: i64| start + chrono::TimeDelta::days(n);
            let pauses = pauses.iter().map(|&(from, length)| (at(from), at(from + length)));
            let calendar = Calendar::default().with_leaves(pauses);
            for milestone in Milestone::SIX {
                if let Some(due) = calendar.due(milestone, start) {
                    prop_assert!(calendar.is_working_day(due));
                }
            }
        }
    }
}
