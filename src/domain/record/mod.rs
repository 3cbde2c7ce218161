//! What happened: changes, and the journey that they fold to.

pub mod change;
pub mod goal;
pub mod ids;
pub mod journey;
pub mod meeting;
pub mod review;
pub mod trace;
pub mod verb;
