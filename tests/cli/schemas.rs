//! The schemas of the documents: every document that the program prints has one, and keeps to it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::home::Home;

/// Commands that give every document there is, those that change something first.
const COMMANDS: &str = "\
plan new plans/tester.toml
start tester --name Ada --mentor Grace --context remote
claim 30.1
return 30.1 --reason more --as Grace
tick first-change reviewed
block first-change --on IT --for access
defer 30.1 2026-04-15 --reason ill --agreed Grace
evidence 30.1 https://example.org
note 30.1 text
meet start
meet agenda
meet point point
meet action write --owner Grace --due 2026-03-05
meet rate 4 3 5
meet next 2026-03-09
meet next
meet close --leave-claims
meet list
meet show
actions --all
meet trend
meet minutes
gate start 30 --as Grace
gate answer 30.1 not-done --why late --as Grace
gate verdict extend --leave-ungraded --to 2026-05-04 --reason ill --summary fine --as Grace
gate show
gate list
plan list
plan show tester
plan show tester contexts
plan show tester people
plan check plans/tester.toml
plan diff
status
next
goals
show 30.1
show first-change
log
log show 1
journeys
remind --as Grace
rules
doctor
paths
schema
leave 2026-06-01 2026-06-05
leave list
holidays list
holidays import days.ics
week
conflicts
exchange write all.jsonl
exchange take all.jsonl
exchange status
backup list
export
import journey.json
claim nothing
statsu";

/// Returns the documents that a command prints on standard output and standard error.
fn documents(home: &Home, command: &str) -> Vec<Value> {
    let mut args: Vec<&str> = command.split(' ').collect();
    args.push("--json");
    let ran = home.run(&args);
    let told = [ran.out, ran.err];
    let told = told.iter().filter(|text| !text.is_empty());
    told.map(|text| serde_json::from_str(text).unwrap())
        .collect()
}

/// Begins a journey with a goal that leaves with an edition and on which somebody wrote for themselves.
fn leave_a_goal_with_a_private_note(home: &Home) {
    std::fs::remove_file(home.database()).unwrap();
    home.ok(&["start", "tester", "--name", "Ada", "--mentor", "Grace"]);
    home.ok(&["note", "first-change", "mine", "--private"]);
    let path = home.path("plans/tester.toml");
    let plan = std::fs::read_to_string(&path).unwrap();
    let plan = plan.replace("edition = 1", "edition = 2");
    std::fs::write(&path, plan.replace("\"first-change\"", "\"a-change\"")).unwrap();
    home.ok(&["plan", "update", "--yes", "--as", "Grace"]);
}

#[test]
fn every_document_has_a_schema_and_keeps_to_it() {
    let home = Home::new();
    std::fs::create_dir_all(home.path("plans")).unwrap();
    let calendar = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261225\nEND:VEVENT\nEND:VCALENDAR\n";
    std::fs::write(home.path("days.ics"), calendar).unwrap();
    let list: Value = serde_json::from_str(&home.ok(&["schema", "--json"])).unwrap();
    let rows = list["schemas"].as_array().unwrap().iter();
    let schemas: BTreeMap<String, Value> = rows
        .map(|row| {
            let schema = home.ok(&["schema", row["name"].as_str().unwrap()]);
            let format = row["format"].as_str().unwrap().to_owned();
            (format, serde_json::from_str(&schema).unwrap())
        })
        .collect();
    let mut seen = BTreeSet::new();
    let exported = |home: &Home| -> Value {
        home.run(&["export", "-o", "journey.json", "--force"]);
        serde_json::from_str(&std::fs::read_to_string(home.path("journey.json")).unwrap()).unwrap()
    };
    for command in COMMANDS.lines() {
        let told = match command {
            "export" => vec![exported(&home)],
            command => documents(&home, command),
        };
        for document in told {
            let format = document["format"].as_str().unwrap();
            let schema = schemas.get(format).unwrap_or_else(|| panic!("{command}"));
            let validator = jsonschema::options()
                .should_validate_formats(true)
                .build(schema)
                .unwrap();
            let wrong: Vec<String> = validator
                .iter_errors(&document)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(wrong.is_empty(), "{command}: {wrong:#?}");
            // Nothing is in a document that its schema does not tell of.
            for key in document.as_object().unwrap().keys() {
                assert!(schema["properties"].get(key).is_some(), "{command}: {key}");
            }
            seen.insert(format.to_owned());
        }
    }
    leave_a_goal_with_a_private_note(&home);
    for document in documents(&home, "show first-change") {
        seen.insert(document["format"].as_str().unwrap().to_owned());
    }
    let all: BTreeSet<String> = schemas.into_keys().collect();
    assert_eq!(seen, all);
}

