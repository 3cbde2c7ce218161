//! The JSON Schema (draft 2020-12) of plan files, made from the table of the guide's pages, for
//! editors that complete and check as one types.

use serde_json::{Map, Value, json};

use super::file::{FORMAT, OWN, SUMMARY_MAX, TEXT_MAX, TITLE_MAX};
use super::milestone::MILESTONES_MAX;
use crate::domain::plan::context::AXES;
use crate::domain::plan::guide::{Group, KINDS, Kind};
use crate::domain::plan::milestone::{KEY_MAX, Milestone};
use crate::domain::plan::names::SLUG_MAX;

/// Returns the schema, indented, with a line break at its end.
pub fn schema() -> String {
    let mut properties = head();
    // What stands alone needs every key; what builds on another plan needs a slug only, by which
    // to find what it changes.
    let mut alone = Map::new();
    let mut add = |key: &str, things: Things| {
        properties.insert(key.to_owned(), list(&things.by_slug()));
        let needed = json!({"items": {"required": things.required}});
        alone.insert(key.to_owned(), needed);
    };
    add("goal", goal());
    for kind in KINDS {
        add(kind.key, entry(kind));
    }
    add("context", context());
    if let Some(goals) = alone.get_mut("goal").and_then(Value::as_object_mut) {
        goals.insert("minItems".to_owned(), json!(1));
    }
    properties.insert("drop".to_owned(), dropped());
    alone.insert("drop".to_owned(), json!(false));
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A plan of onramp",
        "type": "object",
        "additionalProperties": false,
        "required": OWN,
        "properties": properties,
        "if": {"required": ["extends"]},
        "else": {
            "required": ["source", "summary", "mission", "success", "goal"],
            "properties": alone,
            "if": {"required": ["milestone"]},
            "else": {"properties": six_only()},
        },
        "dependentSchemas": {"milestone": {"properties": {"milestones": false}}},
        "$defs": {
            "slug": {
                "type": "string",
                "pattern": "^[a-z0-9][a-z0-9-]*$",
                "maxLength": SLUG_MAX,
                "description": "A short stable name: lower-case letters, digits, hyphens.",
            },
            "milestone": {
                "type": "string",
                "pattern": format!("^[a-z0-9]{{1,{KEY_MAX}}}$"),
                "description": "The key of a milestone: lower-case letters and digits.",
            },
        },
    });
    let mut text = format!("{schema:#}");
    text.push('\n');
    text
}

/// Returns the keys that stand above the tables.
fn head() -> Map<String, Value> {
    let mut properties = Map::new();
    let mut add = |key: &str, value: Value| properties.insert(key.to_owned(), value);
    add(
        "format",
        json!({"const": FORMAT, "description": "The format of this file."}),
    );
    add(
        "edition",
        json!({"type": "integer", "minimum": 1, "description": "Raise it when you change the plan; journeys that already run are told of the number."}),
    );
    add("slug", reference("slug"));
    add(
        "extends",
        json!({
            "allOf": [reference("slug")],
            "description": "The slug of the plan that this one builds on; what is left out here is inherited.",
        }),
    );
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
    add("milestones", themes());
    add("milestone", milestones());
    properties
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

/// The tables of one kind: their keys, and those that a whole one needs.
struct Things {
    properties: Map<String, Value>,
    required: Vec<String>,
}

impl Things {
    fn new(properties: Map<String, Value>, optional: &[&str]) -> Self {
        let keys = properties.keys();
        let required = keys.filter(|key| !optional.contains(&key.as_str()));
        Self {
            required: required.cloned().collect(),
            properties,
        }
    }

    fn of(entries: Vec<(&str, Value)>, optional: &[&str]) -> Self {
        let entries = entries.into_iter();
        let properties = entries.map(|(key, value)| (key.to_owned(), value));
        Self::new(properties.collect(), optional)
    }

    /// Returns the schema of a table that says everything itself.
    fn whole(&self) -> Value {
        self.needing(&self.required)
    }

    /// Returns the schema of a table that may change one of the same slug.
    fn by_slug(&self) -> Value {
        self.needing(&["slug".to_owned()])
    }

    fn needing(&self, keys: &[String]) -> Value {
        json!({
            "type": "object",
            "additionalProperties": false,
            "required": keys,
            "properties": self.properties,
        })
    }
}

/// Returns what holds in a plan that lists no milestones: it has the six.
fn six_only() -> Value {
    let six: Vec<String> = (Milestone::SIX.iter())
        .map(|milestone| milestone.key().to_owned())
        .collect();
    let dated = Milestone::SIX
        .iter()
        .filter(|milestone| milestone.is_dated());
    let dated: Vec<&str> = dated.map(Milestone::key).collect();
    let six = json!({"enum": six});
    let goals = json!({"items": {"properties": {"milestone": six}}});
    let mut held = Map::new();
    let mut hold = |key: &str, value: Value| held.insert(key.to_owned(), value);
    for kind in KINDS {
        if let Some(key) = kind.milestones {
            let items = json!({"enum": dated});
            hold(
                kind.key,
                json!({"items": {"properties": {key: {"items": items}}}}),
            );
        }
    }
    hold("milestones", json!({"propertyNames": six}));
    hold("context", json!({"items": {"properties": {"goal": goals}}}));
    hold("goal", goals);
    held.into()
}

fn themes() -> Value {
    let six = Milestone::SIX.iter();
    let properties: Map<String, Value> = six
        .map(|milestone| (milestone.key().to_owned(), text(TITLE_MAX)))
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "propertyNames": reference("milestone"),
        "additionalProperties": text(TITLE_MAX),
        "description": "What each milestone is about, by its key.",
    })
}

