//! An open journey, who acts in it, and what the words of a command mean there.

use std::io::Write as _;

use chrono::NaiveDate;

use super::failure::{Failure, quoted};
use crate::config::Clock;
use crate::domain::acts::find;
use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Party, People};
use crate::domain::record::change::Change;
use crate::domain::record::goal::Goal;
use crate::domain::record::journey::Journey;
use crate::domain::record::log::as_of;
use crate::domain::wording::journeys::counted_anew;
use crate::domain::words::text::clean;
use crate::domain::words::when::{self, DateError, Lean, full_date};
use crate::store::{OpenJourney, Store};

/// An open journey and who acts in it.
#[derive(Debug)]
pub struct Session {
    /// The database.
    pub store: Store,
    /// The journey.
    pub open: OpenJourney,
    /// Who acts.
    pub acting: Author,
    /// What day it is.
    pub clock: Clock,
    /// The day at whose end the journey was known to stand so, where somebody looks back.
    pub(super) past: Option<NaiveDate>,
}

impl Session {
    /// Returns the log, as far as it goes into the journey at hand.
    ///
    /// # Errors
    /// [`Failure::Store`] if the database cannot be read.
    pub fn changes(&self) -> Result<Vec<Change>, Failure> {
        let all = self.store.changes(self.journey().id)?;
        Ok(match self.past {
            Some(day) => as_of(all, day, self.acting.person),
            None => all,
        })
    }

    /// Returns the journey.
    pub fn journey(&self) -> &Journey {
        &self.open.journey
    }

    /// Reads the notes on a goal, one that left the plan too, so that they can be told.
    ///
    /// # Errors
    /// [`Failure::Store`] if the database cannot be read.
    pub fn read_notes(&mut self, goal: &Slug) -> Result<(), Failure> {
        Ok(self.store.read_notes(&mut self.open, Some(goal))?)
    }

    /// Reads all notes, so that they can be told.
    ///
    /// # Errors
    /// [`Failure::Store`] if the database cannot be read.
    pub fn read_all_notes(&mut self) -> Result<(), Failure> {
        Ok(self.store.read_all_notes(&mut self.open)?)
    }

    /// Returns what names this journey in a command, where there are several.
    pub fn naming(&self) -> String {
        let journeys = self.store.journeys().unwrap_or_default();
        match journeys.iter().filter(|name| name.is_live()).count() {
            0 | 1 => String::new(),
            _ => format!(" --journey {}", quoted(self.journey().people.hire())),
        }
    }

    /// Returns whether this machine speaks for one person, so that nobody else can act on it.
    pub fn is_bound(&self) -> bool {
        matches!(self.store.member(self.journey().id), Ok(Some(_)))
    }

    /// Returns the day that counts as today.
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// Says once, on standard error, that a journey of an older version is counted otherwise now. What
    /// was asked for is done all the same.
    pub(super) fn tell_counted_anew(&self) {
        let is_pending = self.store.take_counted_anew(self.journey().id);
        let dates = Dates::of(self.journey(), self.today());
        let told = counted_anew(&dates, full_date).filter(|_| is_pending.unwrap_or(false));
        if let Some(told) = told {
            let _ = writeln!(std::io::stderr(), "{}", clean(&told));
        }
    }

    /// Says on standard error that other users of the machine can open the database.
    pub(super) fn tell_open_to_others(&self) {
        if self.store.is_open_to_others() {
            let told = "Other users of this machine can open your database; `onramp doctor --fix` closes it to them.";
            let _ = writeln!(std::io::stderr(), "{told}");
        }
    }

    /// Returns where the journey stands.
    pub fn standing(&self) -> Standing<'_> {
        Standing::of(self.journey(), self.today())
    }

    /// Returns the goal of a text.
    ///
    /// # Errors
    /// [`Failure::NotFound`] with the nearest name.
    pub fn goal(&self, text: &str) -> Result<&Goal, Failure> {
        find::goal(self.journey(), text).map_err(Failure::not_found("`onramp goals` lists them"))
    }

    /// Returns the person in the journey that a text names.
    ///
    /// # Errors
    /// [`Failure::NotFound`] with who takes part.
    pub fn person(&self, text: &str) -> Result<Author, Failure> {
        person(&self.journey().people, text)
    }

    /// Returns the date of an argument.
    ///
    /// # Errors
    /// [`Failure::Date`] where the text is no date.
    pub fn date(&self, what: &'static str, text: &str, lean: Lean) -> Result<NaiveDate, Failure> {
        self.read(what, lean, |said| when::parse(text, said))
    }

    /// Returns the day since which something is asked for: a date, or `last-1:1` for the day of the last
    /// closed 1:1, which is the first day where there was none.
    ///
    /// # Errors
    /// [`Failure::Date`] where the text is neither.
    pub fn since(&self, text: &str) -> Result<NaiveDate, Failure> {
        if !matches!(text.trim(), "last-1:1" | "last 1:1") {
            return self.date("--since", text, Lean::Past);
        }
        let journey = self.journey();
        let last = journey.meetings.closed().last().copied();
        Ok(last.map_or(journey.start, |(_, held)| held.opening.on))
    }

    /// Returns the first and the last day of a span; the end is read relative to the beginning.
    ///
    /// # Errors
    /// [`Failure::Date`] where one of the texts is no date.
    pub fn span(
        &self,
        (from_what, from): (&'static str, &str),
        (until_what, until): (&'static str, &str),
    ) -> Result<(NaiveDate, NaiveDate), Failure> {
        let begin = |said: &when::Context<'_>| when::parse_begin(from, said);
        let from = self.read(from_what, Lean::Nearest, begin)?;
        let end = |said: &when::Context<'_>| when::parse_end(until, from, said);
        Ok((from, self.read(until_what, Lean::Nearest, end)?))
    }

    /// Returns what a reader of dates makes of today and of the journey's start and working days.
    fn read(
        &self,
        what: &'static str,
        lean: Lean,
        reader: impl FnOnce(&when::Context<'_>) -> Result<NaiveDate, DateError>,
    ) -> Result<NaiveDate, Failure> {
        let standing = self.standing();
        let said = when::Context {
            works: &|day| standing.dates.calendar().is_working_day(day),
            ..when::Context::new(self.today(), Some(self.journey().start), lean)
        };
        reader(&said).map_err(|error| Failure::Date { what, error })
    }
}

/// Returns who of the people of a journey a text names.
pub(super) fn person(people: &People, name: &str) -> Result<Author, Failure> {
    let free = Party::from_word(name).filter(|party| people.name(*party).is_none());
    let hint = match free {
        Some(party) => format!("`onramp edit --{} NAME` names one", party.word()),
        None => {
            let all: Vec<String> = people.authors().map(|a| a.to_string()).collect();
            format!("there are {}", all.join("; "))
        }
    };
    find::person(people, name).map_err(Failure::not_found(hint))
}
