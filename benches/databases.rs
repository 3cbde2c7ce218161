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
use onramp::domain::acts::act::Act;
use onramp::domain::acts::decide::decide;
use onramp::domain::acts::world::World;
use onramp::domain::plan::guide::Guide;
use onramp::domain::plan::people::Party;
use onramp::domain::record::change::{Change, Moment};
use onramp::domain::record::journey::Journey;
use onramp::domain::record::log::Head;
use onramp::domain::record::writing::Visibility;
use onramp::plans;
use uuid::Uuid;

/// How many changes the one journey of a database has.
const CHANGES: [usize; 3] = [40, 1_000, 10_000];

/// How many journeys a database has, each with this many changes.
const JOURNEYS: [u64; 2] = [500, 10_000];
const CHANGES_EACH: usize = 20;

/// How long a life is made up; what is more is notes, which make most of a long log.
const LIVED_MOST: usize = 1_000;

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
            changes: changes.min(LIVED_MOST),
            may_end: false,
        };
        let (journey, mut log) = life.lived();
        assert!(log.len() >= life.changes, "only {}", log.len());
        take_notes(&journey, &mut log, changes);
        log
    });
    fill(&aside, lives);
    std::fs::rename(aside, path).unwrap();
}

/// Adds notes to a log until it has so many changes. They do not depend on each other, so each is
/// decided in the journey as it stood before them, which takes no longer as they grow.
fn take_notes(journey: &Journey, log: &mut Vec<Change>, changes: usize) {
    let device = log[0].device;
    let mut head = Head::of(journey.id, device, log);
    let last = log[log.len() - 1].day;
    for place in log.len()..changes {
        let goal = journey.goals[place % journey.goals.len()].slug().clone();
        let act = Act::Note {
            goal: Some(goal),
            text: format!(
                "Note {place}: what was tried, what came of it, and what to look at next."
            ),
            visibility: Visibility::Shared,
            question: false,
            meeting: None,
        };
        let moment = Moment {
            today: last,
            entered: last,
            clock: 0,
            id: Uuid::from_u64_pair(u64::MAX, place as u64),
        };
        let world = World {
            moment,
            guide: &Guide::default(),
        };
        let author = journey.people.author(Party::Hire).unwrap();
        let save = decide(journey, world, &author, &[act]).unwrap();
        log.extend(head.append(&author, moment, save));
    }
}
