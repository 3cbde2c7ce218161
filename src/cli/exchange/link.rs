//! `exchange invite` and `join`: how a second machine comes in.

use std::path::PathBuf;

use clap::Args;

use super::{For, carriers};
use crate::cli::ask;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::file::{Over, write_file};
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::acts::find;
use crate::exchange::{self, Joining, Member, Place};

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
                "{host} lets you in with `onramp exchange admit`; until then you can read here but not write."
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
