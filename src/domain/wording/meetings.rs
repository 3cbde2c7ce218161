//! The 1:1s in words: how often they are held, when the next one is, and what was agreed.

use chrono::NaiveDate;

use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::rhythm::Rhythm;
use crate::domain::judgment::rules;
use crate::domain::record::action::Action;
use crate::domain::record::action::Dropped;
use crate::domain::record::meeting::Meetings;
use crate::domain::words::when::working_days;

/// What is said while no day is agreed for the next 1:1.
pub const NO_DAY: &str = "no day agreed";

/// Returns how often the two have met, against what is asked for while it is; a label before it
/// says what it is.
pub fn held(rhythm: &Rhythm) -> String {
    against(rhythm, " of the", "")
}

/// Returns how often the two have met, in words that stand alone.
pub fn held_alone(rhythm: &Rhythm) -> String {
    against(rhythm, " held,", " held")
}

fn against(rhythm: &Rhythm, early: &str, later: &str) -> String {
    let held = rhythm.held;
    match rhythm.day <= rules::EARLY_DAYS {
        true => format!(
            "{held}{early} {} wanted by day {}{}",
            rules::EARLY_MEETINGS,
            rules::EARLY_DAYS,
            if rhythm.leave { " without leave" } else { "" }
        ),
        false => format!("{held}{later}"),
    }
}

/// Returns the day of the next 1:1, told as gone where it is, with `lead` before a day to come.
pub fn next(
    meetings: &Meetings,
    today: NaiveDate,
    lead: &str,
    date: impl Fn(NaiveDate) -> String,
) -> String {
    match meetings.next {
        Some(next) if next < today => format!("was agreed for {}", date(next)),
        Some(next) => format!("{lead}{}", date(next)),
        None => NO_DAY.to_owned(),
    }
}

/// Returns what to say if the next 1:1 would be on the day of the one that is open, which is more
/// often a slip than meant.
pub fn same_day(meetings: &Meetings, next: NaiveDate) -> Option<&'static str> {
    let (_, open) = meetings.open()?;
    (open.opening.on == next).then_some("the next 1:1 would be on the day of the one that is open")
}

/// Returns an action with its due date, `days_late` if that has passed, or with what became of it.
pub fn action(
    action: &Action,
    days_late: Option<i64>,
    date: impl Fn(NaiveDate) -> String,
) -> String {
    let when = match (&action.done, &action.dropped) {
        (Some(done), _) => Some(format!("done {}", date(done.on))),
        (None, Some(Dropped { mark, reason })) => {
            Some(format!("dropped {}: {reason}", date(mark.on)))
        }
        (None, None) => due(action, days_late, date),
    };
    match when {
        Some(when) => format!("{} ({when})", action.text),
        None => action.text.clone(),
    }
}

/// Returns by when an action is due, `days_late` if that has passed; nothing if it has no date.
pub fn due(
    action: &Action,
    days_late: Option<i64>,
    date: impl Fn(NaiveDate) -> String,
) -> Option<String> {
    Some(due_on(action.due?, days_late, date))
}

/// Returns by when something is due, in words, and whether that has passed.
pub fn by(due: NaiveDate, dates: &Dates, date: impl Fn(NaiveDate) -> String) -> (String, bool) {
    let days_late = (due < dates.today).then(|| dates.days_since(due));
    (due_on(due, days_late, date), days_late.is_some())
}

fn due_on(due: NaiveDate, days_late: Option<i64>, date: impl Fn(NaiveDate) -> String) -> String {
    let due = date(due);
    match days_late {
        None => format!("due {due}"),
        Some(0) => format!("was due {due}"),
        Some(days) => format!("was due {due}, {} late", working_days(days)),
    }
}
