//! How two machines come together: over a folder, over git, by files.

use super::machines::{Pair, assert_sound, holds, log, six_words, standing, take};
use crate::home::Home;

#[test]
fn a_folder_links_two_machines() {
    let pair = Pair::begun();
    let place = pair.place();
    let said = pair.ada.ok(&["exchange", "invite", &place]);
    insta::assert_snapshot!(said.replace(&place, "SHARE"), @r"
    The invitation is in SHARE. Grace runs `onramp exchange join SHARE`; then `onramp exchange admit` lets them in.
    Anyone who can read that place can read what the two of you share; private notes stay here.
    ");
    let said = pair
        .grace
        .ok(&["exchange", "join", &place, "--as", "Grace"]);
    let words = six_words(&said);
    insta::assert_snapshot!(said.replace(&words, "SIX WORDS"), @r"
    Ada's journey as Applied Scientist is on this machine; it acts as Grace.
    Read these six words to Ada: SIX WORDS
    Ada lets you in with `onramp exchange admit`; until then you can read here but not write.
    ");
    let said = pair.ada.ok(&["exchange", "status"]);
    insta::assert_snapshot!(said.replace(&place, "SHARE"), @r"
    Nobody has been admitted to this journey yet.
    SHARE: never synced
    ");
    let said = pair.ada.ok(&["exchange", "sync"]);
    insta::assert_snapshot!(said, @r"
    Nothing new came in.
    Grace asks to be admitted; `onramp exchange admit` does it once you have compared the words.
    ");
    let said = pair
        .ada
        .ok(&["exchange", "admit", "--words", &words.to_uppercase()]);
    insta::assert_snapshot!(said, @"Grace's machine is admitted; this one speaks for Ada.");
    let said = pair.grace.ok(&["exchange", "sync"]);
    insta::assert_snapshot!(said, @r"
    1 change from Ada.
      Ada admitted Grace's machine; admitted their own machine
    ");
    let said = pair.grace.ok(&["exchange", "status"]);
    insta::assert_snapshot!(said.replace(&place, "SHARE"), @r"
    This machine speaks for Grace.
    SHARE: synced just now, everything of yours is there
    Ada: last wrote just now
    ");
    let said = pair.grace.ok(&["exchange", "devices"]);
    insta::assert_snapshot!(said, @r"
    1  Ada, admitted by Ada on Mon 2 Mar 2026, last wrote just now
    2  Grace, this one, admitted by Ada on Mon 2 Mar 2026
    ");
}

#[test]
fn a_bare_repository_links_two_machines() {
    let pair = Pair::begun();
    let remote = pair.share.path().join("team.git");
    git(&["init", "--quiet", "--bare"], &remote);
    pair.link(&remote.display().to_string());
    pair.ada.ok(&["claim", "30.1"]);
    pair.ada.ok(&["exchange", "sync"]);
    pair.grace.ok(&["exchange", "sync"]);
    pair.grace.on("2026-03-03").ok(&["confirm", "30.1"]);
    pair.meet("2026-03-04");
    assert_eq!(log(&pair.ada), log(&pair.grace));
    assert!(
        log(&pair.ada)
            .last()
            .unwrap()
            .starts_with("Grace confirmed 30.1")
    );
}

fn git(args: &[&str], folder: &std::path::Path) {
    let mut git = std::process::Command::new("git");
    assert!(git.args(args).arg(folder).status().unwrap().success());
}

#[test]
fn files_that_are_handed_over_link_two_machines() {
    let pair = Pair::begun();
    let said = pair.ada.ok(&["exchange", "invite", "to-grace.jsonl"]);
    assert!(said.contains("Give it to Grace, who runs"), "{said}");
    let invitation = pair.ada.path("to-grace.jsonl").display().to_string();
    let said = pair.grace.ok(&[
        "exchange",
        "join",
        &invitation,
        "--as",
        "mentor",
        "-o",
        "answer",
    ]);
    assert!(said.contains("Wrote answer. Give it back to Ada"), "{said}");
    let answer = pair.grace.path("answer").display().to_string();
    let words = six_words(&said);
    let said = pair
        .ada
        .ok(&["exchange", "admit", &answer, "--words", &words]);
    insta::assert_snapshot!(said, @r"
    Grace's machine is admitted; this one speaks for Ada.
    `onramp exchange write FILE` writes what they need to go on: hand it over, and they take it in with `onramp exchange take FILE`.
    ");
    pair.ada.on("2026-03-03").ok(&["claim", "30.1"]);
    let handed = pair.ada.ok(&["exchange", "write", "-"]);
    assert!(
        take(&pair.grace, handed.clone())
            .out
            .starts_with("2 changes from Ada.")
    );
    pair.grace.on("2026-03-04").ok(&["confirm", "30.1"]);
    let back = pair.grace.ok(&["exchange", "write", "-"]);
    let said = take(&pair.ada.on("2026-03-04"), back);
    assert!(said.out.starts_with("1 change from Grace."), "{}", said.out);
    assert_eq!(take(&pair.grace, handed).out, "Nothing new came in.\n");
    assert_eq!(log(&pair.ada), log(&pair.grace));
}

#[test]
fn what_is_handed_over_holds_the_lanes_of_both() {
    let pair = Pair::linked();
    pair.ada.ok(&["note", "30.1", "from the hire"]);
    pair.grace.ok(&["note", "30.1", "from the mentor"]);
    pair.meet("2026-03-03");
    let handed = pair.ada.ok(&["exchange", "write", "-"]);
    assert!(handed.contains("from the hire") && handed.contains("from the mentor"));
    let stranger = Home::new();
    stranger.fails(3, &["exchange", "write", "-"]);
}

#[test]
fn the_mentor_may_start_the_journey_and_invite_the_hire() {
    let pair = Pair::begun();
    let place = pair.place();
    pair.ada
        .ok(&["exchange", "invite", &place, "--as", "Grace"]);
    let said = pair.grace.ok(&["exchange", "join", &place, "--as", "Ada"]);
    assert!(said.contains("Read these six words to Grace"), "{said}");
    let words = six_words(&said);
    let said = pair.ada.ok(&["exchange", "admit", "--words", &words]);
    assert_eq!(
        said,
        "Ada's machine is admitted; this one speaks for Grace.\n"
    );
    pair.grace.ok(&["exchange", "sync"]);
    pair.grace.ok(&["claim", "30.1"]);
    pair.meet("2026-03-03");
    pair.ada.on("2026-03-04").ok(&["confirm", "30.1"]);
    assert_sound(&pair.ada);
    assert_sound(&pair.grace);
}

#[test]
fn everything_that_is_said_in_json_keeps_to_its_schema() {
    let pair = Pair::begun();
    let place = pair.place();
    let json = |home: &Home, args: &[&str]| {
        let text = home.ok(&[&["exchange"], args, &["--json"]].concat());
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        document["format"].as_str().unwrap().to_owned()
    };
    let ada = |args: &[&str]| json(&pair.ada, args);
    let grace = |args: &[&str]| json(&pair.grace, args);
    assert_eq!(ada(&["invite", &place]), "onramp.exchange/1");
    assert_eq!(
        grace(&["join", &place, "--as", "Grace"]),
        "onramp.exchange/1"
    );
    assert_eq!(ada(&["sync"]), "onramp.came/1");
    let asking = &standing(&pair.ada)["asking"][0];
    assert_eq!(asking["name"], "Grace");
    let words = asking["words"].as_str().unwrap();
    assert_eq!(ada(&["admit", "--words", words]), "onramp.exchange/1");
    assert_eq!(grace(&["sync"]), "onramp.came/1");
    assert_eq!(grace(&["status"]), "onramp.exchange/1");
    assert_eq!(grace(&["devices"]), "onramp.exchange/1");
    assert_eq!(grace(&["write", "all.jsonl"]), "onramp.exchange/1");
    let all = pair.grace.path("all.jsonl").display().to_string();
    assert_eq!(ada(&["take", &all]), "onramp.came/1");
    assert_eq!(grace(&["renew"]), "onramp.exchange/1");
    assert_eq!(pair.ada.ok(&["conflicts"]), "There is nothing to decide.\n");
    assert!(
        pair.ada
            .ok(&["conflicts", "--json"])
            .contains("onramp.conflicts/1")
    );
}

#[test]
fn what_was_written_before_the_link_comes_along() {
    let pair = Pair::begun();
    pair.ada.ok(&["claim", "30.1"]);
    pair.ada
        .on("2026-03-03")
        .ok(&["confirm", "30.1", "--as", "Grace"]);
    pair.ada
        .ok(&["note", "30.2", "kept by the hire", "--private"]);
    pair.ada.ok(&[
        "note",
        "30.2",
        "kept by the mentor",
        "--private",
        "--as",
        "Grace",
    ]);
    pair.link(&pair.place());
    assert!(pair.grace.ok(&["show", "30.1"]).contains("confirmed"));
    assert!(!holds(pair.share.path(), "kept by"));
    assert!(!pair.grace.ok(&["log"]).contains("kept by"));
    assert_sound(&pair.grace);
}
