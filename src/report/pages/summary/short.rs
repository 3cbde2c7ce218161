//! A summary in five lines, with no table: for a chat or a mail.

use super::asked::asks;
use super::verdict::{reasons, verdict};
use crate::domain::judgment::course::Course;
use crate::domain::judgment::standing::Standing;
use crate::domain::record::change::Change;
use crate::domain::record::journey::Journey;
use crate::domain::telling::replanned::replanned;
use crate::domain::wording::journeys;
use crate::domain::wording::marks::Sign;
use crate::domain::words::text::count;
use crate::domain::words::when::full_date;

/// How much a line tells of many.
const MOST: usize = 3;

/// Returns the lines of a summary: who and the verdict, the counts, why, what was changed, what is asked of
/// the first who is asked.
/// `log` is the journey's, in order.
pub(super) fn lines(
    journey: &Journey,
    log: &[Change],
    standing: &Standing<'_>,
    course: &Course,
) -> Vec<String> {
    let ended = journey.archive.as_ref().map(journeys::ended);
    let day = journeys::day(standing.day);
    let sign = Sign::from(standing.health).glyph().unicode;
    let head = format!(
        "{}, {}, {day}: {sign} {} (as of {})",
        journey.people.hire(),
        journey.role.title,
        ended.unwrap_or_else(|| verdict(standing, course)),
        full_date(standing.dates.today)
    );
    let so_far = &standing.so_far;
    let due = standing.due().map(|due| format!(" ({})", full_date(due)));
    let pace = standing.pace.as_ref();
    let pace = pace.map(|pace| format!("; {}", journeys::pace_alone(pace, full_date)));
    let counts = format!(
        "{} of {} claimed {}{}, {} confirmed, {} expected{}",
        so_far.done,
        so_far.counted,
        standing.current.by(),
        due.unwrap_or_default(),
        so_far.confirmed,
        journeys::expected(so_far),
        pace.unwrap_or_default()
    );
    let labeled = |label: &str, parts: Vec<String>| match parts.is_empty() {
        true => None,
        false => Some(format!("{label}: {}", parts.join("; "))),
    };
    let changes = replanned(journey, log, &standing.dates);
    let changed = changes.last().map(|last| {
        let before = match changes.len() {
            1 => String::new(),
            all => format!(" ({} in all)", count(all, "change")),
        };
        format!("Changed in the plan: {}{before}", last.what)
    });
    let asked = asks(standing);
    let whom = asked.first().map(|ask| ask.whom.clone());
    let asked = whom.filter(|_| journey.archive.is_none()).and_then(|whom| {
        let (of, others): (Vec<_>, Vec<_>) = asked.iter().partition(|ask| ask.whom == whom);
        let mut of = first(of.into_iter().map(|ask| ask.what.clone()).collect());
        of.extend((!others.is_empty()).then(|| format!("{} of others", others.len())));
        labeled(&format!("Asked of {whom}"), of)
    });
    [
        Some(head),
        Some(counts),
        labeled("Why", first(reasons(standing))),
        changed,
        asked,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Returns the first of many, and how many more there are.
fn first(mut parts: Vec<String>) -> Vec<String> {
    let more = parts.len().saturating_sub(MOST);
    parts.truncate(MOST);
    parts.extend((more > 0).then(|| format!("{more} more")));
    parts
}
