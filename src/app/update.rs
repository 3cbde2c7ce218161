//! Answers one message. Side effects are returned, never performed.

mod overlay;
mod run;

use ratatui_textarea::Input;

use self::run::{click, run, show, step};
use super::bindings::binding;
use super::command::Command;
use super::contexts::ContextList;
use super::exchange;
use super::form::type_into_line;
use super::guide::GuideView;
use super::invitation::Welcome;
use super::join;
use super::message::{Effect, Msg, Proposal};
use super::peers::Peers;
use super::place::Screen;
use super::shared::Overlay;
use super::start::{StartView, Step};
use super::state::State;
use super::summary::SummaryView;
use super::view::View;
use crate::domain::plan::context::Context;
use crate::domain::plan::people::Party;
use crate::domain::plan::role::Role;
use crate::domain::record::change::Change;
use crate::domain::record::goal::Goal;
use crate::domain::record::journey::Journey;
use crate::domain::record::verb::Verb;
use crate::domain::words::text::{NOTE_MAX, clean};

/// Answers one message. Side effects are returned, never performed.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    // After these another goal, or the same one without its notes, may be shown.
    let may_show = matches!(
        msg,
        Msg::Key(_) | Msg::Click(_) | Msg::Wheel(_) | Msg::Moved { .. } | Msg::Saved { .. }
    );
    let has_moved = matches!(msg, Msg::Saved { .. } | Msg::Moved { .. } | Msg::Day(_));
    let mut effects = answer(state, msg);
    if may_show {
        effects.extend(state.plan.notes_to_read(&state.shared));
    }
    if let Some(summary) = &mut state.summary {
        if has_moved {
            summary.forget();
        }
        effects.extend(summary.read_if_needed(&state.shared));
    }
    if let Some(burn_up) = &mut state.burn_up {
        if has_moved {
            burn_up.forget();
        }
        effects.extend(burn_up.read_if_needed());
    }
    if let Some(trend) = &mut state.trend {
        if has_moved {
            trend.forget();
        }
        effects.extend(trend.read_if_needed(state.shared.acting));
    }
    effects
}

fn answer(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Opened if state.is_starting() => return vec![Effect::ReadRoles],
        Msg::Opened if state.journey.is_none() => {}
        Msg::Opened => {
            greet(state);
            return vec![Effect::LookForEdition, Effect::ReadPeers];
        }
        Msg::Key(input) => return press(state, &input),
        Msg::Paste(text) => paste(state, &text),
        Msg::Click(target) => return click(state, &target),
        Msg::Wheel(lines) => return step(state, isize::try_from(lines).unwrap_or(0)),
        Msg::Drawn {
            columns,
            page,
            limit,
        } => {
            state.columns = columns;
            state.page = page.max(1);
            state.limit = limit;
        }
        Msg::Day(today) => {
            state.today = today;
            state.meeting.clamp(&state.shared);
            if state.screen == Screen::Hires {
                return vec![Effect::ShowHires];
            }
        }
        Msg::Clock(clock) => state.clock = clock,
        Msg::Moved { journey } => return moved(state, journey.map(|journey| *journey)),
        Msg::Saved {
            journey,
            save,
            words,
        } => return saved(state, *journey, save, &words),
        Msg::Entered(journey) => return entered(state, *journey),
        Msg::Hires(rows) => state.take_rows(rows),
        Msg::Journeys(count) => state.journeys = count,
        Msg::Started(journey) => started(state, *journey),
        Msg::Peers(peers) => take_peers(state, *peers),
        Msg::Synced { words, failed } => exchange::synced(&mut state.shared, words, failed),
        Msg::Invited(outcome) => exchange::invited(&mut state.shared, outcome),
        Msg::Invitations { place, found } => join::take_found(&mut state.shared, &place, found),
        Msg::Joined { journey, welcome } => return joined(state, *journey, welcome),
        Msg::NotJoined(problem) => join::fail(&mut state.shared, problem),
        Msg::Conflicts => {
            exchange::list_conflicts(&mut state.shared);
        }
        Msg::Told(text) => state.say(text),
        Msg::Failed(text) => failed(state, text),
        Msg::Log(log) => {
            state.log = Some(log);
            state.tell_log();
            state.clamp();
        }
        Msg::Notes(journey) => state.journey = Some(*journey),
        Msg::Summary(lines) => {
            if let Some(summary) = &mut state.summary {
                summary.lines = lines;
            }
        }
        Msg::BurnUp { milestone, plan } => {
            if let Some(burn_up) = &mut state.burn_up {
                burn_up.take(milestone, plan);
            }
        }
        Msg::Trend(trend) => {
            if let Some(view) = &mut state.trend {
                view.take(trend);
            }
        }
        Msg::Guide(guide) => state.guide = Some(*guide),
        Msg::News(news) => {
            let words = news.words();
            state.say(format!("{words} `:edition` shows what would change."));
        }
        Msg::Contexts(contexts) => choose_contexts(state, contexts),
        Msg::Edition(proposal) => propose(state, proposal),
        Msg::Roles(roles) => return state.start.offer(roles),
        Msg::Preview { plan, contexts } => state.start.preview(plan, contexts),
        Msg::Edited(text) => edited(state, text),
    }
    Vec::new()
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

