//! A burn-up in words, for those who do not see it, and what its lines and areas are called.

use chrono::{Datelike as _, NaiveDate};

use crate::domain::judgment::burnup::{BurnUp, Gate, PaceMark};
use crate::domain::judgment::course::Count;
use crate::domain::judgment::health::Health;
use crate::domain::judgment::tally::shown;
use crate::domain::words::text::{capitalized, count};
use crate::domain::words::when::{spoken, working_days};

/// How many stretches of a verdict are told one by one.
const STRETCHES_MAX: usize = 4;

/// Returns what a burn-up is of: `Burn-up of the goals due by day 60`.
pub fn title(of: &BurnUp) -> String {
    format!("Burn-up of the goals due {}", of.last.by())
}

/// Returns a burn-up in sentences.
pub fn sentences(of: &BurnUp) -> Vec<String> {
    let pace = of.pace.map(|mark| pace(of, &mark));
    [
        Some(counts(of)),
        Some(expectation(of)),
        pace,
        Some(verdict(of)),
        falls(of),
        leaves(of),
    ]
    .into_iter()
    .flatten()
    .chain(of.gates.iter().map(|mark| gate(of, mark)))
    .map(|sentence| format!("{}.", capitalized(&sentence)))
    .collect()
}

/// Returns how late a pace is: `12 working days late`.
pub fn late(mark: &PaceMark) -> String {
    match mark.late {
        0 => "just in time".to_owned(),
        late @ 1.. => format!("{} late", working_days(late)),
        early => format!("{} early", working_days(-early)),
    }
}

/// Returns a share of goals as it is shown everywhere.
pub fn share(goals: f64) -> String {
    format!("{:.1}", shown(goals))
}

/// Returns a date in few words: `17 Apr`, with the year if it is not that of today.
pub fn brief(on: NaiveDate, today: NaiveDate) -> String {
    let form = match on.year() == today.year() {
        true => "%-d %b",
        false => "%-d %b %Y",
    };
    on.format(form).to_string()
}

fn counts(of: &BurnUp) -> String {
    let now = of.now();
    format!(
        "of {} due {}, {} claimed{} and {} confirmed{}",
        count(now.counted, "goal"),
        of.last.by(),
        now.claimed,
        since(of, |count| count.claimed),
        now.confirmed,
        since(of, |count| count.confirmed)
    )
}

/// Returns since when a count is what it is today, unless it always was.
fn since(of: &BurnUp, counted: impl Fn(&Count) -> usize) -> String {
    let now = counted(&of.now());
    let days = of.days.iter().rev();
    let first = days.take_while(|day| counted(&day.count) == now).last();
    let first = first.filter(|day| day.on > of.from);
    first.map_or_else(String::new, |day| {
        format!(" since {}", spoken(day.on, of.today))
    })
}

/// Returns when fewer goals were claimed than the day before.
fn falls(of: &BurnUp) -> Option<String> {
    let pairs = of.days.iter().zip(of.days.iter().skip(1));
    let falls = pairs.filter(|(before, day)| day.count.claimed < before.count.claimed);
    let falls: Vec<String> = falls
        .map(|(before, day)| {
            let (from, to) = (before.count.claimed, day.count.claimed);
            format!("from {from} to {to} on {}", spoken(day.on, of.today))
        })
        .collect();
    (!falls.is_empty()).then(|| format!("claims fell {}", falls.join(", ")))
}

fn expectation(of: &BurnUp) -> String {
    let now = of.now();
    let (expected, first) = (share(now.expected), share(now.first_expected));
    let by_first = (first != expected).then(|| format!("; by the first plan {first}"));
    format!(
        "expected on {}: {expected}{}",
        spoken(of.today, of.today),
        by_first.unwrap_or_default()
    )
}

fn leaves(of: &BurnUp) -> Option<String> {
    let leaves = of.leaves.iter();
    let told = leaves.map(|(from, until)| stretch(of, *from, *until));
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| format!("leave {}", told.join(", ")))
}

fn stretch(of: &BurnUp, from: NaiveDate, until: NaiveDate) -> String {
    let [first, last] = [from, until].map(|day| spoken(day, of.today));
    match from == until {
        true => format!("on {first}"),
        false => format!("from {first} to {last}"),
    }
}

