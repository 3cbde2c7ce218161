//! A row a hire: how it stands, what came of it, what it waits for, who owes it what.

use super::Cohort;
use crate::domain::judgment::health::Health;
use crate::domain::judgment::outcomes::Ruled;
use crate::domain::telling::cohort::{Debt, Hire, Owing, Trend, median};
use crate::domain::wording::journeys;
use crate::domain::wording::marks::Sign;
use crate::domain::words::text::count;
use crate::domain::words::when::{full_date, working_days};
use crate::report::blocks::{Bullet, Cell, Column, Curve, Row, Span, Table, Tone, strong};

/// How many days a curve has room for.
const CURVE_DAYS: usize = 60;

/// Returns the hires as a table.
pub(super) fn table(of: &Cohort) -> Table {
    let columns = [
        Column::new("Hire, role, mentor"),
        Column::of_numbers("Day"),
        Column::new("Verdict, trend"),
        Column::new("Progress; 60 days against the plan"),
        Column::new("Gate reviews"),
        Column::new("Oldest blocker"),
        Column::of_numbers("1:1s"),
        Column::of_numbers("Claim to confirm, days"),
        Column::new("Who owes what"),
    ];
    Table {
        columns: columns.into(),
        named: true,
        rows: of.shown().map(row).collect(),
    }
}

fn row(hire: &Hire) -> Row {
    let row = &hire.row;
    let tone = match (row.ended, row.health) {
        (None, Health::OffTrack) => Tone::Late,
        (None, Health::AtRisk) => Tone::Waiting,
        _ => Tone::Plain,
    };
    let mentor = row.people.mentor().unwrap_or("no mentor named");
    Row {
        mark: None,
        tone,
        cells: vec![
            Cell(vec![
                vec![strong(row.people.hire())],
                vec![row.title.as_str().into()],
                vec![mentor.into()],
            ]),
            Cell(vec![
                vec![day(hire).into()],
                vec![row.current.label().into()],
            ]),
            verdict(hire),
            progress(hire),
            gates(hire),
            blocker(hire),
            meetings(hire),
            median(hire.confirmed_after.iter().copied())
                .map_or_else(|| "–".to_owned(), |days| days.to_string())
                .into(),
            owing(&hire.owing),
        ],
    }
}

fn day(hire: &Hire) -> String {
    match hire.row.day {
        1.. => hire.row.day.to_string(),
        _ => journeys::day(hire.row.day),
    }
}

/// Returns the verdict with its first day and where it is heading.
fn verdict(hire: &Hire) -> Cell {
    let row = &hire.row;
    if let Some((end, on)) = row.ended {
        return journeys::ended_in_short(end, on).into();
    }
    let (tone, speaks) = match row.health {
        Health::OnTrack => (Tone::Good, false),
        Health::OnLeave => (Tone::Quiet, false),
        Health::AtRisk => (Tone::Waiting, true),
        Health::OffTrack => (Tone::Late, true),
    };
    let words = Span::Toned(tone, vec![strong(row.verdict())]);
    let mut lines = vec![vec![Span::Mark(Sign::from(row.health)), " ".into(), words]];
    if let Some(since) = hire.course.since.filter(|_| speaks) {
        lines.push(vec![format!("since {}", full_date(since)).into()]);
    }
    if row.day > 0 && row.leave.is_none() {
        lines.push(vec![trend(hire.trend()).into()]);
    }
    Cell(lines)
}

/// Returns where a journey is heading, in words.
pub(in crate::report) fn trend(trend: Option<Trend>) -> &'static str {
    match trend {
        Some(Trend::CatchingUp) => "↗ catching up",
        Some(Trend::AsBefore) => "→ as before",
        Some(Trend::FallingBack) => "↘ falling back",
        None => "too early for a trend",
    }
}

fn progress(hire: &Hire) -> Cell {
    let so_far = &hire.row.so_far;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a plan holds few goals"
    )]
    let expected = (so_far.expected_shown() * 10.0).round() as usize;
    let bullet = Bullet {
        confirmed: so_far.confirmed,
        claimed: so_far.done,
        all: so_far.counted,
        expected,
    };
    let counts = format!(
        " of {}; {} confirmed, {} expected",
        so_far.counted,
        so_far.confirmed,
        journeys::expected(so_far)
    );
    let mut lines = vec![vec![Span::Bullet(bullet)]];
    if let Some(curve) = curve(hire) {
        lines.push(vec![Span::Curve(curve)]);
    }
    lines.push(vec![strong(so_far.done.to_string()), counts.into()]);
    Cell(lines)
}

