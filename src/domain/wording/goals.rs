//! A goal in words: its name, its texts under their headings, and the facts beside it. The caller
//! says how a date is written.

use chrono::NaiveDate;

use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::people::{Mark, Party};
use crate::domain::plan::role::{Asks, Criterion, PlanGoal};
use crate::domain::record::goal::{Acknowledgment, Blocker, Goal, GoalState, Returned};
use crate::domain::record::journey::Journey;
use crate::domain::words::text::count;
use crate::domain::words::when::working_days;

/// What is said of a goal that the plan no longer has.
pub const DROPPED: &str = "no longer in the plan";

/// What is said of a mark for texts that changed.
pub const CHANGED: &str = "changed since it was claimed, confirmed or ticked";

/// Returns a goal's number and title.
pub fn named(goal: &Goal) -> String {
    format!("{} {}", goal.number, goal.plan.title)
}

/// Returns what the plan says of a goal, each text with its heading.
pub fn texts(plan: &PlanGoal) -> impl Iterator<Item = (&'static str, &str)> {
    [
        ("Why", Some(plan.why.as_str())),
        ("Shows it", Some(plan.evidence.as_str())),
        ("Watch for", plan.pitfall.as_deref()),
    ]
    .into_iter()
    .filter_map(|(heading, text)| Some((heading, text?)))
}

/// Returns the heading of a goal's parts.
pub fn parts_heading(asks: Asks) -> &'static str {
    match asks {
        Asks::All => "Parts, all of them",
        Asks::Any => "Parts, any one of them",
    }
}

/// Returns which parts a goal asks for.
pub fn asks_for(asks: Asks) -> &'static str {
    match asks {
        Asks::All => "all of these parts",
        Asks::Any => "any one of these parts",
    }
}

/// Returns how many parts of a goal are ticked, where it has any.
pub fn parts(parts: (usize, usize)) -> Option<String> {
    match parts {
        (_, 0) => None,
        (ticked, all) => Some(format!("{ticked} of {all} parts")),
    }
}

/// Returns the context that a goal comes from, where one added it: `the context A startup`.
pub fn origin(journey: &Journey, goal: &Goal) -> Option<String> {
    let slug = goal.plan.context.as_ref()?;
    let mut contexts = journey.contexts.iter();
    let context = contexts.find(|context| context.slug == *slug)?;
    Some(format!("the context {}", context.name))
}

/// Returns that a claim was sent back, and why.
pub fn sent_back(returned: &Returned, date: impl Fn(NaiveDate) -> String) -> String {
    let Mark { by, on } = &returned.mark;
    format!("sent back by {by} {}: {}", date(*on), returned.reason)
}

/// Returns what changed in a goal since somebody vouched for it: that it asks for something else than
/// when it was claimed or confirmed, or how many of its ticks are to be looked at again.
pub fn changed(goal: &Goal) -> Option<String> {
    if let Some(asked) = goal.asked_before() {
        let done = vouched(goal);
        return Some(match asked.title == goal.plan.title {
            true => format!("what it asks for changed since it was {done}"),
            false => format!("changed since it was {done} (was: {})", asked.title),
        });
    }
    let changed = goal.criteria();
    let changed = changed.filter(|criterion| goal.said_before(criterion).is_some());
    let changed = changed.count();
    let is_open = goal.is_to_do() || goal.state() == GoalState::Claimed;
    (changed > 0 && is_open).then(|| format!("{} to look at again", count(changed, "tick")))
}

/// Returns what was last said of a goal that is done.
pub fn vouched(goal: &Goal) -> &'static str {
    match goal.confirmation() {
        Some(_) => GoalState::Confirmed.word(),
        None => GoalState::Claimed.word(),
    }
}

/// Returns that a criterion said something else when it was ticked.
pub fn tick_changed(goal: &Goal, criterion: &Criterion) -> Option<String> {
    let said = goal.said_before(criterion)?;
    Some(format!("changed since it was ticked (was: {said})"))
}

/// Returns whether the mentor has seen an agreement; nothing where there was no need.
pub fn acknowledged(
    acknowledged: &Acknowledgment,
    mentor: Option<&str>,
    date: impl Fn(NaiveDate) -> String,
) -> Option<String> {
    Some(match acknowledged {
        Acknowledgment::NotNeeded => return None,
        Acknowledgment::Wanted => match mentor {
            Some(mentor) => format!("{mentor} has not acknowledged it yet"),
            None => "no mentor is named to acknowledge it".to_owned(),
        },
        Acknowledgment::Given(mark) => format!("acknowledged by {} {}", mark.by, date(mark.on)),
    })
}

/// Returns what a goal waits for, and since when; with `days`, for how many working days.
pub fn waits(blocker: &Blocker, days: Option<i64>, date: impl Fn(NaiveDate) -> String) -> String {
    let Blocker {
        on,
        waits_for,
        since,
        ..
    } = blocker;
    let days = days.map(|days| format!(" ({})", working_days(days)));
    format!(
        "waits on {on} for {waits_for}, since {}{}",
        date(*since),
        days.unwrap_or_default()
    )
}

