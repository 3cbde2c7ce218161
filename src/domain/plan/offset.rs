//! When in a journey something falls due, counted from its start. Knows no working days.

use std::cmp::Ordering;

use chrono::{Days, Months, NaiveDate};

/// A count of days, weeks or calendar months, at most about ten years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Offset {
    count: u16,
    unit: Unit,
}

/// What an offset counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Calendar months.
    Months,
}

impl Unit {
    const ALL: [Self; 3] = [Self::Days, Self::Weeks, Self::Months];

    /// Returns the word for so many of them.
    pub fn word(self, count: u16) -> &'static str {
        match (self, count) {
            (Self::Days, 1) => "day",
            (Self::Days, _) => "days",
            (Self::Weeks, 1) => "week",
            (Self::Weeks, _) => "weeks",
            (Self::Months, 1) => "month",
            (Self::Months, _) => "months",
        }
    }

    fn letter(self) -> char {
        match self {
            Self::Days => 'd',
            Self::Weeks => 'w',
            Self::Months => 'm',
        }
    }

    /// Returns the most of them that an offset counts.
    fn most(self) -> u16 {
        match self {
            Self::Days => 3650,
            Self::Weeks => 520,
            Self::Months => 120,
        }
    }
}

impl Offset {
    /// Returns an offset that is known to be within bounds.
    pub(super) const fn known(count: u16, unit: Unit) -> Self {
        Self { count, unit }
    }

    /// Returns the offset of a count; nothing if it is 0 or more than ten years.
    fn new(count: u16, unit: Unit) -> Option<Self> {
        let fits = (1..=unit.most()).contains(&count);
        fits.then_some(Self { count, unit })
    }

    /// Returns the offset of a text as people write it: `30 days`, `1 week`, `6 months`.
    pub fn from_words(text: &str) -> Option<Self> {
        let (count, word) = text.trim().split_once(' ')?;
        let word = word.trim().to_ascii_lowercase();
        let mut units = Unit::ALL.into_iter();
        let unit = units.find(|unit| {
            [1, 2]
                .map(|count| unit.word(count))
                .contains(&word.as_str())
        })?;
        Self::new(count.parse().ok()?, unit)
    }

    /// Returns the offset of the short text that logs hold: `30d`, `2w`, `6m`.
    pub(super) fn from_short(text: &str) -> Option<Self> {
        let mut units = Unit::ALL.into_iter();
        units.find_map(|unit| {
            let count = text.strip_suffix(unit.letter())?.parse().ok()?;
            Self::new(count, unit)
        })
    }

    /// Returns the short text that logs hold.
    pub(super) fn short(self) -> String {
        format!("{}{}", self.count, self.unit.letter())
    }

    /// Returns how many of its unit it counts.
    pub fn count(self) -> u16 {
        self.count
    }

    /// Returns what it counts.
    pub fn unit(self) -> Unit {
        self.unit
    }

    /// Returns the day that it leads to: `day 30`, `week 2`, `month 6`.
    pub fn point(self) -> String {
        format!("{} {}", self.unit.word(1), self.count)
    }

    /// Returns the date that it names from a start, which is day 1: day 30 is the thirtieth day,
    /// week 2 ends with the fourteenth. Months are anniversaries of the start, the end of a shorter
    /// month kept.
    pub fn from_start(self, start: NaiveDate) -> Option<NaiveDate> {
        match self.unit {
            Unit::Days | Unit::Weeks => {
                let after = self.days().saturating_sub(1);
                start.checked_add_days(Days::new(after.into()))
            }
            Unit::Months => start.checked_add_months(Months::new(self.count.into())),
        }
    }

    /// Returns the date that versions before schema 6 named: they counted days and weeks from the
    /// day after the start, so day 30 was the thirty-first.
    pub fn from_start_before(self, start: NaiveDate) -> Option<NaiveDate> {
        let date = self.from_start(start)?;
        match self.unit {
            Unit::Days | Unit::Weeks => date.succ_opt(),
            Unit::Months => Some(date),
        }
    }

    /// Returns whether it ends before another one does, from every start.
    pub fn is_surely_before(self, other: Self) -> bool {
        self.longest() < other.shortest()
    }

    /// Returns about how many days it takes.
    fn days(self) -> u32 {
        let count = u32::from(self.count);
        match self.unit {
            Unit::Days => count,
            Unit::Weeks => count * 7,
            Unit::Months => count * 365 / 12,
        }
    }

