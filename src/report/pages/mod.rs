//! What is read, made of blocks once for every format: one file for each page.

pub mod cohort;
pub mod documents;
pub mod minutes;
pub mod plan;
pub mod review;
pub mod summary;

use super::blocks::{Block, Quote};
use super::note;
use crate::domain::record::writing::SharedNote;
use crate::domain::words::when::full_date;

/// Returns a note that everybody may read, with its day, its author and where it stands.
fn noted(shared: &SharedNote<'_>, place: Option<&str>) -> Block {
    let place = place.map(|place| format!(" {place}")).unwrap_or_default();
    let by = format!(
        "{}, {}{place}",
        full_date(shared.on()),
        shared.author().name
    );
    Block::Quote(Quote {
        by: vec![by.into()],
        blocks: note::blocks(shared.text()),
    })
}
