//! A 1:1 → the page of its minutes, for those who were not there. Holds nothing private: its notes are
//! shared ones by type, and a private line of the agenda has no text that it could take.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::judgment::dates::Dates;
use crate::domain::plan::people::Party;
use crate::domain::record::action::Action;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kinds::Edit;
use crate::domain::record::meeting::{Edge, Kept, Meeting, Topic, Treatment};
use crate::domain::record::verb::Verb;
use crate::domain::telling::agenda::{Line, agenda};
use crate::domain::telling::{history, kept as kept_agenda};
use crate::domain::wording::{goals, meetings};
use crate::domain::words::when::full_date;
use crate::report::blocks::{Block, Item, List, Page, Section, Title, labeled};

use super::noted;

/// The minutes of a 1:1.
#[derive(Clone, Debug)]
pub struct Minutes {
    /// The number of the 1:1 in the journey, from 1.
    pub number: usize,
    /// The day of the 1:1.
    pub on: NaiveDate,
    /// What they say: what was agreed comes first.
    pub page: Page,
}

/// Returns the minutes of a 1:1; nothing where it is not there. `changes` is the log in order.
pub fn minutes(
    journey: &Journey,
    changes: &[Change],
    dates: &Dates,
    id: ChangeId,
) -> Option<Minutes> {
    let meeting = journey.meetings.get(id)?;
    let number = journey.meetings.number(id)?;
    let opening = &meeting.opening;
    let mentor = opening.mentor.as_deref().unwrap_or(Party::Mentor.word());
    let open = match meeting.closing {
        Some(_) => "",
        None => "; still open",
    };
    let about = format!("{}, {}{open}.", full_date(opening.on), journey.role.title);
    let until = until_closed(journey, changes, id);
    let folded = meeting.closing.as_ref().and_then(|_| Journey::fold(until));
    // What was agreed is told in the words of then; it may have been changed since.
    let then = folded.as_ref().unwrap_or(journey);
    let settled = Settled::of(journey, then, until, id);
    let (discussed, left_over) = kept(journey, dates, meeting, &settled);
    let (notes, remarks) = notes(journey, id, meeting);
    let texts = [
        ("Confirmed, returned and done", settled.words),
        ("Discussed", discussed),
        ("Left over", left_over),
    ];
    let texts = texts.into_iter().map(|(heading, texts)| {
        let lines = texts.into_iter().map(|text| vec![text.into()]);
        (heading, lines.map(Item::line).collect::<Vec<Item>>())
    });
    let texts = texts.filter(|(_, items)| !items.is_empty());
    let texts = texts.map(|(heading, items)| {
        Section::new(heading, vec![Block::List(List { first: None, items })])
    });
    let notes = [("Notes", notes), ("Remarks since", remarks)];
    let notes = notes.into_iter().filter(|(_, notes)| !notes.is_empty());
    let notes = notes.map(|(heading, notes)| Section::new(heading, notes));
    let agreed = Section::new("Agreed", vec![agreed(then, id, meeting)]);
    Some(Minutes {
        number,
        on: opening.on,
        page: Page {
            title: Title::of(
                format!("1:1 no. {number}"),
                format!("{} and {mentor}", opening.hire),
            ),
            blocks: vec![Block::text(about)],
            sections: [agreed].into_iter().chain(texts).chain(notes).collect(),
        },
    })
}

/// Returns who does what and by when, and the day of the next 1:1.
fn agreed(journey: &Journey, id: ChangeId, meeting: &Meeting) -> Block {
    let actions = journey.meetings.actions.values();
    let actions = actions.filter(|action| journey.meetings.is_in(action.entry.meeting, id));
    let actions = actions.filter(|action| action.dropped.is_none());
    let actions = actions.map(|action| {
        let goal = action.entry.goal.as_ref();
        let goal = goal.and_then(|slug| journey.goal(slug));
        let goal = goal.map(|goal| format!(", for {}", goals::named(goal)));
        let due = action.due.map(|due| format!(", due {}", full_date(due)));
        let (goal, due) = (goal.unwrap_or_default(), due.unwrap_or_default());
        labeled(action.owner(), format!("{}{goal}{due}", action.text))
    });
    let next = match &meeting.closing {
        Some(closing) => closing.next.map_or(meetings::NO_DAY.to_owned(), full_date),
        None => "not agreed yet".to_owned(),
    };
    Block::lines(actions.chain([labeled("Next 1:1", next)]))
}

/// Returns the log up to the close of a 1:1, or the whole of it while it is open. What was undone later
/// was settled all the same when the 1:1 was closed.
fn until_closed<'c>(journey: &Journey, changes: &'c [Change], id: ChangeId) -> &'c [Change] {
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
    end.and_then(|end| changes.get(..=end)).unwrap_or(changes)
}

/// What was answered and finished between the start and the close of a 1:1, as the log stood then.
struct Settled {
    topics: Vec<Topic>,
    words: Vec<String>,
}

impl Settled {
    fn of(journey: &Journey, then: &Journey, until: &[Change], id: ChangeId) -> Self {
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
            let topic = change.and_then(|change| settles(change));
            if let Some(topic) = topic.filter(|topic| !is_open_action(then, topic)) {
                settled.topics.push(topic);
                settled
                    .words
                    .push(format!("{} {}", line.author.name, line.text));
            }
        }
        settled
    }
}

/// Returns whether a line is about an action that is open, though it may have been done for a while.
fn is_open_action(then: &Journey, topic: &Topic) -> bool {
    let Topic::Action { action } = topic else {
        return false;
    };
    let action = then.meetings.actions.get(action);
    action.is_some_and(Action::is_open)
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

/// Returns the shared notes of a 1:1, the oldest first, and those written after it was closed.
fn notes(journey: &Journey, id: ChangeId, meeting: &Meeting) -> (Vec<Block>, Vec<Block>) {
    let (mut notes, mut remarks) = (Vec::new(), Vec::new());
    for (goal, note_id, note) in journey.all_notes() {
        let Some(shared) = note
            .shared()
            .filter(|_| journey.meetings.is_in(note.meeting, id))
        else {
            continue;
        };
        let place = goal.map(|goal| format!("on {}", goals::named(goal)));
        let told = noted(&shared, place.as_deref());
        match !kept_agenda::was_written_in(meeting, note_id, note) {
            true => remarks.push(told),
            false => notes.push(told),
        }
    }
    (notes, remarks)
}