    /// Returns the fewest days from the start to its date: two months take 59 to 62.
    fn shortest(self) -> u32 {
        match self.unit {
            Unit::Days | Unit::Weeks => self.days().saturating_sub(1),
            Unit::Months => self.days().saturating_sub(2),
        }
    }

    /// Returns the most days from the start to its date.
    fn longest(self) -> u32 {
        match self.unit {
            Unit::Days | Unit::Weeks => self.days().saturating_sub(1),
            Unit::Months => u32::from(self.count) * 366 / 12 + 2,
        }
    }
}

impl Ord for Offset {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |offset: &Self| (offset.days(), offset.unit, offset.count);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Offset {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl std::fmt::Display for Offset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.count, self.unit.word(self.count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("1 day", "1 day", "1d", "day 1")]
    #[case(" 45  Days ", "45 days", "45d", "day 45")]
    #[case("2 weeks", "2 weeks", "2w", "week 2")]
    #[case("1 month", "1 month", "1m", "month 1")]
    #[case("120 months", "120 months", "120m", "month 120")]
    fn an_offset_is_read_and_told(
        #[case] text: &str,
        #[case] words: &str,
        #[case] short: &str,
        #[case] point: &str,
    ) {
        let offset = Offset::from_words(text).unwrap();
        assert_eq!(offset.to_string(), words);
        assert_eq!(
            (offset.short(), offset.point()),
            (short.to_owned(), point.to_owned())
        );
        assert_eq!(Offset::from_words(words), Some(offset));
        assert_eq!(Offset::from_short(short), Some(offset));
    }

    #[rstest]
    #[case("")]
    #[case("weeks")]
    #[case("2")]
    #[case("2weeks")]
    #[case("two weeks")]
    #[case("2 fortnights")]
    #[case("2.5 weeks")]
    #[case("-2 weeks")]
    #[case("0 days")]
    #[case("3651 days")]
    #[case("521 weeks")]
    #[case("121 months")]
    #[case("99999 days")]
    fn anything_else_is_no_offset(#[case] text: &str) {
        assert_eq!(Offset::from_words(text), None);
        assert_eq!(Offset::from_short(&text.replacen(" days", "d", 1)), None);
    }

    fn any_offset() -> impl Strategy<Value = Offset> {
        let unit = prop::sample::select(Unit::ALL.to_vec());
        unit.prop_flat_map(|unit| (1..=unit.most()).prop_map(move |count| Offset { count, unit }))
    }

    #[rstest]
    #[case::the_start_is_day_1("1 day", "2026-03-02", 1)]
    #[case("30 days", "2026-03-31", 1)]
    #[case("90 days", "2026-05-30", 1)]
    #[case::a_week_is_seven_days("1 week", "2026-03-08", 1)]
    #[case::as_14_days("2 weeks", "2026-03-15", 1)]
    #[case::an_anniversary("1 month", "2026-04-02", 0)]
    fn day_n_is_the_nth_day(#[case] offset: &str, #[case] date: &str, #[case] moved: i64) {
        let start: NaiveDate = "2026-03-02".parse().unwrap();
        let offset = Offset::from_words(offset).unwrap();
        let named = offset.from_start(start).unwrap();
        assert_eq!(named, date.parse().unwrap());
        let before = offset.from_start_before(start).unwrap();
        assert_eq!((before - named).num_days(), moved);
    }

    proptest! {
        #[test]
        fn what_is_surely_before_is_so_from_every_start(
            one in any_offset(),
            other in any_offset(),
            day in 0u64..20_000,
        ) {
            let start = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
            let start = start.checked_add_days(Days::new(day)).unwrap();
            if one.is_surely_before(other) {
                prop_assert!(one < other);
                prop_assert!(one.from_start(start) < other.from_start(start));
            }
        }

        #[test]
        fn a_month_keeps_within_its_bounds(count in 1u16..=120, day in 0u64..20_000) {
            let start = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
            let start = start.checked_add_days(Days::new(day)).unwrap();
            let offset = Offset::new(count, Unit::Months).unwrap();
            let taken = (offset.from_start(start).unwrap() - start).num_days();
            prop_assert!(i64::from(offset.shortest()) <= taken);
            prop_assert!(taken <= i64::from(offset.longest()));
        }
    }
}
