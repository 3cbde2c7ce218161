//! The guided start: a role with its preview, a few lines to fill in, the milestones with dates.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::form::{Look, line_field};
use super::rows::cursor;
use super::text::{cut, row, wrap};
use super::theme::{Meaning, Theme};
use super::{Drawn, date};
use crate::app::{Overlay, State, Step, Target};
use crate::domain::plan::context::fitted;
use crate::domain::plan::role::Plan;
use crate::domain::record::journey::number;
use crate::domain::words::text::count;

/// Draws the guided start.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    body: Rect,
    state: &State,
    theme: &Theme,
    drawn: &mut Drawn,
) {
    let place = Step::ALL
        .iter()
        .position(|&step| step == state.start.step)
        .unwrap_or(0);
    let is_joining = matches!(state.overlay, Some(Overlay::Join(_)));
    let (what, step) = match is_joining {
        true => ("  joining a journey", String::new()),
        false => (
            "  a new journey",
            format!("step {} of {} ", place + 1, Step::ALL.len()),
        ),
    };
    let title = vec![
        Span::styled(" onramp", theme.style(Meaning::Title)),
        Span::raw(what),
    ];
    let step = vec![Span::styled(step, theme.style(Meaning::Quiet))];
    let top = Rect { height: 1, ..area };
    frame.render_widget(row(usize::from(area.width), title, step), top);
    match state.start.step {
        Step::Role => role(frame, body, state, theme, drawn),
        Step::Contexts => {
            let question = "Which of these settings are yours? (Enter goes on, with none too)";
            super::contexts::draw(frame, body, &state.start.contexts, question, theme, drawn);
        }
        Step::Review => review(frame, body, state, theme, drawn),
        step => line(frame, body, state, theme, step),
    }
}

fn role(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, drawn: &mut Drawn) {
    let columns = usize::from(area.width);
    let mut y = area.y;
    let question = " Which role do you follow?";
    if area.height > 14 {
        y += 1;
    }
    let mut heading = vec![Span::styled(question, theme.style(Meaning::Heading))];
    if columns >= 60 {
        let invited = "   Or press i if you were invited.";
        heading.push(Span::styled(invited, theme.style(Meaning::Quiet)));
    }
    frame.render_widget(
        Line::from(heading),
        Rect {
            y,
            height: 1,
            ..area
        },
    );
    y += 1;
    for (place, role) in state.start.roles.iter().enumerate() {
        let selected = place == state.start.role;
        let style = if selected {
            theme.style(Meaning::Selected)
        } else {
            ratatui::style::Style::new()
        };
        let left = vec![
            cursor(theme, selected),
            Span::raw(" "),
            Span::styled(role.title.clone(), style),
        ];
        let at = Rect {
            y,
            height: 1,
            ..area
        };
        if y < area.bottom() {
            frame.render_widget(row(columns, left, Vec::new()), at);
            drawn.targets.push((at, Target::Row(place)));
        }
        y += 1;
    }
    y += 1;
    let below = Rect {
        y: y.min(area.bottom()),
        height: area.bottom().saturating_sub(y),
        ..area
    };
    let lines = preview(state, theme, columns.min(100));
    scrolled(frame, below, lines, state.start.scroll, theme, drawn);
}

fn preview<'a>(state: &State, theme: &Theme, columns: usize) -> Vec<Line<'a>> {
    let Some(role) = state.start.roles.get(state.start.role) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let mut text = |text: &str, indent: usize, meaning: Option<Meaning>| {
        let style = meaning.map_or_else(ratatui::style::Style::new, |m| theme.style(m));
        for line in wrap(text, columns.saturating_sub(indent + 1)) {
            lines.push(Line::styled(format!("{}{line}", " ".repeat(indent)), style));
        }
    };
    text(&role.summary, 1, None);
    let Some(plan) = &state.start.plan else {
        return lines;
    };
    text("", 1, None);
    text("Success", 1, Some(Meaning::Heading));
    text(&plan.role.success, 1, None);
    let goals = number(plan.goals.iter().cloned());
    for milestone in plan.role.milestones.iter() {
        let of: Vec<_> = goals
            .iter()
            .filter(|goal| goal.number.milestone == milestone)
            .collect();
        if of.is_empty() {
            continue;
        }
        let theme_words = plan.role.themes.get(&milestone).map_or("", String::as_str);
        text("", 1, None);
        text(
            &format!("{}: {theme_words}", milestone.label()),
            1,
            Some(Meaning::Heading),
        );
        for goal in of {
            text(&format!("{}  {}", goal.number, goal.plan.title), 2, None);
        }
    }
    lines
}

