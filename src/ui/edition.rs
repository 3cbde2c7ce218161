//! What another edition of the plan would change in the journey, and a change of the log in full.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use super::Drawn;
use super::start::scrolled;
use super::text::{width, wrap};
use super::theme::{Meaning, Theme};
use crate::domain::acts::edition::Fate;
use crate::domain::acts::edition::words::{self, Kind};

/// Draws the lines over the screen.
pub fn draw(
    frame: &mut Frame<'_>,
    body: Rect,
    lines: Vec<words::Line>,
    scroll: usize,
    theme: &Theme,
    drawn: &mut Drawn,
) {
    frame.render_widget(Clear, body);
    drawn.targets.retain(|(area, _)| !body.intersects(*area));
    let columns = usize::from(body.width).min(100);
    let mut shown = Vec::new();
    for line in lines {
        let meaning = match line.kind {
            Kind::Title => Some(Meaning::Title),
            Kind::Heading => Some(Meaning::Heading),
            Kind::Warning | Kind::Goal(Fate::Kept) => Some(Meaning::AtRisk),
            Kind::Goal(Fate::Added) => Some(Meaning::Done),
            Kind::Goal(Fate::Dropped) => Some(Meaning::Problem),
            Kind::Before => Some(Meaning::Quiet),
            Kind::Plain | Kind::After | Kind::Goal(Fate::Changed | Fate::Renumbered) => None,
        };
        let style = meaning
            .map(|meaning| theme.style(meaning))
            .unwrap_or_default();
        if line.kind == Kind::Heading {
            shown.push(Line::default());
        }
        // A lead that leaves too little room for the text stands on a line of its own.
        let indent = width(&line.lead);
        let beside = columns.saturating_sub(indent + 2) >= 20;
        let mut lead = format!(" {}", line.lead);
        if !beside {
            shown.push(Line::styled(lead.trim_end().to_owned(), style));
            lead = " ".repeat(4);
        }
        let room = columns.saturating_sub(width(&lead) + 1);
        for text in wrap(&line.text, room) {
            let blank = " ".repeat(width(&lead));
            let lead = std::mem::replace(&mut lead, blank);
            shown.push(Line::from(vec![
                Span::styled(lead, style),
                Span::styled(text, style),
            ]));
        }
    }
    scrolled(frame, body, shown, scroll, theme, drawn);
}
