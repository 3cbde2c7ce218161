//! Where a journey stands, every journey, and the log, as lines.

use chrono::NaiveDate;

use super::goals::{row, tone};
use super::page::{Line, Page, Tone};
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::context::fitted;
use crate::domain::plan::people::Author;
use crate::domain::plan::people::Party;
use crate::domain::record::goal::Goal;
use crate::domain::telling::hires::{NOTHING, Row};
use crate::domain::telling::history;
use crate::domain::wording::marks::Sign;
use crate::domain::wording::{journeys, meetings};
use crate::domain::words::text::shortened;
use crate::domain::words::when::{full_date, spoken};
use crate::report::meeting::open_actions;

/// How many goals the status tells as next.
const NEXT_MAX: usize = 3;

/// How many characters of a change the log shows.
const TEXT_MAX: usize = 240;

/// Returns where a journey stands, for whoever acts; `news` is what is new in its plan.
pub fn status(
    standing: &Standing<'_>,
    acting: &Author,
    news: Option<&str>,
    width: usize,
) -> Vec<Line> {
    let journey = standing.journey;
    let today = standing.dates.today;
    let mut page = Page::new(width);
    let head = format!(
        "{} · {} · {} · {}",
        journey.people.hire(),
        journey.role.title,
        journeys::day(standing.day),
        full_date(today),
    );
    page.add(Tone::Heading, "", &head);
    page.add(Tone::Quiet, "", &format!("as {acting}"));
    if let Some(fitted) = fitted(&journey.contexts) {
        page.add(Tone::Quiet, "", &fitted);
    }
    if let Some(news) = news {
        page.add(Tone::Waiting, "", news);
    }
    if let Some(archive) = &journey.archive {
        page.add(Tone::Quiet, "", &journeys::ended(archive));
    }
    numbers(&mut page, standing);
    let late = standing.late.iter().filter(|goal| goal.waiting().is_none());
    let late: Vec<&Goal> = late.copied().collect();
    let next = standing.next.iter().take(NEXT_MAX).copied().collect();
    // In a leave nothing is asked of the hire.
    let [late, next] = match standing.leave {
        Some(_) => [Vec::new(), Vec::new()],
        None => [late, next],
    };
    for (title, goals) in [
        ("Late", &late),
        ("Waiting", &standing.blocked),
        ("Claimed, to be confirmed", &standing.claimed),
    ] {
        section(&mut page, standing, acting, title, goals);
    }
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
            journeys::days_left(&standing.dates, due)
        )),
        None => page.heading("beyond · no date"),
    }
    let done = journeys::claimed(so_far, standing.current);
    page.add(Tone::Plain, "  done       ", &done);
    let confirmed = format!("{} of {}", so_far.confirmed, so_far.counted);
    page.add(Tone::Plain, "  confirmed  ", &confirmed);
    if let Some(agreed) = journeys::agreed(so_far) {
        page.add(Tone::Plain, "  agreed     ", &agreed);
    }
    if let Some(pace) = &standing.pace {
        let pace = journeys::pace(pace, |date| spoken(date, today));
        page.add(Tone::Plain, "  pace       ", &pace);
    }
    let health = tone(standing.health.into());
    let verdict = journeys::verdict_in_full(standing, |date| spoken(date, today));
    page.add(health, "  health     ", &verdict);
    for reason in &standing.reasons {
        let sign = Sign::from(reason.health);
        let lead = format!("             {} ", sign.glyph().unicode);
        page.add(tone(sign), &lead, &reason.what);
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
    let date = |day| spoken(day, today);
    let all = &standing.journey.meetings;
    let next = match all.open() {
        Some((_, open)) => format!("one is open, of {}", date(open.opening.on)),
        None => meetings::next(all, today, "", date),
    };
    page.heading("1:1");
    page.add(Tone::Plain, "  next       ", &next);
    page.add(
        Tone::Plain,
        "  held       ",
        &meetings::held(&standing.rhythm),
    );
    let own = open_actions(standing.journey, &standing.dates, Some(acting.party));
    if !own.is_empty() {
        let told: Vec<String> = own
            .iter()
            .map(|row| meetings::action(row.action, row.days_late, date))
            .collect();
        let text = format!("{} of yours open: {}", own.len(), told.join("; "));
        page.add(Tone::Plain, "  actions    ", &text);
    }
}

/// Returns the journeys in the order given, a few lines each, and what worries where the reader of one is its
/// mentor.
pub fn journeys(rows: &[Row], reader: impl Fn(&Row) -> Party, width: usize) -> Vec<Line> {
    let mut page = Page::new(width);
    for row in rows {
        let head = format!(
            "{} · {} · {}",
            row.people.hire(),
            row.title,
            journeys::day(row.day)
        );
        page.add(Tone::Heading, "", &head);
        if row.ended.is_some() {
            page.add(
                Tone::Quiet,
                "  ",
                &format!("in the archive: {}", row.needs(Party::Manager)),
            );
            continue;
        }
        let reason = row.worst.as_ref().map(|worst| format!(": {worst}"));
        page.add(
            tone(row.health.into()),
            "  ",
            &format!("{}{}", row.verdict(), reason.unwrap_or_default()),
        );
        let tally = journeys::tally(&row.so_far, row.current);
        let agreed = journeys::agreed(&row.so_far).map(|agreed| format!(" · {agreed}"));
        let tally = format!("{tally}{}", agreed.unwrap_or_default());
        page.add(Tone::Plain, "  ", &tally);
        for signal in row.signals(reader(row)) {
            page.add(Tone::Waiting, "  ! ", signal);
        }
        let needs = row.needs(Party::Manager);
        // The reason is told already.
        let is_new = row.worst.as_deref() != Some(&needs) && row.verdict() != needs;
        if needs != NOTHING && is_new && row.day > 0 {
            page.add(Tone::Plain, "  needs the mentor: ", &needs);
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
        let text = shortened(&line.text, TEXT_MAX);
        let late = line.late_entry().map(|late| format!(" ({late})"));
        let late = late.unwrap_or_default();
        let end = line.ending();
        let tone = if end.is_empty() {
            Tone::Plain
        } else {
            Tone::Quiet
        };
        let text = format!("{} {text}{late}{end}", line.author.name);
        page.add(tone, &lead, &text);
    }
    page.lines()
}
