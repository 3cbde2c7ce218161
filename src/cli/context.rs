//! What every command starts from: the places, the day, the journey and who acts.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::failure::Failure;
use super::named::{among, meant, only};
use super::out::Color;
use super::session::{Session, person};
use crate::config::{Clock, Places, Settings};
use crate::domain::acts::find;
use crate::domain::plan::people::{Author, Party, People, PersonId};
use crate::domain::record::journey::Journey;
use crate::domain::telling::hires::Row;
use crate::exchange::Carriers;
use crate::store::{JourneyName, Saved, Store, Surroundings};

/// The options of every command.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Globals {
    /// The database file
    #[arg(
        long,
        global = true,
        env = "ONRAMP_DB",
        value_name = "FILE",
        hide_env_values = true
    )]
    pub db: Option<std::ffi::OsString>,
    /// The journey, by the hire's name or its id; not needed if there is only one
    #[arg(
        long,
        global = true,
        env = "ONRAMP_JOURNEY",
        value_name = "NAME",
        hide_env_values = true
    )]
    pub journey: Option<String>,
    /// Who acts: a name, or hire, mentor, manager
    #[arg(
        long = "as",
        global = true,
        env = "ONRAMP_AS",
        value_name = "NAME",
        hide_env_values = true
    )]
    pub acting: Option<String>,
    /// The day that counts as today [default: the day of the clock, which ONRAMP_NOW can set]
    #[arg(
        long,
        global = true,
        env = "ONRAMP_TODAY",
        value_name = "DATE",
        hide_env_values = true
    )]
    pub today: Option<String>,
    /// Print JSON for programs
    #[arg(long, global = true)]
    pub json: bool,
    /// When to use colours
    #[arg(
        long,
        global = true,
        env = "ONRAMP_COLOR",
        value_name = "WHEN",
        value_enum,
        default_value_t,
        hide_env_values = true
    )]
    pub color: Color,
}

/// The outside world as a command finds it.
#[derive(Clone, Debug)]
pub struct Context {
    /// Where things are.
    pub places: Places,
    /// What day it is.
    pub clock: Clock,
    /// Whether programs read the output.
    pub json: bool,
    /// Whether anything was saved.
    pub saved: Saved,
    journey: Option<String>,
    acting: Option<String>,
}

impl Context {
    /// Returns the world as the options and the environment describe it. Opens nothing.
    ///
    /// # Errors
    /// [`Failure`] where there is no place for a database, or no telling the time.
    pub fn new(globals: &Globals) -> Result<Self, Failure> {
        let named = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let database = globals.db.clone().filter(|path| !path.is_empty());
        let settings = std::env::var_os("ONRAMP_CONFIG").filter(|path| !path.is_empty());
        let today = named(&globals.today);
        let now = std::env::var_os("ONRAMP_NOW").filter(|text| !text.is_empty());
        let now = now.map(|text| text.to_string_lossy().into_owned());
        Ok(Self {
            places: Places::new(database.map(PathBuf::from), settings.map(PathBuf::from))?,
            clock: Clock::new(today.as_deref(), now.as_deref())?,
            json: globals.json,
            saved: Saved::default(),
            journey: named(&globals.journey),
            acting: named(&globals.acting),
        })
    }

    /// Returns the same world with a journey that is named.
    pub(super) fn naming(&self, journey: &str) -> Self {
        Self {
            journey: Some(journey.to_owned()),
            ..self.clone()
        }
    }

    /// Removes what was fetched from other places and can be fetched again.
    pub(super) fn forget_cache(&self) {
        for kind in ["git", "filtered"] {
            if let Some(cache) = &self.places.cache {
                let _ = std::fs::remove_dir_all(cache.join(kind));
            }
        }
    }

    /// Returns the settings.
    ///
    /// # Errors
    /// [`Failure::Config`] where the file has a mistake.
    pub fn settings(&self) -> Result<Settings, Failure> {
        Ok(match &self.places.settings {
            Some(file) => Settings::load(file)?,
            None => Settings::default(),
        })
    }

