//! The rows of a table, journey by journey. Knows no table and no journey.

use std::cmp::Ordering;

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::{CachedStatement, Row, Rows};

/// The rows of a table, taken journey by journey.
pub(super) struct Feed<'s> {
    rows: Rows<'s>,
    /// Whether the row at hand is still to be taken.
    waiting: bool,
}

impl<'s> Feed<'s> {
    pub(super) fn of(statement: &'s mut CachedStatement<'_>) -> rusqlite::Result<Self> {
        let rows = statement.query([])?;
        Ok(Self {
            rows,
            waiting: false,
        })
    }

    /// Takes the rows of a journey, and passes over those of journeys that come before it.
    pub(super) fn take(
        &mut self,
        key: &str,
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        loop {
            if !self.waiting {
                self.rows.advance()?;
            }
            let Some(row) = self.rows.get() else {
                return Ok(());
            };
            self.waiting = true;
            match row.get_ref(0)?.as_str()?.cmp(key) {
                Ordering::Greater => return Ok(()),
                Ordering::Equal => take(row)?,
                Ordering::Less => {}
            }
            self.waiting = false;
        }
    }
}
