//! What the mentor says to the reader: the paragraph, or else the words of the last verdict.

use chrono::NaiveDate;

use crate::domain::record::journey::Journey;
use crate::domain::words::when::full_date;
use crate::report::blocks::{Block, Quote};
use crate::report::note;

/// Returns the mentor's latest words to the reader, with name and date.
pub(super) fn says(journey: &Journey) -> Vec<Block> {
    let Some(words) = latest(journey) else {
        return vec![Block::text("No word from the mentor yet.")];
    };
    let place = words.place.map(|place| format!(", {place}"));
    let by = format!(
        "{}, {}{}",
        words.by,
        full_date(words.on),
        place.unwrap_or_default()
    );
    vec![Block::Quote(Quote {
        by: vec![by.into()],
        blocks: note::blocks(words.text),
    })]
}

struct Words<'a> {
    by: &'a str,
    on: NaiveDate,
    text: &'a str,
    /// Where they stand, unless in a paragraph of their own.
    place: Option<String>,
}

/// Returns the latest words; of the same day, the paragraph before a verdict.
fn latest(journey: &Journey) -> Option<Words<'_>> {
    let rulings = journey.reviews.all.values().filter_map(|review| {
        let ruling = review.verdict.as_ref()?;
        (!ruling.summary.trim().is_empty()).then(|| Words {
            by: &ruling.mark.by,
            on: ruling.mark.on,
            text: &ruling.summary,
            place: Some(format!(
                "at the gate review of {}",
                review.opening.milestone
            )),
        })
    });
    let paragraph = journey.paragraph().map(|paragraph| Words {
        by: &paragraph.mark.by,
        on: paragraph.mark.on,
        text: &paragraph.text,
        place: None,
    });
    rulings.chain(paragraph).max_by_key(|words| words.on)
}
