//! Contexts: the settings in which a role differs, and what a plan becomes in them.

use std::collections::BTreeSet;

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
    /// The contexts that nobody is in at the same time.
    pub excludes: Vec<Slug>,
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

/// Two contexts that nobody is in at the same time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("choose one of ‘{one}’ and ‘{other}’; they exclude each other")]
pub struct Exclusive {
    /// The name of the one.
    pub one: String,
    /// The name of the other.
    pub other: String,
}

impl Context {
    /// Returns whether one of two contexts excludes the other; which of them says so does not matter.
    pub fn is_exclusive_with(&self, other: &Self) -> bool {
        self.excludes.contains(&other.slug) || other.excludes.contains(&self.slug)
    }
}

/// Checks that contexts can be chosen together.
///
/// # Errors
/// [`Exclusive`] with the first two that cannot.
pub fn check_together(chosen: &[&Context]) -> Result<(), Exclusive> {
    for (place, one) in chosen.iter().enumerate() {
        let mut later = chosen.iter().skip(place + 1);
        if let Some(other) = later.find(|other| one.is_exclusive_with(other)) {
            return Err(Exclusive {
                one: one.name.clone(),
                other: other.name.clone(),
            });
        }
    }
    Ok(())
}

/// Returns what a plan becomes in some contexts, one after the other. Their goals and parts are
/// added, their emphases stand behind why a goal matters, their targets in place of the plan's. What
/// a context adds bears its name; where several give one metric a target, all of them are told.
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
            add_to(goal, context);
        }
    }
    let metrics = chosen.iter().flat_map(|context| &context.targets);
    let metrics: BTreeSet<&Slug> = metrics.map(|(metric, _)| metric).collect();
    for metric in metrics {
        set_target(&mut plan.guide, metric, &target(chosen, metric));
    }
    // Stable, so that a goal of a context comes behind those of the plan.
    plan.goals.sort_by_key(|goal| goal.milestone);
    plan
}

/// Adds what a context says of a goal: criteria under slugs that are free, and emphases.
fn add_to(goal: &mut PlanGoal, context: &Context) {
    let name = &context.name;
    let of_goal = |slug: &Slug| *slug == goal.slug;
    let criteria = context.criteria.iter().filter(|(slug, _)| of_goal(slug));
    let emphases = context.emphases.iter().filter(|(slug, _)| of_goal(slug));
    let emphases: Vec<String> = emphases
        .map(|(_, text)| format!(" {name}: {text}"))
        .collect();
    for (_, criterion) in criteria {
        if !goal
            .criteria
            .iter()
            .any(|other| other.slug == criterion.slug)
        {
            goal.criteria.push(Criterion::new(
                criterion.slug.clone(),
                format!("{} ({name})", criterion.text),
            ));
        }
    }
    goal.why.push_str(&emphases.concat());
}

/// Returns the targets that contexts give a metric, each behind its name: `Startup: 5; Bank: 9`.
fn target(chosen: &[&Context], metric: &Slug) -> String {
    let mut whole = String::new();
    for context in chosen {
        for (_, target) in context.targets.iter().filter(|(slug, _)| slug == metric) {
            whole.push_str(match whole.chars().last() {
                None => "",
                Some('.') => " ",
                Some(_) => "; ",
            });
            whole.push_str(&format!("{}: {target}", context.name));
        }
    }
    whole
}

/// Returns what a plan is fitted to, if it is: `fitted to Startup; Berlin`.
pub fn fitted(contexts: &[ContextName]) -> Option<String> {
    // Names hold commas.
    let names: Vec<&str> = contexts
        .iter()
        .map(|context| context.name.as_str())
        .collect();
    (!names.is_empty()).then(|| format!("fitted to {}", names.join("; ")))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::{plan, slug};
    use crate::domain::plan::guide::{Entry, KINDS, Page};

    fn context(name: &str, excludes: &[&str], target: &str) -> Context {
        let part = Criterion::new(slug("third"), "The third part".to_owned());
        Context {
            slug: slug(name),
            axis: "size",
            name: name.to_uppercase(),
            what: "It differs.".to_owned(),
            excludes: excludes.iter().map(|other| slug(other)).collect(),
            goals: Vec::new(),
            criteria: vec![(slug("talk"), part)],
            emphases: vec![(slug("team"), "Even more so.".to_owned())],
            targets: vec![(slug("speed"), target.to_owned())],
        }
    }

    fn measured() -> Plan {
        let kind = KINDS.iter().find(|kind| kind.key == "metric").unwrap();
        let entry = Entry {
            slug: slug("speed"),
            group: None,
            name: Some("Speed".to_owned()),
            texts: ["time", "because", "3 days", "weekly"]
                .map(str::to_owned)
                .into(),
            milestones: Vec::new(),
        };
        let mut plan = plan();
        plan.guide.pages = vec![Page {
            kind,
            entries: vec![entry],
        }];
        plan
    }

    #[test]
    fn what_a_context_adds_bears_its_name() {
        let one = context("one", &[], "2 days");
        let fitted = in_contexts(&measured(), &[&one]);
        let goal = |name: &str| {
            fitted
                .goals
                .iter()
                .find(|goal| goal.slug == slug(name))
                .unwrap()
        };
        assert_eq!(goal("team").why, "Because. ONE: Even more so.");
        assert_eq!(goal("talk").criteria[2].text, "The third part (ONE)");
        assert_eq!(fitted.guide.pages[0].entries[0].texts[2], "ONE: 2 days");
    }

    #[test]
    fn two_targets_of_one_metric_are_both_told() {
        let told = |first: &str, second: &str| {
            let (one, two) = (context("one", &[], first), context("two", &[], second));
            let fitted = in_contexts(&measured(), &[&one, &two]);
            fitted.guide.pages[0].entries[0].texts[2].clone()
        };
        assert_eq!(told("2 days", "1 day"), "ONE: 2 days; TWO: 1 day");
        assert_eq!(
            told("Two days.", "One day."),
            "ONE: Two days. TWO: One day."
        );
    }

    #[test]
    fn contexts_that_exclude_each_other_are_refused_in_either_order() {
        let (one, two) = (context("one", &["two"], "2"), context("two", &[], "1"));
        let three = context("three", &[], "3");
        let refused = |chosen: &[&Context]| check_together(chosen).unwrap_err().to_string();
        insta::assert_snapshot!(refused(&[&one, &three, &two]), @"choose one of ‘ONE’ and ‘TWO’; they exclude each other");
        insta::assert_snapshot!(refused(&[&two, &one]), @"choose one of ‘TWO’ and ‘ONE’; they exclude each other");
        assert_eq!(check_together(&[&one, &three]), Ok(()));
    }
}
