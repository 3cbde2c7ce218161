//! Several journeys: the list of them, into one and out again, the archive; keys in, frames and a
//! real store out.
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
use onramp::app::{Effect, Msg, Screen};
use onramp::domain::acts::act::Act;
use onramp::domain::plan::people::Party;
use onramp::domain::record::course::End;
use onramp::store::{Store, Surroundings};
use program::{Program, START, rows};

/// Three hires of Grace's: Edith has a claim that waits, Joan a goal that is blocked.
fn three() -> Program {
    let hires = [
        ("Ada Lovelace", "Grace Hopper"),
        ("Edith Clarke", "Grace Hopper"),
        ("Joan Clarke", "Grace Hopper"),
    ];
    let mut program = Program::several(&hires, START);
    program.past_of(
        "Edith Clarke",
        START,
        Party::Hire,
        &Act::Claim {
            goal: slug("access"),
        },
    );
    program.past_of(
        "Joan Clarke",
        START,
        Party::Hire,
        &Act::Block {
            goal: slug("access"),
            on: "IT".to_owned(),
            waits_for: "an account".to_owned(),
            since: None,
        },
    );
    program.restart_unnamed(START);
    program
}

/// Returns the names in the order of their lines.
fn listed(program: &Program) -> Vec<String> {
    let names = [
        "Ada Lovelace",
        "Edith Clarke",
        "Joan Clarke",
        "Annie Easley",
    ];
    let at = |row: &String| names.iter().find(|name| row.contains(*name));
    let lines = rows(&program.frame);
    lines
        .iter()
        .skip(3)
        .filter_map(at)
        .map(|name| (*name).to_owned())
        .collect()
}

#[test]
fn the_list_opens_first_and_who_needs_the_mentor_most_is_on_top() {
    let program = three();
    assert_eq!(program.state.screen, Screen::Hires);
    program.sees("Hires · 3 journeys");
    program.sees("as Grace Hopper, the mentor");
    assert_eq!(
        listed(&program),
        ["Edith Clarke", "Joan Clarke", "Ada Lovelace"]
    );
    program.sees("1 to confirm");
    program.sees("blocked since today");
}

#[test]
fn enter_goes_in_as_the_mentor_and_three_ways_lead_back() {
    let mut program = three();
    for back in ["H", "0", "Esc", "2 H", "4 0"] {
        program.press("Enter");
        program.sees("Edith Clarke · Applied Scientist");
        program.sees("as Grace Hopper, the mentor");
        program.sees("0 Hires  1 Today");
        program.press(back);
        program.sees("Hires · 3 journeys");
        assert!(program.performer.open.is_none() && program.state.journey.is_none());
    }
    program.press("Down Down Enter");
    program.sees("Ada Lovelace · Applied Scientist");
    program.press("Esc");
    assert_eq!(
        program.state.hires.cursor, 2,
        "the journey that was left stays selected"
    );
}

#[test]
fn what_is_done_inside_shows_in_the_list() {
    let mut program = three();
    program.press("Enter Space");
    program.sees("Saved: confirmed 30.2");
    program.press("H");
    program.sees_no("to confirm");
    assert_eq!(
        listed(&program),
        ["Joan Clarke", "Ada Lovelace", "Edith Clarke"]
    );
}

#[test]
fn the_filter_narrows_as_one_types_and_enter_goes_in() {
    let mut program = three();
    program.press("/");
    program.write("clarke");
    assert_eq!(listed(&program), ["Edith Clarke", "Joan Clarke"]);
    program.write(" block");
    assert_eq!(listed(&program), ["Joan Clarke"]);
    program.write("zzz");
    program.sees("No journey holds all of these words.");
    program.press("Enter");
    assert!(program.state.journey.is_none());
    program.press("/ Esc");
    assert_eq!(listed(&program).len(), 3);
    program.press("/");
    program.write("joan");
    program.press("Enter");
    program.sees("Joan Clarke · Applied Scientist");
}

#[test]
fn a_click_selects_and_a_second_one_goes_in() {
    let mut program = three();
    program.click_on("Joan Clarke");
    assert!(program.state.journey.is_none());
    program.click_on("Joan Clarke");
    program.sees("Joan Clarke · Applied Scientist");
    program.click_on("0 Hires");
    program.sees("Hires · 3 journeys");
}

#[test]
fn one_journey_is_left_in_peace() {
    let mut program = Program::started("Ada Lovelace", "Grace Hopper", "");
    program.sees_no("Hires");
    program.press("Esc");
    program.sees("Ada Lovelace · Applied Scientist");
    program.press("H");
    program.sees("Hires · 1 journey");
    program.press("Enter");
    program.sees("Ada Lovelace · Applied Scientist");
}

