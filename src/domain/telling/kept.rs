//! What a reader sees of a line that was kept when a 1:1 began or was closed. The one place that
//! decides it.

use crate::domain::plan::people::Party;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::{Kept, Topic};

/// Returns a kept line as a reader may read it: one that is private to its author from what they
/// wrote, and nothing for everybody else.
pub fn text(journey: &Journey, kept: &Kept, reader: Party) -> Option<String> {
    if let Some(text) = &kept.text {
        return Some(text.clone());
    }
    let own = match &kept.topic {
        Topic::Point { point } => {
            let point = journey.meetings.points.get(point);
            let point = point.filter(|point| point.is_visible_to(reader))?;
            point.text.as_str()
        }
        Topic::Question { note } => {
            let (_, _, note) = journey.all_notes().find(|(_, id, _)| id == note)?;
            let first = note.text.lines().next().unwrap_or_default();
            Some(first).filter(|_| note.is_visible_to(reader))?
        }
        Topic::Goal { .. } | Topic::Action { .. } | Topic::Gate { .. } | Topic::Rhythm => {
            return None;
        }
    };
    Some(format!("{own} · private"))
}
