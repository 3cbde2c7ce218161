//! A journey: a seed and its changes, folded. The only place that applies an edit.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::calendar::{Calendar, Pause};
use super::change::{Change, ChangeId, Edit, JourneyId, Seed};
use super::goal::{Goal, GoalNumber, Note};
use super::milestone::Milestone;
use super::people::{Party, People};
use super::plan::{PlanGoal, Role, Slug};

/// One hire's run through one plan from a start date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    /// Names it.
    pub id: JourneyId,
    /// Who takes part.
    pub people: People,
    /// Day 1.
    pub start: NaiveDate,
    /// What the role is about, as the plan stood when it was taken.
    pub role: Role,
    /// The goals, in the order of the plan.
    pub goals: Vec<Goal>,
    /// Notes on the journey as a whole, oldest first.
    pub notes: BTreeMap<ChangeId, Note>,
    /// The leaves, in the order in which they were entered.
    pub pauses: Vec<Pause>,
    /// Whether its start was taken back.
    pub withdrawn: bool,
}

impl Journey {
    /// Returns the journey that a seed begins.
    pub fn from_seed(id: JourneyId, seed: &Seed) -> Self {
        Self {
            id,
            people: seed.people.clone(),
            start: seed.start,
            role: seed.plan.role.clone(),
            goals: number(seed.plan.goals.iter().cloned()),
            notes: BTreeMap::new(),
            pauses: Vec::new(),
            withdrawn: false,
        }
    }

    /// Returns the journey that a log tells of, or nothing where the log holds no seed.
    ///
    /// The changes may come in any order; they are folded in the order of their stamps.
    pub fn fold<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Option<Self> {
        let mut changes: Vec<&Change> = changes.into_iter().collect();
        changes.sort_by_key(|change| change.order());
        let mut journey: Option<Self> = None;
        for change in changes {
            for edit in &change.edits {
                match (&mut journey, edit) {
                    (None, Edit::Seed { seed }) => {
                        journey = Some(Self::from_seed(change.journey, seed));
                    }
                    (Some(journey), edit) => journey.apply(edit),
                    (None, _) => {}
                }
            }
        }
        journey
    }

    /// Sets one value. An edit of a goal that the journey does not hold changes nothing.
    pub fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Seed { .. } => {}
            Edit::Withdrawn { set } => self.withdrawn = set.to,
            Edit::Name { party, set } => match (party, &set.to) {
                (Party::Hire, Some(name)) => self.people.hire.clone_from(name),
                (Party::Hire, None) => {}
                (Party::Mentor, name) => self.people.mentor.clone_from(name),
                (Party::Manager, name) => self.people.manager.clone_from(name),
            },
            Edit::Start { set } => self.start = set.to,
            Edit::Pauses { set } => self.pauses.clone_from(&set.to),
            Edit::Note {
                goal: None,
                note,
                set,
            } => put(&mut self.notes, *note, &set.to),
            _ => {
                if let Some(goal) = edit.goal().cloned().and_then(|slug| self.goal_mut(&slug)) {
                    apply_to_goal(goal, edit);
                }
            }
        }
    }

    /// Returns whether the value that an edit set is the one that stands now.
    pub fn stands(&self, edit: &Edit) -> bool {
        let goal = edit.goal().and_then(|slug| self.goal(slug));
        match edit {
            Edit::Seed { .. } => !self.withdrawn,
            Edit::Withdrawn { set } => self.withdrawn == set.to,
            Edit::Name { party, set } => self.people.name(*party) == set.to.as_deref(),
            Edit::Start { set } => self.start == set.to,
            Edit::Pauses { set } => self.pauses == set.to,
            Edit::Stage { set, .. } => goal.is_some_and(|goal| goal.stage == set.to),
            Edit::Tick { criterion, set, .. } => {
                goal.is_some_and(|goal| goal.ticks.get(criterion) == set.to.as_ref())
            }
            Edit::Waiver { set, .. } => goal.is_some_and(|goal| goal.waiver == set.to),
            Edit::Deferral { set, .. } => goal.is_some_and(|goal| goal.deferral == set.to),
            Edit::Blocker { set, .. } => goal.is_some_and(|goal| goal.blocker == set.to),
            Edit::Note {
                goal: None,
                note,
                set,
            } => self.notes.get(note) == set.to.as_ref(),
            Edit::Note { note, set, .. } => {
                goal.is_some_and(|goal| goal.notes.get(note) == set.to.as_ref())
            }
            Edit::Evidence { evidence, set, .. } => {
                goal.is_some_and(|goal| goal.evidence.get(evidence) == set.to.as_ref())
            }
        }
    }

    /// Returns a goal by its short name.
    pub fn goal(&self, slug: &Slug) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.slug() == slug)
    }

    /// Returns a goal by its short name, to be changed.
    fn goal_mut(&mut self, slug: &Slug) -> Option<&mut Goal> {
        self.goals.iter_mut().find(|goal| goal.slug() == slug)
    }

    /// Returns the goals of a milestone, in order.
    pub fn goals_of(&self, milestone: Milestone) -> impl Iterator<Item = &Goal> {
        self.goals
            .iter()
            .filter(move |goal| goal.number.milestone == milestone)
    }

    /// Returns the working days of this journey: the calendar less its pauses.
    pub fn calendar(&self, calendar: &Calendar) -> Calendar {
        calendar.with_pauses(&self.pauses)
    }

    /// Returns which day of the journey a date is; day 1 is the start, 0 and less lie before it.
    pub fn day(&self, today: NaiveDate) -> i64 {
        (today - self.start).num_days() + 1
    }
}

/// Returns goals to which nothing has happened, numbered inside their milestones.
pub fn number(goals: impl IntoIterator<Item = PlanGoal>) -> Vec<Goal> {
    let mut count: HashMap<Milestone, usize> = HashMap::new();
    goals
        .into_iter()
        .map(|plan| {
            let milestone = plan.milestone;
            let ordinal = count.entry(milestone).or_default();
            *ordinal += 1;
            Goal::new(
                GoalNumber {
                    milestone,
                    ordinal: *ordinal,
                },
                plan,
            )
        })
        .collect()
}

fn apply_to_goal(goal: &mut Goal, edit: &Edit) {
    match edit {
        Edit::Stage { set, .. } => goal.stage = set.to.clone(),
        Edit::Tick { criterion, set, .. } => put(&mut goal.ticks, criterion.clone(), &set.to),
        Edit::Waiver { set, .. } => goal.waiver.clone_from(&set.to),
        Edit::Deferral { set, .. } => goal.deferral.clone_from(&set.to),
        Edit::Blocker { set, .. } => goal.blocker.clone_from(&set.to),
        Edit::Note { note, set, .. } => put(&mut goal.notes, *note, &set.to),
        Edit::Evidence { evidence, set, .. } => put(&mut goal.evidence, *evidence, &set.to),
        Edit::Seed { .. }
        | Edit::Withdrawn { .. }
        | Edit::Name { .. }
        | Edit::Start { .. }
        | Edit::Pauses { .. } => {}
    }
}

fn put<K: Ord, V: Clone>(map: &mut BTreeMap<K, V>, key: K, value: &Option<V>) {
    match value {
        Some(value) => {
            map.insert(key, value.clone());
        }
        None => {
            map.remove(&key);
        }
    }
}
