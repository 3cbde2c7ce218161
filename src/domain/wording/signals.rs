//! What worries, in words: the reason, and how it came to be.

use crate::domain::judgment::facts::Facts;
use crate::domain::judgment::signals::{Signal, Worry};
use crate::domain::record::meeting::SignalKey;
use crate::domain::record::rating::Aspect;
use crate::domain::words::text::{count, shortened};
use crate::domain::words::when::{spoken, working_days};
use chrono::NaiveDate;

/// How many characters of somebody's words a reason repeats.
const WORDS_MAX: usize = 80;

/// Returns a signal in words: `confidence 3 → 2 → 1 in three weeks: ‘five weeks without data’`.
pub fn reason(signal: &Signal<'_>, facts: &Facts<'_>, today: NaiveDate) -> String {
    let hire = facts.people.hire();
    match &signal.what {
        Worry::Mood {
            aspect,
            course,
            days: (first, last),
            words,
        } => {
            let course: Vec<String> = course.iter().map(ToString::to_string).collect();
            let weeks = match (*last - *first).num_days() / 7 {
                0 => String::new(),
                weeks => format!(" in {}", count(usize::try_from(weeks).unwrap_or(1), "week")),
            };
            let words = words.map(|words| format!(": ‘{}’", shortened(words, WORDS_MAX)));
            let words = words.unwrap_or_default();
            format!("{} {}{weeks}{words}", aspect.word(), course.join(" → "))
        }
        Worry::Apart {
            aspect,
            hire: theirs,
            mentor,
        } => format!("{}: {hire} says {theirs}, you say {mentor}", aspect.word()),
        Worry::Silent { days } => {
            format!("nothing entered by {hire} for {}", working_days(*days))
        }
        Worry::Unattended { goal, days } => {
            let goal = facts.goals.get(*goal);
            let (number, on) = (
                goal.map(|goal| goal.number.to_string()).unwrap_or_default(),
                goal.and_then(|goal| goal.waits)
                    .map_or("", |waits| waits.on),
            );
            format!(
                "{number} has waited on {on} for {}, and nobody has promised to act on it",
                working_days(*days)
            )
        }
        Worry::Promise { of, days, .. } => {
            let text = shortened(&of.text, WORDS_MAX);
            let days = working_days(*days);
            let by = match of.party() {
                Some(_) => "promised by",
                None => "expected of",
            };
            format!("{by} {}, {days} late: {text}", of.owner())
        }
        Worry::LeftOver { text, times, .. } => {
            let times = usize::try_from(*times).unwrap_or(usize::MAX);
            let text = shortened(text, WORDS_MAX);
            format!("left over {times} times: {text} (drop it, or give it its own time)")
        }
        Worry::FirstWeek { until } => {
            let end = match *until == today {
                true => "today".to_owned(),
                false => spoken(*until, today),
            };
            format!("no 1:1 yet; the first week ends {end}")
        }
    }
}

/// Returns the word for a kind of signal that programs read.
pub fn word(key: &SignalKey) -> &'static str {
    match key {
        SignalKey::Mood { .. } => "mood",
        SignalKey::Apart { .. } => "apart",
        SignalKey::Silent => "silent",
        SignalKey::Unattended { .. } => "unattended",
        SignalKey::Promise { .. } => "promise",
        SignalKey::LeftOver { .. } => "left_over",
        SignalKey::FirstWeek => "first_week",
    }
}

/// Returns what a signal was about, once it has been talked about.
pub fn topic(key: &SignalKey) -> String {
    let of = |aspect: &Aspect| aspect.word();
    match key {
        SignalKey::Mood { aspect } => format!("how {} goes", of(aspect)),
        SignalKey::Apart { aspect } => format!("different views of {}", of(aspect)),
        SignalKey::Silent => "the silence".to_owned(),
        SignalKey::Unattended { goal } => format!("what {goal} waits on"),
        SignalKey::Promise { .. } => "a promise that is overdue".to_owned(),
        SignalKey::LeftOver { .. } => "a point that was left over".to_owned(),
        SignalKey::FirstWeek => "the first week".to_owned(),
    }
}
