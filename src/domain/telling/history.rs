//! The log in words, for a given reader: each change in the words and names that stood when it was
//! made. Knows no screen and no order but the log's own.

mod deed;

use std::collections::HashMap;

use chrono::NaiveDate;

use self::deed::Deed;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Party};
use crate::domain::record::audience::Reader;
use crate::domain::record::change::Change;
use crate::domain::record::fold::{Aside, Fold, Outcome};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::trace::{Trace, taken_back};
use crate::domain::record::verb::Verb;
use crate::domain::words::when::spoken;

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The change that it tells of.
    pub id: ChangeId,
    /// Its place among the changes that the reader may know of, from 1.
    pub number: usize,
    /// The day it counts for.
    pub day: NaiveDate,
    /// The day it was entered on, if that is another one.
    pub entered: Option<NaiveDate>,
    /// Who did it.
    pub author: Author,
    /// The goal it is about.
    pub goal: Option<Slug>,
    /// What was done, in words, without who and when.
    pub text: String,
    /// Whether it was taken back later.
    pub undone: bool,
    /// Why it does not count, where it does not.
    pub aside: Option<SetAside>,
    /// What did not follow from it, since others had changed that, in words.
    pub skipped: Vec<String>,
}

/// Why a change does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Why.
    pub why: Aside,
    /// The change that overtook it, by the first of its save.
    pub by: Option<ChangeId>,
}

impl Line {
    /// Returns what is said behind it of a change that does not stand.
    pub fn ending(&self) -> &'static str {
        match (&self.aside, self.undone) {
            (Some(_), _) => " (does not count)",
            (None, true) => " (undone)",
            (None, false) => "",
        }
    }

    /// Returns when it was entered, if that is not the day it counts for: `entered 12 May for 20 Apr`.
    pub fn late_entry(&self) -> Option<String> {
        let entered = self.entered?;
        Some(format!(
            "entered {} for {}",
            spoken(entered, self.day),
            spoken(self.day, entered)
        ))
    }
}

/// Returns a log in words, oldest first, as a party may read it. What the party may not read has no
/// line and no number.
///
/// `changes` is the log in order, and `journey` what it folds to.
pub fn lines(journey: &Journey, changes: &[Change], reader: Party) -> Vec<Line> {
    History::of(journey, changes, reader).tell(|_| true)
}

/// Returns the newest line of a log, as [`lines`] would tell it.
pub fn newest(journey: &Journey, changes: &[Change], reader: Party) -> Option<Line> {
    let history = History::of(journey, changes, reader);
    let last = history.entries.len();
    history.tell(|entry| entry.number == last).pop()
}

/// A log as a party may read it: numbered at once, and put into words where that is asked for.
#[derive(Debug)]
pub struct History<'a> {
    changes: &'a [Change],
    reader: Reader,
    entries: Vec<Entry<'a>>,
}

/// A save that the reader may know of, before it is put into words.
#[derive(Debug)]
pub struct Entry<'a> {
    /// Its place among the changes that the reader may know of, from 1.
    pub number: usize,
    /// The first of its changes that the reader may read.
    pub change: &'a Change,
    /// Its place among all saves, from 0.
    place: usize,
}

impl<'a> History<'a> {
    /// Returns a log as a party may read it. `changes` is the log in order, and `journey` what it folds
    /// to.
    pub fn of(journey: &Journey, changes: &'a [Change], reader: Party) -> Self {
        let reader = journey.reader(reader);
        let readable = saves(changes).enumerate().filter_map(|(place, save)| {
            let mut save = save.iter();
            Some((place, save.find(|change| is_for(reader, change))?))
        });
        let entries = readable.zip(1..).map(|((place, change), number)| Entry {
            number,
            change,
            place,
        });
        Self {
            changes,
            reader,
            entries: entries.collect(),
        }
    }