/// Returns how far the hire was ahead or behind from day to day; nothing of a single day.
fn curve(hire: &Hire) -> Option<Curve> {
    let leads = &hire.course.leads;
    let last = *leads.last().filter(|_| leads.len() > 1)?;
    let (goals, side) = match last {
        0 => ("on".to_owned(), "plan"),
        1.. => (goals(last), "ahead of plan"),
        _ => (goals(-last), "behind plan"),
    };
    Some(Curve {
        tenths: leads.clone(),
        room: CURVE_DAYS,
        words: format!("{goals} {side} after {}", count(leads.len(), "day")).into(),
    })
}

/// Returns tenths of goals in words.
fn goals(tenths: i64) -> String {
    match tenths {
        10 => "1 goal".to_owned(),
        _ => format!("{}.{} goals", tenths / 10, tenths % 10),
    }
}

/// Returns the verdicts of gate reviews in order, then the reviews that are due.
fn gates(hire: &Hire) -> Cell {
    let ruled = hire.gates.iter().map(|gate| {
        let tone = match gate.ruled {
            Ruled::Advance => Tone::Good,
            Ruled::Replan => Tone::Waiting,
            Ruled::Extend => Tone::Late,
        };
        let words = format!(" {}", gate.ruled.word());
        Span::Toned(tone, vec![strong(gate.milestone.key()), words.into()])
    });
    let due = hire.gates_due.iter();
    let due = due.map(|milestone| Span::Emphasis(vec![strong(milestone.key()), " due".into()]));
    match apart(ruled.chain(due)) {
        told if told.is_empty() => quiet("none yet"),
        told => Cell(vec![told]),
    }
}

/// Returns parts with a semicolon and the end of a line between them.
fn apart(parts: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut told = Vec::new();
    for part in parts {
        if !told.is_empty() {
            told.extend([";".into(), Span::Break { hard: false }]);
        }
        told.push(part);
    }
    told
}

fn blocker(hire: &Hire) -> Cell {
    let Some(oldest) = hire.waits.first() else {
        return quiet("none");
    };
    let more = hire.waits.len() - 1;
    let more = (more > 0).then(|| vec![format!("{more} more blocked").into()]);
    let lines = [
        vec![strong(working_days(oldest.days))],
        vec![format!("{}: {}", oldest.on, oldest.what).into()],
    ];
    Cell(lines.into_iter().chain(more).collect())
}

fn quiet(text: &str) -> Cell {
    Span::Toned(Tone::Quiet, vec![text.into()]).into()
}

fn meetings(hire: &Hire) -> Cell {
    let meetings = hire.meetings;
    let early = meetings.early.to_string();
    let early = match meetings.are_few() && hire.row.ended.is_none() {
        true => Span::Toned(Tone::Waiting, vec![strong(early)]),
        false => early.into(),
    };
    let mut lines = vec![vec![early, format!(" of {}", meetings.wanted).into()]];
    if meetings.held > meetings.early {
        lines.push(vec![format!("{} in all", meetings.held).into()]);
    }
    Cell(lines)
}

fn owing(owing: &[Owing]) -> Cell {
    let told = by_whom(owing).into_iter().map(|(whom, debts)| {
        let debts = format!(": {}", debts.join(", "));
        Span::Toned(Tone::Plain, vec![strong(whom), debts.into()])
    });
    match apart(told) {
        told if told.is_empty() => quiet("nobody"),
        told => Cell(vec![told]),
    }
}

/// Returns what each of several owes, in words.
pub(in crate::report) fn by_whom(owing: &[Owing]) -> Vec<(&str, Vec<String>)> {
    let mut all: Vec<(&str, Vec<String>)> = Vec::new();
    for one in owing {
        let debt = debt(&one.what);
        match all.iter_mut().find(|(whom, _)| *whom == one.whom) {
            Some((_, debts)) => debts.push(debt),
            None => all.push((&one.whom, vec![debt])),
        }
    }
    all
}

/// Returns what somebody owes, in words.
fn debt(debt: &Debt) -> String {
    match debt {
        Debt::Claims(claims) => format!("{claims} to confirm"),
        Debt::Gate(milestone) => format!("gate review at {}", milestone.label()),
        Debt::MissedMeeting => "the 1:1 that was not held".to_owned(),
        Debt::Meeting => "a 1:1".to_owned(),
        Debt::Mentor => "name a mentor".to_owned(),
        Debt::Actions { open, late: 0 } => count(*open, "open action"),
        Debt::Actions { open, late } => format!("{}, {late} late", count(*open, "open action")),
        Debt::Blocker(what) => what.clone(),
    }
}
