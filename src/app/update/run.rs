//! Does what a command asks: of the program, of the journey, of the screen that is shown.

use super::overlay;
use crate::app::bindings::acts;
use crate::app::burnup::BurnUpView;
use crate::app::command::Command;
use crate::app::exchange;
use crate::app::form::{FormKind, MeetingForm};
use crate::app::gate::{GateView, meant};
use crate::app::goals;
use crate::app::join;
use crate::app::leave;
use crate::app::message::{Effect, Next, Target};
use crate::app::place::{Place, Screen};
use crate::app::shared::Overlay;
use crate::app::start::StartView;
use crate::app::state::State;
use crate::app::summary::SummaryView;
use crate::app::trend::TrendView;
use crate::app::view::View;
use crate::domain::acts::act::Act;
use crate::domain::plan::names::Slug;
use crate::domain::record::goal::Goal;
use crate::domain::words::when::full_date;

pub(super) fn run(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Quit => return quit(state),
        Command::Suspend => return vec![Effect::Suspend],
        Command::Show(screen) => return show(state, screen),
        Command::NewJourney => return start_another(state),
        Command::NextScreen => return turn(state, 1),
        Command::PreviousScreen => return turn(state, Screen::ALL.len() - 1),
        Command::Up => return step(state, -1),
        Command::Down => return step(state, 1),
        Command::PageUp => return step(state, -state.page.cast_signed()),
        Command::PageDown => return step(state, state.page.cast_signed()),
        Command::Top => return step(state, isize::MIN / 2),
        Command::Bottom => return step(state, isize::MAX / 2),
        Command::Help => state.overlay = Some(Overlay::Help { scroll: 0 }),
        Command::Palette => {
            let pick = acts(state);
            state.offer(pick);
        }
        Command::Edition => return vec![Effect::ReadEdition(None)],
        Command::Fit => return vec![Effect::ReadContexts],
        Command::SwitchParty if state.peers.speaks_for.is_some() => {
            let author = state.author().map(|author| author.name);
            state.complain(format!(
                "This machine speaks for {}; the others have their own.",
                author.unwrap_or_default()
            ));
        }
        Command::SwitchParty if state.journey.is_some() => switch_party(state),
        Command::Join if !state.is_starting() => join::begin(&mut state.shared),
        Command::Sync | Command::Invite | Command::Admit | Command::Conflicts => {
            let next = exchange::run(&mut state.shared, command);
            return follow(state, next);
        }
        Command::Undo => return follow(state, Effect::Undo(None).into()),
        Command::Redo => return follow(state, Effect::Redo.into()),
        Command::Summary if state.journey.is_some() => state.summary = Some(SummaryView::new()),
        Command::BurnUp if state.journey.is_some() => {
            state.burn_up = Some(BurnUpView::default());
        }
        Command::Trend if state.journey.is_some() => state.trend = Some(TrendView::default()),
        // The 1:1 screen knows whether one is open, and rates and adds by itself.
        Command::Rate if state.place() != Place::Meeting => {
            let next = state.shared.rate();
            return follow(state, next);
        }
        Command::Point if state.place() != Place::Meeting => {
            return state.fill_in(FormKind::Meeting(MeetingForm::Point));
        }
        Command::JourneyNote => return state.fill_in(FormKind::Note(None)),
        Command::People => return state.fill_in(FormKind::People),
        Command::Archive => return archive(state),
        Command::Unarchive => return follow(state, Act::Unarchive.into()),
        Command::Leave => return state.fill_in(FormKind::Leave),
        Command::WorkingDays => leave::tell_working_days(&mut state.shared),
        Command::EndLeave | Command::ChangeLeave | Command::DropLeave => {
            let next = leave::run(&mut state.shared, command);
            return follow(state, next);
        }
        _ => {
            let next = match state.overlay {
                Some(_) => overlay::run(&mut state.shared, command),
                None => on_screen(state, command),
            };
            return follow(state, next);
        }
    }
    Vec::new()
}

