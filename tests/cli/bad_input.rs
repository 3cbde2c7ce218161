//! Each wrong argument gets one clear sentence and leaves the database as it was.

use insta::assert_snapshot;

use crate::home::Home;

#[test]
fn names_that_nothing_goes_by() {
    let home = Home::with_journey();
    for (args, said) in [
        (
            &["start", "aplied-scientist", "--name", "B"][..],
            "did you mean ‘applied-scientist’?",
        ),
        (
            &["claim", "30.9"],
            "there is no goal ‘30.9’; did you mean ‘30.",
        ),
        (
            &["show", "acess"],
            "there is no goal ‘acess’; did you mean ‘access’?",
        ),
        (&["show", "s"], "begins the name of more than one goal"),
        (&["show", ""], "there is no goal ‘’"),
        (&["status", "--as", "Gracie"], "did you mean ‘Grace’?"),
        (&["plan", "show", "baker"], "there is no role ‘baker’"),
    ] {
        let message = home.fails(3, args);
        assert!(message.contains(said), "{message}");
        assert!(message.contains("\nhint: "), "{message}");
    }
}

#[test]
fn dates_that_cannot_be_read() {
    let home = Home::with_journey();
    let start = |date| ["start", "applied-scientist", "--name", "B", "--from", date];
    for (date, said) in [
        ("tomorow", "did you mean ‘tomorrow’?"),
        ("2026-02-30", "does not exist"),
        ("1969-12-31", "lies outside 1970 to 2100"),
        ("2101-01-01", "lies outside 1970 to 2100"),
        ("", "is not a date"),
        ("3/4/2026", "can be read two ways"),
        ("day 30", "there is none yet"),
        ("2101-01-01\u{1b}[31m", "lies outside"),
    ] {
        let message = home.fails(2, &start(date));
        assert!(message.starts_with("onramp: --from: ‘"), "{message}");
        assert!(message.contains(said), "{message}");
        assert!(!message.contains('\u{1b}'), "{message}");
    }
    let today = home.fails(2, &["status", "--today", "someday"]);
    assert!(today.starts_with("onramp: --today: ‘someday’"), "{today}");
    home.fails(2, &["log", "--since", "whenever"]);
    home.fails(
        4,
        &[
            "defer",
            "30.2",
            "2020-01-01",
            "--reason",
            "r",
            "--agreed",
            "a",
        ],
    );
    home.fails(
        4,
        &[
            "block",
            "30.2",
            "--on",
            "a",
            "--for",
            "b",
            "--since",
            "2026-03-03",
        ],
    );
}

#[test]
fn texts_that_are_empty_or_too_long() {
    let home = Home::with_journey();
    let long = "x".repeat(400);
    for args in [
        &["note", "30.2", " \u{200b}\n"][..],
        &["note", "30.2", ""],
        &["start", "applied-scientist", "--name", ""],
        &["start", "applied-scientist", "--name", &long],
        &["block", "30.2", "--on", "", "--for", "x"],
        &["waive", "30.2", "--reason", " ", "--agreed", "Grace"],
        &["evidence", "30.2", "javascript:alert(1)"],
    ] {
        home.fails(2, args);
    }
    home.ok(&["status", "--as", ""]);
}

#[test]
fn notes_from_standard_input() {
    let home = Home::with_journey();
    let args = ["note", "30.2", "-"];
    let empty = home.refused(2, &args, |home| home.piped(&args, ""));
    assert!(empty.contains("the note is empty"), "{empty}");
    let huge = home.refused(2, &args, |home| home.piped(&args, "x".repeat(10 << 20)));
    assert!(huge.contains("the note is longer than 64 KiB"), "{huge}");
    let binary = home.refused(1, &args, |home| home.piped(&args, [0xff, 0xfe]));
    assert!(binary.contains("not UTF-8"), "{binary}");
    let written = home.piped(&args, "one\n\ntwo\n");
    assert_eq!((written.code, written.err.as_str()), (0, ""));
    let shown = home.ok(&["show", "30.2"]);
    assert!(shown.contains("    one\n\n    two\n"), "{shown}");
}

#[test]
fn a_text_left_out_without_a_terminal() {
    let home = Home::with_journey();
    for (args, option) in [
        (&["note", "30.2"][..], "`TEXT`"),
        (&["return", "30.2"], "`--reason TEXT`"),
        (&["block", "30.2", "--on", "x"], "`--for TEXT`"),
    ] {
        let message = home.fails(2, args);
        assert!(message.contains("left out"), "{message}");
        assert!(message.contains(option), "{message}");
    }
}

#[test]
fn what_would_act_on_a_terminal_is_stored_cleaned() {
    let home = Home::with_journey();
    let evil = "a\u{1b}[31mred\u{1b}]52;c;eA==\u{7} \u{202e}gnp.exe\u{9b}2J\u{7f}";
    let ran = home.piped(&["note", "30.2", "-"], evil);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let escape = home.piped(&["evidence", "30.2", "https://x/\u{1b}[2Jy"], "");
    assert_eq!(escape.code, 0, "{}", escape.err);
    let all = [
        ran.out,
        escape.out,
        home.ok(&["show", "30.2"]),
        home.ok(&["show", "30.2", "--json"]),
        home.ok(&["log"]),
        home.ok(&["export"]),
        home.run(&["show", "\u{1b}[31m\u{202e}x"]).err,
        home.run(&["\u{1b}[31mx"]).err,
    ];
    for text in &all {
        let acts =
            |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!text.contains(acts), "{text:?}");
    }
    assert!(all[2].contains("ared gnp.exe"), "{}", all[2]);
}