    /// Returns what can be told, oldest first.
    pub fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// Returns the wanted entries in words, oldest first. Of the others only those are put into words
    /// that a wanted one undoes or redoes.
    pub fn tell(&self, wanted: impl Fn(&Entry<'a>) -> bool) -> Vec<Line> {
        let wanted: Vec<bool> = self.entries.iter().map(wanted).collect();
        if !wanted.contains(&true) {
            return Vec::new();
        }
        let needed = self.with_roots(&wanted);
        let mut entries = self
            .entries
            .iter()
            .zip(wanted.iter().zip(needed))
            .peekable();
        let mut log = Log::new(self.changes, self.reader);
        let mut lines: Vec<(Line, Option<ChangeId>)> = Vec::new();
        for (place, save) in saves(self.changes).enumerate() {
            let taken = log.take(save);
            let next = entries.next_if(|(entry, _)| entry.place == place);
            let Some((entry, (is_wanted, true))) = next else {
                continue;
            };
            let readable = save.iter().filter(|change| is_for(self.reader, change));
            let text = log.tell(&readable.collect::<Vec<_>>());
            if *is_wanted {
                lines.push(entry.line(text, taken));
            }
        }
        log.finish(lines)
    }

    /// Returns which entries are wanted or at the root of a wanted one: what it undoes or redoes, and so
    /// on.
    fn with_roots(&self, wanted: &[bool]) -> Vec<bool> {
        let mut needed = wanted.to_vec();
        let undoes = |entry: &Entry<'_>| entry.change.undoes.is_some();
        if !self.entries.iter().any(undoes) {
            return needed;
        }
        let ids = self.entries.iter().map(|entry| entry.change.id);
        let places: HashMap<ChangeId, usize> = ids.zip(0..).collect();
        for (at, entry) in self.entries.iter().enumerate().rev() {
            let root = entry.change.undoes.and_then(|target| places.get(&target));
            let is_needed = needed.get(at) == Some(&true);
            if let Some(root) = root.and_then(|root| needed.get_mut(*root)) {
                *root |= is_needed;
            }
        }
        needed
    }
}

impl Entry<'_> {
    /// Returns the line of it, with the change of its save that was set aside, if one was.
    fn line(&self, text: String, taken: Taken) -> (Line, Option<ChangeId>) {
        let first = self.change;
        let (why, aside) = taken.aside.unzip();
        let line = Line {
            id: first.id,
            number: self.number,
            day: first.day,
            entered: first.entered,
            author: first.author.clone(),
            goal: first.goal().cloned(),
            text,
            undone: false,
            aside: why.map(|why| SetAside { why, by: None }),
            skipped: taken.skipped,
        };
        (line, aside)
    }
}

fn is_for(reader: Reader, change: &Change) -> bool {
    reader.may_read(change.audience, change.author.person)
}

/// Returns the words for a save that was just made, as its author may read it; `journey` holds it.
pub fn words(journey: &Journey, save: &[Change]) -> String {
    let Some(first) = save.first() else {
        return String::new();
    };
    let readable: Vec<&Change> = save.iter().collect();
    let reader = Reader {
        party: first.author.party,
        person: Some(first.author.person),
    };
    let deed = Deed::of(journey, &readable, reader);
    deed.after(&deed.what)
}

/// Returns the changes of a log that were made in one go.
fn saves(changes: &[Change]) -> impl Iterator<Item = &[Change]> {
    changes.chunk_by(|_, next| next.beside.is_some())
}

/// The log as it is told, as far as it has been read.
struct Log<'a> {
    fold: Fold,
    /// The changes that were read, and what became of each.
    read: Vec<(&'a Change, Outcome)>,
    /// A trace for each save that counts.
    counting: Vec<Trace>,
    /// What was done in each save that was told, and the deed at the bottom of each undo and redo, by
    /// first change.
    deeds: HashMap<ChangeId, String>,
    reader: Reader,
}

/// What became of a save.
struct Taken {
    /// Why it does not count, where it does not, and the first of its changes that was set aside.
    aside: Option<(Aside, ChangeId)>,
    /// What did not follow from it.
    skipped: Vec<String>,
}

