//! A role's guide: pages of short entries beside the goals. One table says what each page holds;
//! reading, checking and printing follow it.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::plan::milestone::{Milestone, Milestones};
use crate::domain::plan::names::Slug;

/// What a page of the guide holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// The key of its entries in a plan file.
    pub key: &'static str,
    /// The page's name in a command: `onramp plan show ROLE metrics`.
    pub page: &'static str,
    /// The page's heading.
    pub title: &'static str,
    /// What the entries are grouped by.
    pub group: Group,
    /// The key of an entry's name, where entries have one.
    pub name: Option<&'static str>,
    /// The keys of an entry's texts, each with the label that people read; an empty label where
    /// the text speaks for itself.
    pub texts: &'static [(&'static str, &'static str)],
    /// The key of the milestones at which an entry counts, where entries may say that.
    pub milestones: Option<&'static str>,
    /// The key of the text that names a day counted from day 1, if there is one.
    pub day: Option<&'static str>,
}

/// What the entries of a page are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Nothing.
    None,
    /// A text of the plan's own.
    Free(&'static str),
    /// One of some words, each with its heading.
    Words(&'static str, &'static [(&'static str, &'static str)]),
}

/// The pages of a guide, in the order in which they are read.
pub const KINDS: &[Kind] = &[
    Kind {
        key: "responsibility",
        page: "responsibilities",
        title: "What you do",
        group: Group::Words(
            "area",
            &[
                ("strategy", "Strategy"),
                ("operations", "Operations"),
                ("technical", "Technical work"),
                ("partners", "Across teams"),
                ("governance", "Governance and quality"),
                ("leadership", "Leadership"),
            ],
        ),
        name: None,
        texts: &[("what", "")],
        milestones: None,
        day: None,
    },
    Kind {
        key: "deliverable",
        page: "deliverables",
        title: "Deliverables",
        group: Group::Free("group"),
        name: Some("name"),
        texts: &[("what", "")],
        milestones: None,
        day: None,
    },
    Kind {
        key: "metric",
        page: "metrics",
        title: "Metrics",
        group: Group::None,
        name: Some("name"),
        texts: &[
            ("measures", "measures"),
            ("why", "why"),
            ("target", "target"),
            ("frequency", "how often"),
        ],
        milestones: None,
        day: None,
    },
    Kind {
        key: "skill",
        page: "skills",
        title: "Skills",
        group: Group::Words(
            "tier",
            &[
                ("must", "Must have"),
                ("good", "Good to have"),
                ("advanced", "Advanced"),
                ("emerging", "Emerging"),
            ],
        ),
        name: Some("name"),
        texts: &[
            ("importance", "importance"),
            ("what", "covers"),
            ("use", "used for"),
        ],
        milestones: None,
        day: None,
    },
    Kind {
        key: "soft_skill",
        page: "soft-skills",
        title: "Soft skills",
        group: Group::None,
        name: Some("name"),
        texts: &[
            ("why", "why"),
            ("looks_like", "looks like"),
            ("strong", "strong"),
        ],
        milestones: None,
        day: None,
    },
    Kind {
        key: "person",
        page: "people",
        title: "People",
        group: Group::Words(
            "side",
            &[
                ("inside", "Inside the company"),
                ("outside", "Outside the company"),
            ],
        ),
        name: Some("name"),
        texts: &[("settle", "")],
        milestones: None,
        day: None,
    },
    Kind {
        key: "collaboration",
        page: "collaboration",
        title: "Collaboration",
        group: Group::Words(
            "kind",
            &[
                ("peer", "Peers"),
                ("upstream", "What you depend on"),
                ("downstream", "Who depends on you"),
                ("nature", "How you work together"),
                ("authority", "Who decides"),
                ("escalation", "Where to escalate"),
            ],
        ),
        name: None,
        texts: &[("what", "")],
        milestones: None,
        day: None,
    },
    Kind {
        key: "environment",
        page: "environment",
        title: "Environment and team",
        group: Group::Words(
            "part",
            &[
                ("infrastructure", "Infrastructure"),
                ("application", "Applications"),
                ("data", "Data"),
                ("security", "Security"),
                ("delivery", "How work is delivered"),
                ("process", "Agile and software development"),
                ("scale", "Scale and complexity"),
                ("team", "Team topology"),
            ],
        ),
        name: None,
        texts: &[("what", "")],
        milestones: None,
        day: None,
    },
    Kind {
        key: "rhythm",
        page: "rhythm",
        title: "Rhythm",
        group: Group::Words(
            "when",
            &[
                ("daily", "Every day"),
                ("weekly", "Every week"),
                ("monthly", "Every month or quarter"),
                ("ritual", "Meetings that recur"),
                ("incident", "When something breaks"),
            ],
        ),
        name: None,
        texts: &[("what", "")],
        milestones: None,
        day: None,
    },
    Kind {
        key: "first_step",
        page: "first-steps",
        title: "First steps",
        group: Group::Words(
            "owner",
            &[
                ("mentor", "The mentor"),
                ("manager", "The manager"),
                ("hire", "The hire"),
            ],
        ),
        name: Some("step"),
        texts: &[("by", "by")],
        milestones: None,
        day: Some("by"),
    },
    Kind {
        key: "question",
        page: "questions",
        title: "Questions for the 1:1",
        group: Group::Words(
            "meeting",
            &[
                ("first", "In the first one"),
                ("weekly", "In a weekly one"),
                ("monthly", "In a monthly one"),
                ("career", "In one about the career"),
            ],
        ),
        name: None,
        texts: &[("ask", "")],
        milestones: None,
        day: None,
    },
    Kind {
        key: "tool",
        page: "tools",
        title: "Tools",
        group: Group::Free("category"),
        name: Some("name"),
        texts: &[("use", ""), ("common", "how common")],
        milestones: None,
        day: None,
    },
    Kind {
        key: "decision",
        page: "decisions",
        title: "Decisions",
        group: Group::Words(
            "who",
            &[
                ("alone", "Yours alone"),
                ("team", "With the team"),
                ("manager", "The manager's or above"),
            ],
        ),
        name: None,
        texts: &[("what", "")],
        milestones: None,
        day: None,
    },
    Kind {
        key: "authority",
        page: "authority",
        title: "Authority",
        group: Group::None,
        name: Some("area"),
        texts: &[("scope", "")],
        milestones: None,
        day: None,
    },
    Kind {
        key: "career",
        page: "career",
        title: "Career",
        group: Group::Words(
            "kind",
            &[
                ("from", "Where people come from"),
                ("next", "Next roles"),
                ("adjacent", "Neighbouring roles"),
                ("promotion", "What promotion asks for"),
                ("evolution", "How the role grows"),
            ],
        ),
        name: Some("name"),
        texts: &[("what", "")],
        milestones: None,
        day: None,
    },
    Kind {
        key: "background",
        page: "background",
        title: "Background",
        group: Group::Words(
            "kind",
            &[
                ("experience", "Experience"),
                ("education", "Education"),
                ("certificate", "Certificates"),
                ("prior-role", "Prior roles"),
                ("domain", "Domain knowledge"),
                ("leadership", "Leadership experience"),
            ],
        ),
        name: None,
        texts: &[("what", "")],
        milestones: None,
        day: None,
    },
    Kind {
        key: "risk",
        page: "risks",
        title: "Risks",
        group: Group::Words(
            "kind",
            &[
                ("challenge", "Challenges"),
                ("bottleneck", "Bottlenecks"),
                ("habit", "Habits to avoid"),
                ("shortfall", "Why people fall short"),
                ("consequence", "What it costs the company"),
            ],
        ),
        name: Some("name"),
        texts: &[("what", "")],
        milestones: None,
        day: None,
    },
    Kind {
        key: "ai",
        page: "ai",
        title: "What AI changes",
        group: Group::Words(
            "kind",
            &[
                ("takes-over", "What AI takes over"),
                ("stays", "What stays with people"),
                ("changes", "What changes"),
                ("expects", "What is expected anew"),
            ],
        ),
        name: Some("name"),
        texts: &[("what", "")],
        milestones: None,
        day: None,
    },
    Kind {
        key: "rubric",
        page: "rubric",
        title: "Rubric",
        group: Group::None,
        name: Some("dimension"),
        texts: &[("meets", "meets"), ("exceeds", "exceeds")],
        milestones: Some("milestones"),
        day: None,
    },
];