/// Returns who is to confirm a claim.
pub fn confirmer(mentor: Option<&str>) -> String {
    match mentor {
        Some(mentor) => format!("{mentor} has it to confirm"),
        None => "no mentor is named to confirm it".to_owned(),
    }
}

/// Returns a due date, told as gone where it is: `due Fri 17 Apr`, `was due Fri 17 Apr`.
pub fn due(due: NaiveDate, today: NaiveDate, date: impl Fn(NaiveDate) -> String) -> String {
    let verb = if due < today { "was due" } else { "due" };
    format!("{verb} {}", date(due))
}

/// Returns when a goal that is still to do falls due, and whether that was agreed in a deferral.
pub fn goal_due(dates: &Dates, goal: &Goal, date: impl Fn(NaiveDate) -> String) -> Option<String> {
    let on = dates.goal_due(goal).filter(|_| goal.is_to_do())?;
    let deferred = match goal.deferral {
        Some(_) => " as deferred",
        None => "",
    };
    Some(format!("{}{deferred}", due(on, dates.today, date)))
}

/// Returns how far a goal has come and since when, for a line of a list.
pub fn state(standing: &Standing<'_>, goal: &Goal, date: impl Fn(NaiveDate) -> String) -> String {
    let since = |word: &str, mark: Option<&Mark>| match mark {
        Some(mark) => format!("{word} {}", date(mark.on)),
        None => word.to_owned(),
    };
    match (goal.state(), goal.returned(), &goal.waiver) {
        (GoalState::Open, ..) => "open".to_owned(),
        (GoalState::Active, Some(returned), _) => sent_back(returned, date),
        (GoalState::Active, None, _) => since("active since", goal.begun()),
        (GoalState::Claimed, ..) => {
            let whom = confirmer(standing.journey.people.mentor());
            format!("{}, {whom}", since("claimed", goal.claim()))
        }
        (GoalState::Confirmed, ..) => since("confirmed", goal.confirmation()),
        (GoalState::Waived, _, Some(waiver)) => format!("waived: {}", waiver.words()),
        (GoalState::Waived, _, None) => "waived".to_owned(),
    }
}

/// Returns how far a goal has come, who brought it there and when, for a page of its own.
pub fn course(goal: &Goal, date: impl Fn(NaiveDate) -> String) -> Vec<String> {
    let by = |word: &str, mark: &Mark| format!("{word} by {} {}", mark.by, date(mark.on));
    match (goal.state(), goal.begun()) {
        (GoalState::Active, Some(begun)) => vec![format!("active since {}", date(begun.on))],
        (GoalState::Claimed | GoalState::Confirmed, _) => {
            let marks = [
                ("claimed", goal.claim()),
                ("confirmed", goal.confirmation()),
            ];
            let marks = marks.into_iter();
            marks
                .filter_map(|(word, mark)| Some(by(word, mark?)))
                .collect()
        }
        (state, _) => vec![state.word().to_owned()],
    }
}

/// Returns what is to be known of a goal in a list where there is little room: whom it waits on,
/// and when it is due.
pub fn beside(
    journey: &Journey,
    dates: &Dates,
    goal: &Goal,
    reader: Party,
    date: impl Fn(NaiveDate) -> String,
) -> Vec<String> {
    let on = |who: String, days: i64| match days {
        ..=0 => who,
        _ => format!("{who}, {}", working_days(days)),
    };
    let returned = goal.returned();
    let parts = parts(goal.parts()).filter(|_| goal.is_to_do() && goal.parts().0 > 0);
    let waits = goal.waiting().zip(dates.days_waiting(goal));
    let claimed = dates.days_unconfirmed(goal);
    let due = match dates.goal_due(goal).filter(|_| goal.is_to_do()) {
        Some(on) if goal.deferral.is_some() && on >= dates.today => {
            Some(format!("moved to {}", date(on)))
        }
        Some(on) => Some(due(on, dates.today, &date)).filter(|_| {
            // Whom it waits on matters more than a date to come.
            on < dates.today || goal.waiting().is_none()
        }),
        None => goal.is_to_do().then(|| "no date".to_owned()),
    };
    [
        returned.map(|returned| format!("sent back {}", date(returned.mark.on))),
        parts,
        waits.map(|(blocker, days)| on(blocker.on.clone(), days)),
        claimed.map(|days| on(to_confirm(journey.people.mentor(), reader), days)),
        due,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Returns who is to confirm a claim, in few words and for the given reader.
fn to_confirm(mentor: Option<&str>, reader: Party) -> String {
    match mentor {
        _ if reader == Party::Mentor => "claimed".to_owned(),
        Some(mentor) => format!("{} to confirm", super::journeys::short_name(mentor)),
        None => "no mentor to confirm".to_owned(),
    }
}
