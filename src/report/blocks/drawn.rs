//! What is drawn: counts, bars, curves and dots, each with words for those who do not see them. Holds
//! numbers; how they look is for a writer to say.

use super::span::{Gauge, Text};
use crate::domain::wording::marks::Sign;

/// A part of a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The mark of the part.
    pub mark: Sign,
    /// How many are in it.
    pub count: usize,
    /// What they are.
    pub label: Text,
}

/// Goals claimed and confirmed, with a line where they are expected to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bullet {
    /// Goals that are confirmed.
    pub confirmed: usize,
    /// Goals that are claimed or confirmed.
    pub claimed: usize,
    /// All goals.
    pub all: usize,
    /// Tenths of goals that are expected by now.
    pub expected: usize,
}

impl Bullet {
    /// Returns what it counts, in words.
    pub fn words(&self) -> String {
        let (whole, tenth) = (self.expected / 10, self.expected % 10);
        format!(
            "{} claimed, {} confirmed, {whole}.{tenth} expected, of {}",
            self.claimed, self.confirmed, self.all
        )
    }

    /// Returns one sign a goal: `■■▨□□`.
    pub fn cells(&self) -> String {
        let of = Gauge {
            confirmed: self.confirmed,
            claimed: self.claimed.saturating_sub(self.confirmed),
            open: self.all.saturating_sub(self.claimed),
            waived: 0,
        };
        of.cells()
    }
}

/// A number from day to day, on a scale that all curves of a page share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// The number at the end of each day, in tenths.
    pub tenths: Vec<i64>,
    /// How many days have room; the last one stands at the end.
    pub room: usize,
    /// What it shows, in words.
    pub words: Text,
}

impl Curve {
    /// The highest number that is told apart, in tenths.
    pub const TOP: i64 = 20;
    /// The lowest one.
    pub const BOTTOM: i64 = -60;

    /// How many days a sign of [`Self::cells`] stands for.
    const STEP: usize = 7;

    /// Returns a sign a week: `▇▆▅▄`.
    pub fn cells(&self) -> String {
        const SIGNS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
        let last = self.tenths.iter().rev().step_by(Self::STEP);
        let mut signs: Vec<char> = last
            .filter_map(|tenths| {
                let above = tenths.clamp(&Self::BOTTOM, &Self::TOP) - Self::BOTTOM;
                let place = above * 7 / (Self::TOP - Self::BOTTOM);
                SIGNS.get(usize::try_from(place).ok()?).copied()
            })
            .collect();
        signs.reverse();
        signs.into_iter().collect()
    }
}

/// A number as a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The number.
    pub part: usize,
    /// The largest one beside which it stands.
    pub whole: usize,
    /// What it is, in words.
    pub words: Text,
}

impl Bar {
    /// The longest bar in signs.
    const MOST: usize = 10;

    /// Returns the bar in signs, at least one unless it is nothing.
    pub fn cells(&self) -> String {
        let most = self.whole.max(1);
        "▇".repeat((self.part.min(most) * Self::MOST).div_ceil(most))
    }
}

/// Marks along an axis of percents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dots {
    /// What is shown.
    pub title: Text,
    /// The same in words.
    pub words: Text,
    /// What the axis counts.
    pub axis: Text,
    /// The marks.
    pub dots: Vec<Dot>,
    /// Limits, each with what lies below it; what lies above the last one is at the end.
    pub limits: Vec<(u32, Text)>,
    /// What lies above the last limit.
    pub above: Text,
}

/// A mark on an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dot {
    /// Where it stands, in percent.
    pub at: u32,
    /// The mark.
    pub mark: Sign,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_have_signs_for_where_nothing_is_drawn() {
        let bullet = Bullet {
            confirmed: 2,
            claimed: 3,
            all: 5,
            expected: 41,
        };
        assert_eq!(bullet.cells(), "■■▨□□");
        assert_eq!(bullet.words(), "3 claimed, 2 confirmed, 4.1 expected, of 5");
        let bar = |part, whole| {
            let words = "days".into();
            Bar { part, whole, words }.cells().chars().count()
        };
        assert_eq!(
            [bar(0, 30), bar(1, 30), bar(30, 30), bar(9, 0)],
            [0, 1, 10, 10]
        );
        let curve = Curve {
            tenths: (-80..=30).collect(),
            room: 60,
            words: "a".into(),
        };
        let cells = curve.cells();
        assert!(cells.starts_with('▁') && cells.ends_with('█'), "{cells}");
    }
}
