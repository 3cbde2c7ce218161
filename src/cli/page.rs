//! A page to hand on: in which form, and where it goes.

use std::path::{Path, PathBuf};

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
    format: Option<Format>,
    #[command(flatten)]
    to: Destination,
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
        let format = self.format.unwrap_or(match self.to.ending().as_deref() {
            Some("html" | "htm") => Format::Html,
            _ => Format::Md,
        });
        self.to.put(&format.text(page), context, out)
    }
}

impl Format {
    /// Returns a page as it is written.
    pub(super) fn text(self, page: &Page) -> String {
        match self {
            Self::Md => markdown::page(page),
            Self::Html => html::page(page),
        }
    }
}

/// Where something to hand on goes.
#[derive(Debug, Default, Args)]
pub struct Destination {
    /// Write to a file instead of standard output
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if there is one
    #[arg(long)]
    force: bool,
}

impl Destination {
    /// Returns the file that was named; `-` means standard output.
    fn file(&self) -> Option<&Path> {
        self.output
            .as_deref()
            .filter(|file| *file != Path::new("-"))
    }

    /// Returns whether a file was named.
    pub(super) fn is_file(&self) -> bool {
        self.file().is_some()
    }

    /// Refuses a file whose ending asks for something that is not written here.
    ///
    /// # Errors
    /// [`Failure::Usage`] with the endings that are known.
    pub(super) fn check_ending(&self, known: &[&str]) -> Result<(), Failure> {
        match self.ending() {
            Some(ending) if !known.contains(&ending.as_str()) => Err(Failure::Usage {
                message: format!("no format goes by the ending .{}", clean(&ending)),
                hint: format!(
                    "name a file that ends in .{}, or say `--format`",
                    known.join(", .")
                ),
            }),
            _ => Ok(()),
        }
    }

    /// Returns the ending of the file, in small letters.
    pub(super) fn ending(&self) -> Option<String> {
        let ending = self.file()?.extension()?.to_str()?;
        Some(ending.to_ascii_lowercase())
    }

    /// Prints a text, or writes it into the file.
    ///
    /// # Errors
    /// [`Failure`] if the file is there already or cannot be written.
    pub(super) fn put(
        &self,
        text: &str,
        context: &Context,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        let text = clean(text);
        match self.file() {
            Some(file) => self.write(file, &text, context, out),
            None => out.text(&text),
        }
    }

    /// Prints lines of data, or writes them into the file, with the line ends that their format asks for.
    ///
    /// # Errors
    /// [`Failure`] as for [`Self::put`].
    pub(super) fn put_data(
        &self,
        data: &str,
        context: &Context,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        match self.file() {
            Some(file) => self.write(file, data, context, out),
            None => out.data(data),
        }
    }

    fn write(
        &self,
        file: &Path,
        text: &str,
        context: &Context,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        out.say(&write_file(file, text, Over::forced(self.force), context)?)
    }
}
