//! A journey that is erased is nowhere any more.

use super::exchange::machines::{files, holds};
use super::home::Home;

/// In every text of the journey that goes, and in nothing else.
const WORD: &str = "kestrel";

fn two_journeys() -> Home {
    let home = Home::with_journey();
    home.ok(&[
        "start",
        "trial-scientist",
        "--name",
        "Kestrel Jones",
        "--mentor",
        "Grace",
    ]);
    let args = ["--journey", "Kestrel Jones"];
    let day = home.on("2026-03-03");
    day.ok(&[&["note", "30.1", "kestrel writes"][..], &args].concat());
    day.ok(&[&["note", "30.1", "kestrel alone", "--private"][..], &args].concat());
    day.ok(&[&["claim", "30.1"][..], &args].concat());
    home.ok(&["note", "30.1", "Ada writes", "--journey", "Ada"]);
    home.ok(&["backup", "make"]);
    home
}

fn is_there(home: &Home) -> bool {
    holds(&home.path(""), WORD) || holds(&home.path(""), "Kestrel")
}

#[test]
fn nothing_of_it_stays_and_the_others_do() {
    let home = two_journeys();
    let older = home.database().with_file_name("onramp.db.schema-6");
    std::fs::copy(home.database(), &older).unwrap();
    assert!(is_there(&home));
    let said = home.ok(&["erase", "kestrel jones", "--yes"]);
    assert!(said.contains("is erased"), "{said}");
    assert!(said.contains("onramp.db.schema-6 held it too"), "{said}");
    assert!(!is_there(&home) && !older.exists());
    assert!(home.ok(&["show", "30.1"]).contains("Ada writes"));
    assert!(
        home.ok(&["doctor"])
            .contains("replaying the log gives exactly the rows")
    );
    home.fails(3, &["erase", "Kestrel Jones", "--yes"]);
    // Its hire can start again.
    home.ok(&[
        "start",
        "trial-scientist",
        "--name",
        "Kestrel Jones",
        "--mentor",
        "Grace",
    ]);
    home.ok(&["status", "--journey", "Kestrel Jones"]);
}

#[test]
fn a_copy_of_an_earlier_schema_goes_as_a_whole() {
    for args in [
        &["erase", "Ada"][..],
        &["erase", "Ada", "--texts-of", "Ada"],
    ] {
        let home = Home::with_journey();
        home.ok(&["note", "30.1", WORD]);
        home.ok(&["backup", "make"]);
        let mut copies = files(&home.path(".local"));
        copies.retain(|file| file.display().to_string().ends_with("-made.db"));
        let db = rusqlite::Connection::open(&copies[0]).unwrap();
        db.pragma_update(None, "user_version", 9).unwrap();
        drop(db);
        let said = home.ok(&[args, &["--yes"]].concat());
        assert!(said.contains("-made.db held it too"), "{said}");
        assert!(!copies[0].exists() && !is_there(&home));
    }
}

#[test]
fn a_database_that_is_put_back_loses_it_again() {
    let home = two_journeys();
    let aside = std::fs::read(home.database()).unwrap();
    home.ok(&["erase", "Kestrel Jones", "--yes"]);
    home.put(&aside);
    assert!(is_there(&home));
    assert!(!home.ok(&["journeys"]).contains("Kestrel"));
    assert!(!is_there(&home));
}

#[test]
fn nobody_erases_by_a_slip() {
    let home = two_journeys();
    let said = home.fails(2, &["erase", "Kestrel Jones"]);
    assert!(said.contains("onramp export"), "{said}");
    home.fails(3, &["erase", "Nobody", "--yes"]);
    assert!(is_there(&home));
}

#[test]
fn what_others_have_is_named_and_can_be_joined_anew() {
    let pair = super::exchange::machines::Pair::linked();
    pair.ada.ok(&["note", "30.1", "shared"]);
    pair.meet("2026-03-03");
    let said = pair.grace.ok(&["erase", "Ada", "--yes"]);
    assert!(said.contains("is there still"), "{said}");
    assert!(
        said.contains("On other machines it is still, with Ada"),
        "{said}"
    );
    let place = pair.place();
    pair.ada.ok(&["exchange", "invite", &place]);
    pair.grace
        .ok(&["exchange", "join", &place, "--as", "Grace"]);
    assert!(pair.grace.ok(&["show", "30.1"]).contains("shared"));
    assert!(pair.grace.ok(&["show", "30.1"]).contains("shared"));
}

#[test]
fn what_ended_longer_ago_than_the_settings_keep_is_asked_about() {
    let home = two_journeys();
    std::fs::write(home.path("config.toml"), "[archive]\nkeep_months = 6\n").unwrap();
    home.ok(&["archive", "left", "--journey", "Kestrel Jones"]);
    let before = home.on("2026-09-01").ok(&["journeys"]);
    assert!(!before.contains("onramp erase"), "{before}");
    let said = home.on("2026-09-02").ok(&["journeys"]);
    let asked = "Kestrel Jones ended on Mon 2 Mar 2026, longer ago than you keep journeys; `onramp erase 'Kestrel Jones'` erases it.";
    assert!(said.contains(asked), "{said}");
    assert!(is_there(&home));
    std::fs::write(home.path("config.toml"), "[archive]\nkeep_months = 0\n").unwrap();
    home.fails(1, &["journeys"]);
}

#[test]
fn a_database_in_a_synced_folder_is_warned_of() {
    let home = Home::with_trial_plan();
    std::fs::create_dir(home.path("Dropbox")).unwrap();
    let path = home.path("Dropbox/onramp.db").display().to_string();
    let start = ["start", "trial-scientist", "--name", "Ada", "--db", &path];
    assert!(home.ok(&start).contains("looks like a synced folder"));
    let said = home.ok(&["doctor", "--db", &path]);
    assert!(said.contains("looks like a synced folder"), "{said}");
}
