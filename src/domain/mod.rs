//! The rules of the program. No clock, no file, no SQL and no terminal is known here.

pub mod act;
pub mod agenda;
pub mod calendar;
pub mod change;
pub mod context;
pub mod dates;
pub mod decide;
pub mod edition;
pub mod find;
#[cfg(test)]
mod fixture;
pub mod goal;
pub mod guide;
pub mod health;
pub mod hires;
pub mod history;
pub mod journey;
pub mod meeting;
pub mod milestone;
pub mod people;
pub mod plan;
pub mod reminders;
pub mod review;
pub mod rhythm;
pub mod rules;
pub mod sheet;
pub mod standing;
pub mod text;
pub mod undo;
pub mod when;
