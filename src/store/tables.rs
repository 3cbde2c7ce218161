//! The tables of the records: which kind lies in which table, under which columns. Each has the
//! journey as its first column, then the key, then the value.

use std::sync::Arc;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, Row, params_from_iter};

use super::agendas;
use super::cells::{Cells, Reader, fields};
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Mark};
use crate::domain::record::action::{Action, Entry};
use crate::domain::record::course::{Consent, Leave, LeaveReason};
use crate::domain::record::device::Admission;
use crate::domain::record::goal::{Blocker, Deferral, Stage, Ticked, Waiver};
use crate::domain::record::ids::{ChangeId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::Kind;
use crate::domain::record::kinds::Edit;
use crate::domain::record::kinds::course::Name;
use crate::domain::record::kinds::first_step::Taken;
use crate::domain::record::kinds::goal::Tick;
use crate::domain::record::kinds::rating::{Given, HeldBack};
use crate::domain::record::meeting::{Agenda, Closing, Opening, Point, Treatment};
use crate::domain::record::rating::Rating;
use crate::domain::record::review::{Answer, Graded, Opening as ReviewOpening, Ruling};
use crate::domain::record::writing::{Evidence, Note, Paragraph};

/// Which texts of a journey are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Texts {
    /// All notes and kept agendas.
    All,
    /// Those that rules and the agenda read: questions, and what belongs to a 1:1. Kept agendas are fetched
    /// when somebody looks at them.
    Needed,
}

impl Texts {
    /// Returns what is asked of the rows of the notes.
    pub(super) fn condition(self) -> &'static str {
        match self {
            Self::All => "",
            // As the index on them has it, or that is not used.
            Self::Needed => " AND (question = 1 OR meeting IS NOT NULL)",
        }
    }
}

/// Records that lie in a table.
trait Table {
    /// What names a record.
    type Key: Cells;
    /// What is recorded.
    type Value: Cells;
    /// The table.
    const NAME: &'static str;
    /// Its columns after the journey: those of the key, then those of the value.
    const COLUMNS: &'static [&'static str];
    /// How many of them are the key's.
    const KEY: usize;
    /// The columns by which a row is found again, where they are fewer than the key's.
    const UNIQUE: &'static [&'static str];

    /// Returns the record under a key.
    fn get<'j>(journey: &'j Journey, key: &Self::Key) -> Option<&'j Self::Value>;

    /// Returns the key under which the record of a key lies.
    fn placed(journey: &Journey, key: &Self::Key) -> Self::Key;

    /// Sets the record under a key.
    fn put(journey: &mut Journey, key: &Self::Key, value: Self::Value);
}

/// An action, whose parts are kinds of their own, lies in one row.
impl Table for Action {
    type Key = ChangeId;
    type Value = Self;

    const NAME: &'static str = "action";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "entered_by",
        "entered_party",
        "entered_person",
        "entered_on",
        "goal",
        "meeting",
        "text",
        "owner",
        "owner_party",
        "owner_person",
        "due",
        "done_by",
        "done_on",
        "dropped_by",
        "dropped_on",
        "dropped_reason",
    ];
    const KEY: usize = 1;
    const UNIQUE: &'static [&'static str] = &["id"];

    fn get<'j>(journey: &'j Journey, action: &ChangeId) -> Option<&'j Self> {
        journey.meetings.actions.get(action)
    }

    fn placed(_: &Journey, action: &ChangeId) -> ChangeId {
        *action
    }

    fn put(journey: &mut Journey, action: &ChangeId, value: Self) {
        journey.meetings.actions.insert(*action, value);
    }
}

