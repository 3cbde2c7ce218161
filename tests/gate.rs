//! The gate review with keys: opened, gone through as the mentor and as the hire, ruled on.
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
use onramp::app::{Command, Msg, Place, Target};
use onramp::domain::acts::act::{Act, ReviewAct};
use onramp::domain::plan::milestone::Milestone;
use onramp::domain::plan::people::Party;
use onramp::domain::record::goal::GoalState;
use onramp::domain::record::review::{Answer, Grade, Review, Verdict};
use onramp::store::Surroundings;
use program::{LIVED, Program, lived};

/// The seventh week, seen by the mentor: of 30 days two goals are confirmed, one was sent back,
/// one is claimed, one is open.
fn mentor() -> Program {
    let mut program = lived("Ada Lovelace", "Grace Hopper");
    program.press("a");
    program
}

/// The same with the review at 30 days begun.
fn begun() -> Program {
    let mut program = mentor();
    program.press("2 Left Home v Enter");
    program.sees("Saved: began the gate review at 30 days");
    program
}

fn review(program: &Program) -> &Review {
    let reviews = &program.journey().reviews;
    reviews.of(Milestone::DAY_30).unwrap().1
}

fn state(program: &Program, goal: &str) -> GoalState {
    program.journey().goal(&slug(goal)).unwrap().state()
}

/// Answers for the last three goals: not done with a reason, confirmed, not done.
fn answered() -> Program {
    let mut program = begun();
    program.press("Down Down n");
    program.write("the slice is missing");
    program.press("Enter Down c Down Space");
    program.sees("Every goal is answered for, 8 dimensions ungraded; v gives the verdict.");
    program
}

#[test]
fn it_opens_from_the_plan_and_from_the_list_of_acts_and_writes_nothing() {
    let mut program = mentor();
    program.press("2 Left Home v");
    assert_eq!(program.state.place(), Place::Gate);
    program.sees("Gate review at 30 days");
    program.sees("Not begun yet; Enter begins it.");
    program.press("Esc");
    assert_eq!(program.state.place(), Place::Plan);
    program.press("1 :");
    program.write("gate");
    program.press("Enter");
    program.sees("Gate review at 30 days");
    assert!(program.journey().reviews.all.is_empty());
    program.press("Esc 2 G v");
    program.sees("has no date and no gate review");
}

#[test]
fn the_open_review_is_the_one_that_is_meant_elsewhere() {
    let mut program = mentor();
    program.press("2 Left Home Down v Enter Esc 1 :");
    program.write("gate");
    program.press("Enter");
    program.sees("Gate review at 60 days");
    program.sees("before its date");
    program.press("Esc 2 Left Home v Enter");
    program.sees("the review at 60 days is open; give its verdict first");
}

#[test]
fn the_hire_cannot_begin_it_and_says_why() {
    let mut program = mentor();
    program.press("a a 2 Left Home v");
    program.sees("Not begun yet; Grace Hopper, the mentor, begins it.");
    program.press("Enter");
    program.sees("the mentor, leads the gate review");
    program.press("Space");
    program.sees("not begun yet");
}

#[test]
fn space_says_not_done_and_takes_it_back() {
    let mut program = begun();
    program.press("Space");
    program.sees("30.1 is confirmed, and answered for by that.");
    program.press("Down Down Space");
    let goal = slug("reproduce-a-model");
    assert_eq!(
        review(&program).answers.get(&goal),
        Some(&Answer::NotDone { why: None })
    );
    program.press("Space");
    assert_eq!(review(&program).answers.get(&goal), None);
    program.press("u");
    assert!(review(&program).answers.contains_key(&goal));
}

#[test]
fn a_claim_is_confirmed_or_returned_on_the_spot() {
    let mut program = begun();
    program.press("Down Down Down Space");
    program.sees("30.4 is claimed: c confirms it, r returns it.");
    program.press("r");
    program.write("which logs?");
    program.press("Enter");
    assert_eq!(
        program.state.place(),
        Place::Gate,
        "the review is still there"
    );
    assert_eq!(state(&program, "quality-gaps"), GoalState::Active);
    program.press("u c");
    assert_eq!(state(&program, "quality-gaps"), GoalState::Confirmed);
}

#[test]
fn a_goal_is_waived_by_the_form_that_is_there() {
    let mut program = begun();
    program.press("G Up Up Up Up Up Up Up Up Up w");
    program.sees("Waive 30.5");
    program.write("another team does it");
    program.press("Enter");
    program.write("Mary");
    program.press("Enter");
    assert_eq!(state(&program, "stakeholder-map"), GoalState::Waived);
    program.press("Space");
    program.sees("30.5 is waived, and answered for by that.");
}

