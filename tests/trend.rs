//! The conversation over time with keys: opened from any screen, made once for each reader.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

mod journeys;
mod program;

use onramp::app::{Command, Effect, Msg, Place, Target, update};
use onramp::domain::plan::people::Party;
use program::met::{in_a_meeting, met};
use program::{Program, rows};

fn read(program: &Program) -> Vec<Party> {
    let made = program.done.iter().filter_map(|effect| match effect {
        Effect::ReadTrend(reader) => Some(*reader),
        _ => None,
    });
    made.collect()
}

#[test]
fn it_opens_over_any_screen_and_from_the_list_of_acts_and_esc_goes_back() {
    let mut program = met();
    for (key, place) in [
        ("1", Place::Today),
        ("2", Place::Plan),
        ("3", Place::Meeting),
        ("4", Place::Guide),
        ("5", Place::History),
    ] {
        program.press(key);
        program.press("T");
        assert_eq!(program.state.place(), Place::Trend);
        program.sees("1:1s over time");
        program.press("Esc");
        assert_eq!(program.state.place(), place);
    }
    program.press("3 :");
    program.write("over time: ratings");
    program.press("Enter");
    assert_eq!(program.state.place(), Place::Trend);
    program.press("2");
    assert_eq!(program.state.place(), Place::Plan);
}

#[test]
fn it_is_made_once_for_each_reader_and_anew_when_the_journey_moves() {
    let mut program = met();
    program.press("3 T Down Up");
    program.resize(60, 20);
    assert_eq!(read(&program), [Party::Hire]);
    program.press("a");
    assert_eq!(read(&program), [Party::Hire, Party::Mentor]);
    program.press("Esc 1 2 T");
    assert_eq!(read(&program).len(), 3);
    program.press("u");
    assert_eq!(read(&program).len(), 4);
}

#[test]
fn nobody_reads_the_other_side_before_both_have_rated() {
    let mut program = in_a_meeting();
    program.resize(100, 60);
    program.press("R");
    program.write("1");
    program.press("Enter 1 Enter 1 Ctrl-s T Up");
    // The last column of the best row is nobody's, that of the worst the mentor's own.
    let mark = |program: &Program| {
        let rows = rows(&program.frame);
        let first = rows
            .iter()
            .position(|row| row.contains("Role clarity  5"))
            .unwrap();
        rows[first + 4].trim_end().chars().last().unwrap()
    };
    assert_eq!(mark(&program), '○');
    program.sees_no("Grace has rated");
    program.press("a a Up");
    assert_eq!(mark(&program), '1', "only the name of the row");
    program.sees("Grace has rated.");
    program.press("a a Up");
    program.sees("Ratings are between the hire and the mentor.");
    program.sees_no("Role clarity");
    program.sees_no("○ Grace");
}

#[test]
fn what_was_made_for_one_is_never_shown_to_another() {
    let mut program = met();
    program.press("T");
    program.sees("Role clarity");
    // The frame before the one for the mentor is made.
    let switch = Msg::Click(Target::Command(Command::SwitchParty));
    assert_eq!(
        update(&mut program.state, switch),
        [Effect::ReadTrend(Party::Mentor)]
    );
    program.draw();
    program.sees_no("Role clarity");
}

#[test]
fn what_does_not_fit_scrolls_below_the_weeks() {
    let mut program = met();
    program.resize(80, 24);
    program.press("T");
    program.sees("Role clarity");
    program.sees_no("Data Platform");
    program.press("End");
    program.sees_no("Role clarity");
    program.sees("Data Platform");
    program.sees("1:1 on");
    program.press("Home");
    program.sees("Role clarity");
    program.resize(40, 12);
    program.press("End");
    program.sees_no("1:1 on");
    program.sees("Data Platform");
}
