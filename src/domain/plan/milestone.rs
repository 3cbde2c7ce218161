//! Milestones: the points in time that a plan's goals belong to. Knows no working days.

use std::cmp::Ordering;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::plan::offset::{Offset, Unit};

/// The longest key, in bytes.
pub const KEY_MAX: usize = 8;

/// A point in time counted from the start of a journey, or what lies beyond all dates. It carries
/// all that it is, and is ordered by its date.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Milestone {
    key: Key,
    after: Option<Offset>,
}

/// The short text, filled up with zeros, that begins a goal's number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key([u8; KEY_MAX]);

impl Key {
    /// Returns the key of a text of lower-case letters and digits.
    fn new(text: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        if !(1..=KEY_MAX).contains(&text.len()) || !text.bytes().all(fits) {
            return None;
        }
        let mut bytes = [0; KEY_MAX];
        for (to, from) in bytes.iter_mut().zip(text.bytes()) {
            *to = from;
        }
        Some(Self(bytes))
    }

    fn as_str(&self) -> &str {
        let text = std::str::from_utf8(&self.0).unwrap_or_default();
        text.trim_end_matches('\0')
    }
}

impl Milestone {
    /// Day 30; the start is day 1.
    pub const DAY_30: Self = Self::dated(*b"30\0\0\0\0\0\0", 30, Unit::Days);
    /// Day 60.
    pub const DAY_60: Self = Self::dated(*b"60\0\0\0\0\0\0", 60, Unit::Days);
    /// Day 90.
    pub const DAY_90: Self = Self::dated(*b"90\0\0\0\0\0\0", 90, Unit::Days);
    /// 6 calendar months after the start.
    pub const MONTH_6: Self = Self::dated(*b"6m\0\0\0\0\0\0", 6, Unit::Months);
    /// 12 calendar months after the start.
    pub const MONTH_12: Self = Self::dated(*b"12m\0\0\0\0\0", 12, Unit::Months);
    /// No date.
    pub const BEYOND: Self = Self {
        key: Key(*b"beyond\0\0"),
        after: None,
    };

    /// The milestones of a plan that lists none, the earliest first.
    pub const SIX: [Self; 6] = [
        Self::DAY_30,
        Self::DAY_60,
        Self::DAY_90,
        Self::MONTH_6,
        Self::MONTH_12,
        Self::BEYOND,
    ];

    const fn dated(key: [u8; KEY_MAX], count: u16, unit: Unit) -> Self {
        Self {
            key: Key(key),
            after: Some(Offset::known(count, unit)),
        }
    }

    /// Returns a milestone; without an offset it has no date. Nothing if the key is not one to
    /// eight lower-case letters and digits.
    pub fn new(key: &str, after: Option<Offset>) -> Option<Self> {
        let key = Key::new(key)?;
        Some(Self { key, after })
    }

    /// Returns the key that begins a goal's number: `30` in `30.2`.
    pub fn key(&self) -> &str {
        self.key.as_str()
    }

    /// Returns when it falls due, counted from the start, or nothing if it has no date.
    pub fn after(self) -> Option<Offset> {
        self.after
    }

    /// Returns whether it has a date.
    pub fn is_dated(self) -> bool {
        self.after.is_some()
    }

    /// Returns whether two are the same one, though another edition of the plan may have moved it.
    pub fn is(self, other: Self) -> bool {
        self.key == other.key
    }

    /// Returns whether it falls due after another one from every start. One without a date does.
    pub fn is_surely_after(self, other: Self) -> bool {
        match (other.after, self.after) {
            (Some(other), Some(after)) => other.is_surely_before(after),
            (other, _) => other.is_some(),
        }
    }

    /// Returns the name that people read: `30 days`, or the key of one without a date.
    pub fn label(self) -> String {
        match self.after {
            Some(after) => after.to_string(),
            None => self.key().to_owned(),
        }
    }

    /// Returns by when the goals up to it are counted.
    pub fn by(self) -> String {
        match self.after {
            Some(after) => format!("by {}", after.point()),
            None => "in all milestones with a date".to_owned(),
        }
    }

