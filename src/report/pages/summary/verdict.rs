//! The verdict: since when, for what reasons, and when a reason tips into a worse one.

use crate::domain::judgment::attention::{self, Attention, Matter};
use crate::domain::judgment::course::Course;
use crate::domain::judgment::health::Health;
use crate::domain::judgment::rules;
use crate::domain::judgment::standing::Standing;
use crate::domain::judgment::tally::shown;
use crate::domain::plan::context::fitted;
use crate::domain::wording::journeys;
use crate::domain::wording::marks::Sign;
use crate::domain::wording::replan::after_replan;
use crate::domain::words::text::capitalized;
use crate::domain::words::when::full_date;
use crate::report::blocks::{Block, Fact, Item, List, Tone, strong};

/// Returns where a journey stands: the verdict with its reasons, then the counts.
pub(super) fn stands(standing: &Standing<'_>, course: &Course) -> Vec<Block> {
    let mut words = vec![strong(capitalized(&verdict(standing, course)))];
    let replanned = after_replan(standing, full_date).filter(|_| standing.leave.is_none());
    words.extend(replanned.map(|replanned| format!(" {replanned}").into()));
    let mut blocks = vec![Block::Paragraph(tone(standing.health), words)];
    let items: Vec<Item> = attention::reasons(&standing.attention)
        .iter()
        .filter_map(|reason| {
            Some(Item {
                mark: Some(Sign::from(reason.health)),
                ..Item::line(vec![self::reason(standing, reason)?.into()])
            })
        })
        .chain(by_the_first_plan(course))
        .collect();
    if !items.is_empty() && standing.leave.is_none() {
        blocks.push(Block::List(List { first: None, items }));
    }
    blocks.push(Block::Facts(counts(standing)));
    blocks
}

/// Returns what a verdict means, for a writer that has colors.
pub(super) fn tone(health: Health) -> Tone {
    match health {
        Health::OnTrack => Tone::Good,
        Health::OnLeave => Tone::Quiet,
        Health::AtRisk => Tone::Waiting,
        Health::OffTrack => Tone::Late,
    }
}

/// Returns the verdict in words, with its first day if something speaks against the journey.
pub(super) fn verdict(standing: &Standing<'_>, course: &Course) -> String {
    let words = journeys::verdict(standing.health, standing.leave, standing.dates.today);
    match (standing.health, course.since()) {
        (Health::AtRisk | Health::OffTrack, Some(day)) => {
            format!("{words} since {}", full_date(day))
        }
        _ => words,
    }
}

/// Returns what led to the verdict, the worst first.
pub(super) fn reasons(standing: &Standing<'_>) -> Vec<String> {
    attention::reasons(&standing.attention)
        .iter()
        .filter_map(|reason| self::reason(standing, reason))
        .collect()
}

fn reason(standing: &Standing<'_>, reason: &Attention<'_>) -> Option<String> {
    let words = reason.reason(standing.journey.people.mentor())?;
    let limit = limit(standing, reason).map(|limit| format!(" ({limit})"));
    Some(format!("{words}{}", limit.unwrap_or_default()))
}

/// Returns the limits that a reason goes by, and the day on which it tips if nothing happens.
fn limit(standing: &Standing<'_>, reason: &Attention<'_>) -> Option<String> {
    let calendar = standing.dates.calendar();
    let tips = |limit: i64| {
        let day = calendar.add_working_days(reason.on?, limit);
        Some(format!("off track from {limit}, on {}", full_date(day)))
    };
    match (&reason.what, reason.health) {
        (Matter::Late(_), Health::AtRisk) => tips(rules::LATE_OFF_TRACK + 1),
        (Matter::Blocked(..), Health::AtRisk) => tips(rules::BLOCKED_OFF_TRACK),
        (Matter::Behind { .. }, _) => Some(format!(
            "at risk below {} %, off track below {} %",
            rules::BEHIND_AT_RISK,
            rules::BEHIND_OFF_TRACK
        )),
        _ => None,
    }
}

/// Returns what the first plan would expect by now, if that is more than what is expected.
fn by_the_first_plan(course: &Course) -> Option<Item> {
    let last = course.days.last()?.all();
    let (first, now) = (shown(last.first_expected), shown(last.expected));
    (first > now).then(|| {
        let told = format!(
            "By the first plan {first:.1} would be expected, by the present one {now:.1}; see what was changed"
        );
        Item::line(vec![told.into()])
    })
}

fn counts(standing: &Standing<'_>) -> Vec<Fact> {
    let so_far = &standing.so_far;
    let milestone = match standing.due() {
        Some(due) => format!(
            "{}, due {} ({})",
            standing.current,
            full_date(due),
            journeys::days_left(&standing.dates, due)
        ),
        None => standing.current.to_string(),
    };
    let ahead = journeys::ahead(so_far).map(|ahead| format!("; {ahead}"));
    let claimed = format!(
        "{} of {} {}, including those confirmed{}; expected {}",
        so_far.done,
        so_far.counted,
        standing.current.by(),
        ahead.unwrap_or_default(),
        journeys::expected(so_far)
    );
    let confirmed = format!("{} of {}", so_far.confirmed, so_far.counted);
    let agreed = journeys::agreed(so_far).map(|agreed| ("Agreed", agreed));
    let pace = standing.pace.as_ref();
    let pace = pace.map(|pace| ("Pace", journeys::pace(pace, full_date)));
    let plan = fitted(&standing.journey.contexts).map(|fitted| ("Plan", fitted));
    [
        ("Milestone", milestone),
        ("Claimed", claimed),
        ("Confirmed", confirmed),
    ]
    .into_iter()
    .chain(agreed)
    .chain(pace)
    .chain(plan)
    .map(|(label, text)| Fact::new(label, text))
    .collect()
}
