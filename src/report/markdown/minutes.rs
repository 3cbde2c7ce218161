//! The rows of the minutes of a 1:1 → Markdown: what was agreed comes first.

use std::fmt::Write as _;

use super::{Page, inline, quoted};
use crate::report::meeting::{RatingRow, Sides};
use crate::report::minutes::{Agreed, Minutes, NoteRow};
use crate::report::words::full_date;

/// Returns the minutes as Markdown. They end with a newline and hold no time of day.
pub fn minutes(rows: &Minutes<'_>) -> String {
    let mut page = Page(String::new());
    let (hire, mentor) = (inline(rows.hire), inline(rows.mentor));
    page.line(&format!("# 1:1 no. {}: {hire} and {mentor}\n", rows.number));
    let open = if rows.is_open { "; still open" } else { "" };
    let title = inline(rows.title);
    page.line(&format!("{}, {title}{open}.", full_date(rows.on)));
    page.heading("Agreed");
    let next = match (rows.next, rows.is_open) {
        (Some(next), _) => full_date(next),
        (None, true) => "not agreed yet".to_owned(),
        (None, false) => "no day agreed".to_owned(),
    };
    let actions = rows.actions.iter().map(agreed);
    page.list(actions.chain([format!("**Next 1:1:** {next}")]));
    for (heading, texts) in [
        ("Confirmed, returned and done", &rows.settled),
        ("Discussed", &rows.discussed),
        ("Left over", &rows.left_over),
    ] {
        if !texts.is_empty() {
            page.heading(heading);
            page.list(texts.iter().map(|text| inline(text)));
        }
    }
    page.noted("Notes", &rows.notes);
    if !rows.ratings.is_empty() {
        page.heading("Ratings, from 1 to 5");
        page.ratings(rows);
    }
    page.noted("Remarks since", &rows.remarks);
    page.0
}

fn agreed(row: &Agreed<'_>) -> String {
    let goal = row
        .goal
        .as_deref()
        .map(|goal| format!(", for {}", inline(goal)));
    let due = row.due.map(|due| format!(", due {}", full_date(due)));
    format!(
        "**{}:** {}{}{}",
        inline(row.owner),
        inline(row.text),
        goal.unwrap_or_default(),
        due.unwrap_or_default()
    )
}

impl Page {
    fn noted(&mut self, heading: &str, notes: &[NoteRow<'_>]) {
        for (row, place) in notes.iter().zip(0..) {
            match place {
                0 => self.heading(heading),
                _ => self.line(""),
            }
            let goal = row
                .goal
                .as_deref()
                .map(|goal| format!(" on {}", inline(goal)));
            self.line(&format!(
                "{}, {}{}:\n",
                full_date(row.note.on()),
                inline(&row.note.author().name),
                goal.unwrap_or_default()
            ));
            for line in quoted(row.note.text()) {
                self.line(&line);
            }
        }
    }

    fn ratings(&mut self, rows: &Minutes<'_>) {
        let (hire, mentor) = (inline(rows.hire), inline(rows.mentor));
        self.line(&format!("| | {hire} | {mentor} | Gap | So far |"));
        self.line("|---|--:|--:|--:|---|");
        for row in &rows.ratings {
            let told = |rating: Option<u8>| rating.map_or("–".to_owned(), |r| r.to_string());
            // Writing into a string cannot fail.
            let _ = writeln!(
                self.0,
                "| {} | {} | {} | {} | {hire} {}, {mentor} {} |",
                row.aspect.word(),
                told(row.now.hire),
                told(row.now.mentor),
                told(row.gap),
                course(row, |sides| sides.hire),
                course(row, |sides| sides.mentor),
            );
        }
        for (name, words) in &rows.words {
            self.line(&format!("\n{}: {}", inline(name), inline(words)));
        }
    }
}

/// Returns what a side said so far, in digits.
fn course(row: &RatingRow, side: impl Fn(&Sides) -> Option<u8>) -> String {
    let told = row.course.iter().map(|sides| match side(sides) {
        Some(rating) => rating.to_string(),
        None => "–".to_owned(),
    });
    told.collect::<Vec<_>>().join(" ")
}
