//! Joining a journey by an invitation: where it is, whose journey, who joins, the six words. Lies over
//! what is shown, so that an open journey stays until the other one is there.

use ratatui_textarea::Key::{Enter, Esc};
use ratatui_textarea::TextArea;

use super::invitation::{Invited, Join, JoinStep, Welcome};
use super::key::{ALL, Binding, key, on, shown};
use super::message::{Effect, Next};
use super::shared::{Overlay, Shared};
use super::view::{Command as C, Place};
use crate::domain::words::text::capitalized;

const HERE: &[Place] = &[Place::Join, Place::JoinLine];

#[rustfmt::skip] // a table: one row a line
pub(super) const KEYS: &[Binding] = &[
    on(Place::SCREENS, ALL, &[], C::Join, "join another journey that you were invited to"),
    shown(HERE, ALL, &[key(Enter)], C::Open, "go on"),
    shown(HERE, ALL, &[key(Esc)], C::Back, "back"),
];

/// Begins to join, with the place that was typed before.
pub(super) fn begin(shared: &mut Shared) {
    let mut place = TextArea::from([shared.place_typed.clone()]);
    place.move_cursor(ratatui_textarea::CursorMove::End);
    let join = Join {
        place,
        ..Join::default()
    };
    shared.overlay = Some(Overlay::Join(Box::new(join)));
}

/// Goes a step on.
pub(super) fn go_on(shared: &mut Shared) -> Next {
    let Some(Overlay::Join(join)) = &mut shared.overlay else {
        return Next::NOTHING;
    };
    join.problem = None;
    match join.step {
        JoinStep::Place => {
            let place = join.typed();
            if place.is_empty() {
                let text = "Name the shared folder, the git remote or the file.";
                join.problem = Some(text.to_owned());
                return Next::NOTHING;
            }
            join.step = JoinStep::Looking;
            shared.place_typed.clone_from(&place);
            return Effect::FindInvitations(place).into();
        }
        JoinStep::Which => {
            join.step = JoinStep::Who;
            join.who = 0;
        }
        JoinStep::Who => {
            let chosen = join.invited().and_then(|invited| {
                let person = invited.people.get(join.who)?.person;
                Some((invited.journey, person))
            });
            if let Some((journey, person)) = chosen {
                join.step = JoinStep::Joining;
                return Effect::Join { journey, person }.into();
            }
        }
        JoinStep::Joined(_) => shared.overlay = None,
        JoinStep::Looking | JoinStep::Joining => {}
    }
    Next::NOTHING
}

/// Goes a step back; from the first and the last one, to what lies below. What is under way goes on.
pub(super) fn go_back(shared: &mut Shared) {
    let Some(Overlay::Join(join)) = &mut shared.overlay else {
        return;
    };
    join.problem = None;
    join.step = match join.step {
        JoinStep::Looking | JoinStep::Which => JoinStep::Place,
        JoinStep::Who if join.found.len() > 1 => JoinStep::Which,
        JoinStep::Who => JoinStep::Place,
        JoinStep::Place | JoinStep::Joining | JoinStep::Joined(_) => {
            shared.place_typed = join.typed();
            shared.overlay = None;
            return;
        }
    };
}

/// Takes what was found at a place, unless that was left meanwhile.
pub(super) fn take_found(shared: &mut Shared, place: &str, found: Result<Vec<Invited>, String>) {
    let Some(Overlay::Join(join)) = &mut shared.overlay else {
        return;
    };
    if !join.looks_in(place) {
        return;
    }
    match found {
        Err(problem) => {
            join.step = JoinStep::Place;
            join.problem = Some(sentence(&problem));
        }
        Ok(found) => {
            join.step = match found.len() {
                1 => JoinStep::Who,
                _ => JoinStep::Which,
            };
            (join.which, join.who) = (0, 0);
            join.found = found;
        }
    }
}

/// Says why nothing was joined, where that was asked for.
pub(super) fn fail(shared: &mut Shared, problem: String) {
    match &mut shared.overlay {
        Some(Overlay::Join(join)) if join.step == JoinStep::Joining => {
            join.step = JoinStep::Who;
            join.problem = Some(sentence(&problem));
        }
        _ => shared.complain(problem),
    }
}

/// Returns an error as a sentence of a page.
fn sentence(problem: &str) -> String {
    let problem = problem.trim_end_matches('.');
    let first = problem.split_whitespace().next().unwrap_or_default();
    // A place keeps its letters.
    match first.chars().all(char::is_alphanumeric) {
        true => format!("{}.", capitalized(problem)),
        false => format!("{problem}."),
    }
}

/// Shows what is to be done now that a journey was joined.
pub(super) fn welcome(shared: &mut Shared, welcome: Box<Welcome>) {
    shared.place_typed.clear();
    let join = Join {
        step: JoinStep::Joined(welcome),
        ..Join::default()
    };
    shared.overlay = Some(Overlay::Join(Box::new(join)));
}
