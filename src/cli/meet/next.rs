//! `meet next`: the day of the next 1:1.

use chrono::NaiveDate;
use clap::Args;

use crate::cli::act::perform;
use crate::cli::ask::{agrees, can_ask};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::free::Free;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::acts::act::{Act, MeetingAct};
use crate::domain::wording::meetings::same_day;
use crate::domain::words::text::capitalized;
use crate::domain::words::when::{Lean, spoken};
use crate::report::json;

/// The word that takes a day back.
const NONE: &str = "none";

/// The day of the next 1:1.
#[derive(Debug, Args)]
pub struct Next {
    /// The day; `none` takes it back, left out it is printed
    #[arg(allow_hyphen_values = true, value_parser = Free)]
    date: Option<String>,
    /// Let it be on the day of the one that is open
    #[arg(long, requires = "date")]
    same_day: bool,
}

impl Next {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let Some(date) = &self.date else {
            let today = session.today();
            let next = session.journey().meetings.next;
            if context.json {
                return out.json(&json::next_meeting(session.journey(), today));
            }
            return out.say(&match next {
                Some(next) => format!("The next 1:1 is agreed for {}.", spoken(next, today)),
                None => "No day is agreed for the next 1:1.".to_owned(),
            });
        };
        let on = day(&session, "DATE", date)?;
        if !self.same_day {
            check_day(&session, on)?;
        }
        let act = Act::Meeting(MeetingAct::Next { on });
        perform(&mut session, &act, "meet next", context, out)
    }
}

/// Asks whether the next 1:1 shall be on the day of the open one, and refuses it if nobody can be
/// asked.
fn check_day(session: &Session, next: Option<NaiveDate>) -> Result<(), Failure> {
    let meetings = &session.journey().meetings;
    let doubt = next.and_then(|next| Some((next, same_day(meetings, next)?)));
    let Some((next, doubt)) = doubt else {
        return Ok(());
    };
    if can_ask()
        && agrees(&format!(
            "{}. Agree on it all the same?",
            capitalized(doubt)
        ))?
    {
        return Ok(());
    }
    Err(Failure::SameDay {
        message: doubt,
        hint: format!(
            "`onramp meet next DATE` names another day; `onramp meet next {next} --same-day` \
             means this one"
        ),
    })
}

/// Returns the day of the next 1:1 that a text names, or nothing for `none`. A weekday that is today
/// means the one a week later, since it is said in or after the 1:1 of today.
pub(super) fn day(
    session: &Session,
    what: &'static str,
    text: &str,
) -> Result<Option<NaiveDate>, Failure> {
    if text.trim().eq_ignore_ascii_case(NONE) {
        return Ok(None);
    }
    let day = session.date(what, text, Lean::Future)?;
    let mut days = session.journey().meetings.held.values();
    let is_taken = days.any(|held| held.opening.on == day);
    let later = session.date(what, &format!("next {text}"), Lean::Future);
    Ok(Some(later.ok().filter(|_| is_taken).unwrap_or(day)))
}
