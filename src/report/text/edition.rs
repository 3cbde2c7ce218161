//! What another edition of a plan would change in a journey, as lines.

use super::page::{Line, Page, Tone};
use crate::domain::acts::edition::words::{Kind, lines};
use crate::domain::acts::edition::{Difference, Fate};

/// Returns what another edition would change as people read it, goal by goal.
pub fn difference(difference: &Difference, width: usize) -> Vec<Line> {
    let mut page = Page::new(width);
    for line in lines(difference) {
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
            Kind::Plain | Kind::After | Kind::Goal(Fate::Changed) => Tone::Plain,
        };
        page.add(tone, &line.lead, &line.text);
    }
    page.lines()
}
