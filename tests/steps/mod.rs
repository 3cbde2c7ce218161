//! Steps that the people of a journey take, made up, and what an act means in a journey.
#![allow(dead_code, reason = "each test takes what it needs")]

pub mod acts;
pub mod known;
pub mod lived;

use onramp::domain::acts::act::{Act, MeetingAct, ReviewAct};
use onramp::domain::acts::decide::Working;
use onramp::domain::plan::milestone::Milestone;
use onramp::domain::plan::people::{Author, Party};
use onramp::domain::plan::role::Plan;
use onramp::domain::record::course::Holiday;
use onramp::domain::record::ids::ChangeId;
use onramp::domain::record::journey::Journey;
use onramp::domain::record::meeting::Topic;
use onramp::domain::record::review::Answer;
use proptest::prelude::*;

use self::acts::{any_act, any_acts, any_party, any_verdict};
use crate::journeys::{self, day, plan, slug};

/// Something that a party tries; most of it is refused now and then.
#[derive(Clone, Debug)]
pub enum Step {
    Act(Party, Act),
    Acts(Party, Vec<Act>),
    Update(Party, Box<Plan>),
    Undo(Party),
    UndoOf(Party, prop::sample::Index),
    Redo(Party),
}

/// A review at 60 days from its beginning to its verdict, as a mentor would go through it.
pub fn any_whole_review() -> BoxedStrategy<Vec<Step>> {
    let between = prop::collection::vec(any_step(), 0..6);
    let whole = (any_verdict(), between).prop_map(|(verdict, between)| {
        let by_mentor = |act| Step::Act(Party::Mentor, Act::Review(act));
        let not_done = |goal: &str| {
            by_mentor(ReviewAct::Answer {
                goal: slug(goal),
                answer: Some(Answer::NotDone { why: None }),
            })
        };
        let milestone = Milestone::DAY_60;
        let mut steps = vec![by_mentor(ReviewAct::Start { milestone })];
        steps.extend(between);
        steps.extend(["fix", "talk"].map(not_done));
        steps.push(by_mentor(ReviewAct::Verdict {
            summary: "So far.".to_owned(),
            verdict,
            leave_ungraded: true,
        }));
        steps
    });
    whole.boxed()
}

/// Single steps, with whole reviews among them.
pub fn any_steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let some = prop_oneof![
        12 => any_step().prop_map(|step| vec![step]),
        1 => any_whole_review(),
    ];
    prop::collection::vec(some, 1..most).prop_map(|steps| steps.concat())
}

/// Other editions of the small plan: some goals and parts left out, some with other words, one in
/// another milestone, one new.
pub fn any_plan() -> impl Strategy<Value = Plan> {
    let bits = || prop::collection::vec(any::<bool>(), 9);
    (1_u32..5, bits(), bits(), bits(), any::<bool>()).prop_map(
        |(edition, stays, worded, whole, more)| {
            let mut plan = plan();
            plan.role.edition = edition;
            let mut choice = stays.iter().zip(&worded).zip(&whole);
            plan.goals.retain_mut(|goal| {
                let ((stays, worded), whole) = choice.next().unwrap();
                if *worded {
                    goal.title = format!("{} again", goal.title);
                }
                if !whole {
                    goal.criteria.truncate(1);
                }
                *stays
            });
            if more {
                let mut new = journeys::plan().goals[0].clone();
                new.slug = slug("new");
                plan.goals.push(new);
            }
            if let Some(goal) = plan.goals.first_mut().filter(|_| worded[0]) {
                goal.milestone = Milestone::DAY_90;
            }
            plan.goals.sort_by_key(|goal| goal.milestone);
            plan
        },
    )
}

pub fn any_step() -> BoxedStrategy<Step> {
    prop_oneof![
        1 => (any_party(), any_plan()).prop_map(|(party, plan)| Step::Update(party, Box::new(plan))),
        8 => (any_party(), any_act()).prop_map(|(party, act)| Step::Act(party, act)),
        2 => (any_party(), any_acts()).prop_map(|(party, acts)| Step::Acts(party, acts)),
        2 => any_party().prop_map(Step::Undo),
        1 => (any_party(), any::<prop::sample::Index>()).prop_map(|(party, at)| Step::UndoOf(party, at)),
        2 => any_party().prop_map(Step::Redo),
    ]
    .boxed()
}

pub fn working() -> Working {
    Working {
        holidays: [(day("2026-05-01"), Holiday::default())].into(),
        ..Working::default()
    }
}

/// Returns an act with the places in it replaced by what the journey holds there.
pub fn meant(journey: &Journey, act: &Act) -> Act {
    let nth = |ids: Vec<ChangeId>, id: ChangeId| {
        let (_, place) = id.0.as_u64_pair();
        let place = usize::try_from(place).unwrap() % ids.len().max(1);
        ids.get(place).copied().unwrap_or(id)
    };
    let meetings = &journey.meetings;
    let actions = || meetings.actions.keys().copied().collect();
    let points = || meetings.points.keys().copied().collect();
    let notes = || journey.all_notes().map(|(_, id, _)| id).collect();
    let mut act = act.clone();
    match &mut act {
        Act::Meeting(
            MeetingAct::Finish { action, .. }
            | MeetingAct::ChangeAction { action, .. }
            | MeetingAct::DropAction { action, .. },
        ) => *action = nth(actions(), *action),
        Act::Meeting(
            MeetingAct::Treat { topic, .. }
            | MeetingAct::Action {
                topic: Some(topic), ..
            },
        ) => match topic {
            Topic::Action { action } => *action = nth(actions(), *action),
            Topic::Point { point } => *point = nth(points(), *point),
            Topic::Question { note } => *note = nth(notes(), *note),
            _ => {}
        },
        Act::MoveLeave { leave, .. } | Act::DropLeave { leave } => {
            *leave = nth(journey.leaves.keys().copied().collect(), *leave);
        }
        Act::Note { meeting, .. } => {
            *meeting = meeting.map(|id| nth(meetings.held.keys().copied().collect(), id));
        }
        _ => {}
    }
    act
}

/// Returns who plays a party, or did when the journey began.
pub fn named(journey: &Journey, party: Party) -> Author {
    let author = journey.people.author(party);
    author.unwrap_or_else(|| journeys::author(party))
}

/// Returns the act that takes a plan, as agreed with the mentor.
pub fn update(journey: &Journey, plan: &Plan) -> Act {
    Act::Update {
        plan: Box::new(plan.clone()),
        agreed: journey.people.mentor().unwrap_or_default().to_owned(),
    }
}
