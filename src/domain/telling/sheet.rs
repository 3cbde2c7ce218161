//! A gate review as it is read: the milestone as it stands while the review is open, and as it
//! stood once it has its verdict. Pure; decides nothing.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::domain::judgment::standing::Standing;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Mark, Party};
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::journey::Journey;
use crate::domain::record::review::{Answer, Grade, Review, Ruling, Verdict};
use crate::domain::record::review::{DimensionAsItStood, GoalAsItStood, Snapshot};
use crate::domain::telling::rubric::{Dimension, counting};
use crate::domain::wording::{gates, goals};

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
    /// `rubric` is the plan's. A grade of a dimension that does not count there, from an earlier
    /// edition, is kept at the end; under its short name if the rubric does not hold it any more.
    pub fn now(
        journey: &Journey,
        review: &Review,
        rubric: &[Dimension],
        standing: &Standing<'_>,
    ) -> Self {
        let milestone = review.opening.milestone;
        let before = journey.reviews.ruled_before(milestone);
        let before = before.filter(|(_, ruling)| ruling.snapshot.is_graded());
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
            grades: grades(review, rubric, before.map(|(_, ruling)| ruling)),
            before: before.map(|(at, _)| at),
        }
    }

    /// Returns the goals that still have to be answered for.
    pub fn unanswered(&self) -> impl Iterator<Item = &GoalAsItStood> {
        self.goals.iter().filter(|goal| goal.answer.is_none())
    }

    fn is_graded(&self) -> bool {
        let mut rows = self.grades.iter();
        rows.any(|row| row.mentor.is_some() || row.hire.is_some())
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

    /// Returns what proves it, each piece by its title and its link. A sheet of an earlier version
    /// kept no links.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let links = self.links.iter().map(|link| Some(link.as_str()));
        let titles = self.evidence.iter().map(String::as_str);
        titles.zip(links.chain(std::iter::repeat(None)))
    }

    /// Returns what proves it in words, each piece with its link in full.
    pub fn evidence_in_full(&self) -> impl Iterator<Item = String> {
        self.pieces().map(|(title, link)| in_full(title, link))
    }

    /// Returns whether the goal is left over: neither confirmed nor taken out.
    pub fn is_left(&self) -> bool {
        !matches!(self.state, GoalState::Confirmed | GoalState::Waived)
    }
}

/// Returns a piece of evidence with its link in full, where that says more than the title.
pub fn in_full(title: &str, link: Option<&str>) -> String {
    match link {
        Some(link) if link != title => format!("{title}: {link}"),
        _ => title.to_owned(),
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

    /// Returns what a side said of its grade.
    pub fn why(&self, party: Party) -> Option<&str> {
        match party {
            Party::Mentor => self.mentor_why.as_deref(),
            Party::Hire => self.hire_why.as_deref(),
            Party::Manager => None,
        }
    }

    /// Returns the grade that a side gave in the review before.
    pub fn before(&self, party: Party) -> Option<Grade> {
        match party {
            Party::Mentor => self.mentor_before,
            Party::Hire => self.hire_before,
            Party::Manager => None,
        }
    }
}

/// Returns a review as it is read: the milestone as it stood where it has its verdict, or else as
/// it stands.
pub fn sheet<'a>(
    journey: &Journey,
    review: &'a Review,
    rubric: &[Dimension],
    standing: &Standing<'_>,
) -> Cow<'a, Snapshot> {
    match &review.verdict {
        Some(ruling) => Cow::Borrowed(&ruling.snapshot),
        None => Cow::Owned(Snapshot::now(journey, review, rubric, standing)),
    }
}

fn grades(
    review: &Review,
    rubric: &[Dimension],
    before: Option<&Ruling>,
) -> Vec<DimensionAsItStood> {
    let asked = counting(rubric, review.opening.milestone);
    let asked = asked.map(|dimension| &dimension.slug);
    let graded = review.grades.keys().map(|(_, slug)| slug);
    let mut slugs: Vec<&Slug> = Vec::new();
    for slug in asked.chain(graded) {
        if !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    let row = |slug: &Slug| {
        let known = rubric.iter().find(|dimension| dimension.slug == *slug);
        graded_dimension(slug, known, review, before)
    };
    slugs.into_iter().map(row).collect()
}

fn graded_dimension(
    slug: &Slug,
    known: Option<&Dimension>,
    review: &Review,
    before: Option<&Ruling>,
) -> DimensionAsItStood {
    let graded = |party| review.grades.get(&(party, slug.clone()));
    let said = |party| graded(party).and_then(|graded| graded.why.clone());
    let before = before.and_then(|before| {
        let mut rows = before.snapshot.grades.iter();
        rows.find(|row| row.dimension == *slug)
    });
    DimensionAsItStood {
        dimension: slug.clone(),
        name: known.map_or_else(|| slug.to_string(), |known| known.name.clone()),
        mentor: graded(Party::Mentor).map(|graded| graded.grade),
        hire: graded(Party::Hire).map(|graded| graded.grade),
        mentor_why: said(Party::Mentor),
        hire_why: said(Party::Hire),
        mentor_before: before.and_then(|row| row.mentor),
        hire_before: before.and_then(|row| row.hire),
        levels: known.map_or_else(Vec::new, |known| known.levels.clone()),
    }
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
        links: goal
            .evidence
            .values()
            .map(|evidence| evidence.link.clone())
            .collect(),
        answer: review.answer_for(goal),
    }
}
