//! What the gate review of a milestone shows: the review, its rows, and which one is selected.

use chrono::NaiveDate;

use super::state::State;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Mark;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::review::Snapshot;
use crate::domain::record::review::{Opening, Review};
use crate::domain::telling::sheet::{rubric, sheet};

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

impl State {
    /// Returns the milestone as the review that is shown sees it.
    pub fn gate_sheet(&self) -> Option<Snapshot> {
        let (view, journey) = (self.gate.as_ref()?, self.journey.as_ref()?);
        let standing = self.standing()?;
        let dimensions = self.guide.as_ref().map(rubric).unwrap_or_default();
        // Before a review is begun the page shows what it would begin with.
        let blank = Review::new(Opening {
            milestone: view.milestone,
            mark: Mark {
                by: String::new(),
                on: self.today,
            },
        });
        let review = view.review(journey).map_or(&blank, |(_, review)| review);
        Some(sheet(journey, review, &dimensions, &standing).into_owned())
    }

    /// Returns when the milestone that is shown is to be reviewed again, where its last review
    /// extended it.
    pub fn gate_due_again(&self) -> Option<NaiveDate> {
        let (view, journey) = (self.gate.as_ref()?, self.journey.as_ref()?);
        let is_newest = view.back == 0 && view.stage(journey) == GateStage::Ruled;
        let date = self.standing()?.dates.milestone_due(view.milestone)?;
        journey
            .reviews
            .due(view.milestone, date)
            .filter(|_| is_newest)
    }

    /// Returns what can be selected in the review that is shown; nothing where none is open.
    pub fn gate_rows(&self) -> Vec<GateRow> {
        let stage = self.gate.as_ref().zip(self.journey.as_ref());
        let is_open = stage.is_some_and(|(view, journey)| view.stage(journey) == GateStage::Open);
        let Some(sheet) = self.gate_sheet().filter(|_| is_open) else {
            return Vec::new();
        };
        let goals = sheet.goals.into_iter().map(|goal| GateRow::Goal(goal.goal));
        let grades = sheet.grades.into_iter();
        let dimensions = grades.map(|row| GateRow::Dimension(row.dimension));
        goals.chain(dimensions).chain([GateRow::Verdict]).collect()
    }

    /// Returns the selected row of the review that is shown.
    pub fn gate_row(&self) -> Option<GateRow> {
        let cursor = self.gate.as_ref()?.cursor;
        self.gate_rows().into_iter().nth(cursor)
    }
}
