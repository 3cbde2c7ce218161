//! A small plan, its people and a log in memory, for the tests beside the rules.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::acts::act::{Act, MeetingAct, Whom};
use crate::domain::acts::decide::decide;
use crate::domain::acts::refusal::Refusal;
use crate::domain::acts::world::World;
use crate::domain::acts::{edition, undo};
use crate::domain::plan::copy::PlanCopy;
use crate::domain::plan::guide::{Entry, Guide, KINDS, Page};
use crate::domain::plan::milestone::{Milestone, Milestones};
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Party, People, Person, PersonId};
use crate::domain::plan::role::{Asks, Criterion, Plan, PlanGoal, Role};
use crate::domain::plan::week::Week;
use crate::domain::record::change::{Change, Moment};
use crate::domain::record::course::{Holiday, Seed};
use crate::domain::record::goal::Goal;
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::Set;
use crate::domain::record::kinds::Edit;
use crate::domain::record::log::{Head, Save};
use crate::domain::record::meeting::{Topic, Treatment};
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::record::trace::Trace;
use crate::domain::record::verb::Verb;
use crate::domain::record::writing::Visibility;

/// The start of the journey, a Monday: the 30 days are over on Wednesday 1 April 2026.
pub(super) const START: &str = "2026-03-02";

pub(super) fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

pub(super) fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

/// Three goals of 30 days (the second asks for all of two parts), two of 60 (the second asks for
/// any of two parts), one of every other milestone.
pub(super) fn plan() -> Plan {
    let goals = [
        (Milestone::DAY_30, "team", Asks::All, 0),
        (Milestone::DAY_30, "baseline", Asks::All, 2),
        (Milestone::DAY_30, "access", Asks::All, 0),
        (Milestone::DAY_60, "fix", Asks::All, 0),
        (Milestone::DAY_60, "talk", Asks::Any, 2),
        (Milestone::DAY_90, "ship", Asks::All, 0),
        (Milestone::MONTH_6, "own", Asks::All, 0),
        (Milestone::MONTH_12, "lead", Asks::All, 0),
        (Milestone::BEYOND, "share", Asks::All, 0),
    ];
    Plan {
        role: Role {
            first_steps: Vec::new(),
            questions: Vec::new(),
            slug: slug("tester"),
            title: "Tester".to_owned(),
            edition: 1,
            source: "these tests".to_owned(),
            summary: "Tests.".to_owned(),
            mission: "Test.".to_owned(),
            success: "Tested.".to_owned(),
            high_performance: vec!["Tests well.".to_owned()],
            milestones: Milestones::default(),
            themes: [(Milestone::DAY_30, "Begin".to_owned())].into(),
        },
        goals: goals
            .into_iter()
            .map(|(milestone, name, asks, parts)| PlanGoal {
                slug: slug(name),
                milestone,
                title: format!("Do the {name}"),
                why: "Because.".to_owned(),
                evidence: "A link.".to_owned(),
                pitfall: None,
                asks,
                criteria: ["first", "second"]
                    .into_iter()
                    .take(parts)
                    .map(|part| Criterion::new(slug(part), format!("The {part} part")))
                    .collect(),
                context: None,
                dropped: false,
            })
            .collect(),
        contexts: Vec::new(),
        guide: Guide::default(),
    }
}

pub(super) fn seed() -> Seed {
    Seed {
        people: People::new(
            person(1, "Ada"),
            Some(person(2, "Bo")),
            Some(person(3, "Cy")),
        ),
        start: day(START),
        plan: PlanCopy::of(plan()),
        week: Week::default(),
        holidays: BTreeMap::new(),
    }
}

fn person(id: u128, name: &str) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(id)),
        name: name.to_owned(),
    }
}

/// A guide whose rubric has one dimension.
pub(super) fn guide() -> Guide {
    let kind = KINDS.iter().find(|kind| kind.key == "rubric").unwrap();
    let entry = Entry {
        slug: slug("craft"),
        group: None,
        name: Some("Craft".to_owned()),
        texts: vec!["It holds.".to_owned(), "It shines.".to_owned()],
        milestones: Vec::new(),
    };
    let entries = vec![entry];
    Guide {
        pages: vec![Page { kind, entries }],
        ..Guide::default()
    }
}

/// A journey and its log, as the store would keep them.
pub(super) struct Run {
    pub(super) journey: Journey,
    pub(super) log: Vec<Change>,
    pub(super) today: NaiveDate,
}

impl Run {
    /// Begins the journey, on its first day.
    pub(super) fn new() -> Self {
        Self::with_holidays([])
    }

