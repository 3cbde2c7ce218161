//! What is written down: notes and evidence.

use std::sync::Arc;

use crate::domain::plan::names::Slug;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Audience, Kind, Set};
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::record::teller::Teller;
use crate::domain::record::writing::{Evidence, Note, Visibility};

use super::meeting::MEETING;
use super::put;

/// A note, under the goal that it is on, if any, and its id. The log and the journey share its text.
impl Kind for Note {
    type Key = (Option<Slug>, ChangeId);
    type Value = Arc<Self>;

    fn get<'j>(journey: &'j Journey, (goal, note): &Self::Key) -> Option<&'j Arc<Self>> {
        let notes = match goal {
            Some(goal) => &journey.goal(goal)?.notes,
            None => &journey.notes,
        };
        notes.get(note)
    }

    fn put(journey: &mut Journey, (goal, note): &Self::Key, value: Option<Arc<Self>>) {
        let notes = match goal {
            Some(goal) => journey.goal_mut(goal).map(|goal| &mut goal.notes),
            None => Some(&mut journey.notes),
        };
        if let Some(notes) = notes {
            put(notes, note, value);
        }
    }

    fn has_place(journey: &Journey, (goal, _): &Self::Key) -> bool {
        goal.as_ref()
            .is_none_or(|goal| journey.goal(goal).is_some())
    }

    fn goal((goal, _): &Self::Key) -> Option<&Slug> {
        goal.as_ref()
    }

    fn audience(_: &Journey, set: &Set<Self>) -> Audience {
        match set.either() {
            Some(note) if note.visibility == Visibility::Private => Audience::Author,
            Some(note) if note.meeting.is_some() => Audience::Pair,
            _ => Audience::Journey,
        }
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let meeting = set.either()?.meeting?;
        let Some(held) = journey.meetings.held.get(&meeting) else {
            return Some(UndoRefusal::Gone(MEETING));
        };
        let (_, note) = &set.key;
        let is_kept = held.closing.as_ref()?.notes.contains(note);
        is_kept.then_some(UndoRefusal::Closed(MEETING))
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let note = set.to.as_ref()?;
        Some(match note.is_visible_to(teller.reader) {
            true => note.text.clone(),
            false => "a private note".to_owned(),
        })
    }
}

/// A piece of evidence, under its goal and its id.
impl Kind for Evidence {
    type Key = (Slug, ChangeId);
    type Value = Self;

    fn get<'j>(journey: &'j Journey, (goal, evidence): &Self::Key) -> Option<&'j Self> {
        journey.goal(goal)?.evidence.get(evidence)
    }

    fn put(journey: &mut Journey, (goal, evidence): &Self::Key, value: Option<Self>) {
        if let Some(goal) = journey.goal_mut(goal) {
            put(&mut goal.evidence, evidence, value);
        }
    }

    fn has_place(journey: &Journey, (goal, _): &Self::Key) -> bool {
        journey.goal(goal).is_some()
    }

    fn goal((goal, _): &Self::Key) -> Option<&Slug> {
        Some(goal)
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let evidence = set.to.as_ref()?;
        Some(match &evidence.label {
            Some(label) => format!("{label} <{}>", evidence.link),
            None => evidence.link.clone(),
        })
    }
}