/// Declares the tables, and what is done with all of them alike.
macro_rules! tables {
    ($($name:ident: $kind:ty, $table:literal ($($key:literal)+; $($column:literal)+) by ($($unique:literal)+);)+) => {
        $(impl Table for $kind {
            type Key = <$kind as Kind>::Key;
            type Value = <$kind as Kind>::Value;

            const NAME: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$($key,)+ $($column,)+];
            const KEY: usize = [$($key),+].len();
            const UNIQUE: &'static [&'static str] = &[$($unique),+];

            fn get<'j>(journey: &'j Journey, key: &Self::Key) -> Option<&'j Self::Value> {
                <$kind as Kind>::get(journey, key)
            }

            fn placed(journey: &Journey, key: &Self::Key) -> Self::Key {
                <$kind as Kind>::placed(journey, key)
            }

            fn put(journey: &mut Journey, key: &Self::Key, value: Self::Value) {
                <$kind as Kind>::put(journey, key, Some(value));
            }
        })+

        /// Writes the record that an edit set, as it stands in the journey after it. Returns whether
        /// the kind has a table.
        pub(super) fn write(db: &Connection, journey: &Journey, edit: &Edit) -> rusqlite::Result<bool> {
            match edit {
                $(Edit::$name(set) => put::<$kind>(db, journey, &set.key)?,)+
                Edit::Action(set) => put::<Action>(db, journey, &set.key)?,
                Edit::ActionText(set) => put::<Action>(db, journey, &set.key)?,
                Edit::ActionOwner(set) => put::<Action>(db, journey, &set.key)?,
                Edit::ActionDue(set) => put::<Action>(db, journey, &set.key)?,
                Edit::ActionDone(set) => put::<Action>(db, journey, &set.key)?,
                Edit::ActionDropped(set) => put::<Action>(db, journey, &set.key)?,
                // Named one by one, so that a kind without a table is noticed.
                Edit::Seed(_)
                | Edit::Withdrawn(_)
                | Edit::Seat(_)
                | Edit::Start(_)
                | Edit::Week(_)
                | Edit::Holiday(_)
                | Edit::Plan(_)
                | Edit::Archive(_)
                | Edit::Next(_) => return Ok(false),
            }
            Ok(true)
        }

        /// Takes every record of a journey away.
        pub(super) fn clear(db: &Connection, journey: &str) -> rusqlite::Result<()> {
            for table in [$($table,)+ Action::NAME] {
                db.execute(&format!("DELETE FROM {table} WHERE journey = ?1"), [journey])?;
            }
            Ok(())
        }

        /// Reads every record of a journey; of the notes those that are wanted.
        pub(super) fn read(
            db: &Connection,
            journey: &mut Journey,
            texts: Texts,
        ) -> rusqlite::Result<()> {
            for take in [$(take::<$kind>,)+ take::<Action>] {
                take(db, journey, texts)?;
            }
            Ok(())
        }
    };
}

tables! {
    Consent: Consent, "consent" ("edition"; "entered_by" "entered_on" "agreed") by ("edition");
    Name: Name, "person" ("id"; "name") by ("id");
    Leave: Leave, "leave" ("id"; "first_day" "last_day" "entered_by" "entered_on") by ("id");
    LeaveReason: LeaveReason, "leave_reason" ("leave"; "author" "party" "person" "text" "visibility")
        by ("leave");
    Stage: Stage, "stage" ("goal"; "stage" "begun_by" "begun_on" "begun_by_tick" "returned_by"
        "returned_on" "returned_reason" "waited" "claimed_by" "claimed_on" "claimed_as"
        "claimed_digest" "ended" "returned_before" "confirmed_by" "confirmed_on" "confirmed_as"
        "confirmed_digest") by ("goal");
    Tick: Tick, "tick" ("goal" "criterion"; "ticked_by" "ticked_on" "text") by ("goal" "criterion");
    Waiver: Waiver, "waiver" ("goal"; "entered_by" "entered_on" "reason" "agreed" "acknowledged")
        by ("goal");
    Deferral: Deferral, "deferral" ("goal"; "entered_by" "entered_on" "moved_to" "reason" "agreed"
        "acknowledged" "follows") by ("goal");
    Blocker: Blocker, "blocker" ("goal"; "entered_by" "entered_on" "waits_on" "waits_for" "since")
        by ("goal");
    Note: Note, "note" ("goal" "id"; "author" "party" "person" "day" "text" "visibility" "question"
        "meeting") by ("id");
    Evidence: Evidence, "evidence" ("goal" "id"; "entered_by" "entered_on" "link" "label") by ("id");
    Paragraph: Paragraph, "paragraph" ("person"; "written_by" "written_on" "text") by ("person");
    Meeting: Opening, "meeting" ("id"; "started_by" "party" "person" "day" "clock" "hire" "mentor"
        "occasion")
        by ("id");
    Agenda: Agenda, "agenda" ("meeting" "edge"; "agenda") by ("meeting" "edge");
    Treatment: Treatment, "treatment" ("meeting" "topic"; "treatment") by ("meeting" "topic");
    Rating: Rating, "rating" ("meeting" "party"; "role_clarity" "confidence" "belonging" "words"
        "entered_by" "entered_on" "why") by ("meeting" "party");
    Given: Given, "given" ("meeting" "party"; "given_by" "given_on") by ("meeting" "party");
    HeldBack: HeldBack, "held_back" ("meeting" "party"; "role_clarity" "confidence" "belonging" "words"
        "entered_by" "entered_on" "why") by ("meeting" "party");
    Closing: Closing, "closing" ("meeting"; "closed_by" "closed_on" "next" "change") by ("meeting");
    FirstStep: Taken, "first_step" ("step"; "taken_by" "taken_on") by ("step");
    Point: Point, "point" ("id"; "author" "party" "person" "day" "text" "visibility") by ("id");
    Review: ReviewOpening, "review" ("id"; "milestone" "begun_by" "begun_on") by ("id");
    Answer: Answer, "answer" ("review" "goal"; "answer" "why") by ("review" "goal");
    Grade: Graded, "grade" ("review" "party" "dimension"; "grade" "why")
        by ("review" "party" "dimension");
    Ruling: Ruling, "ruling" ("review"; "ruling") by ("review");
    Device: Admission, "admission" ("device"; "person" "admitted_by" "admitted_on" "key" "vouched")
        by ("device");
}

