//! What may be done and what follows from it: acts, their rules, undo, another edition of the plan.

pub mod act;
pub mod again;
pub mod decide;
pub mod edition;
pub mod find;
pub mod obstacle;
pub mod refusal;
pub mod undo;
pub mod world;
