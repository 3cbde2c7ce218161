//! A gate review in words: its title, what is left to answer for, and what stays open.

use crate::domain::plan::milestone::Milestone;
use crate::domain::record::review::{DimensionAsItStood, Grade};
use crate::domain::wording::marks::NONE;
use crate::domain::words::text::count;

/// Returns the title of a gate review.
pub fn title(milestone: Milestone) -> String {
    format!("Gate review at {milestone}")
}

/// What a review says when no goal is left to answer for.
pub const ANSWERED: &str = "Every goal is answered for";

/// Returns how many goals are still to be answered for, in a sentence without its end.
pub fn unanswered(open: usize) -> String {
    match open {
        0 => ANSWERED.to_owned(),
        1 => "1 goal is still to be answered for".to_owned(),
        _ => format!("{open} goals are still to be answered for"),
    }
}

/// Returns which dimensions have no grade of the mentor's, in a sentence without its end.
pub fn not_graded(names: &str) -> String {
    format!("Not graded by the mentor: {names}")
}

/// Returns how many goals an advance leaves open, if any.
pub fn stay_open(left: usize) -> Option<String> {
    let verb = if left == 1 { "stays" } else { "stay" };
    (left > 0).then(|| format!("{} {verb} open", count(left, "goal")))
}

/// Returns a grade, or the sign for none.
pub fn grade(grade: Option<Grade>) -> &'static str {
    grade.map_or(NONE, Grade::word)
}

/// Returns both grades of the review before, the mentor's first: `meets, –`; nothing without any.
pub fn grades_before(row: &DimensionAsItStood) -> Option<String> {
    let (mentor, hire) = (row.mentor_before, row.hire_before);
    let any = mentor.or(hire);
    any.map(|_| format!("{}, {}", grade(mentor), grade(hire)))
}

/// Returns the grades of the review before in a sentence without its end: `was meets, – at 30 days`.
pub fn was(row: &DimensionAsItStood, at: Milestone) -> Option<String> {
    Some(format!("was {} at {at}", grades_before(row)?))
}
