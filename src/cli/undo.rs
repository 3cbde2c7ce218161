//! `undo` and `redo`.

use clap::Args;

use super::act::answer;
use super::context::Context;
use super::failure::{Failure, elsewhere, quoted};
use super::out::Out;
use super::session::Session;
use super::typed::number;
use crate::domain::acts::obstacle::Obstacle;
use crate::domain::record::change::Change;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::refusal::{Standing, UndoRefusal};
use crate::domain::telling::history::History;
use crate::store::StoreError;

/// A change to take back.
#[derive(Debug, Args)]
pub struct Undo {
    /// The change's number in `onramp log` [default: your last change]
    #[arg(value_parser = number::<usize>, allow_negative_numbers = true)]
    number: Option<usize>,
}

/// Takes a change back.
pub(super) fn undo(args: &Undo, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let mut session = context.session()?;
    let target = args
        .number
        .map(|number| target(&session, number))
        .transpose()?;
    let moment = session.clock.moment();
    let save = session
        .store
        .undo(&mut session.open, &session.acting, target, moment)
        .map_err(|error| refused(&session, error, "undo"))?;
    answer(&session, &save, context, out)
}

fn target(session: &Session, number: usize) -> Result<ChangeId, Failure> {
    let log = session.store.changes(session.journey().id)?;
    let history = History::of(session.journey(), &log, session.acting.party);
    match history.tell(|entry| entry.number == number).first() {
        Some(line) if line.undone => {
            let error = StoreError::UndoRefused(UndoRefusal::AlreadyUndone);
            Err(refused(session, error, "undo"))
        }
        Some(line) => Ok(line.id),
        None => Err(Failure::NoSuchChange(format!(
            "there is no change {number}; the log goes up to {}",
            history.entries().len()
        ))),
    }
}

/// Takes an undo back, also that of a start, whose journey is in no list any more.
pub(super) fn redo(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let store = context.existing_store()?.ok_or(Failure::NoJourney)?;
    let journeys = store.journeys()?;
    let name = match context.choose(journeys.clone()) {
        Err(Failure::NoJourney | Failure::NotFound { .. }) => {
            let withdrawn = context.choose_withdrawn(journeys.clone());
            withdrawn.map_or_else(|| context.choose(journeys), Ok)?
        }
        chosen => chosen?,
    };
    let withdrawn = context.choose_withdrawn(store.journeys()?);
    let mut session = context.open(store, &name)?;
    match redo_in(&mut session) {
        Ok(save) => answer(&session, &save, context, out),
        Err(StoreError::UndoRefused(UndoRefusal::NothingToRedo)) if withdrawn.is_some() => {
            let Some(name) = withdrawn else {
                return Err(Failure::NoJourney);
            };
            let mut session = context.open(session.store, &name)?;
            let save = redo_in(&mut session).map_err(|error| refused(&session, error, "redo"))?;
            answer(&session, &save, context, out)
        }
        Err(error) => Err(refused(&session, error, "redo")),
    }
}

fn redo_in(session: &mut Session) -> Result<Vec<Change>, StoreError> {
    let moment = session.clock.moment();
    session
        .store
        .redo(&mut session.open, &session.acting, moment)
}

fn refused(session: &Session, error: StoreError, word: &str) -> Failure {
    let hint = match &error {
        StoreError::UndoRefused(UndoRefusal::NotYours(party, person)) => {
            let people = &session.journey().people;
            let name = people.name_of(*person);
            name.map(|name| match people.takes_part(*person) {
                true if session.is_bound() => elsewhere(name),
                true => format!("`--as {}` acts as the {}", quoted(name), party.word()),
                false => format!("{name} no longer takes part, so no one can undo it"),
            })
        }
        StoreError::UndoRefused(UndoRefusal::StoodOn(standing)) => instead(session, standing),
        StoreError::UndoRefused(_) if word == "undo" => Some(
            "`onramp log` lists the changes; `onramp undo NUMBER` takes one of them".to_owned(),
        ),
        StoreError::UndoRefused(_) => Some("`onramp log` lists the changes".to_owned()),
        _ => error.hint(),
    };
    Failure::Store { error, hint }
}

/// Returns which change stands in the way, and what to type instead.
fn instead(session: &Session, standing: &Standing) -> Option<String> {
    let mut open = session.open.clone();
    session.store.read_all_notes(&mut open).ok()?;
    let journey = &open.journey;
    let log = session.store.changes(journey.id).ok()?;
    let found = Obstacle::of(journey, &log, standing, &session.acting)?;
    let first = match found.instead {
        Some(number) if number == found.number => {
            format!("`onramp undo {number}` takes it back first")
        }
        Some(number) => {
            format!("`onramp undo {number}` takes back your newest change that nothing stands on")
        }
        None => "nothing of yours can be taken back before it".to_owned(),
    };
    Some(format!(
        "that is change {}, {}; {first}",
        found.number, found.text
    ))
}