#[test]
fn another_journey_is_started_from_the_list_and_gone_into() {
    let mut program = three();
    program.press("n");
    program.sees("Which role do you follow?");
    program.press("Esc");
    program.sees("Hires · 3 journeys");
    program.press("n Enter");
    program.write("Annie Easley");
    program.press("Enter Enter");
    program.write("Grace Hopper");
    program.press("Enter Enter Enter Enter");
    program.sees("The journey is started and saved.");
    program.sees("Annie Easley · Applied Scientist");
    program.sees("as Grace Hopper, the mentor");
    program.press("H");
    assert_eq!(listed(&program).len(), 4);
    program.press("n");
    program.sees_no("Annie");
}

#[test]
fn what_another_program_does_shows_in_the_list() {
    let mut program = three();
    program.press("Down");
    program.past_of(
        "Ada Lovelace",
        START,
        Party::Hire,
        &Act::Claim {
            goal: slug("access"),
        },
    );
    program.look();
    assert_eq!(
        listed(&program),
        ["Ada Lovelace", "Edith Clarke", "Joan Clarke"]
    );
    let selected = program.state.hires.selected().unwrap();
    assert_eq!(selected.people.hire(), "Joan Clarke");
}

#[test]
fn another_day_is_another_list() {
    let mut program = three();
    program.send(Msg::Day(day("2026-03-09")));
    program.sees("no 1:1 yet, week one is over");
}

#[test]
fn a_journey_that_ended_is_put_away_read_and_brought_back() {
    let mut program = three();
    program.press("Enter :");
    program.write("archive the");
    program.press("Enter");
    program.sees("Put the journey into the archive");
    program.press("Space Enter");
    program.write("moved to Berlin");
    program.press("Enter");
    program.sees("Saved: archived the journey: left, moved to Berlin");
    program.sees("Edith Clarke · Applied Scientist · left 2 Mar 2026");
    program.go_to("quality-gaps");
    program.press("w");
    program.sees("in the archive since");
    program.press("N");
    program.write("A word afterwards");
    program.press("Ctrl-s");
    program.sees("Saved: noted on the journey");
    program.press("H");
    program.sees("Hires · 2 journeys, 1 in the archive");
    assert_eq!(listed(&program), ["Joan Clarke", "Ada Lovelace"]);
    program.press("A");
    assert_eq!(
        listed(&program),
        ["Joan Clarke", "Ada Lovelace", "Edith Clarke"]
    );
    program.sees("left 2 Mar 2026");
    program.press("End Enter :");
    program.write("unarchive");
    program.press("Enter");
    program.sees("Saved: took the journey out of the archive");
    program.press("u");
    assert!(program.journey().archive.is_some());
    program.press("Ctrl-r");
    assert_eq!(program.journey().archive, None);
    let store = Store::open(&program.path, &Surroundings::default()).unwrap();
    assert!(store.examine().unwrap().is_sound());
}

#[test]
fn where_nothing_goes_on_the_archive_is_shown() {
    let hires = [("Ada Lovelace", ""), ("Joan Clarke", "")];
    let mut program = Program::several(&hires, START);
    for (hire, _) in hires {
        let act = Act::Archive {
            end: End::Finished,
            reason: String::new(),
        };
        program.past_of(hire, START, Party::Hire, &act);
    }
    program.restart_unnamed(START);
    program.sees("Hires · 0 journeys, 2 in the archive");
    program.sees("finished 2 Mar 2026");
    program.press("Enter");
    program.sees("as Ada Lovelace, the hire");
}

#[test]
fn typed_text_stays_with_its_journey() {
    let mut program = three();
    program.press("Enter N");
    program.write("Half a thought about Edith");
    program.press("Esc H");
    program.press("Down Enter N");
    program.sees_no("Half a thought");
    program.press("Esc q");
    assert!(program.on);
    program.sees("Not saved: Note on the journey (Edith Clarke).");
    program.press("H Up Enter N");
    program.sees("Half a thought about Edith");
    program.press("Ctrl-s q");
    assert!(!program.on);
}

#[test]
fn who_acts_is_chosen_in_the_list_too() {
    let mut program = three();
    program.press("a");
    program.sees("as the manager");
    program.press("Enter");
    program.sees("as Mary Shaw, the manager");
    program.press("a H");
    program.sees("as the hire");
    program.press("Down Enter");
    program.sees("as Joan Clarke, the hire");
}

#[test]
fn an_undone_start_leads_to_the_list_and_comes_back_there() {
    let mut program = three();
    program.press("End Enter");
    program.sees("Ada Lovelace");
    program.press("a a 5 U");
    program.sees("Hires · 2 journeys");
    program.sees("Ctrl-r brings it back");
    assert_eq!(program.done.last(), Some(&Effect::ShowHires));
    program.look();
    assert_eq!(listed(&program), ["Edith Clarke", "Joan Clarke"]);
}
