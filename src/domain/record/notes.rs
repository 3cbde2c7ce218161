//! The notes on a goal or on a journey. Those that a rule or the agenda reads are at hand; of the others
//! it is enough to know how many there are, until a person looks at them. Knows no store.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::plan::people::PersonId;
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::writing::{Note, SharedNote, Visibility};

/// Notes, oldest first, with or without the texts of all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// Those in memory. Questions and notes of a 1:1 always are.
    at_hand: BTreeMap<ChangeId, Arc<Note>>,
    /// What is known of the others, by who wrote them and who may read them.
    others: BTreeMap<(PersonId, Visibility), Others>,
}

/// Notes whose texts were not read: none of them is a question or belongs to a 1:1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Others {
    /// How many they are; at least one.
    pub count: usize,
    /// The day of the last one.
    pub last: NaiveDate,
}

impl Notes {
    /// Returns a note that is at hand.
    pub fn get(&self, id: ChangeId) -> Option<&Arc<Note>> {
        self.at_hand.get(&id)
    }

    /// Returns the notes at hand, with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (ChangeId, &Note)> {
        self.at_hand.iter().map(|(id, note)| (*id, note.as_ref()))
    }

    /// Returns the notes at hand.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Note> {
        self.at_hand.values().map(AsRef::as_ref)
    }

    /// Returns whether all of them are at hand.
    pub fn are_whole(&self) -> bool {
        self.others.is_empty()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.at_hand.is_empty() && self.others.is_empty()
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.count(|_, _| true)
    }

    /// Returns how many there are for readers of an audience, and by whom they were written.
    pub fn count(&self, is_meant: impl Fn(Audience, PersonId) -> bool) -> usize {
        let at_hand = self.at_hand.values();
        let at_hand = at_hand.filter(|note| is_meant(note.audience(), note.author.person));
        let others = self.others.iter();
        let others = others.filter(|((person, visibility), _)| {
            is_meant(Note::audience_of(*visibility, None), *person)
        });
        at_hand.count() + others.map(|(_, others)| others.count).sum::<usize>()
    }

    /// Returns the day of the last one that is not its author's alone.
    pub fn last_shared(&self) -> Option<NaiveDate> {
        let at_hand = self.values().filter_map(Note::shared);
        let others = self.others.iter();
        let others = others.filter(|((_, visibility), _)| *visibility == Visibility::Shared);
        at_hand
            .map(|note: SharedNote<'_>| note.on())
            .chain(others.map(|(_, others)| others.last))
            .max()
    }

    /// Sets a note, or takes it away. One whose text was not read has to be brought in before.
    pub(super) fn put(&mut self, id: ChangeId, note: Option<Arc<Note>>) {
        match note {
            Some(note) => self.at_hand.insert(id, note),
            None => self.at_hand.remove(&id),
        };
    }

    /// Says what is known of the notes of a person that are not at hand.
    pub(crate) fn set_others(
        &mut self,
        person: PersonId,
        visibility: Visibility,
        others: Option<Others>,
    ) {
        let key = (person, visibility);
        match others {
            Some(others) => self.others.insert(key, others),
            None => self.others.remove(&key),
        };
    }

    /// Takes in the notes that were not at hand, all of them.
    pub fn bring_in(&mut self, notes: impl IntoIterator<Item = (ChangeId, Arc<Note>)>) {
        self.at_hand.extend(notes);
        self.others.clear();
    }

    /// Takes in one note that was not at hand; what is known of the others of its author is said anew.
    pub(crate) fn bring_one(&mut self, id: ChangeId, note: Arc<Note>, others: Option<Others>) {
        self.set_others(note.author.person, note.visibility, others);
        self.at_hand.insert(id, note);
    }

    /// Leaves at hand only what rules and the agenda read.
    pub fn put_away(&mut self) {
        let is_needed = |note: &Note| note.question || note.meeting.is_some();
        let all = std::mem::take(&mut self.at_hand);
        for (id, note) in all {
            if is_needed(&note) {
                self.at_hand.insert(id, note);
                continue;
            }
            let key = (note.author.person, note.visibility);
            let others = self.others.entry(key).or_insert(Others {
                count: 0,
                last: note.on,
            });
            others.count += 1;
            others.last = others.last.max(note.on);
        }
    }

    /// Leaves out those that are not meant; all are to be at hand.
    pub fn retain(&mut self, is_meant: impl Fn(&Note) -> bool) {
        self.at_hand.retain(|_, note| is_meant(note));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::*;
    use crate::domain::plan::people::Party;
    use crate::domain::record::kinds::Edit;

    #[test]
    fn notes_that_were_put_away_are_counted_as_before_and_come_back() {
        let mut run = Run::new();
        run.hire(&note(Some("team"), "one", Visibility::Shared));
        run.hire(&note(Some("team"), "two", Visibility::Private));
        let mut run = run.on("2026-03-05");
        run.mentor(&note(Some("team"), "three", Visibility::Shared));
        run.mentor(&note(Some("team"), "four", Visibility::Private));
        let whole = run.goal("team").notes.clone();
        let mut few = whole.clone();
        few.put_away();
        assert!(whole.are_whole() && !few.are_whole());
        assert_eq!((few.len(), few.values().count()), (4, 0));
        assert_eq!(few.last_shared(), whole.last_shared());
        assert_eq!(few.last_shared(), Some(day("2026-03-05")));
        for party in Party::ALL {
            let reader = run.journey.reader(party);
            let read = |notes: &Notes| notes.count(|audience, by| reader.may_read(audience, by));
            assert_eq!(read(&few), read(&whole), "{party:?}");
        }
        let written = run.log.iter().flat_map(|change| &change.edits);
        few.bring_in(written.filter_map(|edit| match edit {
            Edit::Note(set) => Some((set.key.1, set.to.clone()?)),
            _ => None,
        }));
        assert_eq!(few, whole);
    }
}
