//! Plans that somebody writes: in the user's folder, in a team's, good and bad.

use std::fs;

use crate::home::Home;

/// Writes a plan that builds on another into a folder of the home.
fn put(home: &Home, file: &str, extends: &str, more: &str) {
    let file = home.path(file);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let slug = file.file_stem().unwrap().to_str().unwrap();
    let text = format!(
        "format = 1\nedition = 1\nslug = \"{slug}\"\ntitle = \"The {slug}\"\nextends = \"{extends}\"\n{more}"
    );
    fs::write(file, text).unwrap();
}

#[test]
fn a_plan_that_builds_on_another_is_started_from_like_any_other() {
    let home = Home::new();
    put(
        &home,
        "plans/ours.toml",
        "applied-scientist",
        "[[goal]]\nslug = \"access\"\ntitle = \"Get into everything\"\n\
         [drop]\ngoal = [\"product-and-kpis\"]\nperson = [\"data-engineers\"]\n",
    );
    put(&home, "plans/mine.toml", "ours", "mission = \"Mine.\"\n");
    let list = home.ok(&["plan", "list"]);
    assert!(list.contains("mine · The mine · your own"), "{list}");
    assert!(!list.contains("Left out"), "{list}");
    let shown = home.ok(&["plan", "show", "mine"]);
    assert!(shown.contains("30.1     Get into everything"), "{shown}");
    assert!(shown.contains("  Mine.\n"), "{shown}");
    assert!(!shown.contains("product-and-kpis"), "{shown}");
    home.ok(&["start", "mine", "--name", "Ada"]);
    let goal = home.ok(&["show", "30.1"]);
    assert!(goal.contains("Get into everything"), "{goal}");
}

#[test]
fn a_loop_takes_no_other_plan_off_the_list() {
    let home = Home::new();
    put(&home, "plans/a.toml", "b", "");
    put(&home, "plans/b.toml", "a", "");
    put(&home, "plans/c.toml", "c", "");
    put(&home, "plans/good.toml", "applied-scientist", "");
    let list = home.ok(&["plan", "list"]);
    assert!(list.contains("good · The good · your own"), "{list}");
    let words: Vec<&str> = list.split_whitespace().collect();
    let list = words.join(" ");
    assert!(list.contains("plans/a.toml:5:11: the plans build on each other in a loop: a → b → a"));
    assert!(list.contains("plans/b.toml:5:11: the plans build on each other in a loop: b → a → b"));
    assert!(list.contains("plans/c.toml:5:11: a plan cannot build on itself"));
    home.fails(3, &["plan", "show", "a"]);
}

