//! The Today screen: where the journey stands, and what wants an answer.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::gauge::gauge;
use super::meeting::today_line;
use super::rows::{action_line, cursor, first_line, goal_line, promise_line};
use super::text::{cut, row, wrap};
use super::theme::{Meaning, Theme};
use super::{Drawn, date};
use crate::app::{State, Target, TodayRow, sections};
use crate::domain::judgment::standing::Standing;
use crate::domain::wording::{journeys, meetings};
use crate::domain::words::text::count;

/// Draws the screen.
pub fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, drawn: &mut Drawn) {
    let Some(standing) = state.standing() else {
        return;
    };
    let columns = usize::from(area.width);
    let roomy = area.height >= 18;
    // As many reasons as leave the larger part of the screen to the goals.
    let shown = usize::from(area.height.saturating_sub(9) / 4).max(3);
    let top = where_it_stands(state, &standing, theme, columns, roomy.then_some(shown));
    let height = u16::try_from(top.len()).unwrap_or(0).min(area.height);
    frame.render_widget(Paragraph::new(top), Rect { height, ..area });
    let mut list = Rect {
        y: area.y + height,
        height: area.height - height,
        ..area
    };
    if !roomy {
        draw_list(frame, list, state, &standing, true, theme, drawn);
        return;
    }
    // The line on the 1:1 stays in sight: below the others, or at the foot where they are many.
    list.height = list.height.saturating_sub(1);
    let used = draw_list(frame, list, state, &standing, false, theme, drawn);
    let rows = rows(&standing, state);
    let gap = u16::from(used + 1 < list.height);
    let at = Rect {
        y: list.y + used + gap,
        height: 1,
        ..area
    };
    let selected = state.today_view.cursor >= rows;
    frame.render_widget(meeting_line(state, theme, columns, selected), at);
    drawn.targets.push((at, Target::Row(rows)));
}

fn rows(standing: &Standing<'_>, state: &State) -> usize {
    let sections = sections(standing, state.acting);
    sections.iter().map(|section| section.rows.len()).sum()
}

/// Returns what there is to say of the 1:1s.
fn meeting_line(state: &State, theme: &Theme, columns: usize, selected: bool) -> Line<'static> {
    let style = match selected {
        true => theme.style(Meaning::Selected),
        false => ratatui::style::Style::new(),
    };
    let left = vec![
        cursor(theme, selected),
        Span::styled("1:1", theme.style(Meaning::Heading)),
        Span::styled(format!("  {} ", today_line(state)), style),
    ];
    row(columns, left, Vec::new())
}

/// Draws what matters, and the line on the 1:1 behind them where that is asked; returns how many rows they took.
fn draw_list(
    frame: &mut Frame<'_>,
    area: Rect,
    state: &State,
    standing: &Standing<'_>,
    with_meeting: bool,
    theme: &Theme,
    drawn: &mut Drawn,
) -> u16 {
    let columns = usize::from(area.width);
    let mut lines: Vec<(Line<'_>, Option<usize>)> = Vec::new();
    let mut place = 0;
    for section in sections(standing, state.acting) {
        let heading = Line::styled(format!(" {}", section.title), theme.style(Meaning::Heading));
        lines.push((heading, None));
        for row in section.rows {
            let selected = place == state.today_view.cursor;
            let dates = &standing.dates;
            let line = match row {
                TodayRow::Goal(goal) => goal_line(state, theme, dates, goal, columns, selected),
                TodayRow::Action(_, action) => {
                    action_line(state, theme, dates, action, columns, selected)
                }
                TodayRow::Step(step, on) => {
                    let due = meetings::by(on, dates, |day| date(state, day));
                    promise_line(theme, &step.text, Some(due), columns, selected)
                }
            };
            lines.push((line, Some(place)));
            place += 1;
        }
    }
    if place == 0 {
        lines.push((Line::from(" Every goal is done or waived."), None));
    }
    if with_meeting {
        let here = place == state.today_view.cursor;
        lines.push((meeting_line(state, theme, columns, here), Some(place)));
    }
    let selected = lines
        .iter()
        .position(|(_, place)| *place == Some(state.today_view.cursor))
        .unwrap_or(if state.today_view.cursor >= place {
            lines.len()
        } else {
            0
        });
    let whole = usize::from(area.height);
    let height = if lines.len() > whole {
        whole.saturating_sub(1)
    } else {
        whole
    };
    let first = match first_line(selected, lines.len(), height) {
        // A heading goes with its first goal.
        1 => 0,
        first => first,
    };
    drawn.page = height.saturating_sub(1);
    let more = lines.len().saturating_sub(first + height);
    let used = lines.len().min(whole);
    for (y, (line, place)) in
        (area.y..area.bottom()).zip(lines.into_iter().skip(first).take(height))
    {
        let at = Rect {
            y,
            height: 1,
            ..area
        };
        frame.render_widget(line, at);
        if let Some(place) = place {
            drawn.targets.push((at, Target::Row(place)));
        }
    }
    if more > 0 {
        let at = Rect {
            y: area.bottom().saturating_sub(1),
            height: 1,
            ..area
        };
        let text = format!(" {more} more ↓");
        frame.render_widget(Line::styled(text, theme.style(Meaning::Key)), at);
    }
    u16::try_from(used).unwrap_or(area.height)
}

fn where_it_stands<'a>(
    state: &State,
    standing: &Standing<'_>,
    theme: &Theme,
    columns: usize,
    reasons_shown: Option<usize>,
) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    if reasons_shown.is_some() {
        lines.push(Line::default());
    }
    let (mark, meaning) = theme.mark(standing.health);
    let words = journeys::verdict(standing.health, standing.leave, state.today);
    let verdict = vec![Span::styled(
        format!("{mark} {words} "),
        theme.style(meaning),
    )];
    lines.push(row(
        columns,
        milestone(state, standing, theme, columns),
        verdict,
    ));
    let tally = &standing.so_far;
    let Some(reasons_shown) = reasons_shown else {
        let ahead = journeys::ahead(tally).map(|ahead| format!("{ahead}, "));
        let text = format!(
            " {} of {}, {}{} confirmed, {} expected",
            tally.done,
            tally.counted,
            ahead.unwrap_or_default(),
            tally.confirmed,
            journeys::expected(tally)
        );
        lines.push(row(columns, vec![Span::raw(text)], Vec::new()));
        lines.extend(cannot_write(state, theme, columns, 4));
        return lines;
    };
    let said = journeys::claimed(tally, standing.current);
    // What is left of the line beside its label and its words.
    let cells = columns
        .saturating_sub(26 + said.len().max(30))
        .clamp(10, 60);
    let mut claimed = vec![Span::raw("   claimed    ")];
    claimed.extend(gauge(
        theme,
        cells,
        tally.done,
        tally.counted,
        Some(tally.expected_shown()),
        Meaning::Bar,
    ));
    let wide = said.len() + usize::from(tally.done < 10);
    claimed.push(Span::raw(format!("  {said:>wide$}")));
    let mut confirmed = vec![Span::raw("   confirmed  ")];
    confirmed.extend(gauge(
        theme,
        cells,
        tally.confirmed,
        tally.counted,
        None,
        Meaning::Confirmed,
    ));
    let agreed = journeys::agreed(tally).map(|agreed| format!(" · {agreed}"));
    confirmed.push(Span::raw(format!(
        "  {:>2} of {}{}",
        tally.confirmed,
        tally.counted,
        agreed.unwrap_or_default()
    )));
    lines.push(row(columns, claimed, Vec::new()));
    lines.push(row(columns, confirmed, Vec::new()));
    if let Some(pace) = &standing.pace {
        let pace = journeys::pace_alone(pace, |day| date(state, day));
        lines.push(Line::from(format!("   {pace}")));
    }
    lines.extend(reasons(standing, theme, columns, reasons_shown));
    lines.extend(cannot_write(state, theme, columns, usize::MAX));
    lines.extend(from_others(state, theme, columns));
    lines.push(Line::default());
    lines
}

