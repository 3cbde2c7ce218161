//! Reads the contexts of a plan file: how a role differs by setting.

use std::collections::BTreeSet;

use super::file::{TEXT_MAX, TITLE_MAX};
use super::goal::{claim, goal};
use super::guide::{Known, unknown};
use super::table::Table;
use crate::domain::context::{AXES, Context};
use crate::domain::plan::{Criterion, Slug};

/// Reads the contexts; what they name is looked up in what the file gives.
pub(super) fn contexts(root: &Table<'_>, known: &Known) -> Vec<Context> {
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
