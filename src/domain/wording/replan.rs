//! What the last gate review re-planned, in words that stand next to the verdict on the journey.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::judgment::standing::Standing;
use crate::domain::plan::names::Slug;
use crate::domain::record::goal::Goal;
use crate::domain::record::review::Verdict;

/// Returns what the last verdict re-planned, as far as it stands: `after the re-plan of Fri 3 Apr; 90.1
/// carried to Fri 3 Jul, 90.3 waived: the team changed`. Nothing if it did not; `date` writes a date.
pub fn after_replan(standing: &Standing<'_>, date: impl Fn(NaiveDate) -> String) -> Option<String> {
    let ruling = standing.journey.reviews.last_ruling()?;
    let Verdict::Replan {
        carried,
        waived,
        reason,
    } = &ruling.verdict
    else {
        return None;
    };
    let mut parts = moved(standing, carried, &date);
    let out = goals(standing, waived).filter(|goal| goal.waiver.is_some());
    let out: Vec<String> = out.map(|goal| goal.number.to_string()).collect();
    parts.extend((!out.is_empty()).then(|| format!("{} waived", in_a_row(&out))));
    let (day, parts) = (date(ruling.mark.on), parts.join(", "));
    (!parts.is_empty()).then(|| format!("after the re-plan of {day}; {parts}: {reason}"))
}

/// Returns to which dates goals were carried. One that was waived or brought back to its old date since is
/// carried no more.
fn moved(
    standing: &Standing<'_>,
    carried: &[Slug],
    date: impl Fn(NaiveDate) -> String,
) -> Vec<String> {
    let mut moved: BTreeMap<NaiveDate, Vec<String>> = BTreeMap::new();
    let on = goals(standing, carried);
    for goal in on.filter(|goal| goal.waiver.is_none() && goal.deferral.is_some()) {
        if let Some(due) = standing.dates.goal_due(goal) {
            moved.entry(due).or_default().push(goal.number.to_string());
        }
    }
    let moved = moved.into_iter();
    moved
        .map(|(due, goals)| format!("{} carried to {}", in_a_row(&goals), date(due)))
        .collect()
}

fn goals<'a>(standing: &Standing<'a>, slugs: &'a [Slug]) -> impl Iterator<Item = &'a Goal> {
    let journey = standing.journey;
    let goals = slugs.iter().filter_map(|slug| journey.goal(slug));
    goals.filter(|goal| !goal.plan.dropped)
}

/// Returns numbers in a row: `30.1, 30.2 and 30.3`.
fn in_a_row(numbers: &[String]) -> String {
    match numbers {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        numbers => numbers.join(", "),
    }
}
