//! A first day as a hire and as a mentor.

use insta::assert_snapshot;

use crate::home::Home;

#[test]
fn before_anything_is_there() {
    let home = Home::new();
    assert_snapshot!(home.fails(3, &["status"]), @r"
    onramp: there is no journey yet
    hint: `onramp` leads through a start; `onramp start ROLE --name NAME` does it without questions
    ");
    assert_eq!(home.ok(&["journeys"]), "There is no journey yet.\n");
    assert!(!home.database().exists(), "looking makes no database");
}

#[test]
fn a_first_day() {
    let home = Home::with_trial_plan();
    let mut told = String::new();
    let mut day = |args: &[&str]| {
        told += &format!("$ onramp {}\n{}\n", args.join(" "), home.ok(args));
    };
    day(&[
        "start", "trial", "--name", "Ada", "--from", "mon", "--mentor", "Grace",
    ]);
    day(&["status"]);
    day(&["next", "-n", "2"]);
    day(&["begin", "30.1"]);
    day(&["claim", "30.1"]);
    day(&["confirm", "product", "--as", "Grace"]);
    day(&[
        "note",
        "30.2",
        "Asked for *everything* at once.\nTwo forms are missing.",
    ]);
    day(&[
        "evidence",
        "30.2",
        "https://wiki/access",
        "--label",
        "Requests",
    ]);
    day(&[
        "block",
        "30.2",
        "--on",
        "Data Platform",
        "--for",
        "approval",
        "--since",
        "fri",
    ]);
    day(&[
        "defer",
        "30.4",
        "day 45",
        "--reason",
        "no logs yet",
        "--agreed",
        "Grace",
    ]);
    day(&[
        "waive",
        "beyond.1",
        "--reason",
        "another team",
        "--agreed",
        "Mary",
    ]);
    day(&["claim", "30.5"]);
    day(&[
        "return",
        "30.5",
        "--reason",
        "Finance is not on it",
        "--as",
        "mentor",
    ]);
    day(&["undo", "--as", "mentor"]);
    day(&["redo", "--as", "mentor"]);
    day(&["undo", "4", "--as", "grace"]);
    day(&["redo", "--as", "grace"]);
    day(&["status", "--as", "grace"]);
    day(&["goals", "--milestone", "30"]);
    day(&["show", "30.2"]);
    day(&["log"]);
    day(&["export"]);
    day(&["doctor"]);
    assert_snapshot!(told.replace(&home.database().display().to_string(), "~"));
}

#[test]
fn parts_are_ticked_before_a_claim() {
    let home = Home::with_journey();
    let claim = home.fails(4, &["claim", "90.1"]);
    assert!(claim.contains("asks for"), "{claim}");
    assert!(claim.contains("`onramp tick 90.1 PART`"), "{claim}");
    let once = home.ok(&["tick", "90.1", "1"]);
    assert!(once.contains("1 of 2 parts ticked."), "{once}");
    let unknown = home.fails(3, &["tick", "90.1", "decison-made"]);
    assert!(
        unknown.contains("did you mean ‘decision-made’?"),
        "{unknown}"
    );
    let twice = home.ok(&["tick", "90.1", "decision"]);
    assert!(
        twice.contains("It can be claimed: `onramp claim 90.1`."),
        "{twice}"
    );
    home.ok(&["claim", "90.1"]);
    let untick = home.fails(4, &["untick", "90.1", "1"]);
    assert!(untick.contains("take the claim back"), "{untick}");
    home.ok(&["unclaim", "90.1"]);
    home.ok(&["untick", "90.1", "1"]);
}

#[test]
fn a_hire_cannot_confirm_and_is_told_who_can() {
    let home = Home::with_journey();
    home.ok(&["claim", "30.2"]);
    assert_snapshot!(home.fails(4, &["confirm", "30.2"]), @r"
    onramp: Ada, the hire, cannot do that: Grace, the mentor, answers claims
    hint: `onramp confirm 30.2 --as Grace`
    ");
    home.ok(&["edit", "--mentor", ""]);
    assert_snapshot!(home.fails(4, &["confirm", "30.2"]), @r"
    onramp: Ada, the hire, cannot do that: a mentor answers claims, and none is named yet
    hint: `onramp edit --mentor NAME` names one
    ");
}

#[test]
fn a_start_is_undone_and_redone() {
    let home = Home::with_journey();
    let undone = home.ok(&["undo"]);
    assert!(undone.contains("`onramp redo` brings it back"), "{undone}");
    home.fails(3, &["status"]);
    let redone = home.ok(&["redo"]);
    assert!(redone.contains("0 of 5 done by day 30"), "{redone}");
    home.ok(&["status"]);
}

#[test]
fn undo_survives_a_restart_and_says_what_it_cannot() {
    let home = Home::with_journey();
    home.ok(&["claim", "30.2"]);
    home.ok(&["confirm", "30.2", "--as", "Grace"]);
    let overtaken = home.fails(4, &["undo"]);
    assert!(overtaken.contains("stands on it"), "{overtaken}");
    let theirs = home.fails(4, &["undo", "3"]);
    assert!(
        theirs.contains("`--as Grace` acts as the mentor"),
        "{theirs}"
    );
    home.ok(&["undo", "--as", "Grace"]);
    let twice = home.fails(4, &["undo", "3", "--as", "Grace"]);
    assert!(twice.contains("that change is undone already"), "{twice}");
    home.ok(&["undo"]);
    home.ok(&["redo"]);
    let nothing = home.fails(4, &["redo"]);
    assert!(
        nothing.contains("nothing of yours is left to redo"),
        "{nothing}"
    );
    let beyond = home.fails(3, &["undo", "99"]);
    assert!(beyond.contains("there is no change 99"), "{beyond}");
}

#[test]
fn the_settings_say_who_acts_and_what_is_off() {
    let home = Home::new();
    let settings = "as = \"Grace\"\nholidays = [\"2026-03-31\"] # the due date\n";
    std::fs::write(home.path("config.toml"), settings).unwrap();
    let start = [
        "start",
        "applied-scientist",
        "--name",
        "Ada",
        "--mentor",
        "Grace",
    ];
    home.ok(&start);
    let status = home.ok(&["status"]);
    assert!(status.contains("as Grace, the mentor"), "{status}");
    assert!(status.contains("due Mon 30 Mar"), "{status}");
    let hire = home.ok(&["status", "--as", "hire"]);
    assert!(hire.contains("as Ada, the hire"), "{hire}");
    std::fs::write(home.path("config.toml"), "holiday = []").unwrap();
    let wrong = home.fails(1, &["status"]);
    assert_eq!(
        wrong,
        "onramp: ~/config.toml:1:1: there is no setting ‘holiday’; did you mean ‘holidays’?\n"
    );
}

#[test]
fn several_journeys_want_a_name() {
    let home = Home::with_journey();
    home.ok(&[
        "start",
        "applied-scientist",
        "--name",
        "Bob B",
        "--from",
        "+3d",
    ]);
    assert_snapshot!(home.fails(2, &["status"]), @r"
    onramp: there are several journeys here: Ada, Bob B
    hint: name one: `--journey Ada`
    ");
    let status = home.ok(&["status", "--journey", "bob"]);
    assert!(
        status.contains("Bob B · Applied Scientist · starts in 3 days"),
        "{status}"
    );
    let unknown = home.fails(3, &["status", "--journey", "Adda"]);
    assert!(unknown.contains("did you mean ‘Ada’?"), "{unknown}");
    let again = home.fails(4, &["start", "applied-scientist", "--name", "ADA"]);
    assert!(again.contains("Ada already has a journey here"), "{again}");
    assert_snapshot!(home.ok(&["journeys"]), @r"
    Ada · Applied Scientist · day 1
      on track
      0 of 5 done by day 30, expected 0.0
    Bob B · Applied Scientist · starts in 3 days
      on track
      0 of 5 done by day 30, expected 0.0
    ");
}

#[test]
fn names_dates_and_leaves_can_be_changed() {
    let home = Home::with_journey();
    assert_snapshot!(home.ok(&["edit", "--name", "Ada L", "--from", "tomorrow"]), @"Ada corrected the name Ada to Ada L; moved the start: from Mon 2 Mar 2026 to Tue 3 Mar 2026. Due now: 30 days Wed 1 Apr, 60 days Fri 1 May, 90 days Fri 29 May, 6 months Thu 3 Sep, 12 months Wed 3 Mar 2027.");
    let leave = home.ok(&["leave", "mon", "fri", "--reason", "move"]);
    assert!(
        leave.contains("entered a leave: Mon 2 Mar 2026 to Fri 6 Mar 2026, move"),
        "{leave}"
    );
    let before = home.ok(&["log", "--json"]);
    home.fails(4, &["edit", "--mentor", "Joan", "--manager", "Mary"]);
    assert_eq!(home.ok(&["log", "--json"]), before, "all of it or nothing");
}

#[test]
fn nobody_takes_the_name_of_another() {
    let home = Home::with_journey();
    let before = home.ok(&["log", "--json"]);
    let ran = home.fails(4, &["edit", "--name", "Zed", "--mentor", "Zed"]);
    assert!(
        ran.contains("Zed cannot be both the hire and the mentor"),
        "{ran}"
    );
    assert_eq!(home.ok(&["log", "--json"]), before, "all of it or nothing");
    home.fails(4, &["edit", "--name", "Grace", "--mentor", "Ada"]);
    assert_eq!(home.ok(&["log", "--json"]), before, "all of it or nothing");
}
