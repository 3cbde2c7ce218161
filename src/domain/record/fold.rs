//! Merge rule 1: what of a log counts. The changes of all devices are folded in the order of their
//! stamps; one whose first edit does not find the value that its author saw is set aside, whole.
//! Frozen once released: a later rule gets a number of its own. Asks no rule about who may do what
//! on one machine.

use std::collections::{BTreeMap, HashMap, VecDeque};

use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Party, PersonId};
use crate::domain::plan::role::PlanGoal;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::ids::{ChangeId, DeviceId};
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::Fit;
use crate::domain::record::kinds::Edit;
use crate::domain::record::verb::Verb;

/// The number of this rule, which every entry of a lane names.
pub const RULE: u32 = 1;

/// Why a change does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// What it altered was altered by another before.
    Overtaken,
    /// The device, or whoever is at it, may not do that.
    NotTheirs,
    /// The device had been retired.
    Retired,
    /// It takes a change back that does not count, or not whole any more.
    NothingToUndo,
    /// It belongs to a save whose first change does not count.
    WithItsSave,
    /// The journey had not begun.
    BeforeTheStart,
}

/// A log as it is folded, change by change in its order.
#[derive(Debug, Default)]
pub struct Fold {
    journey: Option<Journey>,
    bindings: Bindings,
    /// The goals of every plan that was followed.
    goals: HashMap<Slug, PlanGoal>,
    /// What later changes have to know of each change.
    known: HashMap<ChangeId, Known>,
}

/// What later changes have to know of a change.
#[derive(Clone, Copy, Debug)]
struct Known {
    counts: bool,
    device: DeviceId,
    stamp: i64,
    person: PersonId,
    party: Party,
    audience: Audience,
    undoes: Option<ChangeId>,
    /// Whether others had reached all that it set, so that there is nothing in it to take back.
    is_idle: bool,
    /// Whether it counts and was taken back.
    is_undone: bool,
}

impl Known {
    fn of(change: &Change, outcome: &Outcome) -> Self {
        Self {
            counts: outcome.counts(),
            is_idle: outcome.is_idle(),
            device: change.device,
            stamp: change.stamp,
            person: change.author.person,
            party: change.author.party,
            audience: change.audience,
            undoes: change.undoes,
            is_undone: false,
        }
    }

    /// Returns whether a change is a part of the save that this one begins.
    fn begins_save_of(&self, part: &Change) -> bool {
        (self.device, self.stamp) == (part.device, part.stamp)
            && (self.person, self.party) == (part.author.person, part.author.party)
            && self.audience < part.audience
    }
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It counts; of what followed from it, the edits at these places did not fit.
    Counts {
        /// Places among its edits.
        skipped: Vec<usize>,
        /// Whether others had reached all that it sets before.
        is_idle: bool,
    },
    /// It is set aside.
    Aside(Aside),
}

impl Outcome {
    /// Returns whether the change counts.
    pub fn counts(&self) -> bool {
        matches!(self, Self::Counts { .. })
    }

    /// Returns whether the change counts and others had reached all that it sets before.
    pub fn is_idle(&self) -> bool {
        matches!(self, Self::Counts { is_idle: true, .. })
    }
}

