//! Forms: a heading, fields, and why they were not taken.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};
use ratatui_textarea::TextArea;

use super::text::{cut, width, wrap};
use super::theme::{Meaning, Theme};
use crate::app::{Field, FieldKind, Form, State};
use crate::domain::words::when::full_date;

/// Draws a form over the screen.
pub fn draw(frame: &mut Frame<'_>, body: Rect, state: &State, form: &Form, theme: &Theme) {
    let area = Rect {
        x: body.x + 1,
        width: body.width.saturating_sub(2),
        ..body
    };
    frame.render_widget(Clear, body);
    let columns = usize::from(area.width).min(100);
    let mut y = area.y;
    let put = |frame: &mut Frame<'_>, y: u16, line: Line<'_>| {
        if y < area.bottom() {
            frame.render_widget(
                line,
                Rect {
                    y,
                    height: 1,
                    ..area
                },
            );
        }
    };
    let problem: Vec<String> = form
        .problem
        .as_deref()
        .map(|problem| wrap(problem, columns))
        .unwrap_or_default();
    let below = u16::try_from(problem.len()).unwrap_or(0);
    // A field takes two rows and an empty one, the heading three, where all of that fits.
    let rows = u16::try_from(form.fields.len() * 3 + 3).unwrap_or(u16::MAX);
    let roomy = area.height > 14 && rows.saturating_add(below) <= area.height;
    y += u16::from(roomy);
    put(
        frame,
        y,
        Line::styled(cut(&form.title, columns), theme.style(Meaning::Title)),
    );
    y += 1 + u16::from(roomy);
    // Where not everything fits, the focused field and the problem are what is shown.
    let room = area.bottom().saturating_sub(y + below);
    let fit = if roomy {
        form.fields.len()
    } else {
        usize::from(room / 2).max(1)
    };
    let first = (form.focus + 1).saturating_sub(fit);
    let dates = state.dates();
    for (place, field) in form.fields.iter().enumerate().skip(first).take(fit) {
        let focused = place == form.focus;
        let meaning = if focused {
            Meaning::Key
        } else {
            Meaning::Quiet
        };
        put(
            frame,
            y,
            Line::styled(cut(&field.label, columns), theme.style(meaning)),
        );
        y += 1;
        let others = form.fields.len() - place - 1;
        let gaps = if roomy { others + 1 } else { 0 };
        let rest = u16::try_from(others * 2 + gaps).unwrap_or(0) + below;
        let height = match field.kind {
            FieldKind::Text => area.bottom().saturating_sub(y + rest).clamp(1, 16),
            _ => 1,
        };
        let at = Rect {
            y: y.min(area.bottom().saturating_sub(1)),
            height: height.min(area.bottom().saturating_sub(y).max(1)),
            width: u16::try_from(columns).unwrap_or(area.width),
            ..area
        };
        let date = || form.date(place, dates.as_ref()?)?.ok();
        draw_field(frame, at, field, date, focused, theme);
        y += height + u16::from(roomy);
    }
    for line in problem {
        put(frame, y, Line::styled(line, theme.style(Meaning::Problem)));
        y += 1;
    }
}

fn draw_field(
    frame: &mut Frame<'_>,
    area: Rect,
    field: &Field,
    date: impl FnOnce() -> Option<NaiveDate>,
    focused: bool,
    theme: &Theme,
) {
    let look = match (focused, field.fresh) {
        (false, _) => Look::Plain,
        (true, false) => Look::Focused,
        (true, true) => Look::Selected,
    };
    match field.kind {
        FieldKind::Choice => choices(frame, area, field, focused, theme),
        FieldKind::Text => text_field(frame, area, &field.input, focused, theme),
        FieldKind::Date(_) | FieldKind::OptionalDate(_) => {
            let half = Rect {
                width: area.width / 2,
                ..area
            };
            line_field(frame, half, &field.input, look, theme);
            let echo = match date() {
                _ if field.text().is_empty() => String::new(),
                Some(day) => full_date(day),
                None => "not a date yet".to_owned(),
            };
            let beside = Rect {
                x: half.right() + 1,
                width: area.width.saturating_sub(half.width + 1),
                ..area
            };
            frame.render_widget(Line::styled(echo, theme.style(Meaning::Quiet)), beside);
        }
        FieldKind::Line | FieldKind::Optional => {
            line_field(frame, area, &field.input, look, theme);
        }
    }
}

