//! Several journeys as a page and as a table: with names and without, as files and on standard output.

use insta::assert_snapshot;

use crate::home::Home;

/// Seven hires with three mentors in two roles. One waits on somebody, one passed a gate, one is gone.
fn seven() -> Home {
    let home = Home::with_trial_plan();
    let hires = [
        ("Ada", "trial-scientist", "Grace"),
        ("Bea", "trial-scientist", "Grace"),
        ("Cy", "trial-scientist", "Grace"),
        ("Dot", "trial-scientist", "Alan"),
        ("Eve", "trial-scientist", "Alan"),
        ("Flo", "associate-applied-scientist", "Barbara"),
        ("=Gus|<b>", "associate-applied-scientist", "Barbara"),
    ];
    for (name, role, mentor) in hires {
        home.ok(&[
            "start",
            role,
            "--name",
            name,
            "--mentor",
            mentor,
            "--manager",
            "Mary",
        ]);
    }
    let as_mentor = |home: &Home, args: &[&str]| {
        home.ok(&[args, &["--journey", "Ada", "--as", "mentor"]].concat());
    };
    let later = home.on("2026-03-05");
    for goal in ["30.1", "30.2"] {
        later.ok(&["claim", goal, "--journey", "Ada"]);
    }
    later.ok(&[
        "block",
        "30.3",
        "--on",
        "=Privacy",
        "--for",
        "a | review",
        "--journey",
        "Bea",
    ]);
    as_mentor(&home.on("2026-03-09"), &["confirm", "30.1"]);
    let gate = home.on("2026-03-31");
    as_mentor(&gate, &["confirm", "30.2"]);
    as_mentor(&gate, &["gate", "start", "30"]);
    for goal in ["30.3", "30.4", "30.5"] {
        as_mentor(
            &gate,
            &["gate", "answer", goal, "not-done", "--why", "later"],
        );
    }
    as_mentor(
        &gate,
        &[
            "gate",
            "verdict",
            "advance",
            "--leave-ungraded",
            "--summary",
            "Well done",
        ],
    );
    gate.ok(&["archive", "left", "--journey", "Flo"]);
    gate
}

#[test]
fn a_page_tells_how_hires_stand_and_who_owes_what() {
    let home = seven();
    assert_snapshot!(home.ok(&["journeys", "--format", "md"]));
    let page = home.ok(&["journeys", "--format", "md", "--all"]);
    assert!(
        page.contains("7 hires") && page.contains("left 31 Mar 2026"),
        "{page}"
    );
}

