//! The days of a week that are worked. Knows no holiday and no date.

use chrono::Weekday;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::words::text::capitalized;

/// The days of a week that are worked, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Week([bool; 7]);

/// A text that names no working week.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("‘{0}’ is no working week; write its days, like ‘mon tue wed’ or ‘mon-thu’")]
pub struct NotAWeek(pub String);

const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "mon"),
    (Weekday::Tue, "tue"),
    (Weekday::Wed, "wed"),
    (Weekday::Thu, "thu"),
    (Weekday::Fri, "fri"),
    (Weekday::Sat, "sat"),
    (Weekday::Sun, "sun"),
];

impl Default for Week {
    fn default() -> Self {
        Self([true, true, true, true, true, false, false])
    }
}

impl Week {
    /// Returns whether it is Monday to Friday.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// Returns whether a day of the week is worked.
    pub fn works(self, day: Weekday) -> bool {
        let mut days = DAYS.into_iter().zip(self.0);
        days.any(|((other, _), is_worked)| other == day && is_worked)
    }

    /// Returns how many of its days are worked.
    pub fn count(self) -> i64 {
        self.0.into_iter().map(i64::from).sum()
    }

    /// Returns the days that are worked, the first one first.
    pub fn days(self) -> impl Iterator<Item = &'static str> {
        let days = DAYS.into_iter().zip(self.0);
        days.filter(|(_, is_worked)| *is_worked)
            .map(|((_, word), _)| word)
    }
}

impl std::fmt::Display for Week {
    /// Writes the days in words: `Mon to Fri`, `Mon, Tue, Thu`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words: Vec<String> = self.days().map(capitalized).collect();
        let first = self.0.iter().position(|is_worked| *is_worked).unwrap_or(0);
        let run = self
            .0
            .iter()
            .skip(first)
            .take_while(|is_worked| **is_worked);
        match words.as_slice() {
            [from, .., to] if words.len() > 2 && run.count() == words.len() => {
                write!(f, "{from} to {to}")
            }
            words => f.write_str(&words.join(", ")),
        }
    }
}

impl std::str::FromStr for Week {
    type Err = NotAWeek;

    /// Reads days and spans of days, in any case: `mon tue thu`, `Mon-Thu`, `sun-thu`.
    fn from_str(text: &str) -> Result<Self, NotAWeek> {
        let wrong = || NotAWeek(text.chars().take(60).collect());
        let place = |word: &str| {
            let word = word.trim().to_lowercase();
            let is_day = |day: &&str| word.len() >= 3 && long(day).starts_with(word.as_str());
            DAYS.iter()
                .position(|(_, day)| is_day(day))
                .ok_or_else(wrong)
        };
        let mut week = [false; 7];
        let words = text.split([' ', ',']).filter(|word| !word.is_empty());
        for word in words {
            let (from, to) = word.split_once('-').unwrap_or((word, word));
            let (from, to) = (place(from)?, place(to)?);
            for step in 0..=(to + 7 - from) % 7 {
                if let Some(day) = week.get_mut((from + step) % 7) {
                    *day = true;
                }
            }
        }
        match week.contains(&true) {
            true => Ok(Self(week)),
            false => Err(wrong()),
        }
    }
}

/// Returns a day's whole name.
fn long(day: &str) -> &'static str {
    match day {
        "mon" => "monday",
        "tue" => "tuesday",
        "wed" => "wednesday",
        "thu" => "thursday",
        "fri" => "friday",
        "sat" => "saturday",
        _ => "sunday",
    }
}

impl Serialize for Week {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let days: Vec<&str> = self.days().collect();
        to.serialize_str(&days.join(" "))
    }
}

impl<'de> Deserialize<'de> for Week {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_read_and_written() {
        let told = |text: &str| text.parse::<Week>().map(|week| week.to_string());
        assert_eq!(told("mon tue thu").unwrap(), "Mon, Tue, Thu");
        assert_eq!(told("Mon-Thu").unwrap(), "Mon to Thu");
        assert_eq!(told("sun-thu").unwrap(), "Mon, Tue, Wed, Thu, Sun");
        assert_eq!(told("Monday, friday").unwrap(), "Mon, Fri");
        assert_eq!(Week::default().to_string(), "Mon to Fri");
        for wrong in ["", "mo", "mon-", "always", "mon funday"] {
            assert!(told(wrong).is_err(), "{wrong}");
        }
        let week: Week = "tue thu".parse().unwrap();
        let json = serde_json::to_string(&week).unwrap();
        assert_eq!(json, "\"tue thu\"");
        assert_eq!(serde_json::from_str::<Week>(&json).unwrap(), week);
        assert_eq!(
            (
                week.count(),
                week.works(Weekday::Tue),
                week.works(Weekday::Mon)
            ),
            (2, true, false)
        );
    }
}
