//! Reads the guide of a plan file: its pages, its contexts, and what they name of each other.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::file::{GoalEntry, TEXT_MAX, TITLE_MAX, claim, goal};
use super::table::Table;
use crate::domain::context::{AXES, Context};
use crate::domain::guide::{Entry, Group, Guide, KINDS, Kind, Link, Page};
use crate::domain::plan::{Criterion, Slug};

/// The slugs that a file gives, also those of entries that cannot be used, so that one mistake is
/// not told twice.
struct Known {
    goals: BTreeSet<Slug>,
    entries: BTreeMap<&'static str, BTreeSet<Slug>>,
}

impl Known {
    fn has_entry(&self, kind: &str, slug: &Slug) -> bool {
        self.of(kind).any(|known| known == slug)
    }

    fn of(&self, kind: &str) -> impl Iterator<Item = &Slug> {
        self.entries.get(kind).into_iter().flatten()
    }
}

/// Reads the guide; `goals` are those of the plan, `slugs` their names and those of broken ones.
pub(super) fn guide(
    root: &Table<'_>,
    goals: &[GoalEntry],
    slugs: BTreeSet<Slug>,
) -> (Guide, Vec<Context>) {
    let mut guide = Guide::default();
    let mut known = Known {
        goals: slugs,
        entries: BTreeMap::new(),
    };
    for kind in KINDS {
        let taken = known.entries.entry(kind.key).or_default();
        let entries: Vec<Entry> = root
            .tables(kind.key)
            .iter()
            .filter_map(|table| entry(table, kind, taken))
            .collect();
        if !entries.is_empty() {
            guide.pages.push(Page { kind, entries });
        }
    }
    guide.links = links(root, &known, goals);
    let contexts = contexts(root, &known);
    (guide, contexts)
}

fn entry(table: &Table<'_>, kind: &'static Kind, taken: &mut BTreeSet<Slug>) -> Option<Entry> {
    let slug = table.slug("slug");
    if let Some(slug) = &slug {
        claim(table, kind.key, slug, taken);
    }
    let group = match kind.group {
        Group::None => None,
        Group::Free(key) => Some(table.text(key, TITLE_MAX).map(Spanned::into_inner)),
        Group::Words(key, words) => {
            let words: Vec<_> = words.iter().map(|(word, _)| (*word, *word)).collect();
            Some(table.choice(key, &words).map(str::to_owned))
        }
    };
    let name = kind
        .name
        .map(|key| table.text(key, 2 * TITLE_MAX).map(Spanned::into_inner));
    let texts: Vec<Option<String>> = kind
        .texts
        .iter()
        .map(|(key, _)| table.text(key, TEXT_MAX).map(Spanned::into_inner))
        .collect();
    table.finish();
    Some(Entry {
        slug: slug?.into_inner(),
        group: match group {
            Some(group) => Some(group?),
            None => None,
        },
        name: match name {
            Some(name) => Some(name?),
            None => None,
        },
        texts: texts.into_iter().collect::<Option<_>>()?,
    })
}

fn links(root: &Table<'_>, known: &Known, goals: &[GoalEntry]) -> BTreeMap<Slug, Vec<Link>> {
    let mut links: BTreeMap<Slug, Vec<Link>> = BTreeMap::new();
    for entry in goals {
        for (kind, slug) in &entry.links {
            let Some(kind) = KINDS.iter().find(|known| known.key == *kind) else {
                continue;
            };
            if known.has_entry(kind.key, slug.get_ref()) {
                let slug = slug.get_ref().clone();
                let of_goal = links.entry(entry.goal.slug.clone()).or_default();
                of_goal.push(Link { kind, slug });
            } else {
                let message = unknown(kind.key, slug.get_ref(), known.of(kind.key));
                root.error(slug.span(), message);
            }
        }
    }
    links
}

fn unknown<'a>(what: &str, slug: &Slug, known: impl Iterator<Item = &'a Slug>) -> String {
    let nearest = known
        .map(|other| (strsim::jaro_winkler(slug.as_str(), other.as_str()), other))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(score, _)| *score > 0.7);
    match nearest {
        Some((_, other)) => format!("there is no {what} ‘{slug}’; did you mean ‘{other}’?"),
        None => format!("there is no {what} ‘{slug}’ in this file; add it or remove the name"),
    }
}

fn contexts(root: &Table<'_>, known: &Known) -> Vec<Context> {
    let mut taken = BTreeSet::new();
    let mut goals = known.goals.clone();
    root.tables("context")
        .iter()
        .filter_map(|table| context(table, known, &mut taken, &mut goals))
        .collect()
}

fn context(
    table: &Table<'_>,
    known: &Known,
    taken: &mut BTreeSet<Slug>,
    taken_goals: &mut BTreeSet<Slug>,
) -> Option<Context> {
    let slug = table.slug("slug");
    if let Some(slug) = &slug {
        claim(table, "context", slug, taken);
    }
    let axes: Vec<(&'static str, &'static str)> =
        AXES.iter().map(|(axis, _)| (*axis, *axis)).collect();
    let axis = table.choice("axis", &axes);
    let name = table.text("name", TITLE_MAX);
    let what = table.text("what", TEXT_MAX);
    let goals = table
        .tables("goal")
        .iter()
        .filter_map(|table| goal(table, taken_goals))
        .map(|entry| entry.goal)
        .collect();
    let named = |table: &Table<'_>| {
        let goal = table.slug("goal")?;
        if !known.goals.contains(goal.get_ref()) {
            let message = unknown("goal", goal.get_ref(), known.goals.iter());
            table.error(goal.span(), message);
            return None;
        }
        Some(goal.into_inner())
    };
    let criteria = changes(table, "criterion", |table| {
        let (goal, slug) = (named(table), table.slug("slug"));
        let text = table.text("text", TEXT_MAX);
        let slug = slug?.into_inner();
        let text = text?.into_inner();
        Some((goal?, Criterion { slug, text }))
    });
    let emphases = changes(table, "emphasis", |table| {
        let (goal, text) = (named(table), table.text("text", TEXT_MAX));
        Some((goal?, text?.into_inner()))
    });
    let targets = changes(table, "target", |table| {
        let (metric, target) = (table.slug("metric")?, table.text("target", TEXT_MAX));
        if !known.has_entry("metric", metric.get_ref()) {
            let message = unknown("metric", metric.get_ref(), known.of("metric"));
            table.error(metric.span(), message);
            return None;
        }
        Some((metric.into_inner(), target?.into_inner()))
    });
    table.finish();
    Some(Context {
        slug: slug?.into_inner(),
        axis: axis?,
        name: name?.into_inner(),
        what: what?.into_inner(),
        goals,
        criteria,
        emphases,
        targets,
    })
}

/// Reads the changes of one kind that a context makes.
fn changes<T>(
    context: &Table<'_>,
    key: &'static str,
    read: impl Fn(&Table<'_>) -> Option<T>,
) -> Vec<T> {
    context
        .tables(key)
        .iter()
        .filter_map(|table| {
            let change = read(table);
            table.finish();
            change
        })
        .collect()
}
