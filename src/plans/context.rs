//! Reads the contexts of a plan file: how a role differs by setting. Each stands on top of the one
//! of the same slug below.

use std::collections::BTreeSet;

use toml::Spanned;

use super::extend::{Base, keep_within};
use super::file::{TEXT_MAX, TITLE_MAX};
use super::goal::{GoalEntry, claim, goal};
use super::guide::Known;
use super::milestone::Listed;
use super::table::Table;
use crate::domain::plan::context::{AXES, Context};
use crate::domain::plan::names::Slug;
use crate::domain::plan::role::{Criterion, PlanGoal};

/// The most contexts of a plan.
const CONTEXTS_MAX: usize = 200;

/// Reads the contexts; what they name is looked up in what the plan gives.
pub(super) fn contexts(
    root: &Table<'_>,
    known: &Known,
    goals: &[GoalEntry],
    base: &Base,
    listed: &Listed,
) -> Vec<Context> {
    let tables = root.tables("context");
    let below = base.contexts();
    let slugs = below.iter().map(|context| &context.slug);
    keep_within(&tables, slugs, CONTEXTS_MAX, "contexts");
    let mut taken_goals = known.goals.clone();
    for context in below.iter().filter(|context| keeps_goals(context, &tables)) {
        tell_clashes(root, context, goals);
        taken_goals.extend(context.goals.iter().map(|goal| goal.slug.clone()));
    }
    let mut contexts = below.to_vec();
    let mut taken = BTreeSet::new();
    let mut excluded = Vec::new();
    for table in tables.iter().take(CONTEXTS_MAX) {
        let read = context(table, known, base, listed, &mut taken, &mut taken_goals);
        if let Some((read, names)) = read {
            excluded.extend(names.into_iter().map(|name| (table, name)));
            match contexts.iter_mut().find(|other| other.slug == read.slug) {
                Some(below) => *below = read,
                None => contexts.push(read),
            }
        }
    }
    for (table, name) in excluded {
        let known = || contexts.iter().map(|context| &context.slug);
        if !known().any(|slug| slug == name.get_ref()) {
            base.tell_unknown(table, "context", &name, known());
        }
    }
    contexts
}

/// Returns whether the file leaves a context below the goals that it adds.
fn keeps_goals(context: &Context, tables: &[Table<'_>]) -> bool {
    let slug = context.slug.as_str();
    !tables
        .iter()
        .any(|table| table.has("goal") && table.peek("slug").is_some_and(|(own, _)| own == slug))
}

/// Notes the goals of the file that a context below adds under the same slug.
fn tell_clashes(root: &Table<'_>, context: &Context, goals: &[GoalEntry]) {
    for (goal, at) in goals
        .iter()
        .filter_map(|goal| Some((goal, goal.at.clone()?)))
    {
        let slug = &goal.goal.slug;
        if context.goals.iter().any(|other| other.slug == *slug) {
            let message = format!(
                "the context ‘{}’ adds a goal with the slug ‘{slug}’ already; choose another",
                context.slug
            );
            root.error(at, message);
        }
    }
}

/// Reads a context, and apart from it the names that it excludes, which may stand further down.
fn context(
    table: &Table<'_>,
    known: &Known,
    base: &Base,
    listed: &Listed,
    taken: &mut BTreeSet<Slug>,
    taken_goals: &mut BTreeSet<Slug>,
) -> Option<(Context, Vec<Spanned<Slug>>)> {
    let below = table.on_top_of(base.contexts(), |context| &context.slug);
    let slug = table.slug("slug");
    if let Some(slug) = &slug {
        claim(table, "context", slug, taken);
    }
    let axes: Vec<(&'static str, &'static str)> =
        AXES.iter().map(|(axis, _)| (*axis, *axis)).collect();
    let axis = table.choice_or("axis", &axes, below.map(|context| &context.axis));
    let name = table.text_or("name", TITLE_MAX, below.map(|context| &context.name));
    let what = table.text_or("what", TEXT_MAX, below.map(|context| &context.what));
    let named = table.slugs("excludes");
    for own in named
        .iter()
        .filter(|name| Some(name.get_ref()) == slug.as_ref().map(Spanned::get_ref))
    {
        table.error(own.span(), "a context cannot exclude itself");
    }
    let excludes = match below {
        Some(below) if !table.has("excludes") => below.excludes.clone(),
        _ => named.iter().map(|name| name.get_ref().clone()).collect(),
    };
    let goals = match below {
        Some(below) if !table.has("goal") => below.goals.clone(),
        _ => goals(table, base, listed, taken_goals),
    };
    let below_criteria = below.map(|context| &context.criteria);
    let criteria = changes(table, "criterion", below_criteria, |table| {
        criterion(table, known, base)
    });
    let below_emphases = below.map(|context| &context.emphases);
    let emphases = changes(table, "emphasis", below_emphases, |table| {
        let goal = named_goal(table, known, base);
        let text = table.text("text", TEXT_MAX);
        Some((goal?, text?.into_inner()))
    });
    let below_targets = below.map(|context| &context.targets);
    let targets = changes(table, "target", below_targets, |table| {
        target(table, known, base)
    });
    let contexts = base.contexts().iter();
    base.settle(table, "context", contexts.map(|context| &context.slug));
    table.finish();
    let context = Context {
        slug: slug?.into_inner(),
        axis: axis?,
        name: name?,
        what: what?,
        excludes,
        goals,
        criteria,
        emphases,
        targets,
    };
    Some((context, named))
}

/// Reads the goals that a context adds. They are new in every case, so none stands on another.
fn goals(
    context: &Table<'_>,
    base: &Base,
    listed: &Listed,
    taken: &mut BTreeSet<Slug>,
) -> Vec<PlanGoal> {
    let tables = context.tables("goal");
    let read = tables.iter().filter_map(|table| {
        if let Some((slug, span)) = table.peek("slug") {
            base.refuse_dropped(table, "goal", slug, span);
        }
        goal(table, taken, &Base::None, listed)
    });
    read.map(|entry| entry.goal).collect()
}

fn criterion(table: &Table<'_>, known: &Known, base: &Base) -> Option<(Slug, Criterion)> {
    let (goal, slug) = (named_goal(table, known, base), table.slug("slug"));
    let text = table.text("text", TEXT_MAX);
    let slug = slug?.into_inner();
    let text = text?.into_inner();
    Some((goal?, Criterion::new(slug, text)))
}

fn target(table: &Table<'_>, known: &Known, base: &Base) -> Option<(Slug, String)> {
    let (metric, target) = (table.slug("metric")?, table.text("target", TEXT_MAX));
    if !known.has_entry("metric", metric.get_ref()) {
        base.tell_unknown(table, "metric", &metric, known.of("metric"));
        return None;
    }
    Some((metric.into_inner(), target?.into_inner()))
}

/// Returns the goal that a change of a context names.
fn named_goal(table: &Table<'_>, known: &Known, base: &Base) -> Option<Slug> {
    let goal = table.slug("goal")?;
    if !known.goals.contains(goal.get_ref()) {
        base.tell_unknown(table, "goal", &goal, known.goals.iter());
        return None;
    }
    Some(goal.into_inner())
}

/// Reads the changes of one kind that a context makes; those of the context below where the key
/// is left out.
fn changes<T: Clone>(
    context: &Table<'_>,
    key: &'static str,
    below: Option<&Vec<T>>,
    read: impl Fn(&Table<'_>) -> Option<T>,
) -> Vec<T> {
    if let Some(below) = below.filter(|_| !context.has(key)) {
        return below.clone();
    }
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
