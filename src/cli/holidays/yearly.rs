//! The yearly rule of a holiday in a calendar file (RFC 5545, section 3.3.10): every 25 December, the
//! fourth Thursday of November, the Monday between 18 and 24 May.

use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::ics::date;

/// On which days of a year something repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Yearly {
    interval: Option<usize>,
    count: Option<usize>,
    until: Option<NaiveDate>,
    months: Vec<u32>,
    /// Days of a month; negative ones count from its end.
    month_days: Vec<i64>,
    /// Weekdays, each with which one of its month it is; 0 means each.
    weekdays: Vec<(i64, Weekday)>,
}

impl Yearly {
    /// Reads a rule, or says why it is not read.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut rule = Self::default();
        let mut is_yearly = false;
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            let (key, value) = (key.to_ascii_uppercase(), value.to_ascii_uppercase());
            let is_read = match key.as_str() {
                "FREQ" => {
                    is_yearly = value == "YEARLY";
                    true
                }
                "INTERVAL" => at_least_one(&value, &mut rule.interval),
                "COUNT" => at_least_one(&value, &mut rule.count),
                "UNTIL" => {
                    rule.until = value.get(..8).and_then(date);
                    rule.until.is_some()
                }
                "BYMONTH" => list(&value, &mut rule.months, |month| month.parse().ok()),
                "BYMONTHDAY" => list(&value, &mut rule.month_days, |day| day.parse().ok()),
                "BYDAY" => list(&value, &mut rule.weekdays, weekday),
                "WKST" => true,
                _ => false,
            };
            if !is_read {
                return Err(format!("repeats in a way that is not read ({key})"));
            }
        }
        let is_placed = !rule.months.is_empty() || !rule.month_days.is_empty();
        match (is_yearly, rule.weekdays.is_empty() || is_placed) {
            (true, true) => Ok(rule),
            (true, false) => Err("repeats in a way that is not read (BYDAY)".to_owned()),
            (false, _) => Err("does not repeat yearly".to_owned()),
        }
    }

    /// Returns the days on which it repeats from the first one on, in some years and the one before.
    pub(super) fn days(&self, first: NaiveDate, years: &RangeInclusive<i32>) -> Vec<NaiveDate> {
        let known = years.start() - 1;
        let repeated = (first.year()..=*years.end()).step_by(self.interval.unwrap_or(1));
        // The years before have to be walked through only where they are counted.
        let repeated = repeated.filter(|year| self.count.is_some() || *year >= known);
        let days = repeated
            .filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1))
            .flat_map(|day| day.iter_days().take_while(move |d| d.year() == day.year()))
            .filter(|day| *day >= first && self.holds(*day, first))
            .take_while(|day| self.until.is_none_or(|until| *day <= until))
            .take(self.count.unwrap_or(usize::MAX));
        days.filter(|day| day.year() >= known).collect()
    }

    fn holds(&self, day: NaiveDate, first: NaiveDate) -> bool {
        let length = i64::from(day.num_days_in_month());
        let number = i64::from(day.day());
        let is_month = match self.months.as_slice() {
            [] => !self.month_days.is_empty() || day.month() == first.month(),
            months => months.contains(&day.month()),
        };
        let is_day = match (self.month_days.as_slice(), self.weekdays.as_slice()) {
            ([], []) => day.day() == first.day(),
            ([], _) => true,
            (days, _) => days.contains(&number) || days.contains(&(number - length - 1)),
        };
        let (nth, nth_last) = ((number - 1) / 7 + 1, -((length - number) / 7 + 1));
        let is_weekday = |(which, weekday): &(i64, Weekday)| {
            *weekday == day.weekday() && [0, nth, nth_last].contains(which)
        };
        let weekdays = &self.weekdays;
        is_month && is_day && (weekdays.is_empty() || weekdays.iter().any(is_weekday))
    }
}

fn at_least_one(text: &str, to: &mut Option<usize>) -> bool {
    *to = text.parse().ok().filter(|number| *number > 0);
    to.is_some()
}

/// Reads values with commas between them.
fn list<T>(text: &str, to: &mut Vec<T>, read: impl Fn(&str) -> Option<T>) -> bool {
    let read: Option<Vec<T>> = text.split(',').map(read).collect();
    *to = read.unwrap_or_default();
    !to.is_empty()
}

/// Reads `MO`, `4TH` or `-1FR`.
fn weekday(text: &str) -> Option<(i64, Weekday)> {
    let (which, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let which = match which {
        "" => 0,
        which => i64::from_str(which).ok().filter(|which| *which != 0)?,
    };
    let weekday = match name {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    };
    Some((which, weekday))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn told(first: &str, rule: &str) -> String {
        match Yearly::read(rule) {
            Err(why) => why,
            Ok(rule) => {
                let days = rule.days(first.parse().unwrap(), &(2026..=2028));
                let days = days.iter().filter(|day| day.year() > 2025);
                days.map(|day| day.format("%y%m%d ").to_string()).collect()
            }
        }
    }

    #[rstest]
    #[case::each_year("2000-12-25", "FREQ=YEARLY", "261225 271225 281225 ")]
    #[case::from_its_first_day_on("2027-12-25", "FREQ=YEARLY;WKST=MO", "271225 281225 ")]
    #[case::a_leap_day("2000-02-29", "FREQ=YEARLY", "280229 ")]
    #[case::every_other("2000-12-25", "FREQ=YEARLY;INTERVAL=2", "261225 281225 ")]
    #[case::until("2000-12-25", "FREQ=YEARLY;UNTIL=20271225T000000Z", "261225 271225 ")]
    #[case::counted("2024-12-25", "FREQ=YEARLY;COUNT=3", "261225 ")]
    #[case::counted_out("2000-12-25", "FREQ=YEARLY;COUNT=3", "")]
    #[case::thanksgiving(
        "2000-11-23",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        "261126 271125 281123 "
    )]
    #[case::memorial_day(
        "2000-05-29",
        "freq=yearly;bymonth=5;byday=-1mo",
        "260525 270531 280529 "
    )]
    #[case::victoria_day(
        "2000-05-22",
        "FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYMONTHDAY=18,19,20,21,22,23,24",
        "260518 270524 280522 "
    )]
    #[case::the_end_of_a_month(
        "2000-02-29",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
        "260228 270228 280229 "
    )]
    #[case::monthly("2000-01-01", "FREQ=MONTHLY", "does not repeat yearly")]
    #[case::nothing("2000-01-01", "", "does not repeat yearly")]
    #[case::a_weekday_of_the_year(
        "2000-01-01",
        "FREQ=YEARLY;BYDAY=20MO",
        "repeats in a way that is not read (BYDAY)"
    )]
    #[case::easter(
        "2000-01-01",
        "FREQ=YEARLY;BYEASTER=0",
        "repeats in a way that is not read (BYEASTER)"
    )]
    #[case::no_number(
        "2000-01-01",
        "FREQ=YEARLY;COUNT=0",
        "repeats in a way that is not read (COUNT)"
    )]
    #[case::no_day(
        "2000-01-01",
        "FREQ=YEARLY;BYMONTH=1;BYDAY=0MO",
        "repeats in a way that is not read (BYDAY)"
    )]
    #[case::no_letters(
        "2000-01-01",
        "FREQ=YEARLY;BYMONTH=1;BYDAY=é",
        "repeats in a way that is not read (BYDAY)"
    )]
    fn a_rule(#[case] first: &str, #[case] rule: &str, #[case] expected: &str) {
        assert_eq!(told(first, rule), expected);
    }
}
