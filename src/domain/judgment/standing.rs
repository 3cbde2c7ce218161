//! Where a journey stands on a day. Every screen, command and export shows these numbers.

use std::ops::Deref;

use chrono::NaiveDate;

use crate::domain::judgment::attention::{self, Attention, Matter};
use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::facts::{Facts, GoalFacts, Owed};
use crate::domain::judgment::glance::{Concerns, Glance, Talked};
use crate::domain::judgment::health::Health;
use crate::domain::judgment::tally::Tally;
use crate::domain::plan::milestone::Milestone;
use crate::domain::record::goal::{Goal, GoalNumber, GoalState};
use crate::domain::record::journey::Journey;

/// One milestone as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct MilestoneStanding {
    /// The milestone.
    pub milestone: Milestone,
    /// What it is about.
    pub theme: String,
    /// When it falls due; `beyond` never does.
    pub due: Option<NaiveDate>,
    /// Its goals counted.
    pub tally: Tally,
}

/// One thing that speaks against a journey.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// How bad it is.
    pub health: Health,
    /// The goal that it is about.
    pub goal: Option<GoalNumber>,
    /// What it is, in words.
    pub what: String,
}

/// Where a journey stands: what wants attention, and what takes the whole journey to tell.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// The journey.
    pub journey: &'a Journey,
    concerns: Concerns<'a>,
    /// Every milestone that holds goals, the earliest first.
    pub milestones: Vec<MilestoneStanding>,
    /// What led to the verdict, the worst first.
    pub reasons: Vec<Reason>,
    /// Goals whose date has passed, the oldest date first.
    pub late: Vec<&'a Goal>,
    /// Goals that wait on somebody, the longest wait first; late ones are among them.
    pub blocked: Vec<&'a Goal>,
    /// Claims that wait to be confirmed, the oldest first.
    pub claimed: Vec<&'a Goal>,
    /// Goals whose claim was sent back, in the order of the plan.
    pub returned: Vec<&'a Goal>,
    /// What to do next, the begun ones and the earliest dates first; neither late nor blocked.
    pub next: Vec<&'a Goal>,
}

/// A standing tells all that its concerns do, and so all that a glance does.
impl<'a> Deref for Standing<'a> {
    type Target = Concerns<'a>;

    fn deref(&self) -> &Concerns<'a> {
        &self.concerns
    }
}

