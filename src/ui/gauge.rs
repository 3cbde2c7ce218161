//! A bar: how much is done, and how much is expected.

use ratatui::text::Span;

use super::theme::{Meaning, Theme};
use crate::domain::wording::marks::BAR;

/// Returns a bar of some cells; `expected` puts a mark where the bar should be.
pub fn gauge(
    theme: &Theme,
    cells: usize,
    done: usize,
    of: usize,
    expected: Option<f64>,
    filled: Meaning,
) -> Vec<Span<'static>> {
    let [full, half, empty, mark] = BAR.map(|cell| theme.shown(cell));
    let halves = (cells * 2 * done.min(of)).checked_div(of).unwrap_or(0);
    let marked = expected.filter(|_| of > 0).map(|expected| {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a bar has few cells"
        )]
        let cell = (expected / of as f64 * cells as f64).round() as usize;
        cell.clamp(1, cells.max(1)) - 1
    });
    (0..cells)
        .map(|cell| {
            let (text, meaning) = if 2 * cell + 2 <= halves {
                (full, filled)
            } else if 2 * cell < halves {
                (half, filled)
            } else {
                (empty, Meaning::BarRest)
            };
            match marked {
                Some(place) if place == cell && 2 * cell + 2 > halves => {
                    Span::styled(mark, theme.style(Meaning::Expected))
                }
                _ => Span::styled(text, theme.style(meaning)),
            }
        })
        .collect()
}
