//! What somebody can ask of a journey. Knows neither who may nor what follows from it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::plan::mentoring::Occasion;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Party, PersonId};
use crate::domain::plan::role::Plan;
use crate::domain::plan::week::Week;
use crate::domain::record::course::End;
use crate::domain::record::device::Vouched;
use crate::domain::record::ids::{ChangeId, DeviceId};
use crate::domain::record::meeting::{Topic, Treatment};
use crate::domain::record::rating::Aspect;
use crate::domain::record::review::{Answer, Grade, Verdict};
use crate::domain::record::writing::Visibility;

/// A machine with a key of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// Its name.
    pub device: DeviceId,
    /// Whose it is.
    pub person: PersonId,
    /// Its public key, in OpenSSH's format.
    pub key: String,
}

/// Something that somebody wants to do. Texts are as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Begin a goal.
    Begin {
        /// The goal.
        goal: Slug,
    },
    /// Take back that a goal was begun.
    Unbegin {
        /// The goal.
        goal: Slug,
    },
    /// Claim a goal as done.
    Claim {
        /// The goal.
        goal: Slug,
    },
    /// Take a claim back.
    Unclaim {
        /// The goal.
        goal: Slug,
    },
    /// Confirm a claim.
    Confirm {
        /// The goal.
        goal: Slug,
    },
    /// Send a claim back.
    Return {
        /// The goal.
        goal: Slug,
        /// What is missing.
        reason: String,
    },
    /// Tick a criterion.
    Tick {
        /// The goal.
        goal: Slug,
        /// The criterion.
        criterion: Slug,
    },
    /// Take a tick back.
    Untick {
        /// The goal.
        goal: Slug,
        /// The criterion.
        criterion: Slug,
    },
    /// Write a note on a goal, or on the journey where no goal is named.
    Note {
        /// The goal.
        goal: Option<Slug>,
        /// Markdown, several lines.
        text: String,
        /// Who may read it.
        visibility: Visibility,
        /// Whether it asks something that the next 1:1 should answer.
        question: bool,
        /// The 1:1 that it belongs to.
        meeting: Option<ChangeId>,
    },
    /// Give evidence.
    Evidence {
        /// The goal.
        goal: Slug,
        /// An `http`, `https`, `mailto` or `file` link, or a path.
        link: String,
        /// What it is; may be empty.
        label: String,
    },
    /// Write the mentor's paragraph in the summary.
    Summarize {
        /// Markdown.
        text: String,
    },
    /// Say what a goal waits for.
    Block {
        /// The goal.
        goal: Slug,
        /// Whom it waits on.
        on: String,
        /// What it waits for.
        waits_for: String,
        /// The first day of waiting; the day of the change where it is left out.
        since: Option<NaiveDate>,
    },
    /// Say that a goal no longer waits.
    Clear {
        /// The goal.
        goal: Slug,
    },
    /// Take a goal out.
    Waive {
        /// The goal.
        goal: Slug,
        /// Why.
        reason: String,
        /// Who agreed.
        agreed: String,
    },
    /// Move a goal's date.
    Defer {
        /// The goal.
        goal: Slug,
        /// The new date.
        to: NaiveDate,
        /// Why.
        reason: String,
        /// Who agreed.
        agreed: String,
    },
    /// Say that the mentor knows of a waiver or deferral.
    Acknowledge {
        /// The goal.
        goal: Slug,
    },
    /// Take a waiver and a deferral back.
    Restore {
        /// The goal.
        goal: Slug,
    },
    /// Correct the name of who plays a party.
    Rename {
        /// The party.
        party: Party,
        /// The name.
        name: String,
    },
    /// Name another person for a party; an empty name leaves the place free.
    Name {
        /// The party.
        party: Party,
        /// The name.
        name: String,
    },
    /// Move day 1.
    MoveStart {
        /// The new day 1.
        to: NaiveDate,
    },
    /// Enter a leave.
    Leave {
        /// The first day away.
        from: NaiveDate,
        /// The last day away.
        until: NaiveDate,
        /// Why; may be empty.
        reason: String,
        /// Who may read why.
        visibility: Visibility,
    },
    /// Change the days of a leave.
    MoveLeave {
        /// The leave.
        leave: ChangeId,
        /// The first day away.
        from: NaiveDate,
        /// The last day away.
        until: NaiveDate,
    },
    /// Take a leave back.
    DropLeave {
        /// The leave.
        leave: ChangeId,
    },
    /// Set the days of a week that are worked.
    Week {
        /// The days.
        week: Week,
    },
    /// Add days off, each with its name if it has one.
    AddHolidays {
        /// The days.
        days: BTreeMap<NaiveDate, Option<String>>,
    },
    /// Take days off out.
    DropHolidays {
        /// The days.
        days: Vec<NaiveDate>,
    },
    /// Take a plan in place of the journey's own. It is fitted to the journey's contexts already.
    Update {
        /// The plan.
        plan: Box<Plan>,
        /// Who agreed, if somebody did: it may drop or move goals. May be empty.
        agreed: String,
    },
    /// Do something in the 1:1s.
    Meeting(MeetingAct),
    /// Do something in a gate review.
    Review(ReviewAct),
    /// Put the journey into the archive.
    Archive {
        /// Why it ended.
        end: End,
        /// What is to be said of it; may be empty.
        reason: String,
    },
    /// Take the journey out of the archive.
    Unarchive,
    /// Admit a machine for somebody.
    Admit {
        /// The machine.
        machine: Machine,
        /// The machine at which this is done.
        own: Machine,
        /// What that one vouches for.
        vouched: Vec<Vouched>,
    },
    /// Retire a machine.
    Retire {
        /// The machine.
        device: DeviceId,
    },
}

