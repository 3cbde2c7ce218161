//! Lists over the screen: all acts, all goals, the parts of a goal.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use super::Drawn;
use super::form::{Look, line_field};
use super::rows::{cursor, first_line};
use super::text::{row, wrap};
use super::theme::{Meaning, Theme};
use crate::app::{Pick, State, Target};
use crate::domain::plan::names::Slug;
use crate::domain::wording::{goals, marks};

/// Draws a list that narrows as one types.
pub fn pick(frame: &mut Frame<'_>, body: Rect, pick: &Pick, theme: &Theme, drawn: &mut Drawn) {
    frame.render_widget(Clear, body);
    drawn.targets.retain(|(area, _)| !body.intersects(*area));
    let columns = usize::from(body.width).min(100);
    let line = |y: u16| Rect {
        y,
        height: 1,
        width: u16::try_from(columns).unwrap_or(body.width),
        ..body
    };
    frame.render_widget(
        Line::styled(format!(" {}", pick.title), theme.style(Meaning::Title)),
        line(body.y),
    );
    let field = Rect {
        x: body.x + 1,
        width: body.width.saturating_sub(2),
        ..line(body.y + 1)
    };
    line_field(frame, field, &pick.input, Look::Focused, theme);
    let shown = pick.shown();
    let top = body.y + 2;
    if shown.is_empty() {
        frame.render_widget(Line::from(" Nothing goes by these words."), line(top));
        return;
    }
    let whole = usize::from(body.bottom().saturating_sub(top));
    let height = if shown.len() > whole {
        whole.saturating_sub(1)
    } else {
        whole
    };
    let first = first_line(pick.cursor, shown.len(), height);
    drawn.page = height;
    let more = shown.len().saturating_sub(first + height);
    if more > 0 {
        let text = format!(" {more} more ↓");
        let last = line(body.bottom().saturating_sub(1));
        frame.render_widget(Line::styled(text, theme.style(Meaning::Key)), last);
    }
    let end = top + u16::try_from(height).unwrap_or(0);
    let rows = (top..end).zip(shown.iter().enumerate().skip(first));
    for (y, (place, (words, beside, _))) in rows {
        let selected = place == pick.cursor;
        let style = if selected {
            theme.style(Meaning::Selected)
        } else {
            ratatui::style::Style::new()
        };
        let left = vec![
            cursor(theme, selected),
            Span::raw(" "),
            Span::styled(words.clone(), style),
        ];
        let right = vec![Span::styled(
            format!("{beside} "),
            theme.style(Meaning::Quiet),
        )];
        frame.render_widget(row(columns, left, right), line(y));
        drawn.targets.push((line(y), Target::Row(place)));
    }
}

/// Draws the parts of a goal.
pub fn parts(
    frame: &mut Frame<'_>,
    body: Rect,
    state: &State,
    slug: &Slug,
    selected: usize,
    theme: &Theme,
    drawn: &mut Drawn,
) {
    let goal = state
        .journey
        .as_ref()
        .and_then(|journey| journey.goal(slug));
    let Some(goal) = goal else {
        return;
    };
    frame.render_widget(Clear, body);
    drawn.targets.retain(|(area, _)| !body.intersects(*area));
    let columns = usize::from(body.width).min(100);
    let asks = goals::asks_for(goal.plan.asks);
    let mut lines: Vec<(Line<'_>, Option<usize>)> = Vec::new();
    let title = goals::named(goal);
    for text in wrap(&title, columns.saturating_sub(2)) {
        let line = Line::styled(format!(" {text}"), theme.style(Meaning::Title));
        lines.push((line, None));
    }
    lines.push((Line::from(format!(" asks for {asks}")), None));
    lines.push((Line::default(), None));
    let mut selected_line = 0;
    for (place, criterion) in goal.criteria().enumerate() {
        if place == selected {
            selected_line = lines.len();
        }
        let style = if place == selected {
            theme.style(Meaning::Selected)
        } else {
            ratatui::style::Style::new()
        };
        let tick = marks::tick(goal.ticks.contains_key(&criterion.slug));
        let texts = wrap(&criterion.text, columns.saturating_sub(11));
        for (line, text) in texts.into_iter().enumerate() {
            let head = match line {
                0 => format!(" {:>2} {tick} ", place + 1),
                _ => " ".repeat(8),
            };
            let spans = vec![
                cursor(theme, place == selected),
                Span::raw(head),
                Span::styled(text, style),
            ];
            lines.push((Line::from(spans), Some(place)));
        }
        if let Some((sign, changed)) = marks::Sign::of_tick(goal, criterion) {
            let (mark, meaning) = theme.mark(sign);
            for text in wrap(&format!("{mark} {changed}"), columns.saturating_sub(11)) {
                let text = format!("{}{text}", " ".repeat(9));
                lines.push((Line::styled(text, theme.style(meaning)), Some(place)));
            }
        }
    }
    let height = usize::from(body.height);
    let first = first_line(selected_line, lines.len(), height);
    drawn.page = height.saturating_sub(3);
    for (y, (line, place)) in (body.y..body.bottom()).zip(lines.into_iter().skip(first)) {
        let at = Rect {
            y,
            height: 1,
            ..body
        };
        frame.render_widget(line, at);
        if let Some(place) = place {
            drawn.targets.push((at, Target::Row(place)));
        }
    }
}
