//! What is said of an exchange: what came in, what went out, how it stands.

use uuid::Uuid;

use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::plan::people::{Party, PersonId};
use crate::domain::record::audience::Audience;
use crate::domain::record::journey::Journey;
use crate::domain::telling::history::{self, History};
use crate::domain::wording::exchange::{ago, came_in, set_aside};
use crate::domain::words::text::count;
use crate::domain::words::when::full_date;
use crate::exchange::{self, Came, ExchangeError, Synced};
use crate::report::json::{
    ExchangeStanding, Exchanged, MachineStanding, OwnPlace, PlaceStanding, Retired, Whose,
};
use crate::report::text::{Line, Tone};
use crate::store::{Ends, Own};

/// Says what came of a sync.
pub(super) fn synced(
    session: &mut Session,
    done: &Synced,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let has_failed = has_failed(session, done)?;
    if !has_failed || !done.came.changes.is_empty() {
        came(session, &done.came, out)?;
    }
    if done.sent > 0 {
        let sent = usize::try_from(done.sent).unwrap_or_default();
        out.say(&format!("{} of yours went out.", count(sent, "change")))?;
    }
    for (place, error) in &done.failed {
        out.say(&failed(place, error))?;
    }
    super::admit::tell_asking(session, out)?;
    let own = session.store.own(session.journey())?;
    match own.told() {
        Some(line) => out.say(&line)?,
        None => return Ok(()),
    }
    match exchange::waits(&session.store, session.journey().id)? {
        Some(waits) => {
            let host = waits.host.as_deref().unwrap_or("the other side");
            out.say(&format!("Read these six words to {host}: {}", waits.words))
        }
        None => Ok(()),
    }
}

/// Returns that a place could not be used, and why; most reasons name it.
pub(super) fn failed(place: &str, error: &ExchangeError) -> String {
    let why = error.to_string();
    match why.find(place) {
        Some(0) => why,
        Some(_) => crate::domain::words::text::capitalized(&why),
        None => format!("{place}: {why}"),
    }
}

/// Returns whether there is nothing to say of a sync but that.
pub(super) fn is_quiet(session: &mut Session, done: &Synced) -> Result<bool, Failure> {
    let Session { store, open, .. } = session;
    let Came {
        changes,
        aside,
        waiting,
        newer,
        problems,
        skipped,
        handed_back,
    } = &done.came;
    let came = [
        changes.is_empty(),
        aside.is_empty(),
        waiting.is_empty(),
        newer.is_empty(),
    ];
    let is_nothing = came.iter().all(|is_empty| *is_empty)
        && (problems.is_empty() && skipped.is_empty() && *handed_back == 0)
        && (done.sent == 0 && done.failed.is_empty());
    Ok(is_nothing
        && exchange::asking(store, open)?.is_empty()
        && store.own(&open.journey)?.told().is_none())
}

/// Returns whether no place could be used.
pub(super) fn has_failed(session: &Session, done: &Synced) -> Result<bool, Failure> {
    let places = session.store.meetings(session.journey().id)?;
    Ok(done.failed.len() == places.len())
}

/// Returns what came in as a document tells it.
pub(super) fn exchanged(journey: &Journey, came: &Came, done: Option<&Synced>) -> Exchanged {
    let failed = done.into_iter().flat_map(|done| &done.failed);
    Exchanged {
        journey: Whose::of(journey),
        changes: came.changes.clone(),
        aside: came.aside.clone(),
        problems: came.problems.iter().map(ToString::to_string).collect(),
        waiting: came.waiting.clone(),
        newer: came.newer.clone(),
        skipped: came.skipped.clone(),
        handed_back: came.handed_back,
        sent: done.map_or(0, |done| done.sent),
        failed: failed
            .map(|(place, error)| (place.clone(), error.to_string()))
            .collect(),
        error: None,
    }
}

