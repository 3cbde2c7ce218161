//! What programs read: every document parses and says which one it is.

use serde_json::Value;

use crate::home::Home;

fn document(home: &Home, args: &[&str]) -> Value {
    let mut args = args.to_vec();
    args.push("--json");
    serde_json::from_str(&home.ok(&args)).unwrap()
}

#[test]
fn every_document_names_its_format() {
    let home = Home::with_trial_plan();
    for (args, format) in [
        (
            &[
                "start",
                "trial-scientist",
                "--name",
                "Ada",
                "--mentor",
                "Grace",
            ][..],
            "onramp.change/2",
        ),
        (&["claim", "30.1"], "onramp.change/2"),
        (&["undo"], "onramp.change/2"),
        (&["redo"], "onramp.change/2"),
        (&["edit", "--manager", "Mary"], "onramp.change/2"),
        (&["status"], "onramp.status/2"),
        (&["next"], "onramp.next/2"),
        (&["goals"], "onramp.goals/2"),
        (&["show", "30.1"], "onramp.goal/2"),
        (&["log"], "onramp.log/1"),
        (&["journeys"], "onramp.journeys/3"),
        (&["doctor"], "onramp.doctor/2"),
        (&["paths"], "onramp.paths/1"),
        (&["rules"], "onramp.rules/1"),
        (&["plan", "list"], "onramp.plans/1"),
        (&["plan", "show", "applied-scientist"], "onramp.plan/1"),
    ] {
        assert_eq!(document(&home, args)["format"], format, "{args:?}");
    }
}

