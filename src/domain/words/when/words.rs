//! Takes a text about a date apart into the words that are known. Knows neither today nor what the
//! words come to.

use chrono::NaiveDate;

use super::{FIRST_YEAR, Fault, LAST_YEAR};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    WorkingDay,
    Week,
    Month,
    Year,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    /// A date in digits, or what is wrong with it.
    Date(Result<NaiveDate, Fault>),
    /// A number, with how many digits it was written in; none where it was a word.
    Number(i64, usize),
    /// Days from today.
    Relative(i64),
    /// "next", "this" or "last", as 1, 0 or -1.
    Turn(i64),
    /// Days from Monday.
    Weekday(i64),
    Month(i64),
    Span(Unit),
    /// The last day of the span that today lies in.
    EndOf(Unit),
    /// What makes the number before it a place in a month: "15th".
    Nth,
    /// What makes the days after it working days.
    Working,
    Before,
    After,
    /// "+", which counts from whatever comes before it.
    Plus,
    /// "in", which counts from today.
    Ahead,
    Back,
    Ago,
    From,
    Start,
    End,
    Filler,
}

/// A meaning, given the place of an entry in the list, and the list: words for one entry stand side
/// by side, entries between commas.
pub(super) type Row = (fn(i64) -> Term, &'static str);

/// Every word that is understood; slips are matched against the same words, the first one winning.
pub(super) const VOCABULARY: &[Row] = &[
    (|n| Term::Relative(n - 1), "yesterday, today now, tomorrow"),
    (
        Term::Weekday,
        "monday mon, tuesday tues tue, wednesday weds wed, thursday thurs thur thu, friday fri, \
         saturday sat, sunday sun",
    ),
    (
        |n| Term::Month(n + 1),
        "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, \
         september sept sep, october oct, november nov, december dec",
    ),
    (|_| Term::Span(Unit::Day), "days day d"),
    (|_| Term::Span(Unit::Week), "weeks week wks wk w"),
    (|_| Term::Span(Unit::Month), "months month m"),
    (|_| Term::Span(Unit::Year), "years year yrs yr y"),
    (|_| Term::EndOf(Unit::Week), "eow"),
    (|_| Term::EndOf(Unit::Month), "eom"),
    (|_| Term::EndOf(Unit::Year), "eoy"),
    (|_| Term::Working, "working"),
    (|_| Term::Before, "before"),
    (|_| Term::After, "after"),
    (
        |n| Term::Number(n + 1, 0),
        "one a an, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve",
    ),
    (|n| Term::Turn(n - 1), "last past, this, next"),
    (|_| Term::Ahead, "in"),
    (|_| Term::Ago, "ago"),
    (|_| Term::From, "from"),
    (|_| Term::Start, "start beginning"),
    (|_| Term::End, "end"),
    (|_| Term::Filler, "on of the"),
];

fn known(word: &str) -> Option<Term> {
    VOCABULARY.iter().find_map(|(meaning, list)| {
        let mut entries = list.split(", ");
        let place = entries.position(|entry| entry.split(' ').any(|known| known == word))?;
        Some(meaning(place.try_into().ok()?))
    })
}

pub(super) fn nearest(word: &str) -> Option<&'static str> {
    let words = VOCABULARY
        .iter()
        .flat_map(|(_, list)| list.split([',', ' ']));
    words
        .map(|known| (strsim::osa_distance(word, known), known))
        .filter(|(distance, _)| *distance <= 2 && distance * 2 < word.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

pub(super) fn terms(plain: &str) -> Option<Vec<Term>> {
    let mut terms = Vec::new();
    for chunk in plain.split([' ', ',']).filter(|chunk| !chunk.is_empty()) {
        match in_digits(chunk) {
            Some(found) => terms.push(Term::Date(found)),
            None => split_chunk(chunk, &mut terms)?,
        }
    }
    terms.retain(|term| *term != Term::Filler);
    Some(terms)
}

/// Takes "+3d" and "14th" apart.
fn split_chunk(chunk: &str, terms: &mut Vec<Term>) -> Option<()> {
    let kind = |c: &char| (c.is_ascii_digit(), c.is_alphabetic());
    let chars: Vec<char> = chunk.chars().collect();
    let mut after_digits = false;
    for run in chars.chunk_by(|a, b| kind(a) == kind(b)) {
        let piece: String = run.iter().collect();
        let digits = is_digits(&piece);
        match piece.as_str() {
            "." => {}
            "+" => terms.push(Term::Plus),
            "-" => terms.push(Term::Back),
            "st" | "nd" | "rd" | "th" if after_digits => terms.push(Term::Nth),
            _ if digits => terms.push(Term::Number(number(&piece), piece.len())),
            word => match (terms.last_mut(), known(word)?) {
                (Some(last @ Term::Working), Term::Span(Unit::Day)) => {
                    *last = Term::Span(Unit::WorkingDay);
                }
                (_, term) => terms.push(term),
            },
        }
        after_digits = digits;
    }
    Some(())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A number too large to hold is too large for any date, so the largest one stands for it.
fn number(digits: &str) -> i64 {
    digits.parse().unwrap_or(i64::MAX)
}

/// Returns the date that is written in digits alone, or nothing where there is none.
fn in_digits(chunk: &str) -> Option<Result<NaiveDate, Fault>> {
    let is_time = |text: &str| {
        text.chars()
            .all(|c| c.is_ascii_digit() || ":.+-z".contains(c))
    };
    let text = match chunk.split_once('t') {
        Some((date, time)) if is_time(time) => date,
        _ => chunk,
    };
    if text.len() == 8 && is_digits(text) {
        let all = number(text);
        return Some(exact(all / 10_000, all / 100 % 100, all % 100));
    }
    let separator = ['-', '/', '.'].into_iter().find(|&s| text.contains(s))?;
    let parts: Vec<&str> = text.split(separator).collect();
    let [first, middle, last] = *parts else {
        return None;
    };
    if !parts.iter().all(|part| is_digits(part)) || middle.len() > 2 {
        return None;
    }
    let (a, b, c) = (number(first), number(middle), number(last));
    match (first.len(), last.len()) {
        (4.., 1..=2) => Some(exact(a, b, c)),
        (1..=2, 4..) if separator == '.' => Some(exact(c, b, a)),
        (1..=2, 4..) => Some(either_way(a, b, c)),
        _ => None,
    }
}

pub(super) fn exact(year: i64, month: i64, day: i64) -> Result<NaiveDate, Fault> {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return Err(Fault::OutOfRange);
    }
    on_calendar(year, month, day).ok_or(Fault::NoSuchDay)
}

pub(super) fn on_calendar(year: i64, month: i64, day: i64) -> Option<NaiveDate> {
    let (month, day) = (month.try_into().ok()?, day.try_into().ok()?);
    NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day)
}

fn either_way(first: i64, second: i64, year: i64) -> Result<NaiveDate, Fault> {
    match (exact(year, second, first), exact(year, first, second)) {
        (Ok(day_first), Ok(month_first)) if day_first != month_first => {
            Err(Fault::Ambiguous(day_first, month_first))
        }
        (Err(_), month_first) => month_first,
        (day_first, _) => day_first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn every_word_is_known_once() {
        let words = VOCABULARY
            .iter()
            .flat_map(|(_, list)| list.split([',', ' ']));
        let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        assert!(words.iter().all(|word| known(word).is_some()));
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }

    #[rstest]
    #[case("+3d", &[Term::Plus, Term::Number(3, 1), Term::Span(Unit::Day)])]
    #[case("in 3 working days", &[Term::Ahead, Term::Number(3, 1), Term::Span(Unit::WorkingDay)])]
    #[case("working week", &[Term::Working, Term::Span(Unit::Week)])]
    #[case("the 14th of march", &[Term::Number(14, 2), Term::Nth, Term::Month(3)])]
    #[case("14-mar", &[Term::Number(14, 2), Term::Back, Term::Month(3)])]
    #[case("end of next week", &[Term::End, Term::Turn(1), Term::Span(Unit::Week)])]
    #[case("yesterday, fri", &[Term::Relative(-1), Term::Weekday(4)])]
    #[case("two", &[Term::Number(2, 0)])]
    #[case("99999999999999999999", &[Term::Number(i64::MAX, 20)])]
    #[case("20260230", &[Term::Date(Err(Fault::NoSuchDay))])]
    #[case("", &[])]
    fn a_text_comes_apart_into_terms(#[case] text: &str, #[case] expected: &[Term]) {
        assert_eq!(terms(text).as_deref(), Some(expected));
    }

    #[rstest]
    #[case("soon")]
    #[case("th")]
    #[case("14 march!")]
    #[case("next someday")]
    fn an_unknown_word_leaves_no_terms(#[case] text: &str) {
        assert_eq!(terms(text), None);
    }

    #[rstest]
    #[case("firday", Some("friday"))]
    #[case("marhc", Some("march"))]
    #[case("frid", Some("fri"))]
    #[case("xyz", None)]
    #[case("ab", None)]
    fn the_nearest_word_is_a_slip_or_two_away(#[case] word: &str, #[case] known: Option<&str>) {
        assert_eq!(nearest(word), known);
    }
}
