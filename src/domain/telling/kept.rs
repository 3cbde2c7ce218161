//! What a reader sees of the agenda of a 1:1 that is closed. The one place that decides it.

use crate::domain::plan::people::Party;
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::{Edge, Meeting, Section, Topic, Treatment};
use crate::domain::record::writing::Note;

/// A line of an agenda as it stood when the 1:1 was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The part of the agenda that it stood in.
    pub section: Section,
    /// What it was about.
    pub topic: Topic,
    /// The line.
    pub text: String,
    /// What was done with it; nothing where it was left over.
    pub treatment: Option<Treatment>,
    /// Whether only its author may read it.
    pub private: bool,
}

/// Returns the lines of a closed 1:1 as a party may read them: those that both saw, then what was on
/// the agenda for the reader alone.
pub fn lines(journey: &Journey, meeting: &Meeting, reader: Party) -> Vec<Line> {
    if reader == Party::Manager {
        return Vec::new();
    }
    let shared = meeting.kept(Edge::Closing).iter().map(|kept| Line {
        section: kept.section,
        topic: kept.topic.clone(),
        text: kept.text.clone(),
        treatment: kept.treatment,
        private: false,
    });
    let mut lines: Vec<Line> = shared.chain(private(journey, meeting, reader)).collect();
    lines.sort_by_key(|line| line.section);
    lines
}

/// Returns what was on the agenda for the reader alone: entered before the end, and not settled in an
/// earlier 1:1. It is kept nowhere, so that nothing shared names it.
fn private(journey: &Journey, meeting: &Meeting, reader: Party) -> Vec<Line> {
    let own = |audience, author| journey.may_read(reader, audience, author);
    let points = journey.meetings.points.iter();
    let points = points
        .filter(|(_, point)| point.shared().is_none() && own(point.audience(), point.author.person))
        .map(|(id, point)| {
            let topic = Topic::Point { point: *id };
            (Section::Added, topic, *id, point.text.as_str())
        });
    let questions = journey
        .all_notes()
        .filter(|(_, _, note)| note.question && note.shared().is_none())
        .filter(|(_, _, note)| own(note.audience(), note.author.person))
        .map(|(_, id, note)| {
            let first = note.text.lines().next().unwrap_or_default();
            (Section::Questions, Topic::Question { note: id }, id, first)
        });
    points
        .chain(questions)
        .filter(|(_, topic, entered, _)| {
            was_there(meeting, *entered) && !was_settled_before(journey, meeting, topic)
        })
        .map(|(section, topic, entered, text)| Line {
            section: match section {
                Section::Added if was_carried(journey, meeting, entered) => Section::LeftOver,
                section => section,
            },
            treatment: meeting.treated.get(&topic).copied(),
            topic,
            text: format!("{text} · private"),
            private: true,
        })
        .collect()
}

/// Returns whether a point was on the agenda of an earlier 1:1 already.
fn was_carried(journey: &Journey, meeting: &Meeting, entered: ChangeId) -> bool {
    let closed = journey.meetings.closed();
    let mut before = closed.iter().take_while(|(_, held)| *held != meeting);
    before.any(|(_, held)| was_there(held, entered))
}

fn was_settled_before(journey: &Journey, meeting: &Meeting, topic: &Topic) -> bool {
    let closed = journey.meetings.closed();
    let before = closed.iter().take_while(|(_, held)| *held != meeting);
    before
        .map(|(_, held)| held.treated.get(topic))
        .any(|treatment| treatment == Some(&Treatment::Discussed))
}

/// Returns whether a note of a 1:1 was written before its end; a later one is a remark.
pub fn was_written_in(meeting: &Meeting, id: ChangeId, note: &Note) -> bool {
    match note.audience() {
        Audience::Author => meeting.closing.is_none() || was_there(meeting, id),
        Audience::Pair | Audience::Journey => meeting.closing.is_none() || meeting.holds(id),
    }
}

/// Returns whether something private was on the agenda of a closed 1:1: it was entered before the end.
pub(super) fn was_there(meeting: &Meeting, entered: ChangeId) -> bool {
    let closing = meeting.closing.as_ref();
    closing.is_some_and(|closing| entered < closing.change)
}

/// Returns the change that entered something private, if a line of an agenda is about such a thing.
pub(super) fn entered_privately(journey: &Journey, topic: &Topic) -> Option<ChangeId> {
    let entered = match topic {
        Topic::Point { point } => *point,
        Topic::Question { note } => *note,
        Topic::Goal { .. }
        | Topic::Agreement { .. }
        | Topic::Action { .. }
        | Topic::Ask { .. }
        | Topic::FirstStep { .. }
        | Topic::Gate { .. }
        | Topic::Rhythm
        | Topic::Signal { .. } => return None,
    };
    journey.is_private(topic).then_some(entered)
}
