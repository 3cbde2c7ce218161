//! `meet`: everything in a 1:1 by commands.

mod action;
mod agenda;
mod close;
mod minutes;
mod next;
mod rate;
mod record;
mod trend;

pub use rate::CheckIn;

use clap::Subcommand;

use super::context::Context;
use super::failure::Failure;
use super::out::Out;
use crate::domain::record::meeting::Treatment;

/// What can be done in a 1:1.
#[derive(Debug, Subcommand)]
pub enum Meet {
    /// Start one and print its agenda
    Start(agenda::NewMeeting),
    /// Print the agenda of the open one, or what the next one would hold
    Agenda,
    /// Put a point on the agenda, beforehand or during it
    Point(agenda::NewPoint),
    /// Say that lines of the agenda were talked about
    Discuss(agenda::Lines),
    /// Leave lines of the agenda for the next one
    PutOff(agenda::Lines),
    /// Take back what was said of lines of the agenda
    Reopen(agenda::Lines),
    /// Write a note in the open one, or a remark on a closed one
    Note(record::NewNote),
    /// Enter an action: who does what by when
    Action(action::NewAction),
    /// Change what an action asks for, of whom, or by when
    Change(action::ChangeAction),
    /// Say that an action is done, or that a first step was taken
    Done(action::OneAction),
    /// Open an action again that was done or dropped, or take a first step back
    Undone(action::OneAction),
    /// Say that an action is not going to be done, and why
    Drop(action::DropAction),
    /// Print the open actions, as `onramp actions` does
    #[command(hide = true)]
    Actions(super::actions::Actions),
    /// Rate role clarity, confidence and belonging, from 1 to 5 each
    Rate(rate::Rate),
    /// Print or agree on the day of the next one
    Next(next::Next),
    /// Close the open one; it is read-only then
    Close(close::Close),
    /// Print every 1:1, the newest first
    List,
    /// Print the record of one
    Show(record::Which),
    /// Print week by week how both of you rated, how often you met, and what waited
    Trend,
    /// Print the minutes in Markdown, without private points and notes
    Minutes(minutes::Minutes),
}

/// Does what the command says.
pub(super) fn run(meet: Meet, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    match meet {
        Meet::Start(args) => args.run(context, out),
        Meet::Agenda => agenda::print(context, out),
        Meet::Point(args) => args.run(context, out),
        Meet::Discuss(args) => args.run(Some(Treatment::Discussed), "discuss", context, out),
        Meet::PutOff(args) => args.run(Some(Treatment::PutOff), "put-off", context, out),
        Meet::Reopen(args) => args.run(None, "reopen", context, out),
        Meet::Note(args) => args.run(context, out),
        Meet::Action(args) => args.run(context, out),
        Meet::Change(args) => args.run(context, out),
        Meet::Drop(args) => args.run(context, out),
        Meet::Done(args) => args.run(true, context, out),
        Meet::Undone(args) => args.run(false, context, out),
        Meet::Actions(args) => args.run(context, out),
        Meet::Rate(args) => args.run(context, out),
        Meet::Next(args) => args.run(context, out),
        Meet::Close(args) => args.run(context, out),
        Meet::List => record::list(context, out),
        Meet::Show(args) => args.show(context, out),
        Meet::Trend => trend::run(context, out),
        Meet::Minutes(args) => args.run(context, out),
    }
}
