//! What is written down: notes, evidence, and the mentor's paragraph in the summary.

use std::sync::Arc;

use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, PersonId};
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Kind, Set};
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::record::teller::Teller;
use crate::domain::record::texts::Texts;
use crate::domain::record::writing::{Evidence, Note, Paragraph};

use super::meeting::MEETING;
use super::put;

/// Returns what the text of a note goes by: a line of an agenda knows the note alone.
pub(super) fn noted(note: ChangeId) -> String {
    format!("note {note:?}")
}

/// Returns what the texts of a goal's evidence go by: a gate review knows the goal alone.
pub(super) fn shown(goal: &Slug) -> String {
    format!("evidence {goal}")
}

/// A note, under the goal that it is on, if any, and its id. The log and the journey share its text.
impl Kind for Note {
    type Key = (Option<Slug>, ChangeId);
    type Value = Arc<Self>;

    fn texts((_, id): &Self::Key, note: &mut Arc<Self>, texts: &mut Texts<'_>) {
        let note = Arc::make_mut(note);
        texts.own_under(&noted(*id), None, &mut note.text);
    }

    fn get<'j>(journey: &'j Journey, (goal, note): &Self::Key) -> Option<&'j Arc<Self>> {
        let notes = match goal {
            Some(slug) => &journey.kept_goal(slug)?.notes,
            None => &journey.notes,
        };
        notes.get(*note)
    }

    fn put(journey: &mut Journey, (goal, note): &Self::Key, value: Option<Arc<Self>>) {
        match goal {
            None => journey.notes.put(*note, value),
            Some(goal) => journey.change_goal(goal, |goal| goal.notes.put(*note, value)),
        }
    }

    fn has_place(journey: &Journey, (goal, _): &Self::Key) -> bool {
        let goal = goal.as_ref();
        goal.is_none_or(|slug| journey.kept_goal(slug).is_some())
    }

    fn goal((goal, _): &Self::Key) -> Option<&Slug> {
        goal.as_ref()
    }

    fn audience(_: &Journey, set: &Set<Self>) -> Audience {
        let note = set.either();
        note.map_or(Audience::Journey, |note| note.audience())
    }

    fn may_set(author: &Author, set: &Set<Self>) -> bool {
        let mut values = set.from.iter().chain(&set.to);
        values.all(|note| note.author.person == author.person)
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        let meeting = set.either()?.meeting?;
        // What somebody wrote for themselves is theirs, whatever became of the 1:1.
        set.either()
            .filter(|note| note.audience() != Audience::Author)?;
        let Some(held) = journey.meetings.get(meeting) else {
            return Some(UndoRefusal::Gone(MEETING));
        };
        let (_, note) = set.key;
        let is_kept = held.closing.is_some() && held.holds(note);
        is_kept.then_some(UndoRefusal::Closed(MEETING))
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let note = set.to.as_ref()?;
        let reader = teller.reader;
        let may_read = reader.may_read(note.audience(), note.author.person);
        may_read.then(|| note.text.clone())
    }
}

/// A piece of evidence, under its goal and its id.
impl Kind for Evidence {
    type Key = (Slug, ChangeId);
    type Value = Self;

    fn texts((goal, _): &Self::Key, evidence: &mut Self, texts: &mut Texts<'_>) {
        let by = Some(evidence.mark.by.as_str());
        texts.own_under(&shown(goal), by, &mut evidence.link);
        if let Some(label) = &mut evidence.label {
            texts.own_under(&shown(goal), by, label);
        }
    }

    fn get<'j>(journey: &'j Journey, (goal, evidence): &Self::Key) -> Option<&'j Self> {
        journey.kept_goal(goal)?.evidence.get(evidence)
    }

    fn put(journey: &mut Journey, (goal, evidence): &Self::Key, value: Option<Self>) {
        journey.change_goal(goal, |goal| put(&mut goal.evidence, evidence, value));
    }

    fn has_place(journey: &Journey, (goal, _): &Self::Key) -> bool {
        journey.kept_goal(goal).is_some()
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

/// A mentor's paragraph in the summary, under who wrote it.
impl Kind for Paragraph {
    type Key = PersonId;
    type Value = Self;

    fn texts(_: &PersonId, paragraph: &mut Self, texts: &mut Texts<'_>) {
        texts.own(None, &mut paragraph.text);
    }

    fn get<'j>(journey: &'j Journey, author: &PersonId) -> Option<&'j Self> {
        journey.paragraphs.get(author)
    }

    fn put(journey: &mut Journey, author: &PersonId, value: Option<Self>) {
        put(&mut journey.paragraphs, author, value);
    }

    fn may_set(author: &Author, set: &Set<Self>) -> bool {
        author.person == set.key
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        Some(set.to.as_ref()?.text.clone())
    }
}