/// Puts a key that has no other meaning into the line that takes text.
fn type_in(state: &mut State, input: &Input) {
    if input.alt {
        return;
    }
    if state.overlay.is_some() {
        overlay::type_in(&mut state.shared, input);
    } else if let Some(line) = state.parts().0.line() {
        type_into_line(line, input);
    }
}

fn paste(state: &mut State, text: &str) {
    if text.len() > NOTE_MAX {
        let limit = NOTE_MAX / 1024;
        failed(
            state,
            format!("The pasted text is longer than {limit} KiB; put it in a file and link to it."),
        );
        return;
    }
    let text = clean(text);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if state.overlay.is_some() {
        overlay::paste(&mut state.shared, &text, words);
    } else if let Some(line) = state.parts().0.line() {
        line.insert_str(words);
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
            let acts = |journey: &Journey| journey.people.person(state.acting);
            let is_another = state.journey.as_ref().map(acts) != Some(acts(&journey));
            if is_another && matches!(state.overlay, Some(Overlay::Form(_))) {
                state.keep_draft();
                state.overlay = None;
            }
            let before = state.journey.replace(journey).map(|journey| journey.role);
            if state.author().is_none() {
                state.acting = Party::Hire;
            }
            state.clamp();
            if matches!(state.overlay, Some(Overlay::Edition { .. })) {
                state.overlay = None;
            }
            if state.overlay.is_none() {
                state.say("Another program changed the journey; this is how it stands now.");
            }
            let log = state.log.as_ref().map(|_| Effect::ReadLog);
            let mut effects: Vec<Effect> = log.into_iter().collect();
            effects.push(Effect::ReadPeers);
            effects.extend(reread_guide(state, before.as_ref()));
            effects
        }
    }
}

fn saved(state: &mut State, journey: Journey, save: Vec<Change>, words: &str) -> Vec<Effect> {
    if let Some(Overlay::Form(form)) = &state.shared.overlay {
        if let Some(draft) = state.shared.draft_of(&form.kind) {
            state.shared.drafts.remove(&draft);
        }
        state.overlay = None;
    }
    let undone = save.iter().any(|change| change.verb == Verb::Undo);
    let acted_on = state.selected().map(Goal::slug).cloned();
    let topic = state.meeting.selected_topic(&state.shared);
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
        state.meeting.keep(&state.shared, &topic);
    }
    if let Some(change) = save.first() {
        state.meeting.after(&mut state.shared, change);
    }
    if let Some(log) = &mut state.log {
        log.extend(save);
        state.tell_log();
    }
    state.clamp();
    if let Some(slug) = acted_on {
        state.today_view.keep(&state.shared, &slug);
    }
    let first: String = words.lines().next().unwrap_or_default().to_owned();
    state.say(format!("Saved: {first}"));
    // Over the screen, u is a letter or nothing.
    if let (Some(note), None) = (&mut state.shared.note, &state.shared.overlay) {
        note.hint = if undone { "Ctrl-r redoes" } else { "u undoes" };
    }
    reread_guide(state, before.as_ref())
}

