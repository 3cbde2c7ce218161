//! What another edition of a plan would change, as a document for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::plan::{ContextName, context_name};
use crate::domain::acts::edition::{self, Fate};
use crate::domain::record::goal::GoalState;

/// What another edition of the plan would change in the journey.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DifferenceDocument<'a> {
    same: bool,
    from: PlanName<'a>,
    to: PlanName<'a>,
    role: Vec<Alteration<'a>>,
    goals: Vec<GoalDifference<'a>>,
    guide: Vec<PageDifference<'a>>,
    lost_contexts: Vec<ContextName<'a>>,
    new_contexts: Vec<ContextName<'a>>,
    /// The goals, by number before, whose loss or move the mentor has to agree to.
    needs_consent: Vec<&'a str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct PlanName<'a> {
    slug: &'a str,
    title: &'a str,
    edition: u32,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Alteration<'a> {
    what: &'a str,
    from: Option<&'a str>,
    to: Option<&'a str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct GoalDifference<'a> {
    goal: &'a str,
    /// Its number before, unless it is new.
    from: Option<&'a str>,
    number: &'a str,
    title: &'a str,
    fate: &'static str,
    state: Option<&'static str>,
    moves: bool,
    alterations: Vec<Alteration<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct PageDifference<'a> {
    page: &'a str,
    added: &'a [String],
    changed: Vec<&'a str>,
    dropped: &'a [String],
    /// What changes in those that do.
    entries: Vec<EntryDifference<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct EntryDifference<'a> {
    name: &'a str,
    alterations: Vec<Alteration<'a>>,
}

/// Returns the document of a difference.
pub fn difference(difference: &edition::Difference) -> DifferenceDocument<'_> {
    DifferenceDocument {
        same: difference.is_empty(),
        from: plan_name(&difference.from),
        to: plan_name(&difference.to),
        role: alterations(&difference.role),
        goals: difference.goals.iter().map(goal_difference).collect(),
        guide: difference.guide.iter().map(page_difference).collect(),
        lost_contexts: difference.lost_contexts.iter().map(context_name).collect(),
        new_contexts: difference.new_contexts.iter().map(context_name).collect(),
        needs_consent: difference.needs_consent(),
    }
}

fn plan_name(name: &edition::PlanName) -> PlanName<'_> {
    PlanName {
        slug: name.slug.as_str(),
        title: &name.title,
        edition: name.edition,
    }
}

fn alterations(alterations: &[edition::Alteration]) -> Vec<Alteration<'_>> {
    let alterations = alterations.iter();
    alterations
        .map(|alteration| Alteration {
            what: &alteration.what,
            from: alteration.from.as_deref(),
            to: alteration.to.as_deref(),
        })
        .collect()
}

fn goal_difference(goal: &edition::GoalDifference) -> GoalDifference<'_> {
    GoalDifference {
        goal: goal.goal.as_str(),
        from: goal.from.as_deref(),
        number: &goal.number,
        title: &goal.title,
        fate: match goal.fate {
            Fate::Added => "added",
            Fate::Changed => "changed",
            Fate::Renumbered => "renumbered",
            Fate::Kept => "kept",
            Fate::Dropped => "dropped",
        },
        state: goal.state.map(GoalState::word),
        moves: goal.moves,
        alterations: alterations(&goal.alterations),
    }
}

fn page_difference(page: &edition::PageDifference) -> PageDifference<'_> {
    PageDifference {
        page: page.page,
        added: &page.added,
        changed: page.changed.iter().map(|one| one.name.as_str()).collect(),
        dropped: &page.dropped,
        entries: page.changed.iter().map(entry_difference).collect(),
    }
}

fn entry_difference(entry: &edition::EntryDifference) -> EntryDifference<'_> {
    EntryDifference {
        name: &entry.name,
        alterations: alterations(&entry.alterations),
    }
}
