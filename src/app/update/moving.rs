//! Moving about: screens, selections, what is opened and closed.

use super::super::guide::goals_of;
use super::super::message::Effect;
use super::super::pick::{Choice, Pick};
use super::super::plan::Column;
use super::super::start::Step;
use super::super::state::{Overlay, Screen, State};
use super::acting::{fill_in, parts_shown, save};
use super::hires::{open_selected, show_hires};
use super::{clamp, gate, meeting, run};
use crate::domain::plan::guide::Link;
use crate::domain::plan::names::Slug;
use crate::domain::record::goal::Goal;

pub(super) fn show(state: &mut State, screen: Screen) -> Vec<Effect> {
    if screen == Screen::Hires {
        return show_hires(state);
    }
    state.screen = screen;
    state.gate = None;
    let mut effects = Vec::new();
    if matches!(screen, Screen::Plan | Screen::History) && state.log.is_none() {
        effects.push(Effect::ReadLog);
    }
    if matches!(screen, Screen::Plan | Screen::Guide) && state.guide.is_none() {
        effects.push(Effect::ReadGuide);
    }
    effects
}

pub(super) fn turn(state: &mut State, by: usize) -> Vec<Effect> {
    let place = Screen::ALL
        .iter()
        .position(|&screen| screen == state.screen)
        .unwrap_or(0);
    let next = (place + by) % Screen::ALL.len();
    match Screen::ALL.get(next) {
        Some(&screen) => show(state, screen),
        None => Vec::new(),
    }
}

pub(super) fn reread_log(state: &mut State) -> Vec<Effect> {
    match state.log {
        Some(_) => vec![Effect::ReadLog],
        None => Vec::new(),
    }
}

pub(super) fn sideways(state: &mut State, right: bool) -> Vec<Effect> {
    if state.gate.is_some() {
        return gate::sideways(state, right);
    }
    if state.screen == Screen::Guide {
        state.guide_view.in_page = right;
        return Vec::new();
    }
    if state.screen == Screen::Meeting {
        meeting::sideways(state, right);
        return Vec::new();
    }
    if state.screen != Screen::Plan {
        return match right {
            true => open(state),
            false => Vec::new(),
        };
    }
    state.plan.column = match (state.plan.column, right) {
        (Column::Milestones, true) | (Column::Detail, false) => Column::Goals,
        (Column::Goals, true) | (Column::Detail, true) => Column::Detail,
        (Column::Goals | Column::Milestones, false) => Column::Milestones,
    };
    Vec::new()
}

pub(super) fn open(state: &mut State) -> Vec<Effect> {
    match &mut state.overlay {
        Some(Overlay::Form(form)) if !form.is_at_end() => {
            form.step(true);
            return Vec::new();
        }
        Some(Overlay::Form(_)) => return save(state),
        Some(Overlay::Pick(pick)) => {
            let chosen = pick.chosen();
            state.overlay = None;
            return match chosen {
                Some(Choice::Command(command)) => run(state, command),
                Some(Choice::Goal(slug)) => open_goal(state, &slug),
                Some(Choice::Entry(link)) => open_entry(state, &link),
                Some(Choice::Minutes(meeting, to)) => meeting::minutes(meeting, to),
                Some(Choice::Form(kind)) => fill_in(state, &kind),
                Some(Choice::Nothing) | None => Vec::new(),
            };
        }
        Some(Overlay::Edition { proposal, .. }) => {
            let plan = Box::new(proposal.plan.clone());
            state.overlay = None;
            return vec![Effect::TakePlan(plan)];
        }
        Some(_) => return Vec::new(),
        None => {}
    }
    if state.is_starting() {
        return state.start.forward(state.today);
    }
    if state.gate.is_some() {
        return gate::enter(state);
    }
    match state.screen {
        Screen::Hires => open_selected(state),
        Screen::History if state.history.typing => {
            state.history.typing = false;
            Vec::new()
        }
        Screen::Plan => {
            state.plan.column = match state.plan.column {
                Column::Milestones => Column::Goals,
                Column::Goals | Column::Detail => Column::Detail,
            };
            Vec::new()
        }
        Screen::Guide if !state.guide_view.in_page => {
            state.guide_view.in_page = true;
            Vec::new()
        }
        Screen::Guide => goals_of_entry(state),
        Screen::Meeting => meeting::open(state),
        Screen::Today if state.selected().is_none() => show(state, Screen::Meeting),
        Screen::Today | Screen::History => match state.selected().map(Goal::slug).cloned() {
            Some(slug) => open_goal(state, &slug),
            None => Vec::new(),
        },
    }
}

pub(super) fn open_goal(state: &mut State, slug: &Slug) -> Vec<Effect> {
    if let Some(journey) = &state.journey {
        state.plan.select(journey, slug);
        state.plan.column = Column::Detail;
        state.plan.opened_from = Some(state.screen).filter(|&screen| screen != Screen::Plan);
    }
    show(state, Screen::Plan)
}

/// Lists what the guide has on the selected goal.
pub(super) fn goal_guide(state: &mut State) -> Vec<Effect> {
    let slug = state.selected().map(Goal::slug).cloned();
    match (&state.guide, slug) {
        (Some(guide), Some(slug)) if guide.links.contains_key(&slug) => {
            let pick = Pick::guide(guide, Some(&slug));
            state.overlay = Some(Overlay::Pick(Box::new(pick)));
            Vec::new()
        }
        (Some(_), Some(_)) => {
            state.complain("The guide has nothing of its own on this goal; 4 shows all of it.");
            Vec::new()
        }
        (None, Some(slug)) => open_goal(state, &slug),
        (_, None) => Vec::new(),
    }
}

