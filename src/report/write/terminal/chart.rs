//! A burn-up as lines of signs that tell it without color.

use super::Writer;
use crate::domain::judgment::burnup::BurnUp;
use crate::domain::telling::burnup::{drawn, key};
use crate::domain::wording::burnup::title;
use crate::report::blocks::{Chart, Tone};
use crate::report::text::{Line, Page};

/// The rows of a drawing among other lines.
const ROWS: usize = 16;

/// The widest drawing that is still taken in at a glance.
const WIDEST: usize = 100;

impl Writer {
    pub(super) fn chart(&mut self, chart: &Chart, indent: usize) {
        for line in lines(&chart.of, self.width.saturating_sub(indent)) {
            let text = format!("{}{}", " ".repeat(indent), line.text);
            self.lines.add_whole(line.tone, &text);
        }
    }
}

/// Returns a burn-up under its heading; nothing to show before day 1 says so.
pub fn burn_up(of: Option<&BurnUp>, width: usize) -> Vec<Line> {
    let mut page = Page::new(width);
    page.blank();
    match of {
        Some(of) => page.add(Tone::Heading, "", &title(of)),
        None => page.add(Tone::Quiet, "", "There is nothing to chart before day 1."),
    }
    let mut all = page.lines();
    all.extend(of.into_iter().flat_map(|of| lines(of, width)));
    all
}

/// Returns a burn-up as lines of a width in columns: what its signs say, then the drawing.
fn lines(of: &BurnUp, width: usize) -> Vec<Line> {
    let mut lines = Page::new(width);
    let entries = key(of, true).into_iter();
    let entries = entries.map(|[(_, sign), (_, words)]| sign + &words);
    lines.entries(Tone::Plain, "", entries);
    for row in drawn(of, width.min(WIDEST), ROWS, true) {
        let text: String = row.into_iter().map(|(_, text)| text).collect();
        lines.add_whole(Tone::Plain, text.trim_end());
    }
    lines.lines()
}
