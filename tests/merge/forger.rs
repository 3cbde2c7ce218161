//! Writes what no store would write, and seals it with the key of a machine.

use onramp::domain::acts::act::Act;
use onramp::domain::plan::people::{Author, Mark, Party};
use onramp::domain::record::audience::Audience;
use onramp::domain::record::change::Change;
use onramp::domain::record::goal::{Asked, Claim, Confirmation, Stage};
use onramp::domain::record::ids::ChangeId;
use onramp::domain::record::journey::Journey;
use onramp::domain::record::kind::{Kind, Set};
use onramp::domain::record::kinds::Edit;
use onramp::domain::record::verb::Verb;
use onramp::lane::chain::{Entry, LaneId, Seen, message};
use onramp::lane::key::DeviceKey;
use onramp::lane::text::{Header, Lane};

use onramp::store::Problem;

use crate::crowd::{difference, told};
use crate::journeys::{day, slug};
use crate::machines::{Office, carried};
use crate::steps::Step;

/// The hire's machine, at which the journey began, and the mentor's.
pub const HIRE: usize = 0;
pub const MENTOR: usize = 1;

pub fn office() -> Office {
    Office::linked(&[(Party::Hire, 0), (Party::Mentor, 0)], &[])
}

pub fn act(office: &mut Office, machine: usize, act: Act) {
    let before = office.machines[machine].log().len();
    office.step(machine, &Step::Act(Party::Hire, act));
    assert!(office.machines[machine].log().len() > before, "refused");
}

/// Returns the change that a machine would write next for an audience.
pub fn next(office: &mut Office, machine: usize, audience: Audience, verb: Verb) -> Change {
    let moment = office.moment(machine);
    let here = &office.machines[machine];
    let lanes = here.lanes(Audience::Pair);
    let mut own = lanes
        .iter()
        .filter(|lane| lane.header.lane.device == here.device);
    let last = own.find(|lane| lane.header.lane.audience == audience);
    Change {
        id: ChangeId(moment.id),
        journey: office.id,
        stamp: moment.clock,
        device: here.device,
        audience,
        sequence: last.map_or(0, Lane::last) + 1,
        beside: None,
        day: moment.today,
        entered: None,
        author: here.author().unwrap(),
        verb,
        undoes: None,
        edits: Vec::new(),
    }
}

/// Returns the lane of a machine with a change at its end that its store would not have written,
/// sealed with its key.
pub fn forged(office: &Office, machine: usize, change: &Change) -> Lane {
    let here = &office.machines[machine];
    let folder = office.folder.path().join(format!("devices-{machine}"));
    let key = DeviceKey::read(&folder.join(format!("{}.key", here.device.0)))
        .unwrap()
        .unwrap();
    let id = LaneId {
        journey: office.id,
        device: here.device,
        audience: change.audience,
    };
    let mut own = here
        .lanes(Audience::Pair)
        .into_iter()
        .filter(|lane| lane.header.lane == id);
    let mut lane = own.next().unwrap_or_else(|| {
        Lane::new(Header {
            lane: id,
            person: here.person,
            name: change.author.name.clone(),
            party: change.author.party,
            key: Some(here.key),
        })
    });
    let entry = Entry {
        index: change.sequence,
        needs: 1,
        seen: Seen::new(),
        body: serde_json::to_string(change).unwrap(),
    };
    lane.push(entry, None);
    let seal = message(id, change.sequence, lane.hash());
    lane.links.last_mut().unwrap().seal = Some(key.sign(seal.as_bytes()).unwrap());
    lane
}

/// Checks that a forged change alters nothing at another machine.
pub fn check_without_effect(office: &mut Office, from: usize, to: usize, change: &Change) {
    let lane = forged(office, from, change);
    let clock = office.clock();
    let there = &mut office.machines[to];
    let before = there.open.journey.clone();
    let taken = there.take(&carried(&[lane]), clock);
    // It is refused as what it is, or taken in and set aside by the fold.
    let is_known = taken.changes == [change.id] && taken.problems.is_empty();
    let is_refused =
        matches!(&taken.problems[..], [Problem::Bad { index, .. }] if *index == change.sequence);
    assert!(is_known || is_refused, "{taken:?}");
    let wrong = difference(&before, &there.open.journey);
    assert!(
        wrong.is_none(),
        "{}\n{}",
        wrong.unwrap(),
        told(&there.log())
    );
    let found = there.store.examine().unwrap();
    assert!(found.is_sound(), "{found:?}");
}

pub fn set<K: Kind>(journey: &Journey, key: K::Key, to: K::Value) -> Edit
where
    Set<K>: Into<Edit>,
{
    Set::<K>::on(journey, key, Some(to)).into()
}

pub fn mark(by: &str) -> Mark {
    Mark {
        by: by.to_owned(),
        on: day("2026-03-11"),
    }
}

pub fn claimed(journey: &Journey, goal: &str) -> Claim {
    let plan = &journey.goal(&slug(goal)).unwrap().plan;
    Claim {
        mark: mark("Ada"),
        asked: Asked::by(plan),
        ended: None,
        returned: None,
    }
}

pub fn confirmed(journey: &Journey, goal: &str) -> Edit {
    let claim = claimed(journey, goal);
    let confirm = Confirmation {
        mark: mark("Bo"),
        asked: claim.asked.clone(),
    };
    set::<Stage>(
        journey,
        slug(goal),
        Stage::Confirmed {
            begun: None,
            claim,
            confirm,
        },
    )
}

pub fn author(office: &Office, party: Party) -> Author {
    office.machines[HIRE]
        .open
        .journey
        .people
        .author(party)
        .unwrap()
}

pub fn next_of(
    office: &mut Office,
    machine: usize,
    person: onramp::domain::plan::people::PersonId,
) -> Change {
    let moment = office.moment(machine);
    let here = &office.machines[machine];
    Change {
        id: ChangeId(moment.id),
        journey: office.id,
        stamp: moment.clock,
        device: here.device,
        audience: Audience::Journey,
        sequence: 1,
        beside: None,
        day: moment.today,
        entered: None,
        author: Author {
            person,
            name: "Bo".to_owned(),
            party: Party::Mentor,
        },
        verb: Verb::Admit,
        undoes: None,
        edits: Vec::new(),
    }
}
