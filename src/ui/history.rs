//! The History screen: the log in words, newest first.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::rows::{NEW, cursor, first_line};
use super::text::{cut, row, width, wrap};
use super::theme::{Meaning, Theme};
use super::{Drawn, date};
use crate::app::{State, Target};
use crate::domain::telling::history::Line as Entry;

/// The most lines that the selected entry unfolds to.
const UNFOLDED: usize = 8;

/// Draws the screen.
pub fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, drawn: &mut Drawn) {
    let shown = state.history.shown(&state.lines);
    filter_line(frame, area, state, theme, shown.len());
    let list = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    if shown.is_empty() {
        let text = if state.history.filter_text().is_empty() {
            " Nothing has happened yet."
        } else {
            " No change holds all of these words. Esc drops the filter."
        };
        frame.render_widget(Line::from(text), list);
        return;
    }
    let height = usize::from(list.height);
    drawn.page = height.saturating_sub(1);
    let columns = usize::from(area.width);
    let unfolded = shown.get(state.history.cursor).map_or(1, |entry| {
        lines(state, theme, entry, columns, UNFOLDED).len()
    });
    let all = shown.len() + unfolded.saturating_sub(1);
    let first = first_line(state.history.cursor, all, height).min(state.history.cursor);
    let mut y = list.y;
    for (place, entry) in shown.iter().enumerate().skip(first) {
        let selected = place == state.history.cursor;
        let room = usize::from(list.bottom().saturating_sub(y));
        if room == 0 {
            return;
        }
        let unfolded = if selected { room.min(UNFOLDED) } else { 0 };
        for line in lines(state, theme, entry, columns, unfolded) {
            let at = Rect {
                y,
                height: 1,
                ..list
            };
            frame.render_widget(line, at);
            drawn.targets.push((at, Target::Row(place)));
            y += 1;
        }
    }
}

fn filter_line(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, shown: usize) {
    let line = Rect { height: 1, ..area };
    let count = vec![Span::styled(
        format!("{shown} of {} changes ", state.lines.len()),
        theme.style(Meaning::Quiet),
    )];
    let text = state.history.filter_text();
    let left = if state.history.typing || !text.is_empty() {
        vec![
            Span::styled(" / ", theme.style(Meaning::Key)),
            Span::raw(text.to_owned()),
        ]
    } else {
        vec![Span::styled(
            " / filters as you type",
            theme.style(Meaning::Quiet),
        )]
    };
    if state.history.typing {
        let before: usize = text
            .chars()
            .take(state.history.filter.cursor().1)
            .map(|c| width(c.encode_utf8(&mut [0; 4])))
            .sum();
        let x = line.x + 3 + u16::try_from(before).unwrap_or(0);
        frame.set_cursor_position((x.min(line.right().saturating_sub(1)), line.y));
    }
    frame.render_widget(row(usize::from(area.width), left, count), line);
}

/// Returns an entry, unfolded to so many lines at most where it is selected; none are asked for
/// where it is not.
fn lines(
    state: &State,
    theme: &Theme,
    entry: &Entry,
    columns: usize,
    unfolded: usize,
) -> Vec<Line<'static>> {
    let selected = unfolded > 0;
    let day = date(state, entry.day);
    let names = if columns >= 60 { 12 } else { 6 };
    let name = cut(&entry.author.name, names);
    let pad = " ".repeat(names.saturating_sub(width(&name)));
    let head = format!(" {:>4}  {day:<10}  {name}{pad}  ", entry.number);
    let indent = width(&head) + 1;
    let late = entry.late_entry().map(|late| format!(" ({late})"));
    let mut end = late.unwrap_or_default();
    end.push_str(entry.ending());
    if state.peers.news.iter().any(|new| new.id == entry.id) {
        end.push_str(NEW);
    }
    let style = match (selected, !entry.ending().is_empty()) {
        (true, _) => theme.style(Meaning::Selected),
        (false, true) => theme.style(Meaning::Quiet),
        (false, false) => ratatui::style::Style::new(),
    };
    let start = vec![
        cursor(theme, selected),
        Span::styled(head, theme.style(Meaning::Quiet)),
    ];
    if !selected {
        let mut first = entry.text.lines().next().unwrap_or_default().to_owned();
        if entry.text.lines().nth(1).is_some() {
            first.push_str(" …");
        }
        let mut left = start;
        left.push(Span::styled(first, style));
        // At the edge, since a long line would lose it.
        let right = match end.is_empty() {
            true => Vec::new(),
            false => vec![Span::styled(format!("{end} "), style)],
        };
        return vec![row(columns, left, right)];
    }
    let text = format!("{}{end}", entry.text);
    let wrapped = wrap(&text, columns.saturating_sub(indent + 1));
    let more = wrapped.len() > unfolded;
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (place, text) in wrapped.into_iter().take(unfolded).enumerate() {
        let mut spans = match place {
            0 => start.clone(),
            _ => vec![cursor(theme, true), Span::raw(" ".repeat(indent - 1))],
        };
        let last = more && place + 1 == unfolded;
        let text = if last { format!("{text} …") } else { text };
        spans.push(Span::styled(text, style));
        lines.push(Line::from(spans));
    }
    lines
}
