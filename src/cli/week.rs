//! `week`: the days of a week that are worked.

use clap::Args;

use super::act::perform;
use super::context::Context;
use super::failure::Failure;
use super::out::Out;
use crate::domain::acts::act::Act;
use crate::domain::plan::week::NotAWeek;
use crate::report::json;

/// The working week to set, or none to print it.
#[derive(Debug, Args)]
pub struct Week {
    /// The days that are worked: mon-thu, or mon tue wed
    days: Vec<String>,
}

impl Week {
    pub(super) fn run(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        if self.days.is_empty() {
            let journey = session.journey();
            if context.json {
                return out.json(&json::week(journey, session.today()));
            }
            return out.say(&format!("The working week is {}.", journey.week));
        }
        let week = self.days.join(" ").parse();
        let week = week.map_err(|error: NotAWeek| Failure::Usage {
            message: error.to_string(),
            hint: "`onramp week` prints the one that counts now".to_owned(),
        })?;
        perform(&mut session, &Act::Week { week }, "week", context, out)
    }
}
