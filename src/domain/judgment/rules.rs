//! The numbers by which progress is judged, each in one place, and the rules in words.

use crate::domain::plan::milestone::Milestones;
use crate::domain::plan::offset::{Offset, Unit};
use crate::domain::words::when::working_days;

/// A goal that is late for more working days than this puts the journey off track.
pub const LATE_OFF_TRACK: i64 = 5;
/// Working days of waiting on somebody that put the journey off track.
pub const BLOCKED_OFF_TRACK: i64 = 10;
/// Working days of waiting on somebody that put the journey at risk.
pub const BLOCKED_AT_RISK: i64 = 5;
/// Working days of waiting for a confirmation that put the journey at risk.
pub const UNCONFIRMED_AT_RISK: i64 = 7;
/// Share of the expected goals, in percent, below which the journey is off track.
pub const BEHIND_OFF_TRACK: f64 = 60.0;
/// Share of the expected goals, in percent, below which the journey is at risk.
pub const BEHIND_AT_RISK: f64 = 85.0;
/// Expected goals from which on the share says anything; a fraction of one goal does not.
pub const BEHIND_FROM: f64 = 2.0;
/// Working days without a 1:1 that put the journey at risk.
pub const NO_MEETING_AT_RISK: i64 = 10;
/// The days in which the first 1:1 should be held.
pub const FIRST_WEEK: i64 = 7;
/// The days for which [`EARLY_MEETINGS`] are asked for.
pub const EARLY_DAYS: i64 = 90;
/// 1:1s in the first [`EARLY_DAYS`] days: more than eight (a pilot of 600 hires, HBR 2019; one in
/// the first week, about 3,000 hires, HBR 2018).
pub const EARLY_MEETINGS: i64 = 9;
/// Working days without a 1:1, and without a day agreed for one, after which it is told: a week.
pub const NO_MEETING_TOLD: i64 = 5;
/// Working days ahead from which a 1:1, an action and a gate review are told.
pub const NEAR: i64 = 1;
/// Working days ahead from which a goal is told.
pub const GOAL_NEAR: i64 = 2;
/// Working days of waiting on someone else from which a blocker is told.
pub const BLOCKED_TOLD: i64 = 1;
/// Days ahead from which the list of hires tells a gate review.
pub const GATE_AHEAD: i64 = 7;
/// Days that an agenda looks ahead if no next 1:1 is agreed.
pub const AGENDA_AHEAD: u64 = 7;
/// Goals done from which on a pace says anything.
pub const PACE_FROM: usize = 3;

/// Returns the rules in words, a name and a sentence each, made from the numbers above and the
/// milestones of a plan.
pub fn in_words(milestones: &Milestones) -> Vec<(&'static str, String)> {
    vec![
        (
            "due dates",
            format!(
                "Day 1 is the start. Milestones fall due {} after it; a day off moves a date to the last working day before it, a leave moves every later milestone by its working days. A date agreed in a deferral stays as agreed.",
                offsets(milestones)
            ),
        ),
        (
            "working days",
            "Monday to Friday, less the holidays of the settings and the leaves of the journey; counted after the first day up to and with the last."
                .to_owned(),
        ),
        (
            "done",
            "Claimed or confirmed; both numbers are shown. A waived goal leaves both sides of the count. A goal that is no longer in the plan counts until it is waived."
                .to_owned(),
        ),
        (
            "expected",
            format!(
                "Each goal by the share of working days gone between the milestone before it and its own due date. Nothing beyond {} is ever expected.",
                milestones.end()
            ),
        ),
        (
            "pace",
            format!(
                "With {PACE_FROM} or more goals done: goals left up to the present milestone, divided by the goals done per working day so far. Before that it is too early to tell."
            ),
        ),
        (
            "off track",
            format!(
                "A goal late by more than {LATE_OFF_TRACK} working days, or a wait of {BLOCKED_OFF_TRACK} working days on somebody, or fewer done than {BEHIND_OFF_TRACK} % of what is expected."
            ),
        ),
        (
            "at risk",
            format!(
                "Any late goal, a wait of {BLOCKED_AT_RISK} working days on somebody, a claim unconfirmed for {UNCONFIRMED_AT_RISK}, no 1:1 for {NO_MEETING_AT_RISK}, or fewer done than {BEHIND_AT_RISK} % of what is expected. Shares count from {BEHIND_FROM} expected goals on."
            ),
        ),
        (
            "1:1s",
            format!(
                "{EARLY_MEETINGS} in the first {EARLY_DAYS} days, one of them in the first {FIRST_WEEK}, is what the evidence asks for; the count so far is shown against it."
            ),
        ),
        (
            "reminders",
            format!(
                "They start {} ahead for a 1:1, an action or a gate review, {} ahead for a goal, {} into a wait on somebody, and after {} without a 1:1 if no day is agreed. The list of hires shows a gate review {GATE_AHEAD} days ahead. An agenda looks ahead to the next 1:1, or {AGENDA_AHEAD} days if none is agreed.",
                working_days(NEAR),
                working_days(GOAL_NEAR),
                working_days(BLOCKED_TOLD),
                working_days(NO_MEETING_TOLD)
            ),
        ),
    ]
}

