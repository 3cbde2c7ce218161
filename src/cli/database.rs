//! `doctor` and `paths`: the state of the database, and where things are.

use clap::Args;

use super::backup;
use super::context::Context;
use super::failure::Failure;
use super::out::Out;
use crate::config::synced_folder;
use crate::domain::words::text::clean;
use crate::report::json;
use crate::store::{Examination, Replay, Store};

/// What to do about what is found.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Write the rows of every journey anew from its log first
    #[arg(long)]
    rebuild: bool,
    /// Close the database to other users of this machine
    #[arg(long)]
    fix: bool,
}

/// Examines the database.
pub(super) fn doctor(args: &Doctor, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    if std::fs::metadata(&context.places.database).is_ok_and(|file| file.len() == 0) {
        return Err(Failure::Missing {
            message: format!(
                "{} is empty; there is no database in it",
                context.places.database.display()
            ),
            hint: "`onramp backup list` lists copies that can be put back".to_owned(),
        });
    }
    let Some(mut store) = context.existing_store()? else {
        return Err(Failure::NoJourney);
    };
    if args.fix {
        store.close_to_others()?;
    }
    if args.rebuild {
        store.rebuild()?;
    }
    let found = store.examine()?;
    if context.json {
        out.json(&document(&found, &store))?;
    } else {
        out.say(&format!("{}:", store.path().display()))?;
        for line in told(&found, args.rebuild) {
            out.say(&line)?;
        }
        if store.is_open_to_others() {
            out.say("  other users of this machine can open it; `onramp doctor --fix` closes it to them")?;
        }
        if let Some(folder) = synced_folder(store.path()) {
            out.say(&format!(
                "  {} looks like a synced folder, which can tear a database apart; keep it elsewhere and use `onramp exchange`",
                folder.display()
            ))?;
        }
        let now = context.clock.moment().clock;
        out.say(&format!("  {}", backup::age(&store.backups(), now)))?;
    }
    if found.is_sound() {
        return Ok(());
    }
    let differs = |replay: &Replay| matches!(replay, Replay::Different);
    let rebuild = found.integrity.is_empty() && found.journeys.iter().any(|(_, r)| differs(r));
    Err(Failure::Unsound { rebuild })
}

fn told(found: &Examination, rebuilt: bool) -> Vec<String> {
    let mut lines = Vec::new();
    if rebuilt {
        lines.push("  the rows were written anew from the log".to_owned());
    }
    match found.integrity.as_slice() {
        [] => lines.push("  the file is sound".to_owned()),
        wrong => lines.extend(
            wrong
                .iter()
                .map(|line| format!("  the file is damaged: {line}")),
        ),
    }
    match found.references.as_slice() {
        [] => lines.push("  every reference leads somewhere".to_owned()),
        wrong => lines.extend(wrong.iter().map(|line| format!("  {line}"))),
    }
    for (name, replay) in &found.journeys {
        let withdrawn = if name.withdrawn { " (withdrawn)" } else { "" };
        let how = match replay {
            Replay::Same => "replaying the log gives exactly the rows",
            Replay::Different => "replaying the log gives other rows",
            Replay::NoStart => "the log does not tell how it began",
        };
        lines.push(format!("  {}{withdrawn}: {how}", name.hire));
    }
    lines
}

fn document(found: &Examination, store: &Store) -> json::DoctorDocument {
    let journeys = found
        .journeys
        .iter()
        .map(|(name, replay)| json::ReplayRow {
            hire: name.hire.clone(),
            start: name.start,
            withdrawn: name.withdrawn,
            same: matches!(replay, Replay::Same),
        })
        .collect();
    json::doctor(
        found.is_sound(),
        found.integrity.clone(),
        found.references.clone(),
        journeys,
        store.is_open_to_others(),
        backup::document(&store.backups()),
    )
}

/// Prints where the database and the settings are.
pub(super) fn paths(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let shown = |path: &std::path::Path| clean(&path.display().to_string());
    let database = shown(&context.places.database);
    let settings = context.places.settings.as_deref().map(shown);
    let plans = context.places.plans.as_deref().map(shown);
    if context.json {
        return out.json(&json::paths(database, settings, plans));
    }
    out.say(&format!("database  {database}"))?;
    let none = "none: there is no home directory";
    out.say(&format!(
        "settings  {}",
        settings.as_deref().unwrap_or(none)
    ))?;
    out.say(&format!("plans     {}", plans.as_deref().unwrap_or(none)))
}
