//! The help: the keys from the key table, the marks, and how progress is counted.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use super::Drawn;
use super::start::scrolled;
use super::text::wrap;
use super::theme::{Meaning, Theme};
use crate::app::{BINDINGS, Binding, Place, State};
use crate::domain::judgment::rules;
use crate::domain::plan::people::Party;
use crate::domain::record::journey::Journey;
use crate::domain::wording::marks::Sign;

/// Draws the help over everything but the last line.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    state: &State,
    scroll: usize,
    theme: &Theme,
    drawn: &mut Drawn,
) {
    let body = Rect {
        height: area.height.saturating_sub(1),
        ..area
    };
    frame.render_widget(Clear, area);
    drawn.targets.clear();
    let columns = usize::from(area.width).min(100);
    let mut lines = keys(theme, columns);
    lines.push(heading("Marks", theme));
    for (sign, word) in Sign::OF_GOALS {
        let (mark, _) = theme.mark(sign);
        lines.push(Line::from(format!("  {mark:<4} {word}")));
    }
    lines.push(Line::default());
    lines.push(heading("Marks of a 1:1", theme));
    for (sign, word) in Sign::OF_AGENDAS {
        let (mark, _) = theme.mark(sign);
        lines.push(Line::from(format!("  {:<4} {word}", mark.trim())));
    }
    lines.push(Line::default());
    lines.push(heading("How progress is counted", theme));
    let milestones = state.journey.as_ref().map(Journey::milestones);
    for (name, words) in rules::in_words(&milestones.unwrap_or_default()) {
        lines.push(Line::styled(format!("  {name}"), theme.style(Meaning::Key)));
        for line in wrap(&words, columns.saturating_sub(5)) {
            lines.push(Line::from(format!("    {line}")));
        }
    }
    scrolled(frame, body, lines, scroll, theme, drawn);
}

fn keys<'a>(theme: &Theme, columns: usize) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for &(place, name) in Place::ALL {
        lines.push(heading(name, theme));
        for binding in BINDINGS.iter().filter(|b| b.places.contains(&place)) {
            let chords: Vec<String> = binding.chords.iter().map(ToString::to_string).collect();
            let key = format!("  {:<16}", chords.join("  "));
            let words = format!("{}{}", binding.words, whose(binding));
            for (text, first) in wrap(&words, columns.saturating_sub(19))
                .into_iter()
                .zip(std::iter::once(true).chain(std::iter::repeat(false)))
            {
                let key = if first { key.clone() } else { " ".repeat(18) };
                lines.push(Line::from(vec![
                    Span::styled(key, theme.style(Meaning::Key)),
                    Span::raw(text),
                ]));
            }
        }
        lines.push(Line::default());
    }
    lines
}

fn whose(binding: &Binding) -> String {
    if binding.parties.len() == Party::ALL.len() {
        return String::new();
    }
    let words: Vec<&str> = binding.parties.iter().map(|party| party.word()).collect();
    format!(" ({})", words.join(", "))
}

fn heading<'a>(text: &str, theme: &Theme) -> Line<'a> {
    Line::styled(format!(" {text}"), theme.style(Meaning::Heading))
}
