//! Leaves, holidays and the working week by commands.

use insta::assert_snapshot;
use serde_json::Value;

use crate::home::Home;

/// The exit codes of what a rule refuses, and of what is not there.
const REFUSED: i32 = 4;
const MISSING: i32 = 3;

fn with_leave() -> Home {
    let home = Home::with_journey();
    home.ok(&["leave", "2026-04-13", "2026-04-17", "--reason", "moving"]);
    home
}

fn listed(home: &Home) -> String {
    home.ok(&["leave", "list"])
}

/// Returns the dates of the milestones.
fn due(home: &Home) -> Vec<String> {
    let head = home.ok(&["export"]);
    let is_due = |line: &&str| line.starts_with("| ") && line.contains(" 202");
    head.lines().filter(is_due).map(str::to_owned).collect()
}

#[test]
fn a_leave_is_entered_listed_changed_and_taken_back() {
    let home = Home::with_journey();
    assert_snapshot!(listed(&home), @"No leave is entered. `onramp leave FROM UNTIL` enters one.");
    let entered = home.ok(&["leave", "2026-04-13", "2026-04-17", "--reason", "moving"]);
    assert_snapshot!(entered, @"Ada entered a leave: Mon 13 Apr 2026 to Fri 17 Apr 2026, moving. Due now: 30 days Tue 31 Mar, 60 days Thu 7 May, 90 days Fri 5 Jun, 6 months Wed 9 Sep, 12 months Tue 9 Mar 2027.");
    home.ok(&["leave", "2026-03-09", "2026-03-09", "--as", "Grace"]);
    assert_snapshot!(home.ok(&["leave", "change", "2", "2026-04-14", "2026-04-16"]), @"Ada changed a leave: Tue 14 Apr 2026 to Thu 16 Apr 2026 instead of Mon 13 Apr 2026 to Fri 17 Apr 2026. Due now: 30 days Wed 1 Apr, 60 days Wed 6 May, 90 days Thu 4 Jun, 6 months Tue 8 Sep, 12 months Mon 8 Mar 2027.");
    assert_snapshot!(listed(&home), @r"
    1  Mon 9 Mar 2026 · 1 working day
    2  Tue 14 Apr 2026 to Thu 16 Apr 2026 · 3 working days · moving
    ");
    assert_snapshot!(home.ok(&["leave", "drop", "1"]), @"Ada took back a leave: Mon 9 Mar 2026. Due now: 30 days Tue 31 Mar, 60 days Tue 5 May, 90 days Wed 3 Jun, 6 months Mon 7 Sep, 12 months Fri 5 Mar 2027.");
    // There is one now, so it needs no number.
    home.ok(&["leave", "change", "2026-04-14", "2026-04-15"]);
    home.ok(&["leave", "drop"]);
    assert_snapshot!(home.ok(&["log"]), @r"
    7  Mon 2 Mar   Ada took back a leave: Tue 14 Apr 2026 to Wed 15 Apr 2026
    6  Mon 2 Mar   Ada changed a leave: Tue 14 Apr 2026 to Wed 15 Apr 2026 instead
                   of Tue 14 Apr 2026 to Thu 16 Apr 2026
    5  Mon 2 Mar   Ada took back a leave: Mon 9 Mar 2026
    4  Mon 2 Mar   Ada changed a leave: Tue 14 Apr 2026 to Thu 16 Apr 2026 instead
                   of Mon 13 Apr 2026 to Fri 17 Apr 2026
    3  Mon 2 Mar   Grace entered a leave: Mon 9 Mar 2026
    2  Mon 2 Mar   Ada entered a leave: Mon 13 Apr 2026 to Fri 17 Apr 2026, moving
    1  Mon 2 Mar   Ada started the journey as Applied Scientist
    ");
}

#[test]
fn a_leave_is_ended_on_the_day_somebody_is_back() {
    let home = with_leave();
    let ended = home.ok(&["leave", "end", "2026-04-16", "--today", "2026-04-15"]);
    assert!(
        ended.contains("Mon 13 Apr 2026 to Wed 15 Apr 2026 instead of"),
        "{ended}"
    );
    // Today, where no day is named.
    home.ok(&["leave", "end", "--today", "2026-04-15"]);
    assert!(listed(&home).contains("Mon 13 Apr 2026 to Tue 14 Apr 2026"));
    let over = home.fails(REFUSED, &["leave", "end", "--today", "2026-04-15"]);
    assert_snapshot!(over, @"onramp: the leave ends on Tue 14 Apr 2026 anyway");
    home.ok(&["leave", "2026-05-04", "2026-05-08"]);
    // Of two the one that is not over, or the one of the number.
    home.ok(&["leave", "end", "--today", "2026-05-06"]);
    home.ok(&["leave", "end", "1", "--today", "2026-04-14"]);
    assert_snapshot!(listed(&home), @r"
    1  Mon 13 Apr 2026 · 1 working day · moving
    2  Mon 4 May 2026 to Tue 5 May 2026 · 2 working days
    ");
    home.ok(&["leave", "end", "2026-05-01", "2"]);
    assert_snapshot!(listed(&home), @" 1  Mon 13 Apr 2026 · 1 working day · moving");
    assert_snapshot!(home.ok(&["log", "-n", "1"]), @"8  Mon 2 Mar   Ada took back a leave: Mon 4 May 2026 to Tue 5 May 2026");
}

#[test]
fn each_of_it_is_undone() {
    let home = with_leave();
    std::fs::write(home.path("days.ics"), CALENDAR).unwrap();
    for args in [
        &["leave", "2026-05-04", "2026-05-05"][..],
        &["leave", "change", "1", "2026-03-09", "2026-03-10"],
        &["leave", "end", "2026-04-15"],
        &["leave", "end", "2026-04-01"],
        &["leave", "drop"],
        &["week", "mon-thu"],
        &["holidays", "add", "2026-03-06", "Company day"],
        &["holidays", "import", "days.ics"],
    ] {
        let told = || (listed(&home), home.ok(&["holidays", "list"]), due(&home));
        let before = told();
        home.ok(args);
        let done = told();
        assert_ne!(done, before, "{args:?}");
        let undone = home.ok(&["undo"]);
        assert!(undone.contains("Due now: 30 days "), "{undone}");
        assert_eq!(told(), before, "{args:?}");
        home.ok(&["redo"]);
        assert_eq!(told(), done, "{args:?}");
        home.ok(&["undo"]);
    }
    home.ok(&["doctor"]);
}

#[test]
fn leaves_that_make_no_sense() {
    let home = with_leave();
    home.ok(&["leave", "2026-06-01", "2026-06-05"]);
    for (code, args, said) in [
        (
            REFUSED,
            &["2026-05-05", "2026-05-04"][..],
            "cannot end on Mon 4 May 2026",
        ),
        (
            REFUSED,
            &["2026-04-17", "2026-04-20"],
            "overlaps the leave Mon 13 Apr 2026 to Fri 17",
        ),
        (
            REFUSED,
            &["2026-02-02", "2026-02-03"],
            "the journey starts on Mon 2 Mar 2026",
        ),
        (REFUSED, &["2026-04-18", "2026-04-19"], "has no working day"),
        (REFUSED, &["2026-07-01", "2028-07-01"], "at most 366 days"),
        (
            2,
            &["1969-12-31", "2026-04-19"],
            "FROM: ‘1969-12-31’ lies outside 1970 to 2100",
        ),
        (
            2,
            &["2026-07-01", "9999-01-01"],
            "UNTIL: ‘9999-01-01’ lies outside 1970 to 2100",
        ),
        (
            REFUSED,
            &["change", "2", "2026-04-17", "2026-06-05"],
            "overlaps the leave",
        ),
        (
            REFUSED,
            &["change", "1", "2026-04-13", "2026-04-17"],
            "the leave is Mon 13 Apr 2026",
        ),
        (
            MISSING,
            &["change", "3", "2026-04-13", "2026-04-17"],
            "there is no leave ‘3’",
        ),
        (
            MISSING,
            &["change", "0", "2026-04-13", "2026-04-17"],
            "there is no leave ‘0’",
        ),
        (
            2,
            &["change", "2026-04-13", "2026-04-17"],
            "there are 2 leaves; say which",
        ),
        (2, &["end"], "there are 2 leaves; say which"),
        (MISSING, &["end", "7"], "there is no leave ‘7’"),
        (2, &["end", "9999-01-01"], "DAY: ‘9999-01-01’ lies outside"),
        (2, &["drop"], "there are 2 leaves; say which"),
        (MISSING, &["drop", "x\u{1b}[31m"], "there is no leave ‘x’"),
        (
            2,
            &["mon", "drop"],
            "a leave is entered or changed, not both at once",
        ),
        (
            2,
            &["--private", "list"],
            "a leave is entered or changed, not both at once",
        ),
    ] {
        let args = [&["leave"], args].concat();
        let message = home.fails(code, &args);
        assert!(message.contains(said), "{args:?}: {message}");
    }
    assert_eq!(home.run(&["leave"]).code, 2);
    assert_eq!(home.run(&["leave", "mon"]).code, 2);
    assert_eq!(home.run(&["leave", "change", "1"]).code, 2);
    assert_eq!(home.run(&["pause", "mon", "fri"]).code, 2);
    home.ok(&["leave", "drop", "1"]);
    home.ok(&["leave", "drop"]);
    let none = home.fails(MISSING, &["leave", "end"]);
    assert!(none.contains("no leave is entered"), "{none}");
}

#[test]
fn a_leave_over_a_whole_milestone_says_where_it_moves() {
    let home = Home::with_journey();
    assert_snapshot!(home.ok(&["leave", "2026-04-01", "2026-05-15"]), @"Ada entered a leave: Wed 1 Apr 2026 to Fri 15 May 2026. It covers the whole milestone of 60 days, which moves from Thu 30 Apr to Tue 16 Jun. Due now: 30 days Tue 31 Mar, 60 days Tue 16 Jun, 90 days Wed 15 Jul, 6 months Mon 19 Oct, 12 months Fri 16 Apr 2027.");
}

#[test]
fn a_private_reason_is_for_its_author_only() {
    let home = Home::with_journey();
    let args = [
        "leave",
        "2026-04-13",
        "2026-04-17",
        "--reason",
        "an operation",
        "--private",
    ];
    home.ok(&args);
    home.ok(&["leave", "change", "2026-04-13", "2026-04-16"]);
    for actor in ["Grace", "Mary"] {
        for command in [
            "leave list",
            "leave list --json",
            "log",
            "log --json",
            "status",
            "export",
        ] {
            let mut args: Vec<&str> = command.split(' ').collect();
            args.extend(["--as", actor]);
            let told = home.ok(&args);
            assert!(!told.contains("operation"), "{args:?}: {told}");
            assert!(!told.contains("private"), "{args:?}: {told}");
        }
    }
    assert!(listed(&home).ends_with("4 working days · an operation (private)\n"));
    // Grace takes the days back, and knows of no more than the days.
    let dropped = home.ok(&["leave", "drop", "--as", "Grace"]);
    assert!(!dropped.contains("operation"), "{dropped}");
    home.ok(&["undo", "--as", "Grace"]);
    assert!(listed(&home).contains("an operation (private)"));
}

#[test]
fn programs_read_leaves_holidays_and_the_week() {
    let home = with_leave();
    home.ok(&["holidays", "add", "2026-12-25", "Christmas Day"]);
    let document = |args: &[&str]| -> Value {
        let args = [args, &["--json"]].concat();
        serde_json::from_str(&home.ok(&args)).unwrap()
    };
    let leaves = document(&["leave", "list"]);
    assert_eq!(leaves["format"], "onramp.leaves/1");
    let leave = &leaves["leaves"][0];
    assert_eq!(leave["number"], 1);
    assert_eq!(
        (&leave["from"], &leave["until"]),
        (&"2026-04-13".into(), &"2026-04-17".into())
    );
    assert_eq!(leave["working_days"], 5);
    assert_eq!(leave["reason"]["text"], "moving");
    assert_eq!(leave["reason"]["visibility"], "shared");
    let holidays = document(&["holidays", "list"]);
    assert_eq!(holidays["format"], "onramp.holidays/1");
    assert_eq!(holidays["holidays"][0]["date"], "2026-12-25");
    assert_eq!(holidays["holidays"][0]["name"], "Christmas Day");
    assert_eq!(document(&["week"])["days"][4], "fri");
    assert_eq!(document(&["week", "mon-thu"])["format"], "onramp.change/2");
    assert_eq!(document(&["week"])["format"], "onramp.week/1");
    assert_eq!(document(&["leave", "drop"])["format"], "onramp.change/2");
    // What holds everywhere may also stand before the step.
    assert!(
        home.ok(&["leave", "--json", "list"])
            .contains("onramp.leaves/1")
    );
}

const CALENDAR: &str = "BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20260403\r
DTEND;VALUE=DATE:20260404\r
SUMMARY:Good Fri\r
 day\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20001225\r
DTEND;VALUE=DATE:20001227\r
RRULE:FREQ=YEARLY\r
SUMMARY:Christmas\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART:20260407T100000Z\r
SUMMARY:Team \u{1b}[31mlunch\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20190101\r
SUMMARY:Long ago\r
END:VEVENT\r
END:VCALENDAR\r
";

#[test]
fn holidays_are_added_named_listed_and_removed() {
    let home = Home::with_journey();
    assert_snapshot!(home.ok(&["holidays", "list"]), @r"
    No holidays are entered. `onramp holidays add DATE NAME` adds one, `onramp
    holidays import FILE.ics` those of a calendar file.
    ");
    assert_snapshot!(home.ok(&["holidays", "add", "2026-04-01"]), @"Ada changed the holidays: added Wed 1 Apr 2026. Due now: 30 days Tue 31 Mar, 60 days Thu 30 Apr, 90 days Fri 29 May, 6 months Wed 2 Sep, 12 months Tue 2 Mar 2027.");
    assert_snapshot!(home.ok(&["holidays", "add", "2026-04-01", "Company\nday"]), @"Ada changed the holidays: named Wed 1 Apr 2026 ‘Company day’. Due now: 30 days Tue 31 Mar, 60 days Thu 30 Apr, 90 days Fri 29 May, 6 months Wed 2 Sep, 12 months Tue 2 Mar 2027.");
    home.ok(&["holidays", "add", "3 april", "Good Friday"]);
    assert_snapshot!(home.ok(&["holidays", "list"]), @r"
    Wed 1 Apr 2026   Company day
    Fri 3 Apr 2026   Good Friday
    ");
    for (code, args, said) in [
        (
            REFUSED,
            &["add", "2026-04-01"][..],
            "Wed 1 Apr 2026 is a holiday already",
        ),
        (2, &["add", "1969-04-01"], "DATE: ‘1969-04-01’ lies outside"),
        (2, &["add", "9999-04-01"], "DATE: ‘9999-04-01’ lies outside"),
        (
            REFUSED,
            &["drop", "2026-04-01", "2026-04-02"],
            "Thu 2 Apr 2026 is not a holiday",
        ),
        (2, &["drop", "someday"], "is not a date"),
    ] {
        let message = home.fails(code, &[&["holidays"], args].concat());
        assert!(message.contains(said), "{message}");
    }
    assert_snapshot!(home.ok(&["holidays", "drop", "2026-04-03", "2026-04-01", "2026-04-03"]), @"Ada changed the holidays: removed Wed 1 Apr 2026; removed Fri 3 Apr 2026. Due now: 30 days Tue 31 Mar, 60 days Thu 30 Apr, 90 days Fri 29 May, 6 months Wed 2 Sep, 12 months Tue 2 Mar 2027.");
}

#[test]
fn a_calendar_file_is_one_change_and_says_what_it_left_out() {
    let home = Home::with_journey();
    std::fs::write(home.path("days.ics"), CALENDAR).unwrap();
    home.ok(&["holidays", "add", "2026-12-25"]);
    assert_snapshot!(home.ok(&["holidays", "import", "days.ics"]), @r"
    Ada changed the holidays: added Fri 3 Apr 2026, Good Friday; named Fri 25 Dec 2026 ‘Christmas’; added Sat 26 Dec 2026, Christmas; and 4 more. Due now: 30 days Tue 31 Mar, 60 days Thu 30 Apr, 90 days Fri 29 May, 6 months Wed 2 Sep, 12 months Tue 2 Mar 2027.
    6 days added, 1 there already, 1 outside 2026 to 2028, 1 skipped.
      line 15: Team lunch does not last whole days
    ");
    assert_snapshot!(home.ok(&["holidays", "list"]), @r"
    Fri 3 Apr 2026   Good Friday
    Fri 25 Dec 2026  Christmas
    Sat 26 Dec 2026  Christmas
    Sat 25 Dec 2027  Christmas
    Sun 26 Dec 2027  Christmas
    Mon 25 Dec 2028  Christmas
    Tue 26 Dec 2028  Christmas
    ");
    let again = home.piped(&["holidays", "import", "-"], CALENDAR);
    assert_snapshot!(again.out, @r"
    No day added, 7 there already, 1 outside 2026 to 2028, 1 skipped.
      line 15: Team lunch does not last whole days
    ");
    let log: Value = serde_json::from_str(&home.ok(&["log", "--json"])).unwrap();
    assert_eq!(log["changes"].as_array().unwrap().len(), 3);
    let document = home.piped(&["holidays", "import", "-", "--json"], CALENDAR);
    let document: Value = serde_json::from_str(&document.out).unwrap();
    assert_eq!(document["format"], "onramp.holidays-import/1");
    assert_eq!(document["already"], 7);
    assert_eq!(document["skipped"][0]["line"], 15);
    home.ok(&["undo"]);
    assert_snapshot!(home.ok(&["holidays", "list"]), @"Fri 25 Dec 2026");
}

#[test]
fn a_calendar_file_with_a_mistake_changes_nothing() {
    let home = Home::with_journey();
    let late = CALENDAR.replace("DTSTART;VALUE=DATE:20190101", "DTSTART;VALUE=DATE:20190199");
    let cut = &CALENDAR[..CALENDAR.find("SUMMARY:Long").unwrap()];
    let huge = format!("{CALENDAR}{}", " \n".repeat(1024 * 1024));
    for (text, said) in [
        ("", "days.ics:1: this is no calendar file"),
        ("hello", "days.ics:1: ‘hello’ is no line of a calendar file"),
        (&late, "days.ics:20: ‘20190199’ is not a date"),
        (
            cut,
            "days.ics:19: the file ends before the end of this VEVENT",
        ),
        (&huge, "days.ics: the file is larger than 1 MB"),
    ] {
        std::fs::write(home.path("days.ics"), text).unwrap();
        let message = home.fails(1, &["holidays", "import", "days.ics"]);
        assert!(message.contains(said), "{message}");
    }
    let message = home.fails(1, &["holidays", "import", "nowhere.ics"]);
    assert!(message.starts_with("onramp: nowhere.ics: "), "{message}");
    home.fails(1, &["holidays", "import", "."]);
    let piped = home.refused(1, &["-"], |home| {
        home.piped(&["holidays", "import", "-"], "x")
    });
    assert!(piped.starts_with("onramp: standard input:1: "), "{piped}");
}

#[test]
fn the_working_week_is_shown_and_set() {
    let home = Home::with_journey();
    assert_snapshot!(home.ok(&["week"]), @"The working week is Mon to Fri.");
    assert_snapshot!(home.ok(&["week", "mon-thu"]), @"Ada changed the working week: from Mon to Fri to Mon to Thu. Due now: 30 days Tue 31 Mar, 60 days Thu 30 Apr, 90 days Thu 28 May, 6 months Wed 2 Sep, 12 months Tue 2 Mar 2027.");
    home.ok(&["week", "mon,tue", "wed"]);
    assert_eq!(home.ok(&["week"]), "The working week is Mon to Wed.\n");
    let same = home.fails(REFUSED, &["week", "mon-wed"]);
    assert!(
        same.contains("the working week is Mon to Wed already"),
        "{same}"
    );
    let wrong = home.fails(2, &["week", "mon", "funday"]);
    assert!(wrong.contains("‘mon funday’ is no working week"), "{wrong}");
}

#[test]
fn a_journey_starts_with_the_holidays_and_the_week_of_the_settings() {
    let home = Home::with_trial_plan();
    let settings = "week = \"mon-thu\"\nholidays = [2026-04-01, \"2026-12-25\"]\n";
    std::fs::write(home.path("config.toml"), settings).unwrap();
    home.ok(&["start", "trial-scientist", "--name", "Ada"]);
    assert_eq!(home.ok(&["week"]), "The working week is Mon to Thu.\n");
    assert_snapshot!(home.ok(&["holidays", "list"]), @r"
    Wed 1 Apr 2026
    Fri 25 Dec 2026
    ");
    // What the settings say later is for other journeys.
    std::fs::write(home.path("config.toml"), "week = \"mon\"\n").unwrap();
    assert_eq!(home.ok(&["week"]), "The working week is Mon to Thu.\n");
    std::fs::write(
        home.path("config.toml"),
        "as = \"Ada\"\nweek = \"mondays\"\n",
    )
    .unwrap();
    let wrong = home.fails(1, &["week"]);
    assert!(
        wrong.contains("config.toml:2:8: week: ‘mondays’"),
        "{wrong}"
    );
}

#[test]
fn ending_a_leave_means_the_one_that_runs() {
    let home = Home::with_journey();
    home.ok(&["leave", "2026-03-09", "2026-03-20"]);
    home.ok(&["leave", "2026-08-03", "2026-08-14"]);
    let said = home.ok(&["leave", "end", "--today", "2026-03-11"]);
    assert!(said.contains("Mon 9 Mar 2026 to Tue 10 Mar 2026"), "{said}");
    home.fails(2, &["leave", "end", "--today", "2026-03-25"]);
    home.ok(&["leave", "drop", "1"]);
    let ahead = home.fails(2, &["leave", "end", "--today", "2026-03-25"]);
    assert!(ahead.contains("has not begun"), "{ahead}");
    assert!(listed(&home).contains("Mon 3 Aug 2026"));
}

#[test]
fn a_leave_that_begins_before_day_1_without_its_year_is_one_to_come() {
    let home = Home::with_journey();
    let said = home.ok(&["leave", "28 dec", "3 jan", "--today", "2026-04-17"]);
    assert!(said.contains("Mon 28 Dec 2026 to Sun 3 Jan 2027"), "{said}");
}

#[test]
fn nobody_is_pressed_while_the_hire_is_away() {
    let home = Home::with_journey();
    home.ok(&["claim", "30.1"]);
    let status = || home.ok(&["status", "--today", "2026-04-15"]);
    let mentor = || home.ok(&["remind", "--as", "Grace", "--today", "2026-04-15"]);
    let (pressed, asked) = (status(), mentor());
    assert!(
        pressed.contains("Late") && pressed.contains("Next"),
        "{pressed}"
    );
    assert!(asked.contains("gate"), "{asked}");
    home.ok(&["leave", "2026-04-13", "2026-04-24"]);
    let (status, mentor) = (status(), mentor());
    assert!(status.contains("on leave until Fri 24 Apr"), "{status}");
    assert!(
        !status.contains("Late") && !status.contains("Next"),
        "{status}"
    );
    assert!(
        mentor.contains("30.1") && !mentor.contains("gate"),
        "{mentor}"
    );
}

#[test]
fn a_calendar_that_leaves_no_day_to_work_on_is_refused() {
    let home = Home::with_journey();
    let events: String = (1..=12)
        .flat_map(|month| [2026, 2027].map(|year| (year, month)))
        .map(|(year, month)| {
            let next = format!("{}{:02}01", year + month / 12, month % 12 + 1);
            let first = format!("{year}{month:02}01");
            format!("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{first}\r\nDTEND;VALUE=DATE:{next}\r\nSUMMARY:Off\r\nEND:VEVENT\r\n")
        })
        .collect();
    let calendar = format!("BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n");
    std::fs::write(home.path("all.ics"), calendar).unwrap();
    let before = home.ok(&["status"]);
    let refused = home.fails(REFUSED, &["holidays", "import", "all.ics"]);
    assert!(refused.contains("no working day"), "{refused}");
    assert_eq!(home.ok(&["status"]), before);
}
