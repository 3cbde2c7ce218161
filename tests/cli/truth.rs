//! What the record says is what happened: texts of then, consequences, consent, names, undo, and what is
//! for one reader alone.

use insta::assert_snapshot;
use serde_json::Value;

use super::editions::{edit, home_with_own_plan};
use super::home::Home;

fn json(home: &Home, args: &[&str]) -> Value {
    let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
    serde_json::from_str(&home.ok(&args)).unwrap()
}

#[test]
fn a_claim_and_a_tick_on_a_text_that_changed_are_marked() {
    let home = home_with_own_plan();
    home.ok(&["claim", "30.1"]);
    home.ok(&["tick", "first-change", "reviewed"]);
    edit(
        &home,
        &[
            ("edition = 1", "edition = 2"),
            ("Meet everybody you will work with", "Meet the team"),
            (REVIEWED, "Two people reviewed it"),
        ],
    );
    home.ok(&["plan", "update", "--yes", "--agreed", "Grace"]);
    let was = "changed since it was claimed (was: Meet everybody you will work with)";
    let shown = home.ok(&["show", "30.1"]);
    assert!(folded(&shown).contains(&format!("≠ {was}")), "{shown}");
    assert!(folded(&home.ok(&["goals"])).contains(was));
    assert!(folded(&home.ok(&["meet", "agenda"])).contains(was));
    assert!(home.ok(&["export"]).contains(was));
    home.ok(&["gate", "start", "30", "--as", "Grace"]);
    assert!(folded(&home.ok(&["gate", "show", "30"])).contains(was));
    assert!(home.ok(&["gate", "export", "30"]).contains(was));
    let goal = json(&home, &["show", "30.1"]);
    assert_eq!(
        goal["goal"]["changed"],
        serde_json::json!({"since": "claimed", "was": "Meet everybody you will work with"})
    );
    let number = json(&home, &["show", "first-change"])["goal"]["number"].clone();
    let listed = folded(&home.ok(&["goals"]));
    assert!(
        listed.contains("1 tick to look at again"),
        "{number} {listed}"
    );
    let ticked = folded(&home.ok(&["show", "first-change"]));
    assert!(
        ticked.contains("≠ changed since it was ticked (was: "),
        "{ticked}"
    );
    home.ok(&["tick", "first-change", "reviewed"]);
    let renewed = home.ok(&["show", "first-change"]);
    assert!(!renewed.contains('≠'), "{renewed}");
    home.ok(&["unclaim", "30.1"]);
    home.ok(&["claim", "30.1"]);
    assert!(!home.ok(&["show", "30.1"]).contains('≠'));
}

#[test]
fn a_ticked_criterion_that_left_the_plan_is_shown_and_asked_for_no_more() {
    let home = home_with_own_plan();
    home.ok(&["tick", "first-change", "reviewed"]);
    let criterion = format!("{{ slug = \"reviewed\", text = \"{REVIEWED}\" }},");
    edit(&home, &[("edition = 1", "edition = 2"), (&criterion, "")]);
    let diff = home.ok(&["plan", "diff"]);
    assert!(diff.contains(&format!("- {REVIEWED}")), "{diff}");
    home.ok(&["plan", "update", "--yes"]);
    let shown = home.ok(&["show", "first-change"]);
    assert!(shown.contains("0 of 1 parts"), "{shown}");
    assert!(shown.contains("† no longer in the plan"), "{shown}");
    let criteria = json(&home, &["show", "first-change"])["goal"]["criteria"].clone();
    assert_eq!(criteria[1]["dropped"], true, "{criteria}");
    assert!(home.ok(&["doctor"]).contains("exactly the rows"));
    home.ok(&["tick", "first-change", "live"]);
    home.ok(&["untick", "first-change", "reviewed"]);
    assert!(!home.ok(&["show", "first-change"]).contains(REVIEWED));
    home.fails(3, &["tick", "first-change", "reviewed"]);
    home.ok(&["claim", "first-change"]);
}