    /// Returns how places are opened where journeys are exchanged. `interactive` says whether git may
    /// ask somebody for a password.
    ///
    /// # Errors
    /// [`Failure::Config`] where the settings have a mistake.
    pub fn carriers(&self, interactive: bool) -> Result<Carriers, Failure> {
        let settings = self.settings()?.exchange;
        Ok(Carriers {
            cache: self.places.cache.clone(),
            encrypt: settings.encrypt,
            decrypt: settings.decrypt,
            interactive,
            timeout: settings
                .timeout
                .map(|seconds| Duration::from_secs(seconds.get().into())),
            go: None,
        })
    }

    /// Returns what the store knows of the world around the database.
    ///
    /// # Errors
    /// [`Failure::Config`] where the settings have a mistake.
    pub fn surroundings(&self) -> Result<Surroundings, Failure> {
        Ok(Surroundings {
            devices: self.places.devices.clone(),
            backups: self.places.backups.clone(),
            saved: self.saved.clone(),
            working: self.settings()?.working(),
        })
    }

    /// Returns the database, made where it is not there.
    ///
    /// # Errors
    /// [`Failure::Store`] where it cannot be opened.
    pub fn store(&self) -> Result<Store, Failure> {
        Ok(Store::open(&self.places.database, &self.surroundings()?)?)
    }

