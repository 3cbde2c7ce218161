//! Journeys as they are lived, made up from a number: logs in memory, and a way to put many of them
//! into a database at once. The log alone is written; the store's own `rebuild` makes the rows.
#![allow(dead_code, reason = "each test and bench takes what it needs")]

#[path = "dice.rs"]
mod dice;

use std::collections::HashMap;
use std::path::Path;

use chrono::{Days, NaiveDate};
use onramp::domain::acts::act::{Act, MeetingAct, ReviewAct, Whom};
use onramp::domain::acts::decide::Working;
use onramp::domain::acts::decide::{decide, seed};
use onramp::domain::acts::world::World;
use onramp::domain::plan::copy::{PlanCopy, PlanText};
use onramp::domain::plan::guide::Guide;
use onramp::domain::plan::milestone::Milestone;
use onramp::domain::plan::names::Slug;
use onramp::domain::plan::people::Party;
use onramp::domain::plan::role::Plan;
use onramp::domain::record::change::{Change, Moment};
use onramp::domain::record::course::{End, Seed};
use onramp::domain::record::fold::RULE;
use onramp::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use onramp::domain::record::journey::Journey;
use onramp::domain::record::kind::Set;
use onramp::domain::record::kinds::Edit;
use onramp::domain::record::log::{Head, Save};
use onramp::domain::record::meeting::Edge;
use onramp::domain::record::meeting::Topic;
use onramp::domain::record::review::{Answer, Verdict};
use onramp::domain::record::verb::Verb;
use onramp::domain::record::writing::Visibility;
use onramp::lane::chain::{Entry, Hash, LaneId, Seen, beginning, link};
use onramp::store::{Store, Surroundings};
use rusqlite::{Connection, params};
use uuid::Uuid;

use self::dice::Dice;

/// A life to be made up.
pub struct Life<'a> {
    /// The number that it is made up from; no two of a database may share one.
    pub number: u64,
    pub plan: &'a Plan,
    pub start: NaiveDate,
    /// The day of the last change.
    pub until: NaiveDate,
    /// How many changes, the start among them.
    pub changes: usize,
    /// Whether it may end in the archive.
    pub may_end: bool,
}

