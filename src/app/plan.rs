//! What the Plan screen shows: a column in focus, a milestone, a goal, a scrolled page.

use super::key::Binding;
use super::view::{Command as C, Effect, Next, Place, Screen, Shared, Target, View};
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::record::goal::Goal;
use crate::domain::record::journey::Journey;

/// None of its own: it shares those of a goal with Today.
pub(super) const KEYS: &[Binding] = &[];

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
    pub fn goal<'a>(&self, journey: &'a Journey) -> Option<&'a Goal> {
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

    /// Opens a goal, from whichever screen.
    pub(super) fn open(&mut self, journey: &Journey, slug: &Slug, from: Screen) {
        self.select(journey, slug);
        self.column = Column::Detail;
        self.opened_from = Some(from).filter(|&screen| screen != Screen::Plan);
    }

    /// Moves the selection by lines; past the end of a milestone it goes on in the next one.
    fn go(&mut self, journey: &Journey, lines: isize) {
        match self.column {
            Column::Detail => self.scroll = self.scroll.saturating_add_signed(lines),
            Column::Milestones => {
                let last = Self::milestones(journey).len().saturating_sub(1);
                self.milestone = self.milestone.saturating_add_signed(lines).min(last);
                self.goal = 0;
                self.scroll = 0;
            }
            Column::Goals => {
                let here = self.goal(journey).map(Goal::slug);
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

impl PlanView {
    /// Returns the effect that reads the notes on the goal that is shown, unless they are at hand.
    pub(super) fn notes_to_read(&self, shared: &Shared) -> Option<Effect> {
        let journey = shared.journey.as_ref();
        let goal = journey.filter(|_| shared.screen == Screen::Plan);
        let goal = goal.and_then(|journey| self.goal(journey));
        let goal = goal.filter(|goal| !goal.notes.are_whole())?;
        Some(Effect::ReadNotes(goal.slug().clone()))
    }
}

impl View for PlanView {
    fn place(&self) -> Place {
        Place::Plan
    }

    fn selected<'a>(&self, shared: &'a Shared) -> Option<&'a Goal> {
        self.goal(shared.journey.as_ref()?)
    }

    /// Selects the first goal of the milestone that is worked towards.
    fn begin(&mut self, shared: &Shared) {
        let place = shared.standing().and_then(|standing| {
            let mut milestones = standing.milestones.iter();
            milestones.position(|row| row.milestone == standing.current)
        });
        self.milestone = place.unwrap_or(0);
    }

    fn reads(&self, shared: &Shared) -> Vec<Effect> {
        let reads = [shared.read_log(), shared.read_guide()];
        reads.into_iter().flatten().collect()
    }

    fn clamp(&mut self, shared: &Shared) {
        if self.column == Column::Detail {
            self.scroll = self.scroll.min(shared.limit);
        }
    }

    fn step(&mut self, shared: &Shared, lines: isize) -> Vec<Effect> {
        if let Some(journey) = &shared.journey {
            self.go(journey, lines);
            self.clamp(shared);
        }
        Vec::new()
    }

    fn run(&mut self, shared: &mut Shared, command: C) -> Option<Next> {
        match command {
            C::Left => {
                self.column = match self.column {
                    Column::Detail => Column::Goals,
                    Column::Goals | Column::Milestones => Column::Milestones,
                }
            }
            C::Right | C::Open => {
                self.column = match self.column {
                    Column::Milestones => Column::Goals,
                    Column::Goals | Column::Detail => Column::Detail,
                }
            }
            C::Back => {
                let opened_from = self.opened_from.take();
                if self.column == Column::Detail {
                    self.column = Column::Goals;
                    return opened_from.map(|screen| Next::Run(C::Show(screen)));
                }
            }
            C::Gate => {
                let standing = shared.standing()?;
                let row = standing.milestones.get(self.milestone)?;
                return Some(Next::Gate(row.milestone));
            }
            C::Find | C::GoalGuide => return None,
            _ if self.column == Column::Milestones => {
                shared.complain("Choose a goal first: → goes to the goals.");
            }
            _ => return None,
        }
        Some(Next::NOTHING)
    }

    fn click(&mut self, target: &Target) -> Next {
        match *target {
            Target::Row(goal) => {
                self.column = match self.column == Column::Goals && self.goal == goal {
                    true => Column::Detail,
                    false => Column::Goals,
                };
                self.goal = goal;
            }
            Target::Beside(milestone) => {
                *self = Self {
                    column: Column::Milestones,
                    milestone,
                    goal: 0,
                    scroll: 0,
                    opened_from: self.opened_from,
                };
            }
            _ => {}
        }
        Next::NOTHING
    }
}
