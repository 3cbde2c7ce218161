//! Answers one message. Side effects are returned, never performed.

mod acting;
mod gate;
mod hires;
mod meeting;
mod moving;
mod pointing;
mod typing;

use ratatui_textarea::Input;

use super::bindings::{Command, binding};
use super::form::FormKind;
use super::guide::GuideView;
use super::message::{Effect, Msg};
use super::pick::Pick;
use super::plan::Column;
use super::start::{StartView, Step};
use super::state::{Overlay, Proposal, Screen, State};
use super::today::sections;
use crate::domain::acts::act::Act;
use crate::domain::plan::people::Party;
use crate::domain::plan::role::Role;
use crate::domain::record::change::Change;
use crate::domain::record::goal::Goal;
use crate::domain::record::journey::Journey;
use crate::domain::record::verb::Verb;

use self::acting::{archive, edit, fill_in, on_goal, save, switch_party};
use self::gate::{in_gate, show_gate};
use self::hires::{entered, show_hires, start_another};
use self::moving::{back, find, goal_guide, open, reread_log, show, sideways, step, turn};
use self::pointing::click;
use self::typing::{paste, type_in};

/// Answers one message. Side effects are returned, never performed.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Opened if state.is_starting() => vec![Effect::ReadRoles],
        Msg::Opened if state.journey.is_none() => Vec::new(),
        Msg::Opened => vec![Effect::LookForEdition],
        Msg::Key(input) => press(state, &input),
        Msg::Paste(text) => paste(state, &text),
        Msg::Click(target) => click(state, &target),
        Msg::Wheel(lines) => step(state, isize::try_from(lines).unwrap_or(0)),
        Msg::Drawn { page, limit } => {
            state.page = page.max(1);
            state.limit = limit;
            Vec::new()
        }
        Msg::Day(today) => {
            state.today = today;
            state.clamp_meeting();
            match state.screen {
                Screen::Hires => vec![Effect::ShowHires],
                _ => Vec::new(),
            }
        }
        Msg::Clock(clock) => {
            state.clock = clock;
            Vec::new()
        }
        Msg::Moved { journey } => moved(state, journey.map(|journey| *journey)),
        Msg::Saved {
            journey,
            change,
            words,
        } => saved(state, *journey, *change, &words),
        Msg::Entered(journey) => entered(state, *journey),
        Msg::Hires(rows) => {
            state.take_rows(rows);
            Vec::new()
        }
        Msg::Journeys(count) => {
            state.journeys = count;
            Vec::new()
        }
        Msg::Started(journey) => {
            if state.journeys == 0 {
                state.acting = Party::Hire;
            }
            state.journeys += 1;
            state.enter_journey(*journey);
            state.start = StartView::default();
            let began_before = state
                .journey
                .as_ref()
                .is_some_and(|journey| journey.start < state.today);
            state.say(if began_before {
                "The journey is started and saved. `onramp --today DATE …` enters what was done before today."
            } else {
                "The journey is started and saved. Enter opens a goal, ? lists the keys."
            });
            Vec::new()
        }
        Msg::Told(text) => {
            state.say(text);
            Vec::new()
        }
        Msg::Failed(text) => {
            failed(state, text);
            Vec::new()
        }
        Msg::Log(log) => {
            state.log = Some(log);
            state.tell_log();
            clamp(state);
            Vec::new()
        }
        Msg::Guide(guide) => {
            state.guide = Some(*guide);
            Vec::new()
        }
        Msg::Newer(edition) => {
            state.say(format!(
                "Edition {edition} of this plan is at hand; `:edition` shows what it would change."
            ));
            Vec::new()
        }
        Msg::Edition(proposal) => {
            propose(state, proposal);
            Vec::new()
        }
        Msg::Roles(roles) => state.start.offer(roles),
        Msg::Preview { plan, contexts } => {
            state.start.preview(plan, contexts);
            Vec::new()
        }
        Msg::Edited(text) => {
            edited(state, text);
            Vec::new()
        }
    }
}

fn press(state: &mut State, input: &Input) -> Vec<Effect> {
    state.note = None;
    let leaving = std::mem::take(&mut state.leaving);
    match binding(state.place(), state.acting, input) {
        Some(binding) if binding.command == Command::Quit && leaving => vec![Effect::Quit],
        Some(binding) => run(state, binding.command),
        None => {
            type_in(state, input);
            Vec::new()
        }
    }
}

