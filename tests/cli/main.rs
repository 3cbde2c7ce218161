//! The commands, through the real binary in an empty home with a fixed date.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

mod as_of;
mod backups;
mod bad_database;
mod bad_input;
mod chart;
mod clock;
mod cohort;
mod dates;
mod documents;
mod editions;
mod erase;
mod erase_texts;
mod exchange;
mod export;
mod first_day;
mod gate;
mod home;
mod hyphens;
mod import;
mod journeys;
mod leave;
mod meet;
mod old_databases;
mod plan_import;
mod plans;
mod remind;
mod schemas;
mod tables;
mod trend;
mod truth;
mod typed;
#[cfg(unix)]
mod unwritable;
mod written;
