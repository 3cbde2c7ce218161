//! Plan files: the built-in ones and how any of them is read. Knows no journey.

mod built_in;
mod file;

pub use built_in::{BuiltIn, all, find};
pub use file::{PlanError, read};
