//! A journey told to a reader: summaries, documents for programs, lines for a terminal. Pure;
//! knows the domain only.

pub mod json;
pub mod markdown;
pub mod minutes;
mod moved;
pub mod summary;
pub mod text;
pub mod words;
