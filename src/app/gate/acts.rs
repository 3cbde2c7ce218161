//! What a key asks of a gate review: begin it, answer, grade, rule.

use super::{GateRow, GateStage, GateView};
use crate::app::command::Command as C;
use crate::app::form::FormKind;
use crate::app::message::Next;
use crate::app::pick::Pick;
use crate::app::shared::Shared;
use crate::domain::acts::act::{Act, ReviewAct};
use crate::domain::plan::guide::Link;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::goal::GoalState;
use crate::domain::record::review::{Answer, Grade};
use crate::domain::telling::rubric::RUBRIC;

const MENTOR_ANSWERS: &str = "The mentor answers for the goals; you grade yourself below.";

impl GateView {
    /// Does what a command asks of the open review; says why nothing can be done where it is not.
    pub(super) fn act(&self, shared: &mut Shared, command: C) -> Option<Next> {
        let why = match self.stage_now(shared) {
            Some(GateStage::Open) => None,
            Some(GateStage::Ruled) => Some("This review has its verdict and stays as it is."),
            _ => Some("This review is not begun yet; the mentor begins it with Enter."),
        };
        if let Some(why) = why {
            return Some(shared.object(why));
        }
        Some(match command {
            C::Verdict => verdict(shared, self),
            C::Grade(grade) => match self.row(shared) {
                Some(GateRow::Dimension(slug)) => set_grade(shared, slug, Some(grade)),
                _ => shared.object("Choose a dimension of the rubric first."),
            },
            C::NotDone => match self.row(shared) {
                Some(GateRow::Dimension(slug)) => self.why(shared, slug),
                Some(GateRow::Goal(_)) if shared.acting != Party::Mentor => {
                    shared.object(MENTOR_ANSWERS)
                }
                Some(GateRow::Goal(slug)) if can_be_not_done(shared, &slug) => {
                    Next::FillIn(FormKind::NotDone(slug))
                }
                Some(GateRow::Goal(_)) => Next::NOTHING,
                _ => shared.object("Choose a goal or a dimension first."),
            },
            C::Answer => self.answer(shared),
            _ => return None,
        })
    }

    /// Opens the selected row, or goes on with a review that is not open: begins it, or the next one.
    pub(super) fn enter(&mut self, shared: &mut Shared) -> Next {
        match self.stage_now(shared) {
            Some(GateStage::Open) => self.open(shared),
            Some(GateStage::NotBegun) => begin(self.milestone),
            Some(GateStage::Ruled) => self.again(shared),
            None => Next::NOTHING,
        }
    }

    /// Opens the selected goal, the selected dimension in the guide, or the verdict.
    fn open(&self, shared: &mut Shared) -> Next {
        match self.row(shared) {
            Some(GateRow::Goal(slug)) => Next::Goal(slug),
            Some(GateRow::Dimension(slug)) => match self.entry(shared, &slug) {
                Some(link) => Next::Entry(link),
                None => shared.object("The plan has no such dimension any more."),
            },
            Some(GateRow::Verdict) => verdict(shared, self),
            None => Next::NOTHING,
        }
    }

    /// Returns the guide's entry on a dimension.
    fn entry(&self, shared: &Shared, dimension: &Slug) -> Option<Link> {
        let page = shared.guide.as_ref()?.page(RUBRIC)?;
        page.entry(dimension)?;
        Some(Link {
            kind: page.kind,
            slug: dimension.clone(),
        })
    }

    /// Begins another review of a milestone where an extension has come due; says when it does,
    /// where it has not.
    fn again(&mut self, shared: &mut Shared) -> Next {
        let milestone = self.milestone;
        match self.due_again(shared) {
            Some(due) if due <= shared.today => {
                *self = Self::new(milestone);
                begin(milestone)
            }
            _ => {
                let key = milestone.key();
                shared.object(format!(
                    "This review is over. `onramp gate start {key}` begins another one."
                ))
            }
        }
    }

    /// Answers for the selected goal, changes the grade of the selected dimension, or goes on to
    /// the verdict.
    fn answer(&self, shared: &mut Shared) -> Next {
        match self.row(shared) {
            Some(GateRow::Goal(slug)) => {
                if shared.acting != Party::Mentor {
                    return shared.object(MENTOR_ANSWERS);
                }
                if !can_be_not_done(shared, &slug) {
                    return Next::NOTHING;
                }
                let open = shared.journey.as_ref().and_then(|j| j.reviews.open());
                let said = open.is_some_and(|(_, review)| review.answers.contains_key(&slug));
                let answer = (!said).then_some(Answer::NotDone { why: None });
                Act::Review(ReviewAct::Answer { goal: slug, answer }).into()
            }
            Some(GateRow::Dimension(slug)) => {
                let next = match own_grade(shared, &slug) {
                    None => Some(Grade::Below),
                    Some(Grade::Below) => Some(Grade::Meets),
                    Some(Grade::Meets) => Some(Grade::Exceeds),
                    Some(Grade::Exceeds) => None,
                };
                set_grade(shared, slug, next)
            }
            Some(GateRow::Verdict) => verdict(shared, self),
            None => Next::NOTHING,
        }
    }

