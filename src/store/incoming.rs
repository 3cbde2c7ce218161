//! What a change from another machine has to be before it is looked at as one: readable, clean, and in
//! the place where it says it is. Knows no table.

use serde_json::Value;

use crate::domain::plan::copy::PlanText;
use crate::domain::plan::role::Plan;
use crate::domain::record::change::Change;
use crate::domain::record::kinds::Edit;
use crate::domain::record::log::STAMPS;
use crate::domain::words::text::is_clean;
use crate::lane::chain::LaneId;
use crate::lane::text::PlanLine;

/// Why an entry of a lane is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// This version cannot read it.
    Unreadable,
    /// No onramp writes that.
    Bad,
}

/// Returns the change of an entry at a place of a lane.
pub(super) fn change(body: &str, lane: LaneId, index: i64) -> Result<Change, Unfit> {
    let change: Change = serde_json::from_str(body).map_err(|_| Unfit::Unreadable)?;
    let is_in_place = change.journey == lane.journey
        && change.device == lane.device
        && change.audience == lane.audience
        && change.sequence == index
        && STAMPS.contains(&change.stamp);
    match is_in_place && is_harmless(body) && change.edits.iter().all(is_sound) {
        true => Ok(change),
        false => Err(Unfit::Bad),
    }
}

/// Returns the plan of a line, if it is the one that it is named for.
pub(super) fn plan(line: &PlanLine) -> Option<Plan> {
    let text = PlanText {
        outline: line.outline.clone(),
        guide: line.guide.clone(),
    };
    let is_named = text.hash().to_string() == line.hash;
    let is_clean = is_harmless(&text.outline) && is_harmless(&text.guide);
    (is_named && is_clean).then(|| text.plan()).flatten()
}

/// Returns whether the texts of a JSON text are such as the program writes.
fn is_harmless(json: &str) -> bool {
    // Escaped text is rare, and has to be decoded to be looked at.
    let is_plain = !json.contains("\\u")
        && !json.contains("\\b")
        && !json.contains("\\f")
        && !json.contains("\\r");
    if is_plain {
        return is_clean(json);
    }
    serde_json::from_str(json).is_ok_and(|value: Value| is_harmless_value(&value))
}

fn is_harmless_value(value: &Value) -> bool {
    match value {
        Value::String(text) => is_clean(text),
        Value::Array(values) => values.iter().all(is_harmless_value),
        Value::Object(fields) => fields
            .iter()
            .all(|(name, value)| is_clean(name) && is_harmless_value(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

fn is_sound(edit: &Edit) -> bool {
    match edit {
        Edit::Rating(set) => set.from.iter().chain(&set.to).all(|rating| {
            let given = [rating.role_clarity, rating.confidence, rating.belonging];
            given.iter().all(|given| (1..=5).contains(given))
        }),
        Edit::Leave(set) => set
            .from
            .iter()
            .chain(&set.to)
            .all(|leave| leave.from <= leave.until),
        _ => true,
    }
}
