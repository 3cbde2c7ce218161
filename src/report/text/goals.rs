//! Goals in a list, and one in full, as lines.

use chrono::NaiveDate;

use super::page::{Line, Page, Tone};
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::people::{Mark, Party};
use crate::domain::plan::role::Asks;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::telling::history;
use crate::domain::words::when::spoken;
use crate::domain::words::when::working_days;
use crate::report::words;

/// Returns goals under the headings of their milestones.
pub fn goals(standing: &Standing<'_>, goals: &[&Goal], reader: Party, width: usize) -> Vec<Line> {
    let today = standing.dates.today;
    let mut page = Page::new(width);
    for milestone in &standing.milestones {
        let of: Vec<_> = goals
            .iter()
            .filter(|goal| goal.number.milestone == milestone.milestone)
            .collect();
        if of.is_empty() {
            continue;
        }
        let due = milestone
            .due
            .map(|due| format!(" · due {}", spoken(due, today)));
        let tally = &milestone.tally;
        page.heading(&format!(
            "{}{} · {} of {} done, {} confirmed",
            milestone.milestone,
            due.unwrap_or_default(),
            tally.done,
            tally.counted,
            tally.confirmed
        ));
        page.add(Tone::Quiet, "  ", &milestone.theme);
        for goal in of {
            row(&mut page, standing, goal, reader);
        }
    }
    page.lines()
}

/// Returns goals one below the other, in the order given.
pub fn next(standing: &Standing<'_>, goals: &[&Goal], reader: Party, width: usize) -> Vec<Line> {
    let mut page = Page::new(width);
    for goal in goals {
        row(&mut page, standing, goal, reader);
    }
    page.lines()
}

/// Adds a goal: its mark, number and title, and what is to be known about it.
pub(super) fn row(page: &mut Page, standing: &Standing<'_>, goal: &Goal, reader: Party) {
    let mark = words::mark(standing, goal);
    let tone = match mark {
        "!" => Tone::Late,
        "‖" => Tone::Waiting,
        "✔" => Tone::Good,
        "⊘" => Tone::Quiet,
        _ => Tone::Plain,
    };
    let lead = format!("  {mark} {:<7} ", goal.number.to_string());
    page.add(tone, &lead, &goal.plan.title);
    let indent = " ".repeat(12);
    page.add(
        Tone::Quiet,
        &indent,
        &facts(standing, goal, reader).join(" · "),
    );
}