#[test]
fn a_claim_on_ticks_of_another_text_is_marked_until_they_are_renewed() {
    let home = home_with_own_plan();
    home.ok(&["tick", "first-change", "reviewed"]);
    home.ok(&["tick", "first-change", "live"]);
    edit(
        &home,
        &[
            ("edition = 1", "edition = 2"),
            (REVIEWED, "Two people reviewed it"),
        ],
    );
    home.ok(&["plan", "update", "--yes"]);
    home.ok(&["claim", "first-change"]);
    let again = "1 tick to look at again";
    for args in [&["goals"][..], &["meet", "agenda"]] {
        let told = folded(&home.ok(args));
        assert!(told.contains(again), "{told}");
    }
    home.ok(&["confirm", "first-change", "--as", "Grace"]);
    assert!(!home.ok(&["goals"]).contains(again));
}

#[test]
fn a_text_that_changed_is_on_the_agenda_until_it_was_talked_about() {
    let home = home_with_own_plan();
    home.ok(&["claim", "30.1"]);
    home.ok(&["confirm", "30.1", "--as", "Grace"]);
    home.ok(&["tick", "first-change", "reviewed"]);
    edit(
        &home,
        &[
            ("edition = 1", "edition = 2"),
            ("Meet everybody you will work with", "Meet the team"),
            (REVIEWED, "Two people reviewed it"),
        ],
    );
    home.ok(&["plan", "update", "--yes"]);
    let agenda = || folded(&home.ok(&["meet", "agenda"]));
    assert_snapshot!(agenda(), @"Agenda of the next 1:1 · Ada and Grace · no day agreed Since Mon 2 Mar + 1 confirmed: 30.1 Meet the team · 1 part ticked on 60.1 · 1 begun: 60.1 Ship a first change Changed in the plan [ ] 1 30.1 Meet the team changed since it was confirmed (was: Meet everybody you will work with) [ ] 2 60.1 Ship a first change 1 tick to look at again");
    home.ok(&["meet", "start"]);
    home.ok(&["meet", "discuss", "1"]);
    home.ok(&["meet", "discuss", "2"]);
    home.ok(&["meet", "close"]);
    let later = agenda();
    assert!(
        !later.contains("] 1 30.1") && later.contains("1 tick to look at again"),
        "{later}"
    );
}

#[test]
fn an_action_that_somebody_finished_is_not_undone_from_below() {
    let home = Home::with_journey();
    home.ok(&["meet", "start", "--as", "Grace"]);
    home.ok(&["meet", "action", "Read", "--owner", "hire", "--as", "Grace"]);
    home.ok(&["meet", "done", "1"]);
    let refused = home.fails(4, &["undo", "--as", "Grace"]);
    assert!(refused.contains("Ada"), "{refused}");
    assert!(refused.contains("finished the action: Read"), "{refused}");
    assert!(home.ok(&["undo"]).contains("finished the action: Read"));
    home.ok(&["undo", "--as", "Grace"]);
}

#[test]
fn a_private_reason_of_a_leave_stays_with_its_author() {
    let home = Home::with_journey();
    let leave = [
        "leave",
        "2026-03-16",
        "2026-03-17",
        "--reason",
        "surgery",
        "--private",
    ];
    home.ok(&[&leave[..], &["--as", "Grace"]].concat());
    for args in [&["leave", "list"][..], &["log", "show", "2"]] {
        let own = home.ok(&[args, &["--as", "Grace"]].concat());
        assert!(own.contains("surgery"), "{own}");
    }
    home.ok(&["edit", "--mentor", "Barbara"]);
    for reader in ["Ada", "Barbara", "Mary"] {
        for args in [
            &["log"][..],
            &["log", "show", "2"],
            &["leave", "list"],
            &["export"],
        ] {
            for json in [&[][..], &["--json"]] {
                let args = [args, json, &["--as", reader]].concat();
                if args.contains(&"export") && args.contains(&"--json") {
                    continue;
                }
                let told = home.ok(&args);
                assert!(!told.contains("surgery"), "{args:?}: {told}");
            }
        }
    }
}

