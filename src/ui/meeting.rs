//! The 1:1 screen: what is talked about on the left, what comes of it on the right; one of the two
//! where there is little room.

mod agenda;
mod ratings;
mod record;
mod so_far;

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

pub use so_far::today_line;

use super::rows::first_line;
use super::text::row;
use super::theme::{Meaning, Theme};
use super::{Drawn, date};
use crate::app::{Command, Side, State, Target};
use crate::domain::wording::journeys;

/// Columns from which on agenda and record stand side by side.
const TWO: u16 = 96;
/// Rows from which on there is room for an empty one.
const ROOMY: u16 = 16;
/// Minutes after which a 1:1 that is still open was forgotten, and no clock helps.
const FORGOTTEN: i64 = 600;

/// Draws the screen.
pub fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, drawn: &mut Drawn) {
    let empty = u16::from(area.height >= ROOMY);
    let line = |y: u16| Rect {
        y,
        height: 1,
        ..area
    };
    let mut y = area.y + empty;
    let title = title(state, theme, usize::from(area.width));
    frame.render_widget(title, line(y));
    y += 1;
    if area.width < TWO {
        switch(frame, line(y), state, theme, drawn);
    }
    y += 1;
    let body = Rect {
        y,
        height: area.bottom().saturating_sub(y),
        ..area
    };
    if area.width >= TWO {
        let left = area.width * 11 / 20;
        let agenda = Rect {
            width: left,
            ..body
        };
        let record = Rect {
            x: body.x + left + 1,
            width: body.width - left - 1,
            ..body
        };
        column(frame, agenda, state, theme, Side::Agenda, drawn);
        column(frame, record, state, theme, Side::Record, drawn);
    } else {
        column(frame, body, state, theme, state.meeting.side, drawn);
    }
}

/// Returns which 1:1 is shown, and how long it has gone on.
fn title(state: &State, theme: &Theme, columns: usize) -> Line<'static> {
    let (name, beside) = match (state.meeting.shown_meeting(state), &state.journey) {
        (Some((id, held)), Some(journey)) => {
            let number = journey.meetings.number(id).unwrap_or(1);
            let day = date(state, held.opening.on);
            let name = format!(" 1:1 no. {number}  {day}");
            match (&held.closing, state.minutes_at(state.clock)) {
                (Some(_), _) if columns < 60 => (name, "closed ".to_owned()),
                (Some(closing), _) => {
                    let by = journeys::short_name(&closing.mark.by);
                    let next = closing.next.map(|next| date(state, next));
                    let next = next.map_or_else(String::new, |next| format!("; next {next}"));
                    (name, format!("closed by {by}, read only{next} "))
                }
                (None, Some(minutes)) if minutes < FORGOTTEN => (name, format!("{minutes} min ")),
                (None, _) => (name, "still open ".to_owned()),
            }
        }
        (_, Some(journey)) => match journey.meetings.next {
            Some(next) if next < state.today => (
                " Next 1:1".to_owned(),
                format!("was agreed for {} ", date(state, next)),
            ),
            Some(next) => (
                " Next 1:1".to_owned(),
                format!("agreed for {} ", date(state, next)),
            ),
            None => (" Next 1:1".to_owned(), "no day is agreed ".to_owned()),
        },
        _ => (String::new(), String::new()),
    };
    let open = state
        .meeting
        .shown_meeting(state)
        .is_some_and(|(_, held)| held.closing.is_none());
    let meaning = if open {
        Meaning::Acting
    } else {
        Meaning::Quiet
    };
    row(
        columns,
        vec![Span::styled(name, theme.style(Meaning::Title))],
        vec![Span::styled(beside, theme.style(meaning))],
    )
}

