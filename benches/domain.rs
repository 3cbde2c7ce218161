//! How long the rules take: a fold of a long log, the standing of a journey.
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
use onramp::domain::acts::decide::{Entry, decide};
use onramp::domain::judgment::standing::Standing;
use onramp::domain::plan::calendar::Calendar;
use onramp::domain::plan::people::Party;
use onramp::domain::record::change::{Change, Edit, Verb};
use onramp::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use onramp::domain::record::journey::Journey;
use uuid::Uuid;

fn main() {
    divan::main();
}

/// Returns a log of so many changes, the start among them.
fn log(length: usize) -> Vec<Change> {
    let id = JourneyId(Uuid::from_u128(1));
    let seed = seed_of_25_goals();
    let mut journey = Journey::from_seed(id, &seed);
    let start = Edit::Seed {
        seed: Box::new(seed),
    };
    let mut deeds = vec![(Party::Hire, moment(), Verb::Start, vec![start])];
    for (party, act) in acts(&journey).take(length - 1) {
        let moment = moment();
        let entry = Entry {
            id: ChangeId(moment.id),
            day: moment.today,
            clock: moment.clock,
        };
        let deed = decide(&journey, &author(party), &act, entry).unwrap();
        for edit in &deed.edits {
            journey.apply(edit);
        }
        deeds.push((party, moment, deed.verb, deed.edits));
    }
    let changes = deeds.into_iter().zip(1..);
    changes
        .map(|((party, moment, verb, edits), sequence)| Change {
            id: ChangeId(moment.id),
            journey: id,
            stamp: moment.clock,
            device: DeviceId(Uuid::from_u128(2)),
            sequence,
            day: moment.today,
            author: author(party),
            verb,
            undoes: None,
            edits,
        })
        .collect()
}

#[divan::bench]
fn fold_10_000_changes(bencher: Bencher) {
    let log = log(10_000);
    bencher.bench_local(|| Journey::fold(black_box(&log)).unwrap());
}

#[divan::bench]
fn standing_of_a_journey(bencher: Bencher) {
    let journey = Journey::fold(&log(1_000)).unwrap();
    let calendar = Calendar::new((1..=10).map(|n| day(&format!("2026-{n:02}-15"))));
    bencher.bench_local(|| {
        let standing = Standing::of(black_box(&journey), &calendar, day("2026-06-10"));
        standing.reasons.len()
    });
}
