//! How a journey stood at the end of each day, by what had been entered by then. One fold of its log,
//! however many the days.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use chrono::{Days, NaiveDate};

use crate::domain::judgment::attention::{Matter, reasons};
use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::facts::Facts;
use crate::domain::judgment::glance::Glance;
use crate::domain::judgment::health::Health;
use crate::domain::plan::milestone::Milestone;
use crate::domain::record::change::Change;
use crate::domain::record::fold::Fold;
use crate::domain::record::goal::{Goal, GoalNumber};
use crate::domain::record::journey::Journey;

/// How many days are told at most, the last ones: three years.
const DAYS_MAX: u64 = 1_096;

/// A journey day by day.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// Its days from day 1, or the one on which it was entered, up to the day it is looked at.
    pub days: Vec<Day>,
    /// The journey as it stood at the end of the first of these days, leaves left out.
    pub first_plan: Option<Box<Journey>>,
}

/// One day of a journey, at its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// The day.
    pub on: NaiveDate,
    /// The verdict.
    pub health: Health,
    /// What led to it, the worst first.
    pub causes: Vec<Cause>,
    /// The goals of each milestone that has any.
    pub counts: BTreeMap<Milestone, Count>,
}

/// Goals counted at the end of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    /// Goals claimed or confirmed by then, whenever that was entered.
    pub claimed: usize,
    /// Those confirmed by then, whenever that was entered.
    pub confirmed: usize,
    /// How many goals counted.
    pub counted: usize,
    /// How many of them were expected to be done.
    pub expected: f64,
    /// How many the first plan, leaves left out, expected to be done.
    pub first_expected: f64,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.claimed += other.claimed;
        self.confirmed += other.confirmed;
        self.counted += other.counted;
        self.expected += other.expected;
        self.first_expected += other.first_expected;
    }
}

/// What speaks against a journey, however long it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A goal's date has passed.
    Late(GoalNumber),
    /// A goal waits on somebody.
    Blocked(GoalNumber),
    /// A claim waits to be confirmed.
    Claim(GoalNumber),
    /// No mentor is named.
    NoMentor,
    /// The two have not met for a while.
    NoMeeting,
    /// Fewer goals are done than expected.
    Behind,
    /// The pace misses the milestone.
    Pace,
}

impl Cause {
    /// Returns what a matter means for the verdict; nothing if it never speaks against a journey.
    pub fn of(matter: &Matter<'_>) -> Option<Self> {
        Some(match matter {
            Matter::Late(goal) => Self::Late(*goal),
            Matter::Blocked(goal, _) => Self::Blocked(*goal),
            Matter::Claim(goal) => Self::Claim(*goal),
            Matter::NoMentor => Self::NoMentor,
            Matter::NoMeeting { .. } => Self::NoMeeting,
            Matter::Behind { .. } => Self::Behind,
            Matter::Pace(_) => Self::Pace,
            _ => return None,
        })
    }
}

impl Course {
    /// Returns the course of a journey up to a day. `changes` is its log in order, and `journey` what it
    /// folds to.
    pub fn of(journey: &Journey, changes: &[Change], today: NaiveDate) -> Self {
        let last = Facts::from(journey).as_of(today);
        let begins = last.checked_sub_days(Days::new(DAYS_MAX));
        let first = begins.map_or(journey.start, |day| day.max(journey.start));
        let mut walk = Walk {
            journey,
            fold: Fold::of(changes),
            course: Self::default(),
            next: first,
            last,
        };
        for change in changes {
            walk.up_to(change.entered_on());
            walk.fold.step(change);
        }
        walk.up_to(NaiveDate::MAX);
        walk.course
    }

    /// Returns the first day of the verdict that stands, however often what led to it changed. A leave
    /// is no verdict and ends none.
    pub fn since(&self) -> Option<NaiveDate> {
        let last = self.days.last()?;
        self.first_of(|day| day.health == last.health)
    }

    /// Returns the first day on which a cause of the present verdict spoke against the journey without a
    /// break.
    pub fn since_cause(&self, cause: Cause) -> Option<NaiveDate> {
        self.first_of(|day| day.causes.contains(&cause))
    }

    /// Returns when a milestone fell due by the first plan.
    pub fn first_due(&self, milestone: Milestone) -> Option<NaiveDate> {
        let first = self.first_plan.as_ref()?;
        Dates::of(first, first.start).milestone_due(milestone)
    }

    /// Returns the first of the last days of which something holds; leaves are passed over.
    fn first_of(&self, holds: impl Fn(&Day) -> bool) -> Option<NaiveDate> {
        let days = self.days.iter().rev();
        let passed = days.take_while(|day| holds(day) || day.health == Health::OnLeave);
        passed.filter(|day| holds(day)).last().map(|day| day.on)
    }
}

/// The log as it is walked through, and the days that are behind.
struct Walk<'a> {
    /// The journey as it stands at the end of the log.
    journey: &'a Journey,
    fold: Fold,
    course: Course,
    next: NaiveDate,
    last: NaiveDate,
}

