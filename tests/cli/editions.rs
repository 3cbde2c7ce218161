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
    ~ 30.1     Meet the team (changed)
        title      - Meet everybody you will work with
                   + Meet the team
    + 60.1     Ship a first change (new)
        why        + Why it matters.
        shows it   + A link to the change.
        asks for   + all of the parts
        part       + Somebody has reviewed it
        part       + It runs in production
    = 60.2     Ship a first change (no longer in the plan, stays because something
               was done on it, active)

    Guide
      People · new: Your mentor · dropped: Your mentor
      What belongs to a goal · changed: Meet everybody you will work with
    `onramp plan update` takes it.
    ");
    assert!(home.ok(&["plan", "update"]).contains("updated the plan"));
    let goals = home.ok(&["goals"]);
    assert!(goals.contains("Meet the team"), "{goals}");
    assert!(
        home.ok(&["show", "first-change"])
            .contains("no longer in the plan")
    );
    insta::assert_snapshot!(home.fails(1, &["plan", "update"]), @"onramp: this journey follows edition 2 of tester as it is");
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
    home.ok(&["plan", "update"]);
    edit(&home, &[("edition = 2", "edition = 1")]);
    insta::assert_snapshot!(home.fails(1, &["plan", "update"]), @"onramp: the plan at hand is edition 1 of tester; this journey follows edition 2, which is newer");
    std::fs::remove_file(home.path("plans/tester.toml")).unwrap();
    insta::assert_snapshot!(home.fails(1, &["plan", "update"]), @r"
    onramp: there is no plan at hand named ‘tester’
    hint: `onramp plan list` lists the plans at hand; `onramp plan diff ROLE` compares with one of them
    ");
}

#[test]
fn a_journey_can_go_over_to_another_plan() {
    let home = home_with_own_plan();
    home.ok(&["claim", "meet-the-team"]);
    let said = home.ok(&["plan", "update", "applied-scientist"]);
    assert!(
        said.contains("The new plan does not know the context"),
        "{said}"
    );
    let goals = home.ok(&["goals"]);
    assert!(goals.contains("30.6    Meet everybody"), "{goals}");
    home.ok(&["undo"]);
    assert!(home.ok(&["doctor"]).contains("exactly the rows"));
}
