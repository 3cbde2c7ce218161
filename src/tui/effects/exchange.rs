//! The other machines: reads what there is to know of them, and exchanges with them beside the screens.

use std::time::Duration;

use super::{Performer, told};
use crate::app::{Asks, Msg, NewChange, Peers, State};
use crate::domain::acts::again::again;
use crate::domain::plan::people::Author;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Moment;
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::domain::telling::history::lines;
use crate::domain::wording::exchange::{came_in, set_aside};
use crate::domain::words::text::count;
use crate::exchange::{self, Carriers, ExchangeError, Place, Synced};
use crate::store::{Store, StoreError, Surroundings};
use crate::tui::outside::{Done, Outside};

/// How the screens exchange with other machines.
#[derive(Clone, Debug, Default)]
pub struct Exchange {
    /// How places are opened.
    pub carriers: Carriers,
    /// What the store knows of the world around the database.
    pub around: Surroundings,
    /// How often they sync by themselves; never where it is left out.
    pub every: Option<Duration>,
}

impl<O: Outside> Performer<O> {
    /// Reads what there is to know of the other machines.
    pub(super) fn read_peers(&mut self, state: &State) -> Vec<Msg> {
        match self.peers(state) {
            Ok(peers) => vec![Msg::Peers(Box::new(peers))],
            Err(error) => vec![Msg::Failed(error.to_string())],
        }
    }

    fn peers(&mut self, state: &State) -> Result<Peers, ExchangeError> {
        let Some(open) = &self.open else {
            return Ok(Peers::default());
        };
        let id = open.journey.id;
        let has_places = !self.store.meetings(id)?.is_empty();
        let member = self.store.member(id)?;
        let acting = state.author().map(|author| author.person);
        let Some(own) = member.or(acting.filter(|_| has_places)) else {
            return Ok(Peers::default());
        };
        let is_bound = open.journey.is_linked() || self.store.own_answer(id)?.is_some();
        let people = &open.journey.people;
        let name = |person| people.name_of(person).unwrap_or("somebody").to_owned();
        let mut heard: Vec<(String, i64)> = self
            .store
            .heard(open, own)?
            .into_iter()
            .map(|(person, then)| (name(person), then))
            .collect();
        heard.sort_by_key(|(_, then)| std::cmp::Reverse(*then));
        let mut seats = people.authors();
        let speaks_for = seats.find(|author| is_bound && Some(author.person) == member);
        let news = self.store.news(id)?;
        let news = match news.is_empty() {
            true => Vec::new(),
            false => {
                let log = self.store.changes(id)?;
                let told = lines(&open.journey, &log, state.acting).into_iter();
                told.filter(|line| news.contains(&line.id))
                    .map(|line| NewChange {
                        id: line.id,
                        goal: line.goal,
                        author: line.author.name,
                    })
                    .collect()
            }
        };
        Ok(Peers {
            speaks_for: speaks_for.map(|author| author.party),
            has_places,
            heard,
            asking: exchange::asking(&mut self.store, open)?
                .into_iter()
                .map(|asking| Asks {
                    device: asking.request.device,
                    name: asking.name,
                    words: asking.words,
                })
                .collect(),
            news,
            dismissed: self.store.dismissed(id)?,
            aside: self.store.aside(id)?,
        })
    }