#[test]
fn each_side_grades_its_own() {
    let mut program = begun();
    program.press("Down Down Down Down Down");
    program.sees("meets: Writes down goal, baseline and success metric");
    program.press("2 Right Right Left");
    let grade = |program: &Program, party| {
        let grades = &review(program).grades;
        let given = grades.get(&(party, slug("problem-framing")));
        given.map(|graded| graded.grade)
    };
    assert_eq!(grade(&program, Party::Mentor), Some(Grade::Meets));
    program.press("a 1");
    assert_eq!(
        grade(&program, Party::Manager),
        None,
        "the manager does not grade"
    );
    program.press("a Space");
    assert_eq!(grade(&program, Party::Hire), Some(Grade::Below));
    program.press("Space Space");
    assert_eq!(grade(&program, Party::Hire), Some(Grade::Exceeds));
    program.press("Space");
    assert_eq!(grade(&program, Party::Hire), None);
    program.press("Up Space");
    program.sees("The mentor answers for the goals");
}

#[test]
fn the_verdict_waits_until_every_goal_is_answered_for() {
    let mut program = begun();
    program.press("v");
    program.sees("Still to be answered for: 30.3, 30.4, 30.5.");
    program.press("a a G Enter");
    program.sees("The mentor gives the verdict; a acts as the mentor.");
}

#[test]
fn with_nothing_open_the_verdict_is_one_form() {
    let mut program = mentor();
    for goal in ["reproduce-a-model", "quality-gaps", "stakeholder-map"] {
        program.past(
            LIVED,
            Party::Mentor,
            &Act::Waive {
                goal: slug(goal),
                reason: "the team changed".to_owned(),
                agreed: "Mary".to_owned(),
            },
        );
    }
    program.restart(LIVED);
    // As fast as it can go: open, begin, verdict, words, save.
    program.press("a 2 Left Home v Enter v");
    program.sees("Verdict at 30 days: advance");
    program.write("All there.");
    program.press("Ctrl-s");
    program.sees("Not graded: Problem framing, Modeling and algorithms,");
    assert!(review(&program).verdict.is_none());
    program.press("Ctrl-s");
    let ruling = review(&program).verdict.as_ref().unwrap();
    assert_eq!(
        (&ruling.verdict, ruling.summary.as_str()),
        (&Verdict::Advance, "All there.")
    );
    assert_eq!(
        ruling.snapshot.grades.len(),
        8,
        "the rubric is kept with it"
    );
}

#[test]
fn an_extension_moves_the_open_goals_and_the_review_can_be_held_again() {
    let mut program = answered();
    program.press("v Down Enter");
    program.write("+1w");
    program.press("Enter");
    program.write("the data came late");
    program.press("Enter");
    program.write("Two goals need another week.");
    program.press("Ctrl-s Ctrl-s");
    program.sees("extend: the open goals have until Fri 24 Apr");
    let goal = program.journey().goal(&slug("stakeholder-map")).unwrap();
    assert_eq!(goal.deferral.as_ref().unwrap().to, day("2026-04-24"));
    program.sees("The milestone comes due again Fri 24 Apr.");
    program.press("Enter");
    program.sees("This review is over.");
    program.restart("2026-04-24");
    program.press("a 2 Left Home v");
    program.sees("The milestone is due again; Enter begins the next review.");
    program.press("Enter");
    program.sees("Gate review at 30 days, 2 of 2");
    assert!(review(&program).verdict.is_none());
    program.press("Esc v");
    program.sees("2 goals are still to be answered for.");
}

#[test]
fn a_re_plan_is_said_goal_by_goal_and_undone_whole() {
    let mut program = answered();
    let before = program.journey().clone();
    program.press("v");
    program.write("re-plan");
    program.press("Enter");
    program.sees("30.3 Reproduce at least one model");
    program.press("Tab Right Tab");
    program.write("the team is put together anew");
    program.press("Tab");
    program.write("A good first month.");
    program.press("Ctrl-s Ctrl-s");
    program.sees("re-plan: 30.3 carried on; 30.5 waived");
    program.sees("reason: the team is put together anew");
    assert_eq!(state(&program, "stakeholder-map"), GoalState::Waived);
    let carried = program.journey().goal(&slug("reproduce-a-model")).unwrap();
    assert_eq!(carried.deferral.as_ref().unwrap().to, day("2026-04-30"));
    program.press("u");
    assert_eq!(*program.journey(), before);
    program.sees("Every goal is answered for");
}

#[test]
fn a_refused_verdict_keeps_what_was_typed() {
    let mut program = answered();
    program.press("v Down Enter");
    program.write("today");
    program.press("Enter");
    program.write("late");
    program.press("Enter");
    program.write("So far.");
    program.press("Ctrl-s");
    program.sees("Fri 17 Apr extends nothing");
    program.sees("So far.");
    program.press("Esc v Down Enter");
    program.sees("So far.");
    assert!(review(&program).verdict.is_none());
}

#[test]
fn a_past_review_is_read_and_not_changed() {
    let mut program = answered();
    program.press("v Enter");
    program.write("Fine.");
    program.press("Ctrl-s Ctrl-s");
    program.sees("advance: 2 goals stay open");
    let kept = review(&program).clone();
    for keys in ["Space", "1", "n", "v", "c", "r", "w"] {
        program.press(keys);
        program.sees("This review has its verdict and stays as it is.");
    }
    program.press("Enter");
    program.sees("This review is over.");
    program.press("Esc 1");
    program.go_to("stakeholder-map");
    program.press("Right a a Space");
    assert_eq!(state(&program, "stakeholder-map"), GoalState::Claimed);
    assert_eq!(*review(&program), kept);
    program.press("Left Left v PageDown");
    program.sees("○ 30.5");
    program.press("Down Down G Home Right Left");
    assert_eq!(*review(&program), kept);
}

