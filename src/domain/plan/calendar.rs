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
    /// Returns a calendar without leaves.
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
        self.is_contractual(day) && !self.is_leave(day)
    }

    /// Returns whether a day is worked if nobody is on leave.
    fn is_contractual(&self, day: NaiveDate) -> bool {
        self.week.works(day.weekday()) && !self.holidays.contains(&day)
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

    /// Returns the last day on or before a day that is worked if nobody is on leave, as far back as
    /// `floor`.
    pub fn on_or_before(&self, day: NaiveDate, floor: NaiveDate) -> NaiveDate {
        let mut candidate = day;
        while candidate > floor && !self.is_contractual(candidate) {
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
    /// A weekend or holiday moves it to the last working day before. A leave moves it by the working
    /// days that it takes up from the start to that day, both included, so as many are left to work
    /// as without it. One that would fall due inside a leave therefore lands behind it.
    pub fn due(&self, milestone: Milestone, start: NaiveDate) -> Option<NaiveDate> {
        Some(self.due_from(milestone.nominal_due(start)?, start))
    }

    /// Returns when a milestone fell due before schema 6, which counted days and weeks from the day
    /// after the start.
    pub fn due_before(&self, milestone: Milestone, start: NaiveDate) -> Option<NaiveDate> {
        Some(self.due_from(milestone.nominal_due_before(start)?, start))
    }

    fn due_from(&self, nominal: NaiveDate, start: NaiveDate) -> NaiveDate {
        let unmoved = self.on_or_before(nominal, start);
        let eve = start.pred_opt().unwrap_or(start);
        let taken = self.contractual_days(eve, unmoved) - self.working_days(eve, unmoved);
        self.after_leave(self.add_working_days(unmoved, taken))
    }

    /// Returns what a day that two people agreed on comes out as: a weekend or holiday moves it to
    /// the last working day before, as far back as the start; a leave moves it to the first working
    /// day after, never back before the leave.
    pub fn agreed(&self, day: NaiveDate, start: NaiveDate) -> NaiveDate {
        match self.is_leave(day) {
            true => self.after_leave(day),
            false => self.after_leave(self.on_or_before(day, start)),
        }
    }

    /// Returns a day itself, or the first working day after it if it falls into a leave.
    pub fn after_leave(&self, day: NaiveDate) -> NaiveDate {
        match self.is_leave(day) {
            true => self.add_working_days(day, 1),
            false => day,
        }
    }

    /// Returns the last day of the leave that a day falls into. Leaves with no working day between
    /// them are one.
    pub fn leave_until(&self, day: NaiveDate) -> Option<NaiveDate> {
        let (_, mut until) = *self.away.iter().find(|leave| holds(leave, day))?;
        let next = self.add_working_days(day, 1);
        for &(from, last) in &self.away {
            if until < from && from < next {
                until = last;
            }
        }
        Some(until)
    }

    /// Returns how many days after `from` up to and with `to` fall into a leave, worked or not.
    pub fn leave_days(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let leaves = self.away.iter();
        leaves
            .map(|&(first, last)| {
                let before = first.pred_opt().unwrap_or(first);
                (last.min(to) - before.max(from)).num_days().max(0)
            })
            .sum()
    }

    fn is_leave(&self, day: NaiveDate) -> bool {
        self.away.iter().any(|leave| holds(leave, day))
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

fn holds(&(from, until): &(NaiveDate, NaiveDate), day: NaiveDate) -> bool {
    from <= day && day <= until
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

    fn leave(from: &str, until: &str) -> (NaiveDate, NaiveDate) {
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
    #[case::plain(Milestone::DAY_30, "2026-03-02", "2026-03-31")]
    #[case::saturday_goes_back(Milestone::DAY_90, "2026-03-02", "2026-05-29")]
    #[case::holiday_goes_back(Milestone::DAY_60, "2026-03-03", "2026-04-30")]
    #[case::leap_day(Milestone::MONTH_12, "2028-02-29", "2029-02-28")]
    fn due_dates(#[case] milestone: Milestone, #[case] start: &str, #[case] due: &str) {
        let calendar = Calendar::new([day("2026-05-01")]);
        assert_eq!(calendar.due(milestone, day(start)), Some(day(due)));
    }

    #[test]
    fn a_leave_moves_what_comes_after_it() {
        let start = day("2026-03-02");
        let calendar = Calendar::default().with_leaves([leave("2026-04-06", "2026-04-10")]);
        assert_eq!(
            calendar.due(Milestone::DAY_30, start),
            Some(day("2026-03-31"))
        );
        assert_eq!(
            calendar.due(Milestone::DAY_60, start),
            Some(day("2026-05-07"))
        );
    }

    #[test]
    fn a_leave_over_the_due_date_moves_it_behind_the_leave() {
        let start = day("2026-03-02");
        let calendar = Calendar::default().with_leaves([leave("2026-03-30", "2026-04-03")]);
        assert_eq!(
            calendar.due(Milestone::DAY_30, start),
            Some(day("2026-04-07"))
        );
    }

    #[test]
    fn a_leave_from_the_due_date_on_moves_it_to_the_first_working_day_after() {
        let calendar = Calendar::default().with_leaves([leave("2026-03-31", "2026-04-12")]);
        let due = calendar.due(Milestone::DAY_30, day("2026-03-02"));
        assert_eq!(due, Some(day("2026-04-13")));
    }

    #[rstest]
    #[case::from_the_start("2026-03-02", "2026-03-06")]
    #[case::from_before_it("2026-02-16", "2026-03-06")]
    fn a_leave_over_day_1_moves_dates_by_all_of_its_working_days(
        #[case] from: &str,
        #[case] until: &str,
    ) {
        let calendar = Calendar::default().with_leaves([leave(from, until)]);
        let due = calendar.due(Milestone::DAY_30, day("2026-03-02"));
        assert_eq!(due, Some(day("2026-04-07")), "five working days later");
    }

    #[test]
    fn day_n_was_a_day_later_before_schema_6() {
        let moved = |milestone, start: &str| {
            let calendar = Calendar::default();
            let dates = [
                calendar.due_before(milestone, day(start)),
                calendar.due(milestone, day(start)),
            ];
            dates.map(|date| date.unwrap().to_string())
        };
        let both = |one: &str, other: &str| [one.to_owned(), other.to_owned()];
        let start = "2026-03-02";
        assert_eq!(
            moved(Milestone::DAY_30, start),
            both("2026-04-01", "2026-03-31")
        );
        // A Sunday and a Saturday come out as the same Friday.
        assert_eq!(
            moved(Milestone::DAY_90, start),
            both("2026-05-29", "2026-05-29")
        );
        assert_eq!(
            moved(Milestone::MONTH_6, start),
            both("2026-09-02", "2026-09-02")
        );
    }

    #[rstest]
    #[case::a_working_day("2026-04-16", "2026-04-16")]
    #[case::a_sunday_goes_back("2026-04-19", "2026-04-17")]
    #[case::a_holiday_goes_back("2026-05-01", "2026-04-30")]
    #[case::a_leave_goes_on("2026-04-22", "2026-04-27")]
    #[case::its_last_day("2026-04-24", "2026-04-27")]
    #[case::the_sunday_after_a_leave("2026-04-26", "2026-04-27")]
    #[case::not_before_the_start("2026-03-01", "2026-03-02")]
    fn an_agreed_day_moves_back_from_a_day_off_and_on_from_a_leave(
        #[case] to: &str,
        #[case] out: &str,
    ) {
        let calendar = Calendar::new([day("2026-05-01")]);
        let calendar = calendar.with_leaves([leave("2026-04-20", "2026-04-24")]);
        assert_eq!(calendar.agreed(day(to), day("2026-03-02")), day(out));
    }

    #[test]
    fn a_leave_lasts_until_the_next_working_day_is_at_hand() {
        let calendar = Calendar::default().with_leaves([
            leave("2026-04-20", "2026-04-24"),
            leave("2026-04-27", "2026-04-28"),
            leave("2026-04-30", "2026-05-01"),
        ]);
        let until = |on: &str| calendar.leave_until(day(on));
        assert_eq!(until("2026-04-17"), None);
        assert_eq!(until("2026-04-20"), Some(day("2026-04-28")));
        assert_eq!(until("2026-04-25"), None, "the weekend between two leaves");
        assert_eq!(until("2026-04-28"), Some(day("2026-04-28")));
        assert_eq!(until("2026-04-30"), Some(day("2026-05-01")));
    }

    #[test]
    fn overlapping_leaves_and_holidays_count_once() {
        let calendar = Calendar::new([day("2026-04-07")]).with_leaves([
            leave("2026-04-06", "2026-04-08"),
            leave("2026-04-07", "2026-04-10"),
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
            leaves in prop::collection::vec((0i64..4500, 0i64..30), 0..5),
        ) {
            let origin = day("2020-01-01");
            let at = |n: i64| origin + chrono::TimeDelta::days(n);
            let leaves = leaves.iter().map(|&(from, length)| (at(from), at(from + length)));
            let calendar = Calendar::new(holidays.iter().map(|&n| at(n))).with_leaves(leaves);
            let walked = (offset + 1..=offset + span).filter(|&n| calendar.is_working_day(at(n))).count();
            prop_assert_eq!(calendar.working_days(at(offset), at(offset + span)), walked as i64);
        }

        #[test]
        fn a_leave_leaves_as_many_days_to_work(
            offset in 0i64..4000,
            leaves in prop::collection::vec((-30i64..400, 0i64..30), 0..5),
        ) {
            let start = day("2020-01-01") + chrono::TimeDelta::days(offset);
            let eve = start.pred_opt().unwrap();
            let at = |n: i64| start + chrono::TimeDelta::days(n);
            let leaves = leaves.iter().map(|&(from, length)| (at(from), at(from + length)));
            let plain = Calendar::default();
            let calendar = plain.with_leaves(leaves);
            for milestone in Milestone::SIX {
                if let (Some(due), Some(without)) = (calendar.due(milestone, start), plain.due(milestone, start)) {
                    prop_assert_eq!(calendar.working_days(eve, due), plain.working_days(eve, without));
                }
            }
        }

        #[test]
        fn an_agreed_day_is_worked_and_never_before_a_leave(
            offset in 0i64..400,
            leaves in prop::collection::vec((0i64..400, 0i64..30), 0..5),
        ) {
            let start = day("2020-01-01");
            let at = |n: i64| start + chrono::TimeDelta::days(n);
            let leaves: Vec<_> = leaves.iter().map(|&(from, length)| (at(from), at(from + length))).collect();
            let calendar = Calendar::default().with_leaves(leaves.iter().copied());
            let out = calendar.agreed(at(offset), start);
            prop_assert!(calendar.is_working_day(out));
            if leaves.iter().any(|&(from, until)| from <= at(offset) && at(offset) <= until) {
                prop_assert!(out > at(offset));
            }
        }

        #[test]
        fn a_milestone_falls_due_on_a_working_day(
            offset in 0i64..4000, leaves in prop::collection::vec((0i64..400, 0i64..30), 0..5),
        ) {
            let start = day("2020-01-01") + chrono::TimeDelta::days(offset);
            let at = |n: i64| start + chrono::TimeDelta::days(n);
            let leaves = leaves.iter().map(|&(from, length)| (at(from), at(from + length)));
            let calendar = Calendar::default().with_leaves(leaves);
            for milestone in Milestone::SIX {
                if let Some(due) = calendar.due(milestone, start) {
                    prop_assert!(calendar.is_working_day(due));
                }
            }
        }
    }
}
