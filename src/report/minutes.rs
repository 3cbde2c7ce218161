//! The minutes of a 1:1 as Markdown: what was on the table and what was agreed. Holds nothing
//! private: notes come as [`SharedNote`](crate::domain::goal::SharedNote), lines as they were kept.

use super::markdown::{inline, quoted};
use super::words::full_date;
use crate::domain::change::ChangeId;
use crate::domain::journey::Journey;
use crate::domain::meeting::{Meeting, Treatment};

/// Returns the minutes of a 1:1; empty where the journey holds no such one.
pub fn minutes(journey: &Journey, meeting: ChangeId) -> String {
    let Some(held) = journey.meetings.held.get(&meeting) else {
        return String::new();
    };
    let number = journey.meetings.number(meeting).unwrap_or(1);
    let mut page = vec![format!(
        "# 1:1 no. {number} with {}, {}",
        inline(&journey.people.hire),
        full_date(held.opening.on)
    )];
    section(&mut page, "Agenda", agenda(held));
    section(&mut page, "Notes", notes(journey, meeting));
    section(&mut page, "Agreed", actions(journey, meeting));
    let next = held.closing.as_ref().and_then(|closing| closing.next);
    if let Some(next) = next {
        page.push(format!("\nThe next 1:1 is on {}.", full_date(next)));
    }
    page.join("\n") + "\n"
}

fn section(page: &mut Vec<String>, heading: &str, lines: Vec<String>) {
    if !lines.is_empty() {
        page.push(format!("\n## {heading}\n"));
        page.extend(lines);
    }
}

fn agenda(held: &Meeting) -> Vec<String> {
    let kept = held.closing.as_ref().map(|closing| &closing.agenda);
    kept.into_iter()
        .flatten()
        .filter_map(|kept| {
            let treatment = kept.treatment.map_or("left over", Treatment::word);
            Some(format!("- {} ({treatment})", inline(kept.text.as_ref()?)))
        })
        .collect()
}

fn notes(journey: &Journey, meeting: ChangeId) -> Vec<String> {
    journey
        .all_notes()
        .filter(|(_, _, note)| note.meeting == Some(meeting))
        .filter_map(|(goal, _, note)| Some((goal, note.shared()?)))
        .flat_map(|(goal, note)| {
            let on = goal.map(|goal| format!(" on {}", goal.number));
            let head = format!(
                "\n{}{}, {}:\n",
                inline(&note.author().name),
                on.unwrap_or_default(),
                full_date(note.on())
            );
            std::iter::once(head).chain(quoted(note.text()))
        })
        .collect()
}

fn actions(journey: &Journey, meeting: ChangeId) -> Vec<String> {
    let actions = journey.meetings.actions.values();
    actions
        .filter(|action| action.meeting == Some(meeting))
        .map(|action| {
            let owner = journey.people.name(action.owner);
            let due = action.due.map(|due| format!(", due {}", full_date(due)));
            format!(
                "- [{}] {}: {}{}",
                if action.done.is_some() { "x" } else { " " },
                inline(owner.unwrap_or(action.owner.word())),
                inline(&action.text),
                due.unwrap_or_default()
            )
        })
        .collect()
}
