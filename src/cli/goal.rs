//! `begin`, `unbegin`, `claim`, `unclaim`, `confirm`, `return`, `tick`, `untick`, `clear`, `restore`,
//! `acknowledge`: the acts that need little more than a goal.

use clap::Args;

use super::act::perform;
use super::context::Context;
use super::failure::Failure;
use super::free::Free;
use super::out::Out;
use super::typed;
use crate::domain::acts::act::Act;
use crate::domain::acts::find;
use crate::domain::plan::names::Slug;

/// A goal.
#[derive(Debug, Args)]
pub struct One {
    /// The goal: 30.2, its short name, or the beginning of one
    goal: String,
}

/// An act on a goal and the command it belongs to.
type GoalAct = fn(Slug) -> (&'static str, Act);

pub(super) fn begin(goal: Slug) -> (&'static str, Act) {
    ("begin", Act::Begin { goal })
}

pub(super) fn unbegin(goal: Slug) -> (&'static str, Act) {
    ("unbegin", Act::Unbegin { goal })
}

pub(super) fn acknowledge(goal: Slug) -> (&'static str, Act) {
    ("acknowledge", Act::Acknowledge { goal })
}

pub(super) fn claim(goal: Slug) -> (&'static str, Act) {
    ("claim", Act::Claim { goal })
}

pub(super) fn unclaim(goal: Slug) -> (&'static str, Act) {
    ("unclaim", Act::Unclaim { goal })
}

pub(super) fn confirm(goal: Slug) -> (&'static str, Act) {
    ("confirm", Act::Confirm { goal })
}

pub(super) fn clear(goal: Slug) -> (&'static str, Act) {
    ("clear", Act::Clear { goal })
}

pub(super) fn restore(goal: Slug) -> (&'static str, Act) {
    ("restore", Act::Restore { goal })
}

impl One {
    pub(super) fn run(
        &self,
        act: GoalAct,
        context: &Context,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        let mut session = context.session()?;
        let (word, act) = act(session.goal(&self.goal)?.slug().clone());
        perform(&mut session, &act, word, context, out)
    }
}

/// A claim to send back.
#[derive(Debug, Args)]
#[command(override_usage = "onramp return [OPTIONS] <GOAL> --reason <TEXT>")]
pub struct Return {
    /// The goal: 30.2, its short name, or the beginning of one
    goal: String,
    /// What is missing; `-` reads it from standard input, left out it opens $VISUAL or $EDITOR
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = Free)]
    reason: Option<String>,
}

impl Return {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let goal = session.goal(&self.goal)?.slug().clone();
        let reason = typed::text(self.reason.as_deref(), "reason", "--reason TEXT")?;
        let act = Act::Return { goal, reason };
        perform(&mut session, &act, "return", context, out)
    }
}

/// A part of a goal.
#[derive(Debug, Args)]
pub struct Part {
    /// The goal: 30.2, its short name, or the beginning of one
    goal: String,
    /// The part: its place (1 is the first), its short name, or the beginning of one
    criterion: String,
}

impl Part {
    pub(super) fn run(
        &self,
        tick: bool,
        context: &Context,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        let mut session = context.session()?;
        let goal = session.goal(&self.goal)?;
        if goal.criteria().next().is_none() {
            return Err(Failure::Usage {
                message: format!("{} has no parts to tick", goal.number),
                hint: format!("`onramp claim {}` claims the whole of it", goal.number),
            });
        }
        let hint = format!("`onramp show {}` lists the parts", goal.number);
        let criterion = find::criterion(goal, &self.criterion)
            .map_err(Failure::not_found(hint))?
            .slug
            .clone();
        let goal = goal.slug().clone();
        let (word, act) = if tick {
            ("tick", Act::Tick { goal, criterion })
        } else {
            ("untick", Act::Untick { goal, criterion })
        };
        perform(&mut session, &act, word, context, out)
    }
}
