//! Plans as documents: the list of them, and one in full.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::domain::plan::guide;
use crate::domain::plan::names;
use crate::domain::plan::names::Slug;
use crate::domain::plan::role::{self, Plan};

/// The roles that have a plan.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlansDocument<'a> {
    plans: Vec<PlanHead<'a>>,
}

/// A role in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlanHead<'a> {
    /// The plan's short name.
    pub slug: &'a str,
    /// The role's name.
    pub title: &'a str,
    /// The role in a sentence or two.
    pub summary: &'a str,
}

/// Returns the document of a list of roles.
pub fn plans(plans: Vec<PlanHead<'_>>) -> PlansDocument<'_> {
    PlansDocument { plans }
}

/// One plan, as plan files name its parts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlanDocument<'a> {
    role: Role<'a>,
    goals: Vec<Goal<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contexts: Vec<ContextName<'a>>,
    guide: Guide<'a>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Role<'a> {
    slug: &'a str,
    title: &'a str,
    edition: u32,
    source: &'a str,
    summary: &'a str,
    mission: &'a str,
    success: &'a str,
    high_performance: &'a [String],
    #[serde(serialize_with = "as_map")]
    #[schemars(with = "BTreeMap<String, String>")]
    themes: Vec<(&'a str, &'a str)>,
}

/// A goal of a plan.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Goal<'a> {
    slug: &'a str,
    milestone: &'a str,
    title: &'a str,
    why: &'a str,
    evidence: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pitfall: Option<&'a str>,
    asks: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    criteria: Vec<Criterion<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    dropped: bool,
}

/// A part of a goal.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Criterion<'a> {
    slug: &'a str,
    text: &'a str,
}

/// A context by name.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct ContextName<'a> {
    slug: &'a str,
    name: &'a str,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Guide<'a> {
    pages: Vec<Page<'a>>,
    links: BTreeMap<&'a str, Vec<Link<'a>>>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Page<'a> {
    kind: &'static str,
    entries: Vec<Entry<'a>>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Entry<'a> {
    slug: &'a str,
    group: Option<&'a str>,
    name: Option<&'a str>,
    texts: &'a [String],
    /// The keys of the milestones at which it counts; empty if it counts at all of them.
    milestones: &'a [String],
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Link<'a> {
    kind: &'static str,
    slug: &'a str,
}

/// Writes pairs as an object that keeps their order.
fn as_map<S: Serializer>(pairs: &[(&str, &str)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(pairs.iter().copied())
}

/// Returns the document of a plan.
pub fn plan(plan: &Plan) -> PlanDocument<'_> {
    PlanDocument {
        role: role(&plan.role),
        goals: plan.goals.iter().map(goal).collect(),
        contexts: plan.contexts.iter().map(context_name).collect(),
        guide: guide(&plan.guide),
    }
}

fn role(role: &role::Role) -> Role<'_> {
    Role {
        slug: role.slug.as_str(),
        title: &role.title,
        edition: role.edition,
        source: &role.source,
        summary: &role.summary,
        mission: &role.mission,
        success: &role.success,
        high_performance: &role.high_performance,
        themes: role
            .themes
            .iter()
            .map(|(milestone, theme)| (milestone.key(), theme.as_str()))
            .collect(),
    }
}

/// Returns a goal of a plan.
pub(super) fn goal(goal: &role::PlanGoal) -> Goal<'_> {
    Goal {
        slug: goal.slug.as_str(),
        milestone: goal.milestone.key(),
        title: &goal.title,
        why: &goal.why,
        evidence: &goal.evidence,
        pitfall: goal.pitfall.as_deref(),
        asks: goal.asks.word(),
        criteria: goal.criteria.iter().map(criterion).collect(),
        context: goal.context.as_ref().map(Slug::as_str),
        dropped: goal.dropped,
    }
}

/// Returns a part of a goal.
pub(super) fn criterion(criterion: &role::Criterion) -> Criterion<'_> {
    Criterion {
        slug: criterion.slug.as_str(),
        text: &criterion.text,
    }
}

/// Returns a context by name.
pub(super) fn context_name(context: &names::ContextName) -> ContextName<'_> {
    ContextName {
        slug: context.slug.as_str(),
        name: &context.name,
    }
}

fn guide(guide: &guide::Guide) -> Guide<'_> {
    Guide {
        pages: guide.pages.iter().map(page).collect(),
        links: guide
            .links
            .iter()
            .map(|(goal, links)| (goal.as_str(), links.iter().map(link).collect()))
            .collect(),
    }
}

fn link(link: &guide::Link) -> Link<'_> {
    Link {
        kind: link.kind.key,
        slug: link.slug.as_str(),
    }
}

fn page(page: &guide::Page) -> Page<'_> {
    Page {
        kind: page.kind.key,
        entries: page
            .entries
            .iter()
            .map(|entry| Entry {
                slug: entry.slug.as_str(),
                group: entry.group.as_deref(),
                name: entry.name.as_deref(),
                texts: &entry.texts,
                milestones: &entry.milestones,
            })
            .collect(),
    }
}
