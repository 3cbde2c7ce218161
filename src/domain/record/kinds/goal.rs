//! How a goal stands: its stage, its ticks, what is agreed about it, and what it waits for.

use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Party};
use crate::domain::record::goal::{
    Acknowledgment, Blocker, Claim, Deferral, Goal, Returned, Stage, Ticked, Waiver,
};
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Kind, Set, wordless};
use crate::domain::record::teller::Teller;
use crate::domain::record::texts::Texts;
use crate::domain::record::verb::Verb;
use crate::domain::words::when::full_date;

use super::{put, record};

/// Implements a kind whose value is a field of a goal, empty if none is set, with one text.
macro_rules! field_of_goal {
    ($kind:ty, $field:ident, $text:ident, $is_same:expr, $may_set:expr, $words:expr, $consequence:expr) => {
        impl Kind for $kind {
            type Key = Slug;
            type Value = Self;

            fn texts(_: &Slug, value: &mut Self, texts: &mut Texts<'_>) {
                texts.own(Some(&value.mark.by), &mut value.$text);
            }

            fn get<'j>(journey: &'j Journey, goal: &Slug) -> Option<&'j Self> {
                journey.kept_goal(goal)?.$field.as_ref()
            }

            fn put(journey: &mut Journey, goal: &Slug, value: Option<Self>) {
                journey.change_goal(goal, |goal| goal.$field = value);
            }

            fn has_place(journey: &Journey, goal: &Slug) -> bool {
                journey.kept_goal(goal).is_some()
            }

            fn is_same(one: &Self, other: &Self) -> bool {
                let is_same: fn(&Self, &Self) -> bool = $is_same;
                is_same(one, other)
            }

            fn may_set(author: &Author, set: &Set<Self>) -> bool {
                let may_set: fn(&Author, &Set<Self>) -> bool = $may_set;
                may_set(author, set)
            }

            fn goal(goal: &Slug) -> Option<&Slug> {
                Some(goal)
            }

            fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
                let words: fn(&Teller<'_>, &Self) -> Option<String> = $words;
                words(teller, set.to.as_ref()?)
            }

            fn consequence(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
                let consequence: fn(&Teller<'_>, &Set<Self>) -> Option<String> = $consequence;
                consequence(teller, set)
            }
        }
    };
}

field_of_goal!(
    Waiver,
    waiver,
    reason,
    |one, other| (&one.reason, &one.agreed) == (&other.reason, &other.agreed)
        && one.acknowledged.is_wanted() == other.acknowledged.is_wanted(),
    |author, set| acknowledges(author, set, |waiver| &waiver.acknowledged),
    |_, waiver| Some(waiver.words()),
    |teller, set| match (teller.verb, &set.to) {
        (Verb::Verdict, Some(_)) => Some(format!("waived {}", teller.number(&set.key))),
        (Verb::Waive, Some(to)) => seen_next(teller, &to.acknowledged),
        _ => None,
    }
);

field_of_goal!(
    Deferral,
    deferral,
    reason,
    |one, other| (one.to, &one.reason, &one.agreed) == (other.to, &other.reason, &other.agreed)
        && one.acknowledged.is_wanted() == other.acknowledged.is_wanted(),
    |author, set| acknowledges(author, set, |deferral| &deferral.acknowledged),
    |_, deferral| Some(format!(
        "to {}, {}",
        full_date(deferral.to),
        deferral.words()
    )),
    |teller, set| match (teller.verb, &set.to) {
        (Verb::Verdict, Some(to)) => {
            let (goal, day) = (teller.number(&set.key), full_date(to.to));
            Some(format!("moved {goal} to {day}"))
        }
        (Verb::Defer, Some(to)) => seen_next(teller, &to.acknowledged),
        _ => None,
    }
);

field_of_goal!(
    Blocker,
    blocker,
    waits_for,
    |one, other| (&one.on, &one.waits_for) == (&other.on, &other.waits_for),
    |_, _| true,
    |teller, blocker| {
        (teller.verb == Verb::Block)
            .then(|| format!("waits on {} for {}", blocker.on, blocker.waits_for))
    },
    |teller, set| match (teller.verb, &set.from, &set.to) {
        (Verb::Claim | Verb::Undo | Verb::Redo, Some(from), None) => {
            Some(format!("ended the wait on {}", from.on))
        }
        (Verb::Unclaim | Verb::Undo | Verb::Redo, None, Some(to)) => {
            Some(format!("it waits on {} again", to.on))
        }
        _ => None,
    }
);

