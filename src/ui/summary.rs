//! The summary as its reader gets it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Drawn;
use super::start::scrolled;
use super::theme::{Meaning, Theme};
use crate::app::State;
use crate::domain::plan::people::Party;
use crate::domain::wording::tone::Tone;

/// Draws the summary.
pub fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, drawn: &mut Drawn) {
    let Some(summary) = &state.summary else {
        return;
    };
    // The other pages say in their head whom they are for.
    let whose = (summary.reader == Party::Manager)
        .then(|| Line::styled(" For the manager", theme.style(Meaning::Quiet)));
    let lines = summary.lines.iter().map(|(tone, text)| {
        let meaning = match tone {
            Tone::Plain => return Line::raw(format!(" {text}")),
            Tone::Heading => Meaning::Heading,
            Tone::Good => Meaning::OnTrack,
            Tone::Waiting => Meaning::AtRisk,
            Tone::Late => Meaning::OffTrack,
            Tone::Quiet => Meaning::Quiet,
        };
        Line::styled(format!(" {text}"), theme.style(meaning))
    });
    let lines = whose.into_iter().chain(lines).collect();
    scrolled(frame, area, lines, summary.scroll, theme, drawn);
}
