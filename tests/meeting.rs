//! The 1:1 by keys: prepared by both, held, closed; what each sees; and all of it taken back.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

mod journeys;
mod program;

use journeys::{day, slug};
use onramp::app::{Effect, Msg, Overlay, Screen, To};
use onramp::domain::plan::people::Party;
use onramp::domain::record::action::Action;
use onramp::domain::record::goal::GoalState;
use onramp::domain::record::meeting::{Meeting, Section, Topic, Treatment};
use onramp::domain::record::writing::Visibility;
use onramp::domain::telling::agenda::Line;

use program::met::{in_a_meeting, met};
use program::{Program, lived};

const TUESDAY: &str = "2026-04-21";

fn open(program: &Program) -> &Meeting {
    program.journey().meetings.open().unwrap().1
}

fn action<'a>(program: &'a Program, text: &str) -> &'a Action {
    let mut actions = program.journey().meetings.actions.values();
    actions.find(|action| action.text == text).unwrap()
}

/// Selects the line of the agenda that holds a text.
#[track_caller]
fn select(program: &mut Program, text: &str) {
    let lines = program.state.meeting.agenda(&program.state);
    let is_it = |line: &Line| line.section != Section::Signals && line.text.contains(text);
    let place = lines.iter().position(is_it);
    let place = place.unwrap_or_else(|| panic!("no {text:?} in {lines:#?}"));
    program.press("Left Home");
    for _ in 0..place {
        program.press("Down");
    }
}

#[test]
fn a_mentor_holds_a_whole_1_1_by_keys() {
    let mut program = met();
    program.restart(TUESDAY);
    program.press("a 3");
    program.sees("agreed for Tue 21 Apr");
    program.press("s");
    program.sees("1:1 no. 4  Tue 21 Apr");
    select(&mut program, "30.4");
    program.press("c");
    program.sees("Saved: confirmed 30.4");
    // The line stays where it stood.
    let agenda = program.state.meeting.agenda(&program.state);
    assert!(agenda[program.state.meeting.line].text.starts_with("30.4"));
    program.press("Space");
    select(&mut program, "60.2");
    program.press("n");
    program.sees("Note of 1:1 no. 4, on 60.2");
    program.write("Grace asks their lead");
    program.press("Ctrl-s t");
    program.write("ask for the logs again");
    program.press("Tab m Tab");
    program.write("+2d");
    program.press("Ctrl-s");
    program.sees("Saved: entered an action for Grace Hopper: ask for the logs again");
    select(&mut program, "send the readout");
    program.press("x");
    select(&mut program, "Career questions");
    program.press("p");
    program.press("R");
    for number in ["4", "0", "3"] {
        program.write(number);
        program.press("Tab");
    }
    program.press("Ctrl-s");
    program.sees("choose a number from 1 to 5");
    program.write("5");
    program.press("Ctrl-s C");
    program.sees("Tue 28 Apr");
    program.press("Enter");
    program.sees("Saved: closed the 1:1; the next one is on Tue 28 Apr 2026");
    program.press("Enter");
    program.sees("closed by Grace, read only; next Tue 28 Apr");

    let journey = program.journey();
    assert_eq!(
        journey.goal(&slug("quality-gaps")).unwrap().state(),
        GoalState::Confirmed
    );
    assert_eq!(journey.meetings.next, Some(day("2026-04-28")));
    let (id, held) = *journey.meetings.closed().last().unwrap();
    let goal = Topic::Goal {
        goal: slug("quality-gaps"),
    };
    assert_eq!(held.treated[&goal], Treatment::Discussed);
    let rating = &held.round.ratings[&Party::Mentor];
    assert_eq!(
        [rating.role_clarity, rating.confidence, rating.belonging],
        [4, 5, 3]
    );
    let asked = action(&program, "ask for the logs again");
    assert_eq!(asked.party(), Some(Party::Mentor));
    assert_eq!(asked.due, Some(day("2026-04-23")));
    assert_eq!(asked.entry.goal, Some(slug("baseline-improvement")));
    assert_eq!(asked.entry.meeting, Some(id));
    assert!(action(&program, "send the readout").done.is_some());
    let blocked = journey.goal(&slug("baseline-improvement")).unwrap();
    assert!(blocked.notes.values().any(|note| note.meeting == Some(id)));
    program.assert_journey_kept();
}

