//! `meet action`, `change`, `done`, `undone`, `drop`: who does what by when, and what became of it.

use chrono::NaiveDate;
use clap::Args;

use crate::cli::act::perform;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::free::Free;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::cli::typed;
use crate::domain::acts::act::{Act, MeetingAct, Whom};
use crate::domain::acts::find;
use crate::domain::plan::names::Slug;
use crate::domain::record::action::State;
use crate::domain::record::ids::ChangeId;
use crate::domain::words::when::Lean;
use crate::report::meeting::{ActionRow, actions};

/// The word that takes a date off.
const NONE: &str = "none";

/// Who does what by when.
#[derive(Debug, Args)]
pub struct NewAction {
    /// What is to be done; `-` reads it from standard input, left out it opens $VISUAL or $EDITOR
    #[arg(allow_hyphen_values = true, value_parser = Free)]
    text: Option<String>,
    /// Who does it: a name, the beginning of one, or hire, mentor, manager
    #[arg(long, value_name = "WHO", required_unless_present = "outside")]
    owner: Option<String>,
    /// Somebody outside the journey who does it, such as "Security team"
    #[arg(long, value_name = "NAME", conflicts_with = "owner", value_parser = Free)]
    outside: Option<String>,
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
        let owner = whom(&session, self.owner.as_deref(), self.outside.as_deref())?;
        let act = Act::Meeting(MeetingAct::Action {
            topic: None,
            // The arguments ask for one of the two.
            owner: owner.unwrap_or(Whom::Party(session.acting.party)),
            due: due.map(|text| date(&session, text)).transpose()?,
            goal: goal
                .map(|text| Ok::<_, Failure>(session.goal(text)?.slug().clone()))
                .transpose()?,
            text: typed::text(self.text.as_deref(), "action", "TEXT")?,
        });
        perform(&mut session, &act, "meet action", context, out)
    }
}

/// Returns who is named by `--owner` or `--outside`.
fn whom(
    session: &Session,
    owner: Option<&str>,
    outside: Option<&str>,
) -> Result<Option<Whom>, Failure> {
    Ok(match (owner, outside) {
        (_, Some(name)) => Some(Whom::Outside(name.to_owned())),
        (Some(owner), None) => Some(Whom::Party(session.person(owner)?.party)),
        (None, None) => None,
    })
}

fn date(session: &Session, text: &str) -> Result<NaiveDate, Failure> {
    session.date("--due", text, Lean::Future)
}

/// What of an action to change.
#[derive(Debug, Args)]
pub struct ChangeAction {
    /// The action: its number in `onramp actions`, or the beginning of its text
    action: String,
    /// What is to be done; `-` reads it from standard input
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = Free)]
    text: Option<String>,
    /// Who does it: a name, the beginning of one, or hire, mentor, manager
    #[arg(long, value_name = "WHO")]
    owner: Option<String>,
    /// Somebody outside the journey who does it, such as "Security team"
    #[arg(long, value_name = "NAME", conflicts_with = "owner", value_parser = Free)]
    outside: Option<String>,
    /// By when; `none` takes the date off
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = Free)]
    due: Option<String>,
}

impl ChangeAction {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        if [&self.text, &self.owner, &self.outside, &self.due] == [&None; 4] {
            return Err(Failure::Usage {
                message: "nothing was named to change".to_owned(),
                hint: "name it with --text, --owner, --outside or --due".to_owned(),
            });
        }
        let due = self.due.as_deref();
        let due = due.map(|text| match text.trim().eq_ignore_ascii_case(NONE) {
            true => Ok(None),
            false => date(&session, text).map(Some),
        });
        let text = self.text.as_deref();
        let act = Act::Meeting(MeetingAct::ChangeAction {
            action: action(&session, &self.action, |state| state == State::Open)?,
            owner: whom(&session, self.owner.as_deref(), self.outside.as_deref())?,
            due: due.transpose()?,
            text: text
                .map(|text| typed::text(Some(text), "action", "--text"))
                .transpose()?,
        });
        perform(&mut session, &act, "meet change", context, out)
    }
}

/// An action that is not going to be done.
#[derive(Debug, Args)]
pub struct DropAction {
    /// The action: its number in `onramp actions`, or the beginning of its text
    action: String,
    /// Why; `-` reads it from standard input, left out it opens $VISUAL or $EDITOR
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = Free)]
    reason: Option<String>,
}

impl DropAction {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let act = Act::Meeting(MeetingAct::DropAction {
            action: action(&session, &self.action, |state| state == State::Open)?,
            reason: typed::text(self.reason.as_deref(), "reason", "--reason")?,
        });
        perform(&mut session, &act, "meet drop", context, out)
    }
}

/// An action, or a first step.
#[derive(Debug, Args)]
pub struct OneAction {
    /// The action: its number in `onramp actions`, or the beginning of its text; or that of a first step
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
        let fits = |state| (state == State::Open) == done;
        let act = match (
            action(&session, &self.action, fits),
            step(&session, &self.action),
        ) {
            (Ok(action), _) => MeetingAct::Finish { action, done },
            (Err(_), Some(step)) => MeetingAct::TakeStep { step, taken: done },
            (Err(error), None) => return Err(error),
        };
        let act = Act::Meeting(act);
        let word = if done { "meet done" } else { "meet undone" };
        perform(&mut session, &act, word, context, out)
    }
}

/// Returns the first step that a text begins, or the short name of which it is.
fn step(session: &Session, wanted: &str) -> Option<Slug> {
    let steps = session.journey().role.first_steps.iter();
    let candidates = steps.map(|step| {
        let names = vec![step.text.as_str(), step.slug.as_str()];
        (step.slug.clone(), names)
    });
    find::one("first step", wanted, candidates).ok()
}

/// Returns the action that a text names; of several with one beginning, those to which something is
/// to be done are looked at first.
fn action(
    session: &Session,
    wanted: &str,
    fits: impl Fn(State) -> bool,
) -> Result<ChangeId, Failure> {
    let dates = session.standing().dates.clone();
    let rows = actions(session.journey(), &dates);
    let hint = "`onramp actions --all` lists them";
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
    let fitting: Vec<&ActionRow<'_>> = rows.iter().filter(|row| fits(row.action.state())).collect();
    let all: Vec<&ActionRow<'_>> = rows.iter().collect();
    match named(&fitting) {
        Err(find::NotFound::Nothing { .. }) => named(&all),
        found => found,
    }
    .map_err(Failure::not_found(hint))
}
