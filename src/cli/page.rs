//! A page to hand on: in which form, and where it goes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::context::Context;
use super::failure::Failure;
use super::file::{Over, write_file};
use super::out::Out;
use crate::domain::words::text::clean;
use crate::report::blocks::Page;
use crate::report::write::{html, markdown};

/// How a page is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Markdown
    #[default]
    Md,
    /// One self-contained HTML file
    Html,
}

/// How a page is written, and where it goes.
#[derive(Debug, Args)]
pub struct Form {
    /// How it is written [default: by the file's ending, or else md]
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,
    /// Write to a file instead of standard output
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if there is one
    #[arg(long)]
    force: bool,
}

impl Form {
    /// Prints a page, or writes it into the file.
    ///
    /// # Errors
    /// [`Failure`] if the file is there already or cannot be written.
    pub(super) fn hand_on(
        &self,
        page: &Page,
        context: &Context,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        let text = match self.format() {
            Format::Md => markdown::page(page),
            Format::Html => html::page(page),
        };
        self.put(&text, context, out)
    }

    /// Prints a text, or writes it into the file.
    ///
    /// # Errors
    /// [`Failure`] as for [`Self::hand_on`].
    pub(super) fn put(
        &self,
        text: &str,
        context: &Context,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        let text = clean(text);
        match &self.output {
            Some(file) => out.say(&write_file(file, &text, Over::forced(self.force), context)?),
            None => out.text(&text),
        }
    }

    fn format(&self) -> Format {
        let ending = self.output.as_ref().and_then(|file| file.extension());
        let is_html = ending.is_some_and(|ending| {
            ending.eq_ignore_ascii_case("html") || ending.eq_ignore_ascii_case("htm")
        });
        match (self.format, is_html) {
            (Some(format), _) => format,
            (None, true) => Format::Html,
            (None, false) => Format::Md,
        }
    }
}
