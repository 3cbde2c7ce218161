//! `exchange hand-back`: what somebody kept private on this machine before they had one of their own goes
//! into a file for them, and is wiped here.

use std::path::PathBuf;

use clap::Args;

use super::link::file_name;
use crate::cli::ask;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::file::{Over, check_file, write_file};
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::acts::find;
use crate::domain::plan::people::Author;
use crate::exchange;

/// Whose, and into which file.
#[derive(Debug, Args)]
pub struct HandBack {
    /// Whose private notes, points and drafts: a name, or hire, mentor, manager
    whose: String,
    /// The file for them [default: one with their name in this folder]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Wipe it here without asking
    #[arg(long)]
    yes: bool,
}

impl HandBack {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let owner = self.owner(&session)?;
        let id = session.journey().id;
        let Session { store, open, .. } = &mut session;
        let text = exchange::handed_back(store, open, owner.person)?;
        let Some(text) = text else {
            // What an earlier try could not wipe is wiped now.
            store.purge(id, owner.person)?;
            if context.json {
                return super::standing_in_json(&mut session, out);
            }
            return out.say(&format!(
                "Nothing on this machine is private to {}.",
                owner.name
            ));
        };
        let file = self.output.clone();
        let file = file.unwrap_or_else(|| file_name(&owner.name, "private").into());
        check_file(&file, Over::Nothing, context)?;
        if !self.agrees(&owner, &file)? {
            return out.say("Nothing was handed back.");
        }
        write_file(&file, &text, Over::Nothing, context)?;
        let copies = session.store.purge(id, owner.person)?;
        if context.json {
            return super::standing_in_json(&mut session, out);
        }
        let (name, shown) = (&owner.name, file.display());
        out.say(&format!(
            "What {name} kept private on this machine is in {shown} now and nowhere else here."
        ))?;
        for copy in copies {
            out.say(&format!(
                "{} held it too and was removed: a copy from before an update.",
                copy.display()
            ))?;
        }
        let file = file.file_name().unwrap_or_default().to_string_lossy();
        out.say(&format!(
            "Give it to {name}, who runs `onramp exchange take {file}`; then delete it."
        ))
    }

    /// Returns who is meant, who has to have a machine to take it in on.
    fn owner(&self, session: &Session) -> Result<Author, Failure> {
        let journey = session.journey();
        let own = session.store.member(journey.id)?;
        let others: Vec<Author> = journey
            .people
            .authors()
            .filter(|author| Some(author.person) != own)
            .collect();
        let candidates = others
            .iter()
            .map(|author| (author, vec![author.name.as_str(), author.party.word()]));
        let names: Vec<String> = others.iter().map(|author| author.name.clone()).collect();
        let owner = find::one("person", &self.whose, candidates)
            .map_err(Failure::not_found(names.join(", ")))?;
        let mut machines = journey.devices.values();
        if own.is_some() && machines.any(|machine| machine.person == owner.person) {
            return Ok(owner.clone());
        }
        Err(Failure::Missing {
            message: format!(
                "{} has no machine of their own in this journey yet",
                owner.name
            ),
            hint: "`onramp exchange invite` invites them; hand back once they are admitted"
                .to_owned(),
        })
    }

    fn agrees(&self, owner: &Author, file: &std::path::Path) -> Result<bool, Failure> {
        if self.yes {
            return Ok(true);
        }
        if !ask::can_ask() {
            return Err(Failure::Usage {
                message: "wiping cannot be undone, and there is no terminal to ask on".to_owned(),
                hint: "`--yes` does it without asking".to_owned(),
            });
        }
        ask::agrees(&format!(
            "What {} kept private here moves to {} and is wiped on this machine for good. Go on?",
            owner.name,
            file.display()
        ))
    }
}
