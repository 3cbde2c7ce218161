//! Gate reviews: how each goal of a milestone is answered for, the rubric's grades, and a verdict
//! with the milestone as it stood. Knows no rule about who may do what.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Mark, Party};
use crate::domain::record::goal::{Blocker, Goal, GoalState, Waiver};
use crate::domain::record::ids::ChangeId;

/// The gate reviews of a journey, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviews {
    /// The reviews.
    pub all: BTreeMap<ChangeId, Review>,
}

/// One gate review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// What it reviews, and who began it when.
    pub opening: Opening,
    /// How each goal is answered for.
    pub answers: BTreeMap<Slug, Answer>,
    /// The grades of each side, by dimension of the rubric.
    pub grades: BTreeMap<(Party, Slug), Graded>,
    /// The verdict; nothing while the review is open.
    pub verdict: Option<Box<Ruling>>,
}

/// The start of a gate review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The milestone.
    pub milestone: Milestone,
    /// Who began it, and when.
    pub mark: Mark,
}

/// How a goal is answered for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// It is done: the claim is confirmed.
    Done,
    /// It is not done.
    NotDone {
        /// Why, where that was said.
        why: Option<String>,
    },
    /// It is taken out.
    Waived,
}

/// What a side says of a dimension of the rubric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// It does not meet what is asked yet.
    Below,
    /// It meets what is asked.
    Meets,
    /// It exceeds what is asked.
    Exceeds,
}

impl Grade {
    /// Every grade, the lowest first.
    pub const ALL: [Self; 3] = [Self::Below, Self::Meets, Self::Exceeds];

    /// Returns the word that users and files see.
    pub fn word(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Meets => "meets",
            Self::Exceeds => "exceeds",
        }
    }
}

/// A grade, with what its author says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Graded {
    /// The grade.
    pub grade: Grade,
    /// Why, where that was said.
    pub why: Option<String>,
}

/// A grade as it is written down. One without a comment is the bare word, as it was before there
/// were comments.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Bare(Grade),
    Full { grade: Grade, why: String },
}

impl From<Written> for Graded {
    fn from(written: Written) -> Self {
        match written {
            Written::Bare(grade) => Self { grade, why: None },
            Written::Full { grade, why } => Self {
                grade,
                why: Some(why),
            },
        }
    }
}

impl From<Graded> for Written {
    fn from(Graded { grade, why }: Graded) -> Self {
        match why {
            Some(why) => Self::Full { grade, why },
            None => Self::Bare(grade),
        }
    }
}

/// The end of a gate review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Who gave it, and when.
    pub mark: Mark,
    /// What is said of the milestone as a whole.
    pub summary: String,
    /// What follows.
    pub verdict: Verdict,
    /// The milestone as it stood.
    pub snapshot: Snapshot,
    /// The dimensions that counted and that the mentor chose to leave without a grade.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ungraded: Vec<Slug>,
}

/// A milestone as a review sees it. Kept with the verdict, where later changes do not alter it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The hire's name.
    pub hire: String,
    /// The mentor's name, where one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mentor: Option<String>,
    /// The role's name.
    pub role: String,
    /// When the milestone fell due.
    pub due: Option<NaiveDate>,
    /// Its goals, in order.
    pub goals: Vec<GoalAsItStood>,
    /// How the hire did on the whole: the words of the verdict on the journey's health.
    pub health: String,
    /// The reasons, the worst first.
    pub reasons: Vec<String>,
    /// The rubric's dimensions with the grades of both sides.
    pub grades: Vec<DimensionAsItStood>,
    /// The milestone of the review before, whose grades are shown next to the new ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Milestone>,
}

/// A goal as a review sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalAsItStood {
    /// The goal.
    pub goal: Slug,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// How far it had come.
    pub state: GoalState,
    /// How many of its parts were ticked, and how many it has.
    pub parts: (usize, usize),
    /// When it fell due.
    pub due: Option<NaiveDate>,
    /// Who claimed it.
    pub claim: Option<Mark>,
    /// Who confirmed it.
    pub confirmation: Option<Mark>,
    /// The agreement that took it out.
    pub waiver: Option<Waiver>,
    /// What it waited for, where it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocker: Option<Blocker>,
    /// What an edition of the plan changed in it since somebody vouched for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<String>,
    /// What proves it, each by its title.
    pub evidence: Vec<String>,
    /// The links of the evidence, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// How it is answered for; nothing while it still has to be.
    pub answer: Option<Answer>,
}

