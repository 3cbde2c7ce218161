//! How what a change did is asked for again, in the journey as it stands now: the same acts, so that the
//! same rules decide on them.

use crate::domain::acts::act::{Act, MeetingAct, ReviewAct};
use crate::domain::plan::names::Slug;
use crate::domain::record::change::Change;
use crate::domain::record::goal::Stage;
use crate::domain::record::kinds::Edit;
use crate::domain::record::verb::Verb;

/// Returns the acts that do again what a change did, or none where only its author can say what is meant
/// now, as with an edition of the plan.
pub fn again(change: &Change) -> Vec<Act> {
    if matches!(change.verb, Verb::Undo | Verb::Redo) {
        return Vec::new();
    }
    change
        .edits
        .iter()
        .filter_map(|edit| of_edit(change.verb, edit))
        .collect()
}

fn of_edit(verb: Verb, edit: &Edit) -> Option<Act> {
    match edit {
        Edit::Stage(set) => of_stage(verb, &set.key, set.to.as_ref()),
        Edit::Tick(set) => {
            let (goal, criterion) = set.key.clone();
            Some(match set.to {
                Some(_) => Act::Tick { goal, criterion },
                None => Act::Untick { goal, criterion },
            })
        }
        Edit::Blocker(set) if matches!(verb, Verb::Block | Verb::Clear) => Some(match &set.to {
            Some(blocker) => Act::Block {
                goal: set.key.clone(),
                on: blocker.on.clone(),
                waits_for: blocker.waits_for.clone(),
                since: Some(blocker.since),
            },
            None => Act::Clear {
                goal: set.key.clone(),
            },
        }),
        Edit::Waiver(_) | Edit::Deferral(_) => of_agreement(verb, edit),
        Edit::Start(set) => set.to.map(|to| Act::MoveStart { to }),
        Edit::Week(set) => set.to.map(|week| Act::Week { week }),
        Edit::Holiday(set) => Some(match &set.to {
            Some(holiday) => Act::AddHolidays {
                days: [(set.key, holiday.name.clone())].into(),
            },
            None => Act::DropHolidays {
                days: vec![set.key],
            },
        }),
        Edit::Leave(set) => match (&set.from, &set.to) {
            (Some(_), Some(to)) => Some(Act::MoveLeave {
                leave: set.key,
                from: to.from,
                until: to.until,
            }),
            (Some(_), None) => Some(Act::DropLeave { leave: set.key }),
            (None, _) => None,
        },
        Edit::Archive(set) => Some(match &set.to {
            Some(archive) => Act::Archive {
                end: archive.end,
                reason: archive.reason.clone().unwrap_or_default(),
            },
            None => Act::Unarchive,
        }),
        edit => of_talk(verb, edit),
    }
}

fn of_stage(verb: Verb, goal: &Slug, to: Option<&Stage>) -> Option<Act> {
    let goal = goal.clone();
    Some(match (verb, to) {
        (Verb::Begin, _) => Act::Begin { goal },
        (Verb::Unbegin, _) => Act::Unbegin { goal },
        (Verb::Claim, _) => Act::Claim { goal },
        (Verb::Unclaim, _) => Act::Unclaim { goal },
        (Verb::Confirm, _) => Act::Confirm { goal },
        (
            Verb::Return,
            Some(Stage::Active {
                returned: Some(returned),
                ..
            }),
        ) => Act::Return {
            goal,
            reason: returned.reason.clone(),
        },
        _ => return None,
    })
}

fn of_agreement(verb: Verb, edit: &Edit) -> Option<Act> {
    match (verb, edit) {
        (Verb::Waive, Edit::Waiver(set)) => set.to.as_ref().map(|waiver| Act::Waive {
            goal: set.key.clone(),
            reason: waiver.reason.clone(),
            agreed: waiver.agreed.clone(),
        }),
        (Verb::Defer, Edit::Deferral(set)) => set.to.as_ref().map(|deferral| Act::Defer {
            goal: set.key.clone(),
            to: deferral.to,
            reason: deferral.reason.clone(),
            agreed: deferral.agreed.clone(),
        }),
        (Verb::Restore, _) => edit.goal().cloned().map(|goal| Act::Restore { goal }),
        (Verb::Acknowledge, _) => edit.goal().cloned().map(|goal| Act::Acknowledge { goal }),
        _ => None,
    }
}

/// Returns the act of an edit in a 1:1 or a gate review.
fn of_talk(verb: Verb, edit: &Edit) -> Option<Act> {
    let meeting = match edit {
        Edit::Treatment(set) => MeetingAct::Treat {
            topic: set.key.1.clone(),
            treatment: set.to,
        },
        Edit::Rating(set) => {
            let rating = set.to.as_ref()?;
            MeetingAct::Rate {
                role_clarity: rating.role_clarity,
                confidence: rating.confidence,
                belonging: rating.belonging,
                words: rating.words.clone().unwrap_or_default(),
                why: rating.why.clone(),
            }
        }
        Edit::ActionDone(set) => MeetingAct::Finish {
            action: set.key,
            done: set.to.is_some(),
        },
        Edit::Next(set) if verb == Verb::Next => MeetingAct::Next { on: set.to },
        Edit::Closing(set) => MeetingAct::Close {
            next: set.to.as_ref()?.next,
            leave_claims: true,
        },
        Edit::Answer(set) => {
            return Some(Act::Review(ReviewAct::Answer {
                goal: set.key.1.clone(),
                answer: set.to.clone(),
            }));
        }
        Edit::Grade(set) => {
            return Some(Act::Review(ReviewAct::Grade {
                dimension: set.key.1.1.clone(),
                grade: set.to.as_ref().map(|graded| graded.grade),
                why: set
                    .to
                    .as_ref()
                    .map(|graded| graded.why.clone().unwrap_or_default()),
            }));
        }
        _ => return None,
    };
    Some(Act::Meeting(meeting))
}
