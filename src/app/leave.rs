//! What the screens do with leaves that were entered, and say of the working days.

use super::command::Command;
use super::form::FormKind;
use super::message::Next;
use super::pick::Pick;
use super::shared::Shared;
use crate::domain::acts::act::Act;
use crate::domain::record::ids::ChangeId;
use crate::domain::words::text::count;
use crate::domain::words::when::full_date;

/// Ends, changes or takes back a leave; asks which one if there are several.
pub(super) fn run(shared: &mut Shared, command: Command) -> Next {
    let Some(journey) = &shared.journey else {
        return Next::NOTHING;
    };
    let mut leaves = journey.leaves_by_date();
    if leaves.is_empty() {
        return shared.object("No leave is entered; P enters one.");
    }
    if command == Command::EndLeave {
        leaves.retain(|(_, leave)| leave.until >= shared.today);
    }
    match leaves.as_slice() {
        [] => shared.object("Every leave is over."),
        [(leave, _)] => next(command, *leave),
        leaves => {
            let choices = leaves.iter().map(|(id, leave)| {
                let reason = journey.leave_reason(*id, shared.acting);
                let reason = reason.map(|reason| reason.text.clone());
                (leave.span(), reason.unwrap_or_default(), next(command, *id))
            });
            let pick = Pick::new("Which leave", choices.collect());
            shared.offer(pick);
            Next::NOTHING
        }
    }
}

fn next(command: Command, leave: ChangeId) -> Next {
    match command {
        Command::EndLeave => Next::FillIn(FormKind::EndLeave(leave)),
        Command::ChangeLeave => Next::FillIn(FormKind::MoveLeave(leave)),
        _ => Act::DropLeave { leave }.into(),
    }
}

/// Says which days are worked. The commands list and change the holidays.
pub(super) fn tell_working_days(shared: &mut Shared) {
    let Some(journey) = &shared.journey else {
        return;
    };
    let mut told = format!("Working week: {}.", journey.week);
    let mut ahead = journey.holidays.range(shared.today..);
    told.push_str(&match (ahead.next(), ahead.count()) {
        (None, _) => " No holidays ahead; `onramp holidays add` enters one.".to_owned(),
        (Some((day, holiday)), later) => {
            let name = holiday.name.as_deref();
            let name = name.map_or_else(String::new, |name| format!(", {name}"));
            let all = count(later + 1, "holiday");
            format!(" {all} ahead, the next one {}{name}.", full_date(*day))
        }
    });
    shared.say(told);
}