    /// Returns the text that logs hold, from which alone it can be read again: the key of one of
    /// the six, else the key and the offset: `w2:2w`, `later:none`.
    pub fn to_text(self) -> String {
        if Self::SIX.contains(&self) {
            return self.key().to_owned();
        }
        let after = self.after.map_or_else(|| "none".to_owned(), Offset::short);
        format!("{}:{after}", self.key())
    }

    /// Returns the milestone of the text that logs hold.
    pub fn from_text(text: &str) -> Option<Self> {
        let Some((key, after)) = text.split_once(':') else {
            let key = Key::new(text)?;
            return Self::SIX.into_iter().find(|one| one.key == key);
        };
        match after {
            "none" => Self::new(key, None),
            after => Self::new(key, Some(Offset::from_short(after)?)),
        }
    }

    /// Returns the date before days off are looked at, or nothing if it has none.
    pub fn nominal_due(self, start: NaiveDate) -> Option<NaiveDate> {
        self.after?.from_start(start)
    }

    /// Returns what [`Self::nominal_due`] was before schema 6.
    pub fn nominal_due_before(self, start: NaiveDate) -> Option<NaiveDate> {
        self.after?.from_start_before(start)
    }
}

impl Ord for Milestone {
    /// Orders by date; what has none comes last.
    fn cmp(&self, other: &Self) -> Ordering {
        let order = |one: &Self| (one.after.is_none(), one.after, one.key);
        order(self).cmp(&order(other))
    }
}

impl PartialOrd for Milestone {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl std::fmt::Display for Milestone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.label())
    }
}

impl std::fmt::Debug for Milestone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_text())
    }
}

/// A text that logs hold in place of a milestone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("‘{0}’ is no milestone")]
pub struct NoMilestone(String);

impl TryFrom<String> for Milestone {
    type Error = NoMilestone;

    fn try_from(text: String) -> Result<Self, NoMilestone> {
        Self::from_text(&text).ok_or(NoMilestone(text))
    }
}

impl From<Milestone> for String {
    fn from(milestone: Milestone) -> Self {
        milestone.to_text()
    }
}

/// The milestones of a plan, the earliest first: the six, or those that it lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Milestone>")]
pub struct Milestones(Vec<Milestone>);

impl Milestones {
    /// Returns whether they are those of a plan that lists none.
    pub fn are_six(&self) -> bool {
        self.0 == Milestone::SIX
    }

    /// Returns them in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Milestone> + '_ {
        self.0.iter().copied()
    }

    /// Returns the one of a key.
    pub fn keyed(&self, key: &str) -> Option<Milestone> {
        self.iter().find(|one| one.key() == key)
    }

    /// Returns the one of a key (`30`, `6m`) or label (`30 days`), in any case.
    pub fn named(&self, text: &str) -> Option<Milestone> {
        let text = text.trim();
        self.iter().find(|one| {
            one.key().eq_ignore_ascii_case(text) || one.label().eq_ignore_ascii_case(text)
        })
    }

    /// Adds those whose keys are not among them.
    pub fn join(&mut self, others: impl IntoIterator<Item = Milestone>) {
        for other in others {
            if !self.iter().any(|one| one.is(other)) {
                self.0.push(other);
                self.0.sort_unstable();
            }
        }
    }

    /// Returns the point after which nothing has a date: `month 12`.
    pub fn end(&self) -> String {
        let last = self.iter().filter_map(Milestone::after).next_back();
        last.map_or_else(|| "the start".to_owned(), Offset::point)
    }
}

impl Default for Milestones {
    fn default() -> Self {
        Self(Milestone::SIX.to_vec())
    }
}

