//! What the Plan screen shows: a column in focus, a milestone, a goal, a scrolled page.

use super::state::Screen;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::record::goal::Goal;
use crate::domain::record::journey::Journey;

/// A column of the Plan screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// The milestones.
    Milestones,
    /// The goals of the selected milestone.
    #[default]
    Goals,
    /// The selected goal.
    Detail,
}

/// What the Plan screen shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanView {
    /// The column that the arrow keys move in.
    pub column: Column,
    /// The selected milestone, counted among those that hold goals.
    pub milestone: usize,
    /// The selected goal inside the milestone.
    pub goal: usize,
    /// The first line shown of the goal's page.
    pub scroll: usize,
    /// The screen from which the goal was opened, where it was another one.
    pub opened_from: Option<Screen>,
}

impl PlanView {
    /// Returns the milestones of a journey that hold goals.
    pub fn milestones(journey: &Journey) -> Vec<Milestone> {
        journey
            .milestones()
            .iter()
            .filter(|&milestone| journey.goals_of(milestone).next().is_some())
            .collect()
    }

    /// Returns the selected goal.
    pub fn selected<'a>(&self, journey: &'a Journey) -> Option<&'a Goal> {
        let milestone = *Self::milestones(journey).get(self.milestone)?;
        journey.goals_of(milestone).nth(self.goal)
    }

    /// Selects a goal.
    pub fn select(&mut self, journey: &Journey, slug: &Slug) {
        let Some(goal) = journey.goal(slug) else {
            return;
        };
        let milestones = Self::milestones(journey);
        self.milestone = milestones
            .iter()
            .position(|&milestone| milestone == goal.number.milestone)
            .unwrap_or(0);
        self.goal = goal.number.ordinal.saturating_sub(1);
        self.scroll = 0;
    }

    /// Moves the selection by lines; past the end of a milestone it goes on in the next one.
    pub fn step(&mut self, journey: &Journey, lines: isize) {
        match self.column {
            Column::Detail => self.scroll = self.scroll.saturating_add_signed(lines),
            Column::Milestones => {
                let last = Self::milestones(journey).len().saturating_sub(1);
                self.milestone = self.milestone.saturating_add_signed(lines).min(last);
                self.goal = 0;
                self.scroll = 0;
            }
            Column::Goals => {
                let here = self.selected(journey).map(Goal::slug);
                let place = journey
                    .goals
                    .iter()
                    .position(|goal| Some(goal.slug()) == here)
                    .unwrap_or(0);
                let last = journey.goals.len().saturating_sub(1);
                let target = place.saturating_add_signed(lines).min(last);
                if let Some(goal) = journey.goals.get(target) {
                    self.select(journey, &goal.slug().clone());
                }
            }
        }
    }
}
