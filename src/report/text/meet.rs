//! The agenda, the record of a 1:1, the list of them and the actions, as lines.

use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr as _;

use super::page::{Line, Page, Tone};
use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::mentoring::Occasion;
use crate::domain::plan::people::Party;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::{Meeting, Section, Topic, Treatment};
use crate::domain::record::writing::{Note, Visibility};
use crate::domain::telling::agenda::Numbered;
use crate::domain::telling::since::{Kind, Since};
use crate::domain::wording::{goals, marks, meetings};
use crate::domain::words::text::count;
use crate::domain::words::when::{full_date, spoken};
use crate::report::meeting::StepRow;
use crate::report::meeting::{ActionRow, Record, RecordNote};

/// Returns what became of the journey since the last 1:1, and the agenda of the open 1:1 or of the next one.
pub fn agenda(
    standing: &Standing<'_>,
    since: &Since,
    lines: &[Numbered],
    width: usize,
) -> Vec<Line> {
    let journey = standing.journey;
    let today = standing.dates.today;
    let mut page = Page::new(width);
    let head = match (journey.meetings.open(), journey.meetings.next) {
        (Some((id, open)), _) => {
            let number = journey.meetings.number(id).unwrap_or_default();
            let kind = match open.opening.occasion {
                Occasion::Weekly => String::new(),
                kind => format!(" · {}", kind.word()),
            };
            format!(
                "1:1 no. {number}{kind} · {} · {} · open",
                took_part(open),
                spoken(open.opening.on, today)
            )
        }
        (None, Some(next)) => format!(
            "Agenda of the next 1:1 · {} · {}",
            people(journey),
            spoken(next, today)
        ),
        (None, None) => format!(
            "Agenda of the next 1:1 · {} · {}",
            people(journey),
            meetings::NO_DAY
        ),
    };
    page.add(Tone::Heading, "", &head);
    if !since.lines.is_empty() {
        page.heading(&format!("Since {}", spoken(since.on, today)));
        for line in &since.lines {
            let (tone, mark) = match line.kind {
                Kind::Confirmed | Kind::Kept => (Tone::Good, "+"),
                _ => (Tone::Plain, "·"),
            };
            page.add(tone, &format!("  {mark} "), &line.text);
        }
    }
    if lines.is_empty() {
        page.add(Tone::Quiet, "", "Nothing is on it yet.");
    }
    let digits = digits(lines.iter().map(|row| row.number));
    let mut section = None;
    for row in lines {
        if section != Some(row.line.section) {
            page.heading(row.line.section.heading());
            section = Some(row.line.section);
        }
        let lead = format!("  {} {:>digits$}  ", tick(row.line.treatment), row.number);
        page.add(tone(row.line.section), &lead, &row.line.text);
        let put_off = row.line.treatment == Some(Treatment::PutOff);
        let facts: Vec<String> = [
            action_number(journey, &row.line.topic),
            (!row.line.beside.is_empty()).then(|| row.line.beside.clone()),
            row.line.carried_words(),
            put_off.then(|| Treatment::PutOff.word().to_owned()),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !facts.is_empty() {
            page.add(Tone::Quiet, &" ".repeat(lead.width()), &facts.join(" · "));
        }
    }
    page.lines()
}

/// Returns the number by which `meet done` knows an action, which is not that of its line.
fn action_number(journey: &Journey, topic: &Topic) -> Option<String> {
    let Topic::Action { action } = topic else {
        return None;
    };
    let mut ids = journey.meetings.actions.keys();
    let place = ids.position(|id| id == action)?;
    Some(format!("action {}", place + 1))
}

/// Returns who took part in a 1:1, by the names of then.
fn took_part(meeting: &Meeting) -> String {
    let (hire, mentor) = (meeting.name(Party::Hire), meeting.name(Party::Mentor));
    format!("{hire} and {mentor}")
}

fn people(journey: &Journey) -> String {
    match journey.people.mentor() {
        Some(mentor) => format!("{} and {mentor}", journey.people.hire()),
        None => format!("{}, no mentor named yet", journey.people.hire()),
    }
}

fn tone(section: Section) -> Tone {
    match section {
        Section::Slipped => Tone::Late,
        Section::Signals | Section::Waiting | Section::ToConfirm => Tone::Waiting,
        _ => Tone::Plain,
    }
}

fn tick(treatment: Option<Treatment>) -> &'static str {
    match treatment {
        Some(Treatment::Discussed) => "[x]",
        Some(Treatment::PutOff) => "[>]",
        None => "[ ]",
    }
}

fn digits(numbers: impl Iterator<Item = usize>) -> usize {
    numbers.max().unwrap_or(1).to_string().len()
}

