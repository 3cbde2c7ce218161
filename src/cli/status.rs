//! `status`: where a journey stands, with a drawing of how it came there.

use clap::{Args, ValueEnum};

use super::as_of::AsOf;
use super::context::Context;
use super::edition::news;
use super::failure::Failure;
use super::out::Out;
use crate::domain::judgment::burnup::{BurnUp, Reach};
use crate::domain::judgment::course::Course;
use crate::report::write::terminal;
use crate::report::{json, text};

/// How much is told of where a journey stands.
#[derive(Debug, Args)]
pub struct Status {
    #[command(flatten)]
    as_of: AsOf,
    /// Draw what was claimed, confirmed and expected over time, too [default: of the milestone]
    #[arg(long, value_enum, value_name = "OF", num_args = 0..=1, require_equals = true, default_missing_value = "milestone")]
    chart: Option<Charted>,
}

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Charted {
    /// The goals up to the present milestone
    Milestone,
    /// The goals of the whole plan
    Plan,
}

impl From<Charted> for Reach {
    fn from(charted: Charted) -> Self {
        match charted {
            Charted::Milestone => Self::Milestone,
            Charted::Plan => Self::Plan,
        }
    }
}

/// Prints where the journey stands, or where it stood.
pub(super) fn run(args: &Status, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    if context.json && args.chart.is_some() {
        return Err(Failure::Usage {
            message: "a chart is not printed as JSON".to_owned(),
            hint: "leave out `--chart` or `--json`".to_owned(),
        });
    }
    let session = args.as_of.session(context)?;
    let standing = session.standing();
    let news = news(&session, context);
    let news = news.as_deref();
    if context.json {
        out.json(&json::status(&standing, &session.acting, news))
    } else {
        let width = out.width();
        let mut lines = text::status(&standing, &session.acting, news, width);
        if let Some(charted) = args.chart {
            let course = Course::of(session.journey(), &session.changes()?, session.today());
            let of = BurnUp::of(&standing, &course, charted.into());
            lines.extend(terminal::burn_up(of.as_ref(), width));
        }
        out.lines(&lines)
    }
}
