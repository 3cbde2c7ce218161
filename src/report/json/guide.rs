//! A page of a role's guide as a document for programs.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::plan;
use crate::domain::plan::context::Context;
use crate::domain::plan::guide::{Group, Page};
use crate::domain::plan::names::Slug;

/// A page of a guide. An entry has the keys that a plan file gives it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GuideDocument<'a> {
    role: &'a str,
    page: &'a str,
    entries: Vec<BTreeMap<&'a str, Given<'a>>>,
}

/// What a plan file gives an entry under a key: a text, or milestones by their keys.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
enum Given<'a> {
    Text(&'a str),
    Milestones(&'a [String]),
}

/// Returns the document of a page.
pub fn guide_page<'a>(role: &'a str, page: &'a Page) -> GuideDocument<'a> {
    let entries = page
        .entries
        .iter()
        .map(|entry| {
            let mut map = BTreeMap::from([("slug", Given::Text(entry.slug.as_str()))]);
            let group = match page.kind.group {
                Group::None => None,
                Group::Free(key) | Group::Words(key, _) => Some(key),
            };
            for (key, text) in group.into_iter().zip(&entry.group) {
                map.insert(key, Given::Text(text));
            }
            for (key, text) in page.kind.name.into_iter().zip(&entry.name) {
                map.insert(key, Given::Text(text));
            }
            for ((key, _), text) in page.kind.texts.iter().zip(&entry.texts) {
                map.insert(*key, Given::Text(text));
            }
            if let Some(key) = page
                .kind
                .milestones
                .filter(|_| !entry.milestones.is_empty())
            {
                map.insert(key, Given::Milestones(&entry.milestones));
            }
            map
        })
        .collect();
    GuideDocument {
        role,
        page: page.kind.page,
        entries,
    }
}

/// How a role differs by setting.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ContextsDocument<'a> {
    role: &'a str,
    contexts: Vec<Setting<'a>>,
}

/// A setting, and what it adds to the plan.
#[derive(Debug, Serialize, JsonSchema)]
struct Setting<'a> {
    slug: &'a str,
    axis: &'a str,
    name: &'a str,
    what: &'a str,
    /// The settings that cannot be chosen beside it.
    excludes: Vec<&'a str>,
    goals: Vec<plan::Goal<'a>>,
    criteria: Vec<AddedCriterion<'a>>,
    emphases: Vec<Emphasis<'a>>,
    targets: Vec<Target<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct AddedCriterion<'a> {
    goal: &'a str,
    criterion: plan::Criterion<'a>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Emphasis<'a> {
    goal: &'a str,
    text: &'a str,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Target<'a> {
    metric: &'a str,
    target: &'a str,
}

/// Returns the document of a role's contexts.
pub fn contexts<'a>(role: &'a str, contexts: &'a [Context]) -> ContextsDocument<'a> {
    ContextsDocument {
        role,
        contexts: contexts.iter().map(context).collect(),
    }
}

fn context(context: &Context) -> Setting<'_> {
    Setting {
        slug: context.slug.as_str(),
        axis: context.axis,
        name: &context.name,
        what: &context.what,
        excludes: context.excludes.iter().map(Slug::as_str).collect(),
        goals: context.goals.iter().map(plan::goal).collect(),
        criteria: (context.criteria.iter())
            .map(|(goal, added)| AddedCriterion {
                goal: goal.as_str(),
                criterion: plan::criterion(added),
            })
            .collect(),
        emphases: (context.emphases.iter())
            .map(|(goal, text)| Emphasis {
                goal: goal.as_str(),
                text,
            })
            .collect(),
        targets: (context.targets.iter())
            .map(|(metric, target)| Target {
                metric: metric.as_str(),
                target,
            })
            .collect(),
    }
}
