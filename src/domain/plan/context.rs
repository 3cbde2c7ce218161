//! Contexts: the settings in which a role differs, and what a plan becomes in them.

use crate::domain::plan::guide::Guide;
use crate::domain::plan::names::ContextName;
use crate::domain::plan::names::Slug;
use crate::domain::plan::role::{Criterion, Plan, PlanGoal};

/// A setting in which the role differs, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Its short name.
    pub slug: Slug,
    /// What it is a case of.
    pub axis: &'static str,
    /// Its name.
    pub name: String,
    /// How the role differs there.
    pub what: String,
    /// The goals that it adds.
    pub goals: Vec<PlanGoal>,
    /// The criteria that it adds, each with its goal.
    pub criteria: Vec<(Slug, Criterion)>,
    /// The sentences that it adds to why a goal matters.
    pub emphases: Vec<(Slug, String)>,
    /// The metrics' targets that it changes.
    pub targets: Vec<(Slug, String)>,
}

/// The axes along which settings differ, each with its heading.
pub const AXES: &[(&str, &str)] = &[
    ("size", "Company size"),
    ("industry", "Industry"),
    ("product", "Product or service"),
    ("delivery", "How delivery works"),
    ("regulated", "Regulated or not"),
    ("region", "Region"),
];

/// Returns what a plan becomes in some contexts, one after the other: their goals and parts are
/// added, their emphases stand behind why a goal matters, their targets in place of the plan's.
/// What a context adds bears its name.
pub fn in_contexts(plan: &Plan, chosen: &[&Context]) -> Plan {
    let mut plan = plan.clone();
    for context in chosen {
        plan.contexts.push(ContextName {
            slug: context.slug.clone(),
            name: context.name.clone(),
        });
        plan.goals.extend(context.goals.iter().map(|goal| PlanGoal {
            context: Some(context.slug.clone()),
            ..goal.clone()
        }));
        for goal in &mut plan.goals {
            let of_goal = |slug: &Slug| *slug == goal.slug;
            for (_, criterion) in context.criteria.iter().filter(|(slug, _)| of_goal(slug)) {
                add_criterion(&mut goal.criteria, criterion);
            }
            for (_, text) in context
                .emphases
                .iter()
                .filter(|(slug, _)| *slug == goal.slug)
            {
                goal.why = format!("{} {text}", goal.why);
            }
        }
        for (metric, target) in &context.targets {
            set_target(&mut plan.guide, metric, target);
        }
    }
    // Stable, so that a goal of a context comes behind those of the plan.
    plan.goals.sort_by_key(|goal| goal.milestone);
    plan
}

/// Adds a criterion under a slug that is free.
fn add_criterion(criteria: &mut Vec<Criterion>, criterion: &Criterion) {
    if !criteria.iter().any(|other| other.slug == criterion.slug) {
        criteria.push(criterion.clone());
    }
}

fn set_target(guide: &mut Guide, metric: &Slug, target: &str) {
    let entries = guide
        .pages
        .iter_mut()
        .filter(|page| page.kind.key == "metric")
        .flat_map(|page| {
            let place = page.kind.texts.iter().position(|(key, _)| *key == "target");
            page.entries.iter_mut().map(move |entry| (place, entry))
        });
    for (place, entry) in entries.filter(|(_, entry)| entry.slug == *metric) {
        if let Some(text) = place.and_then(|place| entry.texts.get_mut(place)) {
            target.clone_into(text);
        }
    }
}
