//! Reads the guide of a plan file: its pages, and what the goals name of them.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::file::{TEXT_MAX, TITLE_MAX};
use super::goal::{GoalEntry, claim};
use super::nearest::nearest;
use super::table::Table;
use crate::domain::guide::{Entry, Group, Guide, KINDS, Kind, Link, Page};
use crate::domain::plan::Slug;

/// The slugs that a file gives, also those of entries that cannot be used, so that one mistake is
/// not told twice.
pub(super) struct Known {
    pub goals: BTreeSet<Slug>,
    entries: BTreeMap<&'static str, BTreeSet<Slug>>,
}

impl Known {
    pub fn has_entry(&self, kind: &str, slug: &Slug) -> bool {
        self.of(kind).any(|known| known == slug)
    }

    pub fn of(&self, kind: &str) -> impl Iterator<Item = &Slug> {
        self.entries.get(kind).into_iter().flatten()
    }
}

/// Reads the guide; `goals` are those of the plan, `slugs` their names and those of broken ones.
pub(super) fn guide(
    root: &Table<'_>,
    goals: &[GoalEntry],
    slugs: BTreeSet<Slug>,
) -> (Guide, Known) {
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
    (guide, known)
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

/// Returns what is said of a name that nothing goes by.
pub(super) fn unknown<'a>(
    what: &str,
    slug: &Slug,
    known: impl Iterator<Item = &'a Slug>,
) -> String {
    match nearest(slug.as_str(), known.map(Slug::as_str)) {
        Some(other) => format!("there is no {what} ‘{slug}’; did you mean ‘{other}’?"),
        None => format!("there is no {what} ‘{slug}’ in this file; add it or remove the name"),
    }
}
