//! Gate reviews as lines: which there are, and what the open one still asks for.

use chrono::NaiveDate;

use super::page::{Line, Page, Tone};
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::people::Party;
use crate::domain::record::journey::Journey;
use crate::domain::record::review::Review;
use crate::domain::wording::{gates, goals};
use crate::domain::words::when::spoken;
use crate::report::review::ReviewPage;

/// Returns which goals of an open review are still to be answered for, and how it ends.
pub fn left_to_answer(page: &ReviewPage<'_>, width: usize) -> Vec<Line> {
    let mut lines = Page::new(width);
    let open = page.sheet.unanswered();
    let open: Vec<&str> = open.map(|goal| goal.number.as_str()).collect();
    lines.blank();
    let words = gates::unanswered(open.len());
    let rows = page.sheet.grades.iter();
    let ungraded = rows.filter(|row| page.ungraded.contains(&row.dimension));
    let ungraded: Vec<&str> = ungraded.map(|row| row.name.as_str()).collect();
    let (tone, words) = match (open.as_slice(), ungraded.as_slice()) {
        ([], []) => (
            Tone::Good,
            format!("{words}; `onramp gate verdict` ends the review."),
        ),
        ([], ungraded) => (
            Tone::Waiting,
            format!(
                "{words}. {}; `onramp gate grade` grades, and `onramp gate verdict` ends the review.",
                gates::not_graded(&ungraded.join(", "))
            ),
        ),
        (open, _) => (Tone::Waiting, format!("{words}: {}.", open.join(", "))),
    };
    lines.add(tone, "", &words);
    lines.lines()
}

/// Returns the gates of a journey, those that are over and those to come, a line each.
pub fn reviews(
    journey: &Journey,
    today: NaiveDate,
    due: impl Fn(Milestone) -> Option<NaiveDate>,
    width: usize,
) -> Vec<Line> {
    let mut lines = Page::new(width);
    for milestone in journey.milestones().iter() {
        let lead = format!("{:<10} ", milestone.label());
        for (_, review) in journey.reviews.all_of(milestone) {
            let (tone, words) = in_short(review, today);
            lines.add(tone, &lead, &words);
        }
        let open = journey.reviews.open();
        let is_open = open.is_some_and(|(_, review)| review.opening.milestone.is(milestone));
        if let Some(due) = due(milestone).filter(|_| !is_open) {
            let tone = match due < today {
                true => Tone::Late,
                false => Tone::Quiet,
            };
            lines.add(
                tone,
                &lead,
                &goals::due(due, today, |day| spoken(day, today)),
            );
        }
    }
    lines.lines()
}

fn in_short(review: &Review, today: NaiveDate) -> (Tone, String) {
    let Some(ruling) = &review.verdict else {
        let mark = &review.opening.mark;
        let words = format!("open, begun {} by {}", spoken(mark.on, today), mark.by);
        return (Tone::Waiting, words);
    };
    let mut grades = review.grades.iter();
    let graded = grades.any(|((party, _), _)| *party == Party::Hire);
    let own = if graded {
        ""
    } else {
        ", without the hire's own grades"
    };
    let words = format!(
        "{}, by {} {}{own}",
        ruling.verdict.word(),
        ruling.mark.by,
        spoken(ruling.mark.on, today)
    );
    (Tone::Plain, words)
}
