//! Dates as people say them, where a command reads them on one side of today or on the other.

use crate::home::Home;

/// A Friday, seven weeks into Ada's journey.
const FRIDAY: &str = "2026-04-17";

fn today() -> Home {
    Home::with_journey().on(FRIDAY)
}

#[test]
fn a_start_is_the_nearest_such_day_and_a_date_to_come_lies_ahead() {
    let home = Home::with_trial_plan().on(FRIDAY);
    let start = |name, from| {
        let start = [
            "start",
            "trial-scientist",
            "--name",
            name,
            "--mentor",
            "Grace",
        ];
        home.ok(&[&start[..], &["--from", from]].concat())
    };
    let past = start("Ada", "2 march");
    assert!(past.contains("on Mon 2 Mar 2026."), "{past}");
    let ahead = start("Bob", "4 may");
    assert!(ahead.contains("on Mon 4 May 2026."), "{ahead}");
    let moved = home.ok(&["edit", "--from", "9 march", "--journey", "Ada"]);
    assert!(moved.contains("to Mon 9 Mar 2026"), "{moved}");
    let next = home.ok(&["meet", "next", "2 march", "--journey", "Ada"]);
    assert!(next.contains("Tue 2 Mar 2027"), "{next}");
}

#[test]
fn a_leave_ends_relative_to_its_beginning() {
    for (words, from, until) in [
        (["mon", "fri"], "Mon 20 Apr", "Fri 24 Apr"),
        (["today", "mon"], "Fri 17 Apr", "Mon 20 Apr"),
        (["6 april", "wed"], "Mon 6 Apr", "Wed 8 Apr"),
        (["20 may", "the 5th"], "Wed 20 May", "Fri 5 Jun"),
        (["mon", "3 working days"], "Mon 20 Apr", "Thu 23 Apr"),
    ] {
        let said = today().ok(&["leave", words[0], words[1]]);
        let span = format!("{from} 2026 to {until} 2026");
        assert!(said.contains(&span), "{said}");
    }
    let backwards = today().run(&["leave", "mon", "tomorrow"]);
    assert_ne!(backwards.code, 0, "{}", backwards.out);
}

#[test]
fn a_phrase_about_the_journey_counts_from_its_start() {
    let home = today();
    let said = home.ok(&["meet", "next", "month 6"]);
    assert!(said.contains("Wed 2 Sep 2026"), "{said}");
    let said = home.ok(&["meet", "next", "day 60"]);
    assert!(said.contains("Thu 30 Apr 2026"), "{said}");
}

#[test]
fn working_days_leave_out_holidays_and_leaves() {
    let home = Home::new();
    std::fs::write(home.path("config.toml"), "holidays = [\"2026-04-21\"]").unwrap();
    home.ok(&["start", "applied", "--name", "Ada", "--mentor", "Grace"]);
    let home = home.on(FRIDAY);
    home.ok(&["leave", "2026-04-23", "2026-04-23"]);
    let said = home.ok(&["meet", "next", "in 3 working days"]);
    assert!(said.contains("Fri 24 Apr 2026"), "{said}");
}

#[test]
fn numbers_that_are_none_are_told_in_words() {
    let home = today();
    for args in [
        &["log", "-n", "x"][..],
        &["log", "-n", "-1"],
        &["next", "-n", "1.5"],
        &["undo", "two"],
        &["meet", "show", "first"],
        &["meet", "note", "x", "--meeting", "99999999999999999999999"],
        &["meet", "rate", "4", "high", "3"],
    ] {
        let ran = home.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains("a whole number"), "{}", ran.err);
        assert!(!ran.err.contains("digit"), "{}", ran.err);
    }
}

#[test]
fn the_next_1_1_on_the_day_of_this_one_is_asked_about() {
    let home = today();
    home.ok(&["meet", "start"]);
    insta::assert_snapshot!(home.fails(4, &["meet", "next", "2026-04-17"]), @"
    onramp: the next 1:1 would be on the day of the one that is open
    hint: `onramp meet next DATE` names another day; `onramp meet next 2026-04-17 --same-day` means this one
    ");
    insta::assert_snapshot!(home.fails(4, &["meet", "close", "--next", "today"]), @"
    onramp: the next 1:1 would be on the day of the one that is open
    hint: `onramp meet close --next DATE` names another day; to meet again today, close this one, then `onramp meet next today`
    ");
    // Said on a Friday in a 1:1, it is the Friday in a week.
    assert!(
        home.ok(&["meet", "next", "fri"])
            .contains("Fri 24 Apr 2026")
    );
    home.ok(&["meet", "next", "today", "--same-day"]);
    home.ok(&["meet", "close", "--next", "none"]);
    // Once it is closed, another one on the same day is nobody's slip.
    home.ok(&["meet", "next", "today"]);
}

#[cfg(unix)]
#[test]
fn a_terminal_is_asked_before_the_next_1_1_is_on_the_same_day() {
    use crate::typed::on_a_terminal;
    let home = today();
    home.ok(&["meet", "start"]);
    let next = ["meet", "next", "today"];
    let (code, shown) = on_a_terminal(&home, &next, "", "n\n");
    assert_eq!(code, 4, "{shown}");
    assert!(shown.contains("Agree on it all the same? (y/N)"), "{shown}");
    let (code, shown) = on_a_terminal(&home, &next, "", "y\n");
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("agreed on the next 1:1"), "{shown}");
}
