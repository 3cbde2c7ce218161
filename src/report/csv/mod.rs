//! A journey as tables for a spreadsheet (RFC 4180): one file for each table, columns with stable names.
//! Who may read a table is in its type. Knows no file and no command.

mod actions;
pub mod cohort;
mod goals;
mod meetings;
mod notes;
mod sheet;
mod verdicts;

use chrono::NaiveDate;

use crate::domain::judgment::standing::Standing;
use crate::domain::plan::names::Slug;
use crate::domain::record::change::Change;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::rating::Pair;
use crate::report::readership::For;

use self::sheet::Cell;

/// A table, for a reader, from a day on where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// A row for each goal.
    Goals(For),
    /// A row for each note.
    Notes(For, Option<NaiveDate>),
    /// A row for each save.
    Changes(For, Option<NaiveDate>),
    /// A row for each rating of a side. The manager has no such table.
    Ratings(Pair),
    /// A row for each action.
    Actions,
    /// A row for each 1:1.
    Meetings(Option<NaiveDate>),
    /// A row for each gate review.
    Verdicts,
}

/// Returns a table of a journey on a day, with a header. `changes` is its log in order.
///
/// # Errors
/// Those of a writer; there is none that writes into memory.
pub fn table(
    journey: &Journey,
    changes: &[Change],
    today: NaiveDate,
    table: Table,
) -> std::io::Result<String> {
    let standing = Standing::of(journey, today);
    match table {
        Table::Goals(reader) => goals::table(&standing, changes, reader),
        Table::Notes(reader, since) => notes::notes(journey, reader, since),
        Table::Changes(reader, since) => notes::changes(journey, changes, reader, since),
        Table::Ratings(pair) => meetings::ratings(journey, pair),
        Table::Actions => actions::table(&standing),
        Table::Meetings(since) => meetings::meetings(journey, since),
        Table::Verdicts => verdicts::table(&standing),
    }
}

/// Returns the cells of a goal that something is about: its number and its short name.
fn about(journey: &Journey, goal: Option<&Slug>) -> [Cell; 2] {
    let number = goal.and_then(|slug| journey.goal(slug));
    let number = number.map(|goal| goal.number.to_string());
    [number.into(), goal.map(Slug::as_str).into()]
}

/// Returns the number of the 1:1 in which something was written or agreed.
fn number_of(journey: &Journey, meeting: Option<ChangeId>) -> Cell {
    let meeting = meeting.map(|id| journey.meetings.one_with(id));
    let number = meeting.and_then(|id| journey.meetings.number(id));
    number.into()
}
