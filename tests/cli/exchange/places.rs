//! A place of the manager beside the one of hire and mentor.

use tempfile::TempDir;

use super::machines::{Pair, holds, log, six_words};
use crate::home::Home;

/// A linked pair that wrote something for two, and a manager with a place of her own.
struct Three {
    pair: Pair,
    mary: Home,
    office: TempDir,
}

impl Three {
    fn linked() -> Self {
        let pair = Pair::linked();
        pair.ada.ok(&["meet", "point", "a point for-two"]);
        pair.ada.ok(&["claim", "30.1"]);
        let (office, mary) = (TempDir::new().unwrap(), Home::new());
        let place = office.path().display().to_string();
        let said = pair
            .ada
            .ok(&["exchange", "invite", &place, "--for", "manager"]);
        insta::allow_duplicates! {
            insta::assert_snapshot!(said.replace(&place, "OFFICE"), @r"
            The invitation is in OFFICE. Mary runs `onramp exchange join OFFICE`; then `onramp exchange admit` lets them in.
            The manager gets what is for everybody; what is for hire and mentor, and private notes, stay here.
            ");
        }
        let said = mary.ok(&["exchange", "join", &place, "--as", "Mary"]);
        pair.ada
            .ok(&["exchange", "admit", "--words", &six_words(&said)]);
        mary.ok(&["exchange", "sync"]);
        Self { pair, mary, office }
    }

    fn place(&self) -> String {
        self.office.path().display().to_string()
    }
}

#[test]
fn a_manager_gets_what_is_for_everybody_and_nothing_that_is_for_two() {
    let three = Three::linked();
    let Pair { ada, grace, .. } = &three.pair;
    assert!(
        log(&three.mary)
            .iter()
            .any(|line| line.starts_with("Ada claimed 30.1"))
    );
    let tuesday = "2026-03-10";
    grace.on(tuesday).ok(&["exchange", "sync"]);
    grace.on(tuesday).ok(&["meet", "start"]);
    grace.on(tuesday).ok(&["meet", "note", "a note for-two"]);
    grace
        .on(tuesday)
        .ok(&["meet", "rate", "4", "4", "4", "--words", "words for-two"]);
    grace.on(tuesday).ok(&["confirm", "30.1"]);
    three.pair.meet("2026-03-11");
    ada.on("2026-03-11")
        .ok(&["meet", "rate", "2", "2", "2", "--words", "more for-two"]);
    three.pair.meet("2026-03-12");
    three.mary.on("2026-03-12").ok(&["exchange", "sync"]);
    assert!(
        log(&three.mary)
            .iter()
            .any(|line| line.starts_with("Grace confirmed 30.1"))
    );
    assert!(holds(three.pair.share.path(), "more for-two"));
    for folder in [three.office.path(), &three.mary.path("")] {
        assert!(!holds(folder, "for-two"), "{}", folder.display());
    }
    let handed = ada.ok(&["exchange", "write", "-", "--for", "manager"]);
    assert!(handed.contains("Grace confirmed") || handed.contains("confirm"));
    assert!(!handed.contains("for-two"));
}

#[test]
fn what_a_manager_writes_for_the_two_reaches_them() {
    let three = Three::linked();
    let said = three
        .mary
        .on("2026-03-03")
        .ok(&["meet", "point", "from the manager"]);
    assert!(said.contains("can read it"), "{said}");
    three.mary.on("2026-03-03").ok(&["exchange", "sync"]);
    three.pair.meet("2026-03-04");
    // What comes from one place goes to the other with the next sync.
    three.pair.meet("2026-03-04");
    for home in [&three.pair.ada, &three.pair.grace] {
        assert!(home.ok(&["meet", "agenda"]).contains("from the manager"));
    }
}

#[test]
fn a_place_serves_the_manager_or_the_pair() {
    let three = Three::linked();
    let Pair { ada, share, .. } = &three.pair;
    let (share, office) = (share.path().display().to_string(), three.place());
    let slash = format!("{share}/");
    let dot = format!("{share}/.");
    for place in [&share, &slash, &dot] {
        let said = ada.fails(4, &["exchange", "invite", place, "--for", "manager"]);
        assert!(
            said.contains("where the hire and the mentor exchange what is for the two"),
            "{said}"
        );
    }
    let said = ada.fails(4, &["exchange", "invite", &office]);
    assert!(
        said.contains("shared with the manager, who does not read what is for two"),
        "{said}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_to_a_place_is_that_place() {
    let pair = Pair::linked();
    let link = pair.ada.path("link");
    std::os::unix::fs::symlink(pair.share.path(), &link).unwrap();
    let link = link.display().to_string();
    pair.ada
        .fails(4, &["exchange", "invite", &link, "--for", "manager"]);
    pair.ada.ok(&["exchange", "invite", &link]);
    let said = pair.ada.ok(&["exchange", "status"]);
    assert_eq!(said.matches(&pair.place()).count(), 1, "{said}");
}

#[test]
fn an_invitation_lets_in_only_whom_it_is_for() {
    let three = Three::linked();
    let (share, office) = (three.pair.place(), three.place());
    three.pair.ada.ok(&["exchange", "invite", &share]);
    three
        .pair
        .ada
        .ok(&["exchange", "invite", &office, "--for", "manager"]);
    let join = |place: &str, name| {
        let said = Home::new().run(&["exchange", "join", place, "--as", name]);
        assert_eq!((said.code, said.out.as_str()), (4, ""), "{}", said.err);
        said.err
    };
    insta::assert_snapshot!(join(&office, "Grace"), @"onramp: that invitation is not for Grace, the mentor; ask Ada for one that is");
    insta::assert_snapshot!(join(&share, "Mary"), @"onramp: that invitation is not for Mary, the manager; ask Ada for one that is");
}

#[test]
fn a_manager_who_is_not_named_is_not_invited() {
    let home = Home::new();
    home.ok(&[
        "start",
        "applied-scientist",
        "--name",
        "Ada",
        "--mentor",
        "Grace",
    ]);
    let said = home.fails(4, &["exchange", "invite", ".", "--for", "manager"]);
    assert!(said.contains("nobody is named"), "{said}");
}
