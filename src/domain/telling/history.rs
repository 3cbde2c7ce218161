//! The log in words, for a given reader. Knows no screen and no order but the log's own.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Party};
use crate::domain::record::change::Change;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::Audience;
use crate::domain::record::kinds::Edit;
use crate::domain::record::teller::Teller;
use crate::domain::record::trace::{Trace, taken_back};
use crate::domain::record::verb::{Told, Verb};

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The change that it tells of.
    pub id: ChangeId,
    /// Its place in the log, from 1.
    pub number: usize,
    /// The day it counts for.
    pub day: NaiveDate,
    /// Who did it.
    pub author: Author,
    /// The goal it is about.
    pub goal: Option<Slug>,
    /// What was done, in words, without who and when.
    pub text: String,
    /// Whether it was taken back later.
    pub undone: bool,
}

/// Returns a log in words, oldest first, as a party may read it.
///
/// `changes` is the log in order.
pub fn lines(journey: &Journey, changes: &[Change], reader: Party) -> Vec<Line> {
    let traces: Vec<Trace> = Trace::of(changes);
    let undone = taken_back(&traces);
    let log = Log::of(journey, changes, reader);
    changes
        .iter()
        .filter(|change| change.beside.is_none())
        .zip(1..)
        .map(|(change, number)| Line {
            id: change.id,
            number,
            day: change.day,
            author: change.author.clone(),
            goal: change.goal().cloned(),
            text: log.text(change),
            undone: undone.contains(&change.id),
        })
        .collect()
}

/// Returns the words for one change; `changes` holds it and what it takes back.
pub fn words(journey: &Journey, changes: &[Change], change: &Change, reader: Party) -> String {
    Log::of(journey, changes, reader).text(change)
}

fn is_of_meeting(change: &Change) -> bool {
    change.edits.iter().any(|edit| match edit {
        Edit::Note(set) => set.to.as_ref().is_some_and(|note| note.meeting.is_some()),
        _ => false,
    })
}

/// The log that is told, and to whom.
struct Log<'a> {
    journey: &'a Journey,
    by_id: HashMap<ChangeId, &'a Change>,
    /// What fewer people may read of a save, by its first change.
    beside: HashMap<ChangeId, Vec<&'a Change>>,
    reader: Party,
}

impl<'a> Log<'a> {
    fn of(journey: &'a Journey, changes: &'a [Change], reader: Party) -> Self {
        let mut beside: HashMap<ChangeId, Vec<&Change>> = HashMap::new();
        for change in changes {
            if let Some(first) = change.beside {
                beside.entry(first).or_default().push(change);
            }
        }
        Self {
            journey,
            by_id: changes.iter().map(|change| (change.id, change)).collect(),
            beside,
            reader,
        }
    }

    fn text(&self, change: &Change) -> String {
        match (change.verb, self.root(change)) {
            (Verb::Undo, Some(root)) => format!("undid: {}", self.deed(root)),
            (Verb::Redo, Some(root)) => format!("redid: {}", self.deed(root)),
            (Verb::Undo, None) => "undid a change".to_owned(),
            (Verb::Redo, None) => "redid a change".to_owned(),
            _ => self.deed(change),
        }
    }

    /// Returns the change at the bottom of a chain of undos and redos.
    fn root<'b>(&'b self, change: &'b Change) -> Option<&'b Change> {
        let mut root = change;
        for _ in 0..=self.by_id.len() {
            match root.undoes {
                None => return Some(root),
                Some(target) => root = self.by_id.get(&target)?,
            }
        }
        None
    }

    /// Returns what was done in a save, as far as the reader may know of it.
    fn deed(&self, first: &Change) -> String {
        let beside = self.beside.get(&first.id).into_iter().flatten();
        let told = beside.filter(|change| self.tells(first, change));
        let deeds = std::iter::once(first).chain(told.copied());
        let deeds: Vec<String> = deeds.map(|change| self.part(change)).collect();
        deeds.join("; ")
    }

    /// Returns whether a part of a save is told beside its first: the reader may know of it, and it is
    /// no consequence of what that tells.
    fn tells(&self, first: &Change, part: &Change) -> bool {
        let is_readable = match part.audience {
            Audience::Journey => true,
            Audience::Pair => self.reader != Party::Manager,
            Audience::Author => self.reader == part.author.party,
        };
        let kind = |change: &Change| change.edits.first().map(std::mem::discriminant);
        is_readable && (part.verb != first.verb || kind(part) == kind(first))
    }

