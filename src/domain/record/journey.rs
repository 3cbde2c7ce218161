//! A journey: a seed and its changes, folded. The only place that applies an edit.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::domain::plan::calendar::Pause;
use crate::domain::plan::guide::Guide;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::ContextName;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Party, People};
use crate::domain::plan::role::{Plan, PlanGoal, Role};
use crate::domain::record::change::{Archive, Change, Edit, Seed};
use crate::domain::record::goal::{Goal, GoalNumber, Note};
use crate::domain::record::ids::{ChangeId, JourneyId};
use crate::domain::record::meeting::Meetings;
use crate::domain::record::review::Reviews;

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
    /// The contexts that the plan was fitted to.
    pub contexts: Vec<ContextName>,
    /// The goals, in the order of the plan.
    pub goals: Vec<Goal>,
    /// Notes on the journey as a whole, oldest first.
    pub notes: BTreeMap<ChangeId, Note>,
    /// The leaves, in the order in which they were entered.
    pub pauses: Vec<Pause>,
    /// The 1:1s.
    pub meetings: Meetings,
    /// The gate reviews.
    pub reviews: Reviews,
    /// How it ended, where it did.
    pub archive: Option<Archive>,
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
            contexts: seed.plan.contexts.clone(),
            goals: number(seed.plan.goals.iter().cloned()),
            notes: BTreeMap::new(),
            pauses: Vec::new(),
            meetings: Meetings::default(),
            reviews: Reviews::default(),
            archive: None,
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
            Edit::Plan { set } => self.take_plan(&set.to),
            Edit::Meeting(edit) => self.meetings.apply(edit),
            Edit::Review(edit) => self.reviews.apply(edit),
            Edit::Archive { set } => self.archive.clone_from(&set.to),
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
            Edit::Plan { set } => self.follows(&set.to),
            Edit::Meeting(edit) => self.meetings.stands(edit),
            Edit::Review(edit) => self.reviews.stands(edit),
            Edit::Archive { set } => self.archive == set.to,
            Edit::Stage { set, .. } => goal.is_some_and(|goal| goal.stage == set.to),
            Edit::Tick { criterion, set, .. } => goal.is_some_and(|goal| {
                goal.has_part(criterion) && goal.ticks.get(criterion) == set.to.as_ref()
            }),
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

    /// Sets the copy of the plan. Whatever was done stays: a goal that was worked on and that the
    /// plan does not have stays at the end of its milestone, marked; so does a part with a tick.
    fn take_plan(&mut self, plan: &Plan) {
        let mut before = std::mem::take(&mut self.goals);
        let mut goals: Vec<Goal> = number(plan.goals.iter().cloned());
        for goal in &mut goals {
            if let Some(place) = before.iter().position(|old| old.slug() == goal.slug()) {
                goal.go_on_from(before.remove(place));
            }
        }
        for mut left in before.into_iter().filter(|goal| !goal.is_untouched()) {
            left.plan.dropped = true;
            goals.push(left);
        }
        goals.sort_by_key(|goal| goal.number.milestone);
        self.goals = renumber(goals);
        self.role.clone_from(&plan.role);
        self.contexts.clone_from(&plan.contexts);
    }

    /// Returns whether a plan is the one that the journey holds a copy of; the guide is not looked
    /// at.
    pub fn follows(&self, plan: &Plan) -> bool {
        self.role == plan.role
            && self.contexts == plan.contexts
            && self.goals.iter().map(|goal| &goal.plan).eq(&plan.goals)
    }

    /// Returns a goal by its short name.
    pub fn goal(&self, slug: &Slug) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.slug() == slug)
    }

    /// Returns a goal by its short name, to be changed.
    fn goal_mut(&mut self, slug: &Slug) -> Option<&mut Goal> {
        self.goals.iter_mut().find(|goal| goal.slug() == slug)
    }

    /// Returns every note, oldest first, each with the goal that it is on.
    pub fn all_notes(&self) -> impl Iterator<Item = (Option<&Goal>, ChangeId, &Note)> {
        let on_goals = self.goals.iter().flat_map(|goal| {
            let notes = goal.notes.iter();
            notes.map(move |(id, note)| (Some(goal), *id, note))
        });
        let on_journey = self.notes.iter().map(|(id, note)| (None, *id, note));
        let mut notes: Vec<_> = on_goals.chain(on_journey).collect();
        notes.sort_by_key(|(_, id, _)| *id);
        notes.into_iter()
    }

    /// Returns the goals of a milestone, in order.
    pub fn goals_of(&self, milestone: Milestone) -> impl Iterator<Item = &Goal> {
        self.goals
            .iter()
            .filter(move |goal| goal.number.milestone == milestone)
    }

    /// Returns which day of the journey a date is; day 1 is the start, 0 and less lie before it.
    pub fn day(&self, today: NaiveDate) -> i64 {
        (today - self.start).num_days() + 1
    }
}

/// Returns the role's guide that a log in order tells of, or nothing where the log holds no seed.
pub fn guide_of(changes: &[Change]) -> Option<&Guide> {
    changes
        .iter()
        .rev()
        .flat_map(|change| change.edits.iter().rev())
        .find_map(|edit| match edit {
            Edit::Seed { seed } => Some(&seed.plan.guide),
            Edit::Plan { set } => Some(&set.to.guide),
            _ => None,
        })
}

