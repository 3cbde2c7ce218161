//! Gate reviews: begun, each goal answered for, graded, and ruled on.

use super::writing::shown;
use super::{put, record};
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Party};
use crate::domain::record::goal::{Blocker, Waiver};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Kind, Set, wordless};
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::record::review::{
    Answer, GoalAsItStood, Graded, Opening, Review, Ruling, Verdict,
};
use crate::domain::record::teller::Teller;
use crate::domain::record::texts::Texts;
use crate::domain::words::when::full_date;

/// What the messages call it.
const REVIEW: &str = "gate review";

fn of(journey: &Journey, review: ChangeId) -> Option<&Review> {
    journey.reviews.all.get(&review)
}

fn refuse_ruled(journey: &Journey, review: ChangeId) -> Option<UndoRefusal> {
    let is_ruled = of(journey, review).is_some_and(|review| review.verdict.is_some());
    is_ruled.then_some(UndoRefusal::Ruled)
}

/// A review comes into being, or goes.
impl Kind for Opening {
    type Key = ChangeId;
    type Value = Self;

    wordless!();

    fn get<'j>(journey: &'j Journey, review: &ChangeId) -> Option<&'j Self> {
        of(journey, *review).map(|review| &review.opening)
    }

    fn put(journey: &mut Journey, review: &ChangeId, value: Option<Self>) {
        put(&mut journey.reviews.all, review, value.map(Review::new));
    }

    fn may_set(author: &Author, _: &Set<Self>) -> bool {
        author.party == Party::Mentor
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let is_bare = |review: &Review| {
            review.answers.is_empty() && review.grades.is_empty() && review.verdict.is_none()
        };
        if set.to.is_some() {
            let holds = !of(journey, set.key).is_none_or(is_bare);
            return holds.then_some(UndoRefusal::NotEmpty(REVIEW));
        }
        // A review comes back only where no other is open.
        let open = journey.reviews.open();
        open.map(|_| UndoRefusal::AnotherOpen(REVIEW))
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        Some(match &set.to {
            Some(opening) => format!("began the gate review at {}", opening.milestone.label()),
            None => "took a gate review back".to_owned(),
        })
    }
}

/// How a goal is answered for, under the review and the goal.
impl Kind for Answer {
    type Key = (ChangeId, Slug);
    type Value = Self;

    fn texts(_: &Self::Key, answer: &mut Self, texts: &mut Texts<'_>) {
        if let Self::NotDone { why: Some(why) } = answer {
            texts.own(None, why);
        }
    }

    fn get<'j>(journey: &'j Journey, (review, goal): &Self::Key) -> Option<&'j Self> {
        of(journey, *review)?.answers.get(goal)
    }

    fn put(journey: &mut Journey, (review, goal): &Self::Key, value: Option<Self>) {
        if let Some(review) = journey.reviews.all.get_mut(review) {
            put(&mut review.answers, goal, value);
        }
    }

    fn has_place(journey: &Journey, (review, _): &Self::Key) -> bool {
        of(journey, *review).is_some()
    }

    fn may_set(author: &Author, _: &Set<Self>) -> bool {
        author.party == Party::Mentor
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let (review, _) = set.key;
        refuse_ruled(journey, review)
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let (_, goal) = &set.key;
        let goal = teller.goal(goal);
        Some(match &set.to {
            Some(Self::Done) => format!("answered for {goal}: done"),
            Some(Self::Waived) => format!("answered for {goal}: waived"),
            Some(Self::NotDone { why: Some(why) }) => {
                format!("answered for {goal}: not done, {why}")
            }
            Some(Self::NotDone { why: None }) => format!("answered for {goal}: not done"),
            None => format!("took back the answer for {goal}"),
        })
    }
}

/// What a side says of a dimension, under the review, the side and the dimension.
impl Kind for Graded {
    type Key = (ChangeId, (Party, Slug));
    type Value = Self;

    fn texts(_: &Self::Key, graded: &mut Self, texts: &mut Texts<'_>) {
        if let Some(why) = &mut graded.why {
            texts.own(None, why);
        }
    }

