//! A journey in words: its day, its people, how it ended, and how much is done by when.

use chrono::NaiveDate;

use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::health::Health;
use crate::domain::judgment::pace::Pace;
use crate::domain::judgment::standing::Standing;
use crate::domain::judgment::tally::Tally;
use crate::domain::plan::milestone::Milestone;
use crate::domain::record::course::{Archive, End};
use crate::domain::record::goal::Goal;
use crate::domain::wording::replan::after_replan;
use crate::domain::words::text::count;
use crate::domain::words::when::{full_date, spoken, working_days};

/// Returns the first word of a name, for where there is little room.
pub fn short_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// Returns which day of the journey it is, in words.
pub fn day(day: i64) -> String {
    match day {
        1.. => format!("day {day}"),
        0 => "starts tomorrow".to_owned(),
        _ => format!("starts in {} days", 1 - day),
    }
}

/// Returns what is said in place of what only the days of a journey can show.
pub fn too_early(start: NaiveDate, today: NaiveDate) -> String {
    format!("Nothing to show before day 1, {}.", spoken(start, today))
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

/// Returns how and when a journey ended, in few words: `left 17 Apr 2026`.
pub fn ended_in_short(end: End, on: NaiveDate) -> String {
    format!("{} {}", end.words(), on.format("%-d %b %Y"))
}

/// Returns the verdict in words; in a leave how long that lasts: `on leave until Fri 24 Apr`.
pub fn verdict(health: Health, leave: Option<NaiveDate>, today: NaiveDate) -> String {
    match leave {
        Some(until) => format!("{} until {}", Health::OnLeave.word(), spoken(until, today)),
        None => health.word().to_owned(),
    }
}

/// Returns the verdict in words, with what the last gate review re-planned: `on track after the re-plan
/// of Fri 3 Apr; 90.3 waived: the team changed`. `date` writes its dates.
pub fn verdict_in_full(standing: &Standing<'_>, date: impl Fn(NaiveDate) -> String) -> String {
    let words = verdict(standing.health, standing.leave, standing.dates.today);
    match after_replan(standing, date).filter(|_| standing.leave.is_none()) {
        Some(replanned) => format!("{words} {replanned}"),
        None => words,
    }
}

/// Returns how many goals are waived and deferred, where any is: `1 waived, 2 deferred`.
pub fn agreed(tally: &Tally) -> Option<String> {
    let counted = [(tally.waived, "waived"), (tally.deferred, "deferred")];
    let counted = counted.into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = counted
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// Returns how many goals of later milestones are done, where any is: `5 done ahead`.
pub fn ahead(tally: &Tally) -> Option<String> {
    (tally.ahead > 0).then(|| format!("{} done ahead", tally.ahead))
}

/// Returns how much is done against what is expected: `3 of 5 done by day 30, expected 2.1`.
pub fn tally(tally: &Tally, current: Milestone) -> String {
    done(tally, " done", current)
}

/// Returns how much is claimed, where a label before it says so: `3 of 5 by day 30, expected 2.1`.
pub fn claimed(tally: &Tally, current: Milestone) -> String {
    done(tally, "", current)
}

fn done(tally: &Tally, word: &str, current: Milestone) -> String {
    let Tally { done, counted, .. } = tally;
    let by = current.by();
    let ahead = ahead(tally).map(|ahead| format!(", {ahead}"));
    format!(
        "{done} of {counted}{word} {by}{}, expected {}",
        ahead.unwrap_or_default(),
        expected(tally)
    )
}

/// Returns how many goals are expected: `2.1`.
pub fn expected(tally: &Tally) -> String {
    format!("{:.1}", tally.expected_shown())
}

/// Returns a pace in words, where a label before it says what it is; `date` writes its date.
pub fn pace(pace: &Pace, date: impl Fn(NaiveDate) -> String) -> String {
    match pace {
        Pace::NothingCounts => "nothing counts up to here".to_owned(),
        Pace::NothingDue { deferred } => format!("nothing is due up to here: {deferred} deferred"),
        Pace::Done => "all that is due up to here is done".to_owned(),
        Pace::TooEarly { left, days } => left_in(*left, *days),
        Pace::On { date: on, late } => format!("done {} at this pace{}", date(*on), against(*late)),
    }
}

/// Returns a pace in words that stand alone; `date` writes its date.
pub fn pace_alone(pace: &Pace, date: impl Fn(NaiveDate) -> String) -> String {
    match pace {
        Pace::On { date: on, late } => format!("at this pace done {}{}", date(*on), against(*late)),
        other => self::pace(other, date),
    }
}

/// Returns what is left to do in how many working days: `3 goals left in 5 working days`.
fn left_in(left: usize, days: Option<i64>) -> String {
    let goals = count(left, "goal");
    match days {
        None => format!("{goals} left"),
        Some(0) => format!("{goals} left, and today is the last day"),
        Some(days) => format!("{goals} left in {}", working_days(days)),
    }
}

fn against(late: Option<i64>) -> String {
    match late {
        None => String::new(),
        Some(0) => ", just in time".to_owned(),
        Some(days @ 1..) => format!(", {} late", working_days(days)),
        Some(days) => format!(", {} early", working_days(-days)),
    }
}

/// Returns how far off a due date is: `10 working days left`.
pub fn days_left(dates: &Dates, due: NaiveDate) -> String {
    match dates.days_until(due) {
        0 => "today is the last day".to_owned(),
        days => format!("{} left", working_days(days)),
    }
}

/// Returns what is said once to a journey that an earlier version began: which due dates moved, and
/// why; nothing if none did.
pub fn counted_anew(dates: &Dates, date: impl Fn(NaiveDate) -> String) -> Option<String> {
    let moved: Vec<String> = dates
        .counted_anew()
        .map(|(milestone, before, due)| {
            format!("{milestone} from {} to {}", date(before), date(due))
        })
        .collect();
    (!moved.is_empty()).then(|| {
        format!(
            "Due dates moved: {}. The start is day 1, so day 30 is now the thirtieth day; it was the thirty-first before.",
            moved.join(", ")
        )
    })
}

/// Returns the same in as few words as a message line has room for.
pub fn counted_anew_in_short(dates: &Dates) -> Option<String> {
    let moved: Vec<String> = dates
        .counted_anew()
        .map(|(milestone, ..)| milestone.to_string())
        .collect();
    (!moved.is_empty()).then(|| {
        let moved = moved.join(", ");
        format!("Day 30 is now the thirtieth day, so due dates moved by a day: {moved}.")
    })
}

/// Returns what there is to do, the first thing first: late goals that wait on nobody, then the
/// next ones.
pub fn to_do<'a>(standing: &Standing<'a>) -> Vec<&'a Goal> {
    let late = standing.late.iter().filter(|goal| goal.waiting().is_none());
    late.chain(&standing.next).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::Run;

    #[test]
    fn days_before_the_start_are_said_as_such() {
        assert_eq!(day(-1), "starts in 2 days");
        assert_eq!(day(0), "starts tomorrow");
        assert_eq!(day(1), "day 1");
    }

    #[test]
    fn dates_that_are_counted_anew_are_told_with_the_reason() {
        let journey = Run::new().journey;
        let dates = Dates::of(&journey, journey.start);
        insta::assert_snapshot!(
            counted_anew(&dates, full_date).unwrap(),
            @"Due dates moved: 30 days from Wed 1 Apr 2026 to Tue 31 Mar 2026, 60 days from Fri 1 May 2026 to Thu 30 Apr 2026. The start is day 1, so day 30 is now the thirtieth day; it was the thirty-first before."
        );
        let journey = Run::with_holidays(["2026-03-31"]).journey;
        let dates = Dates::of(&journey, journey.start);
        let said = counted_anew(&dates, full_date).unwrap();
        assert!(
            said.contains("30 days from Wed 1 Apr 2026 to Mon 30 Mar 2026"),
            "{said}"
        );
    }

    #[test]
    fn what_is_left_is_said_in_working_days() {
        let said = |left, days| pace(&Pace::TooEarly { left, days }, full_date);
        assert_eq!(said(2, Some(5)), "2 goals left in 5 working days");
        assert_eq!(said(1, Some(0)), "1 goal left, and today is the last day");
        assert_eq!(said(3, None), "3 goals left");
        assert_eq!(
            pace(&Pace::NothingCounts, full_date),
            "nothing counts up to here"
        );
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
