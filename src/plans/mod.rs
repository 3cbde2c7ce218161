//! Plan files: the built-in ones, and how any of them is read and checked. Knows no journey.

mod built_in;
mod check;
mod context;
mod document;
mod drop;
mod edition;
mod extend;
mod file;
mod folder;
mod goal;
mod guide;
mod import;
mod library;
mod milestone;
mod nearest;
mod problem;
mod schema;
mod shelf;
mod starting_point;
mod table;

pub use built_in::{BuiltIn, all, find};
pub use check::check;
pub use file::{FILE_MAX, PlanFile, Unfit};
pub use import::{Checklist, Imported, NoPlan, Remark, import};
pub use library::{Broken, Library, Listed, Unusable, at_hand, is_built_in};
pub use problem::{Problem, Problems, Severity};
pub use schema::schema;
pub use shelf::{examine, read};
pub use starting_point::{starting_point, starting_point_on};
