//! The ratings of both sides in a 1:1, as lines.

use unicode_width::UnicodeWidthStr as _;

use super::page::{Page, Tone};
use crate::domain::plan::people::Party;
use crate::domain::record::rating::Sides;
use crate::domain::wording::marks;
use crate::domain::words::text::shortened;
use crate::report::meeting::{RatingRow, Record};

/// How many 1:1s the course of a rating shows: a quarter.
const BARS_MAX: usize = 13;

/// How many characters of a name stand above a column of ratings.
const NAME_MAX: usize = 18;

/// Adds what both sides say, side by side, with the course of the last 1:1s as bars; nothing where
/// nobody rated.
pub(super) fn add(page: &mut Page, record: &Record<'_>) {
    if record.ratings.is_empty() {
        return;
    }
    let name = |party| shortened(record.meeting.name(party), NAME_MAX);
    let sides: [(String, Side); 2] = [
        (name(Party::Hire), |sides| sides.hire),
        (name(Party::Mentor), |sides| sides.mentor),
    ];
    page.heading("Ratings, from 1 to 5");
    let cells = |row: &RatingRow| {
        let cells = sides.iter();
        let cells =
            cells.map(|(_, side)| format!("{}  {}", told(side(&row.now)), bars(row, *side)));
        cells.collect::<Vec<_>>()
    };
    let rows: Vec<(&str, Vec<String>, String)> = record
        .ratings
        .iter()
        .map(|row| (row.aspect.word(), cells(row), told(row.gap)))
        .collect();
    let names: Vec<String> = sides.iter().map(|(name, _)| name.clone()).collect();
    let head = ("", names, "apart".to_owned());
    let all = || std::iter::once(&head).chain(&rows);
    let first = all().map(|(word, ..)| word.width()).max().unwrap_or(0);
    let widest = all().flat_map(|(_, cells, _)| cells);
    let room = widest.map(|cell| cell.width()).max().unwrap_or(0);
    for ((word, cells, gap), place) in all().zip(0..) {
        let cells: String = cells.iter().map(|cell| padded(cell, room + 3)).collect();
        let line = format!("  {}{cells}{gap}", padded(word, first + 3));
        let tone = if place == 0 { Tone::Quiet } else { Tone::Plain };
        page.add_whole(tone, &line);
    }
    for party in [Party::Hire, Party::Mentor] {
        let rating = record.said.rating(party, record.reader);
        if let Some((rating, words)) = rating.and_then(|rating| Some((rating, rating.said()?))) {
            page.add(Tone::Plain, &format!("  {}: ", rating.mark.by), &words);
        }
    }
}

/// What a side said of an aspect.
type Side = fn(&Sides) -> Option<u8>;

fn told(rating: Option<u8>) -> String {
    rating.map_or(marks::NONE.to_owned(), |rating| rating.to_string())
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Returns what a side said in the last 1:1s as bars, the oldest first.
fn bars(row: &RatingRow, side: Side) -> String {
    let before = row.course.len().saturating_sub(BARS_MAX);
    let course = row.course.iter().skip(before);
    let bars = course.map(|sides| marks::rating(side(sides)).unicode);
    bars.collect()
}
