//! `plan list`, `plan show`, `plan new`, `plan check`: what journeys are started from.

mod import;

use std::path::{Component, Path, PathBuf};

use clap::{Subcommand, ValueEnum};

use super::context::Context;
use super::edition;
use super::failure::Failure;
use super::file::write_new;
use super::out::Out;
use crate::domain::acts::find::one;
use crate::domain::plan::guide;
use crate::domain::plan::names::Slug;
use crate::domain::words::text::clean;
use crate::plans::{self, Library, PlanFile, Problems, Severity};
use crate::report::json;
use crate::report::pages::plan::{self as pages, CONTEXTS};
use crate::report::text::{Page, Tone};
use crate::report::write::{markdown, terminal};

/// What to look at.
#[derive(Debug, Subcommand)]
pub enum Plan {
    /// Print the roles that have a plan
    List,
    /// Print what a role is about and what it asks for, or a page of its guide
    Show {
        /// The role: its short name, its title, or the beginning of one
        role: String,
        /// The page: metrics, skills, people …; the role and its goals where it is left out
        page: Option<String>,
        /// What to print it as
        #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "json")]
        format: Option<Format>,
    },
    /// Write a commented plan to begin with
    New {
        /// The new file, named after the plan: my-role.toml
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The role that the new plan builds on
        #[arg(long, value_name = "ROLE")]
        extends: Option<String>,
    },
    /// Make a plan of a checklist in Markdown or CSV; what has no place in one is told and kept
    Import(import::Import),
    /// Print what the plan at hand would change in your journey
    Diff(edition::Wanted),
    /// Take the plan at hand into your journey, or fit it to other settings; what was done stays, and
    /// `undo` takes it back
    Update(edition::Update),
    /// Print the JSON Schema of plan files, for editors
    Schema,
    /// Tell everything that is wrong with plan files
    Check {
        /// The files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

/// What a plan is printed as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines for a terminal.
    #[default]
    Text,
    /// Markdown, for a wiki.
    Md,
}

/// Prints the plans or one of them.
pub(super) fn run(plan: &Plan, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    match plan {
        Plan::List => list(context, out),
        Plan::Show { role, page, format } => {
            let file = find(role, context)?;
            let page = page.as_deref();
            match format.unwrap_or_default() {
                Format::Md => as_markdown(&file, page, out),
                Format::Text => match page {
                    None => whole(&file, context, out),
                    Some(page) => guide_page(&file, page, context, out),
                },
            }
        }
        Plan::Diff(wanted) => edition::diff(wanted, context, out),
        Plan::Update(args) => edition::update(args, context, out),
        Plan::New { file, extends } => new(file, extends.as_deref(), context, out),
        Plan::Import(args) => args.run(context, out),
        Plan::Schema => out.text(&plans::schema()),
        Plan::Check { files } => check(files, context, out),
    }
}

fn as_markdown(file: &PlanFile, page: Option<&str>, out: &mut Out<'_>) -> Result<(), Failure> {
    let page = page.map(|wanted| find_page(file, wanted)).transpose()?;
    out.text(&markdown::page(&match page {
        None => pages::role(&file.plan, &file.contexts),
        Some(None) => pages::contexts(&file.plan, &file.contexts),
        Some(Some(page)) => pages::guide_page(&file.plan.role, page),
    }))
}

fn whole(file: &PlanFile, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    if context.json {
        return out.json(&json::plan(&file.plan));
    }
    let page = pages::in_short(&file.plan, &file.contexts);
    out.lines(&terminal::page(&page, out.width()))
}

fn guide_page(
    file: &PlanFile,
    wanted: &str,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let role = &file.plan.role;
    let page = match find_page(file, wanted)? {
        None if context.json => {
            return out.json(&json::contexts(role.slug.as_str(), &file.contexts));
        }
        Some(page) if context.json => return out.json(&json::guide_page(role.slug.as_str(), page)),
        None => pages::contexts(&file.plan, &file.contexts),
        Some(page) => pages::guide_page(role, page),
    };
    out.lines(&terminal::page(&page, out.width()))
}

/// Returns the page of a name, or nothing for the page of settings.
fn find_page<'a>(file: &'a PlanFile, wanted: &str) -> Result<Option<&'a guide::Page>, Failure> {
    let guide = &file.plan.guide;
    let pages = guide
        .pages
        .iter()
        .map(|page| (Some(page), vec![page.kind.page]));
    let contexts = (!file.contexts.is_empty()).then(|| (None, vec![CONTEXTS]));
    let names: Vec<&str> = guide
        .pages
        .iter()
        .map(|page| page.kind.page)
        .chain([CONTEXTS])
        .collect();
    one("page of this guide", wanted, pages.chain(contexts)).map_err(Failure::not_found(format!(
        "there are {}",
        names.join(", ")
    )))
}

