//! A page of a role's guide as lines.

use super::page::{Line, Page, Tone};
use crate::domain::plan::context::{AXES, Context};
use crate::domain::plan::guide::{self, Entry, Group, Guide};
use crate::domain::plan::names::Slug;

/// Returns a page of a guide as people read it.
pub fn page(title: &str, page: &guide::Page, width: usize) -> Vec<Line> {
    let mut lines = Page::new(width);
    lines.add(Tone::Heading, "", &format!("{title} · {}", page.kind.title));
    match page.kind.group {
        Group::None => entries(&mut lines, page, page.entries.iter()),
        Group::Words(_, words) => {
            for (word, heading) in words {
                let of = |entry: &&Entry| entry.group.as_deref() == Some(word);
                group(&mut lines, page, heading, page.entries.iter().filter(of));
            }
        }
        Group::Free(_) => {
            let mut seen: Vec<&str> = Vec::new();
            for name in page.entries.iter().filter_map(|e| e.group.as_deref()) {
                if !seen.contains(&name) {
                    seen.push(name);
                    let of = |entry: &&Entry| entry.group.as_deref() == Some(name);
                    group(&mut lines, page, name, page.entries.iter().filter(of));
                }
            }
        }
    }
    lines.lines()
}

fn group<'a>(
    lines: &mut Page,
    page: &guide::Page,
    heading: &str,
    of: impl Iterator<Item = &'a Entry>,
) {
    let mut of = of.peekable();
    if of.peek().is_some() {
        lines.heading(heading);
        entries(lines, page, of);
    }
}

fn entries<'a>(lines: &mut Page, page: &guide::Page, of: impl Iterator<Item = &'a Entry>) {
    for entry in of {
        if let Some(name) = &entry.name {
            lines.blank();
            lines.add(Tone::Heading, "  ", name);
        }
        for ((_, label), text) in page.kind.texts.iter().zip(&entry.texts) {
            let lead = match (&entry.name, *label) {
                (None, _) => "  - ".to_owned(),
                (Some(_), "") => "  ".to_owned(),
                (Some(_), label) => format!("  {label:<11} "),
            };
            lines.add(Tone::Plain, &lead, text);
        }
    }
}

/// Returns how a role differs by setting, as people read it.
pub fn contexts(title: &str, contexts: &[Context], width: usize) -> Vec<Line> {
    let mut lines = Page::new(width);
    lines.add(
        Tone::Heading,
        "",
        &format!("{title} · How it differs by setting"),
    );
    for (axis, heading) in AXES {
        let mut of = contexts
            .iter()
            .filter(|context| context.axis == *axis)
            .peekable();
        if of.peek().is_some() {
            lines.heading(heading);
        }
        for context in of {
            lines.blank();
            let head = format!("{} · {}", context.slug, context.name);
            lines.add(Tone::Heading, "  ", &head);
            lines.add(Tone::Plain, "  ", &context.what);
            changes(&mut lines, context);
        }
    }
    lines.lines()
}

fn changes(lines: &mut Page, context: &Context) {
    if !context.excludes.is_empty() {
        let others: Vec<&str> = context.excludes.iter().map(Slug::as_str).collect();
        let text = format!("not together with {}", others.join(", "));
        lines.add(Tone::Quiet, "    ", &text);
    }
    for goal in &context.goals {
        let text = format!("goal for {}: {}", goal.milestone, goal.title);
        lines.add(Tone::Plain, "  + ", &text);
    }
    let mut about = |what: &str, slug: &Slug, text: &str| {
        lines.add(Tone::Plain, "  + ", &format!("{what} {slug}: {text}"));
    };
    for (goal, criterion) in &context.criteria {
        about("part of", goal, &criterion.text);
    }
    for (goal, text) in &context.emphases {
        about("for", goal, text);
    }
    for (metric, target) in &context.targets {
        about("target of", metric, target);
    }
}

/// Returns the pages of a guide by name, for whoever asks which there are.
pub fn table_of_contents(guide: &Guide, contexts: &[Context], width: usize) -> Vec<Line> {
    let mut lines = Page::new(width);
    lines.heading("Pages of the guide");
    for page in &guide.pages {
        let text = format!("{} ({})", page.kind.title, page.entries.len());
        lines.add(Tone::Plain, &format!("  {:<13} ", page.kind.page), &text);
    }
    if !contexts.is_empty() {
        let text = format!("How it differs by setting ({})", contexts.len());
        lines.add(Tone::Plain, &format!("  {CONTEXTS:<13} "), &text);
    }
    lines.lines()
}

/// The name of the page of settings in a command.
pub const CONTEXTS: &str = "contexts";
