//! What a device writes in another's name, or where it has no say, counts on no other device.

use onramp::domain::acts::act::{Act, MeetingAct};
use onramp::domain::plan::people::Party;
use onramp::domain::record::audience::Audience;
use onramp::domain::record::device::Admission;
use onramp::domain::record::goal::{Acknowledgment, Begun, Returned, Stage, Waiver};
use onramp::domain::record::ids::ChangeId;
use onramp::domain::record::journey::Journey;
use onramp::domain::record::kind::Set;
use onramp::domain::record::kinds::Edit;
use onramp::domain::record::rating::Rating;
use onramp::domain::record::verb::Verb;
use onramp::lane::key::DeviceKey;
use onramp::store::{Problem, Trust};

use crate::crowd::{Event, NOON, difference};
use crate::journeys::{begin, claim, day, note, seed_of, slug};
use crate::machines::{Office, carried};
use crate::steps::Step;

use crate::forger::{
    HIRE, MENTOR, act, author, check_without_effect, claimed, confirmed, forged, mark, next,
    next_of, office, set,
};

#[test]
fn nobody_confirms_at_the_machine_of_the_hire() {
    for party in [Party::Hire, Party::Mentor] {
        for verb in [Verb::Confirm, Verb::Undo, Verb::Note] {
            let mut office = office();
            act(&mut office, HIRE, claim("team"));
            office.meet_all();
            let mut change = next(&mut office, HIRE, Audience::Journey, verb);
            change.author = author(&office, party);
            change.edits = vec![confirmed(&office.machines[HIRE].open.journey, "team")];
            check_without_effect(&mut office, HIRE, MENTOR, &change);
        }
    }
}

#[test]
fn nobody_rates_for_the_other_side() {
    for party in [Party::Hire, Party::Mentor] {
        let mut office = office();
        act(
            &mut office,
            HIRE,
            Act::Meeting(MeetingAct::Start { occasion: None }),
        );
        office.meet_all();
        let journey = office.machines[HIRE].open.journey.clone();
        let (meeting, _) = journey.meetings.open().unwrap();
        let mut change = next(&mut office, HIRE, Audience::Pair, Verb::Rate);
        change.author = author(&office, party);
        let rating = Rating {
            role_clarity: 5,
            confidence: 5,
            belonging: 5,
            words: None,
            mark: mark("Bo"),
            why: std::collections::BTreeMap::new(),
        };
        change.edits = vec![set::<Rating>(&journey, (meeting, Party::Mentor), rating)];
        check_without_effect(&mut office, HIRE, MENTOR, &change);
    }
}

#[test]
fn nobody_claims_at_the_machine_of_the_mentor() {
    let mut begun = office();
    act(&mut begun, HIRE, begin("fix"));
    let journey = begun.machines[HIRE].open.journey.clone();
    let begun = Begun {
        mark: mark("Ada"),
        by_tick: false,
    };
    let returned = Returned {
        mark: mark("Bo"),
        reason: "x".to_owned(),
        waited: Vec::new(),
    };
    let to = |goal| {
        Some(Stage::Claimed {
            begun: None,
            claim: claimed(&journey, goal),
        })
    };
    let from_nothing = Set::<Stage> {
        key: slug("team"),
        from: None,
        to: to("team"),
    };
    let after_a_return = Set::<Stage> {
        key: slug("fix"),
        from: Some(Stage::Active {
            begun,
            returned: Some(returned),
        }),
        to: to("fix"),
    };
    for edit in [from_nothing, after_a_return] {
        for verb in [Verb::Claim, Verb::Return, Verb::Undo] {
            let mut office = office();
            act(&mut office, HIRE, begin("fix"));
            office.meet_all();
            let mut change = next(&mut office, MENTOR, Audience::Journey, verb);
            change.edits = vec![edit.clone().into()];
            check_without_effect(&mut office, MENTOR, HIRE, &change);
        }
    }
}

#[test]
fn nobody_begins_a_journey_before_it_began() {
    for stamp in [1, NOON - 1] {
        let mut office = office();
        let mut change = next(&mut office, MENTOR, Audience::Journey, Verb::Start);
        change.stamp = stamp;
        change.edits = vec![Edit::Seed(Set {
            key: (),
            from: None,
            to: Some(seed_of("Eve")),
        })];
        check_without_effect(&mut office, MENTOR, HIRE, &change);
    }
}

#[test]
fn nobody_goes_back_to_before_their_machine_was_admitted() {
    let mut office = office();
    office.meet_all();
    let mut change = next(&mut office, MENTOR, Audience::Journey, Verb::MoveStart);
    change.stamp = NOON + 1;
    let journey = &office.machines[MENTOR].open.journey;
    change.edits = vec![set::<onramp::domain::record::kinds::course::Start>(
        journey,
        (),
        day("2026-03-09"),
    )];
    check_without_effect(&mut office, MENTOR, HIRE, &change);
}

#[test]
fn whoever_linked_goes_back_to_nothing_that_two_did_at_one_machine() {
    // Before the link both sat at the hire's machine, and nothing is in its lane for the pair yet.
    let claim = Step::Act(Party::Hire, claim("team"));
    let mut office = Office::linked(&[(Party::Hire, 0), (Party::Mentor, 0)], &[claim]);
    office.meet_all();
    let mut change = next(&mut office, HIRE, Audience::Pair, Verb::Confirm);
    assert_eq!(change.sequence, 1);
    change.stamp = NOON + 60_001;
    change.author = author(&office, Party::Mentor);
    change.edits = vec![confirmed(&office.machines[HIRE].open.journey, "team")];
    check_without_effect(&mut office, HIRE, MENTOR, &change);
}