#[test]
fn the_mouse_selects_a_row_and_opens_it() {
    let mut program = begun();
    program.click_on("30.5");
    program.sees("open, due Tue 31 Mar");
    program.click_on("30.5");
    assert_eq!(program.state.place(), Place::Plan);
    program.sees("Map your partners");
    program.press("Esc");
    assert_eq!(program.state.place(), Place::Gate);
    program.send(Msg::Wheel(3));
    program.send(Msg::Click(Target::Command(Command::Back)));
    assert_eq!(program.state.place(), Place::Plan);
}

#[test]
fn another_program_can_rule_while_it_is_shown() {
    let mut program = answered();
    let act = Act::Review(ReviewAct::Verdict {
        summary: "From the other terminal.".to_owned(),
        verdict: Verdict::Advance,
        leave_ungraded: true,
    });
    let mut store = onramp::store::Store::open(&program.path, &Surroundings::default()).unwrap();
    let mut open = store.load(program.journey().id).unwrap();
    let author = open.journey.people.author(Party::Mentor).unwrap();
    let moment = program.moment();
    store.commit(&mut open, &author, &[act], moment).unwrap();
    program.look();
    program.sees("From the other terminal.");
    program.press("Space");
    program.sees("stays as it is");
}

#[test]
fn enter_opens_what_is_selected_and_esc_leads_back_to_it() {
    let mut program = begun();
    program.press("Down Down Enter");
    assert_eq!(program.state.place(), Place::Plan);
    program.sees("Reproduce at least one model");
    program.press("Esc");
    program.sees("Gate review at 30 days");
    assert_eq!(program.state.gate.as_ref().unwrap().cursor, 2);
    program.press("Down Down Down Enter");
    assert_eq!(program.state.place(), Place::Guide);
    program.sees("meets: Writes down goal");
    program.press("Esc");
    assert_eq!(program.state.gate.as_ref().unwrap().cursor, 5);
    program.press("Esc");
    assert_eq!(program.state.place(), Place::Plan, "the screen below");
    program.press("v Enter 1 Esc");
    assert_eq!(program.state.place(), Place::Today, "it was left for good");
    assert!(program.state.gate.is_none());
    assert!(review(&program).answers.is_empty());
}

#[test]
fn evidence_stands_on_the_sheet_with_its_link_in_full() {
    let mut program = mentor();
    program.past(
        LIVED,
        Party::Hire,
        &Act::Evidence {
            goal: slug("stakeholder-map"),
            link: "https://example.org/map?of=partners".to_owned(),
            label: "The map".to_owned(),
        },
    );
    program.restart(LIVED);
    program.press("a 2 Left Home v Enter Down Down Down Down");
    program.sees("evidence: The map: https://example.org/map?of=partners");
}

#[test]
fn a_grade_gets_a_comment_that_both_sides_read() {
    let mut program = begun();
    program.press("Down Down Down Down Down n");
    program.sees("Grade it first: 1, 2 or 3.");
    program.press("2 n");
    program.sees("Problem framing: meets");
    program.write("the framing doc holds up");
    program.press("Enter");
    let why = |program: &Program, party| {
        let given = review(program)
            .grades
            .get(&(party, slug("problem-framing")));
        given.and_then(|graded| graded.why.clone())
    };
    assert_eq!(
        why(&program, Party::Mentor).as_deref(),
        Some("the framing doc holds up")
    );
    program.sees("Grace: the framing doc holds up");
    program.press("a n");
    assert!(program.state.overlay.is_none(), "the manager has no grade");
    program.press("a 1 n");
    program.sees("Problem framing: below");
    program.write(&"x".repeat(400));
    program.press("Enter");
    program.sees("the comment is longer than 300 characters");
    program.press("Esc 3 Up n");
    program.sees("The mentor answers for the goals; you grade yourself below.");
    assert_eq!(why(&program, Party::Hire), None);
    program.press("a Down n");
    for _ in 0..30 {
        program.press("Backspace");
    }
    program.press("Enter");
    assert_eq!(
        why(&program, Party::Mentor),
        None,
        "an empty line takes it back"
    );
    program.press("u");
    program.sees("Grace: the framing doc holds up");
}

#[test]
fn the_grades_of_the_milestone_before_stand_beside_the_new_ones() {
    let mut program = answered();
    program.press("Down 3 Down 1 v Enter");
    program.write("Fine.");
    program.press("Ctrl-s");
    program.sees("Not graded: Data and leakage discipline,");
    program.press("Ctrl-s");
    program.sees("Not graded by the mentor: Data and leakage discipline");
    program.press("Esc Down v Enter");
    program.press("Down Down Down Down Down Down");
    program.sees("Grace    Ada      at 30 days");
    program.sees("–        –        exceeds, –");
    program.resize(40, 12);
    program.sees("was below, – at 30 days");
}
