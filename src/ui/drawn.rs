//! A drawing in the cells of a terminal as lines of a frame, and what its marks say.

use ratatui::text::{Line, Span};

use super::text::width;
use super::theme::Theme;
use crate::domain::telling::canvas::{Piece, Row};

/// The room between two entries.
const GAP: &str = "   ";

/// Returns a row of a drawing as a line.
pub fn line(row: Row, theme: &Theme) -> Line<'static> {
    let pieces = row.into_iter();
    Line::from_iter(pieces.map(|(ink, text)| Span::styled(text, theme.ink(ink))))
}

/// Returns what marks say, a mark and its words each, on as many lines as that takes.
pub fn keyed(entries: Vec<[Piece; 2]>, theme: &Theme, columns: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut spans = vec![Span::raw(" ")];
    let mut taken = 1;
    for [(ink, sign), (_, words)] in entries {
        let wide = width(&sign) + width(&words);
        if taken > 1 && taken + GAP.len() + wide > columns {
            lines.push(Line::from(std::mem::replace(
                &mut spans,
                vec![Span::raw(" ")],
            )));
            taken = 1;
        }
        if taken > 1 {
            spans.push(Span::raw(GAP));
            taken += GAP.len();
        }
        taken += wide;
        spans.push(Span::styled(sign, theme.ink(ink)));
        spans.push(Span::raw(words));
    }
    lines.push(Line::from(spans));
    lines
}
