//! A goal as a line of a list, and what stands beside it.

use ratatui::text::{Line, Span};

use super::date;
use super::text::{self, row};
use super::theme::{Meaning, Theme};
use crate::app::State;
use crate::domain::judgment::dates::Dates;
use crate::domain::record::action::Action;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::writing::Note;
use crate::domain::wording::goals;
use crate::domain::wording::marks::{self, Sign};
use crate::domain::wording::meetings;
use crate::domain::words::when::spoken;

/// Returns the bar in front of a line: filled in where the line is selected.
pub fn cursor(theme: &Theme, selected: bool) -> Span<'static> {
    if selected {
        Span::styled(theme.cursor(), theme.style(Meaning::Cursor))
    } else {
        Span::raw(" ")
    }
}

/// Returns a goal on one line, with what there is to say of its date at the right edge.
pub fn goal_line(
    state: &State,
    theme: &Theme,
    dates: &Dates,
    goal: &Goal,
    columns: usize,
    selected: bool,
) -> Line<'static> {
    let (mark, meaning) = theme.mark(Sign::of(goal, dates));
    let mut left = vec![
        cursor(theme, selected),
        Span::styled(mark, theme.style(meaning)),
        Span::raw(format!(" {:<5} ", goal.number)),
        Span::styled(goal.plan.title.clone(), title_style(theme, goal, selected)),
    ];
    let badges = badges(state, theme, goal);
    let mut right = Vec::new();
    if columns >= 60 {
        let words = beside(state, dates, goal);
        let room = columns / 2;
        right.push(Span::styled(
            format!("{}{badges} ", text::cut(&words, room)),
            theme.style(beside_meaning(dates, goal)),
        ));
    } else {
        left.push(Span::styled(badges, theme.style(Meaning::Quiet)));
    }
    row(columns, left, right)
}

/// Returns the line of an open action: what is promised on the left, by when on the right.
pub fn action_line(
    state: &State,
    theme: &Theme,
    dates: &Dates,
    action: &Action,
    columns: usize,
    selected: bool,
) -> Line<'static> {
    let due = action.due;
    let due = due.map(|due| meetings::by(due, dates, |day| date(state, day)));
    match action.party() {
        Some(_) => promise_line(theme, &action.text, due, columns, selected),
        None => {
            let text = format!("{}: {}", action.owner(), action.text);
            promise_line(theme, &text, due, columns, selected)
        }
    }
}

/// Returns the line of something to be ticked off; `due` says by when, and whether that has passed.
pub fn promise_line(
    theme: &Theme,
    text: &str,
    due: Option<(String, bool)>,
    columns: usize,
    selected: bool,
) -> Line<'static> {
    let style = match selected {
        true => theme.style(Meaning::Selected),
        false => ratatui::style::Style::new(),
    };
    let left = vec![
        cursor(theme, selected),
        Span::styled(marks::tick(false), theme.style(Meaning::Quiet)),
        Span::styled(format!(" {text}"), style),
    ];
    let right = due.map(|(due, is_late)| {
        let meaning = match is_late {
            true => Meaning::Late,
            false => Meaning::Quiet,
        };
        let due = format!("{} ", text::cut(&due, columns / 2));
        Span::styled(due, theme.style(meaning))
    });
    row(columns, left, Vec::from_iter(right))
}

/// Returns the signs behind a goal: that something new came in, notes, evidence.
pub fn badges(state: &State, theme: &Theme, goal: &Goal) -> String {
    let new = if state.peers.is_new(goal.slug()) {
        NEW
    } else {
        ""
    };
    format!("{new}{}", theme.badges(goal, visible_notes(state, goal)))
}

/// What stands behind something that came in from another machine and was not looked at.
pub const NEW: &str = " • new";

/// Returns the style of a goal's title.
pub fn title_style(theme: &Theme, goal: &Goal, selected: bool) -> ratatui::style::Style {
    let meaning = match (selected, goal.state()) {
        (true, _) => Meaning::Selected,
        (false, GoalState::Waived | GoalState::Confirmed) => Meaning::Quiet,
        _ => return ratatui::style::Style::new(),
    };
    theme.style(meaning)
}

/// Returns how many notes of a goal whoever acts may read.
pub fn visible_notes(state: &State, goal: &Goal) -> usize {
    let journey = state.journey.as_ref();
    journey.map_or(0, |journey| {
        journey.visible_notes(state.acting, &goal.notes)
    })
}

/// Returns whether whoever acts may read a note.
pub fn may_read(state: &State, note: &Note) -> bool {
    let journey = state.journey.as_ref();
    journey.is_some_and(|journey| journey.may_read_note(state.acting, note))
}

/// Returns what there is to say of a goal's dates: whom it waits on, or when it is due.
fn beside(state: &State, dates: &Dates, goal: &Goal) -> String {
    let Some(journey) = &state.journey else {
        return String::new();
    };
    let date = |day| spoken(day, dates.today);
    goals::beside(journey, dates, goal, state.acting, date).join(" · ")
}

fn beside_meaning(dates: &Dates, goal: &Goal) -> Meaning {
    if dates.is_late(goal) {
        Meaning::Late
    } else {
        Meaning::Quiet
    }
}

/// Returns which line of a list comes first, so that the selected one is in sight.
pub fn first_line(selected: usize, lines: usize, height: usize) -> usize {
    let last = lines.saturating_sub(height);
    selected.saturating_sub(height / 2).min(last)
}
