//! Databases of old schemas: the program says of them what the program of their time said.

use std::path::Path;

use serde_json::Value;

use super::home::Home;

/// What the program computes by rules that may change.
const JUDGED: [&str; 6] = ["health", "reasons", "due", "days_late", "expected", "pace"];

/// Checks that a document holds all that an older one held. It may say more, and say it in other
/// words: sentences of the program are left out, and so is how it judges: which day is the thirtieth,
/// what is expected and late by then, and what that comes to.
#[track_caller]
fn says_as_much(new: &Value, old: &Value, place: &str) {
    match (new, old) {
        (Value::Object(new), Value::Object(old)) => {
            let is_change = old.contains_key("undone");
            let section = old.get("section").and_then(Value::as_str);
            for (key, old) in old {
                let place = format!("{place}.{key}");
                match (key.as_str(), section) {
                    ("format", _) | ("text", Some("gate" | "rhythm")) => {}
                    (judged, _) if JUDGED.contains(&judged) => {}
                    ("text" | "number", None) if is_change => {}
                    ("changes" | "history", None) => tells_no_other(&new[key], old, &place),
                    ("text", Some(_)) => assert_eq!(subject(&new[key]), subject(old), "{place}"),
                    _ => says_as_much(named(new, key), old, &place),
                }
            }
        }
        (Value::Array(new), Value::Array(old)) => {
            // Older programs knew of no signals.
            let is_signal = |row: &&Value| row["section"] == "signals";
            let new: Vec<Value> = new.iter().filter(|row| !is_signal(row)).cloned().collect();
            assert_eq!(new.len(), old.len(), "{place}");
            let (new, old) = (in_order(&new), in_order(old));
            for (index, (new, old)) in new.into_iter().zip(old).enumerate() {
                says_as_much(new, old, &format!("{place}[{index}]"));
            }
        }
        _ => assert_eq!(new, old, "{place}"),
    }
}

/// Returns the lines of an agenda in the order of what they are about, since the rules order them by
/// their dates; others as they are.
fn in_order(rows: &[Value]) -> Vec<&Value> {
    let mut rows: Vec<&Value> = rows.iter().collect();
    rows.sort_by_key(|row| {
        let section = row.get("section").and_then(Value::as_str);
        section.map(|section| (section.to_owned(), subject(&row["text"])))
    });
    rows
}

/// Returns the value of a key, by the name that it has now.
fn named<'a>(new: &'a serde_json::Map<String, Value>, key: &str) -> &'a Value {
    let renamed = match key {
        "days_late" | "late" => "working_days_late",
        "days" => "working_days",
        "gap" => "working_days_without",
        "longest" => "longest_working_days",
        "since_last" => "working_days_since_last",
        key => key,
    };
    let value = new.get(key).or_else(|| new.get(renamed));
    value.unwrap_or(&Value::Null)
}

/// Checks that a log holds nothing but changes of an older one, in their order: each reader has a
/// line of numbers of their own now, in which what others keep for themselves has no place.
#[track_caller]
fn tells_no_other(new: &Value, old: &Value, place: &str) {
    let of = |change: &Value| ["day", "author", "goal", "undone"].map(|key| change[key].clone());
    let mut old = old.as_array().unwrap().iter();
    let new = new.as_array().unwrap();
    assert!(!new.is_empty() || old.len() == 0, "{place}");
    // What others keep for themselves is four changes at most in these databases.
    assert!(old.len() <= new.len() + 4, "{place}");
    for change in new {
        let found = old.any(|other| of(other) == of(change));
        assert!(found, "{place}: {change}");
    }
}

/// Returns what a line of an agenda is about, without what is said of it.
fn subject(text: &Value) -> Option<&str> {
    text.as_str()?.split(" · ").next()
}

/// Takes out of an older document what a reader does not see any more: what the other side rated before
/// the reader did, in a 1:1 that is open.
fn keep_blind(old: &mut Value, new: &Value) {
    let none = serde_json::json!([]);
    let blind = |old: &mut Value, new: &Value| {
        if new["closed"].is_null() && new["ratings"] == none {
            old["ratings"] = none.clone();
            old["words"] = none.clone();
        }
    };
    if new["meeting"].is_object() {
        blind(&mut old["meeting"], &new["meeting"]);
    }
    let meetings = old["meetings"].as_array_mut().into_iter().flatten();
    for (place, old) in meetings.enumerate() {
        blind(old, &new["meetings"][place]);
    }
}

#[track_caller]
fn tells_the_same(schema: i64) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/databases");
    let home = Home::new();
    let database = folder.join(format!("schema-{schema}.db"));
    home.put(&std::fs::read(database).unwrap());
    let said = std::fs::read_to_string(folder.join(format!("schema-{schema}.said"))).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    for pair in lines.chunks(2) {
        let head: Vec<&str> = pair[0].split('\t').collect();
        let (who, hire, command) = (head[0], head[1], head[2]);
        let mut args: Vec<&str> = command.split(' ').collect();
        args.extend(["--json", "--as", who, "--journey", hire]);
        args.extend(["--today", "2026-06-10"]);
        let new: Value = serde_json::from_str(&home.ok(&args)).unwrap();
        let mut old: Value = serde_json::from_str(pair[1]).unwrap();
        keep_blind(&mut old, &new);
        let place = format!("schema {schema}, {who}, {command}: ");
        says_as_much(&new, &old, &place);
        if schema >= 6 {
            // Each reader had a history of their own by then, so no change is left out of it.
            for list in ["changes", "history"] {
                let length = |said: &Value| said[list].as_array().map(Vec::len);
                assert_eq!(length(&new), length(&old), "{place}{list}");
            }
        }
    }
    assert!(home.ok(&["doctor"]).contains("exactly the rows"));
}

#[test]
fn a_database_of_schema_1_tells_the_same() {
    tells_the_same(1);
}

#[test]
fn a_database_of_schema_2_tells_the_same() {
    tells_the_same(2);
}

#[test]
fn a_database_of_schema_3_tells_the_same() {
    tells_the_same(3);
}

#[test]
fn a_database_of_schema_4_tells_the_same() {
    tells_the_same(4);
}

#[test]
fn a_database_of_schema_5_tells_the_same() {
    tells_the_same(5);
}

#[test]
fn a_database_of_schema_6_tells_the_same() {
    tells_the_same(6);
}

#[test]
fn a_database_of_schema_7_tells_the_same() {
    tells_the_same(7);
}

#[test]
fn a_database_of_schema_8_tells_the_same() {
    tells_the_same(8);
}

#[test]
fn a_database_of_schema_9_tells_the_same() {
    tells_the_same(9);
}

#[test]
fn a_journey_that_an_older_version_began_says_once_that_its_dates_moved() {
    let home = Home::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/databases");
    home.put(&std::fs::read(folder.join("schema-4.db")).unwrap());
    let status = [
        "status",
        "--journey",
        "Ada Lovelace",
        "--today",
        "2026-03-30",
    ];
    let told = || home.run(&status).err;
    let first = told();
    assert!(first.contains("30 days from"), "{first}");
    assert!(first.contains("day 30 is now the thirtieth day"), "{first}");
    assert_eq!(first.lines().count(), 1, "{first}");
    assert_eq!(told(), "");
}

#[test]
fn a_database_of_schema_10_tells_the_same() {
    tells_the_same(10);
}
