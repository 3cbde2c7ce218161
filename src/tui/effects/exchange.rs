//! The other machines: reads what there is to know of them; invites, admits and refuses them.

use std::path::PathBuf;
use std::time::Duration;

use super::sync::{Telling, in_words};
use super::{Performer, told};
use crate::app::{Asks, Msg, NewChange, Peers, State, Waits};
use crate::domain::acts::again::again;
use crate::domain::plan::people::Author;
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::domain::telling::history::History;
use crate::domain::wording::exchange::refused as refused_words;
use crate::exchange::{self, Carriers, ExchangeError, Place};
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
    /// The home directory, for which `~` stands.
    pub home: Option<PathBuf>,
}

impl<O: Outside> Performer<O> {
    /// Reads what there is to know of the other machines.
    pub(super) fn read_peers(&mut self, state: &State) -> Vec<Msg> {
        match self.peers(state) {
            Ok(peers) => vec![Msg::Peers(Box::new(peers))],
            Err(error) => vec![Msg::Failed(error.to_string())],
        }
    }

    pub(super) fn peers(&mut self, state: &State) -> Result<Peers, ExchangeError> {
        let Some(open) = &self.open else {
            return Ok(Peers::default());
        };
        let id = open.journey.id;
        let cannot_write = self.store.own(&open.journey)?.told();
        let has_places = !self.store.meetings(id)?.is_empty();
        let member = self.store.member(id)?;
        let acting = state.author().map(|author| author.person);
        let Some(own) = member.or(acting.filter(|_| has_places)) else {
            return Ok(Peers {
                cannot_write,
                ..Peers::default()
            });
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
                let history = History::of(&open.journey, &log, state.acting);
                let changes = history.entries().iter().map(|entry| entry.change);
                changes
                    .filter(|change| news.contains(&change.id))
                    .map(|change| NewChange {
                        id: change.id,
                        goal: change.goal().cloned(),
                        author: change.author.name.clone(),
                    })
                    .collect()
            }
        };
        let asking = exchange::asking(&mut self.store, open)?;
        let waits = exchange::waits(&self.store, id)?.map(|waits| Waits {
            host: waits.host.unwrap_or_else(|| "the other side".to_owned()),
            words: waits.words,
        });
        let is_watched = waits.is_some() || (asking.is_empty() && self.has_invited(id)?);
        Ok(Peers {
            speaks_for: speaks_for.map(|author| author.party),
            has_places,
            heard,
            watches: is_watched && self.has_folders_alone(id)?,
            cannot_write,
            waits,
            asking: asking
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

    /// Returns whether an invitation is out and unanswered.
    fn has_invited(&self, id: JourneyId) -> Result<bool, StoreError> {
        for place in self.store.meetings(id)? {
            if self.store.invitation_at(id, &place.place)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns whether a look at the places of a journey goes over no network that was not asked for.
    fn has_folders_alone(&self, id: JourneyId) -> Result<bool, StoreError> {
        let places = self.store.meetings(id)?;
        let is_folder = |place: &str| matches!(Place::kept(place), Place::Folder(_));
        Ok(self.exchange.carriers.decrypt.is_empty()
            && places.iter().all(|place| is_folder(&place.place)))
    }

    /// Begins to put an invitation to a place, beside the screens.
    pub(super) fn invite(&mut self, place: &str, audience: Audience, state: &State) -> Vec<Msg> {
        let (Some(open), Some(author)) = (&self.open, state.author()) else {
            return Vec::new();
        };
        let place = Place::named(place, self.exchange.home.as_deref());
        let (id, path) = (open.journey.id, self.store.path().to_owned());
        let (exchange, invitation) = (self.exchange.clone(), self.outside.moment().id);
        let guests = exchange::guests(&open.journey, &author, audience).join(" or ");
        self.watched = None;
        self.outside.background(Box::new(move || {
            let invited = Store::open(&path, &exchange.around)
                .map_err(ExchangeError::from)
                .and_then(|mut store| {
                    let open = store.load(id)?;
                    let carriers = &exchange.carriers;
                    exchange::invite(
                        &mut store, &open, &author, &place, audience, carriers, invitation,
                    )
                });
            Done::Invited {
                place,
                guests,
                outcome: invited.map_err(|error| in_words(&error)),
            }
        }));
        Vec::new()
    }

    /// Writes an invitation where it is to lie in a file; says what is next.
    pub(super) fn invited(
        &mut self,
        place: &Place,
        guests: &str,
        text: Option<String>,
    ) -> Result<String, String> {
        match (text, place) {
            (Some(text), Place::File(path)) => {
                let written = self.outside.write(path, &text);
                let path = written.map_err(|error| error.to_string())?;
                Ok(format!(
                    "The invitation is in {}. Give it to {guests}, who starts onramp, presses i and names the \
                     file. `onramp exchange admit ANSWER` takes the answer that comes back.",
                    path.display()
                ))
            }
            _ => Ok(format!(
                "The invitation is in {}. {guests} starts onramp, presses i and names that place. Then `:admit` \
                 here compares six words.",
                exchange::shown(&place.name())
            )),
        }
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
                messages.extend(self.sync(Telling::Failures));
                messages
            }
        }
    }

    /// Refuses machines whose words differ.
    pub(super) fn refuse(&mut self, devices: &[DeviceId], state: &State) -> Vec<Msg> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let refused = exchange::asking(&mut self.store, open).and_then(|all| {
            let meant = all.into_iter();
            let meant = meant.filter(|asking| devices.contains(&asking.request.device));
            let mut names = std::collections::BTreeSet::new();
            for asking in meant {
                exchange::refuse(&self.store, open.journey.id, &asking)?;
                names.insert(asking.name);
            }
            Ok(names.into_iter().collect::<Vec<_>>().join(" and "))
        });
        match refused {
            Ok(names) => {
                let mut messages = self.read_peers(state);
                messages.push(Msg::Told(refused_words(&names)));
                messages
            }
            Err(error) => vec![Msg::Failed(error.to_string())],
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