    /// Begins a journey with some days off, on its first day.
    pub(super) fn with_holidays<const N: usize>(days: [&str; N]) -> Self {
        let id = JourneyId(Uuid::from_u128(1));
        let mut seed = seed();
        seed.holidays = days.map(|off| (day(off), Holiday::default())).into();
        let mut run = Self {
            journey: Journey::from_seed(id, &seed).unwrap(),
            log: Vec::new(),
            today: seed.start,
        };
        let edit = Edit::Seed(Set {
            key: (),
            from: None,
            to: Some(seed),
        });
        run.note_down(Party::Hire, Save::of(&run.journey, Verb::Start, vec![edit]));
        run
    }

    pub(super) fn on(mut self, today: &str) -> Self {
        self.today = day(today);
        self
    }

    pub(super) fn author(&self, party: Party) -> Author {
        self.journey.people.author(party).unwrap()
    }

    pub(super) fn goal(&self, name: &str) -> &Goal {
        self.journey.goal(&slug(name)).unwrap()
    }

    pub(super) fn goal_mut(&mut self, name: &str) -> &mut Goal {
        let wanted = slug(name);
        let mut goals = self.journey.goals.iter_mut();
        goals.find(|goal| *goal.slug() == wanted).unwrap()
    }

    /// Decides without holidays.
    pub(super) fn decide(&self, party: Party, act: &Act) -> Result<Save, Refusal> {
        self.decide_all(party, std::slice::from_ref(act))
    }

    pub(super) fn decide_all(&self, party: Party, acts: &[Act]) -> Result<Save, Refusal> {
        let world = World {
            moment: self.moment(),
            guide: &guide(),
        };
        decide(&self.journey, world, &self.author(party), acts)
    }

    pub(super) fn moment(&self) -> Moment {
        Moment {
            today: self.today,
            entered: self.today,
            clock: 0,
            id: Uuid::from_u128(self.log.len() as u128 + 100),
        }
    }

    pub(super) fn act(&mut self, party: Party, act: &Act) -> Result<ChangeId, Refusal> {
        let save = self.decide(party, act)?;
        Ok(self.note_down(party, save))
    }

    pub(super) fn hire(&mut self, act: &Act) -> ChangeId {
        self.act(Party::Hire, act).unwrap()
    }

    pub(super) fn mentor(&mut self, act: &Act) -> ChangeId {
        self.act(Party::Mentor, act).unwrap()
    }

    pub(super) fn undo(
        &mut self,
        party: Party,
        wanted: Option<ChangeId>,
    ) -> Result<ChangeId, UndoRefusal> {
        let target = undo::next_undo(self.author(party).person, &self.traces(), wanted)?;
        self.take_back(party, target)
    }

    pub(super) fn redo(&mut self, party: Party) -> Result<ChangeId, UndoRefusal> {
        let target = undo::next_redo(self.author(party).person, &self.traces())?;
        self.take_back(party, target)
    }

    pub(super) fn traces(&self) -> Vec<Trace> {
        Trace::of(&self.log)
    }

    fn take_back(&mut self, party: Party, target: ChangeId) -> Result<ChangeId, UndoRefusal> {
        let is_of_save = |change: &&Change| change.id == target || change.beside == Some(target);
        let changes: Vec<Change> = self.log.iter().filter(is_of_save).cloned().collect();
        let place = self.log.iter().position(|change| change.id == target);
        let later: Vec<Change> = self
            .log
            .iter()
            .skip(place.unwrap() + changes.len())
            .cloned()
            .collect();
        let save = undo::take_back(&self.journey, &self.traces(), &changes, &later)?;
        Ok(self.note_down(party, save))
    }

    /// Takes a plan in place of the journey's own, which has no guide.
    pub(super) fn take(&mut self, party: Party, plan: &Plan) -> ChangeId {
        let edits = edition::take(&self.journey, &Guide::default(), plan).unwrap();
        self.note_down(party, Save::of(&self.journey, Verb::Update, edits))
    }

    /// Writes a save down; returns its first change.
    pub(super) fn note_down(&mut self, party: Party, save: Save) -> ChangeId {
        let device = DeviceId(Uuid::from_u128(2));
        let mut head = Head::of(self.journey.id, device, &self.log);
        let changes = head.append(&self.author(party), self.moment(), save);
        for edit in changes.iter().flat_map(|change| &change.edits) {
            self.journey.apply(edit);
        }
        (changes.iter()).for_each(|change| change.is_seen_by(&mut self.journey));
        let id = changes[0].id;
        self.log.extend(changes);
        id
    }
}

pub(super) fn meet() -> Act {
    Act::Meeting(MeetingAct::Start { occasion: None })
}

pub(super) fn close() -> Act {
    closing(None, true)
}

pub(super) fn close_until(next: &str) -> Act {
    closing(Some(day(next)), true)
}

