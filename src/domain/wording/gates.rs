//! A gate review in words: its title, what is left to answer for, and what stays open.

use crate::domain::plan::milestone::Milestone;
use crate::domain::record::review::Grade;
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

/// Returns how many goals an advance leaves open, if any.
pub fn stay_open(left: usize) -> Option<String> {
    let verb = if left == 1 { "stays" } else { "stay" };
    (left > 0).then(|| format!("{} {verb} open", count(left, "goal")))
}

/// Returns a grade, or the sign for none.
pub fn grade(grade: Option<Grade>) -> &'static str {
    grade.map_or(NONE, Grade::word)
}
