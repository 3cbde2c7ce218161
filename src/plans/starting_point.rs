//! The plan files that somebody begins with: small, whole, and commented.

use super::file::PlanFile;
use crate::domain::plan::names::Slug;
use crate::domain::plan::role::PlanGoal;

/// Returns a commented plan file for a role of one's own. It passes the check as it stands.
pub fn starting_point(slug: &Slug) -> String {
    include_str!("starting_point.toml").replace("your-role", slug.as_str())
}

/// Returns a commented plan file that builds on another plan and shows on two of its goals how one
/// is changed and one dropped. It passes the check as it stands.
pub fn starting_point_on(slug: &Slug, base: &PlanFile) -> String {
    let role = &base.plan.role;
    let goals = &base.plan.goals;
    let changed = goals.first();
    let dropped = match goals.last() {
        Some(last) if goals.len() > 1 => format!("goal = [\"{}\"]", last.slug),
        _ => "# goal = [\"slug\"]".to_owned(),
    };
    // No slug holds an angle bracket. The titles could; they stand in comments and come last.
    include_str!("starting_point_on.toml")
        .replace("goal = [\"<dropped>\"]", &dropped)
        .replace("<slug>", slug.as_str())
        .replace("<base>", role.slug.as_str())
        .replace("<new>", &free(base))
        .replace("<changed>", changed.map_or("", |goal| goal.slug.as_str()))
        .replace(
            "<milestone>",
            changed.map_or("30", |goal| goal.milestone.key()),
        )
        .replace("<base title>", &role.title)
        .replace("<changed title>", changed.map_or("", |goal| &goal.title))
}

/// Returns a slug that no goal of a plan and of its contexts has.
fn free(base: &PlanFile) -> String {
    let in_contexts = base.contexts.iter().flat_map(|context| &context.goals);
    let goals: Vec<&PlanGoal> = base.plan.goals.iter().chain(in_contexts).collect();
    let is_free = |slug: &String| !goals.iter().any(|goal| goal.slug.as_str() == slug.as_str());
    let others = (2..).map(|number| format!("our-own-goal-{number}"));
    std::iter::once("our-own-goal".to_owned())
        .chain(others)
        .find(is_free)
        .unwrap_or_default()
}