/// Shows a journey that was opened.
fn entered(state: &mut State, journey: Journey) -> Vec<Effect> {
    state.enter_journey(journey);
    state.clamp();
    let wants_summary = std::mem::take(&mut state.hires.wants_summary);
    match wants_summary {
        true => state.summary = Some(SummaryView::of_list()),
        false => greet(state),
    }
    vec![Effect::LookForEdition, Effect::ReadPeers]
}

/// Begins with the summary where the manager acts: that is what they come for.
fn greet(state: &mut State) {
    if state.acting == Party::Manager {
        state.summary = Some(SummaryView::new());
    }
}

/// Takes over what is known of the other machines. This one acts as whoever it speaks for.
fn take_peers(state: &mut State, peers: Peers) {
    if let Some(party) = peers.speaks_for.filter(|party| *party != state.acting) {
        state.acting = party;
        state.tell_log();
        state.clamp();
    }
    exchange::take_peers(&mut state.shared, peers);
}

/// Goes into a journey that was joined, unless another is open and joining was left meanwhile.
fn joined(state: &mut State, journey: Journey, welcome: Box<Welcome>) -> Vec<Effect> {
    if !state.shows_joined(journey.id) {
        let hire = &welcome.hire;
        state.say(format!("{hire}'s journey is joined; H lists it."));
        return vec![Effect::CountJourneys];
    }
    state.start = StartView::default();
    let mut effects = entered(state, journey);
    join::welcome(&mut state.shared, welcome);
    effects.push(Effect::CountJourneys);
    effects
}

fn started(state: &mut State, journey: Journey) {
    if state.journeys == 0 {
        state.acting = Party::Hire;
    }
    state.journeys += 1;
    let began_before = journey.start < state.today;
    state.enter_journey(journey);
    state.start = StartView::default();
    state.say(if began_before {
        "The journey is started and saved. `onramp --today DATE …` enters what was done before today."
    } else {
        "The journey is started and saved. Enter opens a goal, ? lists the keys."
    });
}

/// Goes on without the journey: to the list of the others, or to a new start.
fn put_away(state: &mut State) -> Vec<Effect> {
    state.journeys = state.journeys.saturating_sub(1);
    if state.journeys > 0 {
        return show(state, Screen::Hires);
    }
    state.leave_journey();
    state.screen = Screen::Today;
    state.start.step = Step::Role;
    vec![Effect::ReadRoles]
}

fn failed(state: &mut State, text: String) {
    let starting = state.is_starting();
    match &mut state.shared.overlay {
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

/// Shows the settings to choose from, with those of the journey chosen.
fn choose_contexts(state: &mut State, contexts: Vec<Context>) {
    let chosen = state.journey.as_ref().map(|journey| &journey.contexts);
    let list = ContextList::new(contexts, chosen.map_or(&[], Vec::as_slice));
    if list.all.is_empty() {
        state.complain("This plan has no settings to fit it to.");
    } else {
        state.overlay = Some(Overlay::Contexts(Box::new(list)));
    }
}

/// Shows what another edition would change, or says that there is nothing to take.
fn propose(state: &mut State, proposal: Box<Proposal>) {
    state.overlay = None;
    let (from, to) = (&proposal.difference.from, &proposal.difference.to);
    let mine = from.edition;
    if proposal.difference.is_empty() {
        state.say(format!(
            "Nothing to take: this journey follows edition {mine}, the one at hand."
        ));
    } else if from.slug == to.slug && to.edition < mine {
        state.say(format!(
            "Nothing to take: this journey follows edition {mine}, and edition {} is at hand.",
            to.edition
        ));
    } else {
        let scroll = 0;
        state.overlay = Some(Overlay::Edition { proposal, scroll });
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
