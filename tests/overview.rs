//! Several journeys in one database: at a glance they stand as they do when each is loaded, and
//! what ended is in nobody's way.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

#[path = "journeys/glances.rs"]
mod glances;
mod journeys;
#[path = "journeys/lives.rs"]
mod lives;

use std::collections::BTreeSet;
use std::path::Path;

use chrono::Days;
use glances::{
    cohort_at_once, cohort_one_by_one, reminders_at_once, reminders_one_by_one, rows_one_by_one,
};
use journeys::*;
use lives::{Life, fill};
use onramp::domain::acts::act::Act;
use onramp::domain::acts::refusal::Refusal;
use onramp::domain::plan::milestone::Milestone;
use onramp::domain::plan::people::Party;
use onramp::domain::record::course::{End, Seed};
use onramp::domain::telling::cohort::{Debt, Hire};
use onramp::domain::telling::hires::Row;
use onramp::domain::telling::reminders::Kind;
use onramp::store::{Store, StoreError, Surroundings};
use proptest::prelude::*;
use rusqlite::Connection;

fn fill_with(path: &Path, numbers: &[u64], changes: usize) {
    let plan = plan();
    let logs = numbers.iter().map(|&number| {
        let life = Life {
            number,
            plan: &plan,
            start: day("2026-03-02") + Days::new(number % 40),
            until: day("2026-06-01") + Days::new(number % 50),
            changes,
            may_end: true,
        };
        life.lived().1
    });
    fill(path, logs.collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_glance_tells_what_loading_each_journey_tells(
        first in 0_u64..1_000_000,
        changes in 1_usize..160,
        days in 0_u64..500,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("onramp.db");
        let numbers: Vec<u64> = (first..first + 6).collect();
        fill_with(&path, &numbers, changes);
        let mut store = Store::open(&path, &Surroundings::default()).unwrap();
        let names = store.journeys().unwrap();
        // One whose start was taken back is in no list.
        let mut gone = store.load(names[0].id).unwrap();
        let hire = gone.journey.people.author(Party::Hire).unwrap();
        let _ = store.undo(&mut gone, &hire, None, moment());
        let today = day("2026-02-20") + Days::new(days);
        let glance = store.overview(today).unwrap();
        prop_assert_eq!(glance, rows_one_by_one(&store, today));
        prop_assert_eq!(cohort_at_once(&store, today), cohort_one_by_one(&store, today));
        prop_assert_eq!(reminders_at_once(&store, today), reminders_one_by_one(&store, today));
    }
}

#[test]
fn a_glance_knows_the_milestones_of_the_plan() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("onramp.db");
    let mut plan = plan();
    let milestones = [Milestone::DAY_30, Milestone::BEYOND];
    plan.role.milestones = milestones.to_vec().into();
    plan.goals
        .retain(|goal| milestones.contains(&goal.milestone));
    let life = Life {
        number: 1,
        plan: &plan,
        start: day("2026-03-02"),
        until: day("2026-03-20"),
        changes: 10,
        may_end: false,
    };
    fill(&path, [life.lived().1]);
    let store = Store::open(&path, &Surroundings::default()).unwrap();
    let today = day("2026-04-15");
    let glance = store.overview(today).unwrap();
    assert_eq!(glance[0].current, Milestone::BEYOND);
    assert_eq!(glance, rows_one_by_one(&store, today));
}

#[test]
fn the_made_up_journeys_hold_everything_that_a_line_tells_of() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("onramp.db");
    let numbers: Vec<u64> = (0..40).collect();
    fill_with(&path, &numbers, 150);
    let store = Store::open(&path, &Surroundings::default()).unwrap();
    let rows = store.overview(day("2026-06-20")).unwrap();
    assert_eq!(rows.len(), 40);
    let some = |what: &str, holds: &dyn Fn(&Row) -> bool| {
        assert!(rows.iter().any(holds), "{what}");
        assert!(!rows.iter().all(holds), "not {what}");
    };
    some("claims", &|row| row.claims.count > 0);
    some("blocked", &|row| row.blocked.count > 0);
    some("in a 1:1", &|row| row.in_meeting);
    some("next", &|row| row.next.is_some());
    some("ended", &|row| row.ended.is_some());
    some("waived", &|row| row.so_far.waived > 0);
    some("a gate review", &|row| row.gate.is_some());
    let hires = cohort_at_once(&store, day("2026-06-20"));
    let some = |what: &str, holds: &dyn Fn(&Hire) -> bool| {
        assert!(hires.iter().any(holds), "{what}");
        assert!(!hires.iter().all(holds), "not {what}");
    };
    some("a gate verdict", &|hire| !hire.gates.is_empty());
    some("a gate review that is due", &|hire| {
        !hire.gates_due.is_empty()
    });
    some("a wait", &|hire| !hire.waits.is_empty());
    some("a confirmation", &|hire| {
        hire.confirmed_after.iter().any(|days| *days > 0)
    });
    some("an action", &|hire| {
        let mut owing = hire.owing.iter();
        owing.any(|one| matches!(one.what, Debt::Actions { .. }))
    });
    let days = ["2026-03-02", "2026-06-01", "2026-06-20", "2026-07-10"];
    let told = days.map(|today| reminders_at_once(&store, day(today)));
    let told = told.iter().flat_map(|told| told.values().flatten());
    let kinds: BTreeSet<Kind> = told
        .flat_map(|(_, told)| told.iter().map(|one| one.kind))
        .collect();
    assert_eq!(kinds, Kind::ALL.into());
    assert!(store.examine().unwrap().is_sound());
}