#[test]
fn what_is_put_off_comes_up_again_and_says_how_often() {
    let mut program = in_a_meeting();
    select(&mut program, "Career questions");
    program.sees("left over 3 times");
    program.press("p");
    assert!(
        open(&program)
            .treated
            .values()
            .any(|t| *t == Treatment::PutOff)
    );
    program.press("p");
    assert!(open(&program).treated.is_empty());
    program.press("p C Ctrl-s Ctrl-s Esc");
    program.restart("2026-04-28");
    program.press("3");
    select(&mut program, "Career questions");
    program.sees("left over 4 times");
    let on_call = program.state.meeting.agenda(&program.state).into_iter();
    let mut on_call = on_call.filter(|line| line.text.starts_with("On-call"));
    let line = on_call.next().unwrap();
    assert_eq!((line.section, line.carried), (Section::LeftOver, 1));
}

#[test]
fn each_side_rates_for_itself_and_they_stand_side_by_side() {
    let mut program = in_a_meeting();
    program.resize(120, 40);
    program.press("R");
    program.write("5");
    program.press("Tab");
    program.write("5");
    program.press("Tab");
    program.write("4");
    program.press("Tab");
    program.write("Going well");
    program.press("Ctrl-s a a");
    program.sees("as Ada");
    program.press("R");
    for number in ["4", "2", "4"] {
        program.write(number);
        program.press("Tab");
    }
    program.press("Ctrl-s");
    program.sees("confidence    2      5      3 !");
    program.sees("Grace: Going well");
    program.press("R");
    assert!(
        matches!(&program.state.overlay, Some(Overlay::Form(form)) if form.fields[1].text() == "2")
    );
    program.assert_journey_kept();
}

#[test]
fn closing_with_an_unanswered_claim_says_so_once_and_loses_nothing() {
    let mut program = in_a_meeting();
    program.press("C");
    program.write("next fri");
    program.press("Ctrl-s");
    program.sees("1 claim is not answered yet: 30.4");
    program.sees("next fri");
    assert!(open(&program).closing.is_none());
    program.press("Esc");
    select(&mut program, "30.4");
    program.press("c C");
    program.sees("next fri");
    program.press("Ctrl-s");
    program.sees("Saved: closed the 1:1");

    let mut program = in_a_meeting();
    program.press("C Enter");
    program.sees("1 claim is not answered yet: 30.4");
    program.write("+9d");
    program.press("Enter");
    program.sees("1 claim is not answered yet: 30.4");
    program.press("Enter");
    program.sees("Saved: closed the 1:1");
    let goal = program.journey().goal(&slug("quality-gaps")).unwrap();
    assert_eq!(goal.state(), GoalState::Claimed);
    assert_eq!(program.journey().meetings.next, Some(day("2026-04-30")));
    program.assert_journey_kept();
}

#[test]
fn a_wrong_day_for_the_next_1_1_keeps_the_form_open() {
    let mut program = in_a_meeting();
    select(&mut program, "30.4");
    program.press("c C");
    for (typed, problem) in [
        ("yesterday", "the next 1:1 lies ahead"),
        ("someday", "is not a date"),
    ] {
        program.press("Ctrl-u");
        program.write(typed);
        program.press("Enter");
        program.sees(problem);
        assert!(open(&program).closing.is_none());
    }
    program.press("Ctrl-u Enter");
    program.sees("Saved: closed the 1:1");
    assert_eq!(program.journey().meetings.next, None);
}

#[test]
fn the_next_1_1_on_the_day_of_this_one_is_asked_about() {
    let mut program = in_a_meeting();
    program.press("d Ctrl-u Enter d Ctrl-u");
    program.write("2026-04-21");
    program.press("Enter");
    program.sees("The next 1:1 would be on the day of the one that is open. Enter again");
    assert_eq!(program.journey().meetings.next, None);
    program.press("Enter");
    program.sees("Saved: agreed on the next 1:1");
    assert_eq!(program.journey().meetings.next, Some(day("2026-04-21")));
    program.assert_journey_kept();
}

#[test]
fn the_minutes_go_to_a_file_to_the_clipboard_or_nowhere() {
    let mut program = in_a_meeting();
    program.press("Right n");
    program.write("For all to read");
    program.press("Ctrl-s n");
    program.write("For me alone");
    program.press("Tab Space Ctrl-s C Enter Enter");
    program.sees("The minutes, without anything private");
    program.press("Down Enter");
    program.press("m");
    program.write("file");
    program.press("Enter m Enter");
    let name = "minutes-ada-lovelace-2026-04-21.md";
    let minutes = &program.performer.outside.handed;
    let to: Vec<&To> = minutes.iter().map(|(to, _)| to).collect();
    assert_eq!(to, [&To::Clipboard, &To::File(name.into())]);
    let text = &minutes[0].1;
    assert!(text.contains("For all to read"), "{text}");
    for private in ["For me alone", "A raise", "Say it is going well"] {
        assert!(!text.contains(private), "{text}");
    }
}

