//! The Hires screen: every journey on a line, the most urgent first.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Drawn;
use super::gauge::gauge;
use super::rows::{cursor, first_line};
use super::text::{cut, row, width, wrap};
use super::theme::{Meaning, Theme};
use crate::app::{Command, State, Target};
use crate::domain::plan::people::Party;
use crate::domain::telling::hires::{NOTHING, Row};
use crate::domain::wording::{goals, journeys};
use crate::domain::words::text::count;
use crate::domain::words::when::{full_date, spoken, working_days};

/// How many columns the bar has.
const BAR: usize = 15;

/// How wide each part of a line is, for a width of the terminal; what is 0 wide is left out.
struct Columns {
    mark: usize,
    name: usize,
    role: usize,
    day: usize,
    bar: usize,
    needs: usize,
}

impl Columns {
    fn of(columns: usize, theme: &Theme) -> Self {
        let mark = if theme.unicode { 1 } else { 4 };
        // Cursor, mark and count with the gaps between them: what every line has.
        let fixed = 1 + mark + 1 + 8;
        let (name, role, day, bar) = match columns {
            ..60 => (12, 0, 0, 0),
            60..96 => (16, 0, 5, BAR + 1),
            96..140 => (18, 18, 5, BAR + 1),
            _ => (24, 30, 5, BAR + 1),
        };
        let gaps = 1 + usize::from(role > 0);
        let rest = columns.saturating_sub(fixed + name + role + gaps + day + bar);
        Self {
            mark,
            name,
            role,
            day,
            bar,
            needs: rest.saturating_sub(1),
        }
    }
}

/// Draws the screen.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    body: Rect,
    state: &State,
    theme: &Theme,
    drawn: &mut Drawn,
) {
    header(frame, Rect { height: 1, ..area }, state, theme, drawn);
    let filter = Rect { height: 1, ..body };
    filter_line(frame, filter, state, theme);
    let shown = state.hires.shown();
    let columns = Columns::of(usize::from(body.width), theme);
    let roomy = body.height >= 14;
    let top = body.y + 1 + u16::from(roomy);
    // The selected journey in full stands below the list.
    let below = 3 + u16::from(roomy);
    let room = body.bottom().saturating_sub(top + 1 + below);
    let list = Rect {
        y: top + 1,
        height: room.min(u16::try_from(shown.len()).unwrap_or(room)),
        ..body
    };
    if shown.is_empty() {
        let words = match state.hires.filter_text() {
            "" => "No journey goes on here. n starts one.",
            _ => "No journey holds all of these words. Esc drops the filter.",
        };
        let lines = wrap(words, usize::from(body.width).saturating_sub(1));
        for (y, words) in (top..body.bottom()).zip(lines) {
            let at = Rect {
                y,
                height: 1,
                ..body
            };
            frame.render_widget(Line::from(format!(" {words}")), at);
        }
        return;
    }
    headings(
        frame,
        Rect {
            y: top,
            height: 1,
            ..body
        },
        &columns,
        state.acting,
        theme,
    );
    rows(frame, list, state, &shown, &columns, theme, drawn);
    let y = list.bottom() + u16::from(roomy);
    let detail = Rect {
        y,
        height: body.bottom().saturating_sub(y),
        ..body
    };
    if let Some(selected) = shown.get(state.hires.cursor) {
        in_full(frame, detail, (selected, state.acting), theme);
    }
}

fn header(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, drawn: &mut Drawn) {
    let live = state.hires.live();
    let mut journeys = count(live, "journey");
    let archived = state.hires.archived();
    if archived > 0 && area.width >= 60 {
        journeys.push_str(&format!(", {archived} in the archive"));
    }
    let left = vec![
        Span::styled(" Hires", theme.style(Meaning::Title)),
        Span::raw(format!(" · {journeys}")),
    ];
    let party = state.acting;
    let name = match party {
        Party::Hire => None,
        _ => state.hires.common_name(party).filter(|_| area.width >= 60),
    };
    let acting = match name {
        Some(name) => format!("as {name}, the {} ", party.word()),
        None => format!("as the {} ", party.word()),
    };
    let wide = u16::try_from(width(&acting))
        .unwrap_or(area.width)
        .min(area.width);
    let right = vec![Span::styled(acting, theme.style(Meaning::Acting))];
    frame.render_widget(row(usize::from(area.width), left, right), area);
    let at = Rect {
        x: area.right().saturating_sub(wide),
        width: wide,
        ..area
    };
    drawn
        .targets
        .push((at, Target::Command(Command::SwitchParty)));
}

