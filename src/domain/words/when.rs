//! Reads and writes dates as people say them; knows no clock, no file, no SQL, no terminal.

mod meaning;
mod words;

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

use self::meaning::{read, read_end};
use self::words::nearest;
use crate::domain::words::text;

/// The forms that help and documents print; each of them parses.
pub const EXAMPLES: &[&str] = &[
    "today",
    "tomorrow",
    "day after tomorrow",
    "mon",
    "next fri",
    "+3d",
    "in 2 weeks",
    "in 3 working days",
    "3 days ago",
    "last month",
    "end of month",
    "eow",
    "the 15th",
    "14 march",
    "march 14, 2027",
    "day 30",
    "month 6",
    "2026-12-01",
];

const TEXT_MAX: usize = 64;
const SHOWN_MAX: usize = 40;
const FIRST_YEAR: i64 = 1970;
const LAST_YEAR: i64 = 2100;

/// The way a date without a year, a bare weekday or a bare span ("3 days") is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// The last such day, today included.
    Past,
    /// The next such day, today included.
    Future,
    /// The nearest date without a year or a month, on either side of today; a weekday or a span as
    /// in the future. For what may be said before it happens or after.
    Nearest,
}

/// What a date is read against.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The day the words are said.
    pub today: NaiveDate,
    /// Day 1 of the journey, which "day 30" and "month 6" count from.
    pub start: Option<NaiveDate>,
    /// The way a date that could lie on either side of today is read.
    pub lean: Lean,
    /// Returns whether a day is worked, for "in 3 working days".
    pub works: &'a dyn Fn(NaiveDate) -> bool,
}

impl Context<'_> {
    /// Returns a context in which Monday to Friday are worked.
    pub fn new(today: NaiveDate, start: Option<NaiveDate>, lean: Lean) -> Self {
        Self {
            today,
            start,
            lean,
            works: &|day| day.weekday().num_days_from_monday() < 5,
        }
    }
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DateError {
    /// The text has none of the known forms.
    #[error("‘{text}’ is not a date; {}", advice(.nearest.as_deref()))]
    NotADate {
        /// The text, clean and shortened.
        text: String,
        /// A date that differs by a slip of the hand or two.
        nearest: Option<String>,
    },
    /// The calendar has no such day.
    #[error("‘{text}’ does not exist; check the day and the month")]
    NoSuchDay {
        /// The text, clean and shortened.
        text: String,
    },
    /// The date is there, but falls on another weekday than the one named with it.
    #[error("‘{text}’ does not exist; {} is a {}", date.format("%-d %b %Y"), date.format("%A"))]
    OtherWeekday {
        /// The text, clean and shortened.
        text: String,
        /// The date without its weekday.
        date: NaiveDate,
    },
    /// The date is before 1970-01-01 or after 2100-12-31.
    #[error("‘{text}’ lies outside {FIRST_YEAR} to {LAST_YEAR}")]
    OutOfRange {
        /// The text, clean and shortened.
        text: String,
    },
    /// A day of the journey is named, and there is no journey.
    #[error("‘{text}’ counts from the start of a journey, and there is none yet")]
    NoStart {
        /// The text, clean and shortened.
        text: String,
    },
    /// Day and month could be either way round.
    #[error("‘{text}’ can be read two ways; write it as {day_first} or {month_first}")]
    Ambiguous {
        /// The text, clean and shortened.
        text: String,
        /// The date with the day before the month.
        day_first: NaiveDate,
        /// The date with the month before the day.
        month_first: NaiveDate,
    },
}

fn advice(nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => format!("did you mean ‘{nearest}’?"),
        None => "write it like ‘2026-12-01’, ‘14 march’, ‘next fri’ or ‘+3d’".to_owned(),
    }
}