/// Has the screen that is shown do what a command asks, or else what is the same on all of them.
fn on_screen(state: &mut State, command: Command) -> Next {
    let (view, shared) = state.parts();
    let next = view.run(shared, command);
    if command == Command::Back
        && let Some(effects) = back_to_gate(state)
    {
        return Next::Do(effects);
    }
    if let Some(next) = next {
        return next;
    }
    let goal = state.selected().map(Goal::slug).cloned();
    match command {
        Command::Right => Next::Run(Command::Open),
        Command::Back => {
            if state.trend.take().is_some() || state.burn_up.take().is_some() {
                return Next::NOTHING;
            }
            match state.summary.take() {
                Some(summary) if summary.from_list => {
                    return Next::Run(Command::Show(Screen::Hires));
                }
                Some(_) => {}
                None => state.gate = None,
            }
            Next::NOTHING
        }
        Command::Gate => meant(&state.shared).map_or(Next::NOTHING, Next::Gate),
        command => goals::run(&mut state.shared, goal, command),
    }
}

/// Does what comes next.
pub(super) fn follow(state: &mut State, next: Next) -> Vec<Effect> {
    match next {
        Next::Do(effects) if !state.peers.may_write() && effects.iter().any(Effect::writes) => {
            state.refuse_to_write()
        }
        Next::Do(effects) => effects,
        Next::Run(command) => run(state, command),
        Next::FillIn(kind) => state.fill_in(kind),
        Next::Conflict(change) => {
            exchange::show_conflict(&mut state.shared, change);
            Vec::new()
        }
        Next::Goal(slug) => {
            let left = leave_gate(state);
            let looked_at = looked_at(state, |goal| goal == Some(&slug));
            if let Some(journey) = &state.shared.journey {
                state.plan.open(journey, &slug, state.shared.screen);
            }
            let mut effects = show(state, Screen::Plan);
            state.gate_left = left;
            effects.extend(looked_at);
            effects
        }
        Next::Entry(link) => {
            if let Some(guide) = &state.shared.guide {
                state.guide_view.select(guide, &link);
            }
            let left = leave_gate(state);
            let effects = show(state, Screen::Guide);
            state.gate_left = left;
            effects
        }
        Next::Gate(milestone) if !milestone.is_dated() => {
            let journey = state.shared.journey.as_ref();
            let end = journey.map(|journey| journey.role.milestones.end());
            let end = end.unwrap_or_default();
            state.complain(format!(
                "What lies beyond {end} has no date and no gate review."
            ));
            Vec::new()
        }
        Next::Gate(milestone) => {
            let gate = GateView::new(milestone);
            state.overlay = None;
            let effects = gate.reads(&state.shared);
            state.summary = None;
            state.burn_up = None;
            state.trend = None;
            state.gate = Some(gate);
            state.gate_left = None;
            effects
        }
    }
}

/// Returns the gate review that is shown, with the screen below it, for the way back.
fn leave_gate(state: &State) -> Option<(Screen, GateView)> {
    let gate = state.gate.clone()?;
    Some((state.screen, gate))
}

/// Goes back from what was opened in a gate review; nothing if it was not opened there.
fn back_to_gate(state: &mut State) -> Option<Vec<Effect>> {
    let over = [
        state.gate.is_some(),
        state.summary.is_some(),
        state.burn_up.is_some(),
        state.trend.is_some(),
    ];
    if over.contains(&true) {
        return None;
    }
    let (screen, gate) = state.gate_left.take()?;
    let mut effects = show(state, screen);
    effects.extend(gate.reads(&state.shared));
    state.gate = Some(gate);
    Some(effects)
}

