//! What judgments read of the conversation between hire and mentor, as the mentor may read it. For the
//! mentor alone: nothing of it reaches a manager or a summary.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::domain::plan::people::Party;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::{Meetings, SignalKey, Topic, Treatment};
use crate::domain::record::rating::Rating;

/// The conversation so far.
#[derive(Clone, Debug, Default)]
pub struct Talk<'a> {
    /// What was rated for each 1:1 and ahead of the next, oldest first; rounds without ratings are left out.
    pub rounds: Vec<Round<'a>>,
    /// What both may read and was talked about in no 1:1.
    pub points: Vec<OpenPoint<'a>>,
    /// The day on which the hire last changed something that the mentor may read.
    pub hire_moved: Option<NaiveDate>,
    /// What was talked about of what worried, and on which day last.
    talked: Vec<(&'a SignalKey, NaiveDate)>,
}

/// What was rated for a 1:1.
#[derive(Clone, Copy, Debug)]
pub struct Round<'a> {
    /// The day of the 1:1; of one that lies ahead, of the rating.
    pub on: NaiveDate,
    /// The hire's rating, once the mentor may read it.
    pub hire: Option<&'a Rating>,
    /// The mentor's rating.
    pub mentor: Option<&'a Rating>,
}

/// A point that is still to be talked about.
#[derive(Clone, Debug)]
pub struct OpenPoint<'a> {
    /// The point.
    pub id: ChangeId,
    /// What it says.
    pub text: &'a str,
    /// The days of the closed 1:1s in which it was left over.
    pub left_over: Vec<NaiveDate>,
}

impl<'a> Talk<'a> {
    /// Returns what the 1:1s of a journey tell.
    pub fn of(meetings: &'a Meetings, hire_moved: Option<NaiveDate>) -> Self {
        Self {
            rounds: rounds(meetings),
            points: points(meetings),
            hire_moved,
            talked: talked(meetings),
        }
    }

    /// Returns the rounds up to and with a day.
    pub fn until(&self, day: NaiveDate) -> &[Round<'a>] {
        let later = self.rounds.iter().rev().take_while(|round| round.on > day);
        self.rounds
            .get(..self.rounds.len() - later.count())
            .unwrap_or_default()
    }

    /// Returns on which day something that worried was last talked about.
    pub fn talked_about(&self, key: &SignalKey) -> Option<NaiveDate> {
        let days = self.talked.iter().filter(|(other, _)| *other == key);
        days.map(|(_, on)| *on).max()
    }
}

impl<'a> From<&'a Journey> for Talk<'a> {
    fn from(journey: &'a Journey) -> Self {
        Self::of(&journey.meetings, journey.hire_moved)
    }
}

fn rounds(meetings: &Meetings) -> Vec<Round<'_>> {
    let held = meetings.held.iter();
    let held = held.map(|(id, meeting)| (Some(meeting.opening.on), *id, meetings.said(*id)));
    let ahead = meetings.open().is_none();
    let ahead = ahead.then(|| (None, meetings.round_now(), meetings.said_ahead()));
    let all = held.chain(ahead).filter_map(|(on, id, said)| {
        let rating = |party| said.rating(party, Party::Mentor);
        let (hire, mentor) = (rating(Party::Hire), rating(Party::Mentor));
        let rated_on = hire
            .into_iter()
            .chain(mentor)
            .map(|rating| rating.mark.on)
            .max()?;
        let round = Round {
            on: on.unwrap_or(rated_on),
            hire,
            mentor,
        };
        Some((on.is_none(), id, round))
    });
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(is_ahead, id, round)| (*is_ahead, round.on, *id));
    all.into_iter().map(|(.., round)| round).collect()
}

fn points(meetings: &Meetings) -> Vec<OpenPoint<'_>> {
    let closed = meetings.closed();
    let closed: Vec<(ChangeId, NaiveDate)> = (closed.iter())
        .filter_map(|(_, meeting)| Some((meeting.closing.as_ref()?.change, meeting.opening.on)))
        .collect();
    // Looked through once: a year of 1:1s treats many lines.
    let treated = meetings.held.values().flat_map(|meeting| &meeting.treated);
    let discussed = treated.filter(|(_, treatment)| **treatment == Treatment::Discussed);
    let discussed: HashSet<ChangeId> = discussed
        .filter_map(|(topic, _)| match topic {
            Topic::Point { point } => Some(*point),
            _ => None,
        })
        .collect();
    let points = meetings.points.iter();
    let points = points.filter(|(id, _)| !discussed.contains(id));
    let points = points.filter_map(|(id, point)| {
        let was_there = closed.iter().filter(|(closing, _)| id < closing);
        Some(OpenPoint {
            id: *id,
            text: point.shared()?,
            left_over: was_there.map(|(_, on)| *on).collect(),
        })
    });
    points.collect()
}

fn talked(meetings: &Meetings) -> Vec<(&SignalKey, NaiveDate)> {
    // What is ticked in the open 1:1 stands there until that is closed.
    let held = meetings
        .held
        .values()
        .filter(|meeting| meeting.closing.is_some());
    let talked = held.flat_map(|meeting| {
        let treated = meeting.treated.iter();
        let signals = treated.filter_map(|(topic, treatment)| match (topic, treatment) {
            (Topic::Signal { signal }, Treatment::Discussed) => Some(signal),
            _ => None,
        });
        signals.map(|signal| (signal, meeting.opening.on))
    });
    talked.collect()
}
