//! The summary: what it tells, and how it gets into a file.

use crate::home::Home;

#[test]
fn a_week_later() {
    let home = Home::with_journey();
    home.ok(&["claim", "30.1"]);
    home.ok(&["note", "30.2", "# Big\n<b>bold</b> | `x`\n- item"]);
    home.ok(&["begin", "30.3"]);
    let later = |args: &[&str]| home.on("2026-03-11").ok(args);
    later(&["undo", "2"]);
    later(&["claim", "30.4"]);
    later(&["confirm", "30.4", "--as", "Grace"]);
    later(&["undo", "--as", "Grace"]);
    later(&[
        "block",
        "30.2",
        "--on",
        "Data_Platform",
        "--for",
        "access | [logs](x)",
    ]);
    later(&["note", "journey", "A *good* week."]);
    insta::assert_snapshot!(later(&["export"]));
    assert_eq!(later(&["export"]), later(&["export"]));
    let all = later(&["export", "--since", "day 1"]);
    assert!(
        all.contains("> **Big**\n>\n> \\<b\\>bold\\</b\\> \\| `x`\n>\n> - item\n"),
        "{all}"
    );
    assert!(
        !all.contains("claimed 30.1"),
        "what was undone is left out: {all}"
    );
}

/// Returns what a summary quotes from the mentor, with who said it when.
fn from_the_mentor(summary: &str) -> &str {
    let (_, section) = summary.split_once("## From the mentor\n").unwrap();
    section.split_once("\n## ").unwrap().0.trim()
}