    /// Asks for the comment on the acting side's grade of a dimension.
    fn why(&self, shared: &mut Shared, dimension: Slug) -> Next {
        if own_grade(shared, &dimension).is_none() {
            return shared.object("Grade it first: 1, 2 or 3.");
        }
        let sheet = self.sheet(shared);
        let mut rows = sheet.into_iter().flat_map(|sheet| sheet.grades);
        let row = rows.find(|row| row.dimension == dimension);
        Next::FillIn(FormKind::GradeWhy {
            party: shared.acting,
            name: row.map_or_else(|| dimension.to_string(), |row| row.name),
            dimension,
        })
    }

    /// Changes the grade of the selected dimension by one, or turns to an older or newer review.
    pub(super) fn sideways(&mut self, shared: &Shared, right: bool) -> Next {
        if self.stage_now(shared) == Some(GateStage::Open) {
            let Some(GateRow::Dimension(slug)) = self.row(shared) else {
                return Next::NOTHING;
            };
            let next = match (own_grade(shared, &slug), right) {
                (None, true) | (Some(Grade::Meets), false) => Some(Grade::Below),
                (Some(Grade::Below), true) | (Some(Grade::Exceeds), false) => Some(Grade::Meets),
                (Some(Grade::Meets | Grade::Exceeds), true) => Some(Grade::Exceeds),
                (None | Some(Grade::Below), false) => None,
            };
            return set_grade(shared, slug, next);
        }
        if let Some(journey) = &shared.journey {
            let count = journey.reviews.all_of(self.milestone).count();
            self.back = match right {
                true => self.back.saturating_sub(1),
                false => (self.back + 1).min(count.saturating_sub(1)),
            };
            self.scroll = 0;
        }
        Next::NOTHING
    }
}

fn begin(milestone: Milestone) -> Next {
    Act::Review(ReviewAct::Start { milestone }).into()
}

/// Returns whether a goal can be answered for as not done; says why not where it cannot.
fn can_be_not_done(shared: &mut Shared, slug: &Slug) -> bool {
    let goal = shared.goal(slug);
    let Some(goal) = goal else {
        return false;
    };
    let number = goal.number;
    let words = match goal.state() {
        GoalState::Open | GoalState::Active => return true,
        GoalState::Claimed => format!("{number} is claimed: c confirms it, r returns it."),
        GoalState::Confirmed => format!("{number} is confirmed, and answered for by that."),
        GoalState::Waived => format!("{number} is waived, and answered for by that."),
    };
    shared.complain(words);
    false
}

fn own_grade(shared: &Shared, dimension: &Slug) -> Option<Grade> {
    let (_, review) = shared.journey.as_ref()?.reviews.open()?;
    let key = (shared.acting, dimension.clone());
    Some(review.grades.get(&key)?.grade)
}

fn set_grade(shared: &Shared, dimension: Slug, grade: Option<Grade>) -> Next {
    if own_grade(shared, &dimension) == grade {
        return Next::NOTHING;
    }
    let why = None;
    Act::Review(ReviewAct::Grade {
        dimension,
        grade,
        why,
    })
    .into()
}

/// Asks for the verdict: which one where goals are open, and then for the words.
fn verdict(shared: &mut Shared, view: &GateView) -> Next {
    if shared.acting != Party::Mentor {
        return shared.object("The mentor gives the verdict; a acts as the mentor.");
    }
    let Some(sheet) = view.sheet(shared) else {
        return Next::NOTHING;
    };
    let open: Vec<&str> = sheet
        .unanswered()
        .map(|goal| goal.number.as_str())
        .collect();
    if !open.is_empty() {
        shared.complain(format!("Still to be answered for: {}.", open.join(", ")));
        return Next::NOTHING;
    }
    let left = sheet.goals.iter().filter(|goal| goal.is_left());
    let left: Vec<Slug> = left.map(|goal| goal.goal.clone()).collect();
    if left.is_empty() {
        return Next::FillIn(FormKind::Advance);
    }
    shared.offer(verdicts(left));
    Next::NOTHING
}

/// Returns the list of the verdicts that can be given with some goals still open.
fn verdicts(left: Vec<Slug>) -> Pick {
    let goals = match left.len() {
        1 => "1 goal".to_owned(),
        count => format!("{count} goals"),
    };
    let choices = [
        ("advance", "left open", FormKind::Advance),
        ("extend to a date", "moved", FormKind::Extend),
        ("re-plan", "carried or waived", FormKind::Replan(left)),
    ];
    let choices = choices.map(|(words, beside, kind)| {
        let beside = format!("{goals} {beside}");
        (words.to_owned(), beside, Next::FillIn(kind))
    });
    Pick::new("The verdict", choices.into())
}
