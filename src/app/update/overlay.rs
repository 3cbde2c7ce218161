//! What lies over the screen: a form, a list, the parts of a goal, an edition, joining, the help.

use ratatui_textarea::Input;

use crate::app::command::Command;
use crate::app::exchange;
use crate::app::form::type_into_line;
use crate::app::goals::{count_parts, tick};
use crate::app::join;
use crate::app::message::{Effect, Next, Proposal};
use crate::app::pick::Pick;
use crate::app::shared::{Overlay, Shared};
use crate::app::view::choose;
use crate::domain::acts::act::{Act, MeetingAct};
use crate::domain::acts::refusal::Refusal;
use crate::domain::plan::people::Party;
use crate::domain::record::journey::Journey;
use crate::domain::wording::meetings::same_day;
use crate::domain::words::text::capitalized;

/// Does what a command asks of what lies over the screen.
pub(super) fn run(shared: &mut Shared, command: Command) -> Next {
    match (command, &mut shared.overlay) {
        (Command::Open, _) => return open(shared),
        (Command::Back, Some(Overlay::Join(_))) => join::go_back(shared),
        (Command::Back, _) => back(shared),
        (Command::Save, _) => return save(shared),
        (Command::Tick, Some(Overlay::Parts { goal, cursor })) => {
            let (goal, cursor) = (goal.clone(), *cursor);
            return tick(shared, &goal, cursor);
        }
        (Command::Dismiss, Some(Overlay::Conflict { change, .. })) => {
            let change = *change;
            shared.overlay = None;
            return Effect::Dismiss(change).into();
        }
        (Command::Again, Some(Overlay::Conflict { change, .. })) => {
            let change = *change;
            shared.overlay = None;
            return Effect::Again(change).into();
        }
        (Command::Tick, Some(Overlay::Contexts(list))) => list.toggle(),
        (Command::Editor, Some(Overlay::Form(form))) => {
            let field = form.fields.get(form.focus);
            return field.map_or(Next::NOTHING, |field| Effect::Edit(field.text()).into());
        }
        (Command::NextField | Command::PreviousField, Some(Overlay::Form(form))) => {
            form.step(command == Command::NextField);
        }
        _ => {}
    }
    Next::NOTHING
}

fn open(shared: &mut Shared) -> Next {
    match &mut shared.overlay {
        Some(Overlay::Join(_)) => return join::go_on(shared),
        Some(Overlay::Form(form)) if !form.is_at_end() => form.step(true),
        Some(Overlay::Form(_)) => return save(shared),
        Some(Overlay::Pick(pick)) => {
            let chosen = pick.chosen();
            shared.overlay = None;
            return chosen.unwrap_or(Next::NOTHING);
        }
        Some(Overlay::Edition { proposal, .. }) => {
            let proposal = Proposal::clone(proposal);
            shared.overlay = None;
            return take(shared, proposal);
        }
        Some(Overlay::Contexts(list)) => {
            return Effect::ReadEdition(Some(list.names())).into();
        }
        Some(Overlay::Change { goal, .. }) => {
            let goal = goal.clone();
            shared.overlay = None;
            return goal.map_or(Next::NOTHING, Next::Goal);
        }
        _ => {}
    }
    Next::NOTHING
}

/// Takes an edition; where the mentor has to agree and somebody else acts, asks whether they did.
fn take(shared: &mut Shared, proposal: Proposal) -> Next {
    let mentor = shared.journey.as_ref();
    let mentor = mentor.and_then(|journey| journey.people.author(Party::Mentor));
    let needs_consent = !proposal.difference.needs_consent().is_empty();
    let plan = Box::new(proposal.plan);
    match mentor.filter(|_| needs_consent && shared.acting != Party::Mentor) {
        None => {
            let agreed = String::new();
            Effect::TakePlan { plan, agreed }.into()
        }
        Some(mentor) => {
            let choice = format!("{mentor}, agreed");
            let agreed = mentor.name;
            let next = Effect::TakePlan { plan, agreed }.into();
            let title = "Goals are dropped or moved. Who agreed?";
            shared.offer(Pick::new(title, vec![(choice, String::new(), next)]));
            Next::NOTHING
        }
    }
}

/// Closes it; what was typed into a form is kept.
fn back(shared: &mut Shared) {
    let is_kept = shared.keep_draft();
    shared.overlay = None;
    if is_kept {
        shared.say("Not saved; what you typed is kept until you open this again.");
    }
}

fn save(shared: &mut Shared) -> Next {
    if let Some(next) = exchange::invite(shared) {
        return next;
    }
    let (Some(Overlay::Form(form)), Some(journey), Some(dates)) =
        (&shared.overlay, &shared.journey, shared.dates())
    else {
        return Next::NOTHING;
    };
    let acts = form.acts(journey, &dates);
    let warning = match &acts {
        Ok(acts) if !form.warned => warning(shared, journey, acts),
        _ => None,
    };
    let Some(Overlay::Form(form)) = &mut shared.overlay else {
        return Next::NOTHING;
    };
    match (acts, warning) {
        (Ok(_), Some(warning)) => {
            form.problem = Some(warning);
            form.warned = true;
        }
        (Ok(acts), None) => return Effect::Commit(acts).into(),
        (Err((field, problem)), _) => {
            form.focus = field;
            form.problem = Some(problem);
        }
    }
    Next::NOTHING
}

