//! What is private stays home: a rare word in every private field is searched for in all that leaves.

use std::collections::BTreeSet;
use std::path::Path;

use super::machines::{Pair, files, holds, six_words};
use crate::home::Home;

/// The word. Nothing else in the program or its plans holds it.
const CANARY: &str = "kestrel";

/// Writes the word into everything that is for its author alone.
fn confide(home: &Home, day: &str) {
    let home = home.on(day);
    home.ok(&["note", "30.1", "kestrel on a goal", "--private"]);
    home.ok(&["note", "journey", "kestrel on it all", "--private"]);
    home.ok(&["meet", "point", "kestrel to talk about", "--private"]);
}

/// A linked pair that confided the word everywhere, in a 1:1 and outside of it, and undid some of it.
fn confided(pair: &Pair) {
    confide(&pair.ada, "2026-03-03");
    confide(&pair.grace, "2026-03-03");
    pair.ada.on("2026-03-03").ok(&[
        "leave",
        "2026-07-01",
        "2026-07-10",
        "--reason",
        "kestrel season",
        "--private",
    ]);
    pair.meet("2026-03-09");
    let day = "2026-03-10";
    pair.grace.on(day).ok(&["meet", "start"]);
    pair.meet(day);
    for home in [&pair.ada, &pair.grace] {
        home.on(day)
            .ok(&["meet", "note", "kestrel, quietly", "--private"]);
        home.on(day)
            .ok(&["meet", "point", "kestrel, later", "--private"]);
        home.on(day)
            .ok(&["note", "30.2", "kestrel, undone", "--private"]);
        home.on(day).ok(&["undo"]);
        home.on(day).ok(&["redo"]);
    }
    pair.ada.on(day).ok(&[
        "meet",
        "rate",
        "4",
        "4",
        "4",
        "--words",
        "kestrel before both rated",
    ]);
    pair.meet("2026-03-11");
}

/// Checks that no file of a folder holds the word.
#[track_caller]
fn keeps_out_of(folder: &Path) {
    let leaking = |file: &&std::path::PathBuf| {
        let text = String::from_utf8_lossy(&std::fs::read(file).unwrap()).to_lowercase();
        text.contains(CANARY)
    };
    let all = files(folder);
    assert!(!all.is_empty());
    assert_eq!(all.iter().find(leaking), None);
}

#[test]
fn nothing_private_gets_into_a_folder_a_file_or_another_machine() {
    let pair = Pair::linked();
    confided(&pair);
    assert!(holds(&pair.ada.path(""), CANARY));
    keeps_out_of(pair.share.path());
    for home in [&pair.ada, &pair.grace] {
        for whom in ["pair", "manager"] {
            let handed = home.ok(&["exchange", "write", "-", "--for", whom]);
            assert!(handed.contains("lane/1"));
            assert!(!handed.to_lowercase().contains(CANARY), "{whom}");
        }
        home.ok(&["exchange", "invite", "invitation"]);
        let invitation = std::fs::read_to_string(home.path("invitation")).unwrap();
        assert!(!invitation.to_lowercase().contains(CANARY));
    }
    let third = Home::new();
    let place = pair.place();
    pair.ada.ok(&["exchange", "invite", &place]);
    let said = third.ok(&["exchange", "join", &place, "--as", "Ada"]);
    pair.ada
        .ok(&["exchange", "admit", "--words", &six_words(&said)]);
    third.ok(&["exchange", "sync"]);
    assert!(!holds(&third.path(""), CANARY));
}

/// Returns the ids of the changes in a log.
fn ids(home: &Home) -> BTreeSet<String> {
    let log: serde_json::Value = serde_json::from_str(&home.ok(&["log", "--json"])).unwrap();
    let changes = log["changes"].as_array().unwrap().iter();
    changes
        .map(|change| change["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn nothing_shared_names_a_private_change() {
    let pair = Pair::linked();
    confided(&pair);
    let (ada, grace) = (ids(&pair.ada), ids(&pair.grace));
    let private: Vec<&String> = ada.symmetric_difference(&grace).collect();
    assert!(private.len() > 10, "{}", private.len());
    for id in private {
        assert!(!holds(pair.share.path(), id), "{id}");
    }
}

#[test]
fn nothing_private_gets_into_git() {
    let pair = Pair::begun();
    let remote = pair.share.path().join("team.git");
    let mut git = std::process::Command::new("git");
    assert!(
        git.args(["init", "--quiet", "--bare"])
            .arg(&remote)
            .status()
            .unwrap()
            .success()
    );
    pair.link(&remote.display().to_string());
    confided(&pair);
    let mut git = std::process::Command::new("git");
    git.arg("-C")
        .arg(&remote)
        .args(["cat-file", "--batch-all-objects", "--batch"]);
    let objects = git.output().unwrap().stdout;
    let objects = String::from_utf8_lossy(&objects).to_lowercase();
    assert!(objects.contains("lane/1"));
    assert!(!objects.contains(CANARY));
}

#[test]
fn nothing_private_that_was_there_before_the_link_gets_out() {
    let pair = Pair::begun();
    confide(&pair.ada, "2026-03-02");
    pair.ada.ok(&[
        "note",
        "30.3",
        "kestrel of the mentor",
        "--private",
        "--as",
        "Grace",
    ]);
    pair.ada.ok(&[
        "leave",
        "2026-07-01",
        "2026-07-10",
        "--reason",
        "kestrel season",
        "--private",
    ]);
    pair.link(&pair.place());
    pair.meet("2026-03-03");
    keeps_out_of(pair.share.path());
    assert!(!holds(&pair.grace.path(""), CANARY));
}

#[test]
fn a_manager_takes_nothing_in_that_is_for_two() {
    let pair = Pair::linked();
    let day = "2026-03-03";
    pair.grace
        .on(day)
        .ok(&["meet", "point", "kestrel for the two of us"]);
    let linus = Home::new();
    let place = pair.share.path().join("manager");
    std::fs::create_dir(&place).unwrap();
    let place = place.display().to_string();
    pair.ada
        .ok(&["exchange", "invite", &place, "--for", "manager"]);
    let said = linus.ok(&["exchange", "join", &place, "--as", "Mary"]);
    pair.ada
        .ok(&["exchange", "admit", "--words", &six_words(&said)]);
    linus.ok(&["exchange", "sync"]);
    let handed = pair.grace.ok(&["exchange", "write", "-"]);
    assert!(handed.contains(CANARY));
    let said = super::machines::take(&linus, handed).out;
    assert!(
        said.contains("is not for the manager and was not taken"),
        "{said}"
    );
    assert!(!holds(&linus.path(""), CANARY));
    let written = linus.ok(&["exchange", "write", "mine.jsonl"]);
    assert!(!written.contains("for hire and mentor"), "{written}");
}