#[test]
fn what_is_private_is_shown_to_its_author_alone() {
    let mut program = met();
    program.press("3");
    program.resize(120, 50);
    program.sees("A raise, one day");
    program.sees_no("Say it is going well");
    program.press("+");
    program.write("Between me and me");
    program.press("Tab Space Ctrl-s");
    program.sees("Between me and me");
    program.press("a");
    program.sees("Say it is going well");
    program.sees_no("A raise");
    program.sees_no("Between me");
    program.press("Right Down Enter");
    program.sees("1:1 no. 3");
    program.sees("Tired; less next week?");
    program.press("a a");
    program.sees("as Ada");
    program.sees("Calibration");
    program.sees_no("Tired");
}

#[test]
fn a_closed_1_1_keeps_a_private_point_for_its_author() {
    let mut program = in_a_meeting();
    select(&mut program, "30.4");
    program.press("c C Enter Enter");
    program.sees("closed by Grace");
    let texts = |program: &Program| -> Vec<String> {
        let lines = program.state.meeting.agenda(&program.state).into_iter();
        lines.map(|line| line.text).collect()
    };
    assert!(texts(&program).contains(&"Say it is going well".to_owned()));
    assert!(!texts(&program).contains(&"A raise, one day".to_owned()));
    program.press("a a");
    assert!(texts(&program).contains(&"A raise, one day".to_owned()));
    assert!(!texts(&program).contains(&"Say it is going well".to_owned()));
}

#[test]
fn a_closed_1_1_takes_remarks_and_nothing_else() {
    let mut program = met();
    program.press("a 3 Right Down Enter");
    let before = program.journey().clone();
    for key in ["Space", "p", "t", "R", "C", "c", "r"] {
        program.press(key);
        program.sees("This 1:1 is closed. n adds a remark to it, Esc goes back.");
        assert!(program.state.overlay.is_none());
    }
    assert_eq!(*program.journey(), before);
    program.press("Right n");
    program.sees("Remark on 1:1 no. 3");
    program.write("It came out well");
    program.press("Ctrl-s");
    program.sees("Remarks, written later");
    program.press("Esc Esc");
    program.sees("Next 1:1");
    program.press("u");
    assert_eq!(program.journey().meetings, before.meetings);
    program.assert_journey_kept();
}

#[test]
fn all_of_it_can_be_taken_back() {
    let mut program = in_a_meeting();
    let started = program.journey().clone();
    let acts = [
        ("Space", None),
        ("p", None),
        ("t", Some("do it")),
        ("n", Some("a note")),
        ("+", Some("a point")),
        ("c", None),
    ];
    for (keys, text) in acts {
        select(&mut program, "30.4");
        program.press(keys);
        if let Some(text) = text {
            program.write(text);
            program.press("Ctrl-s");
        }
        assert_ne!(*program.journey(), started, "{keys}");
        program.press("u");
        assert_eq!(*program.journey(), started, "{keys}");
    }
    program.press("C Enter Enter Esc");
    assert!(program.journey().meetings.open().is_none());
    program.press("u");
    assert_eq!(*program.journey(), started);
    program.sees("1:1 no. 4");
    program.press("u");
    assert!(program.journey().meetings.open().is_none());
    program.sees("Next 1:1");
    program.assert_journey_kept();
}

#[test]
fn a_second_1_1_and_one_without_a_mentor_are_refused() {
    let mut program = in_a_meeting();
    program.press("s");
    program.sees("the 1:1 of Tue 21 Apr 2026 is open; close it first");
    let mut program = Program::started("Ada Lovelace", "", "");
    program.press("3 s");
    program.sees("no mentor is named, and a 1:1 needs one");
    program.press("1 End");
    program.sees("no mentor to meet yet");
}

#[test]
fn a_line_is_opened_and_esc_comes_back_to_the_1_1() {
    let mut program = in_a_meeting();
    select(&mut program, "60.1");
    program.press("Enter");
    assert_eq!(program.state.screen, Screen::Plan);
    program.sees("Who signs the metrics off?");
    program.press("Esc");
    assert_eq!(program.state.screen, Screen::Meeting);
    select(&mut program, "Career questions");
    program.press("Enter");
    program.sees("There is nothing more to open here.");
}

#[test]
fn the_hire_cannot_confirm_and_a_manager_only_adds_and_reads() {
    let mut program = in_a_meeting();
    program.press("Home a");
    program.sees("as Mary Shaw, the manager");
    program.press("Space");
    program.sees("cannot do that");
    program.press("C s");
    assert!(program.state.overlay.is_none());
    program.press("+");
    program.write("How is the budget?");
    program.press("Ctrl-s");
    program.sees("Saved: put on the agenda");
    program.press("a Home c");
    assert!(program.state.overlay.is_none());
    let goal = program.journey().goal(&slug("quality-gaps")).unwrap();
    assert_eq!(goal.state(), GoalState::Claimed);
    program.assert_journey_kept();
}

