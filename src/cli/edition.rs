//! `plan diff` and `plan update`: another edition of the plan for a journey that runs.

use super::act::{answer, commit};
use super::context::{Context, Session};
use super::failure::Failure;
use super::out::Out;
use crate::domain::acts::act::Act;
use crate::domain::acts::edition::{Difference, difference};
use crate::domain::acts::find::NotFound;
use crate::domain::plan::role::Plan;
use crate::plans::Library;
use crate::report::{json, text};

/// Prints what the plan at hand would change in the journey.
pub(super) fn diff(
    role: Option<&str>,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let session = context.session()?;
    let (plan, difference) = proposal(&session, role, context)?;
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
    let role = role.map(|role| format!(" {role}")).unwrap_or_default();
    out.say(&format!("`onramp plan update{role}` takes it."))
}

/// Takes the plan at hand in place of the journey's own.
pub(super) fn update(
    role: Option<&str>,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let mut session = context.session()?;
    let (plan, difference) = proposal(&session, role, context)?;
    let acts = [Act::Update {
        plan: Box::new(plan),
    }];
    let save = commit(&mut session, &acts, "plan update")?;
    if !context.json {
        out.lines(&text::difference(&difference, out.width()))?;
    }
    answer(&session, &save, context, out)
}

/// Returns the plan at hand, fitted to the journey, and what it would change there.
fn proposal(
    session: &Session,
    role: Option<&str>,
    context: &Context,
) -> Result<(Plan, Difference), Failure> {
    let library = Library::open(context.places.plans.as_deref());
    let journey = session.journey();
    let listed = match role {
        Some(role) => library.find(role),
        None => library
            .named(journey.role.slug.as_str())
            .ok_or_else(|| NotFound::Nothing {
                what: "plan at hand named",
                text: journey.role.slug.to_string(),
                nearest: None,
            }),
    };
    let file = listed
        .map_err(Failure::not_found(
            "`onramp plan list` lists the plans at hand; `onramp plan diff ROLE` compares with one of them",
        ))?
        .read()?;
    let plan = file.fitted_to(&journey.contexts);
    let guide = session.store.guide(journey.id)?;
    let difference = difference(journey, &guide, &plan);
    Ok((plan, difference))
}
