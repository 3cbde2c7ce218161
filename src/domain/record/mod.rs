//! What happened: changes, and the journey that they fold to.

pub mod action;
pub mod audience;
pub mod change;
pub mod course;
pub mod device;
pub mod erasure;
pub mod fold;
pub mod goal;
pub mod ids;
pub mod journey;
pub mod kind;
pub mod kinds;
pub mod later;
pub mod log;
pub mod meeting;
pub mod notes;
pub mod rating;
pub mod refusal;
pub mod review;
pub mod rounds;
pub mod teller;
pub mod texts;
pub mod trace;
pub mod verb;
pub mod writing;
