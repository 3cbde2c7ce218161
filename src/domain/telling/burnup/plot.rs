//! Where a day and a number of goals lie among cells, and what is drawn there. Knows no words.

use chrono::{Days, NaiveDate};

use super::{CLAIMED, CONFIRMED, DUE, GATE, PACE, TODAY};
use crate::domain::judgment::burnup::{BurnUp, Point, goals};
use crate::domain::telling::canvas::{Canvas, Ink, LEAVE};
use crate::domain::wording::marks::Glyph;

/// The columns left of the plot, for numbers.
const GUTTER: usize = 5;

/// Every how many columns of dots a line has one.
const EXPECTED_EVERY: usize = 2;
const PACE_EVERY: usize = 3;

/// The cells between the axes.
pub(super) struct Plot {
    /// The first column.
    pub(super) left: usize,
    /// How many columns there are.
    pub(super) columns: usize,
    /// How many rows there are.
    pub(super) rows: usize,
    from: NaiveDate,
    days: f64,
    most: f64,
}

impl Plot {
    pub(super) fn of(of: &BurnUp, columns: usize, rows: usize) -> Self {
        let counted = of.gates.iter().map(|gate| gate.goals);
        let claimed = of.days.iter().map(|day| day.count.claimed);
        let expected = of.expected.iter().chain(&of.ahead);
        let expected = expected.map(|point| point.goals);
        let most = goals(counted.chain(claimed).max().unwrap_or(1));
        Self {
            left: GUTTER,
            columns: columns.saturating_sub(GUTTER + 1).max(1),
            rows,
            from: of.from,
            days: days(of.from, of.until).max(1.0),
            most: expected.fold(most, f64::max).max(1.0),
        }
    }

    /// Returns the column of a day.
    pub(super) fn column(&self, on: NaiveDate) -> usize {
        let last = goals(self.columns.saturating_sub(1));
        self.left + whole(days(self.from, on) / self.days * last)
    }

    /// Returns the first and last day of a column.
    pub(super) fn days(&self, column: usize) -> (NaiveDate, NaiveDate) {
        let a_column = self.days / goals(self.columns.saturating_sub(1).max(1));
        let day = |columns: f64| self.day((columns * a_column).max(0.0));
        let middle = goals(column);
        let (first, last) = (day((middle - 0.5).max(0.0)), day(middle + 0.5));
        (first, last)
    }

    fn day(&self, days: f64) -> NaiveDate {
        let days = u64::try_from(whole(days)).unwrap_or(0);
        self.from
            .checked_add_days(Days::new(days))
            .unwrap_or(self.from)
    }

    /// Returns how many rows a number of goals takes: at least one if there is any.
    fn height(&self, count: usize) -> usize {
        let rows = whole(goals(count) / self.most * goals(self.rows));
        rows.max(usize::from(count > 0)).min(self.rows)
    }

    /// Returns the row in which a number of goals ends, the lowest for none.
    fn row(&self, count: usize) -> usize {
        self.rows - self.height(count).max(1)
    }

    /// Draws areas, then what stands behind them, then lines and marks; `top` is the first row.
    pub(super) fn draw(&self, canvas: &mut Canvas, of: &BurnUp, top: usize) {
        for (from, until) in &of.leaves {
            for column in self.column(*from)..=self.column(*until) {
                self.fill(canvas, column, top, LEAVE);
            }
        }
        for gate in of.gates.iter().filter(|gate| gate.due <= of.until) {
            self.fill(canvas, self.column(gate.due), top, DUE);
        }
        self.fill(canvas, self.column(of.today), top, TODAY);
        self.numbers(canvas, of, top);
        self.areas(canvas, of, top);
        let pace = of.pace.map(|mark| {
            let now = Point {
                on: of.today,
                goals: goals(of.now().claimed),
            };
            [
                now,
                Point {
                    on: mark.on,
                    goals: goals(mark.goals),
                },
            ]
        });
        if let Some(pace) = pace.filter(|[_, done]| done.on <= of.until) {
            self.line(canvas, &pace, PACE_EVERY, top, Ink::Pace);
        }
        for line in [&of.expected, &of.ahead] {
            self.line(canvas, line, EXPECTED_EVERY, top, Ink::Expected);
        }
        for gate in of.gates.iter().filter(|gate| gate.due <= of.until) {
            canvas.put(
                self.column(gate.due),
                top + self.row(gate.goals),
                GATE,
                Ink::Plain,
            );
        }
        if let Some(mark) = of.pace.filter(|mark| mark.on <= of.until) {
            canvas.put(
                self.column(mark.on),
                top + self.row(mark.goals),
                PACE,
                Ink::Pace,
            );
        }
    }

