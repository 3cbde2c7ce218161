#![no_main]

#[path = "../../tests/journeys/mod.rs"]
mod journeys;
#[path = "../../tests/hostile/screens.rs"]
mod screens;
#[path = "../../tests/program/mod.rs"]
mod program;

libfuzzer_sys::fuzz_target!(|data: &[u8]| screens::presses(data));
