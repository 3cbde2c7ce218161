//! What holds for every journey, however it was lived: undo restores, replay equals the tables,
//! the order of arrival does not matter, no input panics.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

mod journeys;

use chrono::{Days, NaiveDate};
use journeys::{author, day, moment, plan, slug, started};
use onramp::domain::acts::act::{Act, MeetingAct, ReviewAct};
use onramp::domain::acts::decide::Working;
use onramp::domain::acts::decide::{self, decide};
use onramp::domain::acts::find::{self, NotFound};
use onramp::domain::acts::undo::{self};
use onramp::domain::acts::world::World;
use onramp::domain::judgment::standing::Standing;
use onramp::domain::judgment::tally::Tally;
use onramp::domain::plan::guide::Guide;
use onramp::domain::plan::milestone::Milestone;
use onramp::domain::plan::names::Slug;
use onramp::domain::plan::people::PersonId;
use onramp::domain::plan::people::{Author, Party};
use onramp::domain::plan::role::Plan;
use onramp::domain::record::audience::Audience;
use onramp::domain::record::change::{Change, Moment};
use onramp::domain::record::course::Holiday;
use onramp::domain::record::course::Seed;
use onramp::domain::record::fold::{Fold, Outcome};
use onramp::domain::record::goal::{Goal, Stage};
use onramp::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use onramp::domain::record::journey::Journey;
use onramp::domain::record::kind::Set;
use onramp::domain::record::kinds::Edit;
use onramp::domain::record::log::{Head, Save};
use onramp::domain::record::meeting::{Topic, Treatment};
use onramp::domain::record::refusal::UndoRefusal;
use onramp::domain::record::review::{Answer, Grade, Verdict};
use onramp::domain::record::trace::{Stacks, Trace};
use onramp::domain::record::verb::Verb;
use onramp::domain::record::writing::{Note, Visibility};
use onramp::domain::telling::agenda::{agenda, numbered};
use onramp::domain::telling::history;
use onramp::domain::words::text::clean;
use onramp::report::meeting::record;
use onramp::report::minutes::minutes;
use onramp::report::summary::Summary;
use onramp::report::{json, markdown, text};
use onramp::store::{OpenJourney, Store, StoreError, Surroundings};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// Something that a party tries; most of it is refused now and then.
#[derive(Clone, Debug)]
enum Step {
    Act(Party, Act),
    Acts(Party, Vec<Act>),
    Update(Party, Box<Plan>),
    Undo(Party),
    UndoOf(Party, prop::sample::Index),
    Redo(Party),
}

fn any_party() -> impl Strategy<Value = Party> {
    prop_oneof![4 => Just(Party::Hire), 3 => Just(Party::Mentor), 1 => Just(Party::Manager)]
}

fn any_goal() -> impl Strategy<Value = Slug> {
    const NAMES: &[&str] = &["team", "baseline", "talk", "fix", "share", "nowhere"];
    prop::sample::select(NAMES).prop_map(slug)
}

fn any_part() -> impl Strategy<Value = Slug> {
    prop_oneof![5 => Just("first"), 5 => Just("second"), 1 => Just("third")].prop_map(slug)
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[A-Za-z]{1,8}",
        1 => any::<String>(),
        1 => Just("\x1b]52;c;aGk=\x07 \u{202e}x\u{200b}\r\n\0'\"--".to_owned()),
        1 => Just(String::new()),
        1 => Just("e\u{301}".repeat(400)),
    ]
}

/// The beginning of something's name, in any case, or any text.
fn any_name() -> impl Strategy<Value = String> {
    const NAMES: &[&str] = &[
        "team", "talk", "baseline", "share", "ship", "30.1", "60.2", "12m.1", "beyond.1", "first",
        "second", "1", "2", "0", "Ada", "Bo", "Cy", "mentor", "manager", "hire",
    ];
    let begun = (prop::sample::select(NAMES), 1_usize..10, any::<bool>());
    prop_oneof![
        any_text(),
        begun.prop_map(|(name, length, upper)| {
            let text: String = name.chars().take(length).collect();
            if upper {
                text.to_uppercase()
            } else {
                format!(" {text}")
            }
        }),
    ]
}

/// Checks that what was found is the one thing that the text names whole, or else the only one whose
/// name it begins; and that nothing, or several, is said only where that is so.
fn check_found(
    found: &Result<usize, NotFound>,
    text: &str,
    names: &[Vec<String>],
) -> Result<(), TestCaseError> {
    let wanted = clean(text).trim().to_lowercase();
    let with = |fits: &dyn Fn(&String) -> bool| -> Vec<usize> {
        let things = (0..).zip(names);
        let fitting = things.filter(|(_, names)| names.iter().any(fits));
        fitting.map(|(place, _)| place).collect()
    };
    let whole = with(&|name| *name == wanted);
    let begun = with(&|name| !wanted.is_empty() && name.starts_with(&wanted));
    match found {
        Ok(place) if whole.is_empty() => prop_assert_eq!(begun, [*place]),
        Ok(place) => prop_assert!(whole.contains(place)),
        Err(NotFound::Nothing { .. }) => prop_assert!(begun.is_empty()),
        Err(NotFound::Several { candidates, .. }) => {
            prop_assert!(whole.is_empty());
            prop_assert_eq!(candidates.len(), begun.len());
        }
    }
    Ok(())
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        8 => (0_u64..500).prop_map(|days| day("2026-01-01") + Days::new(days)),
        1 => Just(NaiveDate::MIN),
        1 => Just(NaiveDate::MAX),
    ]
}

