//! Tables for a spreadsheet and a calendar: who gets which, and how they get into a file.

use std::collections::BTreeMap;

use crate::home::Home;

/// Reads a table as another program does.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize().map(Result::unwrap);
    rows.collect()
}

/// Three weeks with a 1:1, what somebody kept private, and what only the two read.
fn three_weeks() -> Home {
    let home = Home::with_journey();
    let on = |day: &str, args: &[&str]| {
        home.on(day).ok(args);
    };
    on("2026-03-03", &["claim", "30.1"]);
    on(
        "2026-03-03",
        &["note", "30.1", "=1+1, \"quoted\"\nand more"],
    );
    on("2026-03-03", &["note", "30.1", "kestrel", "--private"]);
    on("2026-03-04", &["evidence", "30.1", "https://example.org/a"]);
    on("2026-03-05", &["confirm", "30.1", "--as", "Grace"]);
    on("2026-03-10", &["meet", "start", "--as", "Grace"]);
    on("2026-03-10", &["meet", "note", "falcon", "--as", "Grace"]);
    on("2026-03-10", &["meet", "rate", "2", "4", "5"]);
    home.on("2026-03-12")
}

fn closed() -> Home {
    let home = three_weeks();
    home.ok(&["meet", "rate", "3", "3", "3", "--as", "Grace"]);
    let next = ["--next", "2026-03-19", "--leave-claims"];
    home.ok(&[&["meet", "close", "--as", "Grace"][..], &next].concat());
    home.ok(&[
        "defer",
        "30.3",
        "2026-04-10",
        "--reason",
        "-late",
        "--agreed",
        "Mary",
    ]);
    home.on("2026-03-16")
}

#[test]
fn a_row_a_goal() {
    let home = closed();
    let text = home.ok(&["export", "--format", "csv"]);
    let goals = rows(&text);
    let told = |place: usize, columns: &[&str]| {
        let cells = columns.iter().map(|column| goals[place][*column].as_str());
        cells.collect::<Vec<_>>().join("|")
    };
    assert_eq!(goals.len(), 23);
    assert_eq!(
        told(
            0,
            &[
                "number",
                "state",
                "due",
                "claimed_on",
                "claimed_by",
                "confirmed_by"
            ]
        ),
        "30.1|confirmed|2026-03-31|2026-03-03|Ada|Grace"
    );
    assert_eq!(
        told(0, &["evidence", "shared_notes", "in_plan"]),
        "https://example.org/a|1|yes"
    );
    assert_eq!(
        told(
            2,
            &[
                "due",
                "first_due",
                "deferred_to",
                "deferred_reason",
                "deferred_agreed_by"
            ]
        ),
        "2026-04-10|2026-03-31|2026-04-10|'-late|Mary"
    );
    home.ok(&["export", "-o", "ada.csv"]);
    let file = std::fs::read_to_string(home.path("ada.csv")).unwrap();
    assert_eq!(file, text);
    assert!(file.lines().count() > 23 && file.ends_with("\r\n"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = home.path("ada.csv").metadata().unwrap().permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
    }
}

#[test]
fn a_table_holds_what_its_reader_may_know() {
    let home = closed();
    let tables = [
        "goals", "notes", "changes", "actions", "meetings", "verdicts",
    ];
    for table in tables {
        for acting in ["hire", "mentor"] {
            for reader in ["manager", "hire", "mentor"] {
                let args = ["export", "--table", table, "--for", reader, "--as", acting];
                let text = home.ok(&args);
                assert!(!text.contains("kestrel"), "{args:?}");
                let tells_pair = text.contains("falcon");
                let is_for_pair = reader != "manager" && matches!(table, "notes" | "changes");
                assert_eq!(tells_pair, is_for_pair, "{args:?}");
            }
        }
    }
    let notes = rows(&home.ok(&["export", "--table", "notes"]));
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0]["text"], "'=1+1, \"quoted\"\nand more");
    let ratings = rows(&home.ok(&["export", "--table", "ratings", "--for", "mentor"]));
    let told: Vec<[&str; 2]> = ratings
        .iter()
        .map(|row| [row["role"].as_str(), row["role_clarity"].as_str()])
        .collect();
    assert_eq!(told, [["hire", "2"], ["mentor", "3"]]);
}

