//! How a goal stands: its stage, its ticks, what is agreed about it, and what it waits for.

use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Mark;
use crate::domain::record::goal::{Blocker, Deferral, Goal, Stage, Waiver};
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Kind, Set};
use crate::domain::record::teller::Teller;
use crate::domain::record::verb::Verb;

use super::put;

/// Implements a kind whose value is a field of a goal, empty if none is set.
macro_rules! field_of_goal {
    ($kind:ty, $field:ident, $words:expr) => {
        impl Kind for $kind {
            type Key = Slug;
            type Value = Self;

            fn get<'j>(journey: &'j Journey, goal: &Slug) -> Option<&'j Self> {
                journey.goal(goal)?.$field.as_ref()
            }

            fn put(journey: &mut Journey, goal: &Slug, value: Option<Self>) {
                if let Some(goal) = journey.goal_mut(goal) {
                    goal.$field = value;
                }
            }

            fn has_place(journey: &Journey, goal: &Slug) -> bool {
                journey.goal(goal).is_some()
            }

            fn goal(goal: &Slug) -> Option<&Slug> {
                Some(goal)
            }

            fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
                let words: fn(&Teller<'_>, &Self) -> Option<String> = $words;
                words(teller, set.to.as_ref()?)
            }
        }
    };
}

field_of_goal!(Waiver, waiver, |_, waiver| Some(waiver.words()));

field_of_goal!(Deferral, deferral, |_, deferral| {
    Some(format!("to {}, {}", deferral.to, deferral.words()))
});

field_of_goal!(Blocker, blocker, |teller, blocker| {
    (teller.verb == Verb::Block)
        .then(|| format!("waits on {} for {}", blocker.on, blocker.waits_for))
});

/// How far a goal has come; nothing counts as open.
impl Kind for Stage {
    type Key = Slug;
    type Value = Self;

    fn get<'j>(journey: &'j Journey, goal: &Slug) -> Option<&'j Self> {
        Some(&journey.goal(goal)?.stage).filter(|stage| **stage != Self::Open)
    }

    fn put(journey: &mut Journey, goal: &Slug, value: Option<Self>) {
        if let Some(goal) = journey.goal_mut(goal) {
            goal.stage = value.unwrap_or_default();
        }
    }

    fn has_place(journey: &Journey, goal: &Slug) -> bool {
        journey.goal(goal).is_some()
    }

    fn goal(goal: &Slug) -> Option<&Slug> {
        Some(goal)
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        match &set.to {
            Some(Self::Active {
                returned: Some(returned),
                ..
            }) if teller.verb == Verb::Return => Some(returned.reason.clone()),
            _ => None,
        }
    }
}

/// A criterion's tick, under the goal and the criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick;

impl Kind for Tick {
    type Key = (Slug, Slug);
    type Value = Mark;

    fn get<'j>(journey: &'j Journey, (goal, criterion): &(Slug, Slug)) -> Option<&'j Mark> {
        journey.goal(goal)?.ticks.get(criterion)
    }

    fn put(journey: &mut Journey, (goal, criterion): &(Slug, Slug), value: Option<Mark>) {
        let goal = journey.goal_mut(goal);
        if let Some(goal) = goal.filter(|goal| goal.has_part(criterion)) {
            put(&mut goal.ticks, criterion, value);
        }
    }

    fn has_place(journey: &Journey, (goal, criterion): &(Slug, Slug)) -> bool {
        let goal = journey.goal(goal);
        goal.is_some_and(|goal| goal.has_part(criterion))
    }

    fn goal((goal, _): &(Slug, Slug)) -> Option<&Slug> {
        Some(goal)
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let (goal, criterion) = &set.key;
        let part = |goal: &Goal| {
            let mut criteria = goal.plan.criteria.iter();
            let found = criteria.find(|other| other.slug == *criterion);
            found.map(|criterion| criterion.text.clone())
        };
        teller.journey.goal(goal).and_then(part)
    }
}
