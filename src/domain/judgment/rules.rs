//! The numbers by which progress is judged, each in one place, and the rules in words.

use crate::domain::plan::milestone::Milestones;
use crate::domain::plan::offset::Offset;
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
/// Working days after the start from which a journey without a mentor is at risk.
pub const NO_MENTOR_AT_RISK: i64 = 5;
/// A pace that misses the milestone by more working days than this puts the journey at risk.
pub const PACE_AT_RISK: i64 = 5;
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
/// Working days before a 1:1 from which a check-in is asked for.
pub const CHECK_IN_AHEAD: i64 = 2;
/// Working days before day 1 from which the first steps are told: a week.
pub const FIRST_STEPS_AHEAD: u8 = 5;
/// Working days after the day of a first step for which it is told: two weeks.
pub const FIRST_STEPS_TOLD: i64 = 10;
/// Working days ahead from which a goal is told.
pub const GOAL_NEAR: i64 = 2;
/// Working days of waiting on someone else from which a blocker is told.
pub const BLOCKED_TOLD: i64 = 1;
/// Working days ahead from which the list of hires tells a gate review: a week.
pub const GATE_AHEAD: i64 = 5;
/// Calendar days that an agenda looks ahead if no next 1:1 is agreed.
pub const AGENDA_AHEAD: u64 = 7;
/// Goals done from which on a pace says anything.
pub const PACE_FROM: usize = 3;

/// A rating up to which something worries.
pub const LOW: u8 = 2;
/// By how much a rating falls at once to worry.
pub const FALL: u8 = 2;
/// How many times in a row a rating falls to worry.
pub const FALLS: usize = 3;
/// How far apart hire and mentor rate to worry.
pub const APART: u8 = 2;
/// Working days without a change by the hire that worry.
pub const SILENT: i64 = 10;
/// Working days that a goal waits without an action for it to worry.
pub const UNATTENDED: i64 = 5;
/// Working days by which a promise is late to worry.
pub const PROMISE_LATE: i64 = 5;
/// How many times a point is left over to worry.
pub const LEFT_OVER: i64 = 3;
/// The day of the first week from which a missing 1:1 worries.
pub const FIRST_WEEK_TOLD: i64 = 3;

/// Returns the rules in words, a name and a sentence or two each, made from the numbers above and
/// the milestones of a plan.
pub fn in_words(milestones: &Milestones) -> Vec<(&'static str, String)> {
    let mut rules = dates(milestones).to_vec();
    rules.extend(counts(milestones));
    rules.extend(verdicts());
    rules.extend(lists());
    rules
}

