//! `--as-of`: a look back at what was known at the end of a day.

use chrono::NaiveDate;
use clap::Args;

use super::context::Context;
use super::failure::Failure;
use super::free::Free;
use super::session::Session;
use crate::domain::record::journey::Journey;
use crate::domain::record::log::as_of;
use crate::domain::words::when::{Lean, full_date};

/// A day to look back at.
#[derive(Debug, Args)]
pub struct AsOf {
    /// As it was known at the end of a day, without what was entered later
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = Free)]
    as_of: Option<String>,
}

impl AsOf {
    /// Returns whether a day is named.
    pub(super) fn is_given(&self) -> bool {
        self.as_of.is_some()
    }

    /// Opens the journey as it stands, or as it was known at the end of the day.
    ///
    /// # Errors
    /// [`Failure`] as for [`Context::session`], if the text is no day that has come, or if nothing had been
    /// entered by then.
    pub(super) fn session(&self, context: &Context) -> Result<Session, Failure> {
        let session = context.session()?;
        let Some(text) = &self.as_of else {
            return Ok(session);
        };
        let day = session.date("--as-of", text, Lean::Past)?;
        if day > session.today() {
            return Err(Failure::Usage {
                message: format!("--as-of: {} lies ahead", full_date(day)),
                hint: "name a day that has come, as in `--as-of \"last fri\"`".to_owned(),
            });
        }
        look_back(session, day)
    }
}

fn look_back(mut session: Session, day: NaiveDate) -> Result<Session, Failure> {
    let all = session.store.changes(session.journey().id)?;
    let first = all.first().map(|change| change.entered_on());
    let known = as_of(all, day, session.acting.person);
    let journey = Journey::fold(&known).filter(|journey| !journey.withdrawn);
    session.open.journey = journey.ok_or_else(|| Failure::Missing {
        message: format!("nothing had been entered by {}", full_date(day)),
        hint: match first {
            Some(first) => format!("the log begins on {}", full_date(first)),
            None => "the log is empty".to_owned(),
        },
    })?;
    session.clock = session.clock.on(day);
    session.past = Some(day);
    Ok(session)
}
