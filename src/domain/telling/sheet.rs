//! A gate review as it is read: the milestone as it stands while the review is open, and as it
//! stood once it has its verdict. Pure; decides nothing.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::domain::judgment::standing::Standing;
use crate::domain::plan::guide::Guide;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Mark, Party};
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::journey::Journey;
use crate::domain::record::review::{Answer, Grade, Review, Ruling, Verdict};
use crate::domain::record::review::{DimensionAsItStood, GoalAsItStood, Snapshot};
use crate::domain::wording::{gates, goals};

/// The key of the guide's page that holds the rubric.
const RUBRIC: &str = "rubric";

/// Returns when a review falls due: on the milestone's date, or on the day to which the review
/// before it extended that.
fn due_of(journey: &Journey, review: &Review, standing: &Standing<'_>) -> Option<NaiveDate> {
    let milestone = review.opening.milestone;
    let before = journey.reviews.all_of(milestone);
    let before = before.take_while(|(_, other)| *other != review).last();
    let extended = before.and_then(|(_, before)| match &before.verdict.as_ref()?.verdict {
        Verdict::Extend { to, .. } => Some(standing.dates.agreed(*to, None)),
        _ => None,
    });
    extended.or_else(|| standing.dates.milestone_due(milestone))
}

impl Snapshot {
    /// Returns the milestone as it stands, for a review of it that is open.
    ///
    /// `rubric` names the dimensions. A grade of another dimension, from an earlier edition of the
    /// plan, is kept at the end under its short name.
    pub fn now(
        journey: &Journey,
        review: &Review,
        rubric: &[(Slug, String)],
        standing: &Standing<'_>,
    ) -> Self {
        let milestone = review.opening.milestone;
        Self {
            hire: journey.people.hire().to_owned(),
            mentor: journey.people.mentor().map(str::to_owned),
            role: journey.role.title.clone(),
            due: due_of(journey, review, standing),
            goals: journey
                .goals_of(milestone)
                .filter(|goal| !goal.plan.dropped)
                .map(|goal| as_it_stands(goal, standing, review))
                .collect(),
            health: standing.health.word().to_owned(),
            reasons: standing
                .reasons
                .iter()
                .map(|reason| reason.what.clone())
                .collect(),
            grades: grades(review, rubric),
        }
    }

    /// Returns the goals that still have to be answered for.
    pub fn unanswered(&self) -> impl Iterator<Item = &GoalAsItStood> {
        self.goals.iter().filter(|goal| goal.answer.is_none())
    }
}

impl GoalAsItStood {
    /// Returns how the goal is answered for, in words.
    pub fn answer_words(&self) -> String {
        match (&self.answer, self.state) {
            (Some(Answer::Done), _) => "done".to_owned(),
            (Some(Answer::Waived), _) => "waived".to_owned(),
            (Some(Answer::NotDone { why: Some(why) }), _) => format!("not done: {why}"),
            (Some(Answer::NotDone { why: None }), _) => "not done".to_owned(),
            (None, GoalState::Claimed) => "to be confirmed or returned".to_owned(),
            (None, _) => "to be answered for".to_owned(),
        }
    }

    /// Returns what is known of the goal beside its answer: who confirmed it, why it is waived,
    /// how far it came. `date` writes a date.
    pub fn known(&self, date: impl Fn(NaiveDate) -> String) -> Vec<String> {
        let marked =
            |word: &str, mark: &Mark| format!("{word} by {} on {}", mark.by, date(mark.on));
        let first = match (&self.waiver, &self.confirmation, &self.claim) {
            (Some(waiver), _, _) => format!(
                "waived by {} on {}, agreed with {}: {}",
                waiver.mark.by,
                date(waiver.mark.on),
                waiver.agreed,
                waiver.reason
            ),
            (None, Some(mark), _) => marked("confirmed", mark),
            (None, None, Some(mark)) => marked("claimed", mark),
            (None, None, None) => match self.due {
                Some(due) => format!("{}, due {}", self.state.word(), date(due)),
                None => self.state.word().to_owned(),
            },
        };
        let mut known = vec![first];
        known.extend(goals::parts(self.parts));
        if let Some(blocker) = &self.blocker {
            known.push(goals::waits(blocker, None, &date));
        }
        known.extend(self.changed.clone());
        known
    }

    /// Returns whether the goal is left over: neither confirmed nor taken out.
    pub fn is_left(&self) -> bool {
        !matches!(self.state, GoalState::Confirmed | GoalState::Waived)
    }
}

