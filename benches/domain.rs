//! How long the rules take: a fold of a long log, its newest lines and all of it in words, the standing
//! of a journey.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a bench stops where it goes wrong"
)]

#[path = "../tests/journeys/mod.rs"]
mod journeys;

use divan::{Bencher, black_box};
use journeys::{acts, author, day, moment, seed_of_25_goals};
use onramp::domain::acts::decide::decide;
use onramp::domain::acts::world::World;
use onramp::domain::judgment::standing::Standing;
use onramp::domain::plan::guide::Guide;
use onramp::domain::plan::people::Party;
use onramp::domain::record::change::Change;
use onramp::domain::record::ids::{DeviceId, JourneyId};
use onramp::domain::record::journey::Journey;
use onramp::domain::record::kind::Set;
use onramp::domain::record::kinds::Edit;
use onramp::domain::record::log::{Head, Save};
use onramp::domain::record::verb::Verb;
use onramp::domain::telling::history::{History, lines};
use uuid::Uuid;

fn main() {
    divan::main();
}

/// Returns a log of so many changes, the start among them.
fn log(length: usize) -> Vec<Change> {
    let id = JourneyId(Uuid::from_u128(1));
    let seed = seed_of_25_goals();
    let mut journey = Journey::from_seed(id, &seed).unwrap();
    let mut head = Head::of(id, DeviceId(Uuid::from_u128(2)), &[]);
    let start = Edit::Seed(Set {
        key: (),
        from: None,
        to: Some(seed),
    });
    let start = Save::of(&journey, Verb::Start, vec![start]);
    let mut log = head.append(&author(Party::Hire), moment(), start);
    for (party, act) in acts(&journey).take(length - 1) {
        let world = World {
            moment: moment(),
            guide: &Guide::default(),
        };
        let save = decide(&journey, world, &author(party), &[act]).unwrap();
        for edit in save.edits() {
            journey.apply(edit);
        }
        log.extend(head.append(&author(party), world.moment, save));
    }
    log
}

#[divan::bench]
fn fold_10_000_changes(bencher: Bencher) {
    let log = log(10_000);
    bencher.bench_local(|| Journey::fold(black_box(&log)).unwrap());
}

#[divan::bench]
fn tell_5_of_10_000_changes(bencher: Bencher) {
    let log = log(10_000);
    let journey = Journey::fold(&log).unwrap();
    bencher.bench_local(|| {
        let history = History::of(&journey, black_box(&log), Party::Hire);
        let all = history.entries().len();
        history.tell(|entry| entry.number + 5 > all).len()
    });
}

#[divan::bench]
fn tell_10_000_changes(bencher: Bencher) {
    let log = log(10_000);
    let journey = Journey::fold(&log).unwrap();
    bencher.bench_local(|| lines(&journey, black_box(&log), Party::Hire).len());
}

#[divan::bench]
fn standing_of_a_journey(bencher: Bencher) {
    let journey = Journey::fold(&log(1_000)).unwrap();
    bencher.bench_local(|| {
        let standing = Standing::of(black_box(&journey), day("2026-06-10"));
        standing.reasons.len()
    });
}