/// Who does an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// A part of the journey.
    Party(Party),
    /// A person or a team outside the journey.
    Outside(String),
}

/// Something that somebody wants to do in the 1:1s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeetingAct {
    /// Start one.
    Start {
        /// What kind it is; nothing for the one whose turn it is.
        occasion: Option<Occasion>,
    },
    /// Say that a first step was taken, or that it was not after all.
    TakeStep {
        /// The step.
        step: Slug,
        /// Whether it was.
        taken: bool,
    },
    /// Add a point to talk about.
    Point {
        /// What it is.
        text: String,
        /// Who may read it.
        visibility: Visibility,
    },
    /// Say what was done with a line of the agenda of the open one; nothing takes it back.
    Treat {
        /// The line.
        topic: Topic,
        /// What was done.
        treatment: Option<Treatment>,
    },
    /// Enter an action.
    Action {
        /// What is to be done.
        text: String,
        /// Who does it.
        owner: Whom,
        /// By when.
        due: Option<NaiveDate>,
        /// The goal that it serves.
        goal: Option<Slug>,
        /// The line of the open 1:1 that it is made of, which is then discussed.
        topic: Option<Topic>,
    },
    /// Change what an action asks for; what is left out stays.
    ChangeAction {
        /// The action.
        action: ChangeId,
        /// What is to be done.
        text: Option<String>,
        /// Who does it.
        owner: Option<Whom>,
        /// By when; an inner nothing takes the date off.
        due: Option<Option<NaiveDate>>,
    },
    /// Say that an action is not going to be done.
    DropAction {
        /// The action.
        action: ChangeId,
        /// Why.
        reason: String,
    },
    /// Say that an action is done, or that it is open after all.
    Finish {
        /// The action.
        action: ChangeId,
        /// Whether it is done.
        done: bool,
    },
    /// Rate, from 1 to 5 each, in the open one, or ahead of the next one.
    Rate {
        /// How clear it is what is expected.
        role_clarity: u8,
        /// How sure the hire is to manage it.
        confidence: u8,
        /// How much the hire belongs.
        belonging: u8,
        /// A line beside it; may be empty.
        words: String,
        /// A sentence on each; what has none is left out or empty.
        why: BTreeMap<Aspect, String>,
    },
    /// Show what was rated and held back, as far as the other side may see it now.
    Reveal,
    /// Close the open one.
    Close {
        /// The day of the next one; nothing where none is agreed.
        next: Option<NaiveDate>,
        /// Whether claims may stay unanswered.
        leave_claims: bool,
    },
    /// Agree on the day of the next one, or take it back.
    Next {
        /// The day.
        on: Option<NaiveDate>,
    },
}