impl<'a> Standing<'a> {
    /// Returns where a journey stands on a day; one in the archive as it stood when it ended.
    pub fn of(journey: &'a Journey, today: NaiveDate) -> Self {
        let concerns = {
            let talked = Talked {
                meetings: &journey.meetings,
                hire_moved: journey.hire_moved,
            };
            Concerns::of(Facts::from(journey), Owed::from(journey), talked, today)
        };
        let goals = |is: fn(&Matter<'_>) -> bool| goals(journey, &concerns.attention, is);
        Self {
            journey,
            milestones: milestones(journey, &concerns),
            reasons: reasons(&concerns),
            late: goals(|what| matches!(what, Matter::Late(_))),
            blocked: goals(|what| matches!(what, Matter::Blocked(..))),
            claimed: goals(|what| matches!(what, Matter::Claim(_))),
            returned: goals(|what| matches!(what, Matter::Returned(..))),
            next: next(journey, &concerns.dates),
            concerns,
        }
    }
}

/// Returns the goals about which something of a kind wants attention.
fn goals<'a>(
    journey: &'a Journey,
    attention: &[Attention<'_>],
    is: fn(&Matter<'_>) -> bool,
) -> Vec<&'a Goal> {
    let matters = attention.iter().map(|attention| &attention.what);
    let numbers = matters.filter(|what| is(what)).filter_map(Matter::goal);
    numbers
        .filter_map(|number| journey.goals.iter().find(|goal| goal.number == number))
        .collect()
}

fn reasons(glance: &Glance<'_>) -> Vec<Reason> {
    let mentor = glance.facts.people.mentor();
    attention::reasons(&glance.attention)
        .iter()
        .filter_map(|reason| {
            Some(Reason {
                health: reason.health,
                goal: reason.what.goal(),
                what: reason.reason(mentor)?,
            })
        })
        .collect()
}

fn milestones(journey: &Journey, glance: &Glance<'_>) -> Vec<MilestoneStanding> {
    let themes = &journey.role.themes;
    let milestones = glance.dates.milestones();
    let with_goals = milestones.filter(|&milestone| journey.goals_of(milestone).next().is_some());
    with_goals
        .map(|milestone| MilestoneStanding {
            milestone,
            theme: themes.get(&milestone).cloned().unwrap_or_default(),
            due: glance.dates.milestone_due(milestone),
            tally: Tally::of(
                &glance.dates,
                journey.goals_of(milestone).map(GoalFacts::from),
            ),
        })
        .collect()
}

fn next<'a>(journey: &'a Journey, dates: &Dates) -> Vec<&'a Goal> {
    let mut goals: Vec<&Goal> = journey
        .goals
        .iter()
        .filter(|goal| {
            let facts = GoalFacts::from(*goal);
            facts.is_to_do() && facts.waits.is_none() && !dates.is_late(facts)
        })
        .collect();
    goals.sort_by_key(|goal| {
        (
            goal.state() != GoalState::Active,
            dates.goal_due(*goal).unwrap_or(NaiveDate::MAX),
            goal.number,
        )
    });
    goals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::Act;
    use crate::domain::fixture::*;
    use crate::domain::judgment::facts::{Outcome, ReviewFacts};
    use crate::domain::judgment::health::Health;
    use crate::domain::judgment::pace::Pace;
    use crate::domain::record::course::End;

    fn standing<'a>(run: &'a Run, today: &str) -> Standing<'a> {
        Standing::of(&run.journey, day(today))
    }

    fn numbers(goals: &[&Goal]) -> String {
        let numbers: Vec<String> = goals.iter().map(|goal| goal.number.to_string()).collect();
        numbers.join(" ")
    }

    #[test]
    fn a_new_journey_stands_at_nothing() {
        let run = Run::new();
        let standing = standing(&run, START);
        assert_eq!(standing.day, 1);
        assert_eq!(standing.so_far.counted, 3);
        assert_eq!((standing.so_far.done, standing.so_far.confirmed), (0, 0));
        assert!(standing.so_far.expected < 1e-9);
        assert_eq!(standing.pace, too_early(3, 21));
        assert_eq!(standing.health, Health::OnTrack);
        assert_eq!(standing.due(), Some(day("2026-03-31")));
        assert_eq!(
            numbers(&standing.next),
            "30.1 30.2 30.3 60.1 60.2 90.1 6m.1 12m.1 beyond.1"
        );
    }

    #[test]
    fn before_the_start_nothing_is_expected() {
        let run = Run::new();
        let standing = standing(&run, "2026-02-02");
        assert_eq!(standing.day, -27);
        assert!(standing.so_far.expected < 1e-9);
        assert_eq!((standing.health, standing.pace), (Health::OnTrack, None));
    }

    #[test]
    fn on_the_due_date_everything_is_expected() {
        let run = Run::new();
        let standing = standing(&run, "2026-03-31");
        assert!((standing.so_far.expected - 3.0).abs() < 1e-9);
    }

    #[test]
    fn a_waived_goal_leaves_both_sides() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.hire(&claim("access"));
        run.mentor(&confirm("access"));
        run.hire(&waive("team"));
        let tally = standing(&run, "2026-03-31").so_far;
        assert_eq!((tally.counted, tally.waived), (2, 1));
        assert_eq!((tally.done, tally.confirmed), (1, 1));
        assert!((tally.expected - 2.0).abs() < 1e-9);
    }

    #[test]
    fn milestones_are_tallied_each_and_up_to_the_present_one() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.hire(&claim("fix"));
        let standing = standing(&run, "2026-04-02");
        let counted: Vec<usize> = (standing.milestones.iter())
            .map(|milestone| milestone.tally.counted)
            .collect();
        assert_eq!(counted, [3, 2, 1, 1, 1, 1]);
        assert_eq!(standing.milestones[0].theme, "Begin");
        assert_eq!(standing.milestones[5].due, None);
        assert_eq!((standing.so_far.counted, standing.so_far.done), (5, 2));
    }

    #[test]
    fn what_is_done_ahead_is_counted_beside_and_named_in_the_reason() {
        let mut run = Run::new();
        for goal in ["fix", "ship", "share"] {
            run.hire(&claim(goal));
        }
        let early = standing(&run, "2026-03-31");
        assert_eq!((early.so_far.done, early.so_far.ahead), (0, 3));
        let reasons: Vec<&str> = early
            .reasons
            .iter()
            .map(|reason| reason.what.as_str())
            .collect();
        assert!(
            reasons.contains(&"0 done where 3.0 are expected, 3 done ahead"),
            "{reasons:?}"
        );
        let later = standing(&run, "2026-04-01").so_far;
        assert_eq!((later.done, later.ahead), (1, 2));
        let over = standing(&run, "2027-06-01").so_far;
        assert_eq!(
            (over.done, over.ahead),
            (2, 1),
            "what lies beyond all dates"
        );
    }

    #[test]
    fn deferred_goals_are_counted_beside_the_waived_ones() {
        let mut run = Run::new();
        run.hire(&defer("team", "2026-05-20"));
        run.hire(&defer("access", "2026-05-20"));
        run.hire(&waive("access"));
        let tally = standing(&run, START).so_far;
        assert_eq!((tally.counted, tally.waived, tally.deferred), (2, 1, 1));
    }

    #[test]
    fn a_goal_that_left_the_plan_counts_nowhere() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.hire(&block("access", None));
        run.hire(&defer("baseline", "2026-03-10"));
        for goal in &mut run.journey.goals {
            goal.plan.dropped = ["team", "access", "baseline"].contains(&goal.slug().as_str());
        }
        let standing = standing(&run, "2026-03-31");
        let tally = standing.so_far;
        assert_eq!((tally.counted, tally.done, tally.deferred), (0, 0, 0));
        assert!(tally.expected < 1e-9);
        assert_eq!(standing.pace, Some(Pace::NothingCounts));
        let lists = [
            &standing.late,
            &standing.blocked,
            &standing.claimed,
            &standing.next,
        ];
        let listed: Vec<String> = lists.iter().map(|list| numbers(list)).collect();
        assert_eq!(listed, ["", "", "", "60.1 60.2 90.1 6m.1 12m.1 beyond.1"]);
        let due = standing.dates.gate_due(&standing.facts, Milestone::DAY_30);
        assert_eq!(due, None, "nothing is left to review");
    }

    #[test]
    fn a_hire_on_leave_is_spared_all_reasons() {
        let mut run = Run::new();
        run.hire(&block("access", None));
        let mut run = run.on("2026-04-10");
        run.hire(&leave("2026-04-13", "2026-04-24"));
        let before = standing(&run, "2026-04-12");
        assert_eq!((before.health, before.leave), (Health::OffTrack, None));
        let away = standing(&run, "2026-04-13");
        assert_eq!(away.leave, Some(day("2026-04-24")));
        assert_eq!((away.health, away.pace), (Health::OnLeave, None));
        assert_eq!(away.reasons, []);
        assert_eq!(numbers(&away.late), "30.1 30.2 30.3", "that is still so");
        let back = standing(&run, "2026-04-27");
        assert_eq!((back.health, back.leave), (Health::OffTrack, None));
    }

    #[test]
    fn an_extended_gate_review_in_a_leave_moves_behind_it() {
        let run = Run::new();
        let leave = (day("2026-04-13"), day("2026-04-17"));
        let mut facts = Facts::from(&run.journey);
        facts.reviews.push(ReviewFacts {
            milestone: Milestone::DAY_30,
            outcome: Outcome::Extended(day("2026-04-15")),
        });
        let calendar = facts.calendar.with_leaves([leave]);
        let dates = Dates::new(facts.start, &facts.milestones, calendar, day("2026-04-01"));
        let due = dates.gate_due(&facts, Milestone::DAY_30);
        assert_eq!(due, Some(day("2026-04-20")));
    }

    #[test]
    fn a_milestone_without_goals_is_left_out() {
        let mut run = Run::new();
        run.journey
            .goals
            .retain(|goal| goal.slug() != &slug("ship"));
        let milestones: Vec<Milestone> = (standing(&run, START).milestones.iter())
            .map(|milestone| milestone.milestone)
            .collect();
        assert!(!milestones.contains(&Milestone::DAY_90));
        assert_eq!(milestones.len(), 5);
    }

    #[test]
    fn two_done_are_too_early_for_a_pace_and_three_are_not() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.hire(&claim("fix"));
        assert_eq!(standing(&run, "2026-03-12").pace, too_early(2, 13));
        run.hire(&claim("ship"));
        // Three done in 8 working days, two of the 30 days left: 16 / 3 days, rounded up to 6.
        let pace = standing(&run, "2026-03-12").pace;
        let on = |date: &str, late| {
            Some(Pace::On {
                date: day(date),
                late,
            })
        };
        assert_eq!(pace, on("2026-03-20", Some(-7)));
        // In 20 working days: 40 / 3 days.
        assert_eq!(
            standing(&run, "2026-03-30").pace,
            on("2026-04-17", Some(13))
        );
    }

    fn too_early(left: usize, days: i64) -> Option<Pace> {
        Some(Pace::TooEarly {
            left,
            days: Some(days),
        })
    }

    #[test]
    fn a_pace_leaves_out_what_was_agreed_for_later() {
        let mut run = Run::new();
        for goal in ["fix", "own", "ship"] {
            run.hire(&claim(goal));
        }
        let days = |run: &Run| match standing(run, "2026-03-12").pace {
            Some(Pace::On { date, .. }) => (date - day("2026-03-12")).num_days(),
            other => panic!("{other:?}"),
        };
        assert_eq!(days(&run), 12, "three goals in eight working days");
        run.hire(&defer("team", "2026-05-20"));
        assert_eq!(days(&run), 8, "two in six");
        run.hire(&defer("team", "2026-03-31"));
        assert_eq!(
            days(&run),
            12,
            "a date before the milestone's is no later one"
        );
        for goal in ["team", "access", "baseline"] {
            run.hire(&defer(goal, "2026-05-20"));
        }
        let deferred = Some(Pace::NothingDue { deferred: 3 });
        assert_eq!(standing(&run, "2026-03-12").pace, deferred);
        run.hire(&defer("talk", "2026-03-20"));
        assert_eq!(
            days(&run),
            5,
            "a goal of 60 days that was agreed for an earlier day"
        );
    }

    #[test]
    fn a_pace_says_nothing_in_a_leave_and_that_nothing_counts() {
        let mut run = Run::new();
        run.hire(&leave("2026-03-09", "2026-03-13"));
        assert_eq!(standing(&run, "2026-03-10").pace, None);
        for goal in ["team", "access", "baseline"] {
            run.hire(&waive(goal));
        }
        assert_eq!(standing(&run, "2026-03-16").pace, Some(Pace::NothingCounts));
    }

    #[test]
    fn a_pace_that_misses_the_milestone_by_more_than_five_working_days_is_a_reason() {
        let mut run = met_weekly();
        for goal in ["team", "access", "fix"] {
            run.hire(&claim(goal));
        }
        for goal in ["team", "access", "fix"] {
            run.mentor(&confirm(goal));
        }
        let late = |today: &str| match standing(&run, today).pace {
            Some(Pace::On { late, .. }) => late.unwrap(),
            other => panic!("{other:?}"),
        };
        let told = |today: &str| -> Vec<String> {
            let standing = standing(&run, today);
            let reasons = standing.reasons.into_iter();
            reasons.map(|reason| reason.what).collect()
        };
        assert_eq!(late("2026-03-26"), 3);
        assert_eq!(
            told("2026-03-26"),
            ["2 done where 2.6 are expected, 1 done ahead"]
        );
        assert_eq!(late("2026-03-30"), 6);
        assert!(told("2026-03-30").contains(&"6 working days late at this pace".to_owned()));
    }

    /// Holds a 1:1 a week through March.
    fn met_weekly() -> Run {
        let mut run = Run::new();
        for on in ["2026-03-04", "2026-03-11", "2026-03-18", "2026-03-25"] {
            run = run.on(on);
            run.mentor(&meet());
            run.mentor(&close());
        }
        run
    }

    #[test]
    fn a_pace_is_done_with_the_present_milestone() {
        let mut run = Run::new();
        for goal in ["team", "access"] {
            run.hire(&claim(goal));
        }
        run.hire(&waive("baseline"));
        assert_eq!(standing(&run, "2026-03-12").pace, Some(Pace::Done));
        assert_eq!(standing(&run, "2026-04-02").pace, too_early(2, 20));
    }

    #[test]
    fn after_month_12_a_pace_has_no_date_to_be_late_for() {
        let mut run = Run::new();
        for goal in ["team", "access", "fix"] {
            run.hire(&claim(goal));
        }
        let standing = standing(&run, "2027-03-03");
        assert_eq!(standing.current, Milestone::BEYOND);
        assert_eq!(standing.due(), None);
        assert_eq!(standing.so_far.counted, 8);
        assert!((standing.so_far.expected - 8.0).abs() < 1e-9);
        assert!(matches!(standing.pace, Some(Pace::On { late: None, .. })));
        assert_eq!(standing.health, Health::OffTrack);
    }

    #[test]
    fn what_is_late_blocked_claimed_and_next() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.hire(&block("fix", Some("2026-02-27")));
        run.hire(&block("access", None));
        run.hire(&defer("baseline", "2026-03-31"));
        run.hire(&begin("ship"));
        let standing = standing(&run, "2026-04-02");
        assert_eq!(numbers(&standing.late), "30.2 30.3");
        assert_eq!(numbers(&standing.blocked), "60.1 30.3");
        assert_eq!(numbers(&standing.claimed), "30.1");
        assert_eq!(numbers(&standing.next), "90.1 60.2 6m.1 12m.1 beyond.1");
    }

    #[test]
    fn a_journey_in_the_archive_stands_as_it_did_when_it_ended() {
        let mut run = Run::new().on("2026-03-03");
        run.hire(&Act::Archive {
            end: End::Left,
            reason: String::new(),
        });
        let stood = standing(&run, "2026-06-01");
        assert_eq!((stood.day, stood.health), (2, Health::OnTrack));
        assert_eq!(stood.dates.today, day("2026-03-03"));
        assert_eq!(standing(&run, "2026-03-02").day, 1);
    }
}
