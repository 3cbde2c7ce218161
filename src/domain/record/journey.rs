//! A journey as its log folds to it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::domain::plan::calendar::Calendar;
use crate::domain::plan::copy::{Outline, PlanHash};
use crate::domain::plan::milestone::{Milestone, Milestones};
use crate::domain::plan::names::ContextName;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Party, People, PersonId};
use crate::domain::plan::role::{Asks, Plan, PlanGoal, Role};
use crate::domain::plan::week::Week;
use crate::domain::record::audience::{Audience, Reader};
use crate::domain::record::course::{Archive, Consent, Holiday, Leave, LeaveReason, Seed};
use crate::domain::record::device::Admission;
use crate::domain::record::goal::{Goal, GoalNumber};
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::domain::record::meeting::{Meetings, Topic};
use crate::domain::record::notes::Notes;
use crate::domain::record::review::Reviews;
use crate::domain::record::writing::{Note, Paragraph};

/// One hire's run through one plan from a start date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    /// Names it.
    pub id: JourneyId,
    /// Who takes part.
    pub people: People,
    /// Day 1.
    pub start: NaiveDate,
    /// The plan that it holds a copy of.
    pub plan: PlanHash,
    /// What the role is about, as the plan stood when it was taken.
    pub role: Role,
    /// The contexts that the plan was fitted to.
    pub contexts: Vec<ContextName>,
    /// The goals, in the order of the plan.
    pub goals: Vec<Goal>,
    /// Notes on the journey as a whole, oldest first.
    pub notes: Notes,
    /// What mentors say to those who read the summary, by who wrote it.
    pub paragraphs: BTreeMap<PersonId, Paragraph>,
    /// Goals that left with an edition of the plan, nobody having worked on them, and on which there are
    /// notes that not everybody may read.
    pub left: BTreeMap<Slug, Goal>,
    /// Goals that the plan does not have and that came back since they were worked on.
    pub back: BTreeSet<Slug>,
    /// The days of a week that are worked.
    pub week: Week,
    /// The days off.
    pub holidays: BTreeMap<NaiveDate, Holiday>,
    /// The leaves, in the order in which they were entered.
    pub leaves: BTreeMap<ChangeId, Leave>,
    /// Why, where it was said, by leave.
    pub leave_reasons: BTreeMap<ChangeId, LeaveReason>,
    /// The 1:1s.
    pub meetings: Meetings,
    /// The gate reviews.
    pub reviews: Reviews,
    /// Who agreed to editions of the plan, by the change that took each.
    pub consents: BTreeMap<ChangeId, Consent>,
    /// The devices that speak for its people, once it is linked.
    pub devices: BTreeMap<DeviceId, Admission>,
    /// How it ended, where it did.
    pub archive: Option<Archive>,
    /// Whether its start was taken back.
    pub withdrawn: bool,
    /// The day on which the hire last changed something that others may read.
    pub hire_moved: Option<NaiveDate>,
}

impl Journey {
    /// Returns the journey that a seed begins, or nothing where its plan was not fetched.
    pub fn from_seed(id: JourneyId, seed: &Seed) -> Option<Self> {
        let outline = Outline::of(seed.plan.plan()?);
        let people = seed.people.clone();
        let mut journey = Self::begun(id, people, seed.start, seed.plan.hash(), outline);
        journey.week = seed.week;
        journey.holidays.clone_from(&seed.holidays);
        Some(journey)
    }

    /// Returns a journey through a plan in which nothing has happened yet.
    pub fn begun(
        id: JourneyId,
        people: People,
        start: NaiveDate,
        plan: PlanHash,
        outline: Outline,
    ) -> Self {
        Self {
            id,
            people,
            start,
            plan,
            role: outline.role,
            contexts: outline.contexts,
            goals: number(outline.goals),
            notes: Notes::default(),
            paragraphs: BTreeMap::new(),
            left: BTreeMap::new(),
            back: BTreeSet::new(),
            week: Week::default(),
            holidays: BTreeMap::new(),
            leaves: BTreeMap::new(),
            leave_reasons: BTreeMap::new(),
            meetings: Meetings::default(),
            reviews: Reviews::default(),
            consents: BTreeMap::new(),
            devices: BTreeMap::new(),
            archive: None,
            withdrawn: false,
            hire_moved: None,
        }
    }

