//! The rows of the minutes of a 1:1, for whoever was not there. Holds nothing private: its notes are
//! shared ones by type, and a private line of the agenda has no text that it could take.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::judgment::dates::Dates;
use crate::domain::plan::people::Party;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kinds::Edit;
use crate::domain::record::meeting::{Edge, Kept, Meeting, Topic, Treatment};
use crate::domain::record::verb::Verb;
use crate::domain::record::writing::SharedNote;
use crate::domain::telling::agenda::{Line, agenda};
use crate::domain::telling::{history, kept as kept_agenda};
use crate::domain::wording::goals;

/// The rows of the minutes. Texts are as they were typed, not yet escaped for any format.
#[derive(Clone, Debug)]
pub struct Minutes<'a> {
    /// The number of the 1:1 in the journey, from 1.
    pub number: usize,
    /// The hire.
    pub hire: &'a str,
    /// The mentor.
    pub mentor: &'a str,
    /// The role.
    pub title: &'a str,
    /// The day of the 1:1.
    pub on: NaiveDate,
    /// Whether it is still open.
    pub is_open: bool,
    /// What was agreed: who does what, and by when.
    pub actions: Vec<Agreed<'a>>,
    /// The day agreed for the next one.
    pub next: Option<NaiveDate>,
    /// What was confirmed, returned and finished in it.
    pub settled: Vec<String>,
    /// What was discussed.
    pub discussed: Vec<String>,
    /// What was put off or not come to.
    pub left_over: Vec<String>,
    /// Shared notes, the oldest first.
    pub notes: Vec<NoteRow<'a>>,
    /// Shared notes that were written after it was closed.
    pub remarks: Vec<NoteRow<'a>>,
}

/// An action of the minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed<'a> {
    /// Who does it.
    pub owner: &'a str,
    /// What is to be done.
    pub text: &'a str,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The goal that it serves.
    pub goal: Option<String>,
}

/// A shared note of the minutes.
#[derive(Clone, Debug)]
pub struct NoteRow<'a> {
    /// The goal that it is on.
    pub goal: Option<String>,
    /// The note.
    pub note: SharedNote<'a>,
}

/// Returns the minutes of a 1:1; nothing where it is not there. `changes` is the log in order.
pub fn minutes<'a>(
    journey: &'a Journey,
    changes: &[Change],
    dates: &Dates,
    id: ChangeId,
) -> Option<Minutes<'a>> {
    let meeting = journey.meetings.get(id)?;
    let settled = Settled::of(journey, changes, id);
    let (discussed, left_over) = kept(journey, dates, meeting, &settled);
    let (notes, remarks) = notes(journey, id, meeting);
    let closing = meeting.closing.as_ref();
    let mentor = meeting.opening.mentor.as_deref();
    Some(Minutes {
        number: journey.meetings.number(id)?,
        hire: &meeting.opening.hire,
        mentor: mentor.unwrap_or(Party::Mentor.word()),
        title: &journey.role.title,
        on: meeting.opening.on,
        is_open: closing.is_none(),
        actions: agreed(journey, id),
        next: closing.and_then(|closing| closing.next),
        settled: settled.words,
        discussed,
        left_over,
        notes,
        remarks,
    })
}

fn agreed(journey: &Journey, id: ChangeId) -> Vec<Agreed<'_>> {
    let actions = journey.meetings.actions.values();
    actions
        .filter(|action| journey.meetings.is_in(action.entry.meeting, id))
        .map(|action| Agreed {
            owner: &action.owner().name,
            text: &action.text,
            due: action.due,
            goal: action.entry.goal.as_ref().and_then(|slug| {
                let goal = journey.goal(slug)?;
                Some(goals::named(goal))
            }),
        })
        .collect()
}

/// What was answered and finished between the start and the close of a 1:1, as the log stood then.
struct Settled {
    topics: Vec<Topic>,
    words: Vec<String>,
}

