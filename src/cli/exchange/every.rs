//! `exchange sync` and `status`: in the journey that is meant, or in every one where none is named.

use std::collections::BTreeSet;

use super::told::{self, exchanged, has_failed, status_lines, synced};
use crate::cli::context::Context;
use crate::cli::failure::{Failure, quoted};
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::record::ids::JourneyId;
use crate::domain::words::text::{capitalized, count};
use crate::exchange::{self, Carriers, Synced};
use crate::report::json::{self, ExchangeStanding, Exchanged, Whose};
use crate::report::text::{Line, Tone};
use crate::store::JourneyName;

/// How far what is said of a journey stands behind its name.
const INDENT: usize = 2;

/// Syncs the journey that is meant, or every one that has places.
pub(super) fn sync(any_clock: bool, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let carriers = super::carriers(context)?.in_one_go();
    let names = meant(context)?;
    if let [_] = names.as_slice() {
        let mut session = context.session()?;
        let done = sync_one(&mut session, &carriers, any_clock)?;
        match context.json {
            true => out.json(&json::came(&[exchanged(
                session.journey(),
                &done.came,
                Some(&done),
            )]))?,
            false => synced(&mut session, &done, out)?,
        }
        return match has_failed(&session, &done)? {
            true => Err(Failure::NothingExchanged(Vec::new())),
            false => Ok(()),
        };
    }
    let names = with_places(context, names)?;
    let (mut failed, mut documents) = (Vec::new(), Vec::new());
    for name in &names {
        let mut done = context.store().and_then(|store| {
            let mut session = context.open(store, name)?;
            let done = sync_one(&mut session, &carriers, any_clock)?;
            Ok((session, done))
        });
        let is_failed = match &done {
            Ok((session, done)) => has_failed(session, done)?,
            Err(_) => true,
        };
        if is_failed {
            failed.push(name.hire.clone());
        }
        if context.json {
            documents.push(document(name, done));
            continue;
        }
        let called = called(name, &names);
        let is_quiet = match &mut done {
            Ok((session, done)) => told::is_quiet(session, done)?,
            Err(_) => false,
        };
        match done {
            Ok(_) if is_quiet => out.say(&format!("{called}: nothing new."))?,
            Ok((mut session, done)) => {
                under(&called, out, |out| synced(&mut session, &done, out))?;
            }
            Err(failure) => under(&called, out, |out| say_failure(&failure, out))?,
        }
    }
    if context.json {
        out.json(&json::came(&documents))?;
    }
    match failed.is_empty() {
        true => Ok(()),
        false => Err(Failure::NothingExchanged(failed)),
    }
}

fn sync_one(
    session: &mut Session,
    carriers: &Carriers,
    any_clock: bool,
) -> Result<Synced, Failure> {
    let moment = session.clock.moment();
    let Session { store, open, .. } = session;
    Ok(exchange::sync(store, open, carriers, any_clock, moment)?)
}

/// Prints how the exchange stands of the journey that is meant, or of each.
pub(super) fn status(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let names = meant(context)?;
    let now = context.clock.moment().clock;
    if let [_] = names.as_slice() {
        let mut session = context.session()?;
        let standing = told::standing(&mut session)?;
        return match context.json {
            true => out.json(&json::exchange(&[standing])),
            false => out.lines(&status_lines(&standing, &session.naming(), now)),
        };
    }
    let (mut standings, mut failures) = (Vec::new(), Vec::new());
    for name in &names {
        let standing = context
            .store()
            .and_then(|store| told::standing(&mut context.open(store, name)?));
        match standing {
            Ok(standing) => standings.push((name, standing)),
            Err(failure) => failures.push((name, failure)),
        }
    }
    if context.json {
        let standings: Vec<ExchangeStanding> = standings.into_iter().map(|(_, one)| one).collect();
        out.json(&json::exchange(&standings))?;
        return failures
            .into_iter()
            .next()
            .map_or(Ok(()), |(_, failure)| Err(failure));
    }
    let (shared, alone): (Vec<_>, Vec<_>) = standings.into_iter().partition(|(_, standing)| {
        standing.linked || standing.speaks_for.is_some() || !standing.places.is_empty()
    });
    for (name, standing) in &shared {
        under(&called(name, &names), out, |out| {
            out.lines(&status_lines(standing, &naming(name), now))
        })?;
    }
    for (name, failure) in &failures {
        under(&called(name, &names), out, |out| say_failure(failure, out))?;
    }
    match (shared.len(), alone.len()) {
        (_, 0) => {}
        (0, alone) => out.say(&format!("{}; {BEGIN}.", capitalized(&nowhere(alone))))?,
        (_, 1) => out.say("1 more journey is on this machine alone.")?,
        (_, alone) => out.say(&format!("{alone} more journeys are on this machine alone."))?,
    }
    failures
        .into_iter()
        .next()
        .map_or(Ok(()), |(_, failure)| Err(failure))
}

