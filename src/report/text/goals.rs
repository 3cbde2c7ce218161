//! Goals in a list, and one in full, as lines.

use chrono::NaiveDate;

use super::page::{Line, Page, Tone};
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::goal::Goal;
use crate::domain::record::writing::{Evidence, Note};
use crate::domain::telling::history;
use crate::domain::wording::marks::{self, Sign};
use crate::domain::wording::{goals, journeys};
use crate::domain::words::text::count;
use crate::domain::words::when::{spoken, working_days};

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
        let agreed = journeys::agreed(tally).map(|agreed| format!(", {agreed}"));
        page.heading(&format!(
            "{}{} · {} of {} done, {} confirmed{}",
            milestone.milestone,
            due.unwrap_or_default(),
            tally.done,
            tally.counted,
            tally.confirmed,
            agreed.unwrap_or_default()
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

/// Returns how a line with a mark is told.
pub(super) fn tone(sign: Sign) -> Tone {
    match sign {
        Sign::Late | Sign::OffTrack => Tone::Late,
        Sign::Blocked | Sign::AtRisk => Tone::Waiting,
        Sign::Confirmed | Sign::OnTrack => Tone::Good,
        Sign::Waived => Tone::Quiet,
        _ => Tone::Plain,
    }
}

/// Adds a goal: its mark, number and title, and what is to be known about it.
pub(super) fn row(page: &mut Page, standing: &Standing<'_>, goal: &Goal, reader: Party) {
    let sign = Sign::of(goal, &standing.dates);
    let lead = format!("  {} {:<7} ", sign.glyph().unicode, goal.number.to_string());
    page.add(tone(sign), &lead, &goal.plan.title);
    let indent = " ".repeat(12);
    page.add(
        Tone::Quiet,
        &indent,
        &facts(standing, goal, reader).join(" · "),
    );
}

fn facts(standing: &Standing<'_>, goal: &Goal, reader: Party) -> Vec<String> {
    let dates = &standing.dates;
    let date = |day: NaiveDate| spoken(day, dates.today);
    let wait = goal.waiting().zip(dates.days_waiting(goal));
    let late = dates.days_late(goal).filter(|days| *days > 0);
    let late = late.map(|days| format!(", {} late", working_days(days)));
    let due = goals::goal_due(dates, goal, date).map(|due| due + &late.unwrap_or_default());
    let notes = standing.journey.visible_notes(reader, &goal.notes);
    let changed = goals::changed(goal);
    let counted = |number: usize, noun| (number > 0).then(|| count(number, noun));
    [
        Some(goals::state(standing, goal, date)),
        wait.map(|(blocker, days)| goals::waits(blocker, Some(days), date)),
        goals::parts(goal.parts()),
        due,
        counted(notes, "note"),
        counted(goal.evidence.len(), "link"),
        goals::origin(standing.journey, goal).map(|from| format!("comes from {from}")),
        goal.plan.dropped.then(|| goals::DROPPED.to_owned()),
        changed.map(|changed| format!("{} {changed}", Sign::Changed.glyph().unicode)),
    ]
    .into_iter()
    .flatten()
    .collect()
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
    let mark = Sign::of(goal, &standing.dates).glyph().unicode;
    page.add(Tone::Heading, &format!("{mark} "), &goals::named(goal));
    page.add(
        Tone::Quiet,
        "  ",
        &facts(standing, goal, reader).join(" · "),
    );
    agreed(&mut page, standing, goal);
    page.add(Tone::Quiet, "  ", &format!("slug {}", goal.slug()));
    asked(&mut page, goal, today);
    if !goal.evidence.is_empty() {
        page.heading("Evidence given");
        for evidence in goal.evidence.values() {
            let lead = format!("  ↗ {}  ", spoken(evidence.mark.on, today));
            page.add(Tone::Plain, &lead, &evidence_words(evidence));
        }
    }
    let written = goal.notes.values();
    let visible = written.filter(|note| standing.journey.may_read_note(reader, note));
    notes(&mut page, visible, today);
    if !lines.is_empty() {
        page.heading("History");
        for line in super::status::log(lines, today, width.saturating_sub(2)) {
            page.add_whole(line.tone, &format!("  {}", line.text));
        }
    }
    page.lines()
}

/// Returns the notes that were kept on a goal that left the plan, for whoever may read them.
pub fn left<'a>(
    slug: &Slug,
    kept: impl Iterator<Item = &'a Note>,
    today: NaiveDate,
    width: usize,
) -> Vec<Line> {
    let mut page = Page::new(width);
    page.add(Tone::Heading, "", slug.as_str());
    let words = format!("{}; your notes on it are kept", goals::DROPPED);
    page.add(Tone::Quiet, "  ", &words);
    notes(&mut page, kept, today);
    page.lines()
}

fn notes<'a>(page: &mut Page, notes: impl Iterator<Item = &'a Note>, today: NaiveDate) {
    let mut notes = notes.peekable();
    if notes.peek().is_some() {
        page.heading("Notes");
    }
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

/// Adds what was agreed about the goal, and whether the mentor has seen it.
fn agreed(page: &mut Page, standing: &Standing<'_>, goal: &Goal) {
    let date = |day: NaiveDate| spoken(day, standing.dates.today);
    let mentor = standing.journey.people.mentor();
    let seen = |seen| goals::acknowledged(seen, mentor, date);
    // Why it is waived stands among the facts already.
    let waiver = goal.waiver.as_ref();
    if let Some(seen) = waiver.and_then(|waiver| seen(&waiver.acknowledged)) {
        page.add(Tone::Quiet, "  ", &format!("waiver: {seen}"));
    }
    if let Some(deferral) = &goal.deferral {
        let (to, why) = (date(deferral.to), deferral.words());
        let seen = seen(&deferral.acknowledged).map(|seen| format!("; {seen}"));
        let seen = seen.unwrap_or_default();
        page.add(Tone::Quiet, "  ", &format!("moved to {to}: {why}{seen}"));
    }
}

fn asked(page: &mut Page, goal: &Goal, today: NaiveDate) {
    let plan = &goal.plan;
    for (heading, text) in goals::texts(plan) {
        page.heading(heading);
        page.block(Tone::Plain, 2, text);
    }
    if goal.criteria().next().is_none() {
        return;
    }
    page.heading(goals::parts_heading(plan.asks));
    for (criterion, place) in goal.criteria().zip(1..) {
        let tick = goal.ticks.get(&criterion.slug);
        let sign = marks::tick(tick.is_some());
        let by = tick
            .map(|tick| &tick.mark)
            .map(|mark| format!(" ({}, {})", mark.by, spoken(mark.on, today)));
        let text = format!("{}{}", criterion.text, by.unwrap_or_default());
        page.add(Tone::Plain, &format!("  {sign} {place} "), &text);
        if let Some((sign, changed)) = Sign::of_tick(goal, criterion) {
            let lead = format!("        {} ", sign.glyph().unicode);
            page.add(Tone::Waiting, &lead, &changed);
        }
    }
}

fn evidence_words(evidence: &Evidence) -> String {
    match &evidence.label {
        Some(label) => format!("{} ({label}, {})", evidence.link, evidence.mark.by),
        None => format!("{} ({})", evidence.link, evidence.mark.by),
    }
}
