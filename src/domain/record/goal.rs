//! A goal inside a journey: what was asked, and what has happened to it since.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Mark;
use crate::domain::plan::role::{Asks, Criterion, PlanGoal};
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::notes::Notes;
use crate::domain::record::writing::Evidence;
use crate::domain::words::when::full_date;

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
        /// How it was begun.
        begun: Begun,
        /// Why the mentor sent the last claim back, where that happened.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        returned: Option<Returned>,
    },
    /// The hire says that it is done.
    Claimed {
        /// How it was begun, where that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        begun: Option<Begun>,
        /// The claim.
        claim: Claim,
    },
    /// The mentor agrees that it is done.
    Confirmed {
        /// How it was begun, where that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        begun: Option<Begun>,
        /// The claim.
        claim: Claim,
        /// The confirmation.
        confirm: Confirmation,
    },
}

/// How a goal was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// Who began it, and when.
    pub mark: Mark,
    /// Whether a tick began it, so that it ends when the last tick is taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_tick: bool,
}

/// What the hire says of a goal that is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Who claimed it, and when.
    pub mark: Mark,
    /// What the goal asked for then.
    pub asked: Asked,
    /// The wait that the claim ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Box<Blocker>>,
    /// The last claim that was sent back before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<Box<Returned>>,
}

/// What the mentor says of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Who confirmed it, and when.
    pub mark: Mark,
    /// What the goal asked for then.
    pub asked: Asked,
}

/// A claim that the mentor sent back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// Who sent it back, and when.
    pub mark: Mark,
    /// What is missing.
    pub reason: String,
    /// The days on which this and earlier claims were made and sent back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waited: Vec<(NaiveDate, NaiveDate)>,
}

/// What a goal asked for when somebody vouched for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Its title.
    pub title: String,
    /// The beginning of the SHA-256 of all that it asks for.
    pub digest: String,
}

impl Asked {
    /// Returns what a goal asks for: its title, what shows it, and its criteria. Why it matters and
    /// what to watch for ask for nothing.
    pub fn by(plan: &PlanGoal) -> Self {
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update(text);
            hash.update("\n");
        };
        add(&plan.title);
        add(&plan.evidence);
        add(plan.asks.word());
        for criterion in plan.criteria.iter().filter(|criterion| !criterion.dropped) {
            add(&criterion.text);
        }
        let digest = hash.finalize();
        Self {
            title: plan.title.clone(),
            digest: digest
                .iter()
                .take(8)
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        }
    }
}

/// A tick on a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticked {
    /// Who ticked it, and when.
    pub mark: Mark,
    /// What the criterion said then.
    pub text: String,
}

/// Whether the mentor knows of an agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Acknowledgment {
    /// The mentor took part in it.
    #[default]
    NotNeeded,
    /// The mentor has still to see it.
    Wanted,
    /// The mentor has seen it.
    Given(Mark),
}

impl Acknowledgment {
    /// Returns whether nothing has to be acknowledged.
    pub fn is_not_needed(&self) -> bool {
        *self == Self::NotNeeded
    }

    /// Returns whether the mentor has still to see it.
    pub fn is_wanted(&self) -> bool {
        *self == Self::Wanted
    }
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
    /// Whether the mentor knows.
    #[serde(default, skip_serializing_if = "Acknowledgment::is_not_needed")]
    pub acknowledged: Acknowledgment,
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
    /// Whether the mentor knows.
    #[serde(default, skip_serializing_if = "Acknowledgment::is_not_needed")]
    pub acknowledged: Acknowledgment,
    /// The milestone whose date it follows, if the goal was carried to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Milestone>,
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
    pub ticks: BTreeMap<Slug, Ticked>,
    /// The agreement that took it out.
    pub waiver: Option<Waiver>,
    /// The agreement that moved its date.
    pub deferral: Option<Deferral>,
    /// What it waits for.
    pub blocker: Option<Blocker>,
    /// Its notes, oldest first.
    pub notes: Notes,
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
            notes: Notes::default(),
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

    /// Returns whether nobody has done anything on the goal that everybody may know of.
    pub fn is_untouched(&self) -> bool {
        self.stage == Stage::Open
            && self.ticks.is_empty()
            && self.waiver.is_none()
            && self.deferral.is_none()
            && self.blocker.is_none()
            && self.evidence.is_empty()
            && self
                .notes
                .count(|audience, _| audience == Audience::Journey)
                == 0
    }

    /// Returns the day of the last thing that was done on the goal, is still there, and is known to
    /// others than its author.
    pub fn last_moved(&self) -> Option<NaiveDate> {
        let marks = [self.begun(), self.claim(), self.confirmation()];
        let returned = self.returned().map(|returned| returned.mark.on);
        let ticks = self.ticks.values().map(|tick| tick.mark.on);
        let evidence = self.evidence.values().map(|evidence| evidence.mark.on);
        let marks = marks.into_iter().flatten().map(|mark| mark.on);
        let days = marks
            .chain(returned)
            .chain(ticks)
            .chain(self.notes.last_shared())
            .chain(evidence);
        days.max()
    }

