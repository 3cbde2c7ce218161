//! Who gets in, who does not, and what each is told.

use super::machines::{Pair, assert_sound, log, six_words, standing, take};
use crate::home::Home;

/// Returns what `join` says to somebody who is refused.
#[track_caller]
fn turned_away(code: i32, place: &str, name: &str) -> String {
    let home = Home::new();
    let said = home.run(&["exchange", "join", place, "--as", name]);
    assert_eq!((said.code, said.out.as_str()), (code, ""), "{}", said.err);
    let journeys = home.ok(&["journeys"]);
    assert_eq!(journeys, "There is no journey yet.\n");
    said.err.replace(place, "PLACE")
}

#[test]
fn words_that_do_not_match_admit_nobody() {
    let pair = Pair::begun();
    let place = pair.place();
    pair.ada.ok(&["exchange", "invite", &place]);
    pair.grace
        .ok(&["exchange", "join", &place, "--as", "Grace"]);
    let said = pair.ada.run(&[
        "exchange",
        "admit",
        "--words",
        "one two three four five six",
    ]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    insta::assert_snapshot!(said.err, @r"
    onramp: those are not the words of Grace's machine
    hint: admit nobody whose words differ: the answer may be from somebody else
    ");
    let said = pair.ada.run(&["exchange", "admit"]);
    insta::assert_snapshot!(said.err, @r"
    onramp: Grace asks to be admitted
    hint: give the six words that they read to you with --words
    ");
    assert_eq!(standing(&pair.ada)["linked"], false);
}

#[test]
fn the_machine_is_admitted_whose_words_are_read_whoever_else_asks() {
    let pair = Pair::begun();
    let place = pair.place();
    pair.ada.ok(&["exchange", "invite", &place]);
    let stranger = Home::new();
    stranger.ok(&["exchange", "join", &place, "--as", "Grace"]);
    let said = pair
        .grace
        .ok(&["exchange", "join", &place, "--as", "Grace"]);
    let other = Home::new();
    other.ok(&["exchange", "join", &place, "--as", "Grace"]);
    pair.ada
        .ok(&["exchange", "admit", "--words", &six_words(&said)]);
    pair.grace.ok(&["exchange", "sync"]);
    pair.grace.ok(&["note", "30.1", "let in"]);
    for home in [&stranger, &other] {
        let said = home.ok(&["exchange", "sync"]);
        assert!(said.contains("not admitted yet"), "{said}");
        let said = home.fails(4, &["note", "30.1", "not let in"]);
        assert!(said.contains("not admitted to the journey yet"), "{said}");
        let said = home.ok(&["exchange", "status"]);
        assert!(said.contains("it is not admitted yet"), "{said}");
    }
}

#[test]
fn an_invitation_lets_one_machine_in() {
    let pair = Pair::begun();
    pair.ada.ok(&["exchange", "invite", "invitation"]);
    let invitation = pair.ada.path("invitation").display().to_string();
    let second = Home::new();
    let [first, other] = [&pair.grace, &second].map(|home| {
        let said = home.ok(&[
            "exchange",
            "join",
            &invitation,
            "--as",
            "Grace",
            "-o",
            "answer",
        ]);
        (home.path("answer").display().to_string(), six_words(&said))
    });
    pair.ada
        .ok(&["exchange", "admit", &first.0, "--words", &first.1]);
    let said = pair
        .ada
        .run(&["exchange", "admit", &other.0, "--words", &other.1]);
    assert_eq!((said.code, said.out.as_str()), (4, ""), "{}", said.err);
    assert_eq!(standing(&pair.ada)["machines"].as_array().unwrap().len(), 2);
    let said = pair
        .ada
        .run(&["exchange", "admit", &first.0, "--words", &first.1]);
    assert_eq!(said.code, 3, "{}", said.err);
}

#[test]
fn a_name_that_takes_no_part_does_not_join() {
    let pair = Pair::begun();
    let place = pair.place();
    pair.ada.ok(&["exchange", "invite", &place]);
    insta::assert_snapshot!(turned_away(3, &place, "Zoe"), @r"
    onramp: there is no person ‘Zoe’
    hint: Grace, the mentor; Ada, the hire
    ");
    let home = Home::new();
    let said = home.run(&["exchange", "join", &place]);
    insta::assert_snapshot!(said.err, @r"
    onramp: nobody says who joins
    hint: name one with --as: Grace, the mentor; Ada, the hire
    ");
    assert_eq!(said.code, 2);
}

#[test]
fn the_host_may_join_with_a_second_machine() {
    let pair = Pair::begun();
    let place = pair.place();
    pair.ada.ok(&["exchange", "invite", &place]);
    let said = pair.grace.ok(&["exchange", "join", &place, "--as", "hire"]);
    pair.ada
        .ok(&["exchange", "admit", "--words", &six_words(&said)]);
    pair.grace.ok(&["exchange", "sync"]);
    pair.grace.ok(&["claim", "30.1"]);
    pair.meet("2026-03-03");
    assert!(pair.ada.ok(&["show", "30.1"]).contains("claimed"));
    let said = pair.ada.ok(&["exchange", "devices"]);
    insta::assert_snapshot!(said, @r"
    1  Ada, this one, admitted by Ada on Mon 2 Mar 2026
    2  Ada, admitted by Ada on Mon 2 Mar 2026, last wrote just now
    ");
}

#[test]
fn a_journey_that_is_here_is_not_joined_again() {
    let pair = Pair::linked();
    let place = pair.place();
    pair.ada.ok(&["exchange", "invite", &place]);
    for home in [&pair.ada, &pair.grace] {
        let said = home.fails(4, &["exchange", "join", &place, "--as", "Grace"]);
        insta::allow_duplicates! {
            insta::assert_snapshot!(said, @r"
            onramp: the journey of Ada is on this machine already
            hint: `onramp exchange status` says how it stands
            ");
        }
    }
}

#[test]
fn several_journeys_in_one_folder_are_told_apart_by_the_hire() {
    let pair = Pair::begun();
    let place = pair.place();
    pair.ada.ok(&["exchange", "invite", &place]);
    let eva = Home::new();
    eva.ok(&[
        "start",
        "applied-scientist",
        "--name",
        "Eva",
        "--mentor",
        "Grace",
    ]);
    eva.ok(&["exchange", "invite", &place]);
    insta::assert_snapshot!(turned_away(2, &place, "Grace"), @"onramp: there are several invitations in PLACE: Ada, Eva; name one with --journey");
    let join = |hire| {
        [
            "exchange",
            "join",
            &place,
            "--as",
            "Grace",
            "--journey",
            hire,
        ]
    };
    let said = pair.grace.ok(&join("eva"));
    assert!(said.starts_with("Eva's journey"), "{said}");
    let said = pair
        .grace
        .ok(&["exchange", "join", &place, "--as", "Grace"]);
    assert!(said.starts_with("Ada's journey"), "{said}");
    // Nobody has let her in yet, so she may ask again.
    let said = pair.grace.ok(&join("Eva"));
    assert!(said.starts_with("Eva's journey"), "{said}");
}

#[test]
fn a_journey_is_named_however_the_letters_of_the_hire_are_composed() {
    let pair = Pair::begun();
    let place = pair.place();
    pair.ada.ok(&["exchange", "invite", &place]);
    let zoe = Home::new();
    let start = ["start", "applied-scientist", "--mentor", "Grace"];
    zoe.ok(&[&start[..], &["--name", "Zo\u{eb}"]].concat());
    zoe.ok(&["exchange", "invite", &place]);
    let join = ["exchange", "join", &place, "--as", "Grace", "--journey"];
    for spelled in ["ZOE\u{308}", "zo\u{eb}"] {
        let said = pair.grace.ok(&[&join[..], &[spelled]].concat());
        assert!(said.starts_with("Zo\u{eb}'s journey"), "{said}");
    }
    let said = zoe.fails(4, &[&join[..], &["zoe\u{308}"]].concat());
    assert!(
        said.contains("the journey of Zo\u{eb} is on this machine already"),
        "{said}"
    );
}

#[test]
fn a_place_without_an_invitation_says_so() {
    let pair = Pair::begun();
    let place = pair.place();
    insta::assert_snapshot!(turned_away(3, &place, "Grace"), @r"onramp: there is no invitation in PLACE; ask for one, which `onramp exchange invite` makes");
    let file = pair.share.path().join("mail.txt");
    std::fs::write(&file, "Dear Grace,\n").unwrap();
    let said = turned_away(3, &file.display().to_string(), "Grace");
    assert!(said.contains("there is no invitation in PLACE"), "{said}");
}

#[test]
fn a_hire_without_anybody_else_invites_nobody() {
    let home = Home::new();
    home.ok(&["start", "applied-scientist", "--name", "Ada"]);
    insta::assert_snapshot!(home.fails(4, &["exchange", "invite", "."]), @r"
    onramp: nobody is named besides you; name the other one first
    hint: `onramp edit --mentor NAME` names the mentor, `--manager NAME` the manager
    ");
}

#[test]
fn a_machine_acts_only_for_its_person() {
    let pair = Pair::linked();
    pair.ada.ok(&["claim", "30.2"]);
    let said = pair.grace.fails(4, &["claim", "30.1", "--as", "Ada"]);
    insta::assert_snapshot!(said, @r"
    onramp: this machine speaks for Grace; Ada has one of their own
    hint: nothing was changed; leave --as out, and let them do it on their machine
    ");
    let said = pair.ada.fails(4, &["confirm", "30.2", "--as", "Grace"]);
    assert!(said.contains("this machine speaks for Ada"), "{said}");
    let mut hints = String::new();
    for args in [
        &["confirm", "30.2"][..],
        &["waive", "30.1", "--reason", "enough"],
        &["gate", "start", "30"],
        &["gate", "show", "30"],
    ] {
        hints.push_str(&pair.ada.run(args).err);
    }
    let hints: Vec<&str> = hints
        .lines()
        .filter(|line| line.starts_with("hint"))
        .collect();
    insta::assert_snapshot!(hints.join("\n"), @r"
    hint: Grace does that on their own machine; `onramp exchange sync` brings it here
    hint: Grace does that on their own machine; `onramp exchange sync` brings it here
    hint: `onramp gate start 30` begins one, on the mentor's machine
    ");
}

#[test]
fn a_machine_does_not_retire_itself() {
    let pair = Pair::linked();
    insta::assert_snapshot!(pair.ada.fails(2, &["exchange", "devices", "--retire", "1"]), @r"
    onramp: that is this machine; it cannot retire itself
    hint: retire it from another one, or take a new name and key with `onramp exchange renew`
    ");
    let said = pair.ada.fails(3, &["exchange", "devices", "--retire", "3"]);
    assert!(said.contains("there is no machine 3"), "{said}");
}

#[test]
fn what_a_retired_machine_writes_does_not_count() {
    let pair = Pair::linked();
    pair.ada.ok(&["claim", "30.1"]);
    pair.grace.ok(&["note", "30.1", "while she may"]);
    pair.meet("2026-03-03");
    let (ada, grace) = (pair.ada.on("2026-03-04"), pair.grace.on("2026-03-05"));
    ada.ok(&["exchange", "devices", "--retire", "2"]);
    grace.ok(&["confirm", "30.1"]);
    grace.ok(&["exchange", "sync"]);
    ada.ok(&["exchange", "sync"]);
    let said = grace.ok(&["exchange", "sync"]);
    assert!(said.contains("1 of yours does not count"), "{said}");
    insta::assert_snapshot!(said, @r"
    1 change from Ada.
      Ada retired Grace's machine
    1 of yours does not count; `onramp conflicts` says why.
    Ada retired this machine on Wed 4 Mar 2026. It can read but not write; what it wrote before counts. `onramp exchange renew` asks to be admitted again.
    ");
    let why = "It came from a machine that had been retired, so it does not count.";
    assert!(grace.ok(&["conflicts"]).contains(why));
    insta::assert_snapshot!(grace.fails(4, &["confirm", "30.1"]), @r"
    onramp: Ada retired this machine on Wed 4 Mar 2026; what it wrote until then counts
    hint: nothing was changed; `onramp exchange renew` asks to be admitted anew
    ");
    for home in [&ada, &grace] {
        let log = log(home);
        let last = log.last().unwrap();
        assert!(
            last.starts_with("Grace confirmed 30.1") && last.ends_with("(aside)"),
            "{log:?}"
        );
        assert_sound(home);
    }
}

#[test]
fn an_answer_is_nothing_to_a_journey_that_did_not_invite() {
    let pair = Pair::begun();
    pair.ada.ok(&["exchange", "invite", "invitation"]);
    let invitation = pair.ada.path("invitation").display().to_string();
    pair.grace.ok(&[
        "exchange",
        "join",
        &invitation,
        "--as",
        "Grace",
        "-o",
        "answer",
    ]);
    let answer = std::fs::read(pair.grace.path("answer")).unwrap();
    let other = Home::with_journey();
    assert_eq!(take(&other, answer).out, "Nothing new came in.\n");
    assert_eq!(standing(&other)["asking"].as_array().unwrap().len(), 0);
}

#[test]
fn a_used_invitation_is_told_to_whoever_made_it() {
    let pair = Pair::linked();
    let place = pair.place();
    let second = Home::new();
    // The invitation lies there still on a machine that saw it before it was used.
    let ran = second.run(&["exchange", "join", &place, "--as", "Ada"]);
    if ran.code == 0 {
        let said = pair.ada.ok(&["exchange", "sync"]);
        assert!(
            said.contains("answers an invitation that was used already"),
            "{said}"
        );
    } else {
        assert!(ran.err.contains("`onramp exchange invite`"), "{}", ran.err);
    }
    pair.ada.ok(&["exchange", "invite", &place]);
    let said = second.ok(&["exchange", "join", &place, "--as", "Ada"]);
    pair.ada
        .ok(&["exchange", "admit", "--words", &six_words(&said)]);
    // Nobody else is asked any more.
    pair.grace.ok(&["exchange", "sync"]);
    let said = pair.grace.ok(&["exchange", "status"]);
    assert!(!said.contains("asks to be admitted"), "{said}");
}
