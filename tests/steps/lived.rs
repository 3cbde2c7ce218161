//! A journey in memory that steps are taken in.

use std::collections::BTreeSet;

use onramp::domain::acts::act::Act;
use onramp::domain::acts::decide::{self, decide};
use onramp::domain::acts::undo;
use onramp::domain::acts::world::World;
use onramp::domain::plan::guide::Guide;
use onramp::domain::plan::people::{Author, Party, PersonId};
use onramp::domain::record::change::{Change, Moment};
use onramp::domain::record::course::Seed;
use onramp::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use onramp::domain::record::journey::Journey;
use onramp::domain::record::kind::Set;
use onramp::domain::record::kinds::Edit;
use onramp::domain::record::log::{Head, Save};
use onramp::domain::record::refusal::UndoRefusal;
use onramp::domain::record::trace::{Stacks, Trace};
use onramp::domain::record::verb::Verb;
use uuid::Uuid;

use super::{Step, meant, named, update, working};
use crate::journeys::{day, moment, plan};

/// A journey with its log in memory.
pub struct Lived {
    pub journey: Journey,
    pub log: Vec<Change>,
}

impl Lived {
    pub fn new() -> Self {
        let id = JourneyId(Uuid::from_u128(1));
        let seed: Seed = decide::seed(
            plan(),
            "Ada",
            "Bo",
            "Cy",
            day("2026-03-02"),
            working(),
            Uuid::from_u128(7),
        )
        .unwrap();
        let mut lived = Self {
            journey: Journey::from_seed(id, &seed).unwrap(),
            log: Vec::new(),
        };
        let edit = Edit::Seed(Set {
            key: (),
            from: None,
            to: Some(seed),
        });
        let save = Save::of(&lived.journey, Verb::Start, vec![edit]);
        lived.keep(&named(&lived.journey.clone(), Party::Hire), moment(), save);
        lived
    }

    pub fn keep(&mut self, author: &Author, moment: Moment, save: Save) {
        let device = DeviceId(Uuid::from_u128(2));
        let mut head = Head::of(self.journey.id, device, &self.log);
        let changes = head.append(author, moment, save);
        for edit in changes.iter().flat_map(|change| &change.edits) {
            self.journey.apply(edit);
        }
        for change in &changes {
            change.is_seen_by(&mut self.journey);
        }
        self.log.extend(changes);
    }

    pub fn acts(&mut self, party: Party, acts: &[Act]) -> bool {
        let world = World {
            moment: moment(),
            guide: &Guide::default(),
        };
        let acts: Vec<Act> = acts.iter().map(|act| meant(&self.journey, act)).collect();
        let author = named(&self.journey, party);
        let save = decide(&self.journey, world, &author, &acts);
        save.map(|save| self.keep(&author, world.moment, save))
            .is_ok()
    }

    pub fn traces(&self) -> Vec<Trace> {
        Trace::of(&self.log)
    }

    pub fn undo(&mut self, party: Party, wanted: Option<ChangeId>) -> Result<(), UndoRefusal> {
        self.undo_as(&named(&self.journey, party), wanted)
    }

    pub fn undo_as(
        &mut self,
        author: &Author,
        wanted: Option<ChangeId>,
    ) -> Result<(), UndoRefusal> {
        let target = undo::next_undo(author.person, &self.traces(), wanted)?;
        self.take_back(author, target)
    }

    pub fn redo(&mut self, party: Party) -> Result<(), UndoRefusal> {
        self.redo_as(&named(&self.journey, party))
    }

    pub fn redo_as(&mut self, author: &Author) -> Result<(), UndoRefusal> {
        let target = undo::next_redo(author.person, &self.traces())?;
        self.take_back(author, target)
    }

    pub fn take_back(&mut self, author: &Author, target: ChangeId) -> Result<(), UndoRefusal> {
        let is_of_save = |change: &&Change| change.id == target || change.beside == Some(target);
        let changes: Vec<Change> = self.log.iter().filter(is_of_save).cloned().collect();
        let place = self
            .log
            .iter()
            .position(|change| change.id == target)
            .unwrap();
        let later = &self.log[place + changes.len()..];
        let save = undo::take_back(&self.journey, &self.traces(), &changes, later)?;
        let is_start = |edit: &Edit| matches!(edit, Edit::Withdrawn(_));
        if self.journey.withdrawn && !save.edits().any(is_start) {
            return Err(UndoRefusal::NothingToRedo); // The store finds no such journey.
        }
        self.keep(author, moment(), save);
        Ok(())
    }

    /// Returns the places in the log of what stands, and whose it is, the newest last.
    pub fn standing(&self) -> Vec<(usize, Author)> {
        let traces = self.traces();
        let place = |id| self.log.iter().position(|change| change.id == id).unwrap();
        let of = |person| Stacks::of(person, traces.iter().copied()).done;
        let persons: BTreeSet<PersonId> = traces.iter().map(|trace| trace.person).collect();
        let mut standing: Vec<_> = persons
            .into_iter()
            .flat_map(of)
            .map(|id| (place(id), self.log[place(id)].author.clone()))
            .collect();
        standing.sort_by_key(|(place, _)| *place);
        standing
    }

    /// Takes a step; returns whether it was an act that was accepted.
    pub fn step(&mut self, step: &Step) -> bool {
        match step {
            Step::Act(party, act) if !self.journey.withdrawn => {
                return self.acts(*party, std::slice::from_ref(act));
            }
            Step::Acts(party, acts) if !self.journey.withdrawn => return self.acts(*party, acts),
            Step::Update(party, plan) if !self.journey.withdrawn => {
                let act = update(&self.journey, plan);
                return self.acts(*party, &[act]);
            }
            Step::Act(..) | Step::Acts(..) | Step::Update(..) => {}
            Step::Undo(party) => drop(self.undo(*party, None)),
            Step::UndoOf(party, at) => {
                let id = at.get(&self.log).id;
                drop(self.undo(*party, Some(id)));
            }
            Step::Redo(party) => drop(self.redo(*party)),
        }
        false
    }
}
