//! Whatever reads from outside, given what once went wrong and what chance makes of it. The same
//! functions are fuzzed (`fuzz/`); an input that broke one is kept in `tests/hostile/inputs/`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

mod journeys;
mod program;

#[path = "hostile/readers.rs"]
mod readers;
#[path = "hostile/screens.rs"]
mod screens;

use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;

/// Returns the inputs that are kept for a reader, in the order of their names.
fn kept(reader: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/inputs");
    let entries = std::fs::read_dir(folder.join(reader)).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{reader} has no inputs");
    let read = |file| std::fs::read(file).unwrap();
    files.into_iter().map(read).collect()
}

/// A kept input with some of it overwritten, left out or put in twice.
fn damaged(reader: &str) -> impl Strategy<Value = Vec<u8>> + use<> {
    let cut = (
        any::<Index>(),
        0..24_usize,
        prop::collection::vec(any::<u8>(), 0..4),
        0..3_usize,
    );
    let cuts = prop::collection::vec(cut, 1..5);
    (prop::sample::select(kept(reader)), cuts).prop_map(|(mut bytes, cuts)| {
        for (from, length, new, times) in cuts {
            let from = from.index(bytes.len() + 1);
            let until = (from + length).min(bytes.len());
            let old = bytes[from..until].repeat(times);
            bytes.splice(from..until, old.into_iter().chain(new));
        }
        bytes
    })
}

macro_rules! readers {
    ($($name:ident, $read:path, $cases:expr;)*) => {$(
        mod $name {
            use super::*;

            #[test]
            fn stands_what_once_went_wrong() {
                kept(stringify!($name)).iter().for_each(|data| $read(data));
            }

            proptest! {
                #![proptest_config(ProptestConfig {
                    failure_persistence: None,
                    ..ProptestConfig::with_cases($cases)
                })]

                #[test]
                fn stands_what_is_damaged(data in damaged(stringify!($name))) {
                    $read(&data);
                }
            }
        }
    )*};
}

readers! {
    plan, readers::plan, 64;
    date, readers::date, 512;
    settings, readers::settings, 256;
    lane, readers::lane, 128;
    invitation, readers::invitation, 256;
    key, readers::key, 256;
    presses, screens::presses, 24;
}
