//! Plan files: the built-in ones, and how any of them is read and checked. Knows no journey.

mod built_in;
mod context;
mod file;
mod goal;
mod guide;
mod library;
mod nearest;
mod problem;
mod schema;
mod starting_point;
mod table;

pub use built_in::{BuiltIn, all, find};
pub use file::{FILE_MAX, PlanFile, examine, read};
pub use library::{Library, Listed, read_file, source};
pub use problem::{Problem, Problems, Severity};
pub use schema::schema;
pub use starting_point::starting_point;
