//! A week on two machines: what each writes reaches the other, and what is blind stays blind.

use super::machines::{Pair, assert_sound, holds, log};
use crate::home::Home;

const TUESDAY: &str = "2026-03-10";

#[test]
fn claims_and_answers_go_back_and_forth() {
    let pair = Pair::linked();
    let (ada, grace) = (&pair.ada, &pair.grace);
    ada.ok(&["claim", "30.1"]);
    ada.ok(&["claim", "30.2"]);
    pair.meet("2026-03-03");
    grace.on("2026-03-04").ok(&["confirm", "30.1"]);
    grace
        .on("2026-03-04")
        .ok(&["return", "30.2", "--reason", "no access yet"]);
    pair.meet("2026-03-05");
    assert!(ada.ok(&["show", "30.2"]).contains("no access yet"));
    ada.on("2026-03-06").ok(&["note", "30.2", "now it works"]);
    ada.on("2026-03-06").ok(&["claim", "30.2"]);
    let said = ada.on("2026-03-06").ok(&["exchange", "sync"]);
    insta::assert_snapshot!(said, @r"
    Nothing new came in.
    2 changes of yours went out.
    ");
    let said = grace.on("2026-03-06").ok(&["exchange", "sync"]);
    insta::assert_snapshot!(said, @r"
    2 changes from Ada.
      Ada noted on 30.2 Get access to data, logs and the experiment platforms: now it works
      Ada claimed 30.2 Get access to data, logs and the experiment platforms
    ");
    assert_eq!(log(ada), log(grace));
    assert_eq!(
        ada.ok(&["status"]).lines().skip(2).collect::<Vec<_>>(),
        grace
            .on("2026-03-02")
            .ok(&["status"])
            .lines()
            .skip(2)
            .collect::<Vec<_>>()
    );
    assert_sound(ada);
    assert_sound(grace);
}

/// Both began the 1:1 before either had heard of it.
fn begun_by_both() -> Pair {
    let pair = Pair::linked();
    pair.ada.ok(&["meet", "point", "On-call"]);
    pair.meet("2026-03-09");
    for home in [&pair.ada, &pair.grace] {
        home.on(TUESDAY).ok(&["meet", "start"]);
    }
    pair.ada
        .on(TUESDAY)
        .ok(&["meet", "note", "the simple one first"]);
    pair.grace
        .on(TUESDAY)
        .ok(&["meet", "note", "the hard one first"]);
    pair
}

#[test]
fn a_meeting_that_both_began_is_one() {
    let pair = begun_by_both();
    pair.meet("2026-03-11");
    for home in [&pair.ada, &pair.grace] {
        let home = home.on("2026-03-11");
        let said = home.ok(&["meet", "show"]);
        assert!(said.starts_with("1:1 no. 1 "), "{said}");
        assert!(
            said.contains("the simple one first") && said.contains("the hard one first"),
            "{said}"
        );
        assert_eq!(said.matches("On-call").count(), 1, "{said}");
        let list = home.ok(&["meet", "list", "--json"]);
        assert!(!list.contains("\"number\": 2"), "{list}");
    }
    pair.grace
        .on("2026-03-11")
        .ok(&["meet", "close", "--next", "none"]);
    pair.meet("2026-03-12");
    assert!(pair.ada.ok(&["meet", "show"]).contains("closed by Grace"));
    let list = pair.ada.on("2026-03-12").ok(&["journeys", "--json"]);
    let is_one = list.contains("\"held\": 1,") && list.contains("\"open\": false");
    assert!(is_one, "{list}");
    assert_eq!(pair.ada.ok(&["conflicts"]), "There is nothing to decide.\n");
    assert_sound(&pair.ada);
    assert_sound(&pair.grace);
}

/// Everything that a reader may print of a 1:1.
fn all_of(home: &Home) -> String {
    let look = |args: &[&str]| home.run(args).out;
    [
        look(&["log"]),
        look(&["log", "--json"]),
        look(&["meet", "show"]),
        look(&["meet", "show", "--json"]),
        look(&["meet", "minutes"]),
        look(&["status", "--json"]),
        look(&["export"]),
        look(&["exchange", "write", "-"]),
    ]
    .concat()
}

#[test]
fn a_rating_stays_home_until_both_have_rated() {
    let pair = begun_by_both();
    let (ada, grace) = (pair.ada.on("2026-03-11"), pair.grace.on("2026-03-11"));
    pair.meet("2026-03-11");
    let said = ada.ok(&["meet", "rate", "5", "1", "5", "--words", "a good start"]);
    insta::assert_snapshot!(said, @"Ada rated how it goes; shown once both have rated. Grace has not rated yet.");
    pair.meet("2026-03-11");
    assert!(log(&grace).contains(&"Ada rated how it goes; shown once both have rated".to_owned()));
    for text in ["a good start", "role_clarity"] {
        assert!(!holds(pair.share.path(), text), "{text}");
    }
    assert!(!holds(&grace.path(""), "a good start"));
    let seen = all_of(&grace);
    assert!(
        !seen.contains("a good start") && !seen.contains("role clarity 5"),
        "{seen}"
    );
    assert!(!ada.ok(&["exchange", "write", "-"]).contains("a good start"));

    grace.ok(&["meet", "rate", "2", "2", "2", "--words", "slow going"]);
    assert!(!grace.ok(&["meet", "show"]).contains("a good start"));
    pair.meet("2026-03-12");
    pair.meet("2026-03-12");
    for home in [&ada, &grace] {
        let said = home.ok(&["meet", "show"]);
        assert!(
            said.contains("Ada: a good start") && said.contains("Grace: slow going"),
            "{said}"
        );
        assert_sound(home);
    }
    assert_eq!(log(&ada), log(&grace));
}

#[test]
fn both_rate_before_they_sync() {
    let pair = begun_by_both();
    pair.meet("2026-03-11");
    pair.ada
        .on("2026-03-12")
        .ok(&["meet", "rate", "5", "1", "5", "--words", "a good start"]);
    pair.grace
        .on("2026-03-13")
        .ok(&["meet", "rate", "2", "2", "2", "--words", "slow going"]);
    pair.meet("2026-03-14");
    pair.meet("2026-03-14");
    for home in [&pair.ada, &pair.grace] {
        let said = home.on("2026-03-14").ok(&["meet", "show"]);
        assert!(
            said.contains("Ada: a good start") && said.contains("Grace: slow going"),
            "{said}"
        );
    }
    assert_eq!(
        pair.grace.ok(&["conflicts"]),
        "There is nothing to decide.\n"
    );
}

#[test]
fn a_verdict_reaches_the_hire() {
    let pair = Pair::linked();
    let day = "2026-03-31";
    for goal in ["30.1", "30.2", "30.3", "30.4", "30.5"] {
        pair.ada.on("2026-03-20").ok(&["claim", goal]);
    }
    pair.meet("2026-03-21");
    for goal in ["30.1", "30.2", "30.3", "30.4", "30.5"] {
        pair.grace.on("2026-03-22").ok(&["confirm", goal]);
    }
    pair.meet("2026-03-23");
    pair.grace.on(day).ok(&["gate", "start", "30"]);
    let said = pair.grace.on(day).ok(&[
        "gate",
        "verdict",
        "advance",
        "--leave-ungraded",
        "--summary",
        "a good month",
    ]);
    assert!(said.contains("Grace"), "{said}");
    pair.meet("2026-04-01");
    assert_eq!(log(&pair.ada), log(&pair.grace));
    assert!(
        pair.ada
            .on("2026-04-01")
            .ok(&["gate", "show", "30"])
            .contains("Grace")
    );
    let said = pair
        .ada
        .on("2026-04-01")
        .fails(4, &["gate", "start", "60", "--as", "Grace"]);
    assert!(said.contains("this machine speaks for Ada"), "{said}");
}