/// Something that somebody wants to do in a gate review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewAct {
    /// Begin one.
    Start {
        /// The milestone.
        milestone: Milestone,
    },
    /// Answer for a goal in the open one; nothing takes the answer back.
    Answer {
        /// The goal.
        goal: Slug,
        /// The answer.
        answer: Option<Answer>,
    },
    /// Grade a dimension of the rubric in the open one; nothing takes the grade back.
    Grade {
        /// The dimension.
        dimension: Slug,
        /// The grade.
        grade: Option<Grade>,
        /// Why. Nothing keeps what was said before; an empty text takes that back.
        why: Option<String>,
    },
    /// Give the verdict of the open one.
    Verdict {
        /// What is said of the milestone as a whole.
        summary: String,
        /// What follows.
        verdict: Verdict,
        /// Whether dimensions may stay without the mentor's grade.
        leave_ungraded: bool,
    },
}

impl Act {
    /// Returns the name that would take the place of whoever acts, if that is a mentor or a manager;
    /// empty if the place would be free.
    pub fn gives_away(&self, acting: Party) -> Option<&str> {
        match self {
            Self::Name { party, name } if *party == acting && *party != Party::Hire => {
                Some(name.trim())
            }
            _ => None,
        }
    }

    /// Returns whether what follows from it depends on the role's guide.
    pub fn reads_guide(&self) -> bool {
        matches!(
            self,
            Self::Update { .. } | Self::Review(ReviewAct::Grade { .. } | ReviewAct::Verdict { .. })
        )
    }

    /// Returns the goal that it is about, where it is about one.
    pub fn goal(&self) -> Option<&Slug> {
        match self {
            Self::Begin { goal }
            | Self::Unbegin { goal }
            | Self::Acknowledge { goal }
            | Self::Claim { goal }
            | Self::Unclaim { goal }
            | Self::Confirm { goal }
            | Self::Return { goal, .. }
            | Self::Tick { goal, .. }
            | Self::Untick { goal, .. }
            | Self::Evidence { goal, .. }
            | Self::Block { goal, .. }
            | Self::Clear { goal }
            | Self::Waive { goal, .. }
            | Self::Defer { goal, .. }
            | Self::Restore { goal } => Some(goal),
            Self::Note { goal, .. } => goal.as_ref(),
            Self::Review(ReviewAct::Answer { goal, .. }) => Some(goal),
            Self::Meeting(MeetingAct::Action { goal, .. }) => goal.as_ref(),
            Self::Meeting(MeetingAct::Treat {
                topic: Topic::Goal { goal } | Topic::Agreement { goal },
                ..
            }) => Some(goal),
            Self::Summarize { .. }
            | Self::Name { .. }
            | Self::MoveStart { .. }
            | Self::Rename { .. }
            | Self::Leave { .. }
            | Self::MoveLeave { .. }
            | Self::DropLeave { .. }
            | Self::Week { .. }
            | Self::AddHolidays { .. }
            | Self::DropHolidays { .. }
            | Self::Update { .. }
            | Self::Meeting(_)
            | Self::Review(_)
            | Self::Archive { .. }
            | Self::Unarchive
            | Self::Admit { .. }
            | Self::Retire { .. } => None,
        }
    }
}
