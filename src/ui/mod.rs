//! Draws a state. Reads it, never changes it; knows no key but what the key table tells.

mod burnup;
mod contexts;
mod detail;
mod drawn;
mod edition;
mod fitted;
mod form;
mod gate;
mod gauge;
mod guide;
mod help;
mod hires;
mod history;
mod join;
mod meeting;
mod overlay;
mod plan;
mod rows;
mod start;
mod summary;
mod text;
mod theme;
mod today;
mod trend;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};

pub use theme::{Meaning, Theme};

use crate::app::{Command, NoteKind, Overlay, Place, Screen, State, Target, footer, screens};
use crate::domain::acts::edition::words;
use crate::domain::record::course::Archive;
use crate::domain::wording::journeys;
use crate::domain::words::text::is_forbidden;
use crate::domain::words::when::{full_date, spoken};
use text::row;

/// The smallest terminal that is drawn into, in columns and rows.
pub const SMALLEST: (u16, u16) = (40, 12);

/// What a frame tells the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// What a click hits, the topmost last.
    pub targets: Vec<(Rect, Target)>,
    /// Columns of the terminal.
    pub columns: usize,
    /// Lines of the part that scrolls.
    pub page: usize,
    /// The last line to which it can scroll.
    pub limit: usize,
    /// Whether the terminal is too small to show anything but that.
    pub too_small: bool,
}

impl Drawn {
    /// Returns what lies under a position of the terminal.
    pub fn target(&self, column: u16, row: u16) -> Option<&Target> {
        let position = Position { x: column, y: row };
        self.targets
            .iter()
            .rev()
            .find(|(area, _)| area.contains(position))
            .map(|(_, target)| target)
    }
}

/// Draws the state into a frame.
pub fn draw(frame: &mut Frame<'_>, state: &State, theme: &Theme) -> Drawn {
    let area = frame.area();
    let mut drawn = Drawn {
        columns: usize::from(area.width),
        ..Drawn::default()
    };
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(frame, area);
        drawn.too_small = true;
        return drawn;
    }
    let head = if state.journey.is_some() { 2 } else { 1 };
    let body = Rect {
        y: area.y + head,
        height: area.height - head - 1,
        ..area
    };
    let foot = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..area
    };
    match &state.journey {
        Some(_) => {
            header(frame, area, state, theme, &mut drawn);
            screen(frame, body, state, theme, &mut drawn);
        }
        None if state.screen == Screen::Hires => {
            hires::draw(frame, area, body, state, theme, &mut drawn);
        }
        None => start::draw(frame, area, body, state, theme, &mut drawn),
    }
    match &state.overlay {
        Some(Overlay::Help { scroll }) => {
            help::draw(frame, area, state, *scroll, theme, &mut drawn);
        }
        Some(Overlay::Edition { proposal, scroll }) => {
            let lines = words::lines(&proposal.difference);
            edition::draw(frame, body, lines, *scroll, theme, &mut drawn);
        }
        Some(Overlay::Change { lines, scroll, .. }) => {
            edition::draw(frame, body, lines.clone(), *scroll, theme, &mut drawn);
        }
        Some(Overlay::Conflict { lines, scroll, .. }) => {
            edition::draw(frame, body, lines.clone(), *scroll, theme, &mut drawn);
        }
        Some(Overlay::Contexts(list)) => {
            frame.render_widget(Clear, body);
            drawn.targets.retain(|(area, _)| !body.intersects(*area));
            let question = "Which of these settings are yours?";
            contexts::draw(frame, body, list, question, theme, &mut drawn);
        }
        Some(Overlay::Join(join)) => join::draw(frame, body, join, theme, &mut drawn),
        Some(Overlay::Form(form)) => form::draw(frame, body, state, form, theme),
        Some(Overlay::Pick(pick)) => overlay::pick(frame, body, pick, theme, &mut drawn),
        Some(Overlay::Parts { goal, cursor }) => {
            overlay::parts(frame, body, state, goal, *cursor, theme, &mut drawn);
        }
        None => {}
    }
    bottom(frame, foot, state, theme, &mut drawn);
    if !theme.unicode {
        plain(frame);
    }
    harmless(frame);
    drawn
}

/// Takes out of every cell what would act on the terminal or reorder what stands around it: names and
/// texts are clean when they are saved, but another program may have written into the database.
fn harmless(frame: &mut Frame<'_>) {
    for cell in &mut frame.buffer_mut().content {
        if cell.symbol().len() > 1 && cell.symbol().contains(is_forbidden) {
            let kept: String = cell.symbol().replace(is_forbidden, "");
            cell.set_symbol(if kept.is_empty() { " " } else { &kept });
        }
    }
}

