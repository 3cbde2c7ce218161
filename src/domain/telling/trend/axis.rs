//! Weeks side by side in columns, as many of the latest ones as fit, and what is written and drawn by them.
//! Knows no rating.

use chrono::NaiveDate;

use crate::domain::judgment::trend::{Blocked, Trend, Week};
use crate::domain::telling::canvas::{Canvas, Ink, LEAVE};
use crate::domain::wording::marks::{Glyph, glyph};

/// The columns left of the weeks, for labels.
pub(super) const GUTTER: usize = 17;

/// The columns of a week at most: wider ones tear lines apart.
const WIDEST: usize = 12;

/// The columns of a day with its month, and the room behind it.
const DATED: usize = 7;

/// How many days a week has.
const WEEK: usize = 7;

/// What stands in place of a day for what was rated ahead of the next 1:1.
pub(super) const AHEAD: Glyph = glyph("→", ">");

const NONE: Glyph = glyph("–", "-");
const BAR: Glyph = glyph("━", "=");
const BEFORE: Glyph = glyph("←", "<");
const OPEN: Glyph = glyph("›", ">");
const CLEARED: Glyph = glyph("┥", "|");

/// Weeks side by side.
pub(super) struct Axis {
    columns: usize,
    /// Whether there is room for months beside the days.
    is_dated: bool,
    places: Vec<Place>,
    /// How many 1:1s of these weeks do not fit.
    pub(super) left_out: usize,
}

/// The place of a week.
struct Place {
    week: Week,
    column: usize,
    wide: usize,
    /// What has a part of its own in it, the earliest first.
    talks: Vec<Talk>,
}

/// A 1:1 by its number; none is what was rated ahead of the next one.
#[derive(Clone, Copy)]
struct Talk {
    number: Option<usize>,
    on: NaiveDate,
}

impl Axis {
    /// Returns the latest weeks that fit into so many columns.
    pub(super) fn of(of: &Trend, columns: usize) -> Self {
        let least = least(of);
        // What is narrower than one week runs over.
        let columns = columns.max(GUTTER + least);
        let room = columns - GUTTER;
        let mut weeks: Vec<(&Week, Vec<Talk>)> = of.weeks.iter().zip(talks(of)).collect();
        // Each 1:1 has a part of its own, as wide as a week is and no wider than its day.
        let needs = |talks: &[Talk], wide: usize| {
            let parts = talks.len().min(room / least);
            wide.max(parts * wide.min(DATED))
        };
        let mut taken = 0;
        let fitting = weeks.iter().rev().take_while(|(_, talks)| {
            taken += needs(talks, least);
            taken <= room
        });
        let shown = weeks.split_off(weeks.len() - fitting.count());
        let sum = |wide: usize| -> usize {
            let all = shown.iter().map(|(_, talks)| needs(talks, wide));
            all.sum()
        };
        let wide = (least..=WIDEST).rev().find(|wide| sum(*wide) <= room);
        let wide = wide.unwrap_or(least);
        let mut axis = Self {
            columns,
            is_dated: wide >= DATED,
            places: Vec::new(),
            left_out: 0,
        };
        let mut column = GUTTER;
        for (week, mut talks) in shown {
            let wide = needs(&talks, wide);
            let left_out = talks.len().saturating_sub(room / least);
            axis.left_out += left_out;
            axis.places.push(Place {
                week: *week,
                column,
                wide,
                talks: talks.split_off(left_out),
            });
            column += wide;
        }
        axis
    }

    /// Returns the weeks shown.
    pub(super) fn weeks(&self) -> impl DoubleEndedIterator<Item = &Week> {
        self.places.iter().map(|place| &place.week)
    }

    /// Returns rows to draw into, with a label before the first.
    pub(super) fn canvas(&self, label: &str, rows: usize, unicode: bool) -> Canvas {
        let mut canvas = Canvas::new(self.columns, rows, unicode);
        canvas.write(1, 0, label, Ink::Quiet);
        canvas
    }

    /// Returns the rows that say which week is where, and on which days the 1:1s were.
    pub(super) fn drawn(&self, of: &Trend, unicode: bool) -> Vec<Canvas> {
        let day = |on: NaiveDate| match self.is_dated {
            true => on.format("%-d %b").to_string(),
            false => on.format("%-d").to_string(),
        };
        let mut weeks = self.canvas("week", 1, unicode);
        let mut months = self.canvas("", 1, unicode);
        let mut begins = self.canvas("from", 1, unicode);
        let mut talks = self.canvas("1:1 on", 1, unicode);
        let mut month = String::new();
        for place in &self.places {
            let Place { week, column, .. } = place;
            weeks.write(*column, 0, &week.number.to_string(), Ink::Quiet);
            begins.write(*column, 0, &day(week.from), Ink::Quiet);
            let own = week.from.format("%b").to_string();
            if own != month {
                months.write(*column, 0, &own, Ink::Quiet);
                month = own;
            }
            for (talk, column) in place.talks() {
                match talk.number {
                    Some(_) => talks.write(column, 0, &day(talk.on), Ink::Strong),
                    None => talks.put(column, 0, AHEAD, Ink::Strong),
                }
            }
        }
        let has_talks = self.places.iter().any(|place| !place.talks.is_empty());
        let months = (!self.is_dated).then_some(months);
        let talks = has_talks.then_some(talks);
        let leaves = self.leaves(of, unicode);
        let rows = [Some(weeks), months, Some(begins), leaves, talks];
        rows.into_iter().flatten().collect()
    }

