//! Reads the goals of a plan file and their parts, each on top of the goal of the same slug below.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;

use super::extend::{Base, keep_within};
use super::file::{TEXT_MAX, TITLE_MAX};
use super::milestone::Listed;
use super::table::Table;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::role::{Asks, Criterion, PlanGoal};

/// The most goals of a plan.
pub(super) const GOALS_MAX: usize = 200;

/// The keys under which a goal names entries of the guide, each with their kind.
const LINKS: [(&str, &str); 3] = [
    ("people", "person"),
    ("deliverables", "deliverable"),
    ("risks", "risk"),
];

/// A goal with the entries of the guide that it names.
#[derive(Clone)]
pub(super) struct GoalEntry {
    pub goal: PlanGoal,
    pub links: Vec<(&'static str, Spanned<Slug>)>,
    /// Where its slug stands, where the file itself gives the goal.
    pub at: Option<Range<usize>>,
}

impl GoalEntry {
    /// Returns a goal of the plan below as if the file gave it. Its links are sound, so that
    /// nobody asks where they stand.
    fn below(goal: &PlanGoal, base: &Base) -> Self {
        let links = base.links(&goal.slug).iter();
        Self {
            goal: goal.clone(),
            links: links
                .map(|link| (link.kind.key, Spanned::new(0..0, link.slug.clone())))
                .collect(),
            at: None,
        }
    }
}

/// Reads the goals; the slugs are those of the goals that cannot be used, too.
pub(super) fn goals(
    root: &Table<'_>,
    base: &Base,
    listed: &Listed,
) -> (Vec<GoalEntry>, BTreeSet<Slug>) {
    let tables = root.tables("goal");
    let below = base.goals();
    if tables.is_empty() && below.is_empty() && !base.is_lost() {
        root.error(0..0, "the plan has no goal; add one under [[goal]]");
    }
    let known = below.iter().map(|goal| &goal.slug);
    keep_within(&tables, known.clone(), GOALS_MAX, "goals");
    let mut goals: Vec<GoalEntry> = below
        .iter()
        .map(|goal| GoalEntry::below(goal, base))
        .collect();
    let mut slugs = BTreeSet::new();
    for table in tables.iter().take(GOALS_MAX) {
        if let Some(read) = goal(table, &mut slugs, base, listed) {
            match goals
                .iter_mut()
                .find(|other| other.goal.slug == read.goal.slug)
            {
                Some(below) => *below = read,
                None => goals.push(read),
            }
        }
    }
    slugs.extend(known.cloned());
    (goals, slugs)
}

/// Reads a goal; its slug joins those that are taken.
pub(super) fn goal(
    table: &Table<'_>,
    taken: &mut BTreeSet<Slug>,
    base: &Base,
    listed: &Listed,
) -> Option<GoalEntry> {
    let known = || base.goals().iter().map(|goal| &goal.slug);
    let below = table.on_top_of(base.goals(), |goal| &goal.slug);
    let milestone = milestone(table, below, listed);
    let slug = table.slug("slug");
    if let Some(slug) = &slug {
        claim(table, "goal", slug, taken);
    }
    let text = |key, limit, below| table.text_or(key, limit, below);
    let title = text("title", TITLE_MAX, below.map(|goal| &goal.title));
    let why = text("why", TEXT_MAX, below.map(|goal| &goal.why));
    let evidence = text("evidence", TEXT_MAX, below.map(|goal| &goal.evidence));
    let pitfall = table.optional_text("pitfall", TEXT_MAX);
    let asks = table.optional_choice("asks", &[("all", Asks::All), ("any", Asks::Any)]);
    let criteria = match below {
        Some(below) if !table.has("criteria") => below.criteria.clone(),
        _ => criteria(table),
    };
    if asks.is_some() && criteria.is_empty() && !base.is_lost() {
        table.warning(
            table.span.clone(),
            "`asks` says nothing without `criteria`; add them or remove the line",
        );
    }
    let links = links(table, base, below);
    base.settle(table, "goal", known());
    table.finish();
    let slug = slug?;
    Some(GoalEntry {
        at: Some(slug.span()),
        goal: PlanGoal {
            slug: slug.into_inner(),
            milestone: milestone?,
            title: title?,
            why: why?,
            evidence: evidence?,
            pitfall: pitfall
                .map(Spanned::into_inner)
                .or_else(|| below?.pitfall.clone()),
            asks: asks.or_else(|| Some(below?.asks)).unwrap_or_default(),
            criteria,
            context: None,
            dropped: false,
        },
        links,
    })
}

fn milestone(table: &Table<'_>, below: Option<&PlanGoal>, listed: &Listed) -> Option<Milestone> {
    let key = match below {
        Some(_) => table.optional_text("milestone", TITLE_MAX),
        None => table.text("milestone", TITLE_MAX),
    };
    let Some(key) = key else {
        return below.map(|goal| goal.milestone);
    };
    listed.named(table, key.get_ref(), key.span())
}

/// Reads what a goal names of the guide; a list that is left out is that of the goal below.
fn links(
    table: &Table<'_>,
    base: &Base,
    below: Option<&PlanGoal>,
) -> Vec<(&'static str, Spanned<Slug>)> {
    let inherited = below.map(|goal| GoalEntry::below(goal, base).links);
    let mut links = Vec::new();
    for (key, kind) in LINKS {
        match &inherited {
            Some(inherited) if !table.has(key) => {
                let same = inherited.iter().filter(|(other, _)| *other == kind);
                links.extend(same.cloned());
            }
            _ => links.extend(table.slugs(key).into_iter().map(|slug| (kind, slug))),
        }
    }
    links
}

fn criteria(goal: &Table<'_>) -> Vec<Criterion> {
    let mut slugs = BTreeSet::new();
    goal.tables("criteria")
        .iter()
        .filter_map(|table| criterion(table, &mut slugs))
        .collect()
}

fn criterion(table: &Table<'_>, taken: &mut BTreeSet<Slug>) -> Option<Criterion> {
    let slug = table.slug("slug");
    let text = table.text("text", TEXT_MAX);
    table.finish();
    let slug = slug?;
    claim(table, "part of this goal", &slug, taken);
    Some(Criterion::new(slug.into_inner(), text?.into_inner()))
}

/// Takes a slug; notes a problem where it is taken.
pub(super) fn claim(
    table: &Table<'_>,
    what: &str,
    slug: &Spanned<Slug>,
    taken: &mut BTreeSet<Slug>,
) {
    if !taken.insert(slug.get_ref().clone()) {
        table.error(
            slug.span(),
            format!(
                "another {what} has the slug ‘{}’ already; choose another",
                slug.get_ref()
            ),
        );
    }
}
