//! Histories of two machines that are rare, and what comes of them.

use onramp::domain::acts::act::{Act, MeetingAct};
use onramp::domain::plan::people::Party;
use onramp::domain::record::audience::Audience;
use onramp::domain::record::meeting::{Topic, Treatment};
use onramp::domain::record::writing::Visibility;

use crate::converge::check_sound;
use crate::crowd::aside;
use crate::journeys::{begin, note, slug};
use crate::machines::{Office, carried};
use crate::steps::Step;

fn act(office: &mut Office, machine: usize, act: Act) {
    let before = office.machines[machine].log().len();
    office.step(machine, &Step::Act(Party::Hire, act));
    assert!(office.machines[machine].log().len() > before, "refused");
}

fn undo(office: &mut Office, machine: usize) {
    let before = office.machines[machine].log().len();
    office.step(machine, &Step::Undo(Party::Hire));
    assert!(office.machines[machine].log().len() > before, "refused");
}

#[test]
fn what_is_taken_back_on_two_machines_does_not_come_back_with_another_undo() {
    let mut office = Office::linked(&[(Party::Hire, 0), (Party::Hire, 0)], &[]);
    act(&mut office, 0, begin("team"));
    office.meet_all();
    undo(&mut office, 0);
    undo(&mut office, 1);
    office.meet_all();
    let goal = |office: &Office| {
        office.machines[0]
            .open
            .journey
            .goal(&slug("team"))
            .unwrap()
            .clone()
    };
    assert!(goal(&office).begun().is_none());
    // Another undo goes on to what was done before, and does not begin the goal again.
    office.step(0, &Step::Undo(Party::Hire));
    assert!(goal(&office).begun().is_none(), "an undo brought it back");
}

#[test]
fn a_meeting_goes_on_where_the_one_that_it_was_joined_into_is_taken_back() {
    let mut office = Office::linked(&[(Party::Hire, 0), (Party::Mentor, 0)], &[]);
    office.meet_all();
    act(
        &mut office,
        0,
        Act::Meeting(MeetingAct::Start { occasion: None }),
    );
    act(
        &mut office,
        1,
        Act::Meeting(MeetingAct::Start { occasion: None }),
    );
    let rate = MeetingAct::Rate {
        role_clarity: 3,
        confidence: 3,
        belonging: 3,
        words: String::new(),
        why: std::collections::BTreeMap::new(),
    };
    act(&mut office, 1, Act::Meeting(rate));
    undo(&mut office, 0);
    office.meet_all();
    for machine in &office.machines {
        check_sound(machine).unwrap();
        let meetings = &machine.open.journey.meetings;
        let log = crate::crowd::told(&machine.log());
        assert_eq!(
            meetings.held.len(),
            1,
            "the 1:1 of the mentor is gone\n{log}"
        );
        let id = *meetings.held.keys().next().unwrap();
        assert!(meetings.said(id).has_rated(Party::Mentor));
    }
}

#[test]
fn what_was_said_of_a_private_point_can_be_taken_back_after_the_point() {
    let mut office = Office::linked(&[(Party::Hire, 0), (Party::Mentor, 0)], &[]);
    act(
        &mut office,
        0,
        Act::Meeting(MeetingAct::Start { occasion: None }),
    );
    let point = MeetingAct::Point {
        text: "pay".to_owned(),
        visibility: Visibility::Private,
    };
    act(&mut office, 0, Act::Meeting(point));
    let made = office.machines[0].log().pop().unwrap();
    let point = *office.machines[0]
        .open
        .journey
        .meetings
        .points
        .keys()
        .next()
        .unwrap();
    let treat = MeetingAct::Treat {
        topic: Topic::Point { point },
        treatment: Some(Treatment::Discussed),
    };
    act(&mut office, 0, Act::Meeting(treat));
    let moment = office.moment(0);
    let here = &mut office.machines[0];
    let author = here.author().unwrap();
    let _ = here
        .store
        .undo(&mut here.open, &author, Some(made.id), moment);
    office.step(0, &Step::Undo(Party::Hire));
    check_sound(&office.machines[0]).unwrap();
}

#[test]
fn a_machine_that_was_retired_is_taken_to_the_same_point_in_any_order() {
    let owners = [
        (Party::Hire, 0),
        (Party::Mentor, 0),
        (Party::Mentor, 0),
        (Party::Hire, 0),
    ];
    let mut office = Office::linked(&owners, &[]);
    office.meet_all();
    // The hire retires the second machine of the mentor, and has not heard of its last note.
    act(&mut office, 2, note("before"));
    let device = office.machines[2].device;
    act(&mut office, 0, Act::Retire { device });
    let of = |office: &Office, place: usize| carried(&office.machines[place].lanes(Audience::Pair));
    let (hire, retired) = (of(&office, 0), of(&office, 2));
    let clock = office.clock();
    office.machines[1].take(&retired, clock);
    office.machines[1].take(&hire, clock);
    office.machines[3].take(&hire, clock);
    let late = office.machines[3].take(&retired, clock);
    assert_eq!(late.problems, []);
    assert_eq!(office.machines[3].log(), office.machines[1].log());
    assert_eq!(aside(&office.machines[3].log(), Audience::Pair), []);
}

#[test]
fn a_meeting_that_was_begun_again_is_joined_into_one_that_was_begun_between() {
    let mut office = Office::linked(&[(Party::Hire, 0), (Party::Mentor, 0)], &[]);
    office.meet_all();
    act(
        &mut office,
        0,
        Act::Meeting(MeetingAct::Start { occasion: None }),
    );
    undo(&mut office, 0);
    act(
        &mut office,
        1,
        Act::Meeting(MeetingAct::Start { occasion: None }),
    );
    office.step(0, &Step::Redo(Party::Hire));
    office.meet_all();
    for machine in &office.machines {
        check_sound(machine).unwrap();
        let meetings = &machine.open.journey.meetings;
        assert_eq!((meetings.held.len(), meetings.joined.len()), (1, 1));
    }
}
