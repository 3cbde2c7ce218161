//! The conversation over time: the weeks and what their marks say stay, what goes by them scrolls.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::Drawn;
use super::drawn::{keyed, line};
use super::start::scrolled;
use super::text::wrap;
use super::theme::{Meaning, Theme};
use crate::app::State;
use crate::domain::plan::people::Party;
use crate::domain::telling::trend::{self, Shown, told};
use crate::domain::wording::journeys::too_early;
use crate::domain::wording::trend::TITLE;

/// The rows that scroll, without which the weeks do not stay.
const ROWS_MIN: usize = 10;

/// How a 1:1 is begun, and how one rates.
const BEGIN: &str = "On the 1:1 screen s starts one; R on any screen rates.";

/// Draws the conversation over time.
pub fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, drawn: &mut Drawn) {
    let (Some(view), Some(journey)) = (&state.trend, &state.journey) else {
        return;
    };
    let Some(of) = view.shown(state.acting) else {
        return;
    };
    let columns = usize::from(area.width);
    let how = Shown {
        columns,
        unicode: theme.unicode,
        begin: match state.acting {
            Party::Hire | Party::Mentor => BEGIN,
            Party::Manager => "",
        },
    };
    let mut head = vec![title(theme)];
    let lines = |told: Vec<trend::Line>| {
        let told = told.into_iter();
        told.flat_map(|told| lines(told, theme, columns))
            .collect::<Vec<_>>()
    };
    let body = match told(of, &journey.people, how) {
        None => {
            let words = too_early(journey.start, of.until);
            lines(vec![trend::Line::Words(words)])
        }
        Some(told) => {
            head.extend(lines(told.head));
            lines(told.body)
        }
    };
    let rows = usize::from(area.height);
    if head.len() + body.len() < rows {
        head.push(Line::default());
    }
    if rows < head.len() + ROWS_MIN {
        head.extend(body);
        return scrolled(frame, area, head, view.scroll, theme, drawn);
    }
    let height = u16::try_from(head.len()).unwrap_or(0);
    let above = Rect { height, ..area };
    let below = Rect {
        y: area.y + height,
        height: area.height - height,
        ..area
    };
    frame.render_widget(Paragraph::new(head), above);
    scrolled(frame, below, body, view.scroll, theme, drawn);
}

fn title(theme: &Theme) -> Line<'static> {
    Line::styled(format!(" {TITLE}"), theme.style(Meaning::Title))
}

/// Returns what is told as lines of a frame.
fn lines(told: trend::Line, theme: &Theme, columns: usize) -> Vec<Line<'static>> {
    let wrapped = |words: &str, meaning| -> Vec<Line<'static>> {
        let lines = wrap(words, columns.saturating_sub(2)).into_iter();
        lines
            .map(|text| {
                Line::from(vec![
                    Span::raw(" "),
                    Span::styled(text, theme.style(meaning)),
                ])
            })
            .collect()
    };
    match told {
        trend::Line::Blank => vec![Line::default()],
        trend::Line::Heading(words) => wrapped(&words, Meaning::Heading),
        trend::Line::Words(words) => wrapped(&words, Meaning::Quiet),
        trend::Line::Key(entries) => keyed(entries, theme, columns),
        trend::Line::Drawn(row) => vec![line(row, theme)],
    }
}
