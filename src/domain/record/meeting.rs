//! The 1:1s of a journey: what was on the table, what was agreed, how both sides felt. Knows no
//! rule about who may do what.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Mark, Party};
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::later::Later;
use crate::domain::record::writing::Visibility;

/// The 1:1s, and what lives on between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meetings {
    /// The 1:1s, oldest first.
    pub held: BTreeMap<ChangeId, Meeting>,
    /// 1:1s that were begun on one device while another was open on the other.
    pub joined: BTreeMap<ChangeId, Joined>,
    /// What somebody wants to talk about, oldest first.
    pub points: BTreeMap<ChangeId, Point>,
    /// What was agreed to be done, oldest first.
    pub actions: BTreeMap<ChangeId, Action>,
    /// The day agreed for the next 1:1.
    pub next: Option<NaiveDate>,
}

/// A 1:1 that is one with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// How it was begun.
    pub opening: Opening,
    /// The one that it became.
    pub into: ChangeId,
}

/// One 1:1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// When and by whom it was started.
    pub opening: Opening,
    /// What was done with the lines of its agenda.
    pub treated: BTreeMap<Topic, Treatment>,
    /// How each side felt, as far as both may know it.
    pub ratings: BTreeMap<Party, Rating>,
    /// Who has rated, where the numbers stay with them until both have.
    pub given: BTreeMap<Party, Mark>,
    /// What was rated here and is shown to the other side once both have rated.
    pub held_back: BTreeMap<Party, Rating>,
    /// Its agenda as it stood at its beginning and at its end.
    pub agendas: BTreeMap<Edge, Agenda>,
    /// How it was closed; nothing while it is open.
    pub closing: Option<Closing>,
}

impl Meeting {
    /// Returns a 1:1 in which nothing happened yet.
    pub fn begun(opening: Opening) -> Self {
        Self {
            opening,
            treated: BTreeMap::new(),
            ratings: BTreeMap::new(),
            given: BTreeMap::new(),
            held_back: BTreeMap::new(),
            agendas: BTreeMap::new(),
            closing: None,
        }
    }

    /// Returns whether a side has rated.
    pub fn has_rated(&self, party: Party) -> bool {
        self.ratings.contains_key(&party) || self.given.contains_key(&party)
    }

    /// Returns the rating of a side, as far as a reader may see it: one's own always, the other's once
    /// one has rated oneself or the 1:1 is closed.
    pub fn rating(&self, party: Party, reader: Party) -> Option<&Rating> {
        let own = self.held_back.get(&party).filter(|_| party == reader);
        let may_see = party == reader || self.has_rated(reader) || self.closing.is_some();
        own.or_else(|| self.ratings.get(&party).filter(|_| may_see))
    }

    /// Returns whether what a side rated and held back may be shown to the other side.
    pub fn may_show(&self, party: Party) -> bool {
        let other = match party {
            Party::Hire => Party::Mentor,
            _ => Party::Hire,
        };
        self.held_back.contains_key(&party) && (self.has_rated(other) || self.closing.is_some())
    }

    /// Returns the lines of the agenda as they stood at an end; none if they were not kept.
    pub fn kept(&self, edge: Edge) -> &[Kept] {
        self.agendas.get(&edge).map_or(&[], |agenda| &agenda.lines)
    }

    /// Returns who took a part in it, by the name of then: whoever rated, or else who was there when it
    /// began.
    pub fn name(&self, party: Party) -> &str {
        let rated = self.ratings.get(&party);
        let began = match party {
            Party::Hire => Some(self.opening.hire.as_str()),
            Party::Mentor => self.opening.mentor.as_deref(),
            Party::Manager => None,
        };
        let rated = rated.map(|rating| rating.mark.by.as_str());
        rated.or(began).unwrap_or(party.word())
    }

    /// Returns whether a shared note was written before the 1:1 was closed; a later one is a remark.
    pub fn holds(&self, note: ChangeId) -> bool {
        let closed = self.agendas.get(&Edge::Closing);
        closed.is_none_or(|closed| closed.notes.contains(&note))
    }
}

/// An end of a 1:1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// Its beginning.
    Opening,
    /// Its end.
    Closing,
}

/// An agenda as it stood at an end of a 1:1, as far as both may read it.
pub type Agenda = Later<Stood>;

/// What an agenda held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stood {
    /// Its lines.
    pub lines: Vec<Kept>,
    /// The notes that were written in the 1:1 by then; later ones are remarks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<ChangeId>,
}

/// The start of a 1:1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Who started it.
    pub by: Author,
    /// The day it counts for.
    pub on: NaiveDate,
    /// The clock, in milliseconds since 1970, UTC.
    pub clock: i64,
    /// The hire's name.
    pub hire: String,
    /// The mentor's name.
    pub mentor: Option<String>,
}

