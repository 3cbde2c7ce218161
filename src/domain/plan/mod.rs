//! What a role asks for and when: plans with their guide, and the days that are worked. Knows no journey.

pub mod calendar;
pub mod context;
pub mod copy;
pub mod guide;
pub mod mentoring;
pub mod milestone;
pub mod names;
pub mod offset;
pub mod people;
pub mod role;
pub mod week;
