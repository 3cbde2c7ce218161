//! A goal inside a journey: what was asked, and what has happened to it since.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Mark;
use crate::domain::plan::role::{Asks, PlanGoal};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::writing::{Evidence, Note};

/// A goal's place in its plan, written `30.2`: the second goal of the 30-day milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GoalNumber {
    /// The milestone it belongs to.
    pub milestone: Milestone,
    /// The place inside the milestone, from 1.
    pub ordinal: usize,
}

impl std::fmt::Display for GoalNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{}.{}", self.milestone.key(), self.ordinal))
    }
}

/// How far a goal has come, a waiver aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// Nobody has begun it.
    #[default]
    Open,
    /// The hire works on it.
    Active {
        /// Who began it, and when.
        begun: Mark,
        /// Why the mentor sent the last claim back, where that happened.
        returned: Option<Returned>,
    },
    /// The hire says that it is done.
    Claimed {
        /// Who began it, and when, where that was said.
        begun: Option<Mark>,
        /// Who claimed it, and when.
        claim: Mark,
    },
    /// The mentor agrees that it is done.
    Confirmed {
        /// Who began it, and when, where that was said.
        begun: Option<Mark>,
        /// Who claimed it, and when.
        claim: Mark,
        /// Who confirmed it, and when.
        confirm: Mark,
    },
}

/// A claim that the mentor sent back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// Who sent it back, and when.
    pub mark: Mark,
    /// What is missing.
    pub reason: String,
}

/// What a goal counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalState {
    /// Nobody has begun it.
    Open,
    /// The hire works on it.
    Active,
    /// The hire says that it is done.
    Claimed,
    /// The mentor agrees.
    Confirmed,
    /// Taken out; it counts on neither side.
    Waived,
}

impl GoalState {
    /// Every state, in the order a goal passes through them.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Active,
        Self::Claimed,
        Self::Confirmed,
        Self::Waived,
    ];

    /// Returns the word that users and files see.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Active => "active",
            Self::Claimed => "claimed",
            Self::Confirmed => "confirmed",
            Self::Waived => "waived",
        }
    }
}

/// An agreement to take a goal out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// Who entered it, and when.
    pub mark: Mark,
    /// Why the goal is taken out.
    pub reason: String,
    /// Who agreed.
    pub agreed: String,
}

impl Waiver {
    /// Returns why the goal is taken out and who agreed.
    pub fn words(&self) -> String {
        format!("{} ({} agreed)", self.reason, self.agreed)
    }
}

/// An agreement to move a goal's date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deferral {
    /// Who entered it, and when.
    pub mark: Mark,
    /// The new date.
    pub to: NaiveDate,
    /// Why the date is moved.
    pub reason: String,
    /// Who agreed.
    pub agreed: String,
}

impl Deferral {
    /// Returns why the date is moved and who agreed.
    pub fn words(&self) -> String {
        format!("{} ({} agreed)", self.reason, self.agreed)
    }
}

/// What a goal waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocker {
    /// Who entered it, and when.
    pub mark: Mark,
    /// Whom the goal waits on.
    pub on: String,
    /// What it waits for.
    pub waits_for: String,
    /// The first day of waiting.
    pub since: NaiveDate,
}

/// A goal of a journey: the plan's text and all that has happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Its place in the plan.
    pub number: GoalNumber,
    /// What the plan asks for.
    pub plan: PlanGoal,
    /// How far it has come.
    pub stage: Stage,
    /// The criteria that are ticked.
    pub ticks: BTreeMap<Slug, Mark>,
    /// The agreement that took it out.
    pub waiver: Option<Waiver>,
    /// The agreement that moved its date.
    pub deferral: Option<Deferral>,
    /// What it waits for.
    pub blocker: Option<Blocker>,
    /// Its notes, oldest first.
    pub notes: BTreeMap<ChangeId, Arc<Note>>,
    /// Its evidence, oldest first.
    pub evidence: BTreeMap<ChangeId, Evidence>,
}

impl Goal {
    /// Returns a goal to which nothing has happened.
    pub fn new(number: GoalNumber, plan: PlanGoal) -> Self {
        Self {
            number,
            plan,
            stage: Stage::Open,
            ticks: BTreeMap::new(),
            waiver: None,
            deferral: None,
            blocker: None,
            notes: BTreeMap::new(),
            evidence: BTreeMap::new(),
        }
    }

    /// Returns whether the goal has a part of this short name.
    pub(super) fn has_part(&self, criterion: &Slug) -> bool {
        self.plan
            .criteria
            .iter()
            .any(|part| part.slug == *criterion)
    }

