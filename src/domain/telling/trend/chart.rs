//! What the two rated of one aspect, as two lines over the weeks. Knows no word but its name.

use super::axis::{Axis, GUTTER};
use crate::domain::judgment::trend::Ratings;
use crate::domain::record::rating::{Aspect, Sides};
use crate::domain::telling::canvas::{Canvas, Ink};
use crate::domain::wording::marks::RATED;
use crate::domain::words::text::capitalized;

/// The best rating, and the rows of a chart: one for each rating.
const BEST: u8 = 5;

/// Every how many columns of dots a line has one: the two differ where no color tells them.
const HIRE_EVERY: usize = 2;
const MENTOR_EVERY: usize = 3;

/// What a side said.
type Side = fn(&Sides) -> Option<u8>;

/// Returns the ratings of an aspect over the weeks shown.
pub(super) fn aspect(ratings: &Ratings, aspect: Aspect, axis: &Axis, unicode: bool) -> Canvas {
    let name = capitalized(aspect.word());
    let mut canvas = axis.canvas("", usize::from(BEST), unicode);
    canvas.write(1, 0, &name, Ink::Strong);
    for level in 1..=BEST {
        canvas.write(GUTTER - 2, row(level), &level.to_string(), Ink::Quiet);
    }
    let rounds = ratings.rounds.iter();
    let shown: Vec<(usize, Sides)> = rounds
        .filter_map(|rated| Some((axis.column(rated.meeting)?, rated.of(aspect))))
        .collect();
    line(
        &mut canvas,
        &shown,
        |sides| sides.mentor,
        MENTOR_EVERY,
        Ink::Mentor,
    );
    line(
        &mut canvas,
        &shown,
        |sides| sides.hire,
        HIRE_EVERY,
        Ink::Hire,
    );
    let [by_hire, by_mentor, by_both] = RATED;
    for (column, sides) in shown {
        let mut mark = |level, sign, ink| canvas.put(column, row(level), sign, ink);
        match (sides.hire, sides.mentor) {
            (Some(hire), Some(mentor)) if hire == mentor => mark(hire, by_both, Ink::Strong),
            (hire, mentor) => {
                hire.into_iter()
                    .for_each(|level| mark(level, by_hire, Ink::Hire));
                mentor
                    .into_iter()
                    .for_each(|level| mark(level, by_mentor, Ink::Mentor));
            }
        }
    }
    canvas
}

/// Returns the row of a rating, the best one on top.
fn row(level: u8) -> usize {
    usize::from(BEST.saturating_sub(level))
}

/// Draws a line of dots through what a side said, over 1:1s for which it said nothing as well.
fn line(canvas: &mut Canvas, shown: &[(usize, Sides)], side: Side, every: usize, ink: Ink) {
    let said = shown.iter();
    let said: Vec<(usize, u8)> = said
        .filter_map(|(column, sides)| Some((*column, side(sides)?)))
        .collect();
    for ((from, first), (to, last)) in said.iter().zip(said.iter().skip(1)) {
        let (from, to) = (from * 2, to * 2);
        // The second of the four dots of a cell stands in its middle.
        let height = |level: u8| row(level) * 4 + 1;
        let (high, low) = (height(*first), height(*last));
        for x in (from..=to).step_by(every) {
            let gone = x - from;
            let whole = (to - from).max(1);
            let y = (high * (whole - gone) + low * gone + whole / 2) / whole;
            canvas.dot(x, y, ink);
        }
    }
}
