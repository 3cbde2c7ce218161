//! The 1:1s: begun, gone through, rated, closed; points, actions and the next day between them.

use chrono::NaiveDate;

use super::put;
use crate::domain::plan::people::{Author, Party};
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Fit, Kind, Set, wordless};
use crate::domain::record::meeting::{Closing, Edge, Meeting, Opening, Point, Topic, Treatment};
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::record::teller::Teller;
use crate::domain::record::texts::Texts;
use crate::domain::record::verb::Verb;
use crate::domain::words::when::full_date;

/// What the messages call it.
pub(super) const MEETING: &str = "1:1";

pub(super) fn held(journey: &Journey, meeting: ChangeId) -> Option<&Meeting> {
    journey.meetings.get(meeting)
}

pub(super) fn held_mut(journey: &mut Journey, meeting: ChangeId) -> Option<&mut Meeting> {
    let meeting = journey.meetings.one_with(meeting);
    journey.meetings.held.get_mut(&meeting)
}

pub(super) fn refuse_closed(journey: &Journey, meeting: ChangeId) -> Option<UndoRefusal> {
    let is_closed = held(journey, meeting).is_some_and(|held| held.closing.is_some());
    is_closed.then_some(UndoRefusal::Closed(MEETING))
}

/// A 1:1 comes into being, or goes.
impl Kind for Opening {
    type Key = ChangeId;
    type Value = Self;

    wordless!();

    fn get<'j>(journey: &'j Journey, meeting: &ChangeId) -> Option<&'j Self> {
        let joined = journey.meetings.joined.get(meeting);
        let held = journey.meetings.held.get(meeting);
        joined
            .map(|joined| &joined.opening)
            .or(held.map(|held| &held.opening))
    }

    fn put(journey: &mut Journey, meeting: &ChangeId, value: Option<Self>) {
        let meetings = &mut journey.meetings;
        match meetings.joined.get_mut(meeting) {
            Some(joined) => match value {
                Some(opening) => joined.opening = opening,
                None => put(&mut meetings.joined, meeting, None),
            },
            None => put(&mut meetings.held, meeting, value.map(Meeting::begun)),
        }
    }

    /// A 1:1 does not go while another is one with it, or while something was agreed in it; everybody
    /// knows of both.
    fn fit(journey: &Journey, set: &Set<Self>) -> Fit {
        let now = Self::get(journey, &set.key);
        let meetings = &journey.meetings;
        let holds = || {
            let mut joined = meetings.joined.values();
            let mut actions = meetings.actions.values();
            joined.any(|joined| joined.into == set.key)
                || actions.any(|action| meetings.is_in(action.entry.meeting, set.key))
        };
        match () {
            () if now == set.to.as_ref() && now != set.from.as_ref() => Fit::Reached,
            () if now != set.from.as_ref() => Fit::Missed,
            () if set.to.is_none() && holds() => Fit::Missed,
            () => Fit::Meets,
        }
    }

    fn may_set(author: &Author, _: &Set<Self>) -> bool {
        author.party != Party::Manager
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        if set.to.is_some() {
            return (!is_empty(journey, set.key)).then_some(UndoRefusal::NotEmpty(MEETING));
        }
        // A 1:1 comes back only where no other is open.
        let open = journey.meetings.open();
        open.map(|_| UndoRefusal::AnotherOpen(MEETING))
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let occasion = set.to.as_ref().map(|opening| opening.occasion);
        Some(match occasion.filter(|occasion| !occasion.is_weekly()) {
            Some(occasion) => format!("started {}", occasion.with_article()),
            None => "started a 1:1".to_owned(),
        })
    }
}

fn is_empty(journey: &Journey, meeting: ChangeId) -> bool {
    let is_bare = held(journey, meeting).is_none_or(|held| {
        // What is private to somebody holds nothing that both have.
        let mut treated = held.treated.keys();
        treated.all(|topic| journey.is_private(topic))
            && held.round.ratings.is_empty()
            && held.round.given.is_empty()
            && held.closing.is_none()
    });
    let mut actions = journey.meetings.actions.values();
    let mut shared = journey
        .all_notes()
        .filter(|(_, _, note)| note.shared().is_some());
    is_bare
        && actions.all(|action| !journey.meetings.is_in(action.entry.meeting, meeting))
        && shared.all(|(_, _, note)| !journey.meetings.is_in(note.meeting, meeting))
        && (journey.meetings.joined.values()).all(|joined| joined.into != meeting)
}

/// What was done with a line of the agenda, under the 1:1 and the line.
impl Kind for Treatment {
    type Key = (ChangeId, Topic);
    type Value = Self;

    wordless!();

