//! What the mentor kept private on the hire's machine goes to the mentor, and is nowhere on the hire's.

use std::path::PathBuf;

use super::machines::{Pair, assert_sound, holds, take};

/// The word in everything that is the mentor's alone.
const HERS: &str = "kestrel";

/// The word in everything that is the hire's alone.
const OWN: &str = "wagtail";

/// Both confide in one machine before it is linked, undo, redo and delete some of it, and link it then.
fn confided() -> Pair {
    let pair = Pair::begun();
    let home = pair.ada.on("2026-03-03");
    for (who, word) in [("Grace", HERS), ("Ada", OWN), ("Grace", HERS)] {
        let note = format!("{word} on a goal");
        home.ok(&["note", "30.1", &note, "--private", "--as", who]);
        let point = format!("{word} to talk about");
        home.ok(&["meet", "point", &point, "--private", "--as", who]);
        let note = format!("{word} on it all");
        home.ok(&["note", "journey", &note, "--private", "--as", who]);
        home.ok(&["undo", "--as", who]);
        home.ok(&["redo", "--as", who]);
    }
    home.ok(&["note", "30.1", "for all to read", "--as", "Grace"]);
    pair.link(&pair.place());
    pair
}

/// Where the mentor's file goes.
fn file(pair: &Pair) -> PathBuf {
    pair.grace.path("private.jsonl")
}

#[track_caller]
fn hand_back(pair: &Pair) -> String {
    let file = file(pair).display().to_string();
    let day = pair.ada.on("2026-03-04");
    day.ok(&["exchange", "hand-back", "grace", "-o", &file, "--yes"])
}

#[test]
fn what_was_private_moves_to_the_machine_of_its_author() {
    let pair = confided();
    assert!(holds(&pair.ada.path(""), HERS));
    let said = hand_back(&pair);
    assert!(said.contains("nowhere else here"), "{said}");
    assert!(!holds(&pair.ada.path(""), HERS));
    assert!(holds(&pair.ada.path(""), OWN));
    assert_sound(&pair.ada);
    assert!(pair.ada.ok(&["show", "30.1"]).contains("wagtail on a goal"));
    let text = std::fs::read_to_string(file(&pair)).unwrap();
    assert!(!text.contains(OWN));
    let said = pair.grace.ok(&["exchange", "take", "private.jsonl"]);
    assert!(said.contains("is here now: "), "{said}");
    assert_sound(&pair.grace);
    let shown = pair.grace.ok(&["show", "30.1"]);
    assert_eq!(
        shown.matches("\n    kestrel on a goal").count(),
        2,
        "{shown}"
    );
    assert!(
        pair.grace
            .ok(&["meet", "agenda"])
            .contains("kestrel to talk about")
    );
    // It stays her own, wherever both go on.
    pair.meet("2026-03-05");
    assert!(!holds(&pair.ada.path(""), HERS));
    assert!(!holds(pair.share.path(), HERS));
    let again = pair.grace.ok(&["exchange", "take", "private.jsonl"]);
    assert!(again.contains("Nothing new"), "{again}");
    pair.grace.on("2026-03-05").ok(&["undo"]);
    assert_sound(&pair.grace);
}

#[test]
fn both_go_on_as_before() {
    let pair = confided();
    hand_back(&pair);
    pair.grace.ok(&["exchange", "take", "private.jsonl"]);
    for home in [&pair.ada, &pair.grace] {
        let home = home.on("2026-03-06");
        home.ok(&["note", "30.2", "still private", "--private"]);
        home.ok(&["undo"]);
        home.ok(&["note", "30.2", "still shared"]);
    }
    pair.meet("2026-03-07");
    for home in [&pair.ada, &pair.grace] {
        assert_sound(home);
        let shown = home.ok(&["show", "30.2"]);
        assert_eq!(shown.matches("\n    still shared").count(), 2, "{shown}");
    }
}