impl Walk<'_> {
    /// Ends the days before one.
    fn up_to(&mut self, day: NaiveDate) {
        while self.next < day && self.next <= self.last {
            if let Some(then) = self.fold.journey() {
                let first = &mut self.course.first_plan;
                let first = first.get_or_insert_with(|| Box::new(without_leaves(then)));
                let day = Day::of(self.journey, then, first, self.next);
                self.course.days.push(day);
            }
            let Some(next) = self.next.succ_opt() else {
                return;
            };
            self.next = next;
        }
    }
}

impl Day {
    fn of(journey: &Journey, then: &Journey, first: &Journey, on: NaiveDate) -> Self {
        let glance = Glance::of(Facts::from(then), on);
        let mut counts: BTreeMap<Milestone, Count> = BTreeMap::new();
        for goal in &glance.facts.goals {
            let count = counts.entry(goal.number.milestone).or_default();
            count.counted += usize::from(goal.is_counted());
            count.expected += glance.dates.expected(*goal);
        }
        let first_dates = Dates::of(first, on);
        for goal in &first.goals {
            let count = counts.entry(goal.number.milestone).or_default();
            count.first_expected += first_dates.expected(goal);
        }
        for goal in journey.goals.iter().filter(|goal| goal.is_counted()) {
            let count = counts.entry(goal.number.milestone).or_default();
            count.claimed += usize::from(was_claimed(goal, on));
            count.confirmed += usize::from(was_confirmed(goal, on));
        }
        Self {
            on,
            health: glance.health,
            causes: reasons(&glance.attention)
                .iter()
                .filter_map(|reason| Cause::of(&reason.what))
                .collect(),
            counts,
        }
    }

    /// Returns the goals of every milestone.
    pub fn all(&self) -> Count {
        self.of_those(|_| true)
    }

    /// Returns the goals of some milestones.
    pub fn of_those(&self, are: impl Fn(Milestone) -> bool) -> Count {
        let mut sum = Count::default();
        let counts = self.counts.iter().filter(|(milestone, _)| are(**milestone));
        counts.for_each(|(_, count)| sum += *count);
        sum
    }
}

fn was_claimed(goal: &Goal, on: NaiveDate) -> bool {
    let stands = goal.claim().is_some_and(|claim| claim.on <= on);
    let mut before = goal.waited().iter();
    stands || before.any(|(from, until)| *from <= on && on < *until)
}

fn was_confirmed(goal: &Goal, on: NaiveDate) -> bool {
    goal.confirmation().is_some_and(|mark| mark.on <= on)
}

