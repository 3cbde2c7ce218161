//! What judgments read of a journey: days, states and names, and no long texts. Made of a journey, or
//! by the store of its rows.

use chrono::NaiveDate;

use crate::domain::plan::calendar::Calendar;
use crate::domain::plan::mentoring::FirstStep;
use crate::domain::plan::milestone::{Milestone, Milestones};
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::People;
use crate::domain::record::action::Action;
use crate::domain::record::course::End;
use crate::domain::record::goal::{Blocker, Goal, GoalNumber, GoalState, Returned};
use crate::domain::record::ids::{ChangeId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::{Meeting, Meetings};
use crate::domain::record::review::{Review, Verdict};

/// The facts of a journey.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The journey.
    pub id: JourneyId,
    /// Who takes part.
    pub people: &'a People,
    /// The plan's short name.
    pub plan: &'a Slug,
    /// The role's name.
    pub title: &'a str,
    /// Day 1.
    pub start: NaiveDate,
    /// The milestones: those of the plan, and those of goals that are no longer in it.
    pub milestones: Milestones,
    /// How and when it ended; nothing while it goes on.
    pub ended: Option<(End, NaiveDate)>,
    /// The working days, less the leaves.
    pub calendar: Calendar,
    /// The goals, in the order of the plan; those that it no longer has are among them.
    pub goals: Vec<GoalFacts<'a>>,
    /// The 1:1s.
    pub meetings: Vec<MeetingFacts>,
    /// The day agreed for the next 1:1.
    pub next_meeting: Option<NaiveDate>,
    /// The gate reviews, oldest first.
    pub reviews: Vec<ReviewFacts>,
    /// The first steps that were not taken.
    pub first_steps: Vec<&'a FirstStep>,
}

/// The facts of a goal.
#[derive(Clone, Copy, Debug)]
pub struct GoalFacts<'a> {
    /// Its place in the plan.
    pub number: GoalNumber,
    /// Its short name.
    pub slug: &'a Slug,
    /// What it is called.
    pub title: &'a str,
    /// What it counts as.
    pub state: GoalState,
    /// Whether the plan no longer has it: it counts nowhere.
    pub dropped: bool,
    /// The day of the claim that stands.
    pub claimed: Option<NaiveDate>,
    /// The day of each claim that was sent back and the day it was: in between it waited on the
    /// mentor.
    pub waited: &'a [(NaiveDate, NaiveDate)],
    /// The day that its date was moved to.
    pub deferred: Option<NaiveDate>,
    /// The milestone that it was carried to, whose date it follows.
    pub follows: Option<Milestone>,
    /// What it waits for, as long as work is still to be done on it.
    pub waits: Option<Wait<'a>>,
}

/// What a goal waits for.
#[derive(Clone, Copy, Debug)]
pub struct Wait<'a> {
    /// Whom it waits on.
    pub on: &'a str,
    /// For what.
    pub what: &'a str,
    /// The first day of waiting.
    pub since: NaiveDate,
}