impl<'a> Log<'a> {
    fn new(changes: &[Change], reader: Reader) -> Self {
        Self {
            fold: Fold::of(changes),
            read: Vec::with_capacity(changes.len()),
            counting: Vec::new(),
            deeds: HashMap::new(),
            reader,
        }
    }

    /// Takes the next save in.
    fn take(&mut self, save: &'a [Change]) -> Taken {
        let (mut aside, mut skipped) = (None, Vec::new());
        for change in save {
            let outcome = self.fold.step(change);
            match &outcome {
                Outcome::Aside(why) => {
                    aside.get_or_insert((*why, change.id));
                }
                Outcome::Counts { skipped: left, .. } if change.verb == Verb::Verdict => {
                    let edits = left.iter().filter_map(|place| change.edits.get(*place));
                    let goals = edits.filter_map(|edit| edit.goal());
                    skipped.extend(goals.map(|goal| self.number(goal)));
                }
                Outcome::Counts { .. } => {}
            }
            self.read.push((change, outcome));
        }
        if aside.is_none() {
            self.counting.extend(save.first().map(Trace::from));
        }
        Taken { aside, skipped }
    }

    fn number(&self, goal: &Slug) -> String {
        let found = self.fold.journey().and_then(|journey| journey.goal(goal));
        found.map_or(goal.to_string(), |goal| goal.number.to_string())
    }

    /// Returns what was done in a save that was taken last, as far as the reader may know of it.
    fn tell(&mut self, readable: &[&Change]) -> String {
        let Some((first, journey)) = readable.first().zip(self.fold.journey()) else {
            return String::new();
        };
        let root = first.undoes.and_then(|target| self.deeds.get(&target));
        let told = Deed::of(journey, readable, self.reader);
        let (what, text) = match (first.verb, root) {
            (Verb::Undo, Some(root)) => (root.clone(), told.after(&format!("undid: {root}"))),
            (Verb::Redo, Some(root)) => (root.clone(), told.after(&format!("redid: {root}"))),
            (Verb::Undo, None) => (String::new(), "undid a change".to_owned()),
            (Verb::Redo, None) => (String::new(), "redid a change".to_owned()),
            _ => {
                let text = told.after(&told.what);
                (told.what, text)
            }
        };
        self.deeds.insert(first.id, what);
        text
    }

    /// Returns lines with what the rest of the log says of them: which were taken back, and which change
    /// overtook those that were set aside.
    fn finish(self, lines: Vec<(Line, Option<ChangeId>)>) -> Vec<Line> {
        let undone = taken_back(&self.counting);
        let is_any_aside = lines.iter().any(|(_, aside)| aside.is_some());
        let overtakers = match is_any_aside {
            true => overtakers(&self.read),
            false => HashMap::new(),
        };
        let finished = lines.into_iter().map(|(mut line, aside)| {
            line.undone = undone.contains(&line.id);
            if let Some(set_aside) = &mut line.aside {
                set_aside.by = aside.and_then(|aside| overtakers.get(&aside).copied());
            }
            line
        });
        finished.collect()
    }
}

