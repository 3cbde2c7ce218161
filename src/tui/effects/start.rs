//! Starts a journey from a plan, and brings back one whose start was undone.

use super::{Performer, told};
use crate::app::{Msg, RoleChoice, StartRequest};
use crate::domain::acts::decide::seed;
use crate::domain::plan::people::Party;
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::words::text::clean;
use crate::plans::Library;
use crate::store::StoreError;
use crate::tui::outside::Outside;

impl<O: Outside> Performer<O> {
    pub(super) fn start(&mut self, request: &StartRequest) -> Msg {
        let moment = self.outside.moment();
        let seed = self
            .library()
            .read(&request.role)
            .map_err(|error| error.to_string())
            .and_then(|file| {
                file.in_contexts(&request.contexts)
                    .map_err(|error| error.to_string())
            })
            .and_then(|plan| {
                seed(
                    plan,
                    &request.hire,
                    &request.mentor,
                    &request.manager,
                    request.start,
                    self.working.clone(),
                    moment.id,
                )
                .map_err(|error| error.to_string())
            });
        let started =
            seed.and_then(|seed| self.store.start(seed, moment).map_err(|error| told(&error)));
        match started {
            Ok(open) => {
                let journey = Box::new(open.journey.clone());
                self.open = Some(open);
                Msg::Started(journey)
            }
            Err(problem) => Msg::Failed(problem),
        }
    }

    pub(super) fn library(&self) -> Library {
        Library::open(self.plans.as_deref())
    }

    pub(super) fn read_roles(&self) -> Msg {
        let library = self.library();
        let taken: Vec<String> = library.plans.iter().map(|plan| plan.slug.clone()).collect();
        let usable = library.plans.into_iter().map(|plan| RoleChoice {
            slug: plan.slug,
            title: plan.title,
            summary: plan.summary,
        });
        // Who chooses one of these is told why, as is who looks at it.
        let broken = library.broken.into_iter();
        let broken = broken.filter(|broken| !taken.contains(&broken.slug));
        let broken = broken.map(|broken| RoleChoice {
            title: clean(&format!("{} (left out)", broken.slug)),
            summary: clean(&broken.problems.to_string()),
            slug: broken.slug,
        });
        Msg::Roles(usable.chain(broken).collect())
    }

    pub(super) fn read_plan(&self, slug: &str) -> Result<Msg, String> {
        let file = self.library().read(slug);
        let file = file.map_err(|error| error.to_string())?;
        Ok(Msg::Preview {
            plan: Box::new(file.plan),
            contexts: file.contexts,
        })
    }

    /// Redoes the start that was undone last.
    pub(super) fn bring_back(&mut self) -> Msg {
        let brought = self.store.journeys().and_then(|journeys| {
            let withdrawn = journeys.into_iter().filter(|journey| journey.withdrawn);
            // Ids sort by the time they were made.
            let Some(newest) = withdrawn.max_by_key(|journey| journey.id) else {
                return Err(UndoRefusal::NothingToRedo.into());
            };
            let mut open = self.store.load(newest.id)?;
            let author = open.journey.people.author(Party::Hire);
            let author = author.ok_or(StoreError::NoJourney)?;
            self.store.redo(&mut open, &author, self.outside.moment())?;
            Ok(open)
        });
        match brought {
            Ok(open) => {
                let journey = Box::new(open.journey.clone());
                self.open = Some(open);
                Msg::Moved {
                    journey: Some(journey),
                }
            }
            Err(error) => Msg::Failed(told(&error)),
        }
    }
}
