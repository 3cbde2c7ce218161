//! The conversation over time by a command: for both sides and the manager, as text and as JSON.

use serde_json::{Value, json};

use crate::home::Home;

const GRACE: [&str; 2] = ["--as", "Grace"];

/// A 1:1 that both rate and the mentor closes.
fn talk(home: &Home, day: &str, hire: [&str; 3], mentor: [&str; 3]) {
    let home = home.on(day);
    home.ok(&["meet", "start"]);
    home.ok(&[&["meet", "rate"], &hire[..]].concat());
    home.ok(&[&["meet", "rate"], &mentor[..], &GRACE].concat());
    home.ok(&["meet", "close", "--leave-claims"]);
}

/// Five weeks: two 1:1s, one that is open, claims and a blocker.
fn five_weeks() -> Home {
    let home = Home::with_journey();
    talk(&home, "2026-03-04", ["2", "3", "4"], ["3", "3", "3"]);
    home.on("2026-03-06").ok(&["claim", "30.1"]);
    home.on("2026-03-09")
        .ok(&["block", "30.4", "--on", "IT", "--for", "a laptop"]);
    home.on("2026-03-16")
        .ok(&["confirm", "30.1", "--as", "Grace"]);
    home.on("2026-03-18").ok(&["clear", "30.4"]);
    talk(&home, "2026-03-19", ["3", "2", "5"], ["3", "4", "5"]);
    home.on("2026-03-23").ok(&["claim", "30.5"]);
    let home = home.on("2026-04-02");
    home.ok(&["meet", "start"]);
    home.ok(&["meet", "rate", "1", "1", "1", "--as", "Grace"]);
    home
}

fn json(home: &Home, args: &[&str]) -> Value {
    let said = home.ok(&[&["meet", "trend", "--json"], args].concat());
    serde_json::from_str(&said).unwrap()
}

#[test]
fn it_is_drawn_for_both_sides_and_without_ratings_for_the_manager() {
    let home = five_weeks();
    insta::assert_snapshot!(home.ok(&["meet", "trend", "--as", "Grace"]));
    let hire = home.ok(&["meet", "trend"]);
    assert!(
        hire.contains(" Grace has rated. You will see the numbers once"),
        "{hire}"
    );
    let manager = home.ok(&["meet", "trend", "--as", "Mary"]);
    assert!(
        manager.contains(" Ratings are between the hire and the mentor."),
        "{manager}"
    );
    assert!(!manager.contains("Role clarity"), "{manager}");
}

#[test]
fn a_program_reads_the_same_numbers() {
    let home = five_weeks();
    let mut told = json(&home, &[]);
    told["journey"] = Value::Null;
    insta::assert_snapshot!(serde_json::to_string_pretty(&told).unwrap());
}

#[test]
fn a_program_reads_as_much_as_who_acts() {
    let home = five_weeks();
    let seen = |name: &str| {
        let told = json(&home, &["--as", name]);
        (told["ratings"].clone(), told["hidden"].clone())
    };
    let (hire, hidden) = seen("Ada");
    assert_eq!((hire.as_array().unwrap().len(), hidden), (2, json!(true)));
    let (mentor, hidden) = seen("Grace");
    let last = &mentor[2]["ratings"][0];
    assert_eq!(
        last,
        &json!({"aspect": "role_clarity", "hire": null, "mentor": 1})
    );
    assert_eq!(hidden, json!(false));
    assert_eq!(seen("Mary"), (Value::Null, json!(false)));
    home.ok(&["meet", "rate", "5", "5", "5"]);
    let (hire, hidden) = seen("Ada");
    assert_eq!(
        (&hire[2]["ratings"][0]["mentor"], hidden),
        (&json!(1), json!(false))
    );
}

#[test]
fn where_there_is_nothing_yet_it_says_what_would_stand_there() {
    let home = Home::with_journey();
    insta::assert_snapshot!(home.ok(&["meet", "trend"]), @r#"
    1:1s over time
     Week 1, up to Mon 2 Mar 2026.
     week            1
     from            2 Mar

     No 1:1 and no rating yet. Week by week you will see here how both of you rate,
     how often you meet, and what waits. `onramp meet start` starts one; `onramp
     meet rate` rates in it, and `onramp check-in` ahead of it.

     1:1s: 0 held, 9 wanted by day 90
     held            0
     wanted          0

     No claim waited at the end of any of these weeks.

     No goal waited on anyone in these weeks.
    "#);
    let early = home.on("2026-02-27");
    insta::assert_snapshot!(early.ok(&["meet", "trend"]), @r#"
    1:1s over time
    Nothing to show before day 1, Mon 2 Mar.
    "#);
    assert_eq!(json(&early, &[])["weeks"], json!([]));
}

#[test]
fn a_journey_that_ended_is_told_up_to_its_end() {
    let home = five_weeks();
    home.ok(&["meet", "close", "--leave-claims"]);
    home.ok(&["archive", "finished"]);
    let said = home
        .on("2026-07-01")
        .ok(&["meet", "trend", "--journey", "Ada"]);
    assert!(
        said.contains(" Weeks 1 to 5, until the end on Thu 2 Apr 2026.\n"),
        "{said}"
    );
}
