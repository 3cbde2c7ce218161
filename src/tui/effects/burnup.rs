//! Makes the burn-up of the open journey, which takes its log.

use super::{Performer, told};
use crate::app::{Msg, State};
use crate::domain::judgment::burnup::{BurnUp, Reach};
use crate::domain::judgment::course::Course;
use crate::domain::judgment::standing::Standing;
use crate::tui::outside::Outside;

impl<O: Outside> Performer<O> {
    /// Makes the burn-up of the present milestone and that of the whole plan.
    pub(super) fn read_burn_up(&self, state: &State) -> Msg {
        let Some(open) = &self.open else {
            return Msg::Failed("No journey is open.".to_owned());
        };
        let journey = &open.journey;
        let log = match self.store.changes(journey.id) {
            Ok(log) => log,
            Err(error) => return Msg::Failed(told(&error)),
        };
        let standing = Standing::of(journey, state.today);
        let course = Course::of(journey, &log, state.today);
        let of = |reach| BurnUp::of(&standing, &course, reach).map(Box::new);
        Msg::BurnUp {
            milestone: of(Reach::Milestone),
            plan: of(Reach::Plan),
        }
    }
}