    /// Takes note of a day on which a party changed something.
    pub(crate) fn saw(&mut self, party: Party, audience: Audience, day: NaiveDate) {
        if party == Party::Hire && audience != Audience::Author {
            self.hire_moved = self.hire_moved.max(Some(day));
        }
    }

    /// Sets the copy of the plan. Whatever was done stays: a goal that was worked on and that the
    /// plan does not have comes back at the end of its milestone, marked; so does a part with a tick.
    /// Other goals go; private notes on them are kept, and come back with them.
    pub(in crate::domain) fn take_plan(&mut self, hash: PlanHash, plan: &Plan) {
        self.plan = hash;
        let mut before = std::mem::take(&mut self.goals);
        before.extend(std::mem::take(&mut self.left).into_values());
        self.back.clear();
        self.goals = number(plan.goals.iter().cloned());
        for goal in &mut self.goals {
            if let Some(place) = before.iter().position(|old| old.slug() == goal.slug()) {
                goal.go_on_from(before.remove(place));
            }
        }
        self.role.clone_from(&plan.role);
        self.contexts.clone_from(&plan.contexts);
        for mut goal in before {
            let milestone = plan.role.milestones.keyed(goal.plan.milestone.key());
            goal.plan.milestone = milestone.unwrap_or(goal.plan.milestone);
            self.keep_out_of_sight(goal.plan.clone());
            let slug = goal.slug().clone();
            if let Some(kept) = self.left.get_mut(&slug) {
                kept.go_on_from(goal);
            }
            self.settle(&slug);
        }
    }

    /// Makes a place for what was done on a goal that the plan does not have.
    pub(super) fn keep_out_of_sight(&mut self, plan: PlanGoal) {
        let number = GoalNumber {
            milestone: plan.milestone,
            ordinal: 0,
        };
        let plan = PlanGoal {
            dropped: true,
            ..plan
        };
        let kept = self.left.remove(&plan.slug);
        let mut goal = Goal::new(number, plan);
        goal.notes = kept.map(|goal| goal.notes).unwrap_or_default();
        self.left.insert(goal.slug().clone(), goal);
    }

    /// Takes a goal over that is not as the plan has it, before what was done on it.
    pub(crate) fn keep_other(&mut self, plan: PlanGoal) {
        let mut goals = self.goals.iter_mut();
        if let Some(goal) = goals.find(|goal| *goal.slug() == plan.slug) {
            goal.plan = plan;
            return;
        }
        let is_in_sight = plan != out_of_sight(&plan);
        let slug = plan.slug.clone();
        self.keep_out_of_sight(plan);
        if is_in_sight {
            self.goals.extend(self.left.remove(&slug));
            self.back.insert(slug);
            self.put_in_order();
        }
    }

    /// Brings a goal that the plan does not have into sight where it was worked on, and takes it out of
    /// sight where that was taken back.
    fn settle(&mut self, slug: &Slug) {
        let is_worked_on = |goal: &Goal| !goal.is_untouched();
        if self.left.get(slug).is_some_and(is_worked_on) {
            self.goals.extend(self.left.remove(slug));
            self.back.insert(slug.clone());
        } else if self.back.contains(slug) && !self.goal(slug).is_some_and(is_worked_on) {
            self.back.remove(slug);
            let gone = self.goals.iter().position(|goal| goal.slug() == slug);
            let gone = gone.map(|place| self.goals.remove(place));
            self.left.extend(gone.map(|goal| (slug.clone(), goal)));
            self.forget(slug);
        } else {
            return self.forget(slug);
        }
        self.put_in_order();
    }

    /// Numbers the goals; those that the plan does not have stand at the end of their milestones.
    fn put_in_order(&mut self) {
        let mut goals = std::mem::take(&mut self.goals);
        let back = &self.back;
        goals.sort_by_cached_key(|goal| {
            let slug = Some(goal.slug()).filter(|slug| back.contains(*slug));
            (goal.number.milestone, slug.cloned())
        });
        self.goals = renumber(goals);
    }

    /// Forgets a goal out of sight on which nobody wrote anything, and of another one what a plan said:
    /// which one said it last is nobody's to know. Others may be about to get back what was written on
    /// them.
    fn forget(&mut self, slug: &Slug) {
        let Some(goal) = self.left.get_mut(slug) else {
            return;
        };
        if goal.notes.is_empty() {
            self.left.remove(slug);
            return;
        }
        goal.plan = out_of_sight(&goal.plan);
        goal.number = GoalNumber {
            milestone: goal.plan.milestone,
            ordinal: 0,
        };
    }

