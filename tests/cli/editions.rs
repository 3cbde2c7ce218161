//! Another edition of the plan in a journey that runs, by commands.

use super::home::Home;

pub fn home_with_own_plan() -> Home {
    let home = Home::new();
    std::fs::create_dir_all(home.path("plans")).unwrap();
    home.ok(&["plan", "new", "plans/tester.toml"]);
    home.ok(&[
        "start",
        "tester",
        "--name",
        "Ada",
        "--mentor",
        "Grace",
        "--context",
        "remote",
    ]);
    home
}

pub fn edit(home: &Home, edits: &[(&str, &str)]) {
    let file = home.path("plans/tester.toml");
    let mut text = std::fs::read_to_string(&file).unwrap();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    std::fs::write(file, text).unwrap();
}

fn second_edition(home: &Home) {
    edit(
        home,
        &[
            ("edition = 1", "edition = 2"),
            ("Meet everybody you will work with", "Meet the team"),
            ("slug = \"first-change\"", "slug = \"a-change\""),
            ("slug = \"mentor\"", "slug = \"mentors\""),
            ("people = [\"mentor\"]", "people = [\"mentors\"]"),
        ],
    );
}

#[test]
fn a_newer_edition_is_looked_at_taken_and_undone() {
    let home = home_with_own_plan();
    insta::assert_snapshot!(home.ok(&["plan", "diff"]), @r"
    Your role · edition 1
    Nothing changes.
    ");
    home.ok(&["tick", "first-change", "reviewed"]);
    second_edition(&home);
    insta::assert_snapshot!(home.ok(&["plan", "diff"]), @r"
    Your role · edition 1 → edition 2
    1 goal new, 1 goal changed, 1 goal no longer in the plan, kept.

    Goals
    ~ 30.1        Meet the team (changed)
        title      - Meet everybody you will work with
                   + Meet the team
    + 60.1        Ship a first change (new)
        why        + Why it matters.
        shows it   + A link to the change.
        asks for   + all of the parts
        part       + Somebody has reviewed it
        part       + It runs in production
    = 60.1 → 60.2 Ship a first change (no longer in the plan, stays because
                  something was done on it, active)

    Guide
      People · new: Your mentor · dropped: Your mentor
      What belongs to a goal · changed: Meet everybody you will work with
    `onramp plan update` takes it.
    ");
    let said = home.ok(&["plan", "update", "--agreed", "grace", "--yes"]);
    assert!(said.contains("to edition 2; Grace agreed"), "{said}");
    let goals = home.ok(&["goals"]);
    assert!(goals.contains("Meet the team"), "{goals}");
    assert!(
        home.ok(&["show", "first-change"])
            .contains("no longer in the plan")
    );
    insta::assert_snapshot!(home.fails(4, &["plan", "update", "--yes"]), @"onramp: this journey follows edition 2 of tester as it is");
    assert!(home.ok(&["undo"]).contains("from edition 1 to edition 2"));
    assert!(home.ok(&["goals"]).contains("Meet everybody"));
    assert!(home.ok(&["doctor"]).contains("exactly the rows"));
}

#[test]
fn the_difference_is_a_document_too() {
    let home = home_with_own_plan();
    second_edition(&home);
    let document: serde_json::Value =
        serde_json::from_str(&home.ok(&["plan", "diff", "--json"])).unwrap();
    assert_eq!(document["format"], "onramp.plan-diff/1");
    assert_eq!(document["to"]["edition"], 2);
    let fates: Vec<&str> = document["goals"]
        .as_array()
        .unwrap()
        .iter()
        .map(|goal| goal["fate"].as_str().unwrap())
        .collect();
    assert_eq!(fates, ["changed", "added", "dropped"]);
}

#[test]
fn an_older_edition_and_a_plan_that_is_gone_are_refused() {
    let home = home_with_own_plan();
    second_edition(&home);
    home.ok(&["plan", "update", "--agreed", "Grace", "--yes"]);
    edit(&home, &[("edition = 2", "edition = 1")]);
    insta::assert_snapshot!(home.fails(4, &["plan", "update", "--yes"]), @"onramp: the plan at hand is edition 1 of tester; this journey follows edition 2, which is newer");
    std::fs::remove_file(home.path("plans/tester.toml")).unwrap();
    insta::assert_snapshot!(home.fails(3, &["plan", "update", "--yes"]), @r"
    onramp: there is no plan at hand named ‘tester’
    hint: `onramp plan list` lists the plans at hand; `onramp plan diff ROLE` compares with one of them
    ");
}

#[test]
fn a_journey_can_go_over_to_another_plan() {
    let home = home_with_own_plan();
    home.ok(&["claim", "meet-the-team"]);
    let said = home.ok(&[
        "plan",
        "update",
        "applied-scientist",
        "--agreed",
        "Grace",
        "--yes",
    ]);
    assert!(
        said.contains("No longer fitted to Working from elsewhere"),
        "{said}"
    );
    let goals = home.ok(&["goals"]);
    assert!(goals.contains("30.6    Meet everybody"), "{goals}");
    home.ok(&["undo"]);
    assert!(home.ok(&["doctor"]).contains("exactly the rows"));
}

#[test]
fn nothing_is_taken_without_a_yes_or_the_mentors_consent() {
    let home = home_with_own_plan();
    second_edition(&home);
    insta::assert_snapshot!(home.fails(4, &["plan", "update", "--yes"]), @r"
    onramp: Grace, the mentor, has to agree, since it drops or moves 60.1
    hint: `onramp plan update --agreed Grace` once Grace has agreed, or `--as Grace` to act as them
    ");
    insta::assert_snapshot!(home.fails(4, &["plan", "update", "--yes", "--agreed", "Mary"]), @"onramp: ‘Mary’ takes no part in this journey and cannot agree; there are Ada, the hire; Grace, the mentor");
    insta::assert_snapshot!(home.fails(4, &["plan", "update", "--yes", "--agreed", "Ada"]), @"onramp: Ada, the hire, cannot agree to this; Grace, the mentor, has to");
    insta::assert_snapshot!(home.fails(2, &["plan", "update", "--agreed", "Grace"]), @r"
    onramp: the update needs your yes, and there is no terminal to ask on
    hint: `onramp plan diff` shows what would change; `--yes` takes it
    ");
    home.ok(&["plan", "update", "--as", "Grace", "--yes"]);
    let log = home.ok(&["log"]);
    assert!(log.contains("Grace updated the plan"), "{log}");
}

#[test]
fn an_edition_that_was_taken_can_be_read_later_in_full() {
    let home = home_with_own_plan();
    second_edition(&home);
    home.ok(&["plan", "update", "--agreed", "Grace", "--yes"]);
    home.ok(&["note", "meet-the-team", "Well.\n\nVery well."]);
    insta::assert_snapshot!(home.ok(&["log", "show", "2"]), @r"
    Change 2
    Ada, the hire · Mon 2 Mar 2026
    updated the plan: from edition 1 to edition 2; Grace agreed

    Plan
    Your role · edition 1 → edition 2
    1 goal new, 1 goal changed, 1 goal dropped.

    Goals
    ~ 30.1     Meet the team (changed)
        title      - Meet everybody you will work with
                   + Meet the team
    + 60.1     Ship a first change (new)
        why        + Why it matters.
        shows it   + A link to the change.
        asks for   + all of the parts
        part       + Somebody has reviewed it
        part       + It runs in production
    - 60.1     Ship a first change (dropped)

    Guide
      People · new: Your mentor · dropped: Your mentor
      What belongs to a goal · changed: Meet everybody you will work with
    ");
    insta::assert_snapshot!(home.ok(&["log", "show", "3"]), @r"
    Change 3
    Ada, the hire · Mon 2 Mar 2026
    noted on 30.1 Meet the team: Well.

    Very well.
    ");
    let document: serde_json::Value =
        serde_json::from_str(&home.ok(&["log", "show", "2", "--json"])).unwrap();
    assert_eq!(document["format"], "onramp.log-change/1");
    assert_eq!(document["change"]["number"], 2);
    assert_eq!(document["plan"]["to"]["edition"], 2);
    home.ok(&["undo", "2"]);
    let undone = home.ok(&["log", "show", "4"]);
    assert!(undone.contains("edition 2 → edition 1"), "{undone}");
    insta::assert_snapshot!(home.fails(3, &["log", "show", "5"]), @r"
    onramp: there is no change 5; the log goes up to 4
    hint: `onramp log` lists the changes
    ");
    let both = home.run(&["log", "-n", "1", "show", "2"]);
    assert_eq!(both.code, 2, "{}", both.err);
}

/// A home with a journey on a plan that builds on another of the user's own, which has a metric.
fn home_with_a_base() -> Home {
    let home = Home::new();
    std::fs::create_dir_all(home.path("plans")).unwrap();
    home.ok(&["plan", "new", "plans/tester.toml"]);
    edit(
        &home,
        &[(
            "[[person]]",
            "[[metric]]\nslug = \"speed\"\nname = \"Speed\"\nmeasures = \"Days from idea to change\"\n\
             why = \"Short is good.\"\ntarget = \"5 days\"\nfrequency = \"weekly\"\n\n[[person]]",
        )],
    );
    let child =
        "format = 1\nedition = 1\nslug = \"ours\"\ntitle = \"Ours\"\nextends = \"tester\"\n";
    std::fs::write(home.path("plans/ours.toml"), child).unwrap();
    home.ok(&["start", "ours", "--name", "Ada", "--mentor", "Grace"]);
    home
}

#[test]
fn a_base_that_changed_reaches_the_journey_on_its_child() {
    let home = home_with_a_base();
    assert!(!home.ok(&["status"]).contains("changed"));
    edit(
        &home,
        &[
            ("target = \"5 days\"", "target = \"2 days\""),
            ("slug = \"meet-the-team\"", "slug = \"meet-them\""),
            ("milestone = \"60\"", "milestone = \"30\""),
            ("goal = \"meet-the-team\"", "goal = \"meet-them\""),
        ],
    );
    let status = home.ok(&["status"]);
    assert!(
        status.contains("The plan, or the one it builds on, has changed."),
        "{status}"
    );
    insta::assert_snapshot!(home.ok(&["plan", "diff"]), @r"
    Ours · edition 1
    1 goal new, 1 goal changed, 1 goal dropped.

    Goals
    + 30.1        Meet everybody you will work with (new)
        why        + Why it matters, to the person who will do it.
        shows it   + What can be linked to or shown when it is done.
        watch for  + The mistake to watch for; leave the line out where there is
                     none.
    ~ 60.1 → 30.2 Ship a first change (changed)
        milestone  - 60 days
                   + 30 days
    - 30.1        Meet everybody you will work with (dropped)

    Guide
      Metrics
      ~ Speed
        target     - 5 days
                   + 2 days
    `onramp plan update` takes it.
    ");
    let document: serde_json::Value =
        serde_json::from_str(&home.ok(&["status", "--json"])).unwrap();
    assert_eq!(document["plan"]["edition"], 1);
    assert!(
        document["plan"]["news"]
            .as_str()
            .unwrap()
            .contains("has changed")
    );
    home.ok(&["plan", "update", "--as", "mentor", "--yes"]);
    assert!(!home.ok(&["status"]).contains("changed"));
}

#[test]
fn status_tells_of_a_newer_edition_and_of_a_plan_with_a_mistake() {
    let home = home_with_own_plan();
    home.ok(&["claim", "meet-the-team"]);
    assert!(!home.ok(&["status"]).contains("plan diff"));
    second_edition(&home);
    let status = home.ok(&["status"]);
    assert!(
        status.contains("Edition 2 is available. `onramp plan diff` shows what would change."),
        "{status}"
    );
    edit(&home, &[("edition = 2", "edition = 0")]);
    let status = home.ok(&["status"]);
    // The name of the file decides where the line is broken.
    assert!(
        status.contains("The plan at hand has a mistake:"),
        "{status}"
    );
    for args in [
        &["plan", "diff"][..],
        &["plan", "update", "--yes"],
        &["plan", "diff", "tester"],
        &["plan", "show", "test"],
        &["start", "tester", "--name", "Di"],
    ] {
        let said = home.fails(1, args);
        assert!(said.contains("tester.toml:"), "{args:?}: {said}");
    }
}

#[test]
fn an_edition_with_fewer_goals_than_were_claimed_keeps_the_claimed() {
    let home = home_with_own_plan();
    home.ok(&["claim", "meet-the-team"]);
    home.ok(&["tick", "first-change", "reviewed"]);
    home.ok(&["tick", "first-change", "live"]);
    home.ok(&["claim", "first-change"]);
    home.ok(&["note", "first-change", "It was hard."]);
    let file = home.path("plans/tester.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let (head, rest) = text.split_once("# A goal with parts").unwrap();
    let (_, guide) = rest.split_once("# The guide").unwrap();
    let one = format!("{head}# The guide{guide}").replacen("edition = 1", "edition = 2", 1);
    std::fs::write(&file, one).unwrap();
    home.ok(&["plan", "update", "--agreed", "Grace", "--yes"]);
    let shown = home.ok(&["show", "first-change"]);
    let shown: Vec<&str> = shown.split_whitespace().collect();
    let shown = shown.join(" ");
    for kept in ["no longer in the plan", "claimed", "It was hard."] {
        assert!(shown.contains(kept), "{kept}: {shown}");
    }
    assert!(home.ok(&["doctor"]).contains("exactly the rows"));
}

const FIT: [&str; 4] = ["plan", "update", "--yes", "--context"];

#[test]
fn settings_are_seen_and_changed_after_a_look_at_what_changes() {
    let home = Home::with_journey();
    assert!(!home.ok(&["status"]).contains("fitted"));
    let diff = home.ok(&[
        "plan",
        "diff",
        "--context",
        "consumer",
        "--context",
        "startup",
    ]);
    assert!(diff.contains("Fitted to Consumer software, too."), "{diff}");
    assert!(
        diff.contains("`onramp plan update --context consumer --context startup` takes it."),
        "{diff}"
    );
    let said = home.ok(&[&FIT[..], &["consumer", "--context", "startup"]].concat());
    assert!(said.contains("    target     - "), "{said}");
    assert!(said.contains("+ Consumer software: "), "{said}");
    let fitted = "fitted to Consumer software; Startup or small company";
    assert!(home.ok(&["status"]).contains(fitted));
    assert!(home.ok(&["export"]).contains(fitted));
    let document: serde_json::Value =
        serde_json::from_str(&home.ok(&["status", "--json"])).unwrap();
    assert_eq!(document["plan"]["contexts"][1]["slug"], "startup");
    assert!(
        home.ok(&["log"])
            .contains("updated the plan: edition 1 as it reads now, fitted to")
    );
    insta::assert_snapshot!(home.fails(4, &["plan", "update", "--yes", "--none"]), @r"
    onramp: Grace, the mentor, has to agree, since it drops or moves 90.4
    hint: `onramp plan update --agreed Grace` once Grace has agreed, or `--as Grace` to act as them
    ");
    home.ok(&["plan", "update", "--yes", "--none", "--agreed", "Grace"]);
    assert!(!home.ok(&["status"]).contains("fitted"));
    assert!(home.ok(&["doctor"]).contains("exactly the rows"));
}

#[test]
fn settings_that_the_plan_does_not_know_or_that_exclude_each_other_change_nothing() {
    let home = Home::with_journey();
    let fit = |name| [&FIT[..], &[name]].concat();
    insta::assert_snapshot!(home.fails(3, &fit("startap")), @r"
    onramp: there is no context of this plan ‘startap’; did you mean ‘startup’?
    hint: there are startup, mid-size, large-enterprise, consumer, enterprise-saas, security-identity, by-region, product-led, service-led, make-it-work, make-it-durable, regulated, non-regulated
    ");
    insta::assert_snapshot!(home.fails(2, &[&fit("startup")[..], &["--context", "mid-size"]].concat()), @r"
    onramp: choose one of ‘Startup or small company’ and ‘Mid-size product company’; they exclude each other
    hint: leave one `--context` out; `onramp plan show ROLE contexts` describes them
    ");
    insta::assert_snapshot!(home.fails(2, &["start", "applied-scientist", "--name", "Di", "--context", "regulated", "--context", "non-regulated"]), @r"
    onramp: choose one of ‘Regulated environment’ and ‘Non-regulated environment’; they exclude each other
    hint: leave one `--context` out; `onramp plan show ROLE contexts` describes them
    ");
    let both = home.run(&["plan", "update", "--none", "--context", "startup"]);
    assert_eq!(both.code, 2, "{}", both.err);
}