    /// Returns the leaves of the weeks shown; nothing if there are none.
    fn leaves(&self, of: &Trend, unicode: bool) -> Option<Canvas> {
        let first = self.places.first()?.week.from;
        let shown = of.leaves.iter().filter(|(_, until)| first <= *until);
        let columns = shown.flat_map(|(from, until)| self.begins(*from)..=self.ends(*until));
        let columns: Vec<usize> = columns.collect();
        let mut canvas = self.canvas("leave", 1, unicode);
        for column in &columns {
            canvas.put(*column, 0, LEAVE, Ink::Quiet);
        }
        (!columns.is_empty()).then_some(canvas)
    }

    /// Returns a number of each week, under its label.
    pub(super) fn counted(
        &self,
        label: &str,
        unicode: bool,
        count: fn(&Week) -> Option<i64>,
    ) -> Canvas {
        let mut canvas = self.canvas(label, 1, unicode);
        for place in &self.places {
            match count(&place.week) {
                Some(count) => canvas.write(place.column, 0, &count.to_string(), Ink::Plain),
                None => canvas.put(place.column, 0, NONE, Ink::Quiet),
            }
        }
        canvas
    }

    /// Returns whether a blocker lasted into the weeks shown.
    pub(super) fn shows(&self, blocked: &Blocked) -> bool {
        let mut weeks = self.weeks();
        let first = weeks.next().map(|week| week.from);
        blocked.until.is_none_or(|until| first <= Some(until))
    }

    /// Returns a blocker as a bar.
    pub(super) fn bar(&self, blocked: &Blocked, of: &Trend, unicode: bool) -> Canvas {
        let mut canvas = self.canvas("", 1, unicode);
        let ink = match blocked.until {
            None => Ink::Blocked,
            Some(_) => Ink::Quiet,
        };
        let from = self.begins(blocked.since);
        let to = self.ends(blocked.until.unwrap_or(of.until)).max(from);
        for column in from..=to {
            canvas.put(column, 0, BAR, ink);
        }
        let first = self.places.first().map(|place| place.week.from);
        let end = match blocked.until {
            None => OPEN,
            Some(_) => CLEARED,
        };
        canvas.put(to, 0, end, ink);
        if Some(blocked.since) < first {
            canvas.put(from, 0, BEFORE, ink);
        }
        canvas
    }

    /// Returns the column of a 1:1, or of what was rated ahead of the next one, if it is shown.
    pub(super) fn column(&self, number: Option<usize>) -> Option<usize> {
        let mut all = self.places.iter().flat_map(Place::talks);
        let found = all.find(|(talk, _)| talk.number == number);
        found.map(|(_, column)| column)
    }

    /// Returns the first column of a day, that of the first week for one before it.
    fn begins(&self, on: NaiveDate) -> usize {
        let place = self.place(on);
        place.map_or(GUTTER, |(place, day)| {
            place.column + day * place.wide / WEEK
        })
    }

    /// Returns the last column of a day.
    fn ends(&self, on: NaiveDate) -> usize {
        let place = self.place(on);
        place.map_or(GUTTER, |(place, day)| {
            place.column + ((day + 1) * place.wide / WEEK).saturating_sub(1)
        })
    }

    /// Returns the week of a day, and which of its days that is, from 0.
    fn place(&self, on: NaiveDate) -> Option<(&Place, usize)> {
        let places = self.places.iter().rev();
        let mut begun = places.filter(|place| place.week.from <= on);
        let place = begun.next().or(self.places.first())?;
        let day = usize::try_from((on - place.week.from).num_days());
        Some((place, day.unwrap_or(0).min(WEEK - 1)))
    }
}

impl Place {
    /// Returns how many columns each 1:1 has to itself.
    fn part(&self) -> usize {
        self.wide / self.talks.len().max(1)
    }

    /// Returns the 1:1s, each with its column.
    fn talks(&self) -> impl Iterator<Item = (Talk, usize)> + '_ {
        let columns = (self.column..).step_by(self.part().max(1));
        self.talks.iter().copied().zip(columns)
    }
}

/// Returns the 1:1s of each week, and what was rated ahead of the next one, the earliest first. What was
/// before day 1 goes with the first week.
fn talks(of: &Trend) -> Vec<Vec<Talk>> {
    let mut weeks = vec![Vec::new(); of.weeks.len()];
    let held = of.meetings.iter().map(|held| Talk {
        number: Some(held.number),
        on: held.on,
    });
    let rounds = of.ratings.iter().flat_map(|ratings| &ratings.rounds);
    let ahead = rounds.filter(|rated| rated.meeting.is_none());
    let ahead = ahead.map(|rated| Talk {
        number: None,
        on: rated.on,
    });
    for talk in held.chain(ahead) {
        let later = of.weeks.iter().filter(|week| week.from <= talk.on).count();
        if let Some(week) = weeks.get_mut(later.saturating_sub(1)) {
            week.push(talk);
        }
    }
    weeks
}

/// Returns the columns that the longest number takes, and the room behind it.
fn least(of: &Trend) -> usize {
    let numbers = of.weeks.iter().flat_map(|week| {
        [
            week.number.to_string(),
            week.held.to_string(),
            week.claims.to_string(),
            week.oldest.unwrap_or(0).to_string(),
        ]
    });
    // A day takes two.
    numbers.map(|number| number.len()).fold(2, usize::max) + 1
}
