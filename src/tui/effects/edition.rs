//! Looks for other editions of the plan that the journey follows, and for its settings.

use super::{Performer, told};
use crate::app::{Msg, Proposal};
use crate::domain::acts::edition::difference;
use crate::domain::acts::edition::news::news;
use crate::domain::judgment::dates::Dates;
use crate::domain::record::journey::Journey;
use crate::domain::wording::journeys::counted_anew_in_short;
use crate::plans::{PlanFile, at_hand, is_built_in};
use crate::tui::outside::Outside;

impl<O: Outside> Performer<O> {
    /// Looks whether the plan at hand offers the open journey something new. What an update of the
    /// program changed in it is told first, once.
    pub(super) fn look_for_edition(&self) -> Option<Msg> {
        let journey = &self.open.as_ref()?.journey;
        if journey.archive.is_some() {
            return None;
        }
        if self.store.take_counted_anew(journey.id).unwrap_or(false) {
            let dates = Dates::of(journey, self.outside.moment().today);
            if let Some(told) = counted_anew_in_short(&dates) {
                return Some(Msg::Told(told));
            }
        }
        let slug = journey.role.slug.as_str();
        if is_built_in(slug, journey.role.edition) {
            return None;
        }
        match at_hand(self.plans.as_deref(), slug) {
            Ok(file) => {
                let file = file?;
                let plan = file.fitted_to(&journey.contexts);
                news(journey, &plan, file.extends).map(Msg::News)
            }
            Err(problems) => Some(Msg::Failed(format!(
                "The plan at hand has a mistake: {problems}"
            ))),
        }
    }

    /// Compares the plan at hand with the journey's own, fitted to contexts by their short names, or
    /// to those of the journey.
    pub(super) fn read_edition(&self, contexts: Option<&[String]>) -> Result<Msg, String> {
        let (journey, file) = self.plan_of_journey()?;
        let plan = match contexts {
            Some(names) => file.in_contexts(names).map_err(|error| error.to_string())?,
            None => file.fitted_to(&journey.contexts),
        };
        let guide = self.store.guide(journey.id).map_err(|e| told(&e))?;
        let difference = difference(journey, &guide, &plan);
        Ok(Msg::Edition(Box::new(Proposal { plan, difference })))
    }

    /// Reads the contexts that the plan at hand can be fitted to.
    pub(super) fn read_contexts(&self) -> Result<Msg, String> {
        let (_, file) = self.plan_of_journey()?;
        Ok(Msg::Contexts(file.contexts))
    }

    fn plan_of_journey(&self) -> Result<(&Journey, PlanFile), String> {
        let open = self.open.as_ref().ok_or("there is no journey")?;
        let journey = &open.journey;
        let slug = journey.role.slug.as_str();
        match at_hand(self.plans.as_deref(), slug) {
            Ok(Some(file)) => Ok((journey, file)),
            Ok(None) => Err(format!("No plan named {slug} is at hand to compare with.")),
            Err(problems) => Err(format!("The plan at hand has a mistake: {problems}")),
        }
    }
}
