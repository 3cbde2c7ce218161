//! One value of the 1:1s set anew, and how it is applied.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Action, Closing, Meeting, Meetings, Opening, Point, Rating, Topic, Treatment};
use crate::domain::plan::people::Party;
use crate::domain::record::change::Set;
use crate::domain::record::ids::ChangeId;

/// One value of the 1:1s set anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum MeetingEdit {
    /// A 1:1 comes into being, or goes.
    Opening {
        /// The change that started it.
        meeting: ChangeId,
        /// The start.
        set: Set<Option<Opening>>,
    },
    /// What was done with a line of the agenda.
    Treatment {
        /// The 1:1.
        meeting: ChangeId,
        /// The line.
        topic: Topic,
        /// What was done.
        set: Set<Option<Treatment>>,
    },
    /// How a side feels.
    Rating {
        /// The 1:1.
        meeting: ChangeId,
        /// The side.
        party: Party,
        /// The rating.
        set: Set<Option<Rating>>,
    },
    /// A 1:1 is closed, or opened again.
    Closing {
        /// The 1:1.
        meeting: ChangeId,
        /// The closing.
        set: Set<Option<Closing>>,
    },
    /// A point.
    Point {
        /// The change that added it.
        point: ChangeId,
        /// The point.
        set: Set<Option<Point>>,
    },
    /// An action.
    Action {
        /// The change that entered it.
        action: ChangeId,
        /// The action.
        set: Set<Option<Action>>,
    },
    /// The day of the next 1:1.
    Next {
        /// The day.
        set: Set<Option<NaiveDate>>,
    },
}

impl MeetingEdit {
    /// Returns the edit that takes this one back.
    pub fn inverse(&self) -> Self {
        let mut inverse = self.clone();
        match &mut inverse {
            Self::Opening { set, .. } => set.turn(),
            Self::Treatment { set, .. } => set.turn(),
            Self::Rating { set, .. } => set.turn(),
            Self::Closing { set, .. } => set.turn(),
            Self::Point { set, .. } => set.turn(),
            Self::Action { set, .. } => set.turn(),
            Self::Next { set } => set.turn(),
        }
        inverse
    }
}

impl Meetings {
    /// Sets one value. An edit of a 1:1 that is not there changes nothing.
    pub fn apply(&mut self, edit: &MeetingEdit) {
        match edit {
            MeetingEdit::Opening { meeting, set } => match &set.to {
                Some(opening) => {
                    self.held.insert(
                        *meeting,
                        Meeting {
                            opening: opening.clone(),
                            treated: BTreeMap::new(),
                            ratings: BTreeMap::new(),
                            closing: None,
                        },
                    );
                }
                None => {
                    self.held.remove(meeting);
                }
            },
            MeetingEdit::Treatment {
                meeting,
                topic,
                set,
            } => {
                if let Some(held) = self.held.get_mut(meeting) {
                    put(&mut held.treated, topic.clone(), set.to.as_ref());
                }
            }
            MeetingEdit::Rating {
                meeting,
                party,
                set,
            } => {
                if let Some(held) = self.held.get_mut(meeting) {
                    put(&mut held.ratings, *party, set.to.as_ref());
                }
            }
            MeetingEdit::Closing { meeting, set } => {
                if let Some(held) = self.held.get_mut(meeting) {
                    held.closing.clone_from(&set.to);
                }
            }
            MeetingEdit::Point { point, set } => put(&mut self.points, *point, set.to.as_ref()),
            MeetingEdit::Action { action, set } => {
                put(&mut self.actions, *action, set.to.as_ref());
            }
            MeetingEdit::Next { set } => self.next = set.to,
        }
    }

    /// Returns whether the value that an edit set is the one that stands now.
    pub fn stands(&self, edit: &MeetingEdit) -> bool {
        match edit {
            MeetingEdit::Opening { meeting, set } => {
                self.held.get(meeting).map(|held| &held.opening) == set.to.as_ref()
            }
            MeetingEdit::Treatment {
                meeting,
                topic,
                set,
            } => {
                let held = self.held.get(meeting);
                held.is_some_and(|held| held.treated.get(topic) == set.to.as_ref())
            }
            MeetingEdit::Rating {
                meeting,
                party,
                set,
            } => {
                let held = self.held.get(meeting);
                held.is_some_and(|held| held.ratings.get(party) == set.to.as_ref())
            }
            MeetingEdit::Closing { meeting, set } => {
                let held = self.held.get(meeting);
                held.is_some_and(|held| held.closing == set.to)
            }
            MeetingEdit::Point { point, set } => self.points.get(point) == set.to.as_ref(),
            MeetingEdit::Action { action, set } => self.actions.get(action) == set.to.as_ref(),
            MeetingEdit::Next { set } => self.next == set.to,
        }
    }
}

fn put<K: Ord, V: Clone>(map: &mut BTreeMap<K, V>, key: K, value: Option<&V>) {
    match value {
        Some(value) => {
            map.insert(key, value.clone());
        }
        None => {
            map.remove(&key);
        }
    }
}
