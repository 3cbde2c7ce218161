//! What is written and said: texts from outside, made clean, and days as people say them.

pub mod text;
pub mod when;
