//! Two plans side by side, as a journey holds them: goal by goal, text by text.

use super::{
    Alteration, Difference, EntryDifference, Fate, GoalDifference, PageDifference, PlanName,
};
use crate::domain::plan::guide::{Entry, Group, Guide, KINDS, Kind};
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::{ContextName, Slug};
use crate::domain::plan::role::{Criterion, Plan, PlanGoal, Role};
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::journey::number;

/// How far a goal has come, if that is known.
type StateOf<'a> = &'a dyn Fn(&Slug) -> Option<GoalState>;

/// Returns what differs between two plans.
pub(super) fn plans(from: &Plan, to: &Plan, state: StateOf<'_>) -> Difference {
    Difference {
        from: PlanName::of(&from.role),
        to: PlanName::of(&to.role),
        role: role(&from.role, &to.role),
        goals: goals(from, to, state),
        guide: pages(&from.guide, &to.guide)
            .into_iter()
            .chain(links(from, to))
            .collect(),
        lost_contexts: without(&from.contexts, &to.contexts),
        new_contexts: without(&to.contexts, &from.contexts),
    }
}

fn without(all: &[ContextName], others: &[ContextName]) -> Vec<ContextName> {
    let lacks = |one: &&ContextName| !others.iter().any(|other| other.slug == one.slug);
    all.iter().filter(lacks).cloned().collect()
}

fn goals(from: &Plan, to: &Plan, state: StateOf<'_>) -> Vec<GoalDifference> {
    let numbered = |plan: &Plan| number(plan.goals.iter().cloned());
    let (before, after) = (numbered(from), numbered(to));
    let find = |goals: &[Goal], slug: &Slug| goals.iter().position(|goal| goal.slug() == slug);
    let staying = after.iter().filter_map(|goal| {
        let old = find(&before, goal.slug()).and_then(|place| before.get(place));
        let (fate, alterations) = match old {
            None => (Fate::Added, parts_of(None, &goal.plan)),
            Some(old) if old.plan == goal.plan && old.number == goal.number => return None,
            Some(old) if old.plan == goal.plan => (Fate::Renumbered, Vec::new()),
            Some(old) if goal.plan.dropped && !old.plan.dropped => (Fate::Kept, Vec::new()),
            Some(old) => (Fate::Changed, parts_of(Some(&old.plan), &goal.plan)),
        };
        Some(told(old, goal, fate, state, alterations))
    });
    let leaving = before
        .iter()
        .filter(|goal| find(&after, goal.slug()).is_none())
        .map(|goal| told(Some(goal), goal, Fate::Dropped, state, Vec::new()));
    staying.chain(leaving).collect()
}

fn told(
    old: Option<&Goal>,
    goal: &Goal,
    fate: Fate,
    state: StateOf<'_>,
    alterations: Vec<Alteration>,
) -> GoalDifference {
    let is_elsewhere = |old: &Goal| old.plan.milestone != goal.plan.milestone;
    GoalDifference {
        goal: goal.slug().clone(),
        from: old.map(|old| old.number.to_string()),
        number: goal.number.to_string(),
        title: goal.plan.title.clone(),
        fate,
        state: state(goal.slug()),
        moves: old.is_some_and(|old| !old.plan.dropped && is_elsewhere(old)),
        alterations,
    }
}

/// Returns what a goal's texts were and are; all of them if it is new.
fn parts_of(from: Option<&PlanGoal>, to: &PlanGoal) -> Vec<Alteration> {
    let old = |text: fn(&PlanGoal) -> String| from.map(text);
    let asks = |goal: &PlanGoal| {
        let several = goal.criteria.len() > 1;
        let words = format!("{} of the parts", goal.asks.word());
        if several { words } else { String::new() }
    };
    let milestone = |goal: &PlanGoal| goal.milestone.label();
    let standing = |goal: &PlanGoal| match goal.dropped {
        true => "no longer in it".to_owned(),
        false => "in it again".to_owned(),
    };
    let mut alterations = Vec::new();
    let mut add = |what: &str, from: Option<String>, to: String| {
        alterations.extend(altered(what, from.unwrap_or_default(), to));
    };
    if let Some(old) = from {
        add("title", Some(old.title.clone()), to.title.clone());
        add("milestone", Some(milestone(old)), milestone(to));
        add("plan", Some(standing(old)), standing(to));
    }
    add("why", old(|goal| goal.why.clone()), to.why.clone());
    let evidence = |goal: &PlanGoal| goal.evidence.clone();
    add("shows it", from.map(evidence), evidence(to));
    let pitfall = |goal: &PlanGoal| goal.pitfall.clone().unwrap_or_default();
    add("watch for", from.map(pitfall), pitfall(to));
    add("asks for", from.map(asks), asks(to));
    alterations.extend(criteria(
        from.map_or(&[], |goal| &goal.criteria),
        &to.criteria,
    ));
    alterations
}

/// Returns a text before and after, unless it stays; an empty one is none.
fn altered(what: &str, from: String, to: String) -> Option<Alteration> {
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    (from != to).then(|| Alteration {
        what: what.to_owned(),
        from: some(from),
        to: some(to),
    })
}

