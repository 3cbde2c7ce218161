//! Where a day and a number of goals lie in a drawing. Knows no markup.

use chrono::NaiveDate;

use crate::domain::judgment::burnup::{BurnUp, DayCount, Point};

/// The measures of a drawing, in its own units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// The width of the drawing.
    pub(super) width: f64,
    /// Its height.
    pub(super) height: f64,
    /// The left end of the axis of days.
    pub(super) left: f64,
    /// Its right end.
    pub(super) right: f64,
    /// The top of the plot.
    pub(super) top: f64,
    /// Where no goal lies.
    pub(super) base: f64,
}

impl Frame {
    /// For wide pages and paper.
    pub(super) const WIDE: Self = Self {
        width: 800.0,
        height: 300.0,
        left: 26.0,
        right: 794.0,
        top: 46.0,
        base: 246.0,
    };

    /// For phones.
    pub(super) const NARROW: Self = Self {
        width: 350.0,
        height: 310.0,
        left: 24.0,
        right: 344.0,
        top: 46.0,
        base: 256.0,
    };
}

/// Days from left to right, goals from below.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plane {
    /// The measures.
    pub(super) frame: Frame,
    from: NaiveDate,
    days: f64,
    most: f64,
}

impl Plane {
    /// Returns the plane that holds all of a burn-up.
    pub(super) fn of(of: &BurnUp, frame: Frame) -> Self {
        Self {
            frame,
            from: of.from,
            days: days(of.from, of.until).max(1.0),
            most: of.most(),
        }
    }

    /// Returns where a day lies; one that is not shown lies at the edge.
    pub(super) fn x(&self, on: NaiveDate) -> f64 {
        let share = (days(self.from, on) / self.days).clamp(0.0, 1.0);
        self.frame.left + share * (self.frame.right - self.frame.left)
    }

    /// Returns where a number of goals lies.
    pub(super) fn y(&self, goals: f64) -> f64 {
        let share = (goals / self.most).clamp(0.0, 1.0);
        self.frame.base - share * (self.frame.base - self.frame.top)
    }

    /// Returns a line that is straight between points.
    pub(super) fn line(&self, points: &[Point]) -> Path {
        let points = points.iter();
        Path(
            points
                .map(|point| (self.x(point.on), self.y(point.goals)))
                .collect(),
        )
    }

    /// Returns the line of a count that stands until it changes, to the last of the days.
    pub(super) fn steps(&self, days: &[DayCount], counted: impl Fn(&DayCount) -> f64) -> Path {
        let mut points: Vec<(f64, f64)> = Vec::new();
        for day in days {
            let (x, y) = (self.x(day.on), self.y(counted(day)));
            match points.last() {
                Some((_, before)) if (before - y).abs() < f64::EPSILON => {}
                Some((_, before)) => points.extend([(x, *before), (x, y)]),
                None => points.push((x, y)),
            }
        }
        let last = days.last().map(|day| self.x(day.on));
        let end = points.last().and_then(|(_, y)| Some((last?, *y)));
        points.extend(end);
        Path(points)
    }
}

/// Points in order, from left to right.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Path(pub(super) Vec<(f64, f64)>);

impl Path {
    /// Returns the path as SVG writes it.
    pub(super) fn written(&self) -> String {
        let points = self.0.iter().zip(0..);
        let points = points.map(|((x, y), place)| {
            let sign = if place == 0 { "M" } else { "L" };
            format!("{sign}{} {}", px(*x), px(*y))
        });
        points.collect()
    }

    /// Returns the area between the path and a base.
    pub(super) fn area(&self, base: f64) -> Self {
        let ends = (self.0.first(), self.0.last());
        let (Some((first, _)), Some((last, _))) = ends else {
            return self.clone();
        };
        let mut points = vec![(*first, base)];
        points.extend(&self.0);
        points.push((*last, base));
        Self(points)
    }
}

/// Returns a measure to one place after the point.
pub(super) fn px(measure: f64) -> String {
    let written = format!("{measure:.1}");
    written
        .strip_suffix(".0")
        .map(str::to_owned)
        .unwrap_or(written)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a journey has a few thousand days"
)]
fn days(from: NaiveDate, to: NaiveDate) -> f64 {
    (to - from).num_days() as f64
}
