//! What is due for a party on a day, selected from what wants attention. Pure; knows neither clock
//! nor screen.

use chrono::NaiveDate;

use crate::domain::judgment::attention::{Attention, Matter};
use crate::domain::judgment::glance::Concerns;
use crate::domain::judgment::rules;
use crate::domain::plan::people::{Author, Party};
use crate::domain::record::goal::GoalNumber;
use crate::domain::wording::signals;
use crate::domain::words::text;
use crate::domain::words::when::spoken;

/// What a reminder is about, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One of the first steps of a mentor.
    FirstStep,
    /// Something that worries the mentor.
    Signal,
    /// A 1:1 that is near, overdue or still open.
    Meeting,
    /// A check-in ahead of a 1:1.
    CheckIn,
    /// A gate review.
    Gate,
    /// A claim to confirm.
    Claim,
    /// A claim that was sent back.
    Returned,
    /// An action of one's own.
    Action,
    /// A goal whose date has passed.
    LateGoal,
    /// A goal that falls due.
    DueGoal,
    /// A goal that waits on somebody.
    Blocker,
}

impl Kind {
    /// Every kind, in the order in which they are told.
    pub const ALL: [Self; 11] = [
        Self::FirstStep,
        Self::Signal,
        Self::Meeting,
        Self::CheckIn,
        Self::Gate,
        Self::Claim,
        Self::Returned,
        Self::Action,
        Self::LateGoal,
        Self::DueGoal,
        Self::Blocker,
    ];

    /// Returns the word that programs read.
    pub fn word(self) -> &'static str {
        match self {
            Self::FirstStep => "first_step",
            Self::Signal => "signal",
            Self::Meeting => "meeting",
            Self::CheckIn => "check_in",
            Self::Gate => "gate",
            Self::Claim => "claim",
            Self::Returned => "returned",
            Self::Action => "action",
            Self::LateGoal => "late_goal",
            Self::DueGoal => "due_goal",
            Self::Blocker => "blocker",
        }
    }

    /// Returns how many there are of it, in as few words as a prompt has room for.
    pub fn counted(self, count: usize) -> String {
        let some = |noun: &str| text::count(count, noun);
        match self {
            Self::FirstStep => some("first step"),
            Self::Signal => some("signal"),
            Self::Meeting if count == 1 => "1:1".to_owned(),
            Self::Meeting => format!("{count} 1:1s"),
            Self::CheckIn => some("check-in"),
            Self::Gate => some("gate review"),
            Self::Claim => format!("{count} to confirm"),
            Self::Returned => format!("{count} sent back"),
            Self::Action => some("action"),
            Self::LateGoal => format!("{count} late"),
            Self::DueGoal => format!("{count} due"),
            Self::Blocker => format!("{count} waiting"),
        }
    }
}

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// What it is about.
    pub kind: Kind,
    /// What is to be known.
    pub text: String,
    /// By when, or since when where it has passed.
    pub on: Option<NaiveDate>,
    /// The goal that it is about.
    pub goal: Option<GoalNumber>,
}

/// Returns what is due for an author of a journey whose start stands; nothing if it ended, and nothing
/// for a hire on leave.
pub fn reminders(concerns: &Concerns<'_>, acting: &Author) -> Vec<Reminder> {
    let is_away = concerns.leave.is_some() && acting.party == Party::Hire;
    if concerns.facts.ended.is_some() || is_away {
        return Vec::new();
    }
    let attention = concerns.attention.iter();
    let theirs = attention.filter(|attention| attention.what.is_for(acting.party));
    // While the hire is away, only what waits for an answer is told.
    let is_told = |attention: &&Attention<'_>| {
        let answers = matches!(attention.what, Matter::Claim(_) | Matter::Action(_));
        concerns.leave.is_none() || answers
    };
    let mut all: Vec<Reminder> = theirs
        .filter(is_told)
        .filter_map(|attention| Some((kind(concerns, attention, acting)?, attention)))
        .map(|(kind, attention)| told(concerns, kind, attention, acting))
        .collect();
    if acting.party == Party::Mentor {
        all.extend(worries(concerns));
    }
    let today = concerns.dates.today;
    let check_in = concerns.awaits_check_in(acting.party).map(|next| Reminder {
        kind: Kind::CheckIn,
        text: format!(
            "check in for the 1:1 of {}: `onramp check-in`",
            spoken(next, today)
        ),
        on: Some(next),
        goal: None,
    });
    all.extend(check_in);
    all.sort_by_key(|reminder| reminder.kind);
    all
}

