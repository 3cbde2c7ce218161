//! How long several journeys take: 1,000 of them, of 25 goals and 200 changes each, at a glance, in
//! reminders and on the screen, and the memory that this takes; the agenda of a journey with 1,000 changes.
//!
//! The database is made once in a temporary folder, in the way `tests/journeys/lives.rs` tells.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    missing_docs,
    reason = "a bench stops where it goes wrong"
)]

#[path = "../tests/journeys/lives.rs"]
mod lives;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::{Days, NaiveDate};
use divan::{Bencher, black_box};
use lives::{Life, fill};
use onramp::app::{Input, Key, Msg, State, update};
use onramp::domain::judgment::course::Course;
use onramp::domain::judgment::dates::Dates;
use onramp::domain::plan::calendar::Calendar;
use onramp::domain::plan::names::Slug;
use onramp::domain::plan::people::{Party, People};
use onramp::domain::plan::role::Plan;
use onramp::domain::telling::agenda::agenda;
use onramp::domain::telling::reminders::reminders;
use onramp::report::pages::cohort::{Cohort, cohort};
use onramp::report::write::html;
use onramp::store::{Store, Surroundings};
use onramp::ui::{Theme, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tempfile::TempDir;

const JOURNEYS: u64 = 1_000;
const GOALS: usize = 25;
const CHANGES: usize = 200;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let [_, word, path] = args.as_slice()
        && word == ALONE
    {
        return alone(path.as_ref());
    }
    divan::main();
    // Only where something was measured, not where benches are listed or tried out.
    if MADE.get().is_some() && args.iter().any(|arg| arg == "--bench") {
        let this = std::env::current_exe().unwrap();
        let mut child = std::process::Command::new(this);
        child.arg(ALONE).arg(many()).status().unwrap();
    }
    // What is static is never dropped, and the database is large.
    if let Some((folder, _)) = MADE.get() {
        std::fs::remove_dir_all(folder.path()).unwrap();
    }
}

/// The argument on which nothing but the overview is run, in a process of its own.
const ALONE: &str = "the-overview-alone";

/// Opens the database, reads the overview, then a cohort page, and tells the peaks of the resident memory,
/// where the system tells them.
fn alone(path: &Path) {
    let before = highest_memory();
    let store = Store::open(path, &Surroundings::default()).unwrap();
    let rows = store.overview(today()).unwrap();
    println!(
        "memory: a process that reads {} rows takes {} at most, {} before it opens the database",
        rows.len(),
        highest_memory(),
        before
    );
    let hires = gathered(&store).hires.len();
    println!(
        "memory: it takes {} at most once it has followed the logs of {hires} journeys for a page",
        highest_memory()
    );
}

fn highest_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "?".to_owned(), |line| line.trim().to_owned())
}

fn today() -> NaiveDate {
    "2026-06-10".parse().unwrap()
}

/// Returns a built-in plan, texts and all, with as many goals as asked for.
fn plan() -> Plan {
    let mut plan = onramp::plans::find("applied-scientist")
        .unwrap()
        .read()
        .unwrap()
        .plan;
    for n in plan.goals.len()..GOALS {
        let mut goal = plan.goals[n % 20].clone();
        goal.slug = Slug::new(&format!("{}-{n}", goal.slug)).unwrap();
        plan.goals.push(goal);
    }
    plan.goals.truncate(GOALS);
    plan.goals.sort_by_key(|goal| goal.milestone);
    plan
}

static MADE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();

/// Returns where the database is; it is made at the first call.
fn many() -> PathBuf {
    let (_, path) = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("onramp.db");
        let plan = plan();
        let logs = (0..JOURNEYS).map(|number| {
            let life = Life {
                number,
                plan: &plan,
                start: today() - Days::new(20 + number % 300),
                until: today(),
                changes: CHANGES,
                may_end: false,
            };
            life.lived().1
        });
        fill(&path, logs);
        (folder, path)
    });
    path.clone()
}