/// Returns what is to be known before acts are done, where saving again does them.
fn warning(shared: &Shared, journey: &Journey, acts: &[Act]) -> Option<String> {
    let refused = match acts.iter().find_map(|act| shared.refusal(act)) {
        Some(Refusal::Ungraded(names)) => Some(format!(
            "Not graded: {names}. Ctrl-s again goes on without; Esc goes back."
        )),
        Some(Refusal::ClaimsOpen(count, claims)) => Some(format!(
            "{count} not answered yet: {claims}. Enter again closes the 1:1 and leaves \
             that open; Esc goes back to answer."
        )),
        _ => None,
    };
    let next = acts.iter().find_map(|act| match act {
        Act::Meeting(MeetingAct::Next { on }) => *on,
        _ => None,
    });
    let same_day = next.and_then(|next| same_day(&journey.meetings, next));
    let same_day = same_day.map(|words| {
        let words = capitalized(words);
        format!("{words}. Enter again agrees on it; Esc goes back.")
    });
    let party = shared.acting.word();
    let own_place = acts.iter().find_map(|act| act.gives_away(shared.acting));
    let own_place = own_place.map(|name| match name {
        "" => {
            format!("You are the {party}. Enter again leaves your place free; you can't undo it.")
        }
        name => format!(
            "You are the {party}. Enter again gives your place to {name}, and you can't undo it; \
             if {name} is you, choose ‘same person’ first."
        ),
    });
    let said = refused.into_iter().chain(same_day).chain(own_place);
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// Moves the selection, or scrolls, by lines.
pub(super) fn step(shared: &mut Shared, lines: isize) {
    let limit = shared.limit;
    let parts = parts_shown(shared);
    let (at, last) = match &mut shared.overlay {
        Some(
            Overlay::Help { scroll }
            | Overlay::Edition { scroll, .. }
            | Overlay::Change { scroll, .. }
            | Overlay::Conflict { scroll, .. },
        ) => (scroll, limit),
        Some(Overlay::Contexts(list)) => return list.step(lines),
        Some(Overlay::Pick(pick)) => {
            let last = pick.shown().len().saturating_sub(1);
            (&mut pick.cursor, last)
        }
        Some(Overlay::Parts { cursor, .. }) => (cursor, parts.saturating_sub(1)),
        Some(Overlay::Join(join)) => match join.list() {
            Some((cursor, count)) => (cursor, count.saturating_sub(1)),
            None => return,
        },
        Some(Overlay::Form(_)) | None => return,
    };
    *at = at.saturating_add_signed(lines).min(last);
}

/// Selects a line; a second click on it opens it.
pub(super) fn click(shared: &mut Shared, row: usize) -> Next {
    match &mut shared.overlay {
        Some(Overlay::Pick(pick)) => choose(&mut pick.cursor, row),
        Some(Overlay::Parts { cursor, .. }) => choose(cursor, row),
        Some(Overlay::Join(join)) => match join.list() {
            Some((cursor, _)) => choose(cursor, row),
            None => Next::NOTHING,
        },
        Some(Overlay::Contexts(list)) => {
            list.cursor = row;
            list.toggle();
            Next::NOTHING
        }
        _ => Next::NOTHING,
    }
}

/// Puts a key that has no other meaning into the line that takes text.
pub(super) fn type_in(shared: &mut Shared, input: &Input) {
    let parts = parts_shown(shared);
    match &mut shared.overlay {
        Some(Overlay::Form(form)) => {
            form.problem = None;
            form.warned = false;
            if let Some(field) = form.focused() {
                field.press(input);
            }
        }
        Some(Overlay::Pick(pick)) => {
            type_into_line(&mut pick.input, input);
            pick.cursor = 0;
        }
        Some(Overlay::Join(join)) => {
            if let Some(line) = join.line() {
                type_into_line(line, input);
            }
        }
        Some(Overlay::Parts { cursor, .. }) => {
            if let ratatui_textarea::Key::Char(digit @ '1'..='9') = input.key
                && let Some(place) = digit.to_digit(10).map(|digit| digit as usize - 1)
                && place < parts
            {
                *cursor = place;
            }
        }
        _ => {}
    }
}

/// Puts pasted text into the line that takes text.
pub(super) fn paste(shared: &mut Shared, text: &str, line: String) {
    match &mut shared.overlay {
        Some(Overlay::Form(form)) => {
            if let Some(field) = form.focused() {
                field.paste(text);
            }
        }
        Some(Overlay::Pick(pick)) => {
            pick.input.insert_str(line);
        }
        Some(Overlay::Join(join)) => {
            if let Some(place) = join.line() {
                place.insert_str(line);
            }
        }
        _ => {}
    }
}

fn parts_shown(shared: &Shared) -> usize {
    match &shared.overlay {
        Some(Overlay::Parts { goal, .. }) => count_parts(shared, goal),
        _ => 0,
    }
}
