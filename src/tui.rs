//! The loop: event → message → update → effect → draw. Owns the terminal and the store while the
//! screens are open.

mod bounded;
mod effects;
mod events;
mod outside;
mod terminal;
mod written;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use crossterm::event;

use crate::app::{Effect, Input, Key, Msg, State, update};
use crate::config::Clock;
use crate::domain::acts::decide::Working;
use crate::domain::plan::people::Party;
use crate::domain::telling::hires::Row;
use crate::store::{OpenJourney, Store, StoreError, is_due};
use crate::ui::{Drawn, Theme, draw};
pub use effects::{Exchange, Performer};
use outside::Machine;
pub use outside::{Done, Job, Outside};
use terminal::Screen;

/// How often an idle program looks whether another one has changed the database.
const LOOK: Duration = Duration::from_secs(2);

/// How often it looks while it syncs.
const LOOK_SYNCING: Duration = Duration::from_millis(100);

/// Why the screens could not go on.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// The terminal failed.
    #[error("the terminal failed: {0}")]
    Terminal(#[from] std::io::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the screens begin with.
#[derive(Debug)]
pub struct Session {
    /// The database.
    pub store: Store,
    /// The journey; nothing where there is none yet, or where the list is shown first.
    pub open: Option<OpenJourney>,
    /// The list of journeys to begin with, where none of several was named.
    pub hires: Option<Vec<Row>>,
    /// How many journeys go on.
    pub journeys: usize,
    /// As whom somebody wants to act, by name or party.
    pub wants: Option<String>,
    /// Who acts.
    pub acting: Party,
    /// Which days are worked in a journey that starts here.
    pub working: Working,
    /// The folder of the user's own plans.
    pub plans: Option<PathBuf>,
    /// How journeys are exchanged with other machines.
    pub exchange: Exchange,
}

impl Session {
    /// Returns the state and the performer with which the screens begin.
    pub fn begin<O: Outside>(self, outside: O) -> (State, Performer<O>) {
        let journey = self.open.as_ref().map(|open| open.journey.clone());
        let now = outside.moment();
        let mut state = State::new(now.today, self.working.calendar(), journey, self.acting);
        state.clock = now.clock;
        state.journeys = self.journeys;
        state.wants.clone_from(&self.wants);
        if let Some(rows) = self.hires {
            state.list(rows, self.wants);
        }
        let performer = Performer {
            store: self.store,
            open: self.open,
            plans: self.plans,
            working: self.working,
            exchange: self.exchange,
            tried: None,
            watched: None,
            found: Vec::new(),
            outside,
        };
        (state, performer)
    }
}

/// Runs the screens until they are left, in color where that is wanted.
///
/// # Errors
/// [`TuiError`] where the terminal or the database fails; the terminal is restored before.
pub fn run(session: Session, clock: Clock, color: bool) -> Result<(), TuiError> {
    let theme = Theme {
        color,
        unicode: terminal::shows_unicode(),
    };
    let screen = Screen::enter()?;
    let (state, performer) = session.begin(Machine {
        screen,
        clock,
        jobs: Vec::new(),
    });
    let mut program = Program {
        state,
        theme,
        drawn: Drawn::default(),
        performer,
        backed_up_on: None,
    };
    let done = program.run();
    drop(program);
    // What waits for a place that hangs does not go on behind the shell.
    crate::exchange::stop_all();
    done
}

struct Program {
    state: State,
    theme: Theme,
    drawn: Drawn,
    performer: Performer<Machine>,
    /// The day on which a copy of the database was last looked for.
    backed_up_on: Option<NaiveDate>,
}

impl Program {
    fn run(&mut self) -> Result<(), TuiError> {
        self.draw()?;
        let mut on = self.take(Msg::Opened)?;
        self.draw()?;
        let mut look = Instant::now() + LOOK;
        let mut quiet_since = Instant::now();
        while on {
            let due = look.saturating_duration_since(Instant::now());
            let is_waiting = self.state.is_waiting();
            let wait = match is_waiting {
                true => due.min(LOOK_SYNCING),
                false => due,
            };
            let mut changed = false;
            if event::poll(wait)? {
                (on, changed) = self.take_events()?;
                quiet_since = Instant::now();
            }
            if on && (Instant::now() >= look || is_waiting) {
                let found = self.performer.look(&self.state);
                changed |= !found.is_empty();
                for msg in found {
                    self.take(msg)?;
                }
                if quiet_since.elapsed() >= LOOK {
                    self.performer.store.settle();
                    self.back_up();
                }
                look = Instant::now() + LOOK;
            }
            if on && changed {
                self.draw()?;
            }
        }
        Ok(())
    }

    /// Makes the day's copy of the database beside what goes on, where the day has none. What was saved is
    /// safe without it, so a copy that fails is told by the doctor alone.
    fn back_up(&mut self) {
        let now = self.performer.outside.moment();
        if self.backed_up_on.replace(now.entered) == Some(now.entered) {
            return;
        }
        let (path, around) = (
            self.performer.store.path().to_owned(),
            self.performer.exchange.around.clone(),
        );
        let make = move || {
            if is_due(&around, &path, now.clock)
                && let Ok(store) = Store::open(&path, &around)
            {
                let _ = store.back_up_daily(now.clock);
            }
        };
        let _ = std::thread::Builder::new().spawn(make);
    }

    /// Takes every event that is waiting; returns whether to go on and whether to draw.
    fn take_events(&mut self) -> Result<(bool, bool), TuiError> {
        let mut changed = false;
        loop {
            let event = event::read()?;
            if matches!(event, event::Event::Resize(..)) {
                changed = true;
            } else if let Some(msg) = events::message(&event, &self.drawn) {
                changed = true;
                if !self.take_unless_hidden(msg)? {
                    return Ok((false, false));
                }
            }
            if !event::poll(Duration::ZERO)? {
                return Ok((true, changed));
            }
        }
    }

    /// Takes a message; where the terminal is too small to show what it would do, only quitting.
    fn take_unless_hidden(&mut self, msg: Msg) -> Result<bool, TuiError> {
        if !self.drawn.too_small {
            return self.take(msg);
        }
        Ok(match msg {
            Msg::Key(Input { key, ctrl, .. }) => match key {
                Key::Char('q') => false,
                Key::Char('c') => !ctrl,
                _ => true,
            },
            _ => true,
        })
    }

    /// Takes a message and all that follows from it; returns whether to go on.
    fn take(&mut self, msg: Msg) -> Result<bool, TuiError> {
        let effects = update(&mut self.state, msg);
        self.perform(effects)
    }

    /// Performs effects and what follows from them; returns whether to go on.
    fn perform(&mut self, effects: Vec<Effect>) -> Result<bool, TuiError> {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            match self.performer.perform(effect, &mut self.state)? {
                Some(following) => effects.extend(following),
                None => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Draws a frame; once more if what it shows has to be made for these columns.
    fn draw(&mut self) -> Result<(), TuiError> {
        let effects = self.draw_frame()?;
        if !effects.is_empty() {
            self.perform(effects)?;
            self.draw_frame()?;
        }
        Ok(())
    }

    /// Draws a frame; returns what follows from its size.
    fn draw_frame(&mut self) -> Result<Vec<Effect>, TuiError> {
        let (state, theme) = (&self.state, &self.theme);
        let screen = &mut self.performer.outside.screen;
        let drawn = screen
            .draw(|frame| draw(frame, state, theme))?
            .unwrap_or_default();
        let msg = Msg::Drawn {
            columns: drawn.columns,
            page: drawn.page,
            limit: drawn.limit,
        };
        self.drawn = drawn;
        Ok(update(&mut self.state, msg))
    }
}