fn without_leaves(journey: &Journey) -> Journey {
    Journey {
        leaves: BTreeMap::new(),
        ..journey.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::*;
    use crate::domain::judgment::standing::Standing;
    use crate::domain::judgment::tally::Tally;

    fn course(run: &Run, today: &str) -> Course {
        Course::of(&run.journey, &run.log, day(today))
    }

    /// The days as `day: health claimed confirmed expected first`, those alone at which anything but the
    /// expectation changes.
    fn told(course: &Course) -> String {
        let told = |day: &Day| {
            let health = day.health.word();
            let share = |share: f64| format!("{share:.1}");
            let all = day.all();
            let (expected, first) = (share(all.expected), share(all.first_expected));
            let counts = format!("{} {} of {}", all.claimed, all.confirmed, all.counted);
            (
                format!("{health}: {counts}"),
                format!("{expected} ({first})"),
            )
        };
        let mut lines = String::new();
        let mut last = String::new();
        for day in &course.days {
            let (stable, moving) = told(day);
            if stable != last {
                lines += &format!("{} {stable}, {moving}\n", day.on);
                last = stable;
            }
        }
        lines
    }

    /// Two goals are claimed, one comes back and is confirmed in the end, another is waived, the hire is away
    /// for a week.
    fn quarter() -> Run {
        let mut run = Run::new().on("2026-03-05");
        run.mentor(&meet());
        run.mentor(&close());
        run.hire(&claim("team"));
        let mut run = run.on("2026-03-09");
        run.mentor(&send_back("team"));
        let mut run = run.on("2026-03-12");
        run.hire(&claim("team"));
        run.hire(&claim("access"));
        let mut run = run.on("2026-03-16");
        run.mentor(&confirm("team"));
        run.mentor(&meet());
        run.mentor(&close());
        run.hire(&leave("2026-03-18", "2026-03-24"));
        let mut run = run.on("2026-04-13");
        run.mentor(&waive("baseline"));
        run
    }

    #[test]
    fn each_day_is_told_as_it_was_known_then() {
        insta::assert_snapshot!(told(&course(&quarter(), "2026-04-17")), @r"
        2026-03-02 on track: 0 0 of 9, 0.0 (0.0)
        2026-03-05 on track: 1 0 of 9, 0.4 (0.4)
        2026-03-09 on track: 0 0 of 9, 0.7 (0.7)
        2026-03-12 on track: 2 0 of 9, 1.1 (1.1)
        2026-03-16 on track: 2 1 of 9, 1.4 (1.4)
        2026-03-18 on leave: 2 1 of 9, 1.6 (1.7)
        2026-03-25 on track: 2 1 of 9, 1.7 (2.4)
        2026-03-30 at risk: 2 1 of 9, 2.1 (2.9)
        2026-04-13 at risk: 2 1 of 8, 2.4 (3.8)
        ");
    }

    #[test]
    fn the_last_day_is_as_the_journey_stands() {
        let run = quarter();
        for today in ["2026-04-13", "2026-04-17", "2026-06-01", "2027-06-01"] {
            let course = course(&run, today);
            let standing = Standing::of(&run.journey, day(today));
            let last = course.days.last().unwrap();
            let goals = standing.facts.goals.iter().copied();
            let tally = Tally::of(&standing.dates, goals);
            assert_eq!((last.on, last.health), (day(today), standing.health));
            let all = last.all();
            assert_eq!(
                (all.claimed, all.confirmed, all.counted),
                (tally.done, tally.confirmed, tally.counted)
            );
            assert!((all.expected - tally.expected).abs() < 1e-9);
            for row in &standing.milestones {
                let count = last.of_those(|milestone| milestone.is(row.milestone));
                let (count, tally) = ((count.claimed, count.counted), &row.tally);
                assert_eq!(count, (tally.done, tally.counted), "{}", row.milestone);
            }
        }
    }

    #[test]
    fn a_verdict_stands_since_its_first_day_whatever_its_causes() {
        let mut run = Run::new();
        run.mentor(&meet());
        run.mentor(&close());
        run.hire(&block("access", None));
        let mut run = run.on("2026-03-11");
        run.hire(&claim("team"));
        run.mentor(&meet());
        run.mentor(&close());
        // At risk from the fifth working day of the blocker on, through a leave and another cause.
        assert_eq!(course(&run, "2026-03-06").since(), Some(day("2026-03-02")));
        assert_eq!(course(&run, "2026-03-09").since(), Some(day("2026-03-09")));
        let mut run = run.on("2026-03-12");
        run.hire(&leave("2026-03-12", "2026-03-13"));
        let seen = course(&run, "2026-03-17");
        assert_eq!(seen.days.last().unwrap().health, Health::AtRisk);
        assert_eq!(seen.since(), Some(day("2026-03-09")));
        let blocked = Cause::Blocked(run.goal("access").number);
        assert_eq!(seen.since_cause(blocked), Some(day("2026-03-09")));
        let mut run = run.on("2026-03-20");
        run.hire(&clear("access"));
        let seen = course(&run, "2026-03-24");
        assert_eq!(seen.since_cause(blocked), None);
        // The claim waits for its seventh working day since the 24th; the verdict began anew.
        assert_eq!(seen.since(), Some(day("2026-03-24")));
    }

    #[test]
    fn what_is_entered_late_counts_for_its_day_and_is_known_from_the_day_of_its_entry() {
        let mut run = Run::new();
        run.hire(&block("access", None));
        let mut run = run.on("2026-03-20");
        run.hire(&claim("team"));
        run.hire(&clear("access"));
        for change in run.log.iter_mut().rev().take(2) {
            change.entered = Some(day("2026-03-25"));
        }
        let seen = course(&run, "2026-03-26");
        let on = |date: &str| seen.days.iter().find(|seen| seen.on == day(date)).unwrap();
        let claimed = |date| on(date).all().claimed;
        assert_eq!((claimed("2026-03-19"), claimed("2026-03-20")), (0, 1));
        let blocked = Cause::Blocked(run.goal("access").number);
        assert!(on("2026-03-24").causes.contains(&blocked));
        assert!(!on("2026-03-25").causes.contains(&blocked));
    }

    #[test]
    fn the_first_plan_knows_no_leave_and_nothing_that_was_agreed_later() {
        let mut run = Run::new().on("2026-03-09");
        run.hire(&leave("2026-03-16", "2026-03-20"));
        run.hire(&waive("access"));
        let seen = course(&run, "2026-04-07");
        let due = seen.first_due(Milestone::DAY_30);
        assert_eq!(due, Some(day("2026-03-31")));
        let last = seen.days.last().unwrap().all();
        assert!(last.first_expected > last.expected + 1.0, "{last:?}");
    }

    #[test]
    fn a_journey_of_many_years_is_told_for_its_last_ones() {
        let run = Run::new();
        let seen = course(&run, "9999-12-31");
        assert_eq!(seen.days.len(), 1_097);
        assert_eq!(seen.days.last().unwrap().on, day("9999-12-31"));
        assert!(course(&run, "2026-03-01").days.is_empty());
    }
}
