//! The six milestones of a plan and their nominal dates. Knows no working days.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A date counted from the start of a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Milestone {
    /// 30 days after the start.
    #[serde(rename = "30")]
    Day30,
    /// 60 days after the start.
    #[serde(rename = "60")]
    Day60,
    /// 90 days after the start.
    #[serde(rename = "90")]
    Day90,
    /// 6 calendar months after the start.
    #[serde(rename = "6m")]
    Month6,
    /// 12 calendar months after the start.
    #[serde(rename = "12m")]
    Month12,
    /// No date.
    #[serde(rename = "beyond")]
    Beyond,
}

impl Milestone {
    /// 30 days after the start.
    pub const DAY_30: Self = Self::Day30;
    /// 60 days after the start.
    pub const DAY_60: Self = Self::Day60;
    /// 90 days after the start.
    pub const DAY_90: Self = Self::Day90;
    /// 6 calendar months after the start.
    pub const MONTH_6: Self = Self::Month6;
    /// 12 calendar months after the start.
    pub const MONTH_12: Self = Self::Month12;
    /// No date.
    pub const BEYOND: Self = Self::Beyond;

    /// Every milestone, the earliest first.
    pub const SIX: [Self; 6] = [
        Self::Day30,
        Self::Day60,
        Self::Day90,
        Self::Month6,
        Self::Month12,
        Self::Beyond,
    ];

    /// Returns the key that begins a goal's number: `30` in `30.2`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Day30 => "30",
            Self::Day60 => "60",
            Self::Day90 => "90",
            Self::Month6 => "6m",
            Self::Month12 => "12m",
            Self::Beyond => "beyond",
        }
    }

    /// Returns the name that people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Day30 => "30 days",
            Self::Day60 => "60 days",
            Self::Day90 => "90 days",
            Self::Month6 => "6 months",
            Self::Month12 => "12 months",
            Self::Beyond => "beyond",
        }
    }

    /// Returns by when the goals up to it are counted.
    pub fn by(self) -> &'static str {
        match self {
            Self::Day30 => "by day 30",
            Self::Day60 => "by day 60",
            Self::Day90 => "by day 90",
            Self::Month6 => "by month 6",
            Self::Month12 => "by month 12",
            Self::Beyond => "in all milestones with a date",
        }
    }

    /// Returns the milestone of a key (`30`, `6m`) or label (`30 days`), in any case.
    pub fn from_key(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::SIX.into_iter().find(|milestone| {
            milestone.key().eq_ignore_ascii_case(text)
                || milestone.label().eq_ignore_ascii_case(text)
        })
    }

    /// Returns the milestone before this one.
    pub fn previous(self) -> Option<Self> {
        let place = Self::SIX.iter().position(|&milestone| milestone == self)?;
        Self::SIX.get(place.checked_sub(1)?).copied()
    }

    /// Returns the date before days off are looked at, or nothing for `beyond`.
    ///
    /// Days count from the start date; months are calendar months, the end of a shorter month kept.
    pub fn nominal_due(self, start: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day30 => start.checked_add_days(Days::new(30)),
            Self::Day60 => start.checked_add_days(Days::new(60)),
            Self::Day90 => start.checked_add_days(Days::new(90)),
            Self::Month6 => start.checked_add_months(Months::new(6)),
            Self::Month12 => start.checked_add_months(Months::new(12)),
            Self::Beyond => None,
        }
    }
}

impl std::fmt::Display for Milestone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.label())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case(Milestone::DAY_30, "2026-03-02", "2026-04-01")]
    #[case(Milestone::DAY_90, "2026-03-02", "2026-05-31")]
    #[case(Milestone::MONTH_6, "2026-03-02", "2026-09-02")]
    #[case(Milestone::MONTH_6, "2026-08-31", "2027-02-28")]
    #[case(Milestone::MONTH_6, "2027-08-31", "2028-02-29")]
    #[case(Milestone::MONTH_12, "2028-02-29", "2029-02-28")]
    #[case(Milestone::DAY_30, "2028-01-31", "2028-03-01")]
    fn nominal_dates(#[case] milestone: Milestone, #[case] start: &str, #[case] due: &str) {
        assert_eq!(milestone.nominal_due(day(start)), Some(day(due)));
    }

    #[test]
    fn beyond_has_no_date() {
        assert_eq!(Milestone::BEYOND.nominal_due(day("2026-03-02")), None);
    }

    #[test]
    fn a_key_is_what_serde_writes() {
        for milestone in Milestone::SIX {
            let written = serde_json::to_string(&milestone).unwrap();
            assert_eq!(written, format!("\"{}\"", milestone.key()));
            assert_eq!(Milestone::from_key(milestone.key()), Some(milestone));
            assert_eq!(Milestone::from_key(milestone.label()), Some(milestone));
        }
    }
}
