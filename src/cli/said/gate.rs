//! What is said after a step of a gate review, and what to type instead of one that is refused.

use crate::cli::failure::Failure;
use crate::cli::milestone::any_of;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::acts::act::{Act, ReviewAct};
use crate::domain::acts::refusal::Refusal;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::people::Party;
use crate::domain::record::change::Change;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::journey::Journey;
use crate::domain::record::kinds::Edit;
use crate::domain::record::review::{Answer, Verdict};
use crate::domain::record::verb::Verb;
use crate::domain::wording::gates;
use crate::domain::words::when::spoken;

/// Says that a review began, and whether that is early.
pub(in crate::cli) fn begun(
    session: &Session,
    milestone: Milestone,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let today = session.today();
    let due = session.standing().dates.milestone_due(milestone);
    let early = due.filter(|due| *due > today).map(|due| {
        format!(
            " That is before its date, {}, which is allowed.",
            spoken(due, today)
        )
    });
    let name = &session.acting.name;
    out.say(&format!(
        "{name} began the gate review at {milestone}.{}",
        early.unwrap_or_default()
    ))?;
    out.say("")
}

/// Returns the sentences that say what stands after a step of a review.
pub(in crate::cli) fn what_stands(session: &Session, change: &Change) -> Vec<String> {
    let journey = session.journey();
    match (change.verb, journey.reviews.open()) {
        (Verb::Answer, Some((_, review))) => {
            let goals = journey.goals_of(review.opening.milestone);
            let open: Vec<String> = goals
                .filter(|goal| review.answer_for(goal).is_none())
                .map(|goal| goal.number.to_string())
                .collect();
            vec![match open.as_slice() {
                [] => format!(
                    "{}: `onramp gate verdict` ends the review.",
                    gates::ANSWERED
                ),
                open => format!("Still to be answered for: {}.", open.join(", ")),
            }]
        }
        (Verb::Verdict, _) => ruled(session, change),
        _ => Vec::new(),
    }
}

fn ruled(session: &Session, change: &Change) -> Vec<String> {
    let reviews = &session.journey().reviews;
    let review = change.edits.iter().find_map(|edit| match edit {
        Edit::Ruling(set) => reviews.all.get(&set.key),
        _ => None,
    });
    let Some((milestone, ruling)) =
        review.and_then(|review| Some((review.opening.milestone, review.verdict.as_ref()?)))
    else {
        return Vec::new();
    };
    let mut said = Vec::new();
    let left = ruling.snapshot.goals.iter().filter(|goal| goal.is_left());
    if let Verdict::Advance = &ruling.verdict {
        said.extend(gates::stay_open(left.count()).map(|words| format!("{words}.")));
    }
    let key = milestone.key();
    said.push(format!("`onramp gate export {key}` prints it as a page."));
    said
}

/// Returns how a gate review is begun, with the milestones that have one.
pub(in crate::cli) fn how_to_begin(session: &Session) -> String {
    let milestones = session.journey().milestones();
    let dated = any_of(milestones.iter().filter(|one| one.is_dated()));
    format!("{}: {dated}", begins(session, "M"))
}

/// Returns how the gate review of a milestone is begun.
pub(in crate::cli) fn begins(session: &Session, milestone: &str) -> String {
    let start = format!("`onramp gate start {milestone}");
    match (session.acting.party, session.is_bound()) {
        (Party::Mentor, true) => format!("{start}` begins one"),
        (_, true) => format!("{start}` begins one, on the mentor's machine"),
        (_, false) => format!("{start} --as mentor` begins one"),
    }
}

/// Returns what to type instead of a step of a review that is refused, where that is known.
pub(in crate::cli) fn hint(act: &Act, journey: &Journey, refusal: &Refusal) -> Option<String> {
    let Act::Review(act) = act else {
        return None;
    };
    match (act, refusal) {
        (_, Refusal::ReviewOpen(_)) => Some("`onramp gate show` prints where it stands".to_owned()),
        (_, Refusal::Ungraded(_)) => Some(
            "`onramp gate grade DIMENSION meets` grades one; `--leave-ungraded` gives the verdict \
             without"
                .to_owned(),
        ),
        (_, Refusal::NotGradedHere { .. }) => {
            Some("`onramp gate show` lists the dimensions that count".to_owned())
        }
        (ReviewAct::Answer { goal, answer }, Refusal::WrongState(..)) => {
            answer_hint(journey.goal(goal)?, answer.as_ref()?, journey)
        }
        (ReviewAct::Verdict { verdict, .. }, Refusal::Unanswered(_)) => Some(match verdict {
            Verdict::Replan { .. } if all_answered(journey) => {
                "`--carry GOAL` moves one on, `--waive GOAL` takes one out".to_owned()
            }
            _ => {
                "`onramp gate answer GOAL not-done` answers for an open goal; a claim is confirmed \
                  or returned"
                    .to_owned()
            }
        }),
        _ => None,
    }
}

fn all_answered(journey: &Journey) -> bool {
    journey.reviews.open().is_some_and(|(_, review)| {
        let mut goals = journey.goals_of(review.opening.milestone);
        goals.all(|goal| review.answer_for(goal).is_some())
    })
}

fn answer_hint(goal: &Goal, answer: &Answer, journey: &Journey) -> Option<String> {
    let number = goal.number;
    let open = journey.reviews.open()?;
    let reviewed = open.1.opening.milestone;
    if !number.milestone.is(reviewed) {
        let key = reviewed.key();
        return Some(format!("`onramp goals --milestone {key}` lists its goals"));
    }
    Some(match (answer, goal.state()) {
        (_, GoalState::Claimed) => format!(
            "`onramp confirm {number}` or `onramp return {number} --reason TEXT`, as the mentor"
        ),
        (Answer::Done, _) => format!(
            "`onramp gate answer {number} not-done`, or have {} claim it, then confirm it",
            journey.people.hire()
        ),
        (Answer::Waived, GoalState::Confirmed) => {
            "a confirmed goal is answered for by that".to_owned()
        }
        (Answer::Waived, _) => format!("`onramp waive {number} --reason TEXT --agreed WHO`"),
        (Answer::NotDone { .. }, GoalState::Confirmed) => {
            "a confirmed goal is answered for by that; `onramp undo --as mentor` takes your last \
             change back"
                .to_owned()
        }
        (Answer::NotDone { .. }, _) => return None,
    })
}
