//! What the store tells of many journeys at once, against what each of them tells when it is loaded as a
//! whole.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use onramp::domain::judgment::facts::Owed;
use onramp::domain::judgment::outcomes::Outcomes;
use onramp::domain::judgment::standing::Standing;
use onramp::domain::plan::people::{Author, Party, People, Person};
use onramp::domain::record::ids::JourneyId;
use onramp::domain::record::journey::Journey;
use onramp::domain::telling::cohort::{self, Hire};
use onramp::domain::telling::hires::{self, Row};
use onramp::domain::telling::reminders::{Reminder, reminders};
use onramp::store::{JourneyName, Store};

/// What each author of a journey is reminded of.
pub type Reminded = BTreeMap<JourneyId, Vec<(Author, Vec<Reminder>)>>;

fn loaded(store: &Store, is_wanted: impl Fn(&JourneyName) -> bool) -> Vec<Journey> {
    let mut names = store.journeys().unwrap();
    names.retain(is_wanted);
    let loaded = names.iter().map(|name| store.load(name.id).unwrap());
    loaded.map(|open| open.journey).collect()
}

/// Returns the list of hires as it comes of each journey loaded as a whole.
pub fn rows_one_by_one(store: &Store, today: NaiveDate) -> Vec<Row> {
    let journeys = loaded(store, |name| !name.withdrawn);
    let standings = journeys.iter().map(|one| Standing::of(one, today));
    let rows = standings.map(|standing| Row::of(&standing));
    let mut rows: Vec<Row> = rows.map(with_seated).collect();
    hires::sort(&mut rows, Party::Manager);
    rows
}

/// Returns the rows of a cohort page as they come of each journey loaded as a whole.
pub fn cohort_one_by_one(store: &Store, today: NaiveDate) -> Vec<Hire> {
    let journeys = loaded(store, |name| !name.withdrawn);
    let hires = journeys.iter().map(|journey| {
        let standing = Standing::of(journey, today);
        let mut hire = Hire::of(&standing, &Owed::from(journey), &Outcomes::from(journey));
        hire.row = with_seated(hire.row);
        hire
    });
    let mut hires: Vec<Hire> = hires.collect();
    cohort::sort(&mut hires);
    hires
}

/// Returns the rows of a cohort page as the store tells them at once.
pub fn cohort_at_once(store: &Store, today: NaiveDate) -> Vec<Hire> {
    let mut hires = store.cohort(today).unwrap();
    cohort::sort(&mut hires);
    hires
}

/// Returns a line of the list with the people alone who play a part now; the list knows no others.
fn with_seated(mut row: Row) -> Row {
    let person = |party| {
        let author = row.people.author(party)?;
        let (id, name) = (author.person, author.name);
        Some(Person { id, name })
    };
    let hire = person(Party::Hire).unwrap();
    row.people = People::new(hire, person(Party::Mentor), person(Party::Manager));
    row
}

/// Returns the reminders as they come of each journey loaded as a whole.
pub fn reminders_one_by_one(store: &Store, today: NaiveDate) -> Reminded {
    let journeys = loaded(store, JourneyName::is_live);
    let told = journeys.iter().map(|journey| {
        let standing = Standing::of(journey, today);
        let authors = journey.people.authors();
        let told = authors.map(|author| (author.clone(), reminders(&standing, &author)));
        (journey.id, told.collect())
    });
    told.collect()
}

/// Returns the reminders as they are told of many journeys at once.
pub fn reminders_at_once(store: &Store, today: NaiveDate) -> Reminded {
    let mut all = Reminded::new();
    let authors = |people: &People| Some(people.authors().collect::<Vec<_>>());
    store
        .concerns(today, authors, |concerns, authors| {
            let authors = authors.into_iter();
            let told = authors.map(|author| (author.clone(), reminders(concerns, &author)));
            all.insert(concerns.facts.id, told.collect());
        })
        .unwrap();
    all
}
