//! Tables as lines: in columns where they fit, and else row by row.

use unicode_width::UnicodeWidthStr as _;

use super::{INDENT, NUMBER, Writer, flat, padded, words};
use crate::report::blocks::{Align, Cell, Row, Span, Table, Tone};

/// From so many columns on, the cells of a row that stands by itself say what they are.
const LABELED: usize = 4;

/// The room between two columns.
const GAP: &str = "  ";

impl Writer {
    /// Writes a table in columns if it fits, or else a row below the other.
    pub(super) fn table(&mut self, table: &Table, indent: usize) {
        let titles = table.columns.iter();
        let titles = titles.map(|column| Cell(vec![column.title.clone()]));
        let titles = Row {
            tone: Tone::Quiet,
            cells: titles.collect(),
            ..Row::default()
        };
        let widths: Vec<usize> = (0..table.columns.len())
            .map(|place| widest(table, &titles, place))
            .collect();
        let width = indent + widths.iter().map(|width| width + GAP.len()).sum::<usize>();
        let fits = width <= self.width + GAP.len() && table.rows.iter().all(is_flat);
        // Where rows have names of their own, they stand without the titles of columns.
        let head = [&titles].into_iter().filter(|_| fits || !table.named);
        for row in head.chain(&table.rows) {
            match fits {
                true => self.aligned(table, row, &widths, indent),
                false => self.row(table, row, indent),
            }
        }
    }

    fn aligned(&mut self, table: &Table, row: &Row, widths: &[usize], indent: usize) {
        let columns = table.columns.iter().zip(widths);
        let cells = row
            .cells
            .iter()
            .zip(columns)
            .map(|(cell, (column, width))| {
                let cell = one_line(cell);
                let room = width.saturating_sub(cell.width());
                let before = match column.align {
                    Align::Start => 0,
                    Align::Center => room / 2,
                    Align::End => room,
                };
                let (before, after) = (" ".repeat(before), " ".repeat(room - before));
                format!("{before}{cell}{after}")
            });
        let line = cells.collect::<Vec<_>>().join(GAP);
        let line = format!("{}{line}", " ".repeat(indent));
        self.lines.add_whole(row.tone, line.trim_end());
    }

    /// Writes a row by itself: its last cell under the others.
    fn row(&mut self, table: &Table, row: &Row, indent: usize) {
        let mark = row.mark.map(|mark| format!("{} ", mark.glyph().unicode));
        let mut lead = format!("{}{}", " ".repeat(indent), mark.unwrap_or_default());
        let cells = labeled(table, row);
        let (last, others) = match cells.split_last() {
            Some((last, others)) if !others.is_empty() => (Some(last), others),
            _ => (None, cells.as_slice()),
        };
        let mut others: Vec<Vec<Vec<Span>>> = others.iter().map(|cell| cell.0.clone()).collect();
        let first = others.first_mut().and_then(|cell| cell.first_mut());
        if let Some(spans) = first
            && let Some(Span::Number(number)) = spans.first()
        {
            lead.push_str(&padded(&flat(number), NUMBER));
            spans.remove(0);
        }
        let head: Vec<String> = others
            .into_iter()
            .map(|cell| one_line(&Cell(cell)))
            .collect();
        let tone = match (row.tone, table.named) {
            (Tone::Plain, true) => Tone::Heading,
            (tone, _) => tone,
        };
        self.lines.add(tone, &lead, &head.join(" · "));
        if let Some(last) = last {
            let inside = lead.width().max(indent + INDENT);
            self.lines.block(row.tone, inside, &one_line(last));
        }
    }
}

/// Returns the cells of a row that say something, each after the first with the title of its column where
/// there are many.
fn labeled(table: &Table, row: &Row) -> Vec<Cell> {
    let titled = row.cells.iter().zip(&table.columns).zip(0..);
    let is_told = |(cell, place): &(&Cell, usize)| *place == 0 || !one_line(cell).is_empty();
    let cells = titled.map(|((cell, column), place)| ((cell, place), column));
    let cells = cells.filter(|(cell, _)| is_told(cell));
    cells
        .map(|((cell, place), column)| {
            let mut cell = cell.clone();
            let title = words(&column.title);
            let has_label = place > 0 && table.columns.len() >= LABELED && !title.is_empty();
            if let Some(first) = cell.0.first_mut().filter(|_| has_label) {
                first.insert(0, Span::from(format!("{title}: ")));
            }
            cell
        })
        .collect()
}

/// Returns whether a row is one line.
fn is_flat(row: &Row) -> bool {
    row.mark.is_none() && row.cells.iter().all(|cell| cell.0.len() < 2)
}

fn one_line(cell: &Cell) -> String {
    let lines = cell.0.iter();
    let lines = lines.map(|spans| words(spans).replace('\n', " "));
    lines.collect::<Vec<_>>().join(" · ")
}

fn widest(table: &Table, titles: &Row, place: usize) -> usize {
    let rows = [titles].into_iter().chain(&table.rows);
    let cells = rows.filter_map(|row| row.cells.get(place));
    cells.map(|cell| one_line(cell).width()).max().unwrap_or(0)
}