/// A role's guide.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// The pages that hold entries, in the order of [`KINDS`].
    pub pages: Vec<Page>,
    /// The entries that belong to each goal.
    pub links: BTreeMap<Slug, Vec<Link>>,
}

/// An entry of a guide, named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What its page holds.
    #[serde(serialize_with = "kind_to_key", deserialize_with = "kind_of_key")]
    pub kind: &'static Kind,
    /// Its short name.
    pub slug: Slug,
}

/// A page of a guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// What it holds.
    #[serde(serialize_with = "kind_to_key", deserialize_with = "kind_of_key")]
    pub kind: &'static Kind,
    /// Its entries, in the order of the file.
    pub entries: Vec<Entry>,
}

/// An entry of a guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its short name, unique on its page.
    pub slug: Slug,
    /// What it is grouped by, where the page has groups: a text of its own, or one of the words.
    pub group: Option<String>,
    /// Its name, where the page's entries have one.
    pub name: Option<String>,
    /// Its texts, in the order of the kind's keys.
    pub texts: Vec<String>,
    /// The keys of the milestones at which it counts; none if it counts at all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<String>,
}

impl Guide {
    /// Returns the page of a kind's key, where the guide has it.
    pub fn page(&self, key: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.kind.key == key)
    }
}

impl Entry {
    /// Returns whether it counts at a milestone.
    pub fn counts_at(&self, milestone: Milestone) -> bool {
        let keys = &self.milestones;
        keys.is_empty() || keys.iter().any(|key| key == milestone.key())
    }

    /// Returns the milestones at which it counts, in words; nothing if it counts at all of them.
    /// `milestones` are the plan's.
    pub fn counts_where(&self, milestones: &Milestones) -> Option<String> {
        let label = |key: &String| match milestones.keyed(key) {
            Some(milestone) => milestone.label(),
            None => key.clone(),
        };
        let labels: Vec<String> = self.milestones.iter().map(label).collect();
        (!labels.is_empty()).then(|| labels.join(", "))
    }
}

impl Page {
    /// Returns an entry by its short name.
    pub fn entry(&self, slug: &Slug) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.slug == *slug)
    }
}

fn kind_to_key<S: Serializer>(kind: &'static Kind, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(kind.key)
}

fn kind_of_key<'de, D: Deserializer<'de>>(from: D) -> Result<&'static Kind, D::Error> {
    let key = String::deserialize(from)?;
    KINDS
        .iter()
        .find(|kind| kind.key == key)
        .ok_or_else(|| serde::de::Error::custom(format!("no page of a guide holds ‘{key}’")))
}