// Boxed, as the larger ones below: a strategy keeps all that it may give side by side, and the
// stack of a test does not hold that.
fn any_act() -> BoxedStrategy<Act> {
    let progress = prop_oneof![
        1 => any_goal().prop_map(|goal| Act::Begin { goal }),
        4 => any_goal().prop_map(|goal| Act::Claim { goal }),
        1 => any_goal().prop_map(|goal| Act::Unclaim { goal }),
        4 => any_goal().prop_map(|goal| Act::Confirm { goal }),
        2 => (any_goal(), any_text()).prop_map(|(goal, reason)| Act::Return { goal, reason }),
        4 => (any_goal(), any_part()).prop_map(|(goal, criterion)| Act::Tick { goal, criterion }),
        2 => (any_goal(), any_part()).prop_map(|(goal, criterion)| Act::Untick { goal, criterion }),
    ];
    let agreements = prop_oneof![
        (
            any_goal(),
            any_text(),
            any_text(),
            prop::option::of(any_day())
        )
            .prop_map(|(goal, on, waits_for, since)| Act::Block {
                goal,
                on,
                waits_for,
                since
            }),
        any_goal().prop_map(|goal| Act::Clear { goal }),
        (any_goal(), any_text(), any_text()).prop_map(|(goal, reason, agreed)| Act::Waive {
            goal,
            reason,
            agreed
        }),
        (any_goal(), any_day(), any_text(), any_text()).prop_map(|(goal, to, reason, agreed)| {
            Act::Defer {
                goal,
                to,
                reason,
                agreed,
            }
        }),
        any_goal().prop_map(|goal| Act::Restore { goal }),
    ];
    let visibility = prop_oneof![Just(Visibility::Shared), Just(Visibility::Private)];
    let rest = prop_oneof![
        (
            prop::option::of(any_goal()),
            any_text(),
            visibility,
            any::<bool>(),
            prop::option::of(any_id())
        )
            .prop_map(|(goal, text, visibility, question, meeting)| Act::Note {
                goal,
                text,
                visibility,
                question,
                meeting
            }),
        (any_goal(), any_text(), any_text()).prop_map(|(goal, link, label)| Act::Evidence {
            goal,
            link,
            label
        }),
        (any_party(), any_text()).prop_map(|(party, name)| Act::Name { party, name }),
        any_people(),
        any_day().prop_map(|to| Act::MoveStart { to }),
        any_working_days(),
        (any_day(), 0_u64..20, any_text(), any::<bool>()).prop_map(|(from, days, reason, own)| {
            Act::Leave {
                from,
                until: from.checked_add_days(Days::new(days)).unwrap_or(from),
                reason,
                visibility: match own {
                    true => Visibility::Private,
                    false => Visibility::Shared,
                },
            }
        }),
    ];
    prop_oneof![
        4 => progress.boxed(),
        2 => agreements.boxed(),
        1 => rest.boxed(),
        2 => any_meeting(),
        3 => any_review(),
    ]
    .boxed()
}

/// What is done with leaves that were entered, holidays and the working week.
fn any_working_days() -> BoxedStrategy<Act> {
    let days = || prop::collection::btree_map(any_day(), prop::option::of(any_text()), 1..4);
    let weeks = ["mon-fri", "mon-thu", "tue thu", "sun-thu"];
    prop_oneof![
        (any_id(), any_day(), 0_u64..20).prop_map(|(leave, from, days)| Act::MoveLeave {
            leave,
            from,
            until: from.checked_add_days(Days::new(days)).unwrap_or(from),
        }),
        any_id().prop_map(|leave| Act::DropLeave { leave }),
        prop::sample::select(weeks.to_vec()).prop_map(|week| Act::Week {
            week: week.parse().unwrap()
        }),
        days().prop_map(|days| Act::AddHolidays { days }),
        prop_oneof![Just(day("2026-05-01")), any_day()]
            .prop_map(|day| Act::DropHolidays { days: vec![day] }),
    ]
    .boxed()
}

/// Acts of one save, of which none is the other party's.
/// Names a mentor, who may have taken part before, or corrects the name.
fn any_people() -> impl Strategy<Value = Act> {
    let name = prop::sample::select(&["Bo", "Di", "Eve"][..]).prop_map(str::to_owned);
    let party = Party::Mentor;
    (name, any::<bool>()).prop_map(move |(name, same)| match same {
        true => Act::Rename { party, name },
        false => Act::Name { party, name },
    })
}