fn dates(milestones: &Milestones) -> [(&'static str, String); 3] {
    [
        (
            "due dates",
            format!(
                "Day 1 is the start. Milestones fall due on {}: day 30 is the thirtieth day, a week is seven days, and a month is an anniversary of the start. A weekend or holiday moves a date to the last working day before it. A date agreed in a deferral or an extension is moved off a day off in the same way, never before the start; a leave that ends before it leaves it where it is. A goal that a re-plan carries to another milestone follows that milestone.",
                points(milestones)
            ),
        ),
        (
            "working days",
            "Monday to Friday, less holidays and leaves; counted after the first day up to and with the last. A count of working days says so; other days are calendar days."
                .to_owned(),
        ),
        (
            "leave",
            "It moves every later milestone by its working days from day 1 on. An agreed date that falls into it moves to the first working day after it. While it lasts, the verdict says how long the hire is on leave and nothing speaks against the journey; there is no pace, the hire gets no reminders, and only claims need the mentor."
                .to_owned(),
        ),
    ]
}

fn counts(milestones: &Milestones) -> [(&'static str, String); 3] {
    [
        (
            "done",
            "Claimed or confirmed; both numbers are shown. A waived goal leaves both sides of the count, a deferred one stays in the count of its milestone and is expected by its new date; how many there are of each stands beside the count. Goals done of later milestones are named as done ahead. A goal that is no longer in the plan counts nowhere."
                .to_owned(),
        ),
        (
            "expected",
            format!(
                "Each goal by the share of working days gone between the milestone before it and its own due date, rounded to one decimal. Nothing beyond {} is ever expected.",
                milestones.end()
            ),
        ),
        (
            "pace",
            format!(
                "With {PACE_FROM} or more goals done: goals left up to the present milestone, divided by the goals done per working day since the start. Before that: how many are left, and in how many working days. Goals agreed for later are left out, and goals of later milestones agreed for earlier are among them. There is none before day 1 and in a leave."
            ),
        ),
    ]
}

fn verdicts() -> [(&'static str, String); 4] {
    [
        (
            "off track",
            format!(
                "A goal more than {LATE_OFF_TRACK} working days late, a goal waiting for {BLOCKED_OFF_TRACK} working days, or fewer done than {BEHIND_OFF_TRACK} % of what is expected."
            ),
        ),
        (
            "at risk",
            format!(
                "Any late goal; a goal waiting for {BLOCKED_AT_RISK} working days; a claim unconfirmed for {UNCONFIRMED_AT_RISK} working days; {NO_MEETING_AT_RISK} working days without a 1:1; no mentor named {NO_MENTOR_AT_RISK} working days after the start; a pace that misses the milestone by more than {PACE_AT_RISK} working days; fewer done than {BEHIND_AT_RISK} % of what is expected. Shares count from {BEHIND_FROM} expected goals on."
            ),
        ),
        (
            "late",
            "A goal is late from the day after its due date. If its claim was sent back, the working days on which the claim waited on the mentor are not charged."
                .to_owned(),
        ),
        (
            "1:1s",
            format!(
                "{EARLY_MEETINGS} by day {EARLY_DAYS}, one of them by day {FIRST_WEEK}, is what the evidence asks for; the count so far is shown against it. Days of leave are left out. The time without a 1:1 counts from the last one or from the start, whichever is later; without a mentor, and once every milestone has passed, it is no reason."
            ),
        ),
    ]
}

fn lists() -> [(&'static str, String); 6] {
    [
        (
            "next",
            "Late goals that are not waiting, the earliest due date first; then goals begun; then the others, each by due date and number. A goal that waits is not among them."
                .to_owned(),
        ),
        (
            "hires",
            format!(
                "The most urgent first: off track, with the oldest cause; a signal, for the mentor; at risk; the longest time without a 1:1, from {} on; the mentor's own promise that is latest; the oldest claim; the longest wait; the earliest gate review; the name. The list shows a gate review {} ahead. Journeys in the archive come last, the newest end first.",
                working_days(NO_MEETING_TOLD),
                working_days(GATE_AHEAD)
            ),
        ),
        (
            "signals",
            format!(
                "For the mentor alone: a rating of {LOW} or less, a fall by {FALL} or {FALLS} falls in a row; hire and mentor {APART} apart; no change by the hire for {}; a goal that waits for {} without an open action for it; a promise {} late; a point left over {LEFT_OVER} times; no 1:1 by day {FIRST_WEEK_TOLD} of the first week, while one can still be held. A signal that was talked about in a 1:1 rests until it gets worse or the hire says something new.",
                working_days(SILENT),
                working_days(UNATTENDED),
                working_days(PROMISE_LATE)
            ),
        ),
        (
            "reminders",
            format!(
                "They start {} ahead for a 1:1, an action or a gate review, {} ahead for a goal, {} into a wait, and after {} without a 1:1 if no day is agreed. Claims, claims sent back and late goals are told at once.",
                working_days(NEAR),
                working_days(GOAL_NEAR),
                working_days(BLOCKED_TOLD),
                working_days(NO_MEETING_TOLD)
            ),
        ),
        (
            "agenda",
            format!(
                "Claims to confirm; goals that are late, are waiting, fall due by the next 1:1, or have not moved since the last one; goals whose text an edition changed after they were ticked, claimed or confirmed; what was agreed without the mentor; open actions; points and questions not discussed yet; gate reviews due by the next 1:1; how often you meet, if that is too seldom. If no next 1:1 is agreed, it looks {AGENDA_AHEAD} calendar days ahead."
            ),
        ),
        (
            "agreements",
            "The hire may waive or defer a goal alone, or agree on it with a person who takes no part. It counts at once, and stays on the mentor's agenda until the mentor acknowledges it."
                .to_owned(),
        ),
    ]
}

/// Returns the dates of milestones in words: `day 30, 60 and 90, month 6 and 12`.
fn points(milestones: &Milestones) -> String {
    let offsets: Vec<Offset> = milestones.iter().filter_map(|one| one.after()).collect();
    let groups = offsets.chunk_by(|one, next| one.unit() == next.unit());
    let groups: Vec<String> = groups.filter_map(group).collect();
    groups.join(", ")
}

/// Returns offsets of one unit in words: `day 30, 60 and 90`.
fn group(offsets: &[Offset]) -> Option<String> {
    let (last, before) = offsets.split_last()?;
    let before: Vec<String> = before.iter().map(|one| one.count().to_string()).collect();
    let before = match before.is_empty() {
        true => String::new(),
        false => format!("{} and ", before.join(", ")),
    };
    Some(format!("{} {before}{}", last.unit().word(1), last.count()))
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
            .map(|(name, words)| format!("{name}: {words}"))
            .collect();
        let words = words.join("\n");
        insta::assert_snapshot!(words, @r#"
    due dates: Day 1 is the start. Milestones fall due on day 30, 60 and 90, month 6 and 12: day 30 is the thirtieth day, a week is seven days, and a month is an anniversary of the start. A weekend or holiday moves a date to the last working day before it. A date agreed in a deferral or an extension is moved off a day off in the same way, never before the start; a leave that ends before it leaves it where it is. A goal that a re-plan carries to another milestone follows that milestone.
    working days: Monday to Friday, less holidays and leaves; counted after the first day up to and with the last. A count of working days says so; other days are calendar days.
    leave: It moves every later milestone by its working days from day 1 on. An agreed date that falls into it moves to the first working day after it. While it lasts, the verdict says how long the hire is on leave and nothing speaks against the journey; there is no pace, the hire gets no reminders, and only claims need the mentor.
    done: Claimed or confirmed; both numbers are shown. A waived goal leaves both sides of the count, a deferred one stays in the count of its milestone and is expected by its new date; how many there are of each stands beside the count. Goals done of later milestones are named as done ahead. A goal that is no longer in the plan counts nowhere.
    expected: Each goal by the share of working days gone between the milestone before it and its own due date, rounded to one decimal. Nothing beyond month 12 is ever expected.
    pace: With 3 or more goals done: goals left up to the present milestone, divided by the goals done per working day since the start. Before that: how many are left, and in how many working days. Goals agreed for later are left out, and goals of later milestones agreed for earlier are among them. There is none before day 1 and in a leave.
    off track: A goal more than 5 working days late, a goal waiting for 10 working days, or fewer done than 60 % of what is expected.
    at risk: Any late goal; a goal waiting for 5 working days; a claim unconfirmed for 7 working days; 10 working days without a 1:1; no mentor named 5 working days after the start; a pace that misses the milestone by more than 5 working days; fewer done than 85 % of what is expected. Shares count from 2 expected goals on.
    late: A goal is late from the day after its due date. If its claim was sent back, the working days on which the claim waited on the mentor are not charged.
    1:1s: 9 by day 90, one of them by day 7, is what the evidence asks for; the count so far is shown against it. Days of leave are left out. The time without a 1:1 counts from the last one or from the start, whichever is later; without a mentor, and once every milestone has passed, it is no reason.
    next: Late goals that are not waiting, the earliest due date first; then goals begun; then the others, each by due date and number. A goal that waits is not among them.
    hires: The most urgent first: off track, with the oldest cause; a signal, for the mentor; at risk; the longest time without a 1:1, from 5 working days on; the mentor's own promise that is latest; the oldest claim; the longest wait; the earliest gate review; the name. The list shows a gate review 5 working days ahead. Journeys in the archive come last, the newest end first.
    signals: For the mentor alone: a rating of 2 or less, a fall by 2 or 3 falls in a row; hire and mentor 2 apart; no change by the hire for 10 working days; a goal that waits for 5 working days without an open action for it; a promise 5 working days late; a point left over 3 times; no 1:1 by day 3 of the first week, while one can still be held. A signal that was talked about in a 1:1 rests until it gets worse or the hire says something new.
    reminders: They start 1 working day ahead for a 1:1, an action or a gate review, 2 working days ahead for a goal, 1 working day into a wait, and after 5 working days without a 1:1 if no day is agreed. Claims, claims sent back and late goals are told at once.
    agenda: Claims to confirm; goals that are late, are waiting, fall due by the next 1:1, or have not moved since the last one; goals whose text an edition changed after they were ticked, claimed or confirmed; what was agreed without the mentor; open actions; points and questions not discussed yet; gate reviews due by the next 1:1; how often you meet, if that is too seldom. If no next 1:1 is agreed, it looks 7 calendar days ahead.
    agreements: The hire may waive or defer a goal alone, or agree on it with a person who takes no part. It counts at once, and stays on the mentor's agenda until the mentor acknowledges it.
    "#);
    }
}
