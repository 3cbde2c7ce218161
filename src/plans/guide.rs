//! Reads the guide of a plan file: its pages, and what the goals name of them. Each entry stands
//! on top of the one of the same slug below.

use std::collections::{BTreeMap, BTreeSet};

use super::extend::{Base, keep_within};
use super::file::{TEXT_MAX, TITLE_MAX};
use super::goal::{GoalEntry, claim};
use super::table::Table;
use crate::domain::plan::guide::{Entry, Group, Guide, KINDS, Kind, Link, Page};
use crate::domain::plan::names::Slug;

/// The most entries of a page.
const ENTRIES_MAX: usize = 500;

/// The slugs that a plan gives, also those of entries that cannot be used, so that one mistake is
/// not told twice.
pub(super) struct Known {
    pub goals: BTreeSet<Slug>,
    entries: BTreeMap<&'static str, BTreeSet<Slug>>,
}

impl Known {
    pub fn has_entry(&self, kind: &str, slug: &Slug) -> bool {
        self.entries
            .get(kind)
            .is_some_and(|slugs| slugs.contains(slug))
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
    base: &Base,
) -> (Guide, Known) {
    let mut guide = Guide::default();
    let mut known = Known {
        goals: slugs,
        entries: BTreeMap::new(),
    };
    for kind in KINDS {
        let taken = known.entries.entry(kind.key).or_default();
        let entries = entries(root, kind, taken, base);
        if !entries.is_empty() {
            guide.pages.push(Page { kind, entries });
        }
    }
    guide.links = links(root, &known, goals, base);
    (guide, known)
}

fn entries(
    root: &Table<'_>,
    kind: &'static Kind,
    taken: &mut BTreeSet<Slug>,
    base: &Base,
) -> Vec<Entry> {
    let tables = root.tables(kind.key);
    let below = base.entries(kind.key);
    let known = below.iter().map(|entry| &entry.slug);
    keep_within(&tables, known.clone(), ENTRIES_MAX, kind.page);
    let mut entries = below.to_vec();
    for table in tables.iter().take(ENTRIES_MAX) {
        if let Some(read) = entry(table, kind, taken, base) {
            match entries.iter_mut().find(|other| other.slug == read.slug) {
                Some(below) => *below = read,
                None => entries.push(read),
            }
        }
    }
    taken.extend(known.cloned());
    entries
}

fn entry(
    table: &Table<'_>,
    kind: &'static Kind,
    taken: &mut BTreeSet<Slug>,
    base: &Base,
) -> Option<Entry> {
    let all = base.entries(kind.key);
    let below = table.on_top_of(all, |entry| &entry.slug);
    let slug = table.slug("slug");
    if let Some(slug) = &slug {
        claim(table, kind.key, slug, taken);
    }
    let group = group(table, kind, below);
    let below_name = below.and_then(|entry| entry.name.as_ref());
    let name = kind
        .name
        .map(|key| table.text_or(key, 2 * TITLE_MAX, below_name));
    let texts: Vec<Option<String>> = kind
        .texts
        .iter()
        .zip(0..)
        .map(|((key, _), place)| {
            let text = below.and_then(|entry| entry.texts.get::<usize>(place));
            table.text_or(key, TEXT_MAX, text)
        })
        .collect();
    base.settle(table, kind.key, all.iter().map(|entry| &entry.slug));
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

/// Reads what an entry is grouped by: nothing where its kind has no groups, and nothing inside
/// that where it cannot be read.
fn group(table: &Table<'_>, kind: &Kind, below: Option<&Entry>) -> Option<Option<String>> {
    let below = below.and_then(|entry| entry.group.as_ref());
    match kind.group {
        Group::None => None,
        Group::Free(key) => Some(table.text_or(key, TITLE_MAX, below)),
        Group::Words(key, words) => {
            let words: Vec<_> = words
                .iter()
                .map(|(word, _)| (*word, (*word).to_owned()))
                .collect();
            Some(table.choice_or(key, &words, below))
        }
    }
}

fn links(
    root: &Table<'_>,
    known: &Known,
    goals: &[GoalEntry],
    base: &Base,
) -> BTreeMap<Slug, Vec<Link>> {
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
                base.tell_unknown(root, kind.key, slug, known.of(kind.key));
            }
        }
    }
    links
}
