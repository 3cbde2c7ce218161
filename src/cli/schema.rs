//! `schema`: the documents that programs read, and the JSON Schema of each.

use clap::Args;

use super::context::Context;
use super::failure::Failure;
use super::out::Out;
use super::plan::Format;
use crate::domain::acts::find;
use crate::report::json::{self, PUBLISHED};
use crate::report::pages::documents::documents;
use crate::report::write::{markdown, terminal};

/// Which document.
#[derive(Debug, Args)]
pub struct Schema {
    /// The document, by its name or its format: status, onramp.status/2; all of them if left out
    name: Option<String>,
    /// How the list is printed
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with_all = ["json", "name"])]
    format: Option<Format>,
}

/// Prints the schema of a document, or the list of them.
pub(super) fn run(args: &Schema, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    if let Some(name) = &args.name {
        let names = PUBLISHED
            .iter()
            .map(|document| (document, vec![document.name(), document.format]));
        let document = find::one("document", name, names)
            .map_err(Failure::not_found("`onramp schema` lists them"))?;
        return out.value(&document.schema());
    }
    if context.json {
        return out.json(&json::schemas());
    }
    match args.format.unwrap_or_default() {
        Format::Md => out.text(&markdown::page(&documents())),
        Format::Text => out.lines(&terminal::page(&documents(), out.width())),
    }
}
