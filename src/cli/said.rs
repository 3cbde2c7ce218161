//! What is said after an act, and what to type instead of one that is refused.

pub(super) mod gate;
pub(super) mod leave;
pub(super) mod meet;
pub(super) mod people;
