//! A journey → the page of a summary for a reader outside. Holds no private note: it takes shared
//! ones only.

use chrono::{Days, NaiveDate};

use crate::domain::judgment::standing::Standing;
use crate::domain::plan::context::fitted;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::journey::Journey;
use crate::domain::record::writing::SharedNote;
use crate::domain::wording::{goals, journeys, meetings};
use crate::domain::words::when::full_date;
use crate::report::blocks::{Block, Column, Fact, Item, Page, Row, Section, Table, Title, labeled};
use crate::report::meeting::open_actions;
use crate::report::moved;

use super::noted;

/// How many goals are told as next.
const NEXT_MAX: usize = 5;

/// How far back a summary looks where nobody says.
const DAYS_BACK: u64 = 7;

/// Returns the first day of what moved where nobody says: seven days ago.
pub fn since_by_default(today: NaiveDate) -> NaiveDate {
    today
        .checked_sub_days(Days::new(DAYS_BACK))
        .unwrap_or(today)
}

/// Returns the summary of a journey on a day, with what moved since another. `changes` is its log in
/// order.
pub fn summary(journey: &Journey, changes: &[Change], today: NaiveDate, since: NaiveDate) -> Page {
    let standing = Standing::of(journey, today);
    let about = format!(
        "As of {}. “Since” below means since {}.",
        full_date(today),
        full_date(since)
    );
    Page {
        title: Title::of(journey.people.hire(), journey.role.title.as_str()),
        blocks: vec![Block::text(about)],
        sections: vec![
            Section::new("Where it stands", vec![Block::Facts(stands(&standing))]),
            Section::new("Milestones", vec![milestones(&standing)]),
            Section::new("What moved since", vec![moved(journey, changes, since)]),
            Section::new("What is blocked", vec![blocked(&standing)]),
            Section::new("What is next", vec![next(&standing)]),
            Section::new("What is asked", vec![asked(&standing)]),
            Section::new("1:1s", meetings(&standing)),
            Section::new("Shared notes since", notes(journey, since)),
        ],
    }
}

fn stands(standing: &Standing<'_>) -> Vec<Fact> {
    let journey = standing.journey;
    let so_far = &standing.so_far;
    let people = &journey.people;
    let nobody = "nobody named yet";
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
    let mut rows = vec![
        (
            "Today",
            format!(
                "{}; day 1 is {}",
                journeys::day(standing.day),
                full_date(journey.start)
            ),
        ),
        ("Milestone", milestone),
        (
            "Claimed",
            format!(
                "{} of {} {}, the confirmed ones among them{}; expected {}",
                so_far.done,
                so_far.counted,
                standing.current.by(),
                ahead.unwrap_or_default(),
                journeys::expected(so_far)
            ),
        ),
        (
            "Confirmed",
            format!("{} of {}", so_far.confirmed, so_far.counted),
        ),
    ];
    rows.extend(journeys::agreed(so_far).map(|agreed| ("Agreed", agreed)));
    let pace = standing.pace.as_ref();
    rows.extend(pace.map(|pace| ("Pace", journeys::pace(pace, full_date))));
    rows.extend([
        ("Mentor", people.mentor().unwrap_or(nobody).to_owned()),
        ("Manager", people.manager().unwrap_or(nobody).to_owned()),
    ]);
    let rows = rows.into_iter().map(|(label, text)| Fact::new(label, text));
    let fitted = fitted(&journey.contexts).map(|fitted| Fact::new("Plan", fitted));
    rows.chain([health(standing)]).chain(fitted).collect()
}

/// Returns the verdict with what led to it, the worst first.
fn health(standing: &Standing<'_>) -> Fact {
    let verdict = journeys::verdict(standing.health, standing.leave, standing.dates.today);
    let reasons = standing.reasons.iter();
    Fact {
        below: reasons
            .map(|reason| Item::line(vec![reason.what.to_string().into()]))
            .collect(),
        ..Fact::new("Health", verdict)
    }
}

fn milestones(standing: &Standing<'_>) -> Block {
    let columns = ["Milestone", "About", "Due"].map(Column::new).into_iter();
    let numbers = [
        "Done",
        "Confirmed",
        "Expected",
        "Goals",
        "Waived",
        "Deferred",
    ];
    let rows = standing.milestones.iter().map(|row| {
        let tally = &row.tally;
        let [done, confirmed, counted, waived, deferred] = [
            tally.done,
            tally.confirmed,
            tally.counted,
            tally.waived,
            tally.deferred,
        ]
        .map(|number| number.to_string());
        let cells = [
            row.milestone.label(),
            row.theme.clone(),
            row.due.map(full_date).unwrap_or_default(),
            done,
            confirmed,
            journeys::expected(tally),
            counted,
            waived,
            deferred,
        ];
        Row {
            cells: cells.map(Into::into).into(),
            ..Row::default()
        }
    });
    Block::Table(Table {
        columns: columns.chain(numbers.map(Column::of_numbers)).collect(),
        named: true,
        rows: rows.collect(),
    })
}

