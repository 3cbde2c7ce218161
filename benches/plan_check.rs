//! How long plan files take: checking the built-in ones, listing the plans at hand.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a bench stops where it goes wrong"
)]

use std::path::Path;

use divan::{Bencher, black_box};
use onramp::domain::acts::edition::news::news;
use onramp::domain::plan::copy::{Outline, PlanCopy};
use onramp::domain::plan::people::{People, Person, PersonId};
use onramp::domain::record::ids::JourneyId;
use onramp::domain::record::journey::Journey;
use onramp::plans::{Library, PlanFile, all, at_hand, examine};
use tempfile::TempDir;

fn main() {
    divan::main();
}

/// Returns the texts of the built-in plans.
fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("plans");
    let file = |slug: &str| folder.join(format!("{slug}.toml"));
    all()
        .iter()
        .map(|plan| std::fs::read_to_string(file(plan.slug)).unwrap())
        .collect()
}

/// Returns a folder of so many plans, each of which builds on the one before it or, at every
/// eighth, on a built-in one.
fn folder(count: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for at in 0..count {
        let base = match at % 8 {
            0 => all()[at / 8 % all().len()].slug.to_owned(),
            _ => format!("plan-{}", at - 1),
        };
        let text = format!(
            "format = 1\nedition = 1\nslug = \"plan-{at}\"\ntitle = \"Plan {at}\"\nextends = \"{base}\"\n"
        );
        std::fs::write(folder.path().join(format!("plan-{at}.toml")), text).unwrap();
    }
    folder
}

#[divan::bench]
fn check_the_five_built_in_plans(bencher: Bencher) {
    let texts = texts();
    bencher.bench_local(|| {
        let checked = texts
            .iter()
            .map(|text| examine("plan.toml", black_box(text)));
        checked.filter(|(plan, _)| plan.is_some()).count()
    });
}

/// Returns a journey that follows a plan as it is.
fn following(file: &PlanFile) -> Journey {
    let hire = Person {
        id: PersonId(uuid::Uuid::nil()),
        name: "Ada".to_owned(),
    };
    let people = People::new(hire, None, None);
    let plan = &file.plan;
    let hash = PlanCopy::of(plan.clone()).hash();
    let start = "2026-03-02".parse().unwrap();
    Journey::begun(
        JourneyId(uuid::Uuid::nil()),
        people,
        start,
        hash,
        Outline::of(plan),
    )
}

/// Looks for news of the plan of a slug, as a start does.
fn look(bencher: Bencher, folder: Option<&Path>, slug: &str) {
    let journey = following(&at_hand(folder, slug).unwrap().unwrap());
    bencher.bench_local(|| {
        let file = at_hand(folder, black_box(slug)).unwrap().unwrap();
        let news = news(&journey, &file.fitted_to(&[]), file.extends);
        assert_eq!(news, None);
    });
}

#[divan::bench]
fn look_for_news_of_a_built_in_plan(bencher: Bencher) {
    look(bencher, None, "applied-scientist");
}

#[divan::bench]
fn look_for_news_of_one_of_40_plans_that_build_on_each_other(bencher: Bencher) {
    let folder = folder(40);
    look(bencher, Some(folder.path()), "plan-3");
}

#[divan::bench]
fn list_the_built_in_plans() -> usize {
    Library::open(None).plans.len()
}

#[divan::bench]
fn list_with_one_plan_that_builds_on_a_built_in_one(bencher: Bencher) {
    let folder = folder(1);
    bencher.bench_local(|| Library::open(Some(folder.path())).plans.len());
}

#[divan::bench]
fn list_with_40_plans_that_build_on_each_other(bencher: Bencher) {
    let folder = folder(40);
    bencher.bench_local(|| Library::open(Some(folder.path())).plans.len());
}
