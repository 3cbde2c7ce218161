//! Journeys as they are opened: with all their notes, or with those only that rules read.

use super::tables::{self, Texts};
use super::{OpenJourney, Store, StoreError, log, read};
use crate::domain::plan::names::Slug;
use crate::domain::record::ids::JourneyId;

impl Store {
    /// Returns a journey as it stands, with all its notes.
    ///
    /// # Errors
    /// [`StoreError`] where it is not there or the database cannot be read.
    pub fn load(&self, id: JourneyId) -> Result<OpenJourney, StoreError> {
        self.load_with(id, Texts::All)
    }

    /// Returns a journey as it stands, without the texts of notes that no rule reads: they are counted,
    /// and [`Self::read_notes`] reads those on a goal.
    ///
    /// # Errors
    /// [`StoreError`] if it is not there or the database cannot be read.
    pub fn load_counted(&self, id: JourneyId) -> Result<OpenJourney, StoreError> {
        self.load_with(id, Texts::Needed)
    }

    /// Reads the notes on a goal, or those on the journey as a whole, into an open journey.
    ///
    /// # Errors
    /// [`StoreError`] if the database cannot be read.
    pub fn read_notes(
        &self,
        open: &mut OpenJourney,
        goal: Option<&Slug>,
    ) -> Result<(), StoreError> {
        let journey = &mut open.journey;
        let id = journey.id;
        if let Some(notes) = journey
            .notes_on_mut(goal)
            .filter(|notes| !notes.are_whole())
        {
            notes.bring_in(self.told(|db| tables::notes(db, id, goal))?);
        }
        Ok(())
    }

    /// Reads all notes into an open journey.
    ///
    /// # Errors
    /// [`StoreError`] if the database cannot be read.
    pub fn read_all_notes(&self, open: &mut OpenJourney) -> Result<(), StoreError> {
        let goals = open.journey.goals.iter().map(|goal| goal.slug().clone());
        let goals: Vec<Slug> = goals.chain(open.journey.left.keys().cloned()).collect();
        let goals = goals.iter().map(Some).chain([None]);
        for goal in goals {
            self.read_notes(open, goal)?;
        }
        Ok(())
    }

    /// Reads a journey anew where its log has grown; returns whether it had.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn refresh(&self, open: &mut OpenJourney) -> Result<bool, StoreError> {
        let id = open.journey.id;
        if self.told(|db| log::last_arrival(db, id))? == open.seen {
            return Ok(false);
        }
        *open = self.load_with(id, open.texts)?;
        Ok(true)
    }

    fn load_with(&self, id: JourneyId, texts: Texts) -> Result<OpenJourney, StoreError> {
        self.told(|db| {
            // One read transaction, so that both queries see the same state.
            let transaction = db.unchecked_transaction()?;
            let seen = log::last_arrival(&transaction, id)?;
            let journey = read::journey_with(&transaction, id, texts)?;
            Ok(journey.map(|journey| OpenJourney {
                journey,
                seen,
                texts,
            }))
        })?
        .ok_or(StoreError::NoJourney)
    }
}
