//! What holds of the fold of a log that several devices wrote.

use std::collections::BTreeSet;

use onramp::domain::acts::act::Act;
use onramp::domain::plan::people::Party;
use onramp::domain::record::audience::Audience;
use onramp::domain::record::ids::ChangeId;
use onramp::domain::record::journey::Journey;
use onramp::domain::record::meeting::Topic;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::crowd::{Crowd, Event, aside, difference, folded, told};
use crate::steps::known::shared;
use crate::steps::{Step, any_step};

const HOUR: i64 = 60 * 60 * 1000;

pub fn any_skew() -> impl Strategy<Value = i64> {
    prop_oneof![2 => Just(0), 1 => -11 * HOUR..11 * HOUR, 1 => -HOUR / 20..HOUR / 20]
}

/// Whose the devices are: the first two are of the pair.
pub fn any_owners() -> impl Strategy<Value = Vec<(Party, i64)>> {
    let all = [Party::Hire, Party::Mentor, Party::Manager];
    let rest = prop::collection::vec(prop::sample::select(all.to_vec()), 0..3);
    let skews = prop::collection::vec(any_skew(), 5);
    (any::<bool>(), rest, skews).prop_map(|(turned, rest, skews)| {
        let mut owners = vec![Party::Hire, Party::Mentor];
        if turned {
            owners.reverse();
        }
        owners.extend(rest);
        owners.into_iter().zip(skews).collect()
    })
}

/// Steps that name no day beyond the calendars of lanes.
fn any_dated_step() -> impl Strategy<Value = Step> {
    let is_far = |step: &Step| format!("{step:?}").contains("26214");
    any_step().prop_filter("a day that no lane takes", move |step| !is_far(step))
}

/// What was done before the link.
pub fn any_start(most: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(any_dated_step(), 0..most)
}

/// Somebody in another place, or in two.
fn any_seat() -> impl Strategy<Value = Step> {
    let party = prop_oneof![2 => Just(Party::Mentor), 1 => Just(Party::Manager)];
    let name = prop::sample::select(vec!["Ada", "Bo", "Cy", "Di"]);
    (party, name).prop_map(|(party, name)| {
        let name = name.to_owned();
        Step::Act(party, Act::Name { party, name })
    })
}

pub fn any_event() -> impl Strategy<Value = Event> {
    let step = prop_oneof![60 => any_dated_step().boxed(), 1 => any_seat().boxed()];
    prop_oneof![
        4 => (0_usize..4, step).prop_map(|(device, step)| Event::Step(device, step)),
        1 => (0_usize..4, 0_usize..4).prop_map(|(one, other)| Event::Meet(one, other)),
    ]
}

fn check_device(crowd: &Crowd, place: usize) -> Result<(), TestCaseError> {
    let here = &crowd.devices[place];
    let wrong = difference(&here.journey, &folded(&here.log).0);
    prop_assert!(
        wrong.is_none(),
        "device {place} is unsound\n{}\n{}",
        wrong.unwrap(),
        told(&here.log)
    );
    Ok(())
}

/// Returns a journey without what was said of points and questions that are gone: nobody can say any
/// more whose they were.
pub fn without_gone(mut journey: Journey) -> Journey {
    let notes: BTreeSet<ChangeId> = journey.all_notes().map(|(_, id, _)| id).collect();
    let points: BTreeSet<ChangeId> = journey.meetings.points.keys().copied().collect();
    for held in journey.meetings.held.values_mut() {
        held.treated.retain(|topic, _| match topic {
            Topic::Point { point } => points.contains(point),
            Topic::Question { note } => notes.contains(note),
            _ => true,
        });
    }
    journey
}

fn check_known(crowd: &Crowd, place: usize) -> Result<(), TestCaseError> {
    let here = &crowd.devices[place];
    for audience in Audience::ALL {
        let known = here.log.iter().filter(|change| change.audience <= audience);
        let known = without_gone(shared(&Journey::fold(known).unwrap(), audience));
        let wrong = difference(&known, &without_gone(shared(&here.journey, audience)));
        prop_assert!(
            wrong.is_none(),
            "{audience:?} at {place}\n{}\n{}",
            wrong.unwrap(),
            told(&here.log)
        );
    }
    Ok(())
}

fn check_equal(crowd: &Crowd) -> Result<(), TestCaseError> {
    let first = &crowd.devices[0];
    for other in &crowd.devices[1..] {
        let audience = first.reads.min(other.reads);
        let known = |journey| without_gone(shared(journey, audience));
        let wrong = difference(&known(&other.journey), &known(&first.journey));
        prop_assert!(
            wrong.is_none(),
            "{}\n{}\n{}",
            wrong.unwrap(),
            told(&first.log),
            told(&other.log)
        );
        prop_assert_eq!(aside(&other.log, audience), aside(&first.log, audience));
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::crowd::lives(100))]

    #[test]
    fn devices_that_have_met_tell_the_same(
        owners in any_owners(),
        before in any_start(12),
        events in prop::collection::vec(any_event(), 1..80),
    ) {
        let mut crowd = Crowd::linked(&owners, &before);
        for event in &events {
            crowd.happen(event);
            let touched = match event {
                Event::Step(device, _) => [*device, *device],
                Event::Meet(one, other) => [*one, *other],
            };
            for place in touched {
                check_device(&crowd, place % crowd.devices.len())?;
            }
        }
        crowd.meet_all();
        for place in 0..crowd.devices.len() {
            check_device(&crowd, place)?;
            check_known(&crowd, place)?;
        }
        check_equal(&crowd)?;
    }
}
