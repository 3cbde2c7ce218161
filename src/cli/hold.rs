//! `block`, `waive`, `defer`: what keeps a goal from being done as planned.

use clap::Args;

use super::act::perform;
use super::context::Context;
use super::failure::Failure;
use super::free::Free;
use super::out::Out;
use super::typed;
use crate::domain::acts::act::Act;
use crate::domain::words::when::Lean;

/// What a goal waits for.
#[derive(Debug, Args)]
#[command(override_usage = "onramp block [OPTIONS] <GOAL> --on <WHO> --for <TEXT>")]
pub struct Block {
    /// The goal: 30.2, its short name, or the beginning of one
    goal: String,
    /// Whom it waits on
    #[arg(long, value_name = "WHO")]
    on: String,
    /// What it waits for; `-` reads it from standard input, left out it opens $VISUAL or $EDITOR
    #[arg(long = "for", value_name = "TEXT", allow_hyphen_values = true, value_parser = Free)]
    waits_for: Option<String>,
    /// The first day of waiting [default: today]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = Free)]
    since: Option<String>,
}

impl Block {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let since = self.since.as_deref();
        let since = since
            .map(|text| session.date("--since", text, Lean::Past))
            .transpose()?;
        let act = Act::Block {
            goal: session.goal(&self.goal)?.slug().clone(),
            on: self.on,
            waits_for: typed::text(
                self.waits_for.as_deref(),
                "text of what it waits for",
                "--for TEXT",
            )?,
            since,
        };
        perform(&mut session, &act, "block", context, out)
    }
}

/// Why, and who agreed.
#[derive(Debug, Args)]
struct Agreement {
    /// Why; `-` reads it from standard input, left out it opens $VISUAL or $EDITOR
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = Free)]
    reason: Option<String>,
    /// Who agreed
    #[arg(long, value_name = "WHO")]
    agreed: String,
}

/// A goal to take out.
#[derive(Debug, Args)]
#[command(override_usage = "onramp waive [OPTIONS] <GOAL> --reason <TEXT> --agreed <WHO>")]
pub struct Waive {
    /// The goal: 30.2, its short name, or the beginning of one
    goal: String,
    #[command(flatten)]
    agreement: Agreement,
}

impl Waive {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let act = Act::Waive {
            goal: session.goal(&self.goal)?.slug().clone(),
            reason: typed::text(self.agreement.reason.as_deref(), "reason", "--reason TEXT")?,
            agreed: self.agreement.agreed,
        };
        perform(&mut session, &act, "waive", context, out)
    }
}

/// A goal whose date moves.
#[derive(Debug, Args)]
#[command(override_usage = "onramp defer [OPTIONS] <GOAL> <DATE> --reason <TEXT> --agreed <WHO>")]
pub struct Defer {
    /// The goal: 30.2, its short name, or the beginning of one
    goal: String,
    /// The new date
    #[arg(allow_hyphen_values = true, value_parser = Free)]
    date: String,
    #[command(flatten)]
    agreement: Agreement,
}

impl Defer {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let act = Act::Defer {
            goal: session.goal(&self.goal)?.slug().clone(),
            to: session.date("DATE", &self.date, Lean::Future)?,
            reason: typed::text(self.agreement.reason.as_deref(), "reason", "--reason TEXT")?,
            agreed: self.agreement.agreed,
        };
        perform(&mut session, &act, "defer", context, out)
    }
}
