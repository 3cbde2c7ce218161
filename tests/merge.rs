//! What holds for every journey on several devices, however they meet.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

#[path = "merge/converge.rs"]
mod converge;
#[path = "merge/crowd.rs"]
mod crowd;
#[path = "merge/fold.rs"]
mod fold;
#[path = "merge/forger.rs"]
mod forger;
#[path = "merge/forging.rs"]
mod forging;
#[path = "journeys/glances.rs"]
mod glances;
#[path = "merge/histories.rs"]
mod histories;
mod journeys;
#[path = "merge/machines.rs"]
mod machines;
mod steps;
#[path = "merge/taking.rs"]
mod taking;