// The fields of each value in the order of its columns; a mark takes two, an author three.
fields! {
    Mark { by, on }
    Author { name, party, person }
    Consent { mark, agreed }
    Leave { from, until, mark }
    LeaveReason { author, text, visibility }
    Ticked { mark, text }
    Waiver { mark, reason, agreed, acknowledged }
    Deferral { mark, to, reason, agreed, acknowledged, follows }
    Blocker { mark, on, waits_for, since }
    Note { author, on, text, visibility, question, meeting }
    Evidence { mark, link, label }
    Paragraph { mark, text }
    Opening { by, on, clock, hire, mentor, occasion }
    Closing { mark, next, change }
    Rating { role_clarity, confidence, belonging, words, mark, why }
    Point { author, on, text, visibility }
    Entry { by, on, goal, meeting }
    Admission { person, mark, key, vouched }
    Action { entry, text, owner, due, done, dropped }
    ReviewOpening { milestone, mark }
    Graded { grade, why }
}

/// Returns the notes on a goal, or those on the journey as a whole.
pub(super) fn notes(
    db: &Connection,
    journey: JourneyId,
    goal: Option<&Slug>,
) -> rusqlite::Result<Vec<(ChangeId, Arc<Note>)>> {
    let mut statement = db.prepare_cached(&(select::<Note>() + " AND goal IS ?2"))?;
    let key = (journey.0.to_string(), goal.map(Slug::as_str));
    let rows = statement.query_map(key, |row| {
        let ((_, id), note) = record::<Note>(row)?;
        Ok((id, note))
    })?;
    rows.collect()
}

/// Returns a note.
pub(super) fn note(
    db: &Connection,
    journey: JourneyId,
    id: ChangeId,
) -> rusqlite::Result<Option<Arc<Note>>> {
    db.prepare_cached(&(select::<Note>() + " AND id = ?2"))?
        .query_row([journey.0.to_string(), id.0.to_string()], |row| {
            Ok(record::<Note>(row)?.1)
        })
        .optional()
}

/// Writes what every person of a journey is called.
pub(super) fn people(db: &Connection, journey: &Journey) -> rusqlite::Result<()> {
    let mut known = journey.people.known();
    known.try_for_each(|(person, _)| put::<Name>(db, journey, &person))
}

/// Writes the record under a key as it stands in a journey, or takes its row away.
fn put<K: Table>(db: &Connection, journey: &Journey, key: &K::Key) -> rusqlite::Result<()> {
    let mut cells: Vec<Value> = vec![journey.id.0.to_string().into()];
    let key = &K::placed(journey, key);
    key.fill(&mut cells);
    let sql = match K::get(journey, key) {
        Some(value) => {
            value.fill(&mut cells);
            insert::<K>()
        }
        None => delete::<K>(),
    };
    let mut statement = db.prepare_cached(&sql)?;
    statement.execute(params_from_iter(cells)).map(|_| ())
}

fn insert<K: Table>() -> String {
    let places: Vec<String> = (1..=K::COLUMNS.len() + 1)
        .map(|n| format!("?{n}"))
        .collect();
    let set: Vec<String> = K::COLUMNS
        .iter()
        .map(|column| format!("{column} = excluded.{column}"))
        .collect();
    // An update in place: to replace the row of a 1:1 would take away what hangs on it.
    format!(
        "INSERT INTO {} (journey, {}) VALUES ({}) ON CONFLICT (journey, {}) DO UPDATE SET {}",
        K::NAME,
        K::COLUMNS.join(", "),
        places.join(", "),
        K::UNIQUE.join(", "),
        set.join(", "),
    )
}

fn delete<K: Table>() -> String {
    let key: String = K::COLUMNS
        .iter()
        .take(K::KEY)
        .zip(2..)
        .map(|(column, n)| format!(" AND {column} IS ?{n}"))
        .collect();
    format!("DELETE FROM {} WHERE journey = ?1{key}", K::NAME)
}

/// Reads the records of a kind into a journey.
fn take<K: Table>(db: &Connection, journey: &mut Journey, texts: Texts) -> rusqlite::Result<()> {
    if K::NAME == Agenda::NAME && texts == Texts::Needed {
        return agendas::put_unread(db, journey);
    }
    let sql = select::<K>()
        + if K::NAME == Note::NAME {
            texts.condition()
        } else {
            ""
        };
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([journey.id.0.to_string()])?;
    while let Some(row) = rows.next()? {
        let (key, value) = record::<K>(row)?;
        K::put(journey, &key, value);
    }
    Ok(())
}

fn select<K: Table>() -> String {
    format!(
        "SELECT {} FROM {} WHERE journey = ?1",
        K::COLUMNS.join(", "),
        K::NAME
    )
}

/// Returns the record of a row, with what names it.
fn record<K: Table>(row: &Row<'_>) -> rusqlite::Result<(K::Key, K::Value)> {
    let mut reader = Reader::of(row);
    let key = <K::Key as Cells>::read(&mut reader)?;
    Ok((key, <K::Value as Cells>::read(&mut reader)?))
}
