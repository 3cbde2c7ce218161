//! Tables as HTML, also those whose rows stand as cards where there is little room.

use maud::{Markup, html};

use super::marks::mark;
use super::{class, line};
use crate::report::blocks::{Align, Cell, Column, Row, Table};

/// Writes a table. Rows that may stand as cards say their roles, which a browser forgets where they are
/// blocks, and each cell what its column is.
pub(super) fn table(of: &Table, as_cards: bool) -> Markup {
    let role = |role| as_cards.then_some(role);
    html! {
        table role=[role("table")] {
            thead role=[role("rowgroup")] {
                tr role=[role("row")] {
                    @for column in &of.columns {
                        th role=[role("columnheader")] scope="col" class=[side(column)] {
                            (line(&column.title))
                        }
                    }
                }
            }
            tbody role=[role("rowgroup")] {
                @for row in &of.rows { (table_row(of, row, as_cards)) }
            }
        }
    }
}

fn table_row(of: &Table, row: &Row, as_cards: bool) -> Markup {
    let role = |role| as_cards.then_some(role);
    let tone = class(row.tone).filter(|_| as_cards);
    let cells = row.cells.iter().zip(&of.columns).zip(0..);
    html! {
        tr role=[role("row")] class=[tone] {
            @for ((cell, column), place) in cells {
                @if place == 0 && of.named {
                    th role=[role("rowheader")] scope="row" class=[side(column)] {
                        @if let Some(sign) = row.mark { (mark(sign)) }
                        (lines(cell))
                    }
                } @else {
                    td role=[role("cell")] data-label=[as_cards.then(|| column.label())]
                        class=[side(column)] { (lines(cell)) }
                }
            }
        }
        "\n"
    }
}

fn side(column: &Column) -> Option<&'static str> {
    match column.align {
        Align::Start => None,
        Align::Center => Some("middle"),
        Align::End => Some("end"),
    }
}

/// Writes a cell: its first line, and smaller what else is known.
fn lines(of: &Cell) -> Markup {
    html! {
        @for (spans, place) in of.0.iter().zip(0..) {
            @if place == 0 { (line(spans)) } @else { small { (line(spans)) } }
        }
    }
}