/// Draws what a field offers side by side, in full where that fits.
fn choices(frame: &mut Frame<'_>, area: Rect, field: &Field, focused: bool, theme: &Theme) {
    const HINT: &str = "   Space switches";
    let columns = usize::from(area.width);
    let texts = |long: bool| -> Vec<&str> {
        let offers = field.offers.iter();
        offers
            .map(|offer| if long { &offer.long } else { &offer.word }.as_str())
            .collect()
    };
    let needed = |texts: &[&str], gap: usize| {
        let words: usize = texts.iter().map(|text| width(text) + 4 + gap).sum();
        words.saturating_sub(gap)
    };
    let long = texts(true);
    let (texts, gap) = match texts(false) {
        _ if columns >= 60 && needed(&long, 3) <= columns => (long, 3),
        short if needed(&short, 3) <= columns => (short, 3),
        short => (short, 1),
    };
    let room = columns.saturating_sub(needed(&texts, gap));
    let mut spans = Vec::new();
    for (place, text) in texts.into_iter().enumerate() {
        let on = field.chosen() == Some(place);
        let mark = if on { "(•) " } else { "( ) " };
        let meaning = if on {
            Meaning::Selected
        } else {
            Meaning::Quiet
        };
        if place > 0 {
            spans.push(Span::raw(" ".repeat(gap)));
        }
        spans.push(Span::styled(format!("{mark}{text}"), theme.style(meaning)));
    }
    if focused && columns >= 60 && room >= width(HINT) {
        spans.push(Span::styled(HINT, theme.style(Meaning::Quiet)));
    }
    frame.render_widget(Line::from(spans), area);
}

/// How a field of one line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Keys go elsewhere.
    Plain,
    /// Keys go here.
    Focused,
    /// Keys go here, and typing replaces what is in it.
    Selected,
}

/// Draws a field of one line, so that its cursor is in sight.
pub fn line_field(
    frame: &mut Frame<'_>,
    area: Rect,
    input: &TextArea<'_>,
    look: Look,
    theme: &Theme,
) {
    let focused = look != Look::Plain;
    let text = input.lines().first().map_or("", String::as_str);
    let columns = usize::from(area.width).saturating_sub(3);
    let cursor = input.cursor().1;
    let before: Vec<char> = text.chars().take(cursor).collect();
    // What lies left of the cursor and fits is shown; the rest of the line follows.
    let mut start = before.len();
    let mut taken = 0;
    for c in before.iter().rev() {
        let wide = width(c.encode_utf8(&mut [0; 4]));
        if taken + wide > columns {
            break;
        }
        taken += wide;
        start -= 1;
    }
    let rest: String = text.chars().skip(start).collect();
    let prompt = if focused { "› " } else { "  " };
    let prompt = if theme.unicode { prompt } else { "> " };
    let shown = Line::from(vec![
        Span::styled(prompt, theme.style(Meaning::Cursor)),
        Span::styled(
            cut(&rest, columns + 1),
            match look {
                Look::Selected => Style::new().add_modifier(Modifier::REVERSED),
                Look::Plain | Look::Focused => Style::new(),
            },
        ),
    ]);
    frame.render_widget(shown, area);
    if focused {
        let x = area.x + 2 + u16::try_from(taken).unwrap_or(0);
        frame.set_cursor_position((x.min(area.right().saturating_sub(1)), area.y));
    }
}

fn text_field(
    frame: &mut Frame<'_>,
    area: Rect,
    input: &TextArea<'static>,
    focused: bool,
    theme: &Theme,
) {
    let bar: Vec<Line<'_>> = (0..area.height)
        .map(|_| Line::styled(theme.cursor(), theme.style(Meaning::Quiet)))
        .collect();
    frame.render_widget(Paragraph::new(bar), Rect { width: 1, ..area });
    let inner = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(2),
        ..area
    };
    let mut input = input.clone();
    input.set_cursor_line_style(Style::new());
    input.set_cursor_style(if focused {
        Style::new().add_modifier(Modifier::REVERSED)
    } else {
        Style::new()
    });
    frame.render_widget(&input, inner);
}
