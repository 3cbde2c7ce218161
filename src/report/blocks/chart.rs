//! A burn-up to look at, with what it says in words and in numbers.

use super::{Table, Text};
use crate::domain::judgment::burnup::BurnUp;

/// A burn-up.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What is drawn.
    pub of: BurnUp,
    /// What it is of, in words.
    pub title: Text,
    /// What it shows, in sentences: for those who do not see it.
    pub words: Vec<Text>,
    /// Its numbers, week by week.
    pub weeks: Table,
}