const REVIEWED: &str = "Somebody has reviewed it";

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_follows_from_an_act_is_said_when_it_happens() {
    let home = Home::with_journey();
    home.ok(&["block", "30.1", "--on", "IT", "--for", "a laptop"]);
    let said = [
        home.ok(&["claim", "30.1"]),
        home.ok(&["unclaim", "30.1"]),
        home.ok(&["begin", "30.2"]),
        home.ok(&["unbegin", "30.2"]),
    ];
    assert_snapshot!(said.concat(), @r"
    Ada claimed 30.1 Learn the product, its users and the KPIs ML moves; ended the wait on IT. 1 of 5 done by day 30, expected 0.0. Grace has it to confirm.
    Ada took back the claim of 30.1 Learn the product, its users and the KPIs ML moves; it waits on IT again. 0 of 5 done by day 30, expected 0.0.
    Ada began 30.2 Get access to data, logs and the experiment platforms. 0 of 5 done by day 30, expected 0.0.
    Ada took back the beginning of 30.2 Get access to data, logs and the experiment platforms. 0 of 5 done by day 30, expected 0.0.
    ");
    let again = home.fails(4, &["unbegin", "30.2"]);
    assert!(again.contains("30.2 is not begun"), "{again}");
    let log = folded(&home.ok(&["log"]));
    assert!(log.contains("; ended the wait on IT"), "{log}");
    assert!(log.contains("; it waits on IT again"), "{log}");
    let undone = home.ok(&["undo", "4"]);
    assert!(undone.contains("undid: took back the claim"), "{undone}");
    assert!(
        undone.contains("; ended the wait on IT") && !undone.contains("again"),
        "{undone}"
    );
    let undone = home.ok(&["undo", "3"]);
    assert!(
        undone.contains("; it waits on IT again") && !undone.contains("ended"),
        "{undone}"
    );
}

#[test]
fn what_the_hire_agrees_alone_waits_for_the_mentor() {
    let home = Home::with_journey();
    assert_snapshot!(home.ok(&["waive", "30.4", "--reason", "done elsewhere", "--agreed", "Ada"]), @"Ada waived 30.4 Find the quality gaps: data, logging, evaluation: done elsewhere (Ada agreed); Grace will see it in the next 1:1. 0 of 4 done by day 30, expected 0.0.");
    home.ok(&[
        "defer",
        "30.5",
        "day 40",
        "--reason",
        "late data",
        "--agreed",
        "Joan",
    ]);
    home.ok(&[
        "defer",
        "30.3",
        "day 40",
        "--reason",
        "late data",
        "--agreed",
        "Grace",
    ]);
    assert_snapshot!(home.ok(&["meet", "agenda", "--as", "Grace"]), @r"
    Agenda of the next 1:1 · Ada and Grace · no day agreed

    Agreed without the mentor
      [ ] 1  30.4 Find the quality gaps: data, logging, evaluation
             waived: done elsewhere (Ada agreed)
      [ ] 2  30.5 Map your partners and set a rhythm with each
             moved to Fri 10 Apr 2026: late data (Joan agreed)
    ");
    let refused = home.fails(4, &["acknowledge", "30.4"]);
    assert!(
        refused.contains("hint: `onramp acknowledge 30.4 --as Grace`"),
        "{refused}"
    );
    let waiver = || json(&home, &["show", "30.4"])["goal"]["waiver"]["acknowledged"].clone();
    assert_eq!(waiver()["state"], "wanted");
    assert_snapshot!(home.ok(&["acknowledge", "30.4", "--as", "Grace"]), @"Grace acknowledged the agreement on 30.4 Find the quality gaps: data, logging, evaluation: done elsewhere (Ada agreed). 0 of 4 done by day 30, expected 0.0.");
    assert_eq!(waiver()["state"], "given");
    assert_eq!(waiver()["by"], "Grace");
    let shown = folded(&home.ok(&["show", "30.4"]));
    assert!(shown.contains("acknowledged by Grace Mon 2 Mar"), "{shown}");
    let agenda = home.ok(&["meet", "agenda", "--as", "Grace"]);
    assert!(
        !agenda.contains("30.4") && agenda.contains("30.5"),
        "{agenda}"
    );
    let nothing = home.fails(4, &["acknowledge", "30.3", "--as", "Grace"]);
    assert!(
        nothing.contains("nothing agreed on 30.3 has to be acknowledged"),
        "{nothing}"
    );
}

#[test]
fn an_agreement_stays_on_the_agenda_through_a_1_1_until_it_is_acknowledged() {
    let home = Home::with_journey();
    home.ok(&[
        "waive",
        "30.4",
        "--reason",
        "done elsewhere",
        "--agreed",
        "Ada",
    ]);
    home.ok(&["meet", "start"]);
    home.ok(&["meet", "discuss", "1"]);
    home.ok(&["meet", "close"]);
    let next = home.ok(&["meet", "agenda"]);
    assert!(next.contains("30.4"), "{next}");
    home.ok(&["meet", "start"]);
    home.ok(&["acknowledge", "30.4", "--as", "Grace"]);
    let open = home.ok(&["meet", "agenda"]);
    assert!(open.contains("acknowledged"), "{open}");
    home.ok(&["meet", "close"]);
    assert!(!home.ok(&["meet", "agenda"]).contains("30.4"));
}

#[test]
fn another_mentor_is_another_person_and_a_corrected_name_is_not() {
    let home = Home::with_journey();
    home.ok(&["note", "30.1", "my secret", "--private", "--as", "Grace"]);
    assert_snapshot!(home.ok(&["edit", "--mentor", "Barbara Liskov"]), @"Ada named Barbara Liskov as the mentor in place of Grace. Taking part: Ada, the hire; Barbara Liskov, the mentor; Mary, the manager. Barbara Liskov is the mentor now and cannot read what Grace kept private. If that is the same person, spelled right: `onramp undo`, then `onramp edit --mentor 'Barbara Liskov' --same-person`.");
    assert!(
        !home
            .ok(&["show", "30.1", "--as", "mentor"])
            .contains("secret")
    );
    home.ok(&["undo"]);
    assert_snapshot!(home.ok(&["edit", "--mentor", "Grace H", "--same-person"]), @"Ada corrected the name Grace to Grace H. Taking part: Ada, the hire; Grace H, the mentor; Mary, the manager.");
    assert!(
        home.ok(&["show", "30.1", "--as", "mentor"])
            .contains("my secret")
    );
    home.ok(&["edit", "--mentor", "Barbara Liskov"]);
    assert_snapshot!(home.ok(&["edit", "--mentor", "grace h"]), @"Ada named Grace H as the mentor in place of Barbara Liskov. Taking part: Ada, the hire; Grace H, the mentor; Mary, the manager. Grace H took part before and is the same person: the private notes of then can be read again.");
    assert!(
        home.ok(&["show", "30.1", "--as", "mentor"])
            .contains("my secret")
    );
}

#[test]
fn a_1_1_keeps_the_names_of_its_day() {
    let home = Home::with_journey();
    home.ok(&["meet", "start"]);
    home.ok(&["meet", "rate", "4", "3", "5", "--as", "Grace"]);
    home.ok(&["meet", "action", "Ask around", "--owner", "Grace"]);
    home.ok(&["meet", "close"]);
    home.ok(&["edit", "--mentor", "Barbara"]);
    for args in [
        ["meet", "show", "1"].as_slice(),
        &["meet", "minutes", "1"],
        &["meet", "list"],
        &["meet", "actions"],
        &["meet", "show", "1", "--json"],
    ] {
        let said = home.ok(args);
        assert!(said.contains("Grace"), "{args:?} {said}");
        let said = said.replace("\"mentor\": \"Barbara\",\n    \"manager\"", "");
        assert!(!said.contains("Barbara"), "{args:?} {said}");
    }
}

#[test]
fn an_undo_names_what_stands_on_the_change_and_what_to_type_instead() {
    let home = Home::with_journey();
    home.ok(&["begin", "30.3"]);
    home.ok(&["claim", "30.2"]);
    home.ok(&["confirm", "30.2", "--as", "Grace"]);
    assert_snapshot!(home.fails(4, &["undo"]), @r"
    onramp: a later change of Grace, the mentor, of Mon 2 Mar 2026, stands on it
    hint: that is change 4, confirmed 30.2 Get access to data, logs and the experiment platforms; `onramp undo 2` takes back your newest change that nothing stands on
    ");
    home.ok(&["undo", "2"]);
    assert_snapshot!(home.fails(4, &["undo"]), @r"
    onramp: a later change of Grace, the mentor, of Mon 2 Mar 2026, stands on it
    hint: that is change 4, confirmed 30.2 Get access to data, logs and the experiment platforms; nothing of yours can be taken back before it
    ");
    home.ok(&["undo", "4", "--as", "Grace"]);
    home.ok(&["undo"]);
}

#[test]
fn a_claim_that_was_made_anew_is_not_undone_from_below() {
    let home = Home::with_journey();
    home.ok(&["claim", "30.2"]);
    home.ok(&["unclaim", "30.2"]);
    home.ok(&["claim", "30.2"]);
    assert_snapshot!(home.fails(4, &["undo", "2"]), @r"
    onramp: a later change of Ada, the hire, of Mon 2 Mar 2026, stands on it
    hint: that is change 4, claimed 30.2 Get access to data, logs and the experiment platforms; `onramp undo 4` takes it back first
    ");
    for _ in 0..3 {
        home.ok(&["undo"]);
    }
    assert_eq!(json(&home, &["show", "30.2"])["goal"]["state"], "open");
}

#[test]
fn nothing_tells_others_that_something_private_was_written() {
    let [with, without] = [true, false].map(|private| {
        let home = Home::with_journey();
        let own = |args: &[&str]| {
            if private {
                home.ok(args);
            }
        };
        own(&["note", "30.1", "hidden one", "--private", "--question"]);
        home.ok(&["meet", "point", "Shared", "--as", "Grace"]);
        own(&["meet", "point", "hidden two", "--private"]);
        home.ok(&["claim", "30.2"]);
        home.ok(&["meet", "start"]);
        own(&["meet", "note", "hidden three", "--private"]);
        own(&["undo"]);
        home.ok(&["confirm", "30.2", "--as", "Grace"]);
        home.ok(&["meet", "close", "--leave-claims"]);
        home
    });
    for reader in ["Grace", "Mary"] {
        for args in [
            ["log"].as_slice(),
            &["status"],
            &["goals"],
            &["show", "30.1"],
            &["meet", "agenda"],
            &["meet", "list"],
            &["meet", "show", "1"],
            &["meet", "minutes", "1"],
            &["export"],
            &["remind"],
        ] {
            let args: Vec<&str> = args.iter().copied().chain(["--as", reader]).collect();
            let (with, without) = (with.run(&args), without.run(&args));
            assert_eq!(with, without, "{args:?}");
            assert!(!with.out.contains("hidden"), "{args:?}");
        }
    }
    let numbers = |log: &Value| {
        let changes = log["changes"].as_array().unwrap().iter();
        changes
            .map(|line| line["number"].clone())
            .collect::<Vec<_>>()
    };
    let as_mentor = |home: &Home| numbers(&json(home, &["log", "--as", "Grace"]));
    assert_eq!(as_mentor(&with), as_mentor(&without));
}

#[test]
fn what_is_said_in_a_1_1_is_for_hire_and_mentor() {
    let home = Home::with_journey();
    let point = home.ok(&["meet", "point", "Career"]);
    assert!(point.ends_with("You and Grace can read it.\n"), "{point}");
    home.ok(&["meet", "start"]);
    let note = home.ok(&["meet", "note", "between us", "--as", "Grace"]);
    assert!(note.ends_with("You and Ada can read it.\n"), "{note}");
    home.ok(&["meet", "close"]);
    assert!(home.ok(&["meet", "agenda"]).contains("Career"));
    assert!(home.ok(&["meet", "show", "1"]).contains("between us"));
    for args in [
        ["log", "--as", "Mary"].as_slice(),
        &["meet", "agenda", "--as", "Mary"],
        &["meet", "show", "1", "--as", "Mary"],
        &["export"],
    ] {
        let said = home.ok(args);
        assert!(
            !said.contains("Career") && !said.contains("between us"),
            "{said}"
        );
    }
}

#[test]
fn notes_on_a_goal_that_left_are_kept_for_their_author() {
    let home = home_with_own_plan();
    home.ok(&["note", "first-change", "my own words", "--private"]);
    edit(
        &home,
        &[
            ("edition = 1", "edition = 2"),
            ("slug = \"first-change\"", "slug = \"a-change\""),
        ],
    );
    home.ok(&["plan", "update", "--yes", "--agreed", "Grace"]);
    assert_snapshot!(home.ok(&["show", "first-change"]), @r"
    first-change
      no longer in the plan; your notes on it are kept

    Notes
      Mon 2 Mar · Ada · private
        my own words
    ");
    let document = json(&home, &["show", "first-change"]);
    assert_eq!(document["notes_written"][0]["text"], "my own words");
    let theirs = home.fails(3, &["show", "first-change", "--as", "Grace"]);
    assert!(!theirs.contains("own"), "{theirs}");
    let reminder = "`onramp show first-change` prints them";
    assert!(folded(&home.ok(&["goals"])).contains(reminder));
    assert!(!folded(&home.ok(&["goals", "--as", "Grace"])).contains(reminder));
}

#[test]
fn a_mentor_is_not_replaced_in_an_open_1_1() {
    let home = Home::with_journey();
    home.ok(&["meet", "start"]);
    let refused = home.fails(4, &["edit", "--mentor", "Barbara"]);
    assert_snapshot!(refused, @r"onramp: a 1:1 is open and keeps who took part; close it first");
    home.ok(&["edit", "--mentor", "Grace Hopper", "--same-person"]);
    home.ok(&["meet", "close"]);
    home.ok(&["edit", "--mentor", "Barbara"]);
}

#[test]
fn what_is_entered_late_says_so_and_is_new_on_the_day_it_is_entered() {
    let home = Home::with_journey();
    home.ok(&["claim", "30.1"]);
    let late = home.on("2026-05-12");
    late.ok(&["claim", "30.2", "--today", "2026-04-20"]);
    let said = "(entered Tue 12 May for Mon 20 Apr)";
    for args in [
        &["log"][..],
        &["log", "show", "3"],
        &["log", "--since", "2026-05-01"],
    ] {
        let told = folded(&late.ok(args));
        assert!(told.contains(said), "{args:?}: {told}");
    }
    let moved = late.ok(&["export", "--since", "2026-05-01"]);
    assert!(
        moved.contains(said) && !moved.contains("claimed 30.1"),
        "{moved}"
    );
    assert_eq!(json(&late, &["log"])["changes"][0]["entered"], "2026-05-12");
}

#[test]
fn a_hire_who_is_named_as_the_manager_too_agrees_with_nobody() {
    let home = Home::with_journey();
    home.ok(&["edit", "--manager", "Ada"]);
    home.ok(&[
        "waive", "30.3", "--reason", "x", "--agreed", "manager", "--as", "Ada",
    ]);
    let agenda = home.ok(&["meet", "agenda"]);
    assert!(agenda.contains("Agreed without the mentor"), "{agenda}");
}

#[test]
fn a_mentor_who_names_somebody_says_whether_that_is_another_person() {
    let home = Home::with_journey();
    home.ok(&["note", "30.1", "mine", "--private", "--as", "Grace"]);
    let asked = home.fails(2, &["edit", "--mentor", "Grace Hopper", "--as", "Grace"]);
    assert_snapshot!(asked, @r"
    onramp: you are the mentor; is Grace Hopper you, or another person?
    hint: `--same-person` corrects your name; `--another-person` gives the place away, and with it what you may do
    ");
    home.fails(2, &["edit", "--mentor", "", "--as", "Grace"]);
    let rename = [
        "edit",
        "--mentor",
        "Grace Hopper",
        "--same-person",
        "--as",
        "Grace",
    ];
    home.ok(&rename);
    assert!(
        home.ok(&["show", "30.1", "--as", "mentor"])
            .contains("mine")
    );
    home.ok(&[
        "edit",
        "--mentor",
        "Barbara",
        "--another-person",
        "--as",
        "mentor",
    ]);
    assert!(
        !home
            .ok(&["show", "30.1", "--as", "Barbara"])
            .contains("mine")
    );
    let gone = home.fails(4, &["undo", "3", "--as", "Barbara"]);
    assert!(gone.contains("no longer takes part"), "{gone}");
}

#[test]
fn an_undo_gives_nobody_the_name_of_another() {
    let home = Home::with_journey();
    home.ok(&["edit", "--manager", "Radia", "--same-person"]);
    home.ok(&["edit", "--name", "Mary", "--as", "Grace"]);
    let refused = home.fails(4, &["undo", "--as", "hire"]);
    assert!(
        refused.contains("two people would be called Mary"),
        "{refused}"
    );
}

#[test]
fn a_private_note_of_a_1_1_that_was_taken_back_is_undone_all_the_same() {
    let home = Home::with_journey();
    home.ok(&["meet", "start"]);
    home.ok(&["meet", "note", "mine", "--private", "--as", "Grace"]);
    home.ok(&["undo"]);
    home.ok(&["undo", "--as", "Grace"]);
    assert!(home.ok(&["doctor"]).contains("exactly the rows"));
}
