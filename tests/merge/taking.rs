//! Taking lanes in: again, in any order, cut short or damaged.

use onramp::domain::acts::act::{Act, MeetingAct};
use onramp::domain::plan::people::Party;
use onramp::domain::record::audience::Audience;
use onramp::domain::record::writing::Visibility;
use onramp::lane::text::{self, Lane};
use proptest::prelude::*;

use crate::converge::{check_equal, check_sound, lanes_for};
use crate::crowd::Event;
use crate::fold::{any_event, any_owners, any_start};
use crate::machines::{Office, carried, text_of};
use crate::steps::Step;
use crate::steps::known::private_ids;

/// A journey of three machines that went on apart, which have not met since.
fn apart(events: &[Event]) -> Office {
    let owners = [(Party::Hire, 0), (Party::Mentor, 0), (Party::Hire, 0)];
    let mut office = Office::linked(&owners, &[]);
    events.iter().for_each(|event| office.happen(event));
    office
}

/// Everything that the first two know.
fn all_lanes(office: &Office) -> Vec<Lane> {
    let lanes = [0, 1].map(|place| carried(&office.machines[place].lanes(Audience::Pair)));
    lanes.concat()
}

proptest! {
    #![proptest_config(crate::crowd::lives(12))]

    #[test]
    fn lanes_in_any_order_and_again_give_the_same(
        events in prop::collection::vec(any_event(), 1..30),
        order in prop::collection::vec(any::<u32>(), 16),
    ) {
        let mut office = apart(&events);
        let lanes = all_lanes(&office);
        let clock = office.clock();
        let mut shuffled: Vec<(u32, &Lane)> = order.iter().copied().cycle().zip(&lanes).collect();
        shuffled.sort_by_key(|(key, _)| *key);
        let third = &mut office.machines[2];
        for (_, lane) in &shuffled {
            third.take(std::slice::from_ref(*lane), clock);
            check_sound(third)?;
        }
        let (log, text) = (third.log(), lanes_for(third, Audience::Pair));
        let again = third.take(&lanes, clock);
        prop_assert!(again.changes.is_empty() && again.waiting.is_empty(), "{again:?}");
        prop_assert_eq!(again.problems, []);
        prop_assert_eq!(third.log(), log);
        prop_assert_eq!(lanes_for(third, Audience::Pair), text);
        office.meet_all();
        check_equal(&office)?;
    }

    #[test]
    fn a_lane_that_is_cut_or_damaged_is_a_beginning_or_nothing_and_heals(
        events in prop::collection::vec(any_event(), 1..30),
        wounds in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_u8..9), 6),
    ) {
        let mut office = apart(&events);
        let lanes = all_lanes(&office);
        let clock = office.clock();
        for (lane, place, bit) in &wounds {
            let lane = &lanes[lane.index(lanes.len())];
            let mut bytes = text_of(std::slice::from_ref(lane)).into_bytes();
            let place = place.index(bytes.len());
            match bit {
                8 => bytes.truncate(place),
                bit => bytes[place] ^= 1 << bit,
            }
            let third = &mut office.machines[2];
            if let Ok(read) = text::read(&bytes) {
                third.take(&read, clock);
            }
            check_sound(third)?;
        }
        let taken = office.machines[2].take(&lanes, clock);
        prop_assert_eq!(taken.problems, []);
        office.meet_all();
        check_sound(&office.machines[2])?;
        check_equal(&office)?;
    }

    #[test]
    fn no_lane_tells_of_what_is_private(
        owners in any_owners(),
        before in any_start(6),
        events in prop::collection::vec(any_event(), 1..40),
        at in prop::collection::vec((0_usize..40, 0_usize..4), 3),
    ) {
        let mut office = Office::linked(&owners, &before);
        for (place, event) in events.iter().enumerate() {
            for (_, machine) in at.iter().filter(|(at, _)| *at == place) {
                let machine = machine % office.machines.len();
                secrets().iter().for_each(|act| office.step(machine, act));
            }
            office.happen(event);
        }
        office.meet_all();
        let private: Vec<String> = (office.machines.iter())
            .flat_map(|machine| machine.log())
            .filter(|change| change.audience == Audience::Author)
            .flat_map(|change| private_ids(&change))
            .map(|id| id.to_string())
            .collect();
        for machine in &office.machines {
            let told = text_of(&machine.lanes(Audience::Pair));
            prop_assert!(!told.contains("canary"), "{told}");
            let id = private.iter().find(|id| told.contains(*id));
            prop_assert!(id.is_none(), "{id:?} in {told}");
        }
    }
}

/// What somebody writes for themselves, of every kind, and what they do with it in a 1:1.
fn secrets() -> Vec<Step> {
    let text = || "canary".to_owned();
    let visibility = Visibility::Private;
    let day = |day| crate::journeys::day(day);
    let acts = [
        Act::Note {
            goal: None,
            text: text(),
            visibility,
            question: true,
            meeting: None,
        },
        Act::Note {
            goal: Some(crate::journeys::slug("team")),
            text: text(),
            visibility,
            question: true,
            meeting: None,
        },
        Act::Leave {
            from: day("2026-04-06"),
            until: day("2026-04-07"),
            reason: text(),
            visibility,
        },
        Act::Meeting(MeetingAct::Point {
            text: text(),
            visibility,
        }),
        Act::Meeting(MeetingAct::Start { occasion: None }),
    ];
    let several = Step::Acts(
        Party::Hire,
        vec![
            acts[3].clone(),
            acts[1].clone(),
            Act::Meeting(MeetingAct::Start { occasion: None }),
        ],
    );
    let one_by_one = acts.into_iter().map(|act| Step::Act(Party::Hire, act));
    [several].into_iter().chain(one_by_one).collect()
}
