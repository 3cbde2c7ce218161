//! What the performer of the screens decides: what is undone and brought back, which edition is
//! offered, and what is shown after a refusal.
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
use onramp::app::{Effect, Overlay, Screen};
use onramp::domain::acts::act::Act;
use onramp::domain::acts::decide;
use onramp::domain::acts::decide::Working;
use onramp::domain::plan::people::Party;
use onramp::domain::record::goal::GoalState;
use onramp::domain::record::writing::Visibility;
use onramp::plans;
use onramp::store::{Store, Surroundings};
use program::own::{first_edition, second_edition};
use program::{Program, START, met};
use uuid::Uuid;

fn first_day() -> Program {
    Program::started("Ada Lovelace", "Grace Hopper", "")
}

/// Does something in the open journey, as another program does.
fn elsewhere(program: &Program, act: &Act) {
    let mut store = Store::open(&program.path, &Surroundings::default()).unwrap();
    let mut open = store.load(program.journey().id).unwrap();
    let author = open.journey.people.author(Party::Hire).unwrap();
    store
        .commit(
            &mut open,
            &author,
            std::slice::from_ref(act),
            program.moment(),
        )
        .unwrap();
}

/// Starts a journey of somebody, as another program does.
fn start_elsewhere(program: &Program, hire: &str) {
    let plan = plans::read(
        "trial-scientist.toml",
        include_str!("trial/trial-scientist.toml"),
    )
    .unwrap();
    let seed = decide::seed(
        plan.plan,
        hire,
        "",
        "",
        day(START),
        Working::default(),
        Uuid::from_u128(7),
    )
    .unwrap();
    let mut store = Store::open(&program.path, &Surroundings::default()).unwrap();
    store.start(seed, program.moment()).unwrap();
}

#[test]
fn u_on_day_one_leaves_the_start_alone() {
    let mut program = first_day();
    program.press("u");
    program.sees("Only the start is left to undo.");
    assert!(!program.stored()[0].withdrawn);
    program.press("5 U");
    program.sees("The start is undone");
    assert!(program.stored()[0].withdrawn);
}

#[test]
fn notes_are_read_when_their_goal_is_shown() {
    let mut program = first_day();
    let note = |goal: &str, text: &str| Act::Note {
        goal: Some(slug(goal)),
        text: text.to_owned(),
        visibility: Visibility::Shared,
        question: false,
        meeting: None,
    };
    for (goal, text) in [("access", "Badge is ordered"), ("quality-gaps", "Ask Bo")] {
        elsewhere(&program, &note(goal, text));
    }
    program.restart(START);
    let are_whole = |program: &Program, goal: &str| {
        let goal = program.journey().goal(&slug(goal)).unwrap();
        assert_eq!(goal.notes.len(), 1);
        goal.notes.are_whole()
    };
    assert!(!are_whole(&program, "access"));
    program.go_to("access");
    program.sees("Badge is ordered");
    let read = |program: &Program| {
        let read = |effect: &&Effect| matches!(effect, Effect::ReadNotes(_));
        program.done.iter().filter(read).count()
    };
    assert_eq!(read(&program), 1);
    assert!(are_whole(&program, "access") && !are_whole(&program, "quality-gaps"));

    // Another program's change has the journey read anew, and what is shown of it, too.
    elsewhere(&program, &note("access", "Badge is here"));
    program.look();
    program.sees("Badge is ordered");
    program.sees("Badge is here");
    program.press("u");
    program.sees_no("Badge is here");
    program.sees("Badge is ordered");
}

#[test]
fn the_newest_start_that_was_undone_is_brought_back() {
    let mut program = first_day();
    program.press("5 U");
    start_elsewhere(&program, "Edith Clarke");
    program.restart(START);
    program.press("5 U");
    assert!(program.state.journey.is_none());
    program.press("Ctrl-r");
    assert_eq!(program.journey().people.hire(), "Edith Clarke");
    let stored = program.stored();
    let live: Vec<&str> = stored
        .iter()
        .filter(|journey| !journey.withdrawn)
        .map(|journey| journey.people.hire())
        .collect();
    assert_eq!(live, ["Edith Clarke"]);
}

#[test]
fn with_no_start_undone_there_is_nothing_to_bring_back() {
    let mut program = Program::empty(START);
    program.press("Ctrl-r");
    assert!(program.state.journey.is_none());
    assert_eq!(program.done.last(), Some(&Effect::Redo));
    assert!(program.state.start.problem.is_some());
}

#[test]
fn only_a_newer_edition_is_offered() {
    let mut program = Program::started_on_own_plan("Ada Lovelace", "", "");
    program.write_plan(&first_edition());
    program.restart(START);
    program.sees_no("Edition");
    program.write_plan(&second_edition());
    program.restart(START);
    program.sees("Edition 2");
    program.press(":");
    program.write("edition");
    program.press("Enter Enter");
    assert_eq!(program.journey().role.edition, 2);
    program.write_plan(&first_edition());
    program.restart(START);
    program.sees_no("Edition");
}

