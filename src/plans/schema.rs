//! The JSON Schema (draft 2020-12) of plan files, made from the table of the guide's pages, for
//! editors that complete and check as one types.

use serde_json::{Map, Value, json};

use super::file::{FORMAT, SUMMARY_MAX, TEXT_MAX, TITLE_MAX};
use crate::domain::context::AXES;
use crate::domain::guide::{Group, KINDS, Kind};
use crate::domain::milestone::Milestone;
use crate::domain::plan::SLUG_MAX;

/// Returns the schema, indented, with a line break at its end.
pub fn schema() -> String {
    let mut properties = Map::new();
    let mut add = |key: &str, value: Value| properties.insert(key.to_owned(), value);
    add(
        "format",
        json!({"const": FORMAT, "description": "The format of this file."}),
    );
    add(
        "edition",
        json!({"type": "integer", "minimum": 1, "description": "Raise it when a change should be offered to journeys that already run."}),
    );
    add("slug", reference("slug"));
    for (key, limit) in [
        ("title", TITLE_MAX),
        ("source", TEXT_MAX),
        ("summary", SUMMARY_MAX),
        ("mission", TEXT_MAX),
        ("success", TEXT_MAX),
    ] {
        add(key, text(limit));
    }
    add("high_performance", list(&text(TEXT_MAX)));
    add("milestones", milestones());
    add(
        "goal",
        json!({"type": "array", "minItems": 1, "items": goal()}),
    );
    for kind in KINDS {
        add(kind.key, list(&entry(kind)));
    }
    add("context", list(&context()));
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A plan of onramp",
        "type": "object",
        "additionalProperties": false,
        "required": ["format", "edition", "slug", "title", "source", "summary", "mission",
            "success", "goal"],
        "properties": properties,
        "$defs": {
            "slug": {
                "type": "string",
                "pattern": "^[a-z0-9][a-z0-9-]*$",
                "maxLength": SLUG_MAX,
                "description": "A short stable name: lower-case letters, digits, hyphens.",
            },
            "milestone": {"enum": Milestone::ALL.map(Milestone::key)},
        },
    });
    let mut text = format!("{schema:#}");
    text.push('\n');
    text
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

/// Line breaks and indents inside a text are layout, so the limits here leave some room for them.
fn text(limit: usize) -> Value {
    json!({"type": "string", "minLength": 1, "maxLength": limit + limit / 2})
}

fn list(items: &Value) -> Value {
    json!({"type": "array", "items": items})
}

fn object(properties: &Map<String, Value>, optional: &[&str]) -> Value {
    let required: Vec<&String> = properties
        .keys()
        .filter(|key| !optional.contains(&key.as_str()))
        .collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    })
}

fn table(entries: Vec<(&str, Value)>, optional: &[&str]) -> Value {
    let properties = entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect();
    object(&properties, optional)
}

fn milestones() -> Value {
    let properties = Milestone::ALL
        .into_iter()
        .map(|milestone| (milestone.key().to_owned(), text(TITLE_MAX)))
        .collect();
    let optional: Vec<&str> = Milestone::ALL.map(Milestone::key).to_vec();
    object(&properties, &optional)
}

fn goal() -> Value {
    let criterion = table(
        vec![("slug", reference("slug")), ("text", text(TEXT_MAX))],
        &[],
    );
    table(
        vec![
            ("milestone", reference("milestone")),
            ("slug", reference("slug")),
            ("title", text(TITLE_MAX)),
            ("why", text(TEXT_MAX)),
            ("evidence", text(TEXT_MAX)),
            ("pitfall", text(TEXT_MAX)),
            ("asks", json!({"enum": ["all", "any"]})),
            ("criteria", list(&criterion)),
            ("people", list(&reference("slug"))),
            ("deliverables", list(&reference("slug"))),
            ("risks", list(&reference("slug"))),
        ],
        &[
            "pitfall",
            "asks",
            "criteria",
            "people",
            "deliverables",
            "risks",
        ],
    )
}

fn entry(kind: &Kind) -> Value {
    let mut properties = Map::new();
    properties.insert("slug".to_owned(), reference("slug"));
    match kind.group {
        Group::None => {}
        Group::Free(key) => {
            properties.insert(key.to_owned(), text(TITLE_MAX));
        }
        Group::Words(key, words) => {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            properties.insert(key.to_owned(), json!({"enum": words}));
        }
    }
    if let Some(key) = kind.name {
        properties.insert(key.to_owned(), text(2 * TITLE_MAX));
    }
    for (key, _) in kind.texts {
        properties.insert((*key).to_owned(), text(TEXT_MAX));
    }
    object(&properties, &[])
}

fn context() -> Value {
    let axes: Vec<&str> = AXES.iter().map(|(axis, _)| *axis).collect();
    let slug = || reference("slug");
    let criterion = vec![("goal", slug()), ("slug", slug()), ("text", text(TEXT_MAX))];
    let emphasis = vec![("goal", slug()), ("text", text(TEXT_MAX))];
    let target = vec![("metric", slug()), ("target", text(TEXT_MAX))];
    table(
        vec![
            ("slug", slug()),
            ("axis", json!({"enum": axes})),
            ("name", text(TITLE_MAX)),
            ("what", text(TEXT_MAX)),
            ("goal", list(&goal())),
            ("criterion", list(&table(criterion, &[]))),
            ("emphasis", list(&table(emphasis, &[]))),
            ("target", list(&table(target, &[]))),
        ],
        &["goal", "criterion", "emphasis", "target"],
    )
}
