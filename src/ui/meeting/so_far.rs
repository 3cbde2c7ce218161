//! How the 1:1s go on, in a line: for the record and for the Today screen.

use crate::app::State;
use crate::domain::wording::meetings;
use crate::ui::date;

/// Returns how many 1:1s were held, against what is wanted while it is.
pub(super) fn so_far(state: &State) -> String {
    let Some(standing) = state.standing() else {
        return String::new();
    };
    meetings::held_alone(&standing.rhythm)
}

/// Returns what the Today screen says of the 1:1s: the open one or the next, and how many were held.
pub fn today_line(state: &State) -> String {
    let Some(journey) = &state.journey else {
        return String::new();
    };
    if journey.people.mentor().is_none() {
        return "no mentor to meet yet; E names one".to_owned();
    }
    let all = &journey.meetings;
    let mut parts = vec![match all.open() {
        Some((_, open)) => format!("open since {}", date(state, open.opening.on)),
        None => meetings::next(all, state.today, "next ", |day| date(state, day)),
    }];
    parts.push(so_far(state));
    let standing = state.standing();
    let check_in = standing.and_then(|standing| standing.awaits_check_in(state.acting));
    if check_in.is_some() {
        parts.push("R checks in".to_owned());
    }
    parts.join(" · ")
}
