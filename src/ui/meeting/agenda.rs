//! The agenda of the 1:1 screen: a section under each heading, a line to each matter.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Page;
use crate::app::{Side, State};
use crate::domain::judgment::dates::Dates;
use crate::domain::record::meeting::{Section, Topic};
use crate::domain::telling::agenda::Line as Matter;
use crate::domain::telling::since::since;
use crate::domain::wording::marks::Sign;
use crate::ui::date;
use crate::ui::rows::{NEW, cursor};
use crate::ui::text::{cut, row, width, wrap};
use crate::ui::theme::{Meaning, Theme};

/// Columns from which on there is room beside a line.
const BESIDE: usize = 44;

/// Returns the agenda as lines.
pub(super) fn page(state: &State, theme: &Theme, columns: usize, height: u16) -> Page {
    let lines = state.meeting.agenda(state);
    let mut page = Page::default();
    if state.meeting.past.is_none() {
        since_last(state, theme, columns, height, &mut page);
    }
    if lines.is_empty() {
        let text = match state.meeting.past {
            Some(_) => "  Nothing stood on its agenda.",
            None => "  Nothing wants talk. + adds a point.",
        };
        page.plain(text.to_owned(), theme);
        return page;
    }
    let sections = lines.chunk_by(|a, b| a.section == b.section).count();
    // An empty line between sections only where everything is in sight with it.
    let airy = page.len() + lines.len() + 2 * sections < usize::from(height);
    let dates = state.standing().map(|standing| standing.dates.clone());
    let mut before = None;
    for (place, line) in lines.iter().enumerate() {
        if before.replace(line.section) != Some(line.section) {
            match airy {
                true => page.heading(line.section.heading(), theme),
                false => page.heading_close(line.section.heading(), theme),
            }
        }
        let mark = mark(state, theme, dates.as_ref(), line);
        let chosen = place == state.meeting.line;
        let focused = chosen && state.meeting.side == Side::Agenda;
        let beside = beside(state, line);
        let lines = matter(theme, line, mark, &beside, columns, focused);
        page.entry(place, chosen, lines);
    }
    page
}

/// Adds what became of the journey since the last 1:1, on a third of the height at most.
fn since_last(state: &State, theme: &Theme, columns: usize, height: u16, page: &mut Page) {
    let Some(standing) = state.standing() else {
        return;
    };
    let since = since(standing.journey, &standing.dates, state.acting);
    let room = usize::from(height) / 3;
    if since.lines.is_empty() || room < 2 {
        return;
    }
    page.heading(&format!("Since {}", date(state, since.on)), theme);
    let whole = since.lines.len() < room;
    let shown = if whole { since.lines.len() } else { room - 2 };
    for line in since.lines.iter().take(shown) {
        let text = cut(&line.text, columns.saturating_sub(5));
        page.plain(format!("    {text}"), theme);
    }
    if !whole {
        page.plain(format!("    and {} more", since.lines.len() - shown), theme);
    }
}

/// Returns a matter on one line, or whole where it is selected.
fn matter(
    theme: &Theme,
    line: &Matter,
    (mark, meaning): (&'static str, Meaning),
    beside: &str,
    columns: usize,
    selected: bool,
) -> Vec<Line<'static>> {
    let (treated, treated_meaning) = match line.treatment {
        Some(treatment) => theme.mark(treatment),
        None => (" ", Meaning::Quiet),
    };
    let head = vec![
        cursor(theme, selected),
        Span::styled(treated, theme.style(treated_meaning)),
        Span::raw(" "),
        Span::styled(mark, theme.style(meaning)),
        Span::raw(" "),
    ];
    let style = match (selected, line.treatment) {
        (true, _) => theme.style(Meaning::Selected),
        (false, Some(_)) => theme.style(Meaning::Quiet),
        (false, None) => Style::new(),
    };
    let indent: usize = head.iter().map(Span::width).sum();
    let quiet = theme.style(Meaning::Quiet);
    let fits = indent + width(&line.text) + width(beside) + 3 <= columns;
    if fits || !selected {
        let mut left = head;
        left.push(Span::styled(line.text.clone(), style));
        let room = if fits { columns } else { columns * 2 / 5 };
        let right = match beside.is_empty() || columns < BESIDE {
            true => Vec::new(),
            false => vec![Span::styled(format!("{} ", cut(beside, room)), quiet)],
        };
        return vec![row(columns, left, right)];
    }
    let texts = wrap(&line.text, columns.saturating_sub(indent + 1));
    let texts = texts.into_iter().map(|text| (text, style));
    let besides = wrap(beside, columns.saturating_sub(indent + 1));
    let besides = besides.into_iter().filter(|text| !text.is_empty());
    let pad = " ".repeat(indent - 1);
    texts
        .chain(besides.map(|text| (text, quiet)))
        .enumerate()
        .map(|(place, (text, style))| {
            let mut spans = match place {
                0 => head.clone(),
                _ => vec![cursor(theme, selected), Span::raw(pad.clone())],
            };
            spans.push(Span::styled(text, style));
            Line::from(spans)
        })
        .collect()
}

/// Returns whether what a line is about came in from another machine and was not looked at.
fn is_new(state: &State, line: &Matter) -> bool {
    match &line.topic {
        Topic::Goal { goal } | Topic::Agreement { goal } => state.peers.is_new(goal),
        Topic::Action { action: id }
        | Topic::Point { point: id }
        | Topic::Question { note: id } => state.peers.news.iter().any(|new| new.id == *id),
        Topic::Ask { .. }
        | Topic::FirstStep { .. }
        | Topic::Gate { .. }
        | Topic::Rhythm
        | Topic::Signal { .. } => false,
    }
}

/// Returns the mark of a goal as it stands now, or of what else the line is about.
fn mark(
    state: &State,
    theme: &Theme,
    dates: Option<&Dates>,
    line: &Matter,
) -> (&'static str, Meaning) {
    let journey = state
        .journey
        .as_ref()
        .filter(|_| state.meeting.past.is_none());
    let goal = match &line.topic {
        Topic::Goal { goal } => journey.and_then(|journey| journey.goal(goal)),
        _ => None,
    };
    match (goal, dates) {
        (Some(goal), Some(dates)) => theme.mark(Sign::of(goal, dates)),
        _ => theme.mark(line.section),
    }
}

/// Returns what is to be known beside a line: how often it was left over, whether it is new.
fn beside(state: &State, line: &Matter) -> String {
    let carried = line
        .carried_words()
        .filter(|_| line.section != Section::Rhythm);
    let new = is_new(state, line).then(|| NEW.trim_start().to_owned());
    let parts = [Some(line.beside.clone()), carried, new];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}