#[test]
fn a_copy_from_before_an_update_goes_too() {
    let pair = confided();
    let copy = pair.ada.database().with_file_name("onramp.db.schema-6");
    std::fs::copy(pair.ada.database(), &copy).unwrap();
    let other = pair.ada.database().with_file_name("onramp.db.schema-5");
    std::fs::write(&other, "no database at all").unwrap();
    let said = hand_back(&pair);
    assert!(said.contains("onramp.db.schema-6 held it too"), "{said}");
    assert!(!copy.exists() && other.exists());
    assert!(!holds(&pair.ada.path(""), HERS));
}

#[test]
fn a_database_that_is_put_back_loses_it_again() {
    let pair = confided();
    let aside = pair.ada.path("aside.db");
    std::fs::copy(pair.ada.database(), &aside).unwrap();
    hand_back(&pair);
    std::fs::rename(&aside, pair.ada.database()).unwrap();
    assert!(holds(&pair.ada.path(""), HERS));
    pair.ada.ok(&["status"]);
    assert!(!holds(&pair.ada.path(""), HERS));
    assert!(holds(&pair.ada.path(""), OWN));
    assert_sound(&pair.ada);
}

#[test]
fn it_is_for_its_author_alone() {
    let pair = confided();
    hand_back(&pair);
    let text = std::fs::read_to_string(file(&pair)).unwrap();
    let said = take(&pair.ada, text.clone()).out;
    assert!(
        said.contains("is private to its author and was not taken"),
        "{said}"
    );
    assert!(!holds(&pair.ada.path(""), HERS));
    let altered = text.replacen(HERS, "vulture", 1);
    let said = take(&pair.grace, altered).out;
    assert!(!said.contains("is here now"), "{said}");
    assert!(!holds(&pair.grace.path(""), "vulture"));
    // Nobody put it there to be taken in.
    std::fs::copy(file(&pair), pair.lanes().join("private.lane")).unwrap();
    pair.grace.ok(&["exchange", "sync"]);
    assert!(!pair.grace.ok(&["show", "30.1"]).contains(HERS));
}

#[test]
fn it_is_refused_where_it_would_be_lost() {
    let pair = Pair::begun();
    let said = pair
        .ada
        .fails(3, &["exchange", "hand-back", "grace", "--yes"]);
    assert!(said.contains("has no machine of their own"), "{said}");
    let pair = confided();
    let said = pair.ada.fails(2, &["exchange", "hand-back", "mentor"]);
    assert!(said.contains("--yes"), "{said}");
    std::fs::write(file(&pair), "mine").unwrap();
    let name = file(&pair).display().to_string();
    let said = pair
        .ada
        .fails(4, &["exchange", "hand-back", "grace", "-o", &name, "--yes"]);
    assert!(said.contains("is there already"), "{said}");
    assert!(holds(&pair.ada.path(""), HERS));
    std::fs::remove_file(file(&pair)).unwrap();
    hand_back(&pair);
    let said = pair.ada.ok(&["exchange", "hand-back", "grace", "--yes"]);
    assert!(
        said.contains("Nothing on this machine is private to Grace"),
        "{said}"
    );
    let said = pair
        .ada
        .fails(3, &["exchange", "hand-back", "Ada", "--yes"]);
    assert!(said.contains("Grace"), "{said}");
}

#[test]
fn another_program_that_has_the_journey_open_reads_it_anew() {
    let pair = confided();
    let mut open = onramp::store::Store::open(
        &pair.ada.database(),
        &onramp::store::Surroundings::default(),
    )
    .unwrap();
    let id = open.journeys().unwrap()[0].id;
    let mut journey = open.load(id).unwrap();
    hand_back(&pair);
    assert!(open.has_moved().unwrap());
    assert!(open.refresh(&mut journey).unwrap());
    let notes = journey.journey.all_notes();
    let texts: Vec<&str> = notes.map(|(_, _, note)| note.text.as_str()).collect();
    assert!(texts.iter().all(|text| !text.contains(HERS)), "{texts:?}");
}
