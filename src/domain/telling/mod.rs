//! What somebody is told: the agenda, the review's sheet, reminders, the list of hires, the history.

pub mod agenda;
pub mod burnup;
pub mod canvas;
pub mod cohort;
pub mod conflicts;
pub mod hires;
pub mod history;
pub mod kept;
pub mod reminders;
pub mod replanned;
pub mod rubric;
pub mod sheet;
pub mod since;
pub mod trend;