    /// Begins to exchange beside the screens.
    pub(super) fn sync(&mut self) -> Vec<Msg> {
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
                Ok((words, failed)) => Done { words, failed },
                Err(error) => Done {
                    words: match error.hint() {
                        Some(hint) => format!("{error}; {hint}"),
                        None => error.to_string(),
                    },
                    failed: true,
                },
            }
        }));
        Vec::new()
    }

    /// Looks whether an exchange is over, and begins one where it is time for it.
    pub(super) fn look_at_exchange(&mut self, state: &State) -> Vec<Msg> {
        if let Some(Done { words, failed }) = self.outside.finished() {
            let mut messages = vec![Msg::Synced { words, failed }];
            messages.extend(self.read_peers(state));
            return messages;
        }
        let is_time = || {
            let every = i64::try_from(self.exchange.every?.as_millis()).ok()?;
            let open = self.open.as_ref()?;
            let places = self.store.meetings(open.journey.id).ok()?;
            let last = places.iter().map(|place| place.synced.unwrap_or(0)).min()?;
            Some(self.outside.moment().clock.saturating_sub(last) >= every)
        };
        let is_due = !state.syncing
            && self.exchange.every.is_some()
            && self.tried.is_none_or(|tried| {
                // A place that cannot be reached is not tried at every look.
                self.outside.moment().clock.saturating_sub(tried) >= 60_000
            })
            && is_time() == Some(true);
        if is_due {
            self.tried = Some(self.outside.moment().clock);
            self.sync();
        }
        Vec::new()
    }

    /// Invites somebody at a place.
    pub(super) fn invite(&mut self, place: &str, state: &State) -> Vec<Msg> {
        let (Some(open), Some(author)) = (&self.open, state.author()) else {
            return Vec::new();
        };
        let place = place.trim();
        if place.is_empty() {
            let text = "Name a shared folder, a git remote or a file.".to_owned();
            return vec![Msg::Failed(text)];
        }
        let place = Place::of(place);
        let id = self.outside.moment().id;
        let carriers = &self.exchange.carriers;
        let (store, audience) = (&mut self.store, Audience::Pair);
        let invited = exchange::invite(store, open, &author, &place, audience, carriers, id);
        let words = match (invited, &place) {
            (Err(error), _) => return vec![Msg::Failed(error.to_string())],
            (Ok(Some(text)), Place::File(path)) => match self.outside.write(path, &text) {
                Ok(path) => format!(
                    "The invitation is in {}. Hand it over; the other side runs `onramp exchange join FILE`.",
                    path.display()
                ),
                Err(error) => return vec![Msg::Failed(error.to_string())],
            },
            (Ok(_), place) => format!(
                "The invitation is in {}. The other side runs `onramp exchange join` with that place; then S and `:admit`.",
                place.name()
            ),
        };
        let mut messages = vec![Msg::Told(words)];
        messages.extend(self.read_peers(state));
        messages
    }

    /// Admits a machine that asks, and hands over what it needs.
    pub(super) fn admit(&mut self, device: DeviceId, state: &State) -> Vec<Msg> {
        let (Some(open), Some(author)) = (&mut self.open, state.author()) else {
            return Vec::new();
        };
        let moment = self.outside.moment();
        let admitted = exchange::asking(&mut self.store, open).and_then(|all| {
            let asking = all
                .into_iter()
                .find(|asking| asking.request.device == device);
            let asking = asking.ok_or(ExchangeError::Spent)?;
            let own = exchange::admit(&mut self.store, open, &author, &asking, moment)?;
            Ok((asking.name, own.name))
        });
        match admitted {
            Err(error) => vec![Msg::Failed(error.to_string())],
            Ok((name, own)) => {
                let mut messages = vec![self.moved()];
                messages.extend(self.read_peers(state));
                let text = format!("{name}'s machine is admitted; this one speaks for {own}.");
                messages.push(Msg::Told(text));
                messages.extend(self.sync());
                messages
            }
        }
    }

    /// Notes that changes were looked at.
    pub(super) fn looked_at(&self, changes: &[ChangeId]) -> Vec<Msg> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        match self.store.looked_at(open.journey.id, changes) {
            Ok(()) => Vec::new(),
            Err(error) => vec![Msg::Failed(told(&error))],
        }
    }

    /// Takes a change that does not count off the list.
    pub(super) fn dismiss(&mut self, change: ChangeId, state: &State) -> Vec<Msg> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        match self.store.dismiss(open.journey.id, change) {
            Ok(()) => {
                let mut messages = self.read_peers(state);
                messages.push(Msg::Told(
                    "It is off the list; the History keeps it.".to_owned(),
                ));
                messages
            }
            Err(error) => vec![Msg::Failed(told(&error))],
        }
    }

    /// Does a change that does not count again.
    pub(super) fn again(&mut self, change: ChangeId, state: &State) -> Vec<Msg> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let id = open.journey.id;
        let log = match self.store.changes(id) {
            Ok(log) => log,
            Err(error) => return vec![Msg::Failed(told(&error))],
        };
        let save = log
            .iter()
            .filter(|one| one.id == change || one.beside == Some(change));
        let is_own = |author: &Author| {
            let mut save = log.iter().filter(|one| one.id == change);
            save.all(|one| one.author.person == author.person)
        };
        if !state.author().is_some_and(|author| is_own(&author)) {
            let text = "That change is another's; whoever made it does it again.".to_owned();
            return vec![Msg::Failed(text)];
        }
        let acts: Vec<_> = save.flat_map(again).collect();
        if acts.is_empty() {
            let text =
                "That cannot be done again as it was; do what is right now and dismiss this.";
            return vec![Msg::Failed(text.to_owned())];
        }
        let messages = self.commit(&acts, state);
        if messages.iter().any(|msg| matches!(msg, Msg::Saved { .. })) {
            let _ = self.store.dismiss(id, change);
            let peers = self.read_peers(state);
            return peers.into_iter().chain(messages).collect();
        }
        messages
    }
}

/// Exchanges with every place of a journey; returns what came of it in words, and whether it failed.
fn synced(
    mut store: Store,
    id: JourneyId,
    carriers: &Carriers,
    moment: Moment,
) -> Result<(String, bool), ExchangeError> {
    let mut open = store.load(id)?;
    let done = exchange::sync(&mut store, &mut open, carriers, false, moment)?;
    let places = store.meetings(id)?.len();
    Ok((words(&store, &open, &done)?, done.failed.len() == places))
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
        Some(own) => lines(journey, &log, own.party),
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
