//! Makes the conversation over time of the open journey, which takes its log.

use super::{Performer, told};
use crate::app::{Msg, State};
use crate::domain::judgment::trend::Trend;
use crate::domain::plan::people::Party;
use crate::tui::outside::Outside;

impl<O: Outside> Performer<O> {
    /// Makes the conversation over time, as far as a reader may see it.
    pub(super) fn read_trend(&self, reader: Party, state: &State) -> Msg {
        let Some(open) = &self.open else {
            return Msg::Failed("No journey is open.".to_owned());
        };
        match self.store.changes(open.journey.id) {
            Ok(log) => Msg::Trend(Box::new(Trend::of(
                &open.journey,
                &log,
                state.today,
                reader,
            ))),
            Err(error) => Msg::Failed(told(&error)),
        }
    }
}
