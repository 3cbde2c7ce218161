//! The way from one journey to another: the list of them, into one, out of it, and a new one.

use super::super::message::Effect;
use super::super::start::StartView;
use super::super::state::{Screen, State};
use super::clamp;
use crate::domain::plan::people::Party;
use crate::domain::record::journey::Journey;

/// Leaves the journey and shows the list of all of them.
pub(super) fn show_hires(state: &mut State) -> Vec<Effect> {
    state.leave_journey();
    state.screen = Screen::Hires;
    vec![Effect::ShowHires]
}

/// Goes into the selected journey.
pub(super) fn open_selected(state: &mut State) -> Vec<Effect> {
    state.hires.typing = false;
    let selected = state.hires.selected();
    selected
        .map(|row| Effect::OpenJourney(row.id))
        .into_iter()
        .collect()
}

/// Shows a journey that was opened.
pub(super) fn entered(state: &mut State, journey: Journey) -> Vec<Effect> {
    state.enter_journey(journey);
    clamp(state);
    vec![Effect::LookForEdition]
}

/// Leads through the start of another journey.
pub(super) fn start_another(state: &mut State) -> Vec<Effect> {
    state.leave_journey();
    state.screen = Screen::Today;
    state.start = StartView::default();
    vec![Effect::ReadRoles]
}

/// Switches as whom journeys are gone into.
pub(super) fn switch_party(state: &mut State) {
    let place = Party::ALL.iter().position(|party| *party == state.acting);
    let next = (place.unwrap_or(0) + 1) % Party::ALL.len();
    if let Some(&party) = Party::ALL.get(next) {
        state.acting = party;
        state.wants = Some(party.word().to_owned());
        state.say(format!(
            "You go into a journey as the {} now.",
            party.word()
        ));
    }
}
