//! The files of a database, and what becomes of what was saved when somebody copies, deletes or locks them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

mod journeys;

use std::path::{Path, PathBuf};

use journeys::*;
use onramp::domain::plan::people::Party;
use onramp::store::{OpenJourney, Store, StoreError, Surroundings};
use rusqlite::Connection;

fn around(path: &Path) -> Surroundings {
    Surroundings {
        devices: Some(path.with_file_name("devices")),
        ..Surroundings::default()
    }
}

fn started(path: &Path) -> (Store, OpenJourney) {
    let mut store = Store::open(path, &around(path)).unwrap();
    let open = store.start(seed_of_25_goals(), moment()).unwrap();
    (store, open)
}

/// Saves a note, or says why not.
fn save(store: &mut Store, open: &mut OpenJourney, text: &str) -> Result<(), StoreError> {
    let acts = [note(text)];
    let saved = store.commit(open, &author(Party::Hire), &acts, moment());
    saved.map(|_| ())
}

/// Returns the notes of the only journey in a database.
fn notes(path: &Path) -> Vec<String> {
    let store = Store::open(path, &Surroundings::default()).unwrap();
    let id = store.journeys().unwrap()[0].id;
    let open = store.load(id).unwrap();
    let notes = open.journey.all_notes();
    notes.map(|(_, _, note)| note.text.clone()).collect()
}

fn beside(path: &Path, end: &str) -> PathBuf {
    path.with_file_name(format!("onramp.db{end}"))
}

#[cfg(unix)]
#[test]
fn a_log_that_is_deleted_while_it_is_open_loses_nothing() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    save(&mut store, &mut open, "one").unwrap();
    save(&mut store, &mut open, "two").unwrap();
    std::fs::remove_file(beside(&path, "-wal")).unwrap();
    for _ in 0..2 {
        let refused = save(&mut store, &mut open, "three").unwrap_err();
        let is_saved = matches!(refused, StoreError::LogGone { is_saved: true, .. });
        assert!(is_saved, "{refused:?}");
        assert!(store.has_moved().is_err());
    }
    drop(store);
    assert_eq!(notes(&path), ["one", "two"]);
}

#[cfg(unix)]
#[test]
fn a_log_in_whose_place_another_program_writes_is_left_alone() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    save(&mut store, &mut open, "one").unwrap();
    store.settle();
    save(&mut store, &mut open, "two").unwrap();
    let log = beside(&path, "-wal");
    std::fs::remove_file(&log).unwrap();
    std::fs::write(&log, "what another program has written since").unwrap();
    let before = std::fs::read(&path).unwrap();
    let refused = save(&mut store, &mut open, "three").unwrap_err();
    let is_lost = matches!(
        refused,
        StoreError::LogGone {
            is_saved: false,
            ..
        }
    );
    assert!(is_lost, "{refused:?}");
    drop(store);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert!(std::fs::read(&log).unwrap().starts_with(b"what another"));
}

#[test]
fn a_plain_copy_of_a_settled_database_is_whole() {
    let (folder, path) = place();
    let (mut store, mut open) = started(&path);
    for text in ["one", "two"] {
        save(&mut store, &mut open, text).unwrap();
        store.settle();
        let copy = folder.path().join("copy.db");
        std::fs::copy(&path, &copy).unwrap();
        assert_eq!(notes(&copy).last().unwrap(), text);
        std::fs::remove_file(&copy).unwrap();
    }
}

#[test]
fn what_is_missing_from_a_database_is_told() {
    let (folder, path) = place();
    let (mut store, mut open) = started(&path);
    save(&mut store, &mut open, "one").unwrap();
    store.settle();
    assert!(store.examine().unwrap().is_sound());
    let aside = folder.path().join("aside.db");
    std::fs::copy(&path, &aside).unwrap();
    save(&mut store, &mut open, "two").unwrap();
    drop(store);
    std::fs::write(&path, std::fs::read(&aside).unwrap()).unwrap();
    let store = Store::open(&path, &around(&path)).unwrap();
    let found = store.examine().unwrap();
    let told = "changes that were saved last are not in it";
    assert!(found.integrity[0].contains(told), "{found:?}");
}

#[test]
fn a_program_writes_nothing_once_a_newer_one_has_updated_the_database() {
    let (_folder, path) = place();
    let (mut store, mut open) = started(&path);
    let newer = Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    let refused = save(&mut store, &mut open, "late").unwrap_err();
    assert!(matches!(refused, StoreError::TooNew { found: 99, .. }));
    assert_eq!(open.journey.all_notes().count(), 0);
}

#[test]
fn what_a_killed_update_left_behind_is_removed_by_the_next() {
    let (folder, path) = place();
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/databases/schema-4.db");
    std::fs::copy(old, &path).unwrap();
    let begun = folder.path().join(".onramp.db-copy-Ab12");
    std::fs::write(&begun, "").unwrap();
    drop(Store::open(&path, &Surroundings::default()).unwrap());
    assert!(!begun.exists());
    let copy = Connection::open(beside(&path, ".schema-4")).unwrap();
    let journeys: i64 = copy
        .query_row("SELECT count(*) FROM journey", [], |row| row.get(0))
        .unwrap();
    assert!(journeys > 0);
}
