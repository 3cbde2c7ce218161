//! What another edition of a plan would change in a journey, and a change of the log in full, as
//! lines.

use super::page::{Line, Page, Tone};
use crate::domain::acts::edition::words::{self, Kind};
use crate::domain::acts::edition::{Difference, Fate};
use crate::domain::record::change::Change;
use crate::domain::telling::history;

/// Returns what another edition would change as people read it, goal by goal.
pub fn difference(difference: &Difference, width: usize) -> Vec<Line> {
    lines(words::lines(difference), width)
}

/// Returns a change of the log as people read it in full.
pub fn change(told: &history::Line, change: &Change, width: usize) -> Vec<Line> {
    lines(words::change(told, change), width)
}

fn lines(lines: Vec<words::Line>, width: usize) -> Vec<Line> {
    let mut page = Page::new(width);
    for line in lines {
        let tone = match line.kind {
            Kind::Heading => {
                page.heading(&line.text);
                continue;
            }
            Kind::Title => Tone::Heading,
            Kind::Goal(Fate::Added) => Tone::Good,
            Kind::Goal(Fate::Dropped) => Tone::Late,
            Kind::Warning | Kind::Goal(Fate::Kept) => Tone::Waiting,
            Kind::Before => Tone::Quiet,
            Kind::Plain | Kind::After | Kind::Goal(Fate::Changed | Fate::Renumbered) => Tone::Plain,
        };
        page.add(tone, &line.lead, &line.text);
    }
    page.lines()
}
