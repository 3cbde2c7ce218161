//! The burn-up: drawn on the terminal and in the summary.

use crate::home::Home;

/// Claims and confirmations of a month, told on a later day.
fn month() -> Home {
    let home = Home::with_journey();
    for (day, goal) in [
        ("2026-03-09", "30.1"),
        ("2026-03-16", "30.4"),
        ("2026-03-23", "30.5"),
    ] {
        home.on(day).ok(&["claim", goal]);
    }
    home.on("2026-03-17")
        .ok(&["confirm", "30.1", "--as", "Grace"]);
    home.on("2026-03-24")
        .ok(&["return", "30.5", "--reason", "thin", "--as", "Grace"]);
    home.on("2026-03-25")
        .ok(&["leave", "2026-03-26", "2026-03-27"]);
    home.on("2026-04-10")
}

#[test]
fn a_month_is_drawn() {
    let home = month();
    let drawn = |args: &[&str]| {
        let said = home.ok(args);
        let (_, chart) = said.split_once("Burn-up").unwrap();
        format!("Burn-up{chart}")
    };
    insta::assert_snapshot!(drawn(&["status", "--chart"]) + &drawn(&["status", "--chart=plan"]));
    assert!(!home.ok(&["status"]).contains("Burn-up"));
}

#[test]
fn a_chart_looks_back_with_the_rest() {
    let home = month();
    let said = home.ok(&["status", "--chart", "--as-of", "2026-03-18"]);
    assert!(said.contains("█ 1 confirmed   ▒ 2 claimed"), "{said}");
}

#[test]
fn there_is_no_chart_before_day_1_and_none_as_json() {
    let home = month();
    let said = home.on("2026-02-20").ok(&["status", "--chart"]);
    assert!(
        said.contains("There is nothing to chart before day 1."),
        "{said}"
    );
    let page = home.on("2026-02-20").ok(&["export", "--format", "html"]);
    assert!(!page.contains("<h2 id=\"s4\">Progress"), "{page}");
    let refused = home.fails(2, &["status", "--chart", "--json"]);
    assert!(
        refused.contains("a chart is not printed as JSON"),
        "{refused}"
    );
}

#[test]
fn the_summary_has_it_as_two_drawings_with_one_text_and_as_weeks() {
    let home = month();
    let page = home.ok(&["export", "--format", "html"]);
    let told = "role=\"img\" aria-label=\"Burn-up of the goals due by day 90. Of ";
    assert_eq!(page.matches(told).count(), 2);
    assert!(!page.contains("NaN"));
    let page = home.ok(&["export"]);
    let weeks = "## Progress to day 90\n\n| Week | To |";
    assert!(page.contains(weeks), "{page}");
}

#[test]
fn the_weeks_that_are_over_stay_as_they_were() {
    let weeks = |home: &Home| -> Vec<String> {
        let page = home.ok(&["export"]);
        let (_, section) = page.split_once("## Progress to day 90").unwrap();
        let (section, _) = section.split_once("\n## ").unwrap();
        let rows = section.lines().filter(|line| line.starts_with("| "));
        rows.map(str::to_owned).collect()
    };
    let home = month();
    let (before, after) = (weeks(&home), weeks(&home.on("2026-04-17")));
    let over = before.len() - 1;
    assert!(over >= 5, "{before:?}");
    assert_eq!(before[..over], after[..over]);
}

#[test]
fn the_chart_of_a_journey_that_ended_ends_on_that_day() {
    let home = month();
    home.ok(&["archive", "left"]);
    let page = home.on("2026-08-01").ok(&["export", "--format", "html"]);
    assert!(page.contains("Progress until Fri 10 Apr 2026"), "{page}");
    assert!(page.contains(">the end</text>") && !page.contains("class=\"ahead\""));
}
