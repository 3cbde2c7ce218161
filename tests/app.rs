//! Messages in, frames and a real store out: what a hire and a mentor do with keys and clicks.
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
use onramp::app::{BINDINGS, Effect, Input, Key, Msg, Overlay, Screen, Step};
use onramp::domain::acts::act::Act;
use onramp::domain::plan::people::Party;
use onramp::domain::record::goal::GoalState;
use onramp::domain::record::journey::Journey;
use onramp::domain::record::writing::Visibility;
use onramp::store::{OpenJourney, Store, Surroundings};
use program::own::second_edition;
use program::{LIVED, Program, START, TRIAL_PLAN, goal_note, lived, met};
use proptest::prelude::*;

fn first_day() -> Program {
    Program::started("Ada Lovelace", "Grace Hopper", "")
}

fn state(program: &Program, goal: &str) -> GoalState {
    program.journey().goal(&slug(goal)).unwrap().state()
}

/// Checks that a program started now shows what this one shows.
#[track_caller]
fn assert_kept(program: &Program) {
    if program.state.journey.is_some() {
        return program.assert_journey_kept();
    }
    // None is open in the list of them and in a start.
    let stored = program.stored();
    let live = |journey: &&Journey| !journey.withdrawn && journey.archive.is_none();
    assert_eq!(stored.iter().filter(live).count(), program.state.journeys);
    let store = Store::open(&program.path, &Surroundings::default()).unwrap();
    assert!(store.examine().unwrap().is_sound());
}

#[test]
fn a_hires_first_day() {
    let mut program = Program::empty(START);
    program.sees("Which role do you follow?");
    program.press("Enter");
    program.write("Ada Lovelace");
    program.press("Enter Enter");
    program.write("Grace Hopper");
    program.press("Enter Enter");
    program.sees("Which of these settings are yours?");
    program.press("Enter");
    program.sees("Nothing is written before that.");
    program.press("Enter");
    program.sees("The journey is started and saved.");
    program.press("s");
    program.sees("Saved: began 30.1");
    program.press("n");
    program.write("Met the team");
    program.press("Enter");
    program.write("and wrote two lines.");
    program.press("Ctrl-s");
    program.sees("Saved: noted on 30.1");
    program.press("e");
    program.write("https://example.org/one");
    program.press("Enter Enter");
    program.sees("Saved: gave evidence for 30.1");
    program.press("Down Down Space");
    program.sees("Saved: claimed 30.3");
    program.press("5");
    program.sees("5 of 5 changes");
    assert_kept(&program);
    program.restart(START);
    assert_eq!(state(&program, "reproduce-a-model"), GoalState::Claimed);
}

#[test]
fn space_claims_and_takes_back() {
    let mut program = first_day();
    program.go_to("access");
    program.press("Space");
    assert_eq!(state(&program, "access"), GoalState::Claimed);
    program.press("Space");
    assert_eq!(state(&program, "access"), GoalState::Open);
    assert_kept(&program);
}

#[test]
fn the_mentor_confirms_and_returns_and_the_hire_cannot() {
    let mut program = first_day();
    program.past(
        START,
        Party::Hire,
        &Act::Claim {
            goal: slug("access"),
        },
    );
    program.past(
        START,
        Party::Hire,
        &Act::Claim {
            goal: slug("quality-gaps"),
        },
    );
    program.restart(START);
    program.go_to("access");
    program.press("r");
    assert!(program.state.overlay.is_none());
    program.press("a Space");
    program.sees("Saved: confirmed 30.2");
    assert_eq!(state(&program, "access"), GoalState::Confirmed);
    program.go_to("quality-gaps");
    program.press("r");
    program.write("the table of gaps");
    program.press("Enter");
    program.sees("Saved: returned 30.4");
    assert_eq!(state(&program, "quality-gaps"), GoalState::Active);
    program.press("a 1");
    program.sees("Sent back");
    assert_kept(&program);
}

#[test]
fn a_refused_form_keeps_its_text_and_says_why() {
    let mut program = first_day();
    program.go_to("access");
    program.press("e");
    program.write("javascript:alert(1)");
    program.press("Tab");
    program.write("A label");
    program.press("Ctrl-s");
    program.sees("is not a link that can be kept");
    program.sees("javascript:alert(1)");
    program.sees("A label");
    program.press("Shift-Tab Ctrl-u");
    program.write("https://example.org");
    program.press("Ctrl-s");
    program.sees("Saved: gave evidence");
    assert_kept(&program);
}

