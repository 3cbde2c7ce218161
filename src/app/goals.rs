//! What is asked of the selected goal, on any screen.

use ratatui_textarea::Key::Char;

use super::command::Command as C;
use super::form::FormKind;
use super::key::{ALL, Binding, HIRE, HIRE_AND_MENTOR, MENTOR, key, on, shown};
use super::message::Next;
use super::pick::Pick;
use super::place::Place;
use super::shared::{Overlay, Shared};
use crate::domain::acts::act::Act;
use crate::domain::plan::names::Slug;
use crate::domain::record::goal::{Goal, GoalState};

const GOALS: &[Place] = &[Place::Today, Place::Plan];
const AGREED: &[Place] = &[Place::Today, Place::Plan, Place::Meeting];

#[rustfmt::skip] // a table: one row a line
pub(super) const KEYS: &[Binding] = &[
    shown(GOALS, HIRE, &[key(Char(' '))], C::Claim, "claim / take back"),
    shown(GOALS, MENTOR, &[key(Char(' '))], C::Confirm, "confirm"),
    shown(GOALS, MENTOR, &[key(Char('r'))], C::Return, "return"),
    shown(GOALS, HIRE, &[key(Char('t'))], C::Tick, "tick a part"),
    shown(GOALS, ALL, &[key(Char('n'))], C::Note, "note"),
    shown(GOALS, ALL, &[key(Char('b'))], C::Block, "block / clear"),
    on(GOALS, HIRE, &[key(Char('s'))], C::Begin, "begin / take back"),
    on(GOALS, HIRE_AND_MENTOR, &[key(Char('e'))], C::Evidence, "evidence"),
    on(GOALS, ALL, &[key(Char('w'))], C::Waive, "waive"),
    on(GOALS, ALL, &[key(Char('d'))], C::Defer, "defer"),
    on(&[Place::Plan], ALL, &[key(Char('x'))], C::Restore, "restore a waived or deferred goal"),
    on(&[Place::Today], ALL, &[], C::Restore, "restore a waived or deferred goal"),
    on(AGREED, MENTOR, &[], C::Acknowledge, "acknowledge what was agreed on the goal"),
    on(GOALS, ALL, &[key(Char('i'))], C::GoalGuide, "the guide on this goal"),
    on(GOALS, ALL, &[key(Char('/'))], C::Find, "find a goal"),
];

/// Returns whether what a command asks can be done with a goal.
pub(super) fn fits(goal: Option<&Goal>, command: C) -> bool {
    match command {
        C::Tick => goal.is_some_and(|goal| goal.is_to_do() && goal.criteria().next().is_some()),
        C::NotDone => goal.is_some_and(Goal::is_to_do),
        C::Confirm => goal.is_some_and(|goal| is_claimed(goal) || is_agreed(goal)),
        C::Return => goal.is_some_and(is_claimed),
        _ => true,
    }
}

fn is_claimed(goal: &Goal) -> bool {
    goal.state() == GoalState::Claimed
}

/// Returns whether something was agreed on a goal that the mentor has still to acknowledge.
pub(super) fn is_agreed(goal: &Goal) -> bool {
    goal.unacknowledged().is_some()
}

/// Does what a command asks of the selected goal, or of the goals.
pub(super) fn run(shared: &mut Shared, goal: Option<Slug>, command: C) -> Next {
    match (command, goal) {
        (C::Find, _) => {
            if let Some(journey) = &shared.journey {
                let pick = Pick::goals(journey, None);
                shared.offer(pick);
            }
        }
        (C::Open | C::Left | C::GoalGuide | C::UndoThis, None) => {}
        (_, None) if shared.journey.is_some() => shared.complain("No goal is selected."),
        (_, None) => {}
        (_, Some(goal)) => return on_goal(shared, goal, command),
    }
    Next::NOTHING
}

