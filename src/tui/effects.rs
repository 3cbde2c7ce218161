//! Performs what the program wants done outside: in the store, in the editor, in the shell. Knows no
//! terminal.

mod burnup;
mod edition;
mod exchange;
mod join;
mod look;
mod paper;
mod start;
mod sync;
mod trend;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

pub use self::exchange::Exchange;
use self::sync::Telling;
use super::TuiError;
use super::outside::Outside;
use crate::app::{Effect, Msg, State, update};
use crate::domain::acts::act::Act;
use crate::domain::acts::decide::Working;
use crate::domain::acts::obstacle::Obstacle;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Party};
use crate::domain::record::change::{Change, Moment};
use crate::domain::record::ids::JourneyId;
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::telling::history::{newest, words};
use crate::exchange::Joining;
use crate::store::{OpenJourney, Store, StoreError};

/// Performs effects, and lets the program answer what came of them.
#[derive(Debug)]
pub struct Performer<O> {
    /// The database.
    pub store: Store,
    /// The open journey.
    pub open: Option<OpenJourney>,
    /// The folder of the user's own plans.
    pub plans: Option<PathBuf>,
    /// Which days are worked in a journey that starts here.
    pub working: Working,
    /// How the journey is exchanged with other machines.
    pub exchange: Exchange,
    /// When a sync was last begun without being asked for, in milliseconds since 1970.
    pub tried: Option<i64>,
    /// Since when the places are watched for a machine to admit, and when they were last looked at.
    pub watched: Option<(Instant, Option<Instant>)>,
    /// The invitations that were found last.
    pub found: Vec<Arc<Joining>>,
    /// The outer world.
    pub outside: O,
}

impl<O: Outside> Performer<O> {
    /// Performs one effect; returns those that follow from it, or nothing to leave the program.
    ///
    /// # Errors
    /// [`TuiError`] if the program cannot go on. What fails without harm to it becomes a message.
    pub fn perform(
        &mut self,
        effect: Effect,
        state: &mut State,
    ) -> Result<Option<Vec<Effect>>, TuiError> {
        let Some(messages) = self.carry_out(effect, state)? else {
            return Ok(None);
        };
        let following = messages.into_iter().flat_map(|msg| update(state, msg));
        Ok(Some(following.collect()))
    }

    /// Carries an effect out; returns what came of it, or nothing to leave the program.
    fn carry_out(&mut self, effect: Effect, state: &State) -> Result<Option<Vec<Msg>>, TuiError> {
        Ok(Some(match effect {
            Effect::Quit => return Ok(None),
            Effect::Suspend => {
                self.outside.suspend()?;
                Vec::new()
            }
            Effect::ReadSummary(reader, columns) => {
                vec![self.read_summary(reader, columns, state)]
            }
            Effect::ReadBurnUp => vec![self.read_burn_up(state)],
            Effect::ReadTrend(reader) => vec![self.read_trend(reader, state)],
            Effect::HandOut(paper, to) => vec![self.hand_out(paper, &to, state)],
            Effect::Edit(text) => vec![match self.outside.edit(&text)? {
                Ok(text) => Msg::Edited(text),
                Err(error) => Msg::Failed(error.to_string()),
            }],
            Effect::ReadRoles => vec![self.read_roles()],
            Effect::ReadPlan(slug) => vec![self.read_plan(&slug).unwrap_or_else(Msg::Failed)],
            Effect::Start(request) => vec![self.start(&request)],
            Effect::ShowHires => {
                self.open = None;
                vec![self.read_hires()]
            }
            Effect::OpenJourney(id) => vec![self.open_journey(id)],
            Effect::CountJourneys => vec![Msg::Journeys(self.live()?.len())],
            Effect::ReadLog => self.read_log(),
            Effect::ReadNotes(goal) => self.read_notes(&goal),
            Effect::ReadPeers => self.read_peers(state),
            Effect::Sync => self.sync(Telling::All),
            Effect::Invite { place, audience } => self.invite(&place, audience, state),
            Effect::FindInvitations(place) => self.find_invitations(place),
            Effect::Join { journey, person } => self.join(journey, person),
            Effect::Admit(device) => self.admit(device, state),
            Effect::Refuse(devices) => self.refuse(&devices, state),
            Effect::LookedAt(changes) => self.looked_at(&changes),
            Effect::ShowConflicts => vec![Msg::Conflicts],
            Effect::Dismiss(change) => self.dismiss(change, state),
            Effect::Again(change) => self.again(change, state),
            Effect::ReadGuide => self.read_guide(),
            Effect::LookForEdition => self.look_for_edition().into_iter().collect(),
            Effect::ReadEdition(contexts) => {
                let read = self.read_edition(contexts.as_deref());
                vec![read.unwrap_or_else(Msg::Failed)]
            }
            Effect::ReadContexts => vec![self.read_contexts().unwrap_or_else(Msg::Failed)],
            Effect::TakePlan { plan, agreed } => {
                self.commit(&[Act::Update { plan, agreed }], state)
            }
            Effect::Commit(acts) => self.commit(&acts, state),
            Effect::Undo(None) if self.only_the_start_is_left(state)? => vec![Msg::Failed(
                "Only the start is left to undo. To take it back, select it in the History and press U."
                    .to_owned(),
            )],
            Effect::Redo if self.open.is_none() => vec![self.bring_back()],
            Effect::Undo(target) => self.change(state, |store, open, author, moment| {
                store.undo(open, author, target, moment)
            }),
            Effect::Redo => self.change(state, Store::redo),
        }))
    }