pub(super) fn open_entry(state: &mut State, link: &Link) -> Vec<Effect> {
    if let Some(guide) = &state.guide {
        state.guide_view.select(guide, link);
    }
    show(state, Screen::Guide)
}

/// Opens the goal that the selected entry of the guide belongs to, or lists them.
pub(super) fn goals_of_entry(state: &mut State) -> Vec<Effect> {
    let (Some(guide), Some(journey)) = (&state.guide, &state.journey) else {
        return Vec::new();
    };
    let view = &state.guide_view;
    let goals = match (view.page(guide), view.entry(guide)) {
        (Some(page), Some(entry)) => goals_of(guide, page, entry),
        _ => Vec::new(),
    };
    match goals.as_slice() {
        [] => {
            state.complain("This entry belongs to no goal in particular.");
            Vec::new()
        }
        [only] => {
            let slug = (*only).clone();
            open_goal(state, &slug)
        }
        several => {
            let pick = Pick::goals(journey, Some(several));
            state.overlay = Some(Overlay::Pick(Box::new(pick)));
            Vec::new()
        }
    }
}

pub(super) fn back(state: &mut State) -> Vec<Effect> {
    if let Some(Overlay::Form(form)) = &state.overlay {
        let kind = form.kind.clone();
        let texts = form.texts();
        let touched = state
            .journey
            .as_ref()
            .is_some_and(|journey| form.is_touched(journey, state.today));
        if !touched {
            state.drafts.remove(&kind);
        } else {
            state.drafts.insert(kind, texts);
            state.say("Not saved; what you typed is kept until you open this again.");
        }
    }
    if state.overlay.take().is_some() {
        return Vec::new();
    }
    if state.is_starting() {
        if state.start.step == Step::Role && state.journeys > 0 {
            return show_hires(state);
        }
        state.start.back();
        return Vec::new();
    }
    if state.gate.take().is_some() {
        return Vec::new();
    }
    match state.screen {
        Screen::Hires => state.hires.clear(),
        Screen::History => state.history.clear(),
        Screen::Plan => {
            let opened_from = state.plan.opened_from.take();
            if state.plan.column == Column::Detail {
                state.plan.column = Column::Goals;
                if let Some(screen) = opened_from {
                    return show(state, screen);
                }
            }
        }
        Screen::Guide => state.guide_view.in_page = false,
        Screen::Meeting => meeting::back(state),
        Screen::Today if state.journeys > 1 => return show_hires(state),
        Screen::Today => {}
    }
    Vec::new()
}

pub(super) fn find(state: &mut State) -> Vec<Effect> {
    match (&state.journey, state.screen) {
        (_, Screen::History) => state.history.typing = true,
        (_, Screen::Hires) => state.hires.typing = true,
        (_, Screen::Guide) => {
            if let Some(guide) = &state.guide {
                state.overlay = Some(Overlay::Pick(Box::new(Pick::guide(guide, None))));
            }
        }
        (Some(journey), _) => {
            state.overlay = Some(Overlay::Pick(Box::new(Pick::goals(journey, None))));
        }
        (None, _) => {}
    }
    Vec::new()
}

/// Moves the selection, or scrolls, by lines.
pub(super) fn step(state: &mut State, lines: isize) -> Vec<Effect> {
    match &mut state.overlay {
        Some(Overlay::Help { scroll } | Overlay::Edition { scroll, .. }) => {
            *scroll = scroll.saturating_add_signed(lines).min(state.limit);
            return Vec::new();
        }
        Some(Overlay::Pick(pick)) => {
            let last = pick.shown().len().saturating_sub(1);
            pick.cursor = pick.cursor.saturating_add_signed(lines).min(last);
            return Vec::new();
        }
        Some(Overlay::Parts { .. }) => {
            let last = parts_shown(state).saturating_sub(1);
            if let Some(Overlay::Parts { cursor, .. }) = &mut state.overlay {
                *cursor = cursor.saturating_add_signed(lines).min(last);
            }
            return Vec::new();
        }
        Some(Overlay::Form(_)) => return Vec::new(),
        None => {}
    }
    if state.gate.is_some() {
        gate::step(state, lines);
        return Vec::new();
    }
    if state.screen == Screen::Hires {
        state.hires.step(lines);
        return Vec::new();
    }
    let Some(journey) = &state.journey else {
        return step_start(state, lines);
    };
    match state.screen {
        Screen::Hires => {}
        Screen::Today => state.today_cursor = state.today_cursor.saturating_add_signed(lines),
        Screen::Plan => state.plan.step(journey, lines),
        Screen::Meeting => state.meeting.step(lines, state.page, state.limit),
        Screen::Guide => {
            if let Some(guide) = &state.guide {
                state.guide_view.step(guide, lines);
            }
        }
        Screen::History => {
            state.history.cursor = state.history.cursor.saturating_add_signed(lines);
        }
    }
    clamp(state);
    Vec::new()
}

pub(super) fn step_start(state: &mut State, lines: isize) -> Vec<Effect> {
    match state.start.step {
        Step::Role if lines.unsigned_abs() == 1 => state.start.step_role(lines),
        Step::Contexts => {
            let last = state.start.contexts.len().saturating_sub(1);
            let context = state.start.context.saturating_add_signed(lines);
            state.start.context = context.min(last);
            Vec::new()
        }
        Step::Role | Step::Review => {
            state.start.scroll = state
                .start
                .scroll
                .saturating_add_signed(lines)
                .min(state.limit);
            Vec::new()
        }
        _ => Vec::new(),
    }
}
