//! How long the store takes: opening and loading a journey, committing one change.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a bench stops where it goes wrong"
)]

#[path = "../tests/journeys/mod.rs"]
mod journeys;

use std::io::Write;
use std::path::PathBuf;

use divan::Bencher;
use journeys::{acts, author, moment, note, seed_of_25_goals};
use onramp::domain::plan::people::Party;
use onramp::store::{OpenJourney, Store, Surroundings};
use tempfile::TempDir;

fn main() {
    divan::main();
}

/// Returns a database with a journey of 25 goals and 1,000 changes.
fn lived() -> (TempDir, PathBuf, OpenJourney) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("onramp.db");
    let mut store = Store::open(&path, &Surroundings::default()).unwrap();
    let mut open = store.start(seed_of_25_goals(), moment()).unwrap();
    let acts: Vec<_> = acts(&open.journey).take(999).collect();
    for (party, act) in acts {
        store
            .commit(
                &mut open,
                &author(party),
                std::slice::from_ref(&act),
                moment(),
            )
            .unwrap();
    }
    (folder, path, open)
}

#[divan::bench]
fn open_and_load_25_goals_1_000_changes(bencher: Bencher) {
    let (_folder, path, open) = lived();
    bencher.bench_local(|| {
        let store = Store::open(&path, &Surroundings::default()).unwrap();
        store.load(open.journey.id).unwrap()
    });
}

#[divan::bench]
fn load_25_goals_1_000_changes(bencher: Bencher) {
    let (_folder, path, open) = lived();
    let store = Store::open(&path, &Surroundings::default()).unwrap();
    bencher.bench_local(|| store.load(open.journey.id).unwrap());
}

#[divan::bench]
fn read_a_log_of_1_000_changes(bencher: Bencher) {
    let (_folder, path, open) = lived();
    let store = Store::open(&path, &Surroundings::default()).unwrap();
    bencher.bench_local(|| store.changes(open.journey.id).unwrap());
}

#[divan::bench]
fn commit_one_change(bencher: Bencher) {
    let (_folder, path, mut open) = lived();
    let mut store = Store::open(&path, &Surroundings::default()).unwrap();
    let act = note("A sentence or two about how the week went, as people write them.");
    bencher.bench_local(|| {
        store
            .commit(
                &mut open,
                &author(Party::Hire),
                std::slice::from_ref(&act),
                moment(),
            )
            .unwrap()
    });
}

#[divan::bench]
fn undo_and_redo_one_change(bencher: Bencher) {
    let (_folder, path, mut open) = lived();
    let mut store = Store::open(&path, &Surroundings::default()).unwrap();
    let ada = author(Party::Hire);
    store
        .commit(&mut open, &ada, &[note("To be taken back.")], moment())
        .unwrap();
    bencher.bench_local(|| {
        store.undo(&mut open, &ada, None, moment()).unwrap();
        store.redo(&mut open, &ada, moment()).unwrap()
    });
}

/// What the disk alone takes for one commit: the figure to hold the commit against.
#[divan::bench]
fn the_disk_writes_4_kib(bencher: Bencher) {
    let folder = tempfile::tempdir().unwrap();
    let mut file = std::fs::File::create(folder.path().join("file")).unwrap();
    bencher.bench_local(|| {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
    });
}