/// Returns goals to which nothing has happened, numbered inside their milestones.
pub fn number(goals: impl IntoIterator<Item = PlanGoal>) -> Vec<Goal> {
    let unnumbered = goals.into_iter().map(|plan| {
        let milestone = plan.milestone;
        Goal::new(
            GoalNumber {
                milestone,
                ordinal: 0,
            },
            plan,
        )
    });
    renumber(unnumbered.collect())
}

/// Returns goals numbered inside their milestones, in their order.
fn renumber(mut goals: Vec<Goal>) -> Vec<Goal> {
    let mut count: HashMap<Milestone, usize> = HashMap::new();
    for goal in &mut goals {
        let ordinal = count.entry(goal.number.milestone).or_default();
        *ordinal += 1;
        goal.number.ordinal = *ordinal;
    }
    goals
}

fn apply_to_goal(goal: &mut Goal, edit: &Edit) {
    match edit {
        Edit::Stage { set, .. } => goal.stage = set.to.clone(),
        Edit::Tick { criterion, set, .. } => {
            if goal.has_part(criterion) {
                put(&mut goal.ticks, criterion.clone(), &set.to);
            }
        }
        Edit::Waiver { set, .. } => goal.waiver.clone_from(&set.to),
        Edit::Deferral { set, .. } => goal.deferral.clone_from(&set.to),
        Edit::Blocker { set, .. } => goal.blocker.clone_from(&set.to),
        Edit::Note { note, set, .. } => put(&mut goal.notes, *note, &set.to),
        Edit::Evidence { evidence, set, .. } => put(&mut goal.evidence, *evidence, &set.to),
        Edit::Seed { .. }
        | Edit::Withdrawn { .. }
        | Edit::Name { .. }
        | Edit::Start { .. }
        | Edit::Pauses { .. }
        | Edit::Plan { .. }
        | Edit::Meeting(_)
        | Edit::Review(_)
        | Edit::Archive { .. } => {}
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::Act;
    use crate::domain::fixture::*;
    use crate::domain::record::goal::Visibility;
    use proptest::prelude::*;

    fn lived() -> Run {
        let mut run = Run::new();
        run.hire(&tick("talk", "first"));
        run.hire(&note(Some("team"), "a note", Visibility::Private));
        run.hire(&note(None, "another", Visibility::Shared));
        run.hire(&evidence("team", "a.md", ""));
        run.hire(&claim("team"));
        run.mentor(&send_back("team"));
        run.hire(&claim("team"));
        run.mentor(&confirm("team"));
        run.hire(&block("fix", None));
        run.hire(&waive("ship"));
        run.mentor(&defer("own", "2026-12-01"));
        run.hire(&pause("2026-04-06", "2026-04-10"));
        run.hire(&name(Party::Mentor, "Di"));
        run.undo(Party::Hire, None).unwrap();
        run.hire(&Act::MoveStart {
            to: day("2026-03-09"),
        });
        run
    }

    #[test]
    fn a_fold_of_the_log_is_the_journey() {
        let run = lived();
        assert_eq!(Journey::fold(&run.log), Some(run.journey));
    }

    #[test]
    fn a_log_without_its_start_tells_of_no_journey() {
        let run = lived();
        assert_eq!(Journey::fold(&run.log[1..]), None);
        assert_eq!(Journey::fold(&[]), None);
    }

    #[test]
    fn an_edit_of_a_goal_that_is_not_there_changes_nothing() {
        let mut run = lived();
        let before = run.journey.clone();
        let mut edit = run.log[1].edits[0].clone();
        if let Edit::Tick { goal, .. } = &mut edit {
            *goal = slug("nowhere");
        }
        assert_eq!(edit.goal(), Some(&slug("nowhere")));
        run.journey.apply(&edit);
        assert_eq!(run.journey, before);
        assert!(!run.journey.stands(&edit));
    }

    #[test]
    fn every_edit_stands_after_it_and_its_inverse_takes_it_back() {
        let run = lived();
        let mut journey = Journey::from_seed(run.journey.id, &seed());
        for edit in run.log[1..].iter().flat_map(|change| &change.edits) {
            let before = journey.clone();
            journey.apply(edit);
            assert!(journey.stands(edit), "{edit:?}");
            let mut back = journey.clone();
            back.apply(&edit.inverse());
            assert_eq!(back, before, "{edit:?}");
        }
    }

    #[test]
    fn goals_are_numbered_inside_their_milestones() {
        let run = Run::new();
        let numbers: Vec<String> = (run.journey.goals.iter())
            .map(|goal| goal.number.to_string())
            .collect();
        let expected = [
            "30.1", "30.2", "30.3", "60.1", "60.2", "90.1", "6m.1", "12m.1", "beyond.1",
        ];
        assert_eq!(numbers, expected);
    }

    #[test]
    fn the_start_is_day_one() {
        let journey = Run::new().journey;
        assert_eq!(journey.day(day(START)), 1);
        assert_eq!(journey.day(day("2026-03-01")), 0);
        assert_eq!(journey.day(day("2026-04-01")), 31);
    }

    proptest! {
        #[test]
        fn a_fold_in_any_order_is_the_same(order in Just((0..lived().log.len()).collect::<Vec<_>>()).prop_shuffle()) {
            let run = lived();
            let shuffled = order.iter().map(|&place| &run.log[place]);
            prop_assert_eq!(Journey::fold(shuffled), Some(run.journey));
        }
    }
}