/// Returns whether it is the mentor who says that the mentor knows of an agreement.
fn acknowledges<K: Kind>(
    author: &Author,
    set: &Set<K>,
    of: fn(&K::Value) -> &Acknowledgment,
) -> bool {
    let is_given = |value: &Option<K::Value>| {
        let value = value.as_ref().map(of);
        matches!(value, Some(Acknowledgment::Given(_)))
    };
    author.party == Party::Mentor || is_given(&set.from) == is_given(&set.to) || set.to.is_none()
}

/// Returns that the mentor has still to see an agreement.
fn seen_next(teller: &Teller<'_>, acknowledged: &Acknowledgment) -> Option<String> {
    let mentor = teller.journey.people.mentor();
    let mentor = mentor.filter(|_| acknowledged.is_wanted())?;
    Some(format!("{mentor} will see it in the next 1:1"))
}

fn sent_back(returned: &mut Returned, texts: &mut Texts<'_>) {
    texts.own(Some(&returned.mark.by), &mut returned.reason);
}

/// Visits what a claim keeps of the wait that it ended and of the claim before it.
fn claimed(goal: &Slug, claim: &mut Claim, texts: &mut Texts<'_>) {
    if let Some(ended) = &mut claim.ended {
        let of = record::<Blocker>(goal.clone());
        texts.copy(&of, Some(&ended.mark.by), &mut ended.waits_for);
    }
    if let Some(returned) = &mut claim.returned {
        sent_back(returned, texts);
    }
}

/// How far a goal has come; nothing counts as open.
impl Kind for Stage {
    type Key = Slug;
    type Value = Self;

    fn texts(goal: &Slug, stage: &mut Self, texts: &mut Texts<'_>) {
        match stage {
            Self::Open => {}
            Self::Active { returned, .. } => {
                if let Some(returned) = returned {
                    sent_back(returned, texts);
                }
            }
            Self::Claimed { claim, .. } | Self::Confirmed { claim, .. } => {
                claimed(goal, claim, texts);
            }
        }
    }

    fn get<'j>(journey: &'j Journey, goal: &Slug) -> Option<&'j Self> {
        Some(&journey.kept_goal(goal)?.stage).filter(|stage| **stage != Self::Open)
    }

    fn put(journey: &mut Journey, goal: &Slug, value: Option<Self>) {
        journey.change_goal(goal, |goal| goal.stage = value.unwrap_or_default());
    }

    fn has_place(journey: &Journey, goal: &Slug) -> bool {
        journey.kept_goal(goal).is_some()
    }

    fn goal(goal: &Slug) -> Option<&Slug> {
        Some(goal)
    }

    fn is_same(one: &Self, other: &Self) -> bool {
        std::mem::discriminant(one) == std::mem::discriminant(other)
    }

    /// The hire begins and claims, the mentor answers claims.
    fn may_set(author: &Author, set: &Set<Self>) -> bool {
        let mut sides = [&set.from, &set.to].into_iter();
        match author.party {
            Party::Hire => sides.all(|side| !matches!(side, Some(Self::Confirmed { .. }))),
            Party::Mentor => {
                let answers = |side: &Option<Self>| match side {
                    Some(Self::Claimed { .. } | Self::Confirmed { .. }) => true,
                    Some(Self::Active { returned, .. }) => returned.is_some(),
                    Some(Self::Open) | None => false,
                };
                sides.all(answers)
            }
            Party::Manager => false,
        }
    }

    fn consequence(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        match (teller.verb, &set.to) {
            (Verb::Tick, Some(Self::Active { .. })) => Some("began the goal".to_owned()),
            (Verb::Untick, None) => Some("the goal is open again".to_owned()),
            _ => None,
        }
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
    type Value = Ticked;

    wordless!();

    fn get<'j>(journey: &'j Journey, (goal, criterion): &(Slug, Slug)) -> Option<&'j Ticked> {
        journey.kept_goal(goal)?.ticks.get(criterion)
    }

    fn put(journey: &mut Journey, (goal, criterion): &(Slug, Slug), value: Option<Ticked>) {
        journey.change_goal(goal, |goal| {
            if goal.has_part(criterion) {
                put(&mut goal.ticks, criterion, value);
            }
        });
    }

    fn has_place(journey: &Journey, (goal, criterion): &(Slug, Slug)) -> bool {
        let goal = journey.kept_goal(goal);
        goal.is_some_and(|goal| goal.has_part(criterion))
    }

    fn is_same(one: &Ticked, other: &Ticked) -> bool {
        one.text == other.text
    }

    fn may_set(author: &Author, _: &Set<Self>) -> bool {
        author.party == Party::Hire
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
