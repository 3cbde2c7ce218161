//! The rules of the program, in rooms that know each other in one direction only:
//! `words ← plan ← record ← judgment ← wording ← telling ← acts`. No clock, no file, no SQL and no
//! terminal is known here.

pub mod acts;
#[cfg(test)]
mod fixture;
pub mod judgment;
pub mod plan;
pub mod record;
pub mod telling;
pub mod wording;
pub mod words;
