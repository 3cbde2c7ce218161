//! What happened in the 1:1s, in words.

use super::Teller;
use crate::domain::plan::people::Party;
use crate::domain::record::change::{Change, Edit, Verb};
use crate::domain::record::goal::Visibility;
use crate::domain::record::meeting::{Action, MeetingEdit, Point, Rating, Topic};

/// Returns the words for a change of the 1:1s.
pub(super) fn deed(teller: &Teller<'_>, change: &Change) -> String {
    let edit = change.edits.iter().find_map(|edit| match edit {
        Edit::Meeting(edit) => Some(edit),
        _ => None,
    });
    match edit {
        Some(edit) => words(teller, change.verb, edit),
        None => "changed the 1:1".to_owned(),
    }
}

fn words(teller: &Teller<'_>, verb: Verb, edit: &MeetingEdit) -> String {
    match edit {
        MeetingEdit::Opening { .. } => "started a 1:1".to_owned(),
        MeetingEdit::Closing { set, .. } => {
            let next = set.to.as_ref().and_then(|closing| closing.next);
            match next {
                Some(next) => format!("closed the 1:1; the next one is on {next}"),
                None => "closed the 1:1".to_owned(),
            }
        }
        MeetingEdit::Treatment { topic, .. } => {
            let topic = self::topic(teller, topic);
            match verb {
                Verb::Discuss => format!("discussed {topic}"),
                Verb::PutOff => format!("put off {topic}"),
                _ => format!("took up again {topic}"),
            }
        }
        MeetingEdit::Rating { set, .. } => match &set.to {
            Some(_) if teller.reader == Party::Manager => "rated how it goes".to_owned(),
            Some(rating) => rated(rating),
            None => "took a rating back".to_owned(),
        },
        MeetingEdit::Point { set, .. } => match &set.to {
            Some(point) => format!("put on the agenda: {}", point_text(teller, point)),
            None => "took a point off the agenda".to_owned(),
        },
        MeetingEdit::Action { set, .. } => match (verb, &set.to) {
            (Verb::Finish, Some(action)) => format!("finished the action: {}", action.text),
            (Verb::Unfinish, Some(action)) => format!("opened the action again: {}", action.text),
            (_, Some(action)) => format!("entered an action for {}", owed(teller, action)),
            (_, None) => "took an action back".to_owned(),
        },
        MeetingEdit::Next { set } => match set.to {
            Some(on) => format!("agreed on the next 1:1: {on}"),
            None => "took back the day of the next 1:1".to_owned(),
        },
    }
}

fn rated(rating: &Rating) -> String {
    let words = rating.words.as_deref().map(|words| format!(": {words}"));
    format!(
        "rated role clarity {}, confidence {}, belonging {}{}",
        rating.role_clarity,
        rating.confidence,
        rating.belonging,
        words.unwrap_or_default()
    )
}

fn point_text(teller: &Teller<'_>, point: &Point) -> String {
    match point.visibility {
        Visibility::Private if !point.is_visible_to(teller.reader) => "a private point".to_owned(),
        _ => point.text.clone(),
    }
}

fn owed(teller: &Teller<'_>, action: &Action) -> String {
    let people = &teller.journey.people;
    let owner = people.name(action.owner).unwrap_or(action.owner.word());
    let due = action.due.map(|due| format!(", due {due}"));
    format!("{owner}: {}{}", action.text, due.unwrap_or_default())
}

fn topic(teller: &Teller<'_>, topic: &Topic) -> String {
    let meetings = &teller.journey.meetings;
    match topic {
        Topic::Goal { goal } => teller.goal(goal),
        Topic::Action { action } => match meetings.actions.get(action) {
            Some(action) => format!("the action: {}", action.text),
            None => "an action".to_owned(),
        },
        Topic::Point { point } => match meetings.points.get(point) {
            Some(point) => format!("the point: {}", point_text(teller, point)),
            None => "a point".to_owned(),
        },
        Topic::Question { .. } => "a question".to_owned(),
        Topic::Gate { milestone } => format!("the gate review at {}", milestone.label()),
        Topic::Rhythm => "how often you meet".to_owned(),
    }
}