#[test]
fn a_rating_is_in_no_table_before_both_sides_may_see_it() {
    let home = three_weeks();
    let told = |acting: &str| {
        let of = |table| home.ok(&["export", "--table", table, "--for", "hire", "--as", acting]);
        (rows(&of("ratings")), of("changes"))
    };
    for acting in ["hire", "mentor"] {
        let (ratings, changes) = told(acting);
        assert_eq!(ratings.len(), 0);
        assert!(
            changes.contains("rated") && !changes.contains("clarity 2"),
            "{changes}"
        );
    }
    home.ok(&["undo"]);
    let (_, changes) = told("mentor");
    assert!(
        changes.contains("undid: rated") && !changes.contains("clarity 2"),
        "{changes}"
    );
}

#[test]
fn the_manager_is_refused_what_the_two_share() {
    let home = closed();
    insta::assert_snapshot!(home.fails(4, &["export", "--table", "ratings"]), @r"
    onramp: ratings are between the hire and the mentor
    hint: they may export them: add `--for hire` or `--for mentor`
    ");
    let as_manager = [
        "export", "--table", "notes", "--for", "mentor", "--as", "Mary",
    ];
    insta::assert_snapshot!(home.fails(4, &as_manager), @r"
    onramp: what the hire and the mentor share is not for the manager
    hint: leave --for out, or let one of them export it
    ");
    home.ok(&["export", "--table", "notes", "--as", "Mary"]);
}

#[test]
fn an_option_that_would_do_nothing_is_refused() {
    let home = Home::with_journey();
    let refused = |args: &[&str]| home.fails(2, &[&["export"], args].concat());
    insta::assert_snapshot!(refused(&["--table", "goals", "--since", "day 1"]), @r"
    onramp: `--since` is for the tables of notes, changes and meetings
    hint: leave --since out; `--as-of DATE` looks back with any table
    ");
    insta::assert_snapshot!(refused(&["--format", "ics", "--for", "hire"]), @r"
    onramp: `--for` does nothing for a calendar
    hint: leave it out: a calendar holds all dates, and is the same for every reader
    ");
    insta::assert_snapshot!(refused(&["--format", "md", "--table", "goals"]), @r"
    onramp: only CSV holds a table
    hint: say `--format csv`, or leave --table out
    ");
    insta::assert_snapshot!(refused(&["--short", "-o", "a.csv"]), @r"
    onramp: `--short` is a text of five lines
    hint: name a file that ends in .txt or .md
    ");
    assert!(!home.path("a.csv").exists());
    assert_eq!(
        home.ok(&["export", "--for", "manager"]),
        home.ok(&["export"])
    );
}

#[test]
fn a_table_begins_on_a_day_and_looks_back_to_one() {
    let home = closed();
    let count = |args: &[&str]| rows(&home.ok(&[&["export", "--table"], args].concat())).len();
    assert_eq!(count(&["notes", "--since", "2026-03-04"]), 0);
    assert_eq!(count(&["meetings", "--since", "2026-03-10"]), 1);
    assert_eq!(count(&["meetings", "--since", "2026-03-11"]), 0);
    assert_eq!(count(&["changes", "--since", "2026-03-12"]), 2);
    assert_eq!(count(&["meetings", "--as-of", "2026-03-09"]), 0);
    let then = rows(&home.ok(&["export", "--table", "goals", "--as-of", "2026-03-04"]));
    assert_eq!(then[0]["state"], "claimed");
}

#[test]
fn a_calendar_is_the_same_twice_and_tells_what_changed() {
    let home = closed();
    home.ok(&["export", "-o", "ada.ics"]);
    let first = std::fs::read_to_string(home.path("ada.ics")).unwrap();
    assert_eq!(
        home.on("2026-06-01").ok(&["export", "--format", "ics"]),
        first
    );
    let read = |text: &str| {
        let calendar: icalendar::Calendar = text.parse().unwrap();
        let events = calendar.events().map(|event| {
            use icalendar::Component as _;
            let sequence = event.get_sequence().unwrap();
            let uid = event
                .get_uid()
                .unwrap()
                .split('.')
                .next()
                .unwrap()
                .to_owned();
            let start = event.properties()["DTSTART"].value().to_owned();
            (uid, (start, sequence))
        });
        events.collect::<BTreeMap<String, (String, u32)>>()
    };
    let before = read(&first);
    assert_eq!(before["meeting-1"].0, "20260319");
    assert_eq!(before["goal-reproduce-a-model"].0, "20260410");
    home.ok(&["meet", "next", "2026-03-20", "--as", "Grace"]);
    let after = read(&home.ok(&["export", "--format", "ics"]));
    assert_eq!(after["meeting-1"].0, "20260320");
    assert!(after["meeting-1"].1 > before["meeting-1"].1);
    assert_eq!(after["milestone-30"], before["milestone-30"]);
}
