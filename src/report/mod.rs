//! A journey told to a reader: summaries, documents for programs, lines for a terminal. Pure;
//! knows the domain only.

pub mod html;
pub mod json;
pub mod markdown;
pub mod meeting;
pub mod minutes;
mod moved;
pub mod remind;
pub mod review;
pub mod summary;
pub mod text;