fn any_acts() -> BoxedStrategy<Vec<Act>> {
    let private = prop_oneof![
        any_text().prop_map(|text| Act::Meeting(MeetingAct::Point {
            text,
            visibility: Visibility::Private
        })),
        any_text().prop_map(|text| Act::Note {
            goal: None,
            text,
            visibility: Visibility::Private,
            question: true,
            meeting: None
        }),
    ];
    let whole_goal = any_goal().prop_map(|goal| {
        let part = |name| Act::Tick {
            goal: goal.clone(),
            criterion: slug(name),
        };
        let claim = Act::Claim { goal: goal.clone() };
        vec![part("first"), part("second"), claim]
    });
    let in_a_meeting = (any_meeting(), any_meeting())
        .prop_map(|(one, other)| vec![Act::Meeting(MeetingAct::Start), one, other]);
    let begun =
        any_goal().prop_map(|goal| vec![Act::Begin { goal: goal.clone() }, Act::Claim { goal }]);
    prop_oneof![
        prop::collection::vec(any_act(), 2..4),
        (private, any_act()).prop_map(|(private, act)| vec![private, act]),
        whole_goal,
        begun,
        in_a_meeting,
    ]
    .boxed()
}

fn working() -> Working {
    Working {
        holidays: [(day("2026-05-01"), Holiday::default())].into(),
        ..Working::default()
    }
}

/// Stands for an action, point or question of the journey as it will be then; see [`meant`].
fn any_id() -> impl Strategy<Value = ChangeId> {
    (0_u64..60).prop_map(|place| ChangeId(Uuid::from_u64_pair(u64::MAX, place)))
}

/// Returns an act with the places in it replaced by what the journey holds there.
fn meant(journey: &Journey, act: &Act) -> Act {
    let nth = |ids: Vec<ChangeId>, id: ChangeId| {
        let (_, place) = id.0.as_u64_pair();
        let place = usize::try_from(place).unwrap() % ids.len().max(1);
        ids.get(place).copied().unwrap_or(id)
    };
    let meetings = &journey.meetings;
    let actions = || meetings.actions.keys().copied().collect();
    let points = || meetings.points.keys().copied().collect();
    let notes = || journey.all_notes().map(|(_, id, _)| id).collect();
    let mut act = act.clone();
    match &mut act {
        Act::Meeting(MeetingAct::Finish { action, .. }) => *action = nth(actions(), *action),
        Act::Meeting(
            MeetingAct::Treat { topic, .. }
            | MeetingAct::Action {
                topic: Some(topic), ..
            },
        ) => match topic {
            Topic::Action { action } => *action = nth(actions(), *action),
            Topic::Point { point } => *point = nth(points(), *point),
            Topic::Question { note } => *note = nth(notes(), *note),
            _ => {}
        },
        Act::MoveLeave { leave, .. } | Act::DropLeave { leave } => {
            *leave = nth(journey.leaves.keys().copied().collect(), *leave);
        }
        Act::Note { meeting, .. } => {
            *meeting = meeting.map(|id| nth(meetings.held.keys().copied().collect(), id));
        }
        _ => {}
    }
    act
}

fn any_topic() -> impl Strategy<Value = Topic> {
    prop_oneof![
        4 => any_goal().prop_map(|goal| Topic::Goal { goal }),
        1 => any_id().prop_map(|action| Topic::Action { action }),
        2 => any_id().prop_map(|point| Topic::Point { point }),
        1 => any_id().prop_map(|note| Topic::Question { note }),
        1 => any_milestone().prop_map(|milestone| Topic::Gate { milestone }),
        1 => Just(Topic::Rhythm),
    ]
}

fn any_meeting() -> BoxedStrategy<Act> {
    let visibility = prop_oneof![Just(Visibility::Shared), Just(Visibility::Private)];
    let treatment = prop_oneof![
        Just(None),
        Just(Some(Treatment::Discussed)),
        Just(Some(Treatment::PutOff))
    ];
    prop_oneof![
        4 => Just(MeetingAct::Start),
        2 => (any_text(), visibility)
            .prop_map(|(text, visibility)| MeetingAct::Point { text, visibility }),
        3 => (any_topic(), treatment)
            .prop_map(|(topic, treatment)| MeetingAct::Treat { topic, treatment }),
        2 => (
            any_text(),
            any_party(),
            prop::option::of(any_day()),
            prop::option::of(any_goal()),
            prop::option::of(any_topic())
        )
            .prop_map(|(text, owner, due, goal, topic)| MeetingAct::Action {
                text,
                owner,
                due,
                goal,
                topic
            }),
        1 => (any_id(), any::<bool>())
            .prop_map(|(action, done)| MeetingAct::Finish { action, done }),
        2 => (0_u8..7, 1_u8..6, any_text()).prop_map(|(one, other, words)| MeetingAct::Rate {
            role_clarity: one,
            confidence: other,
            belonging: other,
            words,
        }),
        2 => (prop::option::of(any_day()), any::<bool>()).prop_map(|(next, leave_claims)| {
            MeetingAct::Close { next, leave_claims }
        }),
        1 => prop::option::of(any_day()).prop_map(|on| MeetingAct::Next { on }),
    ]
    .prop_map(Act::Meeting)
    .boxed()
}