#[test]
fn a_folder_of_plans_is_checked_before_it_is_installed() {
    let home = Home::new();
    put(&home, "plans/installed.toml", "applied-scientist", "");
    put(&home, "team/base.toml", "installed", "");
    put(&home, "team/good.toml", "base", "");
    put(
        &home,
        "team/bad.toml",
        "bace",
        "[[goal]]\nslug = \"a\"\nwhi = \"b\"\n",
    );
    let checked = home.ok(&["plan", "check", "team/good.toml", "team/base.toml"]);
    assert_eq!(
        checked,
        "team/good.toml: 0 errors, 0 warnings\nteam/base.toml: 0 errors, 0 warnings\n"
    );
    let ran = home.run(&["plan", "check", "team/bad.toml"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.out, @r#"
    error: there is no plan ‘bace’; did you mean ‘base’?
     --> team/bad.toml:5:11
      |
    5 | extends = "bace"
      |           ^^^^^^
    error: a goal has no key `whi`; did you mean `why`?
     --> team/bad.toml:8:1
      |
    8 | whi = "b"
      | ^^^
    team/bad.toml: 2 errors, 0 warnings
    "#);
}

#[test]
fn no_name_of_a_plan_leads_out_of_the_folder() {
    let home = Home::new();
    put(&home, "outside.toml", "applied-scientist", "");
    put(&home, "plans/a.toml", "../outside", "");
    put(&home, "plans/b.toml", "/etc/passwd", "");
    put(&home, "plans/c.toml", "outside", "");
    for file in ["a", "b", "c"] {
        let ran = home.run(&["plan", "check", &format!("plans/{file}.toml")]);
        assert_eq!(ran.code, 1);
        assert!(ran.out.contains(":5:11\n"), "{}", ran.out);
        assert!(!ran.out.contains("root:"), "{}", ran.out);
    }
    let slug =
        "format = 1\nedition = 1\nslug = \"../x\"\ntitle = \"T\"\nextends = \"applied-scientist\"";
    fs::write(home.path("plans/d.toml"), slug).unwrap();
    let list = home.ok(&["plan", "list"]);
    assert!(!list.contains("your own"), "{list}");
    assert!(list.contains("‘../x’ is not a slug"), "{list}");
    let message = home.fails(3, &["plan", "show", "../../etc/passwd"]);
    assert!(message.contains("there is no role ‘../../etc/passwd’"));
    for file in ["../x.toml", "plans/../../x.toml"] {
        let message = home.fails(2, &["plan", "new", file]);
        assert!(
            message.contains("leads out of its folder by `..`"),
            "{message}"
        );
    }
    home.ok(&["plan", "new", "plans/x.toml"]);
}

#[test]
fn a_plan_to_begin_with_builds_on_the_role_that_is_named() {
    let home = Home::new();
    put(&home, "plans/base.toml", "applied-scientist", "");
    for (file, role) in [("one.toml", "applied"), ("the-base.toml", "The base")] {
        home.ok(&["plan", "new", file, "--extends", role]);
        let checked = home.ok(&["plan", "check", file]);
        assert_eq!(checked, format!("{file}: 0 errors, 0 warnings\n"));
    }
    let message = home.fails(
        3,
        &["plan", "new", "two.toml", "--extends", "aplied-scientist"],
    );
    assert!(
        message.contains("did you mean ‘applied-scientist’?"),
        "{message}"
    );
    let message = home.fails(2, &["plan", "new", "base.toml", "--extends", "base"]);
    assert!(message.contains("cannot build on itself"), "{message}");
    assert!(!home.path("two.toml").exists() && !home.path("base.toml").exists());
}

#[test]
fn a_role_and_its_pages_are_printed_in_markdown() {
    let home = Home::new();
    let whole = home.ok(&["plan", "show", "applied", "--format", "md"]);
    assert!(whole.starts_with("# Applied Scientist\n\n"), "{whole}");
    assert!(whole.contains("\n- [ ] "), "{whole}");
    let page = home.ok(&["plan", "show", "applied", "people", "--format", "md"]);
    assert!(
        page.starts_with("# Applied Scientist: People\n\n## Inside the company\n"),
        "{page}"
    );
    let contexts = home.ok(&["plan", "show", "applied", "contexts", "--format", "md"]);
    assert!(
        contexts.contains("\n### Startup or small company\n"),
        "{contexts}"
    );
    let text = home.ok(&["plan", "show", "applied"]);
    assert_eq!(
        home.ok(&["plan", "show", "applied", "--format", "text"]),
        text
    );
    let both = home.run(&["plan", "show", "applied", "--format", "md", "--json"]);
    assert_eq!(both.code, 2, "{}", both.err);
}

const WITH_MILESTONES: &str = r#"format = 1
edition = 1
slug = "baker"
title = "Baker"
source = "the guild"
summary = "Bakes."
mission = "Bread."
success = "Good bread."
[[milestone]]
key = "w2"
after = "2 weeks"
theme = "Find the flour"
[[milestone]]
key = "later"
theme = "Teach"
[[goal]]
milestone = "w2"
slug = "oven"
title = "Know the oven"
why = "It is hot."
evidence = "A loaf."
[[goal]]
milestone = "later"
slug = "teach"
title = "Teach another"
why = "They ask."
evidence = "A baker."
"#;

/// Returns a home with a plan that has milestones of its own.
fn with_milestones() -> Home {
    let home = Home::new();
    fs::create_dir_all(home.path("plans")).unwrap();
    fs::write(home.path("plans/baker.toml"), WITH_MILESTONES).unwrap();
    home
}

#[test]
fn a_plan_with_milestones_of_its_own_is_shown_by_them() {
    let home = with_milestones();
    let checked = home.ok(&["plan", "check", "plans/baker.toml"]);
    assert_eq!(checked, "plans/baker.toml: 0 errors, 0 warnings\n");
    let shown = home.ok(&["plan", "show", "baker"]);
    assert!(shown.contains("2 weeks · Find the flour\n"), "{shown}");
    assert!(shown.contains("  w2.1     Know the oven\n"), "{shown}");
    assert!(shown.contains("later · Teach\n"), "{shown}");
}

#[test]
fn a_journey_goes_by_the_milestones_of_its_plan() {
    let home = with_milestones();
    home.ok(&["start", "baker", "--name", "Ada", "--from", "2026-03-02"]);
    home.ok(&["edit", "--mentor", "Grace"]);
    let status = home.ok(&["status", "--today", "2026-03-10"]);
    assert!(status.contains("2 weeks · due Fri 13 Mar"), "{status}");
    assert!(status.contains("0 of 1 by week 2"), "{status}");
    let goals = home.ok(&["goals", "--milestone", "w2"]);
    assert!(goals.contains("w2.1"), "{goals}");
    assert!(!goals.contains("later.1"), "{goals}");
    let refused = home.fails(3, &["goals", "--milestone", "30"]);
    assert!(refused.contains("hint: use w2 or later"), "{refused}");
    let undated = home.fails(3, &["gate", "show", "later"]);
    assert_eq!(
        undated,
        "onramp: later has no date, so there is no gate review of it\n\
         hint: `onramp gate start M --as mentor` begins one: w2\n"
    );
    home.ok(&["claim", "w2.1"]);
    home.ok(&["gate", "start", "w2", "--as", "Grace"]);
    let refused = home.fails(4, &["gate", "start", "later", "--as", "Grace"]);
    assert!(
        refused.contains("the review at 2 weeks is open"),
        "{refused}"
    );
    let list = home.ok(&["gate", "list"]);
    assert!(list.starts_with("2 weeks"), "{list}");
    let rules = home.ok(&["rules"]);
    assert!(rules.contains("Milestones fall due on week 2:"), "{rules}");
    home.ok(&["journeys"]);
    home.ok(&["doctor"]);
}