#[test]
fn esc_keeps_a_draft_and_opening_again_brings_it_back() {
    let mut program = first_day();
    program.go_to("access");
    program.press("n");
    program.write("Half a thought");
    program.press("Enter");
    program.write("on two lines");
    program.press("Esc");
    program.sees("what you typed is kept");
    program.sees_no("Half a thought");
    program.go_to("quality-gaps");
    program.press("n");
    program.sees_no("Half a thought");
    program.press("Esc");
    program.go_to("access");
    program.press("n");
    program.sees("Half a thought");
    program.write(", finished");
    program.press("Ctrl-s");
    program.sees("Saved: noted");
    let goal = program.journey().goal(&slug("access")).unwrap();
    let note = goal.notes.values().next().unwrap();
    assert_eq!(note.text, "Half a thought\non two lines, finished");
    program.press("n");
    program.sees_no("finished");
}

#[test]
fn a_save_that_fails_keeps_the_form_open_and_stores_nothing() {
    let mut program = first_day();
    let other = rusqlite::Connection::open(&program.path).unwrap();
    other
        .execute_batch(
            "CREATE TRIGGER full BEFORE INSERT ON change
             BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END;",
        )
        .unwrap();
    let before = program.journey().clone();
    program.go_to("access");
    program.press("n");
    program.write("A note that must not be lost");
    program.press("Ctrl-s");
    assert!(matches!(program.state.overlay, Some(Overlay::Form(_))));
    program.sees("A note that must not be lost");
    program.sees("disk is full");
    assert_eq!(*program.journey(), before);
    other.execute_batch("DROP TRIGGER full").unwrap();
    program.press("Ctrl-s");
    program.sees("Saved: noted");
    assert_kept(&program);
}

#[test]
fn undo_and_redo_by_keys_also_after_a_restart() {
    let mut program = first_day();
    program.go_to("access");
    program.press("Space");
    let claimed = program.journey().clone();
    program.press("u");
    program.sees("Ctrl-r redoes");
    assert_eq!(state(&program, "access"), GoalState::Open);
    program.press("Ctrl-r");
    assert_eq!(program.journey().goals, claimed.goals);
    program.restart(START);
    program.press("u");
    assert_eq!(state(&program, "access"), GoalState::Open);
    program.press("5");
    program.sees("(undone)");
    assert_kept(&program);
}

#[test]
fn a_mentor_who_names_somebody_for_their_own_place_is_asked() {
    let mut program = first_day();
    let before = program.journey().people.clone();
    program.press("a E Tab");
    program.write(" the Second");
    program.press("Ctrl-s");
    program.sees("You are the mentor");
    assert_eq!(program.journey().people, before);
    program.press("Tab Tab Right Ctrl-s");
    program.sees("Saved");
    let mentor = |program: &Program| program.journey().people.person(Party::Mentor);
    assert_eq!(mentor(&program), before.person(Party::Mentor));
    assert_ne!(program.journey().people, before);
}

#[test]
fn what_follows_from_a_claim_is_seen_at_80_columns() {
    let mut program = first_day();
    program.go_to("access");
    program.press("b");
    program.write("IT");
    program.press("Tab");
    program.write("laptop");
    program.press("Ctrl-s Space");
    program.sees("; ended the wait on IT");
    program.sees("u undoes");
    program.press("u");
    program.sees("; it waits on IT again");
}

#[test]
fn what_a_mentor_typed_is_not_in_the_form_of_the_next_one() {
    let mut program = first_day();
    program.go_to("access");
    program.press("a n");
    program.write("Between me and myself");
    program.press("Esc");
    program.sees("Not saved");
    program.press("n");
    program.sees("Between me and myself");
    let mut other = Store::open(&program.path, &Surroundings::default()).unwrap();
    let mut open = other.load(program.journey().id).unwrap();
    let author = |open: &OpenJourney| open.journey.people.author(Party::Hire).unwrap();
    let name = |name: &str| Act::Name {
        party: Party::Mentor,
        name: name.to_owned(),
    };
    let hire = author(&open);
    other
        .commit(&mut open, &hire, &[name("Barbara")], journeys::moment())
        .unwrap();
    program.look();
    program.sees_no("Between me and myself");
    program.press("n");
    program.sees_no("Between me and myself");
    program.press("Esc");
    other
        .commit(
            &mut open,
            &hire,
            &[name("Grace Hopper")],
            journeys::moment(),
        )
        .unwrap();
    program.look();
    program.press("n");
    program.sees("Between me and myself");
}

