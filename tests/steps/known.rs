//! What an audience knows of a journey, and what only an author does.

use onramp::domain::record::audience::Audience;
use onramp::domain::record::change::Change;
use onramp::domain::record::journey::Journey;
use onramp::domain::record::kinds::Edit;
use onramp::domain::record::meeting::Topic;
use onramp::domain::record::rating::Round;
use onramp::domain::record::writing::Note;
use uuid::Uuid;

/// Returns the ids of what only the author of a change may know of: the change, and what it wrote.
pub fn private_ids(change: &Change) -> Vec<Uuid> {
    let written = change.edits.iter().filter_map(|edit| match edit {
        Edit::Note(set) => Some(set.key.1.0),
        Edit::Point(set) => Some(set.key.0),
        _ => None,
    });
    std::iter::once(change.id.0).chain(written).collect()
}

/// Returns a journey as far as an audience knows of it.
pub fn shared(journey: &Journey, audience: Audience) -> Journey {
    let mut shared = journey.clone();
    let may_read = |note: &Note| note.audience() <= audience;
    shared.notes.retain(may_read);
    for goal in &mut shared.goals {
        goal.notes.retain(may_read);
    }
    for goal in shared.left.values_mut() {
        goal.notes.retain(may_read);
    }
    shared.left.retain(|_, goal| !goal.notes.is_empty());
    shared
        .leave_reasons
        .retain(|_, reason| reason.audience() <= audience);
    shared
        .meetings
        .points
        .retain(|_, point| point.audience() <= audience);
    for held in shared.meetings.held.values_mut() {
        let of_topic = |topic: &Topic| match journey.is_private(topic) {
            true => Audience::Author,
            false => Audience::Pair,
        };
        held.treated.retain(|topic, _| of_topic(topic) <= audience);
        if audience == Audience::Journey {
            held.agendas.clear();
        }
    }
    if audience == Audience::Journey {
        // What the pair alone may read is a sign of life, too.
        shared.hire_moved = None;
    }
    let meetings = &mut shared.meetings;
    let rounds = meetings.held.values_mut().map(|held| &mut held.round);
    for round in rounds.chain(meetings.check_ins.values_mut()) {
        if audience < Audience::Author {
            round.held_back.clear();
        }
        if audience == Audience::Journey {
            *round = Round::default();
        }
    }
    meetings
        .check_ins
        .retain(|_, round| *round != Round::default());
    shared
}
