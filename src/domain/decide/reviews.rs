//! Gate reviews: begun, each goal answered for, graded, and ruled on. The verdict keeps the
//! milestone as it stood.

use chrono::NaiveDate;

use super::{Case, Edits, Refusal, added, optional};
use crate::domain::act::ReviewAct;
use crate::domain::calendar::Calendar;
use crate::domain::change::{ChangeId, Edit, Set, Verb};
use crate::domain::goal::{Deferral, Goal, GoalState, Waiver};
use crate::domain::milestone::Milestone;
use crate::domain::people::Party;
use crate::domain::plan::Slug;
use crate::domain::review::{
    Answer, DimensionAsItStood, GoalAsItStood, Grade, Opening, Review, ReviewEdit, Ruling,
    Snapshot, Verdict,
};
use crate::domain::standing::Standing;
use crate::domain::text;

pub(super) fn verb_of(act: &ReviewAct) -> Verb {
    match act {
        ReviewAct::Start { .. } => Verb::Review,
        ReviewAct::Answer { .. } => Verb::Answer,
        ReviewAct::Grade { .. } => Verb::Grade,
        ReviewAct::Verdict { .. } => Verb::Verdict,
    }
}

impl Case<'_> {
    pub(super) fn review(&self, act: &ReviewAct) -> Edits {
        match act {
            ReviewAct::Start { milestone } => self.start_review(*milestone),
            ReviewAct::Answer { goal, answer } => self.answer(self.goal(goal)?, answer.as_ref()),
            ReviewAct::Grade { dimension, grade } => self.grade(dimension, *grade),
            ReviewAct::Verdict {
                summary,
                verdict,
                rubric,
                calendar,
            } => self.verdict(summary, verdict, rubric, calendar),
        }
    }

    fn open_review(&self) -> Result<(ChangeId, &Review), Refusal> {
        self.journey.reviews.open().ok_or(Refusal::NoReview)
    }

    fn start_review(&self, milestone: Milestone) -> Edits {
        if let Some((_, open)) = self.journey.reviews.open() {
            return Err(Refusal::ReviewOpen(open.opening.milestone.label()));
        }
        if milestone == Milestone::Beyond {
            return Err(Refusal::BadDate(
                "what lies beyond month 12 has no date and no gate review".to_owned(),
            ));
        }
        if self.journey.goals_of(milestone).next().is_none() {
            return Err(Refusal::NothingToDo(format!(
                "the plan has no goals for {}",
                milestone.label()
            )));
        }
        if self.entry.day < self.journey.start {
            return Err(Refusal::BadDate(format!(
                "the journey starts on {}; there is nothing to review before",
                self.journey.start
            )));
        }
        Ok(vec![Edit::Review(ReviewEdit::Opening {
            review: self.entry.id,
            set: added(Opening {
                milestone,
                mark: self.mark(),
            }),
        })])
    }

    fn answer(&self, goal: &Goal, answer: Option<&Answer>) -> Edits {
        let (review, open) = self.open_review()?;
        let milestone = open.opening.milestone;
        let wrong = |words: &str| Err(Refusal::WrongState(goal.number, words.to_owned()));
        if goal.number.milestone != milestone {
            return wrong(&format!("is no goal of {}", milestone.label()));
        }
        let to = match answer {
            Some(Answer::Done) if goal.state() != GoalState::Confirmed => {
                return wrong("is not confirmed, so it cannot be answered for as done");
            }
            Some(Answer::Waived) if goal.state() != GoalState::Waived => {
                return wrong("is not waived; waive it first, with a reason");
            }
            Some(Answer::NotDone { .. }) if goal.state() == GoalState::Confirmed => {
                return wrong("is confirmed, so it is done");
            }
            Some(Answer::NotDone { .. }) if goal.state() == GoalState::Claimed => {
                return wrong("is claimed; confirm it or return it first");
            }
            Some(Answer::NotDone { why }) => Some(Answer::NotDone {
                why: optional("reason", why.as_deref().unwrap_or_default())?,
            }),
            other => other.cloned(),
        };
        let from = open.answers.get(goal.slug()).cloned();
        if from == to {
            return wrong("is answered for in that way already");
        }
        Ok(vec![Edit::Review(ReviewEdit::Answer {
            review,
            goal: goal.slug().clone(),
            set: Set { from, to },
        })])
    }

    fn grade(&self, dimension: &Slug, grade: Option<Grade>) -> Edits {
        let (review, open) = self.open_review()?;
        let party = self.author.party;
        let from = open.grades.get(&(party, dimension.clone())).copied();
        if from == grade {
            let words = "that dimension has that grade already".to_owned();
            return Err(Refusal::NothingToDo(words));
        }
        Ok(vec![Edit::Review(ReviewEdit::Grade {
            review,
            party,
            dimension: dimension.clone(),
            set: Set { from, to: grade },
        })])
    }

    fn verdict(
        &self,
        summary: &str,
        verdict: &Verdict,
        rubric: &[(Slug, String)],
        calendar: &Calendar,
    ) -> Edits {
        let (review, open) = self.open_review()?;
        let milestone = open.opening.milestone;
        let goals: Vec<&Goal> = self.journey.goals_of(milestone).collect();
        let answer_of = |goal: &Goal| match goal.state() {
            GoalState::Confirmed => Some(Answer::Done),
            GoalState::Waived => Some(Answer::Waived),
            GoalState::Claimed => None,
            GoalState::Open | GoalState::Active => open
                .answers
                .get(goal.slug())
                .filter(|answer| matches!(answer, Answer::NotDone { .. }))
                .cloned(),
        };
        let unanswered: Vec<String> = goals
            .iter()
            .filter(|goal| answer_of(goal).is_none())
            .map(|goal| goal.number.to_string())
            .collect();
        if !unanswered.is_empty() {
            return Err(Refusal::Unanswered(unanswered.join(", ")));
        }
        let standing = Standing::of(self.journey, calendar, self.entry.day);
        let left: Vec<&Goal> = goals
            .iter()
            .filter(|goal| !matches!(goal.state(), GoalState::Confirmed | GoalState::Waived))
            .copied()
            .collect();
        let (verdict, follow) = self.follow(verdict, milestone, &left, &standing)?;
        let grade = |party, slug: &Slug| open.grades.get(&(party, slug.clone())).copied();
        let snapshot = Snapshot {
            role: self.journey.role.title.clone(),
            due: standing.dates.milestone_due(milestone),
            goals: goals
                .iter()
                .filter_map(|goal| Some(as_it_stood(goal, &standing, answer_of(goal)?)))
                .collect(),
            health: standing.health.word().to_owned(),
            reasons: standing
                .reasons
                .iter()
                .map(|r| r.what.to_string())
                .collect(),
            grades: rubric
                .iter()
                .map(|(slug, name)| DimensionAsItStood {
                    name: name.clone(),
                    mentor: grade(Party::Mentor, slug),
                    hire: grade(Party::Hire, slug),
                })
                .collect(),
        };
        let mut edits = vec![Edit::Review(ReviewEdit::Verdict {
            review,
            set: added(Box::new(Ruling {
                mark: self.mark(),
                summary: text::note(summary)?,
                verdict,
                snapshot,
            })),
        })];
        edits.extend(follow);
        Ok(edits)
    }

    /// Returns a verdict with its texts cleaned, and what follows for the goals that are open.
    fn follow(
        &self,
        verdict: &Verdict,
        milestone: Milestone,
        left: &[&Goal],
        standing: &Standing<'_>,
    ) -> Result<(Verdict, Vec<Edit>), Refusal> {
        match verdict {
            Verdict::Advance => Ok((Verdict::Advance, Vec::new())),
            Verdict::Extend { to, reason } => {
                let reason = text::line("reason", reason)?;
                let due = standing.dates.milestone_due(milestone);
                if *to <= self.entry.day || due.is_some_and(|due| *to <= due) {
                    return Err(Refusal::BadDate(format!(
                        "{to} extends nothing; name a day after today and after the milestone's date"
                    )));
                }
                let edits = left.iter().map(|goal| self.deferred(goal, *to, &reason));
                let edits = edits.collect();
                Ok((Verdict::Extend { to: *to, reason }, edits))
            }
            Verdict::Replan {
                carried,
                waived,
                reason,
            } => {
                let reason = text::line("reason", reason)?;
                let edits = self.replanned(carried, waived, &reason, milestone, left, standing)?;
                let verdict = Verdict::Replan {
                    carried: carried.clone(),
                    waived: waived.clone(),
                    reason,
                };
                Ok((verdict, edits))
            }
        }
    }

    fn replanned(
        &self,
        carried: &[Slug],
        waived: &[Slug],
        reason: &str,
        milestone: Milestone,
        left: &[&Goal],
        standing: &Standing<'_>,
    ) -> Edits {
        let unsaid: Vec<String> = left
            .iter()
            .filter(|goal| carried.contains(goal.slug()) == waived.contains(goal.slug()))
            .map(|goal| goal.number.to_string())
            .collect();
        if !unsaid.is_empty() {
            return Err(Refusal::Unanswered(format!(
                "{}; a re-plan carries each open goal on or waives it",
                unsaid.join(", ")
            )));
        }
        let next = Milestone::ALL
            .into_iter()
            .find(|next| *next > milestone)
            .and_then(|next| standing.dates.milestone_due(next));
        left.iter()
            .map(|goal| {
                if waived.contains(goal.slug()) {
                    return Ok(self.taken_out(goal, reason));
                }
                let next = next.ok_or_else(|| {
                    let words = "no dated milestone follows; waive the goal or extend to a date";
                    Refusal::BadDate(words.to_owned())
                })?;
                Ok(self.deferred(goal, next, reason))
            })
            .collect()
    }

    fn deferred(&self, goal: &Goal, to: NaiveDate, reason: &str) -> Edit {
        Edit::Deferral {
            goal: goal.slug().clone(),
            set: Set {
                from: goal.deferral.clone(),
                to: Some(Deferral {
                    mark: self.mark(),
                    to,
                    reason: reason.to_owned(),
                    agreed: "gate review".to_owned(),
                }),
            },
        }
    }

    fn taken_out(&self, goal: &Goal, reason: &str) -> Edit {
        Edit::Waiver {
            goal: goal.slug().clone(),
            set: Set {
                from: goal.waiver.clone(),
                to: Some(Waiver {
                    mark: self.mark(),
                    reason: reason.to_owned(),
                    agreed: "gate review".to_owned(),
                }),
            },
        }
    }
}

fn as_it_stood(goal: &Goal, standing: &Standing<'_>, answer: Answer) -> GoalAsItStood {
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
        answer,
    }
}