macro_rules! drawing {
    ($($(#[$_:meta])* $screen:ident: $($__:literal)*, $file:ident $($___:ident)*;)*) => {
        /// Draws the screen of a journey that is shown.
        fn screen(
            frame: &mut Frame<'_>,
            body: Rect,
            state: &State,
            theme: &Theme,
            drawn: &mut Drawn,
        ) {
            match state.screen {
                _ if state.trend.is_some() => trend::draw(frame, body, state, theme, drawn),
                _ if state.burn_up.is_some() => burnup::draw(frame, body, state, theme),
                _ if state.summary.is_some() => summary::draw(frame, body, state, theme, drawn),
                _ if state.gate.is_some() => gate::draw(frame, body, state, theme, drawn),
                $(Screen::$screen => $file::draw(frame, body, state, theme, drawn),)*
                Screen::Hires => {}
            }
        }
    };
}

screens!(drawing);

/// Puts characters that every terminal has in the place of the signs that the screens use.
fn plain(frame: &mut Frame<'_>) {
    for cell in &mut frame.buffer_mut().content {
        let plain = match cell.symbol() {
            "·" | "–" => "-",
            "…" => "~",
            "↑" => "^",
            "↓" => "v",
            "→" | "›" => ">",
            "←" => "<",
            "•" => "*",
            "×" => "x",
            "‘" | "’" | "“" | "”" => "'",
            "⇄" => "=",
            _ => continue,
        };
        cell.set_symbol(plain);
    }
}

fn too_small(frame: &mut Frame<'_>, area: Rect) {
    let text = format!(
        "onramp needs {} columns and {} rows; this terminal has {} and {}. Make it larger, or press q.",
        SMALLEST.0, SMALLEST.1, area.width, area.height
    );
    let lines: Vec<Line<'_>> = text::wrap(&text, usize::from(area.width))
        .into_iter()
        .map(Line::from)
        .collect();
    frame.render_widget(Paragraph::new(lines), area);
}

fn header(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, drawn: &mut Drawn) {
    let (Some(journey), Some(author)) = (&state.journey, state.author()) else {
        return;
    };
    let width = usize::from(area.width);
    let ended = journey.archive.as_ref();
    let day = match journey.day(state.today) {
        _ if ended.is_some() => ended
            .map(|ended| ended_words(ended, width))
            .unwrap_or_default(),
        day => journeys::day(day),
    };
    let name = if width >= 60 {
        author.name.as_str()
    } else {
        journeys::short_name(&author.name)
    };
    let party = format!("as {name}, the {} ", author.party.word());
    let party_width = u16::try_from(text::width(&party)).unwrap_or(area.width);
    let heard = state.peers.head(state.clock).filter(|_| width >= 80);
    let heard = heard.map(|heard| Span::styled(format!("{heard}  "), theme.style(Meaning::Quiet)));
    let beside = heard.iter().map(Span::width).sum::<usize>();
    let taken =
        beside + text::width(&party) + text::width(journey.people.hire()) + text::width(&day) + 8;
    let role = text::cut(&journey.role.title, width.saturating_sub(taken));
    let acting: Vec<Span<'_>> = heard
        .into_iter()
        .chain([Span::styled(party, theme.style(Meaning::Acting))])
        .collect();
    let who = vec![
        Span::raw(" "),
        Span::styled(
            journey.people.hire().to_owned(),
            theme.style(Meaning::Title),
        ),
        Span::raw(if width >= 60 && role.len() > 4 {
            format!(" · {role} · {day}")
        } else {
            format!(" · {day}")
        }),
    ];
    let first = Rect { height: 1, ..area };
    frame.render_widget(row(width, who, acting), first);
    drawn.targets.push((
        Rect {
            x: area.right().saturating_sub(party_width),
            width: party_width.min(area.width),
            ..first
        },
        Target::Command(Command::SwitchParty),
    ));
    let second = Rect {
        y: area.y + 1,
        ..first
    };
    let mut x = area.x + 1;
    let mut tabs = vec![Span::raw(" ")];
    // Where there is little room, the key alone leads to the list.
    let several = state.journeys > 1 && width >= 60;
    let list = several.then_some(Screen::Hires);
    let screens = list.into_iter().chain(Screen::ALL.iter().copied());
    for (place, screen) in screens.enumerate() {
        let (digit, name) = screen.tab();
        let name = format!("{digit} {name}");
        let wide = u16::try_from(text::width(&name)).unwrap_or(0);
        drawn.targets.push((
            Rect {
                x,
                width: wide,
                ..second
            },
            Target::Screen(screen),
        ));
        let gap = if width >= 60 { "  " } else { " " };
        x += wide + u16::try_from(gap.len()).unwrap_or(0);
        let meaning = if screen == state.screen {
            Meaning::Here
        } else {
            Meaning::Quiet
        };
        if place > 0 {
            tabs.push(Span::raw(gap));
        }
        tabs.push(Span::styled(name, theme.style(meaning)));
    }
    let date = match width {
        60.. => format!("{} ", full_date(state.today)),
        _ => state.today.format("%-d %b").to_string(),
    };
    let mut date = vec![Span::styled(date, theme.style(Meaning::Quiet))];
    let wide = |spans: &[Span<'_>]| spans.iter().map(Span::width).sum::<usize>();
    if wide(&tabs) + wide(&date) > width {
        // The names of the screens are needed more.
        date.clear();
    }
    frame.render_widget(row(width, tabs, date), second);
}

/// Returns how a journey ended, in a few words.
fn ended_words(archive: &Archive, columns: usize) -> String {
    match columns {
        60.. => journeys::ended_in_short(archive.end, archive.mark.on),
        _ => archive.end.words().to_owned(),
    }
}

/// Draws the message, or else the keys that matter now.
fn bottom(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, drawn: &mut Drawn) {
    let width = usize::from(area.width);
    if let Some(note) = &state.note {
        let meaning = match note.kind {
            NoteKind::Info => Meaning::Done,
            NoteKind::Problem => Meaning::Problem,
        };
        if !note.hint.is_empty() {
            let room = width.saturating_sub(text::width(note.hint) + 3);
            let left = vec![Span::styled(
                format!(" {}", text::cut_beginning(&note.text, room)),
                theme.style(meaning),
            )];
            let right = vec![Span::styled(
                format!("{} ", note.hint),
                theme.style(Meaning::Key),
            )];
            frame.render_widget(row(width, left, right), area);
            return;
        }
        let lines = text::wrap(&note.text, width.saturating_sub(2));
        let height = u16::try_from(lines.len()).unwrap_or(1).clamp(1, 4);
        let area = Rect {
            y: area.bottom().saturating_sub(height),
            height,
            ..area
        };
        let lines: Vec<Line<'_>> = lines
            .into_iter()
            .map(|line| Line::styled(format!(" {line}"), theme.style(meaning)))
            .collect();
        frame.render_widget(Clear, area);
        frame.render_widget(Paragraph::new(lines), area);
        return;
    }
    let palette = Place::WHOLE.contains(&state.place());
    let mut entries: Vec<(String, &str, Command)> = footer(state)
        .into_iter()
        .filter_map(|binding| {
            let key = binding.chords.first()?.to_string();
            Some((key, binding.words, binding.command))
        })
        .collect();
    let last = entries.pop();
    // The 1:1 is led by keys.
    let most = if state.place() == Place::Meeting {
        7
    } else {
        5
    };
    entries.truncate(most);
    if palette {
        entries.push((":".to_owned(), "all acts", Command::Palette));
    }
    entries.extend(last);
    while entries.len() > 2 && footer_width(&entries) > width {
        // The first key and the last one, which lists them all, go last.
        let spare = entries.len() - if palette && entries.len() > 3 { 3 } else { 2 };
        entries.remove(spare);
    }
    let mut x = area.x + 1;
    let mut spans = vec![Span::raw(" ")];
    for (place, (key, words, command)) in entries.into_iter().enumerate() {
        let wide = u16::try_from(text::width(&key) + 1 + text::width(words)).unwrap_or(0);
        drawn.targets.push((
            Rect {
                x,
                width: wide,
                ..area
            },
            Target::Command(command),
        ));
        x += wide + 2;
        let gap = if place == 0 { "" } else { "  " };
        spans.push(Span::raw(gap));
        spans.push(Span::styled(key, theme.style(Meaning::Key)));
        spans.push(Span::styled(
            format!(" {words}"),
            theme.style(Meaning::Quiet),
        ));
    }
    frame.render_widget(row(width, spans, Vec::new()), area);
}

fn footer_width(entries: &[(String, &str, Command)]) -> usize {
    entries
        .iter()
        .map(|(key, words, _)| text::width(key) + text::width(words) + 3)
        .sum::<usize>()
        .saturating_sub(1)
}

/// Returns a date as people say it.
fn date(state: &State, date: chrono::NaiveDate) -> String {
    spoken(date, state.today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    #[test]
    fn what_would_reorder_a_row_is_taken_out_of_it() {
        let mut terminal = Terminal::new(TestBackend::new(12, 1)).unwrap();
        let drawn = terminal.draw(|frame| {
            let text = "a\u{202e}b\u{200b}c م\u{200c}ی e\u{301}";
            frame.render_widget(Paragraph::new(text), frame.area());
            harmless(frame);
        });
        let cells = &drawn.unwrap().buffer.content;
        let row: String = cells.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(row, "abc م\u{200c}ی e\u{301}    ");
    }
}