impl Life<'_> {
    /// Returns the journey and its log.
    pub fn lived(&self) -> (Journey, Vec<Change>) {
        let mut dice = Dice::new(self.number);
        let hire = format!(
            "{} {}",
            FIRST[at(self.number, 10)],
            LAST[at(self.number / 10, 10)]
        );
        let hire = format!("{hire} {}", self.number);
        let seed: Seed = seed(
            self.plan.clone(),
            &hire,
            "Grace Hopper",
            "Mary Shaw",
            self.start,
            Working::default(),
            Uuid::from_u128(7),
        )
        .unwrap();
        let id = JourneyId(Uuid::from_u64_pair(dice.below(u64::MAX), self.number));
        let mut journey = Journey::from_seed(id, &seed).unwrap();
        let mut head = Head::of(id, DeviceId(Uuid::from_u128(2)), &[]);
        let mut log = Vec::with_capacity(self.changes);
        let edit = Edit::Seed(Set {
            key: (),
            from: None,
            to: Some(seed),
        });
        let start = Save::of(&journey, Verb::Start, vec![edit]);
        let hire = journey.people.author(Party::Hire).unwrap();
        log.extend(head.append(&hire, self.moment(0), start));
        let mut tries = 0;
        while log.len() < self.changes && tries < self.changes * 50 {
            tries += 1;
            let (party, act) = self.act(&mut dice, &journey, log.len());
            let Some(author) = journey.people.author(party) else {
                continue;
            };
            let world = World {
                moment: self.moment(log.len()),
                guide: &Guide::default(),
            };
            let Ok(save) = decide(&journey, world, &author, &[act]) else {
                continue;
            };
            let changes = head.append(&author, world.moment, save);
            for edit in changes.iter().flat_map(|change| &change.edits) {
                journey.apply(edit);
            }
            changes
                .iter()
                .for_each(|change| change.is_seen_by(&mut journey));
            log.extend(changes);
        }
        (journey, log)
    }

    fn moment(&self, place: usize) -> Moment {
        Moment {
            today: self.day(place),
            entered: self.day(place),
            clock: 0,
            id: self.id(place).0,
        }
    }

    fn id(&self, place: usize) -> ChangeId {
        ChangeId(Uuid::from_u64_pair(self.number + 1, place as u64))
    }

    /// Returns the day of a change; the days go from the first to the last.
    fn day(&self, place: usize) -> NaiveDate {
        let whole = u64::try_from((self.until - self.start).num_days().max(0)).unwrap();
        self.start + Days::new(whole * place as u64 / self.changes.max(1) as u64)
    }

    fn act(&self, dice: &mut Dice, journey: &Journey, place: usize) -> (Party, Act) {
        use Party::{Hire, Mentor};
        // The goals are taken up about in their order.
        let reach = journey.goals.len() * (place + 10) / (self.changes + 10) + 3;
        let chosen = dice.below(reach.min(journey.goals.len()) as u64) as usize;
        let goal = || journey.goals[chosen].slug().clone();
        let today = self.day(place);
        let later = |days| today + Days::new(days);
        let text = |words: &str| format!("{words} {place}, in a sentence as people write them.");
        match dice.below(40) {
            0..=6 => (
                Hire,
                Act::Note {
                    goal: (dice.below(4) > 0).then(goal),
                    text: text("What I tried on day"),
                    visibility: if dice.below(4) > 0 {
                        Visibility::Shared
                    } else {
                        Visibility::Private
                    },
                    question: dice.below(5) == 0,
                    meeting: None,
                },
            ),
            7..=10 => (Hire, Act::Claim { goal: goal() }),
            11..=13 => (Mentor, Act::Confirm { goal: goal() }),
            14 => (
                Mentor,
                Act::Return {
                    goal: goal(),
                    reason: text("What is missing"),
                },
            ),
            15..=16 => (Hire, Act::Begin { goal: goal() }),
            17..=19 => (Hire, tick(journey, chosen, dice)),
            20..=21 => (
                Hire,
                Act::Evidence {
                    goal: goal(),
                    link: format!("https://example.org/{place}"),
                    label: "A report".to_owned(),
                },
            ),
            22 => (
                Hire,
                Act::Block {
                    goal: goal(),
                    on: "Data Platform".to_owned(),
                    waits_for: "the click logs".to_owned(),
                    since: None,
                },
            ),
            23 => (Mentor, Act::Clear { goal: goal() }),
            24 => (Mentor, agreed(dice, goal(), later(20))),
            25 => (Hire, Act::Unclaim { goal: goal() }),
            26 if dice.below(6) == 0 => (
                Hire,
                Act::Leave {
                    from: later(3),
                    until: later(3 + dice.below(9)),
                    reason: "a leave".to_owned(),
                    visibility: Visibility::Shared,
                },
            ),
            27 if self.may_end && dice.below(10) == 0 => (
                Mentor,
                match &journey.archive {
                    None => Act::Archive {
                        end: End::ALL[dice.below(3) as usize].0,
                        reason: String::new(),
                    },
                    Some(_) => Act::Unarchive,
                },
            ),
            28..=35 => (Mentor, self.meet(dice, journey, today)),
            36..=39 => (Mentor, review(dice, journey, today)),
            _ => (
                Mentor,
                Act::Note {
                    goal: Some(goal()),
                    text: text("What to look at on day"),
                    visibility: Visibility::Shared,
                    question: false,
                    meeting: None,
                },
            ),
        }
    }

    fn meet(&self, dice: &mut Dice, journey: &Journey, today: NaiveDate) -> Act {
        Act::Meeting(match (journey.meetings.open(), dice.below(6)) {
            (None, 0..=1) => MeetingAct::Start { occasion: None },
            (Some(_), 0..=1) => MeetingAct::Close {
                next: (dice.below(3) > 0).then(|| today + Days::new(7)),
                leave_claims: true,
            },
            (Some(_), 2) => MeetingAct::Rate {
                role_clarity: 3,
                confidence: 4,
                belonging: 5,
                words: String::new(),
                why: std::collections::BTreeMap::new(),
            },
            (Some((_, open)), 3) => MeetingAct::Treat {
                topic: open
                    .kept(Edge::Opening)
                    .first()
                    .map_or(Topic::Rhythm, |kept| kept.topic.clone()),
                treatment: Some(onramp::domain::record::meeting::Treatment::Discussed),
            },
            (_, 4) => MeetingAct::Point {
                text: "On-call: when do I shadow?".to_owned(),
                visibility: Visibility::Shared,
            },
            _ => match journey
                .meetings
                .actions
                .iter()
                .find(|(_, action)| action.done.is_none())
            {
                Some((action, _)) if dice.below(2) == 0 => MeetingAct::Finish {
                    action: *action,
                    done: true,
                },
                _ => MeetingAct::Action {
                    text: "Send the readout to everybody who asked for it".to_owned(),
                    owner: Whom::Party(Party::Hire),
                    due: Some(today + Days::new(5)),
                    goal: None,
                    topic: None,
                },
            },
        })
    }
}

const FIRST: [&str; 10] = [
    "Ada",
    "Edith",
    "Annie",
    "Joan",
    "Mary",
    "Katherine",
    "Hedy",
    "Radia",
    "Barbara",
    "Frances",
];
const LAST: [&str; 10] = [
    "Lovelace", "Clarke", "Easley", "Hamilton", "Jackson", "Johnson", "Lamarr", "Perlman",
    "Liskov", "Allen",
];

fn at(number: u64, of: u64) -> usize {
    (number % of) as usize
}

fn tick(journey: &Journey, chosen: usize, dice: &mut Dice) -> Act {
    let goal = &journey.goals[chosen];
    let parts = &goal.plan.criteria;
    let criterion = match parts.get(dice.below(parts.len() as u64) as usize) {
        Some(part) => part.slug.clone(),
        None => Slug::new("none").unwrap(),
    };
    let goal = goal.slug().clone();
    match dice.below(4) {
        0 => Act::Untick { goal, criterion },
        _ => Act::Tick { goal, criterion },
    }
}

