//! A change: one thing that happened, with enough of the past to undo it. Knows no rules about
//! who may do what.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Author;
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::domain::record::kinds::Edit;
use crate::domain::record::verb::Verb;

/// What a change needs to know of the outer world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day that the change counts for.
    pub today: NaiveDate,
    /// The day by the clock of whoever enters it.
    pub entered: NaiveDate,
    /// Milliseconds since 1970, UTC.
    pub clock: i64,
    /// A new id.
    pub id: Uuid,
}

/// One thing that happened: who, when, what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Names it.
    pub id: ChangeId,
    /// The journey it belongs to.
    pub journey: JourneyId,
    /// Milliseconds since 1970 in UTC, later than every stamp seen before it.
    pub stamp: i64,
    /// Where it was made.
    pub device: DeviceId,
    /// Who may read it.
    pub audience: Audience,
    /// Its place among the changes of its device in this journey for this audience, from 1.
    pub sequence: i64,
    /// The change of the same save that more people may read, where there is one.
    pub beside: Option<ChangeId>,
    /// The day it counts for.
    pub day: NaiveDate,
    /// The day it was entered on, if that is another one.
    pub entered: Option<NaiveDate>,
    /// Who made it.
    pub author: Author,
    /// What its author did.
    pub verb: Verb,
    /// The change that it takes back, where it is an undo or a redo.
    pub undoes: Option<ChangeId>,
    /// What it altered.
    pub edits: Vec<Edit>,
}

impl Change {
    /// Returns whether it counts for a day or a later one, or was entered then.
    pub fn is_since(&self, since: NaiveDate) -> bool {
        self.day >= since || self.entered_on() >= since
    }

    /// Has a journey take note of when its author changed something.
    pub fn is_seen_by(&self, journey: &mut Journey) {
        journey.saw(self.author.party, self.audience, self.entered_on());
    }

    /// Returns the day that it was entered on, by the clock of whoever did.
    pub fn entered_on(&self) -> NaiveDate {
        self.entered.unwrap_or(self.day)
    }

    /// Returns the key that orders a log: stamp, device, audience, sequence.
    pub fn order(&self) -> (i64, DeviceId, Audience, i64) {
        (self.stamp, self.device, self.audience, self.sequence)
    }

    /// Returns the goal that it is about, where it is about one.
    pub fn goal(&self) -> Option<&Slug> {
        self.edits.iter().find_map(Edit::goal)
    }
}
