//! Performs what the program wants done outside: in the store, in the editor, in the shell.

mod edition;
mod minutes;

use super::TuiError;
use super::terminal::{Screen, suspend};
use std::path::PathBuf;

use crate::app::{self, Effect, Msg, RoleChoice, StartRequest, State};
use crate::config::Clock;
use crate::domain::acts::decide::seed;
use crate::domain::acts::undo::UndoRefusal;
use crate::domain::plan::people::{Author, Party};
use crate::domain::record::change::{Change, Verb};
use crate::domain::record::ids::JourneyId;
use crate::domain::telling::history::words;
use crate::editor;
use crate::plans::Library;
use crate::store::{JourneyName, OpenJourney, Store, StoreError};

/// What came of an effect.
pub enum Outcome {
    /// The program is left.
    Quit,
    /// It goes on, with news.
    Messages(Vec<Msg>),
}

/// What effects are performed with.
pub struct Performer {
    pub store: Store,
    pub open: Option<OpenJourney>,
    pub clock: Clock,
    pub plans: Option<PathBuf>,
}

impl Performer {
    /// Performs one effect. What fails without harm to the program becomes a message.
    pub fn perform(
        &mut self,
        effect: Effect,
        state: &State,
        screen: &mut Screen,
    ) -> Result<Outcome, TuiError> {
        let messages = match effect {
            Effect::Quit => return Ok(Outcome::Quit),
            Effect::Suspend => {
                screen.step_aside(suspend)?;
                Vec::new()
            }
            Effect::Minutes { meeting, to } => vec![self.minutes(meeting, &to, state, screen)],
            Effect::Edit(text) => vec![match screen.step_aside(|| editor::edit(&text))? {
                Ok(text) => Msg::Edited(text),
                Err(error) => Msg::Failed(error.to_string()),
            }],
            Effect::ReadRoles => vec![self.read_roles()],
            Effect::ReadPlan(slug) => vec![match self.read_plan(&slug) {
                Ok(msg) => msg,
                Err(problem) => Msg::Failed(problem),
            }],
            Effect::Start(request) => vec![self.start(&request)],
            Effect::ShowHires => {
                self.open = None;
                vec![self.read_hires(state)]
            }
            Effect::OpenJourney(id) => vec![self.open_journey(id)],
            Effect::ReadLog => self.read_log(),
            Effect::ReadGuide => self.read_guide(),
            Effect::LookForEdition => self.look_for_edition().into_iter().collect(),
            Effect::ReadEdition => vec![match self.read_edition() {
                Ok(msg) => msg,
                Err(problem) => Msg::Failed(problem),
            }],
            Effect::TakePlan(plan) => self.change(state, |store, open, author, clock| {
                store.update_plan(open, author, &plan, clock.moment())
            }),
            Effect::Commit(acts) => acts
                .iter()
                .flat_map(|act| {
                    self.change(state, |store, open, author, clock| {
                        store.commit(open, author, act, clock.moment())
                    })
                })
                .collect(),
            Effect::Undo(None) if self.only_the_start_is_left(state)? => vec![Msg::Failed(
                "Only the start is left to undo. To take it back, select it in the History and press U."
                    .to_owned(),
            )],
            Effect::Redo if self.open.is_none() => vec![self.bring_back()],
            Effect::Undo(target) => self.change(state, |store, open, author, clock| {
                store.undo(open, author, target, clock.moment())
            }),
            Effect::Redo => self.change(state, |store, open, author, clock| {
                store.redo(open, author, clock.moment())
            }),
        };
        Ok(Outcome::Messages(messages))
    }

