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
use std::sync::LazyLock;

use divan::Bencher;
use journeys::{author, moment, note, with_changes};
use onramp::domain::plan::people::Party;
use onramp::store::{OpenJourney, Store, Surroundings};
use tempfile::TempDir;

fn main() {
    divan::main();
}

/// How many changes the log holds.
const LOGS: [usize; 2] = [1_000, 10_000];

/// The databases of a length each, made once, as that takes a commit for each change.
static LIVED: LazyLock<[(TempDir, PathBuf); 2]> = LazyLock::new(|| LOGS.map(live));

/// Makes a database with a journey of 25 goals and so many changes.
fn live(changes: usize) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("onramp.db");
    let mut store = Store::open(&path, &Surroundings::default()).unwrap();
    with_changes(&mut store, changes);
    (folder, path)
}

/// Returns a database of its own with a log of so many changes, the store on it, and the journey.
fn lived(changes: usize) -> (TempDir, PathBuf, Store, OpenJourney) {
    let place = LOGS.iter().position(|length| *length == changes).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("onramp.db");
    std::fs::copy(&LIVED[place].1, &path).unwrap();
    let store = Store::open(&path, &Surroundings::default()).unwrap();
    let id = store.journeys().unwrap()[0].id;
    let open = store.load(id).unwrap();
    (folder, path, store, open)
}

#[divan::bench(args = LOGS)]
fn open_and_load_25_goals(bencher: Bencher, changes: usize) {
    let (_folder, path, _, open) = lived(changes);
    bencher.bench_local(|| {
        let store = Store::open(&path, &Surroundings::default()).unwrap();
        store.load(open.journey.id).unwrap()
    });
}

#[divan::bench(args = LOGS)]
fn load_25_goals(bencher: Bencher, changes: usize) {
    let (_folder, _, store, open) = lived(changes);
    bencher.bench_local(|| store.load(open.journey.id).unwrap());
}

#[divan::bench(args = LOGS)]
fn read_the_log(bencher: Bencher, changes: usize) {
    let (_folder, _, store, open) = lived(changes);
    bencher.bench_local(|| store.changes(open.journey.id).unwrap());
}

#[divan::bench(args = LOGS)]
fn commit_one_change(bencher: Bencher, changes: usize) {
    let (_folder, _, mut store, mut open) = lived(changes);
    let act = note("A sentence or two about how the week went, as people write them.");
    let act = std::slice::from_ref(&act);
    let ada = author(Party::Hire);
    bencher.bench_local(|| store.commit(&mut open, &ada, act, moment()).unwrap());
}

#[divan::bench(args = LOGS)]
fn undo_and_redo_one_change(bencher: Bencher, changes: usize) {
    let (_folder, _, mut store, mut open) = lived(changes);
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
