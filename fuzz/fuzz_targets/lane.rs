#![no_main]

#[path = "../../tests/hostile/readers.rs"]
#[allow(dead_code, reason = "each target takes what it needs")]
mod readers;

libfuzzer_sys::fuzz_target!(|data: &[u8]| readers::lane(data));
