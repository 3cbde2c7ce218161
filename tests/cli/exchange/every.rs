//! A mentor of several hires: one command for all of their journeys.

use tempfile::TempDir;

use super::machines::six_words;
use crate::home::Home;

/// Grace mentors hires who each have a machine, and a folder that they share with her.
struct Mentor {
    grace: Home,
    hires: Vec<(&'static str, Home, TempDir)>,
}

impl Mentor {
    fn of(names: &[&'static str]) -> Self {
        let grace = Home::new();
        let link = |name: &&'static str| {
            let (home, share) = (Home::new(), TempDir::new().unwrap());
            let place = share.path().display().to_string();
            let role = "applied-scientist";
            home.ok(&["start", role, "--name", name, "--mentor", "Grace"]);
            home.ok(&["exchange", "invite", &place]);
            let said = grace.ok(&["exchange", "join", &place, "--as", "Grace"]);
            home.ok(&["exchange", "admit", "--words", &six_words(&said)]);
            (*name, home, share)
        };
        let hires = names.iter().map(link).collect();
        Self { grace, hires }
    }

    /// What is printed, without the names of the folders.
    fn plain(&self, said: &str) -> String {
        let mut said = said.to_owned();
        for (name, _, share) in &self.hires {
            said = said.replace(
                &share.path().display().to_string(),
                &format!("SHARE-{name}"),
            );
        }
        // The words are others each time.
        let line = |line: &str| match line.split_once("six words to ") {
            Some((start, rest)) => {
                format!("{start}six words to {}\n", rest.split(':').next().unwrap())
            }
            None => format!("{line}\n"),
        };
        said.lines().map(line).collect()
    }
}

#[test]
fn a_mentor_syncs_every_journey_at_once_and_one_that_fails_stops_no_other() {
    let mentor = Mentor::of(&["Ada", "Eva", "Zoe"]);
    mentor.grace.ok(&["exchange", "sync"]);
    for (name, home, _) in &mentor.hires {
        home.ok(&["note", "30.1", &format!("from {name}")]);
        home.ok(&["exchange", "sync"]);
    }
    let gone = mentor.grace.path("away");
    std::fs::rename(mentor.hires[1].2.path(), &gone).unwrap();
    let ran = mentor.grace.run(&["exchange", "sync"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(mentor.plain(&ran.out), @r#"
    Ada
      1 change from Ada.
        Ada noted on 30.1 Learn the domain, user journeys and KPIs that ML influences: from Ada
    Eva
      There is no folder at SHARE-Eva; check that the drive is mounted, then sync again
    Zoe
      1 change from Zoe.
        Zoe noted on 30.1 Learn the domain, user journeys and KPIs that ML influences: from Zoe
    "#);
    insta::assert_snapshot!(ran.err, @r"
    onramp: nothing was exchanged for Eva
    hint: nothing is lost; what waits goes out with the next `onramp exchange sync`
    ");
    let ran = mentor.grace.run(&["exchange", "sync", "--json"]);
    assert_eq!(ran.code, 1);
    let came: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let hires = came["journeys"].as_array().unwrap().iter();
    let hires: Vec<_> = hires
        .map(|one| {
            let failed = one["failed"].as_array().unwrap().len();
            (one["journey"]["hire"].as_str().unwrap(), failed)
        })
        .collect();
    assert_eq!(hires, [("Ada", 0), ("Eva", 1), ("Zoe", 0)]);
    std::fs::rename(&gone, mentor.hires[1].2.path()).unwrap();
    let said = mentor.grace.ok(&["exchange", "sync", "--journey", "Eva"]);
    assert!(said.starts_with("1 change from Eva."), "{said}");
}

#[test]
fn a_mentor_sees_how_every_journey_stands() {
    let mentor = Mentor::of(&["Ada", "Eva"]);
    mentor.grace.ok(&["exchange", "sync"]);
    let role = "applied-scientist";
    let bob = ["start", role, "--name", "Bob", "--mentor", "Grace"];
    mentor.grace.ok(&bob);
    let said = mentor.grace.ok(&["exchange", "status"]);
    insta::assert_snapshot!(mentor.plain(&said), @r"
    Ada
      This machine speaks for Grace.
      SHARE-Ada: synced just now, everything of yours is there
      Ada: last wrote just now
    Eva
      This machine speaks for Grace.
      SHARE-Eva: synced just now, everything of yours is there
      Eva: last wrote just now
    1 more journey is on this machine alone.
    ");
    let said = mentor.grace.ok(&["exchange", "status", "--json"]);
    let all: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(all["journeys"].as_array().unwrap().len(), 3);
    assert_eq!(all["journeys"][0]["this_machine"], "admitted");
    assert_eq!(all["journeys"][2]["this_machine"], "alone");
    let said = mentor.grace.ok(&["exchange", "sync"]);
    assert!(!said.contains("Bob"), "{said}");
}

#[test]
fn several_journeys_that_are_nowhere_are_not_synced() {
    let home = Home::with_journey();
    let role = "applied-scientist";
    home.ok(&["start", role, "--name", "Eva", "--mentor", "Grace"]);
    insta::assert_snapshot!(home.fails(3, &["exchange", "sync"]), @r"
    onramp: none of the 2 journeys here is synced anywhere
    hint: `onramp exchange invite PLACE --journey NAME` begins it
    ");
    insta::assert_snapshot!(home.ok(&["exchange", "status"]), @r"None of the 2 journeys here is synced anywhere; `onramp exchange invite PLACE --journey NAME` begins it.");
}

#[test]
fn a_mentor_who_takes_a_new_name_asks_in_every_journey() {
    let mentor = Mentor::of(&["Ada", "Eva"]);
    mentor.grace.ok(&["exchange", "sync"]);
    let said = mentor.grace.ok(&["exchange", "renew"]);
    for (name, home, _) in &mentor.hires {
        let line = said
            .lines()
            .find(|line| line.contains(&format!("of {name}'s journey")));
        let words = six_words(line.unwrap());
        home.ok(&["exchange", "admit", "--words", &words]);
    }
    mentor.grace.ok(&["exchange", "sync"]);
    for (name, home, _) in &mentor.hires {
        mentor
            .grace
            .ok(&["note", "30.1", "hello", "--journey", name]);
        mentor.grace.ok(&["exchange", "sync"]);
        let said = home.ok(&["exchange", "sync"]);
        assert!(said.starts_with("1 change from Grace."), "{said}");
    }
}