#[test]
fn after_a_refusal_the_screen_shows_what_stands() {
    let mut program = first_day();
    program.go_to("access");
    let goal = slug("access");
    elsewhere(&program, &Act::Claim { goal: goal.clone() });
    // Claimed already, which the screen has not heard of.
    program.press("Space");
    assert_eq!(
        program.journey().goal(&goal).unwrap().state(),
        GoalState::Claimed
    );
    assert_eq!(*program.journey(), program.stored()[0]);
    program.sees("30.2 has been claimed since");
}

#[test]
fn a_form_of_several_acts_stays_open_with_the_refusal_of_one() {
    let mut program = first_day();
    program.press("E Ctrl-u");
    program.write("Zed");
    program.press("Tab Ctrl-u");
    program.write("Zed");
    program.press("Tab Tab Tab Ctrl-u");
    program.write("2026-03-09");
    program.press("Ctrl-s");
    let Some(Overlay::Form(form)) = &program.state.overlay else {
        panic!("no form any more:\n{}", program.text());
    };
    let problem = form.problem.clone().unwrap();
    assert!(problem.contains("Zed"), "{problem}");
    assert_eq!(program.stored()[0].start, day(START));
    program.press("Shift-Tab Shift-Tab Shift-Tab Ctrl-u");
    program.write("Bo");
    program.press("Ctrl-s");
    assert!(program.state.overlay.is_none());
    let journey = &program.stored()[0];
    assert_eq!(journey.people.hire(), "Zed");
    assert_eq!(journey.people.mentor(), Some("Bo"));
    assert_eq!(journey.start, day("2026-03-09"));
    assert_eq!(journey, program.journey());
}

#[test]
fn a_form_of_names_leaves_what_another_program_changed_meanwhile() {
    let mut program = first_day();
    program.press("E Tab Ctrl-u");
    program.write("Bo");
    let mut store = Store::open(&program.path, &Surroundings::default()).unwrap();
    let mut open = store.load(program.journey().id).unwrap();
    let author = open.journey.people.author(Party::Hire).unwrap();
    let acts = [
        Act::Name {
            party: Party::Manager,
            name: "New Boss".to_owned(),
        },
        Act::MoveStart {
            to: day("2026-02-23"),
        },
    ];
    store
        .commit(&mut open, &author, &acts, program.moment())
        .unwrap();
    program.look();
    program.press("Ctrl-s");
    let journey = &program.stored()[0];
    assert_eq!(journey.people.mentor(), Some("Bo"));
    assert_eq!(journey.people.manager(), Some("New Boss"));
    assert_eq!(journey.start, day("2026-02-23"));
}

#[test]
fn what_one_party_typed_and_did_not_save_is_not_shown_to_the_other() {
    let mut program = first_day();
    program.press("n");
    program.write("For my eyes only");
    program.press("Esc a n");
    program.sees_no("For my eyes only");
    program.press("Esc a n");
    program.sees("For my eyes only");
}

#[test]
fn a_journey_that_another_program_starts_takes_the_place_of_the_guided_start() {
    let mut program = Program::empty(START);
    start_elsewhere(&program, "Edith Clarke");
    program.look();
    assert_eq!(program.journey().people.hire(), "Edith Clarke");
    assert_eq!(program.state.journeys, 1);
    start_elsewhere(&program, "Joan Clarke");
    program.look();
    assert_eq!(program.journey().people.hire(), "Edith Clarke");
    assert_eq!(program.state.journeys, 2);
}

#[test]
fn an_idle_program_hears_of_a_new_day_and_of_another_minute_of_the_1_1() {
    let mut program = met::in_a_meeting();
    let before = program.state.clock;
    program.look();
    assert_eq!(program.state.clock, before);
    program.performer.outside.ahead = 12 * 60_000;
    program.look();
    program.sees("12 min");
    program.performer.outside.today = day("2026-04-22");
    program.look();
    assert_eq!(program.state.today, day("2026-04-22"));
}

#[test]
fn ctrl_z_suspends_and_changes_nothing() {
    let mut program = first_day();
    program.press("2 Ctrl-z");
    assert_eq!(program.performer.outside.suspended, 1);
    assert!(program.on);
    assert_eq!(program.state.screen, Screen::Plan);
}

#[test]
fn a_plan_that_builds_on_itself_is_told_in_the_guided_start() {
    let mut program = Program::empty(START);
    program.write_plan(
        "format = 1\nedition = 1\nslug = \"own\"\ntitle = \"Own\"\nextends = \"own\"\n",
    );
    program.restart(START);
    let roles = program.state.start.roles.iter();
    let own = roles.clone().position(|role| role.slug == "own").unwrap();
    assert_eq!(program.state.start.roles[own].title, "own (left out)");
    for _ in 0..own {
        program.press("j");
    }
    program.press("Enter");
    let problem = program.state.start.problem.clone().unwrap();
    assert!(
        problem.contains("a plan cannot build on itself"),
        "{problem}"
    );
    assert_eq!(program.state.start.step, onramp::app::Step::Role);
    program.press("k");
    assert_eq!(program.state.start.problem, None);
}
