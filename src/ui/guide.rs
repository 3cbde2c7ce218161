//! The Guide screen: pages on the left, the entries of one on the right.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Drawn;
use super::fitted::fitted_line;
use super::rows::cursor;
use super::text::{row, wrap};
use super::theme::{Meaning, Theme};
use crate::app::{State, Target, goals_of};
use crate::domain::plan::guide::{Entry, Group, Guide, Page};
use crate::domain::record::goal::GoalNumber;

/// Columns from which on pages and entries stand side by side.
const TWO: u16 = 70;
/// Columns of the pages.
const PAGES: u16 = 24;

/// Draws the screen.
pub fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, drawn: &mut Drawn) {
    fitted_line(frame, area, "", state, theme);
    let area = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let Some(guide) = &state.guide else {
        return;
    };
    if guide.pages.is_empty() {
        frame.render_widget(Line::from(" This journey's plan has no guide."), area);
        return;
    }
    if area.width >= TWO {
        let left = Rect {
            width: PAGES,
            ..area
        };
        let right = Rect {
            x: area.x + PAGES,
            width: area.width - PAGES,
            ..area
        };
        pages(frame, left, state, guide, theme, drawn);
        entries(frame, right, state, guide, theme, drawn);
    } else if state.guide_view.in_page {
        entries(frame, area, state, guide, theme, drawn);
    } else {
        pages(frame, area, state, guide, theme, drawn);
    }
}

fn pages(
    frame: &mut Frame<'_>,
    area: Rect,
    state: &State,
    guide: &Guide,
    theme: &Theme,
    drawn: &mut Drawn,
) {
    let view = &state.guide_view;
    let height = usize::from(area.height);
    let first = super::rows::first_line(view.page, guide.pages.len(), height);
    let rows = (area.y..area.bottom()).zip(guide.pages.iter().enumerate().skip(first));
    for (y, (place, page)) in rows {
        let selected = place == view.page;
        let style = if selected {
            theme.style(Meaning::Selected)
        } else {
            ratatui::style::Style::new()
        };
        let left = vec![
            cursor(theme, selected && !view.in_page),
            Span::styled(page.kind.title, style),
        ];
        let count = format!("{}  ", page.entries.len());
        let right = vec![Span::styled(count, theme.style(Meaning::Quiet))];
        let at = Rect {
            y,
            height: 1,
            ..area
        };
        frame.render_widget(row(usize::from(area.width), left, right), at);
        drawn.targets.push((at, Target::Beside(place)));
    }
    drawn.page = height;
}

fn entries(
    frame: &mut Frame<'_>,
    area: Rect,
    state: &State,
    guide: &Guide,
    theme: &Theme,
    drawn: &mut Drawn,
) {
    let view = &state.guide_view;
    let Some(page) = view.page(guide) else {
        return;
    };
    let columns = usize::from(area.width).min(92);
    let mut lines: Vec<(Line<'_>, Option<usize>)> = Vec::new();
    let title = format!(" {}", page.kind.title);
    lines.push((Line::styled(title, theme.style(Meaning::Title)), None));
    let mut group = None;
    let mut selected = 0..0;
    for (place, entry) in page.entries.iter().enumerate() {
        if entry.group != group {
            group.clone_from(&entry.group);
            let heading = format!(" {}", heading(page, entry));
            lines.push((Line::default(), None));
            lines.push((Line::styled(heading, theme.style(Meaning::Heading)), None));
        }
        let begin = lines.len();
        let here = view.in_page && place == view.entry;
        for line in entry_lines(state, guide, page, entry, here, theme, columns) {
            lines.push((line, Some(place)));
        }
        if place == view.entry {
            selected = begin..lines.len();
        }
    }
    let height = usize::from(area.height);
    let last = lines.len().saturating_sub(height);
    // The selected entry is shown from its first line on, with a little of what stands above.
    let first = match view.entry {
        0 => 0,
        _ => selected.start.saturating_sub(height / 3).min(last),
    };
    drawn.page = 5;
    let more = lines.len().saturating_sub(first + height);
    for (y, (line, place)) in (area.y..area.bottom()).zip(lines.into_iter().skip(first)) {
        let at = Rect {
            y,
            height: 1,
            ..area
        };
        frame.render_widget(line, at);
        if let Some(place) = place {
            drawn.targets.push((at, Target::Row(place)));
        }
    }
    if more > 0 && area.height > 0 {
        let at = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        frame.render_widget(ratatui::widgets::Clear, at);
        let text = format!(" {} more ↓", more + 1);
        frame.render_widget(Line::styled(text, theme.style(Meaning::Key)), at);
    }
}

fn heading<'a>(page: &Page, entry: &'a Entry) -> &'a str {
    let group = entry.group.as_deref().unwrap_or_default();
    match page.kind.group {
        Group::Words(_, words) => words
            .iter()
            .find(|(word, _)| *word == group)
            .map_or(group, |(_, heading)| heading),
        Group::Free(_) | Group::None => group,
    }
}

fn entry_lines(
    state: &State,
    guide: &Guide,
    page: &Page,
    entry: &Entry,
    selected: bool,
    theme: &Theme,
    columns: usize,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut add = |text: &str, indent: usize, meaning: Option<Meaning>| {
        let style = meaning.map_or_else(ratatui::style::Style::new, |m| theme.style(m));
        for text in wrap(text, columns.saturating_sub(indent + 2)) {
            lines.push(Line::from(vec![
                cursor(theme, selected),
                Span::raw(" ".repeat(indent)),
                Span::styled(text, style),
            ]));
        }
    };
    if let Some(name) = &entry.name {
        add(name, 1, Some(Meaning::Heading));
    }
    let indent = if entry.name.is_some() { 3 } else { 1 };
    for ((_, label), text) in page.kind.texts.iter().zip(&entry.texts) {
        match *label {
            "" => add(text, indent, None),
            label => add(&format!("{label}: {text}"), indent, None),
        }
    }
    let milestones = state.journey.as_ref().map(|journey| journey.milestones());
    if let Some(at) = milestones.and_then(|milestones| entry.counts_where(&milestones)) {
        add(&format!("counts at: {at}"), indent, None);
    }
    let mut numbers: Vec<GoalNumber> = goals_of(guide, page, entry)
        .into_iter()
        .filter_map(|slug| state.journey.as_ref()?.goal(slug))
        .map(|goal| goal.number)
        .collect();
    numbers.sort();
    if !numbers.is_empty() {
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let text = format!("belongs to {}", numbers.join(", "));
        add(&text, indent, Some(Meaning::Quiet));
    }
    lines
}
