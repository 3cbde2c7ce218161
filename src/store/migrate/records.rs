//! Reads edits of schema 4 as those of schema 5: each becomes one of a kind, and plans are named by
//! their hash. Knows no table.

use serde_json::{Map, Value, json};

use crate::domain::plan::copy::PlanCopy;
use crate::domain::plan::role::Plan;

/// Returns an edit of schema 4 as one of schema 5; adds the plans that it holds.
pub(super) fn edit(old: Value, plans: &mut Vec<PlanCopy>) -> Option<Value> {
    let Value::Object(mut old) = old else {
        return None;
    };
    let name = text(&mut old, "edit")?;
    match name.as_str() {
        "seed" => return seed(old.remove("seed")?, plans),
        "plan" => return plan(&mut old, plans),
        _ => {}
    }
    let part = text(&mut old, "part");
    let (from, to) = set(&mut old)?;
    let mut at = |key: &str| old.remove(key).unwrap_or(Value::Null);
    let (kind, key) = match (name.as_str(), part.as_deref()) {
        ("withdrawn" | "start" | "pauses" | "archive", None) => (name.as_str(), Value::Null),
        ("name", None) => ("name", at("party")),
        ("stage" | "waiver" | "deferral" | "blocker", None) => (name.as_str(), at("goal")),
        ("tick", None) => ("tick", json!([at("goal"), at("criterion")])),
        ("note", None) => ("note", json!([at("goal"), at("note")])),
        ("evidence", None) => ("evidence", json!([at("goal"), at("evidence")])),
        ("meeting", Some("opening")) => ("meeting", at("meeting")),
        ("meeting", Some("treatment")) => ("treatment", json!([at("meeting"), at("topic")])),
        ("meeting", Some("rating")) => ("rating", json!([at("meeting"), at("party")])),
        ("meeting", Some("closing")) => ("closing", at("meeting")),
        ("meeting", Some("point")) => ("point", at("point")),
        ("meeting", Some("action")) => ("action", at("action")),
        ("meeting", Some("next")) => ("next", Value::Null),
        ("review", Some("opening")) => ("review", at("review")),
        ("review", Some("answer")) => ("answer", json!([at("review"), at("goal")])),
        ("review", Some("grade")) => {
            let side = json!([at("party"), at("dimension")]);
            ("grade", json!([at("review"), side]))
        }
        ("review", Some("verdict")) => ("ruling", at("review")),
        _ => return None,
    };
    Some(json!({
        "kind": kind,
        "key": key,
        "from": unless_default(kind, from),
        "to": unless_default(kind, to),
    }))
}

/// Returns a value, or null where it is the one that a record without a value stands for.
fn unless_default(kind: &str, value: Value) -> Value {
    let is_default = match kind {
        "withdrawn" => value == Value::Bool(false),
        "stage" => value == json!({"stage": "open"}),
        "pauses" => value == json!([]),
        _ => false,
    };
    if is_default { Value::Null } else { value }
}

fn text(old: &mut Map<String, Value>, key: &str) -> Option<String> {
    match old.remove(key)? {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn set(old: &mut Map<String, Value>) -> Option<(Value, Value)> {
    let Value::Object(mut set) = old.remove("set")? else {
        return None;
    };
    let mut side = |key: &str| set.remove(key).unwrap_or(Value::Null);
    Some((side("from"), side("to")))
}

fn seed(mut old: Value, plans: &mut Vec<PlanCopy>) -> Option<Value> {
    let plan = old.get_mut("plan")?;
    *plan = copy(plan.take(), plans)?;
    Some(json!({"kind": "seed", "key": null, "to": old}))
}

fn plan(old: &mut Map<String, Value>, plans: &mut Vec<PlanCopy>) -> Option<Value> {
    let (from, to) = set(old)?;
    let (from, to) = (copy(from, plans)?, copy(to, plans)?);
    Some(json!({"kind": "plan", "key": null, "from": from, "to": to}))
}

/// Returns the name of a plan that is written out, and adds the plan.
fn copy(plan: Value, plans: &mut Vec<PlanCopy>) -> Option<Value> {
    let plan: Plan = serde_json::from_value(plan).ok()?;
    let copy = PlanCopy::of(plan);
    let name = json!(copy);
    plans.push(copy);
    Some(name)
}