    fn part(&self, change: &Change) -> String {
        let teller = Teller {
            journey: self.journey,
            reader: self.reader,
            verb: change.verb,
        };
        let goal = change.goal().map(|slug| teller.goal(slug));
        let words = match (change.verb, change.verb.told()) {
            (_, Told::ByEdits) => return in_one_go(&teller, change),
            (Verb::Note, _) if goal.is_none() => match is_of_meeting(change) {
                true => "noted in the 1:1".to_owned(),
                false => "noted on the journey".to_owned(),
            },
            (_, Told::Plain(words)) => {
                let subject = goal.as_deref().unwrap_or(&self.journey.role.title);
                words.replacen("{}", subject, 1)
            }
        };
        let mut details = change.edits.iter();
        let words = match details.find_map(|edit| edit.words(&teller)) {
            Some(detail) => format!("{words}: {detail}"),
            None => words,
        };
        let consents = change.edits.iter();
        let mut consents = consents.filter(|edit| matches!(edit, Edit::Consent(_)));
        match consents.find_map(|edit| edit.words(&teller)) {
            Some(agreed) => format!("{words}; {agreed}"),
            None => words,
        }
    }
}

/// Returns what was done in one go, each in its own words: the first edit and all of its kind, and
/// a start moved beside names.
fn in_one_go(teller: &Teller<'_>, change: &Change) -> String {
    let first = change.edits.first().map(std::mem::discriminant);
    let told: Vec<String> = change
        .edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Start(_) => Some(format!("moved the start: {}", edit.words(teller)?)),
            edit if Some(std::mem::discriminant(edit)) == first => edit.words(teller),
            _ => None,
        })
        .collect();
    told.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::Act;
    use crate::domain::fixture::*;
    use crate::domain::record::meeting::{Topic, Treatment};
    use crate::domain::record::writing::Visibility;

    fn told(run: &Run, reader: Party) -> String {
        lines(&run.journey, &run.log, reader)
            .into_iter()
            .map(|line| {
                let undone = if line.undone { " (undone)" } else { "" };
                format!(
                    "{} {}: {}{undone}\n",
                    line.number, line.author.name, line.text
                )
            })
            .collect()
    }

    #[test]
    fn every_verb_has_its_words() {
        let mut run = Run::new();
        run.hire(&begin("team"));
        run.hire(&tick("talk", "first"));
        run.hire(&untick("talk", "first"));
        run.hire(&claim("team"));
        run.hire(&unclaim("team"));
        run.hire(&claim("team"));
        run.mentor(&send_back("team"));
        run.hire(&block("team", None));
        run.hire(&clear("team"));
        run.hire(&claim("team"));
        run.mentor(&confirm("team"));
        run.hire(&note(Some("team"), "met everybody", Visibility::Shared));
        run.hire(&note(None, "two\nlines", Visibility::Shared));
        run.hire(&evidence("team", "https://example.org", "The list"));
        run.hire(&evidence("team", "list.md", ""));
        run.mentor(&waive("ship"));
        run.mentor(&restore("ship"));
        run.mentor(&defer("fix", "2026-05-15"));
        run.hire(&name(Party::Manager, ""));
        run.hire(&name(Party::Manager, "Di"));
        run.hire(&name(Party::Hire, "Ada Lovelace"));
        run.hire(&Act::MoveStart {
            to: day("2026-03-09"),
        });
        run.hire(&pause("2026-04-06", "2026-04-10"));
        run.undo(Party::Hire, None).unwrap();
        run.redo(Party::Hire).unwrap();
        run.undo(Party::Mentor, None).unwrap();
        insta::assert_snapshot!(told(&run, Party::Hire), @r"
        1 Ada: started the journey as Tester
        2 Ada: began 30.1 Do the team
        3 Ada: ticked a part of 60.2 Do the talk: The first part
        4 Ada: took back a tick of 60.2 Do the talk: The first part
        5 Ada: claimed 30.1 Do the team
        6 Ada: took back the claim of 30.1 Do the team
        7 Ada: claimed 30.1 Do the team
        8 Bo: returned 30.1 Do the team: no numbers yet
        9 Ada: blocked 30.1 Do the team: waits on IT for a laptop
        10 Ada: cleared the blocker of 30.1 Do the team
        11 Ada: claimed 30.1 Do the team
        12 Bo: confirmed 30.1 Do the team
        13 Ada: noted on 30.1 Do the team: met everybody
        14 Ada: noted on the journey: two
        lines
        15 Ada: gave evidence for 30.1 Do the team: The list <https://example.org>
        16 Ada: gave evidence for 30.1 Do the team: list.md
        17 Bo: waived 90.1 Do the ship: another team does it (Cy agreed)
        18 Bo: restored 90.1 Do the ship
        19 Bo: deferred 60.1 Do the fix: to 2026-05-15, the data comes late (Bo agreed) (undone)
        20 Ada: left the place of the manager free
        21 Ada: named Di as the manager
        22 Ada: changed the hire's name from Ada to Ada Lovelace
        23 Ada Lovelace: moved the start: from 2026-03-02 to 2026-03-09
        24 Ada Lovelace: entered a leave: 2026-04-06 to 2026-04-10, leave
        25 Ada Lovelace: undid: entered a leave: 2026-04-06 to 2026-04-10, leave (undone)
        26 Ada Lovelace: redid: entered a leave: 2026-04-06 to 2026-04-10, leave
        27 Bo: undid: deferred 60.1 Do the fix: to 2026-05-15, the data comes late (Bo agreed)
        ");
    }

    #[test]
    fn a_private_note_is_told_to_its_author_alone() {
        let mut run = Run::new();
        run.hire(&note(Some("team"), "I am lost", Visibility::Private));
        run.undo(Party::Hire, None).unwrap();
        run.redo(Party::Hire).unwrap();
        insta::assert_snapshot!(told(&run, Party::Hire), @r"
        1 Ada: started the journey as Tester
        2 Ada: noted on 30.1 Do the team: I am lost
        3 Ada: undid: noted on 30.1 Do the team: I am lost (undone)
        4 Ada: redid: noted on 30.1 Do the team: I am lost
        ");
        insta::assert_snapshot!(told(&run, Party::Mentor), @r"
        1 Ada: started the journey as Tester
        2 Ada: noted on 30.1 Do the team: a private note
        3 Ada: undid: noted on 30.1 Do the team: a private note (undone)
        4 Ada: redid: noted on 30.1 Do the team: a private note
        ");
        for reader in [Party::Mentor, Party::Manager] {
            assert!(!told(&run, reader).contains("lost"));
            for change in &run.log {
                assert!(!words(&run.journey, &run.log, change, reader).contains("lost"));
            }
        }
    }

    #[test]
    fn what_was_done_in_one_go_is_told_to_each_as_far_as_they_may_know() {
        let mut run = Run::new();
        let own = run.hire(&point("Pay", Visibility::Private));
        let shared = run.hire(&point("The talk", Visibility::Shared));
        run.hire(&meet());
        let discuss = |point| treat(&Topic::Point { point }, Some(Treatment::Discussed));
        let acts = [discuss(own), discuss(shared)];
        let save = run.decide_all(Party::Hire, &acts).unwrap();
        run.note_down(Party::Hire, save);
        let acts = [note(None, "I am lost", Visibility::Private), begin("team")];
        let save = run.decide_all(Party::Hire, &acts).unwrap();
        run.note_down(Party::Hire, save);
        run.undo(Party::Hire, None).unwrap();
        let newest = |reader| {
            let lines = lines(&run.journey, &run.log, reader);
            let texts: Vec<String> = lines.into_iter().map(|line| line.text).skip(4).collect();
            texts.join("\n")
        };
        insta::assert_snapshot!(newest(Party::Hire), @r"
        discussed the point: The talk; discussed the point: Pay
        began 30.1 Do the team; noted on the journey: I am lost
        undid: began 30.1 Do the team; noted on the journey: I am lost
        ");
        insta::assert_snapshot!(newest(Party::Mentor), @r"
        discussed the point: The talk
        began 30.1 Do the team
        undid: began 30.1 Do the team
        ");
    }

    #[test]
    fn one_change_is_told_as_in_the_whole() {
        let mut run = Run::new();
        run.hire(&begin("team"));
        run.undo(Party::Hire, None).unwrap();
        let lines = lines(&run.journey, &run.log, Party::Hire);
        for (line, change) in lines.iter().zip(&run.log) {
            assert_eq!(
                words(&run.journey, &run.log, change, Party::Hire),
                line.text
            );
        }
    }

    #[test]
    fn an_undo_of_what_is_not_at_hand_is_still_told() {
        let mut run = Run::new();
        run.hire(&begin("team"));
        run.undo(Party::Hire, None).unwrap();
        let undo = run.log.pop().unwrap();
        assert_eq!(
            words(&run.journey, &[], &undo, Party::Hire),
            "undid a change"
        );
    }
}
