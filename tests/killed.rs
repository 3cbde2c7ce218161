//! The real program, killed in the middle of its work, again and again: nothing that it answered with
//! "saved" is lost, and no database is left unsound.
//!
//! It takes its time and depends on the machine's, so it runs only when it is asked for:
//!
//! ```sh
//! cargo test --test killed -- --ignored --nocapture
//! ```
//!
//! `ONRAMP_KILL_SECONDS` says for how long (60), `ONRAMP_KILL_SEED` which way it goes (1), and
//! `ONRAMP_KILL_BINARY` which binary is killed (the one that was just built).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

#[path = "journeys/dice.rs"]
mod dice;
#[path = "killed/home.rs"]
mod home;
#[cfg(unix)]
#[path = "killed/screens.rs"]
mod screens;

use std::fmt::Debug;
use std::str::FromStr;
use std::time::{Duration, Instant};

use dice::Dice;
use home::Home;

/// How many rounds a home lasts; a new one begins with a kill in the middle of its first start.
const ROUNDS: usize = 300;

/// After so many rounds the database is looked at.
const LOOK: usize = 25;

fn setting<T: FromStr<Err: Debug>>(name: &str, default: T) -> T {
    let found = std::env::var(name).ok();
    found.map_or(default, |value| value.parse().unwrap())
}

#[test]
#[ignore = "takes a minute, or as long as ONRAMP_KILL_SECONDS says"]
fn nothing_that_was_answered_is_lost_by_a_kill() {
    let end = Instant::now() + Duration::from_secs(setting("ONRAMP_KILL_SECONDS", 60));
    let seed = setting("ONRAMP_KILL_SEED", 1);
    let mut dice = Dice::new(seed);
    let mut sums = [0; 4];
    while Instant::now() < end {
        let mut home = Home::new(&mut dice);
        for round in 1..=ROUNDS {
            // Two at once, so that one is also killed while it waits for the other.
            let both = [home.any_command(&mut dice), home.any_command(&mut dice)];
            home.run_and_kill(&both, &mut dice);
            #[cfg(unix)]
            if round % 10 == 0 {
                screens::write_and_kill(&mut home, &mut dice);
            }
            if round % LOOK == 0 {
                home.check();
                if Instant::now() >= end {
                    break;
                }
            }
        }
        home.check();
        for (sum, more) in sums.iter_mut().zip(home.counts()) {
            *sum += more;
        }
    }
    let [started, killed, answered, screens] = sums;
    println!(
        "seed {seed}: {started} starts of the program, {killed} killed at work; {answered} changes and \
         {screens} notes on the screens were answered, and all of them are there"
    );
    assert!(killed > 0 && answered > 0);
}
