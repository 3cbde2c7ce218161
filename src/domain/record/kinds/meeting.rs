//! The 1:1s: begun, gone through, rated, closed; points, actions and the next day between them.

use chrono::NaiveDate;

use super::{put, record};
use crate::domain::plan::people::{Author, Mark, Party};
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Fit, Kind, Set, wordless};
use crate::domain::record::meeting::{
    Action, Closing, Edge, Entry, Meeting, Opening, Point, Rating, Topic, Treatment,
};
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::record::teller::{Teller, behind};
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

fn refuse_closed(journey: &Journey, meeting: ChangeId) -> Option<UndoRefusal> {
    let is_closed = held(journey, meeting).is_some_and(|held| held.closing.is_some());
    is_closed.then_some(UndoRefusal::Closed(MEETING))
}

fn refuse_said(journey: &Journey, round: ChangeId) -> Option<UndoRefusal> {
    let is_closed = journey.meetings.said_in(round).is_closed();
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

    fn words(_: &Teller<'_>, _: &Set<Self>) -> Option<String> {
        Some("started a 1:1".to_owned())
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
        Topic::Rhythm => "how often you meet".to_owned(),
        Topic::Signal { .. } => "a signal".to_owned(),
    }
}

/// How a side feels, under the 1:1 and the side.
impl Kind for Rating {
    type Key = (ChangeId, Party);
    type Value = Self;

    fn texts(_: &Self::Key, rating: &mut Self, texts: &mut Texts<'_>) {
        for words in rating.words.iter_mut().chain(rating.why.values_mut()) {
            texts.own(Some(&rating.mark.by), words);
        }
    }

    fn get<'j>(journey: &'j Journey, (meeting, party): &Self::Key) -> Option<&'j Self> {
        journey.meetings.round(*meeting)?.ratings.get(party)
    }

    fn put(journey: &mut Journey, (meeting, party): &Self::Key, value: Option<Self>) {
        let meetings = &mut journey.meetings;
        meetings.alter_round(*meeting, |round| put(&mut round.ratings, party, value));
    }

    fn placed(journey: &Journey, (meeting, rest): &Self::Key) -> Self::Key {
        (journey.meetings.one_with(*meeting), *rest)
    }

    fn has_place(journey: &Journey, (meeting, _): &Self::Key) -> bool {
        journey.meetings.is_round(*meeting)
    }

    fn audience(_: &Journey, _: &Set<Self>) -> Audience {
        Audience::Pair
    }

    fn may_set(author: &Author, set: &Set<Self>) -> bool {
        let (_, party) = &set.key;
        author.party == *party
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let (meeting, _) = set.key;
        refuse_said(journey, meeting)
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        Some(match &set.to {
            Some(_) if !may_see(teller, set) => match held(teller.journey, set.key.0) {
                Some(_) => "rated how it goes".to_owned(),
                None => "checked in for the next 1:1".to_owned(),
            },
            Some(rating) => {
                let (round, _) = set.key;
                let is_ahead = held(teller.journey, round).is_none();
                let said = rating.said().map(|said| format!(" · {said}"));
                format!(
                    "{} role clarity {}, confidence {}, belonging {}{}",
                    if is_ahead { "checked in:" } else { "rated" },
                    rating.role_clarity,
                    rating.confidence,
                    rating.belonging,
                    said.unwrap_or_default()
                )
            }
            None => "took a rating back".to_owned(),
        })
    }
}

/// Returns whether a reader may see a rating as the journey stands.
fn may_see(teller: &Teller<'_>, set: &Set<Rating>) -> bool {
    let (round, party) = set.key;
    let reader = teller.reader.party;
    let said = teller.journey.meetings.said_in(round);
    reader != Party::Manager && said.rating(party, reader).is_some()
}

/// That a side has rated, under the 1:1 and the side. The numbers are a record of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given;

impl Kind for Given {
    type Key = (ChangeId, Party);
    type Value = Mark;

    wordless!();

    fn get<'j>(journey: &'j Journey, (meeting, party): &Self::Key) -> Option<&'j Mark> {
        journey.meetings.round(*meeting)?.given.get(party)
    }

    fn put(journey: &mut Journey, (meeting, party): &Self::Key, value: Option<Mark>) {
        let meetings = &mut journey.meetings;
        meetings.alter_round(*meeting, |round| put(&mut round.given, party, value));
    }

    fn placed(journey: &Journey, (meeting, party): &Self::Key) -> Self::Key {
        (journey.meetings.one_with(*meeting), *party)
    }

    fn is_same(_: &Mark, _: &Mark) -> bool {
        true
    }

    fn has_place(journey: &Journey, (meeting, _): &Self::Key) -> bool {
        journey.meetings.is_round(*meeting)
    }

    fn audience(_: &Journey, _: &Set<Self>) -> Audience {
        Audience::Pair
    }

    fn may_set(author: &Author, set: &Set<Self>) -> bool {
        let (_, party) = &set.key;
        author.party == *party
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let (meeting, _) = set.key;
        refuse_said(journey, meeting)
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        Some(match &set.to {
            Some(_) => "rated how it goes; shown once both have rated".to_owned(),
            None => "took a rating back".to_owned(),
        })
    }
}

/// A rating that stays with its author until both sides have rated, under the 1:1 and the side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBack;

impl Kind for HeldBack {
    type Key = (ChangeId, Party);
    type Value = Rating;

