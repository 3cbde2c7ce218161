//! Where a journey stands on a day. Every screen, command and export shows these numbers.

use std::ops::Deref;

use chrono::NaiveDate;

use crate::domain::judgment::attention::{self, Attention, Matter, owed};
use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::facts::{Facts, GoalFacts};
use crate::domain::judgment::glance::Glance;
use crate::domain::judgment::health::Health;
use crate::domain::judgment::rules;
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

/// When the goals up to the present milestone will be done at the present pace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Too few goals are done to tell.
    TooEarly,
    /// All of them are done.
    Done,
    /// On a date.
    On {
        /// The date.
        date: NaiveDate,
        /// Working days behind the milestone's date; negative where it is earlier, nothing where
        /// there is no date left to compare with.
        late: Option<i64>,
    },
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

/// Where a journey stands: what a glance tells, and what takes the whole journey to tell.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// The journey.
    pub journey: &'a Journey,
    glance: Glance<'a>,
    /// Every milestone that holds goals, the earliest first.
    pub milestones: Vec<MilestoneStanding>,
    /// When the goals up to and with the present milestone will be done.
    pub pace: Pace,
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

/// A standing tells all that a glance does.
impl<'a> Deref for Standing<'a> {
    type Target = Glance<'a>;

    fn deref(&self) -> &Glance<'a> {
        &self.glance
    }
}

impl<'a> Standing<'a> {
    /// Returns where a journey stands on a day; one in the archive as it stood when it ended.
    pub fn of(journey: &'a Journey, today: NaiveDate) -> Self {
        let mut glance = Glance::of(Facts::from(journey), today);
        glance.attention.extend(owed(journey, &glance.dates));
        let goals = |is: fn(&Matter<'_>) -> bool| goals(journey, &glance.attention, is);
        Self {
            journey,
            milestones: milestones(journey, &glance),
            pace: pace(&glance),
            reasons: reasons(&glance),
            late: goals(|what| matches!(what, Matter::Late(_))),
            blocked: goals(|what| matches!(what, Matter::Blocked(..))),
            claimed: goals(|what| matches!(what, Matter::Claim(_))),
            returned: goals(|what| matches!(what, Matter::Returned(..))),
            next: next(journey, &glance.dates),
            glance,
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

fn pace(glance: &Glance<'_>) -> Pace {
    let (dates, so_far) = (&glance.dates, &glance.so_far);
    if so_far.left() == 0 {
        return Pace::Done;
    }
    let goals = glance.facts.goals.iter();
    let done = goals.filter(|goal| goal.is_done()).count();
    if done < rules::PACE_FROM {
        return Pace::TooEarly;
    }
    let gone = usize::try_from(dates.days_since(dates.start))
        .unwrap_or(0)
        .max(1);
    let days = (so_far.left() * gone).div_ceil(done);
    let date = dates
        .calendar()
        .add_working_days(dates.today, i64::try_from(days).unwrap_or(i64::MAX));
    Pace::On {
        date,
        late: glance
            .due()
            .map(|due| dates.calendar().working_days(due, date)),
    }
}

fn next<'a>(journey: &'a Journey, dates: &Dates) -> Vec<&'a Goal> {
    let mut goals: Vec<&Goal> = journey
        .goals
        .iter()
        .filter(|goal| goal.is_to_do() && goal.waiting().is_none() && !dates.is_late(*goal))
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
        assert_eq!(standing.pace, Pace::TooEarly);
        assert_eq!(standing.health, Health::OnTrack);
        assert_eq!(standing.due(), Some(day("2026-04-01")));
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
        assert_eq!(standing.health, Health::OnTrack);
    }

    #[test]
    fn on_the_due_date_everything_is_expected() {
        let run = Run::new();
        let standing = standing(&run, "2026-04-01");
        assert!((standing.so_far.expected - 3.0).abs() < 1e-9);
    }

    #[test]
    fn a_waived_goal_leaves_both_sides() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.hire(&claim("access"));
        run.mentor(&confirm("access"));
        run.hire(&waive("team"));
        let tally = standing(&run, "2026-04-01").so_far;
        assert_eq!((tally.counted, tally.waived), (2, 1));
        assert_eq!((tally.done, tally.confirmed, tally.left()), (1, 1, 1));
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
        assert_eq!(standing(&run, "2026-03-12").pace, Pace::TooEarly);
        run.hire(&claim("ship"));
        // Three done in 8 working days, two of the 30 days left: 16 / 3 days, rounded up to 6.
        let pace = standing(&run, "2026-03-12").pace;
        let on = |date: &str, late| Pace::On {
            date: day(date),
            late,
        };
        assert_eq!(pace, on("2026-03-20", Some(-8)));
        assert_eq!(
            standing(&run, "2026-03-31").pace,
            on("2026-04-20", Some(13))
        );
    }

    #[test]
    fn a_pace_is_done_with_the_present_milestone() {
        let mut run = Run::new();
        for goal in ["team", "access"] {
            run.hire(&claim(goal));
        }
        run.hire(&waive("baseline"));
        assert_eq!(standing(&run, "2026-03-12").pace, Pace::Done);
        assert_eq!(standing(&run, "2026-04-02").pace, Pace::TooEarly);
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
        assert!(matches!(standing.pace, Pace::On { late: None, .. }));
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