#[test]
fn the_change_that_was_undone_in_the_history_stays_selected() {
    let mut program = first_day();
    for goal in ["access", "quality-gaps"] {
        program.go_to(goal);
        program.press("Space");
    }
    program.press("5 j U");
    program.sees("(undone)");
    assert_eq!(state(&program, "access"), GoalState::Open);
    program.press("U");
    program.sees("undone already");
    assert_eq!(state(&program, "quality-gaps"), GoalState::Claimed);
    assert_kept(&program);
}

#[test]
fn an_undone_start_leads_back_to_the_guided_start() {
    let mut program = first_day();
    program.press("5 U");
    program.sees("The start is undone");
    program.press("Enter");
    program.sees("What is your name?");
    assert_kept(&program);
}

#[test]
fn the_editors_text_comes_into_the_note() {
    let mut program = first_day();
    let outside = &mut program.performer.outside;
    outside
        .editor
        .push_back(Some("# From the editor\n\nText.\n".to_owned()));
    program.go_to("access");
    program.press("n");
    program.write("Begun");
    program.press("Ctrl-e");
    assert!(program.done.contains(&Effect::Edit("Begun".to_owned())));
    program.sees("# From the editor");
    program.press("Ctrl-s");
    let goal = program.journey().goal(&slug("access")).unwrap();
    assert_eq!(
        goal.notes.values().next().unwrap().text,
        "# From the editor\n\nText."
    );
}

#[test]
fn switching_who_acts_hides_private_notes_and_is_always_seen() {
    let mut program = first_day();
    program.past(
        START,
        Party::Mentor,
        &goal_note("access", "Be patient with IT", Visibility::Private),
    );
    program.restart(START);
    program.resize(120, 40);
    program.go_to("access");
    program.sees("as Ada Lovelace, the hire");
    program.sees_no("Be patient");
    program.press("a");
    program.sees("as Grace Hopper, the mentor");
    program.sees("Be patient");
    program.press("a");
    program.sees_no("Be patient");
}

#[test]
fn quitting_with_unsaved_text_asks_once() {
    let mut program = first_day();
    program.press("n");
    program.write("half a thought");
    program.press("Esc q");
    assert!(program.on);
    program.sees("Not saved: Note on 30.1");
    program.press("Down q");
    assert!(program.on);
    program.press("q");
    assert!(!program.on);
}

#[test]
fn a_form_opens_only_where_it_can_be_saved() {
    let mut program = first_day();
    program.press("a r");
    assert!(program.state.overlay.is_none());
    program.sees("is not claimed, so there is nothing to return");
}

#[test]
fn esc_goes_back_to_where_a_goal_was_opened_from() {
    let mut program = first_day();
    program.press("Enter");
    assert_eq!(program.state.screen, Screen::Plan);
    program.press("Esc");
    assert_eq!(program.state.screen, Screen::Today);
    program.press("2 Enter Esc");
    assert_eq!(program.state.screen, Screen::Plan);
}

#[test]
fn find_and_palette() {
    let mut program = first_day();
    program.press("/");
    program.write("responsible ai");
    program.press("Enter");
    program.sees("12m.4");
    assert_eq!(
        program.state.selected().unwrap().slug(),
        &slug("responsible-ai")
    );
    program.press(":");
    program.write("enter a leave");
    program.press("Enter");
    program.sees("First day away");
    program.press("Esc :");
    program.write("history");
    program.press("Enter");
    assert_eq!(program.state.screen, Screen::History);
    program.press("/");
    program.write("STARTED");
    program.press("Enter");
    program.sees("1 of 1 changes");
}

fn away(from: &str, until: &str) -> Act {
    Act::Leave {
        from: day(from),
        until: day(until),
        reason: String::new(),
        visibility: Visibility::Shared,
    }
}

fn leaves(program: &Program) -> Vec<String> {
    let leaves = program.journey().leaves_by_date();
    leaves.into_iter().map(|(_, leave)| leave.span()).collect()
}

/// Chooses an act in the list of all acts.
fn choose(program: &mut Program, act: &str) {
    program.press(":");
    program.write(act);
    program.press("Enter");
}

