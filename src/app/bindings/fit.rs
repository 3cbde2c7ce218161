//! Which acts fit what is selected and open, so that nothing is offered that cannot be done.

use super::{Binding, Command, Place};
use crate::app::gate::GateRow;
use crate::app::start::Step;
use crate::app::state::{Screen, State};
use crate::domain::plan::people::Party;
use crate::domain::record::goal::{Goal, GoalState};

/// Returns whether what a row asks for can be done with what is selected and open.
pub(super) fn fits(binding: &Binding, state: &State) -> bool {
    let goal = state.selected();
    match binding.command {
        Command::Archive => !is_archived(state),
        Command::Unarchive => is_archived(state),
        Command::ShowArchive => state.hires.archived() > 0 && state.hires.live() > 0,
        Command::Open if state.screen == Screen::Hires && state.overlay.is_none() => {
            state.hires.selected().is_some()
        }
        Command::Tick if state.is_starting() => state.start.step == Step::Contexts,
        Command::Tick if state.overlay.is_none() => {
            goal.is_some_and(|goal| goal.is_to_do() && !goal.plan.criteria.is_empty())
        }
        Command::StartMeeting
        | Command::Discuss
        | Command::PutOff
        | Command::Action
        | Command::Finish
        | Command::Rate
        | Command::CloseMeeting
        | Command::NextMeeting
        | Command::Point
        | Command::Minutes => state.fits_meeting(binding.command),
        Command::Confirm | Command::Return
            if state.meeting.past.is_some() && state.place() == Place::Meeting =>
        {
            false
        }
        Command::Claim | Command::Note | Command::Block if state.place() == Place::Today => {
            goal.is_some()
        }
        Command::Answer => match state.gate_row() {
            Some(GateRow::Goal(_)) => {
                state.acting == Party::Mentor && goal.is_some_and(Goal::is_to_do)
            }
            row => matches!(row, Some(GateRow::Dimension(_))),
        },
        Command::Verdict => state.gate_row().is_some(),
        Command::NotDone => goal.is_some_and(Goal::is_to_do),
        Command::Confirm | Command::Return => {
            goal.is_some_and(|goal| goal.state() == GoalState::Claimed)
        }
        _ => true,
    }
}

fn is_archived(state: &State) -> bool {
    let journey = state.journey.as_ref();
    journey.is_some_and(|journey| journey.archive.is_some())
}
