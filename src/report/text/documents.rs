//! The documents for programs, as lines for a terminal.

use super::page::{Line, Page, Tone};
use crate::report::json::PUBLISHED;

/// Returns the list of documents.
pub fn documents(width: usize) -> Vec<Line> {
    let mut page = Page::new(width);
    for document in PUBLISHED {
        let head = format!("{} · {}", document.format, document.commands);
        page.add(Tone::Heading, "", &head);
        page.add(Tone::Plain, "  ", &document.about());
    }
    page.lines()
}