/// Returns what worries the mentor.
fn worries(concerns: &Concerns<'_>) -> Vec<Reminder> {
    let signals = concerns.signals().into_iter();
    let reminders = signals.map(|signal| Reminder {
        kind: Kind::Signal,
        text: signals::reason(&signal, &concerns.facts, concerns.dates.today),
        on: None,
        goal: None,
    });
    reminders.collect()
}

/// Returns the kind of reminder that a matter calls for; nothing if it calls for none yet.
fn kind(concerns: &Concerns<'_>, attention: &Attention<'_>, acting: &Author) -> Option<Kind> {
    let waits = |goal| {
        let mut all = concerns.attention.iter();
        all.any(|other| matches!(other.what, Matter::Blocked(blocked, _) if blocked == goal))
    };
    let (kind, is_told) = match attention.what {
        Matter::FirstStep(_) => (Kind::FirstStep, true),
        Matter::OpenMeeting => (Kind::Meeting, attention.on < Some(concerns.dates.today)),
        Matter::Meeting => (Kind::Meeting, concerns.facts.open_meeting().is_none()),
        Matter::NoMeeting { agreed, .. } => (Kind::Meeting, !agreed),
        Matter::Gate(_) => (Kind::Gate, attention.is_near(rules::NEAR)),
        Matter::Claim(_) => (Kind::Claim, true),
        Matter::Returned(..) => (Kind::Returned, true),
        Matter::Action(_) => (Kind::Action, true),
        Matter::Late(goal) => (Kind::LateGoal, !waits(goal)),
        Matter::Due(_) => (Kind::DueGoal, attention.is_near(rules::GOAL_NEAR)),
        Matter::Blocked(..) => {
            let has_waited = attention.days >= rules::BLOCKED_TOLD;
            let is_told = has_waited && acting.party != Party::Manager;
            (Kind::Blocker, is_told || attention.what.waits_on(acting))
        }
        _ => return None,
    };
    is_told.then_some(kind)
}