fn on_goal(shared: &mut Shared, goal: Slug, command: C) -> Next {
    let found = shared.goal(&goal);
    let state = found.map(Goal::state);
    let is_blocked = found.is_some_and(|goal| goal.blocker.is_some());
    let is_agreed = found.is_some_and(|goal| !is_claimed(goal) && is_agreed(goal));
    match command {
        C::Claim if state == Some(GoalState::Claimed) => Act::Unclaim { goal }.into(),
        C::Claim => Act::Claim { goal }.into(),
        C::Acknowledge => Act::Acknowledge { goal }.into(),
        C::Confirm if is_agreed => Act::Acknowledge { goal }.into(),
        C::Confirm => Act::Confirm { goal }.into(),
        C::Begin if state == Some(GoalState::Active) => Act::Unbegin { goal }.into(),
        C::Begin => Act::Begin { goal }.into(),
        C::Restore => Act::Restore { goal }.into(),
        C::Tick => parts(shared, goal),
        C::Block if is_blocked => Act::Clear { goal }.into(),
        C::Note => Next::FillIn(FormKind::Note(Some(goal))),
        C::Evidence => Next::FillIn(FormKind::Evidence(goal)),
        C::GoalGuide => guide(shared, goal),
        C::Block | C::Return | C::Waive | C::Defer => fill_in(shared, goal, command),
        _ => Next::NOTHING,
    }
}

/// Opens a form about a goal, unless the rules would refuse the act with any input.
fn fill_in(shared: &mut Shared, slug: Slug, command: C) -> Next {
    let (goal, reason, agreed) = (slug.clone(), "any".to_owned(), "any".to_owned());
    let start = shared.journey.as_ref().map(|journey| journey.start);
    let to = start.map_or(shared.today, |start| shared.today.max(start));
    let (kind, act): (fn(Slug) -> FormKind, Act) = match command {
        C::Return => (FormKind::Return, Act::Return { goal, reason }),
        C::Waive => {
            let act = Act::Waive {
                goal,
                reason,
                agreed,
            };
            (FormKind::Waive, act)
        }
        C::Defer => {
            let act = Act::Defer {
                goal,
                to,
                reason,
                agreed,
            };
            (FormKind::Defer, act)
        }
        _ => {
            let act = Act::Block {
                goal,
                on: reason,
                waits_for: agreed,
                since: None,
            };
            (FormKind::Block, act)
        }
    };
    match shared.refuses(&act) {
        true => Next::NOTHING,
        false => Next::FillIn(kind(slug)),
    }
}

/// Opens the list of parts, or ticks the only one.
fn parts(shared: &mut Shared, goal: Slug) -> Next {
    match count_parts(shared, &goal) {
        0 => shared.complain("This goal has no parts; Space claims it whole."),
        1 => return tick(shared, &goal, 0),
        _ => shared.overlay = Some(Overlay::Parts { goal, cursor: 0 }),
    }
    Next::NOTHING
}

/// Returns how many parts a goal has.
pub(super) fn count_parts(shared: &Shared, goal: &Slug) -> usize {
    shared.goal(goal).map_or(0, |goal| goal.criteria().count())
}

/// Ticks a part of a goal, or takes the tick back.
pub(super) fn tick(shared: &Shared, slug: &Slug, place: usize) -> Next {
    let part = shared
        .goal(slug)
        .and_then(|goal| Some((goal, goal.criteria().nth(place)?)));
    part.map_or(Next::NOTHING, |(found, part)| {
        let (goal, criterion) = (slug.clone(), part.slug.clone());
        // A tick on a text that changed is renewed first.
        let stands = found.said_before(part).is_none();
        match found.ticks.contains_key(&criterion) && stands {
            true => Act::Untick { goal, criterion },
            false => Act::Tick { goal, criterion },
        }
        .into()
    })
}

/// Lists what the guide has on a goal.
fn guide(shared: &mut Shared, goal: Slug) -> Next {
    match &shared.guide {
        Some(guide) if guide.links.contains_key(&goal) => {
            let pick = Pick::guide(guide, Some(&goal));
            shared.offer(pick);
        }
        Some(_) => {
            shared.complain("The guide has nothing of its own on this goal; 4 shows all of it.");
        }
        None => return Next::Goal(goal),
    }
    Next::NOTHING
}
