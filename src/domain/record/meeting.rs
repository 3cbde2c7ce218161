//! The 1:1s of a journey: what was on the table, what was agreed, how both sides felt. Knows no
//! rule about who may do what.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    /// What was rated ahead of a 1:1, by the change that closed the one before it; ahead of the first
    /// one by [`FIRST_ROUND`].
    pub check_ins: BTreeMap<ChangeId, Round>,
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

/// What stands for the round of ratings ahead of the first 1:1.
pub const FIRST_ROUND: ChangeId = ChangeId(Uuid::nil());

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

/// What both sides said of how it goes: in a 1:1, or ahead of the next one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// How each side felt, as far as both may know it.
    pub ratings: BTreeMap<Party, Rating>,
    /// Who has rated, where the numbers stay with them until both have.
    pub given: BTreeMap<Party, Mark>,
    /// What was rated here and is shown to the other side once both have rated.
    pub held_back: BTreeMap<Party, Rating>,
}

impl Round {
    fn is_empty(&self) -> bool {
        self.ratings.is_empty() && self.given.is_empty() && self.held_back.is_empty()
    }

    fn has_rated(&self, party: Party) -> bool {
        self.ratings.contains_key(&party) || self.given.contains_key(&party)
    }
}

/// What was said for a 1:1: in it, and ahead of it. What was said in it goes first.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    rounds: [Option<&'a Round>; 2],
    is_closed: bool,
}

impl<'a> Said<'a> {
    /// Returns whether a side has rated.
    pub fn has_rated(self, party: Party) -> bool {
        self.rounds().any(|round| round.has_rated(party))
    }

    /// Returns the rating of a side, as far as a reader may see it: one's own always, the other's once
    /// one has rated oneself or the 1:1 is closed.
    pub fn rating(self, party: Party, reader: Party) -> Option<&'a Rating> {
        let may_see = party == reader || self.has_rated(reader) || self.is_closed;
        self.rounds().find_map(|round| {
            let own = round.held_back.get(&party).filter(|_| party == reader);
            own.or_else(|| round.ratings.get(&party).filter(|_| may_see))
        })
    }

    /// Returns whether the 1:1 is closed, after which nothing of it changes.
    pub fn is_closed(self) -> bool {
        self.is_closed
    }

    /// Returns whether what a side held back may be shown to the other side.
    pub fn may_show(self, party: Party) -> bool {
        self.is_closed || self.has_rated(party.other_side())
    }

    fn rounds(self) -> impl Iterator<Item = &'a Round> {
        self.rounds.into_iter().flatten()
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
    /// A sentence on what was rated, where there is one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub why: BTreeMap<Aspect, String>,
}

/// What is rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// Returns all that was said beside the numbers, or nothing if that is nothing.
    pub fn said(&self) -> Option<String> {
        let why = self.why.iter();
        let why = why.map(|(aspect, words)| format!("{}: {words}", aspect.word()));
        let all: Vec<String> = why.chain(self.words.clone()).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }

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

    /// Returns what was said for a 1:1, in it and ahead of it.
    pub fn said(&self, meeting: ChangeId) -> Said<'_> {
        let meeting = self.one_with(meeting);
        let held = self.held.get(&meeting);
        Said {
            rounds: [
                held.map(|held| &held.round),
                self.check_ins.get(&self.round_before(meeting)),
            ],
            is_closed: held.is_some_and(|held| held.closing.is_some()),
        }
    }

    /// Returns what was said ahead of the next 1:1, where none is open.
    pub fn said_ahead(&self) -> Said<'_> {
        Said {
            rounds: [self.check_ins.get(&self.round_ahead()), None],
            is_closed: false,
        }
    }

    /// Returns what a rating of now belongs to: the open 1:1, or the round ahead of the next one.
    pub fn round_now(&self) -> ChangeId {
        let open = self.open().map(|(id, _)| id);
        open.unwrap_or_else(|| self.round_ahead())
    }

    /// Returns what was said for the 1:1 of a round, whether that is one or lies ahead of one.
    pub fn said_in(&self, round: ChangeId) -> Said<'_> {
        let mut held = self.held.keys().chain(self.joined.keys());
        let after = || (self.held.keys()).find(|id| self.round_before(**id) == round);
        match held.any(|id| *id == round) {
            true => self.said(round),
            false => after().map_or_else(|| self.said_ahead(), |id| self.said(*id)),
        }
    }

    /// Returns whether there is a round: a 1:1, or what lies ahead of one.
    pub fn is_round(&self, id: ChangeId) -> bool {
        let is_known = id == FIRST_ROUND || self.get(id).is_some() || self.has_check_ins(id);
        is_known || self.closings().any(|closing| closing == id)
    }

    /// Returns whether anybody rated ahead of the 1:1 that follows the one a change closed.
    pub(super) fn has_check_ins(&self, closing: ChangeId) -> bool {
        self.check_ins.contains_key(&closing)
    }

    /// Returns the round of ratings of a 1:1 or ahead of one.
    pub(super) fn round(&self, id: ChangeId) -> Option<&Round> {
        let held = self.get(id).map(|held| &held.round);
        held.or_else(|| self.check_ins.get(&id))
    }

    /// Alters the round of ratings of a 1:1 or ahead of one.
    pub(crate) fn alter_round(&mut self, id: ChangeId, alter: impl FnOnce(&mut Round)) {
        let meeting = self.one_with(id);
        if let Some(held) = self.held.get_mut(&meeting) {
            return alter(&mut held.round);
        }
        let round = self.check_ins.entry(id).or_default();
        alter(round);
        if round.is_empty() {
            self.check_ins.remove(&id);
        }
    }

    /// Returns what a side held back and may now be shown to the other, with its round.
    pub fn to_show(&self, party: Party) -> impl Iterator<Item = (ChangeId, &Rating)> {
        let held = self.held.iter().map(|(id, held)| (*id, &held.round));
        let rounds = held.chain(self.check_ins.iter().map(|(id, round)| (*id, round)));
        let held_back =
            rounds.filter_map(move |(id, round)| Some((id, round.held_back.get(&party)?)));
        held_back.filter(move |(id, _)| self.said_in(*id).may_show(party))
    }

    fn closings(&self) -> impl Iterator<Item = ChangeId> {
        let closings = self.held.values().filter_map(|held| held.closing.as_ref());
        closings.map(|closing| closing.change)
    }

    /// Returns the round ahead of a 1:1.
    fn round_before(&self, meeting: ChangeId) -> ChangeId {
        let before = self.closings().filter(|closing| *closing < meeting);
        before.max().unwrap_or(FIRST_ROUND)
    }

    /// Returns the round ahead of the next 1:1.
    fn round_ahead(&self) -> ChangeId {
        self.closings().max().unwrap_or(FIRST_ROUND)
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
            .map(|(id, _)| {
                self.said(*id)
                    .rating(party, reader)
                    .map(|rating| rating.of(aspect))
            })
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
                    why: BTreeMap::new(),
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