impl Settled {
    fn of(journey: &Journey, changes: &[Change], id: ChangeId) -> Self {
        let ends = |change: &Change| {
            change.edits.iter().any(|edit| match edit {
                Edit::Closing(set) => set.key == id && set.to.is_some(),
                _ => false,
            })
        };
        let is_closed = |meeting: &Meeting| meeting.closing.is_some();
        let held = journey.meetings.get(id);
        let end = match held.is_some_and(is_closed) {
            true => changes.iter().rposition(ends),
            false => None,
        };
        // What was undone later was settled all the same when the 1:1 was closed.
        let until = end.and_then(|end| changes.get(..=end)).unwrap_or(changes);
        let is_for_all = |change: &&Change| change.audience == Audience::Journey;
        let until: Vec<Change> = until.iter().filter(is_for_all).cloned().collect();
        let begins = |change: &&Change| {
            let mut edits = change.edits.iter();
            edits.any(|edit| matches!(edit, Edit::Meeting(set) if set.key == id))
        };
        let start = until.iter().find(begins).map(|change| change.id);
        let by_id: HashMap<ChangeId, &Change> =
            until.iter().map(|change| (change.id, change)).collect();
        let lines = history::lines(journey, &until, Party::Manager);
        let mut settled = Self {
            topics: Vec::new(),
            words: Vec::new(),
        };
        let meanwhile = lines.iter().skip_while(|line| Some(line.id) != start);
        for line in meanwhile.filter(|line| !line.undone) {
            let change = by_id.get(&line.id);
            if let Some(topic) = change.and_then(|change| settles(change)) {
                settled.topics.push(topic);
                settled
                    .words
                    .push(format!("{} {}", line.author.name, line.text));
            }
        }
        settled
    }
}

/// Returns what a change settles, where it settles something.
fn settles(change: &Change) -> Option<Topic> {
    match change.verb {
        Verb::Confirm | Verb::Return => {
            let goal = change.goal()?.clone();
            Some(Topic::Goal { goal })
        }
        Verb::Finish => change.edits.iter().find_map(|edit| match edit {
            Edit::ActionDone(set) => Some(Topic::Action { action: set.key }),
            _ => None,
        }),
        _ => None,
    }
}

/// Returns the lines that were discussed, and those that were left over.
fn kept(
    journey: &Journey,
    dates: &Dates,
    meeting: &Meeting,
    settled: &Settled,
) -> (Vec<String>, Vec<String>) {
    let lines: Vec<Kept> = match &meeting.closing {
        Some(_) => meeting.kept(Edge::Closing).to_vec(),
        None => agenda(journey, dates, Party::Hire)
            .iter()
            .filter_map(Line::kept)
            .collect(),
    };
    let (mut discussed, mut left_over) = (Vec::new(), Vec::new());
    for line in lines {
        let text = line.text;
        match line.treatment {
            Some(Treatment::Discussed) => discussed.push(text),
            // The nudge is for the two, not for the record.
            _ if line.topic == Topic::Rhythm => {}
            // Agreed in this very 1:1, or settled in it: nothing of it is left.
            _ if settled.topics.contains(&line.topic) || is_new(journey, meeting, &line.topic) => {}
            Some(Treatment::PutOff) => left_over.push(format!("{text} (put off)")),
            None => left_over.push(text),
        }
    }
    (discussed, left_over)
}

/// Returns whether a line is an action that was entered in the 1:1.
fn is_new(journey: &Journey, meeting: &Meeting, topic: &Topic) -> bool {
    match topic {
        Topic::Action { action } => {
            let action = journey.meetings.actions.get(action);
            let within = action.and_then(|action| journey.meetings.get(action.entry.meeting?));
            within.is_some_and(|within| within.opening == meeting.opening)
        }
        _ => false,
    }
}

fn notes<'a>(
    journey: &'a Journey,
    id: ChangeId,
    meeting: &Meeting,
) -> (Vec<NoteRow<'a>>, Vec<NoteRow<'a>>) {
    let (mut notes, mut remarks) = (Vec::new(), Vec::new());
    for (goal, note_id, note) in journey.all_notes() {
        let Some(shared) = note
            .shared()
            .filter(|_| journey.meetings.is_in(note.meeting, id))
        else {
            continue;
        };
        let row = NoteRow {
            goal: goal.map(goals::named),
            note: shared,
        };
        match !kept_agenda::was_written_in(meeting, note_id, note) {
            true => remarks.push(row),
            false => notes.push(row),
        }
    }
    (notes, remarks)
}
