//! What a plan gives to the conversation: the first steps around day 1, and the questions of each kind
//! of 1:1. Taken from the guide, so that they are at hand where the guide is not read.

use std::fmt;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::plan::calendar::Calendar;
use crate::domain::plan::guide::{Entry, Guide};
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::words::text::count;

/// Something to do around day 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstStep {
    /// Its short name.
    pub slug: Slug,
    /// Who does it.
    pub owner: Party,
    /// By when.
    pub by: By,
    /// What it is.
    pub text: String,
}

/// A day counted from day 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum By {
    /// So many working days before day 1.
    Before(u8),
    /// A day of the journey, from 1.
    Day(u8),
}

/// What kind of 1:1 it is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// The first one.
    First,
    /// One like most.
    #[default]
    Weekly,
    /// One that looks back over a month.
    Monthly,
    /// One about what comes after.
    Career,
}

/// A question of a kind of 1:1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its short name.
    pub slug: Slug,
    /// The kind of 1:1.
    pub occasion: Occasion,
    /// What is asked.
    pub text: String,
}

impl By {
    /// Returns the day that a text names: `day 5`, `3 working days before`.
    pub fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(day) = text.strip_prefix("day ") {
            let day: u8 = day.parse().ok()?;
            return (day > 0).then_some(Self::Day(day));
        }
        let before = text.strip_suffix(" working days before");
        let before = before.or_else(|| text.strip_suffix(" working day before"));
        let count: u8 = before?.parse().ok()?;
        (count > 0).then_some(Self::Before(count))
    }

    /// Returns the date where day 1 is `start`; one that is not worked moves to the working day before
    /// it, never from day 1 on back to before it.
    pub fn on(self, start: NaiveDate, calendar: &Calendar) -> NaiveDate {
        let eve = |day: NaiveDate| {
            let eve = day.checked_sub_days(Days::new(1)).unwrap_or(day);
            calendar.on_or_before(eve, NaiveDate::MIN)
        };
        match self {
            Self::Before(count) => (0..count).fold(start, |day, _| eve(day)),
            Self::Day(day) => {
                let after = u64::from(day).saturating_sub(1);
                let day = start.checked_add_days(Days::new(after)).unwrap_or(start);
                calendar.on_or_before(day, start)
            }
        }
    }
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Before(days) => write!(f, "{} before", count(usize::from(*days), "working day")),
            Self::Day(day) => write!(f, "day {day}"),
        }
    }
}

impl From<By> for String {
    fn from(by: By) -> Self {
        by.to_string()
    }
}

impl TryFrom<String> for By {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::from_text(&text).ok_or_else(|| format!("‘{text}’ names no day of a first step"))
    }
}

impl Occasion {
    /// Every kind, the earliest first.
    pub const ALL: [Self; 4] = [Self::First, Self::Weekly, Self::Monthly, Self::Career];

    /// Returns whether it is one like most.
    pub fn is_weekly(&self) -> bool {
        *self == Self::Weekly
    }

    /// Returns the word that users and files see.
    pub fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Career => "career",
        }
    }

    /// Returns what a 1:1 of the kind is called, with its article.
    pub fn with_article(self) -> &'static str {
        match self {
            Self::First => "the first 1:1",
            Self::Weekly => "a weekly 1:1",
            Self::Monthly => "a monthly 1:1",
            Self::Career => "a career 1:1",
        }
    }

    /// Returns the kind of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|occasion| occasion.word() == word)
    }
}

/// Returns the first steps of a guide, in its order.
pub fn first_steps(guide: &Guide) -> Vec<FirstStep> {
    let entries = guide.page("first_step").map(|page| &page.entries);
    let entries = entries.into_iter().flatten();
    let step = |entry: &Entry| {
        Some(FirstStep {
            slug: entry.slug.clone(),
            owner: Party::from_word(entry.group.as_deref()?)?,
            by: By::from_text(entry.texts.first()?)?,
            text: entry.name.clone()?,
        })
    };
    entries.filter_map(step).collect()
}

/// Returns the questions of a guide, in its order.
pub fn questions(guide: &Guide) -> Vec<Question> {
    let entries = guide.page("question").map(|page| &page.entries);
    let entries = entries.into_iter().flatten();
    let question = |entry: &Entry| {
        Some(Question {
            slug: entry.slug.clone(),
            occasion: Occasion::from_word(entry.group.as_deref()?)?,
            text: entry.texts.first()?.clone(),
        })
    };
    entries.filter_map(question).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::a_week_before("5 working days before", "2026-02-23")]
    #[case::the_working_day_before("1 working day before", "2026-02-27")]
    #[case::the_first_day("day 1", "2026-03-02")]
    #[case::the_first_weekend("day 6", "2026-03-06")]
    #[case::the_second_week("day 8", "2026-03-09")]
    fn a_day_is_counted_from_day_1(#[case] text: &str, #[case] expected: &str) {
        let by = By::from_text(text).unwrap();
        assert_eq!(by.to_string(), text);
        let monday = "2026-03-02".parse().unwrap();
        assert_eq!(by.on(monday, &Calendar::new([])).to_string(), expected);
    }

    #[test]
    fn on_a_start_in_a_weekend_day_1_stays_day_1() {
        let sunday = "2026-03-01".parse().unwrap();
        let calendar = Calendar::new([]);
        assert_eq!(By::Day(1).on(sunday, &calendar), sunday);
        assert_eq!(
            By::Before(1).on(sunday, &calendar).to_string(),
            "2026-02-27"
        );
    }

    #[rstest]
    #[case("")]
    #[case("day 0")]
    #[case("day 256")]
    #[case("0 working days before")]
    #[case("5 days before")]
    #[case("tomorrow")]
    fn other_words_name_no_day(#[case] text: &str) {
        assert_eq!(By::from_text(text), None);
    }
}