#[test]
fn the_ending_of_the_file_says_how_it_is_written() {
    let home = seven();
    for (file, begins) in [
        ("a.html", "<!DOCTYPE html>"),
        ("a.HTM", "<!DOCTYPE html>"),
        ("a.md", "# 6 hires on Tue 31 Mar 2026"),
        ("a.csv", "hire,role,mentor,"),
        ("a.txt", "# 6 hires"),
    ] {
        assert_eq!(
            home.ok(&["journeys", "-o", file]),
            format!("Wrote {file}.\n")
        );
        let text = std::fs::read_to_string(home.path(file)).unwrap();
        assert!(text.starts_with(begins), "{file}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(home.path(file))
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
    assert_snapshot!(home.fails(4, &["journeys", "-o", "a.csv"]), @r"
    onramp: ~/a.csv is there already
    hint: name another file, or replace it with --force
    ");
    home.ok(&["journeys", "-o", "a.csv", "--force", "--format", "md"]);
    assert!(
        std::fs::read_to_string(home.path("a.csv"))
            .unwrap()
            .starts_with("# 6")
    );
}

#[test]
fn a_table_is_read_as_it_was_written_and_runs_no_formula() {
    let home = seven();
    let table = home.ok(&["journeys", "--format", "csv"]);
    assert!(table.lines().count() == 7 && table.contains("\r\n"));
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |hire: &str, head: &str| {
        let place = heads.iter().position(|other| other == head).unwrap();
        rows.iter().find(|row| &row[0] == hire).unwrap()[place].to_owned()
    };
    assert_eq!(cell("Ada", "gate_verdicts"), "30 days advance 2026-03-31");
    assert_eq!(cell("Ada", "claim_to_confirm_working_days"), "10");
    assert_eq!(cell("Ada", "confirmed"), "2");
    assert_eq!(cell("'=Gus|<b>", "mentor"), "Barbara");
    assert_eq!(cell("Bea", "waits_on"), "'=Privacy");
    assert_eq!(cell("Bea", "oldest_blocker_working_days"), "18");
    assert!(cell("Bea", "owed").contains("=Privacy: a | review"));
    assert_eq!(cell("Bea", "verdict"), "off track");
}

#[test]
fn hires_are_chosen_by_mentor_role_and_start() {
    let home = seven();
    let title = |args: &[&str]| {
        let page = home.ok(&[&["journeys", "--format", "md"], args].concat());
        page.lines().next().unwrap().to_owned()
    };
    assert!(title(&["--mentor", "gra"]).starts_with("# 3 hires"));
    assert!(title(&["--role", "associate-applied-scientist"]).starts_with("# 1 hire on"));
    assert!(title(&["--role", "Applied Scientist", "--mentor", "Alan"]).starts_with("# 2 hires"));
    assert!(
        title(&["--started-from", "2026-03-02", "--started-to", "2 mar 2026"]).starts_with("# 6")
    );
    let list = home.ok(&["journeys", "--mentor", "alan"]);
    assert!(list.contains("Dot ·") && !list.contains("Ada"), "{list}");
    assert_eq!(
        home.ok(&["journeys", "--started-from", "2026-03-20"]),
        "No journey is like that.\n"
    );
    assert_snapshot!(home.fails(3, &["journeys", "--format", "md", "--started-from", "2026-03-20"]), @r"
    onramp: no journey is like that
    hint: `onramp journeys` lists those that go on
    ");
    assert_snapshot!(home.fails(3, &["journeys", "--mentor", "Xy"]), @r"
    onramp: there is no mentor ‘Xy’
    hint: `onramp journeys --all` lists them all
    ");
    assert_snapshot!(home.fails(2, &["journeys", "--started-from", "2026-03-20", "--started-to", "2026-03-10"]), @r"
    onramp: Fri 20 Mar 2026 is after Tue 10 Mar 2026
    hint: `--started-from` names the earlier day
    ");
    let refused = home.fails(2, &["journeys", "--json", "--format", "csv"]);
    assert!(
        refused.contains("a page is for people, not JSON"),
        "{refused}"
    );
    assert_snapshot!(Home::new().fails(3, &["journeys", "--format", "html"]), @r"
    onramp: there is no journey yet
    hint: `onramp` leads through a start; `onramp start ROLE --name NAME` does it without questions
    ");
}

#[test]
fn without_names_no_group_of_few_is_told_and_none_follows() {
    let home = seven();
    let page = home.ok(&["journeys", "--anonymous"]);
    assert_snapshot!(page);
    let written = [
        page,
        home.ok(&["journeys", "--anonymous", "--format", "html"]),
        home.ok(&["journeys", "--anonymous", "--format", "csv"]),
    ];
    for text in written {
        for name in [
            "Ada",
            "Gus",
            "Grace",
            "Barbara",
            "Mary",
            "Privacy",
            "review of",
            "Well done",
        ] {
            assert!(!text.contains(name), "{name} in {text}");
        }
        assert!(text.contains("Hire 6") && !text.contains("Hire 7"));
    }
    // One of six is of the other role: five would tell that one by the difference.
    assert_snapshot!(home.fails(3, &["journeys", "--anonymous", "--role", "Applied Scientist"]), @r"
    onramp: that leaves out 1 hire, who could be told by the difference to a page of all
    hint: choose all of them, or leave out more
    ");
    assert_snapshot!(home.fails(3, &["journeys", "--anonymous", "--role", "Associate Applied Scientist"]), @r"
    onramp: that is 1 hire; without names, a page tells of 5 or more
    hint: choose more of them
    ");
    assert_eq!(
        home.run(&["journeys", "--anonymous", "--mentor", "Grace"])
            .code,
        2
    );
}
