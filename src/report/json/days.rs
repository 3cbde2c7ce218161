//! Leaves, holidays and the working week as documents.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::parts::Mark;
use super::standing::{JourneyHead, head};
use crate::domain::plan::people::Party;
use crate::domain::record::journey::Journey;

/// The leaves.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LeavesDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    leaves: Vec<LeaveRow<'a>>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct LeaveRow<'a> {
    /// Its place by date, from 1, by which the commands take it.
    number: usize,
    id: String,
    from: NaiveDate,
    until: NaiveDate,
    working_days: i64,
    entered: Mark<'a>,
    /// Why; null if none is given that the reader may know.
    reason: Option<Reason<'a>>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Reason<'a> {
    text: &'a str,
    visibility: &'static str,
}

/// Returns the document of the leaves, as a party may read it.
pub fn leaves(journey: &Journey, today: NaiveDate, reader: Party) -> LeavesDocument<'_> {
    let leaves = journey.leaves_by_date().into_iter().zip(1..);
    let rows = leaves.map(|((id, leave), number)| LeaveRow {
        number,
        id: id.0.to_string(),
        from: leave.from,
        until: leave.until,
        working_days: journey.working_days_in(leave.from, leave.until),
        entered: Mark::from(&leave.mark),
        reason: journey.leave_reason(id, reader).map(|reason| Reason {
            text: &reason.text,
            visibility: reason.visibility.word(),
        }),
    });
    LeavesDocument {
        journey: head(journey),
        today,
        leaves: rows.collect(),
    }
}

/// The holidays.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HolidaysDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    holidays: Vec<HolidayRow<'a>>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct HolidayRow<'a> {
    date: NaiveDate,
    name: Option<&'a str>,
}

/// Returns the document of the holidays.
pub fn holidays(journey: &Journey, today: NaiveDate) -> HolidaysDocument<'_> {
    let holidays = journey.holidays.iter();
    let rows = holidays.map(|(date, holiday)| HolidayRow {
        date: *date,
        name: holiday.name.as_deref(),
    });
    HolidaysDocument {
        journey: head(journey),
        today,
        holidays: rows.collect(),
    }
}

/// Outcome of an import of holidays.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HolidayImportDocument<'a> {
    /// Days that were added.
    added: usize,
    /// Days that were holidays before.
    already: usize,
    /// Events with no day in the years of the journey.
    outside: usize,
    skipped: Vec<SkippedEvent<'a>>,
    /// The words that people read; empty if nothing was changed.
    message: String,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct SkippedEvent<'a> {
    line: usize,
    name: Option<&'a str>,
    why: &'a str,
}

/// Returns the document of an import; each skipped event has its line, its name and why.
pub fn holiday_import<'a>(
    added: usize,
    already: usize,
    outside: usize,
    skipped: impl Iterator<Item = (usize, Option<&'a str>, &'a str)>,
    message: String,
) -> HolidayImportDocument<'a> {
    HolidayImportDocument {
        added,
        already,
        outside,
        skipped: skipped
            .map(|(line, name, why)| SkippedEvent { line, name, why })
            .collect(),
        message,
    }
}

/// The working week.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WeekDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    /// The days that are worked: `mon`, `tue`.
    days: Vec<&'static str>,
}

/// Returns the document of the working week.
pub fn week(journey: &Journey, today: NaiveDate) -> WeekDocument<'_> {
    WeekDocument {
        journey: head(journey),
        today,
        days: journey.week.days().collect(),
    }
}
