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

#[test]
fn the_mentor_is_told_the_first_steps_before_the_start() {
    let home = Home::with_journey();
    let eve = ["remind", "--as", "mentor", "--today", "2026-02-27"];
    insta::assert_snapshot!(home.ok(&eve), @r"
    Ada starts on Mon 2 Mar 2026. Five first steps for you:
      1. talk about the role and what is expected
      2. name a buddy
      3. help build a network
      4. plan a check-in a month for six months
      5. make it easy to talk openly
      Why: where mentors did these five, hires were fully productive a month earlier
      (Bock, Work Rules!)
    ");
    assert_eq!(
        home.ok(&[&eve[..], &["--short"]].concat()),
        "5 first steps\n"
    );
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
    ◆ Edith: 30.2 Get access to data, logs and the experiment platforms · to
      confirm, claimed Mon 2 Mar
      `onramp meet done "the first words"` ticks an action off
    "#);
    insta::assert_snapshot!(home.ok(&[&tomorrow[..], &["--short"]].concat()), @"1:1 · 2 to confirm · 1 action");
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