fn milestones() -> Value {
    let after = json!({
        "type": "string",
        "pattern": "^[0-9]{1,4} (day|week|month)s?$",
        "description": "When it falls due after the start; only the last one can do without.",
    });
    let one = Things::of(
        vec![
            ("key", reference("milestone")),
            ("after", after),
            ("theme", text(TITLE_MAX)),
        ],
        &["after"],
    );
    json!({
        "type": "array",
        "items": one.whole(),
        "minItems": 1,
        "maxItems": MILESTONES_MAX,
        "description": "The milestones in place of the six, the earliest first.",
    })
}

fn dropped() -> Value {
    let kinds = KINDS.iter().map(|kind| kind.key);
    let keys: Vec<&str> = ["goal", "context"].into_iter().chain(kinds).collect();
    let lists = keys.iter().map(|&key| (key, list(&reference("slug"))));
    let mut drop = Things::of(lists.collect(), &keys).whole();
    if let Some(drop) = drop.as_object_mut() {
        let words = "What is left out of the plan that this one builds on, by slug.";
        drop.insert("description".to_owned(), words.into());
    }
    drop
}

fn goal() -> Things {
    let criterion = Things::of(
        vec![("slug", reference("slug")), ("text", text(TEXT_MAX))],
        &[],
    );
    Things::of(
        vec![
            ("milestone", reference("milestone")),
            ("slug", reference("slug")),
            ("title", text(TITLE_MAX)),
            ("why", text(TEXT_MAX)),
            ("evidence", text(TEXT_MAX)),
            ("pitfall", text(TEXT_MAX)),
            ("asks", json!({"enum": ["all", "any"]})),
            ("criteria", list(&criterion.whole())),
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

fn entry(kind: &Kind) -> Things {
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
    if let Some(key) = kind.milestones {
        let keys = json!({
            "type": "array",
            "items": reference("milestone"),
            "minItems": 1,
            "description": "The milestones at whose gate reviews it counts; all of them if left out.",
        });
        properties.insert(key.to_owned(), keys);
    }
    let optional: Vec<&str> = kind.milestones.into_iter().collect();
    Things::new(properties, &optional)
}

fn context() -> Things {
    let axes: Vec<&str> = AXES.iter().map(|(axis, _)| *axis).collect();
    let slug = || reference("slug");
    let excludes = json!({
        "type": "array",
        "items": slug(),
        "description": "The contexts that nobody is in at the same time, by slug. One side is enough.",
    });
    let criterion = vec![("goal", slug()), ("slug", slug()), ("text", text(TEXT_MAX))];
    let emphasis = vec![("goal", slug()), ("text", text(TEXT_MAX))];
    let target = vec![("metric", slug()), ("target", text(TEXT_MAX))];
    Things::of(
        vec![
            ("slug", slug()),
            ("axis", json!({"enum": axes})),
            ("name", text(TITLE_MAX)),
            ("what", text(TEXT_MAX)),
            ("excludes", excludes),
            ("goal", list(&goal().whole())),
            ("criterion", list(&Things::of(criterion, &[]).whole())),
            ("emphasis", list(&Things::of(emphasis, &[]).whole())),
            ("target", list(&Things::of(target, &[]).whole())),
        ],
        &["excludes", "goal", "criterion", "emphasis", "target"],
    )
}
