//! The 1:1s of a journey: what was on the table, what was agreed, how both sides felt. Knows no
//! rule about who may do what.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::plan::mentoring::Occasion;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Mark, Party};
use crate::domain::record::action::Action;
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::later::Later;
use crate::domain::record::rating::{Aspect, Round};
use crate::domain::record::writing::Visibility;

/// The days after which a 1:1 looks back over a month.
const MONTH: i64 = 28;

/// The 1:1s, and what lives on between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meetings {
    /// The 1:1s, oldest first.
    pub held: BTreeMap<ChangeId, Meeting>,
    /// What was rated ahead of a 1:1, by the change that closed the one before it; ahead of the first
    /// one by [`FIRST_ROUND`](crate::domain::record::rating::FIRST_ROUND).
    pub check_ins: BTreeMap<ChangeId, Round>,
    /// 1:1s that were begun on one device while another was open on the other.
    pub joined: BTreeMap<ChangeId, Joined>,
    /// What somebody wants to talk about, oldest first.
    pub points: BTreeMap<ChangeId, Point>,
    /// What was agreed to be done, oldest first.
    pub actions: BTreeMap<ChangeId, Action>,
    /// The first steps that were taken: who said so, and when.
    pub first_steps: BTreeMap<Slug, Mark>,
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
    /// How each side felt in it.
    pub round: Round,
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
            round: Round::default(),
            agendas: BTreeMap::new(),
            closing: None,
        }
    }

    /// Returns the lines of the agenda as they stood at an end; none if they were not kept.
    pub fn kept(&self, edge: Edge) -> &[Kept] {
        self.agendas.get(&edge).map_or(&[], |agenda| &agenda.lines)
    }

    /// Returns who took a part in it, by the name of then: whoever rated, or else who was there when it
    /// began.
    pub fn name(&self, party: Party) -> &str {
        let rated = self.round.ratings.get(&party);
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
    /// What kind of 1:1 it is.
    #[serde(default, skip_serializing_if = "Occasion::is_weekly")]
    pub occasion: Occasion,
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
    /// A question of the kind of 1:1.
    Ask {
        /// The question's short name.
        question: Slug,
    },
    /// A first step.
    FirstStep {
        /// The step's short name.
        step: Slug,
    },
    /// A gate review that has come due.
    Gate {
        /// The milestone.
        milestone: Milestone,
    },
    /// How often the two meet.
    Rhythm,
    /// What worries the mentor, for the mentor alone.
    Signal {
        /// What it is about.
        signal: SignalKey,
    },
}

/// What something that worries is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "signal", rename_all = "snake_case")]
pub enum SignalKey {
    /// A rating of the hire is low or falls.
    Mood {
        /// What was rated.
        aspect: Aspect,
    },
    /// Hire and mentor rate differently.
    Apart {
        /// What was rated.
        aspect: Aspect,
    },
    /// The hire has changed nothing for long.
    Silent,
    /// A goal waits without anybody acting on it.
    Unattended {
        /// The goal.
        goal: Slug,
    },
    /// A promise is late.
    Promise {
        /// The change that entered the action.
        action: ChangeId,
    },
    /// A point was left over again and again.
    LeftOver {
        /// The change that added it.
        point: ChangeId,
    },
    /// There was no 1:1 in the first week yet.
    FirstWeek,
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
    /// What worries the mentor, for the mentor alone.
    Signals,
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
    /// What a 1:1 of its kind asks.
    Asked,
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
            Self::Signals => "Signals, for you alone",
            Self::ToConfirm => "To confirm",
            Self::Slipped => "Slipped",
            Self::Waiting => "Waiting",
            Self::DueNext => "Due before the next 1:1",
            Self::NotMoved => "Not moved since the last 1:1",
            Self::Changed => "Changed in the plan",
            Self::Agreed => "Agreed without the mentor",
            Self::Actions => "Open actions",
            Self::Asked => "To ask",
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

    /// Returns what kind of 1:1 one of a day is where nobody says: the first one; a monthly one after four
    /// weeks without one that looks further than a week; or else a weekly one.
    pub fn occasion_on(&self, day: NaiveDate) -> Occasion {
        let closed = self.closed();
        let looked_back = |(_, held): &&(ChangeId, &Meeting)| !held.opening.occasion.is_weekly();
        let last = closed.iter().rev().find(looked_back).or(closed.first());
        match last {
            None => Occasion::First,
            Some((_, held)) if (day - held.opening.on).num_days() >= MONTH => Occasion::Monthly,
            Some(_) => Occasion::Weekly,
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
}
