//! Files that commands write for people, and what is said when the answer cannot be.

use super::home::Home;

#[test]
fn a_file_that_is_there_stays_unless_it_is_forced() {
    let home = Home::with_journey();
    std::fs::write(home.path("mine.md"), "precious").unwrap();
    let said = home.fails(4, &["export", "-o", "mine.md"]);
    assert!(said.contains("mine.md is there already"), "{said}");
    assert!(said.contains("--force"), "{said}");
    assert_eq!(std::fs::read(home.path("mine.md")).unwrap(), b"precious");
    home.ok(&["export", "-o", "mine.md", "--force"]);
    assert!(
        std::fs::read(home.path("mine.md"))
            .unwrap()
            .starts_with(b"# Ada")
    );
    home.fails(4, &["export", "-o", "mine.md"]);
}

#[test]
fn a_database_stays_whatever_is_said() {
    let home = Home::with_journey();
    let other = home.path("other.db");
    home.ok(&["backup", "make", "other.db"]);
    let before = std::fs::read(&other).unwrap();
    let said = home.fails(
        1,
        &["export", "--format", "md", "-o", "other.db", "--force"],
    );
    assert!(said.contains("a database is there"), "{said}");
    home.fails(1, &["exchange", "write", "other.db"]);
    assert_eq!(std::fs::read(&other).unwrap(), before);
}

#[test]
fn what_is_exchanged_takes_the_place_of_nothing_else() {
    let home = Home::with_journey();
    std::fs::write(home.path("mine.txt"), "precious").unwrap();
    let said = home.fails(4, &["exchange", "write", "mine.txt"]);
    assert!(said.contains("name another file"), "{said}");
    home.ok(&["exchange", "write", "hand.jsonl"]);
    home.ok(&["exchange", "write", "hand.jsonl"]);
}

#[cfg(target_os = "linux")]
#[test]
fn what_was_saved_is_not_said_to_have_failed() {
    let home = Home::with_journey();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    let mut command = home.child(&["note", "30.1", "kept"]);
    let output = command.stdout(full.unwrap()).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.starts_with("onramp: saved, but standard output"),
        "{told}"
    );
    assert_eq!(told.lines().count(), 1);
    assert!(home.ok(&["show", "30.1"]).contains("kept"));
}
