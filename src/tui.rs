//! The loop: event → message → update → effect → draw. Owns the terminal and the store while the
//! screens are open.

mod effects;
mod events;
mod terminal;
mod written;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crossterm::event;

use crate::app::{Input, Key, Msg, State, update};
use crate::config::Clock;
use crate::domain::plan::calendar::Calendar;
use crate::domain::plan::people::Party;
use crate::domain::telling::hires::Row;
use crate::store::{OpenJourney, Store, StoreError};
use crate::ui::{Drawn, Theme, draw};
use effects::{Outcome, Performer};
use terminal::Screen;

/// How often an idle program looks whether another one has changed the database.
const LOOK: Duration = Duration::from_secs(2);

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
    /// The holidays.
    pub calendar: Calendar,
    /// The day and the time.
    pub clock: Clock,
    /// The folder of the user's own plans.
    pub plans: Option<PathBuf>,
    /// Whether colours are wanted.
    pub color: bool,
}

/// Runs the screens until they are left.
///
/// # Errors
/// [`TuiError`] where the terminal or the database fails; the terminal is restored before.
pub fn run(session: Session) -> Result<(), TuiError> {
    let Session {
        store,
        open,
        hires,
        journeys,
        wants,
        acting,
        calendar,
        clock,
        plans,
        color,
    } = session;
    let journey = open.as_ref().map(|open| open.journey.clone());
    let mut state = State::new(clock.today(), calendar, journey, acting);
    state.journeys = journeys;
    state.wants.clone_from(&wants);
    if let Some(rows) = hires {
        state.list(rows, wants);
    }
    let theme = Theme {
        color,
        unicode: terminal::shows_unicode(),
    };
    let mut program = Program {
        state,
        theme,
        drawn: Drawn::default(),
        performer: Performer {
            store,
            open,
            clock,
            plans,
        },
        screen: Screen::enter()?,
    };
    program.run()
}

struct Program {
    state: State,
    theme: Theme,
    drawn: Drawn,
    performer: Performer,
    screen: Screen,
}

impl Program {
    fn run(&mut self) -> Result<(), TuiError> {
        let clock = self.performer.clock.moment().clock;
        update(&mut self.state, Msg::Clock(clock));
        self.draw()?;
        let mut on = self.take(Msg::Opened)?;
        self.draw()?;
        let mut look = Instant::now() + LOOK;
        while on {
            let wait = look.saturating_duration_since(Instant::now());
            let mut changed = false;
            if event::poll(wait)? {
                (on, changed) = self.take_events()?;
            }
            if on && Instant::now() >= look {
                changed |= self.look()?;
                look = Instant::now() + LOOK;
            }
            if on && changed {
                self.draw()?;
            }
        }
        Ok(())
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
        let mut effects = std::collections::VecDeque::from(update(&mut self.state, msg));
        while let Some(effect) = effects.pop_front() {
            match self
                .performer
                .perform(effect, &self.state, &mut self.screen)?
            {
                Outcome::Quit => return Ok(false),
                Outcome::Messages(messages) => {
                    for msg in messages {
                        effects.extend(update(&mut self.state, msg));
                    }
                }
            }
        }
        Ok(true)
    }

    /// Looks for a new day, for another minute of the open 1:1 and for changes of other programs;
    /// returns whether there were any.
    fn look(&mut self) -> Result<bool, TuiError> {
        let mut messages = Vec::new();
        let today = self.performer.clock.today();
        if today != self.state.today {
            messages.push(Msg::Day(today));
        }
        let clock = self.performer.clock.moment().clock;
        let shown = self.state.minutes_at(self.state.clock);
        if self.state.minutes_at(clock) != shown {
            messages.push(Msg::Clock(clock));
        }
        match self.performer.look(&self.state) {
            Ok(found) => messages.extend(found),
            Err(error) => messages.push(Msg::Failed(error.to_string())),
        }
        let changed = !messages.is_empty();
        for msg in messages {
            self.take(msg)?;
        }
        Ok(changed)
    }

    fn draw(&mut self) -> Result<(), TuiError> {
        let (state, theme) = (&self.state, &self.theme);
        let drawn = self
            .screen
            .draw(|frame| draw(frame, state, theme))?
            .unwrap_or_default();
        update(
            &mut self.state,
            Msg::Drawn {
                page: drawn.page,
                limit: drawn.limit,
            },
        );
        self.drawn = drawn;
        Ok(())
    }
}