/// What is owed in a journey, which its verdict does not ask for: read only where it is told.
#[derive(Clone, Debug, Default)]
pub struct Owed<'a> {
    /// The claims that were sent back and not made again.
    pub returned: Vec<(GoalNumber, &'a Returned)>,
    /// The actions that are not done, in the order in which they were agreed.
    pub actions: Vec<(ChangeId, &'a Action)>,
}

/// The facts of a 1:1.
#[derive(Clone, Copy, Debug)]
pub struct MeetingFacts {
    /// The day it counts for.
    pub on: NaiveDate,
    /// Whether it is still open.
    pub is_open: bool,
}

/// The facts of a gate review.
#[derive(Clone, Copy, Debug)]
pub struct ReviewFacts {
    /// The milestone.
    pub milestone: Milestone,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a gate review.
#[derive(Clone, Copy, Debug)]
pub enum Outcome {
    /// Nothing yet.
    Open,
    /// The milestone is to be reviewed again on a day.
    Extended(NaiveDate),
    /// The milestone is settled.
    Settled,
}

impl<'a> Facts<'a> {
    /// Returns the day as of which the journey is looked at: the given one, or the day it went into
    /// the archive if that lies before. Nothing falls late in a journey that has ended.
    pub fn as_of(&self, today: NaiveDate) -> NaiveDate {
        self.ended.map_or(today, |(_, ended)| ended.min(today))
    }

    /// Returns the goals of the milestones up to and with one; those beyond all dates are never
    /// among them.
    pub fn up_to(&self, milestone: Milestone) -> impl Iterator<Item = GoalFacts<'a>> + '_ {
        let goals = self.goals.iter().copied();
        goals.filter(move |goal| {
            let own = goal.number.milestone;
            own <= milestone && own.is_dated()
        })
    }

    /// Returns the 1:1 that is open.
    pub fn open_meeting(&self) -> Option<MeetingFacts> {
        self.meetings.iter().copied().find(|held| held.is_open)
    }
}

impl GoalFacts<'_> {
    /// Returns whether the goal stands on both sides of the percentage.
    pub fn is_counted(&self) -> bool {
        self.state != GoalState::Waived && !self.dropped
    }

    /// Returns whether the goal is taken out by an agreement.
    pub fn is_waived(&self) -> bool {
        self.state == GoalState::Waived && !self.dropped
    }

    /// Returns whether the goal counts, by a date that was agreed.
    pub fn is_deferred(&self) -> bool {
        self.is_counted() && self.deferred.is_some()
    }

    /// Returns whether the goal is claimed or confirmed.
    pub fn is_done(&self) -> bool {
        !self.dropped && matches!(self.state, GoalState::Claimed | GoalState::Confirmed)
    }

    /// Returns whether work is still to be done on it.
    pub fn is_to_do(&self) -> bool {
        !self.dropped && matches!(self.state, GoalState::Open | GoalState::Active)
    }
}

impl<'a> From<&'a Journey> for Facts<'a> {
    fn from(journey: &'a Journey) -> Self {
        let archive = journey.archive.as_ref();
        Self {
            id: journey.id,
            people: &journey.people,
            plan: &journey.role.slug,
            title: &journey.role.title,
            start: journey.start,
            milestones: journey.milestones(),
            ended: archive.map(|archive| (archive.end, archive.mark.on)),
            calendar: journey.calendar(),
            goals: journey.goals.iter().map(GoalFacts::from).collect(),
            meetings: MeetingFacts::all(&journey.meetings),
            next_meeting: journey.meetings.next,
            reviews: journey.reviews.all.values().map(review).collect(),
            first_steps: (journey.role.first_steps.iter())
                .filter(|step| !journey.meetings.first_steps.contains_key(&step.slug))
                .collect(),
        }
    }
}

impl<'a> From<&'a Goal> for GoalFacts<'a> {
    fn from(goal: &'a Goal) -> Self {
        Self {
            number: goal.number,
            slug: goal.slug(),
            title: &goal.plan.title,
            state: goal.state(),
            dropped: goal.plan.dropped,
            claimed: goal.claim().map(|claim| claim.on),
            waited: goal.waited(),
            deferred: goal.deferral.as_ref().map(|deferral| deferral.to),
            follows: goal.deferral.as_ref().and_then(|deferral| deferral.follows),
            waits: goal.waiting().map(Wait::from),
        }
    }
}

impl<'a> From<&'a Blocker> for Wait<'a> {
    fn from(blocker: &'a Blocker) -> Self {
        Self {
            on: &blocker.on,
            what: &blocker.waits_for,
            since: blocker.since,
        }
    }
}

impl<'a> From<&'a Journey> for Owed<'a> {
    fn from(journey: &'a Journey) -> Self {
        let goals = journey.goals.iter();
        let returned = goals.filter_map(|goal| Some((goal.number, goal.returned()?)));
        let actions = journey.meetings.actions.iter();
        Self {
            returned: returned.collect(),
            actions: actions
                .filter(|(_, action)| action.is_open())
                .map(|(id, action)| (*id, action))
                .collect(),
        }
    }
}

impl MeetingFacts {
    /// Returns the facts of every 1:1.
    pub fn all(meetings: &Meetings) -> Vec<Self> {
        let facts = |meeting: &Meeting| Self {
            on: meeting.opening.on,
            is_open: meeting.closing.is_none(),
        };
        meetings.held.values().map(facts).collect()
    }
}

fn review(review: &Review) -> ReviewFacts {
    ReviewFacts {
        milestone: review.opening.milestone,
        outcome: match review.verdict.as_ref().map(|ruling| &ruling.verdict) {
            None => Outcome::Open,
            Some(Verdict::Extend { to, .. }) => Outcome::Extended(*to),
            Some(Verdict::Advance | Verdict::Replan { .. }) => Outcome::Settled,
        },
    }
}