/// Something that an agenda can hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "topic", rename_all = "snake_case")]
pub enum Topic {
    /// A goal.
    Goal {
        /// The goal.
        goal: Slug,
    },
    /// What was agreed on a goal without the mentor.
    Agreement {
        /// The goal.
        goal: Slug,
    },
    /// An action.
    Action {
        /// The change that entered it.
        action: ChangeId,
    },
    /// A point.
    Point {
        /// The change that added it.
        point: ChangeId,
    },
    /// A note that asks something.
    Question {
        /// The change that wrote it.
        note: ChangeId,
    },
    /// A gate review that has come due.
    Gate {
        /// The milestone.
        milestone: Milestone,
    },
    /// How often the two meet.
    Rhythm,
}

/// What was done with a line of an agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// It was talked about.
    Discussed,
    /// It was left for the next 1:1 on purpose.
    PutOff,
}

impl Treatment {
    /// Returns the word that users and files see.
    pub fn word(self) -> &'static str {
        match self {
            Self::Discussed => "discussed",
            Self::PutOff => "put off",
        }
    }
}

/// How one side feels, each from 1 to 5.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// How clear it is what is expected.
    pub role_clarity: u8,
    /// How sure the hire is to manage it.
    pub confidence: u8,
    /// How much the hire belongs.
    pub belonging: u8,
    /// A line beside it, where there is one.
    pub words: Option<String>,
    /// Who gave it, and when.
    pub mark: Mark,
}

/// What is rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// How clear it is what is expected.
    RoleClarity,
    /// How sure the hire is to manage it.
    Confidence,
    /// How much the hire belongs.
    Belonging,
}

impl Aspect {
    /// Every aspect, in the order in which it is asked for.
    pub const ALL: [Self; 3] = [Self::RoleClarity, Self::Confidence, Self::Belonging];

    /// Returns the words that people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::RoleClarity => "role clarity",
            Self::Confidence => "confidence",
            Self::Belonging => "belonging",
        }
    }
}

impl Rating {
    /// Returns the rating of an aspect, from 1 to 5.
    pub fn of(&self, aspect: Aspect) -> u8 {
        match aspect {
            Aspect::RoleClarity => self.role_clarity,
            Aspect::Confidence => self.confidence,
            Aspect::Belonging => self.belonging,
        }
    }
}

/// The end of a 1:1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Who closed it, and when.
    pub mark: Mark,
    /// The day agreed for the next one.
    pub next: Option<NaiveDate>,
    /// The change that closed it.
    pub change: ChangeId,
}

/// A line of an agenda as it stood when a 1:1 began or was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The part of the agenda that it stood in.
    pub section: Section,
    /// What it was about.
    pub topic: Topic,
    /// The line as it stood.
    pub text: String,
    /// What was done with it; nothing where it was left over.
    pub treatment: Option<Treatment>,
}

/// A part of an agenda, in the order in which it is gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Claims that wait to be confirmed.
    ToConfirm,
    /// Goals whose date has passed.
    Slipped,
    /// Goals that wait on somebody.
    Waiting,
    /// Goals due before the next 1:1.
    DueNext,
    /// Active goals that did not move since the last 1:1.
    NotMoved,
    /// Goals whose text an edition changed after somebody vouched for them.
    Changed,
    /// What was agreed without the mentor, who has not acknowledged it.
    Agreed,
    /// Actions that are open.
    Actions,
    /// Points left over from the last 1:1.
    LeftOver,
    /// Points that somebody added.
    Added,
    /// Notes that ask something.
    Questions,
    /// A gate review that has come due.
    Gate,
    /// How often the two meet.
    Rhythm,
}

impl Section {
    /// Returns the heading that people read.
    pub fn heading(self) -> &'static str {
        match self {
            Self::ToConfirm => "To confirm",
            Self::Slipped => "Slipped",
            Self::Waiting => "Waiting",
            Self::DueNext => "Due before the next 1:1",
            Self::NotMoved => "Not moved since the last 1:1",
            Self::Changed => "Changed in the plan",
            Self::Agreed => "Agreed without the mentor",
            Self::Actions => "Open actions",
            Self::LeftOver => "From last time",
            Self::Added => "Added",
            Self::Questions => "Questions",
            Self::Gate => "Gate review",
            Self::Rhythm => "How often you meet",
        }
    }
}

/// Something to talk about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Who added it.
    pub author: Author,
    /// The day it counts for.
    pub on: NaiveDate,
    /// What it is.
    pub text: String,
    /// Who may read it.
    pub visibility: Visibility,
}

impl Point {
    /// Returns who may read the point.
    pub fn audience(&self) -> Audience {
        match self.visibility {
            Visibility::Private => Audience::Author,
            Visibility::Shared => Audience::Pair,
        }
    }

    /// Returns the text where it may leave the program, or nothing where the point is private.
    pub fn shared(&self) -> Option<&str> {
        (self.visibility == Visibility::Shared).then_some(self.text.as_str())
    }
}

/// Something agreed to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// How it was entered.
    pub entry: Entry,
    /// What is to be done.
    pub text: String,
    /// Who does it, by the name of when that was agreed; its author before anything is said.
    pub owner: Option<Author>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Who said that it is done, and when.
    pub done: Option<Mark>,
}

