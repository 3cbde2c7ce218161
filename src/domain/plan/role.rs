//! What a role asks for, before anybody follows it. Knows no journey and no file format.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::plan::guide::Guide;
use crate::domain::plan::mentoring::{FirstStep, Question};
use crate::domain::plan::milestone::{Milestone, Milestones};
use crate::domain::plan::names::ContextName;
use crate::domain::plan::names::Slug;

/// What a role asks for: its milestones with goals, and what the role is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What the role is about.
    pub role: Role,
    /// The goals, in the order of the milestones and of the file.
    pub goals: Vec<PlanGoal>,
    /// The contexts that it was fitted to, in the order in which they were chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contexts: Vec<ContextName>,
    /// The role's guide.
    #[serde(default)]
    pub guide: Guide,
}

/// What a role is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The plan's short name.
    pub slug: Slug,
    /// The role's name.
    pub title: String,
    /// Which edition of the plan this is; a newer one has a higher number.
    pub edition: u32,
    /// Where the facts of the plan come from.
    pub source: String,
    /// The role in a sentence or two.
    pub summary: String,
    /// What the role is there for.
    pub mission: String,
    /// What success in the role looks like.
    pub success: String,
    /// What high performance in the role looks like.
    pub high_performance: Vec<String>,
    /// The milestones.
    #[serde(default, skip_serializing_if = "Milestones::are_six")]
    pub milestones: Milestones,
    /// What each milestone is about.
    pub themes: BTreeMap<Milestone, String>,
    /// What is done around day 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub first_steps: Vec<FirstStep>,
    /// What is asked in each kind of 1:1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
}

/// One outcome that a plan asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanGoal {
    /// The goal's short name.
    pub slug: Slug,
    /// The milestone it belongs to.
    pub milestone: Milestone,
    /// The outcome, beginning with a verb.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// What counts as evidence.
    pub evidence: String,
    /// The mistake to watch for, where there is a typical one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pitfall: Option<String>,
    /// How many of the criteria are asked for.
    #[serde(default)]
    pub asks: Asks,
    /// The parts that can be ticked; none where the goal is one piece.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// The context that added the goal, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Slug>,
    /// Whether the plan no longer has the goal, which stays in the journey because something was
    /// done on it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dropped: bool,
}

/// How many of its criteria a goal asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    /// Every one of them.
    #[default]
    All,
    /// One of them.
    Any,
}

impl Asks {
    /// Returns the word that files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Any => "any",
        }
    }
}

/// A part of a goal that can be ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// The part's short name, unique inside its goal.
    pub slug: Slug,
    /// The part in words.
    pub text: String,
    /// Whether the plan no longer has it; it stays in the journey because it is ticked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dropped: bool,
}

impl Criterion {
    /// Returns a part of a goal as a plan has it.
    pub const fn new(slug: Slug, text: String) -> Self {
        Self {
            slug,
            text,
            dropped: false,
        }
    }
}