    fn texts(key: &Self::Key, rating: &mut Rating, texts: &mut Texts<'_>) {
        for words in rating.words.iter_mut().chain(rating.why.values_mut()) {
            // The same words once they are shown.
            texts.own_under(&record::<Rating>(*key), Some(&rating.mark.by), words);
        }
    }

    fn get<'j>(journey: &'j Journey, (meeting, party): &Self::Key) -> Option<&'j Rating> {
        journey.meetings.round(*meeting)?.held_back.get(party)
    }

    fn put(journey: &mut Journey, (meeting, party): &Self::Key, value: Option<Rating>) {
        let meetings = &mut journey.meetings;
        meetings.alter_round(*meeting, |round| put(&mut round.held_back, party, value));
    }

    fn placed(journey: &Journey, (meeting, party): &Self::Key) -> Self::Key {
        (journey.meetings.one_with(*meeting), *party)
    }

    fn has_place(journey: &Journey, (meeting, _): &Self::Key) -> bool {
        journey.meetings.is_round(*meeting)
    }

    fn audience(_: &Journey, _: &Set<Self>) -> Audience {
        Audience::Author
    }

    fn may_set(author: &Author, set: &Set<Self>) -> bool {
        let (_, party) = &set.key;
        author.party == *party
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

/// Something agreed to be done. What is to be done, by whom and by when are values of their own.
impl Kind for Entry {
    type Key = ChangeId;
    type Value = Self;

    wordless!();

    fn get<'j>(journey: &'j Journey, action: &ChangeId) -> Option<&'j Self> {
        journey
            .meetings
            .actions
            .get(action)
            .map(|action| &action.entry)
    }

    fn put(journey: &mut Journey, action: &ChangeId, value: Option<Self>) {
        put(
            &mut journey.meetings.actions,
            action,
            value.map(Action::entered),
        );
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let meeting = set.either()?.meeting?;
        if held(journey, meeting).is_none() {
            return Some(UndoRefusal::Gone(MEETING));
        }
        refuse_closed(journey, meeting)
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        if set.to.is_none() {
            return Some("took an action back".to_owned());
        }
        let action = teller.journey.meetings.actions.get(&set.key)?;
        let due = action.due.map(full_date);
        let due = behind(", due ", due.as_deref());
        let (owner, text) = (&action.owner().name, &action.text);
        Some(format!("entered an action for {owner}: {text}{due}"))
    }
}

/// Implements a kind whose value is a part of an action.
macro_rules! part_of_action {
    ($(#[$doc:meta])* $kind:ident: $value:ty, $texts:expr, $is_same:expr, $get:expr, $put:expr, $words:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $kind;

        impl Kind for $kind {
            type Key = ChangeId;
            type Value = $value;

            fn texts(_: &ChangeId, value: &mut $value, texts: &mut Texts<'_>) {
                let visit: fn(&mut $value, &mut Texts<'_>) = $texts;
                visit(value, texts);
            }

            fn get<'j>(journey: &'j Journey, action: &ChangeId) -> Option<&'j $value> {
                let get: fn(&Action) -> Option<&$value> = $get;
                get(journey.meetings.actions.get(action)?)
            }

            fn put(journey: &mut Journey, action: &ChangeId, value: Option<$value>) {
                let put: fn(&mut Action, Option<$value>) = $put;
                if let Some(action) = journey.meetings.actions.get_mut(action) {
                    put(action, value);
                }
            }

            fn is_same(one: &$value, other: &$value) -> bool {
                let is_same: fn(&$value, &$value) -> bool = $is_same;
                is_same(one, other)
            }

            fn has_place(journey: &Journey, action: &ChangeId) -> bool {
                journey.meetings.actions.contains_key(action)
            }

            fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
                let words: fn(&Action, &Set<Self>) -> String = $words;
                let action = teller.journey.meetings.actions.get(&set.key)?;
                Some(words(action, set))
            }
        }
    };
}

part_of_action!(
    /// What is to be done, under the action.
    Text: String,
    |text, texts| texts.own(None, text),
    |one, other| one == other,
    |action| Some(&action.text).filter(|text| !text.is_empty()),
    |action, value| action.text = value.unwrap_or_default(),
    |action, set| format!("reworded the action to {}", set.to.as_deref().unwrap_or(&action.text))
);

part_of_action!(
    /// Who does it, under the action.
    Owner: Author,
    |_, _| (),
    |one, other| (one.person, one.party) == (other.person, other.party),
    |action| action.owner.as_ref(),
    |action, value| action.owner = value,
    |action, _| format!("gave the action to {}: {}", action.owner().name, action.text)
);

part_of_action!(
    /// By when it is done, under the action.
    Due: NaiveDate,
    |_, _| (),
    |one, other| one == other,
    |action| action.due.as_ref(),
    |action, value| action.due = value,
    |action, set| match set.to {
        Some(due) => format!("moved the action to {}: {}", full_date(due), action.text),
        None => format!("took the date off the action: {}", action.text),
    }
);

part_of_action!(
    /// Who said that it is done, and when, under the action.
    Done: Mark,
    |_, _| (),
    |_, _| true,
    |action| action.done.as_ref(),
    |action, value| action.done = value,
    |action, set| match set.to {
        Some(_) => format!("finished the action: {}", action.text),
        None => format!("opened the action again: {}", action.text),
    }
);

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
