//! Lists where the minutes of a 1:1 and the summary can go.

use chrono::NaiveDate;

use super::message::{Effect, Next};
use super::paper::{Format, Paper, To};
use super::pick::Pick;
use super::shared::Shared;
use crate::domain::plan::people::Party;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;

/// A line of a list of papers: where it goes, how it is written, and what choosing it leads to.
type Way = (String, &'static str, Next);

/// Lists where the minutes of a 1:1 can go.
pub(super) fn ask_for_minutes(shared: &mut Shared, meeting: ChangeId) {
    let Some(journey) = &shared.journey else {
        return;
    };
    let held = journey.meetings.get(meeting);
    let name = file(journey, "minutes", held.map(|held| held.opening.on), "md");
    let paper = Paper::Minutes(meeting);
    let ways = [
        ("nothing now".to_owned(), "m asks again", Next::NOTHING),
        copied(paper, "Markdown"),
        written(paper, name, "Markdown"),
    ];
    offer(shared, "The minutes, without anything private", ways.into());
}

/// Lists where the summary for a reader can go.
pub(super) fn ask_for_summary(shared: &mut Shared, reader: Party) {
    let Some(journey) = &shared.journey else {
        return;
    };
    let kind = match reader {
        Party::Hire => "summary-for-the-hire",
        Party::Mentor => "summary-for-the-mentor",
        Party::Manager => "summary",
    };
    let name = |ending| file(journey, kind, Some(shared.today), ending);
    let paper = |form| Paper::Summary(reader, form);
    let mut ways = vec![
        copied(paper(Format::Markdown), "Markdown"),
        written(paper(Format::Markdown), name("md"), "Markdown"),
        written(paper(Format::Html), name("html"), "for a browser"),
    ];
    if reader == Party::Manager {
        ways.insert(0, copied(paper(Format::Short), "five lines for a chat"));
    }
    let title = match reader {
        Party::Hire => "The summary for the hire",
        Party::Mentor => "The summary for the mentor",
        Party::Manager => "The summary for the manager",
    };
    offer(shared, title, ways);
}

fn copied(paper: Paper, form: &'static str) -> Way {
    let next = Effect::HandOut(paper, To::Clipboard).into();
    ("to the clipboard".to_owned(), form, next)
}

fn written(paper: Paper, name: String, form: &'static str) -> Way {
    let words = format!("to the file {name}");
    (
        words,
        form,
        Effect::HandOut(paper, To::File(name.into())).into(),
    )
}

fn offer(shared: &mut Shared, title: &'static str, ways: Vec<Way>) {
    let choices = ways.into_iter();
    let choices = choices.map(|(words, form, next)| (words, form.to_owned(), next));
    shared.offer(Pick::new(title, choices.collect()));
}

/// Returns the name of a file for a paper: `minutes-ada-lovelace-2026-04-21.md`.
fn file(journey: &Journey, kind: &str, day: Option<NaiveDate>, ending: &str) -> String {
    let hire = journey.people.hire();
    let plain: String = hire
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let mut parts = vec![kind.to_owned()];
    parts.extend(plain.to_lowercase().split_whitespace().map(str::to_owned));
    parts.extend(day.map(|day| day.to_string()));
    format!("{}.{ending}", parts.join("-"))
}