    fn commit(&mut self, acts: &[Act], state: &State) -> Vec<Msg> {
        self.change(state, |store, open, author, moment| {
            store.commit(open, author, acts, moment)
        })
    }

    fn open_journey(&mut self, id: JourneyId) -> Msg {
        match self.store.load_counted(id) {
            Ok(open) => {
                let journey = Box::new(open.journey.clone());
                self.open = Some(open);
                Msg::Entered(journey)
            }
            Err(error) => Msg::Failed(told(&error)),
        }
    }

    fn moved(&mut self) -> Msg {
        let journey = self
            .open
            .as_ref()
            .map(|open| Box::new(open.journey.clone()));
        if journey.as_ref().is_some_and(|journey| journey.withdrawn) {
            self.open = None;
        }
        Msg::Moved { journey }
    }

    /// Changes the journey in the store; tells what is on disk then, or why nothing is.
    fn change(
        &mut self,
        state: &State,
        change: impl FnOnce(
            &mut Store,
            &mut OpenJourney,
            &Author,
            Moment,
        ) -> Result<Vec<Change>, StoreError>,
    ) -> Vec<Msg> {
        let (Some(open), Some(author)) = (&mut self.open, state.author()) else {
            return Vec::new();
        };
        let moment = self.outside.moment();
        let result = change(&mut self.store, open, &author, moment);
        match result.and_then(|save| self.saved(author.party, save)) {
            Ok(msg) => vec![msg],
            Err(error) => {
                let mut messages = Vec::new();
                let stands = self.open.as_ref().map(|open| &open.journey);
                if stands != state.journey.as_ref() {
                    messages.push(self.moved());
                }
                let stood_on = self.stood_on(&error, &author);
                messages.push(Msg::Failed(stood_on.unwrap_or_else(|| told(&error))));
                messages
            }
        }
    }

    /// Returns which change stands in the way of an undo and where to find one that can be taken back;
    /// nothing if the error is another one.
    fn stood_on(&self, error: &StoreError, author: &Author) -> Option<String> {
        let StoreError::UndoRefused(UndoRefusal::StoodOn(standing)) = error else {
            return None;
        };
        let mut open = self.open.clone()?;
        self.store.read_all_notes(&mut open).ok()?;
        let journey = &open.journey;
        let log = self.store.changes(journey.id).ok()?;
        let found = Obstacle::of(journey, &log, standing, author)?;
        let instead = found.instead.map(|number| {
            format!(" Change {number} can be taken back: select it in the History and press U.")
        });
        Some(format!(
            "Change {} stands on it: {} {}.{}",
            found.number,
            found.author.name,
            found.text,
            instead.unwrap_or_default()
        ))
    }

    fn saved(&mut self, party: Party, save: Vec<Change>) -> Result<Msg, StoreError> {
        let Some(open) = &self.open else {
            return Err(StoreError::NoJourney);
        };
        let journey = Box::new(open.journey.clone());
        let is_undo = save.iter().any(|change| change.undoes.is_some());
        let words = if is_undo {
            let log = self.store.changes(journey.id)?;
            let newest = newest(&journey, &log, party);
            newest.map_or_else(String::new, |line| line.text)
        } else {
            words(&journey, &save)
        };
        if journey.withdrawn {
            self.open = None;
        }
        Ok(Msg::Saved {
            journey,
            save,
            words,
        })
    }

    fn read_log(&self) -> Vec<Msg> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        vec![match self.store.changes(open.journey.id) {
            Ok(log) => Msg::Log(log),
            Err(error) => Msg::Failed(told(&error)),
        }]
    }

    fn read_notes(&mut self, goal: &Slug) -> Vec<Msg> {
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        vec![match self.store.read_notes(open, Some(goal)) {
            Ok(()) => Msg::Notes(Box::new(open.journey.clone())),
            Err(error) => Msg::Failed(told(&error)),
        }]
    }

    fn read_guide(&self) -> Vec<Msg> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        vec![match self.store.guide(open.journey.id) {
            Ok(guide) => Msg::Guide(Box::new(guide)),
            Err(error) => Msg::Failed(told(&error)),
        }]
    }

    /// Returns whether the next undo would take the whole journey back.
    fn only_the_start_is_left(&self, state: &State) -> Result<bool, StoreError> {
        match &self.open {
            Some(open) => match state.author() {
                Some(author) => self.store.undo_is_of_start(open.journey.id, author.person),
                None => Ok(false),
            },
            None => Ok(false),
        }
    }
}

fn told(error: &StoreError) -> String {
    match error.hint() {
        Some(hint) => format!("{error}; {hint}"),
        None => error.to_string(),
    }
}
