//! The 1:1s: begun, gone through, rated, closed; points, actions and the next day between them.

use chrono::NaiveDate;

use super::put;
use crate::domain::plan::people::Party;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Audience, Kind, Set};
use crate::domain::record::meeting::{
    Action, Closing, Meeting, Opening, Point, Rating, Topic, Treatment,
};
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::record::teller::{Teller, behind};
use crate::domain::record::verb::Verb;
use crate::domain::record::writing::Visibility;

/// What the messages call it.
pub(super) const MEETING: &str = "1:1";

fn held(journey: &Journey, meeting: ChangeId) -> Option<&Meeting> {
    journey.meetings.held.get(&meeting)
}

fn refuse_closed(journey: &Journey, meeting: ChangeId) -> Option<UndoRefusal> {
    let is_closed = held(journey, meeting).is_some_and(|held| held.closing.is_some());
    is_closed.then_some(UndoRefusal::Closed(MEETING))
}

/// A 1:1 comes into being, or goes.
impl Kind for Opening {
    type Key = ChangeId;
    type Value = Self;

    fn get<'j>(journey: &'j Journey, meeting: &ChangeId) -> Option<&'j Self> {
        held(journey, *meeting).map(|held| &held.opening)
    }

    fn put(journey: &mut Journey, meeting: &ChangeId, value: Option<Self>) {
        put(
            &mut journey.meetings.held,
            meeting,
            value.map(Meeting::begun),
        );
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        if set.to.is_some() {
            return (!is_empty(journey, set.key)).then_some(UndoRefusal::NotEmpty(MEETING));
        }
        // A 1:1 comes back only where no other is open.
        let open = journey.meetings.open();
        open.map(|_| UndoRefusal::AnotherOpen(MEETING))
    }

    fn words(_: &Teller<'_>, _: &Set<Self>) -> Option<String> {
        Some("started a 1:1".to_owned())
    }
}

fn is_empty(journey: &Journey, meeting: ChangeId) -> bool {
    let is_bare = held(journey, meeting).is_none_or(|held| {
        held.treated.is_empty() && held.ratings.is_empty() && held.closing.is_none()
    });
    let mut actions = journey.meetings.actions.values();
    is_bare
        && actions.all(|action| action.meeting != Some(meeting))
        && journey
            .all_notes()
            .all(|(_, _, note)| note.meeting != Some(meeting))
}

/// What was done with a line of the agenda, under the 1:1 and the line.
impl Kind for Treatment {
    type Key = (ChangeId, Topic);
    type Value = Self;

    fn get<'j>(journey: &'j Journey, (meeting, topic): &Self::Key) -> Option<&'j Self> {
        held(journey, *meeting)?.treated.get(topic)
    }

    fn put(journey: &mut Journey, (meeting, topic): &Self::Key, value: Option<Self>) {
        if let Some(held) = journey.meetings.held.get_mut(meeting) {
            put(&mut held.treated, topic, value);
        }
    }

    fn has_place(journey: &Journey, (meeting, _): &Self::Key) -> bool {
        held(journey, *meeting).is_some()
    }

    fn audience(journey: &Journey, set: &Set<Self>) -> Audience {
        let (_, topic) = &set.key;
        match journey.is_private(topic) {
            true => Audience::Author,
            false => Audience::Pair,
        }
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let (meeting, _) = set.key;
        refuse_closed(journey, meeting)
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let (_, topic) = &set.key;
        let topic = topic_words(teller, topic);
        Some(match teller.verb {
            Verb::Discuss => format!("discussed {topic}"),
            Verb::PutOff => format!("put off {topic}"),
            _ => format!("took up again {topic}"),
        })
    }
}

fn topic_words(teller: &Teller<'_>, topic: &Topic) -> String {
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

/// How a side feels, under the 1:1 and the side.
impl Kind for Rating {
    type Key = (ChangeId, Party);
    type Value = Self;

    fn get<'j>(journey: &'j Journey, (meeting, party): &Self::Key) -> Option<&'j Self> {
        held(journey, *meeting)?.ratings.get(party)
    }

    fn put(journey: &mut Journey, (meeting, party): &Self::Key, value: Option<Self>) {
        if let Some(held) = journey.meetings.held.get_mut(meeting) {
            put(&mut held.ratings, party, value);
        }
    }

    fn has_place(journey: &Journey, (meeting, _): &Self::Key) -> bool {
        held(journey, *meeting).is_some()
    }

    fn audience(_: &Journey, _: &Set<Self>) -> Audience {
        Audience::Pair
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let (meeting, _) = set.key;
        refuse_closed(journey, meeting)
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        Some(match &set.to {
            Some(_) if teller.reader == Party::Manager => "rated how it goes".to_owned(),
            Some(rating) => format!(
                "rated role clarity {}, confidence {}, belonging {}{}",
                rating.role_clarity,
                rating.confidence,
                rating.belonging,
                behind(": ", rating.words.as_deref())
            ),
            None => "took a rating back".to_owned(),
        })
    }
}