    /// Writes the goals of each milestone left of the plot, where they do not share a row.
    fn numbers(&self, canvas: &mut Canvas, of: &BurnUp, top: usize) {
        for gate in of.gates.iter().rev() {
            let number = format!("{:>3}", gate.goals);
            canvas.write(0, top + self.row(gate.goals), &number, Ink::Quiet);
        }
        canvas.write(0, top + self.rows, "  0", Ink::Quiet);
    }

    fn fill(&self, canvas: &mut Canvas, column: usize, top: usize, sign: Glyph) {
        for row in 0..self.rows {
            canvas.put(column, top + row, sign, Ink::Quiet);
        }
    }

    /// Fills each column up to today with what was confirmed and claimed on its last day.
    fn areas(&self, canvas: &mut Canvas, of: &BurnUp, top: usize) {
        for column in 0..=self.column(of.today) - self.left {
            let (_, last) = self.days(column);
            let known = of.days.iter().rev().find(|day| day.on <= last);
            let Some(count) = known.map(|day| day.count) else {
                continue;
            };
            let confirmed = self.height(count.confirmed);
            // Where a goal is less than a row, one that waits to be confirmed is seen all the same.
            let claimed = match count.claimed > count.confirmed {
                true => self.height(count.claimed).max(confirmed + 1),
                false => confirmed,
            };
            for height in 1..=claimed.min(self.rows) {
                let (sign, ink) = match height <= confirmed {
                    true => (CONFIRMED, Ink::Confirmed),
                    false => (CLAIMED, Ink::Claimed),
                };
                canvas.put(self.left + column, top + self.rows - height, sign, ink);
            }
        }
    }

    /// Draws a line of dots between points.
    fn line(&self, canvas: &mut Canvas, points: &[Point], every: usize, top: usize, ink: Ink) {
        let dots = goals((self.columns * 2).saturating_sub(1).max(1));
        let highest = goals(self.rows * 4) - 1.0;
        for x in (0..self.columns * 2).step_by(every) {
            let at = goals(x) / dots * self.days;
            if let Some(value) = self.value(points, at) {
                let y = whole(highest - value / self.most * highest);
                canvas.dot(self.left * 2 + x, top * 4 + y, ink);
            }
        }
    }

    /// Returns the height of a line some days after the first one; nothing outside of it.
    fn value(&self, points: &[Point], at: f64) -> Option<f64> {
        let pairs = points.iter().zip(points.iter().skip(1));
        pairs
            .map(|(left, right)| {
                let ends = (days(self.from, left.on), days(self.from, right.on));
                (ends, left.goals, right.goals)
            })
            .find(|((left, right), ..)| *left <= at && at <= *right)
            .map(|((left, right), low, high)| {
                let share = (at - left) / (right - left).max(f64::EPSILON);
                low + share * (high - low)
            })
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a journey has a few thousand days"
)]
fn days(from: NaiveDate, to: NaiveDate) -> f64 {
    (to - from).num_days() as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a terminal has few cells, and what is negative is taken as none"
)]
fn whole(measure: f64) -> usize {
    measure.max(0.0).round() as usize
}