/// A dimension of the rubric with the grades that both sides gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionAsItStood {
    /// The dimension.
    pub dimension: Slug,
    /// Its name.
    pub name: String,
    /// The mentor's grade.
    pub mentor: Option<Grade>,
    /// The hire's own grade.
    pub hire: Option<Grade>,
    /// What the mentor said of the grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mentor_why: Option<String>,
    /// What the hire said of their own grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hire_why: Option<String>,
    /// The mentor's grade in the review before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mentor_before: Option<Grade>,
    /// The hire's own grade in the review before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hire_before: Option<Grade>,
    /// What the plan asks for at each level: a label and a text each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<(String, String)>,
}

/// What follows from a gate review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// The hire goes on to the next milestone; what is open stays open.
    Advance,
    /// The open goals get another date.
    Extend {
        /// The date.
        to: NaiveDate,
        /// Why.
        reason: String,
    },
    /// The open goals are carried to the next milestone or taken out, one by one.
    Replan {
        /// The goals that are carried on.
        carried: Vec<Slug>,
        /// The goals that are taken out.
        waived: Vec<Slug>,
        /// Why.
        reason: String,
    },
}

impl Review {
    /// Returns a review in which nothing is said yet.
    pub fn new(opening: Opening) -> Self {
        Self {
            opening,
            answers: BTreeMap::new(),
            grades: BTreeMap::new(),
            verdict: None,
        }
    }

    /// Returns how a goal is answered for; nothing where it still has to be. A goal that is
    /// confirmed or waived is answered for by that; a claim is, once it is confirmed or returned.
    pub fn answer_for(&self, goal: &Goal) -> Option<Answer> {
        match goal.state() {
            GoalState::Confirmed => Some(Answer::Done),
            GoalState::Waived => Some(Answer::Waived),
            GoalState::Claimed => None,
            GoalState::Open | GoalState::Active => self
                .answers
                .get(goal.slug())
                .filter(|answer| matches!(answer, Answer::NotDone { .. }))
                .cloned(),
        }
    }
}

impl Ruling {
    /// Returns the names of the dimensions that were left without a grade; nothing if none was.
    pub fn ungraded_names(&self) -> Option<String> {
        let rows = self.snapshot.grades.iter();
        let left = rows.filter(|row| self.ungraded.contains(&row.dimension));
        let names: Vec<&str> = left.map(|row| row.name.as_str()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// Returns the same where there is little room: `not graded: Care, Craft`, `7 dimensions not graded`.
    pub fn ungraded_in_short(&self) -> Option<String> {
        match self.ungraded.len() {
            0..=3 => self
                .ungraded_names()
                .map(|names| format!("not graded: {names}")),
            many => Some(format!("{many} dimensions not graded")),
        }
    }
}

impl Verdict {
    /// Returns the word that users and files see.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Advance => "advance",
            Self::Extend { .. } => "extend",
            Self::Replan { .. } => "re-plan",
        }
    }
}

impl Reviews {
    /// Returns the review that is open.
    pub fn open(&self) -> Option<(ChangeId, &Review)> {
        let mut all = self.all.iter();
        all.find(|(_, review)| review.verdict.is_none())
            .map(|(id, review)| (*id, review))
    }

    /// Returns the verdict that was given last.
    pub fn last_ruling(&self) -> Option<&Ruling> {
        let rulings = self
            .all
            .values()
            .filter_map(|review| review.verdict.as_deref());
        // Of one day's verdicts the one whose review began last.
        rulings.max_by_key(|ruling| ruling.mark.on)
    }

    /// Returns the last verdict on a milestone before this one, with that milestone.
    pub fn ruled_before(&self, milestone: Milestone) -> Option<(Milestone, &Ruling)> {
        let ruled = self.all.values().filter_map(|review| {
            let at = review.opening.milestone;
            Some((at, review.verdict.as_deref()?))
                .filter(|(at, _)| *at < milestone && !at.is(milestone))
        });
        // Of one milestone's reviews the newest, which comes last.
        ruled.max_by_key(|(at, _)| *at)
    }

    /// Returns the newest review of a milestone.
    pub fn of(&self, milestone: Milestone) -> Option<(ChangeId, &Review)> {
        let mut all = self.all.iter().rev();
        all.find(|(_, review)| review.opening.milestone.is(milestone))
            .map(|(id, review)| (*id, review))
    }

    /// Returns the reviews of a milestone, oldest first.
    pub fn all_of(&self, milestone: Milestone) -> impl Iterator<Item = (ChangeId, &Review)> {
        let all = self.all.iter();
        all.filter(move |(_, review)| review.opening.milestone.is(milestone))
            .map(|(id, review)| (*id, review))
    }
}