    fn get<'j>(journey: &'j Journey, (review, of_side): &Self::Key) -> Option<&'j Self> {
        of(journey, *review)?.grades.get(of_side)
    }

    fn put(journey: &mut Journey, (review, of_side): &Self::Key, value: Option<Self>) {
        if let Some(review) = journey.reviews.all.get_mut(review) {
            put(&mut review.grades, of_side, value);
        }
    }

    fn has_place(journey: &Journey, (review, _): &Self::Key) -> bool {
        of(journey, *review).is_some()
    }

    fn may_set(author: &Author, set: &Set<Self>) -> bool {
        let (_, (party, _)) = &set.key;
        author.party == *party
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let (review, _) = set.key;
        refuse_ruled(journey, review)
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let (_, (_, dimension)) = &set.key;
        Some(match &set.to {
            Some(Self {
                grade,
                why: Some(why),
            }) => format!("graded {dimension}: {}, {why}", grade.word()),
            Some(Self { grade, why: None }) => format!("graded {dimension}: {}", grade.word()),
            None => format!("took back the grade of {dimension}"),
        })
    }
}

/// Visits what the snapshot of a goal copied from other records.
fn as_it_stood(review: ChangeId, stood: &mut GoalAsItStood, texts: &mut Texts<'_>) {
    let goal = &stood.goal;
    if let Some(waiver) = &mut stood.waiver {
        let of = record::<Waiver>(goal.clone());
        texts.copy(&of, Some(&waiver.mark.by), &mut waiver.reason);
    }
    if let Some(blocker) = &mut stood.blocker {
        let of = record::<Blocker>(goal.clone());
        texts.copy(&of, Some(&blocker.mark.by), &mut blocker.waits_for);
    }
    for text in stood.evidence.iter_mut().chain(&mut stood.links) {
        texts.copy(&shown(goal), None, text);
    }
    if let Some(Answer::NotDone { why: Some(why) }) = &mut stood.answer {
        texts.copy(&record::<Answer>((review, goal.clone())), None, why);
    }
}

/// The verdict, with the milestone as it stood.
impl Kind for Ruling {
    type Key = ChangeId;
    type Value = Box<Self>;

    fn texts(review: &ChangeId, ruling: &mut Box<Self>, texts: &mut Texts<'_>) {
        let by = Some(ruling.mark.by.as_str());
        texts.own(by, &mut ruling.summary);
        if let Verdict::Extend { reason, .. } | Verdict::Replan { reason, .. } = &mut ruling.verdict
        {
            texts.own(by, reason);
        }
        for goal in &mut ruling.snapshot.goals {
            as_it_stood(*review, goal, texts);
        }
        for stood in &mut ruling.snapshot.grades {
            let sides = [
                (Party::Mentor, &mut stood.mentor_why),
                (Party::Hire, &mut stood.hire_why),
            ];
            for (party, why) in sides {
                if let Some(why) = why {
                    let of = record::<Graded>((*review, (party, stood.dimension.clone())));
                    texts.copy(&of, None, why);
                }
            }
        }
    }

    fn get<'j>(journey: &'j Journey, review: &ChangeId) -> Option<&'j Box<Self>> {
        of(journey, *review)?.verdict.as_ref()
    }

    fn put(journey: &mut Journey, review: &ChangeId, value: Option<Box<Self>>) {
        if let Some(review) = journey.reviews.all.get_mut(review) {
            review.verdict = value;
        }
    }

    fn has_place(journey: &Journey, review: &ChangeId) -> bool {
        of(journey, *review).is_some()
    }

    fn may_set(author: &Author, _: &Set<Self>) -> bool {
        author.party == Party::Mentor
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let open = journey.reviews.open();
        let another = open.is_some_and(|(open, _)| open != set.key);
        (set.to.is_some() && another).then_some(UndoRefusal::AnotherOpen(REVIEW))
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let at = match of(teller.journey, set.key) {
            Some(review) => format!(" at {}", review.opening.milestone.label()),
            None => String::new(),
        };
        Some(match &set.to {
            Some(ruling) => {
                let verdict = match &ruling.verdict {
                    Verdict::Extend { to, reason } => {
                        format!("extend to {}, {reason}", full_date(*to))
                    }
                    Verdict::Replan { reason, .. } => {
                        format!("{}, {reason}", ruling.verdict.word())
                    }
                    verdict => verdict.word().to_owned(),
                };
                let left = ruling.ungraded_in_short();
                let left = left.map(|words| format!("; {words}"));
                let left = left.unwrap_or_default();
                format!("gave the verdict of the gate review{at}: {verdict}{left}")
            }
            None => format!("took back the verdict of the gate review{at}"),
        })
    }
}
