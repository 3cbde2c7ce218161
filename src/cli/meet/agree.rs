//! `meet action`, `done`, `undone`, `actions`, `rate`, `next`: what the two agree on, and how they
//! feel.

use chrono::NaiveDate;
use clap::Args;

use crate::cli::act::perform;
use crate::cli::ask::{agrees, can_ask};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::free::Free;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::cli::typed;
use crate::domain::acts::act::{Act, MeetingAct};
use crate::domain::acts::find;
use crate::domain::record::ids::ChangeId;
use crate::domain::wording::meetings::same_day;
use crate::domain::words::text::capitalized;
use crate::domain::words::when::{Lean, spoken};
use crate::report::meeting::{ActionRow, actions, open_actions};
use crate::report::{json, text};

/// The word that takes a day back.
const NONE: &str = "none";

/// Who does what by when.
#[derive(Debug, Args)]
pub struct NewAction {
    /// What is to be done; `-` reads it from standard input, left out it opens $VISUAL or $EDITOR
    #[arg(allow_hyphen_values = true, value_parser = Free)]
    text: Option<String>,
    /// Who does it: a name, the beginning of one, or hire, mentor, manager
    #[arg(long, value_name = "WHO")]
    owner: String,
    /// By when
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = Free)]
    due: Option<String>,
    /// The goal that it serves
    #[arg(long, value_name = "GOAL")]
    goal: Option<String>,
}

impl NewAction {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let due = self.due.as_deref();
        let goal = self.goal.as_deref();
        let act = Act::Meeting(MeetingAct::Action {
            topic: None,
            owner: session.person(&self.owner)?.party,
            due: due
                .map(|text| session.date("--due", text, Lean::Future))
                .transpose()?,
            goal: goal
                .map(|text| Ok::<_, Failure>(session.goal(text)?.slug().clone()))
                .transpose()?,
            text: typed::text(self.text.as_deref(), "action", "TEXT")?,
        });
        perform(&mut session, &act, "meet action", context, out)
    }
}

/// An action.
#[derive(Debug, Args)]
pub struct OneAction {
    /// The action: its number in `onramp meet actions`, or the beginning of its text
    action: String,
}

impl OneAction {
    pub(super) fn run(
        &self,
        done: bool,
        context: &Context,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        let mut session = context.session()?;
        let act = Act::Meeting(MeetingAct::Finish {
            action: action(&session, &self.action, done)?,
            done,
        });
        let word = if done { "meet done" } else { "meet undone" };
        perform(&mut session, &act, word, context, out)
    }
}

/// Returns the action that a text names; of several with one beginning, those to which something is
/// to be done are looked at first.
fn action(session: &Session, wanted: &str, done: bool) -> Result<ChangeId, Failure> {
    let dates = session.standing().dates.clone();
    let rows = actions(session.journey(), &dates);
    let hint = "`onramp meet actions --all` lists them";
    if let Ok(number) = wanted.trim().parse::<usize>() {
        let found = rows.iter().find(|row| row.number == number);
        return found.map(|row| row.id).ok_or_else(|| {
            Failure::NoSuchAction(match rows.len() {
                0 => format!("there is no action {number}; none was entered yet"),
                last => format!("there is no action {number}; the numbers go up to {last}"),
            })
        });
    }
    let named = |rows: &[&ActionRow<'_>]| {
        let candidates = rows.iter();
        find::one(
            "action",
            wanted,
            candidates.map(|row| (row.id, vec![row.action.text.as_str()])),
        )
    };
    let open: Vec<&ActionRow<'_>> = rows
        .iter()
        .filter(|row| row.action.done.is_some() != done)
        .collect();
    let all: Vec<&ActionRow<'_>> = rows.iter().collect();
    match named(&open) {
        Err(find::NotFound::Nothing { .. }) => named(&all),
        found => found,
    }
    .map_err(Failure::not_found(hint))
}

/// Which actions.
#[derive(Debug, Args)]
pub struct Actions {
    /// Those that are done as well
    #[arg(long)]
    all: bool,
}

impl Actions {
    pub(super) fn run(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let session = context.session()?;
        let dates = session.standing().dates.clone();
        let journey = session.journey();
        let rows = match self.all {
            true => actions(journey, &dates),
            false => open_actions(journey, &dates, None),
        };
        if context.json {
            return out.json(&json::actions(journey, session.today(), &rows));
        }
        if rows.is_empty() {
            return out.say("No action is open.");
        }
        out.lines(&text::actions(&rows, session.today(), out.width()))
    }
}

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
