//! The line that says which settings the journey's plan is fitted to.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::text::row;
use super::theme::{Meaning, Theme};
use crate::app::State;
use crate::domain::plan::context::fitted;

/// Draws what the journey's plan is fitted to, if it is, as one quiet line behind `head`.
pub fn fitted_line(frame: &mut Frame<'_>, at: Rect, head: &str, state: &State, theme: &Theme) {
    let contexts = state.journey.as_ref().map(|journey| &journey.contexts);
    let fitted = contexts.and_then(|names| fitted(names));
    let fitted = fitted.unwrap_or_default();
    let apart = if head.is_empty() || fitted.is_empty() {
        ""
    } else {
        " · "
    };
    let left = vec![
        Span::styled(format!(" {head}"), theme.style(Meaning::Heading)),
        Span::styled(format!("{apart}{fitted}"), theme.style(Meaning::Quiet)),
    ];
    let at = Rect { height: 1, ..at };
    frame.render_widget(row(usize::from(at.width), left, Vec::new()), at);
}
