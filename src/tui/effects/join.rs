//! Joins a journey by an invitation, beside the screens: a place may be far away and answer late.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::sync::in_words;
use super::{Performer, told};
use crate::app::{Candidate, Invited, Msg, Overlay, State, Welcome};
use crate::domain::plan::people::PersonId;
use crate::domain::record::ids::JourneyId;
use crate::domain::words::text::capitalized;
use crate::exchange::{self, ExchangeError, Invitation, Joined, Joining, Place};
use crate::store::Store;
use crate::tui::outside::{Done, Outside};

impl<O: Outside> Performer<O> {
    /// Begins to look for invitations at a place.
    pub(super) fn find_invitations(&mut self, typed: String) -> Vec<Msg> {
        let path = self.store.path().to_owned();
        let exchange = self.exchange.clone();
        self.outside.background(Box::new(move || {
            let place = Place::named(&typed, exchange.home.as_deref());
            let found = Store::open(&path, &exchange.around)
                .map_err(ExchangeError::from)
                .and_then(|store| exchange::invitations(&store, &place, &exchange.carriers));
            Done::Found(typed, found.map_err(|error| in_words(&error)))
        }));
        Vec::new()
    }

    /// Keeps what was found, unless the place was left meanwhile, and returns it as it is shown.
    pub(super) fn found(
        &mut self,
        place: String,
        found: Result<Vec<Joining>, String>,
        state: &State,
    ) -> Vec<Msg> {
        let is_awaited =
            matches!(&state.overlay, Some(Overlay::Join(join)) if join.looks_in(&place));
        if !is_awaited {
            return Vec::new();
        }
        let found = found.map(|found| {
            self.found = found.into_iter().map(Arc::new).collect();
            let invitations = self.found.iter().map(|joining| &joining.invitation);
            invitations.map(shown).collect()
        });
        vec![Msg::Invitations { place, found }]
    }

    /// Begins to join a journey that was found.
    pub(super) fn join(&mut self, journey: JourneyId, person: PersonId) -> Vec<Msg> {
        let mut found = self.found.iter();
        let Some(joining) = found.find(|one| one.invitation.journey == journey).cloned() else {
            return Vec::new();
        };
        let (path, exchange) = (self.store.path().to_owned(), self.exchange.clone());
        let now = self.outside.moment().clock;
        self.watched = None;
        self.outside.background(Box::new(move || {
            let joined = Store::open(&path, &exchange.around)
                .map_err(ExchangeError::from)
                .and_then(|mut store| {
                    exchange::join(&mut store, &joining, person, &exchange.carriers, now)
                });
            let joined = joined.map_err(|error| in_words(&error));
            Done::Joined(Box::new(joined))
        }));
        Vec::new()
    }

    /// Opens the journey that was joined, and writes the answer where that is to be handed back.
    pub(super) fn joined(&mut self, joined: Result<Joined, String>, state: &State) -> Msg {
        let joined = match joined {
            Ok(joined) => joined,
            Err(problem) => return Msg::NotJoined(problem),
        };
        let mut found = self.found.iter();
        let joining = found.find(|one| one.invitation.journey == joined.journey);
        let (Some(joining), open) = (joining.cloned(), self.store.load(joined.journey)) else {
            return Msg::NotJoined("the invitation is gone; look for it again".to_owned());
        };
        let open = match open {
            Ok(open) => open,
            Err(error) => return Msg::NotJoined(told(&error)),
        };
        let mut welcome = Welcome {
            hire: joining.invitation.hire().to_owned(),
            title: joining.invitation.title.clone(),
            host: joining.invitation.host().to_owned(),
            words: joined.words,
            answer: None,
            trouble: joined.unsent.map(|error| {
                let error = capitalized(&in_words(&error));
                format!("{error}. Your answer has not gone out; S tries again.")
            }),
        };
        if let Some(answer) = joined.answer {
            match self.hand_back(joining.place(), &answer) {
                Ok(path) => welcome.answer = Some(path.display().to_string()),
                Err(problem) => welcome.trouble = Some(problem),
            }
        }
        let journey = Box::new(open.journey.clone());
        if state.shows_joined(open.journey.id) {
            self.open = Some(open);
        }
        Msg::Joined {
            journey,
            welcome: Box::new(welcome),
        }
    }

    /// Writes an answer beside the invitation, or where the program runs if that cannot be.
    fn hand_back(&mut self, invitation: &Place, answer: &str) -> Result<PathBuf, String> {
        const NAME: &str = "answer.jsonl";
        let beside = match invitation {
            Place::File(path) => path.parent(),
            Place::Folder(_) | Place::Git(_) => None,
        };
        let beside = beside.and_then(|folder| self.outside.write(&folder.join(NAME), answer).ok());
        match beside {
            Some(path) => Ok(path),
            None => {
                let written = self.outside.write(Path::new(NAME), answer);
                written.map_err(|error| {
                    format!("The answer cannot be written: {error}. Free some room and join again.")
                })
            }
        }
    }
}

/// Returns an invitation as it is shown.
fn shown(invitation: &Invitation) -> Invited {
    let meant = invitation
        .people
        .iter()
        .filter(|member| invitation.is_for(member));
    let mut people: Vec<Candidate> = meant
        .map(|member| Candidate {
            person: member.person,
            name: member.name.clone(),
            party: member.party,
            is_host: member.person == invitation.from,
        })
        .collect();
    // Who invites has a machine already, and may have another one.
    people.sort_by_key(|candidate| candidate.is_host);
    Invited {
        journey: invitation.journey,
        hire: invitation.hire().to_owned(),
        title: invitation.title.clone(),
        host: invitation.host().to_owned(),
        people,
    }
}