impl Fold {
    /// Returns a fold of a log in order, before its first change.
    pub fn of<'c>(log: impl IntoIterator<Item = &'c Change>) -> Self {
        Self {
            bindings: Bindings::of(log),
            ..Self::default()
        }
    }

    /// Returns the journey as far as the log was folded; nothing before its start.
    pub fn journey(&self) -> Option<&Journey> {
        self.journey.as_ref()
    }

    /// Returns the journey that the log tells of.
    pub fn into_journey(self) -> Option<Journey> {
        self.journey
    }

    /// Folds the next change in.
    pub fn step(&mut self, change: &Change) -> Outcome {
        let outcome = match self.refuse(change) {
            Some(aside) => Outcome::Aside(aside),
            None => self.apply(change),
        };
        let known = Known::of(change, &outcome);
        self.known.entry(change.id).or_insert(known);
        if known.counts {
            if let Some(journey) = &mut self.journey {
                change.is_seen_by(journey);
            }
            self.take_back(change.undoes);
            self.bindings.take(change);
        }
        outcome
    }

    /// Notes that a change is taken back; what that one took back stands again, and so on.
    fn take_back(&mut self, mut target: Option<ChangeId>) {
        let mut is_undone = true;
        while let Some(known) = target.and_then(|target| self.known.get_mut(&target)) {
            known.is_undone = is_undone;
            is_undone = !is_undone;
            target = known.undoes;
        }
    }

    /// Returns what keeps a change from counting, whatever stands.
    fn refuse(&self, change: &Change) -> Option<Aside> {
        let counts = |id: ChangeId| self.known.get(&id).filter(|known| known.counts);
        if let Some(first) = change.beside
            && !counts(first).is_some_and(|first| first.begins_save_of(change))
        {
            return Some(Aside::WithItsSave);
        }
        let target = change.undoes.map(counts);
        // What is taken back already on another device is not taken back twice, nor what another did.
        let is_none = |target: &Known| target.is_undone || target.is_idle;
        if target.is_some_and(|target| target.is_none_or(is_none)) {
            return Some(Aside::NothingToUndo);
        }
        let bound = self.bindings.bound(change);
        let is_theirs = match (bound, &self.journey) {
            (Bound::Free, _) => true,
            // A journey was begun before anybody else had it.
            (_, None) | (Bound::Stranger, _) => false,
            (Bound::Retired, _) => return Some(Aside::Retired),
            (Bound::To(person), Some(journey)) => {
                let is_own = target
                    .flatten()
                    .is_none_or(|target| target.person == person);
                is_own && change.author.person == person && is_for_author(journey, change)
            }
        };
        (!is_theirs).then_some(Aside::NotTheirs)
    }

    fn apply(&mut self, change: &Change) -> Outcome {
        let Some(journey) = &mut self.journey else {
            return self.begin(change);
        };
        for edit in &change.edits {
            make_place(journey, &self.goals, edit);
        }
        let fits = match change.undoes {
            // The first change of the save answered for all of it.
            _ if change.beside.is_some() => true,
            Some(_) => fits_whole(journey, change),
            None => starts(journey, change),
        };
        if !fits {
            journey.forget_out_of_sight();
            return Outcome::Aside(match change.undoes {
                Some(_) => Aside::NothingToUndo,
                None => Aside::Overtaken,
            });
        }
        let mut skipped = Vec::new();
        let (mut is_reached, mut is_met) = (false, false);
        for (place, edit) in change.edits.iter().enumerate() {
            match journey.fit(edit) {
                _ if edit.is_idle() => {}
                Fit::Meets => {
                    is_met = true;
                    journey.apply(edit);
                    join_meetings(journey, edit);
                    remember_goals(&mut self.goals, edit);
                }
                Fit::Reached => is_reached = true,
                Fit::Missed => skipped.push(place),
            }
        }
        journey.forget_out_of_sight();
        Outcome::Counts {
            skipped,
            is_idle: is_reached && !is_met,
        }
    }

    fn begin(&mut self, change: &Change) -> Outcome {
        let seed = change.edits.iter().find_map(|edit| match edit {
            Edit::Seed(set) => set.to.as_ref().map(|seed| (edit, seed)),
            _ => None,
        });
        let Some((edit, journey)) =
            seed.and_then(|(edit, seed)| Some((edit, Journey::from_seed(change.journey, seed)?)))
        else {
            return Outcome::Aside(Aside::BeforeTheStart);
        };
        self.journey = Some(journey);
        remember_goals(&mut self.goals, edit);
        Outcome::Counts {
            skipped: Vec::new(),
            is_idle: false,
        }
    }
}

/// Returns whether the author of a change may make it, on a device that speaks for the author.
pub fn is_for_author(journey: &Journey, change: &Change) -> bool {
    let admits = matches!(change.verb, Verb::Admit | Verb::Retire);
    if !admits
        && change
            .edits
            .iter()
            .any(|edit| matches!(edit, Edit::Device(_)))
    {
        return false;
    }
    let author = &change.author;
    let is_undo = matches!(change.verb, Verb::Undo | Verb::Redo);
    // The first change of a save answered for its parts, and may have given the place away.
    let is_seated =
        change.beside.is_some() || journey.people.person(author.party) == Some(author.person);
    is_seated
        && (is_undo || change.verb.may(author.party))
        && change.edits.iter().all(|edit| {
            // What the author says to have seen is near enough to what stands, and not the same.
            let meets = journey.fit(edit) == Fit::Meets;
            edit.may_be_set_by(author)
                && (!meets || edit.on(journey).may_be_set_by(author))
                // What is for its author alone is nobody else's to check, and came from nowhere else.
                && (change.audience == Audience::Author
                    || edit.audience(journey) == change.audience)
        })
}

/// Returns whether the first edit of a change finds what its author saw, or what it wanted.
fn starts(journey: &Journey, change: &Change) -> bool {
    let first = change.edits.first();
    first.is_some_and(|edit| journey.fit(edit) != Fit::Missed)
}

/// Returns whether all edits of a change fit, each after those before it.
fn fits_whole(journey: &Journey, change: &Change) -> bool {
    let misses = |journey: &Journey, edit: &Edit| journey.fit(edit) == Fit::Missed;
    if unnames_somebody(journey, change) {
        return false;
    }
    if !change.edits.iter().any(|edit| misses(journey, edit)) {
        return true;
    }
    // One edit may make the place of another.
    let mut after = journey.clone();
    change.edits.iter().all(|edit| {
        let fits = !misses(&after, edit);
        after.apply(edit);
        fits
    })
}

