//! The kinds of records, and an edit: one record with a new value. What applies to every kind is made
//! from the list at the end.

pub mod action;
mod agenda;
pub mod course;
pub mod device;
pub mod first_step;
pub mod goal;
pub mod meeting;
pub mod rating;
pub mod review;
pub mod writing;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use self::action::{Done, Drop, Due, Owner, Text};
use self::course::{Name, Seat, Start, Withdrawn};
use self::first_step::Taken;
use self::goal::Tick;
use self::meeting::Next;
use self::rating::{Given, HeldBack};
use crate::domain::plan::copy::PlanCopy;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Author;
use crate::domain::plan::week::Week;
use crate::domain::record::action::Entry;
use crate::domain::record::audience::Audience;
use crate::domain::record::course::{Archive, Consent, Holiday, Leave, LeaveReason, Seed};
use crate::domain::record::device::Admission;
use crate::domain::record::goal::{Blocker, Deferral, Stage, Waiver};
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Fit, Kind, Set};
use crate::domain::record::meeting::{
    Agenda, Closing, Opening as MeetingOpening, Point, Treatment,
};
use crate::domain::record::rating::Rating;
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::record::review::{Answer, Graded, Opening as ReviewOpening, Ruling};
use crate::domain::record::teller::Teller;
use crate::domain::record::texts::Texts;
use crate::domain::record::writing::{Evidence, Note, Paragraph};