/// Returns a document with what differs from run to run left out.
fn steady(text: &str) -> String {
    let is_id = |part: &str| part.len() == 36 && part.matches('-').count() == 4;
    let parts = text.split('"').map(|part| match is_id(part) {
        true => "ID",
        false => part,
    });
    let text = parts.collect::<Vec<_>>().join("\"");
    let lines = text.lines().filter(|line| !line.contains("\"clock\""));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn documents_stay_as_they_are_byte_for_byte() {
    let home = Home::new();
    std::fs::create_dir_all(home.path("plans")).unwrap();
    let mut told = vec![home.ok(&["plan", "new", "plans/tester.toml", "--json"])];
    for command in [
        "start tester --name Ada --mentor Grace --context remote",
        "claim 30.1",
        "return 30.1 --reason more --as Grace",
        "tick first-change reviewed",
        "block first-change --on IT --for access",
        "defer 30.1 2026-04-15 --reason ill --agreed Grace",
        "meet start",
        "meet action write --owner Grace --due 2026-03-05",
        "meet put-off 1",
        "meet close --next 2026-03-09",
        "gate start 30 --as Grace",
        "gate answer 30.1 not-done --why late --as Grace",
    ] {
        home.ok(&command.split(' ').collect::<Vec<_>>());
    }
    let file = home.path("plans/tester.toml");
    let plan = std::fs::read_to_string(&file).unwrap();
    let plan = plan.replacen("edition = 1", "edition = 2", 1);
    let plan = plan.replace("\"meet-the-team\"", "\"meet-them\"");
    std::fs::write(&file, plan).unwrap();
    for command in [
        "plan check plans/tester.toml",
        "plan show tester",
        "plan show tester contexts",
        "plan show tester people",
        "plan diff",
        "show 30.1",
        "show first-change",
        "meet agenda",
        "meet show 1",
        "gate show",
        "gate list",
    ] {
        let mut args: Vec<&str> = command.split(' ').collect();
        args.push("--json");
        told.push(format!("$ {command}\n{}", steady(&home.ok(&args))));
    }
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn the_numbers_are_those_of_the_screens() {
    let home = Home::with_journey();
    home.ok(&["claim", "30.1"]);
    let status = document(&home, &["status", "--today", "2026-03-16"]);
    assert_eq!(status["day"], 15);
    assert_eq!(status["due"], "2026-03-31");
    assert_eq!(status["so_far"]["done"], 1);
    assert_eq!(status["so_far"]["counted"], 5);
    let expected = status["so_far"]["expected"].as_f64().unwrap();
    let text = home.ok(&["status", "--today", "2026-03-16"]);
    assert!(
        text.contains(&format!("1 of 5 by day 30, expected {expected:.1}")),
        "{text}"
    );
    assert_eq!(status["pace"]["kind"], "too_early");
    assert_eq!(status["health"], "off_track");
    assert_eq!(status["claimed"][0]["number"], "30.1");
}

#[test]
fn a_private_note_is_for_its_author_only() {
    let home = Home::with_journey();
    home.ok(&["note", "30.1", "between us", "--private", "--as", "Grace"]);
    home.ok(&[
        "note",
        "journey",
        "between us too",
        "--private",
        "--as",
        "Grace",
    ]);
    for args in [
        &["status"][..],
        &["goals"],
        &["next"],
        &["show", "30.1"],
        &["log"],
        &["export"],
    ] {
        for actor in ["Ada", "Mary"] {
            let mut args = args.to_vec();
            args.extend(["--as", actor]);
            assert!(!home.ok(&args).contains("between us"), "{args:?}");
            if args[0] != "export" {
                args.push("--json");
                assert!(!home.ok(&args).contains("between us"), "{args:?}");
            }
        }
    }
    let own = document(&home, &["show", "30.1", "--as", "Grace"]);
    assert_eq!(own["goal"]["notes_written"][0]["text"], "between us");
    assert!(!home.ok(&["export", "--as", "Grace"]).contains("between us"));
    let undone = home.ok(&["undo", "--as", "Grace"]);
    assert!(
        undone.starts_with("Grace undid: noted on the journey"),
        "{undone}"
    );
    assert!(!home.ok(&["export", "--as", "Grace"]).contains("between us"));
}

#[test]
fn colours_come_only_when_asked_for() {
    let home = Home::with_journey();
    assert!(!home.ok(&["status"]).contains('\u{1b}'));
    assert!(
        home.ok(&["status", "--color", "always"])
            .contains("\u{1b}[1m")
    );
    let mut plain = home.command(&["status"]);
    assert!(
        !home
            .finish(plain.env_remove("NO_COLOR"))
            .out
            .contains('\u{1b}')
    );
}

#[test]
fn the_program_tells_about_itself() {
    let home = Home::new();
    assert!(
        home.ok(&["completions", "zsh"])
            .starts_with("#compdef onramp")
    );
    assert!(home.ok(&["man"]).contains(".TH onramp"));
    assert!(home.ok(&["rules"]).starts_with("due dates"));
    assert!(home.ok(&["--version"]).starts_with("onramp "));
    assert!(home.ok(&["help"]).contains("Start a journey"));
    let plan = home.ok(&["plan", "show", "applied-scientist"]);
    assert!(plan.contains("Mission") && plan.contains("12m.4"), "{plan}");
    assert!(home.ok(&["paths"]).contains("onramp.db"));
}

#[test]
fn the_log_says_as_data_what_a_change_set() {
    let home = Home::with_journey();
    home.ok(&["claim", "30.1"]);
    home.ok(&["return", "30.1", "--reason", "Half of it", "--as", "Grace"]);
    let agreed = ["--reason", "Later", "--agreed", "Grace"];
    home.ok(&[&["defer", "30.2", "2026-05-22"], &agreed[..]].concat());
    home.ok(&[&["waive", "30.3"], &agreed[..]].concat());
    home.ok(&["block", "30.4", "--on", "Ops", "--for", "access"]);
    home.ok(&["note", "30.5", "Mine alone", "--private"]);
    home.ok(&["undo"]);
    home.ok(&[
        "leave",
        "2026-03-09",
        "2026-03-10",
        "--reason",
        "Private matter",
    ]);
    let document: Value = serde_json::from_str(&home.ok(&["log", "--json"])).unwrap();
    let rows = document["changes"].as_array().unwrap().iter();
    let told: Vec<String> = rows
        .map(|row| format!("{} {}", row["verb"], row["changed"]))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    "leave" [{"after":"2026-03-09/2026-03-10","agreed":null,"before":null,"goal":null,"reason":null,"what":"leave"}]
    "undo" []
    "note" []
    "block" [{"after":"Ops","agreed":null,"before":null,"goal":"quality-gaps","reason":"access","what":"blocker"}]
    "waive" [{"after":"waived","agreed":"Grace","before":null,"goal":"reproduce-a-model","reason":"Later","what":"waiver"}]
    "defer" [{"after":"2026-05-22","agreed":"Grace","before":null,"goal":"access","reason":"Later","what":"due"}]
    "return" [{"after":"active","agreed":null,"before":"claimed","goal":"product-and-kpis","reason":"Half of it","what":"state"}]
    "claim" [{"after":"claimed","agreed":null,"before":null,"goal":"product-and-kpis","reason":null,"what":"state"}]
    "start" []
    "#);
}

#[test]
fn the_help_of_a_command_begins_with_what_the_list_says_of_it() {
    let home = Home::new();
    let list = home.ok(&["--help"]);
    let (_, list) = list.split_once("Commands:\n").unwrap();
    let rows = list.lines().take_while(|line| !line.is_empty());
    let rows: Vec<&str> = rows.filter(|line| !line.starts_with("   ")).collect();
    assert!(rows.len() > 30);
    for row in rows {
        let (command, about) = row.trim().split_once(' ').unwrap();
        if command != "help" {
            let help = home.ok(&[command, "--help"]);
            let first: String = help.lines().next().unwrap().chars().take(30).collect();
            assert!(about.trim().starts_with(&first), "{command}: {first}");
        }
    }
}
