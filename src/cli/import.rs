//! `import`: takes in a journey that `export --format json` wrote.

use std::path::PathBuf;

use clap::Args;

use super::context::Context;
use super::failure::{Failure, quoted};
use super::out::Out;
use crate::domain::words::text::{clean, count};
use crate::exchange::{self, ExchangeError};
use crate::report::json;

/// Which file.
#[derive(Debug, Args)]
pub struct Import {
    /// The file that `onramp export --format json` wrote
    file: PathBuf,
}

impl Import {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let bytes = exchange::read(&self.file)?;
        let brought = json::read(&bytes).map_err(|error| Failure::NotImported {
            file: self.file.clone(),
            error,
        })?;
        let mut store = context.store()?;
        let now = context.clock.moment().clock;
        let (id, lanes) = (brought.journey, &brought.lanes);
        let changes = match exchange::import(&mut store, id, lanes, brought.person, now) {
            Ok(changes) => changes,
            Err(ExchangeError::Joined(_)) => 0,
            Err(error) => return Err(error.into()),
        };
        // The name that the log says: what stands beside it in the file is for people who read that.
        let names = store.journeys()?.into_iter();
        let name = names
            .filter(|name| name.id == id)
            .map(|name| name.hire)
            .next();
        let hire = clean(&name.unwrap_or_default());
        if context.json {
            return out.json(&json::imported(id, hire, changes));
        }
        if changes == 0 {
            return out.say(&format!(
                "{hire}'s journey is here already; nothing was imported. `onramp exchange` brings in what is new on another machine."
            ));
        }
        out.say(&format!(
            "Imported {hire}'s journey: {}. `onramp status --journey {}` shows where it stands.",
            count(changes, "change"),
            quoted(&hire)
        ))
    }
}
