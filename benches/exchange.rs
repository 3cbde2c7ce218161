//! How long an exchange takes: taking 10,000 changes in, a seal, and a sync that has nothing new.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a bench stops where it goes wrong"
)]

#[path = "../tests/journeys/mod.rs"]
mod journeys;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use divan::Bencher;
use journeys::{author, moment, note, seed_of_25_goals, with_changes};
use onramp::domain::plan::people::Party;
use onramp::domain::record::audience::Audience;
use onramp::lane::key::DeviceKey;
use onramp::lane::text::{self, Lane};
use onramp::store::{Store, Surroundings, Trust};
use tempfile::TempDir;

fn main() {
    divan::main();
}

/// How many changes are taken in.
const CHANGES: usize = 10_000;

/// A database with many changes, and the lanes that it hands over.
static WRITTEN: LazyLock<(TempDir, Vec<u8>, Trust)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("onramp.db"), &around(folder.path())).unwrap();
    let open = with_changes(&mut store, CHANGES);
    let mut written = String::new();
    for lane in store
        .lanes(open.journey.id, |_, audience| audience <= Audience::Pair)
        .unwrap()
    {
        text::write(&mut written, &lane).unwrap();
    }
    let inviter = Some(store.identity().unwrap());
    let trust = Trust {
        inviter,
        ..Trust::default()
    };
    (folder, written.into_bytes(), trust)
});

/// Returns a world whose keys lie beside the database.
fn around(folder: &Path) -> Surroundings {
    Surroundings {
        devices: Some(folder.join("devices")),
        ..Surroundings::default()
    }
}

#[divan::bench]
fn read_10_000_changes_from_a_file(bencher: Bencher) {
    let (_, written, _) = &*WRITTEN;
    bencher.bench_local(|| text::read(written).unwrap());
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn take_10_000_changes_in(bencher: Bencher) {
    let (_, written, trust) = &*WRITTEN;
    let lanes: Vec<Lane> = text::read(written).unwrap();
    let id = lanes[0].header.lane.journey;
    let now = moment().clock + 100_000_000;
    bencher
        .with_inputs(|| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("onramp.db");
            let store = Store::open(&path, &around(folder.path())).unwrap();
            (folder, store)
        })
        .bench_local_values(|(folder, mut store)| {
            let taken = store.take(id, &lanes, trust, now).unwrap();
            assert_eq!(
                taken.changes.len(),
                lanes.iter().map(|lane| lane.links.len()).sum::<usize>()
            );
            (folder, store)
        });
}

#[divan::bench]
fn a_seal(bencher: Bencher) {
    let key = DeviceKey::new().unwrap();
    bencher.bench_local(|| {
        key.sign(b"onramp lane 1 as long as its ids and its hash are")
            .unwrap()
    });
}

#[divan::bench]
fn commit_one_sealed_change(bencher: Bencher) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("onramp.db"), &around(folder.path())).unwrap();
    let mut open = store.start(seed_of_25_goals(), moment()).unwrap();
    let act = note("A sentence or two about how the week went, as people write them.");
    let act = std::slice::from_ref(&act);
    let ada = author(Party::Hire);
    bencher.bench_local(|| store.commit(&mut open, &ada, act, moment()).unwrap());
}

/// Returns a home whose journey is exchanged at a place that is made ready.
fn home(place: impl FnOnce(&Path) -> PathBuf) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let place = place(home.path());
    let place = place.to_str().unwrap();
    let start = [
        "start",
        "applied-scientist",
        "--name",
        "Ada",
        "--mentor",
        "Grace",
    ];
    onramp(home.path(), &start);
    onramp(home.path(), &["exchange", "invite", place]);
    onramp(home.path(), &["exchange", "sync"]);
    home
}

fn onramp(home: &Path, args: &[&str]) {
    let done = Command::new(env!("CARGO_BIN_EXE_onramp"))
        .args(args)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("HOME", home)
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

fn git(folder: &Path, args: &[&str]) {
    let done = Command::new("git").current_dir(folder).args(args).output();
    assert!(done.unwrap().status.success());
}

#[divan::bench]
fn a_command_that_exchanges_nothing(bencher: Bencher) {
    let home = home(shared_folder);
    bencher.bench_local(|| onramp(home.path(), &["exchange", "devices"]));
}

#[divan::bench]
fn sync_a_folder_with_nothing_new(bencher: Bencher) {
    let home = home(shared_folder);
    bencher.bench_local(|| onramp(home.path(), &["exchange", "sync"]));
}

#[divan::bench]
fn sync_a_git_remote_with_nothing_new(bencher: Bencher) {
    let home = home(remote);
    bencher.bench_local(|| onramp(home.path(), &["exchange", "sync"]));
}

/// What git alone takes to look at a remote: the figure to hold the sync against.
#[divan::bench]
fn git_alone_fetches_nothing(bencher: Bencher) {
    let folder = tempfile::tempdir().unwrap();
    let remote = remote(folder.path());
    git(folder.path(), &["init", "--bare", "--quiet", "own.git"]);
    let own = folder.path().join("own.git");
    let remote = remote.to_str().unwrap().to_owned();
    bencher.bench_local(|| {
        git(
            &own,
            &["fetch", "--quiet", &remote, "+refs/heads/*:refs/x/*"],
        );
    });
}

fn shared_folder(home: &Path) -> PathBuf {
    let share = home.join("share");
    std::fs::create_dir(&share).unwrap();
    share
}

fn remote(home: &Path) -> PathBuf {
    git(home, &["init", "--bare", "--quiet", "remote.git"]);
    home.join("remote.git")
}
