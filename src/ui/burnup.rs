//! The burn-up: what its signs say, the drawing, and what it shows in words.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::date;
use super::drawn::{keyed, line};
use super::text::{cut, row, wrap};
use super::theme::{Meaning, Theme};
use crate::app::State;
use crate::domain::judgment::burnup::BurnUp;
use crate::domain::telling::burnup::{ROWS_MIN, drawn, key};
use crate::domain::wording::burnup::sentences;
use crate::domain::wording::journeys;

/// The most rows of a drawing; what is left is for words.
const ROWS_MAX: usize = 30;

/// Draws the burn-up.
pub fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme) {
    let columns = usize::from(area.width);
    let rows = usize::from(area.height);
    let Some(of) = state.burn_up.as_ref().and_then(|view| view.shown()) else {
        let words = match state.journey.as_ref() {
            Some(journey) if state.today < journey.start => {
                journeys::too_early(journey.start, state.today)
            }
            _ => "No goal of the plan has a date.".to_owned(),
        };
        frame.render_widget(Line::from(format!(" {}", cut(&words, columns))), area);
        return;
    };
    let mut lines = vec![head(state, of, theme, columns)];
    lines.extend(keyed(key(of, theme.unicode), theme, columns));
    let words = sentences(of);
    let words: Vec<String> = words
        .iter()
        .flat_map(|words| wrap(words, columns.saturating_sub(4)))
        .collect();
    let left = rows.saturating_sub(lines.len());
    // Words get a third of what is left, where that is more than the least of a drawing.
    let told = words
        .len()
        .min((left / 3).max(left.saturating_sub(ROWS_MAX)));
    let told = if left < 3 * ROWS_MIN { 0 } else { told };
    let drawing = drawn(of, columns, left.saturating_sub(told), theme.unicode);
    lines.extend(drawing.into_iter().map(|row| line(row, theme)));
    let whole = words.len();
    for (text, place) in words.into_iter().take(told).zip(1..) {
        let more = if place == told && told < whole {
            " …"
        } else {
            ""
        };
        let style = theme.style(Meaning::Quiet);
        lines.push(Line::styled(format!(" {text}{more}"), style));
    }
    frame.render_widget(Paragraph::new(lines), area);
}

/// Returns of what the burn-up is, and when that is due.
fn head(state: &State, of: &BurnUp, theme: &Theme, columns: usize) -> Line<'static> {
    let is_whole = state.burn_up.as_ref().is_some_and(|view| view.whole);
    let name = match is_whole {
        true => "Whole plan".to_owned(),
        false => of.last.label(),
    };
    let due = of.gates.last().map(|gate| gate.due);
    let due = due.map(|due| format!("  due {}", date(state, due)));
    let left = due.as_ref().and_then(|_| {
        let last = of.gates.last()?.due;
        let dates = state
            .dates()
            .filter(|dates| dates.today <= last && !of.has_ended)?;
        Some(format!(", {}", journeys::days_left(&dates, last)))
    });
    let left = left.filter(|_| columns >= 60);
    row(
        columns,
        vec![
            Span::styled(format!(" {name}"), theme.style(Meaning::Title)),
            Span::raw(due.unwrap_or_default() + &left.unwrap_or_default()),
        ],
        vec![Span::styled("burn-up ", theme.style(Meaning::Quiet))],
    )
}