fn filter_line(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme) {
    let text = state.hires.filter_text();
    let date = match area.width {
        60.. => format!("{} ", full_date(state.today)),
        _ => state.today.format("%-d %b ").to_string(),
    };
    let right = vec![Span::styled(date, theme.style(Meaning::Quiet))];
    let left = if state.hires.typing || !text.is_empty() {
        vec![
            Span::styled(" / ", theme.style(Meaning::Key)),
            Span::raw(text.to_owned()),
        ]
    } else {
        Vec::new()
    };
    frame.render_widget(row(usize::from(area.width), left, right), area);
    if state.hires.typing {
        let before: String = text.chars().take(state.hires.filter.cursor().1).collect();
        let x = area.x + 3 + u16::try_from(width(&before)).unwrap_or(0);
        frame.set_cursor_position((x.min(area.right().saturating_sub(1)), area.y));
    }
}

/// Returns a text in so many columns, cut or filled up, with a gap behind it; nothing for none.
fn cell(text: &str, columns: usize) -> String {
    if columns == 0 {
        return String::new();
    }
    let text = cut(text, columns);
    let fill = columns.saturating_sub(width(&text)) + 1;
    format!("{text}{}", " ".repeat(fill))
}

/// Draws the headings of the columns. What is listed is the mentor's to do, whoever reads it.
fn headings(frame: &mut Frame<'_>, area: Rect, columns: &Columns, acting: Party, theme: &Theme) {
    let whose_turn = match acting {
        Party::Mentor => "needs you",
        Party::Hire | Party::Manager => "needs the mentor",
    };
    let mut text = format!(" {}{}", cell("", columns.mark), cell("name", columns.name));
    text.push_str(&cell("role", columns.role));
    text.push_str(if columns.day > 0 { " day " } else { "" });
    let done = if columns.bar > 0 {
        "claimed and expected"
    } else {
        "done"
    };
    text.push_str(&format!("{done:<0$}", columns.bar + 8));
    text.push_str(whose_turn);
    frame.render_widget(Line::styled(text, theme.style(Meaning::Quiet)), area);
}

fn rows(
    frame: &mut Frame<'_>,
    area: Rect,
    state: &State,
    shown: &[&Row],
    columns: &Columns,
    theme: &Theme,
    drawn: &mut Drawn,
) {
    let whole = usize::from(area.height);
    let height = if shown.len() > whole {
        whole.saturating_sub(1)
    } else {
        whole
    };
    let first = first_line(state.hires.cursor, shown.len(), height);
    drawn.page = height.saturating_sub(1);
    let lines = shown.iter().enumerate().skip(first).take(height);
    for (y, (place, journey)) in (area.y..area.bottom()).zip(lines) {
        let at = Rect {
            y,
            height: 1,
            ..area
        };
        let selected = place == state.hires.cursor;
        let shown = (*journey, state.acting);
        frame.render_widget(line(shown, selected, columns, theme), at);
        drawn.targets.push((at, Target::Row(place)));
    }
    let more = shown.len().saturating_sub(first + height);
    if more > 0 {
        let at = Rect {
            y: area.bottom().saturating_sub(1),
            height: 1,
            ..area
        };
        let text = format!(" {more} more ↓");
        frame.render_widget(Line::styled(text, theme.style(Meaning::Key)), at);
    }
}