/// How an action was entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Who entered it.
    pub by: Author,
    /// The day it counts for.
    pub on: NaiveDate,
    /// The goal that it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Slug>,
    /// The 1:1 in which it was agreed; nothing where it was agreed between two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<ChangeId>,
}

impl Action {
    /// Returns an action of which nothing more is said yet.
    pub fn entered(entry: Entry) -> Self {
        Self {
            entry,
            text: String::new(),
            owner: None,
            due: None,
            done: None,
        }
    }

    /// Returns who does it, by the name of when that was agreed.
    pub fn owner(&self) -> &Author {
        self.owner.as_ref().unwrap_or(&self.entry.by)
    }
}

impl Meetings {
    /// Returns a 1:1 by its own id or that of one that was joined into it.
    pub fn get(&self, id: ChangeId) -> Option<&Meeting> {
        self.held.get(&self.one_with(id))
    }

    /// Returns the 1:1 that one was joined into, or itself.
    pub fn one_with(&self, id: ChangeId) -> ChangeId {
        self.joined.get(&id).map_or(id, |joined| joined.into)
    }

    /// Returns whether something was written or agreed in a 1:1.
    pub fn is_in(&self, written: Option<ChangeId>, meeting: ChangeId) -> bool {
        written.is_some_and(|written| self.one_with(written) == meeting)
    }

    /// Returns the 1:1 that is open, another one aside.
    pub(super) fn open_beside(&self, other: ChangeId) -> Option<(ChangeId, &Meeting)> {
        let mut held = self.held.iter();
        held.find(|(id, meeting)| **id != other && meeting.closing.is_none())
            .map(|(id, meeting)| (*id, meeting))
    }

    /// Makes a 1:1 one with another.
    pub(crate) fn join(&mut self, id: ChangeId, into: ChangeId) {
        if let Some(meeting) = self.held.remove(&id) {
            let opening = meeting.opening;
            self.joined.insert(id, Joined { opening, into });
        }
    }

    /// Returns the 1:1 that is open.
    pub fn open(&self) -> Option<(ChangeId, &Meeting)> {
        let mut held = self.held.iter();
        held.find(|(_, meeting)| meeting.closing.is_none())
            .map(|(id, meeting)| (*id, meeting))
    }

    /// Returns the closed 1:1s in the order of their days.
    pub fn closed(&self) -> Vec<(ChangeId, &Meeting)> {
        let mut closed: Vec<_> = self
            .held
            .iter()
            .filter(|(_, meeting)| meeting.closing.is_some())
            .map(|(id, meeting)| (*id, meeting))
            .collect();
        closed.sort_by_key(|(id, meeting)| (meeting.opening.on, *id));
        closed
    }

    /// Returns the number of a 1:1 of this journey, from 1, in the order of their days.
    pub fn number(&self, meeting: ChangeId) -> Option<usize> {
        let mut all: Vec<_> = self
            .held
            .iter()
            .map(|(id, held)| (held.opening.on, *id))
            .collect();
        all.sort_unstable();
        let place = all.iter().position(|(_, id)| *id == meeting)?;
        Some(place + 1)
    }

    /// Returns the course of a side's rating up to and with a 1:1, oldest first; nothing in a place
    /// where that side gave none.
    pub fn course(
        &self,
        until: ChangeId,
        party: Party,
        aspect: Aspect,
        reader: Party,
    ) -> Vec<Option<u8>> {
        let key = |id: &ChangeId, held: &Meeting| (held.opening.on, *id);
        let Some(last) = self.held.get(&until).map(|held| key(&until, held)) else {
            return Vec::new();
        };
        let mut held: Vec<_> = self
            .held
            .iter()
            .filter(|(id, held)| key(id, held) <= last)
            .collect();
        held.sort_by_key(|(id, held)| key(id, held));
        held.into_iter()
            .map(|(_, held)| held.rating(party, reader).map(|rating| rating.of(aspect)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::{Act, MeetingAct};
    use crate::domain::fixture::*;

    #[test]
    fn the_course_of_a_rating_leaves_a_place_where_none_was_given() {
        let mut run = Run::new();
        let mut last = None;
        for confidence in [3, 0, 5] {
            last = Some(run.mentor(&meet()));
            if confidence > 0 {
                run.hire(&Act::Meeting(MeetingAct::Rate {
                    role_clarity: 1,
                    confidence,
                    belonging: 1,
                    words: String::new(),
                }));
            }
            run.mentor(&Act::Meeting(MeetingAct::Close {
                next: None,
                leave_claims: false,
            }));
        }
        let meetings = &run.journey.meetings;
        let course = |party| meetings.course(last.unwrap(), party, Aspect::Confidence, party);
        assert_eq!(course(Party::Hire), [Some(3), None, Some(5)]);
        assert_eq!(course(Party::Mentor), [None, None, None]);
    }
}