/// Closes unless a claim waits.
pub(super) fn close_asking() -> Act {
    closing(None, false)
}

fn closing(next: Option<NaiveDate>, leave_claims: bool) -> Act {
    Act::Meeting(MeetingAct::Close { next, leave_claims })
}

pub(super) fn treat(topic: &Topic, treatment: Option<Treatment>) -> Act {
    Act::Meeting(MeetingAct::Treat {
        topic: topic.clone(),
        treatment,
    })
}

pub(super) fn rate([role_clarity, confidence, belonging]: [u8; 3]) -> Act {
    Act::Meeting(MeetingAct::Rate {
        role_clarity,
        confidence,
        belonging,
        words: String::new(),
        why: BTreeMap::new(),
    })
}

pub(super) fn point(text: &str, visibility: Visibility) -> Act {
    Act::Meeting(MeetingAct::Point {
        text: text.to_owned(),
        visibility,
    })
}

pub(super) fn action(text: &str, owner: Party, due: Option<&str>) -> Act {
    Act::Meeting(MeetingAct::Action {
        text: text.to_owned(),
        owner: Whom::Party(owner),
        due: due.map(day),
        goal: None,
        topic: None,
    })
}

pub(super) fn finish(action: ChangeId) -> Act {
    Act::Meeting(MeetingAct::Finish { action, done: true })
}

pub(super) fn question(goal: &str, text: &str) -> Act {
    Act::Note {
        goal: Some(slug(goal)),
        text: text.to_owned(),
        visibility: Visibility::Shared,
        question: true,
        meeting: None,
    }
}

pub(super) fn note_about(meeting: ChangeId, text: &str) -> Act {
    Act::Note {
        goal: None,
        text: text.to_owned(),
        visibility: Visibility::Shared,
        question: false,
        meeting: Some(meeting),
    }
}

/// A note of the open 1:1.
pub(super) fn note_in_meeting(run: &Run, text: &str) -> Act {
    let (meeting, _) = run.journey.meetings.open().unwrap();
    note_about(meeting, text)
}

pub(super) fn begin(goal: &str) -> Act {
    Act::Begin { goal: slug(goal) }
}

pub(super) fn claim(goal: &str) -> Act {
    Act::Claim { goal: slug(goal) }
}

pub(super) fn unclaim(goal: &str) -> Act {
    Act::Unclaim { goal: slug(goal) }
}

pub(super) fn confirm(goal: &str) -> Act {
    Act::Confirm { goal: slug(goal) }
}

pub(super) fn send_back(goal: &str) -> Act {
    Act::Return {
        goal: slug(goal),
        reason: "no numbers yet".to_owned(),
    }
}

pub(super) fn tick(goal: &str, part: &str) -> Act {
    Act::Tick {
        goal: slug(goal),
        criterion: slug(part),
    }
}

pub(super) fn untick(goal: &str, part: &str) -> Act {
    Act::Untick {
        goal: slug(goal),
        criterion: slug(part),
    }
}

pub(super) fn note(goal: Option<&str>, text: &str, visibility: Visibility) -> Act {
    Act::Note {
        goal: goal.map(slug),
        text: text.to_owned(),
        visibility,
        question: false,
        meeting: None,
    }
}

pub(super) fn evidence(goal: &str, link: &str, label: &str) -> Act {
    Act::Evidence {
        goal: slug(goal),
        link: link.to_owned(),
        label: label.to_owned(),
    }
}

pub(super) fn block(goal: &str, since: Option<&str>) -> Act {
    Act::Block {
        goal: slug(goal),
        on: "IT".to_owned(),
        waits_for: "a laptop".to_owned(),
        since: since.map(day),
    }
}

pub(super) fn clear(goal: &str) -> Act {
    Act::Clear { goal: slug(goal) }
}

pub(super) fn waive(goal: &str) -> Act {
    Act::Waive {
        goal: slug(goal),
        reason: "another team does it".to_owned(),
        agreed: "Cy".to_owned(),
    }
}

pub(super) fn defer(goal: &str, to: &str) -> Act {
    Act::Defer {
        goal: slug(goal),
        to: day(to),
        reason: "the data comes late".to_owned(),
        agreed: "Bo".to_owned(),
    }
}

pub(super) fn restore(goal: &str) -> Act {
    Act::Restore { goal: slug(goal) }
}

pub(super) fn name(party: Party, name: &str) -> Act {
    Act::Name {
        party,
        name: name.to_owned(),
    }
}

pub(super) fn leave(from: &str, until: &str) -> Act {
    Act::Leave {
        from: day(from),
        until: day(until),
        reason: "leave".to_owned(),
        visibility: Visibility::Shared,
    }
}
