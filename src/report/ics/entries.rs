//! The entries of a calendar: milestones, gate reviews, goals whose dates were moved, the next 1:1, actions.

use chrono::NaiveDate;

use crate::domain::judgment::standing::Standing;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::record::action::Action;
use crate::domain::record::goal::{Deferral, Goal, GoalState};
use crate::domain::record::journey::Journey;
use crate::domain::record::review::Verdict;
use crate::domain::wording::goals::named;
use crate::domain::words::when::full_date;

use super::meetings::agreed;
use super::past::{Once, Past};
use super::{Entry, Record, When};

/// Returns the entries of a journey on a day, also those that are there no more.
pub(super) fn all(journey: &Journey, past: &Past<'_>, today: NaiveDate) -> Vec<Entry> {
    let standing = Standing::of(journey, today);
    let milestones = past.milestones();
    let dated = milestones.iter().filter_map(|milestone| {
        let due = standing.dates.calendar().due(*milestone, journey.start)?;
        Some((*milestone, due))
    });
    let dated: Vec<(Milestone, NaiveDate)> = dated.collect();
    let reaches = dated.iter();
    let reaches = reaches.map(|(milestone, due)| reach(&standing, *milestone, *due));
    let gates = dated.iter();
    let gates = gates.map(|(milestone, due)| gate(&standing, *milestone, *due));
    let moved = past.deferrals().into_iter();
    let moved = moved.map(|(slug, last)| moved_goal(&standing, past, slug, last));
    let actions = past.actions().into_iter();
    let actions = actions.map(|(id, once)| {
        let action = journey.meetings.actions.get(&id);
        to_do(journey, Record::Action(id), action, &once)
    });
    reaches
        .chain(gates)
        .chain(moved)
        .chain(meetings(journey, past))
        .chain(actions)
        .collect()
}

/// Returns a title that also tells hires apart in one calendar.
fn titled(journey: &Journey, what: &str) -> String {
    format!("{}: {what}", journey.people.hire())
}

/// Returns what a plan has at a milestone, or nothing if it has no goal there any more.
fn reach(standing: &Standing<'_>, milestone: Milestone, due: NaiveDate) -> Entry {
    let journey = standing.journey;
    let mut rows = standing.milestones.iter();
    let row = rows.find(|row| row.milestone.is(milestone));
    let theme = row
        .map(|row| row.theme.as_str())
        .filter(|theme| !theme.is_empty());
    Entry {
        record: Record::Milestone(milestone.key().to_owned()),
        title: titled(journey, &format!("milestone at {}", milestone.label())),
        about: theme.map(str::to_owned),
        when: When::Day(row.and_then(|row| row.due).unwrap_or(due)),
        is_gone: row.is_none(),
    }
}

/// Returns a gate review: on the day of its verdict, or on the day on which it is due.
fn gate(standing: &Standing<'_>, milestone: Milestone, due: NaiveDate) -> Entry {
    let journey = standing.journey;
    let review = journey.reviews.of(milestone).map(|(_, review)| review);
    let ruling = review.and_then(|review| review.verdict.as_deref());
    let is_due = standing.dates.gate_due(&standing.facts, milestone);
    let settled = ruling.filter(|_| is_due.is_none());
    let when = settled.map(|ruling| ruling.mark.on).or(is_due);
    let told = ruling.map(|ruling| match &ruling.verdict {
        Verdict::Extend { reason, .. } => format!("Extended: {reason}"),
        verdict => format!("Verdict: {}", verdict.word()),
    });
    Entry {
        record: Record::Gate(milestone.key().to_owned()),
        title: titled(journey, &format!("gate review at {}", milestone.label())),
        about: told,
        when: When::Day(when.unwrap_or(due)),
        is_gone: when.is_none(),
    }
}

/// Returns a goal whose date was moved, also if it goes by its milestone again.
fn moved_goal(standing: &Standing<'_>, past: &Past<'_>, slug: &Slug, last: &Deferral) -> Entry {
    let journey = standing.journey;
    let goal = journey.goal(slug);
    let moved = goal.and_then(|goal| Some((goal, goal.deferral.as_ref()?)));
    let moved = moved.filter(|(goal, _)| goal.state() != GoalState::Waived && !goal.plan.dropped);
    let due = moved.and_then(|(goal, _)| standing.dates.goal_due(goal));
    let agreed = standing.dates.agreed(last.to, last.follows);
    Entry {
        record: Record::Goal(slug.clone()),
        title: titled(journey, &called(goal, past, slug)),
        about: moved.map(|(_, deferral)| format!("Moved: {}", deferral.words())),
        when: When::Day(due.unwrap_or(agreed)),
        is_gone: moved.is_none(),
    }
}

/// Returns what a goal is called, or was in the last plan that had it.
fn called(goal: Option<&Goal>, past: &Past<'_>, slug: &Slug) -> String {
    if let Some(goal) = goal {
        return named(goal);
    }
    let goals = past.plans().flat_map(|plan| &plan.goals);
    let titles = goals.filter(|goal| goal.slug == *slug);
    let last = titles.last().map(|goal| goal.title.clone());
    last.unwrap_or_else(|| slug.to_string())
}

fn meetings(journey: &Journey, past: &Past<'_>) -> impl Iterator<Item = Entry> {
    let with = journey.people.mentor();
    let with = with.map(|mentor| format!(" with {mentor}"));
    let title = titled(journey, &format!("1:1{}", with.unwrap_or_default()));
    agreed(journey, &past.changes)
        .into_iter()
        .map(move |agreed| Entry {
            record: Record::Meeting(agreed.place),
            title: title.clone(),
            about: None,
            when: When::Day(agreed.on),
            is_gone: agreed.is_gone,
        })
}

fn to_do(journey: &Journey, record: Record, action: Option<&Action>, once: &Once) -> Entry {
    let Some(action) = action else {
        return Entry {
            record,
            title: titled(journey, &once.text),
            about: None,
            when: When::ToDo {
                due: once.due,
                done: None,
            },
            is_gone: true,
        };
    };
    let goal = action.entry.goal.as_ref();
    let goal = goal.and_then(|slug| journey.goal(slug));
    let goal = goal.map(|goal| format!(", for {}", named(goal)));
    let (by, on) = (&action.entry.by.name, full_date(action.entry.on));
    let owner = action.owner();
    Entry {
        record,
        title: titled(journey, &format!("{owner}: {}", action.text)),
        about: Some(format!(
            "Agreed on {on}, entered by {by}{}",
            goal.unwrap_or_default()
        )),
        when: When::ToDo {
            due: action.due,
            done: action.done.as_ref().map(|done| done.on),
        },
        is_gone: action.dropped.is_some() && action.done.is_none(),
    }
}
