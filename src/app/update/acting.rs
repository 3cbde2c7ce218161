//! Acts: what a key asks of the selected goal, of a form, of the people.

use super::super::bindings::Command;
use super::super::form::{Form, FormKind};
use super::super::message::Effect;
use super::super::plan::Column;
use super::super::start::Step;
use super::super::state::{Overlay, Screen, State};
use super::clamp;
use uuid::Uuid;

use crate::domain::acts::act::Act;
use crate::domain::acts::decide::decide;
use crate::domain::acts::refusal::Refusal;
use crate::domain::acts::world::World;
use crate::domain::plan::guide::Guide;
use crate::domain::plan::names::Slug;
use crate::domain::record::change::Moment;
use crate::domain::record::goal::GoalState;

/// Does what a command asks of the selected goal.
pub(super) fn on_goal(state: &mut State, command: Command) -> Vec<Effect> {
    if state.journey.is_none() {
        if state.start.step == Step::Contexts {
            state.start.toggle();
        }
        return Vec::new();
    }
    if let Some(Overlay::Parts { goal, cursor }) = &state.overlay {
        let (goal, cursor) = (goal.clone(), *cursor);
        return tick(state, &goal, cursor);
    }
    let on_milestones = state.screen == Screen::Plan && state.plan.column == Column::Milestones;
    if on_milestones && state.gate.is_none() {
        state.complain("Choose a goal first: → goes to the goals.");
        return Vec::new();
    }
    let Some(goal) = state.selected() else {
        state.complain("No goal is selected.");
        return Vec::new();
    };
    let slug = goal.slug().clone();
    match command {
        Command::Claim => vec![Effect::Commit(vec![match goal.state() {
            GoalState::Claimed => Act::Unclaim { goal: slug },
            _ => Act::Claim { goal: slug },
        }])],
        Command::Confirm => vec![Effect::Commit(vec![Act::Confirm { goal: slug }])],
        Command::Begin => vec![Effect::Commit(vec![Act::Begin { goal: slug }])],
        Command::Restore => vec![Effect::Commit(vec![Act::Restore { goal: slug }])],
        Command::Tick => parts(state, &slug),
        Command::Block if goal.blocker.is_some() => {
            vec![Effect::Commit(vec![Act::Clear { goal: slug }])]
        }
        Command::Block => fill_in_for_goal(state, FormKind::Block, slug),
        Command::Note => fill_in(state, &FormKind::Note(Some(slug))),
        Command::Evidence => fill_in(state, &FormKind::Evidence(slug)),
        Command::Return => fill_in_for_goal(state, FormKind::Return, slug),
        Command::Waive => fill_in_for_goal(state, FormKind::Waive, slug),
        Command::Defer => fill_in_for_goal(state, FormKind::Defer, slug),
        _ => Vec::new(),
    }
}

/// Opens a form about a goal, unless the rules refuse the act whatever is filled in.
fn fill_in_for_goal(
    state: &mut State,
    kind: impl FnOnce(Slug) -> FormKind,
    slug: Slug,
) -> Vec<Effect> {
    let kind = kind(slug.clone());
    let any = || "any".to_owned();
    let (reason, agreed, goal) = (any(), any(), slug);
    let act = match &kind {
        FormKind::Return(_) => Act::Return { goal, reason },
        FormKind::Waive(_) => Act::Waive {
            goal,
            reason,
            agreed,
        },
        FormKind::Defer(_) => Act::Defer {
            goal,
            to: state
                .today
                .max(state.journey.as_ref().map_or(state.today, |j| j.start)),
            reason,
            agreed,
        },
        _ => Act::Block {
            goal,
            on: any(),
            waits_for: any(),
            since: None,
        },
    };
    match refusal(state, &act) {
        Some(refusal) => {
            state.complain(refusal.to_string());
            Vec::new()
        }
        None => fill_in(state, &kind),
    }
}

/// Returns why the rules refuse an act as things stand, where they do.
pub(super) fn refusal(state: &State, act: &Act) -> Option<Refusal> {
    let world = World {
        moment: Moment {
            today: state.today,
            clock: 0,
            id: Uuid::nil(),
        },
        calendar: &state.calendar,
        guide: &Guide::default(),
    };
    let acts = std::slice::from_ref(act);
    decide(state.journey.as_ref()?, world, &state.author()?, acts).err()
}

