//! How a fact is put into words and marks, once for every screen, command and report. Knows no
//! color, no column and no format.

pub mod burnup;
pub mod exchange;
pub mod gates;
pub mod goals;
pub mod journeys;
pub mod marks;
pub mod meetings;
pub mod replan;
pub mod signals;
pub mod tone;
pub mod trend;
