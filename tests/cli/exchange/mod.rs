//! A journey on several machines, through the real binary in two or three homes.

mod admission;
mod carriers;
mod conflicts;
mod copies;
mod damage;
mod every;
mod halfway;
mod hand_back;
mod keys;
mod linking;
pub mod machines;
mod places;
mod refusal;
mod secrets;
mod strangers;
mod week;
