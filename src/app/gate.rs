//! The gate review of a milestone: its rows, which one is selected, and what a key asks of them.

mod acts;

use chrono::NaiveDate;
use ratatui_textarea::Key::{Backspace, Char, Enter, Esc, Left, Right};

use super::goals;
use super::key::{ALL, Binding, HIRE, HIRE_AND_MENTOR, MENTOR, key, on, shown};
use super::view::{Command as C, Effect, Next, Place, Shared, View};
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Mark, Party};
use crate::domain::record::goal::Goal;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::review::{Grade, Opening, Review, Snapshot};
use crate::domain::telling::rubric::{rubric, ungraded};
use crate::domain::telling::sheet::sheet;

const HERE: &[Place] = &[Place::Gate];

#[rustfmt::skip] // a table: one row a line
pub(super) const KEYS: &[Binding] = &[
    shown(HERE, ALL, &[key(Enter)], C::Open, "open"),
    shown(HERE, MENTOR, &[key(Char(' '))], C::Answer, "not done / grade"),
    on(HERE, HIRE, &[key(Char(' '))], C::Answer, "grade"),
    shown(HERE, HIRE_AND_MENTOR, &[key(Char('1'))], C::Grade(Grade::Below), "below"),
    shown(HERE, HIRE_AND_MENTOR, &[key(Char('2'))], C::Grade(Grade::Meets), "meets"),
    shown(HERE, HIRE_AND_MENTOR, &[key(Char('3'))], C::Grade(Grade::Exceeds), "exceeds"),
    shown(HERE, MENTOR, &[key(Char('c'))], C::Confirm, "confirm"),
    shown(HERE, MENTOR, &[key(Char('r'))], C::Return, "return"),
    shown(HERE, MENTOR, &[key(Char('n'))], C::NotDone, "why"),
    shown(HERE, HIRE, &[key(Char('n'))], C::NotDone, "why"),
    on(HERE, MENTOR, &[key(Char('w'))], C::Waive, "waive"),
    shown(HERE, MENTOR, &[key(Char('v'))], C::Verdict, "verdict"),
    on(HERE, ALL, &[key(Left), key(Char('h'))], C::Left, "a lower grade; the review before"),
    on(HERE, ALL, &[key(Right), key(Char('l'))], C::Right, "a higher grade; the review after"),
    shown(HERE, ALL, &[key(Esc), key(Backspace)], C::Back, "back"),
];

/// What the gate review shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateView {
    /// The milestone.
    pub milestone: Milestone,
    /// Which review of the milestone is shown, counted back from the newest.
    pub back: usize,
    /// The selected row, while the review is open.
    pub cursor: usize,
    /// The first line shown, where nothing can be selected.
    pub scroll: usize,
}

/// How far a review has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateStage {
    /// None was begun at this milestone.
    NotBegun,
    /// It is open.
    Open,
    /// It has its verdict.
    Ruled,
}

/// Something that can be selected in an open review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GateRow {
    /// A goal.
    Goal(Slug),
    /// A dimension of the rubric.
    Dimension(Slug),
    /// The verdict.
    Verdict,
}

impl GateView {
    /// Returns the newest review of a milestone, with the first row selected.
    pub fn new(milestone: Milestone) -> Self {
        Self {
            milestone,
            back: 0,
            cursor: 0,
            scroll: 0,
        }
    }

    /// Returns the review that is shown, where there is one.
    pub fn review<'a>(&self, journey: &'a Journey) -> Option<(ChangeId, &'a Review)> {
        let all: Vec<_> = journey.reviews.all_of(self.milestone).collect();
        all.into_iter().rev().nth(self.back)
    }

    /// Returns how far it has come.
    pub fn stage(&self, journey: &Journey) -> GateStage {
        match self.review(journey) {
            None => GateStage::NotBegun,
            Some((_, review)) if review.verdict.is_none() => GateStage::Open,
            Some(_) => GateStage::Ruled,
        }
    }
}

impl GateView {
    /// Returns the milestone as the review that is shown sees it.
    pub fn sheet(&self, shared: &Shared) -> Option<Snapshot> {
        let journey = shared.journey.as_ref()?;
        let standing = shared.standing()?;
        let dimensions = shared.guide.as_ref().map(rubric).unwrap_or_default();
        // Before a review is begun the page shows what it would begin with.
        let blank = Review::new(Opening {
            milestone: self.milestone,
            mark: Mark {
                by: String::new(),
                on: shared.today,
            },
        });
        let review = self.review(journey).map_or(&blank, |(_, review)| review);
        Some(sheet(journey, review, &dimensions, &standing).into_owned())
    }

    /// Returns how many dimensions the mentor has still to grade in the review that is shown.
    pub fn ungraded(&self, shared: &Shared) -> usize {
        let journey = shared.journey.as_ref();
        let review = journey.and_then(|journey| self.review(journey));
        let rubric = shared.guide.as_ref().map(rubric).unwrap_or_default();
        review.map_or(0, |(_, review)| ungraded(review, &rubric).count())
    }