/// Returns the date that the text names, between 1970-01-01 and 2100-12-31.
///
/// Case, white space around it, commas and the words "on", "of" and "the" do not matter. Weeks run
/// from Monday to Sunday (ISO 8601). Where speakers differ, these rules hold:
///
/// - `next fri` is the first Friday after today, even where that is tomorrow; on a Friday it is in
///   seven days. `last fri` is the last one before today; `this fri` is the one of this week, gone
///   or not; `fri` alone and `3 days` alone lean the way the context says.
/// - `next week` and `last week` are seven days off; `next month` is the same day of that month, or
///   its last day where it is shorter. `end of week` is the Friday, `start of week` the Monday.
/// - A year has four digits. A date without one is the next or the last such date, today included.
/// - A weekday before a date (`fri 14 march`) plays no part in finding the date, and has to be the
///   weekday of the date found.
/// - `the 15th` is the next or the last such day of a month, today included.
/// - `eow`, `eom` and `eoy` are the end of the week, the month and the year.
/// - `1.12.2026` has the day first. With slashes or dashes and the year last, either order counts,
///   so a date that has two readings is refused.
/// - `day 30` is 29 days after the start, which is day 1; `month 6` is the day of the start, six
///   months on.
///
/// # Errors
///
/// Says what is wrong with the text and what to write instead; a text over 64 characters is refused
/// unread.
pub fn parse(text: &str, context: &Context<'_>) -> Result<NaiveDate, DateError> {
    answer(text, |plain| read(plain, context))
}

/// Returns the last day of a span that begins on a day: `mon` to `fri`, said on a Friday, is next
/// week's Monday to Friday.
///
/// A weekday, a date without a year or a month, and a bare or `+` distance count from the beginning.
/// `next fri` and `end of week` count from today, or from the beginning if they would end before it.
/// What names its day outright (`tomorrow`, `in 2 weeks`, `2026-12-01`) means that day.
///
/// # Errors
/// As [`parse`]. The end may still come before the beginning.
pub fn parse_end(
    text: &str,
    begins: NaiveDate,
    context: &Context<'_>,
) -> Result<NaiveDate, DateError> {
    answer(text, |plain| read_end(plain, begins, context))
}

/// Returns the first day of a span in a journey: a date that may lie on either side of today is none
/// before day 1 if it can be read as a later one.
///
/// # Errors
/// As [`parse`].
pub fn parse_begin(text: &str, context: &Context<'_>) -> Result<NaiveDate, DateError> {
    let day = parse(text, context)?;
    let is_before = context.start.is_some_and(|start| day < start);
    let later = Context {
        lean: Lean::Future,
        ..*context
    };
    match is_before && context.lean == Lean::Nearest {
        true => parse(text, &later),
        false => Ok(day),
    }
}

/// Returns what a reader makes of a text, or says what is wrong with the text.
fn answer(
    text: &str,
    read: impl Fn(&str) -> Result<NaiveDate, Fault>,
) -> Result<NaiveDate, DateError> {
    let text = text.trim();
    if text.chars().nth(TEXT_MAX).is_some() {
        return Err(Fault::Unknown.told(text, None));
    }
    let plain = folded(&text.to_lowercase());
    read(&plain).map_err(|fault| fault.told(text, mended(&plain, read)))
}

/// Returns the date as people say it: "Fri 17 Apr", with the year where it is not the year of today.
pub fn spoken(date: NaiveDate, today: NaiveDate) -> String {
    let form = if date.year() == today.year() {
        "%a %-d %b"
    } else {
        "%a %-d %b %Y"
    };
    date.format(form).to_string()
}

/// Returns the date with its weekday and year, for what is read later: `Fri 17 Apr 2026`.
pub fn full_date(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// Returns a count of working days in words: `1 working day`, `3 working days`.
pub fn working_days(days: i64) -> String {
    match days {
        1 => "1 working day".to_owned(),
        _ => format!("{days} working days"),
    }
}

/// A `DateError` that does not yet know the words it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Unknown,
    NoSuchDay,
    OtherWeekday(NaiveDate),
    OutOfRange,
    NoStart,
    Ambiguous(NaiveDate, NaiveDate),
}

impl Fault {
    fn told(self, text: &str, nearest: Option<String>) -> DateError {
        let text = shown(text);
        match self {
            Self::Unknown => DateError::NotADate { text, nearest },
            Self::NoSuchDay => DateError::NoSuchDay { text },
            Self::OtherWeekday(date) => DateError::OtherWeekday { text, date },
            Self::OutOfRange => DateError::OutOfRange { text },
            Self::NoStart => DateError::NoStart { text },
            Self::Ambiguous(day_first, month_first) => DateError::Ambiguous {
                text,
                day_first,
                month_first,
            },
        }
    }
}

fn shown(text: &str) -> String {
    let beginning: String = text.chars().take(5 * SHOWN_MAX).collect();
    let clean = folded(&beginning);
    if clean.chars().nth(SHOWN_MAX).is_none() {
        return clean;
    }
    let kept: String = clean.chars().take(SHOWN_MAX - 1).collect();
    format!("{kept}…")
}

