//! `completions`, `man`, `rules`: what the program says about itself.

use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::Man;

use super::context::Context;
use super::failure::Failure;
use super::out::Out;
use crate::domain::judgment::rules::in_words;
use crate::domain::plan::milestone::Milestones;
use crate::report::json;
use crate::report::text::{Page, Tone};

/// A shell.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

/// Prints the completions for a shell.
pub(super) fn completions(
    args: &Completions,
    mut command: Command,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    no_json(context, "completions are")?;
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "onramp", &mut script);
    out.text(&String::from_utf8_lossy(&script))
}

/// Prints the manual page, the commands after the program.
pub(super) fn man(
    mut command: Command,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    no_json(context, "the manual page is")?;
    command.build();
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    for part in command
        .get_subcommands()
        .filter(|part| part.get_name() != "help")
    {
        Man::new(part.clone()).render(&mut page)?;
    }
    out.text(&String::from_utf8_lossy(&page))
}

fn no_json(context: &Context, what: &str) -> Result<(), Failure> {
    if !context.json {
        return Ok(());
    }
    Err(Failure::Usage {
        message: format!("{what} not to be had as JSON"),
        hint: "leave --json out".to_owned(),
    })
}

/// Prints the rules by which progress is counted.
pub(super) fn rules(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    // Without a journey the rules are told for a plan that lists no milestones.
    let milestones = context.session().map_or_else(
        |_| Milestones::default(),
        |session| session.journey().milestones(),
    );
    let rules = in_words(&milestones);
    if context.json {
        return out.json(&json::rules(rules));
    }
    let mut page = Page::new(out.width());
    for (name, text) in rules {
        page.add(Tone::Plain, &format!("{name:<13} "), &text);
    }
    out.lines(&page.lines())
}