/// Shows a screen; the list of journeys is shown in none of them.
pub(super) fn show(state: &mut State, screen: Screen) -> Vec<Effect> {
    if screen == Screen::Hires {
        state.leave_journey();
    }
    state.gate = None;
    state.gate_left = None;
    state.summary = None;
    state.burn_up = None;
    state.trend = None;
    if state.screen == Screen::History && screen != Screen::History {
        // They were seen there.
        state.peers.news.clear();
    }
    state.screen = screen;
    let mut effects = state.shown().reads(&state.shared);
    if screen == Screen::History {
        // They stay marked as long as this is shown.
        let news = state.peers.news.iter().map(|new| new.id).collect();
        effects.push(Effect::LookedAt(news));
    }
    effects
}

/// Takes what came in about some goals as looked at.
fn looked_at(state: &mut State, about: impl Fn(Option<&Slug>) -> bool) -> Option<Effect> {
    let news = &mut state.peers.news;
    let seen: Vec<_> = news
        .extract_if(.., |new| about(new.goal.as_ref()))
        .collect();
    let seen: Vec<_> = seen.into_iter().map(|new| new.id).collect();
    (!seen.is_empty()).then_some(Effect::LookedAt(seen))
}

fn turn(state: &mut State, by: usize) -> Vec<Effect> {
    let mut screens = Screen::ALL.iter();
    let place = screens.position(|&screen| screen == state.screen);
    let next = Screen::ALL.iter().cycle().nth(place.unwrap_or(0) + by);
    next.map_or_else(Vec::new, |&screen| show(state, screen))
}

/// Leads through the start of another journey.
fn start_another(state: &mut State) -> Vec<Effect> {
    state.leave_journey();
    state.screen = Screen::Today;
    state.start = StartView::default();
    vec![Effect::ReadRoles]
}

/// Moves the selection, or scrolls, by lines.
pub(super) fn step(state: &mut State, lines: isize) -> Vec<Effect> {
    if state.overlay.is_some() {
        overlay::step(&mut state.shared, lines);
        return Vec::new();
    }
    let (view, shared) = state.parts();
    view.step(shared, lines)
}

/// Does what a click asks for.
pub(super) fn click(state: &mut State, target: &Target) -> Vec<Effect> {
    state.note = None;
    let next = match *target {
        Target::Command(command) => Next::Run(command),
        Target::Row(row) if state.overlay.is_some() => overlay::click(&mut state.shared, row),
        _ if state.overlay.is_some() => Next::NOTHING,
        Target::Screen(screen) => Next::Run(Command::Show(screen)),
        Target::Row(_) | Target::Beside(_) => state.parts().0.click(target),
    };
    follow(state, next)
}

/// Leaves the program; where typed text would be lost, only when asked again.
fn quit(state: &mut State) -> Vec<Effect> {
    let unsaved = state.unsaved();
    let Some(first) = unsaved.first() else {
        return vec![Effect::Quit];
    };
    state.leaving = true;
    state.complain(format!(
        "Not saved: {first}. Open it again to save it, or press the same key again to leave without it."
    ));
    Vec::new()
}

/// Opens the form of how the journey ended, where it goes on.
fn archive(state: &mut State) -> Vec<Effect> {
    let ended = state.journey.as_ref().and_then(|j| j.archive.as_ref());
    match ended.map(|archive| archive.mark.on) {
        Some(day) => {
            state.complain(format!(
                "The journey has been in the archive since {}; `:unarchive` takes it out.",
                full_date(day)
            ));
            Vec::new()
        }
        None => state.fill_in(FormKind::Archive),
    }
}

fn switch_party(state: &mut State) {
    let people = state.journey.as_ref().map(|journey| &journey.people);
    let authors: Vec<_> = people.into_iter().flat_map(|p| p.authors()).collect();
    let place = authors
        .iter()
        .position(|author| author.party == state.acting)
        .unwrap_or(0);
    match authors.get((place + 1) % authors.len().max(1)).cloned() {
        Some(author) if author.party != state.acting => {
            state.acting = author.party;
            state.wants = Some(author.name.clone());
            state.say(format!("You act as {author} now."));
        }
        _ => state.complain("Nobody else is named in this journey yet; E names a mentor."),
    }
    state.tell_log();
    state.clamp();
}
