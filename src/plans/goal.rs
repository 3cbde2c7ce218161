//! Reads the goals of a plan file and their parts.

use std::collections::BTreeSet;

use toml::Spanned;

use super::file::{TEXT_MAX, TITLE_MAX};
use super::table::Table;
use crate::domain::milestone::Milestone;
use crate::domain::plan::{Asks, Criterion, PlanGoal, Slug};

/// The most goals of a plan.
const GOALS_MAX: usize = 200;

/// A goal with the entries of the guide that it names.
pub(super) struct GoalEntry {
    pub goal: PlanGoal,
    pub links: Vec<(&'static str, Spanned<Slug>)>,
}

/// Reads the goals; the slugs are those of the goals that cannot be used, too.
pub(super) fn goals(root: &Table<'_>) -> (Vec<GoalEntry>, BTreeSet<Slug>) {
    let tables = root.tables("goal");
    if tables.is_empty() {
        root.error(0..0, "the plan has no goal; add one under [[goal]]");
    }
    if let Some(first) = tables.get(GOALS_MAX) {
        first.error(
            first.span.clone(),
            format!("the plan has {} goals; keep to {GOALS_MAX}", tables.len()),
        );
    }
    let mut slugs = BTreeSet::new();
    let goals = tables
        .iter()
        .take(GOALS_MAX)
        .filter_map(|table| goal(table, &mut slugs))
        .collect();
    (goals, slugs)
}

/// Reads a goal; its slug joins those that are taken.
pub(super) fn goal(table: &Table<'_>, taken: &mut BTreeSet<Slug>) -> Option<GoalEntry> {
    let milestone = table.text("milestone", TITLE_MAX).and_then(|key| {
        let milestone = Milestone::from_key(key.get_ref());
        if milestone.is_none() {
            table.error(key.span(), no_milestone(key.get_ref()));
        }
        milestone
    });
    let slug = table.slug("slug");
    if let Some(slug) = &slug {
        claim(table, "goal", slug, taken);
    }
    let text = |key, limit| table.text(key, limit).map(Spanned::into_inner);
    let (title, why) = (text("title", TITLE_MAX), text("why", TEXT_MAX));
    let evidence = text("evidence", TEXT_MAX);
    let pitfall = table.optional_text("pitfall", TEXT_MAX);
    let asks = table.optional_choice("asks", &[("all", Asks::All), ("any", Asks::Any)]);
    let criteria = criteria(table);
    if asks.is_some() && criteria.is_empty() {
        table.warning(
            table.span.clone(),
            "`asks` says nothing without `criteria`; add them or remove the line",
        );
    }
    let mut links = Vec::new();
    for (key, kind) in [
        ("people", "person"),
        ("deliverables", "deliverable"),
        ("risks", "risk"),
    ] {
        links.extend(table.slugs(key).into_iter().map(|slug| (kind, slug)));
    }
    table.finish();
    Some(GoalEntry {
        goal: PlanGoal {
            slug: slug?.into_inner(),
            milestone: milestone?,
            title: title?,
            why: why?,
            evidence: evidence?,
            pitfall: pitfall.map(Spanned::into_inner),
            asks: asks.unwrap_or_default(),
            criteria,
            context: None,
        },
        links,
    })
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
    Some(Criterion {
        slug: slug.into_inner(),
        text: text?.into_inner(),
    })
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

/// Returns what is said of a milestone that there is not.
pub(super) fn no_milestone(key: &str) -> String {
    let keys = Milestone::ALL.map(|milestone| format!("\"{}\"", milestone.key()));
    format!(
        "there is no milestone ‘{}’; use one of {}",
        crate::domain::text::clean(key),
        keys.join(", ")
    )
}