    /// Forgets the goals out of sight on which nobody wrote anything.
    pub(crate) fn forget_out_of_sight(&mut self) {
        let all: Vec<Slug> = self.left.keys().cloned().collect();
        all.iter().for_each(|slug| self.forget(slug));
    }

    /// Takes out of sight again what nobody works on any more, once all that was done is read.
    pub(crate) fn settle_all(&mut self) {
        let back: Vec<Slug> = self.back.iter().cloned().collect();
        back.iter().for_each(|slug| self.settle(slug));
        if !back.is_empty() {
            self.put_in_order();
        }
        self.forget_out_of_sight();
    }

    /// Returns whether a plan is the one that the journey holds a copy of; the guide is not looked
    /// at.
    pub fn follows(&self, plan: &Plan) -> bool {
        self.role == plan.role
            && self.contexts == plan.contexts
            && self.goals.iter().map(|goal| &goal.plan).eq(&plan.goals)
    }

    /// Returns a goal by its short name.
    pub fn goal(&self, slug: &Slug) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.slug() == slug)
    }

    /// Returns a goal by its short name, one that left the plan too.
    pub(super) fn kept_goal(&self, slug: &Slug) -> Option<&Goal> {
        self.goal(slug).or_else(|| self.left.get(slug))
    }

    /// Changes a goal, one that left the plan too; nothing where there is none.
    pub(super) fn change_goal(&mut self, slug: &Slug, change: impl FnOnce(&mut Goal)) {
        let goal = self.goals.iter_mut().find(|goal| goal.slug() == slug);
        if let Some(goal) = goal.or_else(|| self.left.get_mut(slug)) {
            change(goal);
        }
        if !(self.left.is_empty() && self.back.is_empty()) {
            self.settle(slug);
        }
    }

    /// Returns whether a line of an agenda is of something that only its author may read.
    pub fn is_private(&self, topic: &Topic) -> bool {
        match topic {
            Topic::Point { point } => {
                let point = self.meetings.points.get(point);
                point.is_some_and(|point| point.shared().is_none())
            }
            Topic::Question { note } => {
                let on_goals = self.goals.iter().map(|goal| &goal.notes);
                let on_left = self.left.values().map(|goal| &goal.notes);
                let mut all = on_goals.chain(on_left).chain([&self.notes]);
                all.any(|notes| {
                    let written = notes.get(*note);
                    written.is_some_and(|written| written.shared().is_none())
                })
            }
            Topic::Goal { .. }
            | Topic::Agreement { .. }
            | Topic::Action { .. }
            | Topic::Ask { .. }
            | Topic::FirstStep { .. }
            | Topic::Gate { .. }
            | Topic::Rhythm => false,
            Topic::Signal { .. } => true,
        }
    }

    /// Returns whether a party may read what was written for an audience.
    pub fn may_read(&self, party: Party, audience: Audience, author: PersonId) -> bool {
        self.reader(party).may_read(audience, author)
    }

    /// Returns a party as a reader.
    pub fn reader(&self, party: Party) -> Reader {
        Reader {
            party,
            person: self.people.person(party),
        }
    }

    /// Returns whether a party may read a note.
    pub fn may_read_note(&self, party: Party, note: &Note) -> bool {
        self.may_read(party, note.audience(), note.author.person)
    }

    /// Returns the working days of the journey.
    pub fn calendar(&self) -> Calendar {
        let leaves = self.leaves.values().map(|leave| (leave.from, leave.until));
        Calendar::new(self.holidays.keys().copied())
            .with_week(self.week)
            .with_leaves(leaves)
    }

    /// Returns the leaves, the earliest first.
    pub fn leaves_by_date(&self) -> Vec<(ChangeId, &Leave)> {
        let mut leaves: Vec<_> = self.leaves.iter().map(|(id, leave)| (*id, leave)).collect();
        leaves.sort_by_key(|(id, leave)| (leave.from, *id));
        leaves
    }

    /// Returns the reason of a leave, if it has one that a party may read.
    pub fn leave_reason(&self, leave: ChangeId, reader: Party) -> Option<&LeaveReason> {
        let reason = self.leave_reasons.get(&leave)?;
        reason.is_for(self.reader(reader)).then_some(reason)
    }

    /// Returns how many days of a span would be worked without leaves.
    pub fn working_days_in(&self, from: NaiveDate, until: NaiveDate) -> i64 {
        let before = from.pred_opt().unwrap_or(from);
        let worked = self.calendar().with_leaves([]);
        worked.working_days(before, until)
    }

    /// Returns how many of the notes on something a party may read.
    pub fn visible_notes(&self, party: Party, notes: &Notes) -> usize {
        let reader = self.reader(party);
        notes.count(|audience, author| reader.may_read(audience, author))
    }

    /// Returns the notes on a goal, one that left the plan too, or on the journey as a whole.
    pub fn notes_on(&self, goal: Option<&Slug>) -> Option<&Notes> {
        match goal {
            Some(slug) => Some(&self.kept_goal(slug)?.notes),
            None => Some(&self.notes),
        }
    }

    /// Returns the same, to be changed.
    pub fn notes_on_mut(&mut self, goal: Option<&Slug>) -> Option<&mut Notes> {
        let Some(slug) = goal else {
            return Some(&mut self.notes);
        };
        let mut goals = self.goals.iter_mut().chain(self.left.values_mut());
        goals
            .find(|goal| goal.slug() == slug)
            .map(|goal| &mut goal.notes)
    }

    /// Returns the latest paragraph of a mentor.
    pub fn paragraph(&self) -> Option<&Paragraph> {
        let paragraphs = self.paragraphs.values();
        paragraphs.max_by_key(|paragraph| paragraph.mark.on)
    }

    /// Leaves only those notes at hand that rules and the agenda read.
    pub fn put_notes_away(&mut self) {
        let goals = self.goals.iter_mut().chain(self.left.values_mut());
        let on_goals = goals.map(|goal| &mut goal.notes);
        on_goals.chain([&mut self.notes]).for_each(Notes::put_away);
    }

    /// Returns every note at hand, oldest first, each with the goal that it is on: all questions and
    /// all that was written in or about a 1:1 are among them.
    pub fn all_notes(&self) -> impl Iterator<Item = (Option<&Goal>, ChangeId, &Note)> {
        let on_goals = self.goals.iter().flat_map(|goal| {
            let notes = goal.notes.iter();
            notes.map(move |(id, note)| (Some(goal), id, note))
        });
        let on_journey = self.notes.iter().map(|(id, note)| (None, id, note));
        let mut notes: Vec<_> = on_goals.chain(on_journey).collect();
        notes.sort_by_key(|(_, id, _)| *id);
        notes.into_iter()
    }

    /// Returns the milestones: those of the plan, and those of goals that are no longer in it.
    pub fn milestones(&self) -> Milestones {
        let mut milestones = self.role.milestones.clone();
        milestones.join(self.goals.iter().map(|goal| goal.number.milestone));
        milestones
    }

    /// Returns whether its people have devices of their own.
    pub fn is_linked(&self) -> bool {
        !self.devices.is_empty()
    }

    /// Returns the goals of a milestone, in order.
    pub fn goals_of(&self, milestone: Milestone) -> impl Iterator<Item = &Goal> {
        self.goals
            .iter()
            .filter(move |goal| goal.number.milestone.is(milestone))
    }

    /// Returns which day of the journey a date is; day 1 is the start, 0 and less lie before it.
    pub fn day(&self, today: NaiveDate) -> i64 {
        (today - self.start).num_days() + 1
    }
}

/// Returns what is kept of a goal that is out of sight: its short name.
fn out_of_sight(plan: &PlanGoal) -> PlanGoal {
    PlanGoal {
        slug: plan.slug.clone(),
        milestone: Milestone::DAY_30,
        title: String::new(),
        why: String::new(),
        evidence: String::new(),
        pitfall: None,
        asks: Asks::default(),
        criteria: Vec::new(),
        context: None,
        dropped: true,
    }
}

/// Returns goals to which nothing has happened, numbered inside their milestones.
pub fn number(goals: impl IntoIterator<Item = PlanGoal>) -> Vec<Goal> {
    let unnumbered = goals.into_iter().map(|plan| {
        let milestone = plan.milestone;
        Goal::new(
            GoalNumber {
                milestone,
                ordinal: 0,
            },
            plan,
        )
    });
    renumber(unnumbered.collect())
}

/// Returns goals numbered inside their milestones, in their order.
fn renumber(mut goals: Vec<Goal>) -> Vec<Goal> {
    let mut count: HashMap<Milestone, usize> = HashMap::new();
    for goal in &mut goals {
        let ordinal = count.entry(goal.number.milestone).or_default();
        *ordinal += 1;
        goal.number.ordinal = *ordinal;
    }
    goals
}
