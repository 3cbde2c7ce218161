//! A database that was copied or put back from a backup, and what comes of going on with it.

use std::path::Path;

use super::machines::{Pair, assert_sound, files, log, six_words};
use crate::home::Home;

fn copy(from: &Path, to: &Path) {
    for entry in from.read_dir().unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        match from.is_dir() {
            true => {
                std::fs::create_dir_all(&to).unwrap();
                copy(&from, &to);
            }
            false => {
                let bytes = std::fs::read(&from).unwrap();
                // In place, as a backup that is put back leaves the file the same one.
                std::fs::write(&to, bytes).unwrap();
                let modes = std::fs::metadata(&from).unwrap().permissions();
                std::fs::set_permissions(&to, modes).unwrap();
            }
        }
    }
}

/// Lets a machine in again that took a new name.
#[track_caller]
fn let_in(pair: &Pair, home: &Home) {
    let said = home.ok(&["exchange", "renew"]);
    let words = six_words(&said);
    pair.ada.ok(&["exchange", "admit", "--words", &words]);
    home.ok(&["exchange", "sync"]);
}

#[test]
fn a_copied_home_takes_a_name_of_its_own_and_is_admitted_with_it() {
    let pair = Pair::linked();
    pair.grace.ok(&["note", "30.1", "before the copy"]);
    pair.meet("2026-03-02");
    let third = Home::new();
    copy(&pair.grace.path(""), &third.path(""));
    let said = third.run(&["note", "30.1", "from the copy"]);
    assert_eq!(said.code, 4);
    insta::assert_snapshot!(said.err, @r"
    onramp: this machine lost the name under which it was admitted: the database was copied or put back, or the key is gone
    hint: nothing was changed; `onramp exchange renew` gives it a name and a key of its own and asks to be admitted
    ");
    pair.grace.ok(&["note", "30.1", "from the first one"]);
    pair.meet("2026-03-02");
    let_in(&pair, &third);
    third.ok(&["note", "30.1", "from the copy"]);
    third.ok(&["exchange", "sync"]);
    pair.meet("2026-03-03");
    third.ok(&["exchange", "sync"]);
    for home in [&pair.ada, &pair.grace, &third] {
        assert_eq!(log(home), log(&pair.ada));
        assert!(log(home).iter().any(|line| line.ends_with("from the copy")));
        assert_sound(home);
    }
}

#[test]
fn an_older_backup_goes_on_under_a_new_name() {
    let pair = Pair::linked();
    pair.grace.ok(&["note", "30.1", "one"]);
    pair.meet("2026-03-02");
    let backup = pair.grace.bytes();
    pair.grace.ok(&["note", "30.1", "two"]);
    pair.meet("2026-03-02");
    std::fs::write(pair.grace.database(), backup).unwrap();
    let said = pair.grace.run(&["note", "30.1", "three"]);
    assert_eq!(said.code, 4, "{}", said.out);
    let said = pair.grace.ok(&["exchange", "sync"]);
    assert!(said.starts_with("1 change from Grace."), "{said}");
    let_in(&pair, &pair.grace);
    pair.grace.ok(&["note", "30.1", "three"]);
    pair.meet("2026-03-03");
    assert_eq!(log(&pair.ada), log(&pair.grace));
    for text in ["one", "two", "three"] {
        assert!(
            log(&pair.ada).iter().any(|line| line.ends_with(text)),
            "{text}"
        );
    }
    assert_sound(&pair.grace);
}

#[test]
fn two_copies_that_go_on_under_one_name_are_told_apart() {
    let pair = Pair::linked();
    pair.grace.ok(&["note", "30.1", "one"]);
    pair.meet("2026-03-02");
    let backup = Home::new();
    copy(&pair.grace.path(""), &backup.path(""));
    pair.grace.ok(&["note", "30.1", "two"]);
    pair.meet("2026-03-02");
    // The machine is put back whole, with what it keeps beside the database.
    copy(&backup.path(""), &pair.grace.path(""));
    pair.grace.ok(&["note", "30.1", "three"]);
    let said = pair.grace.ok(&["exchange", "sync"]);
    assert!(
        said.contains(
            "Another copy of this database goes on under its name; `onramp exchange renew`"
        ),
        "{said}"
    );
    assert!(!said.contains("went out"), "{said}");
    let lane = pair.file_of(&pair.grace, "journey.lane");
    let lane = std::fs::read_to_string(lane).unwrap();
    assert!(lane.contains("two") && !lane.contains("three"));
    let_in(&pair, &pair.grace);
    pair.grace.ok(&["note", "30.1", "four"]);
    pair.grace.ok(&["exchange", "sync"]);
    let said = pair.ada.ok(&["exchange", "sync"]);
    assert!(!said.contains("Two copies"), "{said}");
    assert!(log(&pair.ada).iter().any(|line| line.ends_with("four")));
    assert_sound(&pair.ada);
    assert_sound(&pair.grace);
}

#[test]
fn a_fork_in_the_folder_is_refused_and_the_rest_goes_on() {
    let pair = Pair::linked();
    let fork = Home::new();
    copy(&pair.grace.path(""), &fork.path(""));
    pair.grace.ok(&["note", "30.1", "the first"]);
    pair.meet("2026-03-02");
    let first = pair.grace.ok(&["exchange", "write", "-"]);
    copy(&fork.path(""), &pair.grace.path(""));
    pair.grace.ok(&["note", "30.1", "the second"]);
    let second = pair.grace.ok(&["exchange", "write", "-"]);
    let said = super::machines::take(&pair.ada, second);
    assert!(
        said.out.contains("Two copies of Grace's database go on"),
        "{}",
        said.out
    );
    assert_eq!(
        super::machines::take(&pair.ada, first).out,
        "Nothing new came in.\n"
    );
    assert!(
        !log(&pair.ada)
            .iter()
            .any(|line| line.ends_with("the second"))
    );
    assert_sound(&pair.ada);
}

#[test]
fn whoever_renews_twice_is_admitted_with_the_newest_words() {
    let pair = Pair::linked();
    pair.grace.ok(&["exchange", "renew"]);
    let_in(&pair, &pair.grace);
    pair.grace.ok(&["note", "30.1", "back again"]);
    pair.meet("2026-03-03");
    assert!(
        log(&pair.ada)
            .iter()
            .any(|line| line.ends_with("back again"))
    );
}

#[cfg(unix)]
#[test]
fn a_key_that_cannot_be_used_for_a_while_costs_no_name() {
    use std::os::unix::fs::PermissionsExt as _;
    let pair = Pair::linked();
    let own = files(&pair.grace.path(""));
    let key = own
        .iter()
        .find(|file| file.extension() == Some("key".as_ref()));
    let mode = |mode| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(key.unwrap(), mode).unwrap();
    };
    mode(0o644);
    pair.grace.ok(&["note", "30.1", "written meanwhile"]);
    let said = pair.grace.fails(1, &["exchange", "sync"]);
    assert!(said.starts_with("onramp: others can use the key"), "{said}");
    assert!(said.contains("to change that: chmod 600"), "{said}");
    mode(0o600);
    pair.grace.ok(&["exchange", "sync"]);
    let said = pair.ada.ok(&["exchange", "sync"]);
    assert!(said.starts_with("1 change from Grace."), "{said}");
    assert_eq!(log(&pair.ada), log(&pair.grace));
    assert_sound(&pair.grace);
}
