//! The milestones of a summary in a table, and their goals one by one.

use chrono::NaiveDate;

use crate::domain::judgment::course::Course;
use crate::domain::judgment::standing::{MilestoneStanding, Standing};
use crate::domain::plan::milestone::Milestone;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::review::Verdict;
use crate::domain::wording::marks::Sign;
use crate::domain::wording::{goals, journeys};
use crate::domain::words::text::count;
use crate::domain::words::when::full_date;
use crate::report::blocks::{
    Address, Block, Cell, Column, Gauge, Item, List, Row, Section, Span, Table, Title, Tone,
};

/// Returns the milestones as a table, and what its signs say.
pub(super) fn milestones(standing: &Standing<'_>, course: &Course) -> Vec<Block> {
    let columns = [
        Column::new("Milestone"),
        Column::new("Goals"),
        Column::new("Claimed"),
        Column::of_numbers("Confirmed"),
        Column::of_numbers("Expected"),
        Column::new("Due"),
        Column::new("First plan"),
        Column::new("Gate review"),
    ];
    let rows = standing
        .milestones
        .iter()
        .map(|row| milestone(standing, row, course.first_due(row.milestone)));
    let key = "■ confirmed, ▨ claimed, □ open, ⊘ waived. “First plan” is when it was due before leaves and reviews moved it.";
    vec![
        Block::Table(Table {
            columns: columns.into(),
            named: true,
            rows: rows.collect(),
        }),
        Block::Paragraph(Tone::Quiet, vec![key.into()]),
    ]
}

fn milestone(standing: &Standing<'_>, row: &MilestoneStanding, first: Option<NaiveDate>) -> Row {
    let tally = &row.tally;
    let gauge = Gauge {
        confirmed: tally.confirmed,
        claimed: tally.done.saturating_sub(tally.confirmed),
        open: tally.counted.saturating_sub(tally.done),
        waived: tally.waived,
    };
    let date = |day: Option<NaiveDate>| day.map(full_date).unwrap_or_default();
    let moved = first.filter(|_| first != row.due);
    Row {
        cells: vec![
            row.milestone.label().into(),
            Cell(vec![vec![Span::Gauge(gauge)]]),
            format!("{} of {}", tally.done, tally.counted).into(),
            tally.confirmed.to_string().into(),
            journeys::expected(tally).into(),
            date(row.due).into(),
            date(moved).into(),
            gate(standing, row.milestone).into(),
        ],
        ..Row::default()
    }
}

/// Returns how the gate review of a milestone went, or when it is due.
fn gate(standing: &Standing<'_>, milestone: Milestone) -> String {
    let held = standing.journey.reviews.of(milestone);
    let ruling = held.and_then(|(_, review)| review.verdict.as_deref());
    let told = ruling.map(|ruling| {
        let verdict = match &ruling.verdict {
            Verdict::Advance => "advance".to_owned(),
            Verdict::Extend { to, .. } => format!("extended to {}", full_date(*to)),
            Verdict::Replan { .. } => "re-planned".to_owned(),
        };
        format!("{verdict} on {}", full_date(ruling.mark.on))
    });
    let is_open = held.is_some() && ruling.is_none();
    let due = standing.dates.gate_due(&standing.facts, milestone);
    let overdue = due.filter(|due| *due < standing.dates.today);
    match (told, due) {
        (Some(told), _) => match overdue {
            Some(due) => format!("overdue since {}; {told}", full_date(due)),
            None => told,
        },
        (None, _) if is_open => "open".to_owned(),
        (None, Some(due)) if due < standing.dates.today => "overdue".to_owned(),
        (None, Some(_)) => "ahead".to_owned(),
        (None, None) => String::new(),
    }
}

/// Returns the goals up to the milestone after the present one, and those beyond that somebody began.
pub(super) fn goals(standing: &Standing<'_>) -> Section {
    let ahead = standing.milestones.iter();
    let ahead = ahead.filter(|row| row.milestone > standing.current);
    let next = ahead.map(|row| row.milestone).next();
    let last = next.unwrap_or(standing.current);
    let is_told = |row: &&MilestoneStanding| {
        let mut goals = standing.journey.goals_of(row.milestone);
        row.milestone <= last || goals.any(|goal| goal.state() != GoalState::Open)
    };
    let (told, later): (Vec<_>, Vec<_>) = standing.milestones.iter().partition(is_told);
    let left_out: usize = later.iter().map(|row| row.tally.counted).sum();
    let blocks = match left_out {
        0 => Vec::new(),
        left_out => {
            let names: Vec<String> = later.iter().map(|row| row.milestone.label()).collect();
            let more = format!(
                "Not listed here: {} of {}; none is begun.",
                count(left_out, "goal"),
                names.join(", ")
            );
            vec![Block::Paragraph(Tone::Quiet, vec![more.into()])]
        }
    };
    Section {
        sections: told.iter().map(|row| of_milestone(standing, row)).collect(),
        ..Section::new("Goals", blocks)
    }
}

fn of_milestone(standing: &Standing<'_>, row: &MilestoneStanding) -> Section {
    let goals = standing.journey.goals_of(row.milestone);
    let goals = goals.filter(|goal| !goal.plan.dropped);
    let items = goals.map(|goal| goal_line(standing, goal)).collect();
    let title = match row.theme.is_empty() {
        true => row.milestone.label().into(),
        false => Title::of(row.milestone.label(), row.theme.as_str()),
    };
    Section::new(title, vec![Block::List(List { first: None, items })])
}

/// Returns a goal with its state and its evidence.
pub(super) fn goal_line(standing: &Standing<'_>, goal: &Goal) -> Item {
    let waits = goal
        .waiting()
        .map(|blocker| format!("waits on {}", blocker.on));
    let due = goals::goal_due(&standing.dates, goal, full_date);
    let due = due.filter(|_| !goal.is_done() && goal.waiver.is_none());
    let facts: Vec<String> = [
        Some(goals::state(standing, goal, full_date)),
        waits,
        goals::parts(goal.parts()),
        goals::changed(goal),
        due,
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut spans = vec![
        Span::Number(goal.number.to_string().into()),
        format!("{}: {}", goal.plan.title, facts.join(", ")).into(),
    ];
    for evidence in goal.evidence.values() {
        let label = evidence.label.as_deref().unwrap_or(&evidence.link);
        spans.push("; ".into());
        spans.push(match Address::of(&evidence.link) {
            Some(to) => Span::Link {
                to,
                label: vec![label.into()],
            },
            None => label.into(),
        });
    }
    Item {
        mark: Some(Sign::from(goal.state())),
        ..Item::line(spans)
    }
}

/// Returns a goal that is to be done, with what is to be known before one begins.
pub(super) fn to_do(standing: &Standing<'_>, goal: &Goal) -> String {
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
