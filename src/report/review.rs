//! A gate review → the rows of its page. Pure; every form of the page is made of these rows.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::domain::judgment::standing::Standing;
use crate::domain::plan::names::Slug;
use crate::domain::record::journey::Journey;
use crate::domain::record::review::{GoalAsItStood, Snapshot};
use crate::domain::record::review::{Review, Ruling, Verdict};
use crate::domain::telling::rubric::{Dimension, ungraded};
use crate::domain::telling::sheet::sheet;
use crate::domain::wording::gates;
use crate::domain::words::text::capitalized;
use crate::domain::words::when::full_date;

/// A gate review on a page: as it stands, or as it stood where it has its verdict.
#[derive(Debug)]
pub struct ReviewPage<'a> {
    /// The review.
    pub review: &'a Review,
    /// The milestone.
    pub sheet: Cow<'a, Snapshot>,
    /// Which review of the milestone it is, from 1.
    pub number: usize,
    /// The dimensions that the mentor has not graded, or chose to leave ungraded.
    pub ungraded: Vec<Slug>,
}

impl<'a> ReviewPage<'a> {
    /// Returns the page of a review. `rubric` is the plan's, for a review that is open.
    pub fn of(
        journey: &'a Journey,
        review: &'a Review,
        rubric: &[Dimension],
        standing: &Standing<'_>,
    ) -> Self {
        let before = journey.reviews.all_of(review.opening.milestone);
        let number = before.take_while(|(_, other)| *other != review).count() + 1;
        Self {
            review,
            sheet: sheet(journey, review, rubric, standing),
            number,
            ungraded: match &review.verdict {
                Some(ruling) => ruling.ungraded.clone(),
                None => ungraded(review, rubric)
                    .map(|dimension| dimension.slug.clone())
                    .collect(),
            },
        }
    }

    /// Returns the verdict, where it is given.
    pub fn ruling(&self) -> Option<&'a Ruling> {
        self.review.verdict.as_deref()
    }

    /// Returns the heading: `Gate review at 30 days`, or the second one.
    pub fn title(&self) -> String {
        let milestone = self.review.opening.milestone;
        match self.number {
            1 => gates::title(milestone),
            number => format!("Gate review no. {number} at {milestone}"),
        }
    }

    /// Returns when the milestone fell due, when the review began and by whom, and whether that
    /// was early.
    pub fn dates(&self) -> String {
        let mark = &self.review.opening.mark;
        let begun = format!("begun {} by {}", full_date(mark.on), mark.by);
        match self.sheet.due {
            Some(due) => format!("Due {}, {begun}{}", full_date(due), early(mark.on, due)),
            None => capitalized(&begun),
        }
    }

    /// Returns the verdict and what follows for the goals that were open; nothing while the review
    /// is open.
    pub fn verdict(&self) -> Option<String> {
        Some(self.ruling()?.words(full_date))
    }

    /// Returns why the open goals were moved or taken out, where they were.
    pub fn reason(&self) -> Option<&'a str> {
        match &self.ruling()?.verdict {
            Verdict::Advance => None,
            Verdict::Extend { reason, .. } | Verdict::Replan { reason, .. } => Some(reason),
        }
    }
}

/// Returns what is to be said of a review that began before its date.
fn early(on: NaiveDate, due: NaiveDate) -> String {
    match (due - on).num_days() {
        ..=0 => String::new(),
        1 => ", a day early".to_owned(),
        days => format!(", {days} days early"),
    }
}

/// Returns what is known of a goal beside its answer.
pub fn beside(goal: &GoalAsItStood) -> Vec<String> {
    goal.known(full_date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_before_its_date_says_so() {
        let day = |iso: &str| -> NaiveDate { iso.parse().unwrap() };
        assert_eq!(
            early(day("2026-03-30"), day("2026-04-01")),
            ", 2 days early"
        );
        assert_eq!(early(day("2026-03-31"), day("2026-04-01")), ", a day early");
        assert_eq!(early(day("2026-04-01"), day("2026-04-01")), "");
        assert_eq!(early(day("2026-04-09"), day("2026-04-01")), "");
    }
}
