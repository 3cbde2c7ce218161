//! What the screens know of invitations, and how far joining by one is. Knows no key and no effect.

use ratatui_textarea::TextArea;

use super::place::Place;
use crate::domain::plan::people::{Party, PersonId};
use crate::domain::record::ids::JourneyId;

/// An invitation that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The journey.
    pub journey: JourneyId,
    /// The hire's name.
    pub hire: String,
    /// The role.
    pub title: String,
    /// The name of who invites.
    pub host: String,
    /// Those whom it is for; who invites comes last.
    pub people: Vec<Candidate>,
}

/// A person who may join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The part.
    pub party: Party,
    /// Whether they invite, and would join with another machine.
    pub is_host: bool,
}

/// What is to be done once a journey was joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Welcome {
    /// The hire's name.
    pub hire: String,
    /// The role.
    pub title: String,
    /// The name of who invited.
    pub host: String,
    /// The six words to read to them.
    pub words: String,
    /// Where the answer to hand back was written, if the invitation was a file.
    pub answer: Option<String>,
    /// What went wrong with the answer, if something did.
    pub trouble: Option<String>,
}

/// How far joining is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum JoinStep {
    /// The place is typed.
    #[default]
    Place,
    /// The place is looked at.
    Looking,
    /// One of several invitations is chosen.
    Which,
    /// Who joins is chosen.
    Who,
    /// The journey is taken in and the invitation answered.
    Joining,
    /// It is done.
    Joined(Box<Welcome>),
}

/// What joining shows.
#[derive(Clone, Debug, Default)]
pub struct Join {
    /// How far it is.
    pub step: JoinStep,
    /// The place, as it is typed.
    pub place: TextArea<'static>,
    /// The invitations that were found there.
    pub found: Vec<Invited>,
    /// The selected invitation.
    pub which: usize,
    /// The selected person.
    pub who: usize,
    /// Why it does not go on.
    pub problem: Option<String>,
}

impl Join {
    /// Returns where a key is pressed now.
    pub(super) fn place(&self) -> Place {
        match self.step {
            JoinStep::Place => Place::JoinLine,
            _ => Place::Join,
        }
    }

    /// Returns the place as it is typed.
    pub fn typed(&self) -> String {
        self.place.lines().join(" ").trim().to_owned()
    }

    /// Returns whether a place is looked at, as it was typed.
    pub fn looks_in(&self, place: &str) -> bool {
        self.step == JoinStep::Looking && self.typed() == place
    }

    /// Returns the invitation that is selected.
    pub fn invited(&self) -> Option<&Invited> {
        self.found.get(self.which)
    }

    /// Returns where the selected line is kept and how many lines there are, if there is a list.
    pub(super) fn list(&mut self) -> Option<(&mut usize, usize)> {
        match self.step {
            JoinStep::Which => Some((&mut self.which, self.found.len())),
            JoinStep::Who => {
                let people = self.found.get(self.which).map_or(0, |one| one.people.len());
                Some((&mut self.who, people))
            }
            _ => None,
        }
    }

    /// Returns the line that takes what is typed now.
    pub(super) fn line(&mut self) -> Option<&mut TextArea<'static>> {
        self.problem = None;
        (self.step == JoinStep::Place).then_some(&mut self.place)
    }
}
