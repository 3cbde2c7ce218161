//! Words that differ: who says no, what is forgotten, and how it goes on.
#![cfg(unix)]

use super::machines::{Pair, six_words, standing};
use crate::home::Home;
use crate::typed::on_a_terminal;

/// How many ask to be admitted on a machine.
#[track_caller]
fn asking(home: &Home) -> usize {
    standing(home)["asking"].as_array().unwrap().len()
}

/// Ada invited; Grace has joined and asks.
fn asked() -> Pair {
    let pair = Pair::begun();
    pair.ada.ok(&["exchange", "invite", &pair.place()]);
    pair.grace
        .ok(&["exchange", "join", &pair.place(), "--as", "Grace"]);
    pair
}

#[track_caller]
fn answered(home: &Home, args: &[&str], typed: &str) -> String {
    let (code, shown) = on_a_terminal(home, args, "", typed);
    assert_eq!(code, 0, "{shown}");
    shown.replace("\r\n", "\n")
}

const ADMIT: &[&str] = &["exchange", "admit"];

#[test]
fn a_machine_that_was_refused_is_not_asked_for_again() {
    let pair = asked();
    let shown = answered(&pair.ada, ADMIT, "n\n");
    assert!(
        shown.contains("Grace's machine is not admitted, and its request is forgotten."),
        "{shown}"
    );
    // A terminal gets lines of whole words.
    assert!(shown.contains("Ask Grace to join\nagain;"), "{shown}");
    assert_eq!(asking(&pair.ada), 0);
    // Its answer still lies there.
    pair.ada.ok(&["exchange", "sync"]);
    pair.grace.ok(&["exchange", "sync"]);
    pair.ada.ok(&["exchange", "sync"]);
    assert_eq!(asking(&pair.ada), 0);
    let said = pair.ada.fails(3, ADMIT);
    assert!(said.contains("nobody asks to be admitted"), "{said}");
}

#[test]
fn a_refused_machine_may_join_again_by_the_same_invitation() {
    let pair = asked();
    answered(&pair.ada, ADMIT, "no\n");
    let place = pair.place();
    let said = pair
        .grace
        .on("2026-03-03")
        .ok(&["exchange", "join", &place, "--as", "Grace"]);
    let words = six_words(&said);
    pair.ada.ok(&["exchange", "admit", "--words", &words]);
    pair.grace.ok(&["exchange", "sync"]);
    pair.grace.ok(&["note", "30.1", "let in at last"]);
    let said = pair
        .grace
        .fails(4, &["exchange", "join", &place, "--as", "Grace"]);
    assert!(said.contains("on this machine already"), "{said}");
}

#[test]
fn another_machine_may_use_the_invitation_after_a_refusal() {
    let pair = asked();
    answered(&pair.ada, ADMIT, "n\n");
    let second = Home::new();
    let said = second.ok(&["exchange", "join", &pair.place(), "--as", "Grace"]);
    pair.ada
        .ok(&["exchange", "admit", "--words", &six_words(&said)]);
    assert_eq!(standing(&pair.ada)["machines"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_answered_neither_way_is_asked_again() {
    let pair = asked();
    let shown = answered(&pair.ada, ADMIT, "\n");
    assert!(
        shown.contains("was not admitted; `onramp exchange admit` asks again"),
        "{shown}"
    );
    assert_eq!(asking(&pair.ada), 1);
}

#[test]
fn an_answer_that_is_handed_over_again_is_asked_for_again() {
    let pair = Pair::begun();
    pair.ada.ok(&["exchange", "invite", "invitation"]);
    let invitation = pair.ada.path("invitation").display().to_string();
    let join = [
        "exchange",
        "join",
        &invitation,
        "--as",
        "Grace",
        "-o",
        "answer",
    ];
    let words = six_words(&pair.grace.ok(&join));
    let answer = pair.grace.path("answer").display().to_string();
    let admit = ["exchange", "admit", &answer];
    answered(&pair.ada, &admit, "n\n");
    assert_eq!(asking(&pair.ada), 0);
    pair.ada
        .ok(&["exchange", "admit", &answer, "--words", &words]);
}

#[test]
fn the_words_are_printed_until_the_machine_is_admitted() {
    let pair = Pair::begun();
    pair.ada.ok(&["exchange", "invite", &pair.place()]);
    let join = ["exchange", "join", &pair.place(), "--as", "Grace"];
    let words = six_words(&pair.grace.ok(&join));
    let said = pair.grace.ok(&["exchange", "status"]);
    assert!(
        said.contains(&format!("Read these six words to Ada: {words}")),
        "{said}"
    );
    assert_eq!(standing(&pair.grace)["waits"]["words"], *words);
    assert_eq!(six_words(&pair.grace.ok(&["exchange", "sync"])), words);
    pair.ada.ok(&["exchange", "admit", "--words", &words]);
    pair.grace.ok(&["exchange", "sync"]);
    assert!(standing(&pair.grace)["waits"].is_null());
}

#[test]
fn a_place_that_is_not_there_is_told_apart_from_one_without_an_invitation() {
    let home = Home::new();
    let said = home.run(&["exchange", "join", "nowhere", "--as", "Grace"]);
    assert_eq!(said.code, 3);
    assert!(said.err.contains("there is nothing at"), "{}", said.err);
}
