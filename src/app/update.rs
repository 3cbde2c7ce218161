//! Answers one message. Side effects are returned, never performed.

use ratatui_textarea::Input;

use super::bindings::{Command, Place, binding};
use super::form::{Form, FormKind, type_into_line};
use super::guide::goals_of;
use super::message::{Effect, Msg, Target};
use super::pick::{Choice, Pick};
use super::plan::Column;
use super::start::Step;
use super::state::{Overlay, Screen, State};
use super::today::sections;
use crate::domain::act::Act;
use crate::domain::change::{Change, Verb};
use crate::domain::goal::{Goal, GoalState};
use crate::domain::guide::Link;
use crate::domain::journey::Journey;
use crate::domain::people::Party;
use crate::domain::plan::Slug;
use crate::domain::text::NOTE_MAX;

/// Answers one message. Side effects are returned, never performed.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Opened if state.journey.is_none() => state.start.read_plan(),
        Msg::Opened => Vec::new(),
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
            Vec::new()
        }
        Msg::Moved { journey } => moved(state, journey.map(|journey| *journey)),
        Msg::Saved {
            journey,
            change,
            words,
        } => saved(state, *journey, *change, &words),
        Msg::Started(journey) => {
            state.journey = Some(*journey);
            state.acting = Party::Hire;
            state.screen = Screen::Today;
            state.log = None;
            state.guide = None;
            state.go_to_current_milestone();
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
        Msg::Preview(plan) => {
            state.start.plan = Some(plan);
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
    match binding(state.place(), state.acting, input) {
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
    let place = state.place();
    match (&mut state.overlay, place) {
        (Some(Overlay::Form(form)), _) => {
            form.problem = None;
            if let Some(field) = form.focused() {
                field.press(input);
            }
        }
        (Some(Overlay::Pick(pick)), _) => {
            type_into_line(&mut pick.input, input);
            pick.cursor = 0;
        }
        (Some(Overlay::Parts { .. }), _) => tick_by_digit(state, input),
        (None, Place::Filter) => {
            type_into_line(&mut state.history.filter, input);
            state.history.cursor = 0;
        }
        (None, Place::StartLine) => state.start.press(input),
        _ => {}
    }
}

fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    if text.len() > NOTE_MAX {
        let limit = NOTE_MAX / 1024;
        failed(
            state,
            format!("The pasted text is longer than {limit} KiB; put it in a file and link to it."),
        );
        return Vec::new();
    }
    let text = crate::domain::text::clean(text);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let place = state.place();
    match (&mut state.overlay, place) {
        (Some(Overlay::Form(form)), _) => {
            if let Some(field) = form.focused() {
                field.paste(&text);
            }
        }
        (Some(Overlay::Pick(pick)), _) => {
            pick.input.insert_str(line);
        }
        (None, Place::Filter) => {
            state.history.filter.insert_str(line);
        }
        (None, Place::StartLine) => {
            if let Some(field) = state.start.line() {
                field.insert_str(line);
            }
        }
        _ => {}
    }
    Vec::new()
}

fn click(state: &mut State, target: &Target) -> Vec<Effect> {
    state.note = None;
    match *target {
        Target::Screen(screen) if state.overlay.is_none() => show(state, screen),
        Target::Command(command) => run(state, command),
        Target::Milestone(place) if state.overlay.is_none() => {
            state.plan.column = Column::Milestones;
            state.plan.milestone = place;
            state.plan.goal = 0;
            state.plan.scroll = 0;
            Vec::new()
        }
        Target::Page(place) if state.overlay.is_none() => {
            state.guide_view.in_page = false;
            state.guide_view.page = place;
            state.guide_view.entry = 0;
            Vec::new()
        }
        Target::Goal(place) if state.overlay.is_none() => {
            if state.plan.column == Column::Goals && state.plan.goal == place {
                state.plan.column = Column::Detail;
            } else {
                state.plan.column = Column::Goals;
            }
            state.plan.goal = place;
            Vec::new()
        }
        Target::Row(row) => click_row(state, row),
        _ => Vec::new(),
    }
}

/// Selects a line; a second click on it opens it.
fn click_row(state: &mut State, row: usize) -> Vec<Effect> {
    let cursor = match (&mut state.overlay, state.screen) {
        (Some(Overlay::Pick(pick)), _) => &mut pick.cursor,
        (Some(Overlay::Parts { cursor, .. }), _) => cursor,
        (Some(_), _) => return Vec::new(),
        (None, _) if state.journey.is_none() => {
            let lines = row.cast_signed() - state.start.role.cast_signed();
            return state.start.step_role(lines);
        }
        (None, Screen::Today) => &mut state.today_cursor,
        (None, Screen::History) => &mut state.history.cursor,
        (None, Screen::Guide) => {
            let again = state.guide_view.in_page && state.guide_view.entry == row;
            state.guide_view.in_page = true;
            state.guide_view.entry = row;
            return match again {
                true => open(state),
                false => Vec::new(),
            };
        }
        (None, Screen::Plan) => return Vec::new(),
    };
    if *cursor == row {
        return run(state, Command::Open);
    }
    *cursor = row;
    Vec::new()
}

fn moved(state: &mut State, journey: Option<Journey>) -> Vec<Effect> {
    match journey.filter(|journey| !journey.withdrawn) {
        None => {
            state.journey = None;
            state.overlay = None;
            state.log = None;
            state.complain("This journey's start was undone in another program.");
            state.start.read_plan()
        }
        Some(journey) => {
            state.journey = Some(journey);
            if state.author().is_none() {
                state.acting = Party::Hire;
            }
            clamp(state);
            if state.overlay.is_none() {
                state.say("Another program changed the journey; this is how it stands now.");
            }
            reread_log(state)
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
    if journey.withdrawn {
        state.journey = None;
        state.screen = Screen::Today;
        state.log = None;
        state.start.step = Step::Role;
        state.complain(
            "The start is undone; the journey is put away. `onramp redo` brings it back.",
        );
        return state.start.read_plan();
    }
    state.journey = Some(journey);
    if state.author().is_none() {
        state.acting = Party::Hire;
    }
    if let Some(log) = &mut state.log {
        log.push(change);
        state.tell_log();
    }
    clamp(state);
    let first: String = words.lines().next().unwrap_or_default().to_owned();
    state.say(format!("Saved: {first}"));
    if let Some(note) = &mut state.note {
        note.hint = if undone { "Ctrl-r redoes" } else { "u undoes" };
    }
    Vec::new()
}

fn failed(state: &mut State, text: String) {
    match &mut state.overlay {
        Some(Overlay::Form(form)) => form.problem = Some(text),
        _ if state.journey.is_none() => state.start.problem = Some(text),
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

fn run(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Quit => vec![Effect::Quit],
        Command::Suspend => vec![Effect::Suspend],
        Command::Today => show(state, Screen::Today),
        Command::Plan => show(state, Screen::Plan),
        Command::Guide => show(state, Screen::Guide),
        Command::GoalGuide => goal_guide(state),
        Command::History => show(state, Screen::History),
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
                state.screen,
                state.acting,
            ))));
            Vec::new()
        }
        Command::Find => find(state),
        Command::SwitchParty => switch_party(state),
        Command::Undo => vec![Effect::Undo(None)],
        Command::Redo => vec![Effect::Redo],
        Command::UndoThis => match state.history.selected(&state.lines) {
            Some(line) => vec![Effect::Undo(Some(line.id))],
            None => Vec::new(),
        },
        Command::JourneyNote => fill_in(state, &FormKind::Note(None)),
        Command::People => fill_in(state, &FormKind::People),
        Command::Pause => fill_in(state, &FormKind::Pause),
        Command::Save => save(state),
        Command::Editor => edit(state),
        Command::NextField | Command::PreviousField => {
            if let Some(Overlay::Form(form)) = &mut state.overlay {
                form.step(command == Command::NextField);
            }
            Vec::new()
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

/// Does what a command asks of the selected goal.
fn on_goal(state: &mut State, command: Command) -> Vec<Effect> {
    if let Some(Overlay::Parts { goal, cursor }) = &state.overlay {
        let (goal, cursor) = (goal.clone(), *cursor);
        return tick(state, &goal, cursor);
    }
    if state.screen == Screen::Plan && state.plan.column == Column::Milestones {
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
        Command::Block => fill_in(state, &FormKind::Block(slug)),
        Command::Note => fill_in(state, &FormKind::Note(Some(slug))),
        Command::Evidence => fill_in(state, &FormKind::Evidence(slug)),
        Command::Return => fill_in(state, &FormKind::Return(slug)),
        Command::Waive => fill_in(state, &FormKind::Waive(slug)),
        Command::Defer => fill_in(state, &FormKind::Defer(slug)),
        _ => Vec::new(),
    }
}

/// Opens the list of parts, or ticks the only one.
fn parts(state: &mut State, slug: &Slug) -> Vec<Effect> {
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

fn tick(state: &State, slug: &Slug, place: usize) -> Vec<Effect> {
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

fn tick_by_digit(state: &mut State, input: &Input) {
    let ratatui_textarea::Key::Char(digit @ '1'..='9') = input.key else {
        return;
    };
    let place = digit.to_digit(10).map_or(0, |digit| digit as usize - 1);
    let count = parts_shown(state);
    if let Some(Overlay::Parts { cursor, .. }) = &mut state.overlay
        && place < count
    {
        *cursor = place;
    }
}

fn parts_shown(state: &State) -> usize {
    match (&state.overlay, &state.journey) {
        (Some(Overlay::Parts { goal, .. }), Some(journey)) => journey
            .goal(goal)
            .map_or(0, |goal| goal.plan.criteria.len()),
        _ => 0,
    }
}

fn fill_in(state: &mut State, kind: &FormKind) -> Vec<Effect> {
    if let Some(journey) = &state.journey {
        let draft = state.drafts.get(kind);
        let form = Form::new(kind.clone(), journey, state.today, draft);
        state.overlay = Some(Overlay::Form(Box::new(form)));
    }
    Vec::new()
}

fn save(state: &mut State) -> Vec<Effect> {
    let (Some(Overlay::Form(form)), Some(journey)) = (&mut state.overlay, &state.journey) else {
        return Vec::new();
    };
    match form.acts(journey, state.today) {
        Ok(acts) => vec![Effect::Commit(acts)],
        Err((field, problem)) => {
            form.focus = field;
            form.problem = Some(problem);
            Vec::new()
        }
    }
}

fn edit(state: &State) -> Vec<Effect> {
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

fn show(state: &mut State, screen: Screen) -> Vec<Effect> {
    state.screen = screen;
    let mut effects = Vec::new();
    if matches!(screen, Screen::Plan | Screen::History) && state.log.is_none() {
        effects.push(Effect::ReadLog);
    }
    if matches!(screen, Screen::Plan | Screen::Guide) && state.guide.is_none() {
        effects.push(Effect::ReadGuide);
    }
    effects
}

fn turn(state: &mut State, by: usize) -> Vec<Effect> {
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

fn reread_log(state: &mut State) -> Vec<Effect> {
    match state.log {
        Some(_) => vec![Effect::ReadLog],
        None => Vec::new(),
    }
}

fn sideways(state: &mut State, right: bool) -> Vec<Effect> {
    if state.screen == Screen::Guide {
        state.guide_view.in_page = right;
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

fn open(state: &mut State) -> Vec<Effect> {
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
                None => Vec::new(),
            };
        }
        Some(_) => return Vec::new(),
        None => {}
    }
    if state.journey.is_none() {
        return state.start.forward(state.today);
    }
    match state.screen {
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
        Screen::Today | Screen::History => match state.selected().map(Goal::slug).cloned() {
            Some(slug) => open_goal(state, &slug),
            None => Vec::new(),
        },
    }
}

fn open_goal(state: &mut State, slug: &Slug) -> Vec<Effect> {
    if let Some(journey) = &state.journey {
        state.plan.select(journey, slug);
        state.plan.column = Column::Detail;
    }
    show(state, Screen::Plan)
}

/// Lists what the guide has on the selected goal.
fn goal_guide(state: &mut State) -> Vec<Effect> {
    let slug = state.selected().map(Goal::slug).cloned();
    match (&state.guide, slug) {
        (Some(guide), Some(slug)) if guide.links.contains_key(&slug) => {
            let pick = Pick::guide(guide, Some(&slug));
            state.overlay = Some(Overlay::Pick(Box::new(pick)));
            Vec::new()
        }
        (Some(_), Some(_)) => {
            state.complain("The guide has nothing of its own on this goal; 3 shows all of it.");
            Vec::new()
        }
        (None, Some(slug)) => open_goal(state, &slug),
        (_, None) => Vec::new(),
    }
}

fn open_entry(state: &mut State, link: &Link) -> Vec<Effect> {
    if let Some(guide) = &state.guide {
        state.guide_view.select(guide, link);
    }
    show(state, Screen::Guide)
}

/// Opens the goal that the selected entry of the guide belongs to, or lists them.
fn goals_of_entry(state: &mut State) -> Vec<Effect> {
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

fn back(state: &mut State) -> Vec<Effect> {
    if let Some(Overlay::Form(form)) = &state.overlay {
        let kind = form.kind.clone();
        let texts = form.texts();
        let blank = state.journey.as_ref().is_none_or(|journey| {
            Form::new(kind.clone(), journey, state.today, None).texts() == texts
        });
        if blank {
            state.drafts.remove(&kind);
        } else {
            state.drafts.insert(kind, texts);
            state.say("Not saved; what you typed is kept until you open this again.");
        }
    }
    if state.overlay.take().is_some() {
        return Vec::new();
    }
    if state.journey.is_none() {
        state.start.back();
        return Vec::new();
    }
    match state.screen {
        Screen::History => state.history.clear(),
        Screen::Plan => {
            state.plan.column = match state.plan.column {
                Column::Detail => Column::Goals,
                column => column,
            };
        }
        Screen::Guide => state.guide_view.in_page = false,
        Screen::Today => {}
    }
    Vec::new()
}

fn find(state: &mut State) -> Vec<Effect> {
    match (&state.journey, state.screen) {
        (_, Screen::History) => state.history.typing = true,
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

fn switch_party(state: &mut State) -> Vec<Effect> {
    let Some(journey) = &state.journey else {
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
            state.say(format!("You act as {author} now."));
        }
        _ => state.complain("Nobody else is named in this journey yet; E names a mentor."),
    }
    state.tell_log();
    clamp(state);
    Vec::new()
}

/// Moves the selection, or scrolls, by lines.
fn step(state: &mut State, lines: isize) -> Vec<Effect> {
    match &mut state.overlay {
        Some(Overlay::Help { scroll }) => {
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
    let Some(journey) = &state.journey else {
        return step_start(state, lines);
    };
    match state.screen {
        Screen::Today => state.today_cursor = state.today_cursor.saturating_add_signed(lines),
        Screen::Plan => state.plan.step(journey, lines),
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

fn step_start(state: &mut State, lines: isize) -> Vec<Effect> {
    match state.start.step {
        Step::Role if lines.unsigned_abs() == 1 => state.start.step_role(lines),
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

/// Keeps every selection on something that is there.
fn clamp(state: &mut State) {
    let rows = state.standing().map_or(0, |standing| {
        sections(&standing, state.acting)
            .iter()
            .map(|section| section.goals.len())
            .sum()
    });
    state.today_cursor = state.today_cursor.min(usize::saturating_sub(rows, 1));
    let shown = state.history.shown(&state.lines).len();
    state.history.cursor = state.history.cursor.min(shown.saturating_sub(1));
    if state.plan.column == Column::Detail {
        state.plan.scroll = state.plan.scroll.min(state.limit);
    }
}
