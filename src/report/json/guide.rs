//! A page of a role's guide as a document for programs.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::plan;
use crate::domain::plan::context::Context;
use crate::domain::plan::guide::{Group, Page};
use crate::domain::plan::names::Slug;

/// A page of a guide: `onramp.guide/1`. An entry has the keys that a plan file gives it.
#[derive(Debug, Serialize)]
pub struct GuideDocument<'a> {
    format: &'static str,
    role: &'a str,
    page: &'a str,
    entries: Vec<Map<String, Value>>,
}

/// Returns the document of a page.
pub fn guide_page<'a>(role: &'a str, page: &'a Page) -> GuideDocument<'a> {
    let entries = page
        .entries
        .iter()
        .map(|entry| {
            let mut map = Map::new();
            map.insert("slug".to_owned(), entry.slug.as_str().into());
            let group = match page.kind.group {
                Group::None => None,
                Group::Free(key) | Group::Words(key, _) => Some(key),
            };
            for (key, text) in group.into_iter().zip(&entry.group) {
                map.insert(key.to_owned(), text.as_str().into());
            }
            for (key, text) in page.kind.name.into_iter().zip(&entry.name) {
                map.insert(key.to_owned(), text.as_str().into());
            }
            for ((key, _), text) in page.kind.texts.iter().zip(&entry.texts) {
                map.insert((*key).to_owned(), text.as_str().into());
            }
            map
        })
        .collect();
    GuideDocument {
        format: "onramp.guide/1",
        role,
        page: page.kind.page,
        entries,
    }
}

/// How a role differs by setting: `onramp.contexts/1`.
#[derive(Debug, Serialize)]
pub struct ContextsDocument<'a> {
    format: &'static str,
    role: &'a str,
    contexts: Vec<Value>,
}

/// Returns the document of a role's contexts.
pub fn contexts<'a>(role: &'a str, contexts: &[Context]) -> ContextsDocument<'a> {
    ContextsDocument {
        format: "onramp.contexts/1",
        role,
        contexts: contexts.iter().map(context).collect(),
    }
}

fn context(context: &Context) -> Value {
    let goals: Vec<_> = context.goals.iter().map(plan::goal).collect();
    let criteria: Vec<Value> = (context.criteria.iter())
        .map(|(goal, part)| json!({"goal": goal.as_str(), "criterion": plan::criterion(part)}))
        .collect();
    let emphases: Vec<Value> = (context.emphases.iter())
        .map(|(goal, text)| json!({"goal": goal.as_str(), "text": text}))
        .collect();
    let targets: Vec<Value> = (context.targets.iter())
        .map(|(metric, target)| json!({"metric": metric.as_str(), "target": target}))
        .collect();
    json!({
        "slug": context.slug.as_str(),
        "axis": context.axis,
        "name": context.name,
        "what": context.what,
        "excludes": context.excludes.iter().map(Slug::as_str).collect::<Vec<_>>(),
        "goals": goals,
        "criteria": criteria,
        "emphases": emphases,
        "targets": targets,
    })
}