fn criteria(from: &[Criterion], to: &[Criterion]) -> Vec<Alteration> {
    let text = |criteria: &[Criterion], slug: &Slug| {
        let mut asked = criteria.iter().filter(|criterion| !criterion.dropped);
        let found = asked.find(|criterion| criterion.slug == *slug);
        found.map(|criterion| criterion.text.clone())
    };
    let gone = from.iter().filter(|old| text(to, &old.slug).is_none());
    to.iter()
        .filter(|criterion| !criterion.dropped)
        .chain(gone)
        .map(|criterion| Alteration {
            what: "part".to_owned(),
            from: text(from, &criterion.slug),
            to: text(to, &criterion.slug),
        })
        .filter(|part| part.from != part.to)
        .collect()
}

fn role(from: &Role, to: &Role) -> Vec<Alteration> {
    let joined = |texts: &[String]| texts.join("; ");
    let labels = |role: &Role| {
        let labels: Vec<String> = role.milestones.iter().map(Milestone::label).collect();
        joined(&labels)
    };
    let strong = |role: &Role| joined(&role.high_performance);
    let texts = [
        ("role", from.title.clone(), to.title.clone()),
        ("summary", from.summary.clone(), to.summary.clone()),
        ("mission", from.mission.clone(), to.mission.clone()),
        ("success", from.success.clone(), to.success.clone()),
        ("high performance", strong(from), strong(to)),
        ("source", from.source.clone(), to.source.clone()),
        ("milestones", labels(from), labels(to)),
    ];
    let mut milestones = to.milestones.clone();
    milestones.join(from.milestones.iter());
    let theme = |role: &Role, milestone: Milestone| {
        let mut themes = role.themes.iter();
        let found = themes.find(|(other, _)| other.is(milestone));
        found.map(|(_, theme)| theme.clone()).unwrap_or_default()
    };
    let themes = milestones.iter();
    let themes = themes.map(|one| (one.label(), theme(from, one), theme(to, one)));
    texts
        .into_iter()
        .map(|(what, from, to)| (what.to_owned(), from, to))
        .chain(themes)
        .filter_map(|(what, from, to)| altered(&what, from, to))
        .collect()
}

fn pages(from: &Guide, to: &Guide) -> Vec<PageDifference> {
    let entries = |guide: &Guide, kind: &Kind| -> Vec<Entry> {
        let page = guide.page(kind.key);
        page.map(|page| page.entries.clone()).unwrap_or_default()
    };
    KINDS
        .iter()
        .map(|kind| page(kind, &entries(from, kind), &entries(to, kind)))
        .filter(|page| {
            !(page.added.is_empty() && page.changed.is_empty() && page.dropped.is_empty())
        })
        .collect()
}

fn page(kind: &'static Kind, before: &[Entry], after: &[Entry]) -> PageDifference {
    let find = |entries: &[Entry], slug: &Slug| {
        let place = entries.iter().position(|entry| entry.slug == *slug);
        place.and_then(|place| entries.get(place)).cloned()
    };
    let apart = |entries: &[Entry], others: &[Entry]| -> Vec<String> {
        let apart = entries
            .iter()
            .filter(|entry| find(others, &entry.slug).is_none());
        apart.map(|entry| named(entry).to_owned()).collect()
    };
    let changed = after.iter().filter_map(|entry| {
        let old = find(before, &entry.slug).filter(|old| old != entry)?;
        Some(EntryDifference {
            name: named(entry).to_owned(),
            alterations: texts(kind, &old, entry),
        })
    });
    PageDifference {
        page: kind.title,
        added: apart(after, before),
        changed: changed.collect(),
        dropped: apart(before, after),
    }
}

fn named(entry: &Entry) -> &str {
    let text = entry.texts.first().map_or("", String::as_str);
    entry.name.as_deref().unwrap_or(text)
}

/// Returns the texts of an entry that differ, each by the label under which people read it.
fn texts(kind: &Kind, from: &Entry, to: &Entry) -> Vec<Alteration> {
    let group = |entry: &Entry| entry.group.clone().unwrap_or_default();
    let name = |entry: &Entry| entry.name.clone().unwrap_or_default();
    let of_group = match kind.group {
        Group::None => None,
        Group::Free(key) | Group::Words(key, _) => altered(key, group(from), group(to)),
    };
    let labels = kind.texts.iter().map(|(key, label)| match *label {
        "" => *key,
        label => label,
    });
    let texts = from.texts.iter().zip(&to.texts);
    let texts = labels
        .zip(texts)
        .filter_map(|(label, (from, to))| altered(label, from.clone(), to.clone()));
    let at = |entry: &Entry| entry.milestones.join(", ");
    let counts = altered("counts at", at(from), at(to));
    altered("name", name(from), name(to))
        .into_iter()
        .chain(counts)
        .chain(of_group)
        .chain(texts)
        .collect()
}

/// Returns the goals of both plans that belong to other entries of the guide.
fn links(from: &Plan, to: &Plan) -> Option<PageDifference> {
    let linked = |plan: &Plan, slug: &Slug| plan.guide.links.get(slug).cloned();
    let goals = from.goals.iter().filter(|goal| {
        let stays = to
            .goals
            .iter()
            .any(|new| new.slug == goal.slug && !new.dropped);
        stays && linked(from, &goal.slug) != linked(to, &goal.slug)
    });
    let changed: Vec<EntryDifference> = goals
        .map(|goal| EntryDifference {
            name: goal.title.clone(),
            alterations: Vec::new(),
        })
        .collect();
    (!changed.is_empty()).then_some(PageDifference {
        page: "What belongs to a goal",
        added: Vec::new(),
        changed,
        dropped: Vec::new(),
    })
}
