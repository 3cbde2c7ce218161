//! The clock and the day: what stands in for them, and what is refused.

use serde_json::Value;

use crate::home::{Home, Ran};

/// Runs a command at a time, with nothing that says which day it is.
fn at(home: &Home, now: &str, args: &[&str]) -> Ran {
    let mut command = home.command(args);
    home.finish(command.env("ONRAMP_NOW", now))
}

#[test]
fn the_clock_that_is_set_gives_the_day_in_its_own_zone_and_the_time() {
    let home = Home::with_journey();
    // It is still the day before in UTC.
    let now = "2026-04-17T00:30:00+02:00";
    let status = at(&home, now, &["status", "--json"]);
    let status: Value = serde_json::from_str(&status.out).unwrap();
    assert_eq!(status["today"], "2026-04-17");
    assert_eq!(at(&home, now, &["meet", "start"]).code, 0);
    let agenda = at(&home, now, &["meet", "agenda", "--json"]);
    let agenda: Value = serde_json::from_str(&agenda.out).unwrap();
    assert_eq!(agenda["open"]["on"], "2026-04-17");
    assert_eq!(agenda["open"]["clock"], 1_776_378_600_000_i64);
}

#[test]
fn the_day_goes_before_the_clock_and_is_read_against_it() {
    let home = Home::with_journey();
    let now = "2026-04-17T09:30:00Z";
    let status = at(&home, now, &["status", "--today", "yesterday", "--json"]);
    let status: Value = serde_json::from_str(&status.out).unwrap();
    assert_eq!(status["today"], "2026-04-16");
}

#[test]
fn a_clock_that_cannot_be_right_is_refused_and_changes_nothing() {
    let home = Home::with_journey();
    let said = |now: &str, code| {
        let args = ["claim", "30.1"];
        home.refused(code, &args, |home| at(home, now, &args))
    };
    insta::assert_snapshot!(said("17 april", 2), @"onramp: ONRAMP_NOW: ‘17 april’ is not a time; write it like 2026-04-17T09:30:00+02:00");
    insta::assert_snapshot!(said("1969-12-31T12:00:00Z", 1), @"
    onramp: the clock says 1969-12-31, and onramp needs one between 1970-01-02 and 2100-12-31
    hint: set the clock of this machine, or ONRAMP_NOW
    ");
    said("9999-12-31T23:59:59Z", 1);
    said("2026-04-17T09:30:00\u{1b}[31m", 2);
}