fn moved(state: &mut State, journey: Option<Journey>) -> Vec<Effect> {
    match journey.filter(|journey| !journey.withdrawn) {
        None => {
            let effects = put_away(state);
            state.complain("This journey's start was undone in another program.");
            effects
        }
        Some(journey) if state.journey.is_none() => {
            state.journeys += 1;
            entered(state, journey)
        }
        Some(journey) => {
            let before = state.journey.replace(journey).map(|journey| journey.role);
            if state.author().is_none() {
                state.acting = Party::Hire;
            }
            clamp(state);
            if matches!(state.overlay, Some(Overlay::Edition { .. })) {
                state.overlay = None;
            }
            if state.overlay.is_none() {
                state.say("Another program changed the journey; this is how it stands now.");
            }
            let mut effects = reread_log(state);
            effects.extend(reread_guide(state, before.as_ref()));
            effects
        }
    }
}

fn saved(state: &mut State, journey: Journey, change: Change, words: &str) -> Vec<Effect> {
    let was_form = matches!(state.overlay, Some(Overlay::Form(_)));
    if let Some(Overlay::Form(form)) = &state.overlay {
        state.drafts.remove(&form.kind);
    }
    if was_form {
        state.overlay = None;
    }
    let undone = matches!(change.verb, Verb::Undo);
    let acted_on = state.selected().map(Goal::slug).cloned();
    let topic = state.selected_topic();
    if journey.withdrawn {
        let effects = put_away(state);
        state.complain("The start is undone and the journey put away. Ctrl-r brings it back.");
        return effects;
    }
    let ended = |journey: &Journey| usize::from(journey.archive.is_some());
    let before = state.journey.as_ref().map_or(0, ended);
    state.journeys = (state.journeys + before).saturating_sub(ended(&journey));
    let before = state.journey.replace(journey).map(|journey| journey.role);
    if state.author().is_none() {
        state.acting = Party::Hire;
    }
    if let Some(topic) = topic {
        state.keep_selected_topic(&topic);
    }
    meeting::after(state, &change);
    if let Some(log) = &mut state.log {
        log.push(change);
        state.tell_log();
    }
    clamp(state);
    if let Some(slug) = acted_on {
        state.keep_selected_today(&slug);
    }
    let first: String = words.lines().next().unwrap_or_default().to_owned();
    state.say(format!("Saved: {first}"));
    // Over the screen, u is a letter or nothing.
    if let (Some(note), None) = (&mut state.note, &state.overlay) {
        note.hint = if undone { "Ctrl-r redoes" } else { "u undoes" };
    }
    reread_guide(state, before.as_ref())
}

/// Goes on without the journey: to the list of the others, or to a new start.
fn put_away(state: &mut State) -> Vec<Effect> {
    state.journeys = state.journeys.saturating_sub(1);
    if state.journeys > 0 {
        return show_hires(state);
    }
    state.leave_journey();
    state.screen = Screen::Today;
    state.start.step = Step::Role;
    vec![Effect::ReadRoles]
}

fn failed(state: &mut State, text: String) {
    let starting = state.is_starting();
    match &mut state.overlay {
        Some(Overlay::Form(form)) => form.problem = Some(text),
        _ if starting => state.start.problem = Some(text),
        _ => state.complain(text),
    }
}

fn edited(state: &mut State, text: Option<String>) {
    if let (Some(Overlay::Form(form)), Some(text)) = (&mut state.overlay, text)
        && let Some(field) = form.focused()
    {
        field.input.clear();
        field.input.insert_str(text.trim_end());
    }
}

/// Shows what another edition would change, or says that there is nothing to take.
fn propose(state: &mut State, proposal: Box<Proposal>) {
    let (from, to) = (&proposal.difference.from, &proposal.difference.to);
    if proposal.difference.is_empty() {
        let text = format!(
            "Nothing to take: this journey follows edition {}, the one at hand.",
            from.edition
        );
        state.say(text);
    } else if from.slug == to.slug && to.edition < from.edition {
        let text = format!(
            "Nothing to take: this journey follows edition {}, and edition {} is at hand.",
            from.edition, to.edition
        );
        state.say(text);
    } else {
        state.overlay = Some(Overlay::Edition {
            proposal,
            scroll: 0,
        });
    }
}

