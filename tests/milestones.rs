//! A plan with milestones of its own: dates, standing, numbers, gate reviews, another edition.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

use chrono::NaiveDate;
use onramp::domain::acts::act::{Act, ReviewAct};
use onramp::domain::acts::decide::decide;
use onramp::domain::acts::edition;
use onramp::domain::acts::refusal::Refusal;
use onramp::domain::acts::world::World;
use onramp::domain::judgment::dates::Dates;
use onramp::domain::judgment::standing::Standing;
use onramp::domain::judgment::{attention::Matter, rules};
use onramp::domain::plan::copy::{PlanCopy, PlanText};
use onramp::domain::plan::guide::Guide;
use onramp::domain::plan::milestone::Milestone;
use onramp::domain::plan::names::Slug;
use onramp::domain::plan::people::{Party, People};
use onramp::domain::plan::people::{Person, PersonId};
use onramp::domain::plan::role::Plan;
use onramp::domain::plan::week::Week;
use onramp::domain::record::change::Moment;
use onramp::domain::record::course::Seed;
use onramp::domain::record::goal::Goal;
use onramp::domain::record::ids::JourneyId;
use onramp::domain::record::journey::Journey;
use onramp::domain::record::review::Verdict;
use onramp::plans::read;
use onramp::report::{json, text};
use rstest::rstest;
use std::collections::BTreeMap;
use uuid::Uuid;

const HEAD: &str = r#"
format = 1
slug = "baker"
title = "Baker"
source = "the guild"
summary = "Bakes."
mission = "Bread."
success = "Good bread."
high_performance = ["Better bread."]
"#;

const FIRST: &str = r#"
edition = 1
[[milestone]]
key = "w2"
after = "2 weeks"
theme = "Find the flour"
[[milestone]]
key = "w6"
after = "6 weeks"
theme = "Bake"
[[milestone]]
key = "3m"
after = "3 months"
theme = "Run the shop"
[[milestone]]
key = "later"
theme = "Teach"
"#;

const SECOND: &str = r#"
edition = 2
[[milestone]]
key = "w2"
after = "3 weeks"
theme = "Find the flour"
[[milestone]]
key = "3m"
after = "3 months"
theme = "Run the shop"
"#;

const GOALS: [(&str, &str); 5] = [
    ("w2", "flour"),
    ("w2", "oven"),
    ("w6", "loaf"),
    ("3m", "shop"),
    ("later", "teach"),
];

fn plan(head: &str, goals: &[(&str, &str)]) -> Plan {
    let (edition, milestones) = head.trim().split_once('\n').unwrap();
    let goal = |(milestone, slug): &(&str, &str)| {
        format!(
            "[[goal]]\nmilestone = \"{milestone}\"\nslug = \"{slug}\"\ntitle = \"Do the {slug}\"\n\
             why = \"Because.\"\nevidence = \"Bread.\"\n"
        )
    };
    let goals: String = goals.iter().map(goal).collect();
    read("p.toml", &format!("{HEAD}{edition}\n{milestones}\n{goals}"))
        .unwrap()
        .plan
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn person(id: u128, name: &str) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(id)),
        name: name.to_owned(),
    }
}

fn begun() -> Journey {
    let seed = Seed {
        people: People::new(person(10, "Ada"), Some(person(11, "Grace")), None),
        week: Week::default(),
        holidays: BTreeMap::new(),
        start: day("2026-03-02"),
        plan: PlanCopy::of(plan(FIRST, &GOALS)),
    };
    // Through the text that is kept, and back.
    let kept = PlanText::of(seed.plan.plan().unwrap());
    assert!(
        kept.outline
            .contains(r#""milestones":["w2:2w","w6:6w","3m:3m","later:none"]"#),
        "{}",
        kept.outline
    );
    let read = PlanCopy::of(kept.plan().unwrap());
    assert_eq!(read, seed.plan);
    let seed = Seed { plan: read, ..seed };
    Journey::from_seed(JourneyId(Uuid::from_u128(1)), &seed).unwrap()
}

/// Does an act as the mentor.
fn mentor(journey: &mut Journey, today: &str, act: &Act) -> Result<(), Refusal> {
    let author = journey.people.author(Party::Mentor).unwrap();
    let world = World {
        moment: Moment {
            today: day(today),
            entered: day(today),
            clock: 0,
            id: Uuid::from_u128(2),
        },
        guide: &Guide::default(),
    };
    let save = decide(journey, world, &author, std::slice::from_ref(act))?;
    save.edits().for_each(|edit| journey.apply(edit));
    Ok(())
}

fn named(journey: &Journey, key: &str) -> Milestone {
    journey.milestones().keyed(key).unwrap()
}

fn start(journey: &Journey, key: &str) -> Act {
    Act::Review(ReviewAct::Start {
        milestone: named(journey, key),
    })
}

fn standing<'a>(journey: &'a Journey, today: &str) -> Standing<'a> {
    Standing::of(journey, day(today))
}