/// Returns the dates of milestones in words: `30, 60 and 90 days, 6 and 12 calendar months`.
fn offsets(milestones: &Milestones) -> String {
    let offsets: Vec<Offset> = milestones.iter().filter_map(|one| one.after()).collect();
    let groups = offsets.chunk_by(|one, next| one.unit() == next.unit());
    let groups: Vec<String> = groups.map(group).collect();
    groups.join(", ")
}

/// Returns offsets of one unit in words.
fn group(offsets: &[Offset]) -> String {
    let Some((last, before)) = offsets.split_last() else {
        return String::new();
    };
    let before: Vec<String> = before.iter().map(|one| one.count().to_string()).collect();
    let before = match before.is_empty() {
        true => String::new(),
        false => format!("{} and ", before.join(", ")),
    };
    let calendar = match last.unit() {
        Unit::Months => "calendar ",
        Unit::Days | Unit::Weeks => "",
    };
    let word = match offsets {
        [one] => one.unit().word(one.count()),
        _ => last.unit().word(u16::MAX),
    };
    format!("{before}{} {calendar}{word}", last.count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::words::text::is_clean;

    #[test]
    fn every_rule_is_told_in_clean_sentences() {
        for (name, words) in in_words(&Milestones::default()) {
            assert!(is_clean(&words) && words.ends_with('.'), "{name}");
        }
    }

    #[test]
    fn the_words_hold_the_numbers() {
        let words: Vec<String> = in_words(&Milestones::default())
            .into_iter()
            .map(|(_, words)| words)
            .collect();
        let words = words.join("\n");
        insta::assert_snapshot!(words, @r"
        Day 1 is the start. Milestones fall due 30, 60 and 90 days, 6 and 12 calendar months after it; a day off moves a date to the last working day before it, a leave moves every later milestone by its working days. A date agreed in a deferral stays as agreed.
        Monday to Friday, less the holidays of the settings and the leaves of the journey; counted after the first day up to and with the last.
        Claimed or confirmed; both numbers are shown. A waived goal leaves both sides of the count. A goal that is no longer in the plan counts until it is waived.
        Each goal by the share of working days gone between the milestone before it and its own due date. Nothing beyond month 12 is ever expected.
        With 3 or more goals done: goals left up to the present milestone, divided by the goals done per working day so far. Before that it is too early to tell.
        A goal late by more than 5 working days, or a wait of 10 working days on somebody, or fewer done than 60 % of what is expected.
        Any late goal, a wait of 5 working days on somebody, a claim unconfirmed for 7, no 1:1 for 10, or fewer done than 85 % of what is expected. Shares count from 2 expected goals on.
        9 in the first 90 days, one of them in the first 7, is what the evidence asks for; the count so far is shown against it.
        They start 1 working day ahead for a 1:1, an action or a gate review, 2 working days ahead for a goal, 1 working day into a wait on somebody, and after 5 working days without a 1:1 if no day is agreed. The list of hires shows a gate review 7 days ahead. An agenda looks ahead to the next 1:1, or 7 days if none is agreed.
        ");
    }
}
