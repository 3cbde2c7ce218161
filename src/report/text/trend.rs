//! The conversation over time as lines, with marks that tell it without color.

use super::page::{Line, Page, Tone};
use crate::domain::judgment::trend::Trend;
use crate::domain::record::journey::Journey;
use crate::domain::telling::canvas::Ink;
use crate::domain::telling::trend::{self, Shown, told};
use crate::domain::wording::journeys::too_early;
use crate::domain::wording::trend::TITLE;

/// Returns a trend as lines of a width in columns. `begin` says how to begin where there is nothing yet.
pub fn trend(journey: &Journey, of: &Trend, begin: &str, width: usize) -> Vec<Line> {
    let mut page = Page::new(width);
    page.add(Tone::Heading, "", TITLE);
    let how = Shown {
        columns: width,
        unicode: true,
        begin,
    };
    match told(of, &journey.people, how) {
        None => page.add(Tone::Quiet, "", &too_early(journey.start, of.until)),
        Some(told) => {
            for line in told.head {
                add(&mut page, line);
            }
            page.blank();
            for line in told.body {
                add(&mut page, line);
            }
        }
    }
    page.lines()
}

fn add(page: &mut Page, line: trend::Line) {
    match line {
        trend::Line::Blank => page.blank(),
        trend::Line::Heading(words) => page.add(Tone::Heading, " ", &words),
        trend::Line::Words(words) => page.add(Tone::Plain, " ", &words),
        trend::Line::Key(entries) => {
            let entries = entries.into_iter();
            let entries = entries.map(|[(_, sign), (_, words)]| sign + &words);
            page.entries(Tone::Plain, " ", entries);
        }
        trend::Line::Drawn(row) => {
            let is_quiet =
                |(ink, text): &(Ink, String)| *ink == Ink::Quiet || text.trim().is_empty();
            let tone = match row.iter().all(is_quiet) {
                true => Tone::Quiet,
                false => Tone::Plain,
            };
            let text: String = row.into_iter().map(|(_, text)| text).collect();
            page.add_whole(tone, text.trim_end());
        }
    }
}