fn line(
    (journey, acting): (&Row, Party),
    selected: bool,
    columns: &Columns,
    theme: &Theme,
) -> Line<'static> {
    let ended = journey.ended.is_some();
    let style = match (selected, ended) {
        (true, _) => theme.style(Meaning::Selected),
        (false, true) => theme.style(Meaning::Quiet),
        (false, false) => Style::new(),
    };
    let quiet = theme.style(Meaning::Quiet);
    let (mark, meaning) = theme.mark(journey.health);
    let mark = if ended { "" } else { mark };
    let name = cell(journey.people.hire(), columns.name);
    let role = cell(&journey.title, columns.role);
    let day = match journey.day {
        _ if columns.day == 0 => String::new(),
        day @ 1.. => format!("{day:>4} "),
        _ => format!("{NOTHING:>4} "),
    };
    let tally = &journey.so_far;
    let mut spans = vec![
        cursor(theme, selected),
        Span::styled(cell(mark, columns.mark), theme.style(meaning)),
        Span::styled(name, style),
        Span::styled(role, quiet),
        Span::styled(day, style),
    ];
    if columns.bar > 0 {
        let expected = Some(tally.expected_shown());
        let (done, of) = (tally.done, tally.counted);
        spans.extend(gauge(theme, BAR, done, of, expected, Meaning::Bar));
        spans.push(Span::raw(" "));
    }
    let ahead = match tally.ahead {
        0 => " ".to_owned(),
        ahead => format!("+{ahead}"),
    };
    let count = format!("{}/{}{ahead}", tally.done, tally.counted);
    spans.push(Span::styled(format!("{count:>7} "), style));
    let needs = cut(&journey.needs(acting), columns.needs);
    spans.push(Span::styled(needs, style));
    Line::from(spans)
}

/// Draws all that is known of the selected journey, on three lines, and what worries the mentor below them.
fn in_full(frame: &mut Frame<'_>, area: Rect, (journey, acting): (&Row, Party), theme: &Theme) {
    let columns = usize::from(area.width);
    let (mark, meaning) = theme.mark(journey.health);
    let verdict = match (&journey.ended, &journey.worst) {
        (Some(_), _) => Span::styled(journey.needs(Party::Manager), theme.style(Meaning::Quiet)),
        (None, worst) => {
            let worst = worst.as_ref().map(|fact| format!(": {fact}"));
            let text = format!("{mark} {}{}", journey.verdict(), worst.unwrap_or_default());
            Span::styled(text, theme.style(meaning))
        }
    };
    let tally = &journey.so_far;
    let day = match journey.day {
        day @ 1.. => format!("day {day} · "),
        _ => String::new(),
    };
    let more = [journeys::ahead(tally), journeys::agreed(tally)];
    let more: String = more
        .into_iter()
        .flatten()
        .map(|more| format!(", {more}"))
        .collect();
    let counts = format!(
        "{} · {}{} of {} done, {} confirmed, {} expected{more}",
        journey.title,
        day,
        tally.done,
        tally.counted,
        tally.confirmed,
        journeys::expected(tally)
    );
    let facts = [verdict, Span::raw(counts), Span::raw(meetings(journey))];
    let signals = journey.signals(acting).iter().flat_map(|signal| {
        let text = format!("! {signal}");
        let lines = wrap(&text, columns.saturating_sub(2)).into_iter();
        lines.map(|line| Span::styled(line, theme.style(Meaning::AtRisk)))
    });
    for (y, span) in (area.y..area.bottom()).zip(facts.into_iter().chain(signals)) {
        let text = cut(&span.content, columns.saturating_sub(2));
        let line = Line::from(vec![Span::raw(" "), Span::styled(text, span.style)]);
        frame.render_widget(
            line,
            Rect {
                y,
                height: 1,
                ..area
            },
        );
    }
}

fn meetings(journey: &Row) -> String {
    let mut parts = Vec::new();
    parts.push(match journey.rhythm.since_last {
        Some(0) => "last 1:1 today".to_owned(),
        Some(days) => format!("last 1:1 {} ago", working_days(days)),
        None => "no 1:1 yet".to_owned(),
    });
    if let Some(next) = journey.next.filter(|next| *next >= journey.today) {
        parts.push(format!("next {}", spoken(next, journey.today)));
    }
    if let Some((milestone, due)) = journey.gate {
        let due = goals::due(due, journey.today, |day| spoken(day, journey.today));
        parts.push(format!("gate review at {milestone} {due}"));
    }
    if journey.blocked.count > 0 {
        parts.push(format!("{} blocked", count(journey.blocked.count, "goal")));
    }
    if let Some(wait) = journey.claims.longest.filter(|wait| *wait > 0) {
        parts.push(format!("oldest claim {} old", working_days(wait)));
    }
    parts.join(" · ")
}