fn any_milestone() -> impl Strategy<Value = Milestone> {
    prop::sample::select(Milestone::SIX.to_vec())
}

fn any_verdict() -> impl Strategy<Value = Verdict> {
    let goals = || prop::collection::vec(any_goal(), 0..3);
    prop_oneof![
        Just(Verdict::Advance),
        (any_day(), any_text()).prop_map(|(to, reason)| Verdict::Extend { to, reason }),
        (goals(), goals(), any_text()).prop_map(|(carried, waived, reason)| Verdict::Replan {
            carried,
            waived,
            reason
        }),
    ]
}

fn any_review() -> BoxedStrategy<Act> {
    let answer = prop_oneof![
        1 => Just(None),
        2 => Just(Some(Answer::Done)),
        6 => prop::option::of(any_text()).prop_map(|why| Some(Answer::NotDone { why })),
        2 => Just(Some(Answer::Waived)),
    ];
    let dimension = prop_oneof![Just(slug("craft")), Just(slug("gone"))];
    let grade = prop::option::of(prop::sample::select(Grade::ALL.to_vec()));
    // The milestones of one goal, and that of two, come to their verdicts now and then.
    let milestone = prop_oneof![
        4 => Just(Milestone::DAY_60),
        2 => Just(Milestone::DAY_30),
        1 => any_milestone(),
    ];
    prop_oneof![
        4 => milestone.prop_map(|milestone| ReviewAct::Start { milestone }),
        6 => (any_goal(), answer).prop_map(|(goal, answer)| ReviewAct::Answer { goal, answer }),
        2 => (dimension, grade)
            .prop_map(|(dimension, grade)| ReviewAct::Grade { dimension, grade }),
        5 => (any_text(), any_verdict()).prop_map(|(summary, verdict)| ReviewAct::Verdict {
            summary,
            verdict,
        }),
    ]
    .prop_map(Act::Review)
    .boxed()
}

/// A review at 60 days from its beginning to its verdict, as a mentor would go through it.
fn any_whole_review() -> BoxedStrategy<Vec<Step>> {
    let between = prop::collection::vec(any_step(), 0..6);
    let whole = (any_verdict(), between).prop_map(|(verdict, between)| {
        let by_mentor = |act| Step::Act(Party::Mentor, Act::Review(act));
        let not_done = |goal: &str| {
            by_mentor(ReviewAct::Answer {
                goal: slug(goal),
                answer: Some(Answer::NotDone { why: None }),
            })
        };
        let milestone = Milestone::DAY_60;
        let mut steps = vec![by_mentor(ReviewAct::Start { milestone })];
        steps.extend(between);
        steps.extend(["fix", "talk"].map(not_done));
        steps.push(by_mentor(ReviewAct::Verdict {
            summary: "So far.".to_owned(),
            verdict,
        }));
        steps
    });
    whole.boxed()
}

/// Single steps, with whole reviews among them.
fn any_steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let some = prop_oneof![
        12 => any_step().prop_map(|step| vec![step]),
        1 => any_whole_review(),
    ];
    prop::collection::vec(some, 1..most).prop_map(|steps| steps.concat())
}

/// Other editions of the small plan: some goals and parts left out, some with other words, one in
/// another milestone, one new.
fn any_plan() -> impl Strategy<Value = Plan> {
    let bits = || prop::collection::vec(any::<bool>(), 9);
    (1_u32..5, bits(), bits(), bits(), any::<bool>()).prop_map(
        |(edition, stays, worded, whole, more)| {
            let mut plan = plan();
            plan.role.edition = edition;
            let mut choice = stays.iter().zip(&worded).zip(&whole);
            plan.goals.retain_mut(|goal| {
                let ((stays, worded), whole) = choice.next().unwrap();
                if *worded {
                    goal.title = format!("{} again", goal.title);
                }
                if !whole {
                    goal.criteria.truncate(1);
                }
                *stays
            });
            if more {
                let mut new = journeys::plan().goals[0].clone();
                new.slug = slug("new");
                plan.goals.push(new);
            }
            if let Some(goal) = plan.goals.first_mut().filter(|_| worded[0]) {
                goal.milestone = Milestone::DAY_90;
            }
            plan.goals.sort_by_key(|goal| goal.milestone);
            plan
        },
    )
}