fn line(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, step: Step) {
    let start = &state.start;
    let (question, hint, input) = match step {
        Step::Name => ("What is your name?", String::new(), &start.name),
        Step::Date => {
            let hint = match start.start(state.today) {
                Ok(day) => format!("{}, day 1", day.format("%A %-d %B %Y")),
                Err(problem) => problem,
            };
            (
                "When is your first day? (Enter takes today)",
                hint,
                &start.date,
            )
        }
        Step::Mentor => (
            "Who is your mentor? (Enter leaves it open)",
            "Confirms what you claim. Can be named later.".to_owned(),
            &start.mentor,
        ),
        _ => (
            "Who is your manager? (Enter leaves it open)",
            "Reads the summary. Can be named later.".to_owned(),
            &start.manager,
        ),
    };
    let at = |down: u16| Rect {
        x: area.x + 1,
        y: (area.y + down).min(area.bottom().saturating_sub(1)),
        width: area.width.saturating_sub(2),
        height: 1,
    };
    let wide = usize::from(area.width.saturating_sub(2));
    frame.render_widget(
        Line::styled(cut(question, wide), theme.style(Meaning::Heading)),
        at(1),
    );
    line_field(frame, at(3), input, Look::Focused, theme);
    if step == Step::Date {
        frame.render_widget(
            Line::styled(
                cut(
                    "today, next mon, 1 december, 2026-12-01, 2 weeks ago …",
                    wide,
                ),
                theme.style(Meaning::Quiet),
            ),
            at(8),
        );
    }
    let (text, meaning) = match &start.problem {
        Some(problem) => (problem.clone(), Meaning::Problem),
        None => (hint, Meaning::Quiet),
    };
    let lines: Vec<Line<'_>> = wrap(&text, wide)
        .into_iter()
        .map(|line| Line::styled(line, theme.style(meaning)))
        .collect();
    let below = Rect {
        height: 3.min(area.bottom().saturating_sub(at(4).y)),
        ..at(4)
    };
    frame.render_widget(Paragraph::new(lines), below);
}

fn review(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, drawn: &mut Drawn) {
    let (Some(plan), Ok(start)) = (state.start.fitted(), state.start.start(state.today)) else {
        return;
    };
    let columns = usize::from(area.width);
    let mut lines = vec![Line::default()];
    let said = |input: &ratatui_textarea::TextArea<'_>| input.lines().join(" ").trim().to_owned();
    let head = format!(
        "{}, {}, from {}",
        said(&state.start.name),
        plan.role.title,
        start.format("%A %-d %B %Y")
    );
    for line in wrap(&head, columns.saturating_sub(2)) {
        lines.push(Line::styled(
            format!(" {line}"),
            theme.style(Meaning::Title),
        ));
    }
    for (what, input) in [
        ("mentor ", &state.start.mentor),
        ("manager", &state.start.manager),
    ] {
        let name = said(input);
        let name = if name.is_empty() {
            "named later".to_owned()
        } else {
            name
        };
        let left = vec![
            Span::styled(format!(" {what}  "), theme.style(Meaning::Quiet)),
            Span::raw(name),
        ];
        lines.push(row(columns, left, Vec::new()));
    }
    if let Some(fitted) = fitted(&plan.contexts) {
        for text in wrap(&fitted, columns.saturating_sub(2)) {
            lines.push(Line::from(format!(" {text}")));
        }
    }
    lines.push(Line::default());
    lines.extend(milestones(state, theme, &plan, start, columns));
    if let Some(problem) = &state.start.problem {
        lines.push(Line::default());
        for line in wrap(problem, columns.saturating_sub(2)) {
            lines.push(Line::styled(
                format!(" {line}"),
                theme.style(Meaning::Problem),
            ));
        }
    }
    lines.push(Line::default());
    for line in wrap(
        "Enter starts the journey and saves it. Nothing is written before that.",
        columns.saturating_sub(2),
    ) {
        lines.push(Line::from(format!(" {line}")));
    }
    scrolled(frame, area, lines, state.start.scroll, theme, drawn);
}

fn milestones<'a>(
    state: &State,
    theme: &Theme,
    plan: &Plan,
    start: chrono::NaiveDate,
    columns: usize,
) -> Vec<Line<'a>> {
    plan.role
        .milestones
        .iter()
        .filter_map(|milestone| {
            let goals = plan
                .goals
                .iter()
                .filter(|goal| goal.milestone == milestone)
                .count();
            if goals == 0 {
                return None;
            }
            let due = match state.calendar.due(milestone, start) {
                Some(due) => date(state, due),
                None => "no date".to_owned(),
            };
            let theme_words = plan.role.themes.get(&milestone).cloned();
            let goals = count(goals, "goal");
            let left = vec![
                Span::raw(format!(
                    " {:<10} {due:<16} {goals:<7}   ",
                    milestone.label()
                )),
                Span::styled(theme_words.unwrap_or_default(), theme.style(Meaning::Quiet)),
            ];
            Some(row(columns, left, Vec::new()))
        })
        .collect()
}

/// Draws lines from one on, with a sign where there are more below.
pub fn scrolled(
    frame: &mut Frame<'_>,
    area: Rect,
    lines: Vec<Line<'_>>,
    scroll: usize,
    theme: &Theme,
    drawn: &mut Drawn,
) {
    let height = usize::from(area.height);
    if height == 0 {
        return;
    }
    let limit = lines.len().saturating_sub(height);
    let scroll = scroll.min(limit);
    drawn.page = height.saturating_sub(2).max(1);
    drawn.limit = limit;
    let more = lines.len().saturating_sub(scroll + height);
    // The sign has a row of its own, where it hides nothing.
    let rows = height.saturating_sub(usize::from(more > 0 && height > 1));
    let shown: Vec<Line<'_>> = lines.into_iter().skip(scroll).take(rows).collect();
    frame.render_widget(Paragraph::new(shown), area);
    if more > 0 {
        let text = "PgDn more ↓ ";
        let wide = u16::try_from(super::text::width(text)).unwrap_or(0);
        let at = Rect {
            x: area.right().saturating_sub(wide),
            y: area.bottom() - 1,
            width: wide.min(area.width),
            height: 1,
        };
        frame.render_widget(Line::styled(text, theme.style(Meaning::Key)), at);
    }
}
