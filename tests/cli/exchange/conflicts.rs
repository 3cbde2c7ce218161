//! What was done on two machines at once, and what becomes of what does not count.

use super::machines::{Pair, assert_sound, log};
use crate::home::Home;

/// Ada took a claim back on Wednesday; Grace confirmed it on Thursday, before she heard of that.
fn apart() -> Pair {
    let pair = Pair::linked();
    pair.ada.ok(&["claim", "30.1"]);
    pair.meet("2026-03-03");
    pair.ada.on("2026-03-04").ok(&["unclaim", "30.1"]);
    pair.grace.on("2026-03-05").ok(&["confirm", "30.1"]);
    pair
}

#[test]
fn a_conflict_is_told_to_both_in_the_same_words() {
    let pair = apart();
    pair.ada.on("2026-03-06").ok(&["exchange", "sync"]);
    let said = pair.grace.on("2026-03-06").ok(&["exchange", "sync"]);
    insta::assert_snapshot!(said, @r"
    1 change from Ada.
      Ada took back the claim of 30.1 Learn the product, its users and the KPIs ML moves
    1 of yours does not count; `onramp conflicts` says why.
    1 change of yours went out.
    ");
    let said = pair.ada.on("2026-03-06").ok(&["exchange", "sync"]);
    insta::assert_snapshot!(said, @r"
    1 change from Grace.
      Grace confirmed 30.1 Learn the product, its users and the KPIs ML moves (does not count)
    1 of theirs does not count; `onramp conflicts` says why.
    ");
    let words = pair.ada.ok(&["conflicts"]);
    assert_eq!(pair.grace.ok(&["conflicts"]), words);
    insta::assert_snapshot!(words, @r"
    5  On Thu 5 Mar 2026, Grace confirmed 30.1 Learn the product, its users and the KPIs ML moves. On Wed 4 Mar 2026, Ada took back the claim of 30.1 Learn the product, its users and the KPIs ML moves, which Grace did not know yet. So it does not count.
    `onramp conflicts N again` does one again, as things stand now; `onramp conflicts N dismiss` takes it off this list.
    ");
    let json = pair.ada.ok(&["conflicts", "--json"]);
    assert!(json.contains("\"counts\": false"), "{json}");
    assert!(
        pair.ada
            .ok(&["exchange", "status"])
            .contains("1 change set aside")
    );
    assert_eq!(log(&pair.ada), log(&pair.grace));
    assert_sound(&pair.ada);
    assert_sound(&pair.grace);
}

#[test]
fn what_does_not_count_can_be_done_again() {
    let pair = apart();
    pair.meet("2026-03-06");
    let said = pair
        .grace
        .on("2026-03-06")
        .fails(4, &["conflicts", "5", "again"]);
    assert!(said.contains("30.1 is not claimed yet"), "{said}");
    pair.ada.on("2026-03-06").ok(&["claim", "30.1"]);
    pair.meet("2026-03-06");
    let said = pair.grace.on("2026-03-07").ok(&["conflicts", "5", "again"]);
    assert!(said.starts_with("Grace confirmed 30.1"), "{said}");
    assert_eq!(
        pair.grace.ok(&["conflicts"]),
        "There is nothing to decide.\n"
    );
    pair.meet("2026-03-08");
    assert!(pair.ada.ok(&["show", "30.1"]).contains("confirmed"));
    assert_eq!(log(&pair.ada), log(&pair.grace));
}

#[test]
fn only_its_author_does_a_change_again_and_anybody_may_dismiss_it() {
    let pair = apart();
    pair.meet("2026-03-06");
    insta::assert_snapshot!(pair.ada.fails(2, &["conflicts", "5", "again"]), @r"
    onramp: that change is Grace's; whoever made it does it again
    hint: `onramp conflicts 5 dismiss` takes it off your list
    ");
    insta::assert_snapshot!(pair.ada.fails(3, &["conflicts", "4", "dismiss"]), @r"
    onramp: change 4 is not in the list
    hint: `onramp conflicts` prints the list
    ");
    insta::assert_snapshot!(pair.ada.ok(&["conflicts", "5", "dismiss"]), @"Change 5 is off the list; the log keeps it.");
    assert_eq!(pair.ada.ok(&["conflicts"]), "There is nothing to decide.\n");
    assert!(!pair.ada.ok(&["exchange", "status"]).contains("set aside"));
    assert!(
        pair.grace
            .ok(&["conflicts"])
            .contains("Grace confirmed 30.1")
    );
}

#[test]
fn the_same_done_by_both_is_no_conflict() {
    let pair = Pair::linked();
    pair.ada
        .on("2026-03-03")
        .ok(&["meet", "next", "2026-03-10"]);
    pair.grace
        .on("2026-03-04")
        .ok(&["meet", "next", "2026-03-10"]);
    pair.meet("2026-03-05");
    for home in [&pair.ada, &pair.grace] {
        assert_eq!(home.ok(&["conflicts"]), "There is nothing to decide.\n");
        assert_eq!(
            home.ok(&["meet", "next"]),
            "The next 1:1 is agreed for Tue 10 Mar.\n"
        );
    }
}

#[test]
fn what_the_other_built_on_is_not_undone() {
    let pair = Pair::linked();
    pair.ada.ok(&["claim", "30.1"]);
    pair.meet("2026-03-03");
    pair.grace.on("2026-03-04").ok(&["confirm", "30.1"]);
    pair.meet("2026-03-05");
    let said = pair.ada.on("2026-03-05").fails(4, &["undo"]);
    assert!(
        said.contains("a later change of Grace, the mentor"),
        "{said}"
    );
}

#[test]
fn an_undo_before_the_news_of_what_was_built_on_it_sets_that_aside() {
    let pair = Pair::linked();
    pair.ada.ok(&["claim", "30.1"]);
    pair.meet("2026-03-03");
    pair.ada.on("2026-03-04").ok(&["undo"]);
    pair.grace.on("2026-03-05").ok(&["confirm", "30.1"]);
    pair.meet("2026-03-06");
    for home in [&pair.ada, &pair.grace] {
        let said = home.ok(&["conflicts"]);
        assert!(said.contains("Ada undid: claimed 30.1"), "{said}");
        assert_sound(home);
    }
    let said = pair.grace.on("2026-03-06").run(&["undo"]);
    assert_eq!(said.code, 4, "{}", said.out);
    assert_eq!(log(&pair.ada), log(&pair.grace));
}

#[test]
fn a_late_undo_of_what_was_confirmed_before_does_not_count() {
    let pair = Pair::linked();
    pair.ada.ok(&["claim", "30.1"]);
    pair.meet("2026-03-03");
    pair.grace.on("2026-03-04").ok(&["confirm", "30.1"]);
    pair.ada.on("2026-03-05").ok(&["undo"]);
    pair.meet("2026-03-06");
    for home in [&pair.ada, &pair.grace] {
        assert!(home.ok(&["show", "30.1"]).contains("confirmed"));
        assert!(
            home.ok(&["conflicts"]).contains("Ada undid"),
            "{}",
            home.ok(&["conflicts"])
        );
        assert_sound(home);
    }
    assert_eq!(log(&pair.ada), log(&pair.grace));
}

#[test]
fn what_does_not_count_is_not_told_to_the_manager() {
    let pair = apart();
    pair.meet("2026-03-06");
    let summary = pair.ada.on("2026-03-06").ok(&["export"]);
    assert!(
        summary.contains("Ada took back the claim of 30.1"),
        "{summary}"
    );
    assert!(!summary.contains("confirmed 30.1"), "{summary}");
}

fn is_blocked(home: &Home) -> bool {
    let shown = home.ok(&["show", "30.2", "--json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    !shown["blocker"].is_null()
}

#[test]
fn undoing_what_both_had_done_leaves_it_done() {
    let pair = Pair::linked();
    let day = "2026-03-03";
    let ada = pair.ada.on(day);
    ada.ok(&["block", "30.2", "--on", "IT", "--for", "an account"]);
    pair.meet(day);
    pair.ada.on("2026-03-04").ok(&["note", "30.1", "before"]);
    for home in [&pair.ada, &pair.grace] {
        home.on("2026-03-05").ok(&["clear", "30.2"]);
    }
    pair.meet("2026-03-06");
    let said = pair.grace.on("2026-03-06").fails(4, &["undo"]);
    assert!(said.contains("nothing"), "{said}");
    pair.meet("2026-03-07");
    for home in [&pair.ada, &pair.grace] {
        assert!(!is_blocked(home));
        assert_sound(home);
    }
    assert_eq!(log(&pair.ada), log(&pair.grace));
    // The other has said so, too: the first cannot take it back for both.
    let said = pair.ada.on("2026-03-07").fails(4, &["undo"]);
    assert!(said.contains("a later change of Grace"), "{said}");
}