#[test]
fn wrong_usage_ends_with_two() {
    let home = Home::new();
    for args in [
        &["statsu"][..],
        &["claim"],
        &["start", "applied-scientist"],
        &["edit"],
        &["goals", "--state", "done"],
        &["goals", "--milestone", "3.1"],
        &["log", "-n", "x"],
        &["status", "--color", "blue"],
    ] {
        let ran = home.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.starts_with("error: "), "{}", ran.err);
    }
    assert!(home.run(&["statsu"]).err.contains("'status'"));
    let unknown = Home::with_journey().fails(3, &["goals", "--milestone", "31"]);
    assert_snapshot!(unknown, @r"
    onramp: this journey has no milestone ‘31’
    hint: use 30, 60, 90, 6m, 12m or beyond
    ");
    for args in [["export"], ["man"]] {
        home.fails(2, &[args[0], "--json"]);
    }
}

#[test]
fn the_screens_want_a_terminal() {
    let home = Home::with_journey();
    let message = home.fails(1, &[]);
    assert!(
        message.starts_with("onramp: stdin is not a terminal\n"),
        "{message}"
    );
    assert!(message.contains("`onramp status`"), "{message}");
}

#[test]
fn a_name_that_sqlite_keeps_in_memory_is_a_file_like_any_other() {
    let home = Home::new();
    let mut start = home.command(&["start", "applied", "--name", "Ada", "--db", ":memory:"]);
    let folder = tempfile::tempdir().unwrap();
    start.current_dir(folder.path()).assert().success();
    let mut status = home.command(&["status", "--db", ":memory:"]);
    status.current_dir(folder.path()).assert().success();
}

#[test]
fn an_unknown_context_is_answered_with_those_there_are() {
    let home = Home::new();
    let said = home.fails(
        3,
        &["start", "applied", "--name", "Ada", "--context", "fintech"],
    );
    assert!(said.contains("no context of this plan ‘fintech’"), "{said}");
    assert!(
        said.contains("startup") && said.contains("regulated"),
        "{said}"
    );
}

#[test]
fn one_name_is_one_person_however_its_letters_are_composed() {
    let home = Home::new();
    let start = |name| ["start", "applied-scientist", "--name", name];
    home.ok(&start("Jose\u{301}"));
    let message = home.fails(4, &start("Jos\u{e9}"));
    assert!(
        message.contains("Jos\u{e9} already has a journey here"),
        "{message}"
    );
    home.ok(&["status", "--journey", "JOSE\u{301}", "--as", "jos\u{e9}"]);
}

#[test]
fn what_another_program_wrote_into_the_database_reorders_nothing() {
    let home = Home::with_journey();
    let db = rusqlite::Connection::open(home.database()).unwrap();
    let name = "Ada\u{202e}\u{200b}x\u{e0041}";
    let changed = db.execute("UPDATE person SET name = ?1 WHERE name = 'Ada'", [name]);
    assert_eq!(changed.unwrap(), 1);
    drop(db);
    let hidden = ['\u{202e}', '\u{200b}', '\u{e0041}'];
    let status = home.ok(&["status"]);
    assert!(
        status.contains("Adax") && !status.contains(hidden),
        "{status}"
    );
    let json = home.ok(&["status", "--json"]);
    assert!(!json.contains(hidden), "{json}");
    assert!(json.contains(r"Ada\u202e\u200bx\udb40\udc41"), "{json}");
}

#[cfg(unix)]
#[test]
fn what_has_no_end_is_not_waited_for() {
    let home = Home::with_journey();
    let made = std::process::Command::new("mkfifo")
        .arg(home.path("pipe"))
        .status();
    assert!(made.unwrap().success());
    for (args, said) in [
        (
            &["holidays", "import", "pipe"][..],
            "it is not a plain file",
        ),
        (
            &["holidays", "import", "/dev/zero"],
            "it is not a plain file",
        ),
        (&["plan", "check", "pipe"], "plan files cannot be used"),
        (&["export", "-o", "pipe"], "pipe"),
        (&["status", "--db", "pipe"], "is not an onramp database"),
        (&["backup", "restore", "pipe"], "is not an onramp database"),
    ] {
        let ran = home.run(args);
        assert_ne!(ran.code, 0, "{args:?}");
        assert!(ran.err.contains(said), "{args:?}: {}", ran.err);
    }
    let pipe = home.path("pipe");
    let mut command = home.command(&["status"]);
    let ran = home.finish(command.env("ONRAMP_CONFIG", &pipe));
    assert!(
        ran.err.contains("cannot be read: it is not a plain file"),
        "{}",
        ran.err
    );
    for zone in [&format!(":{}", pipe.display()), "/dev/zero"] {
        let mut command = home.command(&["status"]);
        let ran = home.finish(command.env_remove("ONRAMP_NOW").env("TZ", zone));
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("is not a time zone"), "{}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_leaves_no_half_of_a_new_plan() {
    let home = Home::new();
    let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" plan new mine.toml";
    let mut command = assert_cmd::Command::new("sh");
    command
        .args(["-c", script])
        .arg(assert_cmd::cargo::cargo_bin("onramp"))
        .env("ONRAMP_NOW", crate::home::noon(home.day()))
        .env("HOME", home.path(""))
        .current_dir(home.path(""));
    let ran = home.finish(&mut command);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(!home.path("mine.toml").exists());
    home.ok(&["plan", "new", "mine.toml"]);
    let message = home.fails(1, &["plan", "new", "mine.toml"]);
    assert!(
        message.contains("it is there already, and is left as it is"),
        "{message}"
    );
    home.ok(&["plan", "check", "mine.toml"]);
}
