//! Makes the databases that `benches/outside` measures the program on, in a folder that is named:
//! `cargo bench --bench databases -- FOLDER`. What is there already is left. Measures nothing itself.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    reason = "a bench stops where it goes wrong"
)]

#[path = "../tests/journeys/lives.rs"]
mod lives;

use std::path::Path;

use chrono::{Days, NaiveDate};
use lives::{Life, fill};
use onramp::plans;

/// How many changes the one journey of a database has.
const CHANGES: [usize; 3] = [40, 1_000, 10_000];

/// How many journeys a database has, each with this many changes.
const JOURNEYS: [u64; 2] = [500, 10_000];
const CHANGES_EACH: usize = 20;

fn main() {
    // Cargo adds arguments of its own, and runs this among all benches, too.
    let folder = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let Some(folder) = folder else {
        return;
    };
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    for changes in CHANGES {
        make(&folder.join(format!("changes-{changes}.db")), 1, changes);
    }
    for journeys in JOURNEYS {
        let path = folder.join(format!("journeys-{journeys}.db"));
        make(&path, journeys, CHANGES_EACH);
    }
}

fn make(path: &Path, journeys: u64, changes: usize) {
    if path.exists() {
        return;
    }
    println!("making {}", path.display());
    let today: NaiveDate = "2026-06-10".parse().unwrap();
    let role = plans::find("applied-scientist").unwrap();
    let plan = role.read().unwrap().plan;
    let aside = path.with_extension("making");
    // What an earlier try left behind.
    let _ = std::fs::remove_file(&aside);
    let lives = (0..journeys).map(|number| {
        let life = Life {
            number,
            plan: &plan,
            start: today
                - Days::new(if journeys == 1 {
                    100
                } else {
                    20 + number % 300
                }),
            until: today,
            changes,
            may_end: false,
        };
        let log = life.lived().1;
        assert!(log.len() >= changes, "only {} changes", log.len());
        log
    });
    fill(&aside, lives);
    std::fs::rename(aside, path).unwrap();
}
