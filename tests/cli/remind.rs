//! Reminders: what is due for whoever acts, and nothing where nothing is.

use crate::home::Home;

#[test]
fn nothing_is_said_where_nothing_is_due() {
    let nowhere = Home::new();
    assert_eq!(nowhere.ok(&["remind"]), "");
    assert_eq!(nowhere.ok(&["remind", "--short"]), "");
    assert!(!nowhere.database().exists(), "looking makes no database");
    let home = Home::with_journey();
    assert_eq!(home.ok(&["remind", "--today", "2026-03-04"]), "");
}

/// A plan with two first steps and a question.
const STEPS: &str = r#"format = 1
edition = 1
slug = "with-steps"
title = "With steps"
extends = "trial-scientist"

[[first_step]]
slug = "buddy"
owner = "mentor"
by = "3 working days before"
step = "Name a buddy"

[[first_step]]
slug = "role"
owner = "mentor"
by = "day 1"
step = "Talk about the role"

[[question]]
slug = "first-strengths"
meeting = "first"
ask = "What do you do best?"
"#;

#[test]
fn the_mentor_is_told_the_first_steps_and_ticks_them_off() {
    let home = Home::with_trial_plan();
    std::fs::write(home.path("plans/with-steps.toml"), STEPS).unwrap();
    home.ok(&[
        "start",
        "with-steps",
        "--name",
        "Ada",
        "--mentor",
        "Grace",
        "--from",
        "2026-03-02",
    ]);
    let eve = ["--as", "mentor", "--today", "2026-02-27"];
    let on_the_eve = |args: &[&str]| home.ok(&[args, &eve[..]].concat());
    insta::assert_snapshot!(on_the_eve(&["remind"]), @r#"
    First steps for you; Ada's day 1 is Mon 2 Mar 2026:
      1. Name a buddy · was due Wed 25 Feb
      2. Talk about the role · due Mon 2 Mar
      Why: a talk about the role, a buddy, a network, monthly check-ins and openness
      made hires fully productive a month earlier (Bock, Work Rules!)
      `onramp meet done "the first words"` ticks one off
    "#);
    assert_eq!(on_the_eve(&["remind", "--short"]), "2 first steps\n");
    insta::assert_snapshot!(on_the_eve(&["actions"]), @r#"
    First steps
      [ ] Grace  Name a buddy (was due Wed 25 Feb, 2 working days late)
      [ ] Grace  Talk about the role (due Mon 2 Mar)
    "#);
    insta::assert_snapshot!(on_the_eve(&["meet", "done", "name"]), @"Grace ticked off the first step: Name a buddy.");
    assert_eq!(on_the_eve(&["remind", "--short"]), "1 first step\n");
    on_the_eve(&["meet", "undone", "buddy"]);
    assert_eq!(on_the_eve(&["remind", "--short"]), "2 first steps\n");
    let first = ["--as", "mentor", "--today", "2026-03-02"];
    insta::assert_snapshot!(home.ok(&[&["meet", "start"][..], &first].concat()), @r#"
    1:1 no. 1 · first · Ada and Grace · Mon 2 Mar · open

    Open actions
      [ ] 1  Name a buddy
             Grace, was due Wed 25 Feb
      [ ] 2  Talk about the role
             Grace, due Mon 2 Mar

    To ask
      [ ] 3  What do you do best?
    "#);
}

#[test]
fn it_goes_through_every_journey_in_which_somebody_takes_part() {
    let home = Home::with_journey();
    home.ok(&[
        "start",
        "trial-scientist",
        "--name",
        "Edith",
        "--mentor",
        "Grace",
    ]);
    home.ok(&["start", "trial-scientist", "--name", "Joan"]);
    home.ok(&["claim", "30.1", "--journey", "Ada"]);
    home.ok(&["claim", "30.2", "--journey", "Edith"]);
    home.ok(&["meet", "next", "tomorrow", "--journey", "Edith"]);
    home.ok(&[
        "meet",
        "action",
        "open a door",
        "--owner",
        "mentor",
        "--due",
        "today",
        "--journey",
        "Ada",
    ]);
    let tomorrow = ["remind", "--as", "Grace", "--today", "2026-03-03"];
    insta::assert_snapshot!(home.ok(&tomorrow), @r#"
    ◆ Ada: 30.1 Learn the product, its users and the KPIs ML moves · to confirm,
      claimed Mon 2 Mar
    · Ada: open a door · was due Mon 2 Mar
    · Edith: 1:1 today
    · Edith: check in for the 1:1 of Tue 3 Mar: `onramp check-in`
    ◆ Edith: 30.2 Get access to data, logs and the experiment platforms · to
      confirm, claimed Mon 2 Mar
      `onramp meet done "the first words"` ticks one off
    "#);
    insta::assert_snapshot!(home.ok(&[&tomorrow[..], &["--short"]].concat()), @"1:1 · 1 check-in · 2 to confirm · 1 action");
    std::fs::write(home.path("config.toml"), "as = \"Joan\"").unwrap();
    let joan = home.ok(&["remind", "--today", "2026-03-31"]);
    assert!(joan.lines().all(|line| !line.contains("Edith")), "{joan}");
    assert!(joan.contains("○ 30.1"), "{joan}");
    let one = home.ok(&[&tomorrow[..], &["--journey", "Ada"]].concat());
    assert!(!one.contains("Edith"), "{one}");
}

#[test]
fn a_whole_name_is_not_the_beginning_of_another() {
    let home = Home::with_journey();
    home.ok(&["start", "trial-scientist", "--name", "Adam"]);
    let late = |name| home.ok(&["remind", "--as", name, "--today", "2026-04-08"]);
    assert!(late("ad").contains("Adam: "), "a beginning means both");
    assert!(!late("ada").contains("Adam"), "the name means one");
}

#[test]
fn a_prompt_is_never_disturbed() {
    let home = Home::with_journey();
    let message = home.fails(3, &["remind", "--as", "Gracie"]);
    assert!(message.contains("did you mean ‘Grace’?"), "{message}");
    assert_eq!(home.ok(&["remind", "--short", "--as", "Gracie"]), "");
    std::fs::write(home.path("config.toml"), "nonsense").unwrap();
    home.fails(1, &["remind"]);
    assert_eq!(home.ok(&["remind", "--short"]), "");
    std::fs::write(home.path("config.toml"), "").unwrap();
    std::fs::write(home.database(), "not a database at all").unwrap();
    home.fails(1, &["remind"]);
    assert_eq!(home.ok(&["remind", "--short"]), "");
}