#[divan::bench]
fn overview_of_1_000_journeys(bencher: Bencher) {
    let store = Store::open(&many(), &Surroundings::default()).unwrap();
    bencher.bench_local(|| store.overview(today()).unwrap().len());
}

#[divan::bench]
fn reminders_of_1_000_journeys(bencher: Bencher) {
    let store = Store::open(&many(), &Surroundings::default()).unwrap();
    bencher.bench_local(|| {
        let mut told = 0;
        let mentor = |people: &People| people.author(Party::Mentor);
        store
            .concerns(today(), mentor, |concerns, mentor| {
                told += reminders(concerns, &mentor).len();
            })
            .unwrap();
        told
    });
}

/// What a cohort page takes: every row, and one log after the other, each folded day by day.
#[divan::bench(sample_count = 5)]
fn cohort_page_of_1_000_journeys(bencher: Bencher) {
    let store = Store::open(&many(), &Surroundings::default()).unwrap();
    bencher.bench_local(|| html::page(&cohort(&gathered(&store))).len());
}

/// The rows of that page alone, without the logs.
#[divan::bench]
fn cohort_rows_of_1_000_journeys(bencher: Bencher) {
    let store = Store::open(&many(), &Surroundings::default()).unwrap();
    bencher.bench_local(|| store.cohort(today()).unwrap().len());
}

#[divan::bench]
fn open_and_overview_of_1_000_journeys(bencher: Bencher) {
    let path = many();
    bencher.bench_local(|| {
        let store = Store::open(&path, &Surroundings::default()).unwrap();
        store.overview(today()).unwrap().len()
    });
}

/// Returns all journeys as the command reads them for a page.
fn gathered(store: &Store) -> Cohort {
    let mut hires = store.cohort(today()).unwrap();
    for hire in &mut hires {
        let open = store.load_counted(hire.row.id).unwrap();
        let changes = store.changes(hire.row.id).unwrap();
        hire.follow(&Course::of(&open.journey, &changes, today()));
    }
    Cohort {
        today: today(),
        hires,
        with_ended: false,
        chosen: Vec::new(),
    }
}

/// Returns the list as the program opens on it.
fn list(store: &Store) -> State {
    let calendar = Calendar::default();
    let rows = store.overview(today()).unwrap();
    let mut state = State::new(today(), calendar, None, Party::Hire);
    state.list(rows, Some("mentor".to_owned()));
    state
}

fn frame(terminal: &mut Terminal<TestBackend>, state: &State) {
    let theme = Theme {
        color: true,
        unicode: true,
    };
    let _ = terminal
        .draw(|frame| {
            draw(frame, state, &theme);
        })
        .unwrap();
}

/// From the file to the picture: open, read all journeys, draw.
#[divan::bench]
fn first_frame_of_1_000_journeys_at_120x40(bencher: Bencher) {
    let path = many();
    bencher.bench_local(|| {
        let state = list(&Store::open(&path, &Surroundings::default()).unwrap());
        let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
        frame(&mut terminal, &state);
    });
}

#[divan::bench]
fn a_letter_in_the_filter_and_its_frame_of_1_000_journeys(bencher: Bencher) {
    let mut state = list(&Store::open(&many(), &Surroundings::default()).unwrap());
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    let key = |key| {
        Msg::Key(Input {
            key,
            ctrl: false,
            alt: false,
            shift: false,
        })
    };
    update(&mut state, key(Key::Char('/')));
    bencher.bench_local(|| {
        update(&mut state, key(Key::Char('e')));
        frame(&mut terminal, &state);
        update(&mut state, key(Key::Backspace));
    });
}

#[divan::bench]
fn agenda_in_a_journey_of_1_000_changes(bencher: Bencher) {
    let plan = plan();
    let life = Life {
        number: 7,
        plan: &plan,
        start: today() - Days::new(300),
        until: today(),
        changes: 1_000,
        may_end: false,
    };
    let (journey, log) = life.lived();
    assert_eq!(log.len(), 1_000);
    bencher.bench_local(|| {
        let dates = Dates::of(&journey, today());
        agenda(black_box(&journey), &dates, Party::Mentor).len()
    });
}