/// Draws which side is shown, where only one is.
fn switch(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, drawn: &mut Drawn) {
    let agenda = format!("Agenda ({})", state.meeting.agenda(state).len());
    let sides = [
        (agenda.as_str(), Side::Agenda, Command::Left),
        ("Record", Side::Record, Command::Right),
    ];
    let mut x = area.x + 1;
    for (name, side, command) in sides {
        let here = state.meeting.side == side;
        let meaning = if here { Meaning::Here } else { Meaning::Quiet };
        let text = match (here, side) {
            (true, _) => name.to_owned(),
            (false, Side::Agenda) => format!("← {name}"),
            (false, Side::Record) => format!("{name} →"),
        };
        let width = u16::try_from(super::text::width(&text)).unwrap_or(0);
        let at = Rect { x, width, ..area };
        frame.render_widget(Line::styled(text, theme.style(meaning)), at);
        drawn.targets.push((at, Target::Command(command)));
        x += width + 3;
    }
}

/// A side of the screen as lines.
#[derive(Default)]
struct Page {
    /// The lines, each with the place of what it belongs to.
    lines: Vec<(Line<'static>, Option<usize>)>,
    /// The lines of what is selected.
    selected: Range<usize>,
}

impl Page {
    fn heading(&mut self, text: &str, theme: &Theme) {
        if !self.lines.is_empty() {
            self.lines.push((Line::default(), None));
        }
        self.heading_close(text, theme);
    }

    /// Returns how many lines it has.
    fn len(&self) -> usize {
        self.lines.len()
    }

    /// Adds a heading without an empty line before it.
    fn heading_close(&mut self, text: &str, theme: &Theme) {
        let line = Line::styled(format!("  {text}"), theme.style(Meaning::Heading));
        self.lines.push((line, None));
    }

    fn plain(&mut self, text: String, theme: &Theme) {
        let line = Line::styled(text, theme.style(Meaning::Quiet));
        self.lines.push((line, None));
    }

    /// Adds the lines of an entry.
    fn entry(&mut self, place: usize, selected: bool, lines: Vec<Line<'static>>) {
        let begin = self.lines.len();
        self.lines
            .extend(lines.into_iter().map(|line| (line, Some(place))));
        if selected {
            self.selected = begin..self.lines.len();
        }
    }
}

fn column(
    frame: &mut Frame<'_>,
    area: Rect,
    state: &State,
    theme: &Theme,
    side: Side,
    drawn: &mut Drawn,
) {
    let columns = usize::from(area.width);
    let page = match side {
        Side::Agenda => agenda::page(state, theme, columns, area.height),
        Side::Record => record::page(state, theme, columns),
    };
    let whole = usize::from(area.height);
    let height = match page.lines.len() > whole {
        true => whole.saturating_sub(1),
        false => whole,
    };
    let focused = state.meeting.side == side;
    let first = first_shown(
        &page,
        height,
        if focused { state.meeting.scroll } else { 0 },
    );
    if focused {
        drawn.page = height.max(2) - 1;
        drawn.limit = page.selected.len().saturating_sub(height);
    }
    let more = page.lines.len().saturating_sub(first + height);
    let rows = (area.y..area.bottom()).zip(page.lines.into_iter().skip(first).take(height));
    for (y, (line, place)) in rows {
        let at = Rect {
            y,
            height: 1,
            ..area
        };
        frame.render_widget(line, at);
        if let Some(place) = place {
            let target = match side {
                Side::Agenda => Target::Row(place),
                Side::Record => Target::Beside(place),
            };
            drawn.targets.push((at, target));
        }
    }
    if more > 0 {
        let at = Rect {
            y: area.bottom().saturating_sub(1),
            height: 1,
            ..area
        };
        let text = format!("  {more} more ↓");
        frame.render_widget(Line::styled(text, theme.style(Meaning::Key)), at);
    }
}

/// Returns the first line shown, so that what is selected is in sight as far as it fits.
fn first_shown(page: &Page, height: usize, scroll: usize) -> usize {
    let Range { start, end } = page.selected.clone();
    let long = (end - start).saturating_sub(height);
    if long > 0 {
        return start + scroll.min(long);
    }
    // From the top as long as that shows it.
    match end <= height {
        true => 0,
        false => first_line(start, page.lines.len(), height).max(end.saturating_sub(height)),
    }
}
