//! Lanes that were cut, altered or put where they do not belong, and texts that are none.

use super::machines::{Pair, assert_sound, log, six_words, take};
use crate::home::{Home, Ran};

/// A linked pair of which Grace has not heard Ada's last three changes, and the file with them.
fn with_news() -> (Pair, String) {
    let pair = Pair::linked();
    pair.ada.ok(&["claim", "30.1"]);
    pair.ada.ok(&["note", "30.1", "an odd one"]);
    pair.ada.ok(&["begin", "30.2"]);
    pair.ada.ok(&["exchange", "sync"]);
    let file = pair.file_of(&pair.ada, "journey.lane");
    let text = std::fs::read_to_string(file).unwrap();
    (pair, text)
}

/// Checks that nothing of a text is taken, and returns what is said of it.
#[track_caller]
fn nothing_of(home: &Home, text: impl Into<Vec<u8>>) -> String {
    let before = log(home);
    let Ran { out, err, .. } = take(home, text);
    assert_eq!(log(home), before, "{out}{err}");
    assert_sound(home);
    [out.replace("Nothing new came in.\n", ""), err].concat()
}

#[test]
fn a_lane_that_is_cut_at_any_line_is_taken_up_to_its_last_seal() {
    let (pair, text) = with_news();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let known = log(&pair.grace).len();
    let all = log(&pair.ada);
    let mut seals = 0;
    for count in 1..=lines.len() {
        let cut = lines[..count].concat();
        seals += usize::from(lines[count - 1].starts_with("{\"seal\""));
        let said = take(&pair.grace, cut);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{count}");
        assert!(
            !said.out.contains("not sealed with their key"),
            "{count}: {}",
            said.out
        );
        assert_eq!(
            log(&pair.grace),
            all[..known.max(seals)],
            "{count}: {}",
            said.out
        );
    }
    assert_eq!(log(&pair.grace), all);
    assert_sound(&pair.grace);
}

