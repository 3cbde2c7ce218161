//! Where a journey stands, every journey, and the log, as lines.

use chrono::NaiveDate;

use super::goals::row;
use super::page::{Line, Page, Tone};
use crate::domain::judgment::health::Health;
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::people::Author;
use crate::domain::record::goal::Goal;
use crate::domain::telling::hires::{NOTHING, Row};
use crate::domain::telling::history;
use crate::domain::words::when::spoken;
use crate::report::meeting::open_actions;
use crate::report::words;

/// How many goals the status tells as next.
const NEXT_MAX: usize = 3;

/// How many characters of a change the log shows.
const TEXT_MAX: usize = 240;

/// Returns where a journey stands, for whoever acts.
pub fn status(standing: &Standing<'_>, acting: &Author, width: usize) -> Vec<Line> {
    let journey = standing.journey;
    let today = standing.dates.today;
    let mut page = Page::new(width);
    let head = format!(
        "{} · {} · {} · {}",
        journey.people.hire,
        journey.role.title,
        words::day(standing.day),
        words::full_date(today),
    );
    page.add(Tone::Heading, "", &head);
    page.add(Tone::Quiet, "", &format!("as {acting}"));
    if let Some(archive) = &journey.archive {
        page.add(Tone::Quiet, "", &words::ended(archive));
    }
    numbers(&mut page, standing);
    let late = standing.late.iter().filter(|goal| goal.waiting().is_none());
    let late: Vec<&Goal> = late.copied().collect();
    for (title, goals) in [
        ("Late", &late),
        ("Waiting on somebody", &standing.blocked),
        ("Claimed, to be confirmed", &standing.claimed),
    ] {
        section(&mut page, standing, acting, title, goals);
    }
    let next: Vec<&Goal> = standing.next.iter().take(NEXT_MAX).copied().collect();
    section(&mut page, standing, acting, "Next", &next);
    meetings(&mut page, standing, acting);
    page.lines()
}

fn numbers(page: &mut Page, standing: &Standing<'_>) {
    let today = standing.dates.today;
    let so_far = &standing.so_far;
    match standing.due() {
        Some(due) => page.heading(&format!(
            "{} · due {} · {}",
            standing.current,
            spoken(due, today),
            words::days_left(standing, due)
        )),
        None => page.heading("beyond · no date"),
    }
    let done = format!(
        "{} of {} {}, expected {:.1}",
        so_far.done,
        so_far.counted,
        standing.current.by(),
        so_far.expected
    );
    page.add(Tone::Plain, "  done       ", &done);
    let confirmed = format!("{} of {}", so_far.confirmed, so_far.counted);
    page.add(Tone::Plain, "  confirmed  ", &confirmed);
    let pace = words::pace(&standing.pace, |date| spoken(date, today));
    page.add(Tone::Plain, "  pace       ", &pace);
    let tone = health_tone(standing.health);
    page.add(tone, "  health     ", standing.health.word());
    for reason in &standing.reasons {
        page.add(
            health_tone(reason.health),
            match reason.health {
                Health::OffTrack => "             ■ ",
                Health::AtRisk | Health::OnTrack => "             ▲ ",
            },
            &reason.what,
        );
    }
}

fn section(
    page: &mut Page,
    standing: &Standing<'_>,
    acting: &Author,
    title: &str,
    goals: &[&Goal],
) {
    if goals.is_empty() {
        return;
    }
    page.heading(title);
    for goal in goals {
        row(page, standing, goal, acting.party);
    }
}

fn meetings(page: &mut Page, standing: &Standing<'_>, acting: &Author) {
    let today = standing.dates.today;
    let meetings = &standing.journey.meetings;
    let next = match (meetings.open(), meetings.next) {
        (Some((_, open)), _) => format!("one is open, of {}", spoken(open.opening.on, today)),
        (None, Some(next)) if next < today => {
            format!("was agreed for {}", spoken(next, today))
        }
        (None, Some(next)) => spoken(next, today),
        (None, None) => "none agreed".to_owned(),
    };
    page.heading("1:1");
    page.add(Tone::Plain, "  next       ", &next);
    page.add(Tone::Plain, "  held       ", &words::held(&standing.rhythm));
    let own = open_actions(standing.journey, &standing.dates, Some(acting.party));
    if !own.is_empty() {
        let told: Vec<String> = own
            .iter()
            .map(|row| words::action(row, |date| spoken(date, today)))
            .collect();
        let text = format!("{} of yours open: {}", own.len(), told.join("; "));
        page.add(Tone::Plain, "  actions    ", &text);
    }
}

fn health_tone(health: Health) -> Tone {
    match health {
        Health::OnTrack => Tone::Good,
        Health::AtRisk => Tone::Waiting,
        Health::OffTrack => Tone::Late,
    }
}

/// Returns the journeys in the order given, a few lines each.
pub fn journeys(rows: &[Row], width: usize) -> Vec<Line> {
    let mut page = Page::new(width);
    for row in rows {
        let head = format!(
            "{} · {} · {}",
            row.people.hire,
            row.title,
            words::day(row.day)
        );
        page.add(Tone::Heading, "", &head);
        if row.ended.is_some() {
            page.add(
                Tone::Quiet,
                "  ",
                &format!("in the archive: {}", row.needs()),
            );
            continue;
        }
        let reason = row.worst.as_ref().map(|worst| format!(": {worst}"));
        page.add(
            health_tone(row.health),
            "  ",
            &format!("{}{}", row.health.word(), reason.unwrap_or_default()),
        );
        let tally = words::tally(&row.so_far, row.current);
        page.add(Tone::Plain, "  ", &tally);
        let needs = row.needs();
        // The reason is told already.
        let is_new = row.worst.as_deref() != Some(needs);
        if needs != NOTHING && is_new && row.day > 0 {
            page.add(Tone::Plain, "  needs the mentor: ", needs);
        }
    }
    page.lines()
}

/// Returns lines of the log, in the order given.
pub fn log(lines: &[history::Line], today: NaiveDate, width: usize) -> Vec<Line> {
    let mut page = Page::new(width);
    let digits = lines
        .iter()
        .map(|line| line.number.to_string().len())
        .max()
        .unwrap_or(1);
    for line in lines {
        let lead = format!(
            "{:>digits$}  {:<10}  ",
            line.number,
            spoken(line.day, today)
        );
        let text = shortened(&line.text);
        let (tone, end) = if line.undone {
            (Tone::Quiet, " (undone)")
        } else {
            (Tone::Plain, "")
        };
        page.add(tone, &lead, &format!("{} {text}{end}", line.author.name));
    }
    page.lines()
}

/// Returns a text on one line, its end left out with a sign where it is long.
fn shortened(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.chars().nth(TEXT_MAX).is_none() {
        return folded;
    }
    let kept: String = folded.chars().take(TEXT_MAX).collect();
    format!("{}…", kept.trim_end())
}
