//! `leave`: days away, entered, listed, changed, ended and taken back.

use clap::{Args, Subcommand};

use super::act::perform;
use super::context::Context;
use super::failure::Failure;
use super::free::Free;
use super::out::Out;
use super::session::Session;
use crate::domain::acts::act::Act;
use crate::domain::acts::decide::end_leave;
use crate::domain::record::course::Leave as Entered;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::writing::Visibility;
use crate::domain::words::text::count;
use crate::domain::words::when::Lean;
use crate::report::{json, text};

/// A leave to enter, or what to do with those that are there.
#[derive(Debug, Args)]
#[command(
    subcommand_negates_reqs = true,
    override_usage = "onramp leave [OPTIONS] FROM UNTIL\n       onramp leave COMMAND"
)]
pub struct Leave {
    #[command(subcommand)]
    step: Option<Step>,
    /// The first day away
    #[arg(required = true, allow_hyphen_values = true, value_parser = Free)]
    from: Option<String>,
    /// The last day away
    #[arg(required = true, allow_hyphen_values = true, value_parser = Free)]
    until: Option<String>,
    /// Why
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true,
        value_parser = Free
    )]
    reason: String,
    /// Keep the reason to yourself; everybody sees the days
    #[arg(long)]
    private: bool,
}

/// What can be done with a leave.
#[derive(Debug, Subcommand)]
pub enum Step {
    /// Print the leaves, numbered by date
    List,
    /// End a leave early; one that has not begun is taken away
    End(End),
    /// Change the days of a leave
    Change(Change),
    /// Take a leave away
    Drop(Which),
}

impl Leave {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let enters = self.from.is_some() || self.private || !self.reason.is_empty();
        match self.step {
            Some(_) if enters => Err(Failure::Usage {
                message: "a leave is entered or changed, not both at once".to_owned(),
                hint: "`onramp leave FROM UNTIL` enters one".to_owned(),
            }),
            Some(Step::List) => list(context, out),
            Some(Step::End(args)) => args.run(context, out),
            Some(Step::Change(args)) => args.run(context, out),
            Some(Step::Drop(args)) => args.run(context, out),
            None => self.enter(context, out),
        }
    }

    fn enter(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let (from, until) = (
            self.from.unwrap_or_default(),
            self.until.unwrap_or_default(),
        );
        let (from, until) = session.span(("FROM", &from), ("UNTIL", &until))?;
        let act = Act::Leave {
            from,
            until,
            reason: self.reason,
            visibility: match self.private {
                true => Visibility::Private,
                false => Visibility::Shared,
            },
        };
        perform(&mut session, &act, "leave", context, out)
    }
}

fn list(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let session = context.session()?;
    let (journey, today, reader) = (session.journey(), session.today(), session.acting.party);
    if context.json {
        return out.json(&json::leaves(journey, today, reader));
    }
    out.lines(&text::leaves(journey, today, reader, out.width()))
}

/// When somebody is back.
#[derive(Debug, Args)]
pub struct End {
    /// The first day back [default: today]
    #[arg(allow_hyphen_values = true, value_parser = Free)]
    day: Option<String>,
    /// The leave, by its number in `onramp leave list`; not needed for the one that runs
    #[arg(value_name = "N")]
    number: Option<String>,
}

impl End {
    fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        // A number alone is that of the leave: no date is written so.
        let (day, number) = match (self.day, self.number) {
            (Some(number), None) if number.chars().all(|c| c.is_ascii_digit()) => {
                (None, Some(number))
            }
            given => given,
        };
        let back = match &day {
            Some(day) => session.date("DAY", day, Lean::Nearest)?,
            None => session.today(),
        };
        let runs = |leave: &Entered| leave.covers(back);
        let leave = chosen(&session, number.as_deref(), runs)?;
        let found = session.journey().leaves.get(&leave);
        // Without a word on which or when, no leave that lies ahead is taken away.
        let is_named = day.is_some() || number.is_some();
        if let Some(ahead) = found.filter(|leave| back < leave.from && !is_named) {
            return Err(Failure::Usage {
                message: format!("the leave {} has not begun", ahead.span()),
                hint: "`onramp leave drop` takes it away".to_owned(),
            });
        }
        let act = end_leave(session.journey(), leave, back)?;
        perform(&mut session, &act, "leave end", context, out)
    }
}

/// Other days for a leave.
#[derive(Debug, Args)]
#[command(
    override_usage = "onramp leave change [OPTIONS] [N] FROM UNTIL",
    after_help = "N is the number of the leave in `onramp leave list`; it is not needed if there is only one."
)]
pub struct Change {
    // The number comes first and may be left out, which clap cannot say of an argument.
    #[arg(num_args = 2..=3, required = true, value_name = "FROM UNTIL", hide = true)]
    given: Vec<String>,
}

impl Change {
    fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let (number, from, until) = match self.given.as_slice() {
            [number, from, until] => (Some(number.as_str()), from, until),
            [from, until] => (None, from, until),
            _ => return Err(usage("name the first and the last day away")),
        };
        let leave = chosen(&session, number, |_| true)?;
        let (from, until) = session.span(("FROM", from), ("UNTIL", until))?;
        let act = Act::MoveLeave { leave, from, until };
        perform(&mut session, &act, "leave change", context, out)
    }
}

/// Which leave.
#[derive(Debug, Args)]
pub struct Which {
    /// The leave, by its number in `onramp leave list`; not needed if there is only one
    #[arg(value_name = "N")]
    number: Option<String>,
}

impl Which {
    fn run(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let leave = chosen(&session, self.number.as_deref(), |_| true)?;
        perform(
            &mut session,
            &Act::DropLeave { leave },
            "leave drop",
            context,
            out,
        )
    }
}

/// Returns the leave of a number, or else the only one, or the only one that is `likely`.
fn chosen(
    session: &Session,
    number: Option<&str>,
    likely: impl Fn(&Entered) -> bool,
) -> Result<ChangeId, Failure> {
    let leaves = session.journey().leaves_by_date();
    let missing = |message: String, hint: &str| Failure::Missing {
        message,
        hint: hint.to_owned(),
    };
    if leaves.is_empty() {
        let hint = "`onramp leave FROM UNTIL` enters one";
        return Err(missing("no leave is entered".to_owned(), hint));
    }
    if let Some(number) = number {
        let place = number.parse::<usize>().ok();
        let leave = place.and_then(|place| leaves.get(place.checked_sub(1)?));
        return leave.map(|(id, _)| *id).ok_or_else(|| {
            missing(
                format!("there is no leave ‘{number}’"),
                "`onramp leave list` numbers them",
            )
        });
    }
    let mut fitting = leaves.iter().filter(|(_, leave)| likely(leave));
    match (leaves.as_slice(), fitting.next(), fitting.next()) {
        ([(id, _)], ..) | (_, Some((id, _)), None) => Ok(*id),
        _ => Err(usage(&format!(
            "there are {}; say which one is meant",
            count(leaves.len(), "leave")
        ))),
    }
}

fn usage(message: &str) -> Failure {
    Failure::Usage {
        message: message.to_owned(),
        hint: "`onramp leave list` numbers them".to_owned(),
    }
}