fn gate(of: &BurnUp, mark: &Gate) -> String {
    let ruled = mark
        .ruled
        .map(|(word, on)| format!("; gate review on {}: {word}", spoken(on, of.today)));
    format!(
        "{}: {} in all, due {}{}",
        mark.milestone.by(),
        count(mark.goals, "goal"),
        spoken(mark.due, of.today),
        ruled.unwrap_or_default()
    )
}

fn pace(of: &BurnUp, mark: &PaceMark) -> String {
    format!(
        "the present milestone will be done {} at this pace, {}",
        spoken(mark.on, of.today),
        late(mark)
    )
}

/// Returns when the verdict was at risk and when off track; if that was often, how often, and the last time.
fn verdict(of: &BurnUp) -> String {
    let told: Vec<String> = [Health::AtRisk, Health::OffTrack]
        .into_iter()
        .filter_map(|health| stretches(of, health))
        .collect();
    match told.is_empty() {
        true => "the verdict was never worse than on track".to_owned(),
        false => format!("verdict {}", told.join("; ")),
    }
}

fn stretches(of: &BurnUp, health: Health) -> Option<String> {
    let all = of.verdicts().into_iter();
    let those = all.filter(|stretch| stretch.health == health);
    let told: Vec<String> = those
        .map(|those| match those.until == of.today {
            true => format!("since {}", spoken(those.from, of.today)),
            false => stretch(of, those.from, those.until),
        })
        .collect();
    let word = health.word();
    Some(match told.as_slice() {
        [] => return None,
        [.., last] if told.len() > STRETCHES_MAX => {
            format!("{word} {} times, the last one {last}", told.len())
        }
        _ => format!("{word} {}", told.join(", ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::*;
    use crate::domain::judgment::burnup::Reach;
    use crate::domain::judgment::course::Course;
    use crate::domain::judgment::standing::Standing;

    fn told(run: &Run, today: &str) -> String {
        let standing = Standing::of(&run.journey, day(today));
        let course = Course::of(&run.journey, &run.log, day(today));
        let of = BurnUp::of(&standing, &course, Reach::NextGate).unwrap();
        format!("{}\n{}", title(&of), sentences(&of).join("\n"))
    }

    #[test]
    fn a_journey_with_a_leave_and_a_claim_sent_back_is_told() {
        let mut run = Run::new();
        run.mentor(&meet());
        run.mentor(&close());
        let mut run = run.on("2026-03-05");
        run.hire(&claim("team"));
        let mut run = run.on("2026-03-09");
        run.mentor(&send_back("team"));
        let mut run = run.on("2026-03-12");
        for goal in ["team", "access", "fix"] {
            run.hire(&claim(goal));
        }
        let mut run = run.on("2026-03-16");
        run.mentor(&confirm("team"));
        run.hire(&leave("2026-03-18", "2026-03-24"));
        insta::assert_snapshot!(told(&run, "2026-04-17"), @r"
        Burn-up of the goals due by day 90
        Of 6 goals due by day 90, 3 claimed since Thu 12 Mar and 1 confirmed since Mon 16 Mar.
        Expected on Fri 17 Apr: 3.7; by the first plan 4.2.
        The present milestone will be done Fri 15 May at this pace, 6 working days late.
        Verdict at risk from Mon 16 Mar to Tue 17 Mar, from Wed 25 Mar to Tue 14 Apr; off track since Wed 15 Apr.
        Claims fell from 1 to 0 on Mon 9 Mar.
        Leave from Wed 18 Mar to Tue 24 Mar.
        By day 30: 3 goals in all, due Tue 7 Apr.
        By day 60: 5 goals in all, due Thu 7 May.
        By day 90: 6 goals in all, due Fri 5 Jun.
        ");
    }

    #[test]
    fn day_1_is_told() {
        insta::assert_snapshot!(told(&Run::new(), "2026-03-02"), @r"
        Burn-up of the goals due by day 90
        Of 6 goals due by day 90, 0 claimed and 0 confirmed.
        Expected on Mon 2 Mar: 0.0.
        The verdict was never worse than on track.
        By day 30: 3 goals in all, due Tue 31 Mar.
        By day 60: 5 goals in all, due Thu 30 Apr.
        By day 90: 6 goals in all, due Fri 29 May.
        ");
    }
}
