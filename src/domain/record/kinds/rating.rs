//! How both sides say it goes, and what stays with one of them until both have said it.

use super::meeting::{MEETING, held};
use super::{put, record};
use crate::domain::plan::people::{Author, Mark, Party};
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Kind, Set, wordless};
use crate::domain::record::rating::Rating;
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::record::teller::Teller;
use crate::domain::record::texts::Texts;

fn refuse_said(journey: &Journey, round: ChangeId) -> Option<UndoRefusal> {
    let is_closed = journey.meetings.said_in(round).is_closed();
    is_closed.then_some(UndoRefusal::Closed(MEETING))
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