/// Returns the record of a 1:1.
pub fn record(standing: &Standing<'_>, record: &Record<'_>, width: usize) -> Vec<Line> {
    let today = standing.dates.today;
    let mut page = Page::new(width);
    let meeting = record.meeting;
    page.add(
        Tone::Heading,
        "",
        &format!(
            "1:1 no. {} · {} · {}",
            record.number,
            took_part(meeting),
            full_date(meeting.opening.on)
        ),
    );
    page.add(Tone::Quiet, "", &course_of(meeting, today));
    if !record.lines.is_empty() {
        page.heading("Agenda");
    }
    for line in &record.lines {
        let lead = format!("  {} ", tick(line.treatment));
        let text = match line.treatment {
            Some(Treatment::PutOff) => format!("{} · put off", line.text),
            _ => line.text.clone(),
        };
        page.add(Tone::Plain, &lead, &text);
    }
    notes(&mut page, record, today);
    if !record.actions.is_empty() {
        page.heading("Actions");
        rows_of_actions(&mut page, &record.actions, today);
    }
    super::ratings::add(&mut page, record);
    let next = meeting.closing.as_ref().and_then(|closing| closing.next);
    if let Some(next) = next {
        page.heading("Next");
        page.add(Tone::Plain, "  ", &spoken(next, today));
    }
    page.lines()
}

fn course_of(meeting: &Meeting, today: NaiveDate) -> String {
    let started = format!("started by {}", meeting.opening.by.name);
    match &meeting.closing {
        None => format!("{started}; still open"),
        Some(closing) => format!(
            "{started}; closed by {} {}",
            closing.mark.by,
            spoken(closing.mark.on, today)
        ),
    }
}

fn notes(page: &mut Page, record: &Record<'_>, today: NaiveDate) {
    for (heading, remark) in [("Notes", false), ("Remarks since", true)] {
        let of = record.notes.iter().filter(|row| row.remark == remark);
        for (row, place) in of.zip(0..) {
            if place == 0 {
                page.heading(heading);
            }
            page.add(Tone::Quiet, "  ", &note_head(row, today));
            page.block(Tone::Plain, 4, &row.note.text);
        }
    }
}

fn note_head(row: &RecordNote<'_>, today: NaiveDate) -> String {
    let Note { author, on, .. } = row.note;
    let goal = row.goal.map(|goal| format!(" · on {}", goals::named(goal)));
    let private = match row.note.visibility {
        Visibility::Private => " · private",
        Visibility::Shared => "",
    };
    format!(
        "{} · {}{}{private}",
        spoken(*on, today),
        author.name,
        goal.unwrap_or_default()
    )
}

/// Returns the actions, in the order given, and the first steps that are to be taken.
pub fn actions(
    rows: &[ActionRow<'_>],
    steps: &[StepRow<'_>],
    dates: &Dates,
    width: usize,
) -> Vec<Line> {
    let mut page = Page::new(width);
    rows_of_actions(&mut page, rows, dates.today);
    if !steps.is_empty() {
        page.heading("First steps");
    }
    for row in steps {
        let (due, is_late) = meetings::by(row.due, dates, |day| spoken(day, dates.today));
        let tone = if is_late { Tone::Late } else { Tone::Plain };
        let lead = format!("  {} {}  ", marks::tick(false), row.owner);
        page.add(tone, &lead, &format!("{} ({due})", row.step.text));
    }
    page.lines()
}

fn rows_of_actions(page: &mut Page, rows: &[ActionRow<'_>], today: NaiveDate) {
    let digits = digits(rows.iter().map(|row| row.number));
    let owners = rows.iter().map(|row| row.owner.width());
    let room = owners.max().unwrap_or_default();
    for row in rows {
        let sign = marks::action(row.action.state());
        let pad = " ".repeat(room - row.owner.width().min(room));
        let lead = format!("  {sign} {:>digits$}  {}{pad}  ", row.number, row.owner);
        let text = meetings::action(row.action, row.days_late, |date| spoken(date, today));
        let tone = match (row.action.is_open(), row.days_late) {
            (false, _) => Tone::Quiet,
            (true, Some(_)) => Tone::Late,
            (true, None) => Tone::Plain,
        };
        page.add(tone, &lead, &text);
    }
}

/// Returns the 1:1s, the newest first.
pub fn meetings(records: &[Record<'_>], width: usize) -> Vec<Line> {
    let mut page = Page::new(width);
    let digits = digits(records.iter().map(|record| record.number));
    for record in records {
        let meeting = record.meeting;
        let lead = format!(
            "{:>digits$}  {:<15}  ",
            record.number,
            full_date(meeting.opening.on)
        );
        let treated = record.lines.iter();
        let discussed = treated.filter(|line| line.treatment == Some(Treatment::Discussed));
        let mut facts = vec![format!(
            "{} of {} discussed",
            discussed.count(),
            count(record.lines.len(), "line")
        )];
        for (number, noun) in [
            (record.actions.len(), "action"),
            (record.notes.len(), "note"),
        ] {
            if number > 0 {
                facts.push(count(number, noun));
            }
        }
        let sides = [Party::Hire, Party::Mentor].into_iter();
        let sides = sides.filter(|party| record.said.has_rated(*party));
        let raters: Vec<&str> = sides.map(|party| meeting.name(party)).collect();
        match raters.as_slice() {
            [] => {}
            [one] => facts.push(format!("rated by {one}")),
            _ => facts.push("rated by both".to_owned()),
        }
        if meeting.closing.is_none() {
            facts.push("open".to_owned());
        }
        page.add(Tone::Plain, &lead, &facts.join(" · "));
    }
    page.lines()
}
