//! Cells of a terminal to draw into, and what a piece of a drawing is about. Knows nothing of what is drawn.

use crate::domain::judgment::health::Health;
use crate::domain::wording::marks::{Glyph, glyph};

/// What a piece of a drawing is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// Nothing in particular.
    #[default]
    Plain,
    /// What matters less.
    Quiet,
    /// What is seen first.
    Strong,
    /// Goals confirmed.
    Confirmed,
    /// Goals claimed and not confirmed.
    Claimed,
    /// Goals expected.
    Expected,
    /// When the milestone will be done.
    Pace,
    /// A verdict.
    Verdict(Health),
    /// What the hire says.
    Hire,
    /// What the mentor says.
    Mentor,
    /// A goal that waits on somebody.
    Blocked,
}

/// Days of leave.
pub const LEAVE: Glyph = glyph("░", "/");

/// Some characters of one ink.
pub type Piece = (Ink, String);

/// A row of a drawing.
pub type Row = Vec<Piece>;

/// Returns the form of a sign that a terminal shows, with marks beyond ASCII or without.
pub fn shown(glyph: Glyph, unicode: bool) -> &'static str {
    match unicode {
        true => glyph.unicode,
        false => glyph.ascii,
    }
}

/// A grid of cells; what lies outside is not drawn.
pub(super) struct Canvas {
    columns: usize,
    unicode: bool,
    cells: Vec<Vec<Cell>>,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    ink: Ink,
    sign: Option<char>,
    /// The dots of a Braille sign, as Unicode numbers them.
    dots: u8,
}

/// The bits of the dots of a cell, by row and column (Unicode 16, section 21.1).
const DOTS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

impl Canvas {
    pub(super) fn new(columns: usize, rows: usize, unicode: bool) -> Self {
        let row = vec![Cell::default(); columns];
        Self {
            columns,
            unicode,
            cells: vec![row; rows],
        }
    }

    /// Puts a sign into a cell, in place of what is there.
    pub(super) fn put(&mut self, column: usize, row: usize, sign: Glyph, ink: Ink) {
        let text = shown(sign, self.unicode);
        let (sign, dots) = (text.chars().next(), 0);
        if let Some(cell) = self.cell(column, row) {
            *cell = Cell { ink, sign, dots };
        }
    }

    /// Adds a dot, two to a cell beside each other and four below each other. A line of dots stands out from
    /// the area that it crosses.
    pub(super) fn dot(&mut self, x: usize, y: usize, ink: Ink) {
        let bits = DOTS.get(y % 4).and_then(|row| row.get(x % 2));
        let (bits, unicode) = (bits.copied().unwrap_or_default(), self.unicode);
        if let Some(cell) = self.cell(x / 2, y / 4) {
            cell.dots |= bits;
            cell.ink = ink;
            cell.sign = match unicode {
                true => char::from_u32(0x2800 + u32::from(cell.dots)),
                false => Some(if matches!(ink, Ink::Pace | Ink::Mentor) {
                    ','
                } else {
                    '.'
                }),
            };
        }
    }

    /// Writes words from a cell on, if there is room for them all.
    pub(super) fn write(&mut self, column: usize, row: usize, words: &str, ink: Ink) {
        if self.is_free(column, row, words.chars().count()) {
            for (sign, place) in words.chars().zip(column..) {
                if let Some(cell) = self.cell(place, row) {
                    *cell = Cell {
                        ink,
                        sign: Some(sign),
                        dots: 0,
                    };
                }
            }
        }
    }

    /// Writes words around a column or as near to it as the edges allow, if there is room between others.
    pub(super) fn write_near(&mut self, column: usize, row: usize, words: &str, ink: Ink) {
        let wide = words.chars().count();
        let last = self.columns.saturating_sub(wide);
        let begin = column.saturating_sub(wide / 2).min(last);
        self.write(begin, row, words, ink);
    }

    fn is_free(&mut self, column: usize, row: usize, wide: usize) -> bool {
        let Some(cells) = self.cells.get(row) else {
            return false;
        };
        let around = column.saturating_sub(1)..=column + wide;
        let taken = cells
            .iter()
            .zip(0..)
            .any(|(cell, place)| around.contains(&place) && cell.sign.is_some());
        column + wide <= self.columns && !taken
    }

    fn cell(&mut self, column: usize, row: usize) -> Option<&mut Cell> {
        self.cells.get_mut(row)?.get_mut(column)
    }

    /// Returns the rows, each in pieces of one ink.
    pub(super) fn rows(self) -> Vec<Row> {
        let rows = self.cells.into_iter();
        rows.map(|cells| {
            let mut pieces: Vec<Piece> = Vec::new();
            for cell in cells {
                let sign = cell.sign.unwrap_or(' ');
                match pieces.last_mut() {
                    Some((ink, text)) if *ink == cell.ink => text.push(sign),
                    _ => pieces.push((cell.ink, sign.to_string())),
                }
            }
            pieces
        })
        .collect()
    }
}