fn agreed(dice: &mut Dice, goal: Slug, to: NaiveDate) -> Act {
    let (reason, agreed) = (
        "the team is put together anew".to_owned(),
        "Mary Shaw".to_owned(),
    );
    match dice.below(4) {
        0 => Act::Waive {
            goal,
            reason,
            agreed,
        },
        1 => Act::Restore { goal },
        _ => Act::Defer {
            goal,
            to,
            reason,
            agreed,
        },
    }
}

/// The next thing in the review of the milestone that comes next or went by last.
fn review(dice: &mut Dice, journey: &Journey, today: NaiveDate) -> Act {
    let milestones = [
        Milestone::DAY_30,
        Milestone::DAY_60,
        Milestone::DAY_90,
        Milestone::MONTH_6,
    ];
    let Some((_, open)) = journey.reviews.open() else {
        let milestone = milestones[dice.below(4) as usize];
        return Act::Review(ReviewAct::Start { milestone });
    };
    let unanswered = journey
        .goals_of(open.opening.milestone)
        .find(|goal| !open.answers.contains_key(goal.slug()));
    Act::Review(match unanswered {
        Some(goal) => ReviewAct::Answer {
            goal: goal.slug().clone(),
            answer: Some(match dice.below(3) {
                0 => Answer::Done,
                1 => Answer::Waived,
                _ => Answer::NotDone { why: None },
            }),
        },
        None => ReviewAct::Verdict {
            summary: "It went as well as could be expected.".to_owned(),
            leave_ungraded: true,
            verdict: match dice.below(2) {
                0 => Verdict::Advance,
                _ => Verdict::Extend {
                    to: today + Days::new(14),
                    reason: "the data came late".to_owned(),
                },
            },
        },
    })
}

/// Puts journeys into a database: the plans and the changes in one transaction, the rows by `rebuild`,
/// which is what `onramp doctor --rebuild` does.
pub fn fill(path: &Path, lives: impl IntoIterator<Item = Vec<Change>>) {
    drop(Store::open(path, &Surroundings::default()).unwrap());
    let mut db = Connection::open(path).unwrap();
    let device: String = db
        .query_row("SELECT id FROM device", [], |row| row.get(0))
        .unwrap();
    let device = DeviceId(device.parse().unwrap());
    let mut ends: HashMap<LaneId, Hash> = HashMap::new();
    let transaction = db.transaction().unwrap();
    for change in lives.into_iter().flatten() {
        for edit in &change.edits {
            if let Edit::Seed(set) = edit {
                keep_plan(&transaction, &set.to.as_ref().unwrap().plan);
            }
        }
        let change = Change { device, ..change };
        let lane = LaneId {
            journey: change.journey,
            device,
            audience: change.audience,
        };
        let entry = Entry {
            index: change.sequence,
            needs: RULE,
            seen: Seen::new(),
            body: serde_json::to_string(&change).unwrap(),
        };
        let before = ends.get(&lane).copied();
        let hash = link(before.unwrap_or_else(|| beginning(lane)), &entry);
        ends.insert(lane, hash);
        let word = |value: serde_json::Value| value.as_str().unwrap().to_owned();
        let fields = params![
            change.id.0.to_string(),
            change.journey.0.to_string(),
            change.stamp,
            device.0.to_string(),
            word(serde_json::to_value(change.audience).unwrap()),
            change.sequence,
            change.beside.map(|id| id.0.to_string()),
            change.verb.word(),
            change.author.party.word(),
            change.author.person.0.to_string(),
            entry.needs,
            entry.body,
            hash.as_bytes(),
        ];
        transaction
            .prepare_cached(
                "INSERT INTO change (id, journey, stamp, device, audience, sequence, beside, verb,
                     party, person, needs, seen, body, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, '{}', ?12, ?13)",
            )
            .unwrap()
            .execute(fields)
            .unwrap();
    }
    transaction.commit().unwrap();
    drop(db);
    Store::open(path, &Surroundings::default())
        .unwrap()
        .rebuild()
        .unwrap();
}

fn keep_plan(db: &Connection, copy: &PlanCopy) {
    let hash = copy.hash().to_string();
    let plan = copy.plan().unwrap();
    let text = PlanText::of(plan);
    let new = db
        .execute(
            "INSERT OR IGNORE INTO plan (hash, outline, guide) VALUES (?1, ?2, ?3)",
            [&hash, &text.outline, &text.guide],
        )
        .unwrap();
    for (goal, position) in plan.goals.iter().zip(1_i64..).take(new * plan.goals.len()) {
        db.execute(
            "INSERT INTO plan_goal (plan, position, slug, milestone) VALUES (?1, ?2, ?3, ?4)",
            params![hash, position, goal.slug.as_str(), goal.milestone.key()],
        )
        .unwrap();
    }
}