/// Makes [`Edit`] of the kinds of records, and what is done with each of them alike.
macro_rules! kinds {
    ($($(#[$doc:meta])+ $name:ident($kind:ty),)+) => {
        /// One record with a new value.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind", rename_all = "snake_case")]
        pub enum Edit {
            $($(#[$doc])+ $name(Set<$kind>),)+
        }

        $(impl From<Set<$kind>> for Edit {
            fn from(set: Set<$kind>) -> Self {
                Self::$name(set)
            }
        })+

        impl Edit {
            /// Returns what takes this back; a start is taken back by being withdrawn.
            pub fn inverse(&self) -> Self {
                if let Self::Seed(_) = self {
                    return Self::Withdrawn(Set { key: (), from: None, to: Some(true) });
                }
                match self {
                    $(Self::$name(set) => Self::$name(set.inverse()),)+
                }
            }

            /// Takes over the value of a later edit of the same record; returns whether it is one.
            pub fn take_over(&mut self, later: &Self) -> bool {
                match (self, later) {
                    $((Self::$name(set), Self::$name(later)) if set.key == later.key => {
                        set.to.clone_from(&later.to);
                        true
                    })+
                    _ => false,
                }
            }

            /// Returns whether it sets the same record as another edit.
            pub fn is_of_same_record(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Self::$name(set), Self::$name(other)) => set.key == other.key,)+
                    _ => false,
                }
            }

            /// Returns a text that is the same for edits of one record, and for no others.
            pub fn record(&self) -> String {
                match self {
                    $(Self::$name(set) => format!(concat!(stringify!($name), "{:?}"), set.key),)+
                }
            }

            /// Visits the texts of both of its values, those of the value before first.
            pub fn visit(&mut self, texts: &mut Texts<'_>) {
                match self {
                    $(Self::$name(set) => set.visit(texts),)+
                }
            }

            /// Returns what follows beside what the verb says, or `None` if nothing does.
            pub fn consequence(&self, teller: &Teller<'_>) -> Option<String> {
                match self {
                    $(Self::$name(set) => <$kind as Kind>::consequence(teller, set),)+
                }
            }

            /// Returns whether it sets what stood there before.
            pub fn is_idle(&self) -> bool {
                match self {
                    $(Self::$name(set) => set.from == set.to,)+
                }
            }

            /// Returns the goal whose record is set, where it is a goal's.
            pub fn goal(&self) -> Option<&Slug> {
                match self {
                    $(Self::$name(set) => <$kind as Kind>::goal(&set.key),)+
                }
            }

            /// Returns who may read it.
            pub fn audience(&self, journey: &Journey) -> Audience {
                match self {
                    $(Self::$name(set) => <$kind as Kind>::audience(journey, set),)+
                }
            }

            /// Returns whether an author may make it, where everybody has a device of their own.
            pub fn may_be_set_by(&self, author: &Author) -> bool {
                match self {
                    $(Self::$name(set) => <$kind as Kind>::may_set(author, set),)+
                }
            }

            /// Returns the edit as it would be if its author had seen what stands.
            pub fn on(&self, journey: &Journey) -> Self {
                match self {
                    $(Self::$name(set) => {
                        Self::$name(Set::on(journey, set.key.clone(), set.to.clone()))
                    })+
                }
            }

            /// Returns what keeps it from being taken back.
            pub fn refuse_undo(&self, journey: &Journey) -> Option<UndoRefusal> {
                match self {
                    $(Self::$name(set) => <$kind as Kind>::refuse_undo(journey, set),)+
                }
            }

            /// Returns what the history says of it, or `None` if the verb says it all.
            pub fn words(&self, teller: &Teller<'_>) -> Option<String> {
                match self {
                    $(Self::$name(set) => <$kind as Kind>::words(teller, set),)+
                }
            }
        }

        impl Journey {
            /// Sets a record. One that has no place in the journey changes nothing.
            pub fn apply(&mut self, edit: &Edit) {
                match edit {
                    $(Edit::$name(set) => <$kind as Kind>::put(self, &set.key, set.to.clone()),)+
                }
            }

            /// Returns how an edit meets what stands.
            pub fn fit(&self, edit: &Edit) -> Fit {
                match edit {
                    $(Edit::$name(set) => <$kind as Kind>::fit(self, set),)+
                }
            }

            /// Returns whether the value that an edit set is the current one.
            pub fn stands(&self, edit: &Edit) -> bool {
                match edit {
                    $(Edit::$name(set) => <$kind as Kind>::stands(self, set),)+
                }
            }
        }
    };
}

kinds! {
    /// The journey comes into being.
    Seed(Seed),
    /// The journey is out of the program's lists.
    Withdrawn(Withdrawn),
    /// What a person is called.
    Name(Name),
    /// Who plays a party.
    Seat(Seat),
    /// Day 1.
    Start(Start),
    /// The days of a week that are worked.
    Week(Week),
    /// A day off.
    Holiday(Holiday),
    /// Days away.
    Leave(Leave),
    /// Why somebody is away.
    LeaveReason(LeaveReason),
    /// The journey's copy of the plan.
    Plan(PlanCopy),
    /// Who agreed to an edition of the plan.
    Consent(Consent),
    /// How the journey ended.
    Archive(Archive),
    /// How far a goal has come.
    Stage(Stage),
    /// A criterion's tick.
    Tick(Tick),
    /// The agreement that takes a goal out.
    Waiver(Waiver),
    /// The agreement that moves a goal's date.
    Deferral(Deferral),
    /// What a goal waits for.
    Blocker(Blocker),
    /// A note.
    Note(Note),
    /// A piece of evidence.
    Evidence(Evidence),
    /// A mentor's paragraph in the summary.
    Paragraph(Paragraph),
    /// A 1:1.
    Meeting(MeetingOpening),
    /// What was done with a line of an agenda.
    Treatment(Treatment),
    /// How a side feels.
    Rating(Rating),
    /// The end of a 1:1.
    Closing(Closing),
    /// A point to talk about.
    Point(Point),
    /// The agenda of a 1:1 as it stood at one of its ends.
    Agenda(Agenda),
    /// An action.
    Action(Entry),
    /// What an action is.
    ActionText(Text),
    /// Who does an action.
    ActionOwner(Owner),
    /// When an action is due.
    ActionDue(Due),
    /// Whether an action is done.
    ActionDone(Done),
    /// The day of the next 1:1.
    Next(Next),
    /// A gate review.
    Review(ReviewOpening),
    /// How a goal is answered for.
    Answer(Answer),
    /// What a side says of a dimension.
    Grade(Graded),
    /// A verdict.
    Ruling(Ruling),
    /// A device that speaks for somebody.
    Device(Admission),
    /// That a side has rated.
    Given(Given),
    /// A rating that is held back until both sides have rated.
    HeldBack(HeldBack),
    /// That a first step was taken.
    FirstStep(Taken),
    /// Why an action is not going to be done.
    ActionDropped(Drop),
}

impl Edit {
    /// Returns whether it sets a part of what another edit entered, so that it would be lost with it.
    pub fn is_part_of(&self, whole: &Self) -> bool {
        let part = match self {
            Self::ActionText(set) => set.key,
            Self::ActionOwner(set) => set.key,
            Self::ActionDue(set) => set.key,
            Self::ActionDone(set) => set.key,
            Self::ActionDropped(set) => set.key,
            _ => return false,
        };
        matches!(whole, Self::Action(entry) if entry.key == part)
    }
}

/// Returns the record of a kind under a key, as [`Edit::record`] tells it.
fn record<K: Kind>(key: K::Key) -> String
where
    Set<K>: Into<Edit>,
{
    let (from, to) = (None, None);
    let edit: Edit = Set::<K> { key, from, to }.into();
    edit.record()
}

/// Sets or removes an entry.
fn put<K: Ord + Clone, V>(map: &mut BTreeMap<K, V>, key: &K, value: Option<V>) {
    match value {
        Some(value) => {
            map.insert(key.clone(), value);
        }
        None => {
            map.remove(key);
        }
    }
}