#[test]
fn a_leave_is_entered_changed_ended_and_taken_back() {
    let mut program = first_day();
    for act in ["end a leave", "change a leave", "take a leave back"] {
        choose(&mut program, act);
        program.sees("No leave is entered; P enters one.");
    }
    program.press("P");
    program.write("2026-03-09");
    program.press("Tab");
    program.write("2026-03-13");
    program.press("Tab");
    program.write("moving");
    program.press("Tab Space Ctrl-s");
    program.sees("Saved: entered a leave: Mon 9 Mar 2026 to Fri 13 Mar 2026, moving");
    let (id, _) = program.journey().leaves_by_date()[0];
    assert!(program.journey().leave_reason(id, Party::Hire).is_some());
    assert!(program.journey().leave_reason(id, Party::Mentor).is_none());
    choose(&mut program, "change a leave");
    program.sees("Change the leave Mon 9 Mar 2026 to Fri 13 Mar 2026");
    program.press("Tab");
    program.write("2026-03-12");
    program.press("Ctrl-s");
    assert_eq!(leaves(&program), ["Mon 9 Mar 2026 to Thu 12 Mar 2026"]);
    choose(&mut program, "end a leave");
    program.write("2026-03-20");
    program.press("Ctrl-s");
    program.sees("the leave ends on Thu 12 Mar 2026 anyway");
    program.press("Esc");
    program.past("2026-03-11", Party::Hire, &away("2026-04-13", "2026-04-17"));
    program.restart("2026-03-11");
    choose(&mut program, "end a leave");
    program.sees("Which leave");
    program.press("Enter");
    program.press("Ctrl-s");
    assert_eq!(
        leaves(&program),
        [
            "Mon 9 Mar 2026 to Tue 10 Mar 2026",
            "Mon 13 Apr 2026 to Fri 17 Apr 2026"
        ]
    );
    // One is over, so that only the other one can be ended.
    choose(&mut program, "end a leave");
    program.sees("End the leave Mon 13 Apr 2026 to Fri 17 Apr 2026");
    program.press("Esc");
    choose(&mut program, "take a leave back");
    program.press("Down Enter");
    program.sees("Saved: took back a leave: Mon 13 Apr 2026 to Fri 17 Apr 2026");
    program.press("u");
    assert_eq!(leaves(&program).len(), 2);
    assert_kept(&program);
}

#[test]
fn a_leave_that_another_program_took_back_is_not_changed() {
    let mut program = first_day();
    program.past(START, Party::Hire, &away("2026-03-09", "2026-03-13"));
    program.restart(START);
    choose(&mut program, "change a leave");
    let (leave, _) = program.journey().leaves_by_date()[0];
    let mut other = Store::open(&program.path, &Surroundings::default()).unwrap();
    let mut open = other.load(program.journey().id).unwrap();
    let mentor = open.journey.people.author(Party::Mentor).unwrap();
    let act = Act::DropLeave { leave };
    let moment = program.moment();
    other.commit(&mut open, &mentor, &[act], moment).unwrap();
    program.press("Tab");
    program.write("2026-03-12");
    program.press("Ctrl-s");
    program.sees("there is no such leave in this journey");
    assert_eq!(leaves(&program), [""; 0]);
    assert_kept(&program);
}

#[test]
fn the_working_days_are_told() {
    let mut program = first_day();
    choose(&mut program, "holidays and working week");
    program.sees("Working week: Mon to Fri. No holidays ahead");
    let days = ["2026-01-01", "2026-05-01", "2026-12-25"];
    let days = days.map(|iso| (day(iso), Some("Fest".to_owned())));
    let week = "mon-thu".parse().unwrap();
    program.past(START, Party::Hire, &Act::AddHolidays { days: days.into() });
    program.past(START, Party::Hire, &Act::Week { week });
    program.restart(START);
    choose(&mut program, "holidays and working week");
    program.sees("Working week: Mon to Thu. 2 holidays ahead, the next one Fri 1 May 2026");
}

#[test]
fn the_last_day_of_a_leave_is_read_from_its_first_and_shown_so() {
    let mut program = first_day();
    program.press(":");
    program.write("enter a leave");
    program.press("Enter Ctrl-u");
    program.write("mon 4 may");
    program.press("Tab");
    program.write("fri");
    program.sees("Mon 4 May 2026");
    program.sees("Fri 8 May 2026");
    program.press("Ctrl-s");
    program.sees("Saved: entered a leave");
}