fn facts(standing: &Standing<'_>, goal: &Goal, reader: Party) -> Vec<String> {
    let notes = goal
        .notes
        .values()
        .filter(|note| note.is_visible_to(reader));
    let counted = |number: usize, noun| (number > 0).then(|| words::count(number, noun));
    [
        Some(state(standing, goal)),
        wait(standing, goal),
        words::parts(goal),
        due(standing, goal),
        counted(notes.count(), "note"),
        counted(goal.evidence.len(), "link"),
        words::origin(standing.journey, goal),
        goal.plan.dropped.then(|| words::DROPPED.to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn state(standing: &Standing<'_>, goal: &Goal) -> String {
    let today = standing.dates.today;
    let since = |mark: Option<&Mark>| {
        mark.map_or_else(String::new, |mark| format!(" {}", spoken(mark.on, today)))
    };
    match goal.state() {
        GoalState::Open => "open".to_owned(),
        GoalState::Active => match goal.returned() {
            Some(returned) => format!(
                "returned by {}{}: {}",
                returned.mark.by,
                since(Some(&returned.mark)),
                returned.reason
            ),
            None => format!("active since{}", since(goal.begun())),
        },
        GoalState::Claimed => {
            let mentor = standing.journey.people.mentor.as_deref();
            let whom = mentor.map_or_else(
                || "no mentor is named to confirm it".to_owned(),
                |mentor| format!("{mentor} has it to confirm"),
            );
            format!("claimed{}, {whom}", since(goal.claim()))
        }
        GoalState::Confirmed => format!("confirmed{}", since(goal.confirmation())),
        GoalState::Waived => goal.waiver.as_ref().map_or_else(
            || "waived".to_owned(),
            |waiver| format!("waived: {} ({} agreed)", waiver.reason, waiver.agreed),
        ),
    }
}

fn wait(standing: &Standing<'_>, goal: &Goal) -> Option<String> {
    let blocker = goal.waiting()?;
    let days = standing.dates.days_waiting(goal)?;
    Some(format!(
        "waits on {} for {} since {}, {}",
        blocker.on,
        blocker.waits_for,
        spoken(blocker.since, standing.dates.today),
        working_days(days)
    ))
}

fn due(standing: &Standing<'_>, goal: &Goal) -> Option<String> {
    let date = standing.dates.goal_due(goal).filter(|_| goal.is_to_do())?;
    let date = spoken(date, standing.dates.today);
    let deferred = if goal.deferral.is_some() {
        " as deferred"
    } else {
        ""
    };
    Some(match standing.dates.days_late(goal) {
        Some(0) => format!("was due {date}{deferred}"),
        Some(days) => format!("was due {date}{deferred}, {} late", working_days(days)),
        None => format!("due {date}{deferred}"),
    })
}

/// Returns all that is known of a goal. `lines` are the goal's own part of the log.
pub fn show(
    standing: &Standing<'_>,
    goal: &Goal,
    lines: &[history::Line],
    reader: Party,
    width: usize,
) -> Vec<Line> {
    let today = standing.dates.today;
    let mut page = Page::new(width);
    let mark = words::mark(standing, goal);
    page.add(Tone::Heading, &format!("{mark} "), &words::goal(goal));
    page.add(
        Tone::Quiet,
        "  ",
        &facts(standing, goal, reader).join(" · "),
    );
    page.add(Tone::Quiet, "  ", &format!("slug {}", goal.slug()));
    asked(&mut page, goal, today);
    if !goal.evidence.is_empty() {
        page.heading("Evidence given");
        for evidence in goal.evidence.values() {
            let lead = format!("  ↗ {}  ", spoken(evidence.mark.on, today));
            page.add(Tone::Plain, &lead, &evidence_words(evidence));
        }
    }
    let notes: Vec<_> = goal
        .notes
        .values()
        .filter(|note| note.is_visible_to(reader))
        .collect();
    if !notes.is_empty() {
        page.heading("Notes");
        for note in notes {
            let head = format!(
                "{} · {} · {}",
                spoken(note.on, today),
                note.author.name,
                note.visibility.word()
            );
            page.add(Tone::Quiet, "  ", &head);
            page.block(Tone::Plain, 4, &note.text);
        }
    }
    if !lines.is_empty() {
        page.heading("History");
        for line in super::status::log(lines, today, width.saturating_sub(2)) {
            page.add_whole(line.tone, &format!("  {}", line.text));
        }
    }
    page.lines()
}

fn asked(page: &mut Page, goal: &Goal, today: NaiveDate) {
    let plan = &goal.plan;
    page.heading("Why");
    page.block(Tone::Plain, 2, &plan.why);
    page.heading("What shows it");
    page.block(Tone::Plain, 2, &plan.evidence);
    if let Some(pitfall) = &plan.pitfall {
        page.heading("Watch out");
        page.block(Tone::Plain, 2, pitfall);
    }
    if plan.criteria.is_empty() {
        return;
    }
    page.heading(match plan.asks {
        Asks::All => "Parts, all of them",
        Asks::Any => "Parts, one of them",
    });
    for (criterion, place) in plan.criteria.iter().zip(1..) {
        let tick = goal.ticks.get(&criterion.slug);
        let sign = if tick.is_some() { "[x]" } else { "[ ]" };
        let by = tick.map(|mark| format!(" ({}, {})", mark.by, spoken(mark.on, today)));
        let text = format!("{}{}", criterion.text, by.unwrap_or_default());
        page.add(Tone::Plain, &format!("  {sign} {place} "), &text);
    }
}

fn evidence_words(evidence: &crate::domain::record::goal::Evidence) -> String {
    match &evidence.label {
        Some(label) => format!("{} ({label}, {})", evidence.link, evidence.mark.by),
        None => format!("{} ({})", evidence.link, evidence.mark.by),
    }
}
