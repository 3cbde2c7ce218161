//! Looks for other editions of the plan that the journey follows.

use super::{Performer, told};
use crate::app::{Msg, Proposal};
use crate::domain::acts::edition::difference;
use crate::tui::outside::Outside;

impl<O: Outside> Performer<O> {
    /// Looks whether the plan that the journey follows has a newer edition.
    pub(super) fn look_for_edition(&self) -> Option<Msg> {
        let role = &self.open.as_ref()?.journey.role;
        let library = self.library();
        let newest = library
            .named(role.slug.as_str())
            .filter(|plan| plan.edition > role.edition)?;
        Some(Msg::Newer(newest.edition))
    }

    /// Compares the plan at hand with the journey's own.
    pub(super) fn read_edition(&self) -> Result<Msg, String> {
        let open = self.open.as_ref().ok_or("there is no journey")?;
        let journey = &open.journey;
        let library = self.library();
        let Some(listed) = library.named(journey.role.slug.as_str()) else {
            return Err(format!(
                "No plan named {} is at hand to compare with.",
                journey.role.slug
            ));
        };
        let file = listed.read().map_err(|error| error.to_string())?;
        let plan = file.fitted_to(&journey.contexts);
        let guide = self.store.guide(journey.id).map_err(|e| told(&e))?;
        let difference = difference(journey, &guide, &plan);
        Ok(Msg::Edition(Box::new(Proposal { plan, difference })))
    }
}
