//! A small plan, the people who follow it, and moments, for the tests and benches of the store.
#![allow(dead_code, reason = "each test and bench takes what it needs")]

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;
use onramp::domain::acts::act::Act;
use onramp::domain::acts::decide;
use onramp::domain::acts::decide::Working;
use onramp::domain::plan::copy::PlanCopy;
use onramp::domain::plan::names::Slug;
use onramp::domain::plan::people::{Author, Party};
use onramp::domain::plan::role::Plan;
use onramp::domain::record::change::Moment;
use onramp::domain::record::course::Seed;
use onramp::domain::record::journey::Journey;
use onramp::domain::record::writing::Visibility;
use onramp::store::{OpenJourney, Store, Surroundings};
use tempfile::TempDir;
use uuid::Uuid;

/// Three goals of 30 days, two of 60, one of every other milestone; `baseline` asks for all of
/// its two parts, `talk` for any of them.
pub fn plan() -> Plan {
    let head = r#"
        format = 1
        edition = 1
        slug = "tester"
        title = "Tester"
        source = "these tests"
        summary = "Tests."
        mission = "Test."
        success = "Tested."
        high_performance = ["Tests well."]
        [milestones]
        30 = "Begin"
        60 = "Go on"
    "#;
    let conversation = r#"
        [[first_step]]
        slug = "buddy"
        owner = "mentor"
        by = "day 1"
        step = "Name a buddy"
        [[question]]
        slug = "weekly-next"
        meeting = "weekly"
        ask = "What is next?"
    "#;
    let parts =
        r#"criteria = [{ slug = "first", text = "One" }, { slug = "second", text = "Two" }]"#;
    let goals = [
        ("30", "team", String::new()),
        ("30", "baseline", parts.to_owned()),
        ("30", "access", "pitfall = \"Waiting\"".to_owned()),
        ("60", "fix", String::new()),
        ("60", "talk", format!("asks = \"any\"\n{parts}")),
        ("90", "ship", String::new()),
        ("6m", "own", String::new()),
        ("12m", "lead", String::new()),
        ("beyond", "share", String::new()),
    ];
    let goals = goals.map(|(milestone, slug, rest)| {
        format!(
            "[[goal]]\nmilestone = \"{milestone}\"\nslug = \"{slug}\"\ntitle = \"Do the {slug}\"\n\
             why = \"Because.\"\nevidence = \"A link.\"\n{rest}\n"
        )
    });
    onramp::plans::read(
        "tester.toml",
        &format!("{head}\n{}{conversation}", goals.concat()),
    )
    .unwrap()
    .plan
}

pub fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

pub fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

pub fn seed_of(hire: &str) -> Seed {
    decide::seed(
        plan(),
        hire,
        "Bo",
        "Cy",
        day("2026-03-02"),
        Working::default(),
        Uuid::from_u128(7),
    )
    .unwrap()
}

/// Returns a moment of the journey's second week, later than every one before it in this process.
pub fn moment() -> Moment {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    Moment {
        today: day("2026-03-11"),
        entered: day("2026-03-11"),
        clock: 1_773_200_000_000 + i64::try_from(count).unwrap(),
        id: Uuid::from_u64_pair(std::process::id().into(), count),
    }
}

pub fn author(party: Party) -> Author {
    seed_of("Ada").people.author(party).unwrap()
}

/// Returns a folder that goes when it is dropped, and where a database would be in it.
pub fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("onramp.db");
    (folder, path)
}

/// Returns a journey of 25 goals and so many changes, which were committed one by one.
pub fn with_changes(store: &mut Store, changes: usize) -> OpenJourney {
    let mut open = store.start(seed_of_25_goals(), moment()).unwrap();
    let acts: Vec<_> = acts(&open.journey).take(changes - 1).collect();
    for (party, act) in acts {
        store
            .commit(&mut open, &author(party), &[act], moment())
            .unwrap();
    }
    open
}

pub fn started(path: &Path) -> (Store, OpenJourney) {
    let mut store = Store::open(path, &Surroundings::default()).unwrap();
    let open = store.start(seed_of("Ada"), moment()).unwrap();
    (store, open)
}

pub fn begin(goal: &str) -> Act {
    Act::Begin { goal: slug(goal) }
}

pub fn claim(goal: &str) -> Act {
    Act::Claim { goal: slug(goal) }
}

pub fn note(text: &str) -> Act {
    Act::Note {
        goal: None,
        text: text.to_owned(),
        visibility: Visibility::Shared,
        question: false,
        meeting: None,
    }
}

/// Returns a seed with 25 goals: the small plan's and more of the same.
pub fn seed_of_25_goals() -> Seed {
    let mut seed = seed_of("Ada");
    let mut plan = seed.plan.plan().unwrap().clone();
    let goals = plan.goals.clone();
    let more = goals.iter().cycle().zip(goals.len()..25).map(|(goal, n)| {
        let mut goal = goal.clone();
        goal.slug = slug(&format!("{}-{n}", goal.slug));
        goal
    });
    plan.goals.extend(more.collect::<Vec<_>>());
    plan.goals.sort_by_key(|goal| goal.milestone);
    seed.plan = PlanCopy::of(plan);
    seed
}

/// Returns acts as a journey sees them, without end; each is accepted after the ones before it.
pub fn acts(journey: &Journey) -> impl Iterator<Item = (Party, Act)> + use<> {
    let slugs: Vec<Slug> = journey
        .goals
        .iter()
        .map(|goal| goal.slug().clone())
        .collect();
    (0..).flat_map(move |round| {
        slugs.clone().into_iter().flat_map(move |goal| {
            let about = |text: &str| Act::Note {
                goal: Some(goal.clone()),
                text: format!("{text} in round {round}, in a sentence as people write them."),
                visibility: Visibility::Shared,
                question: false,
                meeting: None,
            };
            let blocked = Act::Block {
                goal: goal.clone(),
                on: "IT".to_owned(),
                waits_for: "a laptop".to_owned(),
                since: None,
            };
            let evidence = Act::Evidence {
                goal: goal.clone(),
                link: format!("https://example.org/{goal}/{round}"),
                label: "A report".to_owned(),
            };
            [
                (Party::Hire, about("What I tried")),
                (Party::Hire, blocked),
                (Party::Mentor, about("What to look at")),
                (Party::Mentor, Act::Clear { goal: goal.clone() }),
                (Party::Hire, evidence),
            ]
        })
    })
}
