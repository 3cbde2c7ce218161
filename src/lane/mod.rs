//! The text that carries a device's changes to others, its hash chain and its seals. Knows no
//! database, no carrier and no terminal, and nothing of what a change says.
//!
//! A lane has one writer: one device, for one journey and one audience. Each entry is chained to the
//! ones before it, and a seal signs the end of the chain, so that one seal covers everything up to it.

pub mod chain;
pub mod error;
pub mod key;
mod lines;
pub mod text;
pub mod words;
