//! Copies of the database: one a day, others on demand, and putting one back.

use std::path::PathBuf;

use serde_json::Value;

use super::home::Home;

fn copies(home: &Home) -> Vec<Value> {
    let text = home.ok(&["backup", "list", "--json"]);
    let document: Value = serde_json::from_str(&text).unwrap();
    document["backups"].as_array().unwrap().clone()
}

fn reasons(home: &Home) -> Vec<String> {
    let all = copies(home);
    let reasons = all.iter().map(|copy| copy["reason"].as_str().unwrap());
    reasons.map(str::to_owned).collect()
}

fn notes(home: &Home) -> usize {
    let shown = home.ok(&["show", "30.1"]);
    shown.matches("\n    note ").count()
}

fn note(home: &Home, text: &str) {
    home.ok(&["note", "30.1", &format!("note {text}")]);
}

/// The newest copy.
fn newest(home: &Home) -> PathBuf {
    let all = copies(home);
    let file = all[0]["file"].as_str().unwrap().replacen('~', "", 1);
    home.path(file.trim_start_matches('/'))
}

#[test]
fn a_copy_is_made_on_each_day_of_use_and_the_last_ones_are_kept() {
    let home = Home::with_journey();
    assert_eq!(reasons(&home), ["daily"]);
    note(&home, "one");
    home.ok(&["status"]);
    assert_eq!(copies(&home).len(), 1);
    // Nothing is copied where nothing was saved.
    home.on("2026-03-03").ok(&["status"]);
    assert_eq!(copies(&home).len(), 1);
    // Nine weeks, each day from Monday to Friday.
    for week in 0..9 {
        for day in 0..5 {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 9).unwrap()
                + chrono::Days::new(week * 7 + day);
            note(&home.on(&day.to_string()), "again");
        }
    }
    let kept: Vec<String> = copies(&home)
        .iter()
        .map(|copy| copy["made"].as_str().unwrap()[..10].to_owned())
        .collect();
    // The last seven days, and the last day of each of the last four weeks.
    assert_eq!(
        kept,
        [
            "2026-05-08",
            "2026-05-07",
            "2026-05-06",
            "2026-05-05",
            "2026-05-04",
            "2026-05-01",
            "2026-04-30",
            "2026-04-24",
            "2026-04-17"
        ]
    );
}

#[test]
fn a_copy_is_put_back_and_that_is_taken_back() {
    let home = Home::with_journey();
    note(&home, "one");
    let said = home.ok(&["backup", "make"]);
    assert!(
        said.starts_with("Copied the database to ~/.local/state/onramp/backups/"),
        "{said}"
    );
    let copy = newest(&home);
    assert!(copy.exists());
    note(&home, "two");
    let said = home.ok(&["backup", "restore", copy.to_str().unwrap()]);
    assert!(said.contains("restore that to take this back"), "{said}");
    assert_eq!(notes(&home), 1);
    assert!(
        home.ok(&["doctor"])
            .contains("replaying the log gives exactly the rows")
    );
    note(&home, "three");
    assert_eq!(reasons(&home), ["restore", "asked", "daily"]);
    let name = newest(&home)
        .file_name()
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned();
    // By its name alone, as the list prints it.
    home.ok(&["backup", "restore", &name]);
    assert!(home.ok(&["show", "30.1"]).contains("note two"));
    assert_eq!(notes(&home), 2);
    home.ok(&["doctor"]);
}

#[test]
fn a_program_that_has_the_journey_open_sees_what_was_put_back() {
    let home = Home::with_journey();
    note(&home, "one");
    home.ok(&["backup", "make", "copy.db"]);
    note(&home, "two");
    let around = onramp::store::Surroundings::default();
    let mut open = onramp::store::Store::open(&home.database(), &around).unwrap();
    let mut journey = open.load(open.journeys().unwrap()[0].id).unwrap();
    home.ok(&["backup", "restore", "copy.db"]);
    assert!(open.has_moved().unwrap());
    assert!(open.refresh(&mut journey).unwrap());
    assert_eq!(journey.journey.all_notes().count(), 1);
}

#[test]
fn a_damaged_database_is_replaced_and_kept() {
    let home = Home::with_journey();
    note(&home, "one");
    home.ok(&["backup", "make", "copy.db"]);
    let mut bytes = home.bytes();
    bytes[100..].fill(7);
    std::fs::write(home.database(), &bytes).unwrap();
    home.fails(1, &["status"]);
    let said = home.ok(&["backup", "restore", "copy.db"]);
    assert!(said.contains("-before-restore-damaged.db"), "{said}");
    assert_eq!(notes(&home), 1);
    std::fs::remove_file(home.database()).unwrap();
    home.ok(&["backup", "restore", "copy.db"]);
    assert_eq!(notes(&home), 1);
}

#[test]
fn what_is_no_copy_is_not_put_back() {
    let home = Home::with_journey();
    note(&home, "one");
    home.ok(&["backup", "make", "copy.db"]);
    let good = std::fs::read(home.path("copy.db")).unwrap();
    for (bytes, told) in [
        (b"text".to_vec(), "is not an onramp database"),
        (Vec::new(), "is not an onramp database"),
        (good[..good.len() / 2].to_vec(), "damaged"),
    ] {
        std::fs::write(home.path("bad.db"), bytes).unwrap();
        let said = home.fails(1, &["backup", "restore", "bad.db"]);
        assert!(said.contains(told), "{said}");
    }
    std::fs::copy(home.path("copy.db"), home.path("bad.db")).unwrap();
    let db = rusqlite::Connection::open(home.path("bad.db")).unwrap();
    db.execute(
        "UPDATE change SET body = replace(body, 'note one', 'note two')",
        [],
    )
    .unwrap();
    drop(db);
    let said = home.fails(1, &["backup", "restore", "bad.db"]);
    assert!(said.contains("was altered after it was written"), "{said}");
    home.fails(3, &["backup", "restore", "nowhere.db"]);
    home.fails(2, &["backup", "restore", home.database().to_str().unwrap()]);
    let said = home.fails(1, &["backup", "make", "copy.db"]);
    assert!(said.contains("a database is there"), "{said}");
    assert_eq!(std::fs::read(home.path("copy.db")).unwrap(), good);
}

#[test]
fn a_copy_of_an_older_version_is_brought_up_to_date() {
    let home = Home::with_journey();
    let old = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/databases/schema-5.db");
    let before = std::fs::read(&old).unwrap();
    home.ok(&["backup", "restore", old.to_str().unwrap()]);
    assert!(home.ok(&["doctor"]).contains("the file is sound"));
    assert_eq!(std::fs::read(&old).unwrap(), before);
}

#[test]
fn the_doctor_says_how_old_the_newest_copy_is() {
    let home = Home::with_journey();
    let said = home.on("2026-03-05").ok(&["doctor"]);
    assert!(
        said.contains("the newest copy was made 3 days ago"),
        "{said}"
    );
    let empty = home.path("empty.db");
    std::fs::write(&empty, "").unwrap();
    let said = home.fails(3, &["doctor", "--db", empty.to_str().unwrap()]);
    assert!(said.contains("is empty"), "{said}");
    assert_eq!(std::fs::metadata(&empty).unwrap().len(), 0);
}