#[test]
fn the_clock_shows_the_minutes_since_the_start() {
    let mut program = in_a_meeting();
    program.sees("0 min");
    let later = program.minutes_later(14);
    let Msg::Clock(clock) = later else {
        panic!("no clock");
    };
    assert_eq!(program.state.minutes_at(clock), Some(14));
    program.send(Msg::Clock(clock));
    program.sees("14 min");
    program.press("C Enter Enter Enter");
    assert_eq!(program.state.minutes_at(clock), None);
}

#[test]
fn today_tells_of_the_1_1_and_leads_there() {
    let mut program = met();
    program.sees("1:1  next Tue 21 Apr · 3 held, 9 wanted by day 90");
    program.sees("Promised");
    program.press("End");
    program.press("Enter");
    assert_eq!(program.state.screen, Screen::Meeting);
    program.press("1");
    program.click_on("1:1  next");
    assert_eq!(program.state.screen, Screen::Meeting);
    program.press("s 1");
    program.sees("1:1  open since Fri 17 Apr");
}

#[test]
fn a_note_can_be_a_question_for_the_next_1_1() {
    let mut program = lived("Ada Lovelace", "Grace Hopper");
    program.go_to("framing-doc");
    program.press("n");
    program.write("Who decides?");
    program.press("Tab Tab Space Ctrl-s");
    let goal = program.journey().goal(&slug("framing-doc")).unwrap();
    let note = goal.notes.values().last().unwrap();
    assert!(note.question);
    assert_eq!(note.visibility, Visibility::Shared);
    program.press("3");
    program.sees("60.1: Who decides?");
}

#[test]
fn the_day_of_the_next_1_1_is_agreed_and_taken_back() {
    let mut program = met();
    program.press("3 d");
    program.sees("Tue 21 Apr 2026");
    program.write("+6d");
    program.press("Enter");
    program.sees("agreed for Thu 23 Apr");
    program.press("d Ctrl-u Enter");
    program.sees("no day is agreed");
    assert_eq!(
        program
            .done
            .iter()
            .filter(|e| matches!(e, Effect::Commit(_)))
            .count(),
        2
    );
    program.assert_journey_kept();
}

#[test]
fn clicks_choose_a_side_a_line_and_open_what_was_chosen() {
    let mut program = met();
    program.press("a 3");
    program.resize(80, 24);
    program.click_on("Record →");
    program.sees("1:1s before");
    program.click_on("no. 2");
    program.click_on("no. 2");
    program.sees("closed by Grace");
    program.press("Esc");
    program.click_on("← Agenda");
    program.click_on("30.5");
    let agenda = program.state.meeting.agenda(&program.state);
    assert!(agenda[program.state.meeting.line].text.starts_with("30.5"));
}

#[test]
fn a_note_that_is_longer_than_the_screen_can_be_read_to_its_end() {
    let mut program = in_a_meeting();
    program.resize(40, 12);
    program.press("Right n");
    for number in 1..=20 {
        program.write(&format!("line {number}."));
        program.press("Enter");
    }
    program.press("Ctrl-s Up");
    program.sees("line 1.");
    program.sees("more ↓");
    let mut seen = 0;
    for _ in 0..20 {
        program.press("Down");
        seen = seen.max(usize::from(program.text().contains("line 20.")));
    }
    assert_eq!(seen, 1);
    program.press("Home PageDown PageDown");
    program.sees("line 12.");
    program.press("End");
    program.sees("no. 1");
    program.press("Home");
    program.sees("line 1.");
}

#[test]
fn nothing_private_is_put_into_an_action_and_a_note_on_it_is_private() {
    let mut program = in_a_meeting();
    select(&mut program, "Say it is going well");
    program.press("t");
    program.sees("What is to be done");
    program.sees_no("Say it is going well");
    program.press("Esc n");
    program.write("Between me and me");
    program.press("Ctrl-s");
    let (meeting, _) = program.journey().meetings.open().unwrap();
    let mut notes = program.journey().all_notes();
    let (_, _, note) = notes
        .find(|(_, _, note)| note.text == "Between me and me")
        .unwrap();
    assert_eq!(note.meeting, Some(meeting));
    assert_eq!(note.visibility, Visibility::Private);
}

#[test]
fn the_ratings_are_between_the_hire_and_the_mentor() {
    let mut program = met();
    program.press("3 Right");
    program.sees("role clarity");
    program.press("a a");
    program.sees("the manager");
    program.sees_no("role clarity");
}