fn told(
    concerns: &Concerns<'_>,
    kind: Kind,
    attention: &Attention<'_>,
    acting: &Author,
) -> Reminder {
    let number = attention.what.goal();
    let mut goals = concerns.facts.goals.iter();
    let goal = goals.find(|goal| Some(goal.number) == number);
    Reminder {
        kind,
        text: attention.reminder(goal, acting, concerns.dates.today),
        on: attention.on,
        goal: number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::{Act, MeetingAct, Whom};
    use crate::domain::fixture::*;
    use crate::domain::judgment::standing::Standing;
    use crate::domain::plan::mentoring::{By, FirstStep};
    use crate::domain::plan::milestone::Milestone;
    use crate::domain::record::course::End;
    use crate::domain::telling::hires::Row;
    use rstest::rstest;

    fn told(run: &Run, party: Party, today: &str) -> Vec<String> {
        let standing = Standing::of(&run.journey, day(today));
        let reminders = reminders(&standing, &run.author(party));
        reminders.into_iter().map(|due| due.text).collect()
    }

    fn of_meeting(run: &Run, today: &str) -> Option<String> {
        let told = told(run, Party::Hire, today);
        told.into_iter().find(|text| text.contains("1:1"))
    }

    fn agreed(next: &str) -> Run {
        let mut run = Run::new();
        run.mentor(&Act::Meeting(MeetingAct::Next {
            on: Some(day(next)),
        }));
        run
    }

    #[rstest]
    #[case::three_days_before("2026-03-11", None)]
    #[case::on_the_friday_before("2026-03-13", Some("1:1 on Mon 16 Mar"))]
    #[case::the_day_before("2026-03-15", Some("1:1 tomorrow"))]
    #[case::the_day("2026-03-16", Some("1:1 today"))]
    #[case::the_day_after("2026-03-17", Some("the 1:1 agreed for Mon 16 Mar was not held"))]
    fn a_1_1_is_told_of_from_the_working_day_before(
        #[case] today: &str,
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(
            of_meeting(&agreed("2026-03-16"), today).as_deref(),
            expected
        );
    }

    #[test]
    fn a_1_1_that_was_held_is_told_of_no_more_and_one_left_open_is() {
        let mut run = agreed("2026-03-03").on("2026-03-03");
        run.mentor(&meet());
        assert_eq!(of_meeting(&run, "2026-03-03"), None);
        let open = of_meeting(&run, "2026-03-04");
        assert_eq!(open.as_deref(), Some("the 1:1 of Tue 3 Mar is still open"));
        run.mentor(&Act::Meeting(MeetingAct::Close {
            next: None,
            leave_claims: true,
        }));
        assert_eq!(of_meeting(&run, "2026-03-10"), None);
        assert_eq!(
            of_meeting(&run, "2026-03-11").as_deref(),
            Some("no 1:1 for 6 working days, and no day is agreed for one")
        );
    }

    #[test]
    fn a_claim_that_was_sent_back_is_told_of_until_it_is_claimed_again() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.mentor(&send_back("team"));
        let returned = |run: &Run| {
            let told = told(run, Party::Hire, "2026-03-03");
            told.into_iter()
                .any(|text| text.contains("sent back by Bo: no numbers yet"))
        };
        assert!(returned(&run));
        run.hire(&claim("team"));
        assert!(!returned(&run));
    }

    fn with_steps() -> Run {
        let mut run = Run::new();
        let step = |name: &str, by: &str| FirstStep {
            slug: slug(name),
            owner: Party::Mentor,
            by: By::from_text(by).unwrap(),
            text: name.to_owned(),
        };
        run.journey.role.first_steps = vec![
            step("buddy", "3 working days before"),
            step("role", "day 1"),
        ];
        run
    }

    #[rstest]
    #[case::on_the_sunday_before_the_week("2026-02-22", &[])]
    #[case::a_week_before("2026-02-23", &["buddy · due Wed 25 Feb", "role · due Mon 2 Mar"])]
    #[case::on_day_one("2026-03-02", &["buddy · was due Wed 25 Feb", "role · due today"])]
    #[case::two_weeks_after_one("2026-03-11", &["buddy · was due Wed 25 Feb", "role · was due Mon 2 Mar"])]
    #[case::a_day_more("2026-03-12", &["role · was due Mon 2 Mar"])]
    fn the_first_steps_are_told_from_a_week_before_the_start(
        #[case] today: &str,
        #[case] expected: &[&str],
    ) {
        let run = with_steps();
        let mut steps = told(&run, Party::Mentor, today);
        steps.retain(|step| step.starts_with("buddy") || step.starts_with("role"));
        assert_eq!(steps, expected);
        let hires = told(&run, Party::Hire, today);
        assert!(!hires.iter().any(|told| told.starts_with("buddy")));
    }

    #[test]
    fn a_first_step_that_was_taken_is_told_no_more_until_it_is_taken_back() {
        let mut run = with_steps();
        let take = |taken| {
            let step = slug("buddy");
            Act::Meeting(MeetingAct::TakeStep { step, taken })
        };
        let is_told = |run: &Run| {
            let told = told(run, Party::Mentor, "2026-03-02");
            told.iter().any(|told| told.starts_with("buddy"))
        };
        run.mentor(&take(true));
        assert!(!is_told(&run));
        let again = run.decide(Party::Mentor, &take(true)).unwrap_err();
        assert_eq!(again.to_string(), "that first step was taken already");
        run.mentor(&take(false));
        assert!(is_told(&run));
        let unknown = MeetingAct::TakeStep {
            step: slug("dance"),
            taken: true,
        };
        let unknown = run
            .decide(Party::Mentor, &Act::Meeting(unknown))
            .unwrap_err();
        assert_eq!(
            unknown.to_string(),
            "there is no such first step in this journey"
        );
    }

    #[test]
    fn each_party_is_told_of_its_own() {
        let mut run = Run::new();
        let action = |owner, text: &str, due: &str| {
            Act::Meeting(MeetingAct::Action {
                text: text.to_owned(),
                owner: Whom::Party(owner),
                due: Some(day(due)),
                goal: None,
                topic: None,
            })
        };
        run.hire(&action(Party::Hire, "send the readout", "2026-04-01"));
        run.hire(&action(Party::Mentor, "open the door", "2026-03-30"));
        run.hire(&action(Party::Manager, "sign", "2026-04-03"));
        run.hire(&claim("team"));
        run.hire(&block("access", Some("2026-03-02")));
        run.mentor(&Act::Block {
            goal: slug("baseline"),
            on: "cy".to_owned(),
            waits_for: "a license".to_owned(),
            since: Some(day("2026-03-02")),
        });
        run = run.on("2026-03-31");
        run.mentor(&meet());
        insta::assert_snapshot!(told(&run, Party::Hire, "2026-03-31").join("\n"), @r"
        send the readout · due Wed 1 Apr
        30.2 Do the baseline · waits on cy for a license, 21 working days
        30.3 Do the access · waits on IT for a laptop, 21 working days
        ");
        insta::assert_snapshot!(told(&run, Party::Mentor, "2026-03-31").join("\n"), @r#"
    nothing entered by Ada for 21 working days
    30.2 has waited on cy for 21 working days, and nobody has promised to act on it
    30.3 has waited on IT for 21 working days, and nobody has promised to act on it
    gate review at 30 days · due Tue 31 Mar
    30.1 Do the team · to confirm, claimed Mon 2 Mar
    open the door · was due Mon 30 Mar
    30.2 Do the baseline · waits on cy for a license, 21 working days
    30.3 Do the access · waits on IT for a laptop, 21 working days
    "#);
        insta::assert_snapshot!(told(&run, Party::Manager, "2026-03-31").join("\n"), @"30.2 Do the baseline · waits on you for a license, 21 working days");
    }

    #[rstest]
    #[case::by_the_word("mentor")]
    #[case::by_the_word_as_a_sentence_begins("Mentor")]
    #[case::by_name("bo")]
    fn a_goal_that_waits_on_the_mentor_says_so_to_the_mentor_at_once(#[case] on: &str) {
        let mut run = Run::new();
        run.hire(&Act::Block {
            goal: slug("access"),
            on: on.to_owned(),
            waits_for: "a door".to_owned(),
            since: None,
        });
        let waits = |party| -> Vec<String> {
            let told = told(&run, party, START).into_iter();
            told.filter(|text| text.contains("waits on")).collect()
        };
        let own = "30.3 Do the access · waits on you for a door";
        assert_eq!(waits(Party::Mentor), [own]);
        assert_eq!(waits(Party::Hire), Vec::<String>::new());
    }

    #[test]
    fn goals_are_told_of_two_working_days_ahead_and_late() {
        let run = Run::new();
        let near = |today| {
            let told = told(&run, Party::Hire, today);
            told.iter().filter(|text| text.starts_with("30.")).count()
        };
        assert_eq!(near("2026-03-26"), 0);
        assert_eq!(near("2026-03-27"), 3);
        let late = told(&run, Party::Hire, "2026-04-02");
        assert!(
            late.contains(&"30.1 Do the team · was due Tue 31 Mar".to_owned()),
            "{late:?}"
        );
    }

    #[test]
    fn every_gate_review_that_is_due_is_told_and_the_list_of_hires_names_the_first() {
        let run = Run::new();
        let told = told(&run, Party::Mentor, "2026-05-04");
        let gates: Vec<_> = told.iter().filter(|text| text.contains("gate")).collect();
        assert_eq!(
            gates,
            [
                "gate review at 30 days · was due Tue 31 Mar",
                "gate review at 60 days · was due Thu 30 Apr"
            ]
        );
        let standing = Standing::of(&run.journey, day("2026-05-04"));
        let row = Row::of(&standing);
        assert_eq!(row.gate, Some((Milestone::DAY_30, day("2026-03-31"))));
        assert!(
            row.needs(Party::Manager)
                .ends_with("gate review was due Tue 31 Mar")
        );
    }

    #[test]
    fn a_hire_on_leave_is_left_alone_and_the_mentor_is_told_of_claims() {
        let mut run = agreed("2026-04-15");
        run.hire(&block("access", None));
        run.hire(&claim("team"));
        run.hire(&leave("2026-04-13", "2026-04-24"));
        assert!(!told(&run, Party::Hire, "2026-04-10").is_empty());
        assert_eq!(told(&run, Party::Hire, "2026-04-16"), Vec::<String>::new());
        let mentors = told(&run, Party::Mentor, "2026-04-16");
        assert!(
            mentors.iter().any(|text| text.contains("to confirm")),
            "{mentors:?}"
        );
        assert!(
            !mentors.iter().any(|text| text.contains("1:1")),
            "{mentors:?}"
        );
        assert!(!told(&run, Party::Hire, "2026-04-27").is_empty());
    }

    #[test]
    fn a_journey_that_ended_asks_for_nothing() {
        let mut run = Run::new();
        assert!(!told(&run, Party::Hire, "2026-04-20").is_empty());
        run.mentor(&Act::Archive {
            end: End::Left,
            reason: String::new(),
        });
        assert!(told(&run, Party::Hire, "2026-04-20").is_empty());
    }
}