fn numbers(journey: &Journey) -> String {
    let numbers = journey
        .goals
        .iter()
        .map(|goal| format!("{} {}", goal.number, goal.slug()));
    numbers.collect::<Vec<_>>().join(", ")
}

#[test]
fn goals_are_numbered_by_the_keys_and_fall_due_by_the_offsets() {
    let journey = begun();
    assert_eq!(
        numbers(&journey),
        "w2.1 flour, w2.2 oven, w6.1 loaf, 3m.1 shop, later.1 teach"
    );
    let standing = standing(&journey, "2026-03-02");
    let rows = standing.milestones.iter().map(|row| {
        let due = row.due.map_or("never".to_owned(), |due| due.to_string());
        format!(
            "{} · {} · {due} · {}",
            row.milestone, row.theme, row.tally.counted
        )
    });
    insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @r"
    2 weeks · Find the flour · 2026-03-13 · 2
    6 weeks · Bake · 2026-04-10 · 1
    3 months · Run the shop · 2026-06-02 · 1
    later · Teach · never · 1
    ");
}

#[rstest]
#[case::on_the_date("2026-03-13", "2 weeks", 2, false)]
#[case::the_day_after("2026-03-16", "6 weeks", 3, false)]
#[case::on_the_last_date("2026-06-02", "3 months", 4, false)]
#[case::after_all_dates("2026-06-03", "later", 4, true)]
fn the_journey_works_towards_the_next_date(
    #[case] today: &str,
    #[case] current: &str,
    #[case] counted: usize,
    #[case] is_over: bool,
) {
    let journey = begun();
    let standing = standing(&journey, today);
    assert_eq!(standing.current.to_string(), current);
    assert_eq!(standing.so_far.counted, counted);
    assert_eq!(standing.dates.are_over(), is_over);
}

#[test]
fn a_goal_is_expected_from_the_milestone_before_it() {
    let journey = begun();
    let expected = |today: &str, slug: &str| {
        let dates = Dates::of(&journey, day(today));
        dates.expected(journey.goal(&Slug::new(slug).unwrap()).unwrap())
    };
    assert!((expected("2026-03-06", "flour") - 4.0 / 9.0).abs() < 1e-9);
    assert!(expected("2026-03-13", "loaf") < 1e-9);
    assert!((expected("2026-03-27", "loaf") - 0.5).abs() < 1e-9);
    assert!(expected("2030-01-01", "teach") < 1e-9);
}

#[test]
fn what_has_no_date_has_no_gate_review() {
    let mut journey = begun();
    let act = start(&journey, "later");
    let refusal = mentor(&mut journey, "2026-03-16", &act).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "what lies beyond month 3 has no date and no gate review"
    );
    let standing = standing(&journey, "2030-01-01");
    let due: Vec<String> = (standing.attention.iter())
        .filter_map(|attention| match attention.what {
            Matter::Gate(milestone) => Some(milestone.key().to_owned()),
            _ => None,
        })
        .collect();
    assert_eq!(due, ["w2", "w6", "3m"]);
}

#[test]
fn a_replan_carries_goals_to_the_next_milestone() {
    let mut journey = begun();
    let act = start(&journey, "w2");
    mentor(&mut journey, "2026-03-16", &act).unwrap();
    let goals = ["flour", "oven"].map(|goal| Slug::new(goal).unwrap());
    for goal in &goals {
        let act = Act::Review(ReviewAct::Answer {
            goal: goal.clone(),
            answer: Some(onramp::domain::record::review::Answer::NotDone { why: None }),
        });
        mentor(&mut journey, "2026-03-16", &act).unwrap();
    }
    let ruling = Act::Review(ReviewAct::Verdict {
        summary: "Slow.".to_owned(),
        verdict: Verdict::Replan {
            carried: goals.to_vec(),
            waived: Vec::new(),
            reason: "No flour.".to_owned(),
        },
        leave_ungraded: true,
    });
    mentor(&mut journey, "2026-03-16", &ruling).unwrap();
    let moved = journey
        .goals
        .iter()
        .filter_map(|goal| Some(goal.deferral.as_ref()?.to));
    assert_eq!(moved.collect::<Vec<_>>(), [day("2026-04-10"); 2]);
}

