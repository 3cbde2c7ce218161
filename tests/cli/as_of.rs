//! A look back: a day reads as it was known at its end.

use super::home::Home;

/// Ada claims and hears back over three weeks; the mentor changes in between.
fn three_weeks() -> Home {
    let home = Home::with_journey();
    home.on("2026-03-03").ok(&["claim", "30.1"]);
    let grace = ["--as", "Grace"];
    home.on("2026-03-04").ok(&[
        "note",
        "30.1",
        "kestrel of Grace",
        "--private",
        "--as",
        "Grace",
    ]);
    home.on("2026-03-05")
        .ok(&["confirm", "30.1", grace[0], grace[1]]);
    home.on("2026-03-09")
        .ok(&["block", "30.2", "--on", "IT", "--for", "a badge"]);
    home.on("2026-03-11")
        .ok(&["edit", "--mentor", "Bo", "--another-person"]);
    home.on("2026-03-16").ok(&["clear", "30.2"]);
    // Entered late: claimed on the 12th, known from the 17th.
    home.on("2026-03-17")
        .ok(&["claim", "30.3", "--today", "2026-03-12"]);
    home
}

#[test]
fn a_day_reads_as_it_was_known_at_its_end() {
    let home = three_weeks().on("2026-03-20");
    let state = |goal: &str, day: &str| {
        let shown = home.ok(&["show", goal, "--as-of", day, "--json"]);
        let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
        shown["goal"]["state"].as_str().unwrap().to_owned()
    };
    let days = ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"];
    assert_eq!(
        days.map(|day| state("30.1", day)),
        ["open", "claimed", "claimed", "confirmed"]
    );
    assert_eq!(state("30.3", "2026-03-16"), "open");
    assert_eq!(state("30.3", "2026-03-17"), "claimed");
    let status = home.ok(&["status", "--as-of", "mar 10"]);
    assert!(status.contains("Tue 10 Mar 2026"), "{status}");
    assert!(status.contains("waits on IT"), "{status}");
    assert!(!home.ok(&["status"]).contains("waits on IT"));
    // What a command says on the day itself is what is read of it later.
    let then = Home::with_journey();
    then.on("2026-03-03").ok(&["claim", "30.1"]);
    for command in ["status", "goals", "next", "export"] {
        assert_eq!(
            home.ok(&[command, "--as-of", "2026-03-03"]),
            then.on("2026-03-03").ok(&[command]),
            "{command}"
        );
    }
    let log = home.ok(&["log", "--as-of", "2026-03-05", "--json"]);
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    assert_eq!(log["changes"].as_array().unwrap().len(), 3);
}

#[test]
fn nobody_reads_in_the_past_what_another_kept_private() {
    let home = three_weeks().on("2026-03-20");
    for party in ["hire", "mentor", "manager"] {
        for command in [&["show", "30.1"][..], &["log"], &["export"], &["goals"]] {
            let all = [command, &["--as-of", "2026-03-05", "--as", party]].concat();
            assert!(!home.ok(&all).contains("kestrel"), "{all:?}");
            let all = [&all[..], &["--json"]].concat();
            assert!(!home.run(&all).out.contains("kestrel"), "{all:?}");
        }
    }
}

#[test]
fn a_day_that_cannot_be_looked_back_at_is_refused() {
    let home = three_weeks().on("2026-03-20");
    insta::assert_snapshot!(home.fails(2, &["status", "--as-of", "2026-03-21"]), @r#"
    onramp: --as-of: Sat 21 Mar 2026 lies ahead
    hint: name a day that has come, as in `--as-of "last fri"`
    "#);
    insta::assert_snapshot!(home.fails(3, &["status", "--as-of", "2026-03-01"]), @r"
    onramp: nothing had been entered by Sun 1 Mar 2026
    hint: the log begins on Mon 2 Mar 2026
    ");
    insta::assert_snapshot!(home.fails(2, &["goals", "--as-of", "someday"]), @"onramp: --as-of: ‘someday’ is not a date; write it like ‘2026-12-01’, ‘14 march’, ‘next fri’ or ‘+3d’");
}
