//! `actions`: what was promised, by whom and by when, and the first steps around day 1.

use clap::Args;

use super::context::Context;
use super::failure::Failure;
use super::out::Out;
use crate::report::meeting::{actions, first_steps, open_actions};
use crate::report::{json, text};

/// Which actions.
#[derive(Debug, Args)]
pub struct Actions {
    /// Only your own
    #[arg(long)]
    mine: bool,
    /// Only those whose date has passed
    #[arg(long, conflicts_with = "all")]
    late: bool,
    /// Those that are done or were dropped as well
    #[arg(long)]
    all: bool,
}

impl Actions {
    pub(super) fn run(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let session = context.session()?;
        let dates = session.standing().dates.clone();
        let journey = session.journey();
        let owner = self.mine.then_some(session.acting.party);
        let mut rows = match self.all {
            true => actions(journey, &dates),
            false => open_actions(journey, &dates, owner),
        };
        rows.retain(|row| owner.is_none() || row.action.party() == owner);
        rows.retain(|row| !self.late || row.days_late.is_some());
        let standing = session.standing();
        let mut steps = first_steps(&standing, owner);
        steps.retain(|row| !self.late || row.days_late.is_some());
        if context.json {
            return out.json(&json::actions(journey, session.today(), &rows, &steps));
        }
        if rows.is_empty() && steps.is_empty() {
            return out.say(match (self.late, self.mine, self.all) {
                (true, true, _) => "No action of yours is late.",
                (true, false, _) => "No action is late.",
                (false, true, true) => "No action was ever yours.",
                (false, true, false) => "No action of yours is open.",
                (false, false, true) => "No action was entered yet.",
                (false, false, false) => "No action is open.",
            });
        }
        out.lines(&text::actions(&rows, &steps, &standing.dates, out.width()))
    }
}