fn any_step() -> BoxedStrategy<Step> {
    prop_oneof![
        1 => (any_party(), any_plan()).prop_map(|(party, plan)| Step::Update(party, Box::new(plan))),
        8 => (any_party(), any_act()).prop_map(|(party, act)| Step::Act(party, act)),
        2 => (any_party(), any_acts()).prop_map(|(party, acts)| Step::Acts(party, acts)),
        2 => any_party().prop_map(Step::Undo),
        1 => (any_party(), any::<prop::sample::Index>()).prop_map(|(party, at)| Step::UndoOf(party, at)),
        2 => any_party().prop_map(Step::Redo),
    ]
    .boxed()
}

fn named(journey: &Journey, party: Party) -> Author {
    let author = journey.people.author(party);
    author.unwrap_or_else(|| journeys::author(party))
}

/// A journey with its log in memory.
struct Lived {
    journey: Journey,
    log: Vec<Change>,
}

impl Lived {
    fn new() -> Self {
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

    fn keep(&mut self, author: &Author, moment: Moment, save: Save) {
        let device = DeviceId(Uuid::from_u128(2));
        let mut head = Head::of(self.journey.id, device, &self.log);
        let changes = head.append(author, moment, save);
        for edit in changes.iter().flat_map(|change| &change.edits) {
            self.journey.apply(edit);
        }
        self.log.extend(changes);
    }

    fn acts(&mut self, party: Party, acts: &[Act]) -> bool {
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

    fn traces(&self) -> Vec<Trace> {
        Trace::of(&self.log)
    }

    fn undo(&mut self, party: Party, wanted: Option<ChangeId>) -> Result<(), UndoRefusal> {
        self.undo_as(&named(&self.journey, party), wanted)
    }

    fn undo_as(&mut self, author: &Author, wanted: Option<ChangeId>) -> Result<(), UndoRefusal> {
        let target = undo::next_undo(author.person, &self.traces(), wanted)?;
        self.take_back(author, target)
    }

    fn redo(&mut self, party: Party) -> Result<(), UndoRefusal> {
        self.redo_as(&named(&self.journey, party))
    }

    fn redo_as(&mut self, author: &Author) -> Result<(), UndoRefusal> {
        let target = undo::next_redo(author.person, &self.traces())?;
        self.take_back(author, target)
    }

    fn take_back(&mut self, author: &Author, target: ChangeId) -> Result<(), UndoRefusal> {
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
    fn standing(&self) -> Vec<(usize, Author)> {
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
    fn step(&mut self, step: &Step) -> bool {
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

fn check_tally(tally: &Tally, all: usize) -> Result<(), TestCaseError> {
    prop_assert_eq!(tally.counted + tally.waived, all);
    prop_assert!(tally.confirmed <= tally.done && tally.done <= tally.counted);
    let most = tally.counted as f64 + 1e-9;
    prop_assert!((0.0..=most).contains(&tally.expected), "{tally:?}");
    Ok(())
}

/// Checks what holds on a day; a claim has its parts as long as the plan is the one it began with.
fn check_standing(
    journey: &Journey,
    today: NaiveDate,
    same_plan: bool,
) -> Result<(), TestCaseError> {
    let standing = Standing::of(journey, today);
    for milestone in &standing.milestones {
        let goals = journey.goals_of(milestone.milestone);
        let all = goals.filter(|goal| !goal.plan.dropped).count();
        check_tally(&milestone.tally, all)?;
    }
    let all: usize = standing.so_far.counted + standing.so_far.waived;
    check_tally(&standing.so_far, all)?;
    let beyond = journey
        .goals
        .iter()
        .filter(|goal| goal.number.to_string() == "beyond.1");
    for goal in beyond {
        prop_assert!(!standing.dates.is_late(goal) && standing.dates.expected(goal) == 0.0);
    }
    prop_assert!(
        standing
            .reasons
            .windows(2)
            .all(|pair| pair[0].health >= pair[1].health)
    );
    for goal in &journey.goals {
        prop_assert!(
            !same_plan || !goal.is_done() || goal.parts_suffice(),
            "{goal:?}"
        );
        let is_open = matches!(goal.stage, Stage::Open);
        prop_assert!(!is_open || goal.ticks.is_empty(), "{goal:?}");
        let places = [&standing.late, &standing.claimed, &standing.next];
        let held = places
            .iter()
            .filter(|place| place.iter().any(|other| other.number == goal.number));
        prop_assert!(held.count() <= 1);
    }
    Ok(())
}

/// Returns the ids of what only the author of a change may know of: the change, and what it wrote.
fn private_ids(change: &Change) -> Vec<Uuid> {
    let written = change.edits.iter().filter_map(|edit| match edit {
        Edit::Note(set) => Some(set.key.1.0),
        Edit::Point(set) => Some(set.key.0),
        _ => None,
    });
    std::iter::once(change.id.0).chain(written).collect()
}

/// Checks that the changes of a save belong together, that each audience's are numbered without a
/// gap, and that none names what it does not know of.
fn check_audiences(log: &[Change]) -> Result<(), TestCaseError> {
    for audience in Audience::ALL {
        let of = log.iter().filter(|change| change.audience == audience);
        let numbers: Vec<i64> = of.map(|change| change.sequence).collect();
        prop_assert!(
            numbers.iter().copied().eq(1..=numbers.len() as i64),
            "{numbers:?}"
        );
    }
    let by_id = |id| log.iter().find(|change| change.id == id).unwrap();
    for change in log {
        if let Some(first) = change.beside.map(by_id) {
            prop_assert!(first.beside.is_none() && first.audience < change.audience);
            prop_assert_eq!((first.stamp, first.day), (change.stamp, change.day));
            prop_assert_eq!(&first.author, &change.author);
        }
        if let Some(target) = change.undoes {
            prop_assert_eq!(by_id(target).audience, change.audience);
        }
        let sets = |name: fn(&Edit) -> bool| change.edits.iter().any(name);
        prop_assert!(change.verb != Verb::Note || sets(|edit| matches!(edit, Edit::Note(_))));
        prop_assert!(change.verb != Verb::Point || sets(|edit| matches!(edit, Edit::Point(_))));
    }
    let private = log
        .iter()
        .filter(|change| change.audience == Audience::Author);
    let private: Vec<Uuid> = private.flat_map(private_ids).collect();
    for change in log
        .iter()
        .filter(|change| change.audience != Audience::Author)
    {
        let written = serde_json::to_string(change).unwrap();
        for id in &private {
            prop_assert!(!written.contains(&id.to_string()), "{id} in {written}");
        }
    }
    Ok(())
}

/// Returns a journey as far as an audience knows of it.
fn shared(journey: &Journey, audience: Audience) -> Journey {
    let mut shared = journey.clone();
    let may_read = |note: &Arc<Note>| note.audience() <= audience;
    shared.notes.retain(|_, note| may_read(note));
    for goal in &mut shared.goals {
        goal.notes.retain(|_, note| may_read(note));
    }
    for goal in shared.left.values_mut() {
        goal.notes.retain(|_, note| may_read(note));
    }
    shared.left.retain(|_, goal| !goal.notes.is_empty());
    shared
        .leave_reasons
        .retain(|_, reason| reason.audience() <= audience);
    shared
        .meetings
        .points
        .retain(|_, point| point.audience() <= audience);
    for held in shared.meetings.held.values_mut() {
        let of_topic = |topic: &Topic| match journey.is_private(topic) {
            true => Audience::Author,
            false => Audience::Pair,
        };
        held.treated.retain(|topic, _| of_topic(topic) <= audience);
        if audience == Audience::Journey {
            held.ratings.clear();
            held.agendas.clear();
        }
    }
    shared
}

/// Returns everything that a reader is told of a journey. `log` is its log in order.
fn told(journey: &Journey, log: &[Change], reader: Party) -> Vec<String> {
    let today = day("2026-04-20");
    let standing = Standing::of(journey, today);
    let dates = &standing.dates;
    let lines = history::lines(journey, log, reader);
    let goals: Vec<&Goal> = journey.goals.iter().collect();
    let page = |lines: Vec<text::Line>| {
        let lines = lines.into_iter().map(|line| line.text + "\n");
        lines.collect::<String>()
    };
    let mut told = vec![
        page(text::log(&lines, today, 80)),
        page(text::goals(&standing, &goals, reader, 80)),
        serde_json::to_string(&json::log(journey, today, &lines)).unwrap(),
        serde_json::to_string(&json::goals(&standing, &goals, reader)).unwrap(),
    ];
    if let Some(author) = journey.people.author(reader) {
        told.push(page(text::status(&standing, &author, None, 80)));
        told.push(serde_json::to_string(&json::status(&standing, &author, None)).unwrap());
    }
    for goal in &goals {
        let mut lines = lines.clone();
        lines.retain(|line| line.goal.as_ref() == Some(goal.slug()));
        told.push(page(text::show(&standing, goal, &lines, reader, 80)));
        told.push(serde_json::to_string(&json::show(&standing, goal, &lines, reader)).unwrap());
    }
    let agenda = numbered(journey, agenda(journey, dates, reader), reader);
    told.push(page(text::agenda(&standing, &agenda, 80)));
    told.push(serde_json::to_string(&json::agenda(&standing, &agenda)).unwrap());
    for id in journey.meetings.held.keys() {
        let record = record(journey, dates, *id, reader).unwrap();
        told.push(page(text::record(&standing, &record, 80)));
        told.push(serde_json::to_string(&json::meeting(journey, today, &record)).unwrap());
        let minutes = minutes(journey, log, dates, *id).unwrap();
        told.extend((reader != Party::Manager).then(|| markdown::minutes(&minutes)));
    }
    let summary = Summary::of(journey, log, today, day("2026-03-01"));
    told.push(markdown::summary(&summary));
    told
}

/// Returns the act that takes a plan, as agreed with the mentor.
fn update(journey: &Journey, plan: &Plan) -> Act {
    Act::Update {
        plan: Box::new(plan.clone()),
        agreed: journey.people.mentor().unwrap_or_default().to_owned(),
    }
}

fn in_store(
    store: &mut Store,
    open: &mut OpenJourney,
    step: &Step,
) -> Result<Vec<Change>, StoreError> {
    let by = |open: &OpenJourney, party: &Party| named(&open.journey, *party);
    match step {
        Step::Act(party, act) => {
            let author = by(open, party);
            let acts = [meant(&open.journey, act)];
            store.commit(open, &author, &acts, moment())
        }
        Step::Acts(party, acts) => {
            let author = by(open, party);
            let acts: Vec<Act> = acts.iter().map(|act| meant(&open.journey, act)).collect();
            store.commit(open, &author, &acts, moment())
        }
        Step::Update(party, plan) => {
            let author = by(open, party);
            let acts = [update(&open.journey, plan)];
            store.commit(open, &author, &acts, moment())
        }
        Step::Undo(party) => {
            let author = by(open, party);
            store.undo(open, &author, None, moment())
        }
        Step::UndoOf(party, at) => {
            let author = by(open, party);
            let log = store.changes(open.journey.id)?;
            store.undo(open, &author, Some(at.get(&log).id), moment())
        }
        Step::Redo(party) => {
            let author = by(open, party);
            store.redo(open, &author, moment())
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn undo_restores_and_redo_brings_back(steps in any_steps(40)) {
        let mut lived = Lived::new();
        for step in &steps {
            let before = lived.journey.clone();
            let done = lived.step(step);
            if done {
                let after = lived.journey.clone();
                // Who named another person in their own place takes it back all the same.
                let author = lived.log.last().unwrap().author.clone();
                lived.undo_as(&author, None).unwrap();
                prop_assert_eq!(&lived.journey, &before);
                lived.redo_as(&author).unwrap();
                prop_assert_eq!(&lived.journey, &after);
            }
        }
    }

    #[test]
    fn everything_can_be_undone_down_to_the_start(steps in any_steps(40)) {
        let mut lived = Lived::new();
        let first = lived.journey.clone();
        for step in &steps {
            // A change undone out of turn may be one that a later one needs, so none is here.
            let newest = lived.standing().pop().map(|(_, author)| author.person);
            let is_in_turn = match step {
                Step::Undo(party) => newest == Some(named(&lived.journey, *party).person),
                Step::UndoOf(..) => false,
                _ => true,
            };
            if is_in_turn {
                lived.step(step);
            }
        }
        while let [_, .., (_, author)] = &lived.standing()[..] {
            lived.undo_as(author, None).unwrap();
        }
        if !lived.journey.withdrawn {
            prop_assert_eq!(&lived.journey, &first);
        }
    }

    #[test]
    fn a_log_in_any_order_tells_the_same(
        steps in any_steps(40),
        keys in prop::collection::vec(any::<u32>(), 1000),
    ) {
        let mut lived = Lived::new();
        for step in &steps {
            lived.step(step);
        }
        let mut shuffled: Vec<(&u32, &Change)> = keys.iter().zip(&lived.log).collect();
        shuffled.sort_by_key(|(key, _)| **key);
        let folded = Journey::fold(shuffled.iter().map(|(_, change)| *change));
        prop_assert_eq!(folded, Some(lived.journey));
    }

    #[test]
    fn every_change_of_a_log_of_one_device_counts(steps in any_steps(40)) {
        let mut lived = Lived::new();
        for step in &steps {
            lived.step(step);
        }
        let mut fold = Fold::of(&lived.log);
        for change in &lived.log {
            let skipped = match fold.step(change) {
                Outcome::Counts { skipped } => skipped,
                Outcome::Aside(why) => panic!("{why:?}: {change:?}"),
            };
            // What is taken back with its 1:1 is gone with it.
            let goes_with_another = change.undoes.is_some() && change.beside.is_some();
            prop_assert!(skipped.is_empty() || goes_with_another, "{skipped:?}: {change:?}");
        }
    }

    #[test]
    fn a_change_names_nothing_that_its_readers_do_not_know_of(steps in any_steps(40)) {
        let mut lived = Lived::new();
        for step in &steps {
            lived.step(step);
        }
        check_audiences(&lived.log)?;
    }

    #[test]
    fn what_an_audience_knows_is_what_its_lanes_tell(steps in any_steps(40)) {
        let mut lived = Lived::new();
        for step in &steps {
            lived.step(step);
        }
        for audience in Audience::ALL {
            let known = lived.log.iter().filter(|change| change.audience <= audience);
            prop_assert_eq!(Journey::fold(known), Some(shared(&lived.journey, audience)));
        }
    }

    #[test]
    fn the_counts_add_up_on_any_day(
        steps in any_steps(40),
        today in any_day(),
    ) {
        let mut lived = Lived::new();
        let same_plan = !steps.iter().any(|step| matches!(step, Step::Update(..)));
        for step in &steps {
            lived.step(step);
            check_standing(&lived.journey, day("2026-04-20"), same_plan)?;
        }
        check_standing(&lived.journey, today, same_plan)?;
        for reader in Party::ALL {
            let lines = history::lines(&lived.journey, &lived.log, reader);
            let journey = &lived.journey;
            let may_read = |trace: &&Trace| journey.may_read(reader, trace.audience, trace.person);
            let numbers = lines.iter().map(|line| line.number);
            let readable = lived.traces().iter().filter(may_read).count();
            prop_assert!(numbers.eq(1..=readable));
        }
    }

    #[test]
    fn any_text_finds_something_or_says_why_not(text in any_name()) {
        let journey = Lived::new().journey;
        let goals = &journey.goals;
        // A goal goes by the beginning of its number where the text looks like one.
        let is_number =
            text.trim().starts_with(|c: char| c.is_ascii_digit()) || text.contains('.');
        let found = find::goal(&journey, &text);
        let place = |slug: &Slug| goals.iter().position(|goal| goal.slug() == slug).unwrap();
        let names = |goal: &Goal| {
            let number = goal.number.to_string();
            let is_named = is_number || number == text.trim().to_lowercase();
            let number = is_named.then_some(number);
            number.into_iter().chain([goal.slug().to_string()]).collect()
        };
        let names: Vec<Vec<String>> = goals.iter().map(names).collect();
        check_found(&found.map(|goal| place(goal.slug())), &text, &names)?;

        let authors: Vec<Author> = journey.people.authors().collect();
        let place = |one: &Author| authors.iter().position(|author| author == one).unwrap();
        let names = |author: &Author| vec![author.name.to_lowercase(), author.party.word().to_owned()];
        let names: Vec<Vec<String>> = authors.iter().map(names).collect();
        let found = find::author(&journey, &text);
        check_found(&found.map(|author| place(&author)), &text, &names)?;

        let goal = journey.goal(&slug("baseline")).unwrap();
        let names = [["1", "first"], ["2", "second"]].map(|names| names.map(str::to_owned).to_vec());
        let number = text.trim().parse().map(|place: usize| place.to_string());
        let text = number.unwrap_or(text);
        let found = find::criterion(goal, &text);
        check_found(&found.map(|part| usize::from(part.slug.as_str() == "second")), &text, &names)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn nobody_is_told_more_than_they_may_read(steps in any_steps(30)) {
        let mut lived = Lived::new();
        for step in &steps {
            lived.step(step);
        }
        for reader in Party::ALL {
            let may_read = |change: &&Change| {
                lived.journey.may_read(reader, change.audience, change.author.person)
            };
            let readable: Vec<Change> = lived.log.iter().filter(may_read).cloned().collect();
            let known = Journey::fold(&readable).unwrap();
            let all = told(&lived.journey, &lived.log, reader);
            prop_assert_eq!(all, told(&known, &readable, reader));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn replay_equals_the_tables_and_the_memory(steps in any_steps(30)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("onramp.db");
        let (mut first, mut one) = started(&path);
        let id = one.journey.id;
        let mut second = Store::open(&path, &Surroundings::default()).unwrap();
        let mut two = second.load(id).unwrap();
        for (step, turn) in steps.iter().zip(0..) {
            // Each acts on what it last saw; what the other did meanwhile is folded first.
            let done = match turn % 3 {
                0 => in_store(&mut second, &mut two, step),
                _ => in_store(&mut first, &mut one, step),
            };
            if let Err(error) = &done {
                prop_assert!(
                    matches!(
                        error,
                        StoreError::Refused(_) | StoreError::UndoRefused(_) | StoreError::NoJourney
                    ),
                    "{error:?}"
                );
            }
        }
        first.refresh(&mut one).unwrap();
        second.refresh(&mut two).unwrap();
        prop_assert_eq!(&one.journey, &two.journey);
        let fresh = Store::open(&path, &Surroundings::default()).unwrap();
        prop_assert_eq!(&fresh.load(id).unwrap().journey, &one.journey);
        let log = fresh.changes(id).unwrap();
        prop_assert_eq!(Journey::fold(&log), Some(one.journey));
        prop_assert!(fresh.examine().unwrap().is_sound());
        let is_of_save = |pair: &[Change]| pair[1].beside.is_some() && pair[0].stamp == pair[1].stamp;
        prop_assert!(log.windows(2).all(|pair| pair[0].stamp < pair[1].stamp || is_of_save(pair)));
        check_audiences(&log)?;
    }
}

#[test]
fn the_parties_of_these_tests_take_part() {
    for party in Party::ALL {
        assert_eq!(named(&Lived::new().journey, party), author(party));
    }
}