#[test]
fn a_lane_that_is_cut_within_a_line_says_that_it_ends_early() {
    let (pair, text) = with_news();
    let said = take(&pair.grace, &text[..text.len() - 20]);
    insta::assert_snapshot!(said.out, @r"
    2 changes from Ada.
      Ada claimed 30.1 Learn the product, its users and the KPIs ML moves
      Ada noted on 30.1 Learn the product, its users and the KPIs ML moves: an odd one
    4 of 5 changes of Ada were taken: the text ends early.
    ");
    let said = nothing_of(&pair.grace, &text[..100]);
    insta::assert_snapshot!(said, @r"onramp: standard input ends within its header; take it again when it is complete");
}

#[test]
fn an_altered_lane_is_refused() {
    let (pair, text) = with_news();
    let said = take(&pair.grace, text.replace("an odd one", "an even one"));
    insta::assert_snapshot!(said.out, @r"
    1 change from Ada.
      Ada claimed 30.1 Learn the product, its users and the KPIs ML moves
    Only 3 changes of Ada were taken: line 10: the entries up to 4 were altered after they were sealed; ask for this text again.
    ");
    let lines = text.split_inclusive('\n');
    let without: String = lines
        .filter(|line| !line.starts_with("{\"i\":4,"))
        .collect();
    let said = nothing_of(&pair.grace, without);
    insta::assert_snapshot!(said, @r"Only 3 changes of Ada were taken: line 9 holds a seal of entry 4 after entry 3; ask for this text again.");
    assert!(!log(&pair.grace).iter().any(|line| line.contains(" one")));
}

#[test]
fn a_line_that_is_too_long_is_refused_in_words() {
    let (pair, text) = with_news();
    let header = text.find('\n').unwrap() + 1;
    let long = format!("{{\"plan\":\"{}\"}}\n", "a".repeat(2 * 1024 * 1024));
    let said = nothing_of(
        &pair.grace,
        [&text[..header], &long, &text[header..]].concat(),
    );
    insta::assert_snapshot!(said, @r"Nothing of Ada's was taken: line 2 is over 1 MiB; ask for this text again.");
    let said = nothing_of(&pair.grace, "a".repeat(2 * 1024 * 1024));
    insta::assert_snapshot!(said, @r"onramp: standard input was not written by onramp; nothing was taken");
}

#[test]
fn a_lane_of_another_journey_is_refused_even_under_the_name_of_this_one() {
    let (pair, text) = with_news();
    let other = Pair::linked();
    other.ada.ok(&["note", "30.1", "from another journey"]);
    let theirs = other.ada.ok(&["exchange", "write", "-"]);
    let said = nothing_of(&pair.grace, theirs.clone());
    assert!(
        said.starts_with("What Ada wrote belongs to another journey; nothing of it was taken."),
        "{said}"
    );
    let journey = |text: &str| {
        let header: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        header["journey"].as_str().unwrap().to_owned()
    };
    let renamed = theirs.replace(&journey(&theirs), &journey(&text));
    let said = nothing_of(&pair.grace, renamed);
    assert!(
        said.contains("from a machine that is not admitted"),
        "{said}"
    );
}

#[test]
fn a_lane_with_the_seals_of_another_key_is_refused() {
    let (pair, text) = with_news();
    let other = Pair::linked();
    let theirs = other.ada.ok(&["exchange", "write", "-"]);
    let key = |text: &str| {
        let header: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        header["key"].as_str().unwrap().to_owned()
    };
    let said = nothing_of(&pair.grace, text.replace(&key(&text), &key(&theirs)));
    insta::assert_snapshot!(said, @"What came under the name of Ada is not sealed with their key; nothing of it was taken.");
}

#[test]
fn a_lane_of_one_audience_is_none_of_another() {
    let (pair, text) = with_news();
    let said = nothing_of(
        &pair.grace,
        text.replace("\"audience\":\"journey\"", "\"audience\":\"pair\""),
    );
    assert!(!said.is_empty());
    let said = nothing_of(
        &pair.grace,
        text.replace("\"audience\":\"journey\"", "\"audience\":\"author\""),
    );
    assert!(said.contains("private to its author"), "{said}");
}

#[test]
fn an_older_file_has_no_effect() {
    let (pair, text) = with_news();
    take(&pair.grace, text.clone());
    let known = log(&pair.grace);
    pair.ada.on("2026-03-03").ok(&["claim", "30.2"]);
    pair.meet("2026-03-04");
    assert_eq!(take(&pair.grace, text).out, "Nothing new came in.\n");
    assert_eq!(log(&pair.grace).len(), known.len() + 1);
}

#[test]
fn a_thousand_strange_files_and_a_conflicted_copy_are_no_news() {
    let (pair, text) = with_news();
    let lanes = pair.lanes();
    for number in 0..1000 {
        std::fs::write(lanes.join(format!("photo {number}.jpg")), "not ours").unwrap();
    }
    let own = pair.file_of(&pair.ada, "journey.lane");
    let copy = own.with_extension("(Ada's conflicted copy 2026-03-02).lane");
    std::fs::rename(&own, &copy).unwrap();
    let said = pair.grace.ok(&["exchange", "sync"]);
    assert!(said.starts_with("3 changes from Ada."), "{said}");
    std::fs::write(&own, &text[..text.len() / 2]).unwrap();
    pair.grace.ok(&["exchange", "sync"]);
    std::fs::write(&own, text).unwrap();
    pair.meet("2026-03-03");
    assert_eq!(log(&pair.ada), log(&pair.grace));
    assert_sound(&pair.grace);
}

#[test]
fn a_file_with_a_damaged_header_is_named_once() {
    let (pair, _) = with_news();
    std::fs::write(pair.lanes().join("half.lane"), "{\"onramp\":\"lane/1\"").unwrap();
    let said = pair.grace.ok(&["exchange", "sync"]);
    assert!(said.contains("half.lane"), "{said}");
    let said = pair.grace.ok(&["exchange", "sync"]);
    assert!(!said.contains("half.lane"), "{said}");
}

#[test]
fn texts_that_are_no_lanes_are_refused() {
    let (pair, _) = with_news();
    let said = |text: &[u8]| nothing_of(&pair.grace, text);
    insta::assert_snapshot!(said(b""), @r"onramp: standard input is empty; ask for it again");
    insta::assert_snapshot!(said(b"Dear Grace,\n"), @r"onramp: standard input was not written by onramp; nothing was taken");
    insta::assert_snapshot!(said(b"\x00\xff\n"), @"onramp: standard input is not text; nothing was taken");
    insta::assert_snapshot!(said(b"{\"onramp\":\"lane/2\"}\n"), @"onramp: standard input was written by a newer version; update onramp");
}

/// An invitation to a fresh journey, altered.
fn altered(alter: impl Fn(&str) -> String) -> (Home, String) {
    let pair = Pair::begun();
    pair.ada.ok(&["exchange", "invite", "invitation"]);
    let text = std::fs::read_to_string(pair.ada.path("invitation")).unwrap();
    let (first, rest) = text.split_once('\n').unwrap();
    let file = pair.grace.path("invitation");
    std::fs::write(&file, format!("{}\n{rest}", alter(first))).unwrap();
    (pair.grace, file.display().to_string())
}

#[test]
fn an_invitation_with_control_characters_is_none() {
    for name in ["Ma\\u001b]0;x\\u0007ry", "Ma\\u202ery", "Ma\\u0000ry"] {
        let (home, file) = altered(|line| line.replace("Mary", name));
        let said = home.run(&["exchange", "join", &file, "--as", "Grace"]);
        assert_eq!(
            (said.code, said.out.as_str()),
            (3, ""),
            "{name}: {}",
            said.err
        );
    }
}

#[test]
fn an_invitation_without_its_lanes_is_refused() {
    let pair = Pair::begun();
    pair.ada.ok(&["exchange", "invite", "invitation"]);
    let text = std::fs::read_to_string(pair.ada.path("invitation")).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for count in [1, 2, 3] {
        let file = pair.share.path().join("invitation");
        std::fs::write(&file, lines[..count].concat()).unwrap();
        let file = file.display().to_string();
        let said = pair
            .grace
            .run(&["exchange", "join", &file, "--as", "Grace"]);
        assert_eq!((said.code, said.out.as_str()), (1, ""));
        assert!(
            said.err.contains("was altered or is not complete"),
            "{}",
            said.err
        );
        assert_eq!(pair.grace.ok(&["journeys"]), "There is no journey yet.\n");
    }
}

#[test]
fn a_clock_that_is_a_year_ahead_is_asked_about_once() {
    let pair = Pair::linked();
    let (ada, grace) = (&pair.ada, &pair.grace);
    grace
        .on("2027-03-02")
        .ok(&["note", "30.1", "from the future"]);
    grace.on("2027-03-02").ok(&["exchange", "sync"]);
    for _ in 0..2 {
        insta::allow_duplicates! {
            insta::assert_snapshot!(ada.ok(&["exchange", "sync"]), @r"
            Nothing new came in.
            Grace's clock says Tue 2 Mar 2027 12:00 UTC, this one Mon 2 Mar 2026 12:00 UTC; nothing was taken from there on. If theirs is right, --any-clock takes it; everything that is written later then counts as later than that.
            ");
        }
    }
    let said = ada.ok(&["exchange", "sync", "--any-clock"]);
    assert!(said.starts_with("1 change from Grace."), "{said}");
    ada.on("2026-03-03").ok(&["claim", "30.1"]);
    pair.meet("2026-03-04");
    grace.on("2026-03-05").ok(&["confirm", "30.1"]);
    let said = grace.on("2026-03-05").ok(&["exchange", "sync"]);
    assert!(!said.contains("clock"), "{said}");
    pair.meet("2026-03-06");
    assert_eq!(log(ada), log(grace));
    assert!(ada.ok(&["show", "30.1"]).contains("confirmed"));
}

#[test]
fn what_waits_is_named_by_its_author() {
    let pair = Pair::linked();
    let third = Home::new();
    pair.ada.ok(&["exchange", "invite", &pair.place()]);
    let said = third.ok(&["exchange", "join", &pair.place(), "--as", "Grace"]);
    pair.ada
        .ok(&["exchange", "admit", "--words", &six_words(&said)]);
    pair.ada.ok(&["claim", "30.1"]);
    pair.meet("2026-03-03");
    pair.grace.on("2026-03-04").ok(&["confirm", "30.1"]);
    pair.grace.on("2026-03-04").ok(&["exchange", "sync"]);
    let file = pair.file_of(&pair.grace, "journey.lane");
    let said = take(&third, std::fs::read(file).unwrap());
    insta::assert_snapshot!(said.out, @r"
    Nothing new came in.
    1 change of Grace waits for changes that are not here yet.
    ");
    third.on("2026-03-05").ok(&["exchange", "sync"]);
    assert_eq!(log(&third), log(&pair.grace));
}