    /// Takes over all that has happened to the goal as an earlier plan had it. A part with a tick
    /// stays, marked, where the new plan does not have it.
    pub(super) fn go_on_from(&mut self, mut before: Self) {
        let mut plan = self.plan.clone();
        for criterion in std::mem::take(&mut before.plan.criteria) {
            let has = plan.criteria.iter().any(|c| c.slug == criterion.slug);
            if before.ticks.contains_key(&criterion.slug) && !has {
                plan.criteria.push(Criterion {
                    dropped: true,
                    ..criterion
                });
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

    /// Returns whether the goal stands on both sides of the percentage: it is not waived and still in
    /// the plan.
    pub fn is_counted(&self) -> bool {
        self.waiver.is_none() && !self.plan.dropped
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

    /// Returns the criteria to be shown: those of the plan, and those that left it and are ticked.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        let criteria = self.plan.criteria.iter();
        criteria.filter(|criterion| !criterion.dropped || self.ticks.contains_key(&criterion.slug))
    }

    /// Returns the criteria that the goal asks for and that are not ticked.
    pub fn missing(&self) -> impl Iterator<Item = &Criterion> {
        let criteria = self.criteria();
        criteria.filter(|criterion| !self.ticks.contains_key(&criterion.slug))
    }

    /// Returns how many of the criteria that the goal asks for are ticked, and how many there are.
    pub fn parts(&self) -> (usize, usize) {
        let all = self.criteria().filter(|criterion| !criterion.dropped);
        let all = all.count();
        (all - self.missing().count(), all)
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
            Stage::Active { begun, .. } => Some(&begun.mark),
            Stage::Claimed { begun, .. } | Stage::Confirmed { begun, .. } => {
                begun.as_ref().map(|begun| &begun.mark)
            }
        }
    }

    /// Returns who claimed it and when, as long as the claim stands.
    pub fn claim(&self) -> Option<&Mark> {
        match &self.stage {
            Stage::Claimed { claim, .. } | Stage::Confirmed { claim, .. } => Some(&claim.mark),
            Stage::Open | Stage::Active { .. } => None,
        }
    }

    /// Returns what the goal asked for when it was last claimed or confirmed, if it asks for
    /// something else now.
    pub fn asked_before(&self) -> Option<&Asked> {
        let asked = match &self.stage {
            Stage::Claimed { claim, .. } => &claim.asked,
            Stage::Confirmed { confirm, .. } => &confirm.asked,
            Stage::Open | Stage::Active { .. } => return None,
        };
        Some(asked).filter(|asked| **asked != Asked::by(&self.plan))
    }

    /// Returns the agreements that the mentor has still to acknowledge: the day on which the first was
    /// made, and each in words.
    pub fn unacknowledged(&self) -> Option<(NaiveDate, Vec<String>)> {
        let waiver = self
            .waiver
            .iter()
            .filter(|waiver| waiver.acknowledged.is_wanted());
        let waived = waiver.map(|waiver| (&waiver.mark, format!("waived: {}", waiver.words())));
        let deferral = self
            .deferral
            .iter()
            .filter(|deferral| deferral.acknowledged.is_wanted());
        let deferred = deferral.map(|deferral| {
            let words = format!("moved to {}: {}", full_date(deferral.to), deferral.words());
            (&deferral.mark, words)
        });
        let (marks, words): (Vec<&Mark>, Vec<String>) = waived.chain(deferred).unzip();
        Some((marks.iter().map(|mark| mark.on).min()?, words))
    }

    /// Returns what a criterion said when it was ticked, if it says something else now.
    pub fn said_before(&self, criterion: &Criterion) -> Option<&str> {
        let tick = self.ticks.get(&criterion.slug)?;
        (!criterion.dropped && tick.text != criterion.text).then_some(tick.text.as_str())
    }

    /// Returns the spans of days in which claims that were sent back waited for the mentor.
    pub fn waited(&self) -> &[(NaiveDate, NaiveDate)] {
        let returned = match &self.stage {
            Stage::Active { returned, .. } => returned.as_ref(),
            Stage::Claimed { claim, .. } | Stage::Confirmed { claim, .. } => {
                claim.returned.as_deref()
            }
            Stage::Open => None,
        };
        returned.map_or(&[], |returned| &returned.waited)
    }

    /// Returns who confirmed it and when.
    pub fn confirmation(&self) -> Option<&Mark> {
        match &self.stage {
            Stage::Confirmed { confirm, .. } => Some(&confirm.mark),
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