#[test]
fn a_schema_refuses_what_is_no_such_document() {
    let home = Home::with_journey();
    let status: Value = serde_json::from_str(&home.ok(&["status", "--json"])).unwrap();
    let schema: Value = serde_json::from_str(&home.ok(&["schema", "onramp.status/2"])).unwrap();
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    assert!(validator.is_valid(&status));
    for (pointer, wrong) in [
        ("/format", json!("onramp.status/1")),
        ("/today", json!("Mon 2 Mar")),
        ("/health", json!("fine")),
        ("/so_far/done", json!("1")),
        ("/next/0/state", json!("done")),
        ("/as/party", json!("boss")),
        ("/pace", json!({"kind": "on"})),
    ] {
        let mut document = status.clone();
        *document.pointer_mut(pointer).unwrap() = wrong;
        assert!(!validator.is_valid(&document), "{pointer}");
    }
}

#[test]
fn the_documents_are_listed_for_people_and_for_a_wiki() {
    let home = Home::new();
    let text = home.ok(&["schema"]);
    assert!(text.contains("\nonramp.status/2 · status\n"), "{text}");
    insta::assert_snapshot!(home.ok(&["schema", "--format", "md"]));
    insta::assert_snapshot!(home.fails(3, &["schema", "statsu"]), @"
    onramp: there is no document ‘statsu’; did you mean ‘status’?
    hint: `onramp schema` lists them
    ");
}

#[test]
fn what_goes_wrong_is_a_document_as_well() {
    let home = Home::with_journey();
    for (command, code, kind, message) in [
        ("claim 30.9", 3, "not_found", "there is no goal ‘30.9’"),
        ("confirm 30.1", 4, "refused", "Ada, the hire, cannot"),
        (
            "defer 30.1 someday --reason r --agreed a",
            2,
            "usage",
            "DATE: ‘someday’",
        ),
        ("status --today someday", 2, "usage", "--today: ‘someday’"),
        ("gate", 2, "usage", "'onramp gate' requires a subcommand"),
        (
            "goals --state done",
            2,
            "usage",
            "invalid value 'done' for '--state <S>'",
        ),
        (
            "claim",
            2,
            "usage",
            "the following required arguments were not provided: <GOAL>",
        ),
        ("status --db .", 1, "failed", "is a folder"),
    ] {
        let mut args: Vec<&str> = command.split(' ').collect();
        args.push("--json");
        let ran = home.run(&args);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{}", ran.err);
        let error: Value = serde_json::from_str(&ran.err).unwrap();
        assert_eq!(error["format"], "onramp.error/1");
        assert_eq!(error["kind"], kind, "{command}");
        let told = error["message"].as_str().unwrap();
        assert!(told.contains(message), "{command}: {told}");
        assert!(!told.contains('\n'), "{told}");
    }
    let hint = home.run(&["statsu", "--json"]).err;
    let hint: Value = serde_json::from_str(&hint).unwrap();
    assert!(
        hint["hint"].as_str().unwrap().contains("'status'"),
        "{hint}"
    );
    // For people, it stays as it was.
    assert!(home.run(&["claim"]).err.starts_with("error: "));
}
