//! The Plan screen: milestones, goals, and the selected goal, as many columns as fit.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::detail;
use super::fitted::fitted_line;
use super::gauge::gauge;
use super::rows::{badges, cursor, first_line, title_style};
use super::text::{row, wrap};
use super::theme::{Meaning, Theme};
use super::{Drawn, date};
use crate::app::{Column, State, Target};
use crate::domain::judgment::standing::Standing;
use crate::domain::record::goal::Goal;
use crate::domain::wording::goals;
use crate::domain::wording::marks::Sign;

/// Columns from which on three parts stand side by side.
const THREE: u16 = 110;
/// Columns from which on milestones and goals stand side by side.
const TWO: u16 = 70;
/// Columns of the milestones.
const MILESTONES: u16 = 28;

/// Draws the screen.
pub fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, drawn: &mut Drawn) {
    let Some(standing) = state.standing() else {
        return;
    };
    let screen = Screen {
        state,
        standing: &standing,
        theme,
    };
    if area.width >= TWO {
        fitted_line(frame, area, "", state, theme);
    }
    let area = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    if area.width >= THREE {
        let goals = (area.width - MILESTONES) * 11 / 24;
        let [left, rest] = split(area, MILESTONES);
        let [middle, right] = split(rest, goals);
        screen.milestones(frame, left, drawn);
        screen.goals(frame, middle, drawn);
        screen.detail(frame, indent(right, 2), true, drawn);
    } else if area.width >= TWO {
        let [left, right] = split(area, MILESTONES);
        screen.milestones(frame, left, drawn);
        if state.plan.column == Column::Detail {
            screen.detail(frame, indent(right, 1), true, drawn);
        } else {
            let used = screen.goals(frame, right, drawn);
            let below = Rect {
                y: right.y + used + 1,
                height: right.height.saturating_sub(used + 1),
                ..right
            };
            if below.height >= 3 {
                screen.detail(frame, indent(below, 1), false, drawn);
            }
        }
    } else {
        screen.one_column(frame, area, drawn);
    }
}

struct Screen<'a> {
    state: &'a State,
    standing: &'a Standing<'a>,
    theme: &'a Theme,
}

