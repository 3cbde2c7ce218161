//! `plan diff` and `plan update`: another edition of the plan, or other settings, for a journey that
//! runs.

use clap::Args;

use super::act::{answer, commit, refuse_early};
use super::ask::{agrees, can_ask};
use super::context::Context;
use super::failure::{Failure, quoted};
use super::out::Out;
use super::session::Session;
use super::start::unfit;
use crate::domain::acts::act::Act;
use crate::domain::acts::edition::news::news as what_is_new;
use crate::domain::acts::edition::{Difference, difference};
use crate::domain::acts::find::NotFound;
use crate::domain::plan::role::Plan;
use crate::plans::{Library, PlanFile, at_hand, is_built_in};
use crate::report::{json, text};

/// Which plan a journey would follow, and in which settings.
#[derive(Debug, Args)]
pub struct Wanted {
    /// The role, if the journey is to follow another plan than its own
    role: Option<String>,
    /// A setting to fit the plan to, in place of those that it is fitted to now; more than one may
    /// be named
    #[arg(long = "context", value_name = "CONTEXT")]
    contexts: Vec<String>,
    /// Fit the plan to no setting
    #[arg(long, conflicts_with = "contexts")]
    none: bool,
}

/// A plan to take.
#[derive(Debug, Args)]
pub struct Update {
    #[command(flatten)]
    wanted: Wanted,
    /// Who agreed; the mentor has to if goals are dropped or moved
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    agreed: String,
    /// Take it without a question
    #[arg(long)]
    yes: bool,
}

impl Wanted {
    /// Returns the plan at hand, fitted to the journey, and what it would change there.
    fn proposal(
        &self,
        session: &Session,
        context: &Context,
    ) -> Result<(Plan, Difference), Failure> {
        let journey = session.journey();
        let file = self.file(session, context)?;
        let plan = match self.none || !self.contexts.is_empty() {
            true => file
                .in_contexts(&self.contexts)
                .map_err(|error| unfit(error, &file, "--context"))?,
            false => file.fitted_to(&journey.contexts),
        };
        let guide = session.store.guide(journey.id)?;
        let difference = difference(journey, &guide, &plan);
        Ok((plan, difference))
    }

    fn file(&self, session: &Session, context: &Context) -> Result<PlanFile, Failure> {
        let folder = context.places.plans.as_deref();
        let hint = "`onramp plan list` lists the plans at hand; `onramp plan diff ROLE` compares with one of them";
        let slug = session.journey().role.slug.as_str();
        match &self.role {
            Some(role) => Library::open(folder)
                .read(role)
                .map_err(Failure::unusable(hint)),
            None => at_hand(folder, slug)?.ok_or_else(|| {
                Failure::not_found(hint)(NotFound::Nothing {
                    what: "plan at hand named",
                    text: slug.to_owned(),
                    nearest: None,
                })
            }),
        }
    }

    /// Returns the command that takes it.
    fn command(&self, word: &str) -> String {
        let mut command = format!("onramp plan {word}");
        let role = self.role.iter().map(|role| quoted(role));
        let contexts = self
            .contexts
            .iter()
            .map(|name| format!("--context {}", quoted(name)));
        let none = self.none.then(|| "--none".to_owned());
        for part in role.chain(contexts).chain(none) {
            command.push(' ');
            command.push_str(&part);
        }
        command
    }
}

/// Prints what the plan at hand would change in the journey.
pub(super) fn diff(wanted: &Wanted, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let session = context.session()?;
    let (plan, difference) = wanted.proposal(&session, context)?;
    if context.json {
        return out.json(&json::difference(&difference));
    }
    out.lines(&text::difference(&difference, out.width()))?;
    if difference.is_empty() {
        return Ok(());
    }
    let journey = session.journey();
    if plan.role.slug == journey.role.slug && plan.role.edition < journey.role.edition {
        return out.say("The journey follows the newer edition; there is nothing to take.");
    }
    out.say(&format!("`{}` takes it.", wanted.command("update")))
}

/// Takes the plan at hand in place of the journey's own, after a look at what it changes.
pub(super) fn update(args: &Update, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let mut session = context.session()?;
    let (plan, difference) = args.wanted.proposal(&session, context)?;
    let acts = [Act::Update {
        plan: Box::new(plan),
        agreed: args.agreed.clone(),
    }];
    // What is refused is refused before anybody is asked.
    if !difference.is_empty() {
        acts.iter()
            .try_for_each(|act| refuse_early(&session, act, "plan update"))?;
        if !args.yes && !can_ask() {
            return Err(Failure::Usage {
                message: "the update needs your yes, and there is no terminal to ask on".to_owned(),
                hint: format!(
                    "`{}` shows what would change; `--yes` takes it",
                    args.wanted.command("diff")
                ),
            });
        }
        if !context.json {
            out.lines(&text::difference(&difference, out.width()))?;
            out.flush()?;
        }
        if !args.yes && !agrees("Take it?")? {
            return out.say("Nothing was taken.");
        }
    }
    let save = commit(&mut session, &acts, "plan update")?;
    answer(&session, &save, context, out)
}

/// Returns a sentence on what is new in the plan that the journey follows, if something is.
pub(super) fn news(session: &Session, context: &Context) -> Option<String> {
    let journey = session.journey();
    if journey.archive.is_some() || session.past.is_some() {
        return None;
    }
    let slug = journey.role.slug.as_str();
    if is_built_in(slug, journey.role.edition) {
        return None;
    }
    match at_hand(context.places.plans.as_deref(), slug) {
        Ok(file) => {
            let file = file?;
            let news = what_is_new(journey, &file.fitted_to(&journey.contexts), file.extends)?;
            let words = news.words();
            Some(format!(
                "{words} `onramp plan diff` shows what would change."
            ))
        }
        Err(problems) => Some(format!("The plan at hand has a mistake: {problems}")),
    }
}
