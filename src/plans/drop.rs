//! What a plan file drops of the plan that it builds on, and what is left of that plan.

use std::collections::{BTreeMap, BTreeSet};

use super::extend::none_below;
use super::file::PlanFile;
use super::table::Table;
use crate::domain::plan::guide::KINDS;
use crate::domain::plan::names::Slug;

/// The most names in one list of a `[drop]`.
const DROPS_MAX: usize = 1000;

/// The slugs that a file drops, by the key of what they name: `goal`, `person`, `context`.
#[derive(Default)]
pub(super) struct Dropped(BTreeMap<&'static str, BTreeSet<Slug>>);

impl Dropped {
    /// Reads a `[drop]`; each name has to be there below, where that can be told.
    pub fn read(drop: &Table<'_>, below: Option<(&Slug, &PlanFile)>) -> Self {
        let kinds = KINDS.iter().map(|kind| kind.key);
        let keys = ["goal", "context"].into_iter().chain(kinds);
        let dropped = keys.map(|key| (key, list(drop, key, below))).collect();
        drop.finish();
        Self(dropped)
    }

    /// Returns whether a thing is dropped.
    pub fn holds(&self, key: &str, slug: &str) -> bool {
        let slugs = self.0.get(key).into_iter().flatten();
        slugs.into_iter().any(|dropped| dropped.as_str() == slug)
    }

    /// Returns a plan without what is dropped, and without what is said of that elsewhere in it.
    pub fn taken_out_of(&self, mut file: PlanFile) -> PlanFile {
        let stays = |key: &str, slug: &Slug| !self.0.get(key).is_some_and(|all| all.contains(slug));
        let goal_stays = |slug: &Slug| stays("goal", slug);
        file.plan.goals.retain(|goal| goal_stays(&goal.slug));
        let guide = &mut file.plan.guide;
        for page in &mut guide.pages {
            let key = page.kind.key;
            page.entries.retain(|entry| stays(key, &entry.slug));
        }
        guide.pages.retain(|page| !page.entries.is_empty());
        for links in guide.links.values_mut() {
            links.retain(|link| stays(link.kind.key, &link.slug));
        }
        guide
            .links
            .retain(|goal, links| goal_stays(goal) && !links.is_empty());
        file.contexts
            .retain(|context| stays("context", &context.slug));
        for context in &mut file.contexts {
            context.excludes.retain(|other| stays("context", other));
            context.goals.retain(|goal| goal_stays(&goal.slug));
            context.criteria.retain(|(goal, _)| goal_stays(goal));
            context.emphases.retain(|(goal, _)| goal_stays(goal));
            context
                .targets
                .retain(|(metric, _)| stays("metric", metric));
        }
        file
    }
}

fn list(drop: &Table<'_>, key: &'static str, below: Option<(&Slug, &PlanFile)>) -> BTreeSet<Slug> {
    let named = drop.slugs(key);
    if let Some(first) = named.get(DROPS_MAX) {
        let message = format!("`{key}` drops {} things; keep to {DROPS_MAX}", named.len());
        drop.error(first.span(), message);
    }
    let known = below.map(|(base, plan)| (base, names(plan, key)));
    let mut slugs = BTreeSet::new();
    for slug in named.into_iter().take(DROPS_MAX) {
        let name = slug.get_ref().as_str();
        match &known {
            Some((base, known)) if !known.contains(&name) => {
                let message = none_below(key, name, base, "", known.iter().copied());
                drop.error(slug.span(), message);
            }
            _ => {
                slugs.insert(slug.into_inner());
            }
        }
    }
    slugs
}

/// Returns what goes by the key of a kind in a plan. The goals of its contexts are goals, too.
fn names<'p>(file: &'p PlanFile, key: &str) -> Vec<&'p str> {
    let contexts = file.contexts.iter();
    match key {
        "context" => contexts.map(|context| context.slug.as_str()).collect(),
        "goal" => contexts
            .flat_map(|context| &context.goals)
            .chain(&file.plan.goals)
            .map(|goal| goal.slug.as_str())
            .collect(),
        _ => file
            .plan
            .guide
            .page(key)
            .into_iter()
            .flat_map(|page| &page.entries)
            .map(|entry| entry.slug.as_str())
            .collect(),
    }
}