/// Opens the list of parts, or ticks the only one.
pub(super) fn parts(state: &mut State, slug: &Slug) -> Vec<Effect> {
    let count = state
        .journey
        .as_ref()
        .and_then(|journey| journey.goal(slug))
        .map_or(0, |goal| goal.plan.criteria.len());
    match count {
        0 => {
            state.complain("This goal has no parts; Space claims it whole.");
            Vec::new()
        }
        1 => tick(state, slug, 0),
        _ => {
            state.overlay = Some(Overlay::Parts {
                goal: slug.clone(),
                cursor: 0,
            });
            Vec::new()
        }
    }
}

pub(super) fn tick(state: &State, slug: &Slug, place: usize) -> Vec<Effect> {
    let goal = state
        .journey
        .as_ref()
        .and_then(|journey| journey.goal(slug));
    let part = goal.and_then(|goal| Some((goal, goal.plan.criteria.get(place)?)));
    part.map(|(goal, criterion)| {
        let (goal_slug, criterion) = (slug.clone(), criterion.slug.clone());
        Effect::Commit(vec![if goal.ticks.contains_key(&criterion) {
            Act::Untick {
                goal: goal_slug,
                criterion,
            }
        } else {
            Act::Tick {
                goal: goal_slug,
                criterion,
            }
        }])
    })
    .into_iter()
    .collect()
}

pub(super) fn parts_shown(state: &State) -> usize {
    match (&state.overlay, &state.journey) {
        (Some(Overlay::Parts { goal, .. }), Some(journey)) => journey
            .goal(goal)
            .map_or(0, |goal| goal.plan.criteria.len()),
        _ => 0,
    }
}

pub(super) fn fill_in(state: &mut State, kind: &FormKind) -> Vec<Effect> {
    if let Some(journey) = &state.journey {
        let draft = state.drafts.get(kind);
        let form = Form::new(kind.clone(), journey, state.today, draft);
        state.overlay = Some(Overlay::Form(Box::new(form)));
    }
    Vec::new()
}

/// Opens the form of how the journey ended, where it goes on.
pub(super) fn archive(state: &mut State) -> Vec<Effect> {
    let ended = state.journey.as_ref().and_then(|j| j.archive.as_ref());
    if let Some(archive) = ended {
        state.complain(format!(
            "The journey is in the archive since {}; `:unarchive` takes it out.",
            archive.mark.on
        ));
        return Vec::new();
    }
    fill_in(state, &FormKind::Archive)
}

pub(super) fn save(state: &mut State) -> Vec<Effect> {
    let (Some(Overlay::Form(form)), Some(journey)) = (&state.overlay, &state.journey) else {
        return Vec::new();
    };
    let acts = form.acts(journey, state.today);
    let warning = acts.as_ref().ok().and_then(|acts| warning(state, acts));
    let Some(Overlay::Form(form)) = &mut state.overlay else {
        return Vec::new();
    };
    match (acts, warning) {
        (Ok(_), Some(warning)) => {
            form.problem = Some(warning);
            form.warned = true;
            Vec::new()
        }
        (Ok(acts), None) => vec![Effect::Commit(acts)],
        (Err((field, problem)), _) => {
            form.focus = field;
            form.problem = Some(problem);
            Vec::new()
        }
    }
}

/// Returns what is to be known before acts are done, where saving again does them.
fn warning(state: &State, acts: &[Act]) -> Option<String> {
    match acts.iter().find_map(|act| refusal(state, act))? {
        Refusal::ClaimsOpen(count, claims) => Some(format!(
            "{count} not answered yet: {claims}. Enter again closes the 1:1 and leaves \
             that open; Esc goes back to answer."
        )),
        _ => None,
    }
}

pub(super) fn edit(state: &State) -> Vec<Effect> {
    match &state.overlay {
        Some(Overlay::Form(form)) => form
            .fields
            .get(form.focus)
            .map(|field| Effect::Edit(field.text()))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

pub(super) fn switch_party(state: &mut State) -> Vec<Effect> {
    let Some(journey) = &state.journey else {
        if state.screen == Screen::Hires {
            super::hires::switch_party(state);
        }
        return Vec::new();
    };
    let authors: Vec<_> = journey.people.authors().collect();
    let place = authors
        .iter()
        .position(|author| author.party == state.acting)
        .unwrap_or(0);
    match authors.get((place + 1) % authors.len().max(1)) {
        Some(author) if author.party != state.acting => {
            state.acting = author.party;
            state.wants = Some(author.name.clone());
            state.say(format!("You act as {author} now."));
        }
        _ => state.complain("Nobody else is named in this journey yet; E names a mentor."),
    }
    state.tell_log();
    clamp(state);
    Vec::new()
}
