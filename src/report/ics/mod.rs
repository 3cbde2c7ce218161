//! A journey as a calendar (RFC 5545): dates as events, actions as to-dos. Holds what everybody in the
//! journey may know, so it is the same for every reader, and the same twice: no clock goes into it.

mod entries;
mod meetings;
mod past;

use std::fmt::Write as _;

use chrono::{DateTime, Days, NaiveDate, NaiveTime};
use icalendar::{
    Calendar, Component as _, Event, EventLike as _, EventStatus, Property, Todo, TodoStatus,
};

use crate::domain::plan::names::Slug;
use crate::domain::record::change::Change;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::words::text::{LINE_MAX, clean, shortened};

use self::past::Past;

/// One entry of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    /// What it is about.
    record: Record,
    /// What it is called.
    title: String,
    /// What more there is to say.
    about: Option<String>,
    /// When it is.
    when: When,
    /// Whether it was there once and is no more.
    is_gone: bool,
}

/// What an entry is about. It names the entry in every calendar, whatever its words and its date.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Record {
    /// A milestone, by its key.
    Milestone(String),
    /// The gate review of a milestone, by its key.
    Gate(String),
    /// A goal whose date was moved.
    Goal(Slug),
    /// The 1:1 that follows on so many closed ones.
    Meeting(usize),
    /// An action.
    Action(ChangeId),
}

/// When an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// All of a day.
    Day(NaiveDate),
    /// To be done by a day, if there is one, and done on one.
    ToDo {
        due: Option<NaiveDate>,
        done: Option<NaiveDate>,
    },
}

/// Returns the calendar of a journey on a day. `changes` is its log in order.
///
/// # Errors
/// Those of a writer; there is none that writes into memory.
pub fn calendar(
    journey: &Journey,
    changes: &[Change],
    today: NaiveDate,
) -> Result<String, std::fmt::Error> {
    let past = Past::of(journey, changes);
    let mut calendar = Calendar::empty();
    let head = [
        ("VERSION", "2.0"),
        ("PRODID", "-//onramp//onramp//EN"),
        ("CALSCALE", "GREGORIAN"),
    ];
    for (name, value) in head {
        calendar.append_property(Property::new(name, value));
    }
    let name = format!("{}, {}", journey.people.hire(), journey.role.title);
    calendar.append_property(Property::new("X-WR-CALNAME", line(&name)));
    for mut entry in entries::all(journey, &past, today) {
        entry.is_gone |= is_over(journey, &entry);
        match entry.when {
            When::Day(day) => calendar.push(event(&past, &entry, day)),
            When::ToDo { due, done } => calendar.push(to_do(&past, &entry, due, done)),
        };
    }
    let mut text = String::new();
    write!(text, "{calendar}")?;
    Ok(text)
}

/// Returns whether the journey ended before an entry came to pass.
fn is_over(journey: &Journey, entry: &Entry) -> bool {
    let Some(archive) = &journey.archive else {
        return false;
    };
    match entry.when {
        When::Day(day) => day > archive.mark.on,
        When::ToDo { done, .. } => done.is_none(),
    }
}

fn event(past: &Past<'_>, entry: &Entry, day: NaiveDate) -> Event {
    let mut event = Event::new();
    told(&mut event, past, entry);
    let day = writable(day);
    // The end is the first day after (RFC 5545, 3.6.1).
    let end = day.checked_add_days(Days::new(1)).unwrap_or(day);
    event.starts(day).ends(end);
    event.status(match entry.is_gone {
        true => EventStatus::Cancelled,
        false => EventStatus::Confirmed,
    });
    // A day on which something is due keeps nobody from a meeting.
    event.add_property("TRANSP", "TRANSPARENT");
    event.done()
}

fn to_do(past: &Past<'_>, entry: &Entry, due: Option<NaiveDate>, done: Option<NaiveDate>) -> Todo {
    let mut to_do = Todo::new();
    told(&mut to_do, past, entry);
    if let Some(due) = due {
        to_do.due(writable(due));
    }
    match done {
        _ if entry.is_gone => to_do.status(TodoStatus::Cancelled),
        None => to_do.status(TodoStatus::NeedsAction),
        // Only the day is known; its noon in UTC lies on that day from Alaska to New Zealand.
        Some(day) => to_do
            .status(TodoStatus::Completed)
            .percent_complete(100)
            .completed(writable(day).and_time(NOON).and_utc()),
    };
    to_do.done()
}

const NOON: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(noon) => noon,
    None => NaiveTime::MIN,
};

/// Returns a day that has four digits for its year (RFC 5545, 3.3.4). A database may hold others.
fn writable(day: NaiveDate) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or(NaiveDate::MIN);
    let last = NaiveDate::from_ymd_opt(9999, 12, 30).unwrap_or(NaiveDate::MAX);
    day.clamp(first, last)
}

/// Writes down what events and to-dos have in common.
fn told(to: &mut impl icalendar::Component, past: &Past<'_>, entry: &Entry) {
    let trace = past.trace(&entry.record);
    let stamp = DateTime::from_timestamp_millis(trace.stamp).unwrap_or_default();
    to.uid(&past.uid(&entry.record))
        .timestamp(stamp)
        .sequence(trace.sequence)
        .summary(&line(&entry.title));
    if let Some(about) = &entry.about {
        to.description(&line(about));
    }
}

/// Returns a text as one clean line, no longer than the program takes one. A database may hold others.
fn line(text: &str) -> String {
    shortened(&clean(text), LINE_MAX)
}
