//! The record of the 1:1 screen: notes, actions, ratings, and the 1:1s before.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::so_far::so_far;
use super::{Page, ratings};
use crate::app::{Entry, Side, State, note_of};
use crate::domain::record::action::Action;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::writing::Visibility;
use crate::domain::wording::{journeys, marks};
use crate::domain::words::text::count;
use crate::ui::date;
use crate::ui::rows::{cursor, may_read};
use crate::ui::text::{row, width, wrap};
use crate::ui::theme::{Meaning, Theme};

/// Returns the record as lines.
pub(super) fn page(state: &State, theme: &Theme, columns: usize) -> Page {
    let mut page = Page::default();
    let entries = state.meeting.record(state);
    let mut before = "";
    let has_notes = entries.iter().any(|entry| matches!(entry, Entry::Note(_)));
    if let Some(text) = without_notes(state).filter(|_| !has_notes) {
        page.heading("Notes", theme);
        for text in wrap(text, columns.saturating_sub(3)) {
            page.plain(format!("  {text}"), theme);
        }
    }
    for (place, entry) in entries.iter().enumerate() {
        let heading = heading(entry);
        if heading != before && !heading.is_empty() {
            page.heading(heading, theme);
            if let Entry::Past(_) = entry {
                page.plain(format!("  {}", so_far(state)), theme);
            }
        } else if heading.is_empty() && !page.lines.is_empty() {
            page.lines.push((Line::default(), None));
        }
        before = heading;
        let chosen = place == state.meeting.entry;
        let focused = chosen && state.meeting.side == Side::Record;
        page.entry(
            place,
            chosen,
            entry_lines(state, theme, entry, columns, focused),
        );
    }
    if entries.is_empty() {
        page.heading("1:1s before", theme);
        page.plain("  None was held yet.".to_owned(), theme);
    }
    page
}

/// Returns what stands in the place of notes where there are none, in a 1:1 only.
fn without_notes(state: &State) -> Option<&'static str> {
    let (_, held) = state.meeting.shown_meeting(state)?;
    Some(match held.closing {
        Some(_) => "None were written.",
        None => {
            "None yet. n writes one; with a goal of the agenda selected, it is kept on that goal."
        }
    })
}

fn heading(entry: &Entry) -> &'static str {
    match entry {
        Entry::Note(_) => "Notes",
        Entry::Remark(_) => "Remarks, written later",
        Entry::Action(_) => "Agreed",
        // They have their own.
        Entry::Ratings(_) => "",
        Entry::Past(_) => "1:1s before",
    }
}

fn entry_lines(
    state: &State,
    theme: &Theme,
    entry: &Entry,
    columns: usize,
    selected: bool,
) -> Vec<Line<'static>> {
    let mut lines = match entry {
        Entry::Note(note) | Entry::Remark(note) => self::note(state, theme, *note, columns),
        Entry::Action(action) => {
            let actions = state
                .journey
                .as_ref()
                .map(|journey| &journey.meetings.actions);
            let action = actions.and_then(|actions| actions.get(action));
            action.map_or_else(Vec::new, |action| {
                self::action(state, theme, action, columns, selected)
            })
        }
        Entry::Ratings(meeting) => ratings::lines(state, theme, *meeting, columns),
        Entry::Past(meeting) => vec![past(state, theme, *meeting, columns, selected)],
    };
    if selected {
        for line in &mut lines {
            // Every line here begins with a blank, which the bar takes.
            if let Some(first) = line.spans.first_mut() {
                let rest = first.content.strip_prefix(' ').unwrap_or(&first.content);
                *first = Span::styled(rest.to_owned(), first.style.patch(line.style));
            }
            line.spans.insert(0, cursor(theme, true));
        }
    }
    lines
}

