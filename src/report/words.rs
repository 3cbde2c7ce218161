//! Phrases that more than one report needs, so that they say the same thing the same way.

use chrono::NaiveDate;

use super::meeting::ActionRow;
use crate::domain::judgment::rhythm::Rhythm;
use crate::domain::judgment::rules;
use crate::domain::judgment::standing::{Pace, Standing};
use crate::domain::judgment::tally::Tally;
use crate::domain::plan::milestone::Milestone;
use crate::domain::record::course::Archive;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::journey::Journey;
use crate::domain::words::when::working_days;

/// Returns a date with its weekday and year: `Fri 17 Apr 2026`.
pub fn full_date(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// Returns a count with its noun: `1 note`, `3 notes`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// What is said of a goal that the plan no longer has.
pub const DROPPED: &str = "no longer in the plan";

/// Returns which context a goal comes from, where one added it.
pub fn origin(journey: &Journey, goal: &Goal) -> Option<String> {
    let slug = goal.plan.context.as_ref()?;
    let mut contexts = journey.contexts.iter();
    let context = contexts.find(|context| context.slug == *slug)?;
    Some(format!("comes from the context {}", context.name))
}

/// Returns which day of the journey it is, in words.
pub fn day(day: i64) -> String {
    match day {
        1.. => format!("day {day}"),
        0 => "starts tomorrow".to_owned(),
        _ => format!("starts in {} days", 1 - day),
    }
}

/// Returns how a journey ended: `in the archive since Fri 17 Apr 2026: left, moved to Berlin`.
pub fn ended(archive: &Archive) -> String {
    let reason = archive.reason.as_deref().map(|text| format!(", {text}"));
    format!(
        "in the archive since {}: {}{}",
        full_date(archive.mark.on),
        archive.end.words(),
        reason.unwrap_or_default()
    )
}

/// Returns how much is done against what is expected: `3 of 5 done by day 30, expected 2.1`.
pub fn tally(tally: &Tally, current: Milestone) -> String {
    format!(
        "{} of {} done {}, expected {:.1}",
        tally.done,
        tally.counted,
        current.by(),
        tally.expected
    )
}

/// Returns a pace in words; `date` writes its date.
pub fn pace(pace: &Pace, date: impl Fn(NaiveDate) -> String) -> String {
    match pace {
        Pace::TooEarly => "too early to tell".to_owned(),
        Pace::Done => "all of them are done".to_owned(),
        Pace::On { date: on, late } => {
            let against = match late {
                None => String::new(),
                Some(0) => ", just in time".to_owned(),
                Some(days @ 1..) => format!(", {} late", working_days(*days)),
                Some(days) => format!(", {} early", working_days(-days)),
            };
            format!("done {} at this pace{against}", date(*on))
        }
    }
}

/// Returns how far off a due date is: `10 working days left`.
pub fn days_left(standing: &Standing<'_>, due: NaiveDate) -> String {
    match standing.dates.days_until(due) {
        0 => "today is the last day".to_owned(),
        days => format!("{} left", working_days(days)),
    }
}

/// Returns a goal's number and title.
pub fn goal(goal: &Goal) -> String {
    format!("{} {}", goal.number, goal.plan.title)
}

/// Returns how many parts of a goal are ticked, where it has any.
pub fn parts(goal: &Goal) -> Option<String> {
    match goal.parts() {
        (_, 0) => None,
        (ticked, all) => Some(format!("{ticked} of {all} parts")),
    }
}

/// Returns what there is to do, the first thing first: late goals that wait on nobody, then the
/// next ones.
pub fn to_do<'a>(standing: &Standing<'a>) -> Vec<&'a Goal> {
    let late = standing.late.iter().filter(|goal| goal.waiting().is_none());
    late.chain(&standing.next).copied().collect()
}

/// Returns how often the two have met, against what is asked for while it is.
pub fn held(rhythm: &Rhythm) -> String {
    if rhythm.day <= rules::EARLY_DAYS {
        format!(
            "{} of the {} wanted by day {}",
            rhythm.held,
            rules::EARLY_MEETINGS,
            rules::EARLY_DAYS
        )
    } else {
        rhythm.held.to_string()
    }
}

/// Returns an action with its due date; `date` writes it.
pub fn action(row: &ActionRow<'_>, date: impl Fn(NaiveDate) -> String) -> String {
    let when = match (row.action.due, row.days_late) {
        (None, _) => return row.action.text.clone(),
        (Some(due), None) => format!("due {}", date(due)),
        (Some(due), Some(0)) => format!("was due {}", date(due)),
        (Some(due), Some(days)) => format!("was due {}, {} late", date(due), working_days(days)),
    };
    format!("{} ({when})", row.action.text)
}

/// Returns the mark that goes before a goal; it reads without colour.
pub fn mark(standing: &Standing<'_>, goal: &Goal) -> &'static str {
    if goal.waiting().is_some() {
        return "‖";
    }
    if standing.dates.is_late(goal) {
        return "!";
    }
    match goal.state() {
        GoalState::Open => "○",
        GoalState::Active => "◐",
        GoalState::Claimed => "◆",
        GoalState::Confirmed => "✔",
        GoalState::Waived => "⊘",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_before_the_start_are_said_as_such() {
        assert_eq!(day(-1), "starts in 2 days");
        assert_eq!(day(0), "starts tomorrow");
        assert_eq!(day(1), "day 1");
    }

    #[test]
    fn a_pace_says_how_late_it_is() {
        let on = "2026-05-05".parse().unwrap();
        let said = |late| pace(&Pace::On { date: on, late }, full_date);
        assert_eq!(
            said(Some(2)),
            "done Tue 5 May 2026 at this pace, 2 working days late"
        );
        assert_eq!(
            said(Some(-1)),
            "done Tue 5 May 2026 at this pace, 1 working day early"
        );
        assert_eq!(
            said(Some(0)),
            "done Tue 5 May 2026 at this pace, just in time"
        );
        assert_eq!(said(None), "done Tue 5 May 2026 at this pace");
    }
}
