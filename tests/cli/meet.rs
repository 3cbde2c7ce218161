//! The 1:1 by commands: prepared, held, closed, read afterwards, and what is refused.

use crate::home::Home;

/// The day of the 1:1 in these tests, a Tuesday.
const TUESDAY: &str = "2026-03-10";

#[track_caller]
fn hire(home: &Home, args: &[&str]) -> String {
    home.on(TUESDAY).ok(args)
}

#[track_caller]
fn mentor(home: &Home, args: &[&str]) -> String {
    hire(home, &[args, &["--as", "Grace"]].concat())
}

#[track_caller]
fn refused(home: &Home, code: i32, args: &[&str]) -> String {
    home.on(TUESDAY).fails(code, args)
}

/// A home with something for every part of an agenda.
fn prepared() -> Home {
    let home = Home::with_journey();
    hire(&home, &["claim", "30.1"]);
    hire(&home, &["claim", "30.4"]);
    hire(&home, &["begin", "30.3"]);
    hire(
        &home,
        &[
            "block",
            "30.2",
            "--on",
            "Data Platform",
            "--for",
            "access",
            "--since",
            "2026-03-04",
        ],
    );
    hire(&home, &["note", "30.3", "Which baseline?", "--question"]);
    hire(&home, &["meet", "point", "On-call: when do I shadow?"]);
    mentor(&home, &["meet", "point", "between us", "--private"]);
    home
}

/// A home whose 1:1 is open and gone through.
fn held() -> Home {
    let home = prepared();
    mentor(&home, &["meet", "start"]);
    mentor(&home, &["confirm", "30.1"]);
    mentor(&home, &["meet", "discuss", "30.1", "3"]);
    hire(&home, &["meet", "put-off", "4"]);
    mentor(&home, &["meet", "note", "Take the *simple* one first"]);
    mentor(&home, &["meet", "note", "needs a nudge", "--private"]);
    hire(&home, &["meet", "note", "ask in the team", "--on", "4"]);
    hire(
        &home,
        &[
            "meet",
            "action",
            "send the [readout](x)",
            "--owner",
            "ADA",
            "--due",
            "mon",
            "--goal",
            "30.3",
        ],
    );
    hire(
        &home,
        &[
            "meet",
            "action",
            "mail their lead",
            "--owner",
            "mentor",
            "--due",
            "tomorrow",
        ],
    );
    hire(
        &home,
        &["meet", "rate", "4", "3", "5", "--words", "a good start"],
    );
    mentor(&home, &["meet", "rate", "4", "4", "3"]);
    home
}

fn closed() -> Home {
    let home = held();
    mentor(&home, &["meet", "close", "--next", "tue", "--leave-claims"]);
    home
}