#[test]
fn the_mentor_has_a_word_in_it() {
    let home = Home::with_journey();
    let said = |home: &Home| from_the_mentor(&home.ok(&["export"])).to_owned();
    assert_eq!(said(&home), "No word from the mentor yet.");

    let refused = home.fails(4, &["summary", "write", "All mine"]);
    insta::assert_snapshot!(refused, @r#"
    onramp: Ada, the hire, cannot do that: Grace, the mentor, writes for the summary
    hint: `onramp summary write --as Grace`
    "#);
    let write = [
        "summary",
        "write",
        "Off to a *good* start.",
        "--as",
        "Grace",
    ];
    insta::assert_snapshot!(home.ok(&write), @"Grace wrote for the summary: Off to a *good* start. `onramp export` prints the summary with it.");
    insta::assert_snapshot!(said(&home), @r#"
    Grace, Mon 2 Mar 2026:

    > Off to a *good* start.
    "#);

    // The words of a later verdict take its place, and a later paragraph theirs.
    let later = home.on("2026-03-31");
    for goal in ["30.1", "30.2", "30.3", "30.4", "30.5"] {
        later.ok(&["claim", goal]);
        later.ok(&["confirm", goal, "--as", "Grace"]);
    }
    later.ok(&["gate", "start", "30", "--as", "Grace"]);
    let verdict = [
        "gate",
        "verdict",
        "advance",
        "--leave-ungraded",
        "--summary",
        "Through.",
        "--as",
        "Grace",
    ];
    later.ok(&verdict);
    insta::assert_snapshot!(said(&later), @r#"
    Grace, Tue 31 Mar 2026, at the gate review of 30 days:

    > Through.
    "#);
    later.ok(&["summary", "write", "Now the hard part.", "--as", "Grace"]);
    insta::assert_snapshot!(said(&later), @r#"
    Grace, Tue 31 Mar 2026:

    > Now the hard part.
    "#);

    later.ok(&["undo", "--as", "Grace"]);
    insta::assert_snapshot!(said(&later), @r#"
    Grace, Tue 31 Mar 2026, at the gate review of 30 days:

    > Through.
    "#);
    let before = later.ok(&["export", "--as-of", "2026-03-10"]);
    assert!(from_the_mentor(&before).contains("good* start"), "{before}");
}

#[test]
fn each_reader_finds_first_what_they_need_and_no_rating_that_is_not_theirs() {
    let home = Home::with_journey();
    home.ok(&["claim", "30.1"]);
    home.ok(&["meet", "start", "--as", "Grace"]);
    home.ok(&["meet", "rate", "2", "3", "4", "--words", "Much at once"]);
    let hers = ["meet", "rate", "5", "4", "3", "--words", "Doing well"];
    home.ok(&[&hers[..], &["--as", "Grace"]].concat());
    home.ok(&["meet", "close", "--leave-claims", "--as", "Grace"]);
    let page = |reader: &str| home.ok(&["export", "--for", reader, "--as", "Grace"]);
    let headings = |page: &str| -> String {
        let lines = page.lines().filter_map(|line| line.strip_prefix("## "));
        lines.take(5).collect::<Vec<_>>().join(", ")
    };
    let [manager, mentor, hire] = ["manager", "mentor", "hire"].map(page);
    insta::assert_snapshot!(headings(&manager), @"Where it stands, What is asked, From the mentor, Progress to day 90, Milestones");
    insta::assert_snapshot!(headings(&mentor), @"What is asked, What is to be confirmed, What is blocked, For the next 1:1, Ratings, 1 to 5");
    insta::assert_snapshot!(headings(&hire), @"What is next, What is blocked, What is asked, Where it stands, Ratings, 1 to 5");
    let told = |page: &str| ["Much at once", "Doing well"].map(|words| page.contains(words));
    assert_eq!(told(&manager), [false, false]);
    assert_eq!(told(&mentor), [true, true]);
    assert_eq!(told(&hire), [true, false]);
    let refused = home.fails(4, &["export", "--for", "mentor", "--as", "manager"]);
    assert!(refused.contains("is not for the manager"), "{refused}");
}

#[test]
fn what_would_write_something_else_than_was_meant_is_refused() {
    let home = Home::with_journey();
    let refused = |args: &[&str]| home.fails(2, &[&["export"], args].concat());
    insta::assert_snapshot!(refused(&["-o", "week.pdf"]), @r#"
    onramp: no format goes by the ending .pdf
    hint: name a file that ends in .md, .markdown, .txt, .html, .htm, .csv, .ics, .json, or say `--format`
    "#);
    insta::assert_snapshot!(refused(&["--since", "tomorrow"]), @r#"
    onramp: --since: Tue 3 Mar 2026 lies ahead
    hint: name a day that has come, as in `--since "last fri"`
    "#);
    insta::assert_snapshot!(refused(&["--short", "--for", "hire"]), @r#"
    onramp: the five lines are for the manager
    hint: leave --for out, or leave --short out for a whole page
    "#);
    assert_eq!(home.ok(&["export", "-o", "-"]), home.ok(&["export"]));
    assert_eq!(
        home.ok(&["export", "--short", "--for", "manager"]),
        home.ok(&["export", "--short"])
    );
    home.ok(&["meet", "start", "--as", "Grace"]);
    home.ok(&["meet", "close", "--as", "Grace"]);
    insta::assert_snapshot!(home.fails(4, &["meet", "minutes", "--as", "manager"]), @r#"
    onramp: the notes of a 1:1 are between the hire and the mentor
    hint: either of them can hand you the minutes; `onramp meet show` says when they met
    "#);
}

#[test]
fn a_file_is_replaced_whole() {
    let home = Home::with_journey();
    assert_eq!(home.ok(&["export", "-o", "week.md"]), "Wrote week.md.\n");
    let first = std::fs::read_to_string(home.path("week.md")).unwrap();
    assert_eq!(first, home.ok(&["export"]));
    std::fs::write(home.path("week.md"), "x".repeat(100_000)).unwrap();
    assert_eq!(
        home.ok(&["export", "-o", "week.md", "--force"]),
        "Replaced week.md.\n"
    );
    assert_eq!(
        std::fs::read_to_string(home.path("week.md")).unwrap(),
        first
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = home
            .path("week.md")
            .metadata()
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let left: Vec<_> = std::fs::read_dir(home.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(".onramp-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn places_that_take_no_file() {
    let home = Home::with_journey();
    std::fs::create_dir(home.path("folder")).unwrap();
    let folder = home.fails(1, &["export", "-o", "folder"]);
    assert!(
        folder.contains("folder cannot be written: it is a folder"),
        "{folder}"
    );
    let missing = home.fails(1, &["export", "-o", "nowhere/week.md"]);
    assert!(missing.contains("there is no folder nowhere"), "{missing}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_closed_pipe_is_no_failure_and_a_full_one_is() {
    let home = Home::with_journey();
    let binary = assert_cmd::cargo::cargo_bin("onramp");
    let shell = |script: &str| {
        let mut command = assert_cmd::Command::new("sh");
        command
            .args(["-c", script])
            .arg(&binary)
            .env("ONRAMP_NOW", crate::home::noon(home.day()))
            .env("ONRAMP_DB", home.database())
            .env("HOME", home.path(""));
        home.finish(&mut command)
    };
    let closed = shell("{ \"$0\" man; echo $? >&2; } | :");
    assert_eq!(closed.err, "0\n");
    let full = shell("\"$0\" status > /dev/full");
    assert_eq!(full.code, 1);
    assert!(
        full.err
            .starts_with("onramp: standard output cannot be written"),
        "{}",
        full.err
    );
}

#[test]
fn the_database_is_never_written_over() {
    let home = Home::with_journey();
    let (database, before) = (home.database(), home.bytes());
    let refused = home.fails(
        1,
        &["export", "--format", "md", "-o", database.to_str().unwrap()],
    );
    assert!(refused.contains("the database is there"), "{refused}");
    assert_eq!(home.bytes(), before);
}

#[test]
fn a_save_that_only_one_may_read_in_part_hides_nothing_that_moved() {
    let home = Home::with_journey();
    home.ok(&["meet", "point", "What only I read", "--private"]);
    home.ok(&["meet", "point", "What both read"]);
    home.ok(&["meet", "start"]);
    let lines = home.ok(&["meet", "agenda"]);
    home.ok(&["meet", "discuss", "1", "2"]);
    home.ok(&["claim", "30.1"]);
    home.ok(&["meet", "close", "--next", "none", "--leave-claims"]);
    let summary = home.ok(&["export"]);
    assert!(summary.contains("claimed 30.1"), "{lines}{summary}");
    assert!(!summary.contains("What only I read"), "{summary}");
    let mine = home.ok(&["log"]);
    assert!(
        mine.contains("What only I read") && mine.contains("What both read"),
        "{mine}"
    );
    let others = home.ok(&["log", "--as", "mentor"]);
    assert!(!others.contains("What only I read"), "{others}");
    assert!(home.ok(&["doctor"]).contains("gives exactly the rows"));
}

/// Grace is away from it all: a review is overdue, a 1:1 was missed, the hire waits on somebody outside.
fn neglected() -> Home {
    let home = Home::with_journey();
    home.on("2026-03-10")
        .ok(&["meet", "start", "--as", "Grace"]);
    home.on("2026-03-10")
        .ok(&["meet", "close", "--next", "2026-04-14", "--as", "Grace"]);
    home.on("2026-04-08")
        .ok(&["block", "60.3", "--on", "Priya", "--for", "click logs"]);
    home.on("2026-04-09").ok(&[
        "waive",
        "30.4",
        "--reason",
        "another team does it",
        "--agreed",
        "Mary",
        "--as",
        "Grace",
    ]);
    home.on("2026-04-17")
}

#[test]
fn five_lines_say_what_matters() {
    let home = neglected();
    insta::assert_snapshot!(home.ok(&["export", "--short"]), @r#"
    Ada, Applied Scientist, day 47: ■ off track since Fri 13 Mar 2026 (as of Fri 17 Apr 2026)
    0 of 8 claimed by day 60 (Thu 30 Apr 2026), 0 confirmed, 6.4 expected; 8 goals left in 9 working days
    Why: 30.1 is 13 working days late; 30.2 is 13 working days late; 30.3 is 13 working days late; 4 more
    Changed in the plan: Waived: 30.4 Find the quality gaps: data, logging, evaluation
    Asked of Mary: help to get click logs from Priya, for 60.3 Ship an offline gain and the plan to test it online; it has waited 7 working days; 7 of others
    "#);
    let refused = home.run(&["export", "--short", "--format", "html"]);
    assert_eq!(refused.code, 2);
    home.ok(&["archive", "left", "--reason", "moved on", "--as", "Grace"]);
    let ended = home.on("2026-05-04").ok(&["export", "--short"]);
    assert!(!ended.contains("Asked of"), "{ended}");
    let page = home.on("2026-05-04").ok(&["export"]);
    assert!(
        !page.contains("## What is asked") && !page.contains("## What is next"),
        "{page}"
    );
    assert!(
        page.lines().nth(2).unwrap().contains("17 Apr 2026"),
        "{page}"
    );
}

#[test]
fn what_is_overdue_missed_and_changed_is_told_however_long_ago() {
    let home = neglected().on("2026-06-30");
    let page = home.ok(&["export"]);
    for told in [
        "- [ ] **Mary:** help to get click logs from Priya",
        "- [ ] **Grace:** hold the 1:1 that was agreed for Tue 14 Apr 2026",
        "- [ ] **Grace:** hold the gate review at 30 days, due Tue 31 Mar 2026",
        "- **Missed:** agreed for Tue 14 Apr 2026, not held",
        "| Thu 9 Apr 2026 | Waived: 30.4 ",
        "**Off track since ",
    ] {
        assert!(page.contains(told), "{told}\n{page}");
    }
}

#[test]
fn a_page_of_html_is_written_by_the_ending_of_its_file() {
    let home = neglected();
    home.ok(&["note", "30.1", "<script>alert(1)</script>"]);
    home.ok(&["note", "30.1", "kestrel, quietly", "--private"]);
    home.ok(&["export", "-o", "ada.html"]);
    let page = std::fs::read_to_string(home.path("ada.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
    assert!(
        page.contains("Off track since") && !page.contains("<script") && !page.contains("kestrel")
    );
    assert_eq!(home.ok(&["export", "--format", "html"]), page);
}
