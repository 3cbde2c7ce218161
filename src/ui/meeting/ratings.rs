//! How both sides feel, side by side: the numbers, the gap, and the course over the 1:1s.

use ratatui::text::{Line, Span};

use crate::app::State;
use crate::domain::plan::people::Party;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::rating::{Aspect, Rating};
use crate::domain::wording::{journeys, marks};
use crate::ui::text::{cut, width, wrap};
use crate::ui::theme::{Meaning, Theme};

/// Columns of the names of what is rated.
const NAMES: usize = 14;
/// Columns of the widest name of a side.
const SIDE: usize = 6;
/// Columns of the gap.
const GAP: usize = 5;
/// The 1:1s that a chart shows at most.
const COURSE: usize = 8;

const SIDES: [Party; 2] = [Party::Hire, Party::Mentor];

/// Returns the ratings of a 1:1 as lines: a heading, a row to each aspect, the words beside them.
pub(super) fn lines(
    state: &State,
    theme: &Theme,
    meeting: ChangeId,
    columns: usize,
) -> Vec<Line<'static>> {
    let Some(journey) = &state.journey else {
        return Vec::new();
    };
    let Some(held) = journey.meetings.get(meeting) else {
        return Vec::new();
    };
    let reader = state.acting;
    let said = journey.meetings.said(meeting);
    let names = SIDES.map(|party| {
        let name = journeys::short_name(held.name(party));
        cut(name, SIDE)
    });
    let cells = columns.saturating_sub(NAMES + 2 * (SIDE + 1) + GAP + 3) / 2;
    let cells = cells.min(COURSE);
    let mut lines = vec![head(theme, &names, cells)];
    for aspect in Aspect::ALL {
        let given = SIDES.map(|party| said.rating(party, reader).map(|rating| rating.of(aspect)));
        let mut spans = vec![Span::raw(format!("  {:<NAMES$}", aspect.word()))];
        for number in given {
            let number = number.map_or(marks::NONE.to_owned(), |number| number.to_string());
            spans.push(Span::raw(format!("{number:<width$}", width = SIDE + 1)));
        }
        spans.push(gap(theme, given));
        for party in SIDES {
            let course = journey.meetings.course(meeting, party, aspect, reader);
            spans.push(Span::styled(
                chart(theme, &course, cells),
                theme.style(Meaning::Bar),
            ));
            spans.push(Span::raw(" "));
        }
        lines.push(Line::from(spans));
    }
    for (party, name) in SIDES.into_iter().zip(names) {
        let words = said.rating(party, reader).and_then(Rating::said);
        let text = words.map(|words| format!("{name}: {words}"));
        for text in text
            .iter()
            .flat_map(|text| wrap(text, columns.saturating_sub(3)))
        {
            lines.push(Line::styled(
                format!("  {text}"),
                theme.style(Meaning::Quiet),
            ));
        }
    }
    lines
}

fn head(theme: &Theme, names: &[String; 2], cells: usize) -> Line<'static> {
    let pad = |text: &str, columns: usize| {
        format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
    };
    let mut text = String::new();
    for name in names {
        text.push_str(&pad(name, SIDE + 1));
    }
    text.push_str(&pad("gap", GAP));
    for name in names.iter().filter(|_| cells > 0) {
        // A letter says enough where the name stands beside it.
        let name = match width(name) > cells {
            true => name.chars().take(1).collect(),
            false => name.clone(),
        };
        text.push_str(&pad(&name, cells + 1));
    }
    Line::from(vec![
        Span::styled(
            format!("  {:<NAMES$}", "Ratings"),
            theme.style(Meaning::Heading),
        ),
        Span::styled(text, theme.style(Meaning::Quiet)),
    ])
}

/// Returns how far the two lie apart; a gap of two or more stands out.
fn gap(theme: &Theme, given: [Option<u8>; 2]) -> Span<'static> {
    let [Some(hire), Some(mentor)] = given else {
        return Span::raw(" ".repeat(GAP));
    };
    let gap = hire.abs_diff(mentor);
    let (text, meaning) = match gap {
        0 => ("0".to_owned(), Meaning::Quiet),
        1 => ("1".to_owned(), Meaning::Quiet),
        gap => (format!("{gap} !"), Meaning::AtRisk),
    };
    Span::styled(format!("{text:<GAP$}"), theme.style(meaning))
}

/// Returns the last ratings of a side, one cell each; none at all where it never gave one.
fn chart(theme: &Theme, course: &[Option<u8>], cells: usize) -> String {
    let first = course.len().saturating_sub(cells);
    let shown = course.get(first..).unwrap_or_default();
    if shown.iter().all(Option::is_none) {
        return " ".repeat(cells);
    }
    let chart: String = shown
        .iter()
        .map(|rating| theme.shown(marks::rating(*rating)))
        .collect();
    format!("{chart:<cells$}")
}
