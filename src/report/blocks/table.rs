//! Tables: columns with a side, rows with a mark.

use super::span::{Span, Tone};
use crate::domain::wording::marks::Sign;

/// On which side of a column its cells stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Where text begins.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// Where numbers end.
    End,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: Vec<Span>,
    /// Where its cells stand.
    pub align: Align,
}

impl Column {
    /// Returns a column of text.
    pub fn new(title: &str) -> Self {
        Self {
            title: vec![title.into()],
            align: Align::Start,
        }
    }

    /// Returns a column of numbers.
    pub fn of_numbers(title: &str) -> Self {
        Self {
            align: Align::End,
            ..Self::new(title)
        }
    }
}

impl Column {
    /// Returns its heading as words alone, for where it stands beside a cell.
    pub fn label(&self) -> String {
        let words = self.title.iter().filter_map(|span| match span {
            Span::Text(text) => Some(text.plain()),
            _ => None,
        });
        words.collect()
    }
}

/// A cell: one line, or the first one with what else is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell(pub Vec<Vec<Span>>);

impl<T: Into<Span>> From<T> for Cell {
    fn from(span: T) -> Self {
        Self(vec![vec![span.into()]])
    }
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The mark that says how it stands, beside its words.
    pub mark: Option<Sign>,
    /// What it is about.
    pub tone: Tone,
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Whether the first cell of a row names the row.
    pub named: bool,
    /// Its rows.
    pub rows: Vec<Row>,
}
