//! The gate review: opened, gone through, ruled on.

use super::super::bindings::Command;
use super::super::form::FormKind;
use super::super::gate::{GateRow, GateStage, GateView};
use super::super::message::Effect;
use super::super::pick::Pick;
use super::super::state::{Overlay, Screen, State};
use super::acting::{fill_in, on_goal};
use crate::domain::acts::act::{Act, ReviewAct};
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::goal::GoalState;
use crate::domain::record::review::{Answer, Grade};
use crate::domain::telling::sheet::rubric;

/// Shows the gate review of a milestone in place of the screen.
pub(super) fn open_gate(state: &mut State, milestone: Milestone) -> Vec<Effect> {
    if !milestone.is_dated() {
        let end = state
            .journey
            .as_ref()
            .map(|journey| journey.role.milestones.end());
        let end = end.unwrap_or_default();
        state.complain(format!(
            "What lies beyond {end} has no date and no gate review."
        ));
        return Vec::new();
    }
    state.overlay = None;
    state.gate = Some(GateView::new(milestone));
    match state.guide {
        Some(_) => Vec::new(),
        None => vec![Effect::ReadGuide],
    }
}

/// Shows the gate review that is meant: on the Plan screen that of the selected milestone, else the
/// open one, or the first that is still to be held.
pub(super) fn show_gate(state: &mut State) -> Vec<Effect> {
    match meant(state) {
        Some(milestone) => open_gate(state, milestone),
        None => Vec::new(),
    }
}

fn meant(state: &State) -> Option<Milestone> {
    let standing = state.standing()?;
    if state.screen == Screen::Plan {
        let row = standing.milestones.get(state.plan.milestone)?;
        return Some(row.milestone);
    }
    let reviews = &standing.journey.reviews;
    if let Some((_, open)) = reviews.open() {
        return Some(open.opening.milestone);
    }
    let mut rows = standing.milestones.iter();
    let to_come = rows.find(|row| {
        let due = row.due.and_then(|date| reviews.due(row.milestone, date));
        due.is_some()
    });
    let last = reviews.all.values().next_back();
    to_come
        .map(|row| row.milestone)
        .or_else(|| last.map(|review| review.opening.milestone))
}

fn stage(state: &State) -> Option<GateStage> {
    let (view, journey) = (state.gate.as_ref()?, state.journey.as_ref()?);
    Some(view.stage(journey))
}

/// Returns whether the review is open; says why nothing can be done where it is not.
fn is_open(state: &mut State) -> bool {
    match stage(state) {
        Some(GateStage::Open) => return true,
        Some(GateStage::Ruled) => {
            state.complain("This review has its verdict and stays as it is.");
        }
        _ => state.complain("This review is not begun yet; the mentor begins it with Enter."),
    }
    false
}

/// Does what a command asks of the open review.
pub(super) fn in_gate(state: &mut State, command: Command) -> Vec<Effect> {
    if !is_open(state) {
        return Vec::new();
    }
    match command {
        Command::Verdict => verdict(state),
        Command::Grade(grade) => match state.gate_row() {
            Some(GateRow::Dimension(slug)) => set_grade(state, slug, Some(grade)),
            _ => {
                state.complain("Choose a dimension of the rubric first.");
                Vec::new()
            }
        },
        Command::NotDone => match state.gate_row() {
            Some(GateRow::Goal(slug)) if can_be_not_done(state, &slug) => {
                fill_in(state, &FormKind::NotDone(slug))
            }
            Some(GateRow::Goal(_)) => Vec::new(),
            _ => {
                state.complain("Choose a goal first.");
                Vec::new()
            }
        },
        Command::Answer => answer(state),
        other => on_goal(state, other),
    }
}

/// Goes on in the review: begins it, or does what the selected row is for.
pub(super) fn enter(state: &mut State) -> Vec<Effect> {
    let Some((view, journey)) = state.gate.as_ref().zip(state.journey.as_ref()) else {
        return Vec::new();
    };
    let milestone = view.milestone;
    match view.stage(journey) {
        GateStage::Open => answer(state),
        GateStage::NotBegun => {
            vec![Effect::Commit(vec![Act::Review(ReviewAct::Start {
                milestone,
            })])]
        }
        GateStage::Ruled => again(state, milestone),
    }
}

/// Begins another review of a milestone where an extension has come due; says when it does, where
/// it has not.
fn again(state: &mut State, milestone: Milestone) -> Vec<Effect> {
    match state.gate_due_again() {
        Some(due) if due <= state.today => {
            state.gate = Some(GateView::new(milestone));
            vec![Effect::Commit(vec![Act::Review(ReviewAct::Start {
                milestone,
            })])]
        }
        _ => {
            let key = milestone.key();
            state.complain(format!(
                "This review is over. `onramp gate start {key}` begins another one."
            ));
            Vec::new()
        }
    }
}