#[test]
fn the_guided_start_writes_nothing_before_the_last_step_and_esc_walks_back() {
    let mut program = Program::empty(START);
    program.press("Enter");
    program.write("Ada");
    program.press("Enter");
    program.write("next mon");
    program.press("Enter Enter Enter Space Enter");
    assert_eq!(program.state.start.step, Step::Review);
    program.sees("fitted to");
    for step in [
        Step::Contexts,
        Step::Manager,
        Step::Mentor,
        Step::Date,
        Step::Name,
        Step::Role,
        Step::Role,
    ] {
        assert!(program.stored().is_empty());
        program.press("Esc");
        assert_eq!(program.state.start.step, step);
    }
    assert!(program.on);
    program.press("Enter");
    program.sees("Ada");
    program.press("Enter Enter Enter Enter Enter Enter");
    assert_eq!(program.journey().start, day("2026-03-09"));
    assert_eq!(program.journey().contexts.len(), 1);
    assert_kept(&program);
}

#[test]
fn clicks_and_the_wheel_hit_what_is_under_them() {
    let mut program = first_day();
    program.click_on("2 Plan");
    assert_eq!(program.state.screen, Screen::Plan);
    program.click_on("90 days");
    program.sees("90.1");
    program.click_on("90.2");
    assert_eq!(
        program.state.selected().unwrap().slug(),
        &slug("versioned-runs")
    );
    program.click_on("claim / take back");
    assert_eq!(state(&program, "versioned-runs"), GoalState::Claimed);
    program.click_on("1 Today");
    program.send(Msg::Wheel(1));
    assert_eq!(program.state.today_view.cursor, 1);
    program.send(Msg::Wheel(-5));
    assert_eq!(program.state.today_view.cursor, 0);
    program.click_on("30.3");
    assert_eq!(program.state.today_view.cursor, 3);
    program.click_on("30.3");
    assert_eq!(program.state.screen, Screen::Plan);
    program.click_on("as Ada Lovelace");
    program.sees("as Grace Hopper");
    for (x, y) in [
        (u16::MAX, u16::MAX),
        (0, u16::MAX),
        (u16::MAX, 0),
        (100, 30),
        (99, 30),
    ] {
        assert_eq!(program.drawn.target(x, y), None);
    }
}

#[test]
fn a_click_does_nothing_to_what_a_form_hides() {
    let mut program = first_day();
    program.go_to("access");
    program.press("n");
    program.write("Text");
    for y in 0..30 {
        for x in 0..100 {
            if y < 29 {
                program.click(x, y);
            }
        }
    }
    program.press("1");
    let Some(Overlay::Form(form)) = &program.state.overlay else {
        panic!("no form any more:\n{}", program.text());
    };
    assert_eq!(form.fields[0].text(), "Text1");
}

#[test]
fn what_another_program_saved_is_shown_and_worked_on() {
    let mut program = first_day();
    program.go_to("access");
    let mut store = Store::open(&program.path, &Surroundings::default()).unwrap();
    let mut open = store.load(program.journey().id).unwrap();
    let author = open.journey.people.author(Party::Hire).unwrap();
    let act = Act::Claim {
        goal: slug("access"),
    };
    store
        .commit(&mut open, &author, &[act], program.moment())
        .unwrap();
    program.look();
    program.sees("Another program changed the journey");
    program.press("Space");
    assert_eq!(state(&program, "access"), GoalState::Open);
    assert_kept(&program);
}

