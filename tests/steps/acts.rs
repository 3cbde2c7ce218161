//! Acts of every kind, made up; most of them are refused now and then.

use chrono::{Days, NaiveDate};
use onramp::domain::acts::act::{Act, MeetingAct, ReviewAct, Whom};
use onramp::domain::plan::milestone::Milestone;
use onramp::domain::plan::names::Slug;
use onramp::domain::plan::people::Party;
use onramp::domain::record::ids::ChangeId;
use onramp::domain::record::meeting::{Topic, Treatment};
use onramp::domain::record::rating::Aspect;
use onramp::domain::record::review::{Answer, Grade, Verdict};
use onramp::domain::record::writing::Visibility;
use proptest::prelude::*;
use uuid::Uuid;

use crate::journeys::{day, slug};

fn any_whom() -> impl Strategy<Value = Whom> {
    prop_oneof![
        any_party().prop_map(Whom::Party),
        any_text().prop_map(Whom::Outside),
    ]
}

pub fn any_party() -> impl Strategy<Value = Party> {
    prop_oneof![4 => Just(Party::Hire), 3 => Just(Party::Mentor), 1 => Just(Party::Manager)]
}

pub fn any_goal() -> impl Strategy<Value = Slug> {
    const NAMES: &[&str] = &["team", "baseline", "talk", "fix", "share", "nowhere"];
    prop::sample::select(NAMES).prop_map(slug)
}

pub fn any_part() -> impl Strategy<Value = Slug> {
    prop_oneof![5 => Just("first"), 5 => Just("second"), 1 => Just("third")].prop_map(slug)
}

pub fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[A-Za-z]{1,8}",
        1 => any::<String>(),
        1 => Just("\x1b]52;c;aGk=\x07 \u{202e}x\u{200b}\r\n\0'\"--".to_owned()),
        1 => Just(String::new()),
        1 => Just("e\u{301}".repeat(400)),
    ]
}

pub fn any_day() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        8 => (0_u64..500).prop_map(|days| day("2026-01-01") + Days::new(days)),
        1 => Just(NaiveDate::MIN),
        1 => Just(NaiveDate::MAX),
    ]
}

// Boxed, as the larger ones below: a strategy keeps all that it may give side by side, and the
// stack of a test does not hold that.
pub fn any_act() -> BoxedStrategy<Act> {
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
        any_text().prop_map(|text| Act::Summarize { text }),
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
pub fn any_working_days() -> BoxedStrategy<Act> {
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

/// Names a mentor, who may have taken part before, or corrects the name.
pub fn any_people() -> impl Strategy<Value = Act> {
    let name = prop::sample::select(&["Bo", "Di", "Eve"][..]).prop_map(str::to_owned);
    let party = Party::Mentor;
    (name, any::<bool>()).prop_map(move |(name, same)| match same {
        true => Act::Rename { party, name },
        false => Act::Name { party, name },
    })
}

/// Acts of one save, of which none is the other party's.
pub fn any_acts() -> BoxedStrategy<Vec<Act>> {
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
    let in_a_meeting = (any_meeting(), any_meeting()).prop_map(|(one, other)| {
        vec![
            Act::Meeting(MeetingAct::Start { occasion: None }),
            one,
            other,
        ]
    });
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

/// Stands for an action, point or question of the journey as it will be then; see `meant`.
pub fn any_id() -> impl Strategy<Value = ChangeId> {
    (0_u64..60).prop_map(|place| ChangeId(Uuid::from_u64_pair(u64::MAX, place)))
}

pub fn any_topic() -> impl Strategy<Value = Topic> {
    prop_oneof![
        4 => any_goal().prop_map(|goal| Topic::Goal { goal }),
        1 => any_id().prop_map(|action| Topic::Action { action }),
        2 => any_id().prop_map(|point| Topic::Point { point }),
        1 => any_id().prop_map(|note| Topic::Question { note }),
        1 => any_milestone().prop_map(|milestone| Topic::Gate { milestone }),
        1 => Just(Topic::Rhythm),
    ]
}

pub fn any_meeting() -> BoxedStrategy<Act> {
    let visibility = prop_oneof![Just(Visibility::Shared), Just(Visibility::Private)];
    let treatment = prop_oneof![
        Just(None),
        Just(Some(Treatment::Discussed)),
        Just(Some(Treatment::PutOff))
    ];
    prop_oneof![
        4 => Just(MeetingAct::Start { occasion: None }),
        2 => (any_text(), visibility)
            .prop_map(|(text, visibility)| MeetingAct::Point { text, visibility }),
        3 => (any_topic(), treatment)
            .prop_map(|(topic, treatment)| MeetingAct::Treat { topic, treatment }),
        2 => (
            any_text(),
            any_whom(),
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
        1 => (
            any_id(),
            prop::option::of(any_text()),
            prop::option::of(any_whom()),
            prop::option::of(prop::option::of(any_day())),
        )
            .prop_map(|(action, text, owner, due)| MeetingAct::ChangeAction {
                action,
                text,
                owner,
                due
            }),
        1 => any::<bool>().prop_map(|taken| MeetingAct::TakeStep {
            step: Slug::new("buddy").unwrap(),
            taken
        }),
        1 => (any_id(), any_text())
            .prop_map(|(action, reason)| MeetingAct::DropAction { action, reason }),
        2 => (0_u8..7, 1_u8..6, any_text()).prop_map(|(one, other, words)| MeetingAct::Rate {
            role_clarity: one,
            confidence: other,
            belonging: other,
            why: [(Aspect::Confidence, words.clone())].into(),
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

pub fn any_milestone() -> impl Strategy<Value = Milestone> {
    prop::sample::select(Milestone::SIX.to_vec())
}

pub fn any_verdict() -> impl Strategy<Value = Verdict> {
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

pub fn any_review() -> BoxedStrategy<Act> {
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
        2 => (dimension, grade, prop::option::of(any_text())).prop_map(
            |(dimension, grade, why)| ReviewAct::Grade { dimension, grade, why }
        ),
        5 => (any_text(), any_verdict(), prop::bool::weighted(0.7)).prop_map(
            |(summary, verdict, leave_ungraded)| ReviewAct::Verdict {
                summary,
                verdict,
                leave_ungraded,
            }
        ),
    ]
    .prop_map(Act::Review)
    .boxed()
}
