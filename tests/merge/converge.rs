//! Machines that have met hold the same, whatever the order in which they did.

use onramp::domain::record::audience::Audience;
use onramp::domain::record::journey::Journey;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::crowd::{Event, aside, difference, told};
use crate::fold::{any_event, any_owners, any_start, without_gone};
use crate::glances::{
    cohort_at_once, cohort_one_by_one, reminders_at_once, reminders_one_by_one, rows_one_by_one,
};
use crate::journeys::day;
use crate::machines::{Machine, Office, text_of};
use crate::steps::known::shared;

/// Checks that the rows of a machine are those of its log, and that what it has open and what it tells at a
/// glance is what they say.
pub fn check_sound(machine: &Machine) -> Result<(), TestCaseError> {
    let found = machine.store.examine().unwrap();
    let log = machine.log();
    let wrong = difference(&machine.open.journey, &Journey::fold(&log).unwrap());
    prop_assert!(wrong.is_none(), "{}\n{}", wrong.unwrap(), told(&log));
    prop_assert!(found.is_sound(), "{found:?}\n{}", told(&log));
    let fresh = machine.store.load(machine.open.journey.id).unwrap().journey;
    let wrong = difference(&machine.open.journey, &fresh);
    prop_assert!(wrong.is_none(), "{}\n{}", wrong.unwrap(), told(&log));
    for today in ["2026-03-12", "2026-05-04"].map(day) {
        let store = &machine.store;
        let rows = store.overview(today).unwrap();
        prop_assert_eq!(rows, rows_one_by_one(store, today), "{}", told(&log));
        prop_assert_eq!(
            cohort_at_once(store, today),
            cohort_one_by_one(store, today)
        );
        let reminders = reminders_at_once(store, today);
        prop_assert_eq!(
            reminders,
            reminders_one_by_one(store, today),
            "{}",
            told(&log)
        );
    }
    Ok(())
}

/// Returns the text of the lanes of a machine that are for an audience, but for the seals: of those that came
/// at one time the last one is kept.
pub fn lanes_for(machine: &Machine, audience: Audience) -> String {
    let mut lanes = machine.lanes(audience);
    lanes.retain(|lane| lane.header.lane.audience <= audience);
    for link in lanes.iter_mut().flat_map(|lane| &mut lane.links) {
        link.seal = None;
    }
    text_of(&lanes)
}

/// Checks that all machines hold the same, as far as both of two may read it.
pub fn check_equal(office: &Office) -> Result<(), TestCaseError> {
    let first = &office.machines[0];
    for other in &office.machines[1..] {
        let audience = first.reads.min(other.reads);
        let known = |machine: &Machine| without_gone(shared(&machine.open.journey, audience));
        let wrong = difference(&known(first), &known(other));
        prop_assert!(
            wrong.is_none(),
            "{}\n{}\n{}",
            wrong.unwrap(),
            told(&first.log()),
            told(&other.log())
        );
        prop_assert_eq!(aside(&other.log(), audience), aside(&first.log(), audience));
        prop_assert_eq!(lanes_for(other, audience), lanes_for(first, audience));
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::crowd::lives(24))]

    #[test]
    fn machines_that_have_met_hold_the_same(
        owners in any_owners(),
        before in any_start(8),
        events in prop::collection::vec(any_event(), 1..50),
    ) {
        let mut office = Office::linked(&owners, &before);
        for (event, number) in events.iter().zip(1_usize..) {
            office.happen(event);
            let touched = match event {
                Event::Step(device, _) => [*device, *device],
                Event::Meet(one, other) => [*one, *other],
            };
            for place in touched.into_iter().filter(|_| number % 7 == 0) {
                check_sound(&office.machines[place % office.machines.len()])?;
            }
        }
        office.meet_all();
        office.machines.iter().try_for_each(check_sound)?;
        check_equal(&office)?;
    }
}
