//! How long each export of a full year takes: 25 goals, 1,000 changes, 50 1:1s.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a bench stops where it goes wrong"
)]

#[path = "../tests/journeys/mod.rs"]
mod journeys;

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use divan::{Bencher, black_box};
use journeys::{acts, author, moment, seed_of_25_goals};
use onramp::domain::acts::act::{Act, MeetingAct, Whom};
use onramp::domain::acts::decide::decide;
use onramp::domain::acts::world::World;
use onramp::domain::plan::guide::Guide;
use onramp::domain::plan::people::Party;
use onramp::domain::record::change::{Change, Moment};
use onramp::domain::record::ids::{DeviceId, JourneyId};
use onramp::domain::record::journey::Journey;
use onramp::domain::record::kind::Set;
use onramp::domain::record::kinds::Edit;
use onramp::domain::record::log::{Head, Save};
use onramp::domain::record::rating::Pair;
use onramp::domain::record::verb::Verb;
use onramp::report::csv::{Table, table};
use onramp::report::ics::calendar;
use onramp::report::pages::summary::{short, since_by_default, summary};
use onramp::report::readership::For;
use onramp::report::write::{html, markdown};
use uuid::Uuid;

fn main() {
    divan::main();
}

/// How many saves a year has.
const CHANGES: usize = 1_000;

/// How many 1:1s a year has.
const MEETINGS: usize = 50;

const PAIR: For = For::Pair(Pair::Mentor);

static YEAR: LazyLock<Year> = LazyLock::new(Year::lived);

/// A journey and its log, a year after its start.
struct Year {
    journey: Journey,
    log: Vec<Change>,
    head: Head,
    today: NaiveDate,
}

impl Year {
    fn lived() -> Self {
        let id = JourneyId(Uuid::from_u128(1));
        let seed = seed_of_25_goals();
        let mut year = Self {
            journey: Journey::from_seed(id, &seed).unwrap(),
            log: Vec::new(),
            head: Head::of(id, DeviceId(Uuid::from_u128(2)), &[]),
            today: seed.start,
        };
        let start = Edit::Seed(Set {
            key: (),
            from: None,
            to: Some(seed),
        });
        let save = Save::of(&year.journey, Verb::Start, vec![start]);
        year.log = year.head.append(&author(Party::Hire), moment(), save);
        let mut others = acts(&year.journey);
        let between = (CHANGES - 1) / MEETINGS - 5;
        for _ in 0..MEETINGS {
            for (party, act) in others.by_ref().take(between) {
                year.act(party, act);
            }
            year.meet();
        }
        year
    }

    /// Holds a 1:1: both rate, and something is agreed.
    fn meet(&mut self) {
        let rate = || MeetingAct::Rate {
            role_clarity: 4,
            confidence: 3,
            belonging: 5,
            words: "Going well, with more to learn about the data.".to_owned(),
            why: std::collections::BTreeMap::new(),
        };
        let action = MeetingAct::Action {
            text: "Ask the data platform for last year's clicks".to_owned(),
            owner: Whom::Party(Party::Hire),
            due: self.today.checked_add_days(Days::new(7)),
            goal: None,
            topic: None,
        };
        let next = self.today.checked_add_days(Days::new(7));
        for act in [MeetingAct::Start { occasion: None }, action, rate()] {
            self.act(Party::Mentor, Act::Meeting(act));
        }
        self.act(Party::Hire, Act::Meeting(rate()));
        let close = MeetingAct::Close {
            next,
            leave_claims: true,
        };
        self.act(Party::Mentor, Act::Meeting(close));
        self.today = next.unwrap();
    }

    fn act(&mut self, party: Party, act: Act) {
        let moment = Moment {
            today: self.today,
            entered: self.today,
            ..moment()
        };
        let guide = &Guide::default();
        let world = World { moment, guide };
        let save = decide(&self.journey, world, &author(party), &[act]).unwrap();
        for edit in save.edits() {
            self.journey.apply(edit);
        }
        self.log
            .extend(self.head.append(&author(party), moment, save));
    }
}

#[divan::bench]
fn markdown_of_a_year(bencher: Bencher) {
    let year = &*YEAR;
    let since = since_by_default(year.today);
    bencher.bench_local(|| {
        markdown::page(&summary(
            &year.journey,
            black_box(&year.log),
            year.today,
            since,
            For::Manager,
        ))
    });
}

#[divan::bench]
fn html_of_a_year(bencher: Bencher) {
    let year = &*YEAR;
    let since = since_by_default(year.today);
    bencher.bench_local(|| {
        html::page(&summary(
            &year.journey,
            black_box(&year.log),
            year.today,
            since,
            For::Manager,
        ))
    });
}

#[divan::bench]
fn five_lines_of_a_year(bencher: Bencher) {
    let year = &*YEAR;
    bencher.bench_local(|| short(&year.journey, black_box(&year.log), year.today));
}

#[divan::bench(args = [
    ("goals", Table::Goals(PAIR)),
    ("notes", Table::Notes(PAIR, None)),
    ("changes", Table::Changes(PAIR, None)),
    ("ratings", Table::Ratings(Pair::Mentor)),
    ("actions", Table::Actions),
    ("meetings", Table::Meetings(None)),
    ("verdicts", Table::Verdicts),
].map(Named))]
fn csv_of_a_year(bencher: Bencher, Named((_, which)): &Named) {
    let year = &*YEAR;
    bencher.bench_local(|| table(&year.journey, black_box(&year.log), year.today, *which));
}

/// A table and what it is called in the figures.
struct Named((&'static str, Table));

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.0)
    }
}

#[divan::bench]
fn ics_of_a_year(bencher: Bencher) {
    let year = &*YEAR;
    bencher.bench_local(|| calendar(&year.journey, black_box(&year.log), year.today));
}
