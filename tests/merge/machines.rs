//! A journey in several real databases, each with keys of its own. Lanes go from one to another as
//! text, as a carrier would bring them.

use onramp::domain::acts::act::{Act, Machine as Admitted};
use onramp::domain::acts::undo::{next_redo, next_undo};
use onramp::domain::plan::people::{Author, Party, PersonId};
use onramp::domain::record::audience::Audience;
use onramp::domain::record::change::{Change, Moment};
use onramp::domain::record::ids::{DeviceId, JourneyId};
use onramp::domain::record::kinds::Edit;
use onramp::domain::record::trace::Trace;
use onramp::lane::key::PublicKey;
use onramp::lane::text::{self, Lane};
use onramp::store::{OpenJourney, Store, StoreError, Surroundings, Taken, Trust};
use tempfile::TempDir;

use crate::crowd::{Event, NOON, folded, moment};
use crate::journeys::seed_of;
use crate::steps::{Step, meant, update};

/// Somebody's machine.
pub struct Machine {
    pub store: Store,
    pub open: OpenJourney,
    pub device: DeviceId,
    pub key: PublicKey,
    pub person: PersonId,
    /// What its person may read.
    pub reads: Audience,
    /// How far its clock is ahead, in milliseconds.
    pub skew: i64,
}

/// The machines of a journey.
pub struct Office {
    pub machines: Vec<Machine>,
    pub id: JourneyId,
    pub folder: TempDir,
    number: u64,
}

fn store_in(folder: &TempDir, number: usize) -> Store {
    let around = Surroundings {
        devices: Some(folder.path().join(format!("devices-{number}"))),
        ..Surroundings::default()
    };
    Store::open(&folder.path().join(format!("{number}.db")), &around).unwrap()
}

/// Returns lanes as somebody else reads their text.
pub fn carried(lanes: &[Lane]) -> Vec<Lane> {
    match lanes {
        [] => Vec::new(),
        lanes => text::read(text_of(lanes).as_bytes()).unwrap(),
    }
}

/// Returns the text of lanes.
pub fn text_of(lanes: &[Lane]) -> String {
    let mut text = String::new();
    for lane in lanes {
        text::write(&mut text, lane).unwrap();
    }
    text
}

impl Machine {
    /// Returns who acts here; nobody where the person plays no part any more.
    pub fn author(&self) -> Option<Author> {
        let mut authors = self.open.journey.people.authors();
        authors.find(|author| author.person == self.person)
    }

    /// Returns the lanes that this machine gives to somebody who reads what is for an audience.
    pub fn lanes(&self, audience: Audience) -> Vec<Lane> {
        let audience = self.reads.min(audience);
        let is_for = |device, of| of <= audience || device == self.device;
        let lanes = self.store.lanes(self.open.journey.id, is_for);
        lanes.unwrap()
    }

    /// Takes lanes in, at a time by the clock of this machine.
    pub fn take(&mut self, lanes: &[Lane], clock: i64) -> Taken {
        let id = self.open.journey.id;
        let now = clock + self.skew;
        let taken = self.store.take(id, lanes, &Trust::default(), now).unwrap();
        self.store.refresh(&mut self.open).unwrap();
        taken
    }

    /// Returns the log as it is here.
    pub fn log(&self) -> Vec<Change> {
        self.store.changes(self.open.journey.id).unwrap()
    }

    /// Returns whether a step would take the start or an admission back. Journeys whose link is taken
    /// back are for tests of their own.
    fn unlinks(&self, author: &Author, step: &Step) -> bool {
        let log = self.log();
        let (_, outcomes) = folded(&log);
        let counts = log
            .iter()
            .zip(&outcomes)
            .filter(|(_, outcome)| outcome.counts());
        let counting: Vec<Change> = counts.map(|(change, _)| change.clone()).collect();
        let traces = Trace::of(&counting);
        let target = match step {
            Step::Act(..) | Step::Acts(..) | Step::Update(..) => return false,
            Step::Undo(_) => next_undo(author.person, &traces, None).ok(),
            Step::UndoOf(_, at) => Some(at.get(&log).id),
            Step::Redo(_) => next_redo(author.person, &traces).ok(),
        };
        let links = |edit: &Edit| matches!(edit, Edit::Device(_) | Edit::Seed(_));
        let mut save = log.iter().filter(|change| target == Some(change.id));
        save.any(|change| change.edits.iter().any(links))
    }

    fn step(&mut self, author: &Author, step: &Step, moment: Moment) -> Result<(), StoreError> {
        if self.unlinks(author, step) {
            return Ok(());
        }
        let open = &mut self.open;
        let done = match step {
            Step::Act(_, act) => {
                let act = meant(&open.journey, act);
                self.store.commit(open, author, &[act], moment)
            }
            Step::Acts(_, acts) => {
                let acts: Vec<Act> = acts.iter().map(|act| meant(&open.journey, act)).collect();
                self.store.commit(open, author, &acts, moment)
            }
            Step::Update(_, plan) => {
                let act = update(&open.journey, plan);
                self.store.commit(open, author, &[act], moment)
            }
            Step::Undo(_) => self.store.undo(open, author, None, moment),
            Step::UndoOf(_, at) => {
                let log = self.store.changes(open.journey.id)?;
                self.store.undo(open, author, Some(at.get(&log).id), moment)
            }
            Step::Redo(_) => self.store.redo(open, author, moment),
        };
        done.map(drop)
    }
}

