//! Plan files: the built-in ones, and how any of them is read and checked. Knows no journey.

mod built_in;
mod file;
mod guide;
mod problem;
mod schema;
mod starting_point;
mod table;

pub use built_in::{BuiltIn, all, find};
pub use file::{FILE_MAX, PlanFile, examine, read};
pub use problem::{Problem, Problems, Severity};
pub use schema::schema;
pub use starting_point::starting_point;