    fn get<'j>(journey: &'j Journey, (meeting, topic): &Self::Key) -> Option<&'j Self> {
        held(journey, *meeting)?.treated.get(topic)
    }

    fn put(journey: &mut Journey, (meeting, topic): &Self::Key, value: Option<Self>) {
        if let Some(held) = held_mut(journey, *meeting) {
            put(&mut held.treated, topic, value);
        }
    }

    fn placed(journey: &Journey, (meeting, rest): &Self::Key) -> Self::Key {
        (journey.meetings.one_with(*meeting), rest.clone())
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

    fn may_set(author: &Author, _: &Set<Self>) -> bool {
        author.party != Party::Manager
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
        Topic::Agreement { goal } => format!("what was agreed on {}", teller.goal(goal)),
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
        Topic::Ask { question } => {
            let mut questions = teller.journey.role.questions.iter();
            let asked = questions.find(|asked| asked.slug == *question);
            asked.map_or("a question".to_owned(), |asked| asked.text.clone())
        }
        Topic::FirstStep { .. } => "a first step".to_owned(),
        Topic::Rhythm => "how often you meet".to_owned(),
        Topic::Signal { .. } => "a signal".to_owned(),
    }
}

/// A 1:1 is closed, or opened again.
impl Kind for Closing {
    type Key = ChangeId;
    type Value = Self;

    wordless!();

    fn get<'j>(journey: &'j Journey, meeting: &ChangeId) -> Option<&'j Self> {
        held(journey, *meeting)?.closing.as_ref()
    }

    fn put(journey: &mut Journey, meeting: &ChangeId, value: Option<Self>) {
        if let Some(held) = held_mut(journey, *meeting) {
            held.closing = value;
        }
    }

    fn placed(journey: &Journey, meeting: &ChangeId) -> ChangeId {
        journey.meetings.one_with(*meeting)
    }

    fn has_place(journey: &Journey, meeting: &ChangeId) -> bool {
        held(journey, *meeting).is_some()
    }

    fn is_same(one: &Self, other: &Self) -> bool {
        one.next == other.next
    }

    fn may_set(author: &Author, _: &Set<Self>) -> bool {
        author.party != Party::Manager
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let open = journey.meetings.open();
        let another = open.is_some_and(|(open, _)| open != set.key);
        let has_check_ins = |closing: &Self| journey.meetings.has_check_ins(closing.change);
        match &set.to {
            Some(_) if another => Some(UndoRefusal::AnotherOpen(MEETING)),
            Some(closing) if has_check_ins(closing) => Some(UndoRefusal::CheckedIn),
            _ => None,
        }
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let next = set.to.as_ref().and_then(|closing| closing.next);
        Some(match next {
            Some(next) => {
                let next = full_date(next);
                format!("closed the 1:1; the next one is on {next}")
            }
            None => "closed the 1:1".to_owned(),
        })
    }
}

/// Something to talk about.
impl Kind for Point {
    type Key = ChangeId;
    type Value = Self;

    fn texts(_: &ChangeId, point: &mut Self, texts: &mut Texts<'_>) {
        texts.own(None, &mut point.text);
    }

    fn get<'j>(journey: &'j Journey, point: &ChangeId) -> Option<&'j Self> {
        journey.meetings.points.get(point)
    }

    fn put(journey: &mut Journey, point: &ChangeId, value: Option<Self>) {
        put(&mut journey.meetings.points, point, value);
    }

    fn audience(_: &Journey, set: &Set<Self>) -> Audience {
        set.either().map_or(Audience::Pair, Self::audience)
    }

    fn may_set(author: &Author, set: &Set<Self>) -> bool {
        let mut values = set.from.iter().chain(&set.to);
        values.all(|point| point.author.person == author.person)
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let topic = Topic::Point { point: set.key };
        let mut closed = journey.meetings.held.values();
        let is_kept = closed.any(|held| {
            let mut kept = held.kept(Edge::Closing).iter();
            let is_treated = held.closing.is_some() && held.treated.contains_key(&topic);
            is_treated || kept.any(|kept| kept.topic == topic)
        });
        is_kept.then_some(UndoRefusal::Closed(MEETING))
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        Some(match &set.to {
            Some(point) => format!("put on the agenda: {}", point_text(teller, point)),
            None => "took a point off the agenda".to_owned(),
        })
    }
}

fn point_text(teller: &Teller<'_>, point: &Point) -> String {
    match teller
        .reader
        .may_read(point.audience(), point.author.person)
    {
        true => point.text.clone(),
        false => "a point".to_owned(),
    }
}

/// The day agreed for the next 1:1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next;

impl Kind for Next {
    type Key = ();
    type Value = NaiveDate;

    wordless!();

    fn get<'j>(journey: &'j Journey, (): &()) -> Option<&'j NaiveDate> {
        journey.meetings.next.as_ref()
    }

    fn put(journey: &mut Journey, (): &(), value: Option<NaiveDate>) {
        journey.meetings.next = value;
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        Some(match set.to {
            Some(on) => format!("agreed on the next 1:1: {}", full_date(on)),
            None => "took back the day of the next 1:1".to_owned(),
        })
    }
}