/// Something that a user or the outer world does.
#[derive(Clone, Debug)]
enum Event {
    Press(Input),
    Write(&'static str),
    Paste(String),
    Click(u16, u16),
    Wheel(i32),
    Resize(u16, u16),
    Other(usize),
    Day(i64),
}

fn presses() -> Vec<Input> {
    let bound = BINDINGS.iter().flat_map(|binding| binding.chords);
    bound
        .map(|chord| Input {
            key: chord.key,
            ctrl: chord.ctrl,
            alt: false,
            shift: chord.shift,
        })
        .filter(|input| !(input.ctrl && input.key == Key::Char('c')))
        .collect()
}

fn events() -> impl Strategy<Value = Event> {
    let any_key = (any::<char>(), any::<bool>(), any::<bool>()).prop_map(|(c, ctrl, alt)| Input {
        key: Key::Char(c),
        ctrl,
        alt,
        shift: false,
    });
    prop_oneof![
        12 => prop::sample::select(presses()).prop_map(Event::Press),
        1 => any_key.prop_map(Event::Press),
        2 => prop::sample::select(vec![
            "Ada", "next fri", "https://example.org", "30.2", "日本", "e\u{301}", "today", "Bo",
        ])
        .prop_map(Event::Write),
        1 => "(?s).{0,40}".prop_map(Event::Paste),
        3 => (0u16..90, 0u16..30).prop_map(|(x, y)| Event::Click(x, y)),
        1 => prop::sample::select(vec![-3, -1, 1, 3, i32::MIN, i32::MAX]).prop_map(Event::Wheel),
        1 => prop::sample::select(vec![
            (40, 12), (80, 24), (120, 40), (41, 13), (70, 12), (109, 12), (110, 12), (39, 12),
            (40, 11), (0, 0), (1, 1), (200, 60), (40, 60),
        ])
        .prop_map(|(width, height)| Event::Resize(width, height)),
        1 => (0usize..23).prop_map(Event::Other),
        1 => (-400i64..800).prop_map(Event::Day),
    ]
}

fn happen(program: &mut Program, event: Event) {
    match event {
        Event::Press(input) => program.send(Msg::Key(input)),
        Event::Write(text) => program.write(text),
        Event::Paste(text) => program.send(Msg::Paste(text)),
        Event::Click(x, y) => program.click(x, y),
        Event::Wheel(lines) => program.send(Msg::Wheel(lines)),
        Event::Resize(width, height) => program.resize(width, height),
        Event::Day(days) => {
            let day = day(LIVED) + chrono::Duration::days(days);
            program.send(Msg::Day(day));
        }
        Event::Other(place) => {
            if let Some(journey) = program.state.journey.clone() {
                let mut store = Store::open(&program.path, &Surroundings::default()).unwrap();
                let mut open = store.load(journey.id).unwrap();
                let author = journey.people.author(Party::Hire).unwrap();
                let goal = journey.goals[place % journey.goals.len()].slug().clone();
                let act = Act::Claim { goal };
                // What is refused is refused.
                let _ = store.commit(&mut open, &author, &[act], program.moment());
                program.look();
            }
        }
    }
    if !program.on {
        let today = program.state.today.to_string();
        program.restart(&today);
    }
}

/// The programs in which anything is pressed.
const BEGUN: &[fn() -> Program] = &[
    || Program::empty(START),
    first_day,
    met::in_a_meeting,
    || Program::several(&[("Ada", "Grace"), ("Edith", ""), ("Joan", "Grace")], LIVED),
    || lived("Ada Lovelace", "Grace Hopper"),
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        max_shrink_iters: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_that_is_pressed_panics_and_a_restart_shows_the_same(
        begun in 0..BEGUN.len(),
        size in prop::sample::select(vec![(40u16, 12u16), (80, 24), (120, 40)]),
        events in prop::collection::vec(events(), 1..80),
    ) {
        let mut program = BEGUN[begun]();
        program.resize(size.0, size.1);
        for event in events {
            happen(&mut program, event);
        }
        assert_kept(&program);
    }
}

#[test]
fn every_overlay_is_drawn_at_every_small_size() {
    for keys in [
        "?", ":", "/", "n", "N", "e", "b", "w", "d", "E", "P", "2 n", "2 Enter", "5 /", "4 Right",
        "i", "2 Left", "5", "3", "3 +", "3 d", "3 Right",
    ] {
        let mut program = lived("Ada Lovelace", "Grace Hopper");
        program.press(keys);
        for width in [0, 1, 2, 5, 39, 40, 41, 69, 70, 110] {
            for height in [0, 1, 2, 11, 12, 13, 15] {
                program.resize(width, height);
                program.press("Down Tab");
                program.send(Msg::Wheel(3));
            }
        }
    }
}

#[test]
fn a_newer_edition_of_the_plan_is_looked_at_taken_and_undone() {
    let mut program = Program::started_on_own_plan("Ada Lovelace", "Grace Hopper", "");
    program.press("2");
    program.write_plan(&second_edition());
    program.restart(START);
    program.sees("Edition 2 is available. `:edition` shows what would change.");
    program.press("2 :");
    program.write("edition");
    program.press("Enter");
    program.sees("Write down what surprised you (new)");
    program.press("Esc");
    assert_eq!(program.journey().role.edition, 1);
    program.press(":");
    program.write("edition");
    program.press("Enter Enter");
    program.sees("Goals are dropped or moved. Who agreed?");
    program.press("Esc");
    assert_eq!(program.journey().role.edition, 1);
    program.press(":");
    program.write("edition");
    program.press("Enter Enter");
    program.sees("Grace Hopper, the mentor, agreed");
    program.press("Enter");
    program.sees("Saved: updated the plan");
    assert_eq!(program.journey().role.edition, 2);
    let mut consents = program.journey().consents.values();
    assert!(consents.any(|consent| consent.agreed == "Grace Hopper"));
    assert!(program.done.contains(&Effect::ReadGuide));
    assert_kept(&program);
    program.press("u");
    assert_eq!(program.journey().role.edition, 1);
    assert_kept(&program);
}

#[test]
fn where_the_plan_at_hand_is_the_journeys_own_there_is_nothing_to_take() {
    let mut program = first_day();
    program.write_plan(TRIAL_PLAN);
    program.press(":");
    program.write("edition");
    program.press("Enter");
    program.sees("Nothing to take: this journey follows edition 1, the one at hand.");
}

#[test]
fn the_mentor_takes_an_edition_without_being_asked_who_agreed() {
    let mut program = Program::started_on_own_plan("Ada Lovelace", "Grace Hopper", "");
    program.write_plan(&second_edition());
    program.press("a :");
    program.write("edition");
    program.press("Enter Enter");
    program.sees("Saved: updated the plan");
    assert_eq!(program.journey().consents.len(), 1);
}

#[test]
fn an_edition_that_was_taken_is_read_in_the_history() {
    let mut program = Program::started_on_own_plan("Ada Lovelace", "Grace Hopper", "");
    program.write_plan(&second_edition());
    program.press("a :");
    program.write("edition");
    program.press("Enter Enter 5 Enter");
    program.sees("Change 2");
    program.sees("Write down what surprised you (new)");
    program.press("Enter");
    program.sees("2 of 2 changes");
    program.press("Enter Esc");
    program.sees("2 of 2 changes");
    let goal = program.journey().goals[0].slug().clone();
    program.past(START, Party::Hire, &Act::Begin { goal });
    program.restart(START);
    program.press("5 Enter");
    program.sees("Change 3");
    program.press("Enter");
    assert_eq!(program.state.screen, Screen::Plan);
}

#[test]
fn a_changed_plan_is_told_though_its_number_is_the_same() {
    let mut program = Program::started_on_own_plan("Ada Lovelace", "Grace Hopper", "");
    program.write_plan(&second_edition().replace("edition = 2", "edition = 1"));
    program.restart(START);
    program.sees("The plan has changed. `:edition` shows what would change.");
    program.write_plan("format = 1\nslug = \"own-scientist\"\n");
    program.restart(START);
    program.sees("The plan at hand has a mistake: ");
    program.press(":");
    program.write("edition");
    program.press("Enter");
    program.sees("The plan at hand has a mistake: ");
}

#[test]
fn the_plan_is_fitted_to_other_settings_after_a_look_at_what_changes() {
    let mut program = first_day();
    program.write_plan(TRIAL_PLAN);
    let before = program.journey().clone();
    let fit = |program: &mut Program| {
        program.press(":");
        program.write("fit the plan");
        program.press("Enter");
    };
    fit(&mut program);
    program.sees("Which of these settings are yours?");
    program.press("Space Down Space");
    program.sees("they exclude each other");
    program.press("Up Enter");
    program.sees("Fitted to Startup or small company, too.");
    program.press("Enter");
    program.sees("Saved: updated the plan");
    assert_eq!(program.journey().contexts.len(), 1);
    program.press("2");
    program.sees("fitted to Startup or small company");
    program.press("4");
    program.sees("fitted to Startup or small company");
    fit(&mut program);
    program.press("Space Enter");
    program.sees("No longer fitted to Startup or small company; what it added goes.");
    program.press("Esc");
    assert_eq!(program.journey().contexts.len(), 1);
    program.press("u");
    assert_eq!(*program.journey(), before);
    assert_kept(&program);
}
