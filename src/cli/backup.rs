//! `backup`: copies of the database, and putting one back.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::context::Context;
use super::failure::Failure;
use super::file::{Over, check_file};
use super::out::Out;
use crate::domain::wording::exchange::ago;
use crate::domain::words::text::clean;
use crate::report::json;
use crate::store::{self, Backup, Own, Reason, StoreError};

/// What is done with copies of the database.
#[derive(Debug, Subcommand)]
pub enum Backups {
    /// Copy the database, into a file or where the daily copies are
    Make(Make),
    /// Print the copies, the newest first
    List,
    /// Put a copy in the place of the database, which is kept as another copy
    Restore(Restore),
}

/// Where to.
#[derive(Debug, Args)]
pub struct Make {
    /// The file [default: one where the daily copies are]
    file: Option<PathBuf>,
}

/// Which copy.
#[derive(Debug, Args)]
pub struct Restore {
    /// The file, or the name of one that `onramp backup list` prints
    file: PathBuf,
}

/// Does what is asked for.
pub(super) fn run(what: Backups, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    match what {
        Backups::Make(args) => args.run(context, out),
        Backups::List => list(context, out),
        Backups::Restore(args) => args.run(context, out),
    }
}

impl Make {
    fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let store = context.existing_store()?.ok_or(Failure::NoJourney)?;
        let file = match self.file {
            Some(file) => {
                check_file(&file, Over::Nothing, context)?;
                store.back_up_to(&file)?;
                file
            }
            None => store.back_up(Reason::Asked, context.clock.moment().clock)?,
        };
        if context.json {
            return out.json(&document(&store.backups()));
        }
        out.say(&format!("Copied the database to {}.", file.display()))
    }
}

fn list(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let store = context.existing_store()?.ok_or(Failure::NoJourney)?;
    let all = store.backups();
    if context.json {
        return out.json(&document(&all));
    }
    let Some(newest) = all.first() else {
        return out.say(
            "There is no copy yet. One is made every day on which you use onramp; `onramp backup make` makes one now.",
        );
    };
    if let Some(folder) = newest.file.parent() {
        out.say(&format!("in {}:", folder.display()))?;
    }
    let now = context.clock.moment().clock;
    for copy in &all {
        out.say(&format!("  {}", line(copy, now)))?;
    }
    Ok(())
}

pub(super) fn document(all: &[Backup]) -> json::BackupsDocument {
    json::backups(all.iter().map(|copy| {
        let reason = match copy.reason {
            Reason::Daily => "daily",
            Reason::Asked => "asked",
            Reason::Restore => "restore",
        };
        let file = clean(&copy.file.display().to_string());
        (file, copy.made, reason, copy.size)
    }))
}

fn line(copy: &Backup, now: i64) -> String {
    let name = copy.file.file_name().unwrap_or_default().to_string_lossy();
    let why = match copy.reason {
        Reason::Daily => "the day's copy",
        Reason::Asked => "asked for",
        Reason::Restore => "before another one was put back",
    };
    format!(
        "{}  {}, {} KB, {why}",
        clean(&name),
        ago(now, copy.made),
        copy.size.div_ceil(1024)
    )
}

impl Restore {
    fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let file = self.found(context);
        let database = &context.places.database;
        if is_same(&file, database) {
            return Err(Failure::Usage {
                message: "that is the database itself, not a copy of it".to_owned(),
                hint: "`onramp backup list` lists the copies".to_owned(),
            });
        }
        if !file.exists() {
            return Err(Failure::Missing {
                message: format!("there is no copy {}", file.display()),
                hint: "`onramp backup list` lists them".to_owned(),
            });
        }
        let now = context.clock.moment().clock;
        let kept = store::restore(database, &context.surroundings()?, &file, now)?;
        let store = context.existing_store()?.ok_or(Failure::NoJourney)?;
        if context.json {
            return out.json(&document(&store.backups()));
        }
        out.say(&format!("The database is as {} holds it.", file.display()))?;
        if let Some(kept) = kept {
            out.say(&format!(
                "What it held before is in {}; restore that to take this back.",
                kept.display()
            ))?;
        }
        let mut is_unknown = false;
        for name in &store.journeys()? {
            let journey = store.load(name.id)?.journey;
            is_unknown |= store.own(&journey)? == Own::Unknown;
        }
        match is_unknown {
            true => out.say(
                "Others know this machine by another name now: `onramp exchange renew` asks them to admit it again.",
            ),
            false => Ok(()),
        }
    }

    /// Returns the file: as it is named, or else the copy of that name.
    fn found(&self, context: &Context) -> PathBuf {
        if self.file.exists() || self.file.components().count() > 1 {
            return self.file.clone();
        }
        let around = context.surroundings().ok();
        let named = around.and_then(|around| {
            let copies = store::backups(&around, &context.places.database);
            let mut files = copies.into_iter().map(|copy| copy.file);
            files.find(|file| file.file_name() == Some(self.file.as_os_str()))
        });
        named.unwrap_or_else(|| self.file.clone())
    }
}

fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(one).is_some_and(|one| Some(one) == real(other))
}

/// Makes the day's copy where something was saved and the day has none. What was saved is safe without it,
/// so a copy that fails is told by the doctor alone.
pub(super) fn daily(context: &Context) {
    let now = context.clock.moment().clock;
    let Ok(around) = context.surroundings() else {
        return;
    };
    if store::is_due(&around, &context.places.database, now)
        && let Ok(Some(store)) = context.existing_store()
    {
        let _: Result<PathBuf, StoreError> = store.back_up_daily(now);
    }
}

/// Returns what the doctor says of the newest copy.
pub(super) fn age(all: &[Backup], now: i64) -> String {
    match all.first() {
        Some(newest) => format!("the newest copy was made {}", ago(now, newest.made)),
        None => "there is no copy of it yet; `onramp backup make` makes one".to_owned(),
    }
}
