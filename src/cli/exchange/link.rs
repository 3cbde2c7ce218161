//! `exchange invite`, `join`, `admit` and `renew`: how machines come together.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;

use super::told::failed;
use super::{For, carriers};
use crate::cli::ask;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::file::{Over, write_file};
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::acts::find;

use crate::domain::wording::exchange::refused;
use crate::exchange::{self, Asking, Joining, Member, Place};
use crate::store::{Own, Store};

/// Whom to invite, and where.
#[derive(Debug, Args)]
pub struct Invite {
    /// A shared folder, a git remote, or a file to write [default: a file in this folder]
    place: Option<String>,
    /// Whom the invitation is for
    #[arg(long = "for", value_enum, default_value_t)]
    whom: For,
}

/// Where the invitation is.
#[derive(Debug, Args)]
pub struct Join {
    /// The shared folder, the git remote, or the file that you were given
    from: String,
    /// Where to write the answer, if you were given a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Whom to admit.
#[derive(Debug, Args)]
pub struct Admit {
    /// The answer that you were handed, if the invitation went out as a file
    file: Option<PathBuf>,
    /// The six words that the other side reads to you; without them you are asked
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
}

impl Invite {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let audience = self.whom.audience();
        let place = match &self.place {
            Some(place) => Place::of(place),
            None => Place::of(&file_name(session.journey().people.hire(), "invitation")),
        };
        let carriers = carriers(context)?;
        let id = session.clock.moment().id;
        let Session {
            store,
            open,
            acting,
            ..
        } = &mut session;
        let file = exchange::invite(store, open, acting, &place, audience, &carriers, id)?;
        let written = match (&place, &file) {
            (Place::File(path), Some(text)) => {
                match write_file(path, text, Over::Exchanged, context) {
                    Ok(done) => Some((path, done)),
                    Err(failure) => {
                        exchange::forget(store, id)?;
                        return Err(failure);
                    }
                }
            }
            _ => None,
        };
        let others = exchange::guests(session.journey(), &session.acting, audience).join(" or ");
        if context.json {
            return super::standing_in_json(&mut session, out);
        }
        match written {
            Some((path, done)) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                out.say(&format!(
                    "{done} Give it to {others}, who runs `onramp exchange join {name}` and gives you the answer; `onramp exchange admit ANSWER` lets them in."
                ))?;
            }
            None => out.say(&format!(
                "The invitation is in {}. {others} runs `onramp exchange join {}`; then `onramp exchange admit` lets them in.",
                exchange::shown(&place.name()),
                exchange::shown(&place.name())
            ))?,
        }
        match self.whom {
            For::Pair => out.say(&format!(
                "Anyone who can read that {} can read what the two of you share; private notes stay here.",
                if file.is_some() { "file" } else { "place" }
            )),
            For::Manager => out.say("The manager gets what is for everybody; what is for hire and mentor, and private notes, stay here."),
        }
    }
}

/// Returns a name for a file that is handed over, made from that of a person.
pub(super) fn file_name(name: &str, what: &str) -> String {
    let name: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    format!("{}-{what}.jsonl", name.to_lowercase())
}

impl Join {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut store = context.store()?;
        let carriers = carriers(context)?;
        let place = Place::of(&self.from);
        let wanted = context.wanted_journey();
        let joining = exchange::joining(&store, &place, wanted, &carriers)?;
        let invitation = &joining.invitation;
        let Some(member) = who(&joining, context)? else {
            return out.say("Nothing was joined.");
        };
        let person = member.person;
        let name = member.name.clone();
        let now = context.clock.moment().clock;
        let joined = exchange::join(&mut store, &joining, person, &carriers, now)?;
        let answer = joined.answer.map(|answer| {
            let file = self
                .output
                .unwrap_or_else(|| file_name(&name, "answer").into());
            write_file(&file, &answer, Over::Exchanged, context)
        });
        let answer = answer.transpose()?;
        if context.json {
            let journeys = store.journeys()?;
            let journey = journeys.into_iter().find(|name| name.id == joined.journey);
            let mut session = context.open(store, &journey.ok_or(Failure::NoJourney)?)?;
            return super::standing_in_json(&mut session, out);
        }
        let (host, hire) = (invitation.host(), invitation.hire());
        out.say(&format!(
            "{hire}'s journey as {} is on this machine; it acts as {name}.",
            invitation.title
        ))?;
        out.say(&format!("Read these six words to {host}: {}", joined.words))?;
        if let Some(error) = joined.unsent {
            out.say("Your answer is not there yet; `onramp exchange sync` puts it there.")?;
            return Err(error.into());
        }
        match answer {
            Some(done) => out.say(&format!(
                "{done} Give it back to {host}, who lets you in with `onramp exchange admit`."
            )),
            None => out.say(&format!(
                "{host} lets you in with `onramp exchange admit`; until then you can read here and not write."
            )),
        }
    }
}