    /// Looks whether another program has changed the journey, or the list of them.
    pub fn look(&mut self, state: &State) -> Result<Vec<Msg>, StoreError> {
        if !self.store.has_moved()? {
            return Ok(Vec::new());
        }
        if state.screen == app::Screen::Hires {
            return Ok(vec![self.read_hires(state)]);
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
                    self.open = Some(self.store.load(only.id)?);
                    true
                }
                _ => false,
            },
        };
        let moved = moved.then(|| self.moved());
        Ok(moved.into_iter().chain(count).collect())
    }

    /// Returns the journeys that go on.
    fn live(&self) -> Result<Vec<JourneyName>, StoreError> {
        let mut journeys = self.store.journeys()?;
        journeys.retain(JourneyName::is_live);
        Ok(journeys)
    }

    fn read_hires(&self, state: &State) -> Msg {
        match self.store.overview(&state.calendar, self.clock.today()) {
            Ok(rows) => Msg::Hires(rows),
            Err(error) => Msg::Failed(told(&error)),
        }
    }

    fn open_journey(&mut self, id: JourneyId) -> Msg {
        match self.store.load(id) {
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
        change: impl FnOnce(&mut Store, &mut OpenJourney, &Author, Clock) -> Result<Change, StoreError>,
    ) -> Vec<Msg> {
        let (Some(open), Some(author)) = (&mut self.open, state.author()) else {
            return Vec::new();
        };
        let result = change(&mut self.store, open, &author, self.clock);
        match result.and_then(|change| self.saved(author.party, change)) {
            Ok(msg) => vec![msg],
            Err(error) => {
                let mut messages = Vec::new();
                let stands = self.open.as_ref().map(|open| &open.journey);
                if stands != state.journey.as_ref() {
                    messages.push(self.moved());
                }
                messages.push(Msg::Failed(told(&error)));
                messages
            }
        }
    }

    fn saved(&mut self, party: Party, change: Change) -> Result<Msg, StoreError> {
        let Some(open) = &self.open else {
            return Err(StoreError::NoJourney);
        };
        let journey = Box::new(open.journey.clone());
        let words = if matches!(change.verb, Verb::Undo | Verb::Redo) {
            let log = self.store.changes(journey.id)?;
            words(&journey, &log, &change, party)
        } else {
            words(&journey, std::slice::from_ref(&change), &change, party)
        };
        if journey.withdrawn {
            self.open = None;
        }
        Ok(Msg::Saved {
            journey,
            change: Box::new(change),
            words,
        })
    }

    fn start(&mut self, request: &StartRequest) -> Msg {
        let seed = self
            .library()
            .find(&request.role)
            .map_err(|error| error.to_string())
            .and_then(|plan| plan.read().map_err(|error| error.to_string()))
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
                )
                .map_err(|error| error.to_string())
            });
        let started = seed.and_then(|seed| {
            self.store
                .start(seed, self.clock.moment())
                .map_err(|error| told(&error))
        });
        match started {
            Ok(open) => {
                let journey = Box::new(open.journey.clone());
                self.open = Some(open);
                Msg::Started(journey)
            }
            Err(problem) => Msg::Failed(problem),
        }
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
            Some(open) => self.store.undo_is_of_start(open.journey.id, state.acting),
            None => Ok(false),
        }
    }

    /// Redoes the start that was undone last.
    fn bring_back(&mut self) -> Msg {
        let brought = self.store.journeys().and_then(|journeys| {
            let withdrawn = journeys.into_iter().filter(|journey| journey.withdrawn);
            // Ids sort by the time they were made.
            let Some(newest) = withdrawn.max_by_key(|journey| journey.id) else {
                return Err(UndoRefusal::NothingToRedo.into());
            };
            let mut open = self.store.load(newest.id)?;
            let author = Author {
                name: open.journey.people.hire.clone(),
                party: Party::Hire,
            };
            self.store.redo(&mut open, &author, self.clock.moment())?;
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

    fn library(&self) -> Library {
        Library::open(self.plans.as_deref())
    }

    fn read_roles(&self) -> Msg {
        let roles = self
            .library()
            .plans
            .into_iter()
            .map(|plan| RoleChoice {
                slug: plan.slug,
                title: plan.title,
                summary: plan.summary,
            })
            .collect();
        Msg::Roles(roles)
    }

    fn read_plan(&self, slug: &str) -> Result<Msg, String> {
        let library = self.library();
        let plan = library.find(slug).map_err(|error| error.to_string())?;
        let file = plan.read().map_err(|error| error.to_string())?;
        Ok(Msg::Preview {
            plan: Box::new(file.plan),
            contexts: file.contexts,
        })
    }
}

fn told(error: &StoreError) -> String {
    match error.hint() {
        Some(hint) => format!("{error}; {hint}"),
        None => error.to_string(),
    }
}
