//! A journey → the rows of a summary for a reader outside. Holds no private note: its rows take
//! shared ones only.

use chrono::{Days, NaiveDate};

use super::meeting::open_actions;
use super::moved::{self, Moved};
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::context::fitted;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::journey::Journey;
use crate::domain::record::writing::SharedNote;
use crate::domain::wording::{goals, journeys, meetings};
use crate::domain::words::when::full_date;

/// How many goals are told as next.
const NEXT_MAX: usize = 5;

/// How far back a summary looks where nobody says.
const DAYS_BACK: u64 = 7;

/// The rows of a summary. Texts are as they were typed, not yet escaped for any format.
#[derive(Clone, Debug)]
pub struct Summary<'a> {
    /// The hire.
    pub hire: &'a str,
    /// The role.
    pub title: &'a str,
    /// The day of the summary.
    pub today: NaiveDate,
    /// The first day of what moved.
    pub since: NaiveDate,
    /// Where it stands: what and how.
    pub stands: Vec<(&'static str, String)>,
    /// What led to the verdict, the worst first.
    pub reasons: Vec<String>,
    /// The milestones.
    pub milestones: Vec<MilestoneRow>,
    /// What moved since the day.
    pub moved: Vec<Moved>,
    /// What is blocked, the longest wait first.
    pub blocked: Vec<String>,
    /// What is next.
    pub next: Vec<String>,
    /// What is asked of whom.
    pub asked: Vec<(String, String)>,
    /// How often the two met and when they meet next: what and how.
    pub meetings: Vec<(&'static str, String)>,
    /// What was agreed in the 1:1s and is not done: who, and what.
    pub actions: Vec<(String, String)>,
    /// Shared notes since the day, oldest first.
    pub notes: Vec<NoteRow<'a>>,
}

/// One milestone of a summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneRow {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub theme: String,
    /// When it falls due; empty where it never does.
    pub due: String,
    /// Goals claimed or confirmed, confirmed, counted, taken out, and moved to another date.
    pub goals: [usize; 5],
    /// Goals expected to be done.
    pub expected: String,
}

/// A shared note of a summary.
#[derive(Clone, Debug)]
pub struct NoteRow<'a> {
    /// The goal it is on, or nothing where it is on the journey.
    pub goal: Option<String>,
    /// The note.
    pub note: SharedNote<'a>,
}

/// Returns the first day of what moved where nobody says: seven days ago.
pub fn since_by_default(today: NaiveDate) -> NaiveDate {
    today
        .checked_sub_days(Days::new(DAYS_BACK))
        .unwrap_or(today)
}

impl<'a> Summary<'a> {
    /// Returns the rows of a journey's summary on a day. `changes` is its log in order.
    pub fn of(
        journey: &'a Journey,
        changes: &[Change],
        today: NaiveDate,
        since: NaiveDate,
    ) -> Self {
        let standing = Standing::of(journey, today);
        Self {
            hire: journey.people.hire(),
            title: &journey.role.title,
            today,
            since,
            stands: stands(&standing),
            reasons: standing
                .reasons
                .iter()
                .map(|reason| reason.what.to_string())
                .collect(),
            milestones: milestones(&standing),
            moved: moved::since(journey, changes, since),
            blocked: blocked(&standing),
            next: journeys::to_do(&standing)
                .into_iter()
                .take(NEXT_MAX)
                .map(|goal| next(&standing, goal))
                .collect(),
            asked: asked(&standing),
            meetings: meetings(&standing),
            actions: open_actions(journey, &standing.dates, None)
                .iter()
                .map(|row| {
                    let what = meetings::action(row.action, row.days_late, full_date);
                    (row.owner.to_owned(), what)
                })
                .collect(),
            notes: notes(journey, since),
        }
    }
}

fn stands(standing: &Standing<'_>) -> Vec<(&'static str, String)> {
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
    let fitted = fitted(&journey.contexts).map(|fitted| ("Plan", fitted));
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
        (
            "Health",
            journeys::verdict(standing.health, standing.leave, standing.dates.today),
        ),
    ]);
    rows.extend(fitted);
    rows
}

fn milestones(standing: &Standing<'_>) -> Vec<MilestoneRow> {
    standing
        .milestones
        .iter()
        .map(|row| MilestoneRow {
            name: row.milestone.label(),
            theme: row.theme.clone(),
            due: row.due.map(full_date).unwrap_or_default(),
            goals: [
                row.tally.done,
                row.tally.confirmed,
                row.tally.counted,
                row.tally.waived,
                row.tally.deferred,
            ],
            expected: journeys::expected(&row.tally),
        })
        .collect()
}

fn blocked(standing: &Standing<'_>) -> Vec<String> {
    standing
        .blocked
        .iter()
        .filter_map(|goal| {
            let blocker = goal.waiting()?;
            let days = standing.dates.days_waiting(*goal);
            let waits = goals::waits(blocker, days, full_date);
            Some(format!("{} {waits}", goals::named(goal)))
        })
        .collect()
}

fn next(standing: &Standing<'_>, goal: &Goal) -> String {
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

fn asked(standing: &Standing<'_>) -> Vec<(String, String)> {
    let people = &standing.journey.people;
    let mut asked = Vec::new();
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
    asked
}

/// Returns behind what was vouched for that it changed since, where it did.
fn changed(goal: &Goal) -> String {
    let changed = goals::changed(goal).map(|changed| format!("; {changed}"));
    changed.unwrap_or_default()
}

fn meetings(standing: &Standing<'_>) -> Vec<(&'static str, String)> {
    let rhythm = &standing.rhythm;
    let last = match rhythm.last {
        Some(last) => format!("; the last one on {}", full_date(last)),
        None => String::new(),
    };
    let next = standing.journey.meetings.next;
    vec![
        ("Held", format!("{}{last}", meetings::held(rhythm))),
        ("Next", next.map_or(meetings::NO_DAY.to_owned(), full_date)),
    ]
}

fn notes(journey: &Journey, since: NaiveDate) -> Vec<NoteRow<'_>> {
    let on_goals = journey.goals.iter().flat_map(|goal| {
        let notes = goal.notes.iter();
        notes.map(|(id, note)| (Some(goals::named(goal)), id, note))
    });
    let on_journey = journey.notes.iter().map(|(id, note)| (None, id, note));
    let mut rows: Vec<_> = on_journey
        .chain(on_goals)
        .filter_map(|(goal, id, note)| {
            let is_for_all = note.audience() == Audience::Journey;
            let shared = note.shared().filter(|note| note.on() >= since);
            let note = shared.filter(|_| is_for_all)?;
            Some((id, NoteRow { goal, note }))
        })
        .collect();
    rows.sort_by_key(|(id, row)| (row.note.on(), *id));
    rows.into_iter().map(|(_, row)| row).collect()
}