    /// Returns the database where there is one; a command that only looks makes none.
    ///
    /// # Errors
    /// [`Failure::Store`] where it cannot be opened.
    pub fn existing_store(&self) -> Result<Option<Store>, Failure> {
        match std::fs::symlink_metadata(&self.places.database) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            _ => self.store().map(Some),
        }
    }

    /// Returns the journey that was named, or the only one that goes on; one in the archive where
    /// it is named, or where there is nothing else.
    ///
    /// # Errors
    /// [`Failure`] where there is none, none of that name, or several and none was named.
    pub fn choose(&self, mut journeys: Vec<JourneyName>) -> Result<JourneyName, Failure> {
        journeys.retain(|name| !name.withdrawn);
        let (live, archived): (Vec<_>, Vec<_>) =
            journeys.into_iter().partition(JourneyName::is_live);
        if live.is_empty() && archived.is_empty() {
            return Err(Failure::NoJourney);
        }
        match &self.journey {
            Some(wanted) => among(wanted, live, archived),
            None if live.is_empty() => only(archived),
            None => only(live),
        }
    }

    /// Returns the journey in the archive that was named, or the only one there.
    ///
    /// # Errors
    /// [`Failure`] as for [`Self::choose`].
    pub(super) fn choose_archived(
        &self,
        journeys: Vec<JourneyName>,
    ) -> Result<JourneyName, Failure> {
        let archived = journeys.iter().filter(|name| name.archived);
        let archived: Vec<_> = archived.filter(|name| !name.withdrawn).cloned().collect();
        match &self.journey {
            // Where there is none, the journey that goes on says that it is not in the archive.
            _ if archived.is_empty() => self.choose(journeys),
            Some(wanted) => meant(wanted, archived),
            None => only(archived),
        }
    }

    /// Returns the journey whose undone start is to be redone, where no other is meant.
    pub(super) fn choose_withdrawn(&self, journeys: Vec<JourneyName>) -> Option<JourneyName> {
        let withdrawn = journeys.into_iter().filter(|name| name.withdrawn);
        match &self.journey {
            Some(wanted) => meant(wanted, withdrawn.collect()).ok(),
            // Ids sort by the time they were made.
            None => withdrawn.max_by_key(|name| name.id),
        }
    }

    /// Opens the database and the journey, and finds out who acts.
    ///
    /// # Errors
    /// [`Failure`] where one of them is not to be had.
    pub fn session(&self) -> Result<Session, Failure> {
        let store = self.existing_store()?.ok_or(Failure::NoJourney)?;
        let name = self.choose(store.journeys()?)?;
        let session = self.open(store, &name)?;
        if !self.json {
            session.tell_counted_anew();
            session.tell_open_to_others();
        }
        Ok(session)
    }

    /// Returns as whom somebody wants to act: `--as`, else whom the settings name.
    ///
    /// # Errors
    /// [`Failure::Config`] where the settings have a mistake.
    pub fn wants(&self) -> Result<Option<String>, Failure> {
        Ok(match &self.acting {
            Some(name) => Some(name.clone()),
            None => self.settings()?.acting,
        })
    }

    /// Refuses a name that `--as` gives where nobody in any of the journeys goes by it.
    ///
    /// # Errors
    /// [`Failure::NotFound`] with the nearest name.
    pub fn check_acting(&self, rows: &[Row]) -> Result<(), Failure> {
        let Some(wanted) = &self.acting else {
            return Ok(());
        };
        let mut failure = None;
        for row in rows {
            match find::person(&row.people, wanted) {
                Ok(_) => return Ok(()),
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        let hint = "name somebody who takes part, or hire, mentor, manager";
        failure.map_or(Ok(()), |error| Err(Failure::not_found(hint)(error)))
    }

    /// Opens one journey of a database.
    ///
    /// # Errors
    /// [`Failure`] where it cannot be read or nobody goes by the name of who acts.
    pub fn open(&self, store: Store, name: &JourneyName) -> Result<Session, Failure> {
        let open = store.load_counted(name.id)?;
        let settings = self.settings()?;
        let member = store.member(name.id)?;
        let acting = match member.and_then(|person| seat_of(&open.journey, person)) {
            // A machine that speaks for somebody acts as them, whatever the settings say.
            Some(author) if self.acting.is_none() => author,
            None if member.is_some() && self.acting.is_none() => {
                let people = &open.journey.people;
                let name = member.and_then(|person| people.name_of(person));
                return Err(Failure::Missing {
                    message: format!(
                        "{} takes no part in this journey any more, and this machine speaks for nobody else",
                        name.unwrap_or("whoever used it")
                    ),
                    hint: "`--as hire` reads the journey; nothing can be written here".to_owned(),
                });
            }
            _ => self.acting(&open.journey.people, &settings)?,
        };
        Ok(Session {
            store,
            open,
            acting,
            clock: self.clock,
            past: None,
        })
    }

    /// Returns the name of the journey that is wanted, where one is named.
    pub(super) fn wanted_journey(&self) -> Option<&str> {
        self.journey.as_deref()
    }

    /// Returns whether a journey is named.
    pub(super) fn names_journey(&self) -> bool {
        self.journey.is_some()
    }

    /// Returns the name of who acts, by `--as` or the settings, where one is named.
    pub(super) fn named_to_act<'a>(&'a self, settings: &'a Settings) -> Option<&'a str> {
        self.acting.as_deref().or(settings.acting.as_deref())
    }

    /// Returns who acts in a journey: `--as`, else whom the settings name, else the hire.
    ///
    /// # Errors
    /// [`Failure::NotFound`] where nobody in the journey goes by that name.
    pub fn acting(&self, people: &People, settings: &Settings) -> Result<Author, Failure> {
        if let Some(name) = &self.acting {
            return person(people, name);
        }
        // The settings speak for every journey, so a name that takes no part in this one is no
        // mistake; whoever acts is always said.
        let named = settings
            .acting
            .as_ref()
            .and_then(|name| find::person(people, name).ok());
        let hire = || people.author(Party::Hire);
        named.or_else(hire).ok_or(Failure::NoJourney)
    }
}

/// Returns a person as they take part in a journey.
fn seat_of(journey: &Journey, person: PersonId) -> Option<Author> {
    let mut authors = journey.people.authors();
    authors.find(|author| author.person == person)
}