fn folded(text: &str) -> String {
    let spaced = text.replace(char::is_whitespace, " ");
    let clean = text::clean(&spaced);
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the text with its slips put right, where it is a date then.
fn mended(plain: &str, read: impl Fn(&str) -> Result<NaiveDate, Fault>) -> Option<String> {
    let chars: Vec<char> = plain.chars().collect();
    let mut mended = String::new();
    for run in chars.chunk_by(|a, b| a.is_alphabetic() == b.is_alphabetic()) {
        let word: String = run.iter().collect();
        mended.push_str(nearest(&word).unwrap_or(&word));
    }
    let fits = mended.chars().nth(SHOWN_MAX).is_none();
    (fits && read(&mended).is_ok()).then_some(mended)
}

#[cfg(test)]
mod tests {
    use super::words::VOCABULARY;
    use super::*;
    use chrono::{TimeDelta, Weekday};
    use proptest::prelude::*;
    use rstest::rstest;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    /// Today is a Wednesday, in the second week of the journey.
    fn leaning(lean: Lean) -> Context<'static> {
        Context::new(day("2026-03-11"), Some(day("2026-03-02")), lean)
    }

    fn future(text: &str) -> Result<NaiveDate, DateError> {
        parse(text, &leaning(Lean::Future))
    }

    fn past(text: &str) -> Result<NaiveDate, DateError> {
        parse(text, &leaning(Lean::Past))
    }

    #[rstest]
    #[case("today", "2026-03-11")]
    #[case("now", "2026-03-11")]
    #[case("tomorrow", "2026-03-12")]
    #[case("yesterday", "2026-03-10")]
    #[case("  ToMorrow\n", "2026-03-12")]
    #[case("next\u{a0} \tweek", "2026-03-18")]
    #[case("next fri", "2026-03-13")]
    #[case("next thursday", "2026-03-12")]
    #[case("next wed", "2026-03-18")]
    #[case("next tue", "2026-03-17")]
    #[case("last mon", "2026-03-09")]
    #[case("past mon", "2026-03-09")]
    #[case("last wed", "2026-03-04")]
    #[case("last thu", "2026-03-05")]
    #[case("this fri", "2026-03-13")]
    #[case("this mon", "2026-03-09")]
    #[case("this sunday", "2026-03-15")]
    #[case("+3d", "2026-03-14")]
    #[case("+ 3 days", "2026-03-14")]
    #[case("-2w", "2026-02-25")]
    #[case("+0d", "2026-03-11")]
    #[case("+1m", "2026-04-11")]
    #[case("+1y", "2027-03-11")]
    #[case("-1 year", "2025-03-11")]
    #[case("in 2 weeks", "2026-03-25")]
    #[case("in two weeks", "2026-03-25")]
    #[case("in 3d", "2026-03-14")]
    #[case("in a week", "2026-03-18")]
    #[case("in one month", "2026-04-11")]
    #[case("in twelve days", "2026-03-23")]
    #[case("3 days from now", "2026-03-14")]
    #[case("a week from today", "2026-03-18")]
    #[case("3 days ago", "2026-03-08")]
    #[case("a week ago", "2026-03-04")]
    #[case("2 months ago", "2026-01-11")]
    #[case("one year ago", "2025-03-11")]
    #[case("next week", "2026-03-18")]
    #[case("last week", "2026-03-04")]
    #[case("next month", "2026-04-11")]
    #[case("last month", "2026-02-11")]
    #[case("next year", "2027-03-11")]
    #[case("last year", "2025-03-11")]
    #[case("next week monday", "2026-03-16")]
    #[case("fri next week", "2026-03-20")]
    #[case("mon last week", "2026-03-02")]
    #[case("end of week", "2026-03-13")]
    #[case("end of the week", "2026-03-13")]
    #[case("end of next week", "2026-03-20")]
    #[case("end of month", "2026-03-31")]
    #[case("end of next month", "2026-04-30")]
    #[case("end of last month", "2026-02-28")]
    #[case("end of this month", "2026-03-31")]
    #[case("end of year", "2026-12-31")]
    #[case("end of next year", "2027-12-31")]
    #[case("start of week", "2026-03-09")]
    #[case("start of next week", "2026-03-16")]
    #[case("start of month", "2026-03-01")]
    #[case("beginning of next month", "2026-04-01")]
    #[case("start of year", "2026-01-01")]
    #[case("14 march 2027", "2027-03-14")]
    #[case("14 mar 2027", "2027-03-14")]
    #[case("14th of march 2027", "2027-03-14")]
    #[case("the 14th of march, 2027", "2027-03-14")]
    #[case("March 14, 2027", "2027-03-14")]
    #[case("march 14th,2027", "2027-03-14")]
    #[case("14. March 2027", "2027-03-14")]
    #[case("14 Mar. 2027", "2027-03-14")]
    #[case("14mar2027", "2027-03-14")]
    #[case("14-mar-2027", "2027-03-14")]
    #[case("1st sept 2026", "2026-09-01")]
    #[case("sun 14 march 2027", "2027-03-14")]
    #[case("Sunday, 14 March 2027", "2027-03-14")]
    #[case("on sun, march 14th 2027", "2027-03-14")]
    #[case("sun 2027-03-14", "2027-03-14")]
    #[case("29 feb 2028", "2028-02-29")]
    #[case("day 1", "2026-03-02")]
    #[case("day one", "2026-03-02")]
    #[case("day 30", "2026-03-31")]
    #[case("Day 90", "2026-05-30")]
    #[case("day after tomorrow", "2026-03-13")]
    #[case("the day after tomorrow", "2026-03-13")]
    #[case("day before yesterday", "2026-03-09")]
    #[case("the day before yesterday", "2026-03-09")]
    #[case("eow", "2026-03-13")]
    #[case("EOM", "2026-03-31")]
    #[case("eoy", "2026-12-31")]
    #[case("in 3 working days", "2026-03-16")]
    #[case("in one working day", "2026-03-12")]
    #[case("+3 working days", "2026-03-16")]
    #[case("3 working days ago", "2026-03-06")]
    #[case("3 working days from today", "2026-03-16")]
    #[case("next working day", "2026-03-12")]
    #[case("last working day", "2026-03-10")]
    #[case("in 0 working days", "2026-03-11")]
    #[case("month 6", "2026-09-02")]
    #[case("Month one", "2026-04-02")]
    #[case("month 12", "2027-03-02")]
    #[case("2026-12-01", "2026-12-01")]
    #[case("2026-12-1", "2026-12-01")]
    #[case("2026/12/01", "2026-12-01")]
    #[case("2026.12.01", "2026-12-01")]
    #[case("1.12.2026", "2026-12-01")]
    #[case("01.12.2026", "2026-12-01")]
    #[case("20261201", "2026-12-01")]
    #[case("2026-12-01T10:00", "2026-12-01")]
    #[case("2026-12-01T10:00:00.5+02:00", "2026-12-01")]
    #[case("2026-12-01t10:00:00Z", "2026-12-01")]
    #[case("20261201T100000Z", "2026-12-01")]
    #[case("13/4/2026", "2026-04-13")]
    #[case("4/13/2026", "2026-04-13")]
    #[case("13-04-2026", "2026-04-13")]
    #[case("3/3/2026", "2026-03-03")]
    #[case("1970-01-01", "1970-01-01")]
    #[case("2100-12-31", "2100-12-31")]
    #[case("\u{200b}2026-12-01\u{feff}", "2026-12-01")]
    fn reads_the_same_either_way_it_leans(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(future(text), Ok(day(expected)));
        assert_eq!(past(text), Ok(day(expected)));
    }

    #[rstest]
    #[case("wed", "2026-03-11", "2026-03-11")]
    #[case("on fri", "2026-03-13", "2026-03-06")]
    #[case("mon", "2026-03-16", "2026-03-09")]
    #[case("tues", "2026-03-17", "2026-03-10")]
    #[case("thur", "2026-03-12", "2026-03-05")]
    #[case("thurs", "2026-03-12", "2026-03-05")]
    #[case("Saturday", "2026-03-14", "2026-03-07")]
    #[case("sun.", "2026-03-15", "2026-03-08")]
    #[case("3d", "2026-03-14", "2026-03-08")]
    #[case("two weeks", "2026-03-25", "2026-02-25")]
    #[case("1m", "2026-04-11", "2026-02-11")]
    #[case("11 march", "2026-03-11", "2026-03-11")]
    #[case("14 march", "2026-03-14", "2025-03-14")]
    #[case("march 10", "2027-03-10", "2026-03-10")]
    #[case("14. dec", "2026-12-14", "2025-12-14")]
    #[case("1 may", "2026-05-01", "2025-05-01")]
    #[case("29 february", "2028-02-29", "2024-02-29")]
    #[case("the 11th", "2026-03-11", "2026-03-11")]
    #[case("the 15th", "2026-03-15", "2026-02-15")]
    #[case("on the 10th", "2026-04-10", "2026-03-10")]
    #[case("31st", "2026-03-31", "2026-01-31")]
    #[case("the 1st", "2026-04-01", "2026-03-01")]
    #[case("2 working days", "2026-03-13", "2026-03-09")]
    fn leans(#[case] text: &str, #[case] ahead: &str, #[case] behind: &str) {
        assert_eq!(future(text), Ok(day(ahead)));
        assert_eq!(past(text), Ok(day(behind)));
    }

    #[rstest]
    #[case("2 march", "2026-03-02")]
    #[case("20 april", "2026-04-20")]
    #[case("dec 1", "2025-12-01")]
    #[case("10 october", "2026-10-10")]
    #[case("20 october", "2025-10-20")]
    #[case("29 feb", "2028-02-29")]
    #[case("the 15th", "2026-04-15")]
    #[case("the 4th", "2026-04-04")]
    #[case("the 1st", "2026-05-01")]
    #[case("the 31st", "2026-03-31")]
    #[case("fri", "2026-04-17")]
    #[case("thu", "2026-04-23")]
    #[case("2 weeks", "2026-05-01")]
    fn takes_the_nearest_if_past_and_future_both_make_sense(
        #[case] text: &str,
        #[case] expected: &str,
    ) {
        let context = Context::new(day("2026-04-17"), None, Lean::Nearest);
        assert_eq!(parse(text, &context), Ok(day(expected)));
    }

    /// Said on Friday 17 April.
    #[rstest]
    #[case("2026-04-20", "fri", "2026-04-24")]
    #[case("2026-04-20", "mon", "2026-04-20")]
    #[case("2026-04-20", "next fri", "2026-04-24")]
    #[case("2026-04-27", "next fri", "2026-05-01")]
    #[case("2026-04-20", "eow", "2026-04-24")]
    #[case("2026-04-20", "end of week", "2026-04-24")]
    #[case("2026-04-20", "end of next week", "2026-04-24")]
    #[case("2026-05-04", "end of month", "2026-05-31")]
    #[case("2026-05-20", "the 15th", "2026-06-15")]
    #[case("2026-12-14", "2 jan", "2027-01-02")]
    #[case("2026-12-14", "sat 2 jan", "2027-01-02")]
    #[case("2026-03-02", "6 mar", "2026-03-06")]
    #[case("2026-04-06", "wed", "2026-04-08")]
    #[case("2026-04-20", "3 days", "2026-04-23")]
    #[case("2026-04-20", "+4d", "2026-04-24")]
    #[case("2026-04-20", "in 4 days", "2026-04-21")]
    #[case("2026-04-20", "5 working days", "2026-04-27")]
    #[case("2026-04-20", "tomorrow", "2026-04-18")]
    #[case("2026-04-17", "today", "2026-04-17")]
    #[case("2026-04-20", "2026-04-22", "2026-04-22")]
    #[case("2026-04-20", "next week", "2026-04-24")]
    fn a_span_ends_relative_to_its_beginning(
        #[case] begins: &str,
        #[case] text: &str,
        #[case] expected: &str,
    ) {
        let context = Context::new(day("2026-04-17"), None, Lean::Nearest);
        assert_eq!(parse_end(text, day(begins), &context), Ok(day(expected)));
    }

    #[test]
    fn a_slip_in_the_end_of_a_span_is_told_like_any_other() {
        let context = Context::new(day("2026-04-17"), None, Lean::Nearest);
        let error = parse_end("frday", day("2026-04-20"), &context).unwrap_err();
        assert_eq!(
            error.to_string(),
            "‘frday’ is not a date; did you mean ‘friday’?"
        );
    }

    #[test]
    fn working_days_are_those_of_the_journey() {
        let holiday = day("2026-03-12");
        let works = |day: NaiveDate| day != holiday && day.weekday() != Weekday::Sat;
        let context = Context {
            works: &works,
            ..leaning(Lean::Future)
        };
        let read = |text| parse(text, &context);
        assert_eq!(read("in 3 working days"), Ok(day("2026-03-16")));
        assert_eq!(read("2 working days ago"), Ok(day("2026-03-09")));
        let never = Context {
            works: &|_| false,
            ..context
        };
        let error = parse("in 1 working day", &never).unwrap_err();
        assert!(error.to_string().contains("lies outside"), "{error}");
    }

    #[rstest]
    #[case("2026-01-31", "next month", "2026-02-28")]
    #[case("2028-01-31", "+1m", "2028-02-29")]
    #[case("2026-03-31", "last month", "2026-02-28")]
    #[case("2026-01-31", "end of next month", "2026-02-28")]
    #[case("2028-02-29", "next year", "2029-02-28")]
    #[case("2026-12-31", "tomorrow", "2027-01-01")]
    #[case("2026-03-13", "next fri", "2026-03-20")]
    #[case("2026-03-13", "last fri", "2026-03-06")]
    #[case("2026-03-13", "this fri", "2026-03-13")]
    #[case("2026-03-14", "end of week", "2026-03-13")]
    #[case("2026-03-15", "this mon", "2026-03-09")]
    #[case("2026-03-15", "next week mon", "2026-03-16")]
    #[case("2096-03-01", "28 february", "2097-02-28")]
    fn keeps_to_the_calendar(#[case] today: &str, #[case] text: &str, #[case] expected: &str) {
        let context = Context {
            today: day(today),
            ..leaning(Lean::Future)
        };
        assert_eq!(parse(text, &context), Ok(day(expected)));
    }

    #[rstest]
    #[case("tomorow", "tomorrow")]
    #[case("Tomorrwo", "tomorrow")]
    #[case("yesterdy", "yesterday")]
    #[case("toady", "today")]
    #[case("firday", "friday")]
    #[case("wensday", "wednesday")]
    #[case("nxt  fri", "next fri")]
    #[case("14 febuary", "14 february")]
    #[case("14th of marhc, 2027", "14th of march, 2027")]
    #[case("in 2 wekes", "in 2 weeks")]
    #[case("3 dyas agoo", "3 days ago")]
    #[case("end of mnoth", "end of month")]
    #[case("in 3 workng days", "in 3 working days")]
    #[case("day aftr tomorow", "day after tomorrow")]
    fn suggests_what_is_a_slip_away(#[case] text: &str, #[case] expected: &str) {
        let Err(DateError::NotADate { nearest, .. }) = future(text) else {
            panic!("{text} is a date");
        };
        assert_eq!(nearest.as_deref(), Some(expected));
    }

    #[rstest]
    #[case("")]
    #[case("  ")]
    #[case("xyz")]
    #[case("x")]
    #[case("soon")]
    #[case("this week")]
    #[case("next")]
    #[case("in 3")]
    #[case("3")]
    #[case("+3")]
    #[case("in -3 days")]
    #[case("+-3d")]
    #[case("3.5 days")]
    #[case("-3 days ago")]
    #[case("thirteen days")]
    #[case("14 march 27")]
    #[case("march 2027")]
    #[case("1.12.26")]
    #[case("3/4")]
    #[case("2026-12")]
    #[case("2026-12-01-05")]
    #[case("2026-12/01")]
    #[case("2026-12-01Tea")]
    #[case("-2026-12-01")]
    #[case("202612011")]
    #[case("٣ days")]
    #[case("fri fri 14 march")]
    #[case("tomorrow tomorrow")]
    #[case("tomorow xyzzy")]
    #[case("the 15")]
    #[case("15th 16th")]
    #[case("working")]
    #[case("working day 3")]
    #[case("end of working day")]
    #[case("day after")]
    #[case("after tomorrow")]
    #[case("eom eom")]
    #[case("month")]
    fn refuses_what_is_no_date(#[case] text: &str) {
        assert_eq!(
            future(text),
            Err(DateError::NotADate {
                text: text.trim().to_owned(),
                nearest: None
            })
        );
    }

    #[rstest]
    #[case(
        "xyz",
        "‘xyz’ is not a date; write it like ‘2026-12-01’, ‘14 march’, ‘next fri’ or ‘+3d’"
    )]
    #[case("tomorow", "‘tomorow’ is not a date; did you mean ‘tomorrow’?")]
    #[case(
        "30 February",
        "‘30 February’ does not exist; check the day and the month"
    )]
    #[case(
        "29 feb 2026",
        "‘29 feb 2026’ does not exist; check the day and the month"
    )]
    #[case(
        "2026-13-01",
        "‘2026-13-01’ does not exist; check the day and the month"
    )]
    #[case("31/4/2026", "‘31/4/2026’ does not exist; check the day and the month")]
    #[case("0 march", "‘0 march’ does not exist; check the day and the month")]
    #[case("99 march", "‘99 march’ does not exist; check the day and the month")]
    #[case("day 0", "‘day 0’ does not exist; check the day and the month")]
    #[case("month 0", "‘month 0’ does not exist; check the day and the month")]
    #[case("the 32nd", "‘the 32nd’ does not exist; check the day and the month")]
    #[case("month 9999", "‘month 9999’ lies outside 1970 to 2100")]
    #[case(
        "in 99999999999 working days",
        "‘in 99999999999 working days’ lies outside 1970 to 2100"
    )]
    #[case(
        "fri 14 march",
        "‘fri 14 march’ does not exist; 14 Mar 2026 is a Saturday"
    )]
    #[case(
        "mon 2026-12-01",
        "‘mon 2026-12-01’ does not exist; 1 Dec 2026 is a Tuesday"
    )]
    #[case("1969-12-31", "‘1969-12-31’ lies outside 1970 to 2100")]
    #[case("1 january 2101", "‘1 january 2101’ lies outside 1970 to 2100")]
    #[case("12026-12-01", "‘12026-12-01’ lies outside 1970 to 2100")]
    #[case("+999999999999d", "‘+999999999999d’ lies outside 1970 to 2100")]
    #[case(
        "-99999999999999999999y",
        "‘-99999999999999999999y’ lies outside 1970 to 2100"
    )]
    #[case(
        "day 99999999999999999999",
        "‘day 99999999999999999999’ lies outside 1970 to 2100"
    )]
    #[case("9000 weeks ago", "‘9000 weeks ago’ lies outside 1970 to 2100")]
    #[case(
        "3/4/2026",
        "‘3/4/2026’ can be read two ways; write it as 2026-04-03 or 2026-03-04"
    )]
    #[case(
        "03-04-2026",
        "‘03-04-2026’ can be read two ways; write it as 2026-04-03 or 2026-03-04"
    )]
    fn says_what_is_wrong(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(future(text).unwrap_err().to_string(), expected);
    }

    #[test]
    fn a_day_of_the_journey_needs_a_start() {
        let context = Context {
            start: None,
            ..leaning(Lean::Future)
        };
        for text in ["day 30", "month 6"] {
            assert_eq!(
                parse(text, &context).unwrap_err().to_string(),
                format!("‘{text}’ counts from the start of a journey, and there is none yet")
            );
        }
    }

    #[rstest]
    #[case("x".repeat(10_000_000), format!("{}…", "x".repeat(39)))]
    #[case("x".repeat(41), format!("{}…", "x".repeat(39)))]
    #[case("x".repeat(40), "x".repeat(40))]
    #[case("\x1b[31mred\x1b[0m\nnow\u{202e}".to_owned(), "red now".to_owned())]
    #[case(format!("today{}today", " ".repeat(60)), "today today".to_owned())]
    fn messages_show_a_clean_short_text(#[case] raw: String, #[case] expected: String) {
        let nearest = None;
        let text = expected;
        assert_eq!(future(&raw), Err(DateError::NotADate { text, nearest }));
    }

    #[test]
    fn every_example_is_a_date() {
        for example in EXAMPLES {
            assert!(future(example).is_ok(), "{example}");
            assert!(past(example).is_ok(), "{example}");
        }
    }

    #[rstest]
    #[case("2026-04-17", "Fri 17 Apr")]
    #[case("2026-03-02", "Mon 2 Mar")]
    #[case("2027-03-02", "Tue 2 Mar 2027")]
    #[case("2025-12-31", "Wed 31 Dec 2025")]
    fn spoken_names_the_year_where_it_is_another(#[case] date: &str, #[case] expected: &str) {
        assert_eq!(spoken(day(date), day("2026-03-11")), expected);
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        let first = day("1970-01-01").num_days_from_ce();
        let last = day("2100-12-31").num_days_from_ce();
        (first..=last).prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).unwrap())
    }

    fn any_today() -> impl Strategy<Value = NaiveDate> {
        prop_oneof![
            8 => any_day(),
            1 => Just(NaiveDate::MIN),
            1 => Just(NaiveDate::MAX),
        ]
    }

    fn any_lean() -> impl Strategy<Value = Lean> {
        prop_oneof![Just(Lean::Past), Just(Lean::Future), Just(Lean::Nearest)]
    }

    /// A day, day 1 and a lean; a `Context` cannot be printed.
    fn any_world() -> impl Strategy<Value = (NaiveDate, Option<NaiveDate>, Lean)> {
        (any_today(), prop::option::of(any_today()), any_lean())
    }

    fn context((today, start, lean): (NaiveDate, Option<NaiveDate>, Lean)) -> Context<'static> {
        Context::new(today, start, lean)
    }

    fn words() -> impl Strategy<Value = String> {
        let list: Vec<&str> = VOCABULARY
            .iter()
            .flat_map(|(_, list)| list.split([',', ' ']))
            .chain([
                "+",
                "-",
                "0",
                "1",
                "14",
                "31",
                "2027",
                "99999999999999999999",
                "th",
                ".",
            ])
            .chain([
                "2026-12-01",
                "3/4/2026",
                "1.12.2026",
                "20261201",
                "\x1b[",
                "é",
                "tomorow",
            ])
            .collect();
        let word =
            prop_oneof![6 => prop::sample::select(list).prop_map(str::to_owned), 1 => "\\PC{0,4}"];
        (
            prop::collection::vec(word, 0..6),
            prop::sample::select(&["", " ", ", "][..]),
        )
            .prop_map(|(words, between)| words.join(between))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn any_text_is_answered(
            text in prop_oneof![words(), any::<String>(), "[0-9./T:+ -]{0,14}"],
            world in any_world(),
            begins in any_today(),
        ) {
            let context = context(world);
            if let Ok(date) = parse_end(&text, begins, &context) {
                prop_assert!((1970..=2100).contains(&date.year()));
            }
            match parse(&text, &context) {
                Ok(date) => prop_assert!((1970..=2100).contains(&date.year())),
                Err(error) => {
                    let message = error.to_string();
                    prop_assert!(text::is_clean(&message));
                    prop_assert!(!message.contains('\n'));
                    prop_assert!(message.chars().count() < 160);
                    if let DateError::NotADate { nearest: Some(nearest), .. } = error {
                        prop_assert!(parse(&nearest, &context).is_ok());
                    }
                }
            }
        }

        #[test]
        fn case_and_space_around_do_not_matter(text in words(), world in any_world()) {
            let context = context(world);
            let loud = format!(" \t{}\n", text.trim().to_ascii_uppercase());
            prop_assert_eq!(parse(&loud, &context).ok(), parse(text.trim(), &context).ok());
        }

        #[test]
        fn what_is_spoken_is_read(date in any_day(), today in any_day()) {
            let lean = if date < today { Lean::Past } else { Lean::Future };
            let context = Context::new(today, None, lean);
            prop_assert_eq!(parse(&spoken(date, today), &context), Ok(date));
        }

        #[test]
        fn digits_name_their_day(date in any_day(), world in any_world()) {
            let context = context(world);
            for form in ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%-d.%-m.%Y", "%Y%m%d", "%A, %B %-d, %Y"] {
                prop_assert_eq!(parse(&date.format(form).to_string(), &context), Ok(date));
            }
        }

        #[test]
        fn distances_count_days(count in 0_i64..2_000, today in any_day(), lean in any_lean()) {
            let context = Context::new(today, Some(today), lean);
            let off = |days: i64| {
                let date = today + TimeDelta::days(days);
                (1970..=2100).contains(&date.year()).then_some(date)
            };
            prop_assert_eq!(parse(&format!("+{count}d"), &context).ok(), off(count));
            prop_assert_eq!(parse(&format!("{count} days ago"), &context).ok(), off(-count));
            prop_assert_eq!(parse(&format!("in {count} weeks"), &context).ok(), off(7 * count));
            prop_assert_eq!(parse(&format!("day {}", count + 1), &context).ok(), off(count));
        }

        #[test]
        fn weekdays_lie_where_they_should(today in any_day(), number in 0_u8..7) {
            let named = Weekday::try_from(number).unwrap();
            let off = |words: &str, lean| {
                let context = Context::new(today, None, lean);
                let found = parse(&format!("{words} {named}"), &context);
                found.inspect(|date| assert_eq!(date.weekday(), named)).map(|date| (date - today).num_days())
            };
            prop_assume!(today > day("1970-01-08") && today < day("2100-12-24"));
            prop_assert!((0..=6).contains(&off("", Lean::Future).unwrap()));
            prop_assert!((-6..=0).contains(&off("", Lean::Past).unwrap()));
            prop_assert!((1..=7).contains(&off("next", Lean::Past).unwrap()));
            prop_assert!((-7..=-1).contains(&off("last", Lean::Future).unwrap()));
            let this = today + TimeDelta::days(off("this", Lean::Past).unwrap());
            prop_assert_eq!(this.iso_week(), today.iso_week());
        }
    }
}
