//! `exchange admit`: compares the words of the machines that ask, and lets them in or refuses them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;

use super::carriers;
use super::told::failed;
use crate::cli::ask;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::wording::exchange::refused;
use crate::exchange::{self, Asking};

/// Whom to admit.
#[derive(Debug, Args)]
pub struct Admit {
    /// The answer that you were handed, if the invitation went out as a file
    file: Option<PathBuf>,
    /// The six words that the other side reads to you; without them you are asked
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
}

impl Admit {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let carriers = carriers(context)?;
        let moment = session.clock.moment();
        let Session { store, open, .. } = &mut session;
        match &self.file {
            Some(file) => {
                let bytes = super::read(file)?;
                exchange::take_file(store, open, file, &bytes, false, moment)?;
            }
            None if !store.meetings(open.journey.id)?.is_empty() => {
                let done = exchange::sync(store, open, &carriers, false, moment)?;
                for (place, error) in &done.failed {
                    out.say(&failed(place, error))?;
                }
            }
            None => {}
        }
        let asking = exchange::asking(store, open)?;
        if asking.is_empty() {
            return Err(Failure::Missing {
                message: "nobody asks to be admitted".to_owned(),
                hint: "`onramp exchange invite` invites somebody; the answer comes when they have joined"
                    .to_owned(),
            });
        }
        let mut admitted = false;
        for one in &self.meant(asking)? {
            match self.is_right(one)? {
                Some(true) => {
                    admitted = true;
                    admit(&mut session, one, context, out)?;
                }
                Some(false) => refuse(&mut session, one, out)?,
                None => out.say(&format!(
                    "{}'s machine was not admitted; `onramp exchange admit` asks again.",
                    one.name
                ))?,
            }
        }
        let moment = session.clock.moment();
        let Session { store, open, .. } = &mut session;
        if !admitted {
            return Ok(());
        }
        if context.json {
            if !store.meetings(open.journey.id)?.is_empty() {
                exchange::sync(store, open, &carriers, false, moment)?;
            }
            return super::standing_in_json(&mut session, out);
        }
        let has_places = !store.meetings(open.journey.id)?.is_empty();
        if self.file.is_some() || !has_places {
            out.say("`onramp exchange write FILE` writes what they need to go on: hand it over, and they take it in with `onramp exchange take FILE`.")?;
        }
        if !has_places {
            return Ok(());
        }
        let done = exchange::sync(store, open, &carriers, false, moment)?;
        match done.failed.first() {
            Some((place, error)) => out.say(&failed(place, error)),
            None => Ok(()),
        }
    }

    /// Returns whose words were given; all that ask where none were.
    fn meant(&self, mut asking: Vec<Asking>) -> Result<Vec<Asking>, Failure> {
        let plain = |words: &str| {
            let words: Vec<&str> = words.split_whitespace().collect();
            words.join(" ").to_lowercase()
        };
        let Some(words) = self.words.as_deref().map(plain) else {
            return Ok(asking);
        };
        let names: BTreeSet<String> = asking.iter().map(|one| one.name.clone()).collect();
        asking.retain(|one| plain(&one.words) == words);
        if asking.is_empty() {
            let names: Vec<String> = names.into_iter().collect();
            return Err(Failure::Usage {
                message: format!(
                    "those are not the words of {}'s machine",
                    names.join("'s or ")
                ),
                hint: "admit nobody whose words differ: the answer may be from somebody else"
                    .to_owned(),
            });
        }
        Ok(asking)
    }

    /// Returns whether both sides have the same words; nothing where that was left open.
    fn is_right(&self, asking: &Asking) -> Result<Option<bool>, Failure> {
        if self.words.is_some() {
            return Ok(Some(true));
        }
        if !ask::can_ask() {
            return Err(Failure::Usage {
                message: format!("{} asks to be admitted", asking.name),
                hint: "give the six words that they read to you with --words".to_owned(),
            });
        }
        let question = format!(
            "{} asks to be admitted. Do they read the words “{}”?",
            asking.name, asking.words
        );
        ask::decides(&question)
    }
}

fn admit(
    session: &mut Session,
    asking: &Asking,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let moment = session.clock.moment();
    let Session {
        store,
        open,
        acting,
        ..
    } = session;
    let own = exchange::admit(store, open, acting, asking, moment)?;
    match context.json {
        true => Ok(()),
        false => out.say(&format!(
            "{}'s machine is admitted; this one speaks for {}.",
            asking.name, own.name
        )),
    }
}

fn refuse(session: &mut Session, asking: &Asking, out: &mut Out<'_>) -> Result<(), Failure> {
    exchange::refuse(&session.store, session.open.journey.id, asking)?;
    out.say(&refused(&asking.name))
}

/// Says who asks to be admitted, where somebody does.
pub(super) fn tell_asking(session: &mut Session, out: &mut Out<'_>) -> Result<(), Failure> {
    let naming = session.naming();
    let Session { store, open, .. } = session;
    for one in exchange::asking(store, open)? {
        out.say(&format!(
            "{} asks to be admitted; `onramp exchange admit{naming}` does it once you have compared the words.",
            one.name
        ))?;
    }
    Ok(())
}