/// Says what came in, each change in a line.
pub(super) fn came(session: &mut Session, came: &Came, out: &mut Out<'_>) -> Result<(), Failure> {
    let journey = session.journey();
    let changes = session.store.changes(journey.id)?;
    let history = History::of(journey, &changes, session.acting.party);
    let lines = history.tell(|entry| came.names(entry.change.id));
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
            "  and {} more; `onramp log{}` prints them",
            new.len() - MOST,
            session.naming()
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
        let list = format!("`onramp conflicts{}`", session.naming());
        out.say(&set_aside(mine, aside.len() - mine, &list))?;
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

fn name_of(journey: &Journey, person: PersonId) -> String {
    let name = journey.people.name_of(person);
    name.unwrap_or("somebody").to_owned()
}

/// Returns how the exchange of a journey stands.
pub(super) fn standing(session: &mut Session) -> Result<ExchangeStanding, Failure> {
    let Session { store, open, .. } = session;
    let id = open.journey.id;
    let own = store.device()?;
    let ends = store.ends(id)?;
    let member = store.member(id)?;
    let manager = open.journey.people.person(Party::Manager);
    let is_managers = manager.is_some() && manager == member;
    // What a manager writes for hire and mentor goes where the manager is.
    let total = |sent: &Ends, reads: Audience| -> i64 {
        let lanes = sent.get(&own).into_iter().flatten();
        let lanes = lanes.filter(|(audience, _)| **audience <= reads || is_managers);
        lanes.map(|(_, last)| last).sum()
    };
    let places = store
        .meetings(id)?
        .into_iter()
        .map(|meeting| PlaceStanding {
            waiting: total(&ends, meeting.audience) - total(&meeting.sent, meeting.audience),
            sent: total(&meeting.sent, meeting.audience),
            place: exchange::shown(&meeting.place),
            audience: meeting.audience,
            synced: meeting.synced,
        });
    let places = places.collect();
    let last_written = store.last_written(id)?;
    let journey = &open.journey;
    let machines = journey
        .devices
        .iter()
        .map(|(device, admission)| MachineStanding {
            device: device.0,
            name: name_of(journey, admission.person),
            is_this: *device == own,
            admitted_by: admission.mark.by.clone(),
            admitted_on: admission.mark.on,
            key: admission.key.clone(),
            heard: last_written.get(device).copied().filter(|_| *device != own),
        });
    let own_place = store.own(journey)?;
    let retired = store.retired(journey)?.into_iter().map(|one| Retired {
        device: one.device.0,
        name: name_of(journey, one.person),
        is_this: one.device == own,
        by: one.by,
        on: one.on,
    });
    Ok(ExchangeStanding {
        journey: Whose::of(journey),
        own: match own_place {
            Own::Alone => OwnPlace::Alone,
            Own::Admitted => OwnPlace::Admitted,
            Own::KeyGone(_) => OwnPlace::NoKey,
            Own::Asks => OwnPlace::Asks,
            Own::Retired(_) => OwnPlace::Retired,
            Own::Unknown => OwnPlace::Unknown,
        },
        own_line: own_place.told(),
        retired: retired.collect(),
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
pub(super) fn status_lines(standing: &ExchangeStanding, naming: &str, now: i64) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut say = |text: String| lines.push(plain(text));
    match (&standing.own_line, &standing.speaks_for) {
        (Some(_), Some(name)) if standing.own == OwnPlace::Asks => say(format!(
            "This machine is to speak for {name}; it is not admitted yet."
        )),
        (Some(line), _) => say(line.clone()),
        (None, Some(name)) => say(format!("This machine speaks for {name}.")),
        (None, None) if !standing.places.is_empty() => {
            say("Nobody has been admitted to this journey yet.".to_owned());
        }
        (None, None) => say(
            "This journey is on this machine alone. `onramp exchange invite` begins an exchange."
                .to_owned(),
        ),
    }
    if let Some((host, words)) = &standing.waits {
        let host = host.as_deref().unwrap_or("the other side");
        say(format!("Read these six words to {host}: {words}"));
    }
    for place in &standing.places {
        let Some(synced) = place.synced else {
            say(format!("{}: never synced", place.place));
            continue;
        };
        let when = format!("synced {}", ago(now, synced));
        let waiting = match usize::try_from(place.waiting) {
            Ok(waiting) if waiting > 0 => format!("{} to go out", count(waiting, "change")),
            _ => "everything of yours is there".to_owned(),
        };
        say(format!("{}: {when}, {waiting}", place.place));
    }
    for machine in standing.machines.iter().filter(|machine| !machine.is_this) {
        match machine.heard {
            Some(heard) => say(format!("{}: last wrote {}", machine.name, ago(now, heard))),
            None => say(format!("{}: has written nothing yet", machine.name)),
        }
    }
    let has_machine = |name| standing.machines.iter().any(|machine| machine.name == name);
    for one in standing.retired.iter().filter(|one| !one.is_this) {
        if !has_machine(one.name.as_str()) {
            let on = full_date(one.on);
            say(format!(
                "{}: no machine since {} retired theirs on {on}",
                one.name, one.by
            ));
        }
    }
    for (name, _) in &standing.asking {
        say(format!(
            "{name} asks to be admitted: `onramp exchange admit{naming}`"
        ));
    }
    if standing.aside > 0 {
        let aside = count(standing.aside, "change");
        say(format!("{aside} set aside: `onramp conflicts{naming}`"));
    }
    lines
}

/// Returns the machines that speak for somebody, in lines.
pub(super) fn device_lines(standing: &ExchangeStanding, now: i64) -> Vec<Line> {
    if standing.machines.is_empty() && standing.own == OwnPlace::Asks {
        let text = "No machine is admitted yet; this one waits for it.".to_owned();
        return vec![plain(text)];
    }
    if standing.machines.is_empty() && standing.retired.is_empty() {
        let text = "No machine is admitted; everybody uses this one.".to_owned();
        return vec![plain(text)];
    }
    let mut lines: Vec<(Uuid, String)> = standing
        .machines
        .iter()
        .map(|machine| machine_line(machine, now))
        .collect();
    lines.extend(standing.retired.iter().map(retired_line));
    lines.sort_by_key(|(device, _)| *device);
    let numbered = (1..).zip(lines);
    numbered
        .map(|(number, (_, text))| plain(format!("{number}  {text}")))
        .collect()
}

fn machine_line(machine: &MachineStanding, now: i64) -> (Uuid, String) {
    let this = if machine.is_this { ", this one" } else { "" };
    let wrote = match machine.heard {
        Some(heard) => format!(", last wrote {}", ago(now, heard)),
        None if machine.is_this => String::new(),
        None => ", has written nothing yet".to_owned(),
    };
    let text = format!(
        "{}{this}, admitted by {} on {}{wrote}",
        machine.name,
        machine.admitted_by,
        full_date(machine.admitted_on)
    );
    (machine.device, text)
}

fn retired_line(machine: &Retired) -> (Uuid, String) {
    let this = if machine.is_this { ", this one" } else { "" };
    let text = format!(
        "{}{this}, retired by {} on {}",
        machine.name,
        machine.by,
        full_date(machine.on)
    );
    (machine.device, text)
}