impl Ruling {
    /// Returns the verdict and what follows for the goals that were open. `date` writes a date.
    pub fn words(&self, date: impl Fn(NaiveDate) -> String) -> String {
        let word = self.verdict.word();
        let left = self.snapshot.goals.iter().filter(|goal| goal.is_left());
        let follows = match (&self.verdict, left.count()) {
            (Verdict::Advance, left) => match gates::stay_open(left) {
                None => return word.to_owned(),
                Some(words) => words,
            },
            (Verdict::Extend { to, .. }, _) => format!("the open goals have until {}", date(*to)),
            (
                Verdict::Replan {
                    carried, waived, ..
                },
                _,
            ) => {
                let parts = [(carried, "carried on"), (waived, "waived")];
                let parts = parts.iter().filter(|(goals, _)| !goals.is_empty());
                let parts: Vec<String> = parts
                    .map(|(goals, word)| format!("{} {word}", self.numbers(goals)))
                    .collect();
                parts.join("; ")
            }
        };
        format!("{word}: {follows}")
    }

    fn numbers(&self, slugs: &[Slug]) -> String {
        let goals = self.snapshot.goals.iter();
        let named = goals.filter(|goal| slugs.contains(&goal.goal));
        let numbers: Vec<&str> = named.map(|goal| goal.number.as_str()).collect();
        numbers.join(", ")
    }
}

impl DimensionAsItStood {
    /// Returns the grade that a side gave.
    pub fn grade(&self, party: Party) -> Option<Grade> {
        match party {
            Party::Mentor => self.mentor,
            Party::Hire => self.hire,
            Party::Manager => None,
        }
    }
}

/// Returns a review as it is read: the milestone as it stood where it has its verdict, or else as
/// it stands.
pub fn sheet<'a>(
    journey: &Journey,
    review: &'a Review,
    rubric: &[(Slug, String)],
    standing: &Standing<'_>,
) -> Cow<'a, Snapshot> {
    match &review.verdict {
        Some(ruling) => Cow::Borrowed(&ruling.snapshot),
        None => Cow::Owned(Snapshot::now(journey, review, rubric, standing)),
    }
}

/// Returns the dimensions of a guide's rubric, each with its name.
pub fn rubric(guide: &Guide) -> Vec<(Slug, String)> {
    let entries = guide.page(RUBRIC).map(|page| page.entries.as_slice());
    let named = entries.unwrap_or_default().iter().map(|entry| {
        let name = entry.name.clone();
        (
            entry.slug.clone(),
            name.unwrap_or_else(|| entry.slug.to_string()),
        )
    });
    named.collect()
}

/// Returns what a dimension of a guide's rubric asks for: a label and a text each.
pub fn asked<'a>(guide: &'a Guide, dimension: &Slug) -> Vec<(&'static str, &'a str)> {
    let page = guide.page(RUBRIC);
    let entry = page.and_then(|page| Some((page.kind, page.entry(dimension)?)));
    let Some((kind, entry)) = entry else {
        return Vec::new();
    };
    let labels = kind.texts.iter().map(|(_, label)| *label);
    labels.zip(entry.texts.iter().map(String::as_str)).collect()
}

fn grades(review: &Review, rubric: &[(Slug, String)]) -> Vec<DimensionAsItStood> {
    let mut grades: Vec<DimensionAsItStood> = Vec::new();
    let graded = review.grades.keys();
    let others = graded.map(|(_, slug)| (slug, slug.as_str()));
    let asked = rubric.iter().map(|(slug, name)| (slug, name.as_str()));
    for (slug, name) in asked.chain(others) {
        if grades.iter().any(|row| row.dimension == *slug) {
            continue;
        }
        let grade = |party| review.grades.get(&(party, slug.clone())).copied();
        grades.push(DimensionAsItStood {
            dimension: slug.clone(),
            name: name.to_owned(),
            mentor: grade(Party::Mentor),
            hire: grade(Party::Hire),
        });
    }
    grades
}

fn as_it_stands(goal: &Goal, standing: &Standing<'_>, review: &Review) -> GoalAsItStood {
    GoalAsItStood {
        goal: goal.slug().clone(),
        number: goal.number.to_string(),
        title: goal.plan.title.clone(),
        state: goal.state(),
        parts: goal.parts(),
        due: standing.dates.goal_due(goal),
        claim: goal.claim().cloned(),
        confirmation: goal.confirmation().cloned(),
        waiver: goal.waiver.clone(),
        blocker: goal.waiting().cloned(),
        changed: goals::changed(goal),
        evidence: goal
            .evidence
            .values()
            .map(|evidence| evidence.title().to_owned())
            .collect(),
        answer: review.answer_for(goal),
    }
}