fn list(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let library = Library::open(context.places.plans.as_deref());
    if context.json {
        let heads = library.plans.iter().map(|plan| json::PlanHead {
            slug: &plan.slug,
            title: &plan.title,
            summary: &plan.summary,
        });
        return out.json(&json::plans(heads.collect()));
    }
    let mut page = Page::new(out.width());
    for plan in &library.plans {
        let own = if plan.file().is_some() {
            " · your own"
        } else {
            ""
        };
        let head = format!("{} · {}{own}", plan.slug, plan.title);
        page.add(Tone::Heading, "", &head);
        page.add(Tone::Plain, "  ", &plan.summary);
    }
    for broken in &library.broken {
        let text = format!("Left out: {}", broken.problems);
        page.add(Tone::Late, "", &text);
    }
    out.lines(&page.lines())
}

/// Writes the starting point to a file that is not there yet.
fn new(
    file: &Path,
    extends: Option<&str>,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let text = starting_point(&slug_of(file)?, extends, context)?;
    write_new(file, &text)?;
    if context.json {
        return out.json(&json::written(&shown(file)));
    }
    out.say(&format!(
        "Wrote {}. Edit it, then `onramp plan check {}` tells what is wrong with it.",
        shown(file),
        shown(file)
    ))
}

fn starting_point(
    slug: &Slug,
    extends: Option<&str>,
    context: &Context,
) -> Result<String, Failure> {
    let Some(role) = extends else {
        return Ok(plans::starting_point(slug));
    };
    let base = find(role, context)?;
    if base.plan.role.slug == *slug {
        return Err(Failure::Usage {
            message: format!("the plan ‘{slug}’ cannot build on itself"),
            hint: "name the file otherwise: the plan is called after it".to_owned(),
        });
    }
    Ok(plans::starting_point_on(slug, &base))
}

fn find(role: &str, context: &Context) -> Result<PlanFile, Failure> {
    let library = Library::open(context.places.plans.as_deref());
    library
        .read(role)
        .map_err(Failure::unusable("`onramp plan list` lists the roles"))
}

/// Returns the slug of a plan that is named after its file.
fn slug_of(file: &Path) -> Result<Slug, Failure> {
    if file.components().any(|part| part == Component::ParentDir) {
        return Err(Failure::Usage {
            message: format!("‘{}’ leads out of its folder by `..`", shown(file)),
            hint: "go to the folder of your plans, or give the file's whole path".to_owned(),
        });
    }
    let stem = file.file_stem().map(|stem| stem.to_string_lossy());
    Slug::new(&stem.unwrap_or_default()).map_err(|error| Failure::Usage {
        message: error.to_string(),
        hint: "the file is named after the plan: `onramp plan new my-role.toml`".to_owned(),
    })
}

fn check(files: &[PathBuf], context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let checked = plans::check(files, context.places.plans.as_deref());
    if context.json {
        out.json(&json::checks(checked.iter().map(document).collect()))?;
    } else {
        for problems in &checked {
            report(problems, out)?;
        }
    }
    let wrong = checked.iter().filter(|problems| problems.errors() > 0);
    match wrong.count() {
        0 => Ok(()),
        wrong => Err(Failure::PlansWrong {
            wrong,
            all: files.len(),
        }),
    }
}

fn document(problems: &Problems) -> json::FileCheck {
    let one = |problem: &plans::Problem| {
        let (line, column) = problems.place(problem.span.start);
        json::FileProblem {
            severity: match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            line,
            column,
            message: problem.message.clone(),
        }
    };
    json::FileCheck {
        file: problems.file.clone(),
        problems: problems.list.iter().map(one).collect(),
    }
}

fn report(problems: &Problems, out: &mut Out<'_>) -> Result<(), Failure> {
    out.text(&problems.render())?;
    let count = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    out.say(&format!(
        "{}: {}, {}",
        problems.file,
        count(problems.errors(), "error"),
        count(problems.warnings(), "warning")
    ))
}

fn shown(file: &Path) -> String {
    clean(&file.display().to_string())
}
