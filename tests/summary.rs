//! The summary with keys: shown for each reader, handed out, and given the mentor's paragraph.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

mod journeys;
mod program;

use onramp::app::{Place, To};
use onramp::domain::plan::people::Party;
use program::{Program, lived};

/// The seventh week, seen by the hire.
fn hire() -> Program {
    lived("Ada Lovelace", "Grace Hopper")
}

fn heading(program: &Program) -> &str {
    let lines = &program.state.summary.as_ref().unwrap().lines;
    let texts = lines.iter().map(|(_, text)| text.as_str());
    texts.skip_while(|text| !text.is_empty()).nth(1).unwrap()
}

#[test]
fn it_opens_over_any_page_and_esc_goes_back_to_that() {
    let mut program = hire();
    for (keys, place) in [
        ("1", Place::Today),
        ("2", Place::Plan),
        ("2 v", Place::Gate),
    ] {
        program.press(keys);
        program.press("M");
        assert_eq!(program.state.place(), Place::Summary);
        program.sees("Where it stands");
        program.press("Esc");
        assert_eq!(program.state.place(), place);
        program.press("Esc");
    }
    program.press("M 5");
    assert_eq!(program.state.place(), Place::History);
}

#[test]
fn each_reader_finds_first_what_they_need() {
    let mut program = hire();
    program.press("M");
    assert_eq!(heading(&program), "Where it stands");
    program.press("f");
    assert_eq!(heading(&program), "What is asked");
    program.press("f");
    assert_eq!(heading(&program), "What is next");
    program.press("f");
    assert_eq!(heading(&program), "Where it stands");
}

#[test]
fn the_manager_begins_with_it_and_gets_no_other() {
    let mut program = hire();
    program.press("a a M");
    assert_eq!(program.state.acting, Party::Manager);
    program.press("f");
    assert_eq!(heading(&program), "Where it stands");

    // Somebody else's is not left open for the manager either.
    program.press("Esc a M f a a");
    assert_eq!(program.state.acting, Party::Manager);
    assert_eq!(heading(&program), "Where it stands");
}

#[test]
fn it_goes_to_the_clipboard_or_to_a_file_in_the_form_that_is_chosen() {
    let mut program = hire();
    program.press("M m Enter");
    program.press("m");
    program.write("browser");
    program.press("Enter m");
    program.write("file markdown");
    program.press("Enter");
    program.sees("Wrote summary-ada-lovelace-2026-04-17.md");
    let [short, html, markdown] = program.performer.outside.handed.as_slice() else {
        panic!("three papers");
    };
    assert_eq!(short.0, To::Clipboard);
    assert!(short.1.lines().count() <= 5, "{}", short.1);
    assert_eq!(
        html.0,
        To::File("summary-ada-lovelace-2026-04-17.html".into())
    );
    assert!(html.1.starts_with("<!DOCTYPE html>"), "{}", html.1);
    assert!(markdown.1.starts_with("# Ada Lovelace"), "{}", markdown.1);
}

#[test]
fn the_mentor_writes_a_paragraph_and_sees_it_there() {
    let mut program = hire();
    program.press("M w");
    assert_eq!(program.state.place(), Place::Summary);
    program.press("a w");
    program.write("She works with *care*.");
    program.press("Ctrl-s");
    program.sees("Saved: wrote for the summary");
    let lines = &program.state.summary.as_ref().unwrap().lines;
    assert!(
        lines
            .iter()
            .any(|(_, text)| text.contains("She works with care."))
    );
    // The next one begins with it.
    program.press("w");
    program.sees("She works with *care*.");
    program.press("Esc u");
    let lines = &program.state.summary.as_ref().unwrap().lines;
    assert!(!lines.iter().any(|(_, text)| text.contains("She works")));
}

#[test]
fn it_is_made_anew_for_another_width() {
    let mut program = hire();
    program.press("M");
    let widest = |program: &Program| {
        let lines = &program.state.summary.as_ref().unwrap().lines;
        lines
            .iter()
            .map(|(_, text)| text.chars().count())
            .max()
            .unwrap()
    };
    let wide = widest(&program);
    program.resize(50, 24);
    let narrow = widest(&program);
    assert!(narrow < wide, "{narrow} of {wide}");
}

#[test]
fn from_the_list_of_journeys_it_leads_back_there() {
    let mut program = Program::several(
        &[
            ("Ada Lovelace", "Grace Hopper"),
            ("Joan Clarke", "Grace Hopper"),
        ],
        "2026-03-09",
    );
    program.press("M");
    assert_eq!(program.state.place(), Place::Summary);
    program.press("Esc");
    assert_eq!(program.state.place(), Place::Hires);
}
