//! Pages written down, one file for each format. Knows the blocks and nothing of what they are of.

pub mod html;
pub mod markdown;
pub mod terminal;