impl Screen<'_> {
    fn one_column(&self, frame: &mut Frame<'_>, area: Rect, drawn: &mut Drawn) {
        let milestone = self
            .standing
            .milestones
            .get(self.state.plan.milestone)
            .map(|milestone| milestone.milestone.label())
            .unwrap_or_default();
        let path = match (self.state.plan.column, self.state.selected()) {
            (Column::Milestones, _) => "Milestones".to_owned(),
            (Column::Detail, Some(goal)) => format!("{milestone} › {}", goal.number),
            _ => milestone,
        };
        let top = Rect {
            y: area.y.saturating_sub(1),
            ..area
        };
        fitted_line(frame, top, &path, self.state, self.theme);
        match self.state.plan.column {
            Column::Milestones => self.milestones(frame, area, drawn),
            Column::Goals => {
                self.goals(frame, area, drawn);
            }
            Column::Detail => self.detail(frame, indent(area, 1), true, drawn),
        }
    }

    fn milestones(&self, frame: &mut Frame<'_>, area: Rect, drawn: &mut Drawn) {
        let view = &self.state.plan;
        let rows = (area.y..area.bottom()).zip(self.standing.milestones.iter().enumerate());
        for (y, (place, milestone)) in rows {
            let selected = place == view.milestone;
            let focus = selected && view.column == Column::Milestones;
            let style = if selected {
                self.theme.style(Meaning::Selected)
            } else {
                ratatui::style::Style::new()
            };
            let mut left = vec![
                cursor(self.theme, focus),
                Span::styled(format!("{:<9} ", milestone.milestone.label()), style),
            ];
            let tally = &milestone.tally;
            left.extend(gauge(
                self.theme,
                5,
                tally.done,
                tally.counted,
                None,
                Meaning::Bar,
            ));
            left.push(Span::styled(
                format!(" {}/{}", tally.done, tally.counted),
                style,
            ));
            let due = milestone
                .due
                .map(|due| due.format("%-d %b ").to_string())
                .unwrap_or_default();
            let right = vec![Span::styled(due, self.theme.style(Meaning::Quiet))];
            let at = Rect {
                y,
                height: 1,
                ..area
            };
            frame.render_widget(row(usize::from(area.width), left, right), at);
            drawn.targets.push((at, Target::Beside(place)));
        }
    }

    /// Draws the goals of the milestone; returns how many rows they took.
    fn goals(&self, frame: &mut Frame<'_>, area: Rect, drawn: &mut Drawn) -> u16 {
        let Some(milestone) = self.standing.milestones.get(self.state.plan.milestone) else {
            return 0;
        };
        let mut lines: Vec<(Line<'_>, usize)> = Vec::new();
        let mut selected_line = 0;
        let goals = self.standing.journey.goals_of(milestone.milestone);
        for (place, goal) in goals.enumerate() {
            if place == self.state.plan.goal {
                selected_line = lines.len();
            }
            let entry = self.goal(goal, place == self.state.plan.goal, usize::from(area.width));
            lines.extend(entry.into_iter().map(|line| (line, place)));
        }
        let height = usize::from(area.height);
        let first = first_line(selected_line, lines.len(), height);
        let used = lines.len().min(height);
        for (y, (line, place)) in (area.y..area.bottom()).zip(lines.into_iter().skip(first)) {
            let at = Rect {
                y,
                height: 1,
                ..area
            };
            frame.render_widget(line, at);
            drawn.targets.push((at, Target::Row(place)));
        }
        drawn.page = height.max(1) / 2;
        u16::try_from(used).unwrap_or(area.height)
    }

    fn goal(&self, goal: &Goal, selected: bool, columns: usize) -> Vec<Line<'static>> {
        let (mark, meaning) = self.theme.mark(Sign::of(goal, &self.standing.dates));
        let style = title_style(self.theme, goal, selected);
        let badges = badges(self.state, self.theme, goal);
        let mark_width = super::text::width(mark);
        let indent = mark_width + 8;
        let text = format!("{}{badges}", goal.plan.title);
        let focus = selected && self.state.plan.column != Column::Milestones;
        wrap(&text, columns.saturating_sub(indent + 1))
            .into_iter()
            .enumerate()
            .map(|(line, text)| {
                if line > 0 {
                    let pad = " ".repeat(indent - 1);
                    return Line::from(vec![
                        cursor(self.theme, focus),
                        Span::raw(pad),
                        Span::styled(text, style),
                    ]);
                }
                Line::from(vec![
                    cursor(self.theme, focus),
                    Span::styled(mark, self.theme.style(meaning)),
                    Span::styled(format!(" {:<5} ", goal.number), style),
                    Span::styled(text, style),
                ])
            })
            .collect()
    }

    fn detail(&self, frame: &mut Frame<'_>, area: Rect, titled: bool, drawn: &mut Drawn) {
        let Some(goal) = self.state.selected() else {
            return;
        };
        let columns = usize::from(area.width.saturating_sub(1)).min(90);
        let lines = detail::lines(self.state, self.standing, goal, self.theme, columns, titled);
        let height = usize::from(area.height);
        let limit = lines.len().saturating_sub(height);
        let scroll = self.state.plan.scroll.min(limit);
        drawn.limit = limit;
        if self.state.plan.column == Column::Detail {
            drawn.page = height.saturating_sub(2);
        }
        let more = lines.len().saturating_sub(scroll + height);
        for (y, line) in (area.y..area.bottom()).zip(lines.into_iter().skip(scroll)) {
            frame.render_widget(
                line,
                Rect {
                    y,
                    height: 1,
                    ..area
                },
            );
        }
        if more > 0 && area.height > 0 {
            let text = if self.state.plan.column == Column::Detail {
                format!("{} more ↓", more + 1)
            } else {
                format!("{} more, Enter ↓", more + 1)
            };
            let at = Rect {
                y: area.bottom() - 1,
                height: 1,
                ..area
            };
            frame.render_widget(ratatui::widgets::Clear, at);
            frame.render_widget(Line::styled(text, self.theme.style(Meaning::Key)), at);
        }
    }
}

/// Returns the words for when a goal is due.
pub fn due_words(state: &State, standing: &Standing<'_>, goal: &Goal) -> Option<String> {
    let due = standing.dates.goal_due(goal)?;
    Some(match goal.is_to_do() {
        true => goals::due(due, state.today, |due| date(state, due)),
        false => format!("due date {}", date(state, due)),
    })
}

fn split(area: Rect, left: u16) -> [Rect; 2] {
    let left = left.min(area.width);
    [
        Rect {
            width: left,
            ..area
        },
        Rect {
            x: area.x + left,
            width: area.width - left,
            ..area
        },
    ]
}

fn indent(area: Rect, by: u16) -> Rect {
    Rect {
        x: area.x + by.min(area.width),
        width: area.width.saturating_sub(by),
        ..area
    }
}