impl Office {
    /// Returns a journey that was begun on the first machine, lived there for a while by everybody, and
    /// then linked to the others. `owners` says whose each machine is, with how far its clock is ahead.
    pub fn linked(owners: &[(Party, i64)], before: &[Step]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut first = store_in(&folder, 0);
        let begun = first.start(seed_of("Ada"), moment(NOON, 0, 0)).unwrap();
        // With all its notes, since the fold of a log has them.
        let open = first.load(begun.journey.id).unwrap();
        let people = open.journey.people.clone();
        let person = |party| people.person(party).unwrap();
        let mut office = Self {
            machines: Vec::new(),
            id: open.journey.id,
            folder,
            number: 0,
        };
        let (party, skew) = owners[0];
        let (device, key) = first.identity().unwrap();
        let reads = reads(party);
        let person_of_first = person(party);
        office.machines.push(Machine {
            store: first,
            open,
            device,
            key,
            person: person_of_first,
            reads,
            skew,
        });
        for step in before {
            office.before(step);
        }
        for (number, (party, skew)) in (1..).zip(&owners[1..]) {
            office.join(number, *party, *skew, person(*party));
        }
        office
    }

    fn before(&mut self, step: &Step) {
        let party = match step {
            Step::Act(party, _) | Step::Acts(party, _) | Step::Update(party, _) => *party,
            Step::Undo(party) | Step::UndoOf(party, _) | Step::Redo(party) => *party,
        };
        let moment = self.moment(0);
        let first = &mut self.machines[0];
        if let Some(author) = first.open.journey.people.author(party) {
            check(first.step(&author, step, moment));
        }
    }

    /// Links another machine of a person.
    fn join(&mut self, number: usize, party: Party, skew: i64, person: PersonId) {
        let mut store = store_in(&self.folder, number);
        let (device, key) = store.identity().unwrap();
        let moment = self.moment(0);
        let first = &mut self.machines[0];
        if !first.open.journey.people.takes_part(person) || first.author().is_none() {
            return;
        }
        first.store.seal_up(self.id).unwrap();
        let vouched = first.store.vouched(&first.open).unwrap();
        let trust = Trust {
            inviter: Some((first.device, first.key)),
            vouched,
            any_clock: true,
            ..Trust::default()
        };
        let machine = |device, person, key: PublicKey| Admitted {
            device,
            person,
            key: key.to_string(),
        };
        let act = Act::Admit {
            machine: machine(device, person, key),
            own: machine(first.device, first.person, first.key),
            vouched: first.store.all_so_far(self.id).unwrap(),
        };
        let author = first.author().unwrap();
        first
            .store
            .commit(&mut first.open, &author, &[act], moment)
            .unwrap();
        let lanes = carried(&first.lanes(reads(party)));
        let taken = store.take(self.id, &lanes, &trust, NOON).unwrap();
        assert!(taken.problems.is_empty(), "{taken:?}");
        let open = store.load(self.id).unwrap();
        self.machines.push(Machine {
            store,
            open,
            device,
            key,
            person,
            reads: reads(party),
            skew,
        });
    }

    /// Returns the time by a right clock.
    pub fn clock(&self) -> i64 {
        NOON + 60_000 * i64::try_from(self.number).unwrap()
    }

    /// Returns the moment of the next act at a machine.
    pub fn moment(&mut self, machine: usize) -> Moment {
        self.number += 1;
        let skew = self.machines.get(machine).map_or(0, |machine| machine.skew);
        moment(self.clock() + skew, machine, self.number)
    }

    /// Takes a step at a machine.
    pub fn step(&mut self, machine: usize, step: &Step) {
        let moment = self.moment(machine);
        let here = &mut self.machines[machine];
        if let Some(author) = here.author() {
            check(here.step(&author, step, moment));
        }
    }

    /// Gives one machine what another has and may give it.
    pub fn give(&mut self, from: usize, to: usize) -> Taken {
        let lanes = carried(&self.machines[from].lanes(self.machines[to].reads));
        let clock = self.clock();
        let taken = self.machines[to].take(&lanes, clock);
        let is_whole = taken.problems.is_empty() && taken.newer.is_empty();
        assert!(is_whole, "{taken:?}\n{}", text_of(&lanes));
        taken
    }

    /// Lets something happen; places count around.
    pub fn happen(&mut self, event: &Event) {
        let count = self.machines.len();
        match event {
            Event::Step(machine, step) => self.step(machine % count, step),
            Event::Meet(one, other) if one % count != other % count => {
                self.give(one % count, other % count);
                self.give(other % count, one % count);
            }
            Event::Meet(..) => {}
        }
    }

    /// Lets everybody meet everybody, until nobody knows more than another.
    pub fn meet_all(&mut self) {
        let count = self.machines.len();
        for _ in 0..2 {
            for one in 0..count {
                for other in (0..count).filter(|other| *other != one) {
                    self.give(one, other);
                }
            }
        }
    }
}

/// Returns what a party may read.
pub fn reads(party: Party) -> Audience {
    match party {
        Party::Manager => Audience::Journey,
        Party::Hire | Party::Mentor => Audience::Pair,
    }
}

/// Lets a step be refused by the rules, and by nothing else.
fn check(done: Result<(), StoreError>) {
    if let Err(error) = done {
        let is_rule = matches!(
            error,
            StoreError::Refused(_) | StoreError::UndoRefused(_) | StoreError::NoJourney
        );
        assert!(is_rule, "{error:?}");
    }
}