    /// Returns when the milestone that is shown is to be reviewed again, where its last review
    /// extended it.
    pub fn due_again(&self, shared: &Shared) -> Option<NaiveDate> {
        let journey = shared.journey.as_ref()?;
        let is_newest = self.back == 0 && self.stage(journey) == GateStage::Ruled;
        let standing = shared.standing()?;
        let due = standing.dates.gate_due(&standing.facts, self.milestone);
        due.filter(|_| is_newest)
    }

    /// Returns what can be selected in the review that is shown; nothing where none is open.
    pub fn rows(&self, shared: &Shared) -> Vec<GateRow> {
        let is_open = self.stage_now(shared) == Some(GateStage::Open);
        let Some(sheet) = self.sheet(shared).filter(|_| is_open) else {
            return Vec::new();
        };
        let goals = sheet.goals.into_iter().map(|goal| GateRow::Goal(goal.goal));
        let grades = sheet.grades.into_iter();
        let dimensions = grades.map(|row| GateRow::Dimension(row.dimension));
        goals.chain(dimensions).chain([GateRow::Verdict]).collect()
    }

    /// Returns the selected row of the review that is shown.
    pub fn row(&self, shared: &Shared) -> Option<GateRow> {
        self.rows(shared).into_iter().nth(self.cursor)
    }

    fn stage_now(&self, shared: &Shared) -> Option<GateStage> {
        Some(self.stage(shared.journey.as_ref()?))
    }
}

impl View for GateView {
    fn place(&self) -> Place {
        Place::Gate
    }

    fn selected<'a>(&self, shared: &'a Shared) -> Option<&'a Goal> {
        match self.row(shared)? {
            GateRow::Goal(slug) => shared.goal(&slug),
            _ => None,
        }
    }

    fn fits(&self, shared: &Shared, command: C) -> bool {
        let goal = || self.selected(shared);
        match command {
            // On a dimension the footer names the grades.
            C::Answer => shared.acting == Party::Mentor && goal().is_some_and(Goal::is_to_do),
            C::Grade(_) => matches!(self.row(shared), Some(GateRow::Dimension(_))),
            C::Open => match self.stage_now(shared) {
                Some(GateStage::NotBegun) => shared.acting == Party::Mentor,
                Some(GateStage::Ruled) => self.due_again(shared).is_some(),
                _ => true,
            },
            C::Verdict => self.row(shared).is_some(),
            C::NotDone if matches!(self.row(shared), Some(GateRow::Dimension(_))) => true,
            C::NotDone if shared.acting != Party::Mentor => false,
            C::NotDone | C::Confirm | C::Return => goals::fits(goal(), command),
            _ => true,
        }
    }

    fn reads(&self, shared: &Shared) -> Vec<Effect> {
        shared.read_guide().into_iter().collect()
    }

    fn clamp(&mut self, shared: &Shared) {
        let rows = self.rows(shared).len();
        self.cursor = self.cursor.min(rows.saturating_sub(1));
    }

    /// Moves the selection of an open review, or scrolls another one.
    fn step(&mut self, shared: &Shared, lines: isize) -> Vec<Effect> {
        match self.rows(shared).len() {
            0 => self.scroll = self.scroll.saturating_add_signed(lines).min(shared.limit),
            rows => self.cursor = self.cursor.saturating_add_signed(lines).min(rows - 1),
        }
        Vec::new()
    }

    fn run(&mut self, shared: &mut Shared, command: C) -> Option<Next> {
        Some(match command {
            C::Open => self.enter(shared),
            C::Left => self.sideways(shared, false),
            C::Right => self.sideways(shared, true),
            C::Answer
            | C::NotDone
            | C::Grade(_)
            | C::Verdict
            | C::Confirm
            | C::Return
            | C::Waive => return self.act(shared, command),
            _ => return None,
        })
    }

    fn cursor(&mut self) -> Option<&mut usize> {
        Some(&mut self.cursor)
    }
}

/// Returns the milestone whose review is meant where none is selected: the open one, or the first
/// that is still to be held, or else the last.
pub(super) fn meant(shared: &Shared) -> Option<Milestone> {
    let standing = shared.standing()?;
    let reviews = &standing.journey.reviews;
    if let Some((_, open)) = reviews.open() {
        return Some(open.opening.milestone);
    }
    let mut rows = standing.milestones.iter();
    let to_come = rows.find(|row| {
        let due = standing.dates.gate_due(&standing.facts, row.milestone);
        due.is_some()
    });
    let last = reviews.all.values().next_back();
    to_come
        .map(|row| row.milestone)
        .or_else(|| last.map(|review| review.opening.milestone))
}
