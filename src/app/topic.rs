//! What a line of an agenda is about.

use crate::domain::record::goal::Goal;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::Topic;
use crate::domain::record::writing::Note;

/// Returns a note, and the goal that it is on.
pub fn note_of(journey: &Journey, note: ChangeId) -> Option<(Option<&Goal>, &Note)> {
    let mut notes = journey.all_notes();
    let (goal, _, note) = notes.find(|(_, id, _)| *id == note)?;
    Some((goal, note))
}

/// Returns the goal that a line of the agenda is about.
pub(super) fn goal_of<'a>(topic: &Topic, journey: &'a Journey) -> Option<&'a Goal> {
    match topic {
        Topic::Goal { goal } | Topic::Agreement { goal } => journey.goal(goal),
        Topic::Action { action } => {
            let action = journey.meetings.actions.get(action)?;
            journey.goal(action.entry.goal.as_ref()?)
        }
        Topic::Question { note } => note_of(journey, *note)?.0,
        Topic::Point { .. }
        | Topic::Ask { .. }
        | Topic::FirstStep { .. }
        | Topic::Gate { .. }
        | Topic::Rhythm
        | Topic::Signal { .. } => None,
    }
}