fn note(state: &State, theme: &Theme, note: ChangeId, columns: usize) -> Vec<Line<'static>> {
    let found = state
        .journey
        .as_ref()
        .and_then(|journey| note_of(journey, note));
    let Some((goal, note)) = found else {
        return Vec::new();
    };
    let mut head = vec![journeys::short_name(&note.author.name).to_owned()];
    if let Some(goal) = goal {
        head.push(format!("on {}", goal.number));
    }
    let held = note.meeting.and_then(|meeting| {
        let meetings = &state.journey.as_ref()?.meetings;
        meetings.get(meeting)
    });
    if held.is_some_and(|held| held.opening.on != note.on) {
        head.push(date(state, note.on));
    }
    if note.visibility == Visibility::Private {
        head.push("private".to_owned());
    }
    let head = format!("  {}", head.join(", "));
    let mut lines = vec![Line::from(Span::styled(head, theme.style(Meaning::Quiet)))];
    for text in wrap(&note.text, columns.saturating_sub(5)) {
        lines.push(Line::from(format!("    {text}")));
    }
    lines
}

fn action(
    state: &State,
    theme: &Theme,
    action: &Action,
    columns: usize,
    selected: bool,
) -> Vec<Line<'static>> {
    let owner = journeys::short_name(action.owner()).to_owned();
    let due = match (&action.done, &action.dropped, action.due) {
        (Some(done), _, _) => format!("done {} ", date(state, done.on)),
        (None, Some(dropped), _) => format!("dropped {} ", date(state, dropped.mark.on)),
        (None, None, Some(due)) => format!("{} ", date(state, due)),
        (None, None, None) => String::new(),
    };
    let style = match (selected, action.is_open()) {
        (true, _) => theme.style(Meaning::Selected),
        (false, false) => theme.style(Meaning::Quiet),
        (false, true) => Style::new(),
    };
    let head = format!("  {} {owner}  ", marks::action(action.state()));
    let quiet = theme.style(Meaning::Quiet);
    let indent = width(&head);
    if !selected || indent + width(&action.text) + width(&due) < columns {
        let left = vec![
            Span::styled(head, quiet),
            Span::styled(action.text.clone(), style),
        ];
        let right = match due.is_empty() {
            true => Vec::new(),
            false => vec![Span::styled(due, quiet)],
        };
        return vec![row(columns, left, right)];
    }
    let texts = wrap(&action.text, columns.saturating_sub(indent + 1));
    let texts = texts.into_iter().map(|text| (text, style));
    let due = Some(due).filter(|due| !due.is_empty());
    texts
        .chain(due.map(|due| (due, quiet)))
        .enumerate()
        .map(|(place, (text, style))| {
            let pad = match place {
                0 => head.clone(),
                _ => " ".repeat(indent),
            };
            Line::from(vec![Span::styled(pad, quiet), Span::styled(text, style)])
        })
        .collect()
}

fn past(
    state: &State,
    theme: &Theme,
    meeting: ChangeId,
    columns: usize,
    selected: bool,
) -> Line<'static> {
    let Some(journey) = &state.journey else {
        return Line::default();
    };
    let meetings = &journey.meetings;
    let held = meetings.get(meeting);
    let day = held.map_or_else(String::new, |held| date(state, held.opening.on));
    let number = meetings.number(meeting).unwrap_or(0);
    let notes = journey
        .all_notes()
        .filter(|(_, _, note)| meetings.is_in(note.meeting, meeting) && may_read(state, note))
        .count();
    let actions: Vec<&Action> = (meetings.actions.values())
        .filter(|action| meetings.is_in(action.entry.meeting, meeting))
        .collect();
    let open = actions.iter().filter(|action| action.is_open());
    let mut parts = Vec::new();
    for (number, noun) in [(notes, "note"), (actions.len(), "action")] {
        if number > 0 {
            parts.push(count(number, noun));
        }
    }
    match open.count() {
        0 => {}
        open => parts.push(format!("{open} open")),
    }
    let style = match selected {
        true => theme.style(Meaning::Selected),
        false => Style::new(),
    };
    let name = format!("  no. {number:<3} {day}");
    // What is open matters most where there is little room.
    let mut beside = format!("{} ", parts.join(", "));
    while !parts.is_empty() && width(&name) + width(&beside) >= columns {
        parts.remove(0);
        beside = format!("{} ", parts.join(", "));
    }
    let left = vec![Span::styled(name, style)];
    let right = match parts.is_empty() {
        true => Vec::new(),
        false => vec![Span::styled(beside, theme.style(Meaning::Quiet))],
    };
    row(columns, left, right)
}