/// Prints how the exchange of some journeys stands, for programs.
pub(super) fn standings(
    context: &Context,
    out: &mut Out<'_>,
    wanted: &BTreeSet<JourneyId>,
) -> Result<(), Failure> {
    let mut standings = Vec::new();
    for name in context.store()?.journeys()? {
        if wanted.contains(&name.id) {
            let mut session = context.open(context.store()?, &name)?;
            standings.push(told::standing(&mut session)?);
        }
    }
    out.json(&json::exchange(&standings))
}

/// Returns the journey that is named, or the only one that goes on, or all that go on.
fn meant(context: &Context) -> Result<Vec<JourneyName>, Failure> {
    let store = context.existing_store()?.ok_or(Failure::NoJourney)?;
    let journeys = store.journeys()?;
    match context.choose(journeys.clone()) {
        Ok(one) => Ok(vec![one]),
        Err(Failure::SeveralJourneys(_)) => {
            let is_archived = !journeys.iter().any(JourneyName::is_live);
            let is_meant = |name: &&JourneyName| !name.withdrawn && name.archived == is_archived;
            Ok(journeys.iter().filter(is_meant).cloned().collect())
        }
        Err(failure) => Err(failure),
    }
}

/// Returns the journeys that are synced somewhere.
fn with_places(context: &Context, names: Vec<JourneyName>) -> Result<Vec<JourneyName>, Failure> {
    let store = context.store()?;
    let all = names.len();
    let mut synced = Vec::new();
    for name in names {
        if !store.meetings(name.id)?.is_empty() {
            synced.push(name);
        }
    }
    match synced.is_empty() {
        true => Err(Failure::Missing {
            message: nowhere(all),
            hint: BEGIN.to_owned(),
        }),
        false => Ok(synced),
    }
}

/// How an exchange begins where there are several journeys.
const BEGIN: &str = "`onramp exchange invite PLACE --journey NAME` begins it";

fn nowhere(all: usize) -> String {
    format!(
        "none of the {} here is synced anywhere",
        count(all, "journey")
    )
}

/// Returns the name of a journey: the hire's, with the role where a hire has several.
fn called(name: &JourneyName, all: &[JourneyName]) -> String {
    let of_hire = all.iter().filter(|other| other.hire == name.hire);
    match of_hire.count() {
        1 => name.hire.clone(),
        _ => format!("{}, {}, {}", name.hire, name.title, name.start),
    }
}

/// Returns what names a journey in a command.
fn naming(name: &JourneyName) -> String {
    format!(" --journey {}", quoted(&name.hire))
}

/// Says something of a journey under its name, and shows it at once: the next may take its time.
fn under(
    name: &str,
    out: &mut Out<'_>,
    say: impl FnOnce(&mut Out<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    out.lines(&[Line {
        tone: Tone::Heading,
        text: name.to_owned(),
    }])?;
    out.indent(INDENT);
    let said = say(out);
    out.indent(0);
    said?;
    out.flush()
}

fn say_failure(failure: &Failure, out: &mut Out<'_>) -> Result<(), Failure> {
    match failure.hint() {
        Some(hint) => out.say(&format!("{failure}; {hint}.")),
        None => out.say(&format!("{failure}.")),
    }
}

/// Returns what came of a journey, for programs.
fn document(name: &JourneyName, done: Result<(Session, Synced), Failure>) -> Exchanged {
    match done {
        Ok((session, done)) => exchanged(session.journey(), &done.came, Some(&done)),
        Err(failure) => {
            let whose = Whose {
                id: name.id.0.to_string(),
                hire: name.hire.clone(),
                title: name.title.clone(),
            };
            Exchanged::nothing(whose, Some(failure.to_string()))
        }
    }
}
