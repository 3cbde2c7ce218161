//! What is said of an exchange: what came in, what went out, how it stands.

use crate::cli::context::{Context, Session};
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::domain::telling::history;
use crate::domain::wording::exchange::{ago, came_in, set_aside};
use crate::domain::words::text::count;
use crate::exchange::{self, Came, Synced};
use crate::report::json;
use crate::report::json::{ExchangeStanding, Exchanged, MachineStanding, PlaceStanding};
use crate::report::text::{Line, Tone};
use crate::store::Ends;

/// Says what came of a sync.
pub(super) fn synced(
    session: &mut Session,
    done: &Synced,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    if context.json {
        out.json(&json::came(exchanged(&done.came, Some(done))))?;
        return refuse_nothing(session, done);
    }
    came(session, &done.came, out)?;
    if done.sent > 0 {
        let sent = usize::try_from(done.sent).unwrap_or_default();
        out.say(&format!("{} of yours went out.", count(sent, "change")))?;
    }
    for (place, error) in &done.failed {
        out.say(&format!("{place}: {error}"))?;
    }
    super::link::tell_asking(session, out)?;
    let id = session.journey().id;
    if session.store.own_answer(id)?.is_some() {
        out.say("This machine is not admitted yet; until it is you can read here and not write.")?;
        if let Some(waits) = exchange::waits(&session.store, id)? {
            let host = waits.host.as_deref().unwrap_or("the other side");
            out.say(&format!("Read these six words to {host}: {}", waits.words))?;
        }
    }
    refuse_nothing(session, done)
}

/// Fails where no place could be used.
fn refuse_nothing(session: &Session, done: &Synced) -> Result<(), Failure> {
    let places = session.store.meetings(session.journey().id)?;
    match done.failed.len() == places.len() {
        true => Err(Failure::NothingExchanged),
        false => Ok(()),
    }
}

/// Returns what came in as a document tells it.
pub(super) fn exchanged<'c>(came: &'c Came, done: Option<&Synced>) -> Exchanged<'c> {
    let failed = done.into_iter().flat_map(|done| &done.failed);
    Exchanged {
        changes: &came.changes,
        aside: &came.aside,
        problems: came.problems.iter().map(ToString::to_string).collect(),
        waiting: came.waiting.clone(),
        newer: came.newer.clone(),
        skipped: came.skipped.clone(),
        handed_back: came.handed_back,
        sent: done.map_or(0, |done| done.sent),
        failed: failed
            .map(|(place, error)| (place.clone(), error.to_string()))
            .collect(),
    }
}

/// Says what came in, each change in a line.
pub(super) fn came(session: &mut Session, came: &Came, out: &mut Out<'_>) -> Result<(), Failure> {
    let journey = session.journey();
    let changes = session.store.changes(journey.id)?;
    let lines = history::lines(journey, &changes, session.acting.party);
    let new: Vec<_> = lines
        .iter()
        .filter(|line| came.changes.contains(&line.id))
        .collect();
    let own = session.acting.person;
    let name = |line: &&history::Line| {
        let name = journey.people.name_of(line.author.person);
        name.unwrap_or(&line.author.name).to_owned()
    };
    let theirs: Vec<String> = new.iter().map(name).collect();
    let theirs: Vec<&str> = theirs.iter().map(String::as_str).collect();
    if came.handed_back > 0 {
        let changes = count(came.handed_back, "private change");
        out.say(&format!(
            "What you kept private on another machine is here now: {changes}."
        ))?;
    } else {
        out.say(&came_in(&theirs))?;
    }
    const MOST: usize = 20;
    for line in new.iter().take(MOST) {
        let text = line.text.lines().next().unwrap_or_default();
        out.say(&format!("  {} {text}{}", line.author.name, line.ending()))?;
    }
    if new.len() > MOST {
        out.say(&format!(
            "  and {} more; `onramp log` prints them",
            new.len() - MOST
        ))?;
    }
    let aside: Vec<_> = lines
        .iter()
        .filter(|line| came.aside.contains(&line.id))
        .collect();
    if !aside.is_empty() {
        let mine = aside
            .iter()
            .filter(|line| line.author.person == own)
            .count();
        out.say(&set_aside(mine, aside.len() - mine, "`onramp conflicts`"))?;
    }
    for (name, waiting) in &came.waiting {
        let verb = if *waiting == 1 { "waits" } else { "wait" };
        let waiting = count(*waiting, "change");
        out.say(&format!(
            "{waiting} of {name} {verb} for changes that are not here yet."
        ))?;
    }
    for (name, newer) in &came.newer {
        let newer = count(*newer, "newest change");
        out.say(&format!("Update onramp to take in {name}'s {newer}."))?;
    }
    for problem in &came.problems {
        out.say(&capitalized(&problem.to_string()))?;
    }
    for skipped in &came.skipped {
        out.say(skipped)?;
    }
    Ok(())
}

