//! The settings that a plan can be fitted to: in the guided start, and over the screens.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Drawn;
use super::rows::{cursor, first_line};
use super::text::{row, wrap};
use super::theme::{Meaning, Theme};
use crate::app::{ContextList, Target};
use crate::domain::plan::context::AXES;
use crate::domain::wording::marks;

/// Draws the settings to choose from, with what the selected one changes.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    list: &ContextList,
    question: &str,
    theme: &Theme,
    drawn: &mut Drawn,
) {
    let columns = usize::from(area.width).min(100);
    let mut lines: Vec<(Line<'_>, Option<usize>)> = Vec::new();
    for text in wrap(question, columns.saturating_sub(2)) {
        let line = Line::styled(format!(" {text}"), theme.style(Meaning::Heading));
        lines.push((line, None));
    }
    let mut axis = "";
    let mut selected_line = 0;
    for (place, context) in list.all.iter().enumerate() {
        if context.axis != axis {
            axis = context.axis;
            let heading = AXES.iter().find(|(key, _)| *key == axis);
            let heading = heading.map_or("", |(_, heading)| heading);
            let line = Line::styled(format!(" {heading}"), theme.style(Meaning::Quiet));
            lines.push((line, None));
        }
        let selected = place == list.cursor;
        let style = if selected {
            theme.style(Meaning::Selected)
        } else {
            ratatui::style::Style::new()
        };
        if selected {
            selected_line = lines.len();
        }
        let tick = marks::tick(list.chosen.contains(&place));
        let left = vec![
            cursor(theme, selected),
            Span::raw(format!(" {tick} ")),
            Span::styled(context.name.clone(), style),
        ];
        lines.push((row(columns, left, Vec::new()), Some(place)));
    }
    let (about, meaning) = match (&list.problem, list.all.get(list.cursor)) {
        (Some(problem), _) => (problem.as_str(), Some(Meaning::Problem)),
        (None, Some(context)) => (context.what.as_str(), None),
        (None, None) => ("", None),
    };
    let about = wrap(about, columns.saturating_sub(2));
    let meaning = meaning
        .map(|meaning| theme.style(meaning))
        .unwrap_or_default();
    let below = (usize::from(area.height) / 3).min(6);
    let height = usize::from(area.height).saturating_sub(below);
    let hidden = lines.len().saturating_sub(height);
    let first = first_line(selected_line, lines.len(), height);
    drawn.page = height;
    let bottom = area.y + u16::try_from(height).unwrap_or(area.height);
    for (y, (line, place)) in (area.y..bottom).zip(lines.into_iter().skip(first)) {
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
    if hidden > first {
        let at = Rect {
            y: bottom.min(area.bottom().saturating_sub(1)),
            height: 1,
            ..area
        };
        let text = format!(" {} more ↓", hidden - first);
        frame.render_widget(Line::styled(text, theme.style(Meaning::Key)), at);
    }
    let room = below.saturating_sub(1);
    let cut_off = about.len() > room;
    for (place, (y, text)) in (bottom + 1..area.bottom()).zip(about).enumerate() {
        let sign = if cut_off && place + 1 == room {
            " …"
        } else {
            ""
        };
        let at = Rect {
            y,
            height: 1,
            ..area
        };
        let left = vec![Span::styled(format!(" {text}{sign}"), meaning)];
        frame.render_widget(row(usize::from(area.width), left, Vec::new()), at);
    }
}