impl From<Vec<Milestone>> for Milestones {
    fn from(mut milestones: Vec<Milestone>) -> Self {
        milestones.sort_unstable();
        Self(milestones)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn own(key: &str, after: &str) -> Milestone {
        Milestone::new(key, Offset::from_words(after)).unwrap()
    }

    #[rstest]
    #[case(Milestone::DAY_30, "2026-03-02", "2026-03-31")]
    #[case(Milestone::DAY_90, "2026-03-02", "2026-05-30")]
    #[case(Milestone::MONTH_6, "2026-03-02", "2026-09-02")]
    #[case(Milestone::MONTH_6, "2026-08-31", "2027-02-28")]
    #[case(Milestone::MONTH_6, "2027-08-31", "2028-02-29")]
    #[case(Milestone::MONTH_12, "2028-02-29", "2029-02-28")]
    #[case(Milestone::DAY_30, "2028-01-31", "2028-02-29")]
    #[case(own("w2", "2 weeks"), "2026-03-02", "2026-03-15")]
    fn nominal_dates(#[case] milestone: Milestone, #[case] start: &str, #[case] due: &str) {
        assert_eq!(milestone.nominal_due(day(start)), Some(day(due)));
    }

    #[test]
    fn beyond_has_no_date() {
        assert_eq!(Milestone::BEYOND.nominal_due(day("2026-03-02")), None);
    }

    #[test]
    fn a_key_is_what_serde_writes() {
        let six = Milestones::default();
        for milestone in Milestone::SIX {
            let written = serde_json::to_string(&milestone).unwrap();
            assert_eq!(written, format!("\"{}\"", milestone.key()));
            assert_eq!(six.named(milestone.key()), Some(milestone));
            assert_eq!(six.named(&milestone.label()), Some(milestone));
        }
    }

    #[test]
    fn the_six_are_known_by_the_names_they_always_had() {
        let told: Vec<_> = (Milestone::SIX.iter())
            .map(|one| format!("{} | {one} | {}", one.key(), one.by()))
            .collect();
        insta::assert_snapshot!(told.join("\n"), @r"
        30 | 30 days | by day 30
        60 | 60 days | by day 60
        90 | 90 days | by day 90
        6m | 6 months | by month 6
        12m | 12 months | by month 12
        beyond | beyond | in all milestones with a date
        ");
    }

    #[rstest]
    #[case::of_the_six(Milestone::MONTH_6, "6m")]
    #[case::weeks(own("w2", "2 weeks"), "w2:2w")]
    #[case::days(own("45", "45 days"), "45:45d")]
    #[case::another_30(own("30", "5 weeks"), "30:5w")]
    #[case::no_date(own("later", ""), "later:none")]
    #[case::a_key_of_the_six_without_a_date(own("30", ""), "30:none")]
    #[case::the_longest_key(own("abcdefgh", "120 months"), "abcdefgh:120m")]
    fn a_milestone_is_read_from_its_text_alone(#[case] milestone: Milestone, #[case] text: &str) {
        assert_eq!(milestone.to_text(), text);
        assert_eq!(Milestone::from_text(text), Some(milestone));
        let json = serde_json::to_string(&milestone).unwrap();
        assert_eq!(serde_json::from_str::<Milestone>(&json).unwrap(), milestone);
    }

    #[rstest]
    #[case("")]
    #[case("31")]
    #[case(":2w")]
    #[case("w2:")]
    #[case("w2:2y")]
    #[case("w2:0w")]
    #[case("w2:9999d")]
    #[case("W2:2w")]
    #[case("w-2:2w")]
    #[case("abcdefghi:2w")]
    #[case("w2:2w:2w")]
    fn any_other_text_is_refused(#[case] text: &str) {
        assert_eq!(Milestone::from_text(text), None);
        let json = serde_json::to_string(text).unwrap();
        assert!(serde_json::from_str::<Milestone>(&json).is_err());
    }

    #[test]
    fn milestones_are_in_the_order_of_their_dates() {
        let mut all = Milestones::from(vec![
            own("later", ""),
            own("3m", "3 months"),
            own("w6", "6 weeks"),
            own("w2", "2 weeks"),
        ]);
        assert!(!all.are_six() && Milestones::default().are_six());
        let keys = |all: &Milestones| {
            let keys: Vec<String> = all.iter().map(|one| one.key().to_owned()).collect();
            keys.join(" ")
        };
        assert_eq!(keys(&all), "w2 w6 3m later");
        assert_eq!(all.end(), "month 3");
        all.join([Milestone::DAY_30, own("w6", "7 weeks"), Milestone::BEYOND]);
        assert_eq!(keys(&all), "w2 30 w6 3m beyond later");
        let json = serde_json::to_string(&all).unwrap();
        assert_eq!(
            json,
            r#"["w2:2w","30","w6:6w","3m:3m","beyond","later:none"]"#
        );
        assert_eq!(serde_json::from_str::<Milestones>(&json).unwrap(), all);
    }
}