fn capitalized(text: &str) -> String {
    format!("{}.", crate::domain::words::text::capitalized(text))
}

fn plain(text: String) -> Line {
    Line {
        tone: Tone::Plain,
        text,
    }
}

/// Returns how the exchange of a journey stands.
pub(super) fn standing(session: &mut Session) -> Result<ExchangeStanding, Failure> {
    let Session { store, open, .. } = session;
    let id = open.journey.id;
    let own = store.device()?;
    let ends = store.ends(id)?;
    let member = store.member(id)?;
    let total = |sent: &Ends| -> i64 {
        sent.get(&own)
            .into_iter()
            .flatten()
            .map(|(_, last)| last)
            .sum()
    };
    let written = total(&ends);
    let places = store
        .meetings(id)?
        .into_iter()
        .map(|meeting| PlaceStanding {
            waiting: written - total(&meeting.sent),
            sent: total(&meeting.sent),
            place: exchange::shown(&meeting.place),
            audience: meeting.audience,
            synced: meeting.synced,
        });
    let places = places.collect();
    let heard = store.heard(open, member.unwrap_or(session.acting.person))?;
    let journey = &open.journey;
    let machines = journey
        .devices
        .iter()
        .map(|(device, admission)| MachineStanding {
            device: device.0,
            name: journey
                .people
                .name_of(admission.person)
                .unwrap_or("somebody")
                .to_owned(),
            is_this: *device == own,
            admitted_by: admission.mark.by.clone(),
            admitted_on: admission.mark.on,
            key: admission.key.clone(),
            heard: heard
                .get(&admission.person)
                .copied()
                .filter(|_| *device != own),
        });
    Ok(ExchangeStanding {
        linked: journey.is_linked(),
        speaks_for: member
            .and_then(|person| journey.people.name_of(person))
            .map(str::to_owned),
        machines: machines.collect(),
        places,
        asking: exchange::asking(store, open)?
            .into_iter()
            .map(|one| (one.name, one.words))
            .collect(),
        waits: exchange::waits(store, id)?.map(|waits| (waits.host, waits.words)),
        aside: store.aside(id)?,
    })
}

/// Returns how the exchange stands, in lines.
pub(super) fn status_lines(standing: &ExchangeStanding, now: i64) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut say = |text: String| lines.push(plain(text));
    match (&standing.speaks_for, standing.linked) {
        (Some(name), true) if !standing.machines.iter().any(|machine| machine.is_this) => say(
            format!("This machine is to speak for {name}; it is not admitted yet."),
        ),
        (Some(name), true) => say(format!("This machine speaks for {name}.")),
        (Some(name), false) => say(format!(
            "This machine speaks for {name}; nobody has been admitted yet."
        )),
        (None, _) if !standing.places.is_empty() => {
            say("Nobody has been admitted to this journey yet.".to_owned());
        }
        (None, _) => say(
            "This journey is on this machine alone. `onramp exchange invite` begins an exchange."
                .to_owned(),
        ),
    }
    if let Some((host, words)) = &standing.waits {
        let host = host.as_deref().unwrap_or("the other side");
        say(format!("Read these six words to {host}: {words}"));
    }
    for place in &standing.places {
        let when = match place.synced {
            Some(synced) => format!("synced {}", ago(now, synced)),
            None => "never synced".to_owned(),
        };
        let waiting = match usize::try_from(place.waiting) {
            Ok(waiting) if waiting > 0 => format!("{} to go out", count(waiting, "change")),
            _ => "everything of yours is there".to_owned(),
        };
        say(format!("{}: {when}, {waiting}", place.place));
    }
    for machine in standing.machines.iter().filter(|machine| !machine.is_this) {
        match machine.heard {
            Some(heard) => say(format!(
                "{}: last heard of {}",
                machine.name,
                ago(now, heard)
            )),
            None => say(format!("{}: nothing heard yet", machine.name)),
        }
    }
    for (name, _) in &standing.asking {
        say(format!(
            "{name} asks to be admitted: `onramp exchange admit`"
        ));
    }
    if standing.aside > 0 {
        let aside = count(standing.aside, "change");
        say(format!("{aside} set aside: `onramp conflicts`"));
    }
    lines
}

/// Returns the machines that speak for somebody, in lines.
pub(super) fn device_lines(standing: &ExchangeStanding) -> Vec<Line> {
    if standing.machines.is_empty() {
        let text = "No machine is admitted; everybody uses this one.".to_owned();
        return vec![plain(text)];
    }
    let machines = (1..).zip(&standing.machines);
    machines
        .map(|(number, machine)| {
            let this = if machine.is_this { ", this one" } else { "" };
            let text = format!(
                "{number}  {}{this}, admitted by {} on {}",
                machine.name,
                machine.admitted_by,
                crate::domain::words::when::full_date(machine.admitted_on)
            );
            plain(text)
        })
        .collect()
}
