//! Syncs beside the screens: when it is asked for, when it is time, and while a machine is to be admitted.

use std::time::{Duration, Instant};

use super::Performer;
use crate::app::{Msg, State};
use crate::domain::record::change::Moment;
use crate::domain::record::ids::JourneyId;
use crate::domain::telling::history::History;
use crate::domain::wording::exchange::{came_in, set_aside};
use crate::domain::words::text::count;
use crate::exchange::{self, Carriers, ExchangeError, Synced};
use crate::store::{Store, StoreError};
use crate::tui::outside::{Done, Outside};

/// How often the places are looked at while a machine is to be admitted.
const WATCH_OFTEN: Duration = Duration::from_secs(5);

/// How often that is done later on.
const WATCH_SELDOM: Duration = Duration::from_secs(60);

/// How long both sides are thought to sit there.
const BOTH_SIT_THERE: Duration = Duration::from_secs(600);

/// What is told of a sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Telling {
    /// All that came of it.
    All,
    /// That it failed, or that something was not taken in.
    Failures,
    /// That something was not taken in; a place that cannot be reached is tried again.
    Problems,
}

impl<O: Outside> Performer<O> {
    /// Begins to exchange beside the screens.
    pub(super) fn sync(&mut self, telling: Telling) -> Vec<Msg> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let (id, path) = (open.journey.id, self.store.path().to_owned());
        let (exchange, moment) = (self.exchange.clone(), self.outside.moment());
        self.outside.background(Box::new(move || {
            let result = Store::open(&path, &exchange.around)
                .map_err(ExchangeError::from)
                .and_then(|store| synced(store, id, &exchange.carriers, moment));
            match result {
                Ok((words, failed, has_problems)) => Done::Synced {
                    words,
                    failed,
                    is_quiet: match telling {
                        Telling::All => false,
                        Telling::Failures => !failed && !has_problems,
                        Telling::Problems => !has_problems,
                    },
                },
                Err(error) => Done::Synced {
                    words: in_words(&error),
                    failed: true,
                    is_quiet: telling == Telling::Problems,
                },
            }
        }));
        Vec::new()
    }

    /// Looks whether something that was done beside the screens is over, and begins an exchange where it
    /// is time for it.
    pub(super) fn look_at_exchange(&mut self, state: &State) -> Vec<Msg> {
        match self.outside.finished() {
            None => {
                self.sync_when_due(state);
                Vec::new()
            }
            Some(Done::Synced { is_quiet: true, .. }) => match self.peers(state) {
                Ok(peers) if peers != state.peers => vec![Msg::Peers(Box::new(peers))],
                _ => Vec::new(),
            },
            Some(Done::Synced { words, failed, .. }) => {
                let mut messages = vec![Msg::Synced { words, failed }];
                messages.extend(self.read_peers(state));
                messages
            }
            Some(Done::Invited {
                place,
                guests,
                outcome,
            }) => {
                let outcome = outcome.and_then(|text| self.invited(&place, &guests, text));
                let mut messages = vec![Msg::Invited(outcome)];
                messages.extend(self.read_peers(state));
                messages
            }
            Some(Done::Found(place, found)) => self.found(place, found, state),
            Some(Done::Joined(joined)) => vec![self.joined(*joined, state)],
        }
    }

    fn sync_when_due(&mut self, state: &State) {
        if state.syncing {
            return;
        }
        let now = self.outside.moment().clock;
        if state.peers.watches && self.is_time_to_watch() {
            self.sync(Telling::Problems);
            return;
        }
        let is_time = || {
            let every = i64::try_from(self.exchange.every?.as_millis()).ok()?;
            let open = self.open.as_ref()?;
            let places = self.store.meetings(open.journey.id).ok()?;
            let last = places.iter().map(|place| place.synced.unwrap_or(0)).min()?;
            Some(now.saturating_sub(last) >= every)
        };
        // A place that cannot be reached is not tried at every look.
        let may_try = self
            .tried
            .is_none_or(|tried| now.saturating_sub(tried) >= 60_000);
        if self.exchange.every.is_some() && may_try && is_time() == Some(true) {
            self.tried = Some(now);
            self.sync(Telling::All);
        }
    }

    /// Returns whether to look for a machine to admit: often as long as both may sit there, seldom
    /// after that.
    fn is_time_to_watch(&mut self) -> bool {
        // The clock of the journey may stand still, or be set; this is how long the program waits.
        let now = Instant::now();
        let (since, last) = self.watched.unwrap_or((now, None));
        let pause = match now.saturating_duration_since(since) < BOTH_SIT_THERE {
            true => WATCH_OFTEN,
            false => WATCH_SELDOM,
        };
        let is_time = last.is_none_or(|last| now.saturating_duration_since(last) >= pause);
        if is_time {
            self.watched = Some((since, Some(now)));
        }
        is_time
    }
}

/// Returns an error with what to do about it.
pub(super) fn in_words(error: &ExchangeError) -> String {
    match error.hint() {
        Some(hint) => format!("{error}; {hint}"),
        None => error.to_string(),
    }
}

/// Exchanges with every place of a journey; returns what came of it in words, whether it failed, and
/// whether something was not taken in.
fn synced(
    mut store: Store,
    id: JourneyId,
    carriers: &Carriers,
    moment: Moment,
) -> Result<(String, bool, bool), ExchangeError> {
    let mut open = store.load(id)?;
    let done = exchange::sync(&mut store, &mut open, carriers, false, moment)?;
    let places = store.meetings(id)?.len();
    let has_problems = !done.came.problems.is_empty();
    let failed = done.failed.len() == places;
    Ok((words(&store, &open, &done)?, failed, has_problems))
}

fn words(
    store: &Store,
    open: &crate::store::OpenJourney,
    done: &Synced,
) -> Result<String, StoreError> {
    let journey = &open.journey;
    let member = store.member(journey.id)?;
    let mut seats = journey.people.authors();
    let own = seats.find(|author| Some(author.person) == member);
    let log = store.changes(journey.id)?;
    let told = match &own {
        Some(own) => {
            let history = History::of(journey, &log, own.party);
            history.tell(|entry| done.came.names(entry.change.id))
        }
        None => Vec::new(),
    };
    let new = told
        .iter()
        .filter(|line| done.came.changes.contains(&line.id));
    let authors: Vec<&str> = new.map(|line| line.author.name.as_str()).collect();
    let mut words = Vec::new();
    match done.sent {
        sent if sent > 0 && authors.is_empty() => {
            let sent = usize::try_from(sent).unwrap_or_default();
            words.push(format!("{} of yours went out.", count(sent, "change")));
        }
        _ => words.push(came_in(&authors)),
    }
    let aside: Vec<_> = told
        .iter()
        .filter(|line| done.came.aside.contains(&line.id))
        .collect();
    if !aside.is_empty() {
        let is_mine = |person| own.as_ref().is_some_and(|own| own.person == person);
        let mine = aside
            .iter()
            .filter(|line| is_mine(line.author.person))
            .count();
        words.push(set_aside(mine, aside.len() - mine, "`:conflicts`"));
    }
    words.extend(
        done.came
            .problems
            .iter()
            .map(|problem| format!("{problem}.")),
    );
    words.extend(
        done.failed
            .iter()
            .map(|(place, error)| format!("{place}: {error}")),
    );
    Ok(words.join(" "))
}