/// Returns why this machine cannot write, and what to do: who is to admit it with which words, or else
/// what happened to it. Where there are more lines than there is room for, the last one ends in a sign.
fn cannot_write(state: &State, theme: &Theme, columns: usize, most: usize) -> Vec<Line<'static>> {
    let text = match (&state.peers.waits, &state.peers.cannot_write) {
        (Some(waits), _) => format!(
            "Not admitted yet. Read {} these six words: {}",
            waits.host, waits.words
        ),
        (None, Some(why)) => why.clone(),
        (None, None) => return Vec::new(),
    };
    let style = theme.style(Meaning::AtRisk);
    let mut lines = wrap(&text, columns.saturating_sub(4));
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    let signs = std::iter::once(" ⇄ ").chain(std::iter::repeat("   "));
    let lines = lines.into_iter().zip(signs);
    lines
        .map(|(text, sign)| Line::styled(format!("{sign}{text}"), style))
        .collect()
}

/// Returns what came in from other machines and wants to be looked at.
fn from_others<'a>(state: &State, theme: &Theme, columns: usize) -> Vec<Line<'a>> {
    let peers = &state.peers;
    let came = peers.came_in().map(|came| format!("{came}; 5 shows them"));
    let asking = peers.asking.iter();
    let asking = asking.map(|asks| format!("{} asks to be admitted; `:admit`", asks.name));
    let aside = (peers.aside > 0).then(|| {
        let count = count(peers.aside, "change");
        let verb = if peers.aside == 1 { "does" } else { "do" };
        format!("{count} {verb} not count; `:conflicts` says why")
    });
    let style = theme.style(Meaning::AtRisk);
    let all = came.into_iter().chain(asking).chain(aside);
    all.map(|text| {
        let text = cut(&format!(" ⇄ {text}"), columns);
        Line::styled(text, style)
    })
    .collect()
}

fn milestone(
    state: &State,
    standing: &Standing<'_>,
    theme: &Theme,
    columns: usize,
) -> Vec<Span<'static>> {
    let name = Span::styled(
        format!(" {}", standing.current.label()),
        theme.style(Meaning::Title),
    );
    let due = match standing.due() {
        Some(_) if columns < 60 && standing.leave.is_some() => String::new(),
        Some(due) if columns < 60 => format!(" due {}", date(state, due)),
        Some(due) => {
            let left = journeys::days_left(&standing.dates, due);
            format!("   due {}, {left}", date(state, due))
        }
        None => "   every dated milestone has passed".to_owned(),
    };
    vec![name, Span::raw(due)]
}

/// Returns the reasons of the verdict, each on its own line, the worst first.
fn reasons<'a>(
    standing: &Standing<'_>,
    theme: &Theme,
    columns: usize,
    shown: usize,
) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for reason in standing.reasons.iter().take(shown) {
        let (mark, meaning) = theme.mark(reason.health);
        for (text, first) in wrap(&reason.what, columns.saturating_sub(6))
            .into_iter()
            .zip(std::iter::once(true).chain(std::iter::repeat(false)))
        {
            let mark = if first { mark } else { " " };
            lines.push(Line::from(vec![
                Span::styled(format!("   {mark} "), theme.style(meaning)),
                Span::raw(text),
            ]));
        }
    }
    let more = standing.reasons.len().saturating_sub(shown);
    if more > 0 {
        lines.push(Line::styled(
            format!("     and {more} more; `onramp status` lists them"),
            theme.style(Meaning::Quiet),
        ));
    }
    lines
}