/// Has the guide read anew where the journey follows another plan than before.
fn reread_guide(state: &mut State, before: Option<&Role>) -> Vec<Effect> {
    let now = state.journey.as_ref().map(|journey| &journey.role);
    if now == before || state.guide.is_none() {
        return Vec::new();
    }
    state.guide = None;
    state.guide_view = GuideView::default();
    vec![Effect::ReadGuide]
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

fn run(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Quit => quit(state),
        Command::Suspend => vec![Effect::Suspend],
        Command::Today => show(state, Screen::Today),
        Command::Plan => show(state, Screen::Plan),
        Command::Meeting => show(state, Screen::Meeting),
        Command::Guide => show(state, Screen::Guide),
        Command::GoalGuide => goal_guide(state),
        Command::History => show(state, Screen::History),
        Command::Hires => show(state, Screen::Hires),
        Command::NewJourney => start_another(state),
        Command::ShowArchive => {
            state.hires.toggle_archive();
            Vec::new()
        }
        Command::NextScreen => turn(state, 1),
        Command::PreviousScreen => turn(state, Screen::ALL.len() - 1),
        Command::Up => step(state, -1),
        Command::Down => step(state, 1),
        Command::PageUp => step(state, -state.page.cast_signed()),
        Command::PageDown => step(state, state.page.cast_signed()),
        Command::Top => step(state, isize::MIN / 2),
        Command::Bottom => step(state, isize::MAX / 2),
        Command::Left => sideways(state, false),
        Command::Right => sideways(state, true),
        Command::Open => open(state),
        Command::Back => back(state),
        Command::Help => {
            state.overlay = Some(Overlay::Help { scroll: 0 });
            Vec::new()
        }
        Command::Palette => {
            state.overlay = Some(Overlay::Pick(Box::new(Pick::acts(
                state.place(),
                state.acting,
            ))));
            Vec::new()
        }
        Command::Find => find(state),
        Command::Edition => vec![Effect::ReadEdition],
        Command::SwitchParty => switch_party(state),
        Command::Undo => vec![Effect::Undo(None)],
        Command::Redo => vec![Effect::Redo],
        Command::UndoThis => match state.history.selected(&state.lines) {
            Some(line) => vec![Effect::Undo(Some(line.id))],
            None => Vec::new(),
        },
        Command::JourneyNote => fill_in(state, &FormKind::Note(None)),
        Command::People => fill_in(state, &FormKind::People),
        Command::Archive => archive(state),
        Command::Unarchive => vec![Effect::Commit(vec![Act::Unarchive])],
        Command::Pause => fill_in(state, &FormKind::Pause),
        Command::Save => save(state),
        Command::Editor => edit(state),
        Command::NextField | Command::PreviousField => {
            if let Some(Overlay::Form(form)) = &mut state.overlay {
                form.step(command == Command::NextField);
            }
            Vec::new()
        }
        Command::Gate => show_gate(state),
        Command::Answer | Command::NotDone | Command::Grade(_) | Command::Verdict => {
            in_gate(state, command)
        }
        Command::Confirm | Command::Return | Command::Waive if state.gate.is_some() => {
            in_gate(state, command)
        }
        Command::StartMeeting
        | Command::Discuss
        | Command::PutOff
        | Command::Point
        | Command::Action
        | Command::Finish
        | Command::Rate
        | Command::CloseMeeting
        | Command::NextMeeting
        | Command::Minutes => meeting::on_meeting(state, command),
        Command::Note | Command::Confirm | Command::Return
            if state.screen == Screen::Meeting && state.journey.is_some() =>
        {
            meeting::on_meeting(state, command)
        }
        Command::Claim
        | Command::Confirm
        | Command::Return
        | Command::Begin
        | Command::Tick
        | Command::Note
        | Command::Evidence
        | Command::Block
        | Command::Waive
        | Command::Defer
        | Command::Restore => on_goal(state, command),
    }
}

/// Keeps every selection on something that is there.
fn clamp(state: &mut State) {
    let rows = state.standing().map_or(0, |standing| {
        sections(&standing, state.acting)
            .iter()
            .map(|section| section.goals.len())
            .sum()
    });
    // The line on the 1:1 comes after the goals.
    state.today_cursor = state.today_cursor.min(rows);
    state.clamp_meeting();
    state.hires.step(0);
    let shown = state.history.shown(&state.lines).len();
    state.history.cursor = state.history.cursor.min(shown.saturating_sub(1));
    let rows = state.gate_rows().len();
    if let Some(view) = &mut state.gate {
        view.cursor = view.cursor.min(rows.saturating_sub(1));
    }
    if state.plan.column == Column::Detail {
        state.plan.scroll = state.plan.scroll.min(state.limit);
    }
}
