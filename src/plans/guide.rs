//! Reads the guide of a plan file: its pages, and what the goals name of them. Each entry stands
//! on top of the one of the same slug below.

use std::collections::{BTreeMap, BTreeSet};

use super::extend::{Base, keep_within};
use super::file::{TEXT_MAX, TITLE_MAX};
use super::goal::{GoalEntry, claim};
use super::milestone::Listed;
use super::table::Table;
use crate::domain::plan::guide::{Entry, Group, Guide, KINDS, Kind, Link, Page};
use crate::domain::plan::mentoring::By;
use crate::domain::plan::names::Slug;

/// What a day counted from day 1 looks like.
const DAY: &str = "name a day like \"day 5\" or \"3 working days before\"";

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
    listed: &Listed,
) -> (Guide, Known) {
    let mut guide = Guide::default();
    let mut known = Known {
        goals: slugs,
        entries: BTreeMap::new(),
    };
    for kind in KINDS {
        let taken = known.entries.entry(kind.key).or_default();
        let entries = entries(root, kind, taken, base, listed);
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
    listed: &Listed,
) -> Vec<Entry> {
    let tables = root.tables(kind.key);
    let below = base.entries(kind.key);
    let known = below.iter().map(|entry| &entry.slug);
    keep_within(&tables, known.clone(), ENTRIES_MAX, kind.page);
    let mut entries = below.to_vec();
    for table in tables.iter().take(ENTRIES_MAX) {
        if let Some(read) = entry(table, kind, taken, base, listed) {
            match entries.iter_mut().find(|other| other.slug == read.slug) {
                Some(below) => *below = read,
                None => entries.push(read),
            }
        }
    }
    taken.extend(known.cloned());
    for entry in &entries {
        let name = entry.name.as_deref().unwrap_or(entry.slug.as_str());
        listed.tell_unlisted_keys(root, name, &entry.milestones);
    }
    entries
}

fn entry(
    table: &Table<'_>,
    kind: &'static Kind,
    taken: &mut BTreeSet<Slug>,
    base: &Base,
    listed: &Listed,
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
    if let Some((text, span)) = kind.day.and_then(|key| table.peek(key))
        && By::from_text(text).is_none()
    {
        table.error(span, DAY);
    }
    let milestones = kind
        .milestones
        .map(|key| milestones(table, key, below, listed));
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
        milestones: milestones.unwrap_or_default(),
    })
}