/// Answers for the selected goal, changes the grade of the selected dimension, or goes on to the
/// verdict.
fn answer(state: &mut State) -> Vec<Effect> {
    match state.gate_row() {
        Some(GateRow::Goal(slug)) => {
            if state.acting != Party::Mentor {
                state.complain("The mentor answers for the goals; you grade yourself below.");
                return Vec::new();
            }
            if !can_be_not_done(state, &slug) {
                return Vec::new();
            }
            let open = state
                .journey
                .as_ref()
                .and_then(|journey| journey.reviews.open());
            let said = open.is_some_and(|(_, review)| review.answers.contains_key(&slug));
            let answer = (!said).then_some(Answer::NotDone { why: None });
            let act = ReviewAct::Answer { goal: slug, answer };
            vec![Effect::Commit(vec![Act::Review(act)])]
        }
        Some(GateRow::Dimension(slug)) => {
            let next = match own_grade(state, &slug) {
                None => Some(Grade::Below),
                Some(Grade::Below) => Some(Grade::Meets),
                Some(Grade::Meets) => Some(Grade::Exceeds),
                Some(Grade::Exceeds) => None,
            };
            set_grade(state, slug, next)
        }
        Some(GateRow::Verdict) => verdict(state),
        None => Vec::new(),
    }
}

/// Returns whether a goal can be answered for as not done; says why not where it cannot.
fn can_be_not_done(state: &mut State, slug: &Slug) -> bool {
    let goal = state
        .journey
        .as_ref()
        .and_then(|journey| journey.goal(slug));
    let Some(goal) = goal else {
        return false;
    };
    let number = goal.number;
    let words = match goal.state() {
        GoalState::Open | GoalState::Active => return true,
        GoalState::Claimed => format!("{number} is claimed: c confirms it, r returns it."),
        GoalState::Confirmed => format!("{number} is confirmed, and answered for by that."),
        GoalState::Waived => format!("{number} is waived, and answered for by that."),
    };
    state.complain(words);
    false
}

fn own_grade(state: &State, dimension: &Slug) -> Option<Grade> {
    let (_, review) = state.journey.as_ref()?.reviews.open()?;
    let key = (state.acting, dimension.clone());
    review.grades.get(&key).copied()
}

fn set_grade(state: &State, dimension: Slug, grade: Option<Grade>) -> Vec<Effect> {
    if own_grade(state, &dimension) == grade {
        return Vec::new();
    }
    let act = ReviewAct::Grade { dimension, grade };
    vec![Effect::Commit(vec![Act::Review(act)])]
}

/// Asks for the verdict: which one where goals are open, and then for the words.
fn verdict(state: &mut State) -> Vec<Effect> {
    if state.acting != Party::Mentor {
        state.complain("The mentor gives the verdict; a acts as the mentor.");
        return Vec::new();
    }
    let Some(sheet) = state.gate_sheet() else {
        return Vec::new();
    };
    let open: Vec<&str> = sheet
        .unanswered()
        .map(|goal| goal.number.as_str())
        .collect();
    if !open.is_empty() {
        state.complain(format!("Still to be answered for: {}.", open.join(", ")));
        return Vec::new();
    }
    let left = sheet.goals.iter().filter(|goal| goal.is_left());
    let left: Vec<Slug> = left.map(|goal| goal.goal.clone()).collect();
    if left.is_empty() {
        return fill_in(state, &FormKind::Advance);
    }
    state.overlay = Some(Overlay::Pick(Box::new(Pick::verdicts(&left))));
    Vec::new()
}

/// Adds to a verdict what the form does not know: the rubric and the holidays.
pub(super) fn complete(state: &State, acts: Vec<Act>) -> Vec<Act> {
    let acts = acts.into_iter().map(|act| match act {
        Act::Review(ReviewAct::Verdict {
            summary, verdict, ..
        }) => Act::Review(ReviewAct::Verdict {
            summary,
            verdict,
            rubric: state.guide.as_ref().map(rubric).unwrap_or_default(),
            calendar: state.calendar.clone(),
        }),
        act => act,
    });
    acts.collect()
}

/// Changes the grade of the selected dimension by one, or turns to an older or newer review.
pub(super) fn sideways(state: &mut State, right: bool) -> Vec<Effect> {
    if stage(state) == Some(GateStage::Open) {
        let Some(GateRow::Dimension(slug)) = state.gate_row() else {
            return Vec::new();
        };
        let next = match (own_grade(state, &slug), right) {
            (None, true) | (Some(Grade::Meets), false) => Some(Grade::Below),
            (Some(Grade::Below), true) | (Some(Grade::Exceeds), false) => Some(Grade::Meets),
            (Some(Grade::Meets | Grade::Exceeds), true) => Some(Grade::Exceeds),
            (None | Some(Grade::Below), false) => None,
        };
        return set_grade(state, slug, next);
    }
    if let (Some(view), Some(journey)) = (&mut state.gate, &state.journey) {
        let last = journey
            .reviews
            .all_of(view.milestone)
            .count()
            .saturating_sub(1);
        view.back = match right {
            true => view.back.saturating_sub(1),
            false => (view.back + 1).min(last),
        };
        view.scroll = 0;
    }
    Vec::new()
}

/// Moves the selection of an open review, or scrolls another one.
pub(super) fn step(state: &mut State, lines: isize) {
    let rows = state.gate_rows().len();
    let limit = state.limit;
    if let Some(view) = &mut state.gate {
        match rows {
            0 => view.scroll = view.scroll.saturating_add_signed(lines).min(limit),
            rows => view.cursor = view.cursor.saturating_add_signed(lines).min(rows - 1),
        }
    }
}