#[test]
fn an_empty_database_has_no_lines_and_one_without_rows_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("onramp.db");
    let store = Store::open(&path, &Surroundings::default()).unwrap();
    let today = day("2026-03-11");
    assert_eq!(store.overview(today).unwrap(), []);
    drop(store);
    drop(started(&path));
    let db = Connection::open(&path).unwrap();
    db.execute(
        "INSERT INTO stage (journey, goal, stage, begun_by_tick, claimed_on)
         SELECT id, 'team', 'claimed', 0, 'soon' FROM journey",
        [],
    )
    .unwrap();
    let store = Store::open(&path, &Surroundings::default()).unwrap();
    let told = store.overview(today).unwrap_err();
    assert!(matches!(told, StoreError::Damaged(..)), "{told}");
    assert!(told.to_string().contains("claimed_on"), "{told}");
}

#[test]
fn a_glance_reads_no_long_text_and_no_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("onramp.db");
    drop(started(&path));
    let db = Connection::open(&path).unwrap();
    for (query, wanted) in [
        (
            "SELECT journey, goal, stage, claimed_on, waited FROM stage ORDER BY journey",
            "SCAN stage USING COVERING INDEX stage_glance",
        ),
        (
            "SELECT meeting.journey, meeting.day, closing.closed_on, meeting.id
             FROM meeting LEFT JOIN closing INDEXED BY closing_glance
             ON closing.journey = meeting.journey AND closing.meeting = meeting.id
             ORDER BY meeting.journey, meeting.day",
            "SCAN meeting USING COVERING INDEX meeting_glance; \
             SEARCH closing USING COVERING INDEX closing_glance (journey=? AND meeting=?) LEFT-JOIN",
        ),
    ] {
        let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {query}")).unwrap();
        let steps = statement.query_map([], |row| row.get(3)).unwrap();
        let steps: Vec<String> = steps.map(Result::unwrap).collect();
        assert_eq!(steps.join("; "), wanted);
    }
}

fn archive() -> Act {
    Act::Archive {
        end: End::ChangedRole,
        reason: String::new(),
    }
}

fn seed() -> Seed {
    seed_of("Ada")
}

#[test]
fn a_hire_whose_journey_ended_starts_another_and_the_first_stays_put() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("onramp.db");
    let (mut store, mut first) = started(&path);
    let ada = author(Party::Hire);
    let twice = store.start(seed(), moment());
    assert!(matches!(twice, Err(StoreError::AlreadyStarted { .. })));
    store
        .commit(&mut first, &ada, &[archive()], moment())
        .unwrap();
    let mut second = store.start(seed(), moment()).unwrap();
    // Not beside the other, whichever way it would come back.
    let back = store.commit(&mut first, &ada, &[Act::Unarchive], moment());
    assert!(matches!(back, Err(StoreError::AlreadyStarted { .. })));
    let back = store.undo(&mut first, &ada, None, moment());
    assert!(matches!(back, Err(StoreError::AlreadyStarted { .. })));
    assert!(first.journey.archive.is_some());
    store
        .commit(&mut second, &ada, &[archive()], moment())
        .unwrap();
    store
        .commit(&mut first, &ada, &[Act::Unarchive], moment())
        .unwrap();
    let names = store.journeys().unwrap();
    let live: Vec<bool> = names
        .iter()
        .map(onramp::store::JourneyName::is_live)
        .collect();
    assert_eq!(live.iter().filter(|live| **live).count(), 1);
    assert!(
        Store::open(&path, &Surroundings::default())
            .unwrap()
            .examine()
            .unwrap()
            .is_sound()
    );
}

#[test]
fn a_refused_act_in_the_archive_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("onramp.db");
    let (mut store, mut open) = started(&path);
    let ada = author(Party::Hire);
    store
        .commit(&mut open, &ada, &[archive()], moment())
        .unwrap();
    let refused = store.commit(&mut open, &ada, &[claim("team")], moment());
    assert!(matches!(
        refused,
        Err(StoreError::Refused(Refusal::Archived(_)))
    ));
    let mut other = plan();
    other.role.edition = 2;
    other.role.mission = "Another.".to_owned();
    let act = Act::Update {
        plan: Box::new(other),
        agreed: String::new(),
    };
    let refused = store.commit(&mut open, &ada, &[act], moment());
    assert!(matches!(
        refused,
        Err(StoreError::Refused(Refusal::Archived(_)))
    ));
    assert_eq!(store.changes(open.journey.id).unwrap().len(), 2);
    store
        .commit(&mut open, &ada, &[note("afterwards")], moment())
        .unwrap();
}