    /// Returns whether nobody has done anything on the goal yet.
    pub fn is_untouched(&self) -> bool {
        *self == Self::new(self.number, self.plan.clone())
    }

    /// Returns the day of the last thing that was done on the goal and is still there.
    pub fn last_moved(&self) -> Option<NaiveDate> {
        let marks = [self.begun(), self.claim(), self.confirmation()];
        let returned = self.returned().map(|returned| returned.mark.on);
        let ticks = self.ticks.values().map(|mark| mark.on);
        let notes = self.notes.values().map(|note| note.on);
        let evidence = self.evidence.values().map(|evidence| evidence.mark.on);
        let marks = marks.into_iter().flatten().map(|mark| mark.on);
        let days = marks
            .chain(returned)
            .chain(ticks)
            .chain(notes)
            .chain(evidence);
        days.max()
    }

    /// Takes over all that has happened to the goal as an earlier plan had it. A part with a tick
    /// stays where the new plan does not have it.
    pub(super) fn go_on_from(&mut self, mut before: Self) {
        let mut plan = self.plan.clone();
        for criterion in std::mem::take(&mut before.plan.criteria) {
            let has = plan.criteria.iter().any(|c| c.slug == criterion.slug);
            if before.ticks.contains_key(&criterion.slug) && !has {
                plan.criteria.push(criterion);
            }
        }
        *self = Self {
            number: self.number,
            plan,
            ..before
        };
    }

    /// Returns the goal's short name.
    pub fn slug(&self) -> &Slug {
        &self.plan.slug
    }

    /// Returns what the goal counts as.
    pub fn state(&self) -> GoalState {
        match (&self.waiver, &self.stage) {
            (Some(_), _) => GoalState::Waived,
            (None, Stage::Open) => GoalState::Open,
            (None, Stage::Active { .. }) => GoalState::Active,
            (None, Stage::Claimed { .. }) => GoalState::Claimed,
            (None, Stage::Confirmed { .. }) => GoalState::Confirmed,
        }
    }

    /// Returns whether the goal stands on both sides of the percentage.
    pub fn is_counted(&self) -> bool {
        self.waiver.is_none()
    }

    /// Returns whether the goal is claimed or confirmed.
    pub fn is_done(&self) -> bool {
        matches!(self.state(), GoalState::Claimed | GoalState::Confirmed)
    }

    /// Returns whether work is still to be done on it.
    pub fn is_to_do(&self) -> bool {
        matches!(self.state(), GoalState::Open | GoalState::Active)
    }

    /// Returns what the goal waits for, as long as work is still to be done on it.
    pub fn waiting(&self) -> Option<&Blocker> {
        self.blocker.as_ref().filter(|_| self.is_to_do())
    }

    /// Returns how many criteria are ticked and how many there are.
    pub fn parts(&self) -> (usize, usize) {
        let ticked = self
            .plan
            .criteria
            .iter()
            .filter(|criterion| self.ticks.contains_key(&criterion.slug))
            .count();
        (ticked, self.plan.criteria.len())
    }

    /// Returns whether as many criteria are ticked as the goal asks for.
    pub fn parts_suffice(&self) -> bool {
        let (ticked, all) = self.parts();
        match self.plan.asks {
            Asks::All => ticked == all,
            Asks::Any => all == 0 || ticked > 0,
        }
    }

    /// Returns who began it and when, where that is known.
    pub fn begun(&self) -> Option<&Mark> {
        match &self.stage {
            Stage::Open => None,
            Stage::Active { begun, .. } => Some(begun),
            Stage::Claimed { begun, .. } | Stage::Confirmed { begun, .. } => begun.as_ref(),
        }
    }

    /// Returns who claimed it and when, as long as the claim stands.
    pub fn claim(&self) -> Option<&Mark> {
        match &self.stage {
            Stage::Claimed { claim, .. } | Stage::Confirmed { claim, .. } => Some(claim),
            Stage::Open | Stage::Active { .. } => None,
        }
    }

    /// Returns who confirmed it and when.
    pub fn confirmation(&self) -> Option<&Mark> {
        match &self.stage {
            Stage::Confirmed { confirm, .. } => Some(confirm),
            _ => None,
        }
    }

    /// Returns the last claim that was sent back, until the goal is claimed again.
    pub fn returned(&self) -> Option<&Returned> {
        match &self.stage {
            Stage::Active { returned, .. } => returned.as_ref(),
            _ => None,
        }
    }
}