/// A 1:1 is closed, or opened again.
impl Kind for Closing {
    type Key = ChangeId;
    type Value = Self;

    fn get<'j>(journey: &'j Journey, meeting: &ChangeId) -> Option<&'j Self> {
        held(journey, *meeting)?.closing.as_ref()
    }

    fn put(journey: &mut Journey, meeting: &ChangeId, value: Option<Self>) {
        if let Some(held) = journey.meetings.held.get_mut(meeting) {
            held.closing = value;
        }
    }

    fn has_place(journey: &Journey, meeting: &ChangeId) -> bool {
        held(journey, *meeting).is_some()
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let open = journey.meetings.open();
        let another = open.is_some_and(|(open, _)| open != set.key);
        (set.to.is_some() && another).then_some(UndoRefusal::AnotherOpen(MEETING))
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let next = set.to.as_ref().and_then(|closing| closing.next);
        Some(match next {
            Some(next) => format!("closed the 1:1; the next one is on {next}"),
            None => "closed the 1:1".to_owned(),
        })
    }
}

/// Something to talk about.
impl Kind for Point {
    type Key = ChangeId;
    type Value = Self;

    fn get<'j>(journey: &'j Journey, point: &ChangeId) -> Option<&'j Self> {
        journey.meetings.points.get(point)
    }

    fn put(journey: &mut Journey, point: &ChangeId, value: Option<Self>) {
        put(&mut journey.meetings.points, point, value);
    }

    fn audience(_: &Journey, set: &Set<Self>) -> Audience {
        match set.either().map(|point| point.visibility) {
            Some(Visibility::Private) => Audience::Author,
            _ => Audience::Pair,
        }
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let topic = Topic::Point { point: set.key };
        let mut closings = journey
            .meetings
            .held
            .values()
            .flat_map(|held| &held.closing);
        closings
            .any(|closing| closing.agenda.iter().any(|kept| kept.topic == topic))
            .then_some(UndoRefusal::Closed(MEETING))
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        Some(match &set.to {
            Some(point) => format!("put on the agenda: {}", point_text(teller, point)),
            None => "took a point off the agenda".to_owned(),
        })
    }
}

fn point_text(teller: &Teller<'_>, point: &Point) -> String {
    match point.is_visible_to(teller.reader) {
        true => point.text.clone(),
        false => "a private point".to_owned(),
    }
}

/// Something agreed to be done.
impl Kind for Action {
    type Key = ChangeId;
    type Value = Self;

    fn get<'j>(journey: &'j Journey, action: &ChangeId) -> Option<&'j Self> {
        journey.meetings.actions.get(action)
    }

    fn put(journey: &mut Journey, action: &ChangeId, value: Option<Self>) {
        put(&mut journey.meetings.actions, action, value);
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let entered = set.from.is_none() || set.to.is_none();
        let meeting = set.either()?.meeting.filter(|_| entered)?;
        if held(journey, meeting).is_none() {
            return Some(UndoRefusal::Gone(MEETING));
        }
        refuse_closed(journey, meeting)
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        Some(match (teller.verb, &set.to) {
            (Verb::Finish, Some(action)) => format!("finished the action: {}", action.text),
            (Verb::Unfinish, Some(action)) => format!("opened the action again: {}", action.text),
            (_, Some(action)) => format!("entered an action for {}", owed(teller, action)),
            (_, None) => "took an action back".to_owned(),
        })
    }
}

fn owed(teller: &Teller<'_>, action: &Action) -> String {
    let people = &teller.journey.people;
    let owner = people.name(action.owner).unwrap_or(action.owner.word());
    let due = action.due.map(|due| format!(", due {due}"));
    format!("{owner}: {}{}", action.text, due.unwrap_or_default())
}

/// The day agreed for the next 1:1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next;

impl Kind for Next {
    type Key = ();
    type Value = NaiveDate;

    fn get<'j>(journey: &'j Journey, (): &()) -> Option<&'j NaiveDate> {
        journey.meetings.next.as_ref()
    }

    fn put(journey: &mut Journey, (): &(), value: Option<NaiveDate>) {
        journey.meetings.next = value;
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        Some(match set.to {
            Some(on) => format!("agreed on the next 1:1: {on}"),
            None => "took back the day of the next 1:1".to_owned(),
        })
    }
}