/// Returns who joins: whoever is named, or else whoever says so on the terminal; nobody where nobody does.
fn who<'j>(joining: &'j Joining, context: &Context) -> Result<Option<&'j Member>, Failure> {
    let invitation = &joining.invitation;
    let mut people: Vec<&Member> = invitation.people.iter().collect();
    // Whoever invites has a machine already, and may have another one.
    people.sort_by_key(|member| member.person == invitation.from);
    let names = || {
        let invited = people.iter().filter(|member| invitation.is_for(member));
        let names = invited.map(|m| format!("{}, the {}", m.name, m.party.word()));
        names.collect::<Vec<_>>().join("; ")
    };
    if let Some(wanted) = context.wants()? {
        let candidates = people
            .iter()
            .map(|member| (*member, vec![member.name.as_str(), member.party.word()]));
        let found = find::one("person", &wanted, candidates);
        return found.map(Some).map_err(Failure::not_found(names()));
    }
    if !ask::can_ask() {
        return Err(Failure::Usage {
            message: "nobody says who joins".to_owned(),
            hint: format!("name one with --as: {}", names()),
        });
    }
    for member in people.iter().filter(|member| invitation.is_for(member)) {
        let question = format!(
            "{} invites to {}'s journey as {}. Are you {}, the {}?",
            invitation.host(),
            invitation.hire(),
            invitation.title,
            member.name,
            member.party.word()
        );
        if ask::agrees(&question)? {
            return Ok(Some(member));
        }
    }
    Ok(None)
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

    /// Returns whose words were given; everybody who asks where none were.
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

/// Asks before a machine that can write gives its place away: only the others can give it back.
fn wants_to(store: &Store) -> Result<bool, Failure> {
    let mut hires = Vec::new();
    for name in store.journeys()? {
        if store.own(&store.load(name.id)?.journey)? == Own::Admitted {
            hires.push(name.hire);
        }
    }
    if hires.is_empty() {
        return Ok(true);
    }
    let whose = hires.join(", ");
    ask::agrees(&format!(
        "This machine is admitted to the journey of {whose}. With a new name it can write there only once it is admitted again. Give it a new name?"
    ))
}

/// Renews this machine, in every journey in which it speaks for a person.
pub(super) fn renew(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let mut store = context.existing_store()?.ok_or(Failure::NoJourney)?;
    let carriers = carriers(context)?;
    if ask::can_ask() && !context.json && !wants_to(&store)? {
        return out.say("Nothing was changed.");
    }
    let all = exchange::renew(&mut store, &carriers, context.clock.moment().clock)?;
    if context.json {
        return super::every::standings(context, out, &all.iter().map(|one| one.journey).collect());
    }
    if all.is_empty() {
        return out.say("This machine has a name and a key of its own now.");
    }
    out.say("This machine has a name and a key of its own now, and asks to be admitted with it.")?;
    let is_one = all.len() == 1;
    for one in all {
        let of = match is_one {
            true => String::new(),
            false => format!(" of {}'s journey", one.hire),
        };
        out.say(&format!(
            "Read these six words to the other side{of}: {}",
            one.words
        ))?;
        for (place, error) in &one.failed {
            out.say(&format!(
                "{}; `onramp exchange sync` tries again",
                failed(place, error)
            ))?;
        }
        let Some(answer) = one.answer else {
            out.say("They let you in with `onramp exchange admit`.")?;
            continue;
        };
        let file = PathBuf::from(file_name(&one.hire, "answer"));
        let done = write_file(&file, &answer, Over::Exchanged, context)?;
        out.say(&format!(
            "{done} Hand it over; they let you in with `onramp exchange admit {}`.",
            file.display()
        ))?;
    }
    Ok(())
}
