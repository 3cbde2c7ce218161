//! What is read, before it has a form: a page of sections, each a row of blocks. Holds what words
//! mean, never how they look, and no markup at all. Knows no journey and no format.

mod chart;
mod drawn;
mod span;
mod table;

pub use chart::Chart;
pub use drawn::{Bar, Bullet, Curve, Dot, Dots, Share};
pub use span::{Address, Gauge, Span, Text, Tone, labeled, strong};
pub use table::{Align, Cell, Column, Row, Table};

use crate::domain::wording::marks::Sign;

/// One row of blocks with a sign or a box before it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// Whether its box is ticked, if it has one.
    pub ticked: Option<bool>,
    /// The mark that says what it is, beside its words.
    pub mark: Option<Sign>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

impl Item {
    /// Returns an item of one line.
    pub fn line(spans: Vec<Span>) -> Self {
        Self {
            blocks: vec![Block::line(spans)],
            ..Self::default()
        }
    }
}

/// Items in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// The number of the first item, if they are numbered.
    pub first: Option<u64>,
    /// The items.
    pub items: Vec<Item>,
}

/// A label with what stands behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The label, without a colon.
    pub label: Text,
    /// What stands behind it.
    pub value: Vec<Span>,
    /// What is to be said of it, a line each.
    pub below: Vec<Item>,
}

impl Fact {
    /// Returns a label with text.
    pub fn new(label: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self {
            label: label.into(),
            value: vec![value.into().into()],
            below: Vec::new(),
        }
    }
}

/// Something with a name, and its facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its name.
    pub name: Option<Text>,
    /// What it is, in words that need no label.
    pub about: Vec<Span>,
    /// What else is known of it.
    pub facts: Vec<Fact>,
}

/// What a person wrote, as its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quote {
    /// Who wrote it, when and on what; empty if that was said already.
    pub by: Vec<Span>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Lines that belong together.
    Paragraph(Tone, Vec<Span>),
    /// Items in order.
    List(List),
    /// Labels, each with what stands behind it.
    Facts(Vec<Fact>),
    /// Things with names, each with its facts.
    Entries(Vec<Entry>),
    /// A table.
    Table(Table),
    /// A table of rows so long that each may stand by itself where there is little room.
    Cards(Table),
    /// Figures that a reader should see first, each with what it is.
    Figures(Vec<Fact>),
    /// Counts that make up a whole.
    Shares(Vec<Share>),
    /// Marks along an axis.
    Dots(Dots),
    /// What a person wrote.
    Quote(Quote),
    /// Lines that stay as they are.
    Code {
        /// The language they are in; empty if nobody says.
        language: Text,
        /// The lines.
        text: Text,
    },
    /// A burn-up.
    Chart(Box<Chart>),
    /// A line between two thoughts.
    Rule,
}

impl Block {
    /// Returns a paragraph of words.
    pub fn text(text: impl Into<Text>) -> Self {
        Self::line(vec![text.into().into()])
    }

    /// Returns a paragraph.
    pub fn line(spans: Vec<Span>) -> Self {
        Self::Paragraph(Tone::Plain, spans)
    }

    /// Returns a list of lines, or says that there is nothing.
    pub fn lines(lines: impl IntoIterator<Item = Vec<Span>>) -> Self {
        let items: Vec<Item> = lines.into_iter().map(Item::line).collect();
        match items.is_empty() {
            true => Self::text("Nothing."),
            false => Self::List(List { first: None, items }),
        }
    }
}

/// A heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// The number of a goal, if it is one's.
    pub number: Option<Text>,
    /// What it names.
    pub name: Text,
    /// What that is about.
    pub about: Option<Text>,
}

impl Title {
    /// Returns a heading of two parts: `Ada: Applied Scientist`.
    pub fn of(name: impl Into<Text>, about: impl Into<Text>) -> Self {
        Self {
            number: None,
            name: name.into(),
            about: Some(about.into()),
        }
    }
}

impl<T: Into<Text>> From<T> for Title {
    fn from(name: T) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }
}

/// A part of a page with its own heading. Its level is its depth, so no level is ever skipped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// The heading.
    pub title: Title,
    /// What commands call it, if they know it.
    pub key: Option<Text>,
    /// What the whole of it is about.
    pub tone: Tone,
    /// Whether it and the one after it belong side by side, if there is room.
    pub beside: bool,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// The sections in it.
    pub sections: Vec<Section>,
}

impl Section {
    /// Returns a section of blocks.
    pub fn new(title: impl Into<Title>, blocks: Vec<Block>) -> Self {
        Self {
            title: title.into(),
            blocks,
            ..Self::default()
        }
    }

    /// Returns the section as one that stands beside the next, if there is room.
    pub fn beside_next(self) -> Self {
        Self {
            beside: true,
            ..self
        }
    }
}

/// A page as somebody reads it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// What it is of.
    pub title: Title,
    /// What stands under the title.
    pub blocks: Vec<Block>,
    /// Its sections.
    pub sections: Vec<Section>,
}
