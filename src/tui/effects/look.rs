//! Looks for what has changed without a key: the day, the minute, the database.

use super::{Performer, told};
use crate::app::{Msg, Screen, State};
use crate::store::{JourneyName, StoreError};
use crate::tui::outside::Outside;

impl<O: Outside> Performer<O> {
    /// Looks for a new day, for another minute of the open 1:1 and for changes of other programs.
    pub fn look(&mut self, state: &State) -> Vec<Msg> {
        let now = self.outside.moment();
        let mut messages = Vec::new();
        if now.today != state.today {
            messages.push(Msg::Day(now.today));
        }
        if state.minutes_at(now.clock) != state.minutes_at(state.clock) {
            messages.push(Msg::Clock(now.clock));
        }
        match self.moved_meanwhile(state) {
            Ok(found) => messages.extend(found),
            Err(error) => messages.push(Msg::Failed(error.to_string())),
        }
        messages.extend(self.look_at_exchange(state));
        messages
    }

    /// Looks whether another program has changed the journey, or the list of them.
    fn moved_meanwhile(&mut self, state: &State) -> Result<Vec<Msg>, StoreError> {
        if !self.store.has_moved()? {
            return Ok(Vec::new());
        }
        if self.open.is_none() && state.is_joining() {
            // The journey that came is shown with what is to be done now.
            return Ok(Vec::new());
        }
        if state.screen == Screen::Hires {
            return Ok(vec![self.read_hires()]);
        }
        let live = self.live()?;
        let count = (live.len() != state.journeys).then_some(Msg::Journeys(live.len()));
        let moved = match &mut self.open {
            Some(open) => match self.store.refresh(open) {
                Ok(moved) => moved,
                Err(StoreError::NoJourney) => {
                    self.open = None;
                    true
                }
                Err(error) => return Err(error),
            },
            None => match live.as_slice() {
                // Whoever starts another journey is not taken out of that.
                [only] if state.journeys == 0 => {
                    self.open = Some(self.store.load_counted(only.id)?);
                    true
                }
                _ => false,
            },
        };
        let moved = moved.then(|| self.moved());
        Ok(moved.into_iter().chain(count).collect())
    }

    /// Returns the journeys that go on.
    pub(super) fn live(&self) -> Result<Vec<JourneyName>, StoreError> {
        let mut journeys = self.store.journeys()?;
        journeys.retain(JourneyName::is_live);
        Ok(journeys)
    }

    pub(super) fn read_hires(&self) -> Msg {
        let today = self.outside.moment().today;
        match self.store.overview(today) {
            Ok(rows) => Msg::Hires(rows),
            Err(error) => Msg::Failed(told(&error)),
        }
    }
}
