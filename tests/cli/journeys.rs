//! Several journeys by commands: the list, the archive, and which one a command means.

use insta::assert_snapshot;
use serde_json::Value;

use crate::home::Home;

/// Ada has a claim that waits, Bob nothing yet, Cy starts in three days.
fn three() -> Home {
    let home = Home::with_journey();
    for (name, from) in [("Bob", "today"), ("Cy", "+3d")] {
        home.ok(&[
            "start",
            "trial-scientist",
            "--name",
            name,
            "--mentor",
            "Grace",
            "--from",
            from,
        ]);
    }
    home.ok(&["claim", "30.1", "--journey", "Ada"]);
    home
}

#[test]
fn the_list_has_who_needs_the_mentor_most_first() {
    let home = three();
    assert_snapshot!(home.ok(&["journeys", "--today", "2026-03-17"]), @r"
    Ada · Applied Scientist · day 16
      off track: 1 done where 2.6 are expected
      1 of 5 done by day 30, expected 2.6
      needs the mentor: 1 to confirm · no 1:1 in 11 working days
    Bob · Applied Scientist · day 16
      off track: 0 done where 2.6 are expected
      0 of 5 done by day 30, expected 2.6
      needs the mentor: no 1:1 in 11 working days
    Cy · Applied Scientist · day 13
      on track
      0 of 5 done by day 30, expected 1.9
      needs the mentor: no 1:1 yet, week one is over
    ");
    let json = home.ok(&["journeys", "--json", "--today", "2026-03-17"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let names: Vec<&str> = json["journeys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["journey"]["hire"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Ada", "Bob", "Cy"]);
    let first = &json["journeys"][0];
    assert_eq!(first["claims"]["count"], 1);
    assert_eq!(first["claims"]["longest_working_days"], 11);
    assert_eq!(first["needs"], "1 to confirm · no 1:1 in 11 working days");
    assert_eq!(first["journey"]["archived"], Value::Null);
}

#[test]
fn a_journey_that_ended_is_out_of_the_way_and_can_be_read() {
    let home = three();
    assert_snapshot!(home.ok(&["archive", "left", "--reason", "moved to Berlin", "--journey", "ada"]), @"Ada archived the journey: left, moved to Berlin. It is in the lists no more; `onramp journeys --all` shows it, `onramp unarchive --journey Ada` takes it out.");
    assert_snapshot!(home.ok(&["journeys", "--all"]), @r"
    Bob · Applied Scientist · day 1
      on track
      0 of 5 done by day 30, expected 0.0
    Cy · Applied Scientist · starts in 3 days
      on track
      0 of 5 done by day 30, expected 0.0
    Ada · Applied Scientist · day 1
      in the archive: left 2 Mar 2026
    ");
    assert!(!home.ok(&["journeys"]).contains("Ada"));
    home.ok(&["archive", "--journey", "cy"]);
    // One is left, so nobody has to name it.
    assert!(home.ok(&["status"]).starts_with("Bob · Applied Scientist"));
    let status = home.ok(&["status", "--journey", "Ada", "--today", "2026-06-01"]);
    assert!(
        status.contains("in the archive since Mon 2 Mar 2026: left, moved to Berlin"),
        "{status}"
    );
    assert!(status.contains("on track"), "{status}");
    assert_snapshot!(home.fails(4, &["claim", "30.2", "--journey", "Ada"]), @r"
    onramp: the journey has been in the archive since Mon 2 Mar 2026 and stays as it is; `unarchive` takes it out
    hint: `onramp unarchive --journey Ada`
    ");
    home.ok(&["note", "30.1", "a word afterwards", "--journey", "Ada"]);
    assert_snapshot!(home.fails(4, &["archive", "--journey", "Ada"]), @r"
    onramp: the journey has been in the archive since Mon 2 Mar 2026 and stays as it is; `unarchive` takes it out
    hint: `onramp unarchive --journey Ada`
    ");
    assert_eq!(home.run(&["archive", "gone"]).code, 2);
}

#[test]
fn unarchive_and_undo_bring_it_back() {
    let home = three();
    assert_snapshot!(home.fails(4, &["unarchive", "--journey", "Bob"]), @"onramp: the journey is not in the archive");
    home.ok(&["archive", "changed-role", "--journey", "Bob"]);
    assert_snapshot!(home.ok(&["unarchive"]), @"Bob took the journey out of the archive. It goes on.");
    home.ok(&["archive", "--journey", "Bob"]);
    home.ok(&["undo", "--journey", "Bob"]);
    assert_eq!(
        home.ok(&["journeys"])
            .lines()
            .filter(|line| line.starts_with("Bob"))
            .count(),
        1
    );
    for name in ["Ada", "Bob", "Cy"] {
        home.ok(&["archive", "--journey", name]);
    }
    assert_snapshot!(home.ok(&["journeys"]), @"Every journey is in the archive; `onramp journeys --all` lists them.");
    assert_snapshot!(home.fails(2, &["unarchive"]), @r"
    onramp: there are several journeys here: Ada, Bob, Cy
    hint: name one: `--journey Ada`
    ");
    assert_snapshot!(home.fails(2, &["status"]), @r"
    onramp: there are several journeys here: Ada, Bob, Cy
    hint: name one: `--journey Ada`
    ");
}

#[test]
fn the_only_journey_is_read_and_undone_without_a_name_when_it_ended() {
    let home = Home::with_journey();
    home.ok(&["archive"]);
    assert!(home.ok(&["status"]).contains("in the archive since"));
    home.ok(&["undo"]);
    assert!(!home.ok(&["status"]).contains("in the archive"));
}

#[test]
fn a_hire_with_another_role_has_two_journeys_and_both_can_be_named() {
    let home = Home::with_journey();
    let start = &[
        "start",
        "associate-applied",
        "--name",
        "Ada",
        "--from",
        "tomorrow",
    ];
    assert_snapshot!(home.fails(4, start), @r"
    onramp: Ada already has a journey here, as Applied Scientist from Mon 2 Mar 2026
    hint: `onramp edit` changes names and the start date; `onramp archive` puts a journey away that has ended
    ");
    home.ok(&["archive", "changed-role"]);
    home.ok(start);
    assert!(home.ok(&["status"]).contains("Associate Applied Scientist"));
    assert!(
        home.ok(&["status", "--journey", "Ada"])
            .contains("Associate")
    );
    let old = home.ok(&["status", "--journey", "Ada, Applied Scientist"]);
    assert!(old.contains("in the archive since"), "{old}");
    let back = home.fails(4, &["unarchive"]);
    assert!(back.contains("already has a journey here"), "{back}");
    home.ok(&["archive", "--journey", "Ada"]);
    let both = home.fails(3, &["status", "--journey", "Ada"]);
    assert!(
        both.contains("Ada, Applied Scientist, 2026-03-02"),
        "{both}"
    );
    home.ok(&[
        "unarchive",
        "--journey",
        "Ada, Applied Scientist, 2026-03-02",
    ]);
}

#[test]
fn the_log_and_the_summary_tell_of_the_end() {
    let home = Home::with_journey();
    home.ok(&["archive", "left", "--reason", "moved to Berlin"]);
    let log = home.ok(&["log"]);
    assert!(
        log.contains("archived the journey: left, moved to Berlin"),
        "{log}"
    );
}

/// Returns the id of a journey.
fn id(home: &Home, hire: &str) -> String {
    let status = home.ok(&["status", "--json", "--journey", hire]);
    let status: Value = serde_json::from_str(&status).unwrap();
    status["journey"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_journey_goes_by_its_id_and_by_the_beginning_of_one() {
    let home = three();
    let bob = id(&home, "Bob");
    for wanted in [bob.as_str(), &bob.to_uppercase(), &bob[..30]] {
        let said = home.ok(&["status", "--journey", wanted]);
        assert!(said.starts_with("Bob"), "{said}");
    }
    let short = home.fails(3, &["status", "--journey", &bob[..7]]);
    assert!(short.contains("there is no journey"), "{short}");
    // An id keeps its meaning when the hire has another name, and in the archive.
    home.ok(&["edit", "--name", "Robert", "--journey", &bob]);
    home.ok(&["archive", "left", "--journey", &bob]);
    assert!(
        home.ok(&["status", "--journey", &bob])
            .starts_with("Robert")
    );
    home.ok(&["unarchive", "--journey", &bob]);
}
