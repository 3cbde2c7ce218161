//! A goal as a line of a list, and what stands beside it.

use ratatui::text::{Line, Span};

use super::text::{self, row};
use super::theme::{Meaning, Theme};
use crate::app::State;
use crate::domain::judgment::dates::Dates;
use crate::domain::plan::people::Party;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::words::when::spoken;
use crate::domain::words::when::working_days;

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
    let (mark, meaning) = theme.mark(goal, dates);
    let mut left = vec![
        cursor(theme, selected),
        Span::styled(mark, theme.style(meaning)),
        Span::raw(format!(" {:<5} ", goal.number)),
        Span::styled(goal.plan.title.clone(), title_style(theme, goal, selected)),
    ];
    let badges = theme.badges(goal, visible_notes(state, goal));
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
    goal.notes
        .values()
        .filter(|note| note.is_visible_to(state.acting))
        .count()
}

/// Returns what there is to say of a goal's dates: whom it waits on, or when it is due.
pub fn beside(state: &State, dates: &Dates, goal: &Goal) -> String {
    let mut parts = Vec::new();
    if let Some(returned) = goal.returned() {
        parts.push(format!(
            "sent back {}",
            spoken(returned.mark.on, dates.today)
        ));
    }
    let (ticked, all) = goal.parts();
    if all > 0 && goal.is_to_do() && ticked > 0 {
        parts.push(format!("{ticked} of {all} parts"));
    }
    if let (Some(blocker), Some(days)) = (goal.waiting(), dates.days_waiting(goal)) {
        parts.push(waiting(blocker.on.clone(), days));
    }
    if let Some(days) = dates.days_unconfirmed(goal) {
        parts.push(waiting(confirmer(state), days));
    }
    let due = dates
        .goal_due(goal)
        .filter(|_| goal.is_to_do())
        .map(|due| spoken(due, dates.today));
    match due {
        Some(due) if dates.is_late(goal) => parts.push(format!("was due {due}")),
        Some(due) if goal.deferral.is_some() => parts.push(format!("moved to {due}")),
        Some(due) if goal.waiting().is_none() => parts.push(format!("due {due}")),
        None if goal.is_to_do() => parts.push("no date".to_owned()),
        _ => {}
    }
    parts.join(" · ")
}

/// Returns who is to confirm, for whoever reads it.
fn confirmer(state: &State) -> String {
    let mentor = state
        .journey
        .as_ref()
        .and_then(|journey| journey.people.mentor.as_deref());
    match mentor {
        _ if state.acting == Party::Mentor => "claimed".to_owned(),
        Some(mentor) => format!("{} to confirm", text::short_name(mentor)),
        None => "no mentor to confirm".to_owned(),
    }
}

fn waiting(who: String, days: i64) -> String {
    match days {
        ..=0 => who,
        _ => format!("{who}, {}", working_days(days)),
    }
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