#[test]
fn nobody_takes_back_what_another_did() {
    let mut office = office();
    act(&mut office, HIRE, claim("team"));
    office.meet_all();
    act(&mut office, MENTOR, Act::Confirm { goal: slug("team") });
    office.meet_all();
    let confirm = office.machines[HIRE].log().pop().unwrap();
    let mut change = next(&mut office, HIRE, Audience::Journey, Verb::Undo);
    change.undoes = Some(confirm.id);
    check_without_effect(&mut office, HIRE, MENTOR, &change);
    let log = office.machines[MENTOR].log();
    assert_eq!(crate::crowd::aside(&log, Audience::Pair), [change.id]);
}

#[test]
fn nobody_adds_to_what_another_saved() {
    let mut office = office();
    act(&mut office, MENTOR, note("hello"));
    office.meet_all();
    let note = office.machines[HIRE].log().pop().unwrap();
    let mut change = next(&mut office, HIRE, Audience::Journey, Verb::Waive);
    change.beside = Some(note.id);
    let journey = &office.machines[HIRE].open.journey;
    let waiver = Waiver {
        mark: mark("Ada"),
        reason: "x".to_owned(),
        agreed: "Bo".to_owned(),
        acknowledged: Acknowledgment::Wanted,
    };
    change.edits = vec![set::<Waiver>(journey, slug("team"), waiver)];
    check_without_effect(&mut office, HIRE, MENTOR, &change);
}

#[test]
fn nobody_links_a_journey_before_it_was_linked() {
    let mut office = office();
    office.meet_all();
    let mut change = next(&mut office, MENTOR, Audience::Journey, Verb::Admit);
    change.stamp = NOON + 1;
    change.author = author(&office, Party::Hire);
    let here = &office.machines[MENTOR];
    let admission = Admission {
        person: change.author.person,
        mark: mark("Ada"),
        key: here.key.to_string(),
        vouched: Vec::new(),
    };
    change.edits = vec![Edit::Device(Set {
        key: here.device,
        from: None,
        to: Some(admission),
    })];
    check_without_effect(&mut office, MENTOR, HIRE, &change);
}

#[test]
fn a_mentor_of_former_days_admits_nobody() {
    let mut office = office();
    act(
        &mut office,
        HIRE,
        Act::Name {
            party: Party::Mentor,
            name: "Di".to_owned(),
        },
    );
    office.meet_all();
    let bo = office.machines[MENTOR].person;
    let ada = office.machines[HIRE].person;
    let mut change = next_of(&mut office, MENTOR, bo);
    let stranger = onramp::domain::record::ids::DeviceId(uuid::Uuid::from_u128(99));
    let admission = Admission {
        person: ada,
        mark: mark("Bo"),
        key: DeviceKey::new().unwrap().public().to_string(),
        vouched: Vec::new(),
    };
    change.edits = vec![set::<Admission>(
        &office.machines[MENTOR].open.journey,
        stranger,
        admission,
    )];
    check_without_effect(&mut office, MENTOR, HIRE, &change);
    // What that machine writes for the hire does not count either.
    let mut log = office.machines[HIRE].log();
    let before = Journey::fold(&log).unwrap();
    let mut later = change;
    later.id = ChangeId(uuid::Uuid::from_u128(77));
    later.device = stranger;
    later.stamp += 1;
    later.sequence = 1;
    later.author = author(&office, Party::Hire);
    later.verb = Verb::MoveStart;
    later.edits = vec![set::<onramp::domain::record::kinds::course::Start>(
        &before,
        (),
        day("2026-03-09"),
    )];
    log.push(later);
    assert_eq!(difference(&before, &Journey::fold(&log).unwrap()), None);
}

#[test]
fn what_is_handed_back_alters_nothing_that_others_see() {
    let mut office = office();
    act(&mut office, HIRE, claim("team"));
    office.meet_all();
    let mut change = next(&mut office, HIRE, Audience::Author, Verb::Confirm);
    change.author = author(&office, Party::Mentor);
    change.edits = vec![confirmed(&office.machines[HIRE].open.journey, "team")];
    let mut lane = forged(&office, HIRE, &change);
    lane.header.person = change.author.person;
    let trust = Trust {
        handed_back_to: Some(change.author.person),
        ..Trust::default()
    };
    let now = office.clock();
    let there = &mut office.machines[MENTOR];
    let before = there.open.journey.clone();
    let taken = there.store.take(before.id, &carried(&[lane]), &trust, now);
    assert!(matches!(
        &taken.unwrap().problems[..],
        [Problem::Bad { index: 1, .. }]
    ));
    there.store.refresh(&mut there.open).unwrap();
    assert_eq!(there.open.journey, before);
}

#[test]
#[ignore = "not so yet: a copied id locks an honest lane out"]
fn a_change_that_bears_the_name_of_another_stands_in_nobodys_way() {
    let mut office = Office::linked(
        &[(Party::Hire, 0), (Party::Mentor, 0), (Party::Manager, 0)],
        &[],
    );
    office.meet_all();
    act(&mut office, HIRE, note("mine"));
    office.happen(&Event::Meet(HIRE, MENTOR));
    let mut change = next(&mut office, MENTOR, Audience::Journey, Verb::Note);
    let note = office.machines[HIRE].log().pop().unwrap();
    change.id = note.id;
    let lane = forged(&office, MENTOR, &change);
    let clock = office.clock();
    office.machines[2].take(&carried(&[lane]), clock);
    let lanes = carried(&office.machines[HIRE].lanes(Audience::Journey));
    let taken = office.machines[2].take(&lanes, clock);
    assert_eq!(taken.problems, []);
    assert_eq!(office.machines[2].open.journey.notes.len(), 1);
}
