//! `plan list` and `plan show`: what journeys are started from.

use clap::Subcommand;

use super::context::Context;
use super::failure::Failure;
use super::out::Out;
use crate::plans;
use crate::report::text::{Page, Tone};
use crate::report::{json, text};

/// What to look at.
#[derive(Debug, Subcommand)]
pub enum Plan {
    /// Print the roles that have a plan
    List,
    /// Print what a role is about and what it asks for
    Show {
        /// The role: its short name, its title, or the beginning of one
        role: String,
    },
}

/// Prints the plans or one of them.
pub(super) fn run(plan: &Plan, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    match plan {
        Plan::List => list(context, out),
        Plan::Show { role } => {
            let plan = plans::find(role)
                .map_err(Failure::not_found("`onramp plan list` lists the roles"))?
                .plan()?;
            if context.json {
                out.json(&json::plan(&plan))
            } else {
                out.lines(&text::plan(&plan, out.width()))
            }
        }
    }
}

fn list(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    if context.json {
        let heads = plans::all().iter().map(|plan| json::PlanHead {
            slug: plan.slug,
            title: plan.title,
            summary: plan.summary,
        });
        return out.json(&json::plans(heads.collect()));
    }
    let mut page = Page::new(out.width());
    for plan in plans::all() {
        page.add(
            Tone::Heading,
            "",
            &format!("{} · {}", plan.slug, plan.title),
        );
        page.add(Tone::Plain, "  ", plan.summary);
    }
    out.lines(&page.lines())
}
