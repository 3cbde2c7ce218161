//! A plan as a journey holds it, named by its content. The log holds the name; the store keeps each
//! plan once.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use crate::domain::plan::guide::Guide;
use crate::domain::plan::names::ContextName;
use crate::domain::plan::role::{Plan, PlanGoal, Role};

/// The SHA-256 of what a plan says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlanHash([u8; 32]);

/// A text that is not a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a plan is named by 64 hexadecimal digits")]
pub struct NotAHash;

impl std::fmt::Display for PlanHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::fmt::Debug for PlanHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PlanHash({self})")
    }
}

impl std::str::FromStr for PlanHash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let mut bytes = [0; 32];
        let digits = text.as_bytes().chunks(2);
        if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(NotAHash);
        }
        for (byte, digits) in bytes.iter_mut().zip(digits) {
            let digits = std::str::from_utf8(digits).map_err(|_| NotAHash)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| NotAHash)?;
        }
        Ok(Self(bytes))
    }
}

/// What a plan says, as it is kept and hashed: the guide apart, since a start does not read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanText {
    /// The role, the goals and the contexts, as JSON.
    pub outline: String,
    /// The role's guide, as JSON.
    pub guide: String,
}

/// What a plan says besides its guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// What the role is about.
    pub role: Role,
    /// The goals, in the order of the milestones and of the file.
    pub goals: Vec<PlanGoal>,
    /// The contexts that it was fitted to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contexts: Vec<ContextName>,
}

impl Outline {
    /// Returns what a plan says besides its guide.
    pub fn of(plan: &Plan) -> Self {
        Self {
            role: plan.role.clone(),
            goals: plan.goals.clone(),
            contexts: plan.contexts.clone(),
        }
    }
}

impl PlanText {
    /// Returns what a plan says.
    pub fn of(plan: &Plan) -> Self {
        Self {
            outline: serde_json::json!(Outline::of(plan)).to_string(),
            guide: serde_json::json!(plan.guide).to_string(),
        }
    }

    /// Returns the hash of the outline, a line feed and the guide.
    pub fn hash(&self) -> PlanHash {
        let mut hash = Sha256::new();
        hash.update(&self.outline);
        hash.update("\n");
        hash.update(&self.guide);
        PlanHash(hash.finalize().into())
    }

    /// Returns the plan, or `None` if the texts cannot be read as one.
    pub fn plan(&self) -> Option<Plan> {
        let outline: Outline = serde_json::from_str(&self.outline).ok()?;
        let guide: Guide = serde_json::from_str(&self.guide).ok()?;
        Some(Plan {
            role: outline.role,
            goals: outline.goals,
            contexts: outline.contexts,
            guide,
        })
    }
}

/// A journey's copy of a plan. In the log it is only a hash; the store fetches the plan.
#[derive(Clone, Debug)]
pub struct PlanCopy {
    hash: PlanHash,
    plan: Option<Arc<Plan>>,
}

impl PlanCopy {
    /// Returns the copy of a plan.
    pub fn of(plan: Plan) -> Self {
        Self {
            hash: PlanText::of(&plan).hash(),
            plan: Some(Arc::new(plan)),
        }
    }

    /// Returns the copy of a plan whose hash is known already.
    pub fn fetched(hash: PlanHash, plan: Arc<Plan>) -> Self {
        Self {
            hash,
            plan: Some(plan),
        }
    }

    /// Returns the hash of the plan.
    pub fn hash(&self) -> PlanHash {
        self.hash
    }

    /// Returns the plan, or `None` before it is fetched.
    pub fn plan(&self) -> Option<&Plan> {
        self.plan.as_deref()
    }

    /// Fetches the plan from where plans are kept.
    pub fn fetch(&mut self, plan: Arc<Plan>) {
        self.plan = Some(plan);
    }
}

/// Copies with one hash say the same.
impl PartialEq for PlanCopy {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

impl Eq for PlanCopy {}

impl Serialize for PlanCopy {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.hash)
    }
}

impl<'de> Deserialize<'de> for PlanCopy {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let hash = text.parse().map_err(serde::de::Error::custom)?;
        Ok(Self { hash, plan: None })
    }
}