#[test]
fn an_agenda_is_there_before_anybody_types() {
    let home = prepared();
    insta::assert_snapshot!(hire(&home, &["meet", "agenda"]), @r#"
    Agenda of the next 1:1 · Ada and Grace · no day agreed

    Since Mon 2 Mar
      · 2 claimed: 30.1 Learn the product, its users and the KPIs ML moves; 30.4
        Find the quality gaps: data, logging, evaluation
      · 1 begun: 30.3 Reproduce at least one model, training to evaluation
      · 1 with new notes: 30.3 Reproduce at least one model, training to evaluation
      · 30.2 waits on Data Platform for access

    To confirm
      [ ] 1  30.1 Learn the product, its users and the KPIs ML moves
             claimed Tue 10 Mar
      [ ] 2  30.4 Find the quality gaps: data, logging, evaluation
             claimed Tue 10 Mar

    Waiting
      [ ] 3  30.2 Get access to data, logs and the experiment platforms
             Data Platform for access, 4 working days

    Added
      [ ] 4  On-call: when do I shadow?
             Ada

    Questions
      [ ] 5  30.3: Which baseline?
             Ada

    How often you meet
      [ ] 6  no 1:1 in the first week
    "#);
    let mentors = mentor(&home, &["meet", "agenda"]);
    assert!(mentors.contains("between us"), "{mentors}");
}

#[test]
fn lines_keep_their_numbers_and_show_what_was_done_with_them() {
    let home = held();
    insta::assert_snapshot!(hire(&home, &["meet", "agenda"]), @r#"
    1:1 no. 1 · first · Ada and Grace · Tue 10 Mar · open

    Since Mon 2 Mar
      + 1 confirmed: 30.1 Learn the product, its users and the KPIs ML moves
      · 1 claimed: 30.4 Find the quality gaps: data, logging, evaluation
      · 1 begun: 30.3 Reproduce at least one model, training to evaluation
      · 1 with new notes: 30.3 Reproduce at least one model, training to evaluation
      · 30.2 waits on Data Platform for access
      · Ada promised: send the [readout](x) (due Mon 16 Mar)
      · Grace promised: mail their lead (due Wed 11 Mar)

    To confirm
      [x] 1  30.1 Learn the product, its users and the KPIs ML moves
             confirmed
      [ ] 2  30.4 Find the quality gaps: data, logging, evaluation
             claimed Tue 10 Mar

    Waiting
      [x] 3  30.2 Get access to data, logs and the experiment platforms
             Data Platform for access, 4 working days

    Added
      [>] 4  On-call: when do I shadow?
             Ada · put off

    Questions
      [ ] 5  30.3: Which baseline?
             Ada

    How often you meet
      [ ] 6  no 1:1 in the first week
    "#);
    let opened = hire(&home, &["meet", "reopen", "4"]);
    insta::assert_snapshot!(opened, @"Ada took up again the point: On-call: when do I shadow? 2 of 6 lines discussed.");
}

#[test]
fn closing_says_what_stands() {
    let home = held();
    insta::assert_snapshot!(
        mentor(&home, &["meet", "close", "--next", "tue", "--leave-claims"]), @"Grace closed the 1:1; the next one is on Tue 17 Mar 2026. `onramp meet minutes` prints the minutes.");
    let next = hire(&home, &["meet", "next"]);
    assert_eq!(next, "The next 1:1 is agreed for Tue 17 Mar.\n");
}

#[test]
fn the_record_holds_what_its_reader_may_read() {
    let home = closed();
    hire(&home, &["meet", "note", "Access came.", "--meeting", "1"]);
    insta::assert_snapshot!(mentor(&home, &["meet", "show"]), @r"
    1:1 no. 1 · Ada and Grace · Tue 10 Mar 2026
    started by Grace; closed by Grace Tue 10 Mar

    Agenda
      [x] 30.1 Learn the product, its users and the KPIs ML moves · confirmed
      [ ] 30.4 Find the quality gaps: data, logging, evaluation · claimed Tue 10 Mar
      [x] 30.2 Get access to data, logs and the experiment platforms · Data Platform
          for access, 4 working days
      [>] On-call: when do I shadow? · Ada · put off
      [ ] between us · private
      [ ] 30.3: Which baseline? · Ada
      [ ] no 1:1 in the first week

    Notes
      Tue 10 Mar · Grace
        Take the *simple* one first
      Tue 10 Mar · Grace · private
        needs a nudge
      Tue 10 Mar · Ada
        On ‘On-call: when do I shadow?’:
        ask in the team

    Remarks since
      Tue 10 Mar · Ada
        Access came.

    Actions
      [ ] 1  Ada    send the [readout](x) (due Mon 16 Mar)
      [ ] 2  Grace  mail their lead (due Wed 11 Mar)

    Ratings, from 1 to 5
                     Ada     Grace   apart
      role clarity   4  ▅    4  ▅    0
      confidence     3  ▃    4  ▅    1
      belonging      5  ▆    3  ▃    2
      Ada: a good start

    Next
      Tue 17 Mar
    ");
    for args in [
        &["meet", "show"][..],
        &["meet", "show", "--json"],
        &["meet", "agenda", "--json"],
        &["meet", "list", "--json"],
        &["meet", "minutes"],
        &["export"],
        &["log"],
    ] {
        let read = hire(&home, args);
        assert!(!read.contains("between us"), "{args:?}: {read}");
        assert!(!read.contains("needs a nudge"), "{args:?}: {read}");
    }
}

#[test]
fn minutes_begin_with_what_was_agreed_and_hold_nothing_private() {
    let home = closed();
    hire(&home, &["meet", "note", "Access came.", "--meeting", "1"]);
    insta::assert_snapshot!(mentor(&home, &["meet", "minutes"]), @r"
    # 1:1 no. 1: Ada and Grace

    Tue 10 Mar 2026, Applied Scientist.

    ## Agreed

    - **Ada:** send the \[readout\](x), for 30.3 Reproduce at least one model, training to evaluation, due Mon 16 Mar 2026
    - **Grace:** mail their lead, due Wed 11 Mar 2026
    - **Next 1:1:** Tue 17 Mar 2026

    ## Confirmed, returned and done

    - Grace confirmed 30.1 Learn the product, its users and the KPIs ML moves

    ## Discussed

    - 30.1 Learn the product, its users and the KPIs ML moves · confirmed
    - 30.2 Get access to data, logs and the experiment platforms · Data Platform for access, 4 working days

    ## Left over

    - 30.4 Find the quality gaps: data, logging, evaluation · claimed Tue 10 Mar
    - On-call: when do I shadow? · Ada (put off)
    - 30.3: Which baseline? · Ada

    ## Notes

    Tue 10 Mar 2026, Grace:

    > Take the *simple* one first

    Tue 10 Mar 2026, Ada:

    > On ‘On-call: when do I shadow?’:
    > ask in the team

    ## Remarks since

    Tue 10 Mar 2026, Ada:

    > Access came.
    ");
    let before = mentor(&home, &["meet", "minutes"]);
    let undone = home.on("2026-03-12").ok(&["undo", "10", "--as", "Grace"]);
    assert!(
        undone.starts_with("Grace undid: confirmed 30.1"),
        "{undone}"
    );
    assert_eq!(
        before,
        hire(&home, &["meet", "minutes", "1"]),
        "what happens later does not alter them"
    );
}

#[test]
fn minutes_go_to_a_file_for_their_owner_only() {
    let home = held();
    let close = ["meet", "close", "--leave-claims", "--minutes"];
    let database = home.database();
    let refused_path = [&close[..], &[database.to_str().unwrap()]].concat();
    let said = refused(&home, 1, &refused_path);
    assert!(said.contains("the database is there"), "{said}");
    let said = refused(&home, 1, &[&close[..], &["nowhere/a.md"]].concat());
    assert!(said.contains("there is no folder nowhere"), "{said}");
    let said = mentor(&home, &[&close[..], &["minutes.md"]].concat());
    assert!(said.ends_with("Wrote minutes.md.\n"), "{said}");
    let written = std::fs::read_to_string(home.path("minutes.md")).unwrap();
    assert_eq!(written, hire(&home, &["meet", "minutes"]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = home.path("minutes.md").metadata().unwrap().permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
    }
    let again = hire(&home, &["meet", "minutes", "-o", "minutes.md", "--force"]);
    assert_eq!(again, "Replaced minutes.md.\n");
}

#[test]
fn minutes_are_printed_alone_when_a_1_1_is_closed_into_a_pipe() {
    let home = held();
    let close = ["meet", "close", "--leave-claims", "--minutes", "-"];
    let ran = home.on(TUESDAY).run(&close);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("# 1:1 no. 1: Ada and Grace\n"));
    assert!(ran.err.starts_with("Ada closed the 1:1"), "{}", ran.err);
}

#[test]
fn what_was_left_over_comes_again() {
    let home = closed();
    let next = home.on("2026-03-17").ok(&["meet", "start"]);
    insta::assert_snapshot!(next, @r#"
    1:1 no. 2 · Ada and Grace · Tue 17 Mar · open

    Since Tue 10 Mar
      + 1 confirmed: 30.1 Learn the product, its users and the KPIs ML moves
      · 1 claimed: 30.4 Find the quality gaps: data, logging, evaluation
      · 1 begun: 30.3 Reproduce at least one model, training to evaluation
      · 1 with new notes: 30.3 Reproduce at least one model, training to evaluation
      · 30.2 waits on Data Platform for access
      · Ada promised: send the [readout](x) (was due Mon 16 Mar, 1 working day late)
      · Grace promised: mail their lead (was due Wed 11 Mar, 4 working days late)

    To confirm
      [ ] 1  30.4 Find the quality gaps: data, logging, evaluation
             claimed Tue 10 Mar, 5 working days · left over once

    Waiting
      [ ] 2  30.2 Get access to data, logs and the experiment platforms
             Data Platform for access, 9 working days

    Not moved since the last 1:1
      [ ] 3  30.3 Reproduce at least one model, training to evaluation
             last moved Tue 10 Mar

    Open actions
      [ ] 4  mail their lead
             action 2 · Grace, was due Wed 11 Mar, 4 working days late
      [ ] 5  send the [readout](x)
             action 1 · Ada, was due Mon 16 Mar, 1 working day late

    From last time
      [ ] 6  On-call: when do I shadow?
             Ada · left over once

    Questions
      [ ] 7  30.3: Which baseline?
             Ada · left over once

    How often you meet
      [ ] 8  no 1:1 in the first week
             left over once
    "#);
    home.on("2026-03-17").ok(&["meet", "discuss", "30.2"]);
    home.on("2026-03-17").ok(&["meet", "rate", "3", "4", "5"]);
    home.on("2026-03-17")
        .ok(&["meet", "close", "--leave-claims"]);
    let agenda = home.on("2026-03-24").ok(&["meet", "agenda"]);
    assert!(agenda.contains("left over twice"), "{agenda}");
    let shown = home.on("2026-03-17").ok(&["meet", "show", "2"]);
    assert!(shown.contains("▅▃"), "{shown}");
    insta::assert_snapshot!(home.on("2026-03-17").ok(&["meet", "list"]), @r"
    2  Tue 17 Mar 2026  1 of 8 lines discussed · rated by Ada
    1  Tue 10 Mar 2026  2 of 6 lines discussed · 2 actions · 2 notes · rated by both
    ");
}

#[test]
fn actions_go_by_number_and_by_the_beginning_of_their_text() {
    let home = closed();
    insta::assert_snapshot!(hire(&home, &["meet", "actions"]), @r"
    [ ] 2  Grace  mail their lead (due Wed 11 Mar)
    [ ] 1  Ada    send the [readout](x) (due Mon 16 Mar)
    ");
    let done = hire(&home, &["meet", "done", "SEND"]);
    assert!(done.starts_with("Ada finished the action"), "{done}");
    let late = home.on("2026-03-13").ok(&["meet", "actions", "--all"]);
    insta::assert_snapshot!(late, @r"
    [x] 1  Ada    send the [readout](x) (done Tue 10 Mar)
    [ ] 2  Grace  mail their lead (was due Wed 11 Mar, 2 working days late)
    ");
    hire(&home, &["meet", "undone", "1"]);
    hire(&home, &["meet", "done", "2"]);
    for (wanted, code, said) in [
        ("2", 4, "that action is done already"),
        ("9", 3, "there is no action 9; the numbers go up to 2"),
        ("phone", 3, "there is no action ‘phone’"),
    ] {
        let message = refused(&home, code, &["meet", "done", wanted]);
        assert!(message.contains(said), "{message}");
    }
}

#[test]
fn an_action_is_changed_handed_outside_dropped_and_opened_again() {
    let home = closed();
    let minutes = hire(&home, &["meet", "minutes"]);
    hire(
        &home,
        &[
            "meet",
            "change",
            "send",
            "--text",
            "send a draft",
            "--outside",
            "Security team",
            "--due",
            "none",
        ],
    );
    hire(
        &home,
        &["meet", "drop", "mail", "--reason", "their lead came by"],
    );
    insta::assert_snapshot!(hire(&home, &["actions", "--all"]), @r#"
    [ ] 1  Security team  send a draft
    [-] 2  Grace          mail their lead (dropped Tue 10 Mar: their lead came by)
    "#);
    insta::assert_snapshot!(hire(&home, &["log", "-n", "2"]), @r#"
    20  Tue 10 Mar  Ada dropped the action: mail their lead · their lead came by
    19  Tue 10 Mar  Ada reworded the action to send a draft; gave the action to
                    Security team: send a draft; took the date off the action: send
                    a draft
    "#);
    insta::assert_snapshot!(hire(&home, &["actions", "--mine"]), @"No action of yours is open.");
    insta::assert_snapshot!(hire(&home, &["actions", "--late"]), @"No action is late.");
    // The minutes say what was agreed then.
    assert_eq!(hire(&home, &["meet", "minutes"]), minutes);
    let told: serde_json::Value =
        serde_json::from_str(&hire(&home, &["actions", "--all", "--json"])).unwrap();
    let action = &told["actions"][0];
    assert_eq!(action["party"], serde_json::Value::Null);
    assert_eq!(
        told["actions"][1]["dropped"]["reason"],
        "their lead came by"
    );
    hire(&home, &["meet", "undone", "mail"]);
    insta::assert_snapshot!(mentor(&home, &["actions", "--mine"]), @"  [ ] 2  Grace  mail their lead (due Wed 11 Mar)");
    for (code, args) in [
        (2, &["meet", "change", "1"][..]),
        (3, &["meet", "change", "1", "--owner", "Nobody"]),
        (4, &["meet", "change", "1", "--due", "2026-01-01"]),
        (4, &["meet", "undone", "1"]),
    ] {
        refused(&home, code, args);
    }
    insta::assert_snapshot!(refused(&home, 2, &["meet", "drop", "1", "--reason", ""]), @"onramp: the reason is empty; write something");
}

#[test]
fn the_status_and_the_summary_tell_of_the_1_1() {
    let home = closed();
    let status = hire(&home, &["status"]);
    let place = status.find("\n1:1\n").unwrap();
    insta::assert_snapshot!(&status[place..], @r"
    1:1
      next       Tue 17 Mar
      held       1 of the 9 wanted by day 90
      actions    1 of yours open: send the [readout](x) (due Mon 16 Mar)
    ");
    let summary = hire(&home, &["export"]);
    let place = summary.find("## 1:1s").unwrap();
    let section = summary[place..].split("\n## ").next().unwrap();
    insta::assert_snapshot!(section, @r"
    ## 1:1s

    - **Held:** 1 of the 9 wanted by day 90; the last one on Tue 10 Mar 2026
    - **Next:** Tue 17 Mar 2026
    ");
    for asked in [
        "- [ ] **Grace:** mail their lead (due Wed 11 Mar 2026)",
        r"- [ ] **Ada:** send the \[readout\](x) (due Mon 16 Mar 2026)",
        "> Which baseline?",
    ] {
        assert!(summary.contains(asked), "{summary}");
    }
}

#[test]
fn documents_name_their_formats() {
    let home = held();
    let json = |args: &[&str]| -> serde_json::Value {
        let text = hire(&home, &[args, &["--json"]].concat());
        serde_json::from_str(&text).unwrap()
    };
    for (args, format) in [
        (&["meet", "agenda"][..], "onramp.agenda/1"),
        (&["meet", "show"], "onramp.meeting/2"),
        (&["meet", "list"], "onramp.meetings/2"),
        (&["meet", "actions"], "onramp.actions/2"),
        (&["meet", "next"], "onramp.next-meeting/1"),
        (&["meet", "minutes"], "onramp.minutes/1"),
        (&["meet", "discuss", "2"], "onramp.change/2"),
        (&["meet", "close", "--leave-claims"], "onramp.change/2"),
        (&["remind"], "onramp.reminders/1"),
    ] {
        assert_eq!(json(args)["format"], format, "{args:?}");
    }
    let shown = json(&["meet", "show"]);
    assert_eq!(shown["meeting"]["ratings"][1]["gap"], 1);
    assert_eq!(shown["meeting"]["actions"][0]["due"], "2026-03-16");
    let status = json(&["status"]);
    assert_eq!(status["meetings"]["held"], 1);
    assert_eq!(status["meetings"]["wanted_early"], 9);
}

#[test]
fn two_1_1s_at_once_are_refused() {
    let home = prepared();
    hire(&home, &["meet", "start"]);
    insta::assert_snapshot!(refused(&home, 4, &["meet", "start", "--as", "Grace"]), @r"
    onramp: the 1:1 of Tue 10 Mar 2026 is open; close it first
    hint: `onramp meet agenda` prints where it is; `onramp meet close` closes it
    ");
}

#[test]
fn claims_are_answered_before_a_1_1_is_closed() {
    let home = held();
    insta::assert_snapshot!(refused(&home, 4, &["meet", "close"]), @r"
    onramp: 1 claim is not answered yet: 30.4 Find the quality gaps: data, logging, evaluation
    hint: `onramp confirm 30.4 --as Grace` or `onramp return 30.4 --as Grace` answers one; `onramp meet close --leave-claims` leaves them for later
    ");
    mentor(&home, &["return", "30.4", "--reason", "no numbers yet"]);
    mentor(&home, &["meet", "close"]);
    let minutes = hire(&home, &["meet", "minutes"]);
    assert!(minutes.contains("Grace returned 30.4"), "{minutes}");
}

#[test]
fn a_1_1_before_the_start_is_refused() {
    let home = Home::with_journey();
    let early = home.on("2026-02-27").fails(4, &["meet", "start"]);
    assert!(
        early.contains("the journey starts on Mon 2 Mar 2026"),
        "{early}"
    );
    home.ok(&["meet", "start"]);
    for args in [
        &["meet", "close", "--next", "2026-02-01"][..],
        &["meet", "next", "2026-02-01"],
        &[
            "meet",
            "action",
            "x",
            "--owner",
            "Ada",
            "--due",
            "2026-02-01",
        ],
    ] {
        let message = home.fails(4, args);
        let is_told = ["starts on Mon 2 Mar 2026", "Sun 1 Feb 2026 has passed"];
        assert!(
            is_told.iter().any(|told| message.contains(told)),
            "{message}"
        );
    }
    home.fails(2, &["meet", "next", "someday"]);
}

#[test]
fn ratings_go_from_1_to_5() {
    let home = Home::with_journey();
    home.ok(&["meet", "start"]);
    for wrong in ["0", "6", "-1", "300"] {
        let message = home.fails(2, &["meet", "rate", "4", wrong, "5"]);
        let said = format!("onramp: a rating goes from 1 to 5, not {wrong}\nhint: ");
        assert!(message.starts_with(&said), "{message}");
    }
}

#[test]
fn an_owner_who_takes_no_part_is_told_who_does() {
    let home = Home::with_journey();
    let message = home.fails(3, &["meet", "action", "x", "--owner", "Bob"]);
    insta::assert_snapshot!(message, @r"
    onramp: there is no person in this journey ‘Bob’
    hint: there are Ada, the hire; Grace, the mentor; Mary, the manager
    ");
    home.ok(&["edit", "--manager", ""]);
    let free = home.fails(3, &["meet", "action", "x", "--owner", "manager"]);
    assert!(free.contains("`onramp edit --manager NAME`"), "{free}");
}

#[test]
fn a_1_1_needs_a_mentor_and_is_not_the_managers() {
    let home = Home::with_journey();
    insta::assert_snapshot!(home.fails(4, &["meet", "start", "--as", "Mary"]), @r"
    onramp: Mary, the manager, cannot do that: a 1:1 is between Ada and the mentor
    hint: `--as Ada` or `--as Grace` acts as one of them
    ");
    home.ok(&["edit", "--mentor", ""]);
    insta::assert_snapshot!(home.fails(4, &["meet", "start"]), @r"
    onramp: no mentor is named, and a 1:1 needs one
    hint: `onramp edit --mentor NAME` names one
    ");
    let agenda = home.ok(&["meet", "agenda"]);
    assert!(agenda.contains("no mentor named yet"), "{agenda}");
}

#[test]
fn a_closed_1_1_is_read_only_and_takes_remarks() {
    let home = closed();
    insta::assert_snapshot!(refused(&home, 4, &["meet", "note", "too late"]), @r"
    onramp: no 1:1 is open; start one first
    hint: `onramp meet start` starts one; `--meeting 1` writes a remark on the last one
    ");
    for args in [&["meet", "discuss", "1"][..], &["meet", "close"]] {
        let message = refused(&home, 4, args);
        assert!(message.contains("no 1:1 is open"), "{message}");
    }
    hire(&home, &["meet", "note", "a remark", "--meeting", "1"]);
    let missing = refused(&home, 3, &["meet", "show", "7"]);
    assert!(missing.contains("the numbers go up to 1"), "{missing}");
}

#[test]
fn a_line_that_is_not_there_is_told_so() {
    let home = prepared();
    hire(&home, &["meet", "start"]);
    for (line, said) in [
        ("9", "there is no line 9 on the agenda; it goes up to 6"),
        ("0", "there is no line 0 on the agenda"),
        ("12m.1", "12m.1 is not on the agenda"),
        ("nowhere", "there is no goal ‘nowhere’"),
    ] {
        let message = refused(&home, 3, &["meet", "discuss", "1", line]);
        assert!(message.contains(said), "{message}");
        assert!(message.contains("`onramp meet agenda`"), "{message}");
    }
    let none = Home::new().run(&["meet", "agenda"]);
    assert_eq!(none.code, 3);
}

#[test]
fn nothing_is_copied_without_a_terminal() {
    let home = closed();
    let message = refused(&home, 1, &["meet", "minutes", "--copy"]);
    insta::assert_snapshot!(message, @r"
    onramp: the minutes can be copied through a terminal only, and there is none
    hint: leave --copy out to print them, or `-o FILE` writes a file
    ");
}

#[test]
fn a_note_on_a_private_point_stays_private() {
    let home = prepared();
    mentor(&home, &["meet", "start"]);
    let agenda = mentor(&home, &["meet", "agenda"]);
    let line = agenda
        .lines()
        .find(|line| line.contains("between us"))
        .unwrap();
    let number = line.split_whitespace().nth(2).unwrap();
    let said = mentor(&home, &["meet", "note", "later", "--on", number]);
    assert!(said.contains("Only Grace can read it."), "{said}");
    assert!(!hire(&home, &["meet", "show"]).contains("between us"));
}

#[cfg(unix)]
#[test]
fn a_terminal_is_asked_once_before_claims_stay_unanswered() {
    use crate::typed::on_a_terminal;
    let home = held().on(TUESDAY);
    let close = ["meet", "close"];
    let (code, shown) = on_a_terminal(&home, &close, "", "n\n");
    assert_eq!(code, 4, "{shown}");
    assert!(shown.contains("Close it all the same? (y/N)"), "{shown}");
    assert!(shown.contains("onramp: the 1:1 stays open"), "{shown}");
    let agenda = hire(&home, &["meet", "agenda"]);
    assert!(agenda.contains("· open"), "{agenda}");
    let (code, shown) = on_a_terminal(&home, &close, "", "y\n");
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("Ada closed the 1:1"), "{shown}");
}

#[cfg(unix)]
#[test]
fn minutes_are_copied_through_the_terminal() {
    let home = closed().on(TUESDAY);
    let args = ["meet", "minutes", "--copy"];
    let (code, shown) = crate::typed::on_a_terminal(&home, &args, "", "");
    assert_eq!(code, 0, "{shown}");
    // "# 1:1 no" in base64.
    assert!(shown.contains("\u{1b}]52;c;IyAxOjEgbm"), "{shown}");
    assert!(shown.contains("Copied the minutes"), "{shown}");
}

#[test]
fn a_check_in_is_for_the_next_1_1_and_shows_nobody_the_other_ones_numbers() {
    let home = Home::with_journey();
    insta::assert_snapshot!(hire(&home, &["check-in"]), @r#"
    Ada has not checked in yet.
    Grace has not checked in yet.
    Each reads the other's numbers once both have given theirs.
    "#);
    let args = [
        "check-in",
        "4",
        "2",
        "5",
        "--confidence-because",
        "five weeks without data",
    ];
    let point = ["--point", "Who decides on the budget?"];
    insta::assert_snapshot!(hire(&home, &[&args[..], &point].concat()), @"Ada checked in: role clarity 4, confidence 2, belonging 5 · confidence: five weeks without data. Grace has not rated yet.");
    let mentor_reads = |words: &[&str]| mentor(&home, words);
    for words in [
        &["log"][..],
        &["log", "--json"],
        &["status", "--json"],
        &["meet", "agenda"],
        &["remind"],
        &["journeys"],
        &["journeys", "--json"],
        &["check-in"],
    ] {
        let told = mentor_reads(words);
        assert!(!told.contains("five weeks"), "{words:?}: {told}");
        assert!(!told.contains("confidence 2"), "{words:?}: {told}");
    }
    insta::assert_snapshot!(mentor(&home, &["check-in", "4", "4", "4"]), @"Grace checked in: role clarity 4, confidence 4, belonging 4.");
    let told = mentor(&home, &["remind"]);
    assert!(
        told.contains("! confidence 2: ‘five weeks without data’"),
        "{told}"
    );
    for reader in ["Ada", "Mary"] {
        let told = hire(&home, &["remind", "--as", reader]);
        assert!(!told.contains("confidence"), "{reader}: {told}");
    }
    mentor(&home, &["meet", "start"]);
    let agenda = mentor(&home, &["meet", "agenda"]);
    assert!(agenda.contains("Signals, for you alone"), "{agenda}");
    assert!(!hire(&home, &["meet", "agenda"]).contains("Signals"));
    mentor(&home, &["meet", "discuss", "1"]);
    mentor(&home, &["meet", "close", "--leave-claims"]);
    let record = hire(&home, &["meet", "show"]);
    assert!(record.contains("five weeks without data"), "{record}");
    assert!(!record.contains("Signals"), "{record}");
}

#[test]
fn a_check_in_that_is_none_is_told_so() {
    let home = Home::with_journey();
    insta::assert_snapshot!(refused(&home, 2, &["check-in", "4", "6", "5"]), @r#"
    onramp: a rating goes from 1 to 5, not 6
    hint: three numbers from 1 to 5, ROLE_CLARITY CONFIDENCE BELONGING, such as `onramp meet rate 4 3 5`
    "#);
    insta::assert_snapshot!(refused(&home, 2, &["check-in", "--words", "fine"]), @r#"
    onramp: a sentence stands beside its number, and there are none
    hint: `onramp check-in ROLE_CLARITY CONFIDENCE BELONGING`, such as 4 3 5
    "#);
    insta::assert_snapshot!(refused(&home, 2, &["check-in", "4"]), @r#"
    onramp: a check-in has three numbers
    hint: `onramp check-in ROLE_CLARITY CONFIDENCE BELONGING`, such as 4 3 5
    "#);
}

#[test]
fn the_log_since_the_last_1_1_begins_on_its_day_or_on_the_first_day() {
    let home = Home::with_journey();
    let since = ["log", "--since", "last-1:1"];
    assert!(hire(&home, &since).contains("started the journey"));
    mentor(&home, &["meet", "start"]);
    mentor(&home, &["meet", "close"]);
    let told = hire(&home, &since);
    assert!(told.contains("closed the 1:1"), "{told}");
    assert!(!told.contains("started the journey"), "{told}");
}

#[test]
fn a_signal_that_was_talked_about_rests_in_every_list_until_something_new_is_said() {
    let home = Home::with_journey();
    hire(&home, &["check-in", "4", "2", "4"]);
    mentor(&home, &["check-in", "4", "3", "4"]);
    let lists = |day: &str| {
        let list = |words: &[&str]| home.on(day).ok(&[words, &["--as", "Grace"]].concat());
        [&["remind"][..], &["journeys"], &["meet", "agenda"]].map(list)
    };
    for told in lists(TUESDAY) {
        assert!(told.contains("confidence 2"), "{told}");
    }
    mentor(&home, &["meet", "start"]);
    let agenda = mentor(&home, &["meet", "agenda"]);
    let line = agenda
        .lines()
        .find(|line| line.contains("confidence 2"))
        .unwrap();
    let number = line
        .split_whitespace()
        .find(|word| word.parse::<u8>().is_ok());
    mentor(&home, &["meet", "discuss", number.unwrap()]);
    mentor(&home, &["meet", "close"]);
    for told in lists("2026-03-11") {
        assert!(!told.contains("confidence 2"), "{told}");
    }
    let again = ["check-in", "4", "2", "4", "--words", "It is the data"];
    home.on("2026-03-16").ok(&again);
    home.on("2026-03-16")
        .ok(&["check-in", "4", "3", "4", "--as", "Grace"]);
    for told in lists("2026-03-16") {
        assert!(told.contains("‘It is the data’"), "{told}");
    }
}

#[test]
fn the_whole_log_is_not_exported_to_whom_it_would_tell_the_other_side() {
    let home = Home::with_journey();
    let export = [
        "export", "--format", "json", "--for", "mentor", "--as", "Grace",
    ];
    hire(&home, &["check-in", "4", "2", "4"]);
    insta::assert_snapshot!(refused(&home, 2, &export), @r#"
    onramp: the log holds what the other side has rated for the next 1:1, and you have not rated yet
    hint: `onramp check-in` rates; without --for the export is for the manager and holds no ratings
    "#);
}
