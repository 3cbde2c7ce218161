//! What the record means on a day: dates, counts, pace, and the verdict with its reasons.

pub mod attention;
pub mod burnup;
pub mod course;
pub mod dates;
pub mod facts;
pub mod glance;
pub mod health;
pub mod outcomes;
pub mod pace;
pub mod rhythm;
pub mod rules;
pub mod signals;
pub mod standing;
pub mod talk;
pub mod tally;
pub mod trend;
pub mod waits;
