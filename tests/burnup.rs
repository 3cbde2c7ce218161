//! The burn-up with keys: of the milestone and of the whole plan, over any page.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

mod journeys;
mod program;

use onramp::app::{Effect, Place};
use program::{Program, lived};

fn read(program: &Program) -> usize {
    let made = program.done.iter();
    made.filter(|effect| **effect == Effect::ReadBurnUp).count()
}

#[test]
fn it_opens_over_any_page_and_esc_goes_back_to_that() {
    let mut program = lived("Ada Lovelace", "Grace Hopper");
    for (keys, place) in [
        ("1", Place::Today),
        ("2", Place::Plan),
        ("2 v", Place::Gate),
        ("5", Place::History),
    ] {
        program.press(keys);
        program.press("B");
        assert_eq!(program.state.place(), Place::BurnUp);
        program.sees("60 days");
        program.press("Esc");
        assert_eq!(program.state.place(), place);
        program.press("Esc");
    }
    program.press("B 5");
    assert_eq!(program.state.place(), Place::History);
}

#[test]
fn one_key_turns_to_the_whole_plan_and_back() {
    let mut program = lived("Ada Lovelace", "Grace Hopper");
    program.press("B");
    program.press("w");
    program.sees("Whole plan");
    program.sees("12 months");
    program.press("w");
    program.sees_no("12 months");
}

#[test]
fn it_is_made_once_and_anew_when_the_journey_moves() {
    let mut program = lived("Ada Lovelace", "Grace Hopper");
    program.press("B w w");
    program.resize(60, 20);
    assert_eq!(read(&program), 1);
    let claimed = |program: &Program| {
        let view = program.state.burn_up.as_ref().unwrap();
        view.shown().unwrap().now().claimed
    };
    let before = claimed(&program);
    program.press("Esc 1 u B");
    let (after, made) = (claimed(&program), read(&program));
    program.press("u");
    assert_eq!(read(&program), made + 1, "{before} {after}");
}