/// Reads at which milestones an entry counts; a list that is left out is that of the entry below.
fn milestones(
    table: &Table<'_>,
    key: &'static str,
    below: Option<&Entry>,
    listed: &Listed,
) -> Vec<String> {
    let own = table.texts(key, TITLE_MAX);
    if !table.has(key) {
        return below.map_or_else(Vec::new, |entry| entry.milestones.clone());
    }
    if own.is_empty() {
        let message = format!("`{key}` names no milestone; remove the line if all of them count");
        table.error(table.span.clone(), message);
    }
    let mut keys: Vec<String> = Vec::new();
    for text in own {
        let Some(milestone) = listed.named(table, text.get_ref(), text.span()) else {
            continue;
        };
        let key = milestone.key();
        if !milestone.is_dated() {
            let message = format!("\"{key}\" has no date and no gate review; leave it out");
            table.error(text.span(), message);
        }
        if !keys.iter().any(|other| other == key) {
            keys.push(key.to_owned());
        }
    }
    keys
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

#[cfg(test)]
mod tests {
    use crate::domain::plan::copy::PlanCopy;
    use crate::domain::plan::milestone::Milestone;
    use crate::plans::document::Document;
    use crate::plans::file::PlanFile;
    use crate::plans::problem::Problems;
    use crate::plans::shelf::Shelf;
    use crate::plans::{examine, read};
    use rstest::rstest;
    use std::sync::Arc;

    const PLAN: &str = r#"format = 1
edition = 1
slug = "baker"
title = "Baker"
source = "the guild"
summary = "Bakes."
mission = "Bread."
success = "Good bread."
[[goal]]
milestone = "30"
slug = "oven"
title = "Know the oven"
why = "It is hot."
evidence = "A loaf."
[[rubric]]
slug = "crust"
dimension = "Crust"
meets = "Brown."
exceeds = "Golden."
milestones = ["60", "6m", "60"]
[[rubric]]
slug = "crumb"
dimension = "Crumb"
meets = "Soft."
exceeds = "Airy."
"#;

    const LINE: &str = "milestones = [\"60\", \"6m\", \"60\"]\n";

    #[test]
    fn a_dimension_counts_where_the_plan_says_and_else_everywhere() {
        let plan = read("p.toml", PLAN).unwrap().plan;
        let [crust, crumb] = &plan.guide.pages[0].entries[..] else {
            panic!("two dimensions");
        };
        assert_eq!(crust.milestones, ["60", "6m"]);
        let counts = |milestone| (crust.counts_at(milestone), crumb.counts_at(milestone));
        assert_eq!(counts(Milestone::DAY_30), (false, true));
        assert_eq!(counts(Milestone::DAY_60), (true, true));
        let milestones = &plan.role.milestones;
        assert_eq!(crust.counts_where(milestones).unwrap(), "60 days, 6 months");
        assert_eq!(crumb.counts_where(milestones), None);
    }

    #[test]
    fn a_plan_that_does_not_say_it_keeps_its_hash_and_its_form() {
        let plan = read("p.toml", &PLAN.replace(LINE, "")).unwrap().plan;
        let written = serde_json::to_value(&plan.guide).unwrap();
        let entry = &written["pages"][0]["entries"][0];
        assert_eq!(entry.get("milestones"), None);
        let said = read("p.toml", PLAN).unwrap().plan;
        assert_ne!(PlanCopy::of(plan).hash(), PlanCopy::of(said).hash());
    }

    #[rstest]
    #[case::unknown("[\"60\", \"d60\"]", "20:21", "no milestone ‘d60’; use one of \"30\"")]
    #[case::undated("[\"beyond\"]", "20:15", "\"beyond\" has no date")]
    #[case::none("[]", "15:1", "names no milestone")]
    #[case::a_text("\"60\"", "20:14", "a list of texts")]
    #[case::numbers("[60]", "20:15", "is a text")]
    fn a_mistake_is_named_with_its_place(
        #[case] value: &str,
        #[case] place: &str,
        #[case] words: &str,
    ) {
        let source = PLAN.replace(LINE, &format!("milestones = {value}\n"));
        let problems = examine("p.toml", &source).1;
        let named = problems.list.iter().any(|problem| {
            let (line, column) = problems.place(problem.span.start);
            format!("{line}:{column}") == place && problem.message.contains(words)
        });
        assert!(named, "{}", problems.render());
    }

    fn on_baker(rest: &str) -> (Option<Arc<PlanFile>>, Problems) {
        let head =
            "format = 1\nedition = 1\nslug = \"mine\"\ntitle = \"Mine\"\nextends = \"baker\"\n";
        let own = format!("{head}{rest}");
        let shelf = Shelf::new([
            Document::new("mine.toml".to_owned(), Ok(&own)),
            Document::new("baker.toml".to_owned(), Ok(PLAN)),
        ]);
        let examined = shelf.examined().next().unwrap();
        examined.clone()
    }

    #[test]
    fn a_plan_on_top_inherits_the_milestones_or_names_its_own() {
        let counts = |rest: &str| {
            let (plan, problems) = on_baker(rest);
            assert_eq!(problems.errors(), 0, "{}", problems.render());
            plan.unwrap().plan.guide.pages[0].entries[0]
                .milestones
                .clone()
        };
        assert_eq!(counts(""), ["60", "6m"]);
        let own = "[[rubric]]\nslug = \"crust\"\n";
        assert_eq!(counts(&format!("{own}meets = \"Dark.\"")), ["60", "6m"]);
        assert_eq!(counts(&format!("{own}milestones = [\"90\"]")), ["90"]);
        let weeks = "[[milestone]]\nkey = \"30\"\nafter = \"30 days\"\ntheme = \"Begin\"\n";
        let told = on_baker(weeks).1.render();
        let words = "‘Crust’ counts at the milestone \"60\", which is not listed here";
        assert!(told.contains(words), "{told}");
        assert_eq!(
            counts(&format!("{weeks}{own}milestones = [\"30\"]")),
            ["30"]
        );
    }

    #[test]
    fn other_pages_have_no_such_key() {
        let source = format!(
            "{PLAN}[[person]]\nslug = \"a\"\nside = \"inside\"\nname = \"A\"\nsettle = \"B.\"\n{LINE}"
        );
        let told = examine("p.toml", &source).1.render();
        assert!(told.contains("has no key `milestones`"), "{told}");
    }
}
