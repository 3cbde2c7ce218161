//! `meet close`: closes the open 1:1, asks where claims are not answered, and gives the minutes.

use std::io::Write as _;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::minutes::markdown;
use super::next::day;
use crate::cli::act::{answer, commit, message};
use crate::cli::ask::{agrees, can_ask};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::file::{Over, check_file, write_file};
use crate::cli::free::Free;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::acts::act::{Act, MeetingAct};
use crate::domain::acts::refusal::Refusal;
use crate::domain::record::change::Change;
use crate::domain::wording::meetings::same_day;
use crate::domain::words::text::clean;
use crate::store::StoreError;

/// The file name that stands for standard output.
const STDOUT: &str = "-";

/// The end of a 1:1.
#[derive(Debug, Args)]
pub struct Close {
    /// The day of the next one; `none` agrees on none [default: the day that is agreed already]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = Free)]
    next: Option<String>,
    /// Leave claims unanswered
    #[arg(long)]
    leave_claims: bool,
    /// Write the minutes to a file; `-` prints them
    #[arg(long, value_name = "FILE")]
    minutes: Option<PathBuf>,
    /// Replace the file if there is one
    #[arg(long)]
    force: bool,
}

impl Close {
    pub(super) fn run(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let prints = self
            .minutes
            .as_deref()
            .is_some_and(|file| file.as_os_str() == STDOUT);
        if prints && context.json {
            return Err(Failure::Usage {
                message: "the answer and the minutes cannot both go to standard output".to_owned(),
                hint: "`onramp meet minutes --json` prints the minutes afterwards".to_owned(),
            });
        }
        // Looked at before anything is written.
        let file = self.minutes.as_deref().filter(|_| !prints);
        let over = Over::forced(self.force);
        if let Some(file) = file {
            check_file(file, over, context)?;
        }
        let mut session = context.session()?;
        let next = self.next(&session)?;
        if let Some(message) = next.and_then(|next| same_day(&session.journey().meetings, next)) {
            return Err(Failure::SameDay {
                message,
                hint:
                    "`onramp meet close --next DATE` names another day; to meet again today, close \
                       this one, then `onramp meet next today`"
                        .to_owned(),
            });
        }
        let meeting = session.journey().meetings.open().map(|(id, _)| id);
        let save = close(&mut session, next, self.leave_claims)?;
        if !prints {
            answer(&session, &save, context, out)?;
        }
        let Some(meeting) = meeting.filter(|_| self.minutes.is_some()) else {
            return Ok(());
        };
        let (_, minutes) = markdown(&session, meeting)?;
        match file {
            Some(file) => {
                let done = write_file(file, &minutes, over, context)?;
                if context.json { Ok(()) } else { out.say(&done) }
            }
            None => {
                out.text(&minutes)?;
                let line = message(&session, &save)?;
                // The minutes may go into a pipe; nothing is lost where standard error is closed.
                let _ = writeln!(std::io::stderr(), "{}", clean(&line));
                Ok(())
            }
        }
    }

    /// Returns the day of the next 1:1: the one that is given, else one that was agreed already.
    fn next(&self, session: &Session) -> Result<Option<NaiveDate>, Failure> {
        if let Some(text) = &self.next {
            return day(session, "--next", text);
        }
        let meetings = &session.journey().meetings;
        let opened = meetings.open().map(|(_, open)| open.opening.on);
        let ahead = |next: &NaiveDate| {
            *next >= session.today() && opened.is_none_or(|opened| *next > opened)
        };
        Ok(meetings.next.filter(ahead))
    }
}

/// Closes the open 1:1. Where claims are not answered, asks once on a terminal.
fn close(
    session: &mut Session,
    next: Option<NaiveDate>,
    leave_claims: bool,
) -> Result<Vec<Change>, Failure> {
    let act = |leave_claims| [Act::Meeting(MeetingAct::Close { next, leave_claims })];
    let closed = commit(session, &act(leave_claims), "meet close");
    match closed {
        Err(Failure::Store {
            error: StoreError::Refused(refusal @ Refusal::ClaimsOpen(..)),
            hint,
        }) if can_ask() => {
            if !agrees(&format!("{refusal}. Close it all the same?"))? {
                return Err(Failure::StaysOpen(hint));
            }
            commit(session, &act(true), "meet close")
        }
        closed => closed,
    }
}