/// Returns whether a change takes the name of somebody away who keeps a place.
fn unnames_somebody(journey: &Journey, change: &Change) -> bool {
    let mut edits = change.edits.iter();
    if !edits.any(|edit| matches!(edit, Edit::Name(set) if set.to.is_none())) {
        return false;
    }
    let mut after = journey.clone();
    change.edits.iter().for_each(|edit| after.apply(edit));
    let people = &after.people;
    let mut seated = people.seats.values();
    seated.any(|person| people.name_of(*person).is_none())
}

/// Makes a place for work on a goal that an earlier plan had.
fn make_place(journey: &mut Journey, goals: &HashMap<Slug, PlanGoal>, edit: &Edit) {
    if let Some(slug) = edit.goal()
        && journey.goal(slug).is_none()
        && let Some(plan) = goals.get(slug)
    {
        journey.keep_out_of_sight(plan.clone());
    }
}

/// Joins a 1:1 that an edit began into the one that was open already, where there was one.
fn join_meetings(journey: &mut Journey, edit: &Edit) {
    if let Edit::Meeting(set) = edit
        && set.to.is_some()
        && let Some((open, _)) = journey.meetings.open_beside(set.key)
    {
        journey.meetings.join(set.key, open);
    }
}

fn remember_goals(goals: &mut HashMap<Slug, PlanGoal>, edit: &Edit) {
    let plan = match edit {
        Edit::Seed(set) => set.to.as_ref().and_then(|seed| seed.plan.plan()),
        Edit::Plan(set) => set.to.as_ref().and_then(|copy| copy.plan()),
        _ => return,
    };
    for goal in plan.iter().flat_map(|plan| &plan.goals) {
        goals.insert(goal.slug.clone(), goal.clone());
    }
}

/// Which devices speak for whom, as far as a log was folded.
#[derive(Debug, Default)]
struct Bindings {
    /// The changes that bind the device that writes them, which link a journey; the next one first.
    links: VecDeque<Link>,
    /// The devices that speak for somebody, and those that do no longer; none before the link.
    devices: BTreeMap<DeviceId, Option<PersonId>>,
}

/// A change that links a journey.
#[derive(Debug)]
struct Link {
    change: ChangeId,
    /// How far each lane was by then; who wrote that is not asked.
    shared: BTreeMap<(DeviceId, Audience), i64>,
}

/// For whom a device speaks in a change.
enum Bound {
    /// Everybody who sits at it.
    Free,
    /// This person alone.
    To(PersonId),
    /// Nobody.
    Stranger,
    /// Nobody any more.
    Retired,
}

impl Bindings {
    fn of<'c>(log: impl IntoIterator<Item = &'c Change>) -> Self {
        Self {
            links: log.into_iter().filter_map(Link::of).collect(),
            devices: BTreeMap::new(),
        }
    }

    /// Returns for whom a device speaks in a change that comes next.
    fn bound(&self, change: &Change) -> Bound {
        if let Some(person) = self.devices.get(&change.device) {
            return person.map_or(Bound::Retired, Bound::To);
        }
        if !self.devices.is_empty() {
            return Bound::Stranger;
        }
        match self.links.front() {
            Some(link) if !link.frees(change) => Bound::Stranger,
            _ => Bound::Free,
        }
    }

    /// Binds and retires the devices of a change that counts.
    fn take(&mut self, change: &Change) {
        if !change
            .edits
            .iter()
            .any(|edit| matches!(edit, Edit::Device(_)))
        {
            return;
        }
        self.links.retain(|link| link.change != change.id);
        for edit in &change.edits {
            if let Edit::Device(set) = edit {
                let person = set.to.as_ref().map(|admission| admission.person);
                self.devices.insert(set.key, person);
            }
        }
        // Where the link itself was taken back, everybody sits at one machine again.
        if self.devices.values().all(Option::is_none) {
            self.devices.clear();
        }
    }
}

impl Link {
    /// Returns the link that a change is, where it binds the device that writes it.
    fn of(change: &Change) -> Option<Self> {
        if change.verb != Verb::Admit {
            return None;
        }
        let own = change.edits.iter().find_map(|edit| match edit {
            Edit::Device(set) if set.key == change.device => set.to.as_ref(),
            _ => None,
        })?;
        let shared = own.vouched.iter();
        Some(Self {
            change: change.id,
            shared: shared
                .map(|lane| ((lane.device, lane.audience), lane.index))
                .collect(),
        })
    }

    /// Returns whether anybody may have made a change that comes before it: it was there when the journey
    /// was linked, it links it, or it is for its author alone, which comes from no other machine.
    fn frees(&self, change: &Change) -> bool {
        let lane = (change.device, change.audience);
        let last = self.shared.get(&lane);
        change.id == self.change
            || change.audience == Audience::Author
            || last.is_some_and(|last| change.sequence <= *last)
    }
}
