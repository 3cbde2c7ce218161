//! The conversation over time in words: which weeks, what waited, and what an empty one will show.

use chrono::NaiveDate;

use crate::domain::judgment::rules;
use crate::domain::judgment::trend::{Blocked, Trend, Week};
use crate::domain::plan::people::Party;
use crate::domain::wording::meetings;
use crate::domain::words::when::{full_date, spoken, working_days};

/// What it is called.
pub const TITLE: &str = "1:1s over time";

/// What the ratings are called.
pub const RATINGS: &str = "Ratings from 1 to 5:";

/// What counts of claims are called.
pub const CLAIMS: &str =
    "Claims waiting at the end of each week, and the working days of the oldest";

/// What is said if no goal waited.
pub const NO_BLOCKER: &str = "No goal waited on anyone in these weeks.";

/// What is said if no claim waited.
pub const NO_CLAIM: &str = "No claim waited at the end of any of these weeks.";

/// What is said if there is no rating that the reader may see.
pub const NO_RATING: &str = "There are no ratings to show yet.";

/// What the manager is told in place of ratings.
pub const BETWEEN_THE_TWO: &str = "Ratings are between the hire and the mentor.";

/// Returns what is said while there is no 1:1 and no rating: what will be shown.
pub fn nothing_yet(reader: Party) -> &'static str {
    match reader {
        Party::Hire | Party::Mentor => {
            "No 1:1 and no rating yet. Week by week you will see here how both of you rate, how often you \
             meet, and what waits."
        }
        Party::Manager => {
            "No 1:1 yet. Week by week you will see here how often the hire and the mentor meet, and what \
             waits."
        }
    }
}

/// Returns which weeks are shown, and that there are earlier ones for which there is no room.
pub fn weeks<'a>(
    of: &Trend,
    mut shown: impl DoubleEndedIterator<Item = &'a Week>,
) -> Option<String> {
    let first = shown.next()?.number;
    let last = shown.next_back().map_or(first, |week| week.number);
    let until = match of.has_ended {
        true => format!("until the end on {}", full_date(of.until)),
        false => format!("up to {}", full_date(of.until)),
    };
    let weeks = match first == last {
        true => format!("Week {first}"),
        false => format!("Weeks {first} to {last}"),
    };
    Some(match first {
        1 => format!("{weeks}, {until}."),
        _ => format!("{weeks}, {until}. Earlier ones do not fit."),
    })
}

/// Returns that 1:1s do not fit; nothing if all do.
pub fn left_out(count: usize) -> Option<String> {
    let more = match count {
        1 => "1 more 1:1 does not fit.".to_owned(),
        _ => format!("{count} more 1:1s do not fit."),
    };
    (count > 0).then_some(more)
}

/// Returns how often the two have met.
pub fn held(of: &Trend) -> String {
    let held = meetings::held_alone(&of.rhythm);
    let is_over = of.rhythm.day > rules::FIRST_WEEK;
    let first = match is_over && !of.rhythm.in_first_week {
        true => ", none in the first week",
        false => "",
    };
    let open = match of.meetings.iter().any(|held| held.is_open) {
        true => "; one is open",
        false => "",
    };
    format!("1:1s: {held}{first}{open}")
}

/// Returns how long a goal waited, on whom, and on which days.
pub fn blocked(of: &Blocked, today: NaiveDate) -> String {
    let Blocked {
        number, on, since, ..
    } = of;
    let (days, since) = (working_days(of.days), spoken(*since, today));
    match of.until {
        None => format!("{number} has waited on {on} for {days}, since {since}"),
        Some(until) => {
            let until = spoken(until, today);
            format!("{number} waited on {on} for {days}, {since} to {until}")
        }
    }
}

/// Returns that the other side has rated and the reader has not.
pub fn hidden(other: &str) -> String {
    format!(
        "{other} has rated. You will see the numbers once you have rated, too, or the 1:1 is closed."
    )
}
