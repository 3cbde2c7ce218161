//! A machine whose key is lost, and one that was retired: what each side is told, and how it goes on.

use super::machines::{Pair, assert_sound, files, log, six_words, standing};
use crate::home::Home;

/// The folder of the keys, and where it is moved to.
fn state(home: &Home) -> (std::path::PathBuf, std::path::PathBuf) {
    (home.path(".local/state"), home.path("elsewhere"))
}

fn lose(home: &Home) {
    let (state, away) = state(home);
    std::fs::rename(state, away).unwrap();
}

#[test]
fn a_machine_that_lost_its_key_says_so_and_goes_on_once_it_is_back() {
    let pair = Pair::linked();
    let (ada, grace) = (&pair.ada, &pair.grace);
    grace.ok(&["note", "30.1", "sealed"]);
    pair.meet("2026-03-02");
    lose(grace);
    let without_name = |said: String| {
        let start = said.find("/devices/").unwrap();
        let end = said.find(".key").unwrap();
        format!("{}/KEY{}", &said[..start], &said[end..])
    };
    let said = grace.fails(1, &["note", "30.1", "not sealed"]);
    insta::assert_snapshot!(without_name(said), @r"
    onramp: the key with which this machine seals what it writes is gone: there is no ~/.local/state/onramp/KEY.key
    hint: nothing was changed; put the file back. If it is lost, or the database was copied here, `onramp exchange renew` makes a new key and asks to be admitted with it
    ");
    ada.ok(&["claim", "30.1"]);
    ada.ok(&["exchange", "sync"]);
    let said = grace.ok(&["exchange", "sync"]);
    assert!(said.contains("Ada claimed 30.1"), "{said}");
    insta::assert_snapshot!(without_name(said), @r"
    1 change from Ada.
      Ada claimed 30.1 Learn the product, its users and the KPIs ML moves
    This machine's key is gone, so it can read but not write. Put ~/.local/state/onramp/KEY.key back. If the file is lost, `onramp exchange renew` makes a new key and asks to be admitted with it.
    ");
    let said = grace.ok(&["exchange", "status"]);
    assert!(said.contains("This machine's key is gone"), "{said}");
    assert_eq!(standing(grace)["this_machine"], "no_key");
    std::fs::remove_dir_all(state(grace).0).ok();
    let (state, away) = state(grace);
    std::fs::rename(away, state).unwrap();
    grace.ok(&["confirm", "30.1"]);
    pair.meet("2026-03-03");
    assert_eq!(log(ada), log(grace));
    assert_sound(grace);
}

#[test]
fn a_machine_that_lost_its_key_for_good_is_admitted_with_a_new_one() {
    let pair = Pair::linked();
    lose(&pair.grace);
    let said = pair.grace.ok(&["exchange", "renew"]);
    let said_at_ada = pair.ada.ok(&["exchange", "sync"]);
    assert!(
        said_at_ada.contains("Grace asks to be admitted"),
        "{said_at_ada}"
    );
    pair.ada
        .ok(&["exchange", "admit", "--words", &six_words(&said)]);
    pair.grace.ok(&["exchange", "sync"]);
    pair.grace.ok(&["note", "30.1", "sealed anew"]);
    pair.meet("2026-03-03");
    assert_eq!(log(&pair.ada), log(&pair.grace));
    assert_sound(&pair.grace);
}

#[test]
fn a_journey_on_one_machine_goes_on_sealed_under_a_new_name() {
    let pair = Pair::begun();
    pair.ada.ok(&["claim", "30.1"]);
    lose(&pair.ada);
    pair.ada.ok(&["note", "30.1", "later"]);
    pair.ada.ok(&["note", "30.1", "later still"]);
    let kept = files(&state(&pair.ada).0);
    assert_eq!(
        kept.iter()
            .filter(|file| file.extension() == Some("key".as_ref()))
            .count(),
        1
    );
    assert_sound(&pair.ada);
    pair.link(&pair.place());
    assert_eq!(log(&pair.ada), log(&pair.grace));
    assert_sound(&pair.grace);
}

#[test]
fn a_folder_for_keys_that_cannot_be_made_costs_no_names() {
    let home = Home::new();
    std::fs::write(home.path(".local"), "in the way").unwrap();
    let role = "applied-scientist";
    home.ok(&["start", role, "--name", "Ada", "--mentor", "Grace"]);
    home.ok(&["note", "30.1", "one"]);
    home.ok(&["note", "30.1", "two"]);
    assert_sound(&home);
    let said = home.fails(1, &["exchange", "invite", "invitation"]);
    assert!(said.contains("onramp: the key ~/.local/"), "{said}");
    std::fs::remove_file(home.path(".local")).unwrap();
    home.ok(&["exchange", "invite", "invitation"]);
    let text = std::fs::read_to_string(home.path("invitation")).unwrap();
    let lanes = text
        .lines()
        .filter(|line| line.starts_with("{\"onramp\":\"lane/1\""));
    assert_eq!(lanes.count(), 1, "{text}");
}

#[test]
fn a_retired_machine_is_told_so_on_both_sides_and_asks_only_when_it_is_renewed() {
    let pair = Pair::linked();
    pair.grace.ok(&["note", "30.1", "while she may"]);
    pair.meet("2026-03-03");
    let (ada, grace) = (pair.ada.on("2026-03-04"), pair.grace.on("2026-03-05"));
    let said = ada.ok(&["exchange", "devices", "--retire", "2"]);
    insta::assert_snapshot!(said, @r"Ada retired Grace's machine. What it wrote until now counts, and what it writes later does not. `onramp exchange sync` tells the others, and `undo` does not take it back. It can still read at the places that it reaches; where it was lost, take it out there, too.");
    ada.ok(&["exchange", "sync"]);
    let ada = ada.on("2026-03-05");
    insta::assert_snapshot!(grace.ok(&["exchange", "sync"]), @r"
    1 change from Ada.
      Ada retired Grace's machine
    Ada retired this machine on Wed 4 Mar 2026. It can read but not write; what it wrote before counts. `onramp exchange renew` asks to be admitted again.
    ");
    grace.ok(&["exchange", "sync"]);
    insta::assert_snapshot!(ada.ok(&["exchange", "sync"]), @"Nothing new came in.");
    insta::assert_snapshot!(ada.ok(&["exchange", "devices"]), @r"
    1  Ada, this one, admitted by Ada on Mon 2 Mar 2026
    2  Grace, retired by Ada on Wed 4 Mar 2026
    ");
    insta::assert_snapshot!(grace.ok(&["exchange", "devices"]), @r"
    1  Ada, admitted by Ada on Mon 2 Mar 2026, last wrote 1 day ago
    2  Grace, this one, retired by Ada on Wed 4 Mar 2026
    ");
    let plain = |said: String| said.replace(&pair.place(), "SHARE");
    insta::assert_snapshot!(plain(ada.ok(&["exchange", "status"])), @r"
    This machine speaks for Ada.
    SHARE: synced just now, everything of yours is there
    Grace: no machine since Ada retired theirs on Wed 4 Mar 2026
    ");
    insta::assert_snapshot!(plain(grace.ok(&["exchange", "status"])), @r"
    Ada retired this machine on Wed 4 Mar 2026. It can read but not write; what it wrote before counts. `onramp exchange renew` asks to be admitted again.
    SHARE: synced just now, everything of yours is there
    Ada: last wrote 1 day ago
    ");
    assert_eq!(standing(&grace)["this_machine"], "retired");
    assert_eq!(standing(&ada)["retired"][0]["retired_by"], "Ada");
    let words = six_words(&grace.ok(&["exchange", "renew"]));
    ada.ok(&["exchange", "admit", "--words", &words]);
    grace.ok(&["exchange", "sync"]);
    grace.ok(&["note", "30.1", "back again"]);
    grace.ok(&["exchange", "sync"]);
    ada.ok(&["exchange", "sync"]);
    assert_eq!(log(&ada), log(&grace));
    assert!(!grace.ok(&["exchange", "sync"]).contains("retired"));
    for home in [&ada, &grace] {
        assert!(log(home).iter().any(|line| line.ends_with("while she may")));
        assert_sound(home);
    }
}
