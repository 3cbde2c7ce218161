//! How the two rated in their last 1:1s. Made for one of the two; the manager has no such page.

use crate::domain::plan::people::Party;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::Meeting;
use crate::domain::record::rating::{Pair, Rating, Said};
use crate::domain::words::when::full_date;
use crate::report::blocks::{Block, Column, Row, Table};

/// How many 1:1s are told.
const MEETINGS: usize = 4;

/// Returns the ratings of the last 1:1s in a table, the latest first: the hire's own for the hire, those of
/// both for the mentor. Nothing if there are none.
pub(super) fn table(journey: &Journey, reader: Pair) -> Option<Block> {
    let held = journey.meetings.held.iter();
    let mut rated: Vec<(&Meeting, Vec<(Party, &Rating)>)> = held
        .map(|(id, meeting)| (meeting, pair_of(reader, journey.meetings.said(*id))))
        .filter(|(_, ratings)| !ratings.is_empty())
        .collect();
    rated.sort_by_key(|(meeting, _)| std::cmp::Reverse(meeting.opening.on));
    let rows: Vec<Row> = rated
        .iter()
        .take(MEETINGS)
        .flat_map(|(meeting, ratings)| ratings.iter().map(|(_, rating)| row(meeting, rating)))
        .collect();
    let columns = [
        "1:1",
        "Who",
        "Role clarity",
        "Confidence",
        "Belonging",
        "In words",
    ];
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            columns: columns.map(Column::new).into(),
            named: true,
            rows,
        })
    })
}

/// Returns what a reader finds of the ratings of a 1:1.
fn pair_of(reader: Pair, said: Said<'_>) -> Vec<(Party, &Rating)> {
    let both = reader.ratings(said);
    both.filter(|(party, _)| reader == Pair::Mentor || *party == Party::Hire)
        .collect()
}

fn row(meeting: &Meeting, rating: &Rating) -> Row {
    let words = rating.said().unwrap_or_default();
    Row {
        cells: [
            full_date(meeting.opening.on),
            rating.mark.by.clone(),
            rating.role_clarity.to_string(),
            rating.confidence.to_string(),
            rating.belonging.to_string(),
            words,
        ]
        .map(Into::into)
        .into(),
        ..Row::default()
    }
}
