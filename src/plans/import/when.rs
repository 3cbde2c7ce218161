//! When something is due, as headings of checklists say it: `First week`, `Day 1-30`, `Month 3`, `90 days`.

use crate::domain::plan::offset::Offset;

/// The numbers that headings write as words.
const NUMBERS: [(&str, &str, u16); 12] = [
    ("one", "first", 1),
    ("two", "second", 2),
    ("three", "third", 3),
    ("four", "fourth", 4),
    ("five", "fifth", 5),
    ("six", "sixth", 6),
    ("seven", "seventh", 7),
    ("eight", "eighth", 8),
    ("nine", "ninth", 9),
    ("ten", "tenth", 10),
    ("eleven", "eleventh", 11),
    ("twelve", "twelfth", 12),
];

/// The words that say: after everything that has a date.
const LATER: [&str; 4] = ["beyond", "later", "ongoing", "afterwards"];

/// The most numbers of a heading that says when one thing is due; `30-60-90 day plan` says more.
const NUMBERS_MAX: usize = 2;

/// When the goals under a heading are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// So long after the start.
    After(Offset),
    /// After everything that has a date.
    Later,
}

/// What a word of a heading says of a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Number(u16),
    /// `days`, and how many of them one is.
    Unit(&'static str, u16),
    /// What may stand between two numbers.
    To,
    Other,
}

/// Returns when a heading says that its goals are due; nothing if it does not say so.
pub(super) fn when(heading: &str) -> Option<When> {
    let words = tokens(heading);
    if words.iter().any(|word| LATER.contains(&word.as_str())) {
        return Some(When::Later);
    }
    // Nothing can be due before the start.
    if words.iter().any(|word| word == "before" || word == "pre") {
        return None;
    }
    let parts: Vec<Part> = words.iter().map(|word| part(word)).collect();
    let numbers = parts.iter().filter(|part| matches!(part, Part::Number(_)));
    if numbers.count() > NUMBERS_MAX {
        return None;
    }
    let (at, (unit, each)) = parts
        .iter()
        .enumerate()
        .find_map(|(place, part)| match part {
            Part::Unit(unit, each) => Some((place, (*unit, *each))),
            _ => None,
        })?;
    let after = parts.get(at + 1..).unwrap_or_default().iter();
    let before = parts.get(..at).unwrap_or_default().iter().rev();
    // `Week 1-4` is about its end; `First 90 days` has the number that counts next to the unit.
    let after = after.take_while(|part| matches!(part, Part::Number(_) | Part::To));
    let before = before.take_while(|part| matches!(part, Part::Number(_) | Part::To));
    let number = |part: &Part| match part {
        Part::Number(number) => Some(*number),
        _ => None,
    };
    let count = after.filter_map(number).last();
    let count = count.or_else(|| before.filter_map(number).next())?;
    Offset::from_words(&format!("{} {unit}", count.checked_mul(each)?)).map(When::After)
}

fn part(word: &str) -> Part {
    let units: [(&[&str], &'static str, u16); 5] = [
        (&["day", "days", "d"], "days", 1),
        (&["week", "weeks", "w", "wk"], "weeks", 1),
        (&["month", "months", "m", "mo"], "months", 1),
        (&["quarter", "quarters", "q"], "months", 3),
        (&["year", "years", "y"], "months", 12),
    ];
    let named = NUMBERS.iter();
    let mut named = named.filter(|(one, first, _)| *one == word || *first == word);
    if let Some(unit) = units.iter().find(|(names, ..)| names.contains(&word)) {
        return Part::Unit(unit.1, unit.2);
    }
    match (word.parse(), named.next()) {
        (Ok(number), _) => Part::Number(number),
        (_, Some((_, _, number))) => Part::Number(*number),
        _ if matches!(word, "to" | "and" | "through" | "until" | "by") => Part::To,
        _ => Part::Other,
    }
}

/// Returns the words of a heading in small letters, a number apart from the letters beside it.
fn tokens(heading: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut last = None;
    for c in heading.chars().flat_map(char::to_lowercase) {
        let kind = match c {
            c if c.is_ascii_digit() => Some(true),
            c if c.is_alphabetic() => Some(false),
            _ => None,
        };
        match (kind, tokens.last_mut()) {
            (None, _) => {}
            (kind, Some(token)) if kind == last => token.push(c),
            _ => tokens.push(c.to_string()),
        }
        last = kind;
    }
    // `1st`, `2nd`: the letters say nothing.
    tokens.retain(|token| !matches!(token.as_str(), "st" | "nd" | "rd" | "th"));
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("First week", "1 week")]
    #[case("First day", "1 day")]
    #[case("Day one", "1 day")]
    #[case("30 days", "30 days")]
    #[case("Day 1-30", "30 days")]
    #[case("Days 31 – 60: contribute", "60 days")]
    #[case("Month 3", "3 months")]
    #[case("First 90 days", "90 days")]
    #[case("First three months", "3 months")]
    #[case("Week 2", "2 weeks")]
    #[case("Weeks 3 to 4", "4 weeks")]
    #[case("2nd week", "2 weeks")]
    #[case("30-day goals", "30 days")]
    #[case("By day 30", "30 days")]
    #[case("6m", "6 months")]
    #[case("Q2", "6 months")]
    #[case("Year 1", "12 months")]
    fn a_heading_says_when(#[case] heading: &str, #[case] expected: &str) {
        let Some(When::After(offset)) = when(heading) else {
            panic!("{heading}: {:?}", when(heading));
        };
        assert_eq!(offset.to_string(), expected, "{heading}");
    }

    #[rstest]
    #[case("Tools")]
    #[case("30-60-90 day plan")]
    #[case("Before day 1")]
    #[case("Pre-boarding, week 1")]
    #[case("Days off")]
    #[case("Day 0")]
    #[case("Week 99999999999")]
    #[case("")]
    fn another_does_not(#[case] heading: &str) {
        assert_eq!(when(heading), None);
    }

    #[test]
    fn what_comes_after_all_dates_is_later() {
        assert_eq!(when("Later / ongoing"), Some(When::Later));
        assert_eq!(when("Beyond the first year"), Some(When::Later));
    }
}