/// Returns for each change that was set aside the save, by its first change, that last set what it
/// would have set.
fn overtakers(read: &[(&Change, Outcome)]) -> HashMap<ChangeId, ChangeId> {
    let mut setters: HashMap<String, ChangeId> = HashMap::new();
    let mut overtakers = HashMap::new();
    for (change, outcome) in read {
        let edits = change.edits.iter();
        match outcome {
            Outcome::Aside(_) => {
                let mut before = edits.filter_map(|edit| setters.get(&edit.record()));
                overtakers.extend(before.next().map(|by| (change.id, *by)));
            }
            Outcome::Counts { skipped, .. } => {
                let first = change.beside.unwrap_or(change.id);
                let set = edits
                    .enumerate()
                    .filter(|(place, _)| !skipped.contains(place));
                setters.extend(set.map(|(_, edit)| (edit.record(), first)));
            }
        }
    }
    overtakers
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
        run.hire(&leave("2026-04-06", "2026-04-10"));
        run.undo(Party::Hire, None).unwrap();
        run.redo(Party::Hire).unwrap();
        run.undo(Party::Mentor, None).unwrap();
        insta::assert_snapshot!(told(&run, Party::Hire), @r"
        1 Ada: started the journey as Tester
        2 Ada: began 30.1 Do the team
        3 Ada: ticked a part of 60.2 Do the talk: The first part; began the goal
        4 Ada: took back a tick of 60.2 Do the talk: The first part; the goal is open again
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
        19 Bo: deferred 60.1 Do the fix: to Fri 15 May 2026, the data comes late (Bo agreed) (undone)
        20 Ada: left the place of the manager free
        21 Ada: named Di as the manager
        22 Ada: corrected the name Ada to Ada Lovelace
        23 Ada Lovelace: moved the start: from Mon 2 Mar 2026 to Mon 9 Mar 2026
        24 Ada Lovelace: entered a leave: Mon 6 Apr 2026 to Fri 10 Apr 2026, leave
        25 Ada Lovelace: undid: entered a leave: Mon 6 Apr 2026 to Fri 10 Apr 2026, leave (undone)
        26 Ada Lovelace: redid: entered a leave: Mon 6 Apr 2026 to Fri 10 Apr 2026, leave
        27 Bo: undid: deferred 60.1 Do the fix: to Fri 15 May 2026, the data comes late (Bo agreed)
        ");
    }

    #[test]
    fn leaves_holidays_and_the_week_are_told_by_their_days() {
        let mut run = Run::new();
        let id = run.hire(&leave("2026-04-13", "2026-04-17"));
        let (from, until) = (day("2026-04-13"), day("2026-04-13"));
        run.mentor(&Act::MoveLeave {
            leave: id,
            from,
            until,
        });
        run.hire(&Act::DropLeave { leave: id });
        let days = (1..=5).map(|n| (day(&format!("2026-05-0{n}")), None));
        let days = days.collect();
        run.hire(&Act::AddHolidays { days });
        let days = [(day("2026-05-01"), Some("May Day".to_owned()))].into();
        run.hire(&Act::AddHolidays { days });
        let days = vec![day("2026-05-02")];
        run.hire(&Act::DropHolidays { days });
        let week = "mon-thu".parse().unwrap();
        run.hire(&Act::Week { week });
        insta::assert_snapshot!(told(&run, Party::Mentor), @r"
        1 Ada: started the journey as Tester
        2 Ada: entered a leave: Mon 13 Apr 2026 to Fri 17 Apr 2026, leave
        3 Bo: changed a leave: Mon 13 Apr 2026 instead of Mon 13 Apr 2026 to Fri 17 Apr 2026
        4 Ada: took back a leave: Mon 13 Apr 2026
        5 Ada: changed the holidays: added Fri 1 May 2026; added Sat 2 May 2026; added Sun 3 May 2026; and 2 more
        6 Ada: changed the holidays: named Fri 1 May 2026 ‘May Day’
        7 Ada: changed the holidays: removed Sat 2 May 2026
        8 Ada: changed the working week: from Mon to Fri to Mon to Thu
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
        insta::assert_snapshot!(told(&run, Party::Mentor), @r"1 Ada: started the journey as Tester");
        for reader in [Party::Mentor, Party::Manager] {
            assert!(!told(&run, reader).contains("lost"));
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
        began 30.1 Do the team
        undid: began 30.1 Do the team
        ");
    }

    #[test]
    fn a_save_is_told_as_in_the_whole() {
        let mut run = Run::new();
        run.hire(&begin("team"));
        let lines = lines(&run.journey, &run.log, Party::Hire);
        assert_eq!(words(&run.journey, &run.log[1..]), lines[1].text);
    }
}
