//! The list of the documents for programs as a page.

use crate::report::blocks::{Block, Cell, Column, Page, Row, Span, Table};
use crate::report::json::{DAYS, PUBLISHED};

/// Returns the page.
pub fn documents() -> Page {
    let head =
        "With `--json`, a command prints one of these documents. Dates are written in ISO 8601.";
    let versions = "`onramp schema NAME` prints the JSON Schema (draft 2020-12) of a document. \
        The number behind its name rises when a field goes or means something else; new fields may \
        come without notice.";
    let rows = PUBLISHED.iter().map(|document| Row {
        cells: vec![
            Cell(vec![vec![Span::Code(document.format.into())]]),
            document.commands.into(),
            Cell(vec![with_code(&document.about())]),
        ],
        ..Row::default()
    });
    Page {
        title: "Documents for programs".into(),
        blocks: vec![
            Block::line(with_code(&format!("{head} {DAYS}"))),
            Block::line(with_code(versions)),
            Block::Table(Table {
                columns: ["Document", "Printed by", "What it is"]
                    .map(Column::new)
                    .into(),
                named: true,
                rows: rows.collect(),
            }),
        ],
        sections: Vec::new(),
    }
}

/// Returns words of the program in which code stands between backticks.
fn with_code(text: &str) -> Vec<Span> {
    let parts = text.split('`').zip([false, true].into_iter().cycle());
    let parts = parts.filter(|(part, _)| !part.is_empty());
    parts
        .map(|(part, is_code)| match is_code {
            true => Span::Code(part.into()),
            false => part.into(),
        })
        .collect()
}
