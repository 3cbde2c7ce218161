//! What all kinds of records have in common: a key, a value, and a place in a journey. A kind says
//! here who may read it, what keeps it from being undone, and what the history says.

use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Author;
use crate::domain::record::audience::Audience;
use crate::domain::record::journey::Journey;
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::record::teller::Teller;
use crate::domain::record::texts::Texts;

/// Says that the values of a kind hold no text in free words.
macro_rules! wordless {
    () => {
        fn texts(
            _: &Self::Key,
            _: &mut Self::Value,
            _: &mut $crate::domain::record::texts::Texts<'_>,
        ) {
        }
    };
}

pub(super) use wordless;

/// What a key or a value of a record has to be.
pub trait Datum: Clone + Debug + Eq + Serialize + DeserializeOwned {}

impl<T: Clone + Debug + Eq + Serialize + DeserializeOwned> Datum for T {}

/// A kind of record: under each key stands one value, or none.
pub trait Kind: Clone + Debug + Eq + Sized {
    /// What names a record of this kind inside its journey.
    type Key: Datum;
    /// What is recorded.
    type Value: Datum;

    /// Returns the value under a key.
    fn get<'j>(journey: &'j Journey, key: &Self::Key) -> Option<&'j Self::Value>;

    /// Sets the value under a key; does nothing if there is no place for it.
    fn put(journey: &mut Journey, key: &Self::Key, value: Option<Self::Value>);

    /// Visits the texts of a value that people write in free words, those copied from other records too.
    /// Names and the plan's own words are none; `wordless!` is for a kind without any.
    fn texts(key: &Self::Key, value: &mut Self::Value, texts: &mut Texts<'_>);

    /// Returns whether there is a place for a value: a tick needs its goal.
    fn has_place(_journey: &Journey, _key: &Self::Key) -> bool {
        true
    }

    /// Returns whether the value that was set is the current one.
    fn stands(journey: &Journey, set: &Set<Self>) -> bool {
        Self::has_place(journey, &set.key) && Self::get(journey, &set.key) == set.to.as_ref()
    }

    /// Returns whether two values say the same, whoever entered them and when.
    fn is_same(one: &Self::Value, other: &Self::Value) -> bool {
        one == other
    }

    /// Returns how a value that somebody set meets the one that stands.
    fn fit(journey: &Journey, set: &Set<Self>) -> Fit {
        let is = |now: Option<&Self::Value>, then: Option<&Self::Value>| match (now, then) {
            (Some(now), Some(then)) => Self::is_same(now, then),
            (now, then) => now.is_none() && then.is_none(),
        };
        let now = Self::get(journey, &set.key);
        match Self::has_place(journey, &set.key) {
            false => Fit::Missed,
            true if is(now, set.from.as_ref()) => Fit::Meets,
            true if is(now, set.to.as_ref()) => Fit::Reached,
            true => Fit::Missed,
        }
    }

    /// Returns whether an author may set a value, on a journey whose people each have a device of
    /// their own.
    fn may_set(_author: &Author, _set: &Set<Self>) -> bool {
        true
    }

    /// Returns the key under which the value of a key stands: a 1:1 that was joined into another has
    /// none of its own.
    fn placed(_journey: &Journey, key: &Self::Key) -> Self::Key {
        key.clone()
    }

    /// Returns the goal that a key belongs to.
    fn goal(_key: &Self::Key) -> Option<&Slug> {
        None
    }

    /// Returns who may read that a value was set.
    fn audience(_journey: &Journey, _set: &Set<Self>) -> Audience {
        Audience::Journey
    }

    /// Returns what keeps a value that was set from being taken back.
    fn refuse_undo(_journey: &Journey, _set: &Set<Self>) -> Option<UndoRefusal> {
        None
    }

    /// Returns what the history says of a value that was set, or `None` if the verb says it all.
    fn words(_teller: &Teller<'_>, _set: &Set<Self>) -> Option<String> {
        None
    }

    /// Returns what the history says of a value that followed from an act on something else.
    fn consequence(_teller: &Teller<'_>, _set: &Set<Self>) -> Option<String> {
        None
    }
}

/// How a value that somebody set meets the one that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The value before is the one that its author saw.
    Meets,
    /// Another one reached the same before.
    Reached,
    /// It is not.
    Missed,
}

/// A value set under a key, with the one that stood there before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Set<K: Kind> {
    /// What is set.
    pub key: K::Key,
    /// The value before.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub from: Option<K::Value>,
    /// The value after.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub to: Option<K::Value>,
}

/// The default of a value, which need not have one of its own.
fn none<T>() -> Option<T> {
    None
}

impl<K: Kind> Set<K> {
    /// Returns a value set in a journey as it stands.
    pub fn on(journey: &Journey, key: K::Key, to: Option<K::Value>) -> Self {
        let from = K::get(journey, &key).cloned();
        Self { key, from, to }
    }

    /// Returns what takes this back.
    pub fn inverse(&self) -> Self {
        Self {
            key: self.key.clone(),
            from: self.to.clone(),
            to: self.from.clone(),
        }
    }

    /// Visits the texts of both values, those of the value before first.
    pub fn visit(&mut self, texts: &mut Texts<'_>) {
        if let Some(from) = &mut self.from {
            K::texts(&self.key, from, texts);
        }
        texts.go_on_after();
        if let Some(to) = &mut self.to {
            K::texts(&self.key, to, texts);
        }
    }

    /// Returns the value after, or the one that was taken away.
    pub fn either(&self) -> Option<&K::Value> {
        self.to.as_ref().or(self.from.as_ref())
    }
}
