//! Text that is typed or pasted, into whichever line takes it.

use super::super::bindings::Place;
use super::super::form::type_into_line;
use super::super::message::Effect;
use super::super::state::{Overlay, State};
use super::acting::parts_shown;
use super::failed;
use crate::domain::words::text::NOTE_MAX;
use ratatui_textarea::Input;

/// Puts a key that has no other meaning into the line that takes text.
pub(super) fn type_in(state: &mut State, input: &Input) {
    if input.alt {
        return;
    }
    let place = state.place();
    match (&mut state.overlay, place) {
        (Some(Overlay::Form(form)), _) => {
            form.problem = None;
            form.warned = false;
            if let Some(field) = form.focused() {
                field.press(input);
            }
        }
        (Some(Overlay::Pick(pick)), _) => {
            type_into_line(&mut pick.input, input);
            pick.cursor = 0;
        }
        (Some(Overlay::Parts { .. }), _) => tick_by_digit(state, input),
        (None, Place::Filter) => {
            type_into_line(&mut state.history.filter, input);
            state.history.cursor = 0;
        }
        (None, Place::HiresFilter) => {
            type_into_line(&mut state.hires.filter, input);
            state.hires.cursor = 0;
        }
        (None, Place::StartLine) => state.start.press(input),
        _ => {}
    }
}

pub(super) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    if text.len() > NOTE_MAX {
        let limit = NOTE_MAX / 1024;
        failed(
            state,
            format!("The pasted text is longer than {limit} KiB; put it in a file and link to it."),
        );
        return Vec::new();
    }
    let text = crate::domain::words::text::clean(text);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let place = state.place();
    match (&mut state.overlay, place) {
        (Some(Overlay::Form(form)), _) => {
            if let Some(field) = form.focused() {
                field.paste(&text);
            }
        }
        (Some(Overlay::Pick(pick)), _) => {
            pick.input.insert_str(line);
        }
        (None, Place::Filter) => {
            state.history.filter.insert_str(line);
        }
        (None, Place::HiresFilter) => {
            state.hires.filter.insert_str(line);
            state.hires.cursor = 0;
        }
        (None, Place::StartLine) => {
            if let Some(field) = state.start.line() {
                field.insert_str(line);
            }
        }
        _ => {}
    }
    Vec::new()
}

pub(super) fn tick_by_digit(state: &mut State, input: &Input) {
    let ratatui_textarea::Key::Char(digit @ '1'..='9') = input.key else {
        return;
    };
    let place = digit.to_digit(10).map_or(0, |digit| digit as usize - 1);
    let count = parts_shown(state);
    if let Some(Overlay::Parts { cursor, .. }) = &mut state.overlay
        && place < count
    {
        *cursor = place;
    }
}
