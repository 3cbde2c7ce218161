//! What was agreed to be done, by whom and by when: each a value of its own.

use chrono::NaiveDate;

use super::meeting::{MEETING, held, refuse_closed};
use super::put;
use crate::domain::plan::people::Mark;
use crate::domain::record::action::{Action, Doer, Dropped, Entry};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Kind, Set, wordless};
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::record::teller::{Teller, behind};
use crate::domain::record::texts::Texts;
use crate::domain::words::when::full_date;

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
        let (owner, text) = (action.owner(), &action.text);
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
    Owner: Doer,
    |owner, texts| match owner {
        Doer::Inside(_) => (),
        Doer::Outside { outside } => texts.own(None, outside),
    },
    |one, other| match (one, other) {
        (Doer::Inside(one), Doer::Inside(other)) => {
            (one.person, one.party) == (other.person, other.party)
        }
        _ => one == other,
    },
    |action| action.owner.as_ref(),
    |action, value| action.owner = value,
    |action, _| format!("gave the action to {}: {}", action.owner(), action.text)
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

part_of_action!(
    /// Why it is not going to be done, under the action.
    Drop: Dropped,
    |dropped, texts| texts.own(Some(&dropped.mark.by), &mut dropped.reason),
    |_, _| true,
    |action| action.dropped.as_ref(),
    |action, value| action.dropped = value,
    |action, set| match &set.to {
        Some(dropped) => format!("dropped the action: {} · {}", action.text, dropped.reason),
        None => format!("opened the action again: {}", action.text),
    }
);
