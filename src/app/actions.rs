//! What is asked of the selected action, on any screen.

use ratatui_textarea::Key::Char;

use super::command::Command as C;
use super::form::{FormKind, MeetingForm};
use super::key::{ALL, Binding, key, on, shown};
use super::message::Next;
use super::place::Place;
use super::shared::Shared;
use crate::domain::acts::act::{Act, MeetingAct};
use crate::domain::record::action::Action;
use crate::domain::record::ids::ChangeId;

const HERE: &[Place] = &[Place::Today, Place::Meeting];

#[rustfmt::skip] // a table: one row a line
pub(super) const KEYS: &[Binding] = &[
    shown(HERE, ALL, &[key(Char('x'))], C::Finish, "action done"),
    on(HERE, ALL, &[key(Char('X'))], C::DropAction, "drop the action"),
    on(HERE, ALL, &[], C::ChangeAction, "change the action"),
];

/// Does what a command asks of the selected action; nothing if it asks nothing of one.
pub(super) fn run(shared: &mut Shared, action: Option<ChangeId>, command: C) -> Option<Next> {
    if !matches!(command, C::Finish | C::DropAction | C::ChangeAction) {
        return None;
    }
    let Some(id) = action else {
        return Some(shared.object("Choose an action first."));
    };
    let journey = shared.journey.as_ref();
    let found = journey.and_then(|journey| journey.meetings.actions.get(&id));
    let is_open = found.is_none_or(Action::is_open);
    Some(match command {
        C::Finish => Act::Meeting(MeetingAct::Finish {
            action: id,
            done: is_open,
        })
        .into(),
        C::DropAction => {
            let any = MeetingAct::DropAction {
                action: id,
                reason: "any".to_owned(),
            };
            fill_in(shared, any, MeetingForm::DropAction { action: id })
        }
        _ if is_open => Next::FillIn(MeetingForm::ChangeAction { action: id }.into()),
        _ => shared.object("This action is not open any more; x opens it again."),
    })
}

/// Opens a form, unless the rules would refuse the act with any input.
fn fill_in(shared: &mut Shared, any: MeetingAct, form: MeetingForm) -> Next {
    match shared.refuses(&Act::Meeting(any)) {
        true => Next::NOTHING,
        false => Next::FillIn(FormKind::Meeting(form)),
    }
}
