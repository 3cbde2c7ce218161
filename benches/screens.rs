//! How long a frame takes: the Plan screen at 120×40, and all that a key costs but the disk.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a bench stops where it goes wrong"
)]

#[path = "../tests/journeys/mod.rs"]
mod journeys;

use divan::Bencher;
use journeys::{day, with_changes};
use onramp::app::{Input, Key, Msg, Screen, State, update};
use onramp::domain::plan::calendar::Calendar;
use onramp::domain::plan::people::Party;
use onramp::store::{Store, Surroundings};
use onramp::ui::{Theme, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn main() {
    divan::main();
}

/// Returns the Plan screen of a journey of 25 goals and 1,000 changes, its log read.
fn plan() -> State {
    let folder = tempfile::tempdir().unwrap();
    let mut store =
        Store::open(&folder.path().join("onramp.db"), &Surroundings::default()).unwrap();
    let open = with_changes(&mut store, 1_000);
    let log = store.changes(open.journey.id).unwrap();
    let mut state = State::new(
        day("2026-03-11"),
        Calendar::default(),
        Some(open.journey),
        Party::Hire,
    );
    state.screen = Screen::Plan;
    update(&mut state, Msg::Log(log));
    state
}

const THEME: Theme = Theme {
    color: true,
    unicode: true,
};

#[divan::bench]
fn draw_the_plan_at_120x40_25_goals_1_000_changes(bencher: Bencher) {
    let state = plan();
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    bencher.bench_local(|| {
        let _ = terminal
            .draw(|frame| {
                draw(frame, &state, &THEME);
            })
            .unwrap();
    });
}

#[divan::bench]
fn a_key_and_its_frame_at_120x40_25_goals_1_000_changes(bencher: Bencher) {
    let mut state = plan();
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    let down = Msg::Key(Input {
        key: Key::Down,
        ctrl: false,
        alt: false,
        shift: false,
    });
    bencher.bench_local(|| {
        update(&mut state, down.clone());
        let _ = terminal
            .draw(|frame| {
                draw(frame, &state, &THEME);
            })
            .unwrap();
    });
}
