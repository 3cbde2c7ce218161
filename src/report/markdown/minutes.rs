//! The rows of the minutes of a 1:1 → Markdown: what was agreed comes first.

use super::{Page, inline, quoted};
use crate::domain::wording::meetings;
use crate::domain::words::when::full_date;
use crate::report::minutes::{Agreed, Minutes, NoteRow};

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
        (None, false) => meetings::NO_DAY.to_owned(),
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
}
