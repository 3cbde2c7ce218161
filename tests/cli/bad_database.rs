//! A database that cannot be used gets one clear sentence and stays as it is.

use rusqlite::Connection;

use crate::home::Home;

#[test]
fn a_folder() {
    let home = Home::new();
    std::fs::create_dir(home.database()).unwrap();
    let message = home.fails(1, &["status"]);
    assert!(
        message.contains("~/onramp.db is a folder; name a file inside it"),
        "{message}"
    );
}

#[test]
fn something_else_than_sqlite() {
    let home = Home::new();
    std::fs::write(home.database(), "groceries: milk, bread\n".repeat(100)).unwrap();
    for args in [
        &["status"][..],
        &["start", "applied-scientist", "--name", "Ada"],
        &["doctor"],
    ] {
        let message = home.fails(1, args);
        assert!(
            message.contains("~/onramp.db is not an onramp database"),
            "{message}"
        );
    }
}

#[test]
fn the_database_of_another_program() {
    let home = Home::new();
    let other = Connection::open(home.database()).unwrap();
    other
        .execute_batch("CREATE TABLE recipe (name TEXT)")
        .unwrap();
    other.close().unwrap();
    let message = home.fails(1, &["start", "applied-scientist", "--name", "Ada"]);
    assert!(message.contains("is not an onramp database"), "{message}");
    assert!(message.contains("this one is left alone"), "{message}");
}

#[test]
fn a_newer_schema() {
    let home = Home::with_journey();
    let db = Connection::open(home.database()).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    db.close().unwrap();
    let message = home.fails(1, &["claim", "30.1"]);
    assert!(
        message.contains("has schema 99; this version of onramp reads up to "),
        "{message}"
    );
}

#[test]
fn a_truncated_file() {
    let home = Home::with_journey();
    let bytes = home.bytes();
    for left in [bytes.len() / 2, 5000, 100, 20] {
        std::fs::write(home.database(), &bytes[..left]).unwrap();
        let message = home.fails(1, &["status"]);
        assert!(
            message.contains("is damaged") || message.contains("is not an onramp database"),
            "{left}: {message}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::with_journey();
    let mode = |mode| std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(home.database(), mode(0o400)).unwrap();
    if std::fs::OpenOptions::new()
        .append(true)
        .open(home.database())
        .is_ok()
    {
        // The superuser writes everything; there is nothing to refuse.
        return;
    }
    let message = home.fails(1, &["claim", "30.1"]);
    assert!(
        message.contains("read-only") || message.contains("cannot be opened"),
        "{message}"
    );
    std::fs::set_permissions(home.database(), mode(0o600)).unwrap();
}

#[cfg(unix)]
#[test]
fn it_is_made_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    let database = home.path("data/onramp/onramp.db");
    let mut start = home.command(&["start", "applied-scientist", "--name", "Ada"]);
    assert_eq!(home.finish(start.env_remove("ONRAMP_DB")).code, 0);
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&database), 0o600);
    assert_eq!(mode(database.parent().unwrap()), 0o700);
}

#[test]
fn another_program_that_keeps_it_locked() {
    let home = Home::with_journey();
    let other = Connection::open(home.database()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(
        home.ok(&["status"]).contains("day 1"),
        "looking needs no lock"
    );
    let message = home.fails(1, &["claim", "30.1"]);
    assert!(message.contains("locked for five seconds"), "{message}");
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    home.ok(&["claim", "30.1"]);
}

/// A limit on the size of files stands in for a disk without room.
#[cfg(target_os = "linux")]
#[test]
fn no_room_for_the_change() {
    let home = Home::with_journey();
    let before = home.ok(&["log", "--json"]);
    let binary = assert_cmd::cargo::cargo_bin("onramp");
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" note 30.1 \"$1\"";
    let long = "x".repeat(60_000);
    let message = home.refused(1, &["note"], |home| {
        let mut command = assert_cmd::Command::new("sh");
        command
            .args(["-c", script])
            .arg(&binary)
            .arg(&long)
            .env("ONRAMP_NOW", crate::home::noon(home.day()))
            .env("ONRAMP_DB", home.database())
            .env("HOME", home.path(""));
        home.finish(&mut command)
    });
    assert!(message.contains("nothing was changed"), "{message}");
    assert_eq!(home.ok(&["log", "--json"]), before);
    assert!(home.ok(&["doctor"]).contains("the file is sound"));
}

#[test]
fn rows_that_were_tampered_with_are_found_and_written_anew() {
    let home = Home::with_journey();
    let db = Connection::open(home.database()).unwrap();
    db.execute("UPDATE journey SET start = '2020-01-01'", [])
        .unwrap();
    db.close().unwrap();
    let ran = home.run(&["doctor"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("replaying the log gives other rows"),
        "{}",
        ran.out
    );
    assert!(ran.err.contains("`onramp doctor --rebuild`"), "{}", ran.err);
    let rebuilt = home.ok(&["doctor", "--rebuild"]);
    assert!(rebuilt.contains("gives exactly the rows"), "{rebuilt}");
    assert!(!home.ok(&["goals"]).contains("Do nothing"));
}