/// An edition moves `w2` by a week and leaves `w6` and `later` out.
#[test]
fn another_edition_moves_a_milestone_and_keeps_what_was_done() {
    let mut journey = begun();
    let act = start(&journey, "w2");
    mentor(&mut journey, "2026-03-16", &act).unwrap();
    for goal in ["oven", "loaf"] {
        let goal = Slug::new(goal).unwrap();
        let act = Act::Waive {
            goal,
            reason: "Broken.".to_owned(),
            agreed: "Ada".to_owned(),
        };
        mentor(&mut journey, "2026-03-16", &act).unwrap();
    }
    let next = plan(SECOND, &[("w2", "flour"), ("3m", "shop")]);
    let difference = edition::difference(&journey, &Guide::default(), &next);
    let told = (difference.role.iter().map(|part| (&part.what, part)))
        .map(|(what, part)| format!("{what}: {:?} → {:?}", part.from, part.to));
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @r#"
    milestones: Some("2 weeks; 6 weeks; 3 months; later") → Some("3 weeks; 3 months")
    6 weeks: Some("Bake") → None
    later: Some("Teach") → None
    "#);
    let before = journey.clone();
    let edits = edition::take(&journey, &Guide::default(), &next).unwrap();
    edits.iter().for_each(|edit| journey.apply(edit));
    assert!(edits.iter().all(|edit| journey.stands(edit)));
    assert_eq!(
        numbers(&journey),
        "w2.1 flour, w2.2 oven, w6.1 loaf, 3m.1 shop"
    );
    let due = |journey: &Journey, goal: &str| {
        let dates = Dates::of(journey, day("2026-03-16"));
        dates.goal_due(journey.goal(&Slug::new(goal).unwrap()).unwrap())
    };
    for goal in ["flour", "oven"] {
        assert_eq!(due(&journey, goal), Some(day("2026-03-20")), "{goal}");
    }
    assert_eq!(due(&journey, "loaf"), Some(day("2026-04-10")));
    assert!(journey.reviews.of(named(&journey, "w2")).is_some());
    for edit in &edits {
        journey.apply(&edit.inverse());
    }
    assert_eq!(journey, before);
}

#[test]
fn a_plan_without_an_open_end_goes_on_past_its_last_date() {
    let mut journey = begun();
    let next = plan(SECOND, &[("w2", "flour"), ("3m", "shop")]);
    let edits = edition::take(&journey, &Guide::default(), &next).unwrap();
    edits.iter().for_each(|edit| journey.apply(edit));
    let standing = standing(&journey, "2027-01-01");
    assert_eq!((standing.due(), standing.so_far.counted), (None, 2));
    assert_eq!(standing.late.len(), 2);
}

#[test]
fn what_is_printed_goes_by_the_plans_milestones() {
    let journey = begun();
    let standing = standing(&journey, "2026-03-20");
    let goals: Vec<&Goal> = journey.goals.iter().collect();
    let shown = |lines: Vec<text::Line>| {
        let lines: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        lines.join("\n")
    };
    let acting = journey.people.author(Party::Hire).unwrap();
    insta::assert_snapshot!("status", shown(text::status(&standing, &acting, None, 80)));
    insta::assert_snapshot!(
        "goals",
        shown(text::goals(&standing, &goals, Party::Hire, 80))
    );
    let status = serde_json::to_value(json::status(&standing, &acting, None)).unwrap();
    assert_eq!(status["milestone"], "w6");
    assert_eq!(status["milestones"][3]["milestone"], "later");
    assert_eq!(status["next"][0]["number"], "w6.1");
}

#[test]
fn the_rules_name_the_plans_dates() {
    let rules = rules::in_words(&begun().milestones());
    assert!(rules[0].1.contains("fall due on week 2 and 6, month 3: "));
    assert!(
        rules[4]
            .1
            .ends_with("Nothing beyond month 3 is ever expected.")
    );
}