fn moved(journey: &Journey, changes: &[Change], since: NaiveDate) -> Block {
    let moved = moved::since(journey, changes, since);
    Block::lines(moved.into_iter().map(|moved| {
        let day = full_date(moved.day);
        vec![format!("{day}: {} {}", moved.author, moved.text).into()]
    }))
}

/// Returns what is blocked, the longest wait first.
fn blocked(standing: &Standing<'_>) -> Block {
    Block::lines(standing.blocked.iter().filter_map(|goal| {
        let blocker = goal.waiting()?;
        let days = standing.dates.days_waiting(*goal);
        let waits = goals::waits(blocker, days, full_date);
        Some(vec![format!("{} {waits}", goals::named(goal)).into()])
    }))
}

fn next(standing: &Standing<'_>) -> Block {
    let goals = journeys::to_do(standing).into_iter().take(NEXT_MAX);
    Block::lines(goals.map(|goal| vec![to_do(standing, goal).into()]))
}

fn to_do(standing: &Standing<'_>, goal: &Goal) -> String {
    let state = match (goal.state(), goal.returned()) {
        (_, Some(returned)) => Some(format!("sent back: {}", returned.reason)),
        (GoalState::Active, None) => Some("active".to_owned()),
        _ => None,
    };
    let today = standing.dates.today;
    let due = standing.dates.goal_due(goal);
    let due = due.map(|due| goals::due(due, today, full_date));
    let facts: Vec<String> = [state, goals::parts(goal.parts()), goals::changed(goal), due]
        .into_iter()
        .flatten()
        .collect();
    match facts.as_slice() {
        [] => goals::named(goal),
        _ => format!("{} ({})", goals::named(goal), facts.join(", ")),
    }
}

/// Returns what is asked of whom.
fn asked(standing: &Standing<'_>) -> Block {
    let people = &standing.journey.people;
    let mut asked: Vec<(String, String)> = Vec::new();
    if people.mentor().is_none() {
        let whom = people.manager().unwrap_or(people.hire());
        let what = "name a mentor; nobody can confirm a claim until then";
        asked.push((whom.to_owned(), what.to_owned()));
    }
    for goal in &standing.claimed {
        if let (Some(mentor), Some(claim)) = (people.mentor(), goal.claim()) {
            asked.push((
                mentor.to_owned(),
                format!(
                    "confirm or return {}, claimed on {}{}",
                    goals::named(goal),
                    full_date(claim.on),
                    changed(goal)
                ),
            ));
        }
    }
    for goal in &standing.blocked {
        if let Some(blocker) = goal.waiting() {
            asked.push((
                blocker.on.clone(),
                format!("{}, for {}", blocker.waits_for, goals::named(goal)),
            ));
        }
    }
    Block::lines(asked.into_iter().map(|(whom, what)| labeled(&whom, what)))
}

/// Returns behind what was vouched for that it changed since, where it did.
fn changed(goal: &Goal) -> String {
    let changed = goals::changed(goal).map(|changed| format!("; {changed}"));
    changed.unwrap_or_default()
}

/// Returns how often the two met, when they meet next, and what they agreed that is not done.
fn meetings(standing: &Standing<'_>) -> Vec<Block> {
    let rhythm = &standing.rhythm;
    let last = match rhythm.last {
        Some(last) => format!("; the last one on {}", full_date(last)),
        None => String::new(),
    };
    let next = standing.journey.meetings.next;
    let next = next.map_or(meetings::NO_DAY.to_owned(), full_date);
    let held = [
        labeled("Held", format!("{}{last}", meetings::held(rhythm))),
        labeled("Next", next),
    ];
    let open = open_actions(standing.journey, &standing.dates, None);
    let open = open.iter().map(|row| {
        let what = meetings::action(row.action, row.days_late, full_date);
        vec![format!("{}: {what}", row.owner).into()]
    });
    vec![Block::lines(held.into_iter().chain(open))]
}

/// Returns the shared notes since a day, the oldest first.
fn notes(journey: &Journey, since: NaiveDate) -> Vec<Block> {
    let on_goals = journey.goals.iter().flat_map(|goal| {
        let notes = goal.notes.iter();
        notes.map(|(id, note)| (format!("on {}", goals::named(goal)), id, note))
    });
    let on_journey = journey.notes.iter();
    let on_journey = on_journey.map(|(id, note)| ("on the journey".to_owned(), id, note));
    let mut rows: Vec<(_, SharedNote<'_>, String)> = on_journey
        .chain(on_goals)
        .filter_map(|(place, id, note)| {
            let is_for_all = note.audience() == Audience::Journey;
            let shared = note.shared().filter(|note| note.on() >= since);
            let note = shared.filter(|_| is_for_all)?;
            Some(((note.on(), id), note, place))
        })
        .collect();
    if rows.is_empty() {
        return vec![Block::text("Nothing.")];
    }
    rows.sort_by_key(|(order, ..)| *order);
    let notes = rows.iter().map(|(_, note, place)| noted(note, Some(place)));
    notes.collect()
}
