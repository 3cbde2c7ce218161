//! What a click does.

use super::super::bindings::Command;
use super::super::meeting::Side;
use super::super::message::{Effect, Target};
use super::super::plan::Column;
use super::super::start::Step;
use super::super::state::{Overlay, Screen, State};
use super::moving::{open, show};
use super::run;

pub(super) fn click(state: &mut State, target: &Target) -> Vec<Effect> {
    state.note = None;
    match *target {
        Target::Screen(screen) if state.overlay.is_none() => show(state, screen),
        Target::Command(command) => run(state, command),
        Target::Milestone(place) if state.overlay.is_none() => {
            state.plan.column = Column::Milestones;
            state.plan.milestone = place;
            state.plan.goal = 0;
            state.plan.scroll = 0;
            Vec::new()
        }
        Target::Page(place) if state.overlay.is_none() => {
            state.guide_view.in_page = false;
            state.guide_view.page = place;
            state.guide_view.entry = 0;
            Vec::new()
        }
        Target::Goal(place) if state.overlay.is_none() => {
            if state.plan.column == Column::Goals && state.plan.goal == place {
                state.plan.column = Column::Detail;
            } else {
                state.plan.column = Column::Goals;
            }
            state.plan.goal = place;
            Vec::new()
        }
        Target::Entry(place) if state.overlay.is_none() => click_side(state, Side::Record, place),
        Target::Row(row) => click_row(state, row),
        _ => Vec::new(),
    }
}

/// Selects a line of the 1:1 screen; a second click on it opens it.
fn click_side(state: &mut State, side: Side, place: usize) -> Vec<Effect> {
    let view = &mut state.meeting;
    let cursor = match side {
        Side::Agenda => &mut view.line,
        Side::Record => &mut view.entry,
    };
    if view.side == side && *cursor == place {
        return run(state, Command::Open);
    }
    *cursor = place;
    view.side = side;
    view.scroll = 0;
    Vec::new()
}

/// Selects a line; a second click on it opens it.
pub(super) fn click_row(state: &mut State, row: usize) -> Vec<Effect> {
    if let (None, Some(view)) = (&state.overlay, &mut state.gate) {
        let again = view.cursor == row;
        view.cursor = row;
        return match again {
            true => run(state, Command::Open),
            false => Vec::new(),
        };
    }
    let starting = state.is_starting();
    let cursor = match (&mut state.overlay, state.screen) {
        (Some(Overlay::Pick(pick)), _) => &mut pick.cursor,
        (Some(Overlay::Parts { cursor, .. }), _) => cursor,
        (Some(_), _) => return Vec::new(),
        (None, Screen::Hires) => &mut state.hires.cursor,
        (None, _) if starting && state.start.step == Step::Contexts => {
            state.start.context = row;
            state.start.toggle();
            return Vec::new();
        }
        (None, _) if starting => {
            let lines = row.cast_signed() - state.start.role.cast_signed();
            return state.start.step_role(lines);
        }
        (None, Screen::Today) => &mut state.today_cursor,
        (None, Screen::History) => &mut state.history.cursor,
        (None, Screen::Guide) => {
            let again = state.guide_view.in_page && state.guide_view.entry == row;
            state.guide_view.in_page = true;
            state.guide_view.entry = row;
            return match again {
                true => open(state),
                false => Vec::new(),
            };
        }
        (None, Screen::Meeting) => return click_side(state, Side::Agenda, row),
        (None, Screen::Plan) => return Vec::new(),
    };
    if *cursor == row {
        return run(state, Command::Open);
    }
    *cursor = row;
    Vec::new()
}
